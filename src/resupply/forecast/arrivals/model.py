"""The model of new promises: plain numbers in, draws out.

What each month brought is drawn again from the donor's own months, later ones more often.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: A month counts half as much as one so many months later [months].
HALF_LIFE_MONTHS = 12.0


def draws(donors: Sequence[str], amounts: Floats, *, months: int, draws: int, seed: int) -> Floats:
    """What each donor brings in each month to come.

    Args:
        donors: Party ids; a donor's stream of chance hangs on its id and the seed alone.
        amounts: What came, shape (donors, months of the record), no NaN.
        months: Months to come.
        draws: Draws.
        seed: The same seed gives the same draws.

    Returns:
        Shape (draws, donors, months).

    Example:
        >>> draws(["A"], np.zeros((1, 3)), months=2, draws=1, seed=1).shape
        (1, 1, 2)
    """
    past = amounts.shape[1]
    weight = 0.5 ** (np.arange(past)[::-1] / HALF_LIFE_MONTHS)
    edges = np.cumsum(weight / weight.sum())
    out = np.zeros((draws, len(donors), months))
    for at, donor in enumerate(donors):
        chance = stream(seed, donor).random((draws, months))
        out[:, at] = amounts[at][np.minimum(np.searchsorted(edges, chance), past - 1)]
    return out


def stream(seed: int, name: str) -> np.random.Generator:
    """Chance that hangs on the seed and a name, whoever else is asked about.

    Example:
        >>> bool(stream(1, "A").random() == stream(1, "A").random())
        True
    """
    return np.random.default_rng([seed, *name.encode()])
