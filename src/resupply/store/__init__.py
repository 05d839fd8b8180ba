"""Where entries are kept; the only SQL of the project.

`Store` is the protocol the book writes against. SQLite is the embedded default; a PostgreSQL
database is the store that several machines share. Both give the same protocol, and the book does
not know which it has.
"""

from pathlib import Path

from resupply.store import address
from resupply.store.protocol import Head, Store, Stored, Transaction
from resupply.store.sqlite import SqliteStore

__all__ = [
    "Head", "SqliteStore", "Store", "Stored", "Transaction", "is_address", "open_shared",
    "open_store",
]  # fmt: skip
is_address = address.is_address


def open_store(path: Path | None, *, create: bool = True) -> SqliteStore:
    """The store for a book's file; None keeps it in memory."""
    return SqliteStore(path, create=create)


def open_shared(given: str, *, create: bool = True) -> Store:
    """The store at the address of a database.

    Raises:
        BookUnreachableError: It is no address, the driver is not installed, or nobody answers.
        BookError: What is there is no book that can be used.
    """
    from resupply.core.errors import BookUnreachableError

    where = address.read(given)
    try:
        from resupply.store.postgres import PostgresStore
    except ImportError:
        raise BookUnreachableError(
            where=where.shown,
            what="PostgreSQL needs a driver that is not installed.",
            todo="install it: pip install 'resupply[postgres]'.",
        ) from None
    return PostgresStore(where, create=create)
