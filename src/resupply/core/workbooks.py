"""Opening a workbook somebody sent, without trusting it: bombs and broken files are refused.

Values only; what a sheet means is left to those who call.
"""

import html
import io
import math
import re
import zipfile
from datetime import date, datetime
from typing import Any, NamedTuple

from resupply.core.errors import SourceUnreadableError

#: Largest size of all parts of a workbook together, unpacked [bytes].
SIZE_MAX = 1_000_000_000
#: Above this size [bytes] a part may not be packed more than `RATIO_MAX` times.
SIZE_CALM = 100_000_000
RATIO_MAX = 200
#: Largest area of a sheet, from A1 to its last cell [cells].
CELLS_MAX = 8_000_000
#: Longest text in a workbook [bytes]; a spreadsheet itself stops at 32,767 letters.
TEXT_MAX = 400_000
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


#: What stands in a cell whose formula gives an error; the reader itself would leave it empty.
ERROR_TEXT = "#ERROR!"


class Sheet(NamedTuple):
    """A sheet: its name, its rows from A1 on, and how many of its cells are formulas."""

    name: str
    rows: list[list[object]]
    formulas: int


class _Scan(NamedTuple):
    rows: int
    columns: int
    formulas: int
    errors: tuple[tuple[int, int], ...] = ()


def read_sheets(content: bytes, where: str) -> list[Sheet]:
    """The sheets of a workbook; a formula cell gives the value it was saved with.

    Args:
        content: The bytes of the file.
        where: Its name, for errors.

    Raises:
        SourceUnreadableError: Not a workbook, cut off, protected, or far too large.
    """
    scans = _guarded(content, where)
    from python_calamine import CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return [
                _sheet(book, name, scans.get(name, _Scan(0, 0, 0))) for name in _worksheets(book)
            ]
    except BaseException as error:  # a panic in the reader is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise _broken(where) from None


def _sheet(book: Any, name: str, scan: _Scan) -> Sheet:
    rows = [list(r) for r in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    for row, column in scan.errors:
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = ERROR_TEXT
    return Sheet(name, rows, scan.formulas)


def cell_text(value: object) -> str:
    """The value of a cell as it would stand in a CSV file.

    Example:
        >>> [cell_text(v) for v in (200.0, 0.1, True, datetime(2024, 2, 28), " a ", None)]
        ['200', '0.1', 'yes', '2024-02-28', 'a', '']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        midnight = value.replace(hour=0, minute=0, second=0, microsecond=0) == value
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else str(value)
    # A spreadsheet keeps fifteen digits; more would show the binary remainder.
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _worksheets(book: Any) -> list[str]:
    from python_calamine import SheetTypeEnum

    return [s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]


def _guarded(content: bytes, where: str) -> dict[str, _Scan]:
    """Sizes and formulas by sheet, read before the workbook is unpacked in memory."""
    if not content.startswith(b"PK"):
        raise _no_workbook(content, where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_bomb(parts, where)
            if "xl/workbook.xml" not in parts.namelist():
                raise _no_workbook(content, where)
            names = _sheet_names(parts)
            return {names.get(p, p): s for p, s in _scan_parts(parts, where).items()}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise _broken(where) from None
    except Exception as error:
        if isinstance(error, SourceUnreadableError):
            raise
        raise _broken(where) from None  # zlib.error and its like


def _refuse_bomb(parts: zipfile.ZipFile, where: str) -> None:
    size = sum(p.file_size for p in parts.infolist())
    packed = max(1, sum(p.compress_size for p in parts.infolist()))
    if size > SIZE_MAX or (size > SIZE_CALM and size / packed > RATIO_MAX):
        raise SourceUnreadableError(
            where=where,
            what=f"unpacked it would be {size / 1e6:,.0f} MB, {size / packed:,.0f} times its size.",
            todo="split it, or save its sheets as CSV files in a folder.",
        )


def _scan_parts(parts: zipfile.ZipFile, where: str) -> dict[str, _Scan]:
    """Read every part once: that also finds parts that are cut off or lie about their size."""
    scans: dict[str, _Scan] = {}
    for part in parts.infolist():
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            scans[part.filename] = scan = _scan_sheet(parts, part)
            if scan.rows * scan.columns > CELLS_MAX:
                raise SourceUnreadableError(
                    where=where,
                    what=f"a sheet reaches to row {scan.rows}, column {scan.columns}.",
                    todo="delete the empty rows and columns behind the last filled cell.",
                )
        else:
            _longest_text(parts, part, where)
    return scans


def _scan_sheet(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> _Scan:
    rows = columns = formulas = 0
    errors: list[tuple[int, int]] = []
    rest = b""
    with parts.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            cut = chunk.rfind(b"<")
            text, rest = (rest + chunk[:cut], chunk[cut:]) if cut >= 0 else (b"", rest + chunk)
            for letters, number in _CELL.findall(text):
                rows, columns = max(rows, int(number)), max(columns, _column(letters))
            formulas += len(_FORMULA.findall(text))
            for tag in _ERROR.findall(text):
                errors += [(int(n), _column(letters)) for letters, n in _PLACE.findall(tag)]
    return _Scan(rows, columns, formulas, tuple(errors))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _longest_text(parts: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    """One long text shared by many cells would fill the memory once per cell."""
    shared = part.filename == "xl/sharedStrings.xml"
    since = 0
    with parts.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not shared:
                continue
            pieces = chunk.split(b"</si>")
            longest = max(since + len(pieces[0]), *(len(p) for p in pieces[1:]), 0)
            since = since + len(chunk) if len(pieces) == 1 else len(pieces[-1])
            if longest > TEXT_MAX:
                raise SourceUnreadableError(
                    where=where,
                    what="a cell holds a text longer than a spreadsheet allows.",
                    todo="shorten it.",
                )


def _sheet_names(parts: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names by part, as far as the workbook says."""
    try:
        links = parts.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return {}
    book = parts.read("xl/workbook.xml").decode("utf-8", "replace")
    targets = {
        _attribute(t, "Id"): "xl/" + _attribute(t, "Target").removeprefix("/xl/")
        for t in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links)
    }
    return {
        targets.get(_attribute(t, r"\w+:id"), ""): _attribute(t, "name")
        for t in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book)
    }


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*(["'])(.*?)\1""", tag)
    return html.unescape(found[2]) if found else ""


def _broken(where: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        where=where,
        what="the workbook is cut off or damaged.",
        todo="copy or download it again, or open it in a spreadsheet and save it anew as .xlsx.",
    )


def _no_workbook(content: bytes, where: str) -> SourceUnreadableError:
    if not content:
        what, todo = "the file is empty.", "give a workbook with sheets."
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        what = "it is an old .xls workbook, or one protected by a password."
        todo = "save it as .xlsx without a password."
    else:
        what, todo = "it is not an .xlsx workbook.", "save it as .xlsx."
    return SourceUnreadableError(where=where, what=what, todo=todo)
