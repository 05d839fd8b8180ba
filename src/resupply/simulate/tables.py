"""Distributions as tables of quantiles: 256 values, each as likely as the others.

A table serves every distribution alike: observed durations, a range, lognormal and gamma times. It
keeps the mean to about a day's part, and its ends lie at the 1/512 quantiles.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from resupply.core.errors import QuestionError
from resupply.network.model import Range
from resupply.simulate.kernel import TABLE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Shapes a range can be read as.
SHAPES = ("triangle", "lognormal", "gamma", "fixed")
#: Quantile of the normal distribution at which the ends of a range are taken to lie (5 and 95 %).
_END = 1.6448536269514722


def probabilities() -> Floats:
    """Middles of the table's equal parts, shape (256,)."""
    return (np.arange(TABLE) + 0.5) / TABLE


def triangle(value: Range) -> Floats:
    """Quantiles of a triangle from the low end over the central value to the high end.

    Args:
        value: A range; the ends are the smallest and largest values there are.

    Example:
        >>> table = triangle(Range(low=0, central=5, high=10))
        >>> round(float(table.mean()), 2), round(float(table[0]), 1)
        (5.0, 0.3)
    """
    low, mode, high = value.low, value.central, value.high
    p = probabilities()
    if high <= low:
        return np.full(TABLE, mode)
    width, rise = high - low, mode - low
    left = low + np.sqrt(p * width * rise)
    right = high - np.sqrt((1 - p) * width * (high - mode))
    return np.where(p < rise / width, left, right)


def lognormal(value: Range) -> Floats:
    """Quantiles of a lognormal: median at the central value, ends at 5 and 95 %.

    It is cut at the ends of the range, which are the smallest and largest values there are.
    """
    if value.high <= value.low or value.low <= 0:
        return triangle(value)
    sigma = np.log(value.high / value.low) / (2 * _END)
    from scipy.special import ndtri

    table = value.central * np.exp(sigma * ndtri(probabilities()))
    return _within(table, value)


def gamma(value: Range) -> Floats:
    """Quantiles of a gamma distribution: mean at the central value, spread as the range's ends."""
    spread = (value.high - value.low) / (2 * _END)
    if spread <= 0 or value.central <= 0:
        return triangle(value)
    from scipy.special import gammaincinv

    shape = (value.central / spread) ** 2
    table = gammaincinv(shape, probabilities()) * value.central / shape
    return _within(table, value)


def _within(table: Floats, value: Range) -> Floats:
    inside: Floats = np.clip(table, value.low, value.high)
    return inside


def of_range(value: Range, shape: str = "triangle") -> Floats:
    """Quantiles of a range, read as a shape.

    Raises:
        QuestionError: There is no such shape.
    """
    if shape not in SHAPES:
        raise QuestionError(
            where=f"--leads {shape}",
            what="that is no shape of a distribution.",
            todo=f"choose one of: {', '.join(SHAPES)}.",
        )
    if shape == "fixed":
        return np.full(TABLE, value.central)
    return {"triangle": triangle, "lognormal": lognormal, "gamma": gamma}[shape](value)


def empirical(observed: Sequence[float]) -> Floats:
    """Quantiles of what was observed, shape (256,).

    Raises:
        QuestionError: Nothing was observed, or a duration below zero.

    Example:
        >>> sorted(set(empirical([3.0, 5.0]).tolist()))
        [3.0, 5.0]
    """
    values: Floats = np.sort(np.asarray(observed, dtype=float))
    if not len(values) or not np.isfinite(values).all() or values[0] < 0:
        raise QuestionError(
            where="durations observed",
            what="there are none, or one is below zero or not a number.",
            todo="give one or more durations, zero or more.",
        )
    table: Floats = values[(probabilities() * len(values)).astype(int)]
    return table


def whole_days(table: Floats) -> Ints:
    """A table in whole days that keeps its mean: parts of days are spread over the entries.

    Example:
        >>> float(whole_days(np.full(256, 2.25)).mean())
        2.25
    """
    parts = (np.arange(TABLE) * 0.6180339887498949 + 0.5) % 1.0
    order = np.argsort(np.argsort(parts, kind="stable"), kind="stable")
    # Equal spacing of the thresholds keeps the mean to 1/256 of a day.
    return np.floor(table + (order + 0.5) / TABLE).astype(np.int64)


def geometric(mean_days: float) -> Floats:
    """Quantiles of a spell that ends each day with the same chance, at least a day long."""
    chance = 1.0 / max(mean_days, 1.0)
    if chance >= 1.0:
        return np.ones(TABLE)
    table: Floats = np.ceil(np.log1p(-probabilities()) / np.log1p(-chance))
    return table
