"""The backtest: at every origin each method is asked, and judged by what then came."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.core.progress import Progress, silent
from resupply.forecast.arrivals import model
from resupply.forecast.arrivals.past import Past
from resupply.forecast.backtest import peers, scores
from resupply.forecast.backtest.rolling import Origin, Series

Floats = NDArray[np.float64]
#: From what was known, months, draws and a seed to draws of donors, shape (draws, donors, months).
Forecaster = Callable[[Past, int, int, int], Floats]

OURS = "resupply"
#: Origins before the first at which methods only earn their errors.
WARM_UP = 6
#: Months from which a method is asked at all.
_MONTHS_MIN = 3


class Judged(NamedTuple):
    """What was said and what came, scored.

    Args:
        series: What was forecast.
        origins: From where.
        came: What came, shape (origins, series, months); NaN where it is not known yet, and where
            the series had brought nothing by the origin.
        metrics: By method and metric, arrays of that shape.
    """

    series: Series
    origins: tuple[Origin, ...]
    came: Floats
    metrics: Mapping[str, Mapping[str, Floats]]


def ours(past: Past, months: int, draws: int, seed: int) -> Floats:
    """The model of new promises."""
    fitted = model.Fitted(past.amounts, past.standing, past.months[0].month)
    return fitted.draws(past.donors, months=months, draws=draws, seed=seed)


def run(
    series: Series,
    origins: Sequence[Origin],
    came: Sequence[Floats],
    *,
    months: int,
    draws: int,
    seed: int,
    with_peers: bool,
    forecaster: Forecaster = ours,
    workers: int = 1,
    progress: Progress = silent,
) -> Judged:
    """Ask every method at every origin, and judge it by what then came.

    Args:
        series: Donors, groups and total.
        origins: The earliest first.
        came: What came after each, of donors, shape (donors, months).
        months: Months looked ahead.
        draws: Draws of each forecast.
        seed: Of all chance.
        with_peers: Whether those of `statsforecast` are asked too.
        forecaster: What is judged under our name; for tests.
        workers: Processes for the slow ones of them.
        progress: Told of the work.
    """
    pasts = [series.members @ origin.past.amounts for origin in origins]
    truth = np.array([series.members @ row for row in came])
    truth[~np.array([past.any(axis=1) for past in pasts])] = np.nan
    found: dict[str, list[Mapping[str, Floats]]] = {}
    for at, origin in enumerate(origins):
        progress(at, len(origins), f"forecast from {origin.on}")
        told = forecaster(origin.past, months, draws, seed)
        summed = np.einsum("sd,ndm->nsm", series.members, told)
        rng = model.stream(seed, origin.on.isoformat())
        drawn = peers.bootstrap(pasts[at], months, draws, rng)
        found.setdefault(OURS, []).append(scores.scored(summed, truth[at]))
        found.setdefault(peers.BOOTSTRAP, []).append(scores.scored(drawn, truth[at]))
    progress(len(origins), len(origins), "forecasts made")
    said = _said(pasts, months, with_peers, workers, progress)
    for at, past in enumerate(pasts):
        for name, points in said.items():
            start = past.shape[1]
            earlier = {k: v for k, v in points.items() if k < start}
            bands = peers.conformal(points[start], earlier, past, draws)
            found.setdefault(name, []).append(scores.scored(bands, truth[at]))
    metrics = {name: _stacked(each) for name, each in found.items()}
    return Judged(series, tuple(origins), truth, metrics)


def _stacked(each: Sequence[Mapping[str, Floats]]) -> dict[str, Floats]:
    return {metric: np.array([one[metric] for one in each]) for metric in each[0]}


def _said(
    pasts: Sequence[Floats], months: int, with_peers: bool, workers: int, progress: Progress
) -> dict[str, dict[int, Floats]]:
    """Points of each method by months of record, with the origins before the first."""
    first = pasts[0].shape[1]
    early = range(max(_MONTHS_MIN, first - WARM_UP), first)
    every = [pasts[0][:, :known] for known in early] + list(pasts)
    out: dict[str, dict[int, Floats]] = {
        name: {past.shape[1]: peers.points(method, past, months) for past in every}
        for name, method in peers.OWN.items()
    }
    if not (with_peers and peers.installed()):
        return out
    jobs = [(name, past, months) for past in every for name in peers.OF_LIBRARY]
    for done, ((name, past, _), points) in enumerate(
        zip(jobs, _mapped(jobs, workers), strict=True)
    ):
        progress(done, len(jobs), f"other methods: {name} from month {past.shape[1]}")
        out.setdefault(name, {})[past.shape[1]] = points
    return out


def _mapped(jobs: Sequence[tuple[str, Floats, int]], workers: int) -> Iterator[Floats]:
    if workers <= 1:
        yield from map(peers.library_job, jobs)
        return
    # Not forked: polars has threads of its own, which a fork would leave behind.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(peers.library_job, jobs, chunksize=len(peers.OF_LIBRARY))
