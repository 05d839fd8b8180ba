"""Whom to trust: experts that were near the truth of late are listened to more.

Exponentiated gradient on the CRPS of the mix (docs/explanation/backtest.md). Only months before
the origin are looked at, and of them only what the experts said before they came.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.forecast.arrivals.experts import Experts, mixed

Floats = NDArray[np.float64]

#: Trust before anything was seen, in the order of `experts.NAMES`. More trust in nothing would do
#: better on the months it was chosen on, which were falling; this much keeps the record's mean.
PRIOR = (0.3, 0.3, 0.15, 0.15, 0.1)
#: How fast trust moves, and how much of what was learned is kept each month.
RATE, KEPT = 1.0, 0.8
#: Part of the learning that is common to all donors.
COMMON = 0.5
#: Months ahead that are learned from.
AHEAD = (1, 3, 6)
#: Months learned from: before them 0.8 ^ 24 = 0.5 % of the weight would be left.
LEARNED_MONTHS = 24
#: Fewer months than this say nothing.
MONTHS_MIN = 3


class Learned(NamedTuple):
    """What the months before the origin taught.

    Args:
        shares: Trust of each donor in each expert, shape (donors, experts).
        common: Correlation of the donors' luck in one month, from 0 on.
    """

    shares: Floats
    common: float


class _Said(NamedTuple):
    """What the experts said of one month, and how they were mixed."""

    below: Floats
    steps: Floats
    values: Floats
    levels: Floats
    shares: Floats


def learn(amounts: Floats, states: Floats, first_month: int) -> Learned:
    """Trust in each expert after all months of the record.

    Args:
        amounts: What came, shape (donors, months).
        states: States after each month, shape (donors, months + 1, states).
        first_month: Calendar month of the first, 1 to 12.
    """
    donors, months = amounts.shape
    prior = np.log(np.array(PRIOR))
    regret = np.zeros((donors, len(PRIOR)))
    shares = np.tile(np.array(PRIOR), (donors, 1))
    said: dict[int, list[_Said]] = {}
    luck = []
    for month in range(max(MONTHS_MIN, months - LEARNED_MONTHS), months):
        experts = Experts(amounts[:, :month], states[:, : month + 1], first_month)
        for ahead in AHEAD:
            heard = _heard(experts, ahead, shares)
            said.setdefault(month + ahead - 1, []).append(heard)
        came = amounts[:, month]
        luck.append(_luck(said[month][-1], came))
        gradient = np.mean([_gradient(s, came) for s in said.pop(month)], axis=0)
        level = experts.points.levels
        common = (gradient * level[:, None]).sum(axis=0) / level.sum()
        regret = KEPT * regret + (1 - COMMON) * gradient + COMMON * common
        shares = _softmax(prior - RATE * regret)
    return Learned(shares, _common(luck))


def _heard(experts: Experts, ahead: int, shares: Floats) -> _Said:
    points = experts.points
    return _Said(experts.below(ahead), points.steps, points.values, points.levels, shares)


def _gradient(said: _Said, came: Floats) -> Floats:
    """How the CRPS of the mix [levels] grows with each expert's share, shape (donors, experts)."""
    scaled = came / said.levels
    above = said.values[:, :-1] >= scaled[:, None]
    below = said.below[:, :, :-1]
    off = (mixed(below, said.shares) - above) * said.steps
    out: Floats = 2.0 * np.matmul(below.transpose(1, 0, 2), off[:, :, None])[:, :, 0]
    return out


def _luck(said: _Said, came: Floats) -> Floats:
    """Where what came lies in what was forecast, 0 to 1; the middle of it where points tie."""
    scaled = (came / said.levels)[:, None]
    near = 1e-9
    mix = np.pad(mixed(said.below, said.shares), ((0, 0), (1, 0)))
    ends = [(said.values < scaled - near), (said.values <= scaled + near)]
    parts = [np.take_along_axis(mix, end.sum(axis=1)[:, None], axis=1)[:, 0] for end in ends]
    out: Floats = (parts[0] + parts[1]) / 2.0
    return out


def _common(luck: list[Floats]) -> float:
    """How far the donors' luck goes together: the mean correlation of its normal scores."""
    from scipy.special import ndtri

    if len(luck) < MONTHS_MIN:
        return 0.0
    scores = ndtri(np.clip(np.array(luck), 0.01, 0.99))
    spread = scores.std(axis=0)
    scores = (scores - scores.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    donors = scores.shape[1]
    if donors < 2:
        return 0.0
    of_mean = float((scores.mean(axis=1) ** 2).mean())
    return float(np.clip((of_mean * donors - 1) / (donors - 1), 0.0, COMMON_MAX))


#: More than this would be one donor under many names.
COMMON_MAX = 0.3


def _softmax(logs: Floats) -> Floats:
    raised = np.exp(logs - logs.max(axis=1, keepdims=True))
    out: Floats = raised / raised.sum(axis=1, keepdims=True)
    return out
