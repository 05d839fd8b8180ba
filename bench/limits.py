"""What the processor does at best, to hold the simulator against: memory, arithmetic, single adds.

Each is measured alone, one thread, in compiled loops like the simulator's own. Counters of the
processor are not used: most virtual machines do not give them.
"""

import time
from collections.abc import Callable

import numpy as np
from numba import njit

from resupply.simulate.kernel import PLAN, PUSH
from resupply.simulate.lanes import WIDTH, add_at, get, put, slots
from resupply.simulate.sending import draw_leads
from resupply.simulate.system import System

NEAR, MIDDLE, FAR = (
    24 << 10,
    600 << 10,
    384 << 20,
)  # bytes: half of L1, more than half of L2, more than L3


def best_of(work: Callable[[], object], times: int = 15) -> float:
    """Seconds of the processor in the fastest of some tries, after one that is not counted."""
    work()
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


@njit(error_model="numpy")
def _triad(a, b, c, times):
    for _ in range(times):
        for i in range(len(a)):
            a[i] = b[i] + 3.0 * c[i]


def triad(size: int) -> float:
    """Bytes a second of a = b + 3 c over three arrays of that size together [bytes]."""
    a, b, c = (np.ones(size // 24) for _ in range(3))
    times = max(1, (64 << 20) // size)
    return 24.0 * len(a) * times / best_of(lambda: _triad(a, b, c, times))


@njit(error_model="numpy")
def _rows(array, order, times):
    for _ in range(times):
        for at in range(len(order)):
            put(array, order[at], get(array, order[at]) + 1.0)


def rows() -> float:
    """Bytes a second of adding to rows of runs in no order, over more than half of L2."""
    count = MIDDLE // (8 * WIDTH)
    array, order = np.ones((count, WIDTH)), np.random.default_rng(1).permutation(count)
    times = 100
    return 2.0 * MIDDLE * times / best_of(lambda: _rows(array, order, times))


@njit(error_model="numpy")
def _arithmetic(rows, times):
    a, b, c, d = get(rows, 0), get(rows, 1), get(rows, 2), get(rows, 3)
    e, f, g = get(rows, 4), get(rows, 5), get(rows, 6)
    for _ in range(times):
        a, b, c, d = a * 0.5 + 1.0, b * 0.5 + 1.0, c * 0.5 + 1.0, d * 0.5 + 1.0
        e, f, g = e * 0.5 + 1.0, f * 0.5 + 1.0, g * 0.5 + 1.0
    put(rows, 0, a + b + c + d + e + f + g)


def arithmetic() -> float:
    """Products and sums a second, on rows of runs that stay in registers."""
    rows, times = np.ones((7, WIDTH)), 200_000
    return 7 * 2 * WIDTH * times / best_of(lambda: _arithmetic(rows, times))


@njit(error_model="numpy")
def _adds(inbound, slot, sent, times):
    for n in range(times):
        add_at(inbound, (n & 3) * 12, slot, sent, n & 3)


def adds() -> float:
    """Single adds a second, each run's to its own day; all of it in the nearest cache."""
    chance = np.random.default_rng(1)
    inbound, sent = np.zeros((48, WIDTH)), np.ones((4, WIDTH))
    slot, times = chance.integers(0, 12, WIDTH) * 8 * WIDTH, 200_000
    return WIDTH * times / best_of(lambda: _adds(inbound, slot, sent, times))


@njit(error_model="numpy")
def _draws(keys, luck, table, slot, days):
    for day in range(days):
        draw_leads(day, keys, luck)
        for leg in range(len(table)):
            slots(table, leg, luck, leg, slot, day % 12, 12)


def draws(one: System) -> float:
    """Lead times a second: random bits, the table, the day in the ring."""
    table = one.numbers().lead_days
    keys = np.arange(WIDTH, dtype=np.uint64).reshape(1, WIDTH)
    luck = np.zeros(((one.legs + 7) // 8, WIDTH), dtype=np.uint64)
    slot, days = np.zeros(WIDTH, dtype=np.int64), 100
    spent = best_of(lambda: _draws(keys, luck, table, slot, days))
    return one.legs * WIDTH * days / spent


def bytes_moved(one: System) -> tuple[float, float]:
    """What a place-item-day reads and writes outside the nearest cache [bytes]: in order, in none.

    Counted from the arrays: each row once for each time the day's loops come by; what a leg needs
    only while it is worked on is left out. In order are loops over pairs, and wishes; in none what
    is at the places that legs come from, and days of arrival: all of them where lead times are
    drawn, one an entry where they are fixed.
    """
    n = one.numbers()
    receiving, entries = int((n.ring_of >= 0).sum()), len(n.entry_from)
    arriving = 3 * one.pairs + 2 * receiving
    wishing = {PUSH: one.pairs, PLAN: 5 * one.pairs + 2 * entries}[n.policy]
    leaving = 3 * entries
    coming = 2 * n.ring_rows if n.leads_drawn else 2 * entries
    return 8.0 * (arriving + wishing) / one.pairs, 8.0 * (leaving + coming) / one.pairs


def calculations(one: System) -> float:
    """Products, sums, quotients and comparisons of a place-item-day, about."""
    n = one.numbers()
    by_entry = {PUSH: 6, PLAN: 9}[n.policy]
    by_pair = {PUSH: 3, PLAN: 7}[n.policy]
    return by_pair + by_entry * len(n.entry_from) / one.pairs
