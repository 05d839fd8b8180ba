"""A slow, obvious simulator of the same day, one run at a time, in plain Python.

Written from docs/explanation/simulate.md, not from the compiled loops: the two are compared entry
by entry. It is given the same draws.
"""

from typing import Any

import numpy as np

from resupply.simulate.system import System

_SOURCE = 1 << 40
_MASK = (1 << 64) - 1


def _mix(x: int) -> int:
    x &= _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


def key(seed: int, run: int) -> int:
    return _mix(seed + 0x9E3779B97F4A7C15 * (run + 1))


def bits(run_key: int, day: int, stream: int) -> int:
    return _mix(run_key ^ _mix(day * 0xD1B54A32D192ED03 + stream * 0x9E3779B97F4A7C15))


def lead_row(run_key: int, day: int, legs: int, leg: int) -> int:
    """Eight legs share a number of 64 bits: each has a byte of it."""
    group, byte = divmod(leg, 8)
    number = _mix(run_key ^ _mix(day * -(-legs // 8) + group))
    return number >> (8 * byte) & 255


def one(s: System, seed: int, run: int, mult: np.ndarray) -> dict[str, Any]:
    """One run; `mult` as the last axis of `runs.multipliers`."""
    n = s.numbers()
    run_key = key(seed, run)
    pairs, needs, entries = s.pairs, len(s.need_pair), len(s.entry_leg)
    on = [float(n.stock[q] * mult[n.stock_mult[q]]) for q in range(pairs)]
    came = np.zeros(s.items)
    used = np.zeros(s.items)
    for q in range(pairs):
        came[n.pair_item[q]] += on[q]
    parcels: list[tuple[int, int, float]] = []  # day of arrival, pair, amount
    owed = [0.0] * entries
    backlog = [0.0] * needs
    served, unmet, short_days = [0.0] * needs, [0.0] * needs, [0] * needs
    first_short = [-1] * needs
    is_on = list(map(bool, n.source_on))
    left = [
        int(n.source_first[o, int(is_on[o]), bits(run_key, 0, _SOURCE + o) >> 56])
        for o in range(len(is_on))
    ]
    path = []
    for day in range(s.days):
        for arrival, q, x in [p for p in parcels if p[0] == day]:
            on[q] += x
            parcels.remove((arrival, q, x))
        for o in range(len(is_on)):
            if left[o] <= 0:
                is_on[o] = not is_on[o]
                row = bits(run_key, day, _SOURCE + o) >> 56
                left[o] = max(int(n.source_days[o, int(is_on[o]), row]), 1)
            left[o] -= 1
        for i in range(len(n.supply_pair)):
            if n.supply_source[i] < 0 or is_on[n.supply_source[i]]:
                x = float(n.supply[i, day] * mult[n.supply_mult[i]])
                on[n.supply_pair[i]] += x
                came[n.pair_item[n.supply_pair[i]]] += x
        for i in range(needs):
            ask = float(n.need[i, day] * mult[n.need_mult[i]]) + backlog[i]
            for j in range(n.serve_ptr[i], n.serve_ptr[i + 1]):
                q, rate = n.serve_pair[j], float(n.serve_rate[j] * mult[n.serve_mult[j]])
                x = min(on[q], ask / rate)
                on[q] -= x
                used[n.pair_item[q]] += x
                ask = max(ask - x * rate, 0.0)
                served[i] += x * rate
            if ask > 1e-9 * (1 + n.need[i, day]):
                short_days[i] += 1
                first_short[i] = day if first_short[i] < 0 else first_short[i]
            if n.need_backlog[i]:
                backlog[i] = ask
            else:
                unmet[i] += ask
        for m in range(len(n.recipe_pair)):
            x = float(n.recipe_limit[m, day] * mult[n.recipe_mult[m]])
            span = range(n.input_ptr[m], n.input_ptr[m + 1])
            for j in span:
                x = min(x, on[n.input_pair[j]] / n.input_amount[j])
            for j in span:
                on[n.input_pair[j]] = max(on[n.input_pair[j]] - x * n.input_amount[j], 0.0)
                used[n.pair_item[n.input_pair[j]]] += x * n.input_amount[j]
            q = n.recipe_pair[m]
            parcels.append((day + max(int(n.recipe_lead[m]), 1), q, x))
            came[n.pair_item[q]] += x
        if s.policy == "base_stock":
            _order(s, n, on, owed, backlog, parcels)
        want = [_wish(s, n, e, day, on, owed) for e in range(entries)]
        asked = [0.0] * pairs
        for e in range(entries):
            asked[n.entry_from[e]] += want[e]
        part = [1.0 if asked[q] <= on[q] else on[q] / asked[q] for q in range(pairs)]
        offer = [want[e] * part[n.entry_from[e]] for e in range(entries)]
        gate = [1.0] * s.legs
        for r in range(len(n.row_amount)):
            span = range(n.row_ptr[r], n.row_ptr[r + 1])
            load = sum(float(n.row_weight[j]) * offer[n.row_entry[j]] for j in span)
            cap = float(n.row_amount[r, day] * mult[n.row_mult[r]])
            for j in range(n.row_leg_ptr[r], n.row_leg_ptr[r + 1]):
                g = 1.0 if load <= cap else cap / load
                gate[n.row_leg[j]] = min(gate[n.row_leg[j]], g)
        gate = [g * float(n.leg_open[leg, day]) for leg, g in enumerate(gate)]
        for leg in range(s.legs):
            row = lead_row(run_key, day, s.legs, int(n.leg_name[leg]))
            fixed = int(n.lead_fixed[leg])
            lead = max(fixed, 1) if fixed >= 0 else int(n.lead_days[leg, row])
            for e in range(n.leg_ptr[leg], n.leg_ptr[leg + 1]):
                x = offer[e] * gate[leg]
                on[n.entry_from[e]] -= x
                owed[e] = want[e] - x
                parcels.append((day + lead, int(n.entry_to[e]), x))
        on = [max(x, 0.0) for x in on]
        path.append([on[q] for q in n.watch])
    for i in range(needs):
        if n.need_backlog[i]:
            unmet[i] = backlog[i]
    rest = np.zeros(s.items)
    for q in range(pairs):
        rest[n.pair_item[q]] += on[q]
    for _, q, x in parcels:
        rest[n.pair_item[q]] += x
    return {
        "served": served,
        "unmet": unmet,
        "short_days": short_days,
        "first_short": first_short,
        "came": came,
        "used": used,
        "left": rest,
        "path": np.array(path).T,
    }


def _wish(s: System, n: Any, e: int, day: int, on: list[float], owed: list[float]) -> float:
    if s.policy == "plan":
        return float(n.planned[e, day]) + owed[e]
    if s.policy == "push":
        return float(n.share[e]) * on[int(n.entry_from[e])]
    return owed[e]


def _order(
    s: System,
    n: Any,
    on: list[float],
    owed: list[float],
    backlog: list[float],
    parcels: list[tuple[int, int, float]],
) -> None:
    """Places order in the system's own order; each sees what was ordered of it before."""
    for pair in n.order_pair:
        coming = sum(x for _, q, x in parcels if q == pair)
        waits = sum(owed[f] for f in range(len(owed)) if n.entry_to[f] == pair)
        waits -= sum(owed[f] for f in range(len(owed)) if n.entry_from[f] == pair)
        waits -= sum(
            b for i, b in enumerate(backlog) if n.need_backlog[i] and n.need_pair[i] == pair
        )
        gap = max(float(n.target[pair]) - on[pair] - coming - waits, 0.0)
        for e in range(len(owed)):
            if n.entry_to[e] == pair:
                owed[e] += gap * float(n.share[e])
