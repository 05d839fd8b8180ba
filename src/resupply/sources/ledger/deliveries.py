"""Deliveries as entries: successive readings of one counter become differences.

Readings of one donor, recipient, channel and item belong to one line. In the order in which they
became known, each is compared with the one before, and only what came on top is booked, dated from
the day after the earlier reading's end to its own end. An equal reading books nothing; a lower one
takes back, with a finding.

"Delivered or on the way" (stage `shipment`) is another counter of the same goods: what it says
beyond what was delivered waits in shipment, and later deliveries leave from there first.

A row that names a `line` (a pledge's id, or a line's) moves its quantity along that line, from the
stage the line has reached, so that what was promised there is seen to be kept.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from resupply.core.cells import where_cell
from resupply.core.findings import Finding
from resupply.core.records import Entry, Line
from resupply.core.words import FLOW, Stage
from resupply.sources.ledger.common import (
    Amount,
    Context,
    Held,
    Moves,
    TableRow,
    is_rate,
    rate_left_out,
    said,
    sure,
)

_ZERO = Decimal(0)
#: What a promise can have reached before anything is sent.
_BEFORE = FLOW[: FLOW.index(Stage.SHIPMENT)]


def deliveries(
    rows: Sequence[TableRow], context: Context, held: Mapping[str, Held] | None = None
) -> Moves:
    """Lines, entries and findings of the `deliveries` table.

    Args:
        rows: Its rows.
        context: What of the case must be known.
        held: Lines that rows may name, by id.
    """
    moves = Moves()
    series: dict[tuple[str, bool], list[TableRow]] = defaultdict(list)
    bases: dict[str, Stage] = {}
    for row in rows:
        line_id = _linked(row, context, held or {}, moves.findings)
        if line_id:
            bases[line_id] = _leaves((held or {})[line_id])
        else:
            line_id = _line_id(row, context)
        if is_rate(row.get("unit")):
            moves.findings.append(rate_left_out(row, line_id))
        else:
            series[line_id, bool(row.get("cumulative"))].append(row)
    for (line_id, cumulative), readings in series.items():
        counter = _Counter(line_id, context, moves, bases.get(line_id))
        if cumulative or line_id not in bases:
            counter.read(readings)
        else:
            counter.add(readings)
    return moves


def _linked(
    row: TableRow, context: Context, held: Mapping[str, Held], findings: list[Finding]
) -> str | None:
    """The line a row names; None when it names none, or one it cannot belong to."""
    name = row.get("line")
    if not name:
        return None
    found = next((n for n in (name, f"{context.dataset}/{name}") if n in held), None)
    if found is None:
        ending = [n for n in held if n.endswith(f"/{name}")]
        found = ending[0] if len(ending) == 1 else None
    if found is None:
        findings.append(_no_line(row, name))
    elif held[found].donor not in (None, row["donor"]):
        findings.append(_another_donor(row, name, held[found].donor))
        return None
    return found


def _leaves(line: Held) -> Stage:
    """The furthest stage before sending; outside where nothing was promised."""
    return next((s for s in reversed(_BEFORE) if s in line.stages), Stage.OUTSIDE)


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
    """The state of one counter while its readings are gone through.

    Args:
        line_id: Line its moves belong to.
        context: What of the case must be known.
        moves: Gets what it finds.
        base: Where goods leave on a line that is there already; None = the line is its own.
    """

    def __init__(
        self, line_id: str, context: Context, moves: Moves, base: Stage | None = None
    ) -> None:
        self.line_id, self.context, self.moves = line_id, context, moves
        self.own, self.base = base is None, base or Stage.OUTSIDE
        self.delivered = Amount(_ZERO)
        self.on_the_way = _ZERO
        self.end: date | None = None
        self.last: Entry | None = None  # newest entry into delivery
        self.unknown: Entry | None = None  # what was delivered before a number was known

    def read(self, readings: Sequence[TableRow]) -> None:
        ordered = sorted(readings, key=_in_order)
        if self.own:
            self.moves.lines.append(self._line(ordered[0]))
        for row in ordered:
            end = row.get("period_end") or row["known_on"]
            if self.end is not None and end < self.end:
                self.moves.findings.append(_late(row, self.line_id, self.end))
                continue
            self._take(row, Amount.read(row, "quantity"))
            self.end = end

    def add(self, rows: Sequence[TableRow]) -> None:
        """Rows that are no readings: each is on top of those before."""
        for row in sorted(rows, key=_in_order):
            amount = Amount.read(row, "quantity")
            if row.get("stage") == Stage.SHIPMENT:
                self.on_the_way += amount.mid or _ZERO
                self._move(row, self.base, Stage.SHIPMENT, amount)
            else:
                self._arrive(row, amount)

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
                self.unknown = self._move(row, self.base, Stage.DELIVERY, Amount())
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
        self._arrive(row, more)

    def _arrive(self, row: TableRow, more: Amount) -> None:
        """What came on top, first from what was on the way."""
        leaves = min(more.mid or _ZERO, self.on_the_way)
        if leaves:
            self.on_the_way -= leaves
            self.last = self._move(
                row, Stage.SHIPMENT, Stage.DELIVERY, Amount(leaves), "/from the way"
            )
            more = Amount((more.mid or _ZERO) - leaves)
        if more.mid != 0:
            self.last = self._move(row, self.base, Stage.DELIVERY, more)

    def _on_the_way(self, row: TableRow, reading: Amount) -> None:
        """What a count of delivered and sent together says beyond what is booked."""
        more = reading.less(Amount((self.delivered.mid or _ZERO) + self.on_the_way))
        if more.mid is None or more.mid > 0:
            self.on_the_way += more.mid or _ZERO
            self._move(row, self.base, Stage.SHIPMENT, more)
        elif more.mid < 0:
            self.moves.findings.append(_lower(row, self.line_id, -more.mid, "is not taken back"))

    def _take_back(self, row: TableRow, less: Decimal) -> None:
        self.moves.findings.append(_lower(row, self.line_id, less, "was taken back"))
        self._move(
            row,
            self.base,
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
                self.base,
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
            item=None if self.own else row["item"],
            unit=row.get("unit"),
            place_to=row.get("place_to") if reaches == Stage.DELIVERY else None,
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


def _no_line(row: TableRow, name: str) -> Finding:
    return Finding(
        code="unknown_line",
        where=where_cell(row["_where"], column="line"),
        what=f'there is no pledge and no line "{name}"; {row["id"]} stands on a line of its own.',
        todo="correct it, or leave it empty if the delivery keeps no promise in the case.",
        subject=name,
    )


def _another_donor(row: TableRow, name: str, donor: str | None) -> Finding:
    return Finding(
        code="line_of_another_donor",
        where=where_cell(row["_where"], column="line"),
        what=f"{name} is a promise of {donor}, and {row['id']} came from {row['donor']}; it stands "
        "on a line of its own.",
        todo="correct `line` or `donor`.",
        subject=name,
    )
