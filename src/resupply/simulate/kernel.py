"""Day by day, many runs side by side. docs/explanation/simulate.md has the order of a day.

Runs lie in the innermost axis of every array. `WIDTH` of them go through all days at once: few
enough for their state to stay near the processor.
"""

import numpy as np
from numba import njit

from resupply.simulate.day import (
    add_backlog,
    arrive,
    ask,
    count_short,
    landed,
    make,
    serve,
    supply,
    switch,
)
from resupply.simulate.lanes import WIDTH
from resupply.simulate.sending import (
    carry,
    close_to_full,
    draw_leads,
    order,
    share_rows,
    wish_ordered,
    wish_planned,
)
from resupply.simulate.state import BASE_STOCK, LANES, PLAN, PUSH, TABLE, opening

#: What is compiled is kept as long as this file is unchanged. So it names the state of the files
#: that it is compiled from; a test says what to write here after a change of one of them.
COMPILED_FROM = "e0a87454429e5c5e"

__all__ = ["BASE_STOCK", "LANES", "PLAN", "PUSH", "TABLE", "block"]


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
    needs = len(s.need_pair)
    served = np.empty((needs, LANES))
    unmet = np.empty((needs, LANES))
    short_days = np.empty((needs, LANES), dtype=np.int64)
    first_short = np.empty((needs, LANES), dtype=np.int64)
    came = np.empty((s.items, LANES))
    used = np.empty((s.items, LANES))
    remains = np.empty((s.items, LANES))
    for first in range(0, LANES, WIDTH):
        last = first + WIDTH
        z = opening(s, seed, first_run + first, mult[:, first:last])
        _days(s, z, paths[:, :, first:last])
        for need in range(needs):
            waits = s.need_backlog[need]
            unmet[need, first:last] = z.backlog[need] if waits else z.unmet[need]
            for b in range(WIDTH):
                short_days[need, first + b] = int(z.short_days[need, b])
                first_short[need, first + b] = int(z.first_short[need, b])
        served[:, first:last] = z.served
        came[:, first:last] = z.came
        used[:, first:last] = z.used
        remains[:, first:last] = _left(s, z)
    return served, unmet, short_days, first_short, came, used, remains


@njit(error_model="numpy")
def _days(s, z, paths):
    """All days of the runs that stand side by side."""
    counts_flying = s.policy == BASE_STOCK or s.rooms > 0
    gated = s.rows_shared or s.rooms > 0
    for day in range(s.days):
        # 1. What arrives and comes.
        now, needs = day % s.ring, s.need_on[day]
        if counts_flying:
            landed(now, s.ring_of, z.flying, z.inbound)
        arrive(now, s.ring_of, z.on, z.gone, z.inbound)
        switch(day, s.source_days, z.keys, z.is_on, z.left_on)
        supply(
            s.supply_on[day],
            s.supply_pair,
            s.supply_source,
            s.supply_mult,
            s.pair_item,
            z.mult,
            z.is_on,
            z.on,
            z.came,
        )
        # 2. What is asked for, earlier tiers first.
        ask(day, needs, s.need_mult, s.need_law, s.need_spread, z.mult, z.keys, z.asked)
        add_backlog(s.need_backlog, z.backlog, z.asked)
        serve(
            s.serve_ptr,
            s.serve_pair,
            s.serve_rate,
            s.serve_mult,
            s.pair_item,
            z.mult,
            z.on,
            z.asked,
            z.used,
            z.served,
        )
        count_short(
            day, needs, s.need_backlog, z.asked, z.unmet, z.backlog, z.short_days, z.first_short
        )
        # 3. What is made.
        if len(s.recipe_pair) > 0:
            make(s, z, day)
        # 4. What is sent: wishes, then what there is, then what the legs carry.
        if s.policy == PUSH:
            z.gone[:, :] = 0.0
        elif s.policy == PLAN:
            wish_planned(s.planned_out[day], z.gone, z.on, z.out, z.fac)
        else:
            order(s, z)
            wish_ordered(s.entry_from, z.want, z.gone, z.on, z.out, z.fac)
        if s.rows_shared:
            share_rows(s, z, day)
        for room in range(s.rooms):
            close_to_full(s, z, room, day)
        if s.leads_drawn:
            draw_leads(day, z.keys, z.luck)
        carry(
            day,
            s.ring,
            s.leg_name,
            s.leg_ptr,
            s.open_on[day],
            s.leg_row,
            s.row_on[day],
            s.row_mult,
            s.lead_fixed,
            s.lead_days,
            s.entry_from,
            s.entry_to,
            s.entry_ring,
            s.entry_weight,
            s.policy == PUSH,
            s.part_of,
            s.planned_on[day],
            gated,
            counts_flying,
            z.luck,
            z.mult,
            z.gate,
            z.fac,
            z.want,
            z.on,
            z.gone,
            z.flying,
            z.inbound,
            z.sent,
            z.slot,
        )
        for w in range(len(s.watch)):
            paths[w, day] = z.on[s.watch[w]] - z.gone[s.watch[w]]


@njit(error_model="numpy")
def _left(s, z):
    """What is left or on its way, by item."""
    remains = np.zeros((s.items, WIDTH))
    for pair in range(s.pairs):
        item = s.pair_item[pair]
        remains[item] += z.on[pair] - z.gone[pair]
        if s.ring_of[pair] >= 0:
            for there in range(s.ring_of[pair], s.ring_of[pair] + s.ring):
                remains[item] += z.inbound[there]
    return remains
