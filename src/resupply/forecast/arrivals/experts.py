"""Experts: ways to weigh the months of the record, each a forecast of one month to come.

All of them put weights on the same points, so a mix of experts is a mix of their weights: the
months of a pool of donors, measured in levels, the donor's own months, and nothing at all.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.forecast.arrivals.states import fading, levels

Floats = NDArray[np.float64]

#: Months of others weigh as much as so many of the donor's own, before states are compared: a
#: donor with a long record is judged by itself.
OWN_MONTHS = 72.0
#: Donors whose months make up the pool: the largest.
POOL_DONORS = 60
#: Months whose state was quite another count, all together, as so many whose state was the same:
#: of the pool, and of the donor's own. As the record grows they count for less and less.
UNLIKE_POOL, UNLIKE_OWN = 10.0, 1.0
#: Months that a record must have before a state says anything.
STATE_MONTHS = 3
#: A donor's own months, a month counting half as much as one so many months later [months]; and
#: all of them alike, which is the historical bootstrap.
FADING_MONTHS = (4.0, np.inf)
#: What a month counts beside 1, for a December if it is none and the other way round: budgets end.
OTHER_SEASON = 0.3
#: The experts' names, in their order.
NAMES = (
    "months alike",
    "months alike, Decembers apart",
    "own months of late",
    "own months",
    "nothing",
)


class Points(NamedTuple):
    """What months to come are drawn from, as known after some months.

    Args:
        levels: What each donor brings in a month, shape (donors,).
        pool: Rows of the donors whose months are lent to others.
        values: In levels: months of the pool, own months, nothing; shape (donors, points), sorted.
        order: Where each sorted point was, same shape.
    """

    levels: Floats
    pool: NDArray[np.intp]
    values: Floats
    order: NDArray[np.intp]

    @property
    def steps(self) -> Floats:
        """From each point to the next."""
        return np.diff(self.values, axis=1)


def points(amounts: Floats) -> Points:
    """The points after all months of `amounts`, shape (donors, months)."""
    level = levels(amounts)
    scaled = amounts / level[:, None]
    pool = np.sort(np.argsort(-level, kind="stable")[:POOL_DONORS])
    lent = np.broadcast_to(scaled[pool].ravel(), (len(level), scaled[pool].size))
    values = np.concatenate([lent, scaled, np.zeros((len(level), 1))], axis=1)
    order = np.argsort(values, axis=1, kind="stable")
    return Points(level, pool, np.take_along_axis(values, order, axis=1), order)


class Experts:
    """The experts' weights on the points, for one origin.

    Args:
        amounts: What came up to the origin, shape (donors, months).
        states: States after each month, shape (donors, months + 1, states).
        first_month: Calendar month of the first, 1 to 12.
    """

    def __init__(self, amounts: Floats, states: Floats, first_month: int) -> None:
        self.months = amounts.shape[1]
        self._first = first_month
        self.points = points(amounts)
        self._states = states

    def below(self, ahead: int) -> Floats:
        """Each expert's chance of each point or one below it, `ahead` months after the origin.

        Args:
            ahead: 1 = the next month.

        Returns:
            Shape (experts, donors, points), in the points' order; the last is 1.
        """
        alike = self._alike(ahead)
        season = alike * self._season(ahead)
        season /= season.sum(axis=1, keepdims=True)
        return np.concatenate([self._summed(alike)[None], self._summed(season)[None], self._others])

    def _summed(self, weights: Floats) -> Floats:
        ordered = np.take_along_axis(weights, self.points.order, axis=1)
        return np.cumsum(ordered, axis=1)

    def _alike(self, ahead: int) -> Floats:
        """Months that came `ahead` months after a state like the present one, of all donors."""
        months = np.arange(self.months)
        before = np.maximum(months - ahead + 1, 0)
        known = (months - ahead + 1) >= STATE_MONTHS
        now = self._states[:, self.months]
        lent = max(1, len(self.points.pool) - 1)
        pool = self._likeness(now, self._states[self.points.pool][:, before], known)
        pool += UNLIKE_POOL / (lent * self.months)
        mine = self._likeness_own(now, self._states[:, before], known)
        mine += UNLIKE_OWN / self.months
        donors = len(now)
        pool = np.where(self._is_self[:, :, None], 0.0, pool).reshape(donors, -1)
        own = mine * (lent * self.months / OWN_MONTHS)
        weight = np.concatenate([pool, own, np.zeros((donors, 1))], axis=1)
        out: Floats = weight / weight.sum(axis=1, keepdims=True)
        return out

    def _season(self, ahead: int) -> Floats:
        """Of each point, whether it is of the same part of the year, shape (points,)."""
        december = (self._first - 1 + np.arange(self.months)) % 12 == 11
        then = (self._first - 1 + self.months + ahead - 1) % 12 == 11
        months = np.where(december == then, 1.0, OTHER_SEASON)
        return np.concatenate([np.tile(months, len(self.points.pool) + 1), [1.0]])

    @staticmethod
    def _likeness(now: Floats, then: Floats, known: NDArray[np.bool_]) -> Floats:
        """Shape (donors, pool, months)."""
        apart = ((now[:, None, None] - then[None]) ** 2).sum(axis=-1)
        out: Floats = np.exp(-0.5 * apart) * known
        return out

    @staticmethod
    def _likeness_own(now: Floats, then: Floats, known: NDArray[np.bool_]) -> Floats:
        """Shape (donors, months)."""
        apart = ((now[:, None] - then) ** 2).sum(axis=-1)
        out: Floats = np.exp(-0.5 * apart) * known
        return out

    @cached_property
    def _is_self(self) -> NDArray[np.bool_]:
        donors = np.arange(len(self.points.levels))
        out: NDArray[np.bool_] = donors[:, None] == self.points.pool[None]
        return out

    @cached_property
    def _others(self) -> Floats:
        """The experts that look at the donor's own months alone, and the one that sees none."""
        donors, size = self.points.values.shape
        start = size - 1 - self.months
        out = np.zeros((len(FADING_MONTHS) + 1, donors, size))
        for at, half_life in enumerate(FADING_MONTHS):
            own = np.zeros((donors, size))
            own[:, start:-1] = fading(self.months, half_life)
            out[at] = self._summed(own)
        out[-1] = self.points.values >= 0.0
        return out


def mixed(below: Floats, shares: Floats) -> Floats:
    """The experts' chances mixed by each donor's trust in them.

    Args:
        below: Shape (experts, donors, points).
        shares: Shape (donors, experts).
    """
    out: Floats = np.matmul(shares[:, None], below.transpose(1, 0, 2))[:, 0]
    return out


def names() -> Sequence[str]:
    """What the experts are called."""
    return NAMES
