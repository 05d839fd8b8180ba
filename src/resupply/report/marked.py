"""A user's workbook back, with the cells marked that findings speak of."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from resupply.core.cells import find_cell, normal
from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.core.workbooks import Sheet, cell_text, read_sheets
from resupply.report.sheets import OPTIONS, write_value
from resupply.report.write import write_new

#: Headings are looked for in this many rows, as in reading.
HEADER_ROWS = 20
_FILLS = {"error": "#FFC7CE", "warning": "#FFEB9C", "note": "#DDEBF7"}
_ORDER = tuple(_FILLS)

Marks = dict[tuple[int, int], list[Finding]]
Styles = dict[str, tuple[Any, Any]]


def marked_workbook(path_in: Path, findings: Iterable[Finding], path_out: Path) -> Path:
    """Write the workbook again, bad cells filled and explained in a note.

    Values are kept, formats and formulas are not: a formula leaves the value it was saved with.

    Args:
        path_in: The workbook that was read.
        findings: What reading it found.
        path_out: Where the marked copy goes.

    Returns:
        `path_out`.

    Raises:
        SourceUnreadableError: `path_in` is no workbook.
        RefusedError: `path_out` exists.
    """
    import xlsxwriter

    by_sheet: dict[str, list[Finding]] = {}
    for finding in findings:
        if cell := find_cell(finding.where):
            by_sheet.setdefault(cell.sheet, []).append(finding)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        styles = _styles(book)
        for sheet in read_sheets(_content(path_in), path_in.name):
            marks = _marks(sheet, by_sheet.get(sheet.name, ()))
            _write(book.add_worksheet(sheet.name), sheet, marks, styles)
    write_new(path_out.parent, {path_out.name: out.getvalue()})
    return path_out


def _styles(book: Any) -> Styles:
    """For each level the format of days and of all else; under "" those of unmarked cells."""
    fills: dict[str, dict[str, Any]] = {
        "": {},
        **{level: {"bg_color": colour} for level, colour in _FILLS.items()},
    }
    return {
        level: (book.add_format({**fill, "num_format": "yyyy-mm-dd"}), book.add_format(fill))
        for level, fill in fills.items()
    }


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceUnreadableError(
            where=str(path),
            what=f"it cannot be read: {(error.strerror or 'unknown reason').lower()}.",
            todo="check the name and the right to read it.",
        ) from None


def _marks(sheet: Sheet, findings: Iterable[Finding]) -> Marks:
    marks: Marks = {}
    for finding in findings:
        cell = find_cell(finding.where)
        if cell is not None:
            row = (cell.row or 1) - 1
            marks.setdefault((row, _column(sheet, cell.column)), []).append(finding)
    return marks


def _column(sheet: Sheet, heading: str | None) -> int:
    """Position of a heading; the first column when it is not found."""
    for row in sheet.rows[:HEADER_ROWS] if heading else ():
        for position, value in enumerate(row):
            if normal(cell_text(value)) == normal(heading or ""):
                return position
    return 0


def _write(out: Any, sheet: Sheet, marks: Marks, styles: Styles) -> None:
    levels = {at: min((f.level for f in found), key=_ORDER.index) for at, found in marks.items()}
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if value != "":
                write_value(out, number, column, value, *styles[levels.get((number, column), "")])
    for (number, column), found in marks.items():
        if _at(sheet, number, column) == "":
            out.write_blank(number, column, None, styles[levels[number, column]][1])
        note = "\n".join(f"{f.what}\n{f.todo}" for f in found)
        out.write_comment(number, column, note, {"x_scale": 2, "y_scale": 1.5})


def _at(sheet: Sheet, row: int, column: int) -> object:
    inside = row < len(sheet.rows) and column < len(sheet.rows[row])
    return sheet.rows[row][column] if inside else ""
