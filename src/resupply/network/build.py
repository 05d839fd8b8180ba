"""From the book, as known on a day, to a supply network: every figure with its range and source.

What cannot be understood is a finding and left out, never guessed. Promises come from the case,
which knows how each stands; here they are plain rows.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from resupply.book import View
from resupply.book.counts import all_stock
from resupply.core.findings import Finding, grouped
from resupply.network.capacities import capacities, taken
from resupply.network.disruptions import disruptions
from resupply.network.figures import (
    Assumed,
    Rate,
    Row,
    around,
    day,
    lessened,
    listed,
    number,
    of_row,
    rate,
    readings,
    sources,
    times,
)
from resupply.network.model import (
    Group,
    Item,
    Leg,
    Network,
    Place,
    Range,
    Recipe,
    Stock,
    Storage,
    Supply,
    Window,
    exactly,
)
from resupply.network.needs import needs
from resupply.network.odd import unstated, unusable
from resupply.network.supplies import Promised, covered, promises, supplies
from resupply.network.transit import in_transit


def build(
    view: View,
    start_on: date,
    *,
    promised: Sequence[Promised] = (),
    chosen: Sequence[str] = (),
    currency: str = "EUR",
) -> Network:
    """The network of a case.

    Args:
        view: The book as known on a day.
        start_on: First day of a plan.
        promised: What stands of promises.
        chosen: Names of rows taken in place of those they are alternatives to.
        currency: Of costs.

    Example:
        >>> import resupply
        >>> view = resupply.open("ukraine-2024").view()
        >>> network = build(view, date(2024, 2, 28))
        >>> [n.id for n in network.needs]
        ['UKR-U005']
    """
    found: list[Finding] = []
    assumed = Assumed(view)
    places = [_place(r) for r in view.table("places")]
    closed, late, stopped = disruptions(view, start_on, assumed, chosen, found)
    groups, needed = needs(view, start_on, assumed, chosen, found)
    recipes = list(_recipes(view, chosen, found))
    wanted = _items_wanted(groups, recipes)
    legs = list(_legs(view, places, late, found))
    covers = covered(view)
    sent = list(in_transit(view, start_on, legs, wanted, covers, found))
    coming = [
        *supplies(view, assumed, stopped, chosen, wanted, found),
        *sent,
        *promises(view, start_on, _less_sent(promised, sent), assumed, wanted, found),
    ]
    stocks = list(_stocks(view, start_on, assumed, chosen, wanted))
    found += _counted_later(view, start_on, wanted)
    items = [_item(r, view, assumed) for r in view.table("items") if str(r["item_id"]) in wanted]
    return Network(
        start_on=start_on,
        places=places,
        items=items,
        legs=legs,
        capacities=capacities(
            view.table("legs"),
            legs,
            items,
            assumed,
            closed,
            found,
            {p.id: p.name for p in places},
        ),
        storages=list(_storages(view, items)),
        stocks=stocks,
        supplies=coming,
        groups=groups,
        needs=needed,
        recipes=[r for r in recipes if r.output in wanted],
        assumptions=assumed.used(),
        findings=grouped(found),
        currency=currency,
    )


def _less_sent(promised: Sequence[Promised], sent: Sequence[Supply]) -> list[Promised]:
    """Promises without the part of them that is on its way already."""
    way: dict[str, float] = {}
    for supply in sent:
        line = supply.id.split(" #")[0]
        way[line] = way.get(line, 0.0) + (supply.quantity.central if supply.quantity else 0.0)
    return [
        msgspec.structs.replace(p, left=lessened(p.left, way[p.id])) if p.id in way else p
        for p in promised
    ]


def _place(row: Row) -> Place:
    return Place(
        id=str(row["place_id"]),
        name=str(row.get("name") or row["place_id"]),
        kind=str(row.get("kind") or ""),
        country=row.get("country") or None,
        lat=number(row.get("lat")),
        lon=number(row.get("lon")),
    )


def _item(row: Row, view: View, assumed: Assumed) -> Item:
    name, unit = str(row["item_id"]), str(row.get("unit") or "")
    volume = number(row.get("volume_m3"))
    return Item(
        id=name,
        name=str(row.get("name") or name),
        unit=unit,
        mass_kg=_mass(row, view, assumed),
        volume_m3=None if volume is None else exactly(volume, told=f"volume of {name}"),
    )


def _mass(row: Row, view: View, assumed: Assumed) -> Range | None:
    """Of one unit: stated, its own unit, assumed, or between those of what it is made of."""
    name, stated = str(row["item_id"]), number(row.get("mass_kg"))
    if stated is not None:
        return exactly(stated, told=f"mass of {name}")
    if row.get("unit") in ("t", "kg"):
        return exactly(1000.0 if row["unit"] == "t" else 1.0)
    own = assumed.about(name, "mass", "kg", f"mass of {name}")
    if own is not None:
        return own
    parts = [
        mass
        for other in view.table("items")
        if str(other["item_id"]) in listed(row.get("includes"))
        and (mass := _mass(other, view, assumed)) is not None
    ]
    if not parts:
        return None
    return Range(
        low=min(p.low for p in parts),
        central=sum(p.central for p in parts) / len(parts),
        high=max(p.high for p in parts),
        basis="assumption",
        told=parts[0].told,
    )


def _stocks(
    view: View,
    start_on: date,
    assumed: Assumed,
    chosen: Sequence[str],
    wanted: Collection[str],
) -> Iterator[Stock]:
    """What lies at places: counted, else assumed; never both."""
    names = {str(p["place_id"]) for p in view.table("places")}
    seen = set()
    for counted in all_stock(view, start_on).to_dicts():
        stated = around(counted["low"], counted["quantity"], counted["high"])
        if counted["place"] in names and counted["item"] in wanted and stated is not None:
            low, middle, high = (max(end, 0.0) for end in stated)
            seen.add((counted["place"], counted["item"]))
            yield Stock(
                place=counted["place"],
                item=counted["item"],
                quantity=Range(
                    low=low,
                    central=middle,
                    high=high,
                    basis="reported" if counted["counted_on"] else "derived",
                    told=f"stock of {counted['item']} at {counted['place']}",
                ),
            )
    for row in readings(assumed.rows("stock_at_as_of"), "id", chosen):
        key = (str(row["subject"]), str(row["item"]))
        if key[0] in names and key[1] in wanted and key not in seen:
            quantity = assumed.of(str(row["id"]), f"stock of {key[1]} at {key[0]}")
            if quantity is not None:
                yield Stock(place=key[0], item=key[1], quantity=quantity)


def _counted_later(view: View, start_on: date, wanted: Collection[str]) -> Iterator[Finding]:
    """Stocks whose first count comes after the plan begins."""
    first: dict[tuple[str, str], date] = {}
    for row in view.counts.sort("counted_on").to_dicts():
        first.setdefault((row["place"], row["item"]), row["counted_on"])
    for (place, item), counted_on in first.items():
        if item in wanted and counted_on > start_on:
            yield Finding(
                code="stock_counted_later",
                where=f"counts, {item} at {place}",
                what=f"it was first counted on {counted_on}, after the first day of a plan from "
                f"{start_on}: the count is not used.",
                todo="plan from the day of the count, or record an earlier count.",
                subject=place,
            )


def _legs(
    view: View,
    places: Sequence[Place],
    late: Mapping[str, Range],
    found: list[Finding],
) -> Iterator[Leg]:
    """Legs with a lead time between places that are there."""
    names = {p.id for p in places}
    for row in view.table("legs"):
        name, ends = str(row["leg_id"]), (str(row["from_place"]), str(row["to_place"]))
        lead = of_row(
            row,
            "lead_time_days",
            told=f"lead time of leg {name}",
            basis=str(row.get("lead_time_basis") or "reported"),
        )
        if lead is None or not set(ends) <= names:
            found.append(unusable(name, "its lead time" if lead is None else "one of its places"))
            continue
        lead = msgspec.structs.replace(lead, source_ids=sources(row, "lead_time_source_id"))
        if ends[0] in late:
            lead = _longer(lead, late[ends[0]])
        yield Leg(
            id=name,
            from_place=ends[0],
            to_place=ends[1],
            mode=str(row.get("mode") or ""),
            lead_days=lead,
            items=listed(row.get("items")) or None,
            cost_per_t=of_row(row, "cost_per_t", told=f"cost of leg {name}"),
            windows=tuple(_open_between(day(row.get("open_from")), day(row.get("open_until")))),
            note=str(row.get("note") or ""),
        )


def _longer(lead: Range, extra: Range) -> Range:
    return Range(
        low=lead.low + extra.low,
        central=lead.central + extra.central,
        high=lead.high + extra.high,
        basis="assumption",
        told=f"{lead.told} and {extra.told}",
        source_ids=lead.source_ids,
    )


def _open_between(first: date | None, last: date | None) -> Iterator[Window]:
    if first is not None:
        yield Window(until_on=first - timedelta(days=1), factor=0.0, why="not open yet")
    if last is not None:
        yield Window(from_on=last + timedelta(days=1), factor=0.0, why="no longer open")


def _storages(view: View, items: Sequence[Item]) -> Iterator[Storage]:
    for row in view.table("places"):
        amount, unit = number(row.get("storage_capacity")), str(row.get("storage_unit") or "")
        if amount is None:
            continue
        yield Storage(
            place=str(row["place_id"]),
            amount=exactly(amount, told=f"room at {row['place_id']}"),
            unit=unit,
            weights=dict(taken(items, unit)),
        )


def _recipes(view: View, chosen: Sequence[str], found: list[Finding]) -> Iterator[Recipe]:
    """Rows of `recipes`; those only offered are taken when chosen, and make nothing by themselves.

    What they make is what options add to them.
    """
    inputs: dict[str, dict[str, Range]] = {}
    for row in view.table("recipe_inputs"):
        name = str(row["recipe_id"])
        each = of_row(row, "quantity", told=f"{row['item']} in {name}")
        if each is not None:
            inputs.setdefault(name, {})[str(row["item"])] = each
    for row in view.table("recipes"):
        name = str(row["recipe_id"])
        offered = row.get("taken") in (False, "no")
        if offered and name not in chosen:
            continue
        amount, per = of_row(row, "quantity", told=f"capacity of {name}"), rate(row.get("unit"))
        if offered:
            amount, per = exactly(0.0), Rate(unit="", per_day=1.0)
        if amount is None or per is None:
            found.append(unstated(name))
            continue
        yield Recipe(
            id=name,
            place=str(row["place"]),
            output=str(row["item"]),
            per_day=times(amount, per.per_day),
            inputs=inputs.get(name, {}),
            lead_days=of_row(row, "lead_time_days", told=f"time of {name}") or exactly(0.0),
            party=row.get("party") or None,
            from_on=day(row.get("from_on")),
            until_on=day(row.get("until_on")),
        )


def _items_wanted(groups: Sequence[Group], recipes: Sequence[Recipe]) -> set[str]:
    """Items that can serve a need or are made into such; others have no place in a plan."""
    wanted = {item for group in groups for item in group.rates}
    while True:
        more = {i for r in recipes if r.output in wanted for i in r.inputs} - wanted
        if not more:
            return wanted
        wanted |= more
