"""Where a cell is, in words: made when a file is read, understood again when it is marked."""

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

#: Longest text a cell of a CSV file may have [letters].
CELL_MAX = 1_000_000

_CELL = re.compile(
    r'(?:sheet "(?P<sheet>.+?)"|(?P<file>[^,]+?\.csv))'
    r'(?: row (?P<row>\d+))?(?:, column "(?P<column>[^"]*)")?'
)


#: A cell that begins so is taken for a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\n")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def guarded(text: str) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would run.

    Example:
        >>> guarded("=1+1"), guarded("-5"), guarded("Oslo")
        ("'=1+1", '-5', 'Oslo')
    """
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What was meant by a guarded cell.

    Example:
        >>> unguarded("'=1+1"), unguarded("'twas"), unguarded(guarded("'=x"))
        ('=1+1', "'twas", "'=x")
    """
    guards = text.startswith("'") and text.lstrip("'").startswith(_FORMULA)
    return text[1:] if guards else text


class Cell(NamedTuple):
    """A place in a file: the sheet (or CSV file), and perhaps the row and the column heading."""

    sheet: str
    row: int | None = None
    column: str | None = None


def csv_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of CSV text, with the number of their last line.

    Raises:
        csv.Error: From there on it is not CSV, or a cell is longer than `CELL_MAX`.
    """
    # The limit is one for the whole process, and libraries move it: say it each time.
    csv.field_size_limit(CELL_MAX)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in reader:
        yield reader.line_num, row


def where_cell(source: str, row: int | None = None, column: str | None = None) -> str:
    """The place as findings write it.

    Args:
        source: `pledges.csv` or `sheet "pledges"`.
        row: As a spreadsheet numbers it, 1 for the first.
        column: Heading.

    Example:
        >>> where_cell('sheet "pledges"', 12, "quantity")
        'sheet "pledges" row 12, column "quantity"'
    """
    place = source if row is None else f"{source} row {row}"
    return place if column is None else f'{place}, column "{column}"'


def find_cell(where: str) -> Cell | None:
    """The place a finding names, or None when it names no sheet or file.

    Example:
        >>> find_cell('sheet "pledges" row 12, column "quantity"')
        Cell(sheet='pledges', row=12, column='quantity')
        >>> find_cell("pledges.csv row 12")
        Cell(sheet='pledges.csv', row=12, column=None)
    """
    found = _CELL.match(where)
    if found is None:
        return None
    row = int(found["row"]) if found["row"] else None
    return Cell(found["sheet"] or found["file"], row, found["column"])


def normal(heading: str) -> str:
    r"""A heading, or the name of a sheet, without the differences that do not matter.

    Example:
        >>> normal(" Known-On\ufeff"), normal("due by *")
        ('known_on', 'due_by')
    """
    return re.sub(r"[\s\-]+", "_", heading.strip(" \t\r\n\ufeff*").lower())
