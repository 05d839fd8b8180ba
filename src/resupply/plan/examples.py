"""Small networks whose plans can be worked out by hand, for examples and tests."""

import itertools
from datetime import date, timedelta

import numpy as np

from resupply.network.model import (
    Capacity,
    Group,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Recipe,
    Stock,
    Storage,
    Supply,
    Window,
    exactly,
)
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.problem import Problem


def two_places_network() -> Network:
    """A hub with 100 rounds, a leg that carries 20 a day in one day, a need of 30 a day."""
    return Network(
        start_on=date(2024, 3, 1),
        places=[Place(id="hub", name="Hub"), Place(id="front", name="Front")],
        items=[Item(id="round", name="Round", unit="round", mass_kg=exactly(50.0))],
        legs=[Leg(id="road", from_place="hub", to_place="front", lead_days=exactly(1.0))],
        capacities=[
            Capacity(
                id="trucks",
                legs=("road",),
                per_day=exactly(1.0),
                unit="t",
                weights={"round": exactly(0.05)},
            )
        ],
        stocks=[Stock(place="hub", item="round", quantity=exactly(100.0))],
        needs=[Need(id="need", place="front", group="round", per_day=exactly(30.0))],
    )


def two_places(days: int = 4) -> Problem:
    """Its numbers, day by day."""
    return build(two_places_network(), calendar(date(2024, 3, 1), days, "day"))


def scattered(
    seed: int, *, places: int = 4, items: int = 2, tiers: int = 2, days: int = 8
) -> Network:
    """A small network drawn by chance, of whole numbers, for laws that hold of every network.

    Sources with stock and supplies, a hub, places of use with needs of several tiers; legs with
    lead times and shared capacities; now and then a backlog, a room, a maker, a substitute, a
    leg that is closed, a capacity or supply that is cut.

    Example:
        >>> [n.tier for n in scattered(1).needs] == [n.tier for n in scattered(1).needs]
        True
    """
    draw = np.random.default_rng(seed)
    names = [f"p{at}" for at in range(places)]
    goods = [f"k{at}" for at in range(items)]
    start = date(2024, 3, 1)
    legs = _scattered_legs(draw, names, start)
    return Network(
        start_on=start,
        places=[Place(id=name, name=name.upper()) for name in names],
        items=[Item(id=name, name=name.upper(), unit="piece") for name in goods],
        legs=legs,
        capacities=_scattered_capacities(draw, legs, goods, start),
        storages=_scattered_rooms(draw, names, goods),
        stocks=[
            Stock(place=name, item=item, quantity=exactly(float(draw.integers(0, 60))))
            for name in names[:2]
            for item in goods
        ],
        supplies=[
            Supply(
                id=f"s{at}",
                place=names[int(draw.integers(0, 2))],
                item=goods[int(draw.integers(0, items))],
                quantity=exactly(float(draw.integers(0, 40))),
                from_on=start + timedelta(days=int(draw.integers(0, days))),
                until_on=start + timedelta(days=days),
                windows=_scattered_windows(draw, start, days),
            )
            for at in range(int(draw.integers(0, 3)))
        ],
        groups=[
            Group(
                id="any",
                name="any of them",
                unit="piece",
                rates={item: exactly(float(draw.integers(1, 3))) for item in goods},
            )
        ],
        needs=[
            Need(
                id=f"n{at}",
                place=names[int(draw.integers(places // 2, places))],
                group=str(draw.choice(["any", *goods])),
                tier=1 + int(draw.integers(0, tiers)),
                per_day=exactly(float(draw.integers(1, 15))),
                backlog=bool(draw.random() < 0.25),
            )
            for at in range(int(draw.integers(1, 4)))
        ],
        recipes=_scattered_recipes(draw, names, goods),
    )


def _scattered_windows(draw: np.random.Generator, start: date, days: int) -> tuple[Window, ...]:
    """Now and then a few days on which only a half, or nothing, is left."""
    if draw.random() < 0.75:
        return ()
    first = start + timedelta(days=int(draw.integers(0, days)))
    last = first + timedelta(days=int(draw.integers(0, 3)))
    return (Window(from_on=first, until_on=last, factor=float(draw.choice([0.0, 0.5]))),)


def _scattered_legs(draw: np.random.Generator, names: list[str], start: date) -> list[Leg]:
    """A chain through all places, and a few legs more."""
    pairs = list(itertools.pairwise(names))
    for _ in range(int(draw.integers(0, 3))):
        one, other = (int(at) for at in draw.choice(len(names), 2, replace=False))
        pairs.append((names[one], names[other]))
    return [
        Leg(
            id=f"l{at}",
            from_place=one,
            to_place=other,
            lead_days=exactly(float(draw.choice([0.0, 1.0, 1.0, 2.0, 2.5]))),
            windows=tuple(w for w in _scattered_windows(draw, start, 8) if w.factor == 0),
        )
        for at, (one, other) in enumerate(pairs)
    ]


def _scattered_capacities(
    draw: np.random.Generator, legs: list[Leg], goods: list[str], start: date
) -> list[Capacity]:
    weights = {item: exactly(float(draw.integers(1, 3))) for item in goods}
    return [
        Capacity(
            id=f"c{at}",
            legs=tuple(leg.id for leg in legs[at : at + int(draw.integers(1, 3))]),
            per_day=exactly(float(draw.integers(0, 25))),
            unit="t",
            weights=weights,
            windows=_scattered_windows(draw, start, 8),
        )
        for at in range(len(legs))
        if draw.random() < 0.7
    ]


def _scattered_rooms(
    draw: np.random.Generator, names: list[str], goods: list[str]
) -> list[Storage]:
    """Room at places that nothing lies at or comes to of itself: a plan always exists."""
    return [
        Storage(
            place=name,
            amount=exactly(float(draw.integers(0, 40))),
            unit="t",
            weights={item: exactly(1.0) for item in goods},
        )
        for name in names[3:]
        if draw.random() < 0.3
    ]


def _scattered_recipes(
    draw: np.random.Generator, names: list[str], goods: list[str]
) -> list[Recipe]:
    if len(goods) < 2 or draw.random() < 0.6:
        return []
    return [
        Recipe(
            id="m0",
            place=names[int(draw.integers(0, 2))],
            output=goods[0],
            per_day=exactly(float(draw.integers(1, 6))),
            inputs={goods[1]: exactly(2.0)} if draw.random() < 0.7 else {},
            lead_days=exactly(float(draw.integers(0, 3))),
        )
    ]
