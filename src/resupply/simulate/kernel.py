"""Day by day, many runs side by side. docs/explanation/simulate.md has the order of a day.

Runs lie in the innermost axis of every array, a fixed number of them, so that the processor does
several at once. A block of runs is small enough for its state to stay in the cache.
"""

from typing import Any

import numpy as np
from numba import njit, uint64

from resupply.simulate.chance import bits, key, mixed

#: Runs side by side.
LANES = 64
#: Entries of a table of quantiles; a power of two.
TABLE = 256
_SHIFT = np.uint64(56)  # the topmost 8 bits choose one of 256 entries
_EPS = 1e-9
#: Lead times that spread over fewer days are added day by day, in step; others one by one.
_NARROW = 6

#: Policies of sending.
PLAN, PUSH, BASE_STOCK = 0, 1, 2
# Streams of chance, far apart from each other.
_SOURCE_STREAM = np.uint64(1 << 40)
_DEMAND_STREAM = np.uint64(1 << 41)


def _apart() -> Any:
    """Ask the compiler to believe that arrays do not overlap: half as fast again, measured.

    Numba keeps this to its own ufuncs; where it can no longer be asked for, loops are only slower.
    """
    from numba.core import cpu, options

    mapping = getattr(options, "_mapping", None)
    if mapping is None:
        return {}
    cpu.CPUTargetOptions.noalias = mapping("noalias")
    return {"noalias": True}


_APART = _apart()


@njit(nogil=True, error_model="numpy", **_APART)
def _days(
    s,
    mult,
    paths,
    keys,
    on,
    inbound,
    flying,
    owed,
    want,
    out,
    fac,
    gate,
    left_on,
    is_on,
    backlog,
    waiting,
    served,
    unmet,
    short_days,
    first_short,
    came,
    used,
    ask,
    load,
    slot,
):
    """All days of a block; the arrays of its state do not overlap."""
    pairs, days, ring = s.pairs, s.days, s.ring
    needs = len(s.need_pair)
    entries = len(s.entry_from)
    counts_flying = s.policy == BASE_STOCK or s.rooms > 0
    for day in range(days):
        now = day % ring
        # 1. What arrives. Rounding may have left a hair below nothing.
        for pair in range(pairs):
            for b in range(LANES):
                on[pair, b] = max(on[pair, b], 0.0) + inbound[now, pair, b]
            if counts_flying:
                for b in range(LANES):
                    flying[pair, b] -= inbound[now, pair, b]
            for b in range(LANES):
                inbound[now, pair, b] = 0.0
        for source in range(s.sources):
            for b in range(LANES):
                if left_on[source, b] <= 0:
                    is_on[source, b] = not is_on[source, b]
                    u = bits(keys[b], day, _SOURCE_STREAM + uint64(source))
                    row = 1 if is_on[source, b] else 0
                    left_on[source, b] = max(s.source_days[source, row, u >> _SHIFT], 1)
                left_on[source, b] -= 1
        for supply in range(len(s.supply_pair)):
            amount = s.supply[supply, day]
            if amount > 0.0:
                pair, source = s.supply_pair[supply], s.supply_source[supply]
                for b in range(LANES):
                    x = amount * mult[s.supply_mult[supply], b]
                    if source >= 0 and not is_on[source, b]:
                        x = 0.0
                    on[pair, b] += x
                    came[s.pair_item[pair], b] += x
        # 2. What is asked for, earlier tiers first.
        for need in range(needs):
            for b in range(LANES):
                ask[b] = s.need[need, day] * mult[s.need_mult[need], b]
            law = s.need_law[need]
            if law != 0:
                for b in range(LANES):
                    u = bits(keys[b], day, _DEMAND_STREAM + uint64(need))
                    ask[b] = _demand(ask[b], law, s.need_spread[need], u)
            for b in range(LANES):
                ask[b] += backlog[need, b]
            for j in range(s.serve_ptr[need], s.serve_ptr[need + 1]):
                pair, varied = s.serve_pair[j], s.serve_mult[j]
                for b in range(LANES):
                    rate = s.serve_rate[j] * mult[varied, b]
                    x = min(on[pair, b], ask[b] / rate)
                    on[pair, b] -= x
                    used[s.pair_item[pair], b] += x
                    ask[b] = max(ask[b] - x * rate, 0.0)
                    served[need, b] += x * rate
            carried = s.need_backlog[need]
            for b in range(LANES):
                short = ask[b] > _EPS * (1.0 + s.need[need, day])
                if short:
                    short_days[need, b] += 1
                    if first_short[need, b] < 0:
                        first_short[need, b] = day
                if carried:
                    backlog[need, b] = ask[b]
                else:
                    unmet[need, b] += ask[b]
        # 3. What is made.
        for recipe in range(len(s.recipe_pair)):
            lead = max(s.recipe_lead[recipe], 1)
            there = (day + lead) % ring
            for b in range(LANES):
                x = s.recipe_limit[recipe, day] * mult[s.recipe_mult[recipe], b]
                for j in range(s.input_ptr[recipe], s.input_ptr[recipe + 1]):
                    x = min(x, on[s.input_pair[j], b] / s.input_amount[j])
                for j in range(s.input_ptr[recipe], s.input_ptr[recipe + 1]):
                    pair = s.input_pair[j]
                    y = x * s.input_amount[j]
                    on[pair, b] = max(on[pair, b] - y, 0.0)
                    used[s.pair_item[pair], b] += y
                pair = s.recipe_pair[recipe]
                inbound[there, pair, b] += x
                flying[pair, b] += x
                came[s.pair_item[pair], b] += x
        # 4. What is sent: wishes, then what there is, then what the legs carry.
        if s.policy == BASE_STOCK:
            _order(s, on, flying, owed, backlog, waiting)
        for pair in range(pairs):
            for b in range(LANES):
                out[pair, b] = 0.0
        for e in range(entries):
            here = s.entry_from[e]
            if s.policy == PLAN:
                planned = s.planned[e, day]
                for b in range(LANES):
                    want[e, b] = planned + owed[e, b]
                    out[here, b] += want[e, b]
            elif s.policy == PUSH:
                share = s.share[e]
                for b in range(LANES):
                    want[e, b] = share * on[here, b]
                    out[here, b] += want[e, b]
            else:
                for b in range(LANES):
                    want[e, b] = owed[e, b]
                    out[here, b] += want[e, b]
        for pair in range(pairs):
            for b in range(LANES):
                fac[pair, b] = 1.0 if out[pair, b] <= on[pair, b] else on[pair, b] / out[pair, b]
        if s.rows_shared:
            _share_rows(s, day, mult, want, fac, gate, load)
        for room in range(s.rooms):
            _close_to_full(s, room, on, flying, want, fac, gate, load)
        for leg in range(s.legs):
            first, last = s.leg_ptr[leg], s.leg_ptr[leg + 1]
            opened = s.leg_open[leg, day]
            for b in range(LANES):
                load[b] = 0.0
            for e in range(first, last):
                here, weight = s.entry_from[e], s.entry_weight[e]
                for b in range(LANES):
                    load[b] += weight * want[e, b] * fac[here, b]
            row = s.leg_row[leg]
            if row >= 0:
                amount, varied = s.row_amount[row, day], s.row_mult[row]
                for b in range(LANES):
                    cap = amount * mult[varied, b]
                    load[b] = opened if load[b] <= cap else opened * cap / load[b]
            else:
                for b in range(LANES):
                    load[b] = opened
            if s.rows_shared or s.rooms > 0:
                for b in range(LANES):
                    load[b] *= gate[leg, b]
            fixed = s.lead_fixed[leg]
            if fixed >= 0:
                there = (day + max(fixed, 1)) % ring
                for e in range(first, last):
                    here, to = s.entry_from[e], s.entry_to[e]
                    for b in range(LANES):
                        x = want[e, b] * fac[here, b] * load[b]
                        on[here, b] -= x
                        inbound[there, to, b] += x
                        owed[e, b] = want[e, b] - x
                        want[e, b] = x
            else:
                narrow = s.lead_most[leg] - s.lead_least[leg] < _NARROW
                name = mixed(uint64(day) * uint64(s.legs) + uint64(leg))
                for b in range(LANES):
                    u = mixed(keys[b] ^ name)
                    slot[b] = (day + s.lead_days[leg, u >> _SHIFT]) % ring
                for e in range(first, last):
                    here, to = s.entry_from[e], s.entry_to[e]
                    for b in range(LANES):
                        x = want[e, b] * fac[here, b] * load[b]
                        on[here, b] -= x
                        owed[e, b] = want[e, b] - x
                        want[e, b] = x
                    if narrow:
                        for late in range(s.lead_least[leg], s.lead_most[leg] + 1):
                            there = (day + late) % ring
                            for b in range(LANES):
                                inbound[there, to, b] += want[e, b] if slot[b] == there else 0.0
                    else:
                        for b in range(LANES):
                            inbound[slot[b], to, b] += want[e, b]
            if counts_flying:
                for e in range(first, last):
                    to = s.entry_to[e]
                    for b in range(LANES):
                        flying[to, b] += want[e, b]
        for w in range(len(s.watch)):
            for b in range(LANES):
                paths[w, day, b] = on[s.watch[w], b]


@njit(nogil=True, cache=True, error_model="numpy")
def block(s, seed, first_run, mult, paths):
    """One block of runs.

    Args:
        s: The system, as `System.numbers()` gives it.
        seed: Of all.
        first_run: Number of the first run.
        mult: What each uncertain figure is multiplied by, shape (A, LANES), as
            `runs.multipliers` makes it; the last row is 1.
        paths: Filled with the stock of watched places and items, shape (W, D, LANES).

    Returns:
        served, unmet, short days, first short day (each (N, LANES)); and per item (K, LANES)
        what there was and came, what was used and used up, what is left and on its way.
    """
    pairs, items, ring = s.pairs, s.items, s.ring
    needs = len(s.need_pair)
    entries = len(s.entry_from)
    keys = np.empty(LANES, dtype=np.uint64)
    for b in range(LANES):
        keys[b] = key(seed, first_run + b)
    on = np.zeros((pairs, LANES))
    inbound = np.zeros((ring, pairs, LANES))
    flying = np.zeros((pairs, LANES))
    owed = np.zeros((entries, LANES))
    want = np.zeros((entries, LANES))
    out = np.zeros((pairs, LANES))
    fac = np.ones((pairs, LANES))
    gate = np.ones((s.legs, LANES))
    left_on = np.zeros((s.sources, LANES), dtype=np.int64)
    is_on = np.zeros((s.sources, LANES), dtype=np.bool_)
    backlog = np.zeros((needs, LANES))
    waiting = np.zeros((pairs, LANES))
    served = np.zeros((needs, LANES))
    unmet = np.zeros((needs, LANES))
    short_days = np.zeros((needs, LANES), dtype=np.int64)
    first_short = np.full((needs, LANES), -1, dtype=np.int64)
    came = np.zeros((items, LANES))
    used = np.zeros((items, LANES))
    remains = np.zeros((items, LANES))
    ask = np.empty(LANES)
    load = np.empty(LANES)
    slot = np.empty(LANES, dtype=np.int64)

    for pair in range(pairs):
        for b in range(LANES):
            on[pair, b] = s.stock[pair] * mult[s.stock_mult[pair], b]
            came[s.pair_item[pair], b] += on[pair, b]
    for source in range(s.sources):
        for b in range(LANES):
            is_on[source, b] = s.source_on[source]
            u = bits(keys[b], 0, _SOURCE_STREAM + uint64(source))
            row = 1 if is_on[source, b] else 0
            left_on[source, b] = s.source_first[source, row, u >> _SHIFT]

    _days(
        s,
        mult,
        paths,
        keys,
        on,
        inbound,
        flying,
        owed,
        want,
        out,
        fac,
        gate,
        left_on,
        is_on,
        backlog,
        waiting,
        served,
        unmet,
        short_days,
        first_short,
        came,
        used,
        ask,
        load,
        slot,
    )
    for need in range(needs):
        if s.need_backlog[need]:
            for b in range(LANES):
                unmet[need, b] = backlog[need, b]
    for pair in range(pairs):
        for b in range(LANES):
            remains[s.pair_item[pair], b] += on[pair, b]
        for there in range(ring):
            for b in range(LANES):
                remains[s.pair_item[pair], b] += inbound[there, pair, b]
    return served, unmet, short_days, first_short, came, used, remains


@njit
def _order(s, on, flying, owed, backlog, waiting):
    """Each place orders up to its level, those nearest the need first, so that orders pass on.

    What a place has is on hand, on its way, or owed to it, less what it owes to others.
    """
    waiting[:, :] = 0.0
    for e in range(len(s.entry_to)):
        for b in range(LANES):
            waiting[s.entry_to[e], b] += owed[e, b]
            waiting[s.entry_from[e], b] -= owed[e, b]
    for need in range(len(s.need_pair)):
        if s.need_backlog[need]:
            for b in range(LANES):
                waiting[s.need_pair[need], b] -= backlog[need, b]
    for at in range(len(s.order_pair)):
        pair = s.order_pair[at]
        for b in range(LANES):
            gap = max(s.target[pair] - on[pair, b] - flying[pair, b] - waiting[pair, b], 0.0)
            for j in range(s.order_ptr[at], s.order_ptr[at + 1]):
                e = s.order_entry[j]
                new = gap * s.share[e]
                owed[e, b] += new
                waiting[s.entry_from[e], b] -= new


@njit
def _share_rows(s, day, mult, want, fac, gate, load):
    """Capacities that several legs share, or of legs with more than one: all get the same part."""
    gate[:, :] = 1.0
    for row in range(s.rows):
        if not s.row_shared[row]:
            continue
        load[:] = 0.0
        for j in range(s.row_ptr[row], s.row_ptr[row + 1]):
            e, weight = s.row_entry[j], s.row_weight[j]
            here = s.entry_from[e]
            for b in range(LANES):
                load[b] += weight * want[e, b] * fac[here, b]
        for b in range(LANES):
            cap = s.row_amount[row, day] * mult[s.row_mult[row], b]
            load[b] = 1.0 if load[b] <= cap else cap / load[b]
        for j in range(s.row_leg_ptr[row], s.row_leg_ptr[row + 1]):
            leg = s.row_leg[j]
            for b in range(LANES):
                gate[leg, b] = min(gate[leg, b], load[b])


@njit
def _close_to_full(s, room, on, flying, want, fac, gate, load):
    """Less is sent to a place whose room, with what is on its way to it, is nearly taken."""
    taken = np.zeros(LANES)
    load[:] = 0.0
    for j in range(s.room_ptr[room], s.room_ptr[room + 1]):
        pair, weight = s.room_pair[j], s.room_weight[j]
        for b in range(LANES):
            taken[b] += weight * (on[pair, b] + flying[pair, b])
    for j in range(s.room_entry_ptr[room], s.room_entry_ptr[room + 1]):
        e, weight = s.room_entry[j], s.room_entry_weight[j]
        leg = s.entry_leg[e]
        for b in range(LANES):
            load[b] += weight * want[e, b] * fac[s.entry_from[e], b] * gate[leg, b]
    for b in range(LANES):
        free = max(s.room_amount[room] - taken[b], 0.0)
        load[b] = 1.0 if load[b] <= free else free / load[b]
    for j in range(s.room_leg_ptr[room], s.room_leg_ptr[room + 1]):
        for b in range(LANES):
            gate[s.room_leg[j], b] *= load[b]


@njit
def _demand(mean, law, spread, u64):
    """A day's need: 1 = Poisson with that mean, 2 = normal, cut at nothing."""
    if law == 1:
        return _poisson(mean, u64)
    u = (float(u64 >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)
    return max(mean * (1.0 + spread * _normal(u)), 0.0)


@njit
def _poisson(mean, u64):
    """A Poisson number by inversion: the same bits give more when more is asked for."""
    if mean <= 0.0:
        return 0.0
    u = float(u64 >> np.uint64(11)) * (1.0 / 9007199254740992.0)
    if mean > 500.0:
        return max(np.floor(mean + np.sqrt(mean) * _normal(u) + 0.5), 0.0)
    p = np.exp(-mean)
    total = p
    k = 0.0
    while u > total and k < 2000.0:
        k += 1.0
        p *= mean / k
        total += p
    return k


@njit
def _normal(u):
    """Quantile of the normal distribution, to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23)."""
    p = min(max(u, 1e-12), 1.0 - 1e-12)
    tail = p if p < 0.5 else 1.0 - p
    t = np.sqrt(-2.0 * np.log(tail))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    low = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    z = t - top / low
    return -z if p < 0.5 else z
