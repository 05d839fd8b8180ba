"""Other simulators, to hold ours against: plain Python, SimPy, stockpyl, SupplyNetPy.

Rates are of place-item-days (one item at one place on one day of one run) a second of the
processor; all of them use one thread.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from resupply.simulate.runs import multipliers
from resupply.simulate.system import System, system

DAYS = 20


def plain_python(one: System) -> float:
    """The slow simulator of the tests, one run."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests/simulate"))
    import slow

    short = system(**{f: getattr(one, f) for f in System.__slots__} | {"days": DAYS})
    begun = time.process_time()
    slow.one(short, 1, 0, multipliers(short, np.ones((1, 0)))[:, 0])
    return one.pairs * DAYS / (time.process_time() - begun)


def simpy_rate(one: System) -> float:
    """The same day in SimPy: a process a shipment, a clock for the days."""
    import simpy

    n, days = one.numbers(), DAYS
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
    begun = time.process_time()
    env.run(until=days)
    return one.pairs * days / (time.process_time() - begun)


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
    begun = time.process_time()
    simulation(network, 2000, rand_seed=1, progress_bar=False)
    return 3 * 2000 / (time.process_time() - begun)


#: A tree that SupplyNetPy can have too: an endless source and sites, each with one supplier.
SITES, NEED, LEVEL = 40, 5.0, 400.0
TREE_DAYS = 365


def tree() -> System:
    """One item, lead times of 1 to 6 days, needs at the sites that supply no other.

    Each site orders up to its level each day. Levels are high enough for all needs to be met, so
    what happens on a shortage, where the two differ, does not happen.
    """
    supplier = [0] * 4 + [1 + i // 3 for i in range(SITES - 4)]
    start, end = np.array(supplier), np.arange(1, SITES + 1)
    leaves = np.setdiff1d(end, start)
    return system(
        days=TREE_DAYS,
        items=1,
        pair_item=np.zeros(SITES + 1, dtype=np.int64),
        stock=np.concatenate([[1e9], np.full(SITES, LEVEL)]),
        need_pair=leaves,
        need=np.full((len(leaves), TREE_DAYS), NEED),
        need_backlog=np.zeros(len(leaves), dtype=bool),
        serve_ptr=np.arange(len(leaves) + 1),
        serve_pair=leaves,
        serve_rate=np.ones(len(leaves)),
        legs=SITES,
        leg_ptr=np.arange(SITES + 1),
        lead_fixed=np.full(SITES, -1),
        lead_days=np.sort(np.random.default_rng(1).integers(1, 7, (SITES, 256)), axis=1),
        entry_leg=np.arange(SITES),
        entry_from=start,
        entry_to=end,
        policy="base_stock",
        share=np.ones(SITES),
        target=np.concatenate([[0.0], np.full(SITES, LEVEL)]),
    )


def supplynetpy_rate(one: System) -> float:
    """The tree in SupplyNetPy: (s, S) with a review each day, one run; site-days a second."""
    import random
    import warnings

    from SupplyNetPy import Components

    warnings.simplefilter("ignore")
    chance = random.Random(1)
    rule = {"s": LEVEL - 1.0, "S": LEVEL, "period": 1}
    nodes = [{"ID": "P0", "name": "P0", "node_type": "infinite_supplier"}]
    nodes += [
        {
            "ID": f"P{p}",
            "name": f"P{p}",
            "node_type": "distributor",
            "capacity": 10 * LEVEL,
            "initial_level": LEVEL,
            "inventory_holding_cost": 0.1,
            "replenishment_policy": Components.SSReplenishment,
            "policy_param": dict(rule),
            "product_buy_price": 1,
            "product_sell_price": 2,
        }
        for p in range(1, SITES + 1)
    ]
    links = [
        {
            "ID": f"L{i}",
            "source": f"P{one.entry_from[i]}",
            "sink": f"P{one.entry_to[i]}",
            "cost": 1,
            "lead_time": lambda: chance.randint(1, 6),
        }
        for i in range(SITES)
    ]
    demands = [
        {
            "ID": f"D{p}",
            "name": f"D{p}",
            "order_arrival_model": lambda: 1,
            "order_quantity_model": lambda: NEED,
            "demand_node": f"P{p}",
        }
        for p in one.need_pair
    ]
    world = Components.create_sc_net(nodes=nodes, links=links, demands=demands)
    begun = time.process_time()
    Components.simulate_sc_net(world, sim_time=TREE_DAYS, logging=False)
    return SITES * TREE_DAYS / (time.process_time() - begun)
