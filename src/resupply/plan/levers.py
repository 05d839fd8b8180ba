"""What could be more or less of: capacities, stocks, supplies, makers, room. One row a lever.

Each lever changes the numbers of a problem along one direction, in steps a person can act on: one
truck a day more for the whole plan, one round more of a promise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from resupply.network.model import Level, Network, Supply
from resupply.plan.build import supplied
from resupply.plan.calendar import per_period
from resupply.plan.problem import Floats, Problem

#: Sorts of levers, and who or what must act on each.
Kind = Literal["capacity", "stock", "supply", "recipe", "storage", "lead_time", "together"]
ActsOn = Literal["road", "stock", "decision", "maker", "room", "time", "on the way", "several"]

_SUPPLY_ACTS_ON: dict[str, ActsOn] = {
    "promise": "decision",
    "output": "maker",
    "in_transit": "on the way",
    "rate": "decision",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Handle:
    """One lever of a problem.

    Args:
        kind: Of row.
        id: Name of its row.
        name: For people.
        at: Its number among its kind; for stocks and supplies the place's and the item's.
        amount: What there is now [step_unit].
        unit: What one step is: `truck / day`, `round`.
        along: What one step adds to each period (for a stock: to the opening), above 0 somewhere.
        place, item, party: Whose, of what; None = of none in particular.
        acts_on: Who or what must act on it.
    """

    kind: Kind
    id: str
    name: str
    at: tuple[int, ...]
    amount: float
    unit: str
    along: Floats
    acts_on: ActsOn
    place: str | None = None
    item: str | None = None
    party: str | None = None

    def moved(self, problem: Problem, steps: float) -> Problem:
        """The numbers with so many steps more; fewer never leave less than nothing."""
        more = steps * self.along
        if self.kind == "capacity":
            shared = replace(problem.shared, amount=_plus(problem.shared.amount, self.at, more))
            return replace(problem, shared=shared)
        if self.kind == "storage":
            room = replace(problem.storage, amount=_plus(problem.storage.amount, self.at, more))
            return replace(problem, storage=room)
        if self.kind == "recipe":
            made = replace(problem.recipes, limit=_plus(problem.recipes.limit, self.at, more))
            return replace(problem, recipes=made)
        if self.kind == "stock":
            return replace(problem, stock=_plus(problem.stock, self.at, more))
        return replace(problem, arrivals=_plus(problem.arrivals, self.at, more))


def _plus(amounts: Floats, at: tuple[int, ...], more: Floats) -> Floats:
    """One row changed, in a copy."""
    changed = amounts.copy()
    changed[at] = np.maximum(changed[at] + more, 0.0)
    return changed


def handles(network: Network, problem: Problem, level: Level = "central") -> Iterator[Handle]:
    """Every lever of which there is anything, in the order of the network.

    Args:
        network: For names and units.
        problem: Its numbers
        level: at this end of every range.

    Example:
        >>> from resupply.plan.examples import two_places, two_places_network
        >>> [(h.id, h.amount, h.unit) for h in handles(two_places_network(), two_places())]
        [('trucks', 1.0, 't / day'), ('stock of round at hub', 100.0, 'round')]
    """
    yield from _capacities(network, problem)
    yield from _stocks(network, problem)
    yield from _supplies(network, problem, level)
    yield from _recipes(network, problem)
    yield from _storages(network, problem)


def _per_day(amount: Floats, problem: Problem) -> float:
    """A limit per period as its largest rate per day."""
    return float((amount / problem.calendar.length_days).max(initial=0.0))


def _capacities(network: Network, problem: Problem) -> Iterator[Handle]:
    for at, capacity in enumerate(network.capacities):
        amount = problem.shared.amount[at]
        per_day = _per_day(amount, problem)
        if per_day > 0:
            yield Handle(
                kind="capacity",
                id=capacity.id,
                name=capacity.name or capacity.id,
                at=(at,),
                amount=per_day,
                unit=f"{capacity.unit} / day",
                along=amount / per_day,
                acts_on="road",
            )


def _stocks(network: Network, problem: Problem) -> Iterator[Handle]:
    places, items = _numbers(problem.labels.places), _numbers(problem.labels.items)
    names = {place.id: place.name for place in network.places}
    names |= {item.id: item.name for item in network.items}
    units = {item.id: item.unit for item in network.items}
    for place, item in dict.fromkeys((s.place, s.item) for s in network.stocks):
        at = places[place], items[item]
        if problem.stock[at] > 0:
            yield Handle(
                kind="stock",
                id=f"stock of {item} at {place}",
                name=f"stock of {names[item]} at {names[place]}",
                at=at,
                amount=float(problem.stock[at]),
                unit=units[item],
                along=np.array(1.0),
                acts_on="stock",
                place=place,
                item=item,
            )


def _supplies(network: Network, problem: Problem, level: Level) -> Iterator[Handle]:
    places, items = _numbers(problem.labels.places), _numbers(problem.labels.items)
    names = {item.id: item.name for item in network.items}
    units = {item.id: item.unit for item in network.items}
    for supply in network.supplies:
        brought = per_period(problem.calendar, supplied(supply, problem.calendar, level))
        rate = supply.per_day is not None
        amount = _per_day(brought, problem) if rate else float(brought.sum())
        if amount > 0:
            yield Handle(
                kind="supply",
                id=supply.id,
                name=f"{names[supply.item]} from {supply_name(supply)}",
                at=(places[supply.place], items[supply.item]),
                amount=amount,
                unit=f"{units[supply.item]} / day" if rate else units[supply.item],
                along=brought / amount,
                acts_on=_SUPPLY_ACTS_ON.get(supply.kind, "decision"),
                place=supply.place,
                item=supply.item,
                party=supply.party,
            )


def supply_name(supply: Supply) -> str:
    """What to call a supply: whose it is, and its row.

    Example:
        >>> supply_name(Supply(id="S1", place="hub", item="round", party="USA"))
        'USA (S1)'
        >>> supply_name(Supply(id="S1", place="hub", item="round"))
        'hub (S1)'
    """
    return f"{supply.party or supply.place} ({supply.id})"


def _recipes(network: Network, problem: Problem) -> Iterator[Handle]:
    units = {item.id: item.unit for item in network.items}
    for at, recipe in enumerate(network.recipes):
        limit = problem.recipes.limit[at]
        per_day = _per_day(limit, problem)
        if per_day > 0:
            yield Handle(
                kind="recipe",
                id=recipe.id,
                name=f"{recipe.output} made at {recipe.place}",
                at=(at,),
                amount=per_day,
                unit=f"{units[recipe.output]} / day",
                along=limit / per_day,
                acts_on="maker",
                place=recipe.place,
                item=recipe.output,
                party=recipe.party,
            )


def _storages(network: Network, problem: Problem) -> Iterator[Handle]:
    for at, storage in enumerate(network.storages):
        room = float(problem.storage.amount[at].max(initial=0.0))
        yield Handle(
            kind="storage",
            id=f"room at {storage.place}",
            name=f"room at {storage.place}",
            at=(at,),
            amount=room,
            unit=storage.unit,
            along=np.ones(problem.calendar.count),
            acts_on="room",
            place=storage.place,
        )


def _numbers(names: tuple[str, ...]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names)}


def names_of(network: Network) -> dict[str, str]:
    """What places, items and groups of need are called, by id."""
    names = {place.id: place.name for place in network.places}
    names |= {item.id: item.name for item in network.items}
    return names | {group.id: group.name for group in network.groups}


def unit_of_group(network: Network, group: str) -> str:
    """The unit a group's need is counted in; an item may be its own group."""
    units = {item.id: item.unit for item in network.items}
    units |= {each.id: each.unit for each in network.groups}
    return units[group]
