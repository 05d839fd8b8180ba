"""Table rows as `Row` records, with what was known of them on which day."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from resupply.core.fields import TABLES
from resupply.core.records import Row
from resupply.core.words import Precision
from resupply.sources.ledger.common import TableRow
from resupply.sources.reading.parties import ALWAYS
from resupply.sources.sheets.tables import Tables

#: Tables whose rows become other records instead.
_MOVES = ("tracker", "lines", "entries", "counts")
#: Who says what the case itself sets up: its items, parties, assumptions.
CASE = "case"
#: Columns of the primary key that tell one statement of a figure from the next, not one figure
#: from another: a later statement takes the place of the earlier one.
_STATEMENT = ("known_on", "source_id")


def rows(tables: Tables) -> list[Row]:
    """Every row that is not a move, a count or a line."""
    as_of = tables.case.get("case", {}).get("as_of")
    return [
        record
        for name in TABLES
        if name not in _MOVES
        for row in tables[name]
        for record in _versions(name, row, as_of)
    ]


def fields_of(row: TableRow) -> dict[str, Any]:
    """What the row states, without its place and without empty cells."""
    return {k: v for k, v in row.items() if v is not None and not k.startswith("_")}


def row_id(table: str, row: TableRow) -> str:
    """What names the figure a row is about, whoever states it.

    Example:
        >>> row_id("denominators", {"party_id": "EST", "metric": "gdp", "year": 2021,
        ...     "known_on": date(2023, 12, 31), "source_id": "s"})
        'EST/gdp/2021'
    """
    if table == "sources":
        return str(row["source_id"])
    names = [n for n in TABLES[table].primary_key if n not in _STATEMENT]
    return "/".join(str(row[n]) for n in names if row.get(n) is not None)


def _versions(table: str, row: TableRow, as_of: date | None) -> Iterator[Row]:
    """The row as first known, and again as what it says later became known.

    The end of a disruption is known from `end_known_on`; how a promise stood on the case's day,
    from that day. An earlier view must not show either.
    """
    fields = fields_of(row)
    yield _row(table, row, _before(fields, as_of), row.get("known_on") or ALWAYS)
    for column, day in _later(fields, as_of):
        if day > row["known_on"]:
            yield _row(table, row, fields, day, f" {column}")


def _later(fields: Mapping[str, Any], as_of: date | None) -> Iterator[tuple[str, date]]:
    if "end_known_on" in fields and "known_on" in fields:
        yield "end", fields["end_known_on"]
    if "status_as_of" in fields and "known_on" in fields and as_of is not None:
        yield "status_as_of", as_of


def _before(fields: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    hidden = {column for column, day in _later(fields, as_of) if day > fields["known_on"]}
    if "end" in hidden:
        hidden |= {"end_known_on", "end_source_id"}
    return {k: v for k, v in fields.items() if k not in hidden}


def _row(
    table: str, row: TableRow, fields: Mapping[str, Any], known_on: date, suffix: str = ""
) -> Row:
    name = row_id(table, row)
    stated = "".join(f" {row[n]}" for n in TABLES[table].primary_key if n == "known_on")
    return Row(
        source_id=row.get("source_id") or CASE,
        key=f"{table}/{name}{stated}{suffix}",
        known_on=known_on,
        known_precision=Precision(row.get("known_precision") or "day"),
        locator=row.get("_where"),
        table=table,
        row_id=name,
        fields=dict(fields),
    )
