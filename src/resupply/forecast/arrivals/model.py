"""The model of new promises: plain numbers in, draws out.

What it is in symbols, how it was chosen and where it loses: docs/explanation/backtest.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from resupply.forecast.arrivals.experts import Experts, Points, mixed
from resupply.forecast.arrivals.learning import Learned, learn
from resupply.forecast.arrivals.states import states
from resupply.forecast.arrivals.totals import agreed

Floats = NDArray[np.float64]

#: Beyond so many months ahead the present state says no more than there.
AHEAD_MAX = 12


class Fitted:
    """The model after all months of a record.

    Args:
        amounts: What came, shape (donors, months), no NaN; donors that never brought anything
            bring nothing.
        standing: What stood promised at the end of each month, same shape; None = not known.
        first_month: Calendar month of the first, 1 to 12.

    Example:
        >>> came = np.array([[0.0, 4, 0, 4, 0, 4], [1.0, 0, 1, 0, 1, 0]])
        >>> fitted = Fitted(came, None, first_month=1)
        >>> fitted.draws(["A", "B"], months=2, draws=100, seed=1).shape
        (100, 2, 2)
    """

    def __init__(self, amounts: Floats, standing: Floats | None, first_month: int) -> None:
        known = states(amounts, standing)
        self._total = amounts.sum(axis=0)
        self._silent = ~np.any(amounts != 0.0, axis=1)
        self._experts = Experts(amounts, known, first_month)
        self.learned: Learned = learn(amounts, known, first_month)

    @property
    def points(self) -> Points:
        """What months to come are drawn from."""
        return self._experts.points

    def below(self, ahead: int) -> Floats:
        """Chance of each point or one below it in a month to come, shape (donors, points)."""
        return mixed(self._experts.below(min(ahead, AHEAD_MAX)), self.learned.shares)

    def draws(
        self, donors: Sequence[str], *, months: int, draws: int, seed: int, skip: int = 0
    ) -> Floats:
        """What each donor brings in each month to come.

        Args:
            donors: Party ids; a donor's stream of chance hangs on its id and the seed alone.
            months: Months to come.
            draws: Draws.
            seed: The same seed gives the same draws.
            skip: Months between the record's last and the first to come.

        Returns:
            Shape (draws, donors, months).
        """
        out = np.zeros((draws, len(donors), months))
        ranks = [_ranks(self.learned.common, seed, donor, draws, months) for donor in donors]
        for month in range(months):
            below = self.below(month + skip + 1)
            for at in np.flatnonzero(~self._silent):
                found = np.searchsorted(below[at], ranks[at][:, month] * below[at, -1])
                values = self.points.values[at]
                out[:, at, month] = values[np.minimum(found, len(values) - 1)]
        drawn = out * self.points.levels[:, None]
        if len(donors) < 2:
            return drawn
        return agreed(drawn, self._total, stream(seed, "total"))


def _ranks(common: float, seed: int, donor: str, draws: int, months: int) -> Floats:
    """Chances in [0, 1] of one donor; what is common to all donors is in them."""
    from scipy.special import ndtr

    own = stream(seed, donor).standard_normal((draws, months))
    shared = stream(seed, "").standard_normal((draws, months))
    out: Floats = ndtr(np.sqrt(1.0 - common) * own + np.sqrt(common) * shared)
    return out


def stream(seed: int, name: str) -> np.random.Generator:
    """Chance that hangs on the seed and a name, whoever else is asked about.

    Example:
        >>> bool(stream(1, "A").random() == stream(1, "A").random())
        True
    """
    return np.random.default_rng([seed, *name.encode()])
