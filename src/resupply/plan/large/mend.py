"""Unmet need that is worth more than goods cost is served along the cheapest way there is.

A plan made from prices that are nearly right is short by a little at places with no cheaper user
nearby. From each such need a search goes backward over what the plan could still do: send more on
a lane with room, hold goods back, use stock that waits, send less elsewhere, give up a need worth
less. It is Dijkstra's search over (node, period) with costs reduced by the prices; what it finds
is done as far as room, stock and shipments allow, so the plan stays within all limits.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from resupply.plan.problem import Floats, Ints

# How goods come to a state from the state before it on the way.
_HOLD, _USE, _MORE, _LESS = 0, 1, 2, 3
_TRIES_MAX = 50  # ways for one need
_HEAP_FACTOR = 16


class Looked(NamedTuple):
    """A search over states n * T + t; arrays are made once and cleaned after each search.

    Args:
        far: Reduced cost from a state to the need, shape (states,).
        how, lane, after: The step from a state towards the need, shape (states,).
        done: Whether it is the least, shape (states,).
        touched: States to clean.
        heap_key, heap_at: States to look at, the nearest first.
        tally: Touched states, heap size, source's lane; shape (3,).
    """

    far: Floats
    how: NDArray[np.int8]
    lane: Ints
    after: Ints
    done: NDArray[np.bool_]
    touched: Ints
    heap_key: Floats
    heap_at: Ints
    tally: NDArray[np.int64]


def looked(states: int, look_max: int) -> Looked:
    """An empty search."""
    size = _HEAP_FACTOR * look_max
    return Looked(
        far=np.full(states, np.inf),
        how=np.zeros(states, dtype=np.int8),
        lane=np.zeros(states, dtype=np.int32),
        after=np.zeros(states, dtype=np.int32),
        done=np.zeros(states, dtype=bool),
        touched=np.zeros(size + 1, dtype=np.int32),
        heap_key=np.zeros(size),
        heap_at=np.zeros(size, dtype=np.int32),
        tally=np.zeros(3, dtype=np.int64),
    )


@njit(cache=True, nogil=True)
def mend(g, price, lanes, periods_of, sent, stock, used, search, tiny, look_max):
    """Serves needs one after the other, as far as it lowers the cost of the plan.

    Args:
        g: The grid.
        price: Of goods, shape (J, T).
        lanes: Needs to look at, the dearest first, shape (.,).
        periods_of: Their periods.
        sent: Of the plan, changed in place, shape (M, T).
        stock: Of the plan, changed in place, shape (J, T).
        used: Of the limits, changed in place, shape (Q, T).
        search: From `looked`.
        tiny: Amounts below this are left alone.
        look_max: States looked at for one way.

    Returns:
        By how much the cost falls.
    """
    gained = 0.0
    for i in range(len(lanes)):
        lane, t = lanes[i], periods_of[i]
        q = g.lane_bundle[lane]
        worth = g.weight[lane] * g.value[q, t]
        for _ in range(_TRIES_MAX):
            unmet = (g.cap[q, t] - used[q, t]) / g.weight[lane]
            if unmet <= tiny:
                break
            end = _find(g, price, lane, t, worth, sent, stock, used, search, tiny, look_max)
            if end < 0:
                break
            amount, cost = _follow(g, end, lane, t, unmet, sent, stock, used, search)
            if amount <= 0.0 or cost >= worth:
                break
            _do(g, end, lane, t, amount, sent, stock, used, search)
            gained += amount * (worth - cost)
    return gained


@njit(cache=True, nogil=True)
def _find(g, price, lane, t0, worth, sent, stock, used, s, tiny, look_max):
    """The state where the cheapest way begins, -1 = none is cheaper than the need is worth.

    One long function on purpose: cut into helpers that take the grid, the same search took sixteen
    times as long, for each call counts references to all its arrays.
    """
    periods = price.shape[1]
    start = g.lane_from[lane] * periods + t0
    best = (worth - price[g.lane_from[lane], t0]) * (1.0 - 1e-9) - 1e-9 * worth
    end = -1
    s.tally[0] = 1
    s.tally[1] = 0
    s.touched[0] = start
    s.far[start] = 0.0
    _push(s, 0.0, start)
    seen = 0
    while s.tally[1] > 0 and seen < look_max:
        key, at = s.heap_key[0], s.heap_at[0]
        _pop(s)
        if s.done[at]:
            continue
        if key >= best:
            break
        s.done[at] = True
        seen += 1
        n = at // periods
        t = at - n * periods
        here = price[n, t] - key
        # Goods left at the end cost nothing to use.
        if t == periods - 1 and stock[n, t] > tiny:
            far = max(key, -g.hold[n, t] - here)
            if far < best:
                best, end = far, at
                s.tally[2] = -1
        for i in range(g.out_ptr[n], g.out_ptr[n + 1]):
            m = g.out_lane[i]
            if sent[m, t] <= tiny or (m == lane and t == t0):
                continue
            p = g.lane_pattern[m]
            there = g.lane_to[m]
            late = there >= 0 and (
                g.pattern_ptr[p] == g.pattern_ptr[p + 1]
                or t + g.offset[g.pattern_ptr[p]] >= periods
            )
            if there < 0 or late:
                # A need given up, or goods that would arrive after the end.
                worth_there = g.weight[m] * g.value[g.lane_bundle[m], t] if there < 0 else 0.0
                far = max(key, worth_there - g.cost[m] - here)
                if far < best:
                    best, end = far, at
                    s.tally[2] = m
            else:
                arrives = t + g.offset[g.pattern_ptr[p]]
                far = max(key, price[there, arrives] - g.cost[m] - here)
                _reach(s, there * periods + arrives, far, best, _LESS, m, at)
        if t > 0:
            far = max(key, g.hold[n, t - 1] + price[n, t - 1] - here)
            _reach(s, at - 1, far, best, _HOLD, 0, at)
        if t + 1 < periods and stock[n, t] > tiny:
            far = max(key, price[n, t + 1] - g.hold[n, t] - here)
            _reach(s, at + 1, far, best, _USE, 0, at)
        for i in range(g.in_ptr[n], g.in_ptr[n + 1]):
            m = g.in_lane[i]
            p = g.lane_pattern[m]
            if g.pattern_ptr[p] == g.pattern_ptr[p + 1]:
                continue
            # Sent so that all of it is there by now.
            leaves = t - g.offset[g.pattern_ptr[p + 1] - 1]
            if leaves < 0 or (g.closed[m] >= 0 and g.shut[g.closed[m], leaves]):
                continue
            q = g.lane_bundle[m]
            if g.limited[q] and g.cap[q, leaves] - used[q, leaves] <= tiny * g.weight[m]:
                continue
            arrives_whole = 0.0
            for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                arrives_whole += g.share[j, leaves]
            if arrives_whole < 1.0 - 1e-12:
                continue
            up = g.lane_from[m]
            far = max(key, g.cost[m] + price[up, leaves] - here)
            _reach(s, up * periods + leaves, far, best, _MORE, m, at)
    for i in range(s.tally[0]):
        s.far[s.touched[i]] = np.inf
        s.done[s.touched[i]] = False
    return end


@njit(cache=True, nogil=True, inline="always")
def _reach(s, to, far, best, how, lane, after):
    """Notes a nearer way from a state, while there is room for it."""
    if far < best and far < s.far[to] and s.tally[1] < len(s.heap_key):
        known = s.far[to] < np.inf
        if known or s.tally[0] < len(s.touched):
            if not known:
                s.touched[s.tally[0]] = to
                s.tally[0] += 1
            s.far[to] = far
            s.how[to] = how
            s.lane[to] = lane
            s.after[to] = after
            _push(s, far, to)


@njit(cache=True, nogil=True)
def _push(s, key, at):
    i = s.tally[1]
    while i > 0 and s.heap_key[(i - 1) // 2] > key:
        up = (i - 1) // 2
        s.heap_key[i] = s.heap_key[up]
        s.heap_at[i] = s.heap_at[up]
        i = up
    s.heap_key[i] = key
    s.heap_at[i] = at
    s.tally[1] += 1


@njit(cache=True, nogil=True)
def _pop(s):
    s.tally[1] -= 1
    size = s.tally[1]
    key, at = s.heap_key[size], s.heap_at[size]
    i = 0
    while 2 * i + 1 < size:
        child = 2 * i + 1
        if child + 1 < size and s.heap_key[child + 1] < s.heap_key[child]:
            child += 1
        if s.heap_key[child] >= key:
            break
        s.heap_key[i] = s.heap_key[child]
        s.heap_at[i] = s.heap_at[child]
        i = child
    s.heap_key[i] = key
    s.heap_at[i] = at


@njit(cache=True, nogil=True)
def _follow(g, end, lane, t0, amount, sent, stock, used, s):
    """How much can go along a way, and what a unit costs."""
    periods = stock.shape[1]
    start = g.lane_from[lane] * periods + t0
    n = end // periods
    t = end - n * periods
    source = s.tally[2]
    if source < 0:
        amount = min(amount, stock[n, t])
        cost = -g.hold[n, t]
    else:
        amount = min(amount, sent[source, t])
        cost = -g.cost[source]
        if g.lane_to[source] < 0:
            cost += g.weight[source] * g.value[g.lane_bundle[source], t]
    at = end
    while at != start:
        n = at // periods
        t = at - n * periods
        m = s.lane[at]
        if s.how[at] == _HOLD:
            cost += g.hold[n, t]
        elif s.how[at] == _USE:
            amount = min(amount, stock[n, t - 1])
            cost -= g.hold[n, t - 1]
        elif s.how[at] == _MORE:
            q = g.lane_bundle[m]
            if g.limited[q]:
                amount = min(amount, (g.cap[q, t] - used[q, t]) / g.weight[m])
            cost += g.cost[m]
        else:
            amount = min(amount, sent[m, s.after[at] % periods])
            cost -= g.cost[m]
        at = s.after[at]
    return amount, cost


@njit(cache=True, nogil=True)
def _do(g, end, lane, t0, amount, sent, stock, used, s):
    """Sends an amount along a way. What arrives before it is wanted waits in stock."""
    periods = stock.shape[1]
    start = g.lane_from[lane] * periods + t0
    source = s.tally[2]
    if source < 0:
        stock[end // periods, end % periods] -= amount
    else:
        _change(g, source, end % periods, -amount, sent, used)
    at = end
    while at != start:
        n = at // periods
        t = at - n * periods
        to = s.after[at]
        m = s.lane[at]
        if s.how[at] == _HOLD:
            stock[n, t] += amount
        elif s.how[at] == _USE:
            stock[n, t - 1] -= amount
        elif s.how[at] == _MORE:
            _change(g, m, t, amount, sent, used)
            p = g.lane_pattern[m]
            for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                for later in range(t + g.offset[j], to % periods):
                    stock[to // periods, later] += g.share[j, t] * amount
        else:
            left = to % periods
            _change(g, m, left, -amount, sent, used)
            p = g.lane_pattern[m]
            for later in range(t, periods):
                stock[n, later] += amount
            for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                for later in range(left + g.offset[j], periods):
                    stock[n, later] -= g.share[j, left] * amount
        at = to
    _change(g, lane, t0, amount, sent, used)


@njit(cache=True, nogil=True)
def _change(g, m, t, amount, sent, used):
    sent[m, t] = max(0.0, sent[m, t] + amount)
    used[g.lane_bundle[m], t] += g.weight[m] * amount
