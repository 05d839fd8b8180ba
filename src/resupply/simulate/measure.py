"""What thousands of runs say: shares served, days short, quantiles, how sure, and what matters.

fill rate          served / (served + unmet), per run; its mean has an interval of 95 %
first-order share  Var(E[Y | a]) / Var(Y) of the unmet days Y for an uncertain figure a
                   (Sobol 1993; estimated in bins of equal numbers of runs, as in Plischke
                   2010, with the noise of the bins taken off)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.simulate.kernel import LANES
from resupply.simulate.runs import Runs, joined, run
from resupply.simulate.system import Floats, System

#: Normal quantile of an interval of 95 %.
Z95 = 1.959963984540054
#: Quantiles that are shown.
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
#: Fewer runs than this say nothing of where their spread comes from.
SHARES_LEAST = 64
#: Runs in one step of the stopping rule.
STEP_RUNS = 8 * LANES


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean over runs and the half-width of its interval of 95 %; None with a single run."""

    value: float
    half_width: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMeasure:
    """How one need fares.

    Args:
        need: Its number, in order of tier.
        fill: Share served.
        unmet: Units of need that are never served.
        unmet_at: Its quantiles.
        short_days: Days not met in full.
        short_chance: Share of runs in which it is ever short.
        first_short_at: Quantiles of the first short day, counted from 0, among all runs; None =
            later than the last day.
    """

    need: int
    fill: Mean
    unmet: Mean
    unmet_at: dict[float, float]
    short_days: Mean
    short_chance: float
    first_short_at: dict[float, int | None]


def mean(values: Floats) -> Mean:
    """Mean and interval.

    Example:
        >>> mean(np.array([1.0, 3.0])).value
        2.0
    """
    if len(values) < 2:
        return Mean(value=float(values.mean()), half_width=None)
    spread = float(values.std(ddof=1))
    if spread <= 1e-9 * (1.0 + abs(float(values.mean()))):
        spread = 0.0  # nothing but rounding
    return Mean(value=float(values.mean()), half_width=float(Z95 * spread / np.sqrt(len(values))))


def needs(runs: Runs) -> list[NeedMeasure]:
    """How each need fares, in order of tier."""
    fill = runs.fill
    return [
        NeedMeasure(
            need=n,
            fill=mean(fill[:, n]),
            unmet=mean(runs.unmet[:, n]),
            unmet_at={q: float(np.quantile(runs.unmet[:, n], q)) for q in QUANTILES},
            short_days=mean(runs.short_days[:, n].astype(float)),
            short_chance=float((runs.first_short[:, n] >= 0).mean()),
            first_short_at=_first_days(runs.first_short[:, n]),
        )
        for n in range(fill.shape[1])
    ]


def _first_days(
    first_short: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]",
) -> dict[float, int | None]:
    """Quantiles of the first short day; a run that is never short counts as later than all."""
    never = np.iinfo(np.int64).max
    days = np.sort(np.where(first_short < 0, never, first_short))
    at = {q: int(days[min(int(np.ceil(q * len(days))) - 1, len(days) - 1)]) for q in QUANTILES}
    return {q: None if day == never else day for q, day in at.items()}


def unmet_days(runs: Runs, system: System) -> Floats:
    """Unmet need of each run in days of all that is asked, shape (runs,).

    Needs are not of one unit: each counts by the days of its own need that are missing.
    """
    asked = system.need.sum(axis=1)
    per_day = np.where(asked > 0, asked / system.days, 1.0)
    total: Floats = (runs.unmet / per_day).sum(axis=1)
    return total


def shares(runs: Runs, system: System) -> dict[str, float]:
    """First-order share of each uncertain figure in the variance of the unmet days.

    What is left of 1 is the chance of each day (lead times, sources) and what figures do together.

    Returns:
        By name, 0 to 1, the largest first; empty where nothing varies.
    """
    outcome = unmet_days(runs, system)
    total = float(outcome.var())
    if total <= 1e-18 or runs.count < SHARES_LEAST:
        return {}
    found = {
        name: _first_order(runs.draws[:, a], outcome, total)
        for a, name in enumerate(system.uncertain)
    }
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _first_order(draw: Floats, outcome: Floats, total: float) -> float:
    bins = max(2, min(32, int(np.sqrt(len(draw)) / 2)))
    rank = np.argsort(np.argsort(draw, kind="stable"), kind="stable")
    which = rank * bins // len(draw)
    counts = np.bincount(which, minlength=bins)
    means = np.bincount(which, outcome, minlength=bins) / counts
    within = np.bincount(which, (outcome - means[which]) ** 2, minlength=bins)
    between = float((counts * (means - outcome.mean()) ** 2).sum()) / len(outcome)
    noise = float((within / np.maximum(counts - 1, 1)).sum()) / len(outcome)
    return min(max((between - noise) / total, 0.0), 1.0)


def enough(
    system: System,
    *,
    half_width: float,
    most: int,
    seed: int = 1,
    workers: int | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
) -> Runs:
    """Runs until the share served of every need is known well enough.

    Args:
        system: What is simulated.
        half_width: Largest half-width of the interval of 95 % of any need's mean fill rate.
        most: Runs at which it ends in any case.
        seed: Of all chance.
        workers: Threads.
        progress: Told of finished runs.
        stop: Asked between blocks.
    """
    parts: list[Runs] = []
    done = 0
    while done < most:
        step = min(STEP_RUNS, most - done)
        parts.append(run(system, step, seed=seed, first=done, workers=workers, stop=stop))
        done += parts[-1].count
        progress(done, most, "runs")
        widths = [m.fill.half_width for m in needs(joined(parts, done))]
        if all(w is not None and w <= half_width for w in widths):
            break
        if parts[-1].count < step:
            break
    return joined(parts, done)
