"""Needs of places, and the items that can serve each."""

from collections.abc import Sequence
from datetime import date

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import Assumed, Row, day, listed, number, of_row, readings
from resupply.network.model import Group, Need, Range, exactly
from resupply.network.odd import nowhere


def needs(
    view: View, start_on: date, assumed: Assumed, chosen: Sequence[str], found: list[Finding]
) -> tuple[list[Group], list[Need]]:
    """Needs of places, newest row first, and the groups of items that can serve them."""
    rows = [
        r.fields | {"known": r.known_on, "source_id": r.source_id} for r in view.rows("use_rates")
    ]
    asked = readings([r for r in rows if r.get("kind") == "need"], "rate_id", chosen)
    names = {str(p["place_id"]) for p in view.table("places")}
    newest: dict[tuple[str, str, int], Row] = {}
    for row in sorted(asked, key=lambda r: (day(r.get("from_on")) or date.min, r["known"])):
        over_on = day(row.get("until_on"))
        if over_on is not None and over_on < start_on:
            continue
        if str(row["place"]) not in names:
            found.append(nowhere(row))
            continue
        newest[str(row["place"]), str(row["item"]), int(row.get("tier") or 1)] = row
    needs = []
    for (place, item, tier), row in newest.items():
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
    return [_group(view, assumed, n) for n in sorted({n.group for n in needs})], needs


def _later(from_on: date | None, start_on: date) -> date | None:
    return from_on if from_on is not None and from_on > start_on else None


def rests(row: Row, otherwise: str, assumed: Assumed) -> str:
    """What a figure comes from: one assumption, so that figures move together, or itself."""
    names = listed(row.get("rests_on"))
    for name in names:
        assumed.of(name, otherwise)
    return f"assumption {names[0]}" if len(names) == 1 else otherwise


def _group(view: View, assumed: Assumed, name: str) -> Group:
    """What can serve a need: the item itself, and what the case says can stand in for it."""
    items = {str(r["item_id"]): r for r in view.table("items")}
    rates: dict[str, Range] = {}
    if name in items:
        rates[name] = exactly(1.0)
    for item, row in items.items():
        if row.get("substitution_group") == name:
            rates[item] = exactly(number(row.get("exchange_rate")) or 1.0)
    for row in view.table("substitutions"):
        if row.get("group") == name:
            item = str(row["item"])
            where = f"what {item} serves of {name}"
            stated = of_row(row, "rate", told=where)
            if row.get("assumption"):
                stated = assumed.of(str(row["assumption"]), where) or stated
            rates[item] = stated or exactly(1.0)
    own: Row = items.get(name) or {}
    return Group(
        id=name,
        name=str(own.get("name") or name),
        unit=str(own.get("unit") or ""),
        rates=rates,
    )
