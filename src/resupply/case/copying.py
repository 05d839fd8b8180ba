"""The whole book into another place, record for record: a file, or a database that others share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.book import Book
from resupply.case.own_book import beside, of_tables
from resupply.core.answer import Answer
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.report.write import refuse_taken
from resupply.store import is_address
from resupply.store.address import read

if TYPE_CHECKING:
    from resupply.case.case import Case


def copy(case: "Case", to: str) -> Answer:
    """Copy the book of a case, as it stands.

    Args:
        case: The case; it is only read.
        to: A new SQLite file, or the address of a database that holds nothing yet. Where the
            database holds all of this book already, nothing is done.

    Raises:
        RefusedError: Something else is there.
        BookError: The place cannot be written, or reached.
    """
    with _source(case) as book:
        if is_address(to):
            told = read(to, where="copy").shown
            with Book.shared(to, create=True) as target:
                added = target.fill(book)
                head = target.store.head()
        else:
            path = Path(to)
            told = to
            refuse_taken(path)
            with beside(path) as aside:
                book.copy_to(aside)
            with Book.open(path, create=False) as target:
                head = target.store.head()
                added = head.seq
    records = counted(head.seq, "record")
    return Answer(
        question="copy",
        scope=Scope(),
        sentence=f"{records} copied, hash for hash."
        if added
        else "All of this book is there already; nothing was written.",
        result={"to": told, "records": head.seq, "added": added, "head": head.hash.hex()},
    )


@contextmanager
def _source(case: "Case") -> Iterator[Book]:
    """The book; of a case that has none yet, the one that would be made of its tables."""
    own = case.folder is not None and not case.shipped
    if own and case.folder is not None and case.book.store.where == "book in memory":
        with of_tables(case.folder) as made:
            yield made
    else:
        yield case.book
