"""Compiled loops of the large method, over lanes and nodes; periods lie innermost.

A lane is one item on one leg, or one item used for one need; lanes that share a limit lie side by
side in a bundle. A node is one item at one place. docs/explanation/large-plans.md has the symbols.
Each loop does a part of the bundles or nodes, and no sum goes across them, so that the numbers do
not depend on how many threads do the parts. Arrays are indexed in place: a slice costs as much
here as the work on it.
"""

from numba import njit

_SEARCH_MAX = 60  # steps to the price of a limit; it ends by itself after a few
_FAST = {"contract", "reassoc", "nsz"}  # sums over periods may be taken in any order


@njit(cache=True, nogil=True, fastmath=_FAST)
def send(
    first_bundle,
    last_bundle,
    scratch,
    g,
    scale,
    mix,
    now,
    anchor,
    price,
    limit_price,
    kept,
    change,
):
    """One step of what is sent: down the reduced costs, then back within the limits.

    Args:
        first_bundle: First of the part.
        last_bundle: The one after its last.
        scratch: Shape (2 + lanes of the largest bundle, T).
        g: The grid.
        scale: Length of the step.
        mix: The point is mix * now + (1 - mix) * anchor.
        now: The reflected point of the last step; becomes that of this one, shape (M, T).
        anchor: Where this round began, shape (M, T).
        price: Of goods, shape (J, T).
        limit_price: Of limits, shape (Q, T); starts the search for the next.
        kept: Gets the point after the step, shape (M, T), or (0, T) if it is not wanted.
        change: Gets the squared length of the step, shape (M,).
    """
    periods = price.shape[1]
    keep = kept.shape[0] > 0
    for q in range(first_bundle, last_bundle):
        first = g.bundle_ptr[q]
        last = g.bundle_ptr[q + 1]
        for m in range(first, last):
            row = 2 + m - first
            cost = g.cost[m]
            w = g.weight[m]
            here = g.lane_from[m]
            for t in range(periods):
                scratch[row, t] = cost - w * g.value[q, t] + price[here, t]
            there = g.lane_to[m]
            if there >= 0:
                p = g.lane_pattern[m]
                for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                    off = g.offset[j]
                    for t in range(periods - off):
                        scratch[row, t] -= g.share[j, t] * price[there, t + off]
            step = scale * g.step[m]
            for t in range(periods):
                at = mix * now[m, t] + (1.0 - mix) * anchor[m, t]
                scratch[row, t] = at - step * scratch[row, t]
            shut = g.closed[m]
            if shut >= 0:
                for t in range(periods):
                    if g.shut[shut, t]:
                        scratch[row, t] = 0.0
        if g.limited[q]:
            _limit(q, first, last, scale, scratch, g, limit_price)
        for m in range(first, last):
            row = 2 + m - first
            drop = scale * g.step[m] * g.weight[m]
            moved = 0.0
            for t in range(periods):
                at = mix * now[m, t] + (1.0 - mix) * anchor[m, t]
                to = max(scratch[row, t] - drop * limit_price[q, t], 0.0)
                scratch[row, t] = to
                moved += (to - at) * (to - at)
                now[m, t] = 2.0 * to - at
            change[m] = moved
            if keep:
                for t in range(periods):
                    kept[m, t] = scratch[row, t]


@njit(cache=True, nogil=True, fastmath=_FAST, inline="always")
def _limit(q, first, last, scale, scratch, g, limit_price):
    """Prices of a limit such that sum of weight * max(0, pull - drop * price) is within it.

    Newton's method from the last prices, on a convex, falling, piecewise linear function, for
    all periods at once: exact after a few steps.
    """
    periods = limit_price.shape[1]
    for _ in range(_SEARCH_MAX):
        for t in range(periods):
            scratch[0, t] = -g.cap[q, t]
            scratch[1, t] = 0.0
        for m in range(first, last):
            w = g.weight[m]
            drop = scale * g.step[m] * w
            row = 2 + m - first
            for t in range(periods):
                left = scratch[row, t] - drop * limit_price[q, t]
                scratch[0, t] += w * max(left, 0.0)
                scratch[1, t] += w * drop if left > 0.0 else 0.0
        worst = 0.0
        for t in range(periods):
            total = scratch[0, t]
            slope = scratch[1, t]
            at = limit_price[q, t]
            to = max(at + total / max(slope, 1e-300), 0.0)
            to = at if slope == 0.0 and total >= 0.0 else to
            off = abs(total) - 1e-12 * (g.cap[q, t] + 1e-3)
            worst = max(worst, off if to != at else 0.0)
            limit_price[q, t] = to
        if worst <= 0.0:
            break


@njit(cache=True, nogil=True, fastmath=_FAST)
def reprice(
    first_node,
    last_node,
    scratch,
    g,
    scale,
    mix,
    reflected,
    price,
    anchor,
    kept,
    change,
):
    """One step of prices: up where more is asked than there is, then falling in time again.

    Args:
        first_node: First of the part.
        last_node: The one after its last.
        scratch: Shape (3, T).
        g: The grid.
        scale: Length of the step.
        mix: The new point is mix * reflected point + (1 - mix) * anchor.
        reflected: What is sent, reflected, shape (M, T).
        price: Of goods; becomes the new point, shape (J, T).
        anchor: Where this round began, shape (J, T).
        kept: Gets the prices after the step, shape (J, T), or (0, T) if they are not wanted.
        change: Gets the squared length of the step, shape (J,).
    """
    periods = price.shape[1]
    keep = kept.shape[0] > 0
    for n in range(first_node, last_node):
        for t in range(periods):
            scratch[0, t] = -g.given[n, t]
        for i in range(g.out_ptr[n], g.out_ptr[n + 1]):
            m = g.out_lane[i]
            for t in range(periods):
                scratch[0, t] += reflected[m, t]
        for i in range(g.in_ptr[n], g.in_ptr[n + 1]):
            m = g.in_lane[i]
            p = g.lane_pattern[m]
            for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                off = g.offset[j]
                for t in range(periods - off):
                    scratch[0, t + off] -= g.share[j, t] * reflected[m, t]
        step = scale * g.node_step[n]
        for t in range(periods):
            scratch[0, t] = price[n, t] + step * scratch[0, t]
        _fall(n, g, scratch)
        moved = 0.0
        for t in range(periods):
            to = scratch[0, t]
            at = price[n, t]
            moved += (to - at) * (to - at)
            price[n, t] = mix * (2.0 * to - at) + (1.0 - mix) * anchor[n, t]
        change[n] = moved
        if keep:
            for t in range(periods):
                kept[n, t] = scratch[0, t]


@njit(cache=True, nogil=True, inline="always")
def _fall(n, g, scratch):
    """Nearest prices that rise by no more than holding costs, and end no lower than less than it.

    In units less the holding cost so far prices fall; pools of equal price are merged while they
    rise: pool adjacent violators.
    """
    periods = scratch.shape[1]
    pools = 0
    held = g.hold[n, 0]
    # The last pool is kept out of the arrays: most prices only join it.
    total = scratch[0, 0]
    count = 1.0
    for t in range(1, periods):
        here = scratch[0, t] - held
        if total < here * count:
            total += here
            count += 1.0
            while pools > 0 and scratch[1, pools - 1] * count < total * scratch[2, pools - 1]:
                pools -= 1
                total += scratch[1, pools]
                count += scratch[2, pools]
        else:
            scratch[1, pools] = total
            scratch[2, pools] = count
            pools += 1
            total = here
            count = 1.0
        held += g.hold[n, t]
    scratch[1, pools] = total
    scratch[2, pools] = count
    pools += 1
    least = -held
    held = 0.0
    t = 0
    for p in range(pools):
        mean = max(scratch[1, p] / scratch[2, p], least)
        for _ in range(int(scratch[2, p])):
            scratch[0, t] = mean + held
            held += g.hold[n, t]
            t += 1
