"""One objective in place of the stages, for networks too large to solve stage by stage."""

import numpy as np

from resupply.plan.lexicographic import day_weights
from resupply.plan.problem import Problem, Weights

#: How much more a unit of need of one tier counts than one of the next.
TIER_FACTOR = 30.0
#: How much more a need unmet on the first day counts than one on the last.
_EARLY = 0.02
#: Dearest sending of one unit, as part of the cheapest unit of unmet need.
_SENDING = 1e-4


def weighted(problem: Problem) -> Weights:
    """Prices that keep the order of what matters as well as one sum can.

    A unit of tier p costs `TIER_FACTOR` times one of tier p + 1, a little more when it is missed
    early; sending costs so little that no need is left unmet to save it, unless it would pass a
    hundred legs.

    Args:
        problem: The numbers.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> prices = weighted(two_places())
        >>> bool((prices.unmet[0, :-1] > prices.unmet[0, 1:]).all())
        True
    """
    needs, calendar = problem.needs, problem.calendar
    places, items, _, periods = problem.shape
    last = int(needs.tier.max(initial=1))
    day = day_weights(needs, calendar.days)
    day = np.where(day > 0, day, 1.0) * TIER_FACTOR ** (last - needs.tier.astype(float))
    early = 1.0 + _EARLY * (1.0 - calendar.starts_days / calendar.days)
    unmet = day[:, None] * early[None, :]
    rates = needs.rates[needs.group]
    cheapest = float((day[:, None] * np.where(rates > 0, rates, np.inf)).min(initial=np.inf))
    scale = float(problem.send_cost.max(initial=0.0))
    each = _SENDING * cheapest / scale if scale > 0 and np.isfinite(cheapest) else 0.0
    return Weights(
        unmet=unmet,
        send=problem.send_cost * each,
        hold=np.zeros((places, items, periods)),
    )
