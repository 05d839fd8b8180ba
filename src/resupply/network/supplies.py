"""What becomes available where: rates and stocks on their way, and what stands of promises."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from resupply.book import View
from resupply.core.findings import Finding
from resupply.network.figures import Assumed, day, listed, of_row, rate, sources, times
from resupply.network.model import Range, Supply, Window
from resupply.network.needs import rests
from resupply.network.odd import needless, unstated, untaken

#: Metric of the assumption about which part of a promise comes when it is due.
_COMES = "share_of_pledge_delivered_by_due_date"


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """What still stands of a promise.

    Args:
        id: Its line.
        row: Its row of `pledges`; empty when it has none.
        donor, item: Whose, of what.
        left: What must still come [item units], with its range.
        from_on: First day on which it can come; None = from the first day of the plan.
        due_on: Day it is due; None = not stated.
        unit: Unit of the promise; empty = the item's.
        followed: Whether anything is known of its fate.
    """

    id: str
    row: str
    donor: str
    item: str
    left: Range
    from_on: date | None = None
    due_on: date | None = None
    unit: str = ""
    followed: bool = True


def supplies(
    view: View,
    assumed: Assumed,
    stopped: Mapping[str, tuple[Window, ...]],
    chosen: Sequence[str],
    wanted: Collection[str],
    found: list[Finding],
) -> Iterator[Supply]:
    """Rows of `supplies` that a plan counts on, or that are chosen by name."""
    for row in view.table("supplies"):
        name = str(row["supply_id"])
        if row.get("taken") in (False, "no") and name not in chosen:
            continue
        if str(row["item"]) not in wanted:
            found.append(needless(name, str(row["item"])))
            continue
        figure = of_row(row, "quantity", told=rests(row, f"supply {name}", assumed))
        unit = str(row.get("unit") or "")
        if row.get("assumption"):
            figure = assumed.of(str(row["assumption"]), f"supply {name}") or figure
            unit = unit or assumed.unit(str(row["assumption"]))
        if figure is None:
            found.append(unstated(name))
            continue
        figure = msgspec.structs.replace(
            figure, source_ids=tuple(dict.fromkeys((*figure.source_ids, *sources(row))))
        )
        per = rate(unit)
        yield Supply(
            id=name,
            place=str(row["place"]),
            item=str(row["item"]),
            party=row.get("party") or None,
            quantity=figure if per is None else None,
            per_day=None if per is None else times(figure, per.per_day),
            from_on=day(row.get("from_on")),
            until_on=day(row.get("until_on")),
            kind=str(row.get("kind") or "rate"),
            if_factor=assumed.of(str(row["share"]), f"part of supply {name} that comes")
            if row.get("share")
            else None,
            windows=stopped.get(str(row.get("party") or ""), ()),
            note=str(row.get("note") or ""),
        )


def covered(view: View) -> set[str]:
    """Promises and lines that rows of `supplies` count already."""
    return {name for row in view.table("supplies") for name in listed(row.get("covers"))}


def promises(
    view: View,
    start_on: date,
    promised: Sequence[Promised],
    assumed: Assumed,
    wanted: Collection[str],
    found: list[Finding],
) -> Iterator[Supply]:
    """Promises with a day they are due, at the donor's own place, evenly until then."""
    counted = covered(view)
    at = _places_of_parties(view)
    units = {str(r["item_id"]): str(r.get("unit") or "") for r in view.table("items")}
    part = next((str(r["id"]) for r in assumed.rows(_COMES)), None)
    for promise in promised:
        if promise.row in counted or promise.id in counted or promise.item not in wanted:
            continue
        if promise.left.high <= 0:
            continue
        if promise.unit and units.get(promise.item) not in ("", None, promise.unit):
            found.append(_untaken(promise, f'its unit "{promise.unit}" is not that of the item'))
        elif not promise.followed and promise.due_on is not None and promise.due_on < start_on:
            found.append(_untaken(promise, "its day has passed and nobody followed it"))
        elif promise.donor not in at:
            found.append(_untaken(promise, "no place of the case is the donor's"))
        elif promise.due_on is None:
            found.append(_untaken(promise, "no day is stated by which it is due"))
        else:
            begin = max(promise.from_on or start_on, start_on)
            yield Supply(
                id=promise.row or promise.id,
                place=at[promise.donor],
                item=promise.item,
                party=promise.donor,
                quantity=promise.left,
                from_on=begin,
                # What is late is taken as coming within a month.
                until_on=max(promise.due_on, begin + timedelta(days=30))
                if promise.due_on < begin
                else promise.due_on,
                kind="promise",
                if_factor=None
                if part is None
                else assumed.of(part, f"part of promise {promise.row or promise.id} that comes"),
            )


def _places_of_parties(view: View) -> dict[str, str]:
    """The place where each party's goods start."""
    found: dict[str, str] = {}
    for row in view.table("places"):
        party = row.get("party") or row.get("country")
        if party and row.get("kind") in ("source", "plant"):
            found.setdefault(str(party), str(row["place_id"]))
    return found


def _untaken(promise: Promised, why: str) -> Finding:
    return untaken(promise.row or promise.id, promise.donor, promise.item, promise.left, why)
