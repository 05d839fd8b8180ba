"""The embedded store: one SQLite file, write-ahead log, full sync."""

import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from resupply.core.errors import (
    BookDamagedError,
    BookError,
    BookLockedError,
    BookMissingError,
    BookNewerError,
    BookNotWritableError,
)
from resupply.store import copying
from resupply.store.copying import Whole
from resupply.store.opening import log_ahead, state_of
from resupply.store.protocol import EMPTY, Head, Stored
from resupply.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

_Row = tuple[int, str, str, str, bytes]
_MARKS = "(?,?,?,?,?)"
_WIDTH = 5  # values of a journal row
_MANY = 1_000  # records worth another thread
_ASK = 400  # ids asked for in one statement; SQLite allows 999 parameters at the least


class SqliteStore:
    """A journal in one SQLite file, or in memory.

    Args:
        path: File of the book; None keeps it in memory.
        create: Make the file when it is not there.
        timeout_seconds: How long to wait for another writer.

    Raises:
        BookLockedError: Another program holds the file.
        BookNewerError: Written by a newer version.
        BookDamagedError: Not a book, or a damaged file.
        BookNotWritableError: No rights to file or folder.
    """

    def __init__(
        self, path: Path | None = None, *, create: bool = True, timeout_seconds: float = 5.0
    ) -> None:
        self.path = path
        self.where = str(path) if path else "book in memory"
        self._timeout_seconds = timeout_seconds
        if path and not create and not path.exists():
            raise BookMissingError(
                where=self.where,
                what="there is no book here.",
                todo="check the path, or make a case with `resupply new DIR`.",
            )
        with _told(self.where):
            self._db = sqlite3.connect(
                path or ":memory:",
                timeout=timeout_seconds,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        version = self._version()
        if version > VERSION:
            raise BookNewerError(
                where=self.where,
                what=f"the book has schema version {version}; this program knows up to {VERSION}.",
                todo="update resupply; the book was not touched.",
            )
        self._db.execute("PRAGMA cache_size = -65536")
        if version < VERSION:
            if self.path:
                log_ahead(self._db, self._timeout_seconds)
            self._migrate(version)
        self._db.execute("PRAGMA synchronous = FULL")
        row = self._db.execute("SELECT text FROM meta WHERE name = 'book_id'").fetchone()
        self.book_id: str = row[0]

    def _version(self) -> int:
        """Schema version; refuses a file of another program."""
        state = state_of(self._db)
        if not state.is_empty and state.application != APPLICATION_ID:
            raise BookDamagedError(
                where=self.where,
                what="this is an SQLite file of another program, not a book.",
                todo="check the path.",
            )
        return state.version

    def _migrate(self, version: int) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have migrated while we waited for the lock.
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            for step in range(version + 1, VERSION + 1):
                for statement in MIGRATIONS[step]:
                    self._db.execute(statement)
            if version == 0:
                self._db.execute("INSERT INTO meta VALUES ('book_id', ?)", (uuid.uuid4().hex,))
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {VERSION}")
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise

    def head(self) -> Head:
        """The newest record."""
        with _told(self.where):
            return _head(self._db)

    def count(self) -> int:
        """Number of records: the journal has no holes, so it is the newest seq."""
        return self.head().seq

    def read(self, *, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[Stored]:
        """Records with a seq above `after`, in order, of these kinds (none = all)."""
        with _told(self.where):
            for row in self._select(after, kinds):
                yield Stored(*row)

    def _select(
        self, after: int, kinds: Sequence[str]
    ) -> Iterable[tuple[int, str, str, str, bytes]]:
        sql = "SELECT seq, kind, id, body, hash FROM journal WHERE seq > ?"
        if not kinds:
            return self._db.execute(f"{sql} ORDER BY seq", (after,))
        if "entry" in kinds:
            marks = ",".join("?" * len(kinds))
            return self._db.execute(f"{sql} AND kind IN ({marks}) ORDER BY seq", (after, *kinds))
        # The partial index serves one kind at a time.
        found = [
            row
            for kind in kinds
            for row in self._db.execute(
                f"{sql} AND kind = ? AND kind <> 'entry' ORDER BY seq", (after, kind)
            )
        ]
        return sorted(found)

    def bodies_json(self, kind: str, *, after: int, upto: int) -> tuple[list[int], bytes]:
        """Seqs and newline-joined bodies of one kind with `after < seq <= upto`."""
        # Naming the partial index's condition lets SQLite use it: few records are no entries.
        few = "" if kind == "entry" else "AND kind <> 'entry'"
        sql = "SELECT seq, body FROM journal WHERE seq > ? AND seq <= ? AND kind = ?"
        with _told(self.where):
            rows = self._db.execute(f"{sql} {few} ORDER BY seq", (after, upto, kind)).fetchall()
        return [r[0] for r in rows], "\n".join([r[1] for r in rows]).encode()

    def get(self, ids: Sequence[str]) -> dict[str, Stored]:
        """Records by id."""
        with _told(self.where):
            rows = _ask(self._db, "SELECT seq, kind, id, body, hash FROM journal WHERE id", ids)
            return {row[2]: Stored(*row) for row in rows}

    def at(self, seqs: Sequence[int]) -> list[Stored]:
        """Records at these places, in order; places that do not exist are left out."""
        with _told(self.where):
            rows = _ask(self._db, "SELECT seq, kind, id, body, hash FROM journal WHERE seq", seqs)
        return [Stored(*row) for row in sorted(rows)]

    def hash_at(self, seq: int) -> bytes | None:
        """Hash of the record at `seq`."""
        if seq == 0:
            return EMPTY.hash
        with _told(self.where):
            row = self._db.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator["SqliteTransaction"]:
        """Begin a change; committed durably when the block ends, undone when it raises."""
        with _told(self.where):
            self._db.execute("BEGIN IMMEDIATE")
            change = SqliteTransaction(self._db)
            try:
                yield change
                change.settle()
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    change.settle()
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise
            finally:
                change.close()

    @contextmanager
    def whole(self) -> Iterator[Whole]:
        """All that is kept, as it stands at one moment."""
        with _told(self.where):
            self._db.execute("BEGIN")
            try:
                names = self._db.execute("SELECT space, name, text FROM names ORDER BY space, name")
                yield Whole(self.book_id, self.head(), self.read(), names.fetchall())
            finally:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")

    def fill(self, whole: Whole) -> int:
        """Take a whole book into this one, which is new; how many records were taken.

        Raises:
            BookNotWritableError: It holds another book, or more than that one.
        """
        with self.transaction() as change:
            if copying.is_there(self, whole):
                return 0
            taken = copying.put(change, whole)
            change.settle()
            self._db.execute("UPDATE meta SET text = ? WHERE name = 'book_id'", (whole.book_id,))
        self.book_id = whole.book_id
        return taken

    def backup(self, path: Path) -> None:
        """Copy the whole book, as it stands, to a new file."""
        with _told(str(path)), sqlite3.connect(path) as target:
            self._db.backup(target)
        target.close()

    def close(self) -> None:
        """Release the file."""
        self._db.close()


class SqliteTransaction:
    """One writer's change; the lock is held until it ends.

    Many records are inserted by one statement in another thread: SQLite lets Python go on to
    prepare the next ones meanwhile. Whatever asks the database waits for it first.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._inserter: ThreadPoolExecutor | None = None
        self._inserting: Future[object] | None = None
        self._most = db.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // _WIDTH

    def settle(self) -> None:
        """Wait until all that was given to insert is inserted.

        Raises:
            sqlite3.Error: It could not be.
        """
        inserting, self._inserting = self._inserting, None
        if inserting is not None:
            inserting.result()

    def close(self) -> None:
        """Let the other thread go."""
        if self._inserter is not None:
            self._inserter.shutdown()

    def head(self) -> Head:
        """The newest record."""
        self.settle()
        return _head(self._db)

    def bodies(self, ids: Sequence[str]) -> dict[str, str]:
        """Bodies of those ids that exist."""
        if not ids:
            return {}
        self.settle()
        return dict(_ask(self._db, "SELECT id, body FROM journal WHERE id", ids))

    def insert(self, records: Iterable[Stored]) -> None:
        """Add records, in order of seq."""
        rows = list(records)
        self.settle()
        if not _MANY <= len(rows) <= self._most:
            self._db.executemany(f"INSERT INTO journal VALUES {_MARKS}", rows)
            return
        self._inserter = self._inserter or ThreadPoolExecutor(1)
        sql = f"INSERT INTO journal VALUES {','.join([_MARKS] * len(rows))}"
        self._inserting = self._inserter.submit(
            self._db.execute, sql, [value for row in rows for value in row]
        )

    def names(self, space: str, names: Sequence[str]) -> dict[str, str]:
        """Those names of a space that exist, with what is kept for each."""
        if not names:
            return {}
        self.settle()
        sql = "SELECT name, text FROM names WHERE space = ? AND name"
        return dict(_ask(self._db, sql, names, space))

    def put_names(self, space: str, names: Iterable[tuple[str, str]]) -> None:
        """Keep `(name, text)` pairs of a space; a later pair replaces an earlier one."""
        self.settle()
        self._db.executemany(
            "INSERT OR REPLACE INTO names VALUES (?,?,?)", ((space, n, t) for n, t in names)
        )


def _head(db: sqlite3.Connection) -> Head:
    row = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else EMPTY


def _ask(db: sqlite3.Connection, sql: str, names: Sequence[object], *first: str) -> list[tuple]:  # type: ignore[type-arg]  # rows differ by statement
    found = []
    for start in range(0, len(names), _ASK):
        part = names[start : start + _ASK]
        marks = ",".join("?" * len(part))
        found += db.execute(f"{sql} IN ({marks})", (*first, *part)).fetchall()
    return found


@contextmanager
def _told(where: str) -> Iterator[None]:
    """SQLite's errors in our words."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(where, error) from error


def _in_our_words(where: str, error: sqlite3.Error) -> BookError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return BookLockedError(
            where=where,
            what="another program is writing to the book.",
            todo="wait until it is done and try again; nothing was changed.",
        )
    if "readonly" in text or "unable to open" in text or "permission" in text.lower():
        return BookNotWritableError(
            where=where,
            what=f"the book cannot be opened for writing here ({text}).",
            todo="check the folder exists and you have the right to write in it.",
        )
    if "disk" in text and "full" in text:
        return BookNotWritableError(
            where=where, what="the disk is full.", todo="free some space; nothing was changed."
        )
    return BookDamagedError(
        where=where,
        what=f"the file is not a sound book ({text}).",
        todo="run `resupply verify`; restore the file from a copy if it fails.",
    )
