"""Small problems of all kinds, for tests of methods that plan: shared limits, closed legs, no legs."""

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


def problem_of(seed: int, *, periods: int | None = None) -> tuple[Problem, Weights]:
    """A problem and prices made from a seed; small enough for a general solver in milliseconds."""
    rng = np.random.default_rng(seed)
    places, items = int(rng.integers(1, 6)), int(rng.integers(1, 4))
    legs = int(rng.integers(0, 10)) if places > 1 else 0
    needs = int(rng.integers(1, 7))
    leg_from = rng.integers(places, size=legs)
    leg_to = (leg_from + rng.integers(1, max(places, 2), size=legs)) % places
    periods = periods or int(rng.integers(1, 9))
    arrive = _arrive(rng, legs, periods)
    groups = items + 1
    problem = Problem(
        calendar=_days(periods),
        labels=_labels(places, items, legs, needs, groups),
        leg_from=leg_from.astype(np.int32),
        leg_to=leg_to.astype(np.int32),
        open=rng.random((legs, items, periods)) < rng.choice([0.5, 1.0]),
        arrive_ptr=arrive[0],
        arrive_period=arrive[1],
        arrive_share=arrive[2],
        stock=_some(rng, (places, items)),
        arrivals=_some(rng, (places, items, periods)),
        needs=_needs(rng, places, items, needs, periods),
        shared=_shared(rng, legs, items, periods),
        storage=nothing(periods),
        recipes=no_recipes(periods),
        send_cost=rng.choice([0.0, 0.01, 1.0]) * rng.random((legs, items)),
    )
    price = np.array([1000.0, 30.0, 1.0])[problem.needs.tier - 1]
    weights = Weights(
        unmet=price[:, None] * rng.uniform(0.9, 1.1, (needs, periods)),
        send=problem.send_cost,
        hold=rng.choice([0.0, 0.01, 0.5]) * rng.random((places, items, periods)),
    )
    return problem, weights


def _days(periods: int) -> Calendar:
    return Calendar(
        start_on=date(2024, 2, 28),
        starts_days=np.arange(periods, dtype=np.int32),
        length_days=np.ones(periods, dtype=np.int32),
    )


def _labels(places: int, items: int, legs: int, needs: int, groups: int) -> Labels:
    counts = {"places": places, "items": items, "legs": legs, "needs": needs, "groups": groups}
    return Labels(**{kind: tuple(f"{kind} {n}" for n in range(c)) for kind, c in counts.items()})


def _some(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Amounts of very different size, many of them 0."""
    return np.where(rng.random(shape) < 0.4, np.exp(rng.normal(1.0, 1.5, shape)), 0.0)


def _arrive(rng: np.random.Generator, legs: int, periods: int) -> tuple[Ints, Ints, Floats]:
    """Leads of 0 to 3 periods, most of them not whole."""
    ptr, at, share = [0], [], []
    for _ in range(legs):
        lead = rng.uniform(0, 3) if rng.random() < 0.7 else float(rng.integers(0, 3))
        whole, part = int(lead), lead - int(lead)
        for t in range(periods):
            for later, portion in ((whole, 1 - part), (whole + 1, part)):
                if portion > 0 and t + later < periods:
                    at.append(t + later)
                    share.append(portion)
            ptr.append(len(at))
    return np.array(ptr, np.int32), np.array(at, np.int32), np.array(share, float)


def _needs(rng: np.random.Generator, places: int, items: int, needs: int, periods: int) -> Needs:
    """Needs of one item, and some that any of them can serve."""
    rates = np.vstack([np.eye(items), rng.uniform(0.5, 2.0, (1, items))])
    return Needs(
        place=rng.integers(places, size=needs).astype(np.int32),
        group=rng.integers(items + 1, size=needs).astype(np.int32),
        tier=rng.integers(1, 4, needs).astype(np.int32),
        backlog=np.zeros(needs, dtype=bool),
        amount=_some(rng, (needs, periods)),
        rates=rates,
    )


def _shared(rng: np.random.Generator, legs: int, items: int, periods: int) -> Shared:
    """Capacities of one or several legs; some legs have none, some capacities are 0."""
    row_of_leg = rng.integers(-1, max(legs - 1, 1), size=legs)
    _, row_of_leg = np.unique(np.append(row_of_leg, -1), return_inverse=True)
    row_of_leg = row_of_leg[:-1] - 1
    leg = np.repeat(np.arange(legs), items)
    item = np.tile(np.arange(items), legs)
    row = np.repeat(row_of_leg, items)
    kept = row >= 0
    rows = int(row_of_leg.max(initial=-1)) + 1
    return Shared(
        row=row[kept].astype(np.int32),
        leg=leg[kept].astype(np.int32),
        item=item[kept].astype(np.int32),
        weight=rng.uniform(0.1, 3.0, int(kept.sum())),
        amount=_some(rng, (rows, periods)),
    )


def nothing(periods: int) -> Shared:
    """No limits."""
    none = np.zeros(0, dtype=np.int32)
    return Shared(row=none, leg=none, item=none, weight=np.zeros(0), amount=np.zeros((0, periods)))


def no_recipes(periods: int) -> Recipes:
    """Nothing is made."""
    none = np.zeros(0, dtype=np.int32)
    return Recipes(
        place=none,
        output=none,
        limit=np.zeros((0, periods)),
        input_of=none,
        input_item=none,
        input_amount=np.zeros(0),
        arrive_ptr=np.zeros(1, dtype=np.int32),
        arrive_period=none,
        arrive_share=np.zeros(0),
    )
