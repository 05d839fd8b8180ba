"""The last step of a day: what is wished, what there is of it, what the legs carry, when it comes.

The loops that run every day take the arrays they need and not the whole system: handing that over
costs as much as a day of a small one.
"""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

from numba import njit, uint64

from resupply.simulate.chance import mixed
from resupply.simulate.lanes import (
    add,
    add_at,
    all_of,
    get,
    least,
    most,
    put,
    slots,
    some,
    where_at_most,
)
from resupply.simulate.state import PUSH


@njit(error_model="numpy")
def wish_planned(planned_out, gone, on, out, fac):
    """Plan: each wishes what is planned for today and what earlier days could not send.

    Of all that was wished at a place, what left is off; what is planned for today comes on top.
    """
    nothing = all_of(0.0)
    for pair in range(len(on)):
        wished = get(out, pair) - get(gone, pair) + planned_out[pair]
        put(out, pair, wished)
        put(gone, pair, nothing)
        put(fac, pair, _part(wished, get(on, pair)))


@njit(error_model="numpy")
def wish_ordered(entry_from, want, gone, on, out, fac):
    """Base-stock: each wishes what was ordered and not yet sent."""
    gone[:, :] = 0.0
    out[:, :] = 0.0
    for e in range(len(entry_from)):
        add(out, entry_from[e], get(want, e))
    for pair in range(len(on)):
        put(fac, pair, _part(get(out, pair), get(on, pair)))


@njit(forceinline=True, error_model="numpy")
def _part(asked, there):
    """What part of what is asked for there is."""
    return where_at_most(asked, there, all_of(1.0), there / asked)


@njit(error_model="numpy")
def draw_leads(day, keys, luck):
    """Random bytes for the lead times of a day, one a leg and run: eight legs share a number."""
    groups = uint64(len(luck))
    for group in range(len(luck)):
        name = mixed(uint64(day) * groups + uint64(group))
        put(luck, group, mixed(get(keys, 0) ^ name))


@njit(error_model="numpy")
def carry(
    day,
    ring,
    leg_name,
    leg_ptr,
    leg_open,
    leg_row,
    row_amount,
    row_mult,
    lead_fixed,
    lead_days,
    entry_from,
    entry_to,
    entry_ring,
    entry_weight,
    pushes,
    part_of,
    planned,
    gated,
    counts_flying,
    luck,
    mult,
    gate,
    fac,
    want,
    on,
    gone,
    flying,
    inbound,
    sent,
    slot,
):
    """Leg by leg: what it can carry leaves, and will be there; what it cannot stays wished.

    Legs to the same place follow each other, so that its days of arrival stay at hand.
    """
    now = day % ring
    for leg in range(len(leg_name)):
        first, last = uint64(leg_ptr[leg]), uint64(leg_ptr[leg + 1])
        if pushes:
            load, offers = _offer_part(first, last, entry_from, entry_weight, part_of, on, sent)
        else:
            load, offers = _offer(first, last, entry_from, entry_weight, planned, fac, want, sent)
        if not some(offers):
            if not pushes:
                for e in range(first, last):
                    put(want, e, get(want, e) + planned[e])
            continue
        part = all_of(leg_open[leg])
        row = leg_row[leg]
        if row >= 0:
            part = _part(load, get(mult, row_mult[row]) * row_amount[row]) * part
        if gated:
            part = part * get(gate, leg)
        if pushes:
            for e in range(first, last):
                x = get(sent, e - first) * part
                put(sent, e - first, x)
                add(gone, entry_from[e], x)
        else:
            for e in range(first, last):
                wish = get(want, e) + planned[e]
                x = wish * get(fac, entry_from[e]) * part
                put(sent, e - first, x)
                put(want, e, wish - x)
                add(gone, entry_from[e], x)
        if counts_flying:
            for e in range(first, last):
                add(flying, entry_to[e], get(sent, e - first))
        if lead_fixed[leg] >= 0:
            there = (day + max(lead_fixed[leg], 1)) % ring
            for e in range(first, last):
                add(inbound, entry_ring[e] + there, get(sent, e - first))
        else:
            # All that leaves on a leg on a day arrives together.
            slots(lead_days, leg, luck, leg_name[leg], slot, now, ring)
            for e in range(first, last):
                add_at(inbound, entry_ring[e], slot, sent, e - first)


@njit(forceinline=True, error_model="numpy")
def _offer_part(first, last, entry_from, entry_weight, part_of, on, sent):
    """Push: each entry of a leg offers its part of what is at its place; what all would take."""
    load, total = all_of(0.0), all_of(0.0)
    for e in range(first, last):
        x = get(on, entry_from[e]) * part_of[e]
        put(sent, e - first, x)
        load, total = load + x * entry_weight[e], total + x
    return load, total


@njit(forceinline=True, error_model="numpy")
def _offer(first, last, entry_from, entry_weight, planned, fac, want, sent):
    """What each entry of a leg wishes, as far as it is there; what all would take."""
    load, total = all_of(0.0), all_of(0.0)
    for e in range(first, last):
        x = (get(want, e) + planned[e]) * get(fac, entry_from[e])
        load, total = load + x * entry_weight[e], total + x
    return load, total


@njit(forceinline=True, error_model="numpy")
def offered(s, z, e, day):
    """What an entry offers before capacities are looked at."""
    here = s.entry_from[e]
    if s.policy == PUSH:
        return get(z.on, here) * s.part_of[e]
    return (get(z.want, e) + s.planned_on[day, e]) * get(z.fac, here)


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
            load = load + offered(s, z, e, day) * s.row_weight[j]
        part = _part(load, get(z.mult, s.row_mult[row]) * s.row_on[day, row])
        for j in range(s.row_leg_ptr[row], s.row_leg_ptr[row + 1]):
            leg = s.row_leg[j]
            put(z.gate, leg, least(get(z.gate, leg), part))


@njit(error_model="numpy")
def close_to_full(s, z, room, day):
    """Less is sent to a place whose room, with what is on its way to it, is nearly taken."""
    taken, load = all_of(0.0), all_of(0.0)
    for j in range(s.room_ptr[room], s.room_ptr[room + 1]):
        pair = s.room_pair[j]
        taken = taken + (get(z.on, pair) + get(z.flying, pair)) * s.room_weight[j]
    for j in range(s.room_entry_ptr[room], s.room_entry_ptr[room + 1]):
        e = s.room_entry[j]
        x = offered(s, z, e, day) * get(z.gate, s.entry_leg[e])
        load = load + x * s.room_entry_weight[j]
    part = _part(load, most(s.room_amount[room] - taken, all_of(0.0)))
    for j in range(s.room_leg_ptr[room], s.room_leg_ptr[room + 1]):
        leg = s.room_leg[j]
        put(z.gate, leg, get(z.gate, leg) * part)
