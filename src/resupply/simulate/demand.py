"""What is asked for on a day when chance decides: Poisson, or normal."""
# Compiled loops: Numba infers their types from the arrays they are called with.
# mypy: allow-untyped-defs, allow-untyped-calls, allow-untyped-decorators, no-check-untyped-defs

import numpy as np
from numba import njit


@njit
def drawn(mean, law, spread, u64):
    """A day's need: 1 = Poisson with that mean, 2 = normal, cut at nothing."""
    if law == 1:
        return _poisson(mean, u64)
    u = (float(u64 >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)
    return max(mean * (1.0 + spread * _normal(u)), 0.0)


@njit
def _poisson(mean, u64):
    """A Poisson number by inversion: the same bits give more when more is asked for."""
    if mean <= 0.0:
        return 0.0
    u = float(u64 >> np.uint64(11)) * (1.0 / 9007199254740992.0)
    if mean > 500.0:
        return max(np.floor(mean + np.sqrt(mean) * _normal(u) + 0.5), 0.0)
    p = np.exp(-mean)
    total = p
    k = 0.0
    while u > total and k < 2000.0:
        k += 1.0
        p *= mean / k
        total += p
    return k


@njit
def _normal(u):
    """Quantile of the normal distribution, to 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23)."""
    p = min(max(u, 1e-12), 1.0 - 1e-12)
    tail = p if p < 0.5 else 1.0 - p
    t = np.sqrt(-2.0 * np.log(tail))
    top = 2.515517 + t * (0.802853 + t * 0.010328)
    low = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    z = t - top / low
    return -z if p < 0.5 else z
