"""How long until it moved: the estimators of survival analysis, for records that are still open.

Kaplan and Meier (1958), Nelson (1969) and Aalen (1978), Aalen and Johansen (1978). They say what
one record shows by itself, without pooling. `tests/against` compares each with lifelines.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Counted(NamedTuple):
    """Records by the age at which they ended; all arrays have one value an age.

    Args:
        ages: Different ages, rising.
        at_risk: Weight that had not ended before that age.
        moved: Weight that moved at that age.
        withdrawn: Weight that was withdrawn at that age.
    """

    ages: Floats
    at_risk: Floats
    moved: Floats
    withdrawn: Floats


class Curve(NamedTuple):
    """A step function of age with its band; it holds from its age on."""

    ages: Floats
    values: Floats
    low: Floats
    high: Floats

    def at(self, ages: ArrayLike) -> Floats:
        """Its values at these ages.

        Example:
            >>> kaplan_meier(counted([2.0, 4.0], [1, 1])).at([0.0, 3.0])
            array([1. , 0.5])
        """
        place = np.searchsorted(self.ages, np.asarray(ages, dtype=np.float64), side="right") - 1
        found: Floats = self.values[np.maximum(place, 0)]
        return found


def counted(ages: ArrayLike, outcomes: ArrayLike, weights: ArrayLike | None = None) -> Counted:
    """Records by age.

    Args:
        ages: Age at the end of each record, or by now when it is open [day], no NaN.
        outcomes: 0 = open, 1 = moved, 2 = withdrawn.
        weights: What each counts; default 1.

    Example:
        >>> counted([3.0, 1.0, 3.0], [0, 1, 1]).at_risk
        array([3., 2.])
    """
    age = np.asarray(ages, dtype=np.float64)
    outcome = np.asarray(outcomes)
    weight = np.ones(len(age)) if weights is None else np.asarray(weights, dtype=np.float64)
    found, place = np.unique(age, return_inverse=True)
    size = len(found)
    ended = added(place, weight, size)
    return Counted(
        ages=found,
        at_risk=ended[::-1].cumsum()[::-1],
        moved=added(place, weight * (outcome == 1), size),
        withdrawn=added(place, weight * (outcome == 2), size),
    )


def added(place: NDArray[np.int64], weights: Floats, size: int) -> Floats:
    """Weights added up by place, shape (size,).

    Example:
        >>> added(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0]), 3)
        array([1., 0., 5.])
    """
    found: Floats = np.bincount(place, weights, size).astype(np.float64)
    return found


def kaplan_meier(record: Counted, *, level: float = 0.95) -> Curve:
    """The share that has not moved by each age; what was withdrawn leaves as if still open.

        S(t) = prod over ages a <= t of (1 - d_a / n_a)

    The band is Greenwood's variance on the scale log(-log S), which stays within 0 and 1.

    Args:
        record: Records by age.
        level: Of the band.

    Source:
        Kaplan and Meier 1958; the band as in Kalbfleisch and Prentice 1980. Checked against
        lifelines in tests/against/test_survival_lifelines.py.

    Example:
        >>> kaplan_meier(counted([1.0, 2.0, 3.0, 4.0], [1, 0, 1, 0])).values
        array([1.   , 0.75 , 0.75 , 0.375, 0.375])
    """
    n, d = record.at_risk, record.moved
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - d / n)
        spread = np.sqrt(np.cumsum(np.where(d > 0, d / (n * (n - d)), 0.0)))
        log = np.log(survival)
        # Above one and at zero the transform has no value: there is no uncertainty to show.
        factor = np.where((log < 0) & np.isfinite(log), _quantile(level) * spread / log, 0.0)
        low, high = np.exp(-np.exp(np.log(-log) - factor)), np.exp(-np.exp(np.log(-log) + factor))
    flat = ~((log < 0) & np.isfinite(log))
    low, high = np.where(flat, survival, low), np.where(flat, survival, high)
    return _from_zero(record.ages, survival, low, high, start=1.0)


def nelson_aalen(record: Counted, *, level: float = 0.95) -> Curve:
    """The cumulative hazard of moving: sum over ages of d_a / n_a, band on its logarithm.

    Example:
        >>> nelson_aalen(counted([1.0, 2.0], [1, 1])).values
        array([0. , 0.5, 1.5])
    """
    n, d = record.at_risk, record.moved
    hazard = np.cumsum(d / n)
    spread = np.sqrt(np.cumsum((n - d) * d / n**3))
    factor = np.exp(_quantile(level) * spread / np.where(hazard == 0, 1.0, hazard))
    return _from_zero(record.ages, hazard, hazard / factor, hazard * factor, start=0.0)


def aalen_johansen(record: Counted) -> tuple[Floats, Floats, Floats]:
    """Share that has moved, and share that was withdrawn, by each age; the rest is still open.

        F_c(t) = sum over ages a <= t of S(a-) d_ca / n_a

    where S counts both ways of leaving. Unlike one less Kaplan-Meier it does not suppose that what
    was withdrawn would have moved later.

    Returns:
        Ages (0 first), share moved, share withdrawn.

    Source:
        Aalen and Johansen 1978.

    Example:
        >>> ages, moved, withdrawn = aalen_johansen(counted([1.0, 2.0, 3.0, 4.0], [1, 2, 1, 0]))
        >>> moved, withdrawn
        (array([0.  , 0.25, 0.25, 0.5 , 0.5 ]), array([0.  , 0.  , 0.25, 0.25, 0.25]))
    """
    n = record.at_risk
    left = np.cumprod(1 - (record.moved + record.withdrawn) / n)
    before = np.concatenate([[1.0], left[:-1]])
    moved, withdrawn = (np.cumsum(before * d / n) for d in (record.moved, record.withdrawn))
    start = [0.0]
    return (
        np.concatenate([start, record.ages]),
        np.concatenate([start, moved]),
        np.concatenate([start, withdrawn]),
    )


def median_age(ages: Floats, share: Floats, of: float = 0.5) -> float | None:
    """First age by which this share has moved; None when it never does within the record.

    Example:
        >>> median_age(np.array([0.0, 5.0, 9.0]), np.array([0.0, 0.4, 0.6]))
        9.0
    """
    place = np.flatnonzero(share >= of - 1e-12)
    return float(ages[place[0]]) if len(place) else None


def _from_zero(
    ages: Floats, values: ArrayLike, low: ArrayLike, high: ArrayLike, *, start: float
) -> Curve:
    ends = (np.asarray(x, dtype=np.float64) for x in (values, low, high))
    return Curve(np.append(0.0, ages), *(np.append(start, end) for end in ends))


def _quantile(level: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))
