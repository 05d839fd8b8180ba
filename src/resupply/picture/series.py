"""Monthly series per donor of what reached a stage, and how far the record goes.

A month with nothing is a zero only between a donor's first move and the record's end; what has no
month stays apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.dates import add_months, days_between, month_end
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage, counted
from resupply.picture import cells, flows, parties

#: Less than this in a month counts as nothing [EUR]: trackers book trifles (a transport, a few
#: medical kits) in months in which the donor decided nothing.
QUIET_EUR = 1e6
#: Silence of all donors together from which the record itself may have ended [days].
ALL_SILENT_DAYS = 62


class Move(NamedTuple):
    """All moves of a donor with the same days, added up."""

    start: date | None
    end: date | None
    amount: float
    unknown: int
    source_ids: Sequence[str]

    @property
    def month(self) -> date | None:
        """First day of the month it lies in, when that is known."""
        if self.start is None or self.end is None:
            return None
        first = self.start.replace(day=1)
        return first if first == self.end.replace(day=1) else None


class Series:
    """What one donor's moves come to, by month, from its first move to the record's end.

    Args:
        donor: Party id.
        moves: Its moves.
        end: Last day of the record.
    """

    def __init__(self, donor: str, moves: Sequence[Move], end: date) -> None:
        self.donor = donor
        self._by_month: dict[date, list[Move]] = defaultdict(list)
        self.unplaced: list[Move] = []
        for move in moves:
            if move.month is None:
                self.unplaced.append(move)
            elif move.month <= end:
                self._by_month[move.month].append(move)
        came = [m for m in self._by_month if not self._quiet(m)]
        self.first = min(came, default=None)
        self._end = end

    def _quiet(self, month: date) -> bool:
        moves = self._by_month.get(month, [])
        # A move without an amount is something, whatever it was worth.
        return sum(m.amount for m in moves) < QUIET_EUR and sum(m.unknown for m in moves) <= 0

    @cached_property
    def months(self) -> list[date]:
        """First days of its months; none when nothing ever came."""
        if self.first is None:
            return []
        return months_between(self.first, self._end)

    @cached_property
    def amounts(self) -> NDArray[np.float64]:
        """What came per month [EUR], shape (months,)."""
        sums = [sum(m.amount for m in self._by_month.get(d, [])) for d in self.months]
        return np.array(sums, dtype=np.float64)

    @cached_property
    def silent(self) -> list[bool]:
        """Per month whether nothing came."""
        return [self._quiet(d) for d in self.months]

    @property
    def last_days(self) -> list[date | None]:
        """Per month the latest day its last move can have happened on."""
        return [
            max((min(m.end, self._end) for m in self._by_month.get(d, []) if m.end), default=None)
            for d in self.months
        ]

    @property
    def first_days(self) -> list[date | None]:
        """Per month the earliest day its first move can have happened on."""
        return [
            min((m.start for m in self._by_month.get(d, []) if m.start), default=None)
            for d in self.months
        ]

    def month(self, index: int) -> date:
        """First day of a month by its number."""
        assert self.first is not None
        return add_months(self.first, index)

    def last_move_in(self, start: int, end: int) -> date | None:
        """The last day something came in months `start` to before `end`, or before them."""
        came = [i for i in range(end) if not self.silent[i]]
        return self.last_days[came[-1]] if came else None

    def unknown_in(self, start: int, end: int) -> int:
        """Moves without an amount in those months."""
        return sum(m.unknown for d in self.months[start:end] for m in self._by_month.get(d, []))

    def undated_between(self, start: date, end: date) -> float:
        """What has no month and may lie between two days [EUR]."""
        return float(
            sum(
                m.amount
                for m in self.unplaced
                if (m.start is None or m.start <= end) and (m.end is None or m.end >= start)
            )
        )

    def sources_of(self, start: int, end: int) -> tuple[str, ...]:
        """Sources of those months."""
        found = {
            s
            for d in self.months[start:end]
            for m in self._by_month.get(d, [])
            for s in m.source_ids
        }
        return tuple(sorted(found))


class Record(NamedTuple):
    """The series of all donors asked about.

    Args:
        series: Those in which something came.
        end: Last day the record speaks of.
        last_share: Share of its last month that has passed, in (0, 1].
        today: Day of the question; the record may end earlier.
        warnings: What a reader must know of it.
    """

    series: list[Series]
    end: date
    last_share: float
    today: date
    warnings: list[str]


def read(view: View, scope: Scope, today: date | None = None) -> Record:
    """Monthly series per donor, up to the last day the record can speak of.

    Raises:
        QuestionError: The scope holds several datasets, which describe the same world.
    """
    moves = moves_by_donor(view, scope)
    everything = moves if not scope.donors else moves_by_donor(view, _all_donors(scope))
    last = max((m.end for ms in everything.values() for m in ms if m.end), default=None)
    now = min((d for d in (view.as_of, scope.until) if d), default=None) or today or last
    if last is None or now is None:
        nothing = f"Nothing has reached {scope.stage or Stage.ALLOCATION} within this scope."
        return Record([], now or date.min, 1.0, now or date.min, [nothing])
    end = min(now, _covered_until(view, scope, last) or now)
    series = [Series(donor, ms, end) for donor, ms in sorted(moves.items())]
    share = end.day / month_end(end).day
    warnings = list(_warnings(series, end, share, last, now, parties.names(view)))
    return Record([s for s in series if s.first is not None], end, share, now, warnings)


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from one day to another.

    Example:
        >>> months_between(date(2023, 12, 5), date(2024, 1, 1))
        [datetime.date(2023, 12, 1), datetime.date(2024, 1, 1)]
    """
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    return [add_months(first, i) for i in range(count)]


def one_dataset(datasets: Sequence[str]) -> None:
    """Refuse to add up two records of the same world.

    Raises:
        QuestionError: More than one.
    """
    if len(datasets) > 1:
        raise QuestionError(
            where="--dataset",
            what=f"the scope holds several records of the same world: {', '.join(datasets)}.",
            todo="choose one; their figures are never added up.",
        )


def _all_donors(scope: Scope) -> Scope:
    import msgspec

    return msgspec.structs.replace(scope, donors=())


def moves_by_donor(view: View, scope: Scope) -> dict[str, list[Move]]:
    """Moves to the scope's stage by donor; what was taken back on the same days is gone."""
    stage = (scope.stage or Stage.ALLOCATION).value
    moved = flows.moves(view, scope).filter(pl.col("stage_to") == stage)
    frame = flows.summed(moved, ["dataset", "donor", "happened_from", "happened_to"])
    one_dataset(sorted(frame["dataset"].drop_nulls().unique()))
    frame = frame.filter(
        pl.col("donor").is_not_null()
        & ((pl.col("amount").abs() > 0.005) | (pl.col("unknown") != 0))
    )
    out: dict[str, list[Move]] = defaultdict(list)
    wanted = ["donor", "happened_from", "happened_to", "amount", "unknown", "source_ids"]
    for donor, *rest in frame.select(wanted).iter_rows():
        out[donor].append(Move(*rest))
    return out


def _covered_until(view: View, scope: Scope, last: date) -> date | None:
    """The last day known releases speak of, if the dataset grows by releases."""
    covered = [
        found
        for row in view.table("releases")
        if row.get("dataset") == scope.dataset and (found := cells.day(row.get("covers_until")))
    ]
    return max([*covered, last]) if covered else None


def _warnings(
    series: Sequence[Series],
    end: date,
    share: float,
    last: date,
    today: date,
    names: Mapping[str, str],
) -> Iterator[str]:
    if share < 1:
        yield f"The month of {end} is not over: it counts as {share:.2f} of a month."
    if end < today:
        yield f"The record speaks of days to {end}; later months are not counted as silent."
    if days_between(last, end) > ALL_SILENT_DAYS:
        yield f"No donor at all moved anything after {last}: the record may end there."
    never = [names.get(s.donor, s.donor) for s in series if s.first is None]
    if never:
        yield f"Never EUR 1 m in a month, so not judged: {len(never)} ({', '.join(never)})."
    unplaced = {s.donor: sum(m.amount for m in s.unplaced) for s in series if s.unplaced}
    if unplaced:
        most = sorted(unplaced, key=lambda d: -abs(unplaced[d]))[:5]
        yield (
            f"EUR {sum(unplaced.values()) / 1e9:.3f} bn of {counted(len(unplaced), 'donor')} has "
            f"no month and lies in no series (most: {', '.join(names.get(d, d) for d in most)})."
        )
    below = sum(int((s.amounts < 0).sum()) for s in series)
    if below:
        are = "is" if below == 1 else "are"
        yield f"{counted(below, 'month')} {are} negative: more was taken back than came."
