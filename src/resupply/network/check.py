"""What is odd in a network: needs nothing reaches, goods without a way, legs that carry nothing.

Nothing is refused here; figures that make no sense are refused by the plan.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from resupply.core.findings import Finding
from resupply.core.words import counted, some
from resupply.network.model import Capacity, Leg, Need, Network, Window


def check(network: Network) -> list[Finding]:
    """All that is odd, errors first.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> check(two_places_network())
        []
    """
    ways = _Ways(network)
    found = [
        *_named_twice(network),
        *_unknown_places(network),
        *_needs(network, ways),
        *_without_way_out(network, ways),
        *_closed(network),
        *_nothing_carried(network),
        *_not_limited(network),
        *_without_capacity(network),
        *_without_leg(network),
    ]
    return sorted(found, key=lambda f: ("error", "warning", "note").index(f.level))


class _Ways:
    """From which places goods can get to which, by the legs that are not closed for ever."""

    def __init__(self, network: Network) -> None:
        self._into: dict[str, list[Leg]] = defaultdict(list)
        for leg in network.legs:
            if not _shut(leg.windows, network):
                self._into[leg.to_place].append(leg)

    def to(self, place: str, item: str) -> set[str]:
        """Places from which an item can get to a place, itself among them."""
        found, waiting = {place}, [place]
        while waiting:
            for leg in self._into[waiting.pop()]:
                carries = leg.items is None or item in leg.items
                if carries and leg.from_place not in found:
                    found.add(leg.from_place)
                    waiting.append(leg.from_place)
        return found


def _sources(network: Network) -> list[tuple[str, str, str]]:
    """What there is, or comes, or is made: its name, place and item."""
    return [
        *((f"supply {s.id}", s.place, s.item) for s in network.supplies),
        *((f"stock of {s.item} at {s.place}", s.place, s.item) for s in network.stocks),
        *((f"recipe {r.id}", r.place, r.output) for r in network.recipes),
    ]


def _serving(network: Network, need: Need) -> Collection[str]:
    """Items that serve a need."""
    return next((g.rates.keys() for g in network.groups if g.id == need.group), [need.group])


def _needs(network: Network, ways: _Ways) -> Iterator[Finding]:
    sources = _sources(network)
    for need in network.needs:
        items = _serving(network, need)
        there = [(place, item) for _, place, item in sources if item in items]
        if not there:
            yield Finding(
                code="need_without_supply",
                where=f"need {need.id} at {need.place}",
                what=f"nothing that serves {need.group} lies anywhere, comes or is made.",
                todo="add rows to supplies or counts, or a row of substitutions.",
                subject=need.id,
            )
        elif not any(place in ways.to(need.place, item) for place, item in there):
            yield Finding(
                code="unreachable_need",
                where=f"need {need.id} at {need.place}",
                what="no chain of legs leads there from any place where something that serves "
                "it lies or comes.",
                todo="add the missing leg, or its lead time where it has none.",
                subject=need.id,
            )


def _without_way_out(network: Network, ways: _Ways) -> Iterator[Finding]:
    """Goods that could serve a need and cannot get to it."""
    reached: dict[str, set[str]] = defaultdict(set)
    for need in network.needs:
        for item in _serving(network, need):
            reached[item] |= ways.to(need.place, item)
    for recipe in network.recipes:
        for item in recipe.inputs:
            reached[item] |= ways.to(recipe.place, item)
    for name, place, item in _sources(network):
        if item in reached and place not in reached[item]:
            yield Finding(
                code="supply_without_way_out",
                where=name,
                what=f"no chain of legs leads from {place} to a place that needs {item}.",
                todo="add the missing leg, or its lead time where it has none.",
                subject=place,
            )


def _shut(windows: Sequence[Window], network: Network) -> bool:
    """Whether a window closes it from the first day of the plan, without end."""
    return any(
        w.factor == 0
        and w.until_on is None
        and (w.from_on is None or w.from_on <= network.start_on)
        for w in windows
    )


def _closed(network: Network) -> Iterator[Finding]:
    rows: list[tuple[str, Any]] = [
        *((f"leg {leg.id}", leg) for leg in network.legs),
        *((f"supply {s.id}", s) for s in network.supplies),
    ]
    for name, row in rows:
        if _shut(row.windows, network):
            why = "; ".join(w.why for w in row.windows if w.factor == 0 and w.why)
            yield Finding(
                code="closed_for_ever",
                where=name,
                what=f"it is closed on all days of a plan{f' ({why})' if why else ''}.",
                todo="state the day it opens again, if that is known.",
                level="note",
                subject=row.id,
            )


def _nothing_carried(network: Network) -> Iterator[Finding]:
    for capacity in network.capacities:
        if capacity.per_day.high <= 0 or _shut(capacity.windows, network):
            yield Finding(
                code="capacity_of_nothing",
                where=f"capacity {capacity.id}",
                what=f"{some(capacity.legs)} can carry nothing on any day.",
                todo="leave the capacity empty if it is not known: empty is not zero.",
                subject=capacity.id,
            )


def _not_limited(network: Network) -> Iterator[Finding]:
    """Items that a leg carries and its capacity does not count."""
    carried = {leg.id: leg.items for leg in network.legs}
    own_units = {item.unit for item in network.items}
    for capacity in network.capacities:
        free = [i.id for i in network.items if _passes(capacity, i.id, carried)]
        if free and capacity.unit in own_units:
            yield Finding(
                code="unit_mismatch",
                where=f"capacity {capacity.id}",
                what=f"it is counted in {capacity.unit} a day, which is not the unit of "
                f"{some(free)}: they pass without limit.",
                todo="state the capacity in t, m3 or vehicles, or say which items the leg carries.",
                subject=capacity.id,
            )
        elif free:
            yield Finding(
                code="item_without_mass",
                where=f"capacity {capacity.id}",
                what=f"it is counted in {capacity.unit} a day and the mass or volume of "
                f"{some(free)} is not known: they pass without limit.",
                todo="fill in mass_kg or volume_m3 of the items, or an assumption about their "
                "mass in kg.",
                subject=capacity.id,
            )


def _passes(capacity: Capacity, item: str, carried: dict[str, tuple[str, ...] | None]) -> bool:
    if item in capacity.weights:
        return False
    lists = [carried.get(leg) for leg in capacity.legs]
    return any(items is None or item in items for items in lists)


def _without_capacity(network: Network) -> Iterator[Finding]:
    limited = {leg for c in network.capacities for leg in c.legs}
    free = [leg.id for leg in network.legs if leg.id not in limited]
    if free:
        yield Finding(
            code="leg_without_capacity",
            where=f"legs {some(free)}",
            what=f"how much {_of_all(len(free), len(network.legs), 'leg')} carry is not known: a "
            "plan takes them as not limited.",
            todo="fill in capacity and capacity_unit, with a range if it is an assumption.",
            level="note",
            count=len(free),
        )


def _without_leg(network: Network) -> Iterator[Finding]:
    touched = {p for leg in network.legs for p in (leg.from_place, leg.to_place)}
    alone = [p.id for p in network.places if p.id not in touched]
    if alone:
        yield Finding(
            code="place_without_leg",
            where=f"places {some(alone)}",
            what=f"no leg leads to {_of_all(len(alone), len(network.places), 'place')} or away "
            "from them, so a plan does not use them.",
            todo="add their legs, if goods pass there.",
            level="note",
            count=len(alone),
        )


def _of_all(some: int, most: int, word: str) -> str:
    return f"{some} of {counted(most, word)}"


def _unknown_places(network: Network) -> Iterator[Finding]:
    known = {p.id for p in network.places}
    rows: list[tuple[str, Sequence[str]]] = [
        *((f"leg {leg.id}", (leg.from_place, leg.to_place)) for leg in network.legs),
        *((f"supply {s.id}", (s.place,)) for s in network.supplies),
        *((f"need {n.id}", (n.place,)) for n in network.needs),
        *((f"recipe {r.id}", (r.place,)) for r in network.recipes),
    ]
    for name, named in rows:
        for place in named:
            if place not in known:
                yield Finding(
                    code="names_unknown_place",
                    where=name,
                    what=f'it names the place "{place}", which is not there.',
                    todo="add the place, or mend the name.",
                    level="error",
                    subject=place,
                )


def _named_twice(network: Network) -> Iterator[Finding]:
    for kind in ("places", "items", "legs", "capacities", "supplies", "needs", "recipes"):
        for name, times in Counter(row.id for row in getattr(network, kind)).items():
            if times > 1:
                yield Finding(
                    code="named_twice",
                    where=f"{kind}, {name}",
                    what=f"{times} rows have this name.",
                    todo="give each its own.",
                    level="error",
                    subject=name,
                )
