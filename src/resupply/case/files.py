"""Which files a case's book was made from, so that a file edited later is not ignored in silence.

When tables are taken into a book on disk, each file's SHA-256 is kept as a `Row` of the table
`files`. Opening the folder again compares; nothing is read but bytes.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from resupply.book import Book
from resupply.core.cells import normal
from resupply.core.fields import TABLES
from resupply.core.findings import Finding
from resupply.core.records import Row
from resupply.sources.ledger.rows import CASE
from resupply.sources.reading.parties import ALWAYS

#: The table of the book that holds them.
FILES = "files"


def taken(book: Book, sha256: Mapping[str, str]) -> list[Row]:
    """Rows to write for files that were taken; none for a file taken as it is."""
    newest, times = _newest(book), _times(book)
    return [
        Row(
            source_id=CASE,
            key=f"{FILES}/{name}/{times.get(name, 0) + 1}",
            known_on=ALWAYS,
            table=FILES,
            row_id=name,
            fields={"sha256": sha},
        )
        for name, sha in sorted(sha256.items())
        if normal(Path(name).stem) in TABLES and newest.get(name) != sha
    ]


def changed(book: Book, folder: Path) -> list[Finding]:
    """Table files of a folder that are not as they were when its book took them."""
    newest = _newest(book)
    if not newest:  # made before files were kept, or from no files
        return []
    return [
        _finding(file.name, folder, new=file.name not in newest)
        for file in sorted(folder.glob("*.csv"))
        if normal(file.stem) in TABLES and _sha256(file) not in (None, newest.get(file.name))
    ]


def warnings(findings: Iterable[Finding]) -> list[str]:
    """The findings of `changed` as one line each under an answer."""
    return [f"{f.where} {f.what} {f.todo}" for f in findings if f.code == "file_changed"]


def _finding(name: str, folder: Path, *, new: bool) -> Finding:
    what = "was never brought in" if new else "changed since it was brought in"
    return Finding(
        code="file_changed",
        where=name,
        what=f"{what}; the answers are the book's.",
        todo=f"Bring it in: resupply import sheet {folder} --case {folder}.",
    )


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return None


def _newest(book: Book) -> dict[str, str]:
    return {row.row_id: str(row.fields["sha256"]) for row in _rows(book)}


def _times(book: Book) -> dict[str, int]:
    times: dict[str, int] = {}
    for row in _rows(book):
        times[row.row_id] = times.get(row.row_id, 0) + 1
    return times


def _rows(book: Book) -> list[Row]:
    found = (record for _, record in book.records("row"))
    return [r for r in found if isinstance(r, Row) and r.table == FILES]
