"""The arrays of the large method: lanes in bundles, nodes, arrival patterns, of size about 1."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.plan.lp import going_round, sent_of, where_goods_can_be, where_goods_go
from resupply.plan.problem import Floats, Ints, Problem, Weights

Bools = NDArray[np.bool_]


class Grid(NamedTuple):
    """What the compiled loops read: M lanes, Q bundles, J nodes, T periods.

    A named tuple, because that is what the compiler takes.

    Args:
        lane_from, lane_to: Nodes; -1 = used for a need. Shape (M,).
        lane_pattern: When it arrives, into `pattern_ptr`, shape (M,).
        lane_bundle: Shape (M,).
        pattern_ptr: Shape (patterns + 1,), into `offset` and `share`.
        offset: Periods later, rising within a pattern.
        share: Part of what leaves in each period that arrives so much later, shape (., T).
        cost: Of one unit, shape (M,).
        weight: Of one unit against its bundle's limit, shape (M,).
        most: No plan sends more in a period, shape (M,).
        step: Length of a step; the method changes it. Shape (M,).
        closed: Row of `shut`, -1 = always open, shape (M,).
        shut: Periods in which nothing can leave, shape (., T).
        bundle_ptr: First lane of each bundle, shape (Q + 1,).
        value: What a unit of a bundle's limit is worth when used, shape (Q, T).
        cap: Limits, shape (Q, T).
        limited: Whether there is one, shape (Q,).
        given: What becomes available, shape (J, T).
        hold: Of one unit to the next period, shape (J, T).
        node_step: Length of a step; the method changes it. Shape (J,).
        out_ptr, out_lane, in_ptr, in_lane: Lanes of each node.
    """

    lane_from: Ints
    lane_to: Ints
    lane_pattern: Ints
    lane_bundle: Ints
    pattern_ptr: Ints
    offset: Ints
    share: Floats
    cost: Floats
    weight: Floats
    most: Floats
    step: Floats
    closed: Ints
    shut: Bools
    bundle_ptr: Ints
    value: Floats
    cap: Floats
    limited: Bools
    given: Floats
    hold: Floats
    node_step: Floats
    out_ptr: Ints
    out_lane: Ints
    in_ptr: Ints
    in_lane: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a grid stands for a problem.

    Args:
        leg, need: Of each lane, -1 = it is of the other kind. Shape (M,).
        item: Of each lane, shape (M,).
        row: Capacity of each bundle, -1 = none. Shape (Q,).
        need_of: Need of each bundle, -1 = none. Shape (Q,).
        flow: Units of each item that count as 1, shape (K,).
        limit: Units of each bundle's limit that count as 1, shape (Q,).
        money: Of the objective, what counts as 1.
        nodes: Node of each place and item, shape (P, K).
        arriving: Largest part of what leaves in a period that arrives, shape (M,).
        coming: Largest sum of parts that arrive in one period, shape (M,): seven where a day's
            dispatch arrives in the same week.
    """

    leg: Ints
    need: Ints
    item: Ints
    row: Ints
    need_of: Ints
    flow: Floats
    limit: Floats
    money: float
    nodes: Ints
    arriving: Floats
    coming: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lanes:
    """Lanes in the order of their bundles; `key` numbers the bundles with holes."""

    leg: Ints
    need: Ints
    item: Ints
    key: Ints
    weight: Floats


def lay_out(problem: Problem, weights: Weights) -> tuple[Grid, Layout]:
    """The grid of a problem at these prices.

    Items are counted in their usual flow, limits in their usual weight, the objective in the
    usual price of a unit unmet, so that one length of step suits all.

    Args:
        problem: The numbers.
        weights: The prices.

    Example:
        >>> from resupply.plan.examples import two_places
        >>> from resupply.plan.weights import weighted
        >>> grid, layout = lay_out(two_places(), weighted(two_places()))
        >>> layout.leg.tolist(), layout.need.tolist()
        ([0, -1], [-1, 0])
    """
    lanes = _lanes(problem)
    flow = _usual_flow(problem)
    starts = np.flatnonzero(np.diff(lanes.key, prepend=-1))
    sizes = np.diff(np.append(starts, len(lanes.key)))
    limit = np.add.reduceat(lanes.weight * flow[lanes.item], starts) / sizes
    row, need_of = _kinds(problem, lanes, starts)
    nodes = np.arange(problem.stock.size, dtype=np.int32).reshape(problem.stock.shape)
    pattern_ptr, offset, share = patterns(problem)
    arriving, coming = _largest(pattern_ptr, offset, share)
    layout = Layout(
        leg=lanes.leg,
        need=lanes.need,
        item=lanes.item,
        row=row,
        need_of=need_of,
        flow=flow,
        limit=limit,
        money=_usual_price(problem, weights, flow, lanes),
        nodes=nodes,
        arriving=np.where(lanes.leg >= 0, _at(arriving, lanes.leg), 0.0),
        coming=np.where(lanes.leg >= 0, _at(coming, lanes.leg), 0.0),
    )
    ends = _ends(problem, lanes, nodes)
    closed, shut = _shut(problem, lanes)
    bundle_ptr = np.append(starts, len(lanes.key)).astype(np.int32)
    value, cap = _limits(problem, weights, layout)
    grid = Grid(
        lane_from=ends[0],
        lane_to=ends[1],
        lane_pattern=np.maximum(lanes.leg, 0).astype(np.int32),
        lane_bundle=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        pattern_ptr=pattern_ptr,
        offset=offset,
        share=share,
        cost=_send_cost(weights, layout),
        weight=lanes.weight * flow[lanes.item] / np.repeat(limit, sizes),
        most=_most(problem)[lanes.item] / flow[lanes.item],
        step=np.ones(len(lanes.key)),
        closed=closed,
        shut=shut,
        bundle_ptr=bundle_ptr,
        value=value,
        cap=cap,
        limited=(row >= 0) | (need_of >= 0),
        given=_given(problem, flow),
        hold=(weights.hold * flow[:, None] / layout.money).reshape(nodes.size, -1),
        node_step=np.ones(nodes.size),
        **_by_node(ends, nodes.size),
    )
    return grid, layout


def _lanes(problem: Problem) -> _Lanes:
    """Items on legs that can carry them anywhere useful, then items used for needs."""
    items, legs = problem.stock.shape[1], len(problem.leg_from)
    leg, item = np.nonzero(where_goods_go(problem))
    shared, rows = problem.shared, len(problem.shared.amount)
    row_of = np.full((legs, items), -1)
    weight_of = np.ones((legs, items))
    row_of[shared.leg, shared.item] = shared.row
    weight_of[shared.leg, shared.item] = shared.weight
    row = row_of[leg, item]
    # A lane without a limit is a bundle of its own.
    key = np.where(row < 0, rows + np.arange(len(leg)), row)
    order = np.argsort(key, kind="stable")
    leg, item, key = leg[order], item[order], key[order]
    rates = problem.needs.rates[problem.needs.group]
    need, used = np.nonzero((rates > 0) & where_goods_can_be(problem)[problem.needs.place])
    return _Lanes(
        leg=_ints(leg, np.full(len(need), -1)),
        need=_ints(np.full(len(leg), -1), need),
        item=_ints(item, used),
        key=_ints(key, rows + len(leg) + need),
        weight=np.concatenate([weight_of[leg, item], rates[need, used]]),
    )


def _ints(*parts: "NDArray[np.int64]") -> Ints:
    return np.concatenate(parts).astype(np.int32)


def _at(values: Floats, index: Ints) -> Floats:
    """Values at an index that may be -1, whatever stands for that."""
    return values[index] if len(values) else np.zeros(len(index))


def _kinds(problem: Problem, lanes: _Lanes, starts: NDArray[np.int64]) -> tuple[Ints, Ints]:
    """Capacity and need of each bundle."""
    key, need = lanes.key[starts], lanes.need[starts]
    is_capacity = (need < 0) & (key < len(problem.shared.amount))
    return np.where(is_capacity, key, -1).astype(np.int32), need


def _usual_flow(problem: Problem) -> Floats:
    """Of each item, what a need asks for in a period; of one nobody needs, what there is."""
    rates = problem.needs.rates[problem.needs.group]
    amount = problem.needs.amount.mean(axis=1)[:, None] / np.where(rates > 0, rates, np.inf)
    count = (amount > 0).sum(axis=0)
    asked = amount.sum(axis=0) / np.maximum(count, 1)
    there = (problem.stock + problem.arrivals.sum(axis=2)).mean(axis=0)
    return np.where(asked > 0, asked, np.where(there > 0, there, 1.0))


def _usual_price(problem: Problem, weights: Weights, flow: Floats, lanes: _Lanes) -> float:
    served = lanes.need >= 0
    need, item = lanes.need[served], lanes.item[served]
    rate = problem.needs.rates[problem.needs.group[need], item]
    prices = weights.unmet.mean(axis=1)[need] * rate * flow[item]
    return float(prices.mean())


def _most(problem: Problem) -> Floats:
    """Of each item, more than any lane is ever worth using for in a period, shape (K,)."""
    there: Floats = problem.stock.sum(axis=0) + problem.arrivals.sum(axis=(0, 2))
    return going_round(problem, there)


def _ends(problem: Problem, lanes: _Lanes, nodes: Ints) -> tuple[Ints, Ints]:
    is_leg = lanes.leg >= 0
    start, end = np.empty_like(lanes.leg), np.full_like(lanes.leg, -1)
    leg, need = lanes.leg[is_leg], lanes.need[~is_leg]
    start[is_leg] = nodes[problem.leg_from[leg], lanes.item[is_leg]]
    start[~is_leg] = nodes[problem.needs.place[need], lanes.item[~is_leg]]
    end[is_leg] = nodes[problem.leg_to[leg], lanes.item[is_leg]]
    return start, end


def _shut(problem: Problem, lanes: _Lanes) -> tuple[Ints, Bools]:
    is_leg = lanes.leg >= 0
    may = np.ones((len(lanes.leg), problem.calendar.count), dtype=bool)
    may[is_leg] = problem.open[lanes.leg[is_leg], lanes.item[is_leg]]
    sometimes = ~may.all(axis=1)
    closed = np.full(len(may), -1, dtype=np.int32)
    closed[sometimes] = np.arange(int(sometimes.sum()))
    return closed, ~may[sometimes]


def _limits(problem: Problem, weights: Weights, layout: Layout) -> tuple[Floats, Floats]:
    """What a unit of each bundle's limit is worth, and the limit."""
    value = np.zeros((len(layout.row), problem.calendar.count))
    cap = np.zeros_like(value)
    for_need, for_leg = layout.need_of >= 0, layout.row >= 0
    value[for_need] = weights.unmet[layout.need_of[for_need]]
    cap[for_need] = problem.needs.amount[layout.need_of[for_need]]
    cap[for_leg] = problem.shared.amount[layout.row[for_leg]]
    return value * layout.limit[:, None] / layout.money, cap / layout.limit[:, None]


def _send_cost(weights: Weights, layout: Layout) -> Floats:
    is_leg = layout.leg >= 0
    cost = np.zeros(len(layout.leg))
    cost[is_leg] = weights.send[layout.leg[is_leg], layout.item[is_leg]]
    return cost * layout.flow[layout.item] / layout.money


def _given(problem: Problem, flow: Floats) -> Floats:
    return (problem.given / flow[:, None]).reshape(-1, problem.calendar.count)


def _by_node(ends: tuple[Ints, Ints], count: int) -> dict[str, Ints]:
    lanes: dict[str, Ints] = {}
    for name, node in zip(("out", "in"), ends, strict=True):
        order = np.argsort(node, kind="stable").astype(np.int32)
        order = order[node[order] >= 0]
        sizes = np.bincount(node[order], minlength=count)
        lanes[f"{name}_ptr"] = np.append(0, np.cumsum(sizes)).astype(np.int32)
        lanes[f"{name}_lane"] = order
    return lanes


def patterns(problem: Problem) -> tuple[Ints, Ints, Floats]:
    """When what leaves on each leg arrives, by how many periods later.

    Returns:
        First entry of each leg, shape (L + 1,); of each entry the periods later and the part of
        what leaves in each period, shape (., T).
    """
    _, _, legs, periods = problem.shape
    leg, period = sent_of(problem.arrive_ptr, periods)
    later = problem.arrive_period - period
    keys, entry = np.unique(leg * (periods + 1) + later, return_inverse=True)
    share = np.zeros((len(keys), periods))
    np.add.at(share, (entry, period), problem.arrive_share)
    first = np.searchsorted(keys // (periods + 1), np.arange(legs + 1)).astype(np.int32)
    return first, (keys % (periods + 1)).astype(np.int32), share


def _largest(first: Ints, offset: Ints, share: Floats) -> tuple[Floats, Floats]:
    """Largest part that arrives of what leaves, and that comes in one period, by leg."""
    leaves = np.zeros((len(first) - 1, share.shape[1]))
    comes = np.zeros_like(leaves)
    for leg in range(len(leaves)):
        for entry in range(first[leg], first[leg + 1]):
            off = offset[entry]
            leaves[leg] += share[entry]
            comes[leg, off:] += share[entry, : share.shape[1] - off]
    return leaves.max(axis=1, initial=0.0), comes.max(axis=1, initial=0.0)


def set_steps(grid: Grid, layout: Layout, usual: Floats, price: Floats) -> None:
    """Lengths of steps that suit how much each lane carries and what goods cost at each node.

    With `usual` flows f of lanes and prices p of nodes, a lane's step is f / sum |a| p over its
    nodes and a node's p / sum |a| f over its lanes: then the matrix between them has norm 1 or
    less (Schur's test), whatever f and p are.

    Args:
        grid: Its `step` and `node_step` are set.
        layout: Says how much of what leaves arrives, and comes at once.
        usual: Shape (M,), above 0.
        price: Shape (J,), above 0.
    """
    ends = grid.lane_to >= 0
    pays = price[grid.lane_from]
    pays[ends] += layout.arriving[ends] * price[grid.lane_to[ends]]
    carries = np.bincount(grid.lane_from, usual, minlength=len(price))
    np.add.at(carries, grid.lane_to[ends], (layout.coming * usual)[ends])
    grid.step[:] = usual / pays
    grid.node_step[:] = price / np.where(carries > 0, carries, 1.0)
