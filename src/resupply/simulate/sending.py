"""The last step of a day: what is wished, what there is of it, what the legs carry, when it comes.

The loops that run every day take the arrays they need and not the whole system: handing that over
costs as much as a day of a small one.
"""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

from numba import int64, njit, uint64

from resupply.simulate.chance import mixed
from resupply.simulate.lanes import (
    WIDTH,
    add,
    all_of,
    get,
    least,
    looked_up,
    lowest,
    most,
    present,
    put,
    where_at_most,
    where_equal,
)
from resupply.simulate.state import SHIFT

#: Lead times that spread over fewer days are added a day at a time; others run by run.
_NARROW = 64


@njit(error_model="numpy")
def wish_part(entry_from, share, on, want, out):
    """Push: each entry wishes its part of what is left at its place."""
    out[:, :] = 0.0
    for e in range(len(entry_from)):
        here = entry_from[e]
        x = get(on, here) * share[e]
        put(want, e, x)
        add(out, here, x)


@njit(error_model="numpy")
def wish_planned(entry_from, planned, want, out):
    """Plan: each wishes what is planned for today and what earlier days could not send."""
    out[:, :] = 0.0
    for e in range(len(entry_from)):
        here = entry_from[e]
        x = get(want, e) + planned[e]
        put(want, e, x)
        add(out, here, x)


@njit(error_model="numpy")
def wish_ordered(entry_from, want, out):
    """Base-stock: each wishes what was ordered and not yet sent."""
    out[:, :] = 0.0
    for e in range(len(entry_from)):
        add(out, entry_from[e], get(want, e))


@njit(error_model="numpy")
def ration(on, out, fac):
    """Where wishes exceed what is there, all get the same part."""
    for pair in range(len(on)):
        put(fac, pair, _part(get(out, pair), get(on, pair)))


@njit(forceinline=True, error_model="numpy")
def _part(asked, there):
    """What part of what is asked for there is."""
    return where_at_most(asked, there, all_of(1.0), there / asked)


@njit(error_model="numpy")
def carry(
    day,
    ring,
    leg_order,
    leg_ptr,
    leg_open,
    leg_row,
    row_amount,
    row_mult,
    lead_fixed,
    lead_least,
    lead_most,
    lead_days,
    entry_from,
    entry_to,
    entry_weight,
    gated,
    counts_flying,
    keys,
    mult,
    gate,
    fac,
    want,
    on,
    flying,
    inbound,
    sent,
    slot,
):
    """Leg by leg: what it can carry leaves, and will be there; what it cannot stays wished.

    Legs to the same place follow each other, so that its days of arrival stay at hand.
    """
    legs = len(leg_order)
    for at in range(legs):
        leg = leg_order[at]
        first, last = leg_ptr[leg], leg_ptr[leg + 1]
        part = all_of(leg_open[leg])
        row = leg_row[leg]
        if row >= 0:
            load = _load(first, last, entry_from, entry_weight, want, fac)
            part = _part(load, get(mult, row_mult[row]) * row_amount[row]) * part
        if gated:
            part = part * get(gate, leg)
        _leave(first, last, part, entry_from, fac, want, on, sent)
        if counts_flying:
            for e in range(first, last):
                add(flying, entry_to[e], get(sent, e - first))
        if lead_fixed[leg] >= 0:
            there = (day + max(lead_fixed[leg], 1)) % ring
            for e in range(first, last):
                add(inbound, entry_to[e] * ring + there, get(sent, e - first))
        else:
            # All that leaves on a leg on a day arrives together.
            name = mixed(uint64(day) * uint64(legs) + uint64(leg))
            lead = looked_up(lead_days, leg, mixed(get(keys, 0) ^ name) >> SHIFT)
            if lead_most[leg] - lead_least[leg] < _NARROW:
                low = lead_least[leg]
                _come_by_day(first, last, day, ring, low, lead, entry_to, sent, inbound)
            else:
                _come_one_by_one(first, last, day, ring, lead, entry_to, sent, slot, inbound)


@njit(forceinline=True, error_model="numpy")
def _load(first, last, entry_from, entry_weight, want, fac):
    """What the wishes of a leg would take of its capacity."""
    load = all_of(0.0)
    for e in range(first, last):
        load = load + get(want, e) * get(fac, entry_from[e]) * entry_weight[e]
    return load


@njit(forceinline=True, error_model="numpy")
def _leave(first, last, part, entry_from, fac, want, on, sent):
    """What leaves on a leg, entry by entry, in `sent`."""
    for e in range(first, last):
        here, wish = entry_from[e], get(want, e)
        x = wish * get(fac, here) * part
        put(on, here, get(on, here) - x)
        put(want, e, wish - x)
        put(sent, e - first, x)


@njit(forceinline=True, error_model="numpy")
def _come_by_day(first, last, day, ring, low, lead, entry_to, sent, inbound):
    """Lead times that occur in some run, each for all runs in step: others add nothing."""
    now = day % ring
    marks = present(lead, uint64(low))
    while marks:
        late = low + int64(lowest(marks))
        there = now + late if now + late < ring else now + late - ring
        for e in range(first, last):
            x = where_equal(lead, uint64(late), get(sent, e - first))
            add(inbound, entry_to[e] * ring + there, x)
        marks &= marks - uint64(1)


@njit(forceinline=True, error_model="numpy")
def _come_one_by_one(first, last, day, ring, lead, entry_to, sent, slot, inbound):
    """Each run's goods on its own day."""
    put(slot, 0, lead)
    for b in range(WIDTH):
        slot[0, b] = (day + slot[0, b]) % ring
    for e in range(first, last):
        begin = entry_to[e] * ring
        for b in range(WIDTH):
            inbound[begin + slot[0, b], b] += sent[e - first, b]


@njit(error_model="numpy")
def order(s, z):
    """Each place orders up to its level, those nearest the need first, so that orders pass on.

    What a place has is on hand, on its way, or owed to it, less what it owes to others.
    """
    nothing = all_of(0.0)
    z.waiting[:, :] = 0.0
    for e in range(len(s.entry_to)):
        add(z.waiting, s.entry_to[e], get(z.want, e))
        add(z.waiting, s.entry_from[e], nothing - get(z.want, e))
    for need in range(len(s.need_pair)):
        if s.need_backlog[need]:
            add(z.waiting, s.need_pair[need], nothing - get(z.backlog, need))
    for at in range(len(s.order_pair)):
        pair = s.order_pair[at]
        has = get(z.on, pair) + get(z.flying, pair) + get(z.waiting, pair)
        gap = most(s.target[pair] - has, nothing)
        for j in range(s.order_ptr[at], s.order_ptr[at + 1]):
            e = s.order_entry[j]
            new = gap * s.share[e]
            add(z.want, e, new)
            add(z.waiting, s.entry_from[e], nothing - new)


@njit(error_model="numpy")
def share_rows(s, z, day):
    """Capacities that several legs share, or of legs with more than one: all get the same part."""
    z.gate[:, :] = 1.0
    for row in range(s.rows):
        if not s.row_shared[row]:
            continue
        load = all_of(0.0)
        for j in range(s.row_ptr[row], s.row_ptr[row + 1]):
            e = s.row_entry[j]
            load = load + get(z.want, e) * get(z.fac, s.entry_from[e]) * s.row_weight[j]
        part = _part(load, get(z.mult, s.row_mult[row]) * s.row_on[day, row])
        for j in range(s.row_leg_ptr[row], s.row_leg_ptr[row + 1]):
            leg = s.row_leg[j]
            put(z.gate, leg, least(get(z.gate, leg), part))


@njit(error_model="numpy")
def close_to_full(s, z, room):
    """Less is sent to a place whose room, with what is on its way to it, is nearly taken."""
    taken, load = all_of(0.0), all_of(0.0)
    for j in range(s.room_ptr[room], s.room_ptr[room + 1]):
        pair = s.room_pair[j]
        taken = taken + (get(z.on, pair) + get(z.flying, pair)) * s.room_weight[j]
    for j in range(s.room_entry_ptr[room], s.room_entry_ptr[room + 1]):
        e = s.room_entry[j]
        x = get(z.want, e) * get(z.fac, s.entry_from[e]) * get(z.gate, s.entry_leg[e])
        load = load + x * s.room_entry_weight[j]
    part = _part(load, most(s.room_amount[room] - taken, all_of(0.0)))
    for j in range(s.room_leg_ptr[room], s.room_leg_ptr[room + 1]):
        leg = s.room_leg[j]
        put(z.gate, leg, get(z.gate, leg) * part)
