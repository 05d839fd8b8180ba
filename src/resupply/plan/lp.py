"""The plan as a linear program, straight into the solver's arrays. One function a constraint.

Symbols as in docs/explanation/plan.md:

    x[l,k,t]  sent on a leg        s[p,k,t]  in stock at the end of a period
    y[n,k,t]  used for a need      u[n,t]    unmet need      z[m,t]  started to be made

A need that one item alone can serve, without backlog, needs no y: what is served is (d - u) / e.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resupply.plan.problem import Floats, Ints, Problem

INFINITY = np.inf
_NONE = -1  # no such column or row


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Number of each variable; -1 where there is none.

    Args:
        sent: Shape (L, K, T).
        stock: Shape (P, K, T).
        served: Shape (N, K, T); all -1 for a direct need.
        unmet: Shape (N, T).
        made: Shape (M, T).
        short: What is never served of each need, shape (N,); -1 without fairness.
        share: The smallest share served, one variable; -1 without fairness.
        direct: Item that alone serves a need directly, shape (N,); -1 = through `served`.
        count: How many variables there are.
    """

    sent: Ints
    stock: Ints
    served: Ints
    unmet: Ints
    made: Ints
    short: Ints
    share: int
    direct: Ints
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lp:
    """A linear program: minimise cost * v, row_lower <= A v <= row_upper, lower <= v <= upper.

    Args:
        columns: Which variable stands where.
        start, index, value: A by columns, compressed.
        lower, upper: Bounds of the variables.
        row_lower, row_upper: Bounds of the rows.
        blocks: First row of each constraint and the shape of its rows.
        most: Largest value each variable can have, for a bound that holds without the solver's
            word; shape (count,).
    """

    columns: Columns
    start: Ints
    index: Ints
    value: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    blocks: dict[str, tuple[int, tuple[int, ...]]]
    most: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return len(self.row_lower), self.columns.count

    def rows(self, block: str) -> Ints:
        """Row numbers of a constraint, in its own shape."""
        first, shape = self.blocks[block]
        size = int(np.prod(shape))
        return np.arange(first, first + size, dtype=np.int32).reshape(shape)


class _Making:
    """Rows and entries, gathered constraint by constraint."""

    def __init__(self) -> None:
        self.rows: list[Ints] = []
        self.columns: list[Ints] = []
        self.values: list[Floats] = []
        self.lower: list[Floats] = []
        self.upper: list[Floats] = []
        self.blocks: dict[str, tuple[int, tuple[int, ...]]] = {}
        self.count = 0

    def block(self, name: str, lower: Floats, upper: Floats) -> Ints:
        """New rows with these bounds; gives their numbers in the same shape."""
        first, self.count = self.count, self.count + lower.size
        self.blocks[name] = (first, lower.shape)
        self.lower.append(lower.ravel())
        self.upper.append(upper.ravel())
        return np.arange(first, self.count, dtype=np.int32).reshape(lower.shape)

    def add(self, rows: Ints, columns: Ints, values: Floats | float) -> None:
        """Entries of the matrix; those without a column are left out."""
        rows, columns, values = np.broadcast_arrays(rows, columns, values)
        there = columns >= 0
        self.rows.append(rows[there])
        self.columns.append(columns[there])
        self.values.append(values[there])


def build(problem: Problem, *, fair: bool = False) -> Lp:
    """The linear program of a plan, without an objective.

    Args:
        problem: The numbers.
        fair: Whether to add what fairness needs: the shortfall of each need, and the smallest
            share of any need that is served.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> build(two_places()).shape
        (12, 16)
    """
    possible = where_goods_can_be(problem)
    columns = _columns(problem, possible, fair)
    making = _Making()
    balance = goods_are_conserved(problem, columns, making)
    a_need_is_served_or_unmet(problem, columns, balance, making)
    a_leg_carries_at_most_its_capacity(problem, columns, making)
    a_place_holds_at_most_its_room(problem, columns, making)
    if fair:
        nobody_is_served_less_than_the_share(problem, columns, making)
    lower, upper = _bounds(problem, columns)
    start, index, value = _compressed(making, columns.count)
    return Lp(
        columns=columns,
        start=start,
        index=index,
        value=value,
        lower=lower,
        upper=upper,
        row_lower=np.concatenate(making.lower),
        row_upper=np.concatenate(making.upper),
        blocks=making.blocks,
        most=_most(problem, columns, upper),
    )


def goods_are_conserved(problem: Problem, columns: Columns, making: _Making) -> Ints:
    """What is there at the end is what was there, came and was made, less what left and was used.

    s[p,k,t] - s[p,k,t-1] + sum out x[l,k,t] - sum in share * x[l,k,t'] + y[n,k,t]
        + sum input * z[m,t] - sum share * z[m,t']  =  a[p,k,t]  (+ s0[p,k] in the first period)
    """
    given = problem.given
    rows = making.block("balance", given, given.copy())
    making.add(rows, columns.stock, 1.0)
    making.add(rows[:, :, 1:], columns.stock[:, :, :-1], -1.0)
    making.add(rows[problem.leg_from], columns.sent, 1.0)
    leg, period = sent_of(problem.arrive_ptr, problem.calendar.count)
    arrived = rows[problem.leg_to[leg], :, problem.arrive_period]
    making.add(arrived, columns.sent[leg, :, period], -problem.arrive_share[:, None])
    _making_moves_goods(problem, columns, rows, making)
    return rows


def _making_moves_goods(problem: Problem, columns: Columns, rows: Ints, making: _Making) -> None:
    recipes = problem.recipes
    at = recipes.place[recipes.input_of]
    taken = rows[at, recipes.input_item]
    making.add(taken, columns.made[recipes.input_of], recipes.input_amount[:, None])
    recipe, period = sent_of(recipes.arrive_ptr, problem.calendar.count)
    got = rows[recipes.place[recipe], recipes.output[recipe], recipes.arrive_period]
    making.add(got, columns.made[recipe, period], -recipes.arrive_share)


def a_need_is_served_or_unmet(
    problem: Problem, columns: Columns, balance: Ints, making: _Making
) -> None:
    """What is asked for is served or unmet.

    sum_k e[g,k] y[n,k,t] + u[n,t] = d[n,t]              lost:    u is gone with its period
    sum_k e[g,k] y[n,k,t] + u[n,t] - u[n,t-1] = d[n,t]   backlog: u is asked for again
    """
    needs = problem.needs
    rates = needs.rates[needs.group]
    _served_directly(problem, columns, balance, rates, making)
    through = np.flatnonzero(columns.direct < 0)
    amount = needs.amount[through]
    rows = making.block("need", amount, amount.copy())
    making.add(rows[:, None, :], columns.served[through], rates[through][:, :, None])
    making.add(rows, columns.unmet[through], 1.0)
    later = needs.backlog[through]
    making.add(rows[later, 1:], columns.unmet[through][later, :-1], -1.0)
    making.add(
        balance[needs.place[through]],
        columns.served[through],
        1.0,
    )


def _served_directly(
    problem: Problem, columns: Columns, balance: Ints, rates: Floats, making: _Making
) -> None:
    """A need of one item: (d - u) / e leaves the stock, so d / e goes to the right-hand side."""
    direct = np.flatnonzero(columns.direct >= 0)
    item = columns.direct[direct]
    each = rates[direct, item][:, None]
    rows = balance[problem.needs.place[direct], item]
    making.add(rows, columns.unmet[direct], -1.0 / each)
    for bound in (making.lower[0], making.upper[0]):
        np.subtract.at(bound, rows, problem.needs.amount[direct] / each)


def a_leg_carries_at_most_its_capacity(problem: Problem, columns: Columns, making: _Making) -> None:
    """On a leg: sum over legs and items of weight * x[l,k,t] <= amount[r,t]."""
    shared = problem.shared
    rows = making.block("capacity", np.full(shared.amount.shape, -INFINITY), shared.amount.copy())
    making.add(rows[shared.row], columns.sent[shared.leg, shared.item], shared.weight[:, None])


def a_place_holds_at_most_its_room(problem: Problem, columns: Columns, making: _Making) -> None:
    """At a place: sum over items of weight * s[p,k,t] <= amount[r,t]."""
    room = problem.storage
    rows = making.block("storage", np.full(room.amount.shape, -INFINITY), room.amount.copy())
    making.add(rows[room.row], columns.stock[room.leg, room.item], room.weight[:, None])


def nobody_is_served_less_than_the_share(
    problem: Problem, columns: Columns, making: _Making
) -> None:
    """The shortfall f of each need, and the smallest share of any: f[n] + D[n] * share <= D[n].

    The rows of the share are open until a tier is made fair.
    """
    needs = problem.needs
    count = len(needs.tier)
    zero = np.zeros(count)
    rows = making.block("shortfall", zero, zero.copy())
    making.add(rows, columns.short, -1.0)
    lost = ~needs.backlog
    making.add(rows[lost, None], columns.unmet[lost], 1.0)
    making.add(rows[~lost], columns.unmet[~lost, -1], 1.0)
    rows = making.block("share", np.full(count, -INFINITY), np.full(count, INFINITY))
    making.add(rows, columns.short, 1.0)
    making.add(rows, np.full(count, columns.share, dtype=np.int32), needs.amount.sum(axis=1))


def where_goods_can_be(problem: Problem) -> NDArray[np.bool_]:
    """Which item can ever be at which place, shape (P, K): nothing else needs a variable."""
    possible = (problem.stock > 0) | (problem.arrivals > 0).any(axis=2)
    recipes = problem.recipes
    possible[recipes.place, recipes.output] |= (recipes.limit > 0).any(axis=1)
    return spread(possible, problem, problem.leg_from, problem.leg_to)


def where_goods_can_serve(problem: Problem) -> NDArray[np.bool_]:
    """From which place an item can reach a use, shape (P, K): nothing is sent to others."""
    needs, recipes = problem.needs, problem.recipes
    useful = np.zeros(problem.stock.shape, dtype=bool)
    np.logical_or.at(useful, needs.place, needs.rates[needs.group] > 0)
    useful[recipes.place[recipes.input_of], recipes.input_item] = True
    return spread(useful, problem, problem.leg_to, problem.leg_from)


def where_goods_go(problem: Problem) -> NDArray[np.bool_]:
    """On which leg an item that can be there can go to where it serves, shape (L, K)."""
    there, serves = where_goods_can_be(problem), where_goods_can_serve(problem)
    return there[problem.leg_from] & serves[problem.leg_to] & problem.open.any(axis=2)


def spread(
    marked: NDArray[np.bool_], problem: Problem, start: Ints, end: Ints
) -> NDArray[np.bool_]:
    """Marks of items at places, carried on over legs as far as they lead, shape (P, K).

    Args:
        marked: Shape (P, K); is changed.
        problem: Says which leg carries what.
        start: Of each leg, in the direction marks go, shape (L,).
        end: The same.
    """
    carried = problem.open.any(axis=2)
    while True:
        before = int(marked.sum())
        np.logical_or.at(marked, end, marked[start] & carried)
        if int(marked.sum()) == before:
            return marked


def _columns(problem: Problem, possible: NDArray[np.bool_], fair: bool) -> Columns:
    needs = problem.needs
    useful = where_goods_can_serve(problem)
    goes = possible[problem.leg_from] & useful[problem.leg_to]
    serves = (needs.rates[needs.group] > 0) & possible[needs.place]
    alone = (serves.sum(axis=1) == 1) & ~needs.backlog
    direct = np.where(alone, serves.argmax(axis=1), _NONE).astype(np.int32)
    through = serves & ~alone[:, None]
    periods = problem.calendar.count
    wanted = (
        problem.open & goes[:, :, None],
        np.repeat(possible[:, :, None], periods, axis=2),
        np.repeat(through[:, :, None], periods, axis=2),
        np.ones(needs.amount.shape, dtype=bool),
        np.ones(problem.recipes.limit.shape, dtype=bool),
        np.full(len(needs.tier), fair),
    )
    numbered, count = [], 0
    for mask in wanted:
        numbers = np.full(mask.shape, _NONE, dtype=np.int32)
        size = int(mask.sum())
        numbers[mask] = np.arange(count, count + size, dtype=np.int32)
        numbered.append(numbers)
        count += size
    sent, stock, served, unmet, made, short = numbered
    return Columns(
        sent=sent,
        stock=stock,
        served=served,
        unmet=unmet,
        made=made,
        short=short,
        share=count if fair else _NONE,
        direct=direct,
        count=count + fair,
    )


def _bounds(problem: Problem, columns: Columns) -> tuple[Floats, Floats]:
    lower = np.zeros(columns.count)
    upper = np.full(columns.count, INFINITY)
    lost = ~problem.needs.backlog
    upper[columns.unmet[lost]] = problem.needs.amount[lost]
    upper[columns.made] = problem.recipes.limit
    if columns.share >= 0:
        upper[columns.short] = problem.needs.amount.sum(axis=1)
        upper[columns.share] = 1.0
    return lower, upper


def _most(problem: Problem, columns: Columns, upper: Floats) -> Floats:
    """The largest value each variable can have in any plan: no more than there ever is."""
    recipes, needs = problem.recipes, problem.needs
    there = problem.stock.sum(axis=0) + problem.arrivals.sum(axis=(0, 2))
    np.add.at(there, recipes.output, recipes.limit.sum(axis=1))
    most = upper.copy()
    for numbers, value in (
        (columns.sent, going_round(problem, there)[None, :, None]),
        (columns.stock, there[None, :, None]),
        (columns.served, there[None, :, None]),
        (columns.unmet, needs.amount.cumsum(axis=1)),
    ):
        used = numbers >= 0
        values = np.broadcast_to(value, numbers.shape)[used]
        most[numbers[used]] = np.minimum(most[numbers[used]], values)
    return most


def going_round(problem: Problem, there: Floats) -> Floats:
    """The most a leg carries in a period where ``there`` is all there ever is of each item, (K,).

    More than all there is where legs that take part of a period lie in a circle, for what comes
    back within the period can go round again.
    """
    _, period = sent_of(problem.arrive_ptr, problem.calendar.count)
    at_once = problem.arrive_share[problem.arrive_period == period]
    again = float(at_once[at_once < 1.0].max(initial=0.0))
    return there / (1.0 - again)


def taken(numbers: Ints, values: Floats) -> Floats:
    """Values of variables in their own shape; 0 where there is no variable."""
    return np.where(numbers >= 0, values[np.maximum(numbers, 0)], 0.0)


def sent_of(arrive_ptr: Ints, periods: int) -> tuple[Ints, Ints]:
    """Row and period of dispatch of each arrival entry."""
    at = np.repeat(np.arange(len(arrive_ptr) - 1, dtype=np.int32), np.diff(arrive_ptr))
    return at // periods, at % periods


def _compressed(making: _Making, columns: int) -> tuple[Ints, Ints, Floats]:
    """The entries by columns."""
    from scipy.sparse import coo_array

    parts = (np.concatenate(p) for p in (making.rows, making.columns, making.values))
    row, column, value = parts
    matrix = coo_array((value, (row, column)), shape=(making.count, columns)).tocsc()
    matrix.sum_duplicates()
    return matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data
