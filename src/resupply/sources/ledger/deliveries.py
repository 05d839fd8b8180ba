"""Deliveries as entries: successive readings of one counter become differences.

Readings of one donor, recipient, channel and item belong to one line. In the order in which they
became known, each is compared with the one before, and only what came on top is booked, dated from
the day after the earlier reading's end to its own end. An equal reading books nothing; a lower one
takes back, with a finding.

"Delivered or on the way" (stage `shipment`) is another counter of the same goods: what it says
beyond what was delivered waits in shipment, and later deliveries leave from there first.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from resupply.core.findings import Finding
from resupply.core.records import Entry, Line
from resupply.core.words import Stage
from resupply.sources.ledger.common import (
    Amount,
    Context,
    Moves,
    TableRow,
    is_rate,
    rate_left_out,
    said,
    sure,
)

_ZERO = Decimal(0)


def deliveries(rows: Sequence[TableRow], context: Context) -> Moves:
    """Lines, entries and findings of the `deliveries` table."""
    moves = Moves()
    series: dict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        line_id = _line_id(row, context)
        if is_rate(row.get("unit")):
            moves.findings.append(rate_left_out(row, line_id))
        else:
            series[line_id].append(row)
    for line_id, readings in series.items():
        _Counter(line_id, context, moves).read(readings)
    return moves


def _line_id(row: TableRow, context: Context) -> str:
    """The line of a counter; what is not a counter is a line of its own."""
    if not row.get("cumulative"):
        return f"{context.dataset}/{row['id']}"
    parts = [context.dataset, row["donor"], row["item"], "delivered"]
    if row.get("via"):
        parts.append(row["via"])
    if (row.get("recipient") or context.recipient) != context.recipient:
        parts.append(f"to {row['recipient']}")
    return "/".join(parts)


def _in_order(row: TableRow) -> tuple[date, date]:
    return row["known_on"], row.get("period_end") or row["known_on"]


class _Counter:
    """The state of one counter while its readings are gone through."""

    def __init__(self, line_id: str, context: Context, moves: Moves) -> None:
        self.line_id, self.context, self.moves = line_id, context, moves
        self.delivered = Amount(_ZERO)
        self.on_the_way = _ZERO
        self.end: date | None = None
        self.last: Entry | None = None  # newest entry into delivery
        self.unknown: Entry | None = None  # what was delivered before a number was known

    def read(self, readings: Sequence[TableRow]) -> None:
        ordered = sorted(readings, key=_in_order)
        self.moves.lines.append(self._line(ordered[0]))
        for row in ordered:
            end = row.get("period_end") or row["known_on"]
            if self.end is not None and end < self.end:
                self.moves.findings.append(_late(row, self.line_id, self.end))
                continue
            self._take(row, Amount.read(row, "quantity"))
            self.end = end

    def _line(self, row: TableRow) -> Line:
        return Line(
            **said(row),
            key=self.line_id,
            line_id=self.line_id,
            dataset=self.context.dataset,
            donor=row["donor"],
            recipient=row.get("recipient") or self.context.recipient,
            item=row["item"],
            channel=row.get("via"),
            title=self.context.title(row["donor"], row["item"], row.get("via"), "delivered"),
        )

    def _take(self, row: TableRow, reading: Amount) -> None:
        if row.get("stage") == Stage.SHIPMENT:
            self._on_the_way(row, reading)
        elif not reading.stated:
            if self.end is None:
                self.unknown = self._move(row, Stage.OUTSIDE, Stage.DELIVERY, Amount())
        else:
            self._number_for_unknown(row)
            self._deliver(row, reading)

    def _deliver(self, row: TableRow, reading: Amount) -> None:
        first = self.delivered == Amount(_ZERO)
        more = reading if first else reading.less(self.delivered)
        self.delivered = reading
        if more.mid is not None and more.mid < 0:
            self._take_back(row, -more.mid)
            return
        leaves = min(more.mid or _ZERO, self.on_the_way)
        if leaves:
            self.on_the_way -= leaves
            self.last = self._move(
                row, Stage.SHIPMENT, Stage.DELIVERY, Amount(leaves), "/from the way"
            )
            more = Amount((more.mid or _ZERO) - leaves)
        if more.mid != 0:
            self.last = self._move(row, Stage.OUTSIDE, Stage.DELIVERY, more)

    def _on_the_way(self, row: TableRow, reading: Amount) -> None:
        """What a count of delivered and sent together says beyond what is booked."""
        more = reading.less(Amount((self.delivered.mid or _ZERO) + self.on_the_way))
        if more.mid is None or more.mid > 0:
            self.on_the_way += more.mid or _ZERO
            self._move(row, Stage.OUTSIDE, Stage.SHIPMENT, more)
        elif more.mid < 0:
            self.moves.findings.append(_lower(row, self.line_id, -more.mid, "is not taken back"))

    def _take_back(self, row: TableRow, less: Decimal) -> None:
        self.moves.findings.append(_lower(row, self.line_id, less, "was taken back"))
        self._move(
            row,
            Stage.OUTSIDE,
            Stage.DELIVERY,
            Amount(less),
            reverses=True,
            corrects=self.last.id if self.last else None,
            reason=f"a later reading is lower by {less:f}",
        )

    def _number_for_unknown(self, row: TableRow) -> None:
        if self.unknown is not None:
            self._move(
                row,
                Stage.OUTSIDE,
                Stage.DELIVERY,
                Amount(),
                "/number known",
                reverses=True,
                corrects=self.unknown.id,
                reason="a number became known",
            )
            self.unknown, self.end = None, None

    def _move(
        self,
        row: TableRow,
        leaves: Stage,
        reaches: Stage,
        amount: Amount,
        suffix: str = "",
        **more: Any,
    ) -> Entry:
        end = row.get("period_end")
        start = row.get("period_start")
        if self.end is not None and (end is None or self.end < end):
            start = self.end + timedelta(days=1)
        entry = Entry(
            **said(row),
            **amount.fields("quantity"),
            **more,
            key=f"deliveries/{row['id']}{suffix}",
            line_id=self.line_id,
            stage_from=leaves,
            stage_to=reaches,
            happened_from=start,
            happened_to=end,
            unit=row.get("unit"),
            confidence=sure(row),
            note=row.get("note"),
        )
        self.moves.entries.append(entry)
        return entry


def _late(row: TableRow, line_id: str, end: date) -> Finding:
    return Finding(
        code="reading_came_late",
        where=row["_where"],
        what=f"{row['id']} reads the counter earlier than {end}, which was known before; it is "
        "kept as stated and moves nothing, for the total is in the later reading.",
        todo="nothing, unless the two contradict each other.",
        level="note",
        subject=line_id,
    )


def _lower(row: TableRow, line_id: str, less: Decimal, done: str) -> Finding:
    return Finding(
        code="reading_lower_than_before",
        where=row["_where"],
        what=f"{row['id']} reads {less:f} less than the reading before; the difference {done}.",
        todo="see whether both count the same goods; say so in `note`, or correct one of them.",
        subject=line_id,
    )
