"""How long promises waited at a stage until they moved on, were withdrawn, or wait still.

Money is followed from one stage to the next. Where a line holds one promise, what moved out of it
is that promise's: reported, unless the record states sums, one line a donor and kind of aid. Else
what was promised first is taken to move first, by donor and kind of aid: matched, never reported.
Goods are followed promise by promise, as `picture.follow` does.
"""

import itertools
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import FLOW, AidKind, Stage
from resupply.forecast.survival import added
from resupply.picture import flows
from resupply.picture.lags import without_refunds

Floats = NDArray[np.float64]

#: What became of a piece.
OPEN, MOVED, WITHDRAWN = 0, 1, 2
#: A move whose days are known only to lie in a longer span than this has no day [day].
SPAN_DAYS_MAX = 184
#: So much more at the later of two stages can be slips of a record that tells of the same promises.
_SAME_MOST = 1.1
#: Less than this [the scope's currency] is rounding.
_NOTHING = 0.5


class Way(NamedTuple):
    """From one stage to the next; `name` where people have another word for it."""

    start: Stage
    end: Stage
    name: str = ""

    @property
    def told(self) -> str:
        """For people.

        Example:
            >>> Way(Stage.COMMITMENT, Stage.ALLOCATION).told
            'commitment to allocation'
        """
        return self.name or f"{self.start} to {self.end}"


class Waits(NamedTuple):
    """Pieces of promises; all arrays have one value a piece.

    Args:
        way: From which stage to which.
        donor, kind, item: Whose, of which kind of aid, of what.
        origin: Number of the promise it is a piece of.
        ages: How long it waited, or waits [day].
        amounts: How much [currency or units; 1 a promise where promises are counted].
        outcomes: Open, moved or withdrawn.
        reported: Whether the source links the move to the promise; else we matched it.
        sources: Sources by donor.
        findings: What could not be placed.
    """

    way: Way
    donor: NDArray[np.object_]
    kind: NDArray[np.object_]
    item: NDArray[np.object_]
    origin: NDArray[np.int64]
    ages: Floats
    amounts: Floats
    outcomes: NDArray[np.int8]
    reported: NDArray[np.bool_]
    sources: Mapping[str, frozenset[str]]
    findings: tuple[Finding, ...] = ()

    def only(self, chosen: NDArray[np.bool_]) -> "Waits":
        """Those pieces alone."""
        arrays = {
            name: getattr(self, name)[chosen]
            for name in ("donor", "kind", "item", "origin", "ages", "amounts", "outcomes")
        }
        return self._replace(**arrays, reported=self.reported[chosen])


class Piece(NamedTuple):
    """A piece while pieces are gathered; fields as in `Waits`."""

    donor: str
    kind: str
    item: str
    origin: int
    age: float
    amount: float
    outcome: int
    reported: bool


def gathered(
    way: Way,
    pieces: Sequence[Piece],
    sources: Mapping[str, frozenset[str]],
    findings: Sequence[Finding] = (),
) -> Waits:
    """Pieces as arrays."""
    columns = list(zip(*pieces, strict=True)) if pieces else [()] * 8
    return Waits(
        way=way,
        donor=np.array(columns[0], dtype=object),
        kind=np.array(columns[1], dtype=object),
        item=np.array(columns[2], dtype=object),
        origin=np.array(columns[3], dtype=np.int64),
        ages=np.array(columns[4], dtype=np.float64),
        amounts=np.array(columns[5], dtype=np.float64),
        outcomes=np.array(columns[6], dtype=np.int8),
        reported=np.array(columns[7], dtype=np.bool_),
        sources=sources,
        findings=tuple(findings),
    )


def weights(waits: Waits, units: NDArray[np.int64], size: int) -> Floats:
    """What each piece counts, so that a unit counts as many promises as it has in effect.

    A donor with one promise of a billion and twenty of a million has one in effect (Kish 1965:
    the square of the sum over the sum of squares), however much money lies in the others.

    Args:
        waits: Pieces.
        units: Which unit each belongs to.
        size: Number of units.

    Returns:
        Weights; those of a unit add up to its number of promises in effect.
    """
    origins, place = np.unique(waits.origin, return_inverse=True)
    whole = added(place, waits.amounts, len(origins))
    unit_of = np.zeros(len(origins), dtype=np.int64)
    unit_of[place] = units
    total = added(unit_of, whole, size)
    squares = added(unit_of, whole**2, size)
    per = np.divide(total, squares, out=np.zeros(size), where=squares > 0)
    found: Floats = waits.amounts * per[units]
    return found


def ways(view: View, scope: Scope) -> list[Way]:
    """Pairs of neighbouring stages that both have amounts in the record.

    Where clearly more reached the later stage than the earlier, the two do not tell of the same
    promises, and nothing is made of them.
    """
    sums = flows.moves(view, _wide(scope)).group_by("stage_to").agg(pl.col("amount").sum())
    there = {str(s): float(amount) for s, amount in sums.collect().iter_rows()}
    found = [s for s in FLOW if there.get(s.value, 0.0) > _NOTHING]
    return [
        Way(start, end)
        for start, end in itertools.pairwise(found)
        if there[end.value] <= _SAME_MOST * there[start.value]
    ]


def read(view: View, scope: Scope, way: Way, today: date) -> Waits:
    """Money that waited at a stage, of all donors within the scope.

    Args:
        view: The book as known on a day.
        scope: Bounds; its donors are passed over, for each is judged beside the others.
        way: From which stage to which.
        today: What has not moved by then is open.
    """
    frame = (
        flows.moves(view, _wide(scope))
        .filter(pl.col("donor").is_not_null() & (pl.col("amount") != 0))
        .select(
            "line_id", "parent_line_id", "donor", "aid_kind", "item", "amount", "source_id",
            "stage_from", "stage_to", "happened_from", "happened_to",
        )
        .with_columns(pl.col("line_id", "parent_line_id", "stage_from", "stage_to").cast(pl.String))
        .sort("happened_to", "line_id", nulls_last=True)
        .collect()
    )  # fmt: skip
    frame, undated = _placed(frame, way, today)
    frame = _as_promised(frame, view)
    pieces = [p for group in _followed(frame) for p in _pieces(group, today, len(frame))]
    sources = {
        str(d): frozenset(map(str, s))
        for d, s in frame.group_by("donor").agg(pl.col("source_id").cast(pl.String)).iter_rows()
    }
    return gathered(way, pieces, sources, [*_told(undated, way)])


def _wide(scope: Scope) -> Scope:
    return msgspec.structs.replace(scope, donors=(), stage=None)


def _placed(frame: pl.DataFrame, way: Way, today: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Moves into the stage and out of it, each on a day: the middle of the days it may lie on."""
    later = [s.value for s in FLOW[FLOW.index(way.end) :]]
    enters = pl.col("stage_to") == way.start.value
    leaves = pl.col("stage_from") == way.start.value
    passes = (pl.col("stage_to") == way.end.value) | (leaves & pl.col("stage_to").is_in(later))
    gone = leaves & (pl.col("stage_to") == Stage.WITHDRAWN.value)
    outcome = pl.when(enters).then(OPEN).when(passes).then(MOVED).when(gone).then(WITHDRAWN)
    span = (pl.col("happened_to") - pl.col("happened_from")).dt.total_days()
    middle = pl.when(span <= SPAN_DAYS_MAX).then(
        pl.col("happened_from") + pl.duration(days=span // 2)
    )
    frame = frame.with_columns(outcome.alias("outcome"), middle.cast(pl.Date).alias("on"))
    frame = frame.filter(pl.col("outcome").is_not_null())
    dated = pl.col("on").is_not_null()
    # What is announced for a day to come has not happened: it waits, or stands, like the rest.
    return frame.filter(dated & (pl.col("on") <= today)), frame.filter(~dated)


def _as_promised(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    """Moves that leave the promise of another line, as what that line promised.

    A tracker may promise for all kinds of aid together and allocate kind by kind.
    """
    kind = pl.col("aid_kind").cast(pl.String).fill_null(AidKind.UNSPECIFIED.value)
    promised = view.lines.select(
        pl.col("line_id").cast(pl.String).alias("parent_line_id"),
        kind.alias("kind_promised"),
        pl.col("item").cast(pl.String).alias("item_promised"),
    )
    frame = frame.join(promised, on="parent_line_id", how="left", maintain_order="left")
    left = (pl.col("outcome") != OPEN) & pl.col("kind_promised").is_not_null()
    own = pl.col("aid_kind", "item").cast(pl.String)
    return (
        frame.with_columns(own)
        .with_columns(
            pl.when(left).then("kind_promised").otherwise("aid_kind").alias("aid_kind"),
            pl.when(left).then("item_promised").otherwise("item").alias("item"),
        )
        .drop("kind_promised", "item_promised")
    )


def _followed(frame: pl.DataFrame) -> Iterator[tuple[str, str, str, bool, pl.DataFrame]]:
    """Moves that belong together: of lines with one promise alone, and of all others by donor."""
    into = pl.col("outcome") == OPEN
    line = pl.coalesce("parent_line_id", "line_id") if not frame.is_empty() else pl.lit(None)
    frame = frame.with_columns(pl.when(into).then("line_id").otherwise(line).alias("thread"))
    promised = pl.col("on").filter(into)
    frame = frame.with_columns(
        (promised.n_unique().over("thread") == 1).alias("one"),
        (pl.col("outcome") != OPEN).any().over("thread").alias("left"),
    )
    keys = ["donor", "aid_kind", "item"]
    # A record with one line for each donor and kind states sums: its lines are no threads.
    lines = pl.col("line_id").filter(into).n_unique().over(keys[:2])
    threads = not frame.is_empty() and frame.select(lines.max()).item() > 1
    alone = pl.col("one") & pl.col("left") & threads
    for chosen, by, reported in (
        (alone, [*keys, "thread"], True),
        (~alone, keys[:2], False),
    ):
        part = frame.filter(chosen)
        for key, group in part.group_by(by, maintain_order=True):
            item = str(key[2] or "") if reported else str(group["item"][0] or "")
            yield str(key[0]), str(key[1]), item, reported, group


def _pieces(
    group: tuple[str, str, str, bool, pl.DataFrame], today: date, base: int
) -> Iterator[Piece]:
    donor, kind, item, reported, moves = group
    moves = moves.sort("on")
    into = moves.filter(pl.col("outcome") == OPEN).with_row_index("at")
    out = moves.filter(pl.col("outcome") != OPEN)
    if into.is_empty():
        return
    first = number_of(donor, kind, item, moves["line_id"][0] if reported else "")
    for at, age, amount, outcome in first_in_first_out(
        _days(into), into["amount"].to_numpy(), _days(out), out["amount"].to_numpy(),
        out["outcome"].to_numpy(), float(today.toordinal()),
    ):  # fmt: skip
        yield Piece(donor, kind, item, first + at, age, amount, outcome, reported)


def number_of(*names: str) -> int:
    """A number that tells promises apart, the same each time."""
    return zlib.crc32("\x00".join(names).encode()) << 24


def _days(frame: pl.DataFrame) -> Floats:
    # polars counts days from 1970-01-01, which is day 719163 of the calendar.
    found: Floats = frame["on"].to_physical().to_numpy().astype(np.float64) + 719163.0
    return found


def first_in_first_out(
    in_on: Floats, put: Floats, out_on: Floats, taken: Floats, outcomes: Floats, today: float
) -> Iterator[tuple[int, float, float, int]]:
    """Pieces of promises, when what was promised first moves first.

    Args:
        in_on: Days of promises, rising.
        put: Their amounts; one below zero takes back what was promised last before it.
        out_on: Days of moves, rising.
        taken: Their amounts.
        outcomes: What each move is: moved or withdrawn.
        today: Day up to which open pieces have aged.

    Yields:
        Number of the promise, age [day], amount, outcome. What moved before it was promised has
        age 0.

    Example:
        >>> days, money = np.array([0.0, 10.0]), np.array([5.0, 5.0])
        >>> out = np.array([20.0]), np.array([7.0]), np.array([1.0])
        >>> list(first_in_first_out(days, money, *out, 30.0))
        [(0, 20.0, 5.0, 1), (1, 10.0, 2.0, 1), (1, 20.0, 3.0, 0)]
    """
    given = np.cumsum(without_refunds(put))
    gone = np.cumsum(without_refunds(taken)) if len(taken) else np.zeros(1)
    cuts = np.unique(np.concatenate([[0.0], given, gone[gone < given[-1]]]))
    cuts = cuts[np.append(True, np.diff(cuts) > _NOTHING * 1e-6)]
    middle, amounts = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts)
    origin = np.searchsorted(given, middle)
    mover = np.searchsorted(gone, middle)
    for at, by, amount in zip(origin, mover, amounts, strict=True):
        if len(taken) and by < len(gone):
            age = max(float(out_on[by] - in_on[at]), 0.0)
            yield int(at), age, float(amount), int(outcomes[by])
        else:
            yield int(at), max(today - float(in_on[at]), 0.0), float(amount), OPEN


def _told(undated: pl.DataFrame, way: Way) -> Iterator[Finding]:
    if not undated.is_empty():
        yield Finding(
            code="undated_amount",
            where=way.told,
            what=f"{undated['amount'].sum():,.0f} in {len(undated)} moves has no day, or a "
            f"span of more than {SPAN_DAYS_MAX} days: it says nothing of how long promises wait.",
            todo="give the day or the span, if it is known.",
            level="note",
        )
