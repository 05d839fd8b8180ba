"""Other methods, side by side with ours: naive ones, the record drawn again, and `statsforecast`.

A method that gives points gets bands from its own errors (split conformal): the points plus and
minus what it missed by, so many months ahead, at earlier origins. Amounts are not negative, so
nor are its bands, unless the record itself has negative months.
"""

import warnings
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: From one series' months and a horizon to a point each month.
Method = Callable[[Floats, int], Floats]

BOOTSTRAP = "bootstrap"
#: Smoothing of TSB; the same for demand and its chance.
TSB_ALPHA = 0.2
#: Months in a year, for the seasonal naive method.
_YEAR = 12


def naive(past: Floats, months: int) -> Floats:
    """As the last month.

    Example:
        >>> naive(np.array([1.0, 2.0]), 3).tolist()
        [2.0, 2.0, 2.0]
    """
    return np.full(months, past[-1])


def seasonal_naive(past: Floats, months: int) -> Floats:
    """As the same month a year ago; as the last month where the record is shorter than that.

    Example:
        >>> seasonal_naive(np.arange(12.0), 2).tolist()
        [0.0, 1.0]
    """
    if len(past) < _YEAR:
        return naive(past, months)
    year = past[-_YEAR:]
    out: Floats = np.resize(year, months)
    return out


#: Methods of our own that give points, by name.
OWN: Mapping[str, Method] = {"naive": naive, "seasonal_naive": seasonal_naive}


def installed() -> bool:
    """Whether `statsforecast` is there."""
    return find_spec("statsforecast") is not None


#: Names of the methods of `statsforecast`.
OF_LIBRARY = ("croston_sba", "tsb", "adida", "imapa", "auto_ets", "auto_arima")


def library_job(job: tuple[str, Floats, int]) -> Floats:
    """Points of a method of `statsforecast` for all series: `(name, past, months)`."""
    name, past, months = job
    return points(lambda row, ahead: library_points(name, row, ahead), past, months)


def library_points(name: str, past: Floats, months: int) -> Floats:
    """Points of a method of `statsforecast`; the mean of the record where it refuses so short one.

    Args:
        name: One of `OF_LIBRARY`.
        past: One series' months.
        months: Months to come.
    """
    if not past.any():
        return np.zeros(months)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy's, of constant and very short series
        try:
            found = _model(name).forecast(np.ascontiguousarray(past), months)["mean"]
        except (NotImplementedError, ValueError, ZeroDivisionError, IndexError):
            found = np.full(months, past.mean())
    out: Floats = np.nan_to_num(np.asarray(found, dtype=np.float64), nan=float(past.mean()))
    return out


def _model(name: str) -> Any:
    from statsforecast import models

    made: Mapping[str, Callable[[], Any]] = {
        "croston_sba": models.CrostonSBA,
        "tsb": lambda: models.TSB(TSB_ALPHA, TSB_ALPHA),
        "adida": models.ADIDA,
        "imapa": models.IMAPA,
        "auto_ets": lambda: models.AutoETS(season_length=1),
        "auto_arima": lambda: models.AutoARIMA(season_length=1),
    }
    return made[name]()


def points(method: Method, past: Floats, months: int) -> Floats:
    """Points of all series, shape (series, months).

    Args:
        method: What gives them.
        past: Shape (series, months of the record).
        months: Months to come.
    """
    return np.array([method(row, months) for row in past]).reshape(len(past), months)


def bootstrap(past: Floats, months: int, draws: int, rng: np.random.Generator) -> Floats:
    """Each month to come is a month of the series' own record, each as likely.

    Returns:
        Shape (draws, series, months).
    """
    at = rng.integers(0, past.shape[1], (draws, len(past), months))
    out: Floats = np.take_along_axis(past[None], at, axis=2)
    return out


def conformal(said: Floats, earlier: Mapping[int, Floats], past: Floats, draws: int) -> Floats:
    """Points with bands from the method's own errors.

    Args:
        said: Points, shape (series, months).
        earlier: Points said after so many months of the record, same shape.
        past: What came, shape (series, months of the record).
        draws: Draws; evenly spread over the errors.

    Returns:
        Shape (draws, series, months).
    """
    series, months = said.shape
    out = np.empty((draws, series, months))
    missed: Floats | None = None
    for month in range(months):
        found = _errors(earlier, past, month)
        missed = found if missed is None or found.shape[0] >= 2 else missed
        both = np.sort(np.concatenate([missed, -missed]), axis=0)
        at = ((np.arange(draws) + 0.5) / draws * len(both)).astype(int)
        out[:, :, month] = said[:, month] + both[at]
    floor = np.minimum(past.min(axis=1), 0.0)
    np.maximum(out, floor[:, None], out=out)
    return out


def _errors(earlier: Mapping[int, Floats], past: Floats, month: int) -> Floats:
    """What was missed so many months ahead, as far as it was known; shape (origins, series)."""
    known = past.shape[1]
    found = [
        np.abs(past[:, at + month] - told[:, month])
        for at, told in earlier.items()
        if at + month < known
    ]
    # No error is known yet: the spread of the record stands for it.
    return np.array(found) if found else np.abs(past - past.mean(axis=1, keepdims=True)).T
