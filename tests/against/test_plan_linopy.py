"""The same plans written a second time, from the equations, and solved through linopy.

Nothing of the package's program is used: the rows are written place by place and day by day from
the network, over named dimensions, with arrivals found by walking the days. Compared are unmet
need tier by tier, the smallest share served, lateness and cost: every stage that has one value.
"""

from datetime import timedelta

import linopy
import numpy as np
import pytest
import xarray as xr

from resupply.network.model import Leg, Network, Recipe, Window
from resupply.plan.examples import scattered
from resupply.plan.plan import Asked, make

DAYS = 8
HAIR = 1e-7


def written_again(network: Network) -> tuple[linopy.Model, dict]:
    """The equations of docs/explanation/plan.md, over named dimensions.

    Day `t` of a row meets day `r` of a variable through a table of numbers, so that each term is
    one product and one sum.
    """
    model = linopy.Model()
    names = {
        "leg": [leg.id for leg in network.legs],
        "place": [p.id for p in network.places],
        "item": [i.id for i in network.items],
        "need": [n.id for n in network.needs],
        "recipe": [m.id for m in network.recipes],
        "r": list(range(DAYS)),
        "t": list(range(DAYS)),
    }

    def variable(name: str, *dims: str) -> linopy.Variable:
        coords = [(dim, names[dim]) for dim in dims]
        return model.add_variables(lower=0, coords=coords, name=name)

    def table(values: object, *dims: str) -> xr.DataArray:
        numbers = np.asarray(values, dtype=float).reshape([len(names[dim]) for dim in dims])
        return xr.DataArray(numbers, coords=[(dim, names[dim]) for dim in dims])

    x, s = variable("x", "leg", "item", "r"), variable("s", "place", "item", "r")
    y, u = variable("y", "need", "item", "r"), variable("u", "need", "r")
    same_day = np.eye(DAYS)
    less_before = same_day - np.eye(DAYS, k=1)  # of day r in day t: 1 on it, -1 on the next
    rates = [rates_of(network, need.group) for need in network.needs]
    balance = (
        (s * table(less_before, "r", "t")).sum("r")
        + (x * table([[moved(leg, p) for p in names["place"]] for leg in network.legs],
                     "leg", "place", "r", "t")).sum(["leg", "r"])
        + (y * table([[(n.place == p) * same_day for p in names["place"]] for n in network.needs],
                     "need", "place", "r", "t")).sum(["need", "r"])
    )  # fmt: skip
    if network.recipes:
        z = variable("z", "recipe", "r")
        model.add_constraints(
            z <= table(np.outer([m.per_day.central for m in network.recipes], np.ones(DAYS)),
                       "recipe", "r")
        )  # fmt: skip
        made = [
            [[turned(m, p, k) for k in names["item"]] for p in names["place"]]
            for m in network.recipes
        ]
        balance = balance + (z * table(made, "recipe", "place", "item", "r", "t")).sum(
            ["recipe", "r"]
        )
    given = [
        [[comes(network, p, k, t) for t in range(DAYS)] for k in names["item"]]
        for p in names["place"]
    ]
    model.add_constraints(balance == table(given, "place", "item", "t"))
    waits = [less_before if n.backlog else same_day for n in network.needs]
    serves = [[rate.get(k, 0.0) * same_day for k in names["item"]] for rate in rates]
    served = (y * table(serves, "need", "item", "r", "t")).sum(["item", "r"])
    asked = np.outer([n.per_day.central for n in network.needs], np.ones(DAYS))
    model.add_constraints(
        served + (u * table(waits, "need", "r", "t")).sum("r") == table(asked, "need", "t")
    )
    cannot = [[[k not in rate] * DAYS for k in names["item"]] for rate in rates]
    model.add_constraints((y * table(cannot, "need", "item", "r")).sum(["item", "r"]) <= 0)
    for capacity in network.capacities:
        weight = [
            [(leg in capacity.legs) * capacity.weights[k].central for k in names["item"]]
            for leg in names["leg"]
        ]
        used = (x * table(weight, "leg", "item")).sum(["leg", "item"])
        limit = capacity.per_day.central * left_by(capacity.windows, network)
        if len(capacity.legs) == 1:
            leg = next(each for each in network.legs if each.id == capacity.legs[0])
            limit = limit * left_by(leg.windows, network)
        model.add_constraints(used <= table(limit, "r"))
    shut = [left_by(leg.windows, network) == 0 for leg in network.legs]
    model.add_constraints((x * table(shut, "leg", "r")).sum(["leg", "item"]) <= 0)
    for room in network.storages:
        weight = [
            [(p == room.place) * room.weights[k].central for k in names["item"]]
            for p in names["place"]
        ]
        held = (s * table(weight, "place", "item")).sum(["place", "item"])
        model.add_constraints(held <= room.amount.central)
    return model, {"x": x, "u": u}


def left_by(windows: tuple[Window, ...], network: Network) -> np.ndarray:
    """What windows leave on each day."""
    left = np.ones(DAYS)
    for window in windows:
        for day in range(DAYS):
            today = network.start_on + timedelta(days=day)
            left[day] *= window.factor if window.from_on <= today <= window.until_on else 1.0
    return left


def rates_of(network: Network, group: str) -> dict[str, float]:
    """What one unit of each item serves of a group's need."""
    groups = {g.id: {k: r.central for k, r in g.rates.items()} for g in network.groups}
    return groups.get(group, {group: 1.0})


def arrives(lead: float) -> np.ndarray:
    """How much of what leaves on day r arrives on day t."""
    whole, rest = int(lead), lead - int(lead)
    return (1 - rest) * np.eye(DAYS, k=whole) + rest * np.eye(DAYS, k=whole + 1)


def moved(leg: Leg, place: str) -> np.ndarray:
    """What one unit sent on day r takes from a place on day t."""
    left, came = leg.from_place == place, leg.to_place == place
    return left * np.eye(DAYS) - came * arrives(leg.lead_days.central)


def turned(recipe: Recipe, place: str, item: str) -> np.ndarray:
    """What one unit begun on day r takes of an item from a place on day t."""
    if recipe.place != place:
        return np.zeros((DAYS, DAYS))
    each = recipe.inputs[item].central if item in recipe.inputs else 0.0
    return each * np.eye(DAYS) - (recipe.output == item) * arrives(recipe.lead_days.central)


def comes(network: Network, place: str, item: str, day: int) -> float:
    """Opening stock on the first day, and what comes on this one."""
    total = 0.0
    if day == 0:
        total += sum(
            r.quantity.central for r in network.stocks if (r.place, r.item) == (place, item)
        )
    today = network.start_on + timedelta(days=day)
    for row in network.supplies:
        if (row.place, row.item) == (place, item) and row.from_on <= today <= row.until_on:
            each = row.quantity.central / ((row.until_on - row.from_on).days + 1)
            total += each * left_by(row.windows, network)[day]
    return total


def solved(model: linopy.Model, objective: linopy.LinearExpression) -> float:
    model.add_objective(objective, overwrite=True)
    status, condition = model.solve(solver_name="highs", output_flag=False, progress=False)
    assert (status, condition) == ("ok", "optimal")
    return float(model.objective.value)


def stages(network: Network) -> dict[str, float]:
    """The value of each stage, one after the other, each held while the next is solved."""
    model, v = written_again(network)
    u, needs = v["u"], network.needs
    asked = {n.id: n.per_day.central * DAYS for n in needs}
    weight = {}
    for need in needs:
        same = [n for n in needs if (n.tier, n.group) == (need.tier, need.group)]
        weight[need.id] = DAYS / sum(asked[n.id] for n in same)

    def never(need) -> linopy.LinearExpression:
        of_need = u.sel(need=need.id, drop=True)
        return of_need.sel(r=DAYS - 1, drop=True) * 1.0 if need.backlog else of_need.sum()

    found = {}
    for tier in sorted({n.tier for n in needs}):
        terms = [weight[n.id] * never(n) for n in needs if n.tier == tier]
        total = sum(terms[1:], terms[0])
        found[f"unmet {tier}"] = solved(model, total)
        model.add_constraints(total <= found[f"unmet {tier}"] + HAIR)
    first = [t for t in sorted({n.tier for n in needs}) if sum(n.tier == t for n in needs) > 1]
    if first:
        least = model.add_variables(lower=0, upper=1, name="least")
        for need in needs:
            if need.tier == first[0]:
                model.add_constraints(never(need) + asked[need.id] * least <= asked[need.id])
        found[f"fair {first[0]}"] = solved(model, -1.0 * least)
    return found


@pytest.mark.parametrize("seed", range(16))
def test_every_stage_has_the_value_of_the_model_written_again(seed):
    network = scattered(seed)
    plan = make(network, Asked(days=DAYS, step="day"))
    mine = {}
    for stage in plan.stages:
        name = {"unmet": "unmet", "fairness": "fair"}.get(stage.name)
        if name:
            mine.setdefault(f"{name} {stage.tier}", stage.objective)
    for name, value in stages(network).items():
        # Each held stage leaves the next a hair of room.
        assert mine[name] == pytest.approx(value, abs=1e-4), name


def test_lateness_and_cost_agree_where_nothing_is_left_to_fairness():
    """One need: its lateness and the cost of sending, each with all before it held."""
    for seed in range(60):
        network = scattered(seed)
        if len(network.needs) != 1 or network.needs[0].backlog:
            continue
        (need,) = network.needs
        plan = make(network, Asked(days=DAYS, step="day"))
        model, v = written_again(network)
        u, x = v["u"], v["x"]
        least = solved(model, u.sum() * 1.0)
        model.add_constraints(u.sum() <= least + HAIR)
        left = xr.DataArray(1 - np.arange(DAYS) / DAYS, coords=[("r", list(range(DAYS)))])
        lateness = (u * left).sum()
        late = solved(model, lateness)
        model.add_constraints(lateness <= late + HAIR)
        each = xr.DataArray(
            [1.0 + leg.lead_days.central for leg in network.legs],
            coords=[("leg", [leg.id for leg in network.legs])],
        )
        cost = solved(model, (x * each).sum())
        by_name = {s.name: s.objective for s in plan.stages}
        weight = 1 / need.per_day.central
        assert by_name["lateness"] == pytest.approx(late * weight, abs=1e-4)
        scale = plan.problem.send_cost.max()
        assert by_name["cost"] * scale == pytest.approx(cost, rel=1e-4, abs=1e-3)
        return
    pytest.fail("no network with one need was drawn")
