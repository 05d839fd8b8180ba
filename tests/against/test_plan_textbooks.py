"""Published instances with published optima, and a min-cost-flow code.

No set of multicommodity instances lies beside the project (shared/data has none), so two small
textbook ones are typed in here:
- Dantzig, Linear Programming and Extensions (1963), ch. 3-3, as in the GAMS model TRNSPORT:
  least cost 153.675 (thousand dollars).
- Fourer, Gay, Kernighan, AMPL (2nd ed.), ch. 4, multi.mod and multi.dat: three products over
  shared links of 625 tons; least cost 199,500.
"""

from collections import Counter
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.network.model import (
    Capacity,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Range,
    Stock,
    Supply,
    exactly,
)
from resupply.plan.plan import Asked, make

START = date(2024, 3, 1)
ONE_DAY = Asked(days=1, step="day", fair=False)


def transport(supply, demand, cost, limit=None) -> Network:
    """A transportation problem of one day; costs by (origin, destination, product)."""
    origins = sorted({o for o, _ in supply})
    destinations = sorted({d for d, _ in demand})
    products = sorted({p for _, p in supply})
    return Network(
        start_on=START,
        places=[Place(id=name, name=name) for name in (*origins, *destinations)],
        items=[Item(id=p, name=p, unit="t", mass_kg=exactly(1000.0)) for p in products],
        legs=[
            Leg(
                id=f"{o} {d} {p}",
                from_place=o,
                to_place=d,
                lead_days=exactly(0.0),
                items=(p,),
                cost_per_t=exactly(float(each)),
            )
            for (o, d, p), each in cost.items()
        ],
        capacities=[
            Capacity(
                id=f"{o} {d}",
                legs=tuple(f"{o} {d} {p}" for p in products),
                per_day=exactly(float(limit)),
                unit="t",
                weights={p: exactly(1.0) for p in products},
            )
            for o in origins
            for d in destinations
            if limit is not None
        ],
        stocks=[
            Stock(place=o, item=p, quantity=exactly(float(amount)))
            for (o, p), amount in supply.items()
        ],
        needs=[
            Need(id=f"{d} {p}", place=d, group=p, per_day=exactly(float(amount)))
            for (d, p), amount in demand.items()
            if amount > 0
        ],
    )


def least_cost(network: Network) -> float:
    plan = make(network, ONE_DAY)
    assert plan.flows.unmet.sum() == pytest.approx(0.0, abs=1e-6)
    return float((plan.flows.sent.sum(axis=2) * plan.problem.send_cost).sum())


def test_dantzigs_transportation_problem():
    cities = ("new-york", "chicago", "topeka")
    miles = {"seattle": (2.5, 1.7, 1.8), "san-diego": (2.5, 1.8, 1.4)}
    network = transport(
        supply={("seattle", "case"): 350, ("san-diego", "case"): 600},
        demand=dict(zip([(c, "case") for c in cities], (325, 300, 275), strict=True)),
        cost={
            (plant, city, "case"): 90 * each / 1000
            for plant, row in miles.items()
            for city, each in zip(cities, row, strict=True)
        },
    )
    assert least_cost(network) == pytest.approx(153.675)


def test_three_products_over_shared_links():
    mills, products = ("GARY", "CLEV", "PITT"), ("bands", "coils", "plate")
    factories = ("FRA", "DET", "LAN", "WIN", "STL", "FRE", "LAF")
    made = {"bands": (400, 700, 800), "coils": (800, 1600, 1800), "plate": (200, 300, 300)}
    wanted = {
        "bands": (300, 300, 100, 75, 650, 225, 250),
        "coils": (500, 750, 400, 250, 950, 850, 500),
        "plate": (100, 100, 0, 50, 200, 100, 250),
    }
    costs = {
        "bands": (
            (30, 10, 8, 10, 11, 71, 6),
            (22, 7, 10, 7, 21, 82, 13),
            (19, 11, 12, 10, 25, 83, 15),
        ),
        "coils": (
            (39, 14, 11, 14, 16, 82, 8),
            (27, 9, 12, 9, 26, 95, 17),
            (24, 14, 17, 13, 28, 99, 20),
        ),
        "plate": (
            (41, 15, 12, 16, 17, 86, 8),
            (29, 9, 13, 9, 28, 99, 18),
            (26, 14, 17, 13, 31, 104, 20),
        ),
    }
    network = transport(
        supply={(m, p): made[p][at] for at, m in enumerate(mills) for p in products},
        demand={(f, p): wanted[p][at] for at, f in enumerate(factories) for p in products},
        cost={
            (m, f, p): costs[p][i][j]
            for i, m in enumerate(mills)
            for j, f in enumerate(factories)
            for p in products
        },
        limit=625,
    )
    assert least_cost(network) == pytest.approx(199_500)


def whole(draw, low: int, high: int) -> Range:
    return exactly(float(draw(st.integers(low, high))))


@st.composite
def one_item(draw) -> Network:
    """One item over days: places in a row and across, whole amounts, whole lead times."""
    names = [f"p{at}" for at in range(draw(st.integers(2, 5)))]
    pairs = [(names[at], names[at + 1]) for at in range(len(names) - 1)]
    for one in names:
        for other in names:
            if one != other and draw(st.integers(0, 5)) == 0:
                pairs.append((one, other))
    legs = [
        Leg(
            id=f"l{at}", from_place=a, to_place=b, lead_days=exactly(float(draw(st.integers(0, 3))))
        )
        for at, (a, b) in enumerate(pairs)
    ]
    return Network(
        start_on=START,
        places=[Place(id=name, name=name) for name in names],
        items=[Item(id="k", name="k", unit="piece")],
        legs=legs,
        capacities=[
            Capacity(
                id=f"c{leg.id}",
                legs=(leg.id,),
                per_day=whole(draw, 0, 9),
                unit="piece",
                weights={"k": exactly(1.0)},
            )
            for leg in legs
        ],
        stocks=[Stock(place=name, item="k", quantity=whole(draw, 0, 30)) for name in names],
        supplies=[Supply(id="s", place=names[0], item="k", per_day=whole(draw, 0, 5))],
        needs=[
            Need(id=f"n{at}", place=name, group="k", per_day=whole(draw, 1, 9))
            for at, name in enumerate(names[1:])
        ],
    )


def min_cost_flow(network: Network, days: int) -> tuple[int, int]:
    """Unmet need, and unmet need times days to go, by networkx on a graph of places and days."""
    graph = nx.DiGraph()
    dear = 10_000  # one unit unmet is worse than any lateness
    given_: Counter[tuple[str, int]] = Counter()
    for place in network.places:
        for day in range(days - 1):
            graph.add_edge((place.id, day), (place.id, day + 1))
        # What is left over at the end goes nowhere, at no cost.
        graph.add_edge((place.id, days - 1), "sink")
    for stock in network.stocks:
        given_[stock.place, 0] += int(stock.quantity.central)
    for row in network.supplies:
        for day in range(days):
            given_[row.place, day] += int(row.per_day.central)
    for node, amount in given_.items():
        graph.add_edge("source", node, capacity=amount)
    for at, leg in enumerate(network.legs):
        lead, limit = int(leg.lead_days.central), int(network.capacities[at].per_day.central)
        for day in range(days):
            after = (leg.to_place, day + lead) if day + lead < days else "sink"
            graph.add_edge((leg.from_place, day), ("leg", at, day), capacity=limit)
            graph.add_edge(("leg", at, day), after)
    asked = late = 0
    for need in network.needs:
        for day in range(days):
            amount = int(need.per_day.central)
            # Serving is paid: it saves one unmet unit, the more the earlier.
            use = ("use", need.id, day)
            graph.add_edge((need.place, day), use, capacity=amount, weight=-dear - (days - day))
            graph.add_edge(use, "sink")
            asked += amount
            late += amount * (days - day)
    graph.add_node("source", demand=-given_.total())
    graph.add_node("sink", demand=given_.total())
    cost, _ = nx.network_simplex(graph)
    gained = -cost
    served = round(gained // dear)
    return asked - served, late - (gained - served * dear)


@settings(max_examples=60)
@given(one_item(), st.integers(1, 6))
def test_one_item_agrees_with_a_min_cost_flow(network, days):
    plan = make(network, Asked(days=days, step="day", fair=False))
    unmet = plan.flows.unmet
    to_go = days - plan.calendar.starts_days
    expected = min_cost_flow(network, days)
    assert (unmet.sum(), (unmet * to_go).sum()) == pytest.approx(expected, abs=1e-6)
