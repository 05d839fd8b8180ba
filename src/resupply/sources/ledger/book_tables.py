"""Tables that hold the book's own records: lines, entries and counts, taken as they are."""

from collections.abc import Sequence
from typing import Any

import msgspec

from resupply.core.findings import Finding
from resupply.core.records import Count, Entry, Line
from resupply.core.words import Basis
from resupply.sources.ledger.common import Amount, Moves, TableRow, said, sure


def lines_and_entries(lines: Sequence[TableRow], entries: Sequence[TableRow]) -> Moves:
    """Rows of `lines` and `entries` as the records they are."""
    moves = Moves()
    for row in lines:
        try:
            moves.lines.append(msgspec.convert(_plain(row), Line))
        except msgspec.ValidationError as error:
            moves.findings.append(_odd(row, error))
    for row in entries:
        try:
            moves.entries.append(msgspec.convert(_plain(row), Entry))
        except msgspec.ValidationError as error:
            moves.findings.append(_odd(row, error))
    return moves


def counts(rows: Sequence[TableRow]) -> list[Count]:
    """Rows of `counts`."""
    return [
        Count(
            **said(row),
            **Amount.read(row, "quantity").fields("quantity"),
            key=f"counts/{row['count_id']}",
            place=row["place"],
            item=row["item"],
            counted_on=row["counted_on"],
            unit=row.get("unit"),
            basis=Basis(row.get("basis") or "reported"),
            confidence=sure(row),
            note=row.get("note"),
        )
        for row in rows
    ]


def _plain(row: TableRow) -> dict[str, Any]:
    stated = {k: v for k, v in row.items() if v is not None and not k.startswith("_")}
    return {"locator": row.get("_where"), **stated}


def _odd(row: TableRow, error: msgspec.ValidationError) -> Finding:
    return Finding(
        code="not_a_record",
        where=str(row.get("_where")),
        what=f"{error}.",
        todo="see docs/reference/tables.md for what each column holds.",
        level="error",
    )
