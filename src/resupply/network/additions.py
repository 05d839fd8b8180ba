"""What a scenario adds to a network: legs, supplies, stocks, needs, promises, capacities."""

from collections.abc import Iterable

import msgspec

from resupply.core.errors import QuestionError
from resupply.network.capacities import taken
from resupply.network.changes import AddLeg, AddNeed, AddPromise, AddStock, AddSupply, told
from resupply.network.model import (
    Capacity,
    Group,
    Leg,
    Need,
    Network,
    Range,
    Stock,
    Supply,
    exactly,
)
from resupply.network.naming import Names


def ranged(middle: float, low: float | None, high: float | None, where: str, said: str) -> Range:
    """A figure of a change with its range.

    Raises:
        QuestionError: The ends are not around the figure.
    """
    least, most = middle if low is None else low, middle if high is None else high
    if not least <= middle <= most:
        raise QuestionError(
            where=where,
            what=f"{least:g}, {middle:g}, {most:g} is not in the order low, figure, high.",
            todo="put the smaller one first.",
        )
    return Range(low=least, central=middle, high=most, basis="assumption", told=f"what-if: {said}")


def add_leg(network: Network, change: AddLeg, names: Names, where: str) -> Network:
    """The network with one more leg, and its capacity where one is stated."""
    _refuse_taken(names.legs.values(), change.id, "leg", where)
    start, end = names.place(change.from_place, where), names.place(change.to_place, where)
    if start == end:
        raise QuestionError(
            where=where,
            what=f'it leads from "{start}" to itself.',
            todo="name two different places.",
        )
    lead = ranged(
        change.lead_days, change.lead_days_low, change.lead_days_high, where, told(change)
    )
    carried = None if change.items is None else tuple(names.item(i, where) for i in change.items)
    leg = Leg(
        id=change.id,
        from_place=start,
        to_place=end,
        mode=change.mode,
        lead_days=lead,
        items=carried,
        note="what-if",
    )
    network = msgspec.structs.replace(network, legs=[*network.legs, leg])
    if change.per_day is None:
        return network
    amount = ranged(change.per_day, None, None, where, told(change))
    new = capacity(network, leg.id, amount, change.unit, where)
    return msgspec.structs.replace(network, capacities=[*network.capacities, new])


def capacity(network: Network, leg: str, amount: Range, unit: str, where: str) -> Capacity:
    """A capacity of a leg that had none, in tonnes, cubic metres or the unit of the items.

    Raises:
        QuestionError: Nothing says how much of that unit the items take.
    """
    weights = dict(taken(network.items, unit))
    if not weights:
        raise QuestionError(
            where=where,
            what=f'nothing says how much of a "{unit}" the items of this network take.',
            todo="use t, m3 or the unit of the items.",
        )
    return Capacity(id=leg, name=leg, legs=(leg,), per_day=amount, unit=unit, weights=weights)


def add_supply(network: Network, change: AddSupply, names: Names, where: str) -> Network:
    """The network with one more supply.

    Raises:
        QuestionError: It states no quantity, or two.
    """
    _refuse_taken(names.supplies.values(), change.id, "supply", where)
    figure = change.quantity if change.per_day is None else change.per_day
    if figure is None or (change.quantity is not None and change.per_day is not None):
        raise QuestionError(
            where=where,
            what="a supply has a quantity in all or a rate per day, one of the two.",
            todo="give quantity or per_day.",
        )
    amount = ranged(figure, change.low, change.high, where, told(change))
    supply = Supply(
        id=change.id,
        place=names.place(change.place, where),
        item=names.item(change.item, where),
        party=change.party,
        quantity=amount if change.quantity is not None else None,
        per_day=amount if change.per_day is not None else None,
        from_on=change.from_on,
        until_on=change.until_on,
        note="what-if",
    )
    return msgspec.structs.replace(network, supplies=[*network.supplies, supply])


def add_promise(network: Network, change: AddPromise, names: Names, where: str) -> Network:
    """The network with a promise that comes evenly until its day, at the donor's place.

    Raises:
        QuestionError: No place is the donor's, or the day is before the plan.
    """
    _refuse_taken(names.supplies.values(), change.id, "supply", where)
    first = max(change.from_on or network.start_on, network.start_on)
    if change.due_on < first:
        raise QuestionError(
            where=where,
            what=f"it ends on {change.due_on}, before it begins on {first}.",
            todo="put the earlier day first; a plan begins on its first day.",
        )
    parties = names.parties_of(change.party)
    supply = Supply(
        id=change.id,
        place=_place_of(network, change, names, where),
        item=names.item(change.item, where),
        party=next(iter(sorted(parties))) if len(parties) == 1 else change.party,
        quantity=ranged(change.quantity, change.low, change.high, where, told(change)),
        from_on=first,
        until_on=change.due_on,
        kind="promise",
        note="what-if",
    )
    return msgspec.structs.replace(network, supplies=[*network.supplies, supply])


def _place_of(network: Network, change: AddPromise, names: Names, where: str) -> str:
    if change.place is not None:
        return names.place(change.place, where)
    parties = names.parties_of(change.party)
    sources = {p.id for p in network.places if p.kind in ("source", "plant")}
    there = {s.place for s in network.supplies if s.party in parties and s.place in sources}
    found = sorted(there or names.in_country(change.party) & sources)
    if len(found) == 1:
        return found[0]
    raise QuestionError(
        where=where,
        what=f'{len(found) or "no"} places of the case are those of "{change.party}".',
        todo=f"name the place where it becomes available: {', '.join(found or sorted(sources))}.",
    )


def add_stock(network: Network, change: AddStock, names: Names, where: str) -> Network:
    """The network with more at a place when the plan begins."""
    stock = Stock(
        place=names.place(change.place, where),
        item=names.item(change.item, where),
        quantity=ranged(change.quantity, change.low, change.high, where, told(change)),
    )
    return msgspec.structs.replace(network, stocks=[*network.stocks, stock])


def add_need(network: Network, change: AddNeed, names: Names, where: str) -> Network:
    """The network with one more need."""
    _refuse_taken(names.needs.values(), change.id, "need", where)
    group = names.group(change.item, where)
    need = Need(
        id=change.id,
        place=names.place(change.place, where),
        group=group,
        tier=change.tier,
        per_day=ranged(change.per_day, change.low, change.high, where, told(change)),
        from_on=change.from_on,
        until_on=change.until_on,
        backlog=change.backlog,
        note="what-if",
    )
    groups = [*network.groups]
    if group not in {g.id for g in groups}:
        item = next(i for i in network.items if i.id == group)
        groups.append(Group(id=group, name=item.name, unit=item.unit, rates={group: exactly(1.0)}))
    return msgspec.structs.replace(network, needs=[*network.needs, need], groups=groups)


def _refuse_taken(known: Iterable[str], name: str, kind: str, where: str) -> None:
    if name in set(known):
        raise QuestionError(
            where=where,
            what=f'there is a {kind} "{name}" already.',
            todo="give the new one another name, or scale or move the old one.",
        )
