"""Which rows a lifted limit belongs to: this capacity, that maker, and how much of it each."""

import numpy as np
from numpy.typing import NDArray

from resupply.network.model import Supply
from resupply.plan.build import supplied
from resupply.plan.causes import Parts
from resupply.plan.levers import handles
from resupply.plan.lifting import Lift, Lifted, cuts, sources_never_paused
from resupply.plan.lp import spread, taken
from resupply.plan.plan import Plan
from resupply.plan.problem import Floats, Ints, Problem, Shared
from resupply.plan.shortfalls import Run

#: How many rows are named.
_MOST = 5


def parts(plan: Plan, run: Run, lift: Lift, before: Lifted | None, after: Lifted) -> Parts:
    """The rows a lifted limit belongs to, each with its part.

    A capacity, a room and a maker count by their price before they were lifted times what passes
    beyond their limit after; where that is nothing, by what passes beyond it.
    """
    if lift == "leg_full":
        return _beyond(plan.problem.labels.shared, *_over(after, "capacity", before))
    if lift == "room_full":
        return _beyond(plan.problem.labels.storages, *_over(after, "storage", before))
    if lift == "maker_full":
        return _beyond(plan.problem.labels.recipes, *_over_makers(after, before))
    if lift == "leg_closed":
        return _shares(plan.problem.labels.legs, _sent_while_closed(plan, after))
    if lift in ("later_tier", "earlier_tier"):
        return _shares(plan.problem.labels.needs, _given_up(plan, run, after))
    if lift == "source_paused":
        return _shares(tuple(s.id for s in plan.network.supplies), _paused(plan, run))
    return ()


def sources(plan: Plan, run: Run, lifted: Lifted) -> Parts:
    """What there is for a need up to the end of a run: its sources, by how much each gives.

    Stocks and supplies at places from which something leads to the need, in units of need.
    """
    problem, needs = lifted.problem, plan.problem.needs
    rates = needs.rates[needs.group[run.needs[0]]]
    near = _leading_to(problem, needs.place[run.needs])
    end = run.last + 1
    names: list[str] = []
    amounts: list[float] = []
    for handle in handles(plan.network, problem, plan.asked.level):
        if handle.kind in ("stock", "supply") and near[handle.at]:
            brought = handle.along if handle.kind == "stock" else handle.along[:end].sum()
            names.append(handle.id)
            amounts.append(float(brought) * handle.amount * float(rates[handle.at[1]]))
    return _shares(tuple(names), np.array(amounts))


def _leading_to(problem: Problem, places: Ints) -> NDArray[np.bool_]:
    """From which places each item can get to any of some, shape (P, K)."""
    near = np.zeros(problem.stock.shape, dtype=bool)
    near[places] = True
    return spread(near, problem, problem.leg_to, problem.leg_from)


def _over(after: Lifted, block: str, before: Lifted | None) -> tuple[Floats, Floats]:
    """What passes beyond each limit, and its price before, shape (R, T) both."""
    problem, columns = after.problem, after.lp.columns
    limits, numbers = (
        (problem.shared, columns.sent) if block == "capacity" else (problem.storage, columns.stock)
    )
    moved = taken(numbers, after.outcome.values)
    over = np.maximum(_used(limits, moved) - limits.amount, 0.0)
    if before is None:
        return over, np.zeros_like(over)
    return over, np.maximum(-before.outcome.prices[before.lp.rows(block)], 0.0)


def _used(limits: Shared, moved: Floats) -> Floats:
    used = np.zeros_like(limits.amount)
    np.add.at(used, limits.row, limits.weight[:, None] * moved[limits.leg, limits.item])
    return used


def _over_makers(after: Lifted, before: Lifted | None) -> tuple[Floats, Floats]:
    limit = after.problem.recipes.limit
    over = np.maximum(after.outcome.values[after.lp.columns.made] - limit, 0.0)
    if before is None:
        return over, np.zeros_like(over)
    return over, np.maximum(-before.outcome.reduced[before.lp.columns.made], 0.0)


def _beyond(names: tuple[str, ...], over: Floats, price: Floats) -> Parts:
    worth = (over * price).sum(axis=1)
    return _shares(names, worth if worth.sum() > 0 else over.sum(axis=1))


def _sent_while_closed(plan: Plan, after: Lifted) -> Floats:
    """What each leg carries in periods in which it, or a capacity of it, was closed or cut."""
    sent = taken(after.lp.columns.sent, after.outcome.values)
    closed = after.problem.open & ~plan.problem.open
    amounts: Floats = (sent * closed).sum(axis=(1, 2))
    limited = plan.problem.shared
    less = limited.amount < after.problem.shared.amount - 1e-9
    over = np.maximum(_used(limited, sent) - limited.amount, 0.0) * less
    np.add.at(amounts, limited.leg, over.sum(axis=1)[limited.row])
    return amounts


def _given_up(plan: Plan, run: Run, after: Lifted) -> Floats:
    """What each other need gives up, in days of its own need."""
    needs = plan.problem.needs
    unmet = after.outcome.values[after.lp.columns.unmet]
    more = np.maximum(unmet - plan.flows.unmet, 0.0).sum(axis=1)
    more[run.needs] = 0.0
    given: Floats = more / np.maximum(needs.amount.sum(axis=1), 1e-9)
    return given


def _paused(plan: Plan, run: Run) -> Floats:
    """What each paused supply would have brought up to the end of the run, in units of need."""
    needs, labels = plan.problem.needs, plan.problem.labels
    rates = dict(zip(labels.items, needs.rates[needs.group[run.needs[0]]].tolist(), strict=True))
    calendar, level = plan.calendar, plan.asked.level
    days = int(calendar.starts_days[run.last] + calendar.length_days[run.last])
    free = sources_never_paused(plan.network).supplies

    def brought(supply: Supply) -> float:
        return float(supplied(supply, calendar, level)[:days].sum())

    missed = [
        rates[was.item] * (brought(now) - brought(was))
        if any(cuts(w) for w in was.windows)
        else 0.0
        for was, now in zip(plan.network.supplies, free, strict=True)
    ]
    return np.array(missed)


def _shares(names: tuple[str, ...], amounts: Floats) -> Parts:
    """The largest, as parts of 1."""
    total = float(amounts.sum())
    if total <= 0:
        return ()
    order = np.argsort(-amounts, kind="stable")[:_MOST]
    return tuple(
        (names[at], float(amounts[at] / total)) for at in order if amounts[at] > 1e-6 * total
    )
