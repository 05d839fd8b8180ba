"""Draws of donors made to agree with what the total's own record says.

Each donor forecast well, their sum can still be too sure of itself: what donors do together is
only partly in their correlation. So the total is forecast twice, as the sum of the draws and by
its own months, and draws are taken again so that its distribution lies between the two. A total
is still the sum of its donors, draw by draw.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Part that the total's own record has; the rest is the sum's.
OWN_RECORD = 0.3
#: Parts of equal weight that the total's own record is cut into.
PARTS = 5
#: Fewer months of record say too little of the parts.
MONTHS_MIN = 8


def agreed(values: Floats, record: Floats, rng: np.random.Generator) -> Floats:
    """Draws taken again, month by month, so that their total leans on the total's own record.

    Args:
        values: Draws, shape (draws, donors, months).
        record: What came of all donors together, shape (months of the record,).
        rng: Where the chance comes from.

    Returns:
        The same shape; every month of every draw is one of `values`, all donors together.

    Example:
        >>> values = np.array([0.0, 0, 0, 9])[:, None, None]
        >>> record = np.array([0.0, 9, 9, 9, 9, 9, 9, 9])
        >>> float(agreed(values, record, np.random.default_rng(1)).mean()) > 2
        True
    """
    if values.shape[1] == 0 or len(record) < MONTHS_MIN:
        return values
    edges = np.quantile(record, np.linspace(0, 1, PARTS + 1)[1:-1])
    wanted = _shares(edges, record)
    out = np.empty_like(values)
    for month in range(values.shape[2]):
        totals = values[:, :, month].sum(axis=1)
        chosen = _chosen(edges, wanted, totals, rng)
        out[:, :, month] = values[chosen, :, month]
    return out


def _shares(edges: Floats, totals: Floats) -> Floats:
    counts = np.bincount(np.searchsorted(edges, totals), minlength=len(edges) + 1)
    out: Floats = counts / len(totals)
    return out


def _chosen(
    edges: Floats, wanted: Floats, totals: Floats, rng: np.random.Generator
) -> NDArray[np.intp]:
    """Which draws are taken: evenly spaced along their weights, so that few are taken twice."""
    mine = _shares(edges, totals)
    lean = (1 - OWN_RECORD) * mine + OWN_RECORD * wanted
    part = np.searchsorted(edges, totals)
    weight = lean[part] / mine[part]
    below = np.cumsum(weight / weight.sum())
    at = (np.arange(len(totals)) + rng.random()) / len(totals)
    return np.minimum(np.searchsorted(below, at), len(totals) - 1)
