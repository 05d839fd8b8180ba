"""The book of a case on disk: made once from the case's tables, whole or not at all."""

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.book import Book
from resupply.case.settings import BOOK_FILE
from resupply.case.tables import take_tables
from resupply.core.errors import BookError, RefusedError

if TYPE_CHECKING:
    from resupply.case.case import Case


def refuse_unwritable(case: "Case") -> None:
    """Refuse a case that is never written to.

    Raises:
        RefusedError: A shipped case, or a case without a folder.
    """
    if case.shipped:
        raise RefusedError(
            where=f"case {case.name}",
            what="a shipped case is never written to.",
            todo=f"make your own copy: resupply new DIR --from {case.name}, then --case DIR.",
        )
    if case.folder is None:
        raise RefusedError(
            where=f"case {case.name}",
            what="a workbook is not a book: it has no place for entries.",
            todo="make a case with `resupply new DIR`, then `resupply import sheet` the workbook.",
        )


def writable_book(case: "Case") -> Book:
    """The case's book on disk, made from its tables when it has none yet.

    Raises:
        RefusedError: A shipped case, or a case without a folder.
        BookError: The folder cannot be written.
    """
    refuse_unwritable(case)
    assert case.folder is not None
    path = case.folder / BOOK_FILE
    if case.book.store.where not in ("book in memory", str(path)):
        return case.book  # opened from a book file of another name
    if case.book.store.where == "book in memory":
        if not path.exists():
            _make(case.folder, path)
        case.book.close()
        case.book = Book.open(path, create=False)
    return case.book


def _make(folder: Path, path: Path) -> None:
    """Make the book beside its place and move it there when it is whole.

    Killed in between, it leaves a file of another name that nobody opens, never part of a book.
    """
    from resupply.sources.sheets import read_folder

    tables = read_folder(folder)
    maker = f"{os.getpid()}-{threading.get_ident()}"  # requests make it in threads of one program
    aside = path.with_name(f".{path.name}.{maker}.partial")
    _remove(aside)
    try:
        # Closing merges the write-ahead log into the file.
        with Book.open(aside) as book:
            take_tables(book, tables, keep_files=True)
        _move(aside, path)
    except BookError as error:
        raise type(error)(where=str(path), what=error.what, todo=error.todo) from None
    finally:
        _remove(aside)


def _move(aside: Path, path: Path) -> None:
    """Into place, durably; a book another program made meanwhile stays."""
    try:
        with suppress(FileExistsError):  # a hard link is refused when the target exists
            os.link(aside, path)
    except OSError:  # a file system without hard links
        aside.rename(path)
    with suppress(OSError):  # not every system lets a folder be synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove(aside: Path) -> None:
    for end in ("", "-wal", "-shm"):
        aside.with_name(aside.name + end).unlink(missing_ok=True)
    shutil.rmtree(aside.with_name(aside.name + ".columns"), ignore_errors=True)
