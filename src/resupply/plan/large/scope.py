"""What the large method can plan."""

import numpy as np

from resupply.plan.problem import Problem


def supports(problem: Problem) -> str | None:
    """Why the large method cannot plan this problem; None = it can.

    Args:
        problem: The numbers.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> supports(two_places()) is None
        True
    """
    checks = (_storage, _backlog, _recipes, _two_limits)
    return next((reason for check in checks if (reason := check(problem))), None)


def _storage(problem: Problem) -> str | None:
    return "places have limited room" if len(problem.storage.row) else None


def _backlog(problem: Problem) -> str | None:
    return "unmet need is carried on" if problem.needs.backlog.any() else None


def _recipes(problem: Problem) -> str | None:
    return "goods are made from others" if len(problem.recipes.place) else None


def _two_limits(problem: Problem) -> str | None:
    items = problem.stock.shape[1]
    pairs = problem.shared.leg.astype(np.int64) * items + problem.shared.item
    twice = len(np.unique(pairs)) < len(pairs)
    return "an item on a leg counts against two capacities" if twice else None
