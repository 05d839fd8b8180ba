"""What a donor's record looks like at the end of each month: its level and its state.

Months are alike when donors stood alike before them: as much promised, as much of late.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: A level is kept above this part of the largest donor's, so that ratios to it exist.
LEVEL_SHARE_MIN = 1e-6
#: What came of late is kept above this part of the level: silence is far away, not infinitely.
LATE_SHARE_MIN = 0.02
#: "Of late": a month counts half as much as one so many months later [months].
LATE_MONTHS = 2.0
#: The level weighs the mean of all months and one in which a month counts half as much as one so
#: many months later [months].
LEVEL_MONTHS = 12.0
#: How unlike two states are: logs are divided by these (a bandwidth each).
PROMISED_WIDTH, LATE_WIDTH = 1.0, 0.3


def levels(amounts: Floats) -> Floats:
    """What each donor brings in a month, shape (donors,), above 0.

    Args:
        amounts: What came, shape (donors, months).

    Example:
        >>> levels(np.array([[3.0, 3.0], [0.0, -1.0]])).tolist()
        [3.0, 3e-06]
    """
    came = np.maximum(amounts, 0.0)
    level = 0.5 * came.mean(axis=1) + 0.5 * recent_mean(came, LEVEL_MONTHS)
    return _above(level)


def recent_mean(values: Floats, half_life: float) -> Floats:
    """Weighted mean over months in which a month counts half as much as one `half_life` later."""
    weight = fading(values.shape[1], half_life)
    mean: Floats = values @ weight
    return mean


def fading(months: int, half_life: float) -> Floats:
    """Weights of months, the last the heaviest; they sum to 1.

    Example:
        >>> fading(2, 1.0).round(3).tolist()
        [0.333, 0.667]
    """
    weight = np.power(0.5, np.arange(months)[::-1] / half_life)
    out: Floats = weight / weight.sum()
    return out


def states(amounts: Floats, standing: Floats | None) -> Floats:
    """Each donor's state after each month, from that month and those before alone.

    Args:
        amounts: What came, shape (donors, months).
        standing: What stood promised at the end of each month, same shape; None = not known.

    Returns:
        Shape (donors, months + 1, states), in bandwidths; at 0 nothing is known yet.

    Example:
        >>> states(np.ones((1, 3)), None)[0].round(2).tolist()
        [[0.0], [0.07], [0.07], [0.07]]
    """
    came = np.maximum(amounts, 0.0)
    donors, months = came.shape
    parts = 1 if standing is None else 2
    out = np.zeros((donors, months + 1, parts))
    for month in range(1, months + 1):
        level = _above(came[:, :month].mean(axis=1))
        late = recent_mean(came[:, :month], LATE_MONTHS)
        out[:, month, 0] = np.log(late / level + LATE_SHARE_MIN) / LATE_WIDTH
        if standing is not None:
            cover = np.maximum(standing[:, month - 1], 0.0) / level
            out[:, month, 1] = np.log1p(cover) / PROMISED_WIDTH
    return out


def _above(level: Floats) -> Floats:
    most = float(level.max(initial=0.0))
    # Before anybody brought anything all levels are alike, whatever they are.
    out: Floats = np.maximum(level, LEVEL_SHARE_MIN * most if most > 0 else 1.0)
    return out
