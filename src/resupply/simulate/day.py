"""The first steps of a day: what arrives and comes, what is asked for, what is made."""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

from numba import njit, uint64

from resupply.simulate.chance import bits
from resupply.simulate.demand import drawn
from resupply.simulate.lanes import WIDTH, add, all_of, get, least, most, put, where_at_most
from resupply.simulate.state import DEMAND_STREAM, SHIFT, SOURCE_STREAM

_EPS = 1e-9


@njit(error_model="numpy")
def arrive(now, ring_of, on, gone, inbound):
    """What left yesterday is gone, and what is due is there.

    Rounding may have left a hair below nothing.
    """
    nothing = all_of(0.0)
    for pair in range(len(on)):
        left = most(get(on, pair) - get(gone, pair), nothing)
        if ring_of[pair] >= 0:
            due = ring_of[pair] + now
            left = left + get(inbound, due)
            put(inbound, due, nothing)
        put(on, pair, left)


@njit(error_model="numpy")
def landed(now, ring_of, flying, inbound):
    """What is due today is no longer on its way."""
    for pair in range(len(flying)):
        if ring_of[pair] >= 0:
            put(flying, pair, get(flying, pair) - get(inbound, ring_of[pair] + now))


@njit(error_model="numpy")
def switch(day, source_days, keys, is_on, left_on):
    """Sources stop and go on."""
    for source in range(len(left_on)):
        for b in range(WIDTH):
            if left_on[source, b] <= 0:
                is_on[source, b] = 1.0 - is_on[source, b]
                u = bits(keys[0, b], day, SOURCE_STREAM + uint64(source))
                row = 1 if is_on[source, b] > 0.0 else 0
                left_on[source, b] = max(source_days[source, row, u >> SHIFT], 1)
            left_on[source, b] -= 1


@njit(error_model="numpy")
def supply(amounts, supply_pair, supply_source, supply_mult, pair_item, mult, is_on, on, came):
    """What comes, where its source is on."""
    for one in range(len(supply_pair)):
        if amounts[one] > 0.0:
            pair, source = supply_pair[one], supply_source[one]
            x = get(mult, supply_mult[one]) * amounts[one]
            if source >= 0:
                x = x * get(is_on, source)
            add(on, pair, x)
            add(came, pair_item[pair], x)


@njit(error_model="numpy")
def ask(day, needs, need_mult, need_law, need_spread, mult, keys, asked):
    """What each need asks for today."""
    for need in range(len(needs)):
        put(asked, need, get(mult, need_mult[need]) * needs[need])
        if need_law[need] != 0:
            for b in range(WIDTH):
                u = bits(keys[0, b], day, DEMAND_STREAM + uint64(need))
                asked[need, b] = drawn(asked[need, b], need_law[need], need_spread[need], u)


@njit(error_model="numpy")
def serve(ptr, serve_pair, serve_rate, serve_mult, pair_item, mult, on, asked, used, served):
    """Needs are met from what is there, earlier tiers first; what is not stays in `asked`."""
    for need in range(len(asked)):
        rest = get(asked, need)
        for j in range(ptr[need], ptr[need + 1]):
            pair = serve_pair[j]
            rate = get(mult, serve_mult[j]) * serve_rate[j]
            there = get(on, pair)
            x = least(there, rest / rate)
            put(on, pair, there - x)
            add(used, pair_item[pair], x)
            rest = most(rest - x * rate, all_of(0.0))
            add(served, need, x * rate)
        put(asked, need, rest)


@njit(error_model="numpy")
def count_short(day, needs, need_backlog, asked, unmet, backlog, short_days, first_short):
    """What was not served is lost or waits; days short, and the first of them."""
    nothing, one, today = all_of(0.0), all_of(1.0), all_of(float(day))
    for need in range(len(needs)):
        rest, enough = get(asked, need), all_of(_EPS * (1.0 + needs[need]))
        add(short_days, need, where_at_most(rest, enough, nothing, one))
        first = get(first_short, need)
        begun = where_at_most(nothing, first, first, today)
        put(first_short, need, where_at_most(rest, enough, first, begun))
        if need_backlog[need]:
            put(backlog, need, rest)
        else:
            add(unmet, need, rest)


@njit(error_model="numpy")
def add_backlog(need_backlog, backlog, asked):
    """What waits is asked for again."""
    for need in range(len(asked)):
        if need_backlog[need]:
            add(asked, need, get(backlog, need))


@njit(error_model="numpy")
def make(s, z, day):
    """What can be made is made, and is there after its lead time."""
    nothing = all_of(0.0)
    for recipe in range(len(s.recipe_pair)):
        x = get(z.mult, s.recipe_mult[recipe]) * s.recipe_limit[recipe, day]
        for j in range(s.input_ptr[recipe], s.input_ptr[recipe + 1]):
            x = least(x, get(z.on, s.input_pair[j]) / s.input_amount[j])
        for j in range(s.input_ptr[recipe], s.input_ptr[recipe + 1]):
            pair, y = s.input_pair[j], x * s.input_amount[j]
            put(z.on, pair, most(get(z.on, pair) - y, nothing))
            add(z.used, s.pair_item[pair], y)
        pair = s.recipe_pair[recipe]
        there = (day + max(s.recipe_lead[recipe], 1)) % s.ring
        add(z.inbound, s.ring_of[pair] + there, x)
        add(z.flying, pair, x)
        add(z.came, s.pair_item[pair], x)
