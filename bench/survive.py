"""All single losses of a network of 100 places, against the time of one plan of it.

Target: within ten times one plan. Apart from that: what each leaves unmet, mended after 30 days.
"""

import time
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.core.errors import NetworkError
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
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.plan import Asked, make
from resupply.simulate.asked import at_share
from resupply.simulate.failures import single
from resupply.simulate.pause import Pausing
from resupply.simulate.survive import Surviving, all_failures

_START, _DAYS, _MENDED_DAYS = date(2024, 3, 1), 182, 30
#: Needs are asked about from here on, so that goods can have come.
_SETTLED_ON = date(2024, 4, 20)


def layered(places: int = 100, legs: int = 320, seed: int = 0) -> Network:
    """Sources, two layers of hubs, places of use; one item; needs of two tiers."""
    draw = np.random.default_rng(seed)
    layer = np.sort(draw.integers(0, 4, places))
    names = [f"p{at}" for at in range(places)]
    ends = [_leg(draw, layer) for _ in range(legs)]
    used = [names[at] for at in np.flatnonzero(layer == 3)]

    def rate(low: float, high: float) -> float:
        return float(draw.uniform(low, high))

    return Network(
        start_on=_START,
        places=[Place(id=name, name=name) for name in names],
        items=[Item(id="goods", name="goods", unit="t", mass_kg=exactly(1000.0))],
        legs=[
            Leg(
                id=f"l{at}",
                from_place=names[a],
                to_place=names[b],
                lead_days=exactly(float(draw.integers(1, 20))),
            )
            for at, (a, b) in enumerate(ends)
        ],
        capacities=[
            Capacity(
                id=f"c{at}",
                legs=(f"l{at}",),
                per_day=exactly(rate(5, 30)),
                unit="t",
                weights={"goods": exactly(1.0)},
            )
            for at in range(legs)
        ],
        stocks=[Stock(place=name, item="goods", quantity=exactly(rate(0, 60))) for name in used],
        supplies=[
            Supply(id=f"s{at}", place=names[at], item="goods", per_day=exactly(rate(1, 8)))
            for at in np.flatnonzero(layer == 0)
            if draw.random() < 0.5
        ],
        needs=[
            Need(
                id=f"n{name}",
                place=name,
                group="goods",
                tier=int(draw.integers(1, 3)),
                per_day=exactly(rate(1, 6)),
            )
            for name in used
        ],
    )


def _leg(draw: np.random.Generator, layer: NDArray[np.int64]) -> tuple[int, int]:
    """Two ends: from one layer to the next, now and then within one."""
    while True:
        a, b = (int(end) for end in draw.integers(0, len(layer), 2))
        if layer[b] - layer[a] == 1 or (layer[a] == layer[b] and a != b and draw.random() < 0.1):
            return a, b


def main() -> None:
    """Print the seconds of each, and their ratio."""
    network = layered()
    began = time.perf_counter()
    plan = make(network, Asked(days=_DAYS, step="week"))
    one = time.perf_counter() - began
    print(f"survive: {plan.problem!r}; one plan {one:.2f} s")
    for share in (0.05, 0.2):
        asked = at_share(network, share)
        later = [msgspec.structs.replace(need, from_on=_SETTLED_ON) for need in asked.needs]
        _losses(msgspec.structs.replace(asked, needs=later), share, one)


def _losses(network: Network, share: float, one: float) -> None:
    problem = build(network, calendar(_START, _DAYS, "week"))
    began = time.perf_counter()
    surviving = Surviving(network, problem, level="central", tier=9)
    failures = single(network)
    found = all_failures(surviving, failures)
    took = time.perf_counter() - began
    worse = sum(s.days < surviving.base.days for s in found)
    print(
        f"  {share:.0%} of need: {len(failures)} losses in {took:.2f} s, {took / one:.1f} times "
        f"one plan; {sum(s.skipped for s in found)} known without solving, {worse} felt "
        f"earlier than with nothing lost ({surviving.base.days} days)"
    )
    began = time.perf_counter()
    pausing, unknown = Pausing(network, problem, level="central", tier=9), 0
    for failure in failures:
        try:
            pausing.cost(failure, _START, _MENDED_DAYS)
        except NetworkError:
            unknown += 1
    took = time.perf_counter() - began
    print(f"    what each costs: {took:.2f} s, {took / one:.1f} times; {unknown} not known")
