"""Where money meets most need: one portfolio, the frontier of budgets, what survives the ranges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.network.model import LEVELS, Level
from resupply.production.inputs import Input, held_back
from resupply.production.milp import GAP
from resupply.production.portfolio import Choosing, Portfolio
from resupply.production.posed import Posed, refuse_draws, refuse_too_little

#: Points of a frontier, where no budgets are named.
POINTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Invested:
    """Everything an answer to "where does the next euro cut most need" is made of.

    Args:
        asked: As stated, for its numbers.
        nothing: With no money spent.
        best: The portfolio of the budget.
        frontier: Portfolios of rising budgets, the budget asked about among them.
        levels: The portfolio of the budget at each end of the ranges.
        without: Need unmet with no money at each end of the ranges [days of need].
        draws: Part of the draws in which each option is chosen, shape (O,); None = not drawn.
        drawn: How many draws there were.
        inputs: Inputs of recipes and what they hold back.
    """

    asked: Choosing
    nothing: Portfolio
    best: Portfolio
    frontier: tuple[Portfolio, ...]
    levels: Mapping[Level, Portfolio]
    without: Mapping[Level, Portfolio]
    draws: "np.ndarray[tuple[int], np.dtype[np.float64]] | None"
    drawn: int
    inputs: tuple[Input, ...]


def invest(
    posed: Posed,
    *,
    budget: float | None,
    budgets: Sequence[float] = (),
    draws: int = 0,
    gap: float = GAP,
    seconds: float | None = None,
    progress: Progress = silent,
) -> Invested:
    """The best portfolio of a budget, and how it changes with the budget and the ranges.

    Args:
        posed: The question.
        budget: In all [currency of the case]; None = the largest of `budgets`, or what the funds
            have.
        budgets: Points of the frontier; empty = ten even steps up to the budget.
        draws: How many draws of all ranges are solved besides their ends.
        gap: Part of the unmet need that may stay unproven.
        seconds: Longest time for each portfolio.
        progress: Told of each.

    Raises:
        QuestionError: No money, or less than anything costs.
    """
    refuse_gap(gap)
    refuse_draws(draws)
    refuse_no_time(seconds)
    asked = posed.choosing(gap=gap)
    most = _most(posed, asked, budget, budgets)
    points = sorted({*(budgets or (most * n / POINTS for n in range(1, POINTS + 1))), most})
    refuse_too_little(posed, asked, points)
    nothing = asked.choose(0.0, only=())
    frontier = asked.frontier(points, start=nothing, seconds=seconds, progress=progress)
    best = next(p for p in frontier if p.budget == most)
    levels: dict[Level, Portfolio] = {"central": best}
    without: dict[Level, Portfolio] = {"central": nothing}
    for level in LEVELS:
        if level != "central":
            other = posed.choosing(level, gap=gap)
            without[level] = other.choose(0.0, only=())
            levels[level] = other.choose(most, seconds=seconds, start=without[level])
    return Invested(
        asked=asked,
        nothing=nothing,
        best=best,
        frontier=tuple(frontier),
        levels=levels,
        without=without,
        draws=_draws(posed, most, draws, gap, seconds, progress),
        drawn=draws,
        inputs=held_back(asked, best, progress=progress),
    )


def _most(posed: Posed, asked: Choosing, budget: float | None, budgets: Sequence[float]) -> float:
    """The budget asked about: as given, the largest given, or all the funds have."""
    if budget is not None:
        return budget
    if budgets:
        return max(budgets)
    if posed.funded and len(asked.amounts):
        return float(asked.amounts.sum())
    raise QuestionError(
        where="--budget",
        what="no money is given, and no fund of the case has an amount.",
        todo="say how much in the currency of the case: --budget 500e6, or --fund NAME=AMOUNT.",
    )


def refuse_gap(gap: float) -> None:
    """Refuse a gap that is no part of anything.

    Raises:
        QuestionError: It is not between 0 and 1.
    """
    if not 0 <= gap < 1:
        raise QuestionError(
            where=f"--gap {gap:g}",
            what="it is a part of the unmet need that may stay unproven, from 0 to below 1.",
            todo="write 0.01 for one per cent, or leave it out.",
        )


def refuse_no_time(seconds: float | None) -> None:
    """Refuse seconds that are none.

    Raises:
        QuestionError: Not above 0.
    """
    if seconds is not None and not seconds > 0:
        raise QuestionError(
            where=f"--seconds {seconds:g}",
            what="a portfolio cannot be chosen in no time.",
            todo="give more than 0 seconds, or leave it out.",
        )


def _draws(
    posed: Posed,
    budget: float,
    count: int,
    gap: float,
    seconds: float | None,
    progress: Progress,
) -> "np.ndarray[tuple[int], np.dtype[np.float64]] | None":
    if count <= 0:
        return None
    chosen = np.zeros(len(posed.options))
    for at in range(count):
        progress(at, count, "draws")
        asked = posed.draw(at + 1, gap=gap)
        nothing = asked.choose(0.0, only=())
        chosen += asked.choose(budget, seconds=seconds, start=nothing).chosen
    progress(count, count, "draws")
    return chosen / count
