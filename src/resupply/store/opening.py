"""Opening a SQLite file that several programs may be making at this moment."""

import random
import sqlite3
import time
from typing import NamedTuple


class State(NamedTuple):
    """What a file says of itself, read in one snapshot.

    Args:
        version: Version of its schema; 0 = it is new.
        application: Whose file it is.
        is_empty: Whether it has no tables.
    """

    version: int
    application: int
    is_empty: bool


def state_of(db: sqlite3.Connection) -> State:
    """What the file says of itself; in one snapshot, for another program may be making it."""
    db.execute("BEGIN")
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        application = db.execute("PRAGMA application_id").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        db.execute("ROLLBACK")
    return State(version, application, not tables)


def log_ahead(db: sqlite3.Connection, timeout_seconds: float) -> None:
    """Switch to a write-ahead log; SQLite itself does not wait for others here, so we do.

    Raises:
        sqlite3.OperationalError: Others have not let go in this time.
    """
    until = time.monotonic() + timeout_seconds
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.001, 0.02))
