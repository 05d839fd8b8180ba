"""Which input holds a portfolio back: tried by giving as much of it as could ever be used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.plan.problem import Floats, Problem
from resupply.production.portfolio import Choosing, Portfolio
from resupply.production.program import build

#: Less than this is rounding [days of need].
_NONE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input of recipes at a place, and what it holds back.

    Args:
        place, item: Which.
        used_by: Options that take it.
        had: What there is of it over the horizon without options [item units].
        wanted: What all lines would take at full size [item units].
        more_met_days: Need of the first tier that is short that would be met in addition, if
            there were as much of it as could be used, by the best portfolio of the same budget.
    """

    place: str
    item: str
    used_by: tuple[str, ...]
    had: float
    wanted: float
    more_met_days: float

    @property
    def binds(self) -> bool:
        """Whether more of it would meet more need."""
        return self.more_met_days > _NONE


def held_back(
    asked: Choosing, found: Portfolio, *, progress: Progress = silent
) -> tuple[Input, ...]:
    """Inputs of the options' recipes, the one that holds back most first.

    Args:
        asked: What the portfolio was chosen from.
        found: The portfolio.
        progress: Told of each input.
    """
    rows = list(_inputs(asked))
    made = []
    for done, (place, item, used_by) in enumerate(rows):
        progress(done, len(rows), "inputs")
        made.append(_tried(asked, found, place, item, used_by))
    return tuple(sorted(made, key=lambda i: -i.more_met_days))


def _inputs(asked: Choosing) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Place, item and options of each input, as numbers."""
    recipes = asked.program.problem.recipes
    first = len(recipes.place) - len(asked.program.options)
    users: dict[tuple[int, int], list[int]] = {}
    for recipe, item in zip(recipes.input_of, recipes.input_item, strict=True):
        if recipe >= first:
            key = int(recipes.place[recipe]), int(item)
            users.setdefault(key, []).append(int(recipe) - first)
    for (place, item), options in users.items():
        yield place, item, tuple(options)


def _tried(
    asked: Choosing, found: Portfolio, place: int, item: int, used_by: Sequence[int]
) -> Input:
    problem, program = asked.program.problem, asked.program
    wanted = _wanted(problem, place, item)
    best = freed(asked, [(place, item)]).choose(found.budget, first_only=True)
    gains = [a - b for a, b in zip(found.least_days, best.least_days, strict=False)]
    return Input(
        place=problem.labels.places[place],
        item=problem.labels.items[item],
        used_by=tuple(program.options[at].id for at in used_by),
        had=float(problem.arrivals[place, item].sum() + problem.stock[place, item]),
        wanted=float(wanted.sum()),
        more_met_days=max(next((g for g in gains if abs(g) > _NONE), 0.0), 0.0),
    )


def freed(asked: Choosing, inputs: Sequence[tuple[int, int]] | None = None) -> Choosing:
    """The same question where there is as much of some inputs as all lines could take.

    Args:
        asked: The question.
        inputs: Place and item of each, as numbers; None = all inputs of options.
    """
    problem, program = asked.program.problem, asked.program
    arrivals = problem.arrivals.copy()
    pairs = [(p, i) for p, i, _ in _inputs(asked)] if inputs is None else inputs
    for place, item in pairs:
        arrivals[place, item] += _wanted(problem, place, item)
    free = replace(problem, arrivals=arrivals)
    more = build(free, program.terms, program.options, program.funds, asked.amounts)
    return asked.with_program(more)


def _wanted(problem: Problem, place: int, item: int) -> Floats:
    """What all recipes there would take of an item, by period."""
    recipes = problem.recipes
    wanted = np.zeros(problem.calendar.count)
    for recipe, what, each in zip(
        recipes.input_of, recipes.input_item, recipes.input_amount, strict=True
    ):
        if what == item and recipes.place[recipe] == place:
            wanted += recipes.limit[recipe] * each
    return wanted
