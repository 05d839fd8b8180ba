"""Which alerts were found and to whom they were told: one SQLite file beside the book.

What is sent is noted before and after, each time durably, so that a crash in between is seen: then
it is not known whether it arrived, and that is what is told.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from resupply.core.errors import AccountsUnreadableError, RefusedError
from resupply.store.small import SmallFile, is_busy

#: The file's name beside the book.
ALERTS_FILE = "alerts.db"
#: What a file of alerts says it is (PRAGMA application_id): "RSAL".
APPLICATION_ID = 0x5253414C
VERSION = 1

_TABLES = (
    """CREATE TABLE events (
        number INTEGER PRIMARY KEY,
        id     TEXT NOT NULL UNIQUE,
        at     REAL NOT NULL,
        body   TEXT NOT NULL)""",
    # States that last: what is told begins and ends.
    """CREATE TABLE lasting (
        kind  TEXT NOT NULL,
        key   TEXT NOT NULL,
        began TEXT NOT NULL,
        PRIMARY KEY (kind, key)) WITHOUT ROWID""",
    """CREATE TABLE told (
        event   TEXT NOT NULL,
        channel TEXT NOT NULL,
        state   TEXT NOT NULL,
        at      REAL NOT NULL,
        what    TEXT NOT NULL,
        PRIMARY KEY (event, channel)) WITHOUT ROWID""",
    "CREATE TABLE looked (book TEXT PRIMARY KEY, upto INTEGER NOT NULL, at REAL NOT NULL)",
)


class EventRow(NamedTuple):
    """An event as kept: `body` is its JSON."""

    number: int
    id: str
    at: float
    body: str


class ToldRow(NamedTuple):
    """Whether an event was told over a channel: `begun`, `done` or `failed`."""

    event: str
    channel: str
    state: str
    at: float
    what: str


class AlertStore(SmallFile):
    """Alerts in one SQLite file.

    Args:
        path: The file; made when it is not there.
        timeout_seconds: How long to wait for another program.

    Raises:
        AccountsUnreadableError: Not such a file, damaged, newer, or no right to write.
    """

    APPLICATION_ID, VERSION, TABLES = APPLICATION_ID, VERSION, _TABLES
    IS_PRIVATE = True

    def _refused(self, *said: str) -> RefusedError:
        return AccountsUnreadableError(str(self.path), *said)

    def _in_our_words(self, text: str) -> Sequence[str]:
        return _in_our_words(text)

    # Events

    def add_event(self, name: str, at: float, body: str) -> bool:
        """Keep an event; False when it is kept already."""
        return self._do("INSERT OR IGNORE INTO events (id, at, body) VALUES (?,?,?)",
                        (name, at, body)) == 1  # fmt: skip

    def events(self, most: int | None = None) -> list[EventRow]:
        """Events, the newest first."""
        sql = "SELECT number, id, at, body FROM events ORDER BY number DESC LIMIT ?"
        return [EventRow(*r) for r in self._all(sql, (-1 if most is None else most,))]

    def event(self, name: str) -> EventRow | None:
        """One event by id."""
        rows = self._all("SELECT number, id, at, body FROM events WHERE id = ?", (name,))
        return EventRow(*rows[0]) if rows else None

    # States that last

    def lasting(self) -> dict[tuple[str, str], str]:
        """States that last, and when each began."""
        return {(r[0], r[1]): r[2] for r in self._all("SELECT kind, key, began FROM lasting", ())}

    def begin(self, kind: str, key: str, began: str) -> None:
        """Note that a state begins."""
        self._do("INSERT OR IGNORE INTO lasting VALUES (?,?,?)", (kind, key, began))

    def end(self, kind: str, key: str) -> None:
        """Note that a state has ended."""
        self._do("DELETE FROM lasting WHERE kind = ? AND key = ?", (kind, key))

    # Where one has looked

    def looked(self, book: str) -> int | None:
        """How far a book's journal was looked at; None = never."""
        rows = self._all("SELECT upto FROM looked WHERE book = ?", (book,))
        return rows[0][0] if rows else None

    def put_looked(self, book: str, upto: int, at: float) -> None:
        """Note how far it was looked at."""
        self._do("INSERT OR REPLACE INTO looked VALUES (?,?,?)", (book, upto, at))

    # Telling

    def told(self) -> list[ToldRow]:
        """What was told over which channel."""
        return [ToldRow(*r) for r in self._all("SELECT * FROM told", ())]

    def put_told(self, event: str, channel: str, state: str, at: float, what: str = "") -> None:
        """Note that an event is about to be told, was told, or could not be."""
        self._do(
            "INSERT OR REPLACE INTO told VALUES (?,?,?,?,?)", (event, channel, state, at, what)
        )

    def claim(self, event: str, channel: str, at: float) -> bool:
        """Take it upon oneself to tell an event; False when another has, or it was told."""
        return self._do(
            "INSERT INTO told VALUES (?,?,'begun',?,'') ON CONFLICT (event, channel) DO UPDATE "
            "SET state = 'begun', at = excluded.at, what = '' WHERE state = 'failed'",
            (event, channel, at),
        ) == 1  # fmt: skip

    def _all(self, sql: str, given: Sequence[Any]) -> list[Any]:
        with self._lock, self._told():
            return self._db.execute(sql, given).fetchall()

    def _do(self, sql: str, given: Sequence[Any]) -> int:
        with self._lock, self._told():
            return self._db.execute(sql, given).rowcount


def _in_our_words(text: str) -> Sequence[str]:
    if is_busy(text):
        return "another program is changing it.", "try again in a moment."
    return f"it cannot be used ({text}).", "restore it from a copy."
