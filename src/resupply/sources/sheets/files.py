"""CSV files as texts: encoding, separator, and what cannot be read."""

import codecs
import csv
import hashlib
from pathlib import Path

from resupply.core.cells import csv_lines, unguarded
from resupply.core.errors import SourceUnreadableError
from resupply.core.fields import Table
from resupply.core.findings import Finding
from resupply.sources.sheets.grid import HEADER_ROWS, score

#: Largest file that is read whole [bytes].
FILE_MAX = 1_000_000_000
#: What may separate cells.
SEPARATORS = (",", ";", "\t")


def read_bytes(path: Path) -> tuple[bytes, str]:
    """The bytes of a file and their SHA-256.

    Raises:
        SourceUnreadableError: Missing, without rights, or far too large.
    """
    try:
        if path.stat().st_size > FILE_MAX:
            raise SourceUnreadableError(
                where=path.name, what="it is larger than 1 GB.", todo="split it."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceUnreadableError(
            where=str(path), what="there is no such file.", todo="check the name."
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    return content, hashlib.sha256(content).hexdigest()


def unreadable(path: Path, error: OSError) -> SourceUnreadableError:
    """The system does not let us read it."""
    return SourceUnreadableError(
        where=str(path),
        what=f"it cannot be read: {(error.strerror or 'unknown reason').lower()}.",
        todo="ask its owner for the right to read it.",
    )


def csv_rows(table: Table, source: str, content: bytes) -> tuple[list[list[str]], list[Finding]]:
    """All rows of a CSV file, blank ones too, texts without blanks at the ends."""
    text, findings = _decode(source, content)
    if text is None:
        return [], findings
    rows: list[list[str]] = []
    try:
        for _, row in csv_lines(text, _separator(table, text)):
            rows.append([unguarded(c.strip()) if c[:1] == "'" else c.strip() for c in row])
    except csv.Error:
        findings.append(_cut(source, len(rows) + 1))
    return rows, findings


def _separator(table: Table, text: str) -> str:
    """Spreadsheets of half of Europe write semicolons; the heading tells."""
    if text.startswith(",".join(table.names[:2])):
        return ","
    head = text.splitlines()[:HEADER_ROWS]

    def matches(separator: str) -> int:
        return max((score(table, r) for r in csv.reader(head, delimiter=separator)), default=0)

    return max(SEPARATORS, key=matches)


def _decode(source: str, content: bytes) -> tuple[str | None, list[Finding]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            break
        return text, [_guessed(source)] if encoding == "cp1252" else []
    return None, [_no_text(source, content)]


def _guessed(source: str) -> Finding:
    return Finding(
        code="wrong_encoding",
        where=source,
        what="it is not UTF-8; it was read as Western European (Windows-1252).",
        todo='check the accents, and save it as "CSV UTF-8".',
    )


def _no_text(source: str, content: bytes) -> Finding:
    if content.startswith(b"PK"):
        what, todo = "it is a workbook, not a CSV file.", "rename it to .xlsx and give it alone."
    else:
        what, todo = "it is not text that can be read.", 'save it as "CSV UTF-8".'
    return Finding(code="wrong_encoding", where=source, what=what, todo=todo, level="error")


def _cut(source: str, row: int) -> Finding:
    return Finding(
        code="broken_csv",
        where=f"{source} row {row}",
        what="from here on the file is not CSV: a cell is longer than a million letters.",
        todo="look for a quotation mark that is never closed.",
        level="error",
    )
