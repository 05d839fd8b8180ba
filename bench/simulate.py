"""The simulator: place-item-days a second, beside SimPy, stockpyl and plain Python.

The same system for all but stockpyl, which simulates its own three-stage example. Rates are of
place-item-days: one item at one place on one day of one run.
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from resupply.simulate.runs import multipliers, run
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


def _rate(runs: int, seconds: float) -> float:
    return runs * PLACES * ITEMS * DAYS / seconds


def ours(one: System, runs: int, workers: int) -> float:
    """Place-item-days a second, the best of three; the loops are compiled before."""
    run(one, 64, seed=1, workers=1)
    best = np.inf
    for _ in range(3):
        begun = time.perf_counter()
        run(one, runs, seed=1, workers=workers)
        best = min(best, time.perf_counter() - begun)
    return _rate(runs, best)


def plain_python(one: System) -> float:
    """The slow simulator of the tests, one run."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests/simulate"))
    import slow

    short = system(**{f: getattr(one, f) for f in System.__slots__} | {"days": 20})
    begun = time.perf_counter()
    slow.one(short, 1, 0, multipliers(short, np.ones((1, 0)))[:, 0])
    return PLACES * ITEMS * 20 / (time.perf_counter() - begun)


def simpy_rate(one: System) -> float:
    """The same day in SimPy: a process a shipment, a clock for the days."""
    import simpy

    n, days = one.numbers(), 20
    chance = np.random.default_rng(1)
    env = simpy.Environment()
    on = n.stock.tolist()

    def arrive(pair: int, amount: float, lead: int) -> Iterator[object]:
        yield env.timeout(lead)
        on[pair] += amount

    def world() -> Iterator[object]:
        entries = range(len(n.entry_from))
        for day in range(days):
            for i, pair in enumerate(n.supply_pair):
                on[pair] += n.supply[i, day]
            for i, pair in enumerate(n.need_pair):
                on[pair] -= min(on[pair], n.need[i, day])
            want = [n.share[e] * on[n.entry_from[e]] for e in entries]
            for leg in range(n.legs):
                inside = range(n.leg_ptr[leg], n.leg_ptr[leg + 1])
                load = sum(want[e] for e in inside)
                gate = min(1.0, n.row_amount[leg, day] / load) if load > 0 else 1.0
                lead = int(n.lead_days[leg, chance.integers(256)])
                for e in inside:
                    amount = want[e] * gate
                    on[n.entry_from[e]] -= amount
                    env.process(arrive(int(n.entry_to[e]), amount, lead))
            yield env.timeout(1)

    env.process(world())
    begun = time.perf_counter()
    env.run(until=days)
    return PLACES * ITEMS * days / (time.perf_counter() - begun)


def stockpyl_rate() -> float:
    """stockpyl's own simulator on its three-stage example 6.1: node-periods a second."""
    import warnings

    warnings.simplefilter("ignore")
    from stockpyl.instances import load_instance
    from stockpyl.policy import Policy
    from stockpyl.sim import simulation

    network = load_instance("example_6_1")
    for node, level in zip(
        sorted(network.nodes, key=lambda x: x.index), (6.5, 5.5, 10.7), strict=True
    ):
        node.inventory_policy = Policy(type="BS", base_stock_level=level, node=node)
    begun = time.perf_counter()
    simulation(network, 2000, rand_seed=1, progress_bar=False)
    return 3 * 2000 / (time.perf_counter() - begun)


def main() -> None:
    """Print the table."""
    cores = os.cpu_count() or 1
    print(f"simulate: {PLACES} places, {LEGS} legs, {ITEMS} items, {DAYS} days; {cores} cores")
    fast = {}
    for policy in ("push", "plan"):
        for leads in ("fixed", "short", "wide"):
            one = made(leads=leads, policy=policy)
            for workers in (1, 2):
                rate = ours(one, 2048, workers)
                fast[policy, leads, workers] = rate
                print(f"  {policy}, {leads} leads, {workers} threads: {rate:.2e} place-item-days/s")
    wide = made(leads="wide")
    peers = {
        "plain Python, the same system": plain_python(wide),
        "SimPy, the same system": simpy_rate(wide),
    }
    try:
        peers["stockpyl, its example 6.1"] = stockpyl_rate()
    except ImportError:
        # It brings a documentation tool that slows every start of Python: not in the lock.
        print("  stockpyl is not installed here (pip install stockpyl), so it is left out")
    for name, rate in peers.items():
        ratio = fast["push", "wide", 2] / rate
        print(f"  {name}: {rate:.2e}/s; ours (wide leads, 2 threads) is {ratio:,.0f} times that")


if __name__ == "__main__":
    main()
