"""What a day less on each leg is worth: other arrivals, so each is a program of its own."""

from dataclasses import dataclass, replace

import msgspec
import numpy as np

from resupply.network.model import Leg, Network, exactly
from resupply.plan.again import Again
from resupply.plan.build import build
from resupply.plan.lp import where_goods_go
from resupply.plan.plan import Plan
from resupply.plan.problem import Floats, Ints, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorter:
    """What a day less on a leg saves.

    Args:
        leg: Which.
        lead_days: What it takes now [day].
        less_days: How much less was tried: a day, or all it takes [day].
        saved: Unmet need it saves, by tier [days of need]; later tiers may lose.
    """

    leg: Leg
    lead_days: float
    less_days: float
    saved: dict[int, float]


def shorter(plan: Plan, again: Again, base: dict[int, float], nothing: float) -> list[Shorter]:
    """The legs on which a day less saves unmet need, each solved on its own; best first.

    Less time never makes a plan worse, so where a day less on all of a number of legs at once
    saves nothing in any tier, none of them is tried alone.

    Args:
        plan: A plan.
        again: Its solver.
        base: Its unmet need by tier [days of need].
        nothing: Less than this is nothing [days of need].
    """
    level = plan.asked.level
    used = [bool(each.any()) for each in where_goods_go(plan.problem)]
    takes = {
        leg.id: days
        for at, leg in enumerate(plan.network.legs)
        if used[at] and (days := leg.lead_days.at(level, more_is_better=False)) > 0
    }

    def saved(legs: list[str]) -> dict[int, float]:
        less = {leg: min(1.0, takes[leg]) for leg in legs}
        found = again.measure(with_less_time(plan, less)).days
        return {tier: base[tier] - found[tier] for tier in base}

    def tried(legs: list[str]) -> list[tuple[str, dict[int, float]]]:
        if not legs:
            return []
        together = saved(legs)
        if not any(abs(gain) > nothing for gain in together.values()):
            return []
        if len(legs) == 1:
            return [(legs[0], together)]
        half = len(legs) // 2
        return tried(legs[:half]) + tried(legs[half:])

    by_id = {leg.id: leg for leg in plan.network.legs}
    found = [
        Shorter(leg=by_id[leg], lead_days=takes[leg], less_days=min(1.0, takes[leg]), saved=gain)
        for leg, gain in tried(list(takes))
        if max(gain.values()) > nothing
    ]
    return sorted(found, key=lambda each: [-each.saved[t] for t in sorted(base)])


def with_less_time(plan: Plan, less_days: dict[str, float]) -> Problem:
    """A plan's numbers with some legs that take less time."""
    level = plan.asked.level

    def faster(leg: Leg) -> Leg:
        if leg.id not in less_days:
            return leg
        days = leg.lead_days.at(level, more_is_better=False) - less_days[leg.id]
        return msgspec.structs.replace(leg, lead_days=exactly(max(days, 0.0)))

    legs = [faster(leg) for leg in plan.network.legs]
    network: Network = msgspec.structs.replace(plan.network, legs=legs)
    made = build(network, plan.calendar, level)
    return replace(
        plan.problem,
        arrive_ptr=made.arrive_ptr,
        arrive_period=made.arrive_period,
        arrive_share=made.arrive_share,
    )


def without_leg(problem: Problem, leg: int) -> Problem:
    """A plan's numbers with one leg closed for good."""
    open_ = problem.open.copy()
    open_[leg] = False
    return replace(problem, open=open_)


def there_at_once(problem: Problem) -> Problem:
    """A plan's numbers with everything there the moment it leaves."""
    ptr, period, share = _at_once(len(problem.leg_from), problem.calendar.count)
    return replace(problem, arrive_ptr=ptr, arrive_period=period, arrive_share=share)


def made_at_once(problem: Problem) -> Problem:
    """A plan's numbers with everything made the moment it is begun."""
    recipes = problem.recipes
    ptr, period, share = _at_once(len(recipes.place), problem.calendar.count)
    at_once = replace(recipes, arrive_ptr=ptr, arrive_period=period, arrive_share=share)
    return replace(problem, recipes=at_once)


def _at_once(rows: int, periods: int) -> tuple[Ints, Ints, Floats]:
    return (
        np.arange(rows * periods + 1, dtype=np.int32),
        np.tile(np.arange(periods, dtype=np.int32), rows),
        np.ones(rows * periods),
    )
