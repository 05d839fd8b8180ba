"""Promises of goods, one by one, as pieces that waited: a promise counts as one, parts as shares.

A promise whose fate nobody followed says nothing of how long promises wait, and is left out. One
that was kept on a day nobody stated is spread evenly over the days on which it can have been kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta
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

#: Parts in which a promise is spread over a long span.
_PARTS = 8
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
        scope: Bounds; its donors and items are passed over: each donor is judged beside the
            others.
        today: What has not come by then is open.
        money: Whether promises of money count too; no when `waits.read` follows them already.
    """
    wide = msgspec.structs.replace(scope, donors=(), items=(), stage=None)
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


class _Cutter(NamedTuple):
    """Cuts one promise into pieces.

    Args:
        promise: Which.
        since: When it was made.
        reported: Whether its moves lie on its own line, or a source says what became of it.
        today: Nothing happened later.
        lost: Where what is not known is noted.
    """

    promise: Promise
    since: date
    reported: bool
    today: date
    lost: _Lost

    def at(self, on: date, share: float, outcome: int) -> Piece:
        """A piece that ended on a day."""
        line = self.promise.line
        name, donor, kind = (str(line[n]) for n in ("line_id", "donor", "aid_kind"))
        age = float(max(days_between(self.since, on), 0))
        return Piece(donor, kind, name, number_of(name), age, share, outcome, self.reported)

    def within(
        self, start: date | None, end: date | None, share: float, outcome: int
    ) -> Iterator[Piece]:
        """A piece that ended within a span: at its middle, or spread evenly over a long one.

        To leave out what came on no known day would keep what is open and lose what was kept.
        """
        last = min(end or self.today, self.today)
        first = min(max(start or self.since, self.since), last)
        if start and end and days_between(start, end) <= SPAN_DAYS_MAX:
            yield self.at(max(start + (end - start) // 2, self.since), share, outcome)
            return
        self.lost.undated.append(str(self.promise.line["line_id"]))
        days = days_between(first, last)
        for part in range(_PARTS):
            on = first + timedelta(days=int(days * (part + 0.5) / _PARTS))
            yield self.at(on, share / _PARTS, outcome)


def _pieces(promise: Promise, judged: Judged, today: date, lost: _Lost) -> Iterator[Piece]:
    assert promise.promised_on is not None
    reported = not promise.matched and judged.evidence != "matched"
    cut = _Cutter(promise, promise.promised_on, reported, today, lost)
    left, least = 1.0, promise.amount.least or 0.0
    for delivery in promise.deliveries if least > 0 else ():
        share = min(delivery.amount / least, left)
        left -= share
        if share > 0:
            yield from cut.within(delivery.start, delivery.end, share, MOVED)
    if left > 1e-9 and (judged.status == "withdrawn" or promise.withdrawn > 0):
        share = left if least <= 0 else min(promise.withdrawn / least, left)
        gone_on = promise.withdrawn_on
        yield from cut.within(gone_on, gone_on, share, WITHDRAWN)
        left -= share
    if left > 1e-9 and judged.status == "kept":
        yield from cut.within(judged.met_on, judged.met_on, left, MOVED)
    elif left > 1e-9 and judged.met_on is not None:
        yield cut.at(min(judged.met_on, today), left, MOVED)
    elif left > 1e-9:
        yield cut.at(today, left, OPEN)


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
            f"a span of over {SPAN_DAYS_MAX} days: they are spread evenly over the days on which "
            "it can have been, and no range tells how unsure that makes the times.",
            "give the day, or a shorter span, if it is known.",
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
