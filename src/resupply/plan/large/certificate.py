"""The best plan and the best bound so far, whatever points they came from."""

import numpy as np

from resupply.plan.large.bound import least
from resupply.plan.large.crew import Crew, cut
from resupply.plan.large.grid import Grid, Layout
from resupply.plan.large.mend import looked, mend
from resupply.plan.large.walk import walk
from resupply.plan.problem import Floats, Problem, Weights

# Amounts left alone and states looked at, in each round of mending.
_MENDING = ((1e-4, 1000), (1e-6, 1000))
# A plan is mended once prices are as good as this part of its cost.
_MENDED_BELOW = 1e-2
#: A cost below this part of that of sending nothing counts as this much, where it is divided by.
LEAST_COST = 1e-6
# Rounding of a sum, as a part of what is summed; taken off the bound.
_ROUNDING = 1e-12


class Certificate:
    """Keeps the cheapest plan and the highest bound of one problem.

    Args:
        problem: The numbers.
        weights: The prices.
        grid, layout: Its arrays.
        crew: Does the loops.
    """

    def __init__(
        self, problem: Problem, weights: Weights, grid: Grid, layout: Layout, crew: Crew
    ) -> None:
        self._grid, self._layout, self._crew = grid, layout, crew
        #: What sending nothing costs, but for holding.
        self.nothing = float((weights.unmet * problem.needs.amount).sum()) / layout.money
        self._search = looked(grid.given.size, max(look for _, look in _MENDING))
        sizes = np.diff(grid.bundle_ptr)
        self._parts = cut(sizes + 0.0, crew.threads)
        self._item_parts = cut(np.ones(layout.nodes.shape[1]), crew.threads)
        self.plan: Floats = np.zeros((len(grid.cost), grid.given.shape[1]))
        self.objective = self._value(self.plan, grid.given.cumsum(axis=1))
        self.bound = -np.inf
        self.price = np.zeros_like(grid.given)
        self.limit_price = np.zeros_like(grid.cap)
        self.short_ratio = 1.0

    @property
    def gap(self) -> float:
        """Part of the plan's cost that is not proven; of next to nothing, of `LEAST_COST`."""
        least = LEAST_COST * self.nothing
        return (self.objective - self.bound) / max(abs(self.objective), least, 1e-300)

    def keep_plan(self, plan: Floats, objective: float) -> None:
        """Keeps a plan if it is the best so far."""
        if objective < self.objective:
            self.plan, self.objective = plan, objective

    def look(self, wish: Floats, price: Floats, *, is_last: bool) -> None:
        """Makes a bound out of prices, and a plan out of what would be sent.

        Args:
            wish: Within the limits, shape (M, T).
            price: That fall in time, shape (J, T).
            is_last: Whether the plan is the last that is made, and so mended in any case.
        """
        reduced = np.empty_like(wish)
        bound, wished = self._bound(wish, price, reduced)
        sent, stock = self._walk(wish, price)
        objective = self._value(sent, stock)
        dear, short = wished - bound, objective - wished
        self.short_ratio = short / max(dear, 1e-300)
        if is_last or dear <= _MENDED_BELOW * abs(bound):
            self._mend(price, sent, stock)
            objective = self._value(sent, stock)
        self.keep_plan(sent, objective)

    def _bound(self, wish: Floats, price: Floats, reduced: Floats) -> tuple[float, float]:
        """The bound at these prices, and what the wishes cost at them."""
        grid = self._grid
        limit_price, parts = np.empty_like(grid.cap), np.empty(len(grid.cap))
        nothing = np.zeros((self._crew.threads, 0))
        self._crew.run(least, self._parts, nothing, grid, price, reduced, limit_price, parts)
        given = price * grid.given
        bound = self.nothing + float(parts.sum()) - float(given.sum())
        size = self.nothing + float(np.abs(parts).sum()) + float(np.abs(given).sum())
        bound -= _ROUNDING * size
        if bound > self.bound:
            self.bound, self.price, self.limit_price = bound, price.copy(), limit_price
        wished = self.nothing + float(np.vdot(reduced, wish)) - float(given.sum())
        return bound, wished

    def _walk(self, wish: Floats, price: Floats) -> tuple[Floats, Floats]:
        sent, stock = np.zeros_like(wish), np.zeros_like(price)
        scratch = np.zeros((self._crew.threads, 1, len(self._layout.nodes)))
        self._crew.run(
            walk, self._item_parts, scratch, self._grid, self._layout.nodes,
            wish, price, sent, stock, self._grid.given.copy(),
        )  # fmt: skip
        return sent, stock

    def _mend(self, price: Floats, sent: Floats, stock: Floats) -> None:
        grid = self._grid
        used = _by_bundle(grid, sent)
        lanes = np.flatnonzero(self._layout.need >= 0).astype(np.int32)
        bundles = grid.lane_bundle[lanes]
        weight = grid.weight[lanes][:, None]
        margin = weight * grid.value[bundles] - price[grid.lane_from[lanes]]
        for tiny, look_max in _MENDING:
            unmet = (grid.cap - used)[bundles] / weight
            lane, period = np.nonzero((unmet > tiny) & (margin > 1e-6))
            order = np.argsort(-margin[lane, period], kind="stable")
            mend(
                grid, price, lanes[lane[order]], period[order].astype(np.int32), sent, stock,
                used, self._search, tiny, look_max,
            )  # fmt: skip

    def _value(self, sent: Floats, stock: Floats) -> float:
        grid = self._grid
        worth = (grid.value * _by_bundle(grid, sent)).sum()
        costs = (grid.cost * sent.sum(axis=1)).sum() + np.vdot(grid.hold, stock)
        return self.nothing + float(costs) - float(worth)


def _by_bundle(grid: Grid, lanes: Floats) -> Floats:
    """What a plan uses of each limit, shape (Q, T)."""
    used = np.zeros_like(grid.cap)
    np.add.at(used, grid.lane_bundle, grid.weight[:, None] * lanes)
    return used
