"""A table as it lies in a file: texts with row numbers, under headings that are understood."""

from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from resupply.core.cells import normal, where_cell
from resupply.core.fields import Field, Table
from resupply.core.findings import Finding

#: The heading is looked for in this many rows.
HEADER_ROWS = 20

NumberedRow = tuple[int, list[str]]


class Grid(msgspec.Struct, frozen=True):
    """The rows of one table in one file.

    Args:
        table: Its declaration.
        source: `pledges.csv` or `sheet "pledges"`.
        header: Headings as they stand in the file.
        columns: For each understood column: its position and its field.
        rows: Row number as a spreadsheet shows it, and the texts. Rows whose understood columns
            are all blank are left out: remarks beside the table are not data.
    """

    table: Table
    source: str
    header: list[str]
    columns: list[tuple[int, Field]]
    rows: list[NumberedRow]

    def where(self, row: int | None = None, column: str | None = None) -> str:
        """The place of a cell in words."""
        return where_cell(self.source, row, column)


def score(table: Table, cells: Iterable[str]) -> int:
    """How many headings of the table a row holds."""
    return len({normal(c) for c in cells} & set(table.names))


def build(
    table: Table, source: str, rows: Sequence[list[str]]
) -> tuple[Grid | None, list[Finding]]:
    """Find the heading and match its columns; None when the table cannot be read.

    Args:
        table: What the file should hold.
        source: `pledges.csv` or `sheet "pledges"`.
        rows: All rows of the file, blank ones too, texts without blanks at the ends.
    """
    if not any(any(r) for r in rows):
        return None, [_empty(source)]
    start = max(range(min(len(rows), HEADER_ROWS)), key=lambda i: (score(table, rows[i]), -i))
    if not score(table, rows[start]):
        return None, [_no_header(table, source)]
    header = rows[start]
    findings = [_moved(source, start + 1)] if start else []
    columns, odd = _match(table, source, header, start + 1)
    findings += odd
    if any(f.level == "error" for f in findings):
        return None, findings
    places = [p for p, _ in columns]
    body = [
        (number, row)
        for number, row in enumerate(islice(rows, start + 1, None), start + 2)
        if any(row[p] for p in places if p < len(row))
    ]
    return Grid(table, source, header, columns, body), findings


def _match(
    table: Table, source: str, header: list[str], row: int
) -> tuple[list[tuple[int, Field]], list[Finding]]:
    columns: dict[str, int] = {}
    unknown: list[str] = []
    findings: list[Finding] = []
    for position, heading in enumerate(header):
        name = normal(heading)
        if name in columns:
            findings.append(_twice(source, row, heading))
        elif name in table.names:
            columns[name] = position
        elif name:
            unknown.append(heading)
    missing = [n for n in table.names if n not in columns]
    findings += [_unknown_column(source, row, u, missing) for u in unknown]
    needed = [n for n in missing if table[n].required]
    findings += [_missing_column(table, source, row, n, unknown) for n in needed]
    return [(p, table[n]) for n, p in columns.items()], findings


def nearest(name: str, known: Iterable[str], cutoff: float = 70) -> str | None:
    """The known name most like `name`, if any is.

    Example:
        >>> nearest("Finnland", ["FIN", "Finland", "Poland"])
        'Finland'
    """
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        name, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=cutoff
    )
    return found[0] if found else None


def _empty(source: str) -> Finding:
    return Finding(
        code="empty_file",
        where=where_cell(source),
        what="there is nothing in it, not even headings.",
        todo="fill it, or delete it.",
    )


def _no_header(table: Table, source: str) -> Finding:
    first = ", ".join(table.names[:6])
    return Finding(
        code="no_header",
        where=where_cell(source),
        what=f"none of the first {HEADER_ROWS} rows holds headings of the table {table.name}.",
        todo=f"give it the headings {first} ... (docs/reference/tables.md).",
        level="error",
    )


def _moved(source: str, row: int) -> Finding:
    return Finding(
        code="moved_header",
        where=where_cell(source, row),
        what=f"the headings stand in row {row}; the rows above were not read.",
        todo="nothing, if those rows are only a title.",
        level="note",
    )


def _twice(source: str, row: int, heading: str) -> Finding:
    return Finding(
        code="column_twice",
        where=where_cell(source, row, heading),
        what=f'there are two columns "{heading}".',
        todo="rename or delete one of them.",
        level="error",
    )


def _unknown_column(source: str, row: int, heading: str, missing: Sequence[str]) -> Finding:
    near = nearest(heading, missing)
    hint = f'did you mean "{near}"? ' if near else ""
    return Finding(
        code="unknown_column",
        where=where_cell(source, row, heading),
        what=f'the table has no column "{heading}"; what stands in it was not read.',
        todo=f"{hint}Rename it, or leave it if it is for people only.",
    )


def _missing_column(
    table: Table, source: str, row: int, name: str, unknown: Sequence[str]
) -> Finding:
    near = nearest(name, unknown, 60)
    todo = f'rename "{near}" to "{name}".' if near else f"add it: {table[name].meaning}"
    return Finding(
        code="missing_column",
        where=where_cell(source, row),
        what=f'the column "{name}" is missing; no row of {table.name} was taken.',
        todo=todo,
        level="error",
        subject=table.name,
    )
