"""Logistic regression on signs, for the tables that come with the reader of documents.

With a penalty on the squares of the weights, fitted by L-BFGS (Hastie, Tibshirani and Friedman,
The Elements of Statistical Learning, 2nd ed., 4.4 and 18.4).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

#: Weights are kept in hundredths.
SCALE = 100


def matrix(told: Iterable[Iterable[str]], known: Mapping[str, int]) -> csr_array:
    """Rows of signs as a matrix of ones; signs that are not known are left out.

    Args:
        told: The signs of each row.
        known: Column of each sign.

    Returns:
        Shape (rows, signs known).
    """
    index: list[int] = []
    start = [0]
    for signs in told:
        index += sorted({known[s] for s in signs if s in known})
        start.append(len(index))
    shape = (len(start) - 1, len(known))
    return csr_array(
        (np.ones(len(index)), np.array(index, dtype=int), np.array(start)), shape=shape
    )


def fit(
    x: csr_array, target: np.ndarray, worth: np.ndarray, penalty: float, rounds: int = 500
) -> np.ndarray:
    """Weights of the columns, and behind them what is added to every sum.

    Args:
        x: Rows of signs.
        target: What each row is, true or false.
        worth: How much each row counts.
        penalty: Of the squares of the weights.
        rounds: Steps of the search at most.
    """
    sign, turned = np.where(target, 1.0, -1.0), x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w[:-1] + w[-1])
        value = worth @ np.logaddexp(0, -margin) + penalty / 2 * (w[:-1] @ w[:-1])
        slope = -worth * sign / (1 + np.exp(np.minimum(margin, 500)))
        return value, np.append(turned @ slope + penalty * w[:-1], slope.sum())

    guess = np.zeros(x.shape[1] + 1)
    best = minimize(loss, guess, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return np.asarray(best.x)


def write(path: Path, heading: str, weights: Mapping[str, float], least: int) -> int:
    """The table: sign and hundredths, one a line; what weighs less than `least` is left out."""
    lines: Sequence[str] = [
        f"{sign}\t{told}"
        for sign, weight in sorted(weights.items())
        if abs(told := round(SCALE * weight)) >= least or not sign
    ]
    path.write_text("\n".join([f"# {heading}", *lines]) + "\n", encoding="utf-8")
    return len(lines)
