"""The tables of a case as records of the book: rows, lines, entries, counts and releases.

Every table row becomes a `Row`, so that it can be read back as it was stated; rows that move
something become lines and entries as well. Nothing is written here.

- `pledges` : one line a row, and one entry into the stage the row names.
- `deliveries` : readings of a counter become differences, and what names a promise moves on along
  its line, see `deliveries.py`.
- `tracker` with `releases` : one `Release` each, see `tracker.py`.
- `lines`, `entries`, `counts` : taken as they are. What rows of `pledges`
  or `deliveries` would make and these tables tell, by source and key, is not made again.
"""

from collections.abc import Mapping, Set

import msgspec

from resupply.core.findings import Finding
from resupply.core.records import Count, Entry, Line, Row
from resupply.core.statements import Release
from resupply.core.words import Stage
from resupply.sources.ledger.book_tables import counts, lines_and_entries
from resupply.sources.ledger.common import Context, Held, Moves
from resupply.sources.ledger.deliveries import deliveries
from resupply.sources.ledger.pledges import pledges
from resupply.sources.ledger.rows import rows
from resupply.sources.ledger.tracker import releases
from resupply.sources.sheets.tables import Tables

__all__ = ["Bundle", "to_records"]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables of a case say, as records.

    Args:
        rows: Rows of reference and fact tables. One `row_id` may come several times, with what
            was known on different days.
        lines: Lines of pledges, deliveries and the `lines` table.
        entries: Their moves.
        counts: Stock seen.
        releases: States of trackers, oldest first, for `book.restate`.
        findings: What is odd, or could not become a move.
    """

    rows: list[Row]
    lines: list[Line]
    entries: list[Entry]
    counts: list[Count]
    releases: list[Release]
    findings: list[Finding]


def to_records(tables: Tables, *, held: Mapping[str, Held] | None = None) -> Bundle:
    """The records of a case's tables.

    Args:
        tables: Typed rows by table, as read by `resupply.sources.sheets`, with the case's settings.
        held: Lines of the book, by id, which deliveries may name beside those of the tables.

    Returns:
        Records in the order the book takes them; same tables, same records, same ids.

    Example:
        >>> from datetime import date
        >>> from decimal import Decimal
        >>> row = dict(id="L1", donor="FIN", item="155mm", kind="pledge", quantity=Decimal(500),
        ...     unit="round", pledged_on=date(2024, 2, 1), known_on=date(2024, 2, 2),
        ...     source_id="s", _where="pledges.csv row 2")
        >>> bundle = to_records(Tables(rows={"pledges": [row]}))
        >>> bundle.entries[0].line_id, bundle.entries[0].stage_to, bundle.entries[0].quantity
        ('press/L1', <Stage.PLEDGE: 'pledge'>, Decimal('500'))
    """
    context = Context.of(tables)
    promised = pledges(tables["pledges"], context)
    booked = lines_and_entries(tables["lines"], tables["entries"])
    there = {**(held or {}), **_held(promised, booked)}
    delivered = deliveries(tables["deliveries"], context, there)
    told = {record.id for record in (*booked.lines, *booked.entries)}
    promised, delivered = _untold(promised, told), _untold(delivered, told)
    return Bundle(
        rows=rows(tables),
        lines=[*promised.lines, *delivered.lines, *booked.lines],
        entries=[*promised.entries, *delivered.entries, *booked.entries],
        counts=counts(tables["counts"]),
        releases=releases(tables, context),
        findings=[*promised.findings, *delivered.findings, *booked.findings],
    )


def _untold(moves: Moves, told: Set[str]) -> Moves:
    """Without the records that the tables `lines` and `entries` tell as they are."""
    if not told:
        return moves
    return Moves(
        lines=[line for line in moves.lines if line.id not in told],
        entries=[entry for entry in moves.entries if entry.id not in told],
        findings=moves.findings,
    )


def _held(*all_moves: Moves) -> dict[str, Held]:
    """The lines of the tables, with the stages they reach."""
    stages: dict[str, set[Stage]] = {}
    for moves in all_moves:
        for entry in moves.entries:
            stages.setdefault(entry.line_id, set()).add(entry.stage_to)
    return {
        line.line_id: Held(line.donor, frozenset(stages.get(line.line_id, ())))
        for moves in all_moves
        for line in moves.lines
    }
