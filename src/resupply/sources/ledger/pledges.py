"""Pledges as lines and entries: one line a row, moved from outside into the stage it names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from resupply.core.records import Entry, Line
from resupply.core.words import Stage
from resupply.sources.ledger.common import (
    Amount,
    Context,
    Moves,
    TableRow,
    is_rate,
    money,
    rate_left_out,
    said,
    sure,
)

#: Where a row of each kind stands. An order binds its buyer, so it is a commitment; money received
#: is delivered.
STAGES: dict[str, Stage] = {
    "ask": Stage.ASK,
    "intent": Stage.INTENT,
    "pledge": Stage.PLEDGE,
    "commitment": Stage.COMMITMENT,
    "order": Stage.COMMITMENT,
    "allocation": Stage.ALLOCATION,
    "received": Stage.DELIVERY,
    "delivered": Stage.DELIVERY,
}


def pledges(rows: Sequence[TableRow], context: Context) -> Moves:
    """Lines and entries of the `pledges` table."""
    moves = Moves()
    for row in rows:
        line = _line(row, context)
        moves.lines.append(line)
        if is_rate(row.get("unit")):
            moves.findings.append(rate_left_out(row, line.line_id))
        if not is_rate(row.get("unit")) or row.get("value") is not None:
            moves.entries += _entries(row, line)
    return moves


def _line(row: TableRow, context: Context) -> Line:
    dataset = row.get("dataset") or context.dataset
    return Line(
        **said(row),
        key=f"pledges/{row['id']}",
        line_id=f"{dataset}/{row['id']}",
        dataset=dataset,
        donor=row["donor"],
        recipient=row.get("recipient") or context.recipient,
        item=row["item"],
        channel=row.get("via"),
        due_on=row.get("due_by"),
        title=context.title(row["donor"], row["item"], row.get("via")),
    )


def _entries(row: TableRow, line: Line) -> list[Entry]:
    start, end = _happened(row)
    stage = STAGES[row["kind"]]
    made = Entry(
        **said(row),
        **_amounts(row),
        key=line.key,
        line_id=line.line_id,
        stage_from=Stage.OUTSIDE,
        stage_to=stage,
        happened_from=start,
        happened_to=end,
        confidence=sure(row),
        note=row.get("note"),
    )
    if not _is_withdrawn(row):
        return [made]
    gone = msgspec.structs.replace(
        made,
        key=f"{line.key}/withdrawn",
        stage_from=stage,
        stage_to=Stage.WITHDRAWN,
        happened_from=row.get("pledged_on"),
        happened_to=max(row["known_on"], row.get("pledged_on") or row["known_on"]),
        reason=row.get("note") or row["status_as_of"],
    )
    return [made, gone]


def _amounts(row: TableRow) -> dict[str, Any]:
    if is_rate(row.get("unit")):
        return money(row)
    return {
        **Amount.read(row, "quantity").fields("quantity"),
        "unit": row.get("unit"),
        **money(row),
    }


def _happened(row: TableRow) -> tuple[date | None, date | None]:
    """When it was promised; for what was received or delivered, by when it had arrived.

    Of a withdrawn promise a row gives one day, which may be the day of the withdrawal: the promise
    was made by then.
    """
    day = row.get("pledged_on")
    if row["kind"] == "delivered":
        return day, max(row.get("due_by") or row["known_on"], day or row["known_on"])
    if row["kind"] == "received" or _is_withdrawn(row):
        return None, day
    return day, day


def _is_withdrawn(row: TableRow) -> bool:
    return (row.get("status_as_of") or "").lower().startswith("withdraw")
