"""Files into tables of cells, with guards: wrong encodings, web pages, truncated and bomb archives.

What a cell means is left to others.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from resupply.core.cells import csv_lines, where_cell
from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding

#: A workbook that unpacks to more than this, or to this many times its size, is refused.
UNPACKED_BYTES_MAX, UNPACKED_RATIO_MAX = 10**9, 100
#: Small archives may be dense; the ratio is only asked of those that unpack to more than this.
RATIO_ASKED_FROM_BYTES = 50 * 10**6
#: A sheet is unpacked into a full rectangle, so two far cells would fill the memory.
CELLS_MAX = 50 * 10**6
FILE_BYTES_MAX = 500 * 10**6

#: What the format allows.
COLUMNS_MAX = 16_384

_PLACE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")
_CELL_WITHOUT_PLACE = re.compile(rb"""<(?:\w+:)?c(?![^>]*\br=)[\s/>]""")


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Cells under a header.

    Args:
        where: Name of the file or sheet, as shown to people.
        header: The header's cells.
        rows: Row number in the file or sheet (from 1) and cells, as many as the header has.
        findings: What was odd about reading it.
    """

    where: str
    header: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[object]]]
    findings: tuple[Finding, ...] = ()


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        SourceUnreadableError: No such file, not readable, empty, or beyond 500 MB.
    """
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise _refused(path.name, "the file is larger than 500 MB.", "give one release only.")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise _refused(path.name, f"{reason}.", "check the path and the permissions.") from None
    if not content.strip():
        raise _refused(path.name, "the file is empty.", "download it again.")
    return content


def sha256(*contents: bytes) -> str:
    """Hash of one file's bytes; of several files, the hash of their hashes.

    Example:
        >>> sha256(b"a")[:8], sha256(b"a", b"b") == sha256(b"ab")
        ('ca978112', False)
    """
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def csv_table(name: str, content: bytes) -> Table:
    r"""A CSV file as a table; comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.

    Raises:
        SourceUnreadableError: A web page, not text, or no header.

    Example:
        >>> csv_table("a.csv", b"country;total\nDenmark;1\n").rows
        [(2, ['Denmark', '1'])]
    """
    text, findings = _text(name, content)
    lines = _csv_rows(name, text)
    first = next(((n, row) for n, row in lines if any(c.strip() for c in row)), None)
    if first is None:
        raise _refused(name, "the file has no header.", "download it again.")
    header = tuple(cell.strip() for cell in first[1])
    rows: list[tuple[int, Sequence[object]]] = []
    for number, row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            findings.append(_ragged(name, number, len(row), len(header)))
        rows.append((number, [*row[: len(header)], *[""] * (len(header) - len(row))]))
    return Table(where=name, header=header, rows=rows, findings=tuple(findings))


def sheets(name: str, content: bytes) -> Iterator[tuple[str, list[list[Any]]]]:
    """The sheets of a workbook: name and all cells, the first row being row 1.

    Formula cells give the value the author's program kept.

    Raises:
        SourceUnreadableError: Not a workbook, damaged, or one that unpacks to too much.
    """
    from python_calamine import CalamineWorkbook

    _guard(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            yield sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except SourceUnreadableError:
        raise
    except GeneratorExit:
        raise
    except BaseException as error:
        # A panic of the reader's own (Rust) code does not derive from Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from None


def _text(name: str, content: bytes) -> tuple[str, list[Finding]]:
    encoding, findings = _encoding(content), list[Finding]()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8-sig":
            raise _refused(
                name, "the file breaks off inside a letter.", "download it again."
            ) from None
        text = content.decode("cp1252", errors="replace")
        findings.append(_not_utf8(name))
    if "\0" in text:
        raise _refused(name, "this is not a text file.", "give the CSV file itself.")
    if text.lstrip().startswith("<"):
        raise _refused(name, "this is a web page, not a CSV file.", "download the raw file.")
    return text, findings


def _encoding(content: bytes) -> str:
    return "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _csv_rows(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    line = 0
    try:
        for line, row in csv_lines(text, delimiter):
            yield line, row
    except csv.Error as error:
        where = where_cell(name, line + 1)
        raise _refused(where, f"this is not CSV: {error}.", "download it again.") from None


def _guard(name: str, content: bytes) -> None:
    if content.lstrip()[:1] == b"<":
        raise _refused(name, "this is a web page, not a workbook.", "download the .xlsx itself.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError):
        raise _damaged(name) from None
    unpacked = sum(part.file_size for part in parts)
    dense = unpacked > UNPACKED_RATIO_MAX * len(content) and unpacked > RATIO_ASKED_FROM_BYTES
    if unpacked > UNPACKED_BYTES_MAX or dense:
        raise _refused(
            name,
            f"the workbook unpacks from {len(content):,} to {unpacked:,} bytes.",
            "this is no file of a public source; do not open it.",
        )
    # Any part may be named as a sheet, wherever it lies.
    for part in parts:
        _guard_part(name, archive, part)


def _guard_part(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    rows = columns = bare = 0
    tail = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                for letters, digits in _PLACE.findall(tail + chunk):
                    rows = max(rows, int(digits))
                    columns = max(columns, _column_number(letters))
                bare += len(_CELL_WITHOUT_PLACE.findall(chunk))
                tail = chunk[-32:]
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise _damaged(name) from None
    except Exception as error:
        # zlib's own error is no subclass of the above, and zlib need not be imported to be met.
        if type(error).__name__ != "error":
            raise
        raise _damaged(name) from None
    columns = max(columns, min(bare, COLUMNS_MAX))
    if rows * columns > CELLS_MAX:
        what = f"{part.filename} spans {rows:,} rows and {columns:,} columns."
        raise _refused(name, what, "save the sheet without its far cells.")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ragged(name: str, number: int, cells: int, wanted: int) -> Finding:
    return Finding(
        code="row_has_other_length",
        where=where_cell(name, number),
        what=f"the row has {cells} cells, the header {wanted}.",
        todo="check the row for a lost quote or comma; it was read from the left.",
        subject=str(number),
    )


def _not_utf8(name: str) -> Finding:
    return Finding(
        code="encoding_guessed",
        where=name,
        what="the file is not UTF-8; it was read as Windows-1252.",
        todo="check names with accents; save it as UTF-8 if one is wrong.",
    )


def _damaged(name: str) -> SourceUnreadableError:
    return _refused(name, "this is not an .xlsx workbook, or it is damaged.", "download it again.")


def _refused(where: str, what: str, todo: str) -> SourceUnreadableError:
    return SourceUnreadableError(where=where, what=what, todo=todo)
