"""The large method: time to a proven gap, against HiGHS' interior point on the same program.

Targets on two quiet cores: 100 places x 320 legs x 10 items x 52 periods to 1e-3 in 5 s and 1e-4 in
12 s; 500 x 2,000 x 50 x 52 to 1% in 6 minutes and 8 GB. Compiling (once a machine) is apart.

`RESUPPLY_BENCH_LARGE` = `small` leaves out what takes minutes.
"""

import os
import resource
import time

import numpy as np

from bench.builders import ours
from bench.network import Shape, make
from resupply.plan.large.method import solve
from resupply.plan.problem import Problem, Weights
from resupply.plan.weights import weighted

#: Loose and tight, sparse and dense, whole and broken leads: so that nothing is tuned to one.
KINDS = {
    "as it comes": {},
    "plenty": {"supply": 1.3, "slack": 2.0, "seed": 2},
    "scarce": {"supply": 0.6, "slack": 0.6, "seed": 3},
    "sparse": {"legs": 160, "seed": 4},
    "whole leads": {"fractional": False, "seed": 5},
    "few items": {"items": 2, "seed": 6},
}
_MIDDLE = {"places": 40, "legs": 120, "items": 10, "periods": 26}
LARGE = Shape(places=100, legs=320, items=10, periods=52)
HUGE = Shape(places=500, legs=2000, items=50, periods=52)


def main() -> None:
    """Print the figures."""
    began = time.perf_counter()
    solve(*make(Shape(places=6, legs=12, items=2, periods=6)), gap=1e-3)
    print(f"loading, and compiling if this is the first time: {time.perf_counter() - began:.1f} s")
    for name, kind in KINDS.items():
        _against(name, make(Shape(**{**_MIDDLE, **kind})))
    small = os.environ.get("RESUPPLY_BENCH_LARGE") == "small"
    problem, weights = make(LARGE)
    for name, prices in (("prices of the bench", weights), ("tiers 30 apart", weighted(problem))):
        for gap in (1e-3, 1e-4):
            _ours(f"{LARGE}, {name}", problem, prices, gap)
    if not small:
        _highs(str(LARGE), problem, weights)
        _ours(str(HUGE), *make(HUGE), 1e-2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.2f} GB")


def _ours(name: str, problem: Problem, weights: Weights, gap: float) -> float:
    began = time.process_time()
    _, proof, _ = solve(problem, weights, gap=gap)
    worked = time.process_time() - began
    print(
        f"{name}, to {gap:.0e}: {proof.seconds:.1f} s ({worked:.1f} s of processor), "
        f"{proof.iterations:,} steps, objective {proof.objective:.6g}, proven gap {proof.gap:.1e}",
        flush=True,
    )
    return proof.objective


def _highs(name: str, problem: Problem, weights: Weights) -> tuple[float, float]:
    highs = ours(problem, weights)
    for option, value in (
        ("output_flag", False), ("solver", "ipm"), ("run_crossover", "off"),
        ("primal_feasibility_tolerance", 1e-7), ("dual_feasibility_tolerance", 1e-7),
    ):  # fmt: skip
        highs.setOptionValue(option, value)
    began, before = time.perf_counter(), time.process_time()
    highs.run()
    took, worked = time.perf_counter() - began, time.process_time() - before
    optimum = highs.getInfo().objective_function_value
    print(
        f"{name}, HiGHS interior point: {took:.1f} s ({worked:.1f} s of processor), "
        f"objective {optimum:.6g}",
        flush=True,
    )
    return took, optimum


def _against(name: str, made: tuple[Problem, Weights]) -> None:
    problem, weights = made
    before = time.process_time()
    _, proof, _ = solve(problem, weights, gap=1e-4)
    worked = time.process_time() - before
    took, optimum = _highs(name, problem, weights)
    assert proof.bound is not None
    assert proof.bound <= optimum * (1 + 1e-7)
    assert optimum <= proof.objective * (1 + 1e-7)
    above, below = proof.objective / optimum - 1, 1 - proof.bound / optimum
    print(
        f"{name}, ours to 1e-4: {proof.seconds:.1f} s ({worked:.1f} s of processor), "
        f"{took / proof.seconds:.1f}x; plan {above:.0e} above the optimum, bound "
        f"{np.maximum(below, 0):.0e} below, {proof.iterations:,} steps",
        flush=True,
    )
