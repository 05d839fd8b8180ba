"""Scores of forecasts given as draws: CRPS, pinball loss, bands, and where the truth lay.

Draws are along the first axis; everything else is vectorised over the other axes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Bands that are judged: the share of draws they hold.
BANDS = (0.50, 0.80, 0.95)
#: Levels at which the pinball loss is taken.
LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
#: Bins of the histogram of where the truth lay.
BINS = 10
#: Amounts nearer than this part of the larger one are the same.
_NEAR = 1e-9


def crps(draws: Floats, came: Floats) -> Floats:
    """Continuous ranked probability score of each forecast; 0 is perfect, smaller is better.

    `mean |x - y| - 1/2 mean |x - x'|` over all pairs of the n draws, by their order:
    `sum (2 i - n - 1) x_(i) / n^2` is half the mean distance of two draws.

    Args:
        draws: Shape (draws, ...), no NaN.
        came: What came, the shape of one draw.

    Returns:
        In the unit of the amounts, the shape of `came`; NaN where nothing is known to have come.

    Source:
        Gneiting and Raftery, J. Am. Stat. Assoc. 102 (2007), eq. 21. Checked against
        `scoringrules` in tests/against/test_scores.py.

    Example:
        >>> crps(np.array([[0.0], [2.0]]), np.array([1.0]))
        array([0.5])
    """
    return _crps(np.sort(draws, axis=0), came)


def _crps(ordered: Floats, came: Floats) -> Floats:
    count = len(ordered)
    rank = 2.0 * np.arange(1, count + 1) - count - 1
    spread = (rank @ ordered.reshape(count, -1)).reshape(came.shape) / count**2
    out: Floats = np.abs(ordered - came).mean(axis=0) - spread
    return out


def pinball(draws: Floats, came: Floats, levels: Sequence[float] = LEVELS) -> Floats:
    """Mean pinball loss of the forecast's quantiles at some levels.

    Args:
        draws: Shape (draws, ...).
        came: What came, the shape of one draw.
        levels: Between 0 and 1.

    Source:
        Koenker and Bassett, Econometrica 46 (1978); quantiles are draws (the smallest that
        as many as `level` do not exceed). Checked against `scoringrules`.

    Example:
        >>> pinball(np.arange(1.0, 11.0)[:, None], np.array([7.0]), [0.5])
        array([1.])
    """
    return _pinball(np.sort(draws, axis=0), came, levels)


def _pinball(ordered: Floats, came: Floats, levels: Sequence[float]) -> Floats:
    losses = [loss(_quantile(ordered, level), came, level) for level in levels]
    out: Floats = np.mean(losses, axis=0)
    return out


def loss(told: Floats, came: Floats, level: float) -> Floats:
    """Pinball loss of one quantile.

    Example:
        >>> float(loss(np.array(4.0), np.array(6.0), 0.75))
        1.5
    """
    out: Floats = np.where(came >= told, level * (came - told), (1 - level) * (told - came))
    return np.where(np.isnan(came), np.nan, out)


def quantile(draws: Floats, level: float) -> Floats:
    """The smallest draw that a share `level` of the draws does not exceed.

    Example:
        >>> float(quantile(np.array([[3.0], [1.0], [2.0], [4.0]]), 0.5)[0])
        2.0
    """
    return _quantile(np.sort(draws, axis=0), level)


def _quantile(ordered: Floats, level: float) -> Floats:
    count = len(ordered)
    at = min(max(int(np.ceil(level * count - 1e-9)) - 1, 0), count - 1)
    out: Floats = ordered[at]
    return out


def band(draws: Floats, share: float) -> tuple[Floats, Floats]:
    """The shortest interval that holds a share of the draws; of equals the lowest.

    Where many draws are 0 an interval between two quantiles holds more than it says; this one
    holds as little more as can be.

    Example:
        >>> draws = np.array([0.0, 0, 0, 0, 0, 0, 1, 2, 5, 9])[:, None]
        >>> [float(end[0]) for end in band(draws, 0.8)]
        [0.0, 2.0]
    """
    return _band(np.sort(draws, axis=0), share)


def _band(ordered: Floats, share: float) -> tuple[Floats, Floats]:
    count = len(ordered)
    inside = min(max(int(np.ceil(share * count - 1e-9)), 1), count)
    low, high = ordered[: count - inside + 1], ordered[inside - 1 :]
    at = np.argmin(high - low, axis=0)[None]
    return (
        np.take_along_axis(low, at, axis=0)[0],
        np.take_along_axis(high, at, axis=0)[0],
    )


def scored(draws: Floats, came: Floats) -> dict[str, Floats]:
    """All scores of forecasts: CRPS, pinball loss, whether each band held, where the truth lay.

    `inside_80` is 1 where the shortest band of 80 % of the draws held and 0 where not;
    `central_80` the same for the band between two quantiles; `below` and `upto` as in `lies`.

    Args:
        draws: Shape (draws, ...).
        came: The shape of one draw; NaN where nothing is known to have come.

    Example:
        >>> sorted(scored(np.zeros((2, 1)), np.zeros(1)))[:3]
        ['below', 'central_50', 'central_80']
    """
    ordered = np.sort(draws, axis=0)
    below, upto = lies(ordered, came)
    out = {
        "crps": _crps(ordered, came),
        "pinball": _pinball(ordered, came, LEVELS),
        "below": below,
        "upto": upto,
    }
    for share in BANDS:
        ends = (_quantile(ordered, (1 - share) / 2), _quantile(ordered, (1 + share) / 2))
        out[f"inside_{100 * share:.0f}"] = _held(*_band(ordered, share), came)
        out[f"central_{100 * share:.0f}"] = _held(*ends, came)
    return out


def _held(low: Floats, high: Floats, came: Floats) -> Floats:
    near = _NEAR * np.maximum(np.abs(high), np.abs(came))
    held = (low - near <= came) & (came <= high + near)
    return np.where(np.isnan(came), np.nan, held.astype(np.float64))


def lies(draws: Floats, came: Floats) -> tuple[Floats, Floats]:
    """Shares of draws below what came, and not above it; they differ where draws tie with it.

    Example:
        >>> below, upto = lies(np.array([[0.0], [0.0], [1.0], [3.0]]), np.array([0.0]))
        >>> float(below[0]), float(upto[0])
        (0.0, 0.5)
    """
    near = _NEAR * np.abs(came)
    below = (draws < came - near).mean(axis=0)
    upto = (draws <= came + near).mean(axis=0)
    gone = np.isnan(came)
    return np.where(gone, np.nan, below), np.where(gone, np.nan, upto)


def histogram(below: Floats, upto: Floats, bins: int = BINS) -> Floats:
    """Shares of what came by where it lay in its forecast; even where forecasts are honest.

    Where draws tie with what came, it is spread over the bins between the two shares: the
    non-random histogram for counts.

    Source:
        Czado, Gneiting and Held, Biometrics 65 (2009), section 2.2.

    Example:
        >>> histogram(np.array([0.0]), np.array([0.5]), 4).tolist()
        [0.5, 0.5, 0.0, 0.0]
    """
    known = ~np.isnan(below)
    low, high = below[known], upto[known]
    edges = np.linspace(0.0, 1.0, bins + 1)
    # What ties with no draw lies at a point: the whole of it is in one bin.
    tied = high > low
    wide = np.where(tied, high - low, 1.0)
    reached = np.clip((edges[:, None] - low) / wide, 0.0, 1.0)
    at = np.minimum((low * bins).astype(int), bins - 1)
    whole = np.arange(bins)[:, None] == at
    share = np.where(tied, np.diff(reached, axis=0), whole)
    out: Floats = share.sum(axis=1) / max(len(low), 1)
    return out
