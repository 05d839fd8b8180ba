"""A shipped case's book, kept in the user's cache so that the next question need not make it again.

The name of the kept file is made of the case's tables, the program's version and its code: another
table or another program makes another file. A file that cannot be written or read is no matter: the
book is made in memory, as it is the first time. `resupply verify` checks it as any book.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

import resupply
from resupply.book import Book
from resupply.core.errors import ResupplyError
from resupply.core.findings import Finding

_PACKAGES = ("core", "store", "book", "sources", "case")


class Kept(msgspec.Struct, frozen=True):
    """A book as it was made, with what was odd in its tables."""

    book: Book
    findings: Sequence[Finding]


def place(folder: Path) -> Path:
    """Where the book of a shipped case's folder is kept, as its tables and the code stand."""
    from platformdirs import user_cache_path

    mark = hashlib.blake2b(resupply.__version__.encode(), digest_size=12)
    for file in sorted(f for f in folder.iterdir() if f.is_file()):
        mark.update(file.name.encode() + file.read_bytes())
    code = Path(resupply.__file__).parent
    for package in _PACKAGES:
        for path in sorted((code / package).rglob("*.py")):
            seen = path.stat()
            mark.update(f"{path.name} {seen.st_mtime_ns} {seen.st_size}".encode())
    return user_cache_path("resupply") / f"{folder.name}-{mark.hexdigest()}.sqlite"


def kept(path: Path) -> Kept | None:
    """The kept book; None when there is none, or it is damaged."""
    try:
        findings = msgspec.json.decode(_beside(path).read_bytes(), type=list[Finding])
        book = Book.open(path, create=False)
        return Kept(book, findings) if book.store.head().seq else None
    except (OSError, ResupplyError, msgspec.MsgspecError):
        return None


def keep(path: Path, book: Book, findings: Sequence[Finding]) -> None:
    """Keep a book just made, and drop those of other states of the case."""
    half = path.with_suffix(f".{os.getpid()}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.copy_to(half)
        _beside(path).write_bytes(msgspec.json.encode(list(findings)))
        half.replace(path)
        _drop_others(path)
    except (OSError, ResupplyError):
        with suppress(OSError):
            half.unlink()


def _beside(path: Path) -> Path:
    return path.with_suffix(".findings.json")


def _drop_others(path: Path) -> None:
    name = path.name.rsplit("-", 1)[0]
    for other in path.parent.glob(f"{name}-*"):
        if not other.name.startswith(path.stem):
            with suppress(OSError):
                other.unlink()
