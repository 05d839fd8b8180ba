"""The book of a case on disk: made once from the case's tables, whole or not at all."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.book import Book
from resupply.case.settings import BOOK_FILE
from resupply.case.tables import take_tables
from resupply.core.errors import BookError, BookNotWritableError, RefusedError

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
    if case.folder is None and case.address is None:
        raise RefusedError(
            where=f"case {case.name}",
            what="a workbook is not a book: it has no place for entries.",
            todo="make a case with `resupply new DIR`, then `resupply import sheet` the workbook.",
        )


def own_folder_todo(case: "Case") -> str:
    """What to do where a case has no folder that what lies beside a book could lie in."""
    if case.address is not None:
        return "name the case's folder too: --case DIR (`resupply new DIR` makes one)."
    return f"make one of your own: resupply new my-case --from {case.name}."


def writable_book(case: "Case") -> Book:
    """The case's book on disk, made from its tables when it has none yet.

    Raises:
        RefusedError: A shipped case, or a case without a folder.
        BookError: The folder cannot be written.
    """
    refuse_unwritable(case)
    if case.address is not None:
        return _shared_book(case, case.address)
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


def of_tables(folder: Path) -> Book:
    """A book in memory of a folder's tables, which keeps what files it was made of."""
    from resupply.sources.sheets import read_folder

    book = Book.open(None)
    take_tables(book, read_folder(folder), keep_files=True)
    return book


def _shared_book(case: "Case", address: str) -> Book:
    """The book in its database; made there of the case's tables, at once, when there is none."""
    if case.book.store.where == "book in memory":
        assert case.folder is not None
        book = Book.shared(address, create=True)
        try:
            _fill(book, case.folder)
        except BaseException:
            book.close()
            raise
        case.book.close()
        case.book = book
    return case.book


def _make(folder: Path, path: Path) -> None:
    """Make the book of a folder's tables in its place."""
    from resupply.sources.sheets import read_folder

    tables = read_folder(folder)
    with beside(path) as aside, Book.open(aside) as book:
        take_tables(book, tables, keep_files=True)


def _fill(book: Book, folder: Path) -> None:
    """Fill an empty book from a folder's tables; one that another program made meanwhile stays."""
    if book.store.head().seq:
        return
    with of_tables(folder) as made:
        try:
            book.fill(made)
        except BookNotWritableError:
            if not book.store.head().seq:
                raise


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name to make a book under; it is moved to its place when it is whole.

    Killed in between, it leaves a file of another name that nobody opens, never part of a book.

    Raises:
        BookError: It cannot be made there.
    """
    maker = f"{os.getpid()}-{threading.get_ident()}"  # requests make it in threads of one program
    aside = path.with_name(f".{path.name}.{maker}.partial")
    _remove(aside)
    try:
        # Closing the book merges the write-ahead log into the file.
        yield aside
        _move(aside, path)
    except BookError as error:
        if error.where not in (str(aside), aside.name):
            raise
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
