"""Chance that depends on nothing but a seed and names: the same for any number of workers.

A number is made by mixing (seed, run, day, stream) with the finaliser of SplitMix64 (Steele, Lea
and Flood 2014, "Fast splittable pseudorandom number generators"); no state is kept, so runs can
be made in any order, anywhere, and two scenarios share their luck day by day.
"""

import numpy as np
from numba import njit, uint64

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_DAY = np.uint64(0xD1B54A32D192ED03)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2**-53


@njit(inline="always")
def mixed(value):
    """SplitMix64's finaliser: every bit of the input moves half of the output's."""
    value = (value ^ (value >> _S30)) * _FIRST
    value = (value ^ (value >> _S27)) * _SECOND
    return value ^ (value >> _S31)


@njit(inline="always")
def key(seed, run):
    """Key of a run."""
    return mixed(uint64(seed) + _GOLDEN * (uint64(run) + uint64(1)))


@njit(inline="always")
def bits(run_key, day, stream):
    """64 random bits of a run, for a day and a stream (a leg, a source, a draw)."""
    name = uint64(day) * _DAY + uint64(stream) * _GOLDEN
    return mixed(run_key ^ mixed(name))


@njit(inline="always")
def uniform(run_key, day, stream):
    """A number evenly spread over [0, 1)."""
    return float(bits(run_key, day, stream) >> _S11) * _UNIT


@njit
def uniforms(seed, first_run, runs, streams):
    """One number a run and stream that holds for the whole run, shape (runs, streams).

    Args:
        seed: Of all.
        first_run: Number of the first run.
        runs: How many.
        streams: How many numbers each.
    """
    out = np.empty((runs, streams))
    for run in range(runs):
        run_key = key(seed, first_run + run)
        for stream in range(streams):
            # Day -1 belongs to what holds for the whole run.
            out[run, stream] = uniform(run_key, -1, stream)
    return out
