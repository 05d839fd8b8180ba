"""Where entries are kept; the only SQL of the project.

`Store` is the protocol the book writes against. SQLite is the embedded default; another engine
follows by giving the same protocol, without touching the book.
"""

from resupply.store.protocol import Head, Store, Stored, Transaction
from resupply.store.sqlite import SqliteStore, open_store

__all__ = ["Head", "SqliteStore", "Store", "Stored", "Transaction", "open_store"]
