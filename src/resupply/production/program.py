"""A plan with options as a mixed-integer program, beside the plan's own rows. A function a rule.

Symbols as in docs/explanation/production.md:

    y[o]  option chosen (0 or 1)      v[o]  its size, as part of the full one
    z[o,t]  made or bought by it      w[f,o]  money of a fund for an option [million]

Everything chosen is begun as soon as it can be: its figures are the same whenever it is begun, so
beginning later never meets more need. That leaves one yes or no for each option, not one for each
option and month.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, vstack

from resupply.network.model import Level, Network
from resupply.plan.build import build as build_problem
from resupply.plan.lexicographic import day_weights
from resupply.plan.lp import Lp
from resupply.plan.lp import build as build_lp
from resupply.plan.problem import Calendar, Floats, Ints, Problem
from resupply.production.funds import Fund, allowed
from resupply.production.options import Option
from resupply.production.terms import Terms, terms

#: Money in rows is in millions, so that its figures are of the size of the others'.
MILLION = 1e6
INFINITY = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Everything the solver needs, and where each thing stands.

    Args:
        problem: The plan's numbers; the last O recipes are the options'.
        lp: The plan's own rows and columns.
        options: O of them.
        terms: Their figures.
        funds: F of them.
        matrix: All rows, shape (rows, columns).
        lower, upper: Bounds of the variables.
        row_lower, row_upper: Bounds of the rows.
        whole: Whether a variable is 0 or 1.
        size, chosen: Column of each option, shape (O,).
        paid: Column of each payment, shape (F, O).
        made: Columns of what options make, shape (O, T).
        budget: Row of the budget in all.
        stages: Rows that hold what earlier stages found.
        objectives: Cost vectors of the stages: tier by tier, lateness; shape (S, columns).
        spending: Cost vector of the money [million], shape (columns,).
    """

    problem: Problem
    lp: Lp
    options: tuple[Option, ...]
    terms: Terms
    funds: tuple[Fund, ...]
    matrix: csc_array
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    whole: NDArray[np.bool_]
    size: Ints
    chosen: Ints
    paid: Ints
    made: Ints
    budget: int
    stages: Ints
    tiers: tuple[int, ...]
    objectives: Floats
    spending: Floats


def problem_of(
    network: Network, options: Sequence[Option], calendar: Calendar, level: Level
) -> tuple[Problem, Terms]:
    """A plan's numbers, options at full size among its recipes.

    Args:
        network: With a recipe for each option, the last ones.
        options: In the order of those recipes.
        calendar: Periods.
        level: Which end of every range.
    """
    problem = build_problem(network, calendar, level)
    figures = terms(options, calendar, level)
    limit = problem.recipes.limit.copy()
    if options:
        limit[-len(options) :] = figures.limit
    return replace(problem, recipes=replace(problem.recipes, limit=limit)), figures


def build(
    problem: Problem,
    figures: Terms,
    options: Sequence[Option],
    funds: Sequence[Fund],
    amounts: Floats,
) -> Program:
    """The program of a portfolio.

    Args:
        problem: Numbers of the plan, options at full size.
        figures: Of the options.
        options: O of them.
        funds: F of them.
        amounts: What each fund has [currency], shape (F,); infinity = no bound of its own.
    """
    lp = build_lp(problem, fair=True)
    making = _Making(lp, problem, len(options), len(funds))
    first = problem.recipes.limit.shape[0] - len(options)
    made = lp.columns.made[first:]
    an_option_gives_at_most_its_size(making, made, figures)
    a_size_is_none_or_worth_building(making, figures)
    what_is_required_is_chosen_and_what_is_excluded_is_not(making, options)
    an_order_has_its_fewest_and_most(making, made, figures)
    what_is_bought_is_paid(making, made, figures)
    a_fund_pays_for_what_its_rule_allows(making, allowed(options, funds), amounts)
    budget = making.row(-INFINITY, INFINITY)
    making.add(np.full(making.paid.size, budget), making.paid.ravel(), 1.0)
    tiers = tuple(sorted(set(problem.needs.tier.tolist())))
    objectives = np.stack([*_unmet(problem, lp, tiers, making.count), _late(problem, lp, making)])
    stages = making.rows_of(objectives)
    spending = np.zeros(making.count)
    spending[making.paid.ravel()] = 1.0
    return making.program(
        problem, lp, tuple(options), figures, tuple(funds), made, budget, stages, tiers,
        objectives, spending,
    )  # fmt: skip


class _Making:
    """Columns and rows beside the plan's own."""

    def __init__(self, lp: Lp, problem: Problem, options: int, funds: int) -> None:
        self.lp = lp
        start = lp.columns.count
        self.size = np.arange(start, start + options, dtype=np.int32)
        self.chosen = self.size + options
        paid = np.arange(funds * options, dtype=np.int32) + start + 2 * options
        self.paid: Ints = paid.reshape(funds, options)
        self.count = start + 2 * options + funds * options
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._values: list[Floats] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.bound = np.concatenate(
            [lp.upper, np.ones(2 * options), np.full(funds * options, INFINITY)]
        )

    def row(self, lower: float, upper: float) -> int:
        """A new row with these bounds."""
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def rows(self, count: int, lower: float, upper: float) -> Ints:
        """Several of them."""
        return np.array([self.row(lower, upper) for _ in range(count)], dtype=np.int32)

    def add(self, rows: object, columns: object, values: object) -> None:
        """Entries of the matrix."""
        row, column, value = np.broadcast_arrays(rows, columns, values)  # type: ignore[arg-type]  # any array
        self._rows.append(row.ravel().astype(np.int32))
        self._columns.append(column.ravel().astype(np.int32))
        self._values.append(value.ravel().astype(float))

    def rows_of(self, objectives: Floats) -> Ints:
        """A row for each objective, open until its stage is solved."""
        rows = self.rows(len(objectives), -INFINITY, INFINITY)
        for row, objective in zip(rows, objectives, strict=True):
            used = np.flatnonzero(objective)
            self.add(int(row), used, objective[used])
        return rows

    def program(
        self,
        problem: Problem,
        lp: Lp,
        options: tuple[Option, ...],
        figures: Terms,
        funds: tuple[Fund, ...],
        made: Ints,
        budget: int,
        stages: Ints,
        tiers: tuple[int, ...],
        objectives: Floats,
        spending: Floats,
    ) -> Program:
        """All of it in one matrix."""
        rows, columns = lp.shape
        own = csc_array((lp.value, lp.index, lp.start), shape=(rows, columns))
        wide = csc_array(
            (
                own.data,
                own.indices,
                np.append(own.indptr, np.full(self.count - columns, own.indptr[-1])),
            ),
            shape=(rows, self.count),
        )
        beside = coo_array(
            (
                np.concatenate(self._values),
                (np.concatenate(self._rows), np.concatenate(self._columns)),
            ),
            shape=(len(self.lower), self.count),
        )
        whole = np.zeros(self.count, dtype=bool)
        whole[self.chosen] = True
        return Program(
            problem=problem, lp=lp, options=options, terms=figures, funds=funds,
            matrix=vstack([wide, beside], format="csc"),
            lower=np.zeros(self.count), upper=self.bound,
            row_lower=np.concatenate([lp.row_lower, self.lower]),
            row_upper=np.concatenate([lp.row_upper, self.upper]),
            whole=whole, size=self.size, chosen=self.chosen, paid=self.paid, made=made,
            budget=rows + budget, stages=stages + rows, tiers=tiers, objectives=objectives,
            spending=spending,
        )  # fmt: skip


def an_option_gives_at_most_its_size(making: _Making, made: Ints, figures: Terms) -> None:
    """z[o,t] <= limit[o,t] * v[o]."""
    for option, period in zip(*np.nonzero(figures.limit > 0), strict=True):
        row = making.row(-INFINITY, 0.0)
        making.add(row, made[option, period], 1.0)
        making.add(row, making.size[option], -figures.limit[option, period])


def a_size_is_none_or_worth_building(making: _Making, figures: Terms) -> None:
    """least[o] * y[o] <= v[o] <= y[o]."""
    count = len(making.size)
    above, below = making.rows(count, -INFINITY, 0.0), making.rows(count, -INFINITY, 0.0)
    making.add(above, making.size, 1.0)
    making.add(above, making.chosen, -1.0)
    making.add(below, making.chosen, figures.least)
    making.add(below, making.size, -1.0)


def what_is_required_is_chosen_and_what_is_excluded_is_not(
    making: _Making, options: Sequence[Option]
) -> None:
    """y[o] <= y[p] for what o requires; y[o] + y[q] <= 1 for what it excludes."""
    at = {o.id: n for n, o in enumerate(options)}
    for mine, option in enumerate(options):
        for name in option.requires:
            row = making.row(-INFINITY, 0.0)
            making.add(row, making.chosen[mine], 1.0)
            if name in at:
                making.add(row, making.chosen[at[name]], -1.0)
        for name in option.excludes:
            if name in at:
                row = making.row(-INFINITY, 1.0)
                making.add(row, making.chosen[[mine, at[name]]], 1.0)


def an_order_has_its_fewest_and_most(making: _Making, made: Ints, figures: Terms) -> None:
    """fewest[o] * y[o] <= sum_t z[o,t] <= most[o] * y[o]."""
    for option in np.flatnonzero(np.isfinite(figures.most)):
        row = making.row(-INFINITY, 0.0)
        making.add(row, made[option], 1.0)
        making.add(row, making.chosen[option], -figures.most[option])
    for option in np.flatnonzero(figures.fewest > 0):
        row = making.row(-INFINITY, 0.0)
        making.add(row, made[option], -1.0)
        making.add(row, making.chosen[option], figures.fewest[option])


def what_is_bought_is_paid(making: _Making, made: Ints, figures: Terms) -> None:
    """cost[o] * v[o] + each[o] * sum_t z[o,t] = sum_f w[f,o]  [million]."""
    rows = making.rows(len(making.size), 0.0, 0.0)
    making.add(rows, making.size, figures.cost / MILLION)
    making.add(rows[:, None], made, figures.each[:, None] / MILLION)
    making.add(rows[None, :], making.paid, -1.0)


def a_fund_pays_for_what_its_rule_allows(making: _Making, rules: Floats, amounts: Floats) -> None:
    """w[f,o] = 0 where the rule of f bars o; sum_o w[f,o] <= amount[f]."""
    making.bound[making.paid[rules == 0]] = 0.0
    for fund in np.flatnonzero(np.isfinite(amounts)):
        row = making.row(-INFINITY, float(amounts[fund]) / MILLION)
        making.add(row, making.paid[fund], 1.0)


def _unmet(problem: Problem, lp: Lp, tiers: Sequence[int], count: int) -> list[Floats]:
    """Need never met of each tier [days of need]."""
    weights = day_weights(problem.needs, problem.calendar.days)
    found = []
    for tier in tiers:
        cost = np.zeros(count)
        cost[lp.columns.short] = np.where(problem.needs.tier == tier, weights, 0.0)
        found.append(cost)
    return found


def _late(problem: Problem, lp: Lp, making: _Making) -> Floats:
    """Need unmet early is worse than late: the part of the horizon still to come."""
    calendar = problem.calendar
    weights = day_weights(problem.needs, calendar.days)
    left = 1.0 - calendar.starts_days / calendar.days
    waits = calendar.length_days / calendar.days
    each = np.where(problem.needs.backlog[:, None], waits[None, :], left[None, :])
    cost = np.zeros(making.count)
    cost[lp.columns.unmet] = weights[:, None] * each
    return cost
