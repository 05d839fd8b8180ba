"""Needs of places, and the items that can serve each."""

from collections.abc import Sequence
from datetime import date, timedelta

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import Assumed, Row, day, listed, number, of_row, readings
from resupply.network.model import Group, Need, Range, exactly
from resupply.network.odd import nowhere, unrated


def needs(
    view: View, start_on: date, assumed: Assumed, chosen: Sequence[str], found: list[Finding]
) -> tuple[list[Group], list[Need]]:
    """Needs of places, newest row first, and the groups of items that can serve them."""
    rows = [
        r.fields | {"known": r.known_on, "source_id": r.source_id} for r in view.rows("use_rates")
    ]
    asked = readings([r for r in rows if r.get("kind") == "need"], "rate_id", chosen)
    names = {str(p["place_id"]) for p in view.table("places")}
    stretches: dict[tuple[str, str, int], list[Row]] = {}
    for row in sorted(asked, key=lambda r: (day(r.get("from_on")) or date.min, r["known"])):
        over_on = day(row.get("until_on"))
        if over_on is not None and over_on < start_on:
            continue
        if str(row["place"]) not in names:
            found.append(nowhere(row))
            continue
        key = str(row["place"]), str(row["item"]), int(row.get("tier") or 1)
        _put_after(stretches.setdefault(key, []), row, start_on)
    needs = []
    for (place, item, tier), row in ((k, r) for k, rows in stretches.items() for r in rows):
        per_day = of_row(row, "per_day", told=rests(row, f"need {row['rate_id']}", assumed))
        if per_day is not None:
            needs.append(
                Need(
                    id=str(row["rate_id"]),
                    place=place,
                    group=item,
                    tier=tier,
                    per_day=per_day,
                    from_on=_later(day(row.get("from_on")), start_on),
                    until_on=day(row.get("until_on")),
                    backlog=row.get("backlog") in (True, "yes"),
                    note=str(row.get("note") or ""),
                )
            )
    return [group(view, assumed, n, found) for n in sorted({n.group for n in needs})], needs


def _put_after(before: list[Row], row: Row, start_on: date) -> None:
    """Add a row to earlier ones of the same need: it holds from its first day on."""
    first = max(day(row.get("from_on")) or start_on, start_on)
    kept = [r for r in before if max(day(r.get("from_on")) or start_on, start_on) < first]
    for at, earlier in enumerate(kept):
        last = day(earlier.get("until_on"))
        if last is None or last >= first:
            kept[at] = {**earlier, "until_on": first - timedelta(days=1)}
    before[:] = [*kept, row]


def _later(from_on: date | None, start_on: date) -> date | None:
    return from_on if from_on is not None and from_on > start_on else None


def rests(row: Row, otherwise: str, assumed: Assumed) -> str:
    """What a figure comes from: assumptions, so that those on the same move together, or itself."""
    names = listed(row.get("rests_on"))
    for name in names:
        assumed.of(name, otherwise)
    return " and ".join(f"assumption {name}" for name in names) or otherwise


def group(view: View, assumed: Assumed, name: str, found: list[Finding]) -> Group:
    """What can serve a need: the item itself, and what the case says can stand in for it."""
    items = {str(r["item_id"]): r for r in view.table("items")}
    rates: dict[str, Range] = {}
    if name in items:
        rates[name] = exactly(1.0)
    for item, row in items.items():
        if row.get("substitution_group") == name:
            stated_rate = number(row.get("exchange_rate"))
            rates[item] = exactly(1.0 if stated_rate is None else stated_rate)
    for row in view.table("substitutions"):
        if row.get("group") == name:
            item = str(row["item"])
            where = f"what {item} serves of {name}"
            stated = of_row(row, "rate", told=where)
            if row.get("assumption"):
                stated = assumed.of(str(row["assumption"]), where) or stated
            if stated is None:
                found.append(unrated(name, item))
            else:
                rates[item] = stated
    own: Row = items.get(name) or {}
    return Group(
        id=name,
        name=str(own.get("name") or name),
        unit=str(own.get("unit") or ""),
        rates=rates,
    )
