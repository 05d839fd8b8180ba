"""The simulator: place-item-days a second, beside the processor's limits and other simulators.

A place-item-day is one item at one place on one day of one run. SimPy and plain Python get the
same system; SupplyNetPy a tree with one item that ours gets too; stockpyl its own example.
"""

import os
import time

import numpy as np

from bench import limits, simulators
from resupply.simulate.runs import run
from resupply.simulate.system import System, system

PLACES, LEGS, ITEMS, DAYS = 100, 300, 5, 365


def made(*, leads: str, policy: str = "push", seed: int = 0) -> System:
    """A layered network: sources that stop and go on, four layers on, needs at the last.

    Args:
        leads: `fixed`, `short` (1 to 6 days) or `wide` (1 to 12 days, evenly).
    """
    r = np.random.default_rng(seed)
    layer = np.sort(r.integers(0, 5, PLACES))
    ends: list[tuple[int, int]] = []
    while len(ends) < LEGS:
        one, other = r.integers(0, PLACES, 2)
        if layer[other] == layer[one] + 1:
            ends.append((int(one), int(other)))
    start, end = (np.array([e[i] for e in ends]) for i in (0, 1))
    leg, item = np.repeat(np.arange(LEGS), ITEMS), np.tile(np.arange(ITEMS), LEGS)
    supplies = [p * ITEMS + k for p in np.flatnonzero(layer == 0) for k in range(ITEMS)]
    needs = [p * ITEMS + k for p in np.flatnonzero(layer == 4) for k in range(ITEMS)]
    out = np.bincount(start, minlength=PLACES)
    table = {
        "fixed": np.repeat(r.integers(1, 8, (LEGS, 1)), 256, axis=1),
        "short": np.sort(r.integers(1, 7, (LEGS, 256)), axis=1),
        "wide": np.sort(r.integers(1, 13, (LEGS, 256)), axis=1),
    }[leads]
    spells = r.integers(5, 60, (3, 2, 256))
    return system(
        days=DAYS,
        items=ITEMS,
        pair_item=np.tile(np.arange(ITEMS), PLACES),
        stock=r.uniform(0, 100, PLACES * ITEMS),
        supply_pair=np.array(supplies),
        supply=np.full((len(supplies), DAYS), 20.0),
        supply_source=r.integers(-1, 3, len(supplies)),
        source_on=np.ones(3, dtype=bool),
        source_days=spells,
        source_first=spells,
        need_pair=np.array(needs),
        need=np.full((len(needs), DAYS), 15.0),
        need_backlog=np.zeros(len(needs), dtype=bool),
        serve_ptr=np.arange(len(needs) + 1),
        serve_pair=np.array(needs),
        serve_rate=np.ones(len(needs)),
        legs=LEGS,
        leg_ptr=np.arange(LEGS + 1) * ITEMS,
        lead_fixed=table[:, 0] if leads == "fixed" else np.full(LEGS, -1),
        lead_days=table,
        entry_leg=leg,
        entry_from=start[leg] * ITEMS + item,
        entry_to=end[leg] * ITEMS + item,
        row_ptr=np.arange(LEGS + 1) * ITEMS,
        row_entry=np.arange(LEGS * ITEMS),
        row_weight=np.ones(LEGS * ITEMS),
        row_leg_ptr=np.arange(LEGS + 1),
        row_leg=np.arange(LEGS),
        row_amount=np.full((LEGS, DAYS), 60.0),
        policy=policy,
        share=1.0 / out[start[leg]],
        planned=np.full((LEGS * ITEMS, DAYS), 4.0),
        watch=np.array(needs[:4]),
    )


def ours(one: System, runs: int, workers: int) -> float:
    """Place-item-days a second, the best of eight; the loops are compiled before.

    Processor time of one thread, so that others on the machine matter less; of more by the clock.
    """
    clock = time.process_time if workers == 1 else time.perf_counter
    run(one, 64, seed=1, workers=1)
    best = np.inf
    for _ in range(8):
        begun = clock()
        run(one, runs, seed=1, workers=workers)
        best = min(best, clock() - begun)
    return runs * one.pairs * one.days / best


def _limits(rates: dict[tuple[str, str, int], float]) -> None:
    """How far the loops are from what the processor does at best, one thread."""
    near, middle, far = (limits.triad(size) for size in (limits.NEAR, limits.MIDDLE, limits.FAR))
    scattered = limits.rows()
    sums, adds, draws = limits.arithmetic(), limits.adds(), limits.draws(made(leads="wide"))
    print("  the processor alone, one thread:")
    print(
        f"    triad in L1 / L2 / memory: {near / 1e9:.0f} / {middle / 1e9:.0f} / "
        f"{far / 1e9:.0f} GB/s; rows in no order in L2: {scattered / 1e9:.0f} GB/s; "
        f"sums and products: {sums:.1e}/s; adds run by run: {adds:.1e}/s; "
        f"lead times drawn: {draws:.1e}/s"
    )
    print("  what each alone would take, of what a place-item-day takes (one thread):")
    for (policy, leads, workers), rate in rates.items():
        if workers > 1:
            continue
        one = made(leads=leads, policy=policy)
        in_order, in_none = limits.bytes_moved(one)
        memory = in_order / middle + in_none / scattered
        legs = 0.0 if leads == "fixed" else LEGS / one.pairs
        print(
            f"    {policy}, {leads}: {1e9 / rate:.2f} ns; memory {memory * rate:.0%} "
            f"({in_order:.0f} bytes in order, {in_none:.0f} in none); "
            f"adds run by run {legs * ITEMS / adds * rate:.0%}; draws {legs / draws * rate:.0%}; "
            f"arithmetic {limits.calculations(one) / sums * rate:.0%}"
        )


def _peers(rates: dict[tuple[str, str, int], float]) -> None:
    """How many times as fast as other simulators, one thread each, by processor time."""
    wide, tree = made(leads="wide"), simulators.tree()
    ours_here = rates["push", "wide", 1]
    ours_tree = ours(tree, 4096, 1)
    asked = (
        ("plain Python, the same system", lambda: simulators.plain_python(wide), ours_here),
        ("SimPy, the same system", lambda: simulators.simpy_rate(wide), ours_here),
        ("SupplyNetPy, the same tree of 41", lambda: simulators.supplynetpy_rate(tree), ours_tree),
        ("stockpyl, its example 6.1", simulators.stockpyl_rate, ours_here),
    )
    for name, measure, fast in asked:
        try:
            rate = measure()
        except ImportError as missing:
            # They bring documentation tools that slow every start of Python: not in the lock.
            print(f"  {name}: not installed here ({missing.name}), so it is left out")
            continue
        print(f"  {name}: {rate:.2e}/s; ours: {fast:.2e}/s, {fast / rate:,.0f} times")


def main() -> None:
    """Print the table."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0]
    print(f"simulate: {PLACES} places, {LEGS} legs, {ITEMS} items, {DAYS} days; {cores} cores")
    print(f"  load when it began: {load:.1f} (above 0.5 something else ran: two threads got less)")
    rates = {}
    for policy in ("push", "plan"):
        for leads in ("fixed", "short", "wide"):
            one = made(leads=leads, policy=policy)
            for workers in (1, 2):
                rate = ours(one, 512, workers)
                rates[policy, leads, workers] = rate
                print(f"  {policy}, {leads} leads, {workers} threads: {rate:.2e} place-item-days/s")
    _limits(rates)
    _peers(rates)


if __name__ == "__main__":
    main()
