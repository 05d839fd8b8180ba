"""The maths of pauses: runs of silence and slumps of one monthly series against its own past.

Plain numbers in, plain numbers out; what they mean is said in `pauses.py`, why it is done this way
in docs/explanation/pauses.md.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Months before a run that make up "usual", and the fewest that will do.
BEFORE_MONTHS, BEFORE_MONTHS_MIN = 12, 6
#: Lengths of run that are tried [months].
RUN_MONTHS_MIN, RUN_MONTHS_MAX = 3, 12
#: "Far below": a slump brings at most this share of the usual flow.
FAR_BELOW = 0.5
#: A last month of which less has passed says too little: it is measured but not tested.
BEGUN_SHARE = 0.5
#: Months kept together when the record is shuffled. Gifts come in clumps of a few months; taking
#: them apart would make every dry spell look rare. About the cube root of 2 to 4 years of months.
BLOCK_MONTHS = 3
#: Shuffled records compared with the real one; the p-value has steps of 1 / (DRAWS + 1).
DRAWS = 999
#: Seed of the shuffling: the same record gives the same p-value, whoever else is asked about.
SEED = 20240228
_FIRST_DRAWS = 199


class Silence(NamedTuple):
    """A run of months `start` to `end` (not included) in which nothing came."""

    start: int
    end: int
    usual_months: int
    p_value: float


class Slump(NamedTuple):
    """A run of months in which far less came than usual; means per month."""

    start: int
    end: int
    usual: float
    during: float
    p_value: float


def before(start: int) -> int:
    """The first of the months that say what was usual before month `start`."""
    return max(0, start - BEFORE_MONTHS)


def silences(silent: Sequence[bool]) -> list[Silence]:
    """Runs of silence longer than the series' own usual one.

    Between two months in which something came lie 0, 1, 2 ... silent ones. Usual is the length
    that nine in ten of the earlier silences did not exceed. If lengths have no order in time, the
    chance that the newest of k + 1 is as long as this is `(1 + as long earlier) / (k + 1)`.

    Args:
        silent: Per month whether nothing came; the first month is one in which something did.

    Returns:
        In order of time; those without any earlier silence to compare with are left out.

    Example:
        >>> came = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]
        >>> silences([not c for c in came])
        [Silence(start=8, end=10, usual_months=0, p_value=0.125)]
    """
    out, earlier = [], list[int]()
    active = [i for i, quiet in enumerate(silent) if not quiet]
    for here, following in pairwise([*active, len(silent)]):
        length = following - here - 1
        if earlier and length:
            usual = usual_silence(earlier)
            as_long = sum(e >= length for e in earlier)
            p_value = (1 + as_long) / (len(earlier) + 1)
            if length > usual:
                out.append(Silence(here + 1, following, usual, p_value))
        earlier.append(length)
    return out


def usual_silence(lengths: Sequence[int]) -> int:
    """The length that nine in ten do not exceed.

    Example:
        >>> usual_silence([0, 0, 0, 1, 0, 0, 0, 0, 0, 4])
        1
    """
    return int(np.quantile(lengths, 0.9, method="inverted_cdf"))


def slumps(
    amounts: Floats, last_share: float = 1.0, *, alpha: float = 0.05, draws: int = DRAWS
) -> list[Slump]:
    """Runs of months in which far less came than in the months before.

    Every run of 3 to 12 months is tried in which no month reaches the usual one and the mean is at
    most half of it. The statistic is the difference of mean square roots before and within, times
    `sqrt(n m / (n + m))`. The largest one is compared with the largest ones of the same record
    shuffled in blocks, which pays for the many tries; runs that reach the record's end and runs
    that ended earlier are two such comparisons.

    Args:
        amounts: What came per month, shape (months,), no NaN.
        last_share: Share of the last month that has passed, in (0, 1].
        alpha: Largest p-value that is listed.
        draws: Shuffled records.

    Returns:
        At most one that reaches the end, and those before it that do not overlap; those of
        12 months are stretched over adjoining months that are far below the usual as well.

    Example:
        >>> steady = np.tile([300.0, 500.0, 400.0], 8)
        >>> slumps(np.concatenate([steady, [10.0, 0.0, 20.0, 0.0]]))
        [Slump(start=24, end=28, usual=400.0, during=7.5, p_value=0.004)]
    """
    tested, share = amounts, last_share
    if last_share < BEGUN_SHARE:
        tested, share = amounts[:-1], 1.0
    found = _scan(tested[None, :], share)
    listed: list[Slump] = []
    for at_end in (True, False):
        best = found.best(at_end)
        null = None if best == -np.inf else _null(tested, share, at_end, best, alpha, draws)
        if null is None:
            continue
        for start, length, value in found.windows(at_end):
            p_value = _share_as_large(null, value)
            one = (start, start + length)
            if length == RUN_MONTHS_MAX or one[1] == len(tested) < len(amounts):
                one = _stretched(amounts, last_share, *one)
            if p_value <= alpha and not any(one[0] < s.end and s.start < one[1] for s in listed):
                listed.append(Slump(*one, *means(amounts, last_share, *one), p_value))
    return sorted(listed)


def means(amounts: Floats, last_share: float, start: int, end: int) -> tuple[float, float]:
    """Usual and actual amount per month: before `start`, and from `start` to before `end`.

    Example:
        >>> means(np.array([4.0, 6.0, 1.0]), 0.5, 2, 3)
        (5.0, 2.0)
    """
    months = np.ones(len(amounts))
    months[-1] = last_share
    first = before(start)
    usual = amounts[first:start].sum() / months[first:start].sum()
    return float(usual), float(amounts[start:end].sum() / months[start:end].sum())


def shuffled(values: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """The values in another order: turned round a ring, cut in blocks, the blocks shuffled.

    Returns:
        Shape (months, draws).

    Example:
        >>> mixed = shuffled(np.arange(7.0), 2, np.random.default_rng(1))
        >>> mixed.shape, bool((np.sort(mixed, axis=0) == np.arange(7)[:, None]).all())
        ((7, 2), True)
    """
    months = len(values)
    blocks = -(-months // BLOCK_MONTHS)
    order = rng.permuted(np.tile(np.arange(blocks), (draws, 1)), axis=1)
    places = (order[:, :, None] * BLOCK_MONTHS + np.arange(BLOCK_MONTHS)).reshape(draws, -1)
    # The last block may be short: places behind the end do not exist.
    places = places[places < months].reshape(draws, months)
    turned = (places + rng.integers(0, months, (draws, 1))) % months
    return np.ascontiguousarray(values[turned].T)


class _Scan(NamedTuple):
    """Statistics of the windows of one series or many: per length, shape (starts, draws)."""

    months: int
    by_length: dict[int, Floats]

    def best(self, at_end: bool) -> float:
        """The largest statistic of the first series."""
        return max((value for *_, value in self.windows(at_end)), default=-np.inf)

    def windows(self, at_end: bool) -> list[tuple[int, int, float]]:
        """Start, length and statistic of the first series' windows that count, largest first."""
        out = [
            (int(i) + BEFORE_MONTHS_MIN, length, float(values[i, 0]))
            for length, values in self.by_length.items()
            for i in np.flatnonzero(values[:, 0] > -np.inf)
            if at_end == (int(i) + BEFORE_MONTHS_MIN + length == self.months)
        ]
        return sorted(out, key=lambda w: -w[2])

    def largest(self, at_end: bool) -> Floats:
        """The largest statistic of each series."""
        parts = [v[-1:] if at_end else v[:-1] for v in self.by_length.values()]
        out = np.full(parts[0].shape[1], -np.inf)
        for part in parts:
            out = np.maximum(out, part.max(axis=0, initial=-np.inf))
        return out


def _scan(series: Floats, last_share: float) -> _Scan:
    """Statistics of all windows; -inf where a window is no slump at all.

    Args:
        series: Amounts, shape (draws, months).
        last_share: Share of the last month that has passed.
    """
    amounts = np.ascontiguousarray(series.T)
    months = len(amounts)
    starts = np.arange(BEFORE_MONTHS_MIN, months - RUN_MONTHS_MIN + 1)
    if not len(starts):
        return _Scan(months, {})
    time = np.ones((months, 1))
    time[-1] = last_share
    # Square roots make the spread of lumpy sums even, so that one huge month does not decide.
    rates = amounts / time
    roots = np.sign(rates) * np.sqrt(np.abs(rates)) * time
    summed, rooted, timed = _sums(amounts), _sums(roots), _sums(time)
    first = np.maximum(0, starts - BEFORE_MONTHS)
    span = timed[starts] - timed[first]
    usual = (summed[starts] - summed[first]) / span
    usual_root = (rooted[starts] - rooted[first]) / span
    top = np.full(usual.shape, -np.inf)
    out = {}
    for length in range(1, min(RUN_MONTHS_MAX, months - BEFORE_MONTHS_MIN) + 1):
        keep = min(len(starts), months - length - BEFORE_MONTHS_MIN + 1)
        top = np.maximum(top[:keep], _shifted(amounts, length - 1, keep))
        if length >= RUN_MONTHS_MIN:
            lasted = _shifted(timed, length, keep) - timed[starts[:keep]]
            came = _shifted(summed, length, keep) - summed[starts[:keep]]
            root = (_shifted(rooted, length, keep) - rooted[starts[:keep]]) / lasted
            weight = np.sqrt(span[:keep] * lasted / (span[:keep] + lasted))
            slump = (top < usual[:keep]) & (came <= FAR_BELOW * usual[:keep] * lasted)
            out[length] = np.where(slump, (usual_root[:keep] - root) * weight, -np.inf)
    return _Scan(months, out)


def _sums(values: Floats) -> Floats:
    return np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])


def _shifted(values: Floats, by: int, keep: int) -> Floats:
    """Values `by` months after each of the first `keep` starts (a view, nothing is copied)."""
    return values[BEFORE_MONTHS_MIN + by : BEFORE_MONTHS_MIN + by + keep]


def _null(
    amounts: Floats, last_share: float, at_end: bool, best: float, alpha: float, draws: int
) -> Floats | None:
    """Largest statistics of shuffled records; None as soon as the best cannot be listed."""
    rng = np.random.default_rng(SEED)
    parts: list[Floats] = []
    for count in (min(_FIRST_DRAWS, draws), draws - _FIRST_DRAWS):
        if count > 0:
            parts.append(_largest_shuffled(amounts, last_share, at_end, count, rng))
        as_large = sum(int(_as_large(p, best).sum()) for p in parts)
        if (1 + as_large) / (draws + 1) > alpha:
            return None
    return np.concatenate(parts)


def _largest_shuffled(
    amounts: Floats, last_share: float, at_end: bool, draws: int, rng: np.random.Generator
) -> Floats:
    whole = amounts.copy()
    whole[-1] /= last_share
    mixed = shuffled(whole, draws, rng)
    mixed[-1] *= last_share
    return _scan(mixed.T, last_share).largest(at_end)


def _share_as_large(null: Floats, value: float) -> float:
    return float((1 + _as_large(null, value).sum()) / (len(null) + 1))


def _as_large(null: Floats, value: float) -> NDArray[np.bool_]:
    # Sums of the same months in another order differ in the last bits.
    return np.greater_equal(null, value - 1e-9 * abs(value))


def _stretched(amounts: Floats, last_share: float, start: int, end: int) -> tuple[int, int]:
    """The run with adjoining months that are far below the usual too."""
    while start > BEFORE_MONTHS_MIN and _is_slump(amounts, last_share, start - 1, end, start - 1):
        start -= 1
    while end < len(amounts) and _is_slump(amounts, last_share, start, end + 1, end):
        end += 1
    return start, end


def _is_slump(amounts: Floats, last_share: float, start: int, end: int, month: int) -> bool:
    usual, during = means(amounts, last_share, start, end)
    low = amounts[month] <= FAR_BELOW * usual and during <= FAR_BELOW * usual
    return bool(low and amounts[start:end].max() < usual)
