"""The same plan as a linear program, built by others, up to the point where HiGHS would start."""

from collections import defaultdict
from typing import Any

import numpy as np

from resupply.plan.lp import sent_of
from resupply.plan.problem import Problem, Weights


def ours(problem: Problem, weights: Weights) -> Any:
    """Straight into HiGHS' arrays."""
    from resupply.plan.lp import build
    from resupply.plan.solver import Solver

    program = build(problem)
    cost = np.zeros(program.columns.count)
    for numbers, price in (
        (program.columns.sent, weights.send[:, :, None]),
        (program.columns.stock, weights.hold),
        (program.columns.unmet, weights.unmet),
    ):
        there = numbers >= 0
        cost[numbers[there]] = np.broadcast_to(price, numbers.shape)[there]
    solver = Solver(program)
    solver._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    return solver._highs


def by_linopy(problem: Problem, weights: Weights) -> Any:
    """Whole arrays at a time, sums over legs by their ends."""
    import linopy
    import xarray as xr

    places, items, legs, periods = problem.shape
    index = {
        "place": range(places), "item": range(items), "leg": range(legs),
        "time": range(periods), "need": range(len(problem.needs.place)),
    }  # fmt: skip

    def array(values: Any, *dims: str) -> Any:
        return xr.DataArray(values, dims=dims, coords={dim: list(index[dim]) for dim in dims})

    model = linopy.Model()

    def variable(name: str, *dims: str, upper: Any = np.inf) -> Any:
        return model.add_variables(
            lower=0, upper=upper, coords=[list(index[d]) for d in dims], dims=dims, name=name
        )

    sent = variable("sent", "leg", "item", "time")
    stock = variable("stock", "place", "item", "time")
    amount = array(problem.needs.amount, "need", "time")
    unmet = variable("unmet", "need", "time", upper=amount)
    start = array(problem.leg_from, "leg").rename("place")
    end = array(problem.leg_to, "leg").rename("place")
    lhs = stock - stock.shift(time=1) + sent.groupby(start).sum().reindex(place=range(places))
    for offset, share in _shares(problem).items():
        came = (sent * array(share, "leg", "time")).shift(time=offset)
        lhs = lhs - came.groupby(end).sum().reindex(place=range(places))
    rhs = problem.given
    np.subtract.at(rhs, (problem.needs.place, problem.needs.group), problem.needs.amount)
    key = problem.needs.place * items + problem.needs.group
    used = unmet.groupby(array(key, "need").rename("node")).sum()
    used = used.reindex(node=range(places * items))
    node = xr.DataArray(
        np.arange(places * items).reshape(places, items),
        dims=("place", "item"),
        coords={"place": list(index["place"]), "item": list(index["item"])},
    )
    model.add_constraints(lhs - used.sel(node=node) == array(rhs, "place", "item", "time"))
    weight = np.zeros((legs, items))
    weight[problem.shared.leg, problem.shared.item] = problem.shared.weight
    room = array(problem.shared.amount, "leg", "time")
    model.add_constraints((sent * array(weight, "leg", "item")).sum("item") <= room)
    model.add_objective(
        (sent * array(weights.send, "leg", "item")).sum()
        + (stock * array(weights.hold, "place", "item", "time")).sum()
        + (unmet * array(weights.unmet, "need", "time")).sum()
    )
    return linopy.io.to_highspy(model)


def _shares(problem: Problem) -> dict[int, Any]:
    """Part of what leaves on each leg in each period that arrives so many periods later."""
    _, _, legs, periods = problem.shape
    shares: dict[int, Any] = defaultdict(lambda: np.zeros((legs, periods)))
    for leg, period, later, share in _arrivals(problem):
        shares[later][leg, period] = share
    return dict(shares)


def _arrivals(problem: Problem) -> list[tuple[int, int, int, float]]:
    """Leg, period, periods later, share, as plain numbers."""
    periods = problem.calendar.count
    leg, period = sent_of(problem.arrive_ptr, periods)
    later = problem.arrive_period - period
    columns = (leg, period, later, problem.arrive_share)
    return list(zip(*(c.tolist() for c in columns), strict=True))


class _Plain:
    """A problem as plain Python numbers and lists, as the row-by-row builders want it."""

    def __init__(self, problem: Problem, weights: Weights) -> None:
        self.places, self.items, self.legs, self.periods = problem.shape
        self.amount = problem.needs.amount.tolist()
        self.unmet, self.send = weights.unmet.tolist(), weights.send.tolist()
        self.hold = weights.hold.tolist()
        given = problem.given
        np.subtract.at(given, (problem.needs.place, problem.needs.group), problem.needs.amount)
        self.given = given.tolist()
        self.out: dict[int, list[int]] = defaultdict(list)
        for leg, place in enumerate(problem.leg_from.tolist()):
            self.out[place].append(leg)
        self.came: dict[tuple[int, int], list[tuple[int, int, float]]] = defaultdict(list)
        ends = problem.leg_to.tolist()
        for leg, period, later, share in _arrivals(problem):
            self.came[ends[leg], period + later].append((leg, period, share))
        self.needs: dict[tuple[int, int], list[int]] = defaultdict(list)
        at = zip(problem.needs.place.tolist(), problem.needs.group.tolist(), strict=True)
        for need, node in enumerate(at):
            self.needs[node].append(need)
        shared = problem.shared
        self.load: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        entries = (shared.row, shared.leg, shared.item, shared.weight)
        for row, leg, item, weight in zip(*(e.tolist() for e in entries), strict=True):
            self.load[row].append((leg, item, weight))
        self.room = shared.amount.tolist()


def by_pulp(problem: Problem, weights: Weights) -> Any:
    """Dictionaries of variables, a row at a time."""
    import pulp

    plain = _Plain(problem, weights)
    ks, ts = range(plain.items), range(plain.periods)
    model = pulp.LpProblem("plan", pulp.LpMinimize)
    sent = {
        (leg, k, t): pulp.LpVariable(f"x_{leg}_{k}_{t}", 0)
        for leg in range(plain.legs) for k in ks for t in ts
    }  # fmt: skip
    stock = {
        (p, k, t): pulp.LpVariable(f"s_{p}_{k}_{t}", 0)
        for p in range(plain.places) for k in ks for t in ts
    }  # fmt: skip
    unmet = {
        (n, t): pulp.LpVariable(f"u_{n}_{t}", 0, amount[t])
        for n, amount in enumerate(plain.amount) for t in ts
    }  # fmt: skip
    model += pulp.LpAffineExpression(
        [(x, plain.send[leg][k]) for (leg, k, _), x in sent.items()]
        + [(s, plain.hold[p][k][t]) for (p, k, t), s in stock.items()]
        + [(u, plain.unmet[n][t]) for (n, t), u in unmet.items()]
    )
    for (p, k, t), s in stock.items():
        terms = [(s, 1.0), *((sent[leg, k, t], 1.0) for leg in plain.out[p])]
        terms += [(sent[leg, k, at], -share) for leg, at, share in plain.came[p, t]]
        terms += [(unmet[n, t], -1.0) for n in plain.needs[p, k]]
        if t:
            terms.append((stock[p, k, t - 1], -1.0))
        model += pulp.LpAffineExpression(terms) == plain.given[p][k][t]
    for row, load in plain.load.items():
        for t in ts:
            terms = [(sent[leg, k, t], weight) for leg, k, weight in load]
            model += pulp.LpAffineExpression(terms) <= plain.room[row][t]
    solver = pulp.HiGHS(msg=False)
    solver.createAndConfigureSolver(model)
    solver.buildSolverModel(model)
    return model.solverModel


def by_pyomo(problem: Problem, weights: Weights) -> Any:
    """A concrete model with a rule for each constraint."""
    import pyomo.environ as pyo
    from pyomo.contrib.appsi.solvers import Highs

    plain = _Plain(problem, weights)
    model = pyo.ConcreteModel()
    model.p, model.k = pyo.RangeSet(0, plain.places - 1), pyo.RangeSet(0, plain.items - 1)
    model.l, model.t = pyo.RangeSet(0, plain.legs - 1), pyo.RangeSet(0, plain.periods - 1)
    model.n, model.r = pyo.RangeSet(0, len(plain.amount) - 1), pyo.Set(initialize=list(plain.load))
    model.x = pyo.Var(model.l, model.k, model.t, domain=pyo.NonNegativeReals)
    model.s = pyo.Var(model.p, model.k, model.t, domain=pyo.NonNegativeReals)
    model.u = pyo.Var(model.n, model.t, bounds=lambda _, n, t: (0.0, plain.amount[n][t]))

    def balance(m: Any, p: int, k: int, t: int) -> Any:
        left = m.s[p, k, t] + sum(m.x[leg, k, t] for leg in plain.out[p])
        left -= sum(share * m.x[leg, k, at] for leg, at, share in plain.came[p, t])
        left -= sum(m.u[n, t] for n in plain.needs[p, k])
        if t:
            left -= m.s[p, k, t - 1]
        return left == plain.given[p][k][t]

    def capacity(m: Any, r: int, t: int) -> Any:
        return sum(weight * m.x[leg, k, t] for leg, k, weight in plain.load[r]) <= plain.room[r][t]

    model.balance = pyo.Constraint(model.p, model.k, model.t, rule=balance)
    model.capacity = pyo.Constraint(model.r, model.t, rule=capacity)
    model.cost = pyo.Objective(
        expr=pyo.quicksum(plain.send[leg][k] * x for (leg, k, _), x in model.x.items())
        + pyo.quicksum(plain.hold[p][k][t] * s for (p, k, t), s in model.s.items())
        + pyo.quicksum(plain.unmet[n][t] * u for (n, t), u in model.u.items())
    )
    solver = Highs()
    solver.set_instance(model)
    return solver._solver_model


BUILDERS = {"ours": ours, "linopy": by_linopy, "PuLP": by_pulp, "Pyomo": by_pyomo}
