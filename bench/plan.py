"""Building a plan's linear program up to the solver's door: ours, linopy, PuLP, Pyomo.

Target: 8x faster than linopy with half its memory, 25x faster than PuLP, 80x faster than Pyomo.
Each builds in a process of its own, three times (once for the slowest); the median counts, and the
memory above what was there before. On a small network first, all four must give the same rows,
columns and optimum.
"""

import gc
import json
import statistics
import subprocess
import sys
import time
import warnings
from pathlib import Path

from bench.builders import BUILDERS
from bench.network import Shape, make

LARGE = Shape(places=100, legs=320, items=10, periods=52)
SMALL = Shape(places=8, legs=20, items=3, periods=6)
_TIMES = {"ours": 3, "linopy": 3, "PuLP": 1, "Pyomo": 1}


def main() -> None:
    """Print the figures."""
    _agree()
    problem, _ = make(LARGE)
    print(f"{problem!r}")
    found = {name: _apart(name) for name in BUILDERS}
    ours = found["ours"]
    for name, it in found.items():
        print(
            f"{name:7} {it['seconds']:6.2f} s ({it['seconds'] / ours['seconds']:5.1f}x)  "
            f"{it['mb']:6.0f} MB ({it['mb'] / ours['mb']:4.1f}x)  "
            f"{it['rows']:,} rows, {it['columns']:,} columns"
        )


def _agree() -> None:
    problem, weights = make(SMALL)
    optima = {}
    for name, build in BUILDERS.items():
        highs = _quiet(build, problem, weights)
        highs.setOptionValue("output_flag", False)
        highs.run()
        optima[name] = highs.getInfo().objective_function_value
        size = highs.getNumRow(), highs.getNumCol()
        assert size == (8 * 3 * 6 + 20 * 6, 20 * 3 * 6 + 8 * 3 * 6 + problem.needs.amount.size), (
            name
        )
    spread = max(optima.values()) / min(optima.values()) - 1
    assert spread < 1e-7, optima
    print(f"the same rows, columns and optimum {optima['ours']:.4f} on {SMALL}")


def _quiet(build: object, *rest: object) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return build(*rest)  # type: ignore[operator]


def _apart(name: str) -> dict[str, float]:
    """Figures of one builder from a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.plan", name], check=True, capture_output=True, text=True
    )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1e3


def _one(name: str) -> None:
    build = BUILDERS[name]
    small, large = make(SMALL), make(LARGE)
    _quiet(build, *small)
    gc.collect()
    # Linux forgets the peak so far, so that it is the builder's own.
    Path("/proc/self/clear_refs").write_text("5")
    before = _peak_mb()
    took, highs = [], None
    for n in range(_TIMES[name]):
        highs = None
        began = time.perf_counter()
        highs = _quiet(build, *large)
        took.append(time.perf_counter() - began)
        if n == 0:
            mb = _peak_mb() - before
    found = {
        "seconds": statistics.median(took), "mb": mb,
        "rows": highs.getNumRow(), "columns": highs.getNumCol(),
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    _one(sys.argv[1])
