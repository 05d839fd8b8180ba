"""What stays missing by item and month: need less what stock, promises and output will give.

Months are periods of a plan, so roads and lead times count: what cannot be there in its month is
missing in it. Each month has the ends of all ranges, or quantiles of draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from resupply.core.progress import Progress, silent
from resupply.network.model import LEVELS, Network, Supply
from resupply.plan import lexicographic
from resupply.plan.build import build
from resupply.plan.problem import Calendar, Floats, Problem
from resupply.production.terms import drawn

#: What each sort of supply is called in a gap.
SORTS: Mapping[str, tuple[str, ...]] = {
    "promises": ("promise",),
    "output": ("output",),
    "rates": ("rate",),
    "on_the_way": ("in_transit",),
}
#: Ends of the band of draws.
QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is needed, given and missing of one group of needs, T months.

    Args:
        group, tier: Whose.
        need: At each end of the ranges [units of need], shape (3, T); low, central, high end.
        missing: Least, as stated, most, shape (3, T).
        total: The same over all months together, shape (3,).
        from_stock: What lies there when the plan begins, in its first month, shape (T,).
        given: What becomes available of each sort, as stated, shape (T,) each.
        draws: How many draws the ends are quantiles of; 0 = ends of the ranges.
    """

    group: str
    tier: int
    need: Floats
    missing: Floats
    total: Floats
    from_stock: Floats
    given: Mapping[str, Floats]
    draws: int = 0


def gaps(
    network: Network, calendar: Calendar, *, draws: int = 0, progress: Progress = silent
) -> list[Gap]:
    """What stays missing of each group and tier.

    Args:
        network: What there is, comes and is needed.
        calendar: Months.
        draws: How many draws of all ranges to make; 0 = the ends of the ranges.
        progress: Told of each plan.

    Example:
        >>> from resupply.production.examples import START, works_network
        >>> from resupply.production.months import months
        >>> found = gaps(works_network(lead_days=0), months(START, 2))[0]
        >>> found.missing[1].tolist(), found.given["rates"].tolist()
        ([2480.0, 2400.0], [620.0, 600.0])
    """
    middle = build(network, calendar)
    keys = list(dict.fromkeys((n.group, n.tier) for n in network.needs))
    summing = _summing(network, keys)
    needed, missing, total = _ends(network, calendar, summing, progress)
    if draws:
        missing, total = _quantiles(network, calendar, summing, draws, progress)
    return [
        Gap(
            group=group,
            tier=tier,
            need=needed[:, at],
            missing=missing[:, at],
            total=total[:, at],
            from_stock=_stock(middle, group),
            given={sort: _given(network, calendar, kinds, group) for sort, kinds in SORTS.items()},
            draws=draws,
        )
        for at, (group, tier) in enumerate(keys)
    ]


def _summing(network: Network, keys: Sequence[tuple[str, int]]) -> Floats:
    """1 where a need is of a group and tier, shape (keys, N)."""
    return np.array([[float((n.group, n.tier) == key) for n in network.needs] for key in keys])


def _ends(
    network: Network, calendar: Calendar, summing: Floats, progress: Progress
) -> tuple[Floats, Floats, Floats]:
    """Need and missing, shape (3, keys, T), and missing in all, (3, keys): least, stated, most."""
    needed, missing = [], []
    for done, level in enumerate(LEVELS):
        progress(done, len(LEVELS), "plans")
        problem = build(network, calendar, level)
        needed.append(summing @ problem.needs.amount)
        missing.append(summing @ _missing(problem))
    every = np.stack(missing)
    return _ordered(np.stack(needed)), _ordered(every), _ordered(every.sum(axis=2))


def _ordered(levels: Floats) -> Floats:
    """Least, as stated and most of three levels whose middle is as stated."""
    return np.stack([levels.min(axis=0), levels[1], levels.max(axis=0)])


def _missing(problem: Problem) -> Floats:
    """Need that is not met in each period, shape (N, T)."""
    return np.maximum(lexicographic.solve(problem, fair=False).flows.unmet, 0.0)


def _quantiles(
    network: Network, calendar: Calendar, summing: Floats, draws: int, progress: Progress
) -> tuple[Floats, Floats]:
    """Quantiles of what is missing over draws: by month (3, keys, T), in all (3, keys)."""
    found = []
    for seed in range(draws):
        progress(seed, draws, "draws")
        one, _ = drawn(network, (), seed + 1)
        found.append(summing @ _missing(build(one, calendar)))
    progress(draws, draws, "draws")
    every = np.stack(found)
    return np.quantile(every, QUANTILES, axis=0), np.quantile(every.sum(axis=2), QUANTILES, axis=0)


def _stock(problem: Problem, group: str) -> Floats:
    """What lies anywhere on the first day, in units of need, in the first month."""
    at = problem.labels.groups.index(group)
    found = np.zeros(problem.calendar.count)
    found[0] = float((problem.stock * problem.needs.rates[at][None, :]).sum())
    return found


def _given(network: Network, calendar: Calendar, kinds: Sequence[str], group: str) -> Floats:
    """What becomes available anywhere of some sorts of supply, in units of need."""
    supplies: list[Supply] = [s for s in network.supplies if s.kind in kinds]
    problem = build(msgspec.structs.replace(network, supplies=supplies), calendar)
    rates = problem.needs.rates[problem.labels.groups.index(group)]
    found: Floats = (problem.arrivals * rates[None, :, None]).sum(axis=(0, 1))
    return found
