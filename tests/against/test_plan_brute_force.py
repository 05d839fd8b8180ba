"""Small plans against every possible shipment, one by one.

Amounts are whole numbers and lead times whole days, so with one item there is a best plan of
whole shipments; a search over all states of stock and what is on the way finds it.
"""

import itertools
from datetime import date
from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.network.model import (
    Capacity,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Stock,
    Supply,
    exactly,
)
from resupply.plan.plan import Asked, make

START = date(2024, 3, 1)
DAYS = 4


@st.composite
def tiny(draw) -> Network:
    """Two or three places in a row, one item, a few units, four days."""
    count = draw(st.integers(2, 3))
    names = [f"p{at}" for at in range(count)]
    pairs = list(itertools.pairwise(names))
    if count == 3 and draw(st.booleans()):
        pairs.append((names[0], names[2]))
    legs = [
        Leg(
            id=f"l{at}", from_place=a, to_place=b, lead_days=exactly(float(draw(st.integers(0, 2))))
        )
        for at, (a, b) in enumerate(pairs)
    ]
    capacities = [
        Capacity(
            id=f"c{at}",
            legs=(leg.id,),
            per_day=exactly(float(draw(st.integers(0, 2)))),
            unit="piece",
            weights={"k": exactly(1.0)},
        )
        for at, leg in enumerate(legs)
    ]
    supplies = [
        Supply(
            id="s",
            place="p0",
            item="k",
            quantity=exactly(float(draw(st.integers(0, 3)))),
            from_on=date(2024, 3, 1 + draw(st.integers(0, 2))),
            until_on=date(2024, 3, 3),
        )
    ]
    supplies = [msgspec.structs.replace(s, until_on=s.from_on) for s in supplies]
    return Network(
        start_on=START,
        places=[Place(id=name, name=name) for name in names],
        items=[Item(id="k", name="k", unit="piece")],
        legs=legs,
        capacities=capacities,
        stocks=[Stock(place="p0", item="k", quantity=exactly(float(draw(st.integers(0, 4)))))],
        supplies=supplies,
        needs=[
            Need(
                id=f"n{at}",
                place=draw(st.sampled_from(names[1:])),
                group="k",
                tier=draw(st.integers(1, 2)),
                per_day=exactly(float(draw(st.integers(1, 2)))),
                backlog=draw(st.booleans()),
            )
            for at in range(draw(st.integers(1, 2)))
        ],
    )


def every_shipment(network: Network) -> tuple[float, ...]:
    """The least unmet need, tier by tier [units], over every plan of whole shipments."""
    places = [p.id for p in network.places]
    limit = {c.legs[0]: int(c.per_day.central) for c in network.capacities}
    needs = list(network.needs)

    def came(day: int) -> list[int]:
        there = [0] * len(places)
        for supply in network.supplies:
            if (supply.from_on - START).days == day:
                there[places.index(supply.place)] += int(supply.quantity.central)
        return there

    @cache
    def best(day: int, stock: tuple, way: tuple, owed: tuple) -> tuple[float, ...]:
        if day == DAYS:
            ended = [0.0, 0.0]
            for need, amount in zip(needs, owed, strict=True):
                ended[need.tier - 1] += amount if need.backlog else 0
            return tuple(ended)
        there = [s + c for s, c in zip(stock, came(day), strict=True)]
        for at, when, amount in way:
            if when == day:
                there[at] += amount
        later = tuple(w for w in way if w[1] > day)
        return min(
            (add(lost, best(day + 1, left, on_way, still)))
            for left, on_way, still, lost in moves(day, tuple(there), later, owed)
        )

    def moves(day: int, there: tuple, way: tuple, owed: tuple):
        for left, on_way in sendings(day, there, way):
            for served in itertools.product(
                *(range(int(n.per_day.central) + o + 1) for n, o in zip(needs, owed, strict=True))
            ):
                rest = list(left)
                for need, amount in zip(needs, served, strict=True):
                    rest[places.index(need.place)] -= amount
                if min(rest) < 0:
                    continue
                short = [
                    int(n.per_day.central) + o - s
                    for n, o, s in zip(needs, owed, served, strict=True)
                ]
                lost = [0.0, 0.0]
                for need, amount in zip(needs, short, strict=True):
                    lost[need.tier - 1] += 0 if need.backlog else amount
                still = tuple(s if n.backlog else 0 for n, s in zip(needs, short, strict=True))
                yield tuple(rest), on_way, still, tuple(lost)

    def sendings(day: int, there: tuple, way: tuple):
        """Every way to send; what arrives the same day may be sent on or used."""
        legs = network.legs
        for amounts in itertools.product(*(range(limit[leg.id] + 1) for leg in legs)):
            left, on_way = list(there), list(way)
            for leg, amount in zip(legs, amounts, strict=True):
                if amount:
                    left[places.index(leg.from_place)] -= amount
                    when = day + int(leg.lead_days.central)
                    if when == day:
                        left[places.index(leg.to_place)] += amount
                    else:
                        on_way.append((places.index(leg.to_place), when, amount))
            if min(left) >= 0:
                yield left, tuple(sorted(on_way))

    def add(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(a + b for a, b in zip(one, other, strict=True))

    stock = [0] * len(places)
    for row in network.stocks:
        stock[places.index(row.place)] += int(row.quantity.central)
    return best(0, tuple(stock), (), (0,) * len(needs))


@settings(max_examples=60)
@given(tiny())
def test_no_plan_of_whole_shipments_is_better_in_any_tier(network):
    plan = make(network, Asked(days=DAYS, step="day", fair=False))
    unmet = plan.flows.unmet
    found = [0.0, 0.0]
    for at, need in enumerate(network.needs):
        found[need.tier - 1] += unmet[at, -1] if need.backlog else unmet[at].sum()
    assert tuple(found) == pytest.approx(every_shipment(network), abs=1e-6)


def star(stock: int, limits: list[int], asked: list[int]) -> Network:
    """A hub with a stock and a leg to each place of use; one day."""
    names = [f"p{at}" for at in range(len(asked))]
    return Network(
        start_on=START,
        places=[Place(id=name, name=name) for name in ("hub", *names)],
        items=[Item(id="k", name="k", unit="piece")],
        legs=[
            Leg(id=f"to {n}", from_place="hub", to_place=n, lead_days=exactly(0.0)) for n in names
        ],
        capacities=[
            Capacity(
                id=f"c {n}",
                legs=(f"to {n}",),
                per_day=exactly(float(limit)),
                unit="piece",
                weights={"k": exactly(1.0)},
            )
            for n, limit in zip(names, limits, strict=True)
        ],
        stocks=[Stock(place="hub", item="k", quantity=exactly(float(stock)))],
        needs=[
            Need(id=f"n {n}", place=n, group="k", per_day=exactly(float(amount)))
            for n, amount in zip(names, asked, strict=True)
        ],
    )


@settings(max_examples=80)
@given(
    st.integers(0, 20),
    st.lists(st.tuples(st.integers(0, 8), st.integers(1, 8)), min_size=2, max_size=3),
)
def test_shares_served_are_leximin(stock, legs):
    limits, asked = [limit for limit, _ in legs], [amount for _, amount in legs]
    plan = make(star(stock, limits, asked), Asked(days=1, step="day"))
    served = np.array(asked) - plan.flows.unmet[:, 0]
    mine = sorted(served / asked)
    # Every way to share out halves of a unit that leaves as little unmet in all.
    most = [min(limit, amount) for limit, amount in legs]
    best = min(stock, sum(most))
    assert served.sum() == pytest.approx(best)
    for halves in itertools.product(*(range(2 * m + 1) for m in most)):
        if sum(halves) == 2 * best:
            other = sorted(half / 2 / amount for half, amount in zip(halves, asked, strict=True))
            assert not is_fairer(other, mine)
    assert mine == pytest.approx(sorted(water_filling(best, most, asked)), abs=1e-6)


@pytest.mark.parametrize(
    ("stock", "legs"),
    [
        (40, [(1, 8), (3, 8), (8, 8), (8, 16), (8, 8)]),
        (20, [(0, 8), (2, 8), (8, 32), (8, 8), (8, 8)]),
    ],
)
def test_shares_are_evened_out_round_after_round(stock, legs):
    """Each narrow leg is a round of its own; with so many places chance cannot be fair."""
    limits, asked = [limit for limit, _ in legs], [amount for _, amount in legs]
    plan = make(star(stock, limits, asked), Asked(days=1, step="day"))
    most = [min(limit, amount) for limit, amount in legs]
    shares = 1 - plan.flows.unmet[:, 0] / asked
    expected = water_filling(min(stock, sum(most)), most, asked)
    assert shares == pytest.approx(expected, abs=1e-6)


def is_fairer(one: list[float], other: list[float]) -> bool:
    """Whether the smallest share that differs is larger in the first."""
    for a, b in zip(one, other, strict=True):
        if abs(a - b) > 1e-6:
            return a > b
    return False


def water_filling(stock: float, most: list[int], asked: list[int]) -> list[float]:
    """Shares rise together until a leg is full or the stock is out: by bisection on the level."""
    low, high = 0.0, 1.0
    for _ in range(60):
        level = (low + high) / 2
        used = sum(min(m, level * a) for m, a in zip(most, asked, strict=True))
        low, high = (level, high) if used <= stock else (low, level)
    return [min(m, high * a) / a for m, a in zip(most, asked, strict=True)]
