"""Where money meets most need: ten budgets of 40 options over 24 months, on the shipped case.

Target: the frontier with a gap of 1 % at most within 60 s on two cores. Beside it the plain
formulation, which lets every option begin in any month (a yes or no for each option and month):
beginning as soon as possible is never worse, so ours has one for each option.

`RESUPPLY_BENCH_OPTIONS` and `RESUPPLY_BENCH_SECONDS` set the size and the plain one's time.
"""

import os
import time
from collections.abc import Sequence
from datetime import date

import highspy
import numpy as np
from scipy.sparse import coo_array, vstack

import resupply
from resupply.case.networks import network_of
from resupply.network.model import Network
from resupply.plan.problem import Calendar
from resupply.plan.solver import Quiet
from resupply.production.examples import many_options
from resupply.production.months import gone_on, months
from resupply.production.options import Option
from resupply.production.portfolio import Choosing
from resupply.production.program import MILLION, Program
from resupply.production.recipes import with_options

_MONTHS, _GAP, _STEP = 24, 0.01, 5e8
_BUDGETS = [_STEP * n for n in range(1, 11)]


def shipped() -> tuple[Network, Calendar]:
    """The shipped ammunition case over 24 months."""
    case = resupply.open("ukraine-2024")
    network = network_of(case, case.view(), case.scope(as_of=date(2024, 2, 28)))
    calendar = months(network.start_on, _MONTHS)
    return gone_on(network, calendar)[0], calendar


def main() -> None:
    """Print the figures."""
    count = int(os.environ.get("RESUPPLY_BENCH_OPTIONS", "40"))
    most = float(os.environ.get("RESUPPLY_BENCH_SECONDS", "60"))
    network, calendar = shipped()
    places = ["src-eu", "src-ukr", "src-usa"]
    options = list(many_options(1, count, "155mm", places, per_day=250, price=4000))
    whole, useful, _ = with_options(network, options)
    for gap in (_GAP, 1e-4):
        _frontier(whole, useful, calendar, gap)
    _plain(whole, useful, calendar, most)


def _frontier(network: Network, options: Sequence[Option], calendar: Calendar, gap: float) -> None:
    begun = time.perf_counter()
    asked = Choosing(network, options, calendar, gap=gap)
    rows, columns = asked.program.matrix.shape
    found = asked.frontier(_BUDGETS)
    took = time.perf_counter() - begun
    print(
        f"ours, gap {gap:.2%} allowed: {len(options)} options, {calendar.count} months, "
        f"{rows:,} rows, {columns:,} columns, {len(options)} of them 0 or 1"
    )
    print(f"  {len(found)} budgets, three stages each: {took:.1f} s; largest gap "
          f"{max(p.gap for p in found):.3%}")  # fmt: skip
    met = [found[0].unmet_days[0], found[4].unmet_days[0], found[-1].unmet_days[0]]
    print(f"  unmet [days of need]: {met[0]:.2f}, {met[1]:.2f}, {met[2]:.2f} at 0.5, 2.5, 5 bn")


def _plain(network: Network, options: Sequence[Option], calendar: Calendar, most: float) -> None:
    """The first stage of the middle budget, with a beginning in any month."""
    asked = Choosing(network, options, calendar, gap=_GAP)
    for name, build in (("ours", _as_it_is), ("plain", _any_month)):
        begun = time.perf_counter()
        value, bound, status = _solve(*build(asked.program), _BUDGETS[4], most)
        took = time.perf_counter() - begun
        gap = (value - bound) / max(abs(value), 1.0)
        print(f"one budget, one stage, {name}: {value:.3f} days unmet, gap {gap:.3%}, "
              f"{took:.2f} s, {status}")  # fmt: skip


def _as_it_is(program: Program):
    return (program, program.matrix, program.lower, program.upper, program.row_lower,
            program.row_upper, program.whole, program.objectives[0])  # fmt: skip


def _any_month(program: Program):
    """b[o,m] = 1 where option o begins in month m; its size counts from then on.

    What it gives in month t is at most the sum over m of limit[o,t-m] * v[o,m].
    """
    options, periods = program.made.shape
    limit = program.terms.limit
    start = program.matrix.shape[1]
    begin = start + np.arange(options * periods).reshape(options, periods)
    part = begin + options * periods
    count = start + 2 * options * periods
    rows, columns, values, lower, upper = [], [], [], [], []

    def row(entries, low, high) -> None:
        for column, value in entries:
            rows.append(len(lower))
            columns.append(column)
            values.append(value)
        lower.append(low)
        upper.append(high)

    for o in range(options):
        row([(begin[o, m], 1.0) for m in range(periods)] + [(program.chosen[o], -1.0)], 0.0, 0.0)
        row([(part[o, m], 1.0) for m in range(periods)] + [(program.size[o], -1.0)], 0.0, 0.0)
        for m in range(periods):
            row([(part[o, m], 1.0), (begin[o, m], -1.0)], -np.inf, 0.0)
        for t in range(periods):
            given = [(part[o, m], -limit[o, t - m]) for m in range(t + 1) if limit[o, t - m] > 0]
            row([(program.made[o, t], 1.0), *given], -np.inf, 0.0)
    own = program.matrix.tocoo()
    wide = coo_array((own.data, (own.row, own.col)), shape=(own.shape[0], count))
    more = coo_array((values, (rows, columns)), shape=(len(lower), count))
    added = 2 * options * periods
    return (
        program,
        vstack([wide, more], format="csc"),
        np.concatenate([program.lower, np.zeros(added)]),
        np.concatenate([program.upper, np.ones(added)]),
        np.concatenate([program.row_lower, lower]),
        np.concatenate([program.row_upper, upper]),
        np.concatenate([program.whole, np.arange(added) < options * periods]),
        np.concatenate([program.objectives[0], np.zeros(added)]),
    )


def _solve(program, matrix, lower, upper, row_lower, row_upper, whole, cost, budget, most):
    solver = Quiet()
    for name, value in (("output_flag", False), ("threads", 2), ("mip_rel_gap", _GAP),
                        ("time_limit", most)):  # fmt: skip
        solver.setOptionValue(name, value)
    row_upper = row_upper.copy()
    row_upper[program.budget] = budget / MILLION
    solver.passModel(
        matrix.shape[1], matrix.shape[0], len(matrix.data), int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize), 0.0, cost, lower, upper, row_lower, row_upper,
        matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data,
        whole.astype(np.int32),
    )  # fmt: skip
    solver.run()
    info = solver.getInfo()
    status = solver.modelStatusToString(solver.getModelStatus())
    return info.objective_function_value, info.mip_dual_bound, status
