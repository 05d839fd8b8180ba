"""Promises of goods, one by one, as pieces that waited: a promise counts as one, parts as shares.

A promise whose fate nobody followed says nothing of how long promises wait, and is left out; so is
one that was kept on a day nobody stated.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from resupply.book import View
from resupply.core.dates import days_between
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.forecast.waits import (
    MOVED,
    OPEN,
    SPAN_DAYS_MAX,
    WITHDRAWN,
    Piece,
    Waits,
    Way,
    gathered,
    number_of,
)
from resupply.picture import promises
from resupply.picture.follow import Promise
from resupply.picture.promises import Judged

#: From any promise of goods, however binding, to its delivery.
PROMISE_TO_DELIVERY = Way(Stage.PLEDGE, Stage.DELIVERY, "promise to delivery")


class _Lost(NamedTuple):
    """Promises that say nothing of times, by why."""

    unknown: list[str]
    undated: list[str]


def read(view: View, scope: Scope, today: date, *, money: bool = True) -> Waits:
    """Promises one by one, of all donors within the scope.

    Args:
        view: The book as known on a day.
        scope: Bounds; its donors, items and kinds are passed over: each donor is judged beside
            the others.
        today: What has not come by then is open.
        money: Whether promises of money count too; no when `waits.read` follows them already.
    """
    wide = msgspec.structs.replace(scope, donors=(), items=(), kinds=(), stage=None)
    pieces, lost = list[Piece](), _Lost([], [])
    sources: dict[str, frozenset[str]] = {}
    for promise, _, judged in promises.each_judged(view, wide, today=today):
        if promise.kind == Stage.INTENT or not promise.line["donor"] or _is_rate(promise):
            continue
        if not money and (promise.line["item"] or "money") == "money":
            continue
        if judged.status == "unknown" or promise.promised_on is None:
            lost.unknown.append(str(promise.line["line_id"]))
            continue
        donor = str(promise.line["donor"])
        told = {s for d in promise.deliveries for s in d.source_ids} | set(promise.source_ids)
        sources[donor] = sources.get(donor, frozenset()) | told
        pieces += _pieces(promise, judged, today, lost)
    return gathered(PROMISE_TO_DELIVERY, pieces, sources, [*_told(lost)])


def _is_rate(promise: Promise) -> bool:
    """Whether it promises so much a month: that is never kept once and for all."""
    return "/" in (promise.amount.unit or "")


def _pieces(promise: Promise, judged: Judged, today: date, lost: _Lost) -> Iterator[Piece]:
    line, since = promise.line, promise.promised_on
    assert since is not None
    name = str(line["line_id"])
    reported = not promise.matched and judged.evidence != "matched"

    def piece(on: date, share: float, outcome: int) -> Piece:
        age = float(max(days_between(since, on), 0))
        kind = str(line["aid_kind"])
        return Piece(str(line["donor"]), kind, name, number_of(name), age, share, outcome, reported)

    left = 1.0
    least = promise.amount.least or 0.0
    for delivery in promise.deliveries if least > 0 else ():
        share = min(delivery.amount / least, left)
        left -= share
        on = _middle(delivery.start, delivery.end)
        if on is None:
            lost.undated.append(name)
        elif share > 0:
            yield piece(min(on, today), share, MOVED)
    if left <= 1e-9:
        return
    if judged.status == "withdrawn" or (promise.withdrawn > 0 and promise.withdrawn_on):
        gone_on = promise.withdrawn_on
        share = left if least <= 0 else min(promise.withdrawn / least, left)
        if gone_on is None:
            lost.undated.append(name)
            return
        yield piece(min(gone_on, today), share, WITHDRAWN)
        left -= share
    if left > 1e-9 and (judged.status == "kept" or judged.met_on is not None):
        if judged.met_on is None:
            lost.undated.append(name)
        else:
            yield piece(judged.met_on, left, MOVED)
    elif left > 1e-9:
        yield piece(today, left, OPEN)


def _middle(start: date | None, end: date | None) -> date | None:
    if start is None or end is None or days_between(start, end) > SPAN_DAYS_MAX:
        return None
    return start + (end - start) // 2


def _told(lost: _Lost) -> Iterator[Finding]:
    for names, what, todo in (
        (
            lost.unknown,
            "{} promises were followed by nobody, or have no day: they say nothing of how long "
            "promises wait.",
            "record what became of them.",
        ),
        (
            lost.undated,
            "{} promises came or were withdrawn on days that are not known, or only to lie in "
            f"a span of over {SPAN_DAYS_MAX} days: they say nothing of how long promises wait.",
            "give the day or the span, if it is known.",
        ),
    ):
        known = sorted(set(names))
        if known:
            yield Finding(
                code="promise_without_time",
                where=", ".join(n.rsplit("/", 1)[-1] for n in known[:6])
                + (f" and {len(known) - 6} more" if len(known) > 6 else ""),
                what=what.format(len(known)),
                todo=todo,
                level="note",
            )
