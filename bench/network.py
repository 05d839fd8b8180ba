"""Made-up supply networks of any size, seeded, as the arrays of a plan.

Places lie on a square; a tenth of them are gateways where goods come in, unevenly in time. Legs
lead from gateways outwards to the nearest places further out, some across and some back. Capacities
are the flow that needs would ask of a leg by its quickest way, times a factor about `slack`: some
bind, some do not. `supply` is what comes in as part of what is asked for.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from resupply.plan.problem import (
    Calendar,
    Floats,
    Ints,
    Labels,
    Needs,
    Problem,
    Recipes,
    Shared,
    Weights,
)

#: What a unit of unmet need costs, by tier; sending and holding cost about 1 a tonne at most.
TIER_PRICES = (1000.0, 200.0, 40.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What kind of network."""

    places: int
    legs: int
    items: int
    periods: int
    seed: int = 1
    supply: float = 0.9
    slack: float = 1.0
    needing: float = 0.6
    fractional: bool = True

    def __str__(self) -> str:
        return f"{self.places} x {self.legs} x {self.items} x {self.periods}"


def make(shape: Shape) -> tuple[Problem, Weights]:
    """A network of this kind and the prices of its plan."""
    rng = np.random.default_rng(shape.seed)
    where = rng.random((shape.places, 2))
    gates = np.arange(max(2, shape.places // 10))
    leg_from, leg_to, lead = _legs(rng, shape, where, gates)
    mass = np.exp(rng.normal(0.0, 1.0, shape.items))
    needs = _needs(rng, shape, gates, mass)
    stock, arrivals = _supplies(rng, shape, gates, needs)
    flow = _usual_flow(shape, leg_from, leg_to, lead, gates, needs, mass)
    ptr, period, share = _arrive(lead, shape.periods)
    problem = Problem(
        calendar=_weeks(shape.periods),
        labels=_labels(shape, len(needs.place)),
        leg_from=leg_from,
        leg_to=leg_to,
        open=np.ones((shape.legs, shape.items, shape.periods), dtype=bool),
        arrive_ptr=ptr,
        arrive_period=period,
        arrive_share=share,
        stock=stock,
        arrivals=arrivals,
        needs=needs,
        shared=_capacities(rng, shape, flow, mass),
        storage=nothing_shared(shape.periods),
        recipes=no_recipes(shape.periods),
        send_cost=0.2 * np.outer(1.0 + lead, mass),
    )
    return problem, _weights(shape, problem, mass)


def _weeks(periods: int) -> Calendar:
    return Calendar(
        start_on=date(2024, 1, 1),
        starts_days=np.arange(0, 7 * periods, 7, dtype=np.int32),
        length_days=np.full(periods, 7, dtype=np.int32),
    )


def _labels(shape: Shape, needs: int) -> Labels:
    def named(kind: str, count: int) -> tuple[str, ...]:
        return tuple(f"{kind} {n}" for n in range(count))

    return Labels(
        places=named("place", shape.places),
        items=named("item", shape.items),
        legs=named("leg", shape.legs),
        groups=named("item", shape.items),
        needs=named("need", needs),
        shared=named("leg", shape.legs),
    )


def _legs(
    rng: np.random.Generator, shape: Shape, where: Floats, gates: Ints
) -> tuple[Ints, Ints, Floats]:
    """Legs outwards first, then across and back, and their leads in periods, 0 to 4."""
    apart = np.linalg.norm(where[:, None] - where[None], axis=2)
    out = apart[:, gates].min(axis=1)
    out[gates] = -1.0
    pairs: list[tuple[int, int]] = []
    nearest = np.argsort(apart, axis=1)
    rank = 0
    outwards = int(0.85 * shape.legs)
    inward = [[int(q) for q in nearest[p] if out[q] < out[p]] for p in range(shape.places)]
    while len(pairs) < outwards and rank < shape.places:
        pairs += [(near[rank], p) for p, near in enumerate(inward) if rank < len(near)]
        rank += 1
    pairs = pairs[:outwards]
    known = set(pairs)
    while len(pairs) < shape.legs:
        p = int(rng.integers(shape.places))
        q = int(nearest[p, 1 + rng.integers(min(8, shape.places - 1))])
        if (p, q) not in known:
            known.add((p, q))
            pairs.append((p, q))
    ends = np.array(pairs, dtype=np.int32)
    long = apart[ends[:, 0], ends[:, 1]]
    lead = np.minimum(4.0, 2.0 * long / np.median(long) * rng.uniform(0.2, 1.2, len(long)))
    if not shape.fractional:
        lead = np.round(lead)
    return ends[:, 0].copy(), ends[:, 1].copy(), lead


def _arrive(lead: Floats, periods: int) -> tuple[Ints, Ints, Floats]:
    """Evenly sent, evenly arriving: a lead of 1.3 periods is 0.7 one later and 0.3 two later."""
    whole = np.floor(lead).astype(int)
    part = lead - whole
    ptr, at, share = [0], [], []
    for n in range(len(lead)):
        for t in range(periods):
            for later, portion in ((whole[n], 1.0 - part[n]), (whole[n] + 1, part[n])):
                if portion > 0 and t + later < periods:
                    at.append(t + later)
                    share.append(portion)
            ptr.append(len(at))
    return np.array(ptr, np.int32), np.array(at, np.int32), np.array(share)


def _needs(rng: np.random.Generator, shape: Shape, gates: Ints, mass: Floats) -> Needs:
    """Some of the places need most of the items, with a season and ups and downs."""
    rest = np.arange(len(gates), shape.places)
    asking = rng.choice(rest, max(1, int(shape.needing * len(rest))), replace=False)
    pairs = [(p, k) for p in asking for k in range(shape.items) if rng.random() < 0.8]
    pairs = pairs or [(int(asking[0]), 0)]
    place, group = np.array(pairs, dtype=np.int32).T.copy()
    size = np.exp(rng.normal(0.0, 0.8, len(place))) * 10.0 / mass[group]
    weeks = np.arange(shape.periods)
    season = 1.0 + 0.4 * np.sin(2 * np.pi * (weeks / 52 + rng.random((len(place), 1))))
    noise = np.exp(rng.normal(0.0, 0.25, (len(place), shape.periods)))
    return Needs(
        place=place,
        group=group,
        tier=rng.integers(1, 4, len(place)).astype(np.int32),
        backlog=np.zeros(len(place), dtype=bool),
        amount=size[:, None] * season * noise,
        rates=np.eye(shape.items),
    )


def _supplies(
    rng: np.random.Generator, shape: Shape, gates: Ints, needs: Needs
) -> tuple[Floats, Floats]:
    """`supply` times what is asked for, by item: 8% as stock, the rest in lumps at gateways."""
    asked = np.zeros(shape.items)
    np.add.at(asked, needs.group, needs.amount.sum(axis=1))
    stock = np.zeros((shape.places, shape.items))
    spread = rng.dirichlet(np.ones(shape.places), shape.items).T
    stock[:] = 0.08 * shape.supply * asked * spread
    arrivals = np.zeros((shape.places, shape.items, shape.periods))
    lumps = rng.exponential(1.0, (len(gates), shape.items, shape.periods))
    lumps *= rng.random(lumps.shape) < 0.4
    lumps /= np.maximum(lumps.sum(axis=(0, 2), keepdims=True), 1e-12)
    arrivals[gates] = 0.92 * shape.supply * asked[None, :, None] * lumps
    return stock, arrivals


def _usual_flow(
    shape: Shape,
    leg_from: Ints,
    leg_to: Ints,
    lead: Floats,
    gates: Ints,
    needs: Needs,
    mass: Floats,
) -> Floats:
    """Tonnes a period on each leg if each need came by its quickest way from a gateway."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    size = shape.places + 1
    rows = np.concatenate([leg_from, np.full(len(gates), shape.places)])
    columns = np.concatenate([leg_to, gates])
    value = np.concatenate([lead + 0.1, np.full(len(gates), 1e-6)])
    graph = csr_array((value, (rows, columns)), shape=(size, size))
    _, before = dijkstra(graph, indices=shape.places, return_predecessors=True)
    leg_of = {(int(p), int(q)): n for n, (p, q) in enumerate(zip(leg_from, leg_to, strict=True))}
    flow = np.zeros(shape.legs)
    tonnes = needs.amount.mean(axis=1) * mass[needs.group]
    for place, amount in zip(needs.place, tonnes, strict=True):
        at = int(place)
        while (came := int(before[at])) not in (shape.places, -9999):
            flow[leg_of[came, at]] += amount
            at = came
    return flow


def _capacities(rng: np.random.Generator, shape: Shape, flow: Floats, mass: Floats) -> Shared:
    usual = np.maximum(flow, 0.3 * np.median(flow[flow > 0]))
    daily = shape.slack * usual * rng.uniform(0.5, 1.6, shape.legs)
    bad = np.where(rng.random((shape.legs, shape.periods)) < 0.05, 0.3, 1.0)
    leg = np.repeat(np.arange(shape.legs, dtype=np.int32), shape.items)
    return Shared(
        row=leg,
        leg=leg.copy(),
        item=np.tile(np.arange(shape.items, dtype=np.int32), shape.legs),
        weight=np.tile(mass, shape.legs),
        amount=daily[:, None] * bad,
    )


def nothing_shared(periods: int) -> Shared:
    """No limits at all."""
    none = np.zeros(0, dtype=np.int32)
    return Shared(row=none, leg=none, item=none, weight=np.zeros(0), amount=np.zeros((0, periods)))


def no_recipes(periods: int) -> Recipes:
    """Nothing can be made."""
    none = np.zeros(0, dtype=np.int32)
    return Recipes(
        place=none, output=none, limit=np.zeros((0, periods)), input_of=none, input_item=none,
        input_amount=np.zeros(0), arrive_ptr=np.zeros(1, np.int32), arrive_period=none,
        arrive_share=np.zeros(0),
    )  # fmt: skip


def _weights(shape: Shape, problem: Problem, mass: Floats) -> Weights:
    """Unmet need by the tonne and tier, sending by its cost, holding a little."""
    needs = problem.needs
    price = np.array(TIER_PRICES)[needs.tier - 1] * mass[needs.group]
    hold = np.broadcast_to(0.05 * mass[None, :, None], problem.arrivals.shape)
    return Weights(
        unmet=np.repeat(price[:, None], shape.periods, axis=1),
        send=problem.send_cost,
        hold=hold.copy(),
    )
