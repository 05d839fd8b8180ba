"""The monthly record of all donors, as known on a day: what the model may look at, and no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.dates import add_months, month_end
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import flows, series
from resupply.picture.series import Move

Floats = NDArray[np.float64]

#: An amount whose days are only known to lie in a longer span than this has no month [months].
SPAN_MONTHS_MAX = 12
#: Share of its last month from which the record counts that month as whole.
WHOLE_SHARE = 0.9
#: From so many donors on, a month in which none of them moved is one nobody has told yet.
SILENT_DONORS = 5
#: What each stage is promised at before.
PROMISED_AT = {Stage.ALLOCATION: Stage.COMMITMENT, Stage.COMMITMENT: Stage.PLEDGE}


class Past(NamedTuple):
    """What is known of each donor's months.

    Args:
        donors: Party ids, sorted.
        months: First days of the record's months, without gaps.
        amounts: What came [the scope's currency or units], shape (donors, months).
        standing: What stood promised and had not come at the end of each month, same shape; None
            where the record holds no promises.
        begun: Whether the month after the last of `months` has begun in the record and is not
            over: what came in it is in no figure here.
        findings: What is odd, and how it was treated.
    """

    donors: tuple[str, ...]
    months: tuple[date, ...]
    amounts: Floats
    standing: Floats | None
    begun: bool
    findings: tuple[Finding, ...]

    def until(self, months: int) -> "Past":
        """The record as it was after so many of its months."""
        standing = None if self.standing is None else self.standing[:, :months]
        return self._replace(
            months=self.months[:months], amounts=self.amounts[:, :months], standing=standing
        )


def read(view: View, scope: Scope) -> Past:
    """The record of all donors within the scope, whoever of them is asked for.

    Args:
        view: The book as known on a day.
        scope: Bounds; its donors are passed over, for each donor is judged beside the others.

    Raises:
        QuestionError: Nothing has reached the scope's stage, or the scope holds several datasets
            or units.
    """
    flows.refuse_mixed_units(view, scope)
    every = msgspec.structs.replace(scope, donors=(), stage=scope.stage or Stage.ALLOCATION)
    record = series.read(view, every)
    moves = series.moves_by_donor(view, every)
    placed, findings = _placed(moves)
    donors = tuple(sorted(placed))
    first = min((m for months in placed.values() for m in months), default=None)
    whole = record.last_share >= WHOLE_SHARE
    last = record.end if whole else add_months(record.end.replace(day=1), -1)
    if first is None or first > last:
        raise QuestionError(
            where=f"--stage {every.stage}",
            what="nothing that has a month has reached it within this scope.",
            todo="ask for another stage or dataset: resupply balances shows what there is.",
        )
    told = max((m for own in placed.values() for m in own if m <= last), default=last)
    if len(donors) >= SILENT_DONORS and told < last:
        findings.append(_untold(told, last))
        last, whole = told, True
    months = tuple(series.months_between(first, month_end(last)))
    amounts = _table(placed, donors, months)
    return Past(
        donors=donors,
        months=months,
        amounts=amounts,
        standing=_standing(view, every, donors, months, amounts),
        begun=not whole,
        findings=tuple(findings),
    )


def _untold(told: date, last: date) -> Finding:
    return Finding(
        code="record_ends_early",
        where=f"{add_months(told, 1):%Y-%m} to {last:%Y-%m}",
        what=f"no donor at all moved after {told:%Y-%m}: the record is taken to end there.",
        todo="bring in a later release, if there is one.",
        level="note",
    )


def _placed(
    moves: Mapping[str, Sequence[Move]],
) -> tuple[dict[str, dict[date, float]], list[Finding]]:
    """What came by donor and month; an amount of several months counts when the last is over.

    Before that nobody knew that all of it had come, so an earlier month would look ahead.
    """
    placed: dict[str, dict[date, float]] = {}
    late, lost = dict[str, float](), dict[str, float]()
    for donor, own in moves.items():
        for move in own:
            month = _month(move)
            if month is None:
                lost[donor] = lost.get(donor, 0.0) + move.amount
                continue
            if move.month is None:
                late[donor] = late.get(donor, 0.0) + move.amount
            by_month = placed.setdefault(donor, {})
            by_month[month] = by_month.get(month, 0.0) + move.amount
    return placed, [*_spans(late, lost)]


def _month(move: Move) -> date | None:
    if move.month is not None:
        return move.month
    if move.start is None or move.end is None:
        return None
    spanned = len(series.months_between(move.start, move.end))
    return move.end.replace(day=1) if spanned <= SPAN_MONTHS_MAX else None


def _spans(late: Mapping[str, float], lost: Mapping[str, float]) -> list[Finding]:
    out = []
    for donor, amount in sorted(late.items()):
        out.append(
            Finding(
                code="undated_amount",
                where=donor,
                what=f"{amount:,.0f} lies in a span of months: counted in the last of them.",
                todo="give the day, if it is known.",
                subject=donor,
                level="note",
            )
        )
    for donor, amount in sorted(lost.items()):
        out.append(
            Finding(
                code="undated_amount",
                where=donor,
                what=f"{amount:,.0f} has no month: it is left out of the forecast's record.",
                todo="give the day or a span of at most a year, if it is known.",
                subject=donor,
            )
        )
    return out


def _table(
    placed: Mapping[str, Mapping[date, float]], donors: Sequence[str], months: Sequence[date]
) -> Floats:
    rows = [[placed.get(donor, {}).get(month, 0.0) for month in months] for donor in donors]
    return np.array(rows, dtype=np.float64).reshape(len(donors), len(months))


def _standing(
    view: View, scope: Scope, donors: Sequence[str], months: Sequence[date], came: Floats
) -> Floats | None:
    """What stood promised at the end of each month; None without a record of promises."""
    assert scope.stage is not None
    before = PROMISED_AT.get(scope.stage)
    if before is None or scope.measure != "value":
        return None
    moves = series.moves_by_donor(view, msgspec.structs.replace(scope, stage=before))
    placed, _ = _placed(moves)
    if not placed:
        return None
    # What was promised before the record's first month stands from its first month on.
    early = {donor: {max(month, months[0]): 0.0 for month in own} for donor, own in placed.items()}
    for donor, own in placed.items():
        for month, amount in own.items():
            early[donor][max(month, months[0])] += amount
    promised = _table(early, donors, months)
    return np.cumsum(promised - came, axis=1)
