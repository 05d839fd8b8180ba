"""Between lanes of about size 1 and a plan in its own units."""

from dataclasses import dataclass

import numpy as np

from resupply.plan.large.grid import Layout
from resupply.plan.lp import sent_of
from resupply.plan.problem import Floats, Flows, Problem, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What more of something would be worth, in the objective, from the best bound.

    Args:
        capacity: Of one unit of each shared capacity in a period, shape (R, T), 0 or more.
        stock: Of one unit of an item at a place in a period, shape (P, K, T); below 0 where
            goods only cost their holding, 0 where they can never be.
    """

    capacity: Floats
    stock: Floats


def to_flows(problem: Problem, layout: Layout | None, lanes: Floats) -> Flows:
    """The plan that sends this much on each lane; stock and unmet need follow from it.

    Args:
        problem: The numbers.
        layout: How lanes stand for legs and needs; None = nothing is sent.
        lanes: Shape (M, T).
    """
    _, items, legs, periods = problem.shape
    needs = problem.needs
    sent = np.zeros((legs, items, periods))
    served = np.zeros((len(needs.place), items, periods))
    if layout is not None:
        amount = lanes * layout.flow[layout.item][:, None]
        on_leg = layout.leg >= 0
        sent[layout.leg[on_leg], layout.item[on_leg]] = amount[on_leg]
        served[layout.need[~on_leg], layout.item[~on_leg]] = amount[~on_leg]
    rates = needs.rates[needs.group]
    unmet = needs.amount - np.einsum("nk,nkt->nt", rates, served)
    return Flows(
        sent=sent,
        stock=stock_of(problem, sent, served),
        served=served,
        unmet=np.clip(unmet, 0.0, needs.amount),
        made=np.zeros((0, periods)),
    )


def stock_of(problem: Problem, sent: Floats, served: Floats) -> Floats:
    """What is left at the end of each period, shape (P, K, T)."""
    change = problem.given
    np.subtract.at(change, problem.leg_from, sent)
    np.subtract.at(change, problem.needs.place, served)
    periods = problem.calendar.count
    leg, period = sent_of(problem.arrive_ptr, periods)
    # One share of every leg at a time, so that no larger array than `sent` is made.
    later = problem.arrive_period - period
    for offset in np.unique(later):
        some = later == offset
        share = np.zeros((len(problem.leg_to), periods))
        share[leg[some], period[some]] = problem.arrive_share[some]
        came = sent[:, :, : periods - offset] * share[:, None, : periods - offset]
        np.add.at(change[:, :, offset:], problem.leg_to, came)
    stock: Floats = np.maximum(change.cumsum(axis=2), 0.0)
    return stock


def to_lanes(layout: Layout, flows: Flows) -> Floats:
    """What a plan sends on each lane, in units of about 1, shape (M, T)."""
    on_leg = layout.leg >= 0
    lanes = np.empty((len(layout.leg), flows.sent.shape[2]))
    lanes[on_leg] = flows.sent[layout.leg[on_leg], layout.item[on_leg]]
    lanes[~on_leg] = flows.served[layout.need[~on_leg], layout.item[~on_leg]]
    return lanes / layout.flow[layout.item][:, None]


def value_of(weights: Weights, flows: Flows) -> float:
    """What a plan costs at these prices."""
    return float(
        (weights.unmet * flows.unmet).sum()
        + (weights.send * flows.sent.sum(axis=2)).sum()
        + (weights.hold * flows.stock).sum()
    )


def prices_of(problem: Problem, layout: Layout, limit_price: Floats, price: Floats) -> Prices:
    """Prices in the units of the problem."""
    capacity = np.zeros(problem.shared.amount.shape)
    rows = layout.row >= 0
    capacity[layout.row[rows]] = (limit_price * layout.money / layout.limit[:, None])[rows]
    stock = price.reshape(problem.arrivals.shape) * layout.money / layout.flow[:, None]
    return Prices(capacity=capacity, stock=stock)
