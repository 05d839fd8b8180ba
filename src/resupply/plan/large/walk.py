"""A plan that sends no more than there is, from wishes that may ask for more."""

import numpy as np
from numba import njit

# Rounds of giving within a period, for goods that arrive in the period they leave; they end when
# less than this is moved. Legs in a circle need many.
_ROUNDS_MAX, _MOVED_LEAST = 200, 1e-12


@njit(cache=True, nogil=True)
def walk(first_item, last_item, scratch, g, nodes, wish, price, sent, stock, arrived):
    """What each place can give of what is wished of it, item by item, period by period.

    A place that has too little gives every lane the same part. Goods go from where they cost less
    to where they cost more, so in that order what arrives within a period is there before it is
    asked for; where it is not, later rounds of the period give the rest.

    Args:
        first_item: First of the part.
        last_item: The one after its last.
        scratch: Shape (1, P).
        g: The grid.
        nodes: Of each place and item, shape (P, K).
        wish: What would be sent, within the limits, shape (M, T).
        price: Of goods, shape (J, T).
        sent: Gets what is sent, shape (M, T); zeros before.
        stock: Gets what is left at the end of each period, shape (J, T).
        arrived: What becomes available, shape (J, T); gets what arrives added.
    """
    places, periods = nodes.shape[0], wish.shape[1]
    for item in range(first_item, last_item):
        order = np.arange(places)
        gone = scratch[0]
        for t in range(periods):
            _sort(order, nodes, item, price, t)
            gone[:] = 0.0
            for _ in range(_ROUNDS_MAX):
                moved = 0.0
                for i in order:
                    n = nodes[i, item]
                    have = arrived[n, t] - gone[i]
                    if t > 0:
                        have += stock[n, t - 1]
                    gave = _give(g, n, t, have, wish, sent, arrived)
                    gone[i] += gave
                    moved += gave
                if moved <= _MOVED_LEAST:
                    break
            for i in range(places):
                n = nodes[i, item]
                before = stock[n, t - 1] if t > 0 else 0.0
                stock[n, t] = max(before + arrived[n, t] - gone[i], 0.0)


@njit(cache=True, nogil=True)
def _sort(order, nodes, item, price, t):
    """Places by price, nearly sorted from the period before: by insertion."""
    for i in range(1, len(order)):
        place = order[i]
        key = price[nodes[place, item], t]
        j = i - 1
        while j >= 0 and price[nodes[order[j], item], t] > key:
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = place


@njit(cache=True, nogil=True, inline="always")
def _give(g, n, t, have, wish, sent, arrived):
    """What a node gives of what is still wished of it, and where it arrives; how much in all."""
    asked = 0.0
    for i in range(g.out_ptr[n], g.out_ptr[n + 1]):
        m = g.out_lane[i]
        asked += wish[m, t] - sent[m, t]
    gave = 0.0
    if asked > 0.0 and have > 0.0:
        part = min(1.0, have / asked)
        for i in range(g.out_ptr[n], g.out_ptr[n + 1]):
            m = g.out_lane[i]
            more = (wish[m, t] - sent[m, t]) * part
            if more > 0.0:
                sent[m, t] += more
                gave += more
                there = g.lane_to[m]
                if there >= 0:
                    p = g.lane_pattern[m]
                    for j in range(g.pattern_ptr[p], g.pattern_ptr[p + 1]):
                        if t + g.offset[j] < arrived.shape[1]:
                            arrived[there, t + g.offset[j]] += g.share[j, t] * more
    return gave
