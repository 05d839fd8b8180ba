"""A user's workbook under other names: sheets and headings as the tables call them."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from resupply.core.workbooks import Sheet
from resupply.report.sheets import OPTIONS, write_value
from resupply.report.write import write_new


class Place(NamedTuple):
    """A cell: the sheet by its own name, row and column from 0."""

    sheet: str
    row: int
    column: int


def renamed_workbook(
    sheets: Sequence[Sheet],
    path: Path,
    *,
    tables: Mapping[str, str],
    headings: Mapping[Place, str],
) -> Path:
    """Write sheets as a workbook, some of them and some headings under another name.

    Values are kept, formats and formulas are not: a formula leaves the value it was saved with.

    Args:
        sheets: What was read.
        path: Where it goes.
        tables: New names of sheets, by the old ones.
        headings: New headings, by their place.

    Raises:
        RefusedError: `path` exists.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            made = book.add_worksheet(tables.get(sheet.name, sheet.name))
            for row, cells in enumerate(sheet.rows):
                for column, value in enumerate(cells):
                    said = headings.get(Place(sheet.name, row, column), value)
                    if said != "":
                        write_value(made, row, column, said, day)
    write_new(path.parent, {path.name: out.getvalue()})
    return path
