"""Why no plan exists: more lies at a place than fits, and how much, from which day on.

Need can always stay unmet and goods can always stay where they are, so the room of the places is
the one limit that opening stock and arrivals can contradict.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from resupply.core.errors import NetworkError
from resupply.network.model import Network
from resupply.plan.calendar import first_day
from resupply.plan.lp import Lp, build
from resupply.plan.problem import Floats, Problem
from resupply.plan.solver import Solver

#: Less than this part of a room is rounding.
_HAIR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """What does not fit at a place.

    Args:
        place: Where.
        amount: Most that is too much on any day, in `unit`.
        unit: Of the room.
        from_on: First day on which something does not fit.
        room: What fits.
        opening: What lies there when the plan begins.
        arrivals: What comes there of itself within the plan.
    """

    place: str
    amount: float
    unit: str
    from_on: date
    room: float
    opening: float
    arrivals: float


def overflow(network: Network, problem: Problem) -> tuple[Overflow, ...]:
    """The least that must lie outside the rooms, place by place, whatever is sent where.

    A program in which every room may overflow, and the sum of what overflows is as small as can
    be, each place by the part of its room. Nothing = a plan exists.

    Args:
        network: For names and units.
        problem: Its numbers.

    Example:
        >>> from resupply.plan.examples import two_places, two_places_network
        >>> overflow(two_places_network(), two_places())
        ()
    """
    lp = build(problem)
    rows = lp.rows("storage")
    elastic = _with_overflow(lp, rows, _all_there_is(problem))
    room = problem.storage.amount
    cost = np.zeros(elastic.columns.count)
    cost[lp.columns.count :] = (1.0 / np.maximum(room, 1.0)).ravel()
    over = Solver(elastic).minimise(cost).values[lp.columns.count :].reshape(rows.shape)
    return tuple(
        _told(network, problem, at, over[at])
        for at in range(len(over))
        if (over[at] > _HAIR * np.maximum(room[at], 1.0)).any()
    )


def _all_there_is(problem: Problem) -> float:
    """More than any room could hold of all goods together."""
    goods = problem.stock.sum() + problem.arrivals.sum() + problem.recipes.limit.sum()
    return float(goods) * float(problem.storage.weight.max(initial=0.0))


def _with_overflow(
    lp: Lp, rows: "np.ndarray[tuple[int, ...], np.dtype[np.int32]]", most: float
) -> Lp:
    """The program with one variable more for each row of room: -v in that row."""
    extra = rows.size
    ends = lp.start[-1] + np.arange(1, extra + 1, dtype=np.int32)
    return replace(
        lp,
        columns=replace(lp.columns, count=lp.columns.count + extra),
        start=np.concatenate([lp.start, ends]).astype(np.int32),
        index=np.concatenate([lp.index, rows.ravel()]).astype(np.int32),
        value=np.concatenate([lp.value, np.full(extra, -1.0)]),
        lower=np.concatenate([lp.lower, np.zeros(extra)]),
        upper=np.concatenate([lp.upper, np.full(extra, np.inf)]),
        most=np.concatenate([lp.most, np.full(extra, most)]),
    )


def _told(network: Network, problem: Problem, at: int, over: Floats) -> Overflow:
    storage, mine = problem.storage, problem.storage.row == at
    place = int(storage.leg[mine][0])
    weight = np.zeros(problem.stock.shape[1])
    weight[storage.item[mine]] = storage.weight[mine]
    first = int(np.flatnonzero(over > _HAIR * max(float(storage.amount[at, 0]), 1.0))[0])
    return Overflow(
        place=problem.labels.places[place],
        amount=float(over.max()),
        unit=network.storages[at].unit,
        from_on=first_day(problem.calendar, first),
        room=float(storage.amount[at, 0]),
        opening=float(problem.stock[place] @ weight),
        arrivals=float(problem.arrivals[place].sum(axis=1) @ weight),
    )


def no_room(network: Network, problem: Problem) -> NetworkError:
    """The error for a network whose goods do not fit into its places."""
    found = overflow(network, problem)
    if not found:
        # Only rounding can come here: the program failed by less than a hair.
        return NetworkError(
            where="the rooms of the places",
            what="what must lie there and what fits differ by less than can be computed.",
            todo="make the room of the fullest place a little larger.",
        )
    first = min(found, key=lambda each: each.from_on)
    others = ", ".join(each.place for each in found if each is not first)
    return NetworkError(
        where=f"storage at {first.place}",
        what=(
            f"up to {first.amount:,.6g} {first.unit} more than fits must lie there from "
            f"{first.from_on} on: room {first.room:,.6g}, opening stock {first.opening:,.6g}, "
            f"arrivals {first.arrivals:,.6g} {first.unit}"
            + (f"; the same at {others}" if others else "")
            + "."
        ),
        todo="correct the room, the stock or the arrivals there, or add a leg to take it away.",
    )
