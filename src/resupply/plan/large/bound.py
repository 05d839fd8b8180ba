"""The least any plan can cost, from prices that fall in time: weak duality, period by period."""

from numba import njit


@njit(cache=True, nogil=True)
def least(first_bundle, last_bundle, scratch, g, price, reduced, limit_price, out):
    """The least each bundle can cost at these prices.

    Within a limit, nothing earns more than the limit times its best lane; a lane without a limit
    earns no more than all there ever is of its item.

    Args:
        first_bundle: First of the part.
        last_bundle: The one after its last.
        scratch: Not used.
        g: The grid.
        price: Of goods, shape (J, T).
        reduced: Gets the cost of a unit at these prices, less what it brings, shape (M, T).
        limit_price: Gets what a unit of each limit is worth, shape (Q, T).
        out: Gets the least, shape (Q,).
    """
    periods = price.shape[1]
    for q in range(first_bundle, last_bundle):
        limit_price[q] = 0.0
        lowest = 0.0
        for m in range(g.bundle_ptr[q], g.bundle_ptr[q + 1]):
            here, there = g.lane_from[m], g.lane_to[m]
            pattern, shut = g.lane_pattern[m], g.closed[m]
            w = g.weight[m]
            for t in range(periods):
                reduced[m, t] = g.cost[m] - w * g.value[q, t] + price[here, t]
            if there >= 0:
                for j in range(g.pattern_ptr[pattern], g.pattern_ptr[pattern + 1]):
                    for t in range(periods - g.offset[j]):
                        reduced[m, t] -= g.share[j, t] * price[there, t + g.offset[j]]
            for t in range(periods):
                if shut >= 0 and g.shut[shut, t]:
                    reduced[m, t] = 0.0
                if g.limited[q]:
                    limit_price[q, t] = max(limit_price[q, t], -reduced[m, t] / w)
                else:
                    lowest += g.most[m] * min(reduced[m, t], 0.0)
        for t in range(periods):
            if g.limited[q]:
                lowest -= g.cap[q, t] * limit_price[q, t]
        out[q] = lowest
