"""Times as Weibull or lognormal, fitted to records that are partly open.

They serve where the record is too short to show its own median: beyond its last event only a shape
can speak, and the answer says that it does. What was withdrawn counts as open until then.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Fit(NamedTuple):
    """A fitted distribution of times.

    Args:
        shape: `weibull` (scale, shape) or `lognormal` (mean and deviation of the logarithm).
        parameters: The two.
        log_likelihood: At the fit; the larger of two shapes fits better.
        median: The time by which half has moved [day].
    """

    shape: str
    parameters: tuple[float, float]
    log_likelihood: float
    median: float


#: A shape's minus log-likelihood at (location, log of the spread) of the logarithm of time, and
#: its slope there.
_Cost = Callable[[Floats, Floats, Floats, Floats], float]
_Slope = Callable[[Floats, Floats, Floats, Floats], Floats]


def fit(ages: ArrayLike, moved: ArrayLike, weights: ArrayLike | None = None) -> Fit | None:
    """The better of Weibull and lognormal; None with fewer than two different times.

    Args:
        ages: Age at the end of each record [day], above 0.
        moved: Whether it moved then; else it is open.
        weights: What each counts; default 1.
    """
    found = [f for f in (weibull(ages, moved, weights), lognormal(ages, moved, weights)) if f]
    return max(found, key=lambda f: f.log_likelihood, default=None)


def weibull(ages: ArrayLike, moved: ArrayLike, weights: ArrayLike | None = None) -> Fit | None:
    """Weibull: S(t) = exp(-(t / scale) ** shape).

    Source:
        Maximum likelihood; checked against lifelines' WeibullFitter in
        tests/against/test_survival_lifelines.py.

    Example:
        >>> found = weibull([2.0, 3.0, 5.0, 8.0], [1, 1, 1, 0])
        >>> [round(p, 3) for p in found.parameters], round(found.median, 3)
        ([5.79, 1.603], 4.607)
    """
    found = _fitted(_weibull_cost, _weibull_slope, ages, moved, weights)
    if found is None:
        return None
    place, spread, likelihood = found
    scale, shape = float(np.exp(place)), float(1 / spread)
    return Fit("weibull", (scale, shape), likelihood, scale * float(np.log(2)) ** (1 / shape))


def lognormal(ages: ArrayLike, moved: ArrayLike, weights: ArrayLike | None = None) -> Fit | None:
    """Lognormal: the logarithm of time is normal.

    Example:
        >>> found = lognormal([2.0, 3.0, 5.0, 8.0], [1, 1, 1, 1])
        >>> round(found.median, 3) == round((2 * 3 * 5 * 8) ** 0.25, 3)
        True
    """
    found = _fitted(_lognormal_cost, _lognormal_slope, ages, moved, weights)
    if found is None:
        return None
    place, spread, likelihood = found
    return Fit("lognormal", (place, spread), likelihood, float(np.exp(place)))


def _weibull_cost(at: Floats, log: Floats, moved: Floats, weight: Floats) -> float:
    z = (log - at[0]) * np.exp(-at[1])
    terms = moved * (z - at[1] - log) - np.exp(np.minimum(z, 700.0))
    return -float((weight * terms).sum())


def _weibull_slope(at: Floats, log: Floats, moved: Floats, weight: Floats) -> Floats:
    z = (log - at[0]) * np.exp(-at[1])
    raised = np.exp(np.minimum(z, 700.0))
    by_place = (raised - moved) * np.exp(-at[1])
    by_spread = (raised - moved) * z - moved
    return -np.array([(weight * by_place).sum(), (weight * by_spread).sum()])


def _lognormal_cost(at: Floats, log: Floats, moved: Floats, weight: Floats) -> float:
    from scipy.special import log_ndtr

    z = (log - at[0]) * np.exp(-at[1])
    density = -0.5 * z**2 - 0.5 * np.log(2 * np.pi) - at[1] - log
    return -float((weight * np.where(moved > 0, density, log_ndtr(-z))).sum())


def _lognormal_slope(at: Floats, log: Floats, moved: Floats, weight: Floats) -> Floats:
    from scipy.special import log_ndtr

    z = (log - at[0]) * np.exp(-at[1])
    # Density over what is left: of the normal, in logs, for both are small far out.
    hazard = np.exp(-0.5 * z**2 - 0.5 * np.log(2 * np.pi) - log_ndtr(-z))
    by_place = np.where(moved > 0, z, hazard) * np.exp(-at[1])
    by_spread = np.where(moved > 0, z**2 - 1.0, hazard * z)
    return -np.array([(weight * by_place).sum(), (weight * by_spread).sum()])


def _fitted(
    cost: _Cost,
    slope: _Slope,
    ages: ArrayLike,
    moved: ArrayLike,
    weights: ArrayLike | None,
) -> tuple[float, float, float] | None:
    """Location and spread of the logarithm at the greatest likelihood, and that likelihood."""
    from scipy.optimize import minimize, root

    log = np.log(np.asarray(ages, dtype=np.float64))
    came = np.asarray(moved, dtype=np.float64)
    weight = np.ones(len(log)) if weights is None else np.asarray(weights, dtype=np.float64)
    seen = log[came > 0]
    if len(seen) < 2 or np.ptp(seen) == 0:
        return None  # one time, or one time again and again: no spread can be told
    start = np.array([np.average(log, weights=weight), np.log(max(float(log.std()), 0.1))])
    found = minimize(
        cost,
        start,
        args=(log, came, weight),
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 2000},
    )
    # The likelihood is flat at its top: where its slope is nothing is told more sharply.
    top = root(slope, found.x, args=(log, came, weight), tol=1e-13).x
    near = np.allclose(top, found.x, rtol=1e-3, atol=1e-3)  # else it ran off to another root
    place, spread = top if near else found.x
    likelihood = -cost(np.array([place, spread]), log, came, weight)
    return float(place), float(np.exp(spread)), likelihood
