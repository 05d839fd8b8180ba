"""Lags: how long money committed waits until it is allocated.

No source links an allocation to the commitment it comes from, so they are matched: first in,
first out on the cumulative curves, and, as a second answer, within the same month first. Both are
labelled as matched, never as reported.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import parties, series, sources
from resupply.picture.series import Move

Floats = NDArray[np.float64]

#: Sums below this [EUR] are rounding, not money.
_NOTHING = 0.5


class Lag(NamedTuple):
    """Months from commitment to allocation, weighted by amount; None when nothing matched.

    Args:
        mean: Mean lag [months].
        p50: Half the amount had at most this [months].
        p90: Nine tenths of the amount had at most this [months].
        matched: Amount that was both committed and allocated.
        open: Committed and not yet allocated; below zero: more was allocated than committed.
        early_share: Share of the matched amount that was allocated before it was committed.
    """

    mean: float | None
    p50: float | None
    p90: float | None
    matched: float
    open: float
    early_share: float | None


class Matched(NamedTuple):
    """Pieces of money: their lag [months] and amount, both of shape (pieces,)."""

    lags: Floats
    amounts: Floats


def fifo(committed: Floats, allocated: Floats) -> Lag:
    """The lag when what was committed first is allocated first.

    The k-th euro committed is matched with the k-th euro allocated. An allocation before its
    commitment gives a lag below zero, and is kept.

    Args:
        committed: Amount per month, shape (months,), no NaN.
        allocated: Amount per month, same months.

    Source:
        Ours; checked against an independent computation on Release 29 in
        tests/picture/test_lags.py.

    Example:
        >>> fifo(np.array([10.0, 0.0, 0.0, 6.0]), np.array([4.0, 0.0, 6.0, 0.0]))
        Lag(mean=1.2, p50=2.0, p90=2.0, matched=10.0, open=6.0, early_share=0.0)
    """
    return summary(matched(committed, allocated), float(committed.sum() - allocated.sum()))


def same_month_first(committed: Floats, allocated: Floats) -> Lag:
    """The lag when an allocation first uses what was committed in the same month.

    Example:
        >>> old_and_new = np.array([10.0, 0.0, 6.0]), np.array([0.0, 0.0, 6.0])
        >>> fifo(*old_and_new).mean, same_month_first(*old_and_new).mean
        (2.0, 0.0)
    """
    open_ = float(committed.sum() - allocated.sum())
    return summary(matched_in_month_first(committed, allocated), open_)


def matched(committed: Floats, allocated: Floats) -> Matched:
    """Pieces of the two cumulative curves that lie over each other."""
    given, taken = np.cumsum(without_refunds(committed)), np.cumsum(without_refunds(allocated))
    most = min(given[-1], taken[-1]) if len(given) else 0.0
    cuts = np.concatenate([[0.0], given[given < most], taken[taken < most], [max(most, 0.0)]])
    cuts = np.unique(cuts)
    middle = (cuts[1:] + cuts[:-1]) / 2
    lags = np.searchsorted(taken, middle) - np.searchsorted(given, middle)
    return Matched(lags.astype(np.float64), np.diff(cuts))


def matched_in_month_first(committed: Floats, allocated: Floats) -> Matched:
    """Pieces matched within their month, and what is left over first in, first out."""
    committed, allocated = without_refunds(committed), without_refunds(allocated)
    same = np.minimum(committed, allocated)
    left = matched(committed - same, allocated - same)
    return Matched(
        np.concatenate([np.zeros(len(same)), left.lags]), np.concatenate([same, left.amounts])
    )


def without_refunds(amounts: Floats) -> Floats:
    """The same total without months below zero: what was taken back came last before it.

    Example:
        >>> without_refunds(np.array([5.0, 3.0, -4.0, 1.0]))
        array([4., 0., 0., 1.])
    """
    if not (amounts < 0).any():
        return amounts
    out: list[float] = []
    for amount in amounts:
        out.append(float(amount))
        at = len(out) - 1
        while out[at] < 0 and at > 0:
            out[at - 1], out[at] = out[at - 1] + out[at], 0.0
            at -= 1
    kept: Floats = np.maximum(np.array(out), 0.0)
    return kept


def summary(pieces: Matched, open_: float) -> Lag:
    """Mean and quantiles of the pieces, weighted by amount."""
    total = float(pieces.amounts.sum())
    if total <= _NOTHING * 1e-9:
        return Lag(None, None, None, 0.0, open_, None)
    order = np.argsort(pieces.lags, kind="stable")
    lags, reached = pieces.lags[order], np.cumsum(pieces.amounts[order]) / total
    p50, p90 = (float(lags[np.searchsorted(reached, q - 1e-12)]) for q in (0.5, 0.9))
    mean = float((pieces.lags * pieces.amounts).sum() / total)
    early = float(pieces.amounts[pieces.lags < 0].sum() / total)
    return Lag(mean, p50, p90, total, open_, early)


def answer(view: View, scope: Scope) -> Answer:
    """Lags from commitment to allocation by donor, most open money first, and over all.

    Args:
        view: The book as known on a day.
        scope: Bounds; values are taken in EUR, its stage is not used.

    Raises:
        QuestionError: The scope holds several datasets, which describe the same world.
    """
    asked = msgspec.structs.replace(scope, stage=None, currency="EUR", measure="value")
    given, taken = (
        series.moves_by_donor(view, msgspec.structs.replace(asked, stage=s))
        for s in (Stage.COMMITMENT, Stage.ALLOCATION)
    )
    names = parties.names(view)
    months = _months([*given.values(), *taken.values()])
    donors = sorted({*given, *taken}) if months else []
    curves = {
        d: (_curve(given.get(d, []), months), _curve(taken.get(d, []), months)) for d in donors
    }
    rows = [
        _row(d, names.get(d, d), [curves[d]], [*given.get(d, []), *taken.get(d, [])])
        for d in donors
    ]
    rows = [r for r in rows if r["committed_eur"] or r["allocated_eur"]]
    rows.sort(key=lambda r: -r["open_eur"])
    if len(rows) > 1:
        rows.append(_row(None, "All", list(curves.values()), []))
        rows[-1]["source_ids"] = sorted({s for r in rows for s in r["source_ids"]})
    return Answer(
        question="lags",
        scope=asked,
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows),
        warnings=[*_WARNINGS, *_undated([*given.values(), *taken.values()])],
    )


def _months(moves: Sequence[Sequence[Move]]) -> list[date]:
    found = {m.month for ms in moves for m in ms if m.month is not None}
    return series.months_between(min(found), max(found)) if found else []


def _curve(moves: Sequence[Move], months: Sequence[date]) -> Floats:
    place = {m: i for i, m in enumerate(months)}
    out = np.zeros(len(months))
    for move in moves:
        if move.month is not None:
            out[place[move.month]] += move.amount
    return out


def _row(
    donor: str | None, name: str, curves: Sequence[tuple[Floats, Floats]], moves: Sequence[Move]
) -> dict[str, Any]:
    """One line of the answer; of several donors' curves, each is matched with its own."""
    committed, allocated = (float(sum(c[i].sum() for c in curves)) for i in (0, 1))
    plain = summary(_joined([matched(*c) for c in curves]), committed - allocated)
    first = summary(_joined([matched_in_month_first(*c) for c in curves]), committed - allocated)
    return {
        "donor": donor,
        "name": name,
        "basis": "matched",
        "fifo_mean_months": plain.mean,
        "fifo_p50_months": plain.p50,
        "fifo_p90_months": plain.p90,
        "same_month_mean_months": first.mean,
        "same_month_p50_months": first.p50,
        "same_month_p90_months": first.p90,
        "early_share": plain.early_share,
        "committed_eur": committed,
        "allocated_eur": allocated,
        "open_eur": plain.open,
        "unknown": sum(m.unknown for m in moves),
        "source_ids": sorted({s for m in moves for s in m.source_ids}),
    }


def _joined(pieces: Sequence[Matched]) -> Matched:
    return Matched(
        np.concatenate([p.lags for p in pieces]), np.concatenate([p.amounts for p in pieces])
    )


def _undated(moves: Sequence[Sequence[Move]]) -> Iterator[str]:
    amount = sum(m.amount for ms in moves for m in ms if m.month is None)
    if amount:
        yield f"EUR {amount / 1e9:.3f} bn has no month and was not matched."


def _sentence(rows: Sequence[dict[str, Any]]) -> str:
    if not rows or rows[-1]["fifo_mean_months"] is None:
        return "Nothing was both committed and allocated within this scope."
    last = rows[-1]
    return (
        f"{last['name']}: matched first in, first out, a euro committed was allocated after "
        f"{last['fifo_mean_months']:.1f} months on average ({last['same_month_mean_months']:.1f} "
        f"matching the same month first); EUR {last['open_eur'] / 1e9:.1f} bn is not allocated yet."
    )


_WARNINGS = (
    "No source links allocations to commitments: these lags are matched, not reported.",
    "Only what is allocated already has a lag. What still waits will lengthen them.",
    "A lag of 0 may be a rule of the source (commitments copied from allocations), not speed.",
)
_MONTHS: dict[str, Any] = {"unit": "months", "digits": 1}
_BN: dict[str, Any] = {"unit": "EUR bn", "scale": 1e9, "digits": 2}
_COLUMNS = [
    Column(name="donor", title="Id", shown=False),
    Column(name="name", title="Donor"),
    Column(name="basis", title="Basis", meaning="matched: by us, not by the source."),
    Column(name="fifo_mean_months", title="Mean", meaning="First in, first out.", **_MONTHS),
    Column(name="fifo_p50_months", title="Half by", **_MONTHS),
    Column(name="fifo_p90_months", title="90% by", **_MONTHS),
    Column(
        name="same_month_mean_months",
        title="Mean, same month first",
        meaning="Allocations first use what was committed in the same month.",
        **_MONTHS,
    ),
    Column(name="same_month_p50_months", title="Half by, same month first", shown=False, **_MONTHS),
    Column(name="same_month_p90_months", title="90% by, same month first", shown=False, **_MONTHS),
    Column(
        name="early_share",
        title="Allocated first",
        unit="%",
        scale=0.01,
        digits=0,
        meaning="Share allocated before it was committed (first in, first out).",
    ),
    Column(name="committed_eur", title="Committed", **_BN),
    Column(name="allocated_eur", title="Allocated", **_BN),
    Column(name="open_eur", title="Not allocated yet", **_BN),
    Column(name="unknown", title="No amount", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
