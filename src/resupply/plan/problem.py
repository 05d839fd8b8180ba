"""A plan's numbers, labels apart: what every method of solving reads.

    P places, K items, L legs, T periods, G groups of need, N needs, R shared capacities

Goods leave evenly over a period. What leaves on leg l in period t and arrives `lead` days later
arrives evenly over the shifted days, so it is spread over the periods those days lie in
(`arrive_*`), and the mean lead time of any chain of legs is kept for any length of periods.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The periods of a plan.

    Args:
        start_on: First day.
        starts_days: First day of each period, counted from `start_on`, shape (T,).
        length_days: Days in each period, shape (T,).
    """

    start_on: date
    starts_days: Ints
    length_days: Ints

    @property
    def count(self) -> int:
        """Number of periods."""
        return len(self.starts_days)

    @property
    def days(self) -> int:
        """Days in all."""
        return int(self.length_days.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Limits on sums: sum over entries of weight * x[leg, item, t] <= amount[row, t].

    For storages, `leg` holds places and x is the stock at the end of the period.

    Args:
        row: Limit of each entry, shape (E,).
        leg: Leg (or place) of each entry, shape (E,).
        item: Item of each entry, shape (E,).
        weight: Of one unit, shape (E,), above 0.
        amount: What there is in a period (in all, not per day), shape (R, T), 0 or more.
    """

    row: Ints
    leg: Ints
    item: Ints
    weight: Floats
    amount: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What is asked for.

    Args:
        place: Shape (N,).
        group: Shape (N,).
        tier: Shape (N,), 1 is the first.
        backlog: Shape (N,), whether unmet need is carried to the next period.
        amount: Per period [units of need], shape (N, T), 0 or more.
        rates: What one unit of an item serves of a group's need, shape (G, K); 0 = nothing.
    """

    place: Ints
    group: Ints
    tier: Ints
    backlog: NDArray[np.bool_]
    amount: Floats
    rates: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipes:
    """What can be made, M recipes.

    Args:
        place: Shape (M,).
        output: Item, shape (M,).
        limit: Output that can be started per period, shape (M, T).
        input_of: Recipe of each input, shape (I,).
        input_item: Item of each input, shape (I,).
        input_amount: Per unit of output, shape (I,).
        arrive_ptr, arrive_period, arrive_share: As for legs, rows m * T + t.
    """

    place: Ints
    output: Ints
    limit: Floats
    input_of: Ints
    input_item: Ints
    input_amount: Floats
    arrive_ptr: Ints
    arrive_period: Ints
    arrive_share: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Names of the rows of a problem, for people."""

    places: tuple[str, ...]
    items: tuple[str, ...]
    legs: tuple[str, ...]
    groups: tuple[str, ...]
    needs: tuple[str, ...]
    shared: tuple[str, ...] = ()
    storages: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A plan's numbers.

    Args:
        leg_from, leg_to: Places, shape (L,).
        open: Whether an item may leave on a leg in a period, shape (L, K, T).
        arrive_ptr: Shape (L * T + 1,). What leaves on leg l in period t arrives in
            `arrive_period[arrive_ptr[l*T+t] : arrive_ptr[l*T+t+1]]`
        arrive_period: Periods, never earlier than t; what arrives after the last is left out.
        arrive_share: Part of it, above 0; the sum is at most 1.
        stock: Opening stock [item units], shape (P, K).
        arrivals: What becomes available [item units], shape (P, K, T).
        needs: What is asked for.
        shared: Capacities shared by legs and items.
        storage: Room at places.
        recipes: What can be made.
        send_cost: Of sending one unit, shape (L, K), 0 or more.
    """

    calendar: Calendar
    labels: Labels
    leg_from: Ints
    leg_to: Ints
    open: NDArray[np.bool_]
    arrive_ptr: Ints
    arrive_period: Ints
    arrive_share: Floats
    stock: Floats
    arrivals: Floats
    needs: Needs
    shared: Shared
    storage: Shared
    recipes: Recipes
    send_cost: Floats

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """(P, K, L, T)."""
        places, items = self.stock.shape
        return places, items, len(self.leg_from), self.calendar.count

    @property
    def given(self) -> Floats:
        """What becomes available [item units], the opening stock at once, shape (P, K, T)."""
        given = self.arrivals.copy()
        given[:, :, 0] += self.stock
        return given

    @property
    def variables_most(self) -> int:
        """Amounts sent and in stock if every item could be everywhere."""
        places, items, legs, periods = self.shape
        return (legs + places) * items * periods

    def __repr__(self) -> str:
        places, items, legs, periods = self.shape
        return f"<Problem {places} places, {items} items, {legs} legs, {periods} periods>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Prices of one single objective: unmet need by tier, then lateness, cost and holding.

        minimise  sum unmet_price * u + sum send_price * x + sum hold_price * s

    Args:
        unmet: Price of one unit of unmet need, shape (N, T), above 0.
        send: Price of sending one unit, shape (L, K), 0 or more.
        hold: Price of one unit in stock at the end of a period, shape (P, K, T), 0 or more.
    """

    unmet: Floats
    send: Floats
    hold: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """A feasible plan.

    Args:
        sent: Dispatch x [item units], shape (L, K, T).
        stock: At the end of each period, shape (P, K, T).
        served: Item units used for each need, shape (N, K, T).
        unmet: Units of need, shape (N, T); under backlog what stands unserved at the end of it.
        made: Output started, shape (M, T).
    """

    sent: Floats
    stock: Floats
    served: Floats
    unmet: Floats
    made: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How good a plan is proven to be.

    Args:
        status: `optimal`, `feasible` (a gap is left), `stopped`.
        objective: Value of the plan.
        bound: No plan can be better than this.
        gap: (objective - bound) / max(|objective|, 1e-9); None = no bound known.
        method: Which method and solver.
        seconds: How long it took.
        iterations: Steps of the method.
    """

    status: str
    objective: float
    bound: float | None
    gap: float | None
    method: str
    seconds: float
    iterations: int = 0
