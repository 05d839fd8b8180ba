"""What a block of runs remembers from day to day, and the words the compiled loops share."""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

from collections import namedtuple

import numpy as np
from numba import njit, uint64

from resupply.simulate.chance import bits, key
from resupply.simulate.lanes import WIDTH, rows_of

#: Runs of a block: what is handed out to a thread at once.
LANES = 64
#: Entries of a table of quantiles; a power of two.
TABLE = 256
SHIFT = np.uint64(56)  # the topmost 8 bits choose one of 256 entries

#: Policies of sending.
PLAN, PUSH, BASE_STOCK = 0, 1, 2
# Streams of chance, far apart from each other.
SOURCE_STREAM = np.uint64(1 << 40)
DEMAND_STREAM = np.uint64(1 << 41)

#: All of it; rows of `WIDTH` runs. `inbound` has a row a pair and day of arrival, in a ring.
State = namedtuple(  # type: ignore[misc]  # compiled loops need a plain one
    "State",
    [
        *("keys", "mult", "on", "gone", "inbound", "flying", "want", "out", "fac", "gate"),
        *("is_on", "left_on", "backlog", "waiting", "served", "unmet"),
        *("short_days", "first_short", "came", "used", "sent", "slot", "luck", "asked"),
    ],
)


@njit(error_model="numpy")
def opening(s, seed, first_run, given):
    """The state of `WIDTH` runs before the first day; `given` are the rows of multipliers."""
    pairs, needs, entries = s.pairs, len(s.need_pair), len(s.entry_from)
    keys = np.empty((1, WIDTH), dtype=np.uint64)
    for b in range(WIDTH):
        keys[0, b] = key(seed, first_run + b)
    mult = rows_of(len(given))
    mult[:, :] = given
    is_on = rows_of(s.sources)
    left_on = np.zeros((s.sources, WIDTH), dtype=np.int64)
    for source in range(s.sources):
        row = 1 if s.source_on[source] else 0
        for b in range(WIDTH):
            u = bits(keys[0, b], 0, SOURCE_STREAM + uint64(source))
            is_on[source, b] = float(row)
            left_on[source, b] = s.source_first[source, row, u >> SHIFT]
    z = State(
        keys,
        mult,
        rows_of(pairs),
        rows_of(pairs),
        rows_of(s.ring_rows),
        rows_of(pairs),
        rows_of(entries),
        rows_of(pairs),
        rows_of(pairs),
        rows_of(s.legs),
        is_on,
        left_on,
        rows_of(needs),
        rows_of(pairs),
        rows_of(needs),
        rows_of(needs),
        rows_of(needs),
        rows_of(needs),
        rows_of(s.items),
        rows_of(s.items),
        rows_of(s.leg_entries),
        np.zeros(WIDTH, dtype=np.int64),
        np.zeros(((s.legs + 7) // 8, WIDTH), dtype=np.uint64),
        rows_of(needs),
    )
    z.first_short[:, :] = -1.0
    z.gate[:, :] = 1.0
    for pair in range(pairs):
        for b in range(WIDTH):
            z.on[pair, b] = s.stock[pair] * mult[s.stock_mult[pair], b]
            z.came[s.pair_item[pair], b] += z.on[pair, b]
    return z
