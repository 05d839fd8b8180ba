"""The shared store: a journal in a PostgreSQL database, for several machines at once.

One writer at a time, by an advisory lock that ends with its transaction; readers are never blocked.
Nothing is held between two questions but the connection, and that is made anew when it was lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from resupply.core.errors import BookDamagedError
from resupply.store import copying, postgres_schema, postgres_words
from resupply.store.address import Address
from resupply.store.copying import Whole
from resupply.store.postgres_schema import MAKING
from resupply.store.protocol import EMPTY, Head, Stored
from resupply.store.sqlite import SqliteStore

_PAGE = 10_000  # records asked for at once while reading in order
_PIECE = 100_000  # places of the journal whose bodies are sent as one value; it may have 1 GB
_MANY = 1_000  # records worth another thread
_MEASURE = 50_000  # records of one change worth new statistics, for the planner of queries
_TYPES = ("int8", "text", "text", "text", "bytea")
_ROW = "SELECT seq, kind, id, body, hash FROM journal"


class PostgresStore:
    """A journal in one schema of a PostgreSQL database.

    Args:
        address: Of the database.
        create: Make the book when the database is empty.
        timeout_seconds: How long to wait for another writer.

    Raises:
        BookUnreachableError: No connection, or the server went away.
        BookMissingError: The database is empty, and no book is to be made.
        BookLockedError: Another program is writing.
        BookNewerError: Written by a newer version.
        BookDamagedError: The database holds something else, or is not as it should be.
        BookNotWritableError: The database, or this user, may not write.
    """

    def __init__(
        self, address: Address, *, create: bool = True, timeout_seconds: float = 5.0
    ) -> None:
        self.address = address
        self.where = address.shown
        self._create = create
        self._timeout_ms = max(1, round(timeout_seconds * 1_000))
        self._within = self._committing = False  # a change; making it last
        self.book_id = ""
        self._db = self._connected()

    def _connected(self) -> psycopg.Connection:
        try:
            db = psycopg.connect(
                self.address.given,
                autocommit=True,
                # Statements prepared by name would be lost behind a pooler such as PgBouncer.
                prepare_threshold=None,
                client_encoding="UTF8",
                **_unless_given(self.address.given),
            )
        except psycopg.Error as error:
            raise postgres_words.not_let_in(self.address, error) from None
        self._db = db
        try:
            with self._told():
                book_id = postgres_schema.prepare(db, self.where, create=self._create)
            if self.book_id not in ("", book_id):
                raise BookDamagedError(
                    where=self.where,
                    what="another book is here now than when this program began.",
                    todo="start the program again.",
                )
            self.book_id = book_id
        except BaseException:
            db.close()
            raise
        return db

    def head(self) -> Head:
        """The newest record."""
        rows = self._rows("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return Head(*rows[0]) if rows else EMPTY

    def count(self) -> int:
        """Number of records: the journal has no holes, so it is the newest seq."""
        return self.head().seq

    def read(self, *, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[Stored]:
        """Records with a seq above `after`, in order, of these kinds (none = all).

        Page by page, so that nothing stays open at the server when the reader stops midway.
        """
        if kinds and "entry" not in kinds:  # few, and the partial index finds them
            sql = f"{_ROW} WHERE seq > %s AND kind = ANY(%s) AND kind <> 'entry' ORDER BY seq"
            yield from map(Stored._make, self._rows(sql, after, list(kinds)))
            return
        upto = self.head().seq
        of_kind = "AND kind = ANY(%s)" if kinds else ""
        sql = f"{_ROW} WHERE seq > %s AND seq <= %s {of_kind} ORDER BY seq LIMIT {_PAGE}"
        while after < upto:
            rows = self._rows(sql, after, upto, *([list(kinds)] if kinds else ()))
            yield from map(Stored._make, rows)
            if len(rows) < _PAGE:
                return
            after = rows[-1][0]

    def bodies_json(self, kind: str, *, after: int, upto: int) -> tuple[list[int], bytes]:
        """Seqs and newline-joined bodies of one kind with `after < seq <= upto`."""
        few = "" if kind == "entry" else "AND kind <> 'entry'"
        # The server joins them: one value arrives, and nothing is made of single rows here.
        sql = (
            r"SELECT array_agg(seq), string_agg(convert_to(body, 'UTF8'), '\x0a'::bytea) FROM "
            "(SELECT seq, body FROM journal WHERE seq > %s AND seq <= %s AND kind = %s "
            f"{few} ORDER BY seq) AS bodies"
        )
        seqs: list[int] = []
        parts: list[bytes] = []
        for start in range(after, upto, _PIECE):
            [(found, text)] = self._rows(sql, start, min(start + _PIECE, upto), kind)
            if found:
                seqs += found
                parts.append(text)
        return seqs, b"\n".join(parts)

    def get(self, ids: Sequence[str]) -> dict[str, Stored]:
        """Records by id."""
        rows = self._rows(f"{_ROW} WHERE id = ANY(%s)", list(ids)) if ids else []
        return {row[2]: Stored._make(row) for row in rows}

    def at(self, seqs: Sequence[int]) -> list[Stored]:
        """Records at these places, in order; places that do not exist are left out."""
        if not seqs:
            return []
        rows = self._rows(f"{_ROW} WHERE seq = ANY(%s::bigint[]) ORDER BY seq", list(seqs))
        return [Stored._make(row) for row in rows]

    def hash_at(self, seq: int) -> bytes | None:
        """Hash of the record at `seq`."""
        if seq == 0:
            return EMPTY.hash
        rows = self._rows("SELECT hash FROM journal WHERE seq = %s", seq)
        return rows[0][0] if rows else None

    @contextmanager
    def transaction(self) -> Iterator["PostgresTransaction"]:
        """Begin a change; committed durably when the block ends, undone when it raises."""
        with self._told():
            change = PostgresTransaction(self._begun())
            try:
                self._within = True
                yield change
                change.settle()
                change.measure()
                self._commit()
            except BaseException:
                with suppress(psycopg.Error):
                    change.settle()
                with suppress(psycopg.Error):
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._within = False
                change.close()

    @contextmanager
    def whole(self) -> Iterator[Whole]:
        """All that is kept, as it stands at one moment."""
        with self._told():
            self._rows("SELECT 1")  # a connection that was lost is made anew
            self._db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                self._within = True
                names = self._rows("SELECT space, name, text FROM names ORDER BY space, name")
                yield Whole(self.book_id, self.head(), self.read(), names)
            finally:
                self._within = False
                with suppress(psycopg.Error):
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
            self._db.execute("UPDATE meta SET text = %s WHERE name = 'book_id'", (whole.book_id,))
        self.book_id = whole.book_id
        return taken

    def backup(self, path: Path) -> None:
        """Copy the whole book, as it stands, to a new SQLite file."""
        target = SqliteStore(path)
        try:
            with self.whole() as whole:
                target.fill(whole)
        finally:
            target.close()

    def close(self) -> None:
        """Release the connection."""
        self._db.close()

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds; on a new connection where the old one was lost between queries."""
        with self._told():
            try:
                return _fetched(self._db, sql, values)
            except psycopg.OperationalError:
                if not self._db.broken or self._within:
                    raise
            self._db = self._connected()
            return _fetched(self._db, sql, values)

    def _begun(self) -> psycopg.Connection:
        """A connection on which a change has begun, no other program being at one.

        Sent as one: over a network each answer takes its time. Whoever waits for the lock must see
        what was written meanwhile, not an older state, hence the isolation.
        """
        begin = (
            "BEGIN ISOLATION LEVEL READ COMMITTED; "
            f"SET LOCAL lock_timeout = {self._timeout_ms}; "
            "SET LOCAL idle_in_transaction_session_timeout = 0; "
            f"SELECT pg_advisory_xact_lock({MAKING} + 'journal'::regclass::oid::bigint)"
        )
        try:
            self._rows(begin)
        except BaseException:
            with suppress(psycopg.Error):
                self._db.execute("ROLLBACK")
            raise
        return self._db

    def _commit(self) -> None:
        self._committing = True
        said = self._db.execute("COMMIT").statusmessage
        self._committing = False
        if said != "COMMIT":  # PostgreSQL answers so to the COMMIT of a change that failed before
            raise BookDamagedError(
                where=self.where,
                what="the change was not kept.",
                todo="do it again; nothing was changed.",
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        """PostgreSQL's errors in our words."""
        try:
            yield
        except psycopg.Error as error:
            committing, self._committing = self._committing, False
            # Not chained: what the driver says may hold the address as it was given.
            raise postgres_words.in_our_words(
                self.address, error, gone=self._db.broken, committing=committing
            ) from None


class PostgresTransaction:
    """One writer's change; the lock is held until it ends.

    Many records are sent by another thread, while this one prepares the next ones and the server
    writes the last ones. Whatever asks the database waits for it first.
    """

    def __init__(self, db: psycopg.Connection) -> None:
        self._db = db
        self._inserter: ThreadPoolExecutor | None = None
        self._inserting: Future[None] | None = None
        self._inserted = 0

    def settle(self) -> None:
        """Wait until all that was given to insert is inserted.

        Raises:
            psycopg.Error: It could not be.
        """
        inserting, self._inserting = self._inserting, None
        if inserting is not None:
            inserting.result()

    def measure(self) -> None:
        """Tell the server how the journal looks now, when it grew much."""
        if self._inserted >= _MEASURE:
            with suppress(psycopg.errors.InsufficientPrivilege), self._db.transaction():
                self._db.execute("ANALYZE journal")

    def close(self) -> None:
        """Let the other thread go."""
        if self._inserter is not None:
            self._inserter.shutdown()

    def head(self) -> Head:
        """The newest record."""
        rows = self._asked("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return Head(*rows[0]) if rows else EMPTY

    def bodies(self, ids: Sequence[str]) -> dict[str, str]:
        """Bodies of those ids that exist."""
        if not ids:
            return {}
        return dict(self._asked("SELECT id, body FROM journal WHERE id = ANY(%s)", list(ids)))

    def insert(self, records: Iterable[Stored]) -> None:
        """Add records, in order of seq."""
        rows = list(records)
        self.settle()
        self._inserted += len(rows)
        if len(rows) < _MANY:
            self._send(rows)
            return
        self._inserter = self._inserter or ThreadPoolExecutor(1)
        self._inserting = self._inserter.submit(self._send, rows)

    def _send(self, rows: Sequence[Stored]) -> None:
        with (
            self._db.cursor() as cursor,
            cursor.copy(
                "COPY journal (seq, kind, id, body, hash) FROM STDIN (FORMAT binary)"
            ) as to,
        ):
            to.set_types(_TYPES)
            for row in rows:
                to.write_row(row)

    def names(self, space: str, names: Sequence[str]) -> dict[str, str]:
        """Those names of a space that exist, with what is kept for each."""
        if not names:
            return {}
        sql = "SELECT name, text FROM names WHERE space = %s AND name = ANY(%s)"
        return dict(self._asked(sql, space, list(names)))

    def put_names(self, space: str, names: Iterable[tuple[str, str]]) -> None:
        """Keep `(name, text)` pairs of a space; a later pair replaces an earlier one."""
        pairs = dict(names)
        self.settle()
        self._db.execute(
            "INSERT INTO names SELECT %s, name, text FROM unnest(%s::text[], %s::text[]) "
            "AS put (name, text) ON CONFLICT (space, name) DO UPDATE SET text = excluded.text",
            (space, list(pairs), list(pairs.values())),
        )

    def _asked(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        self.settle()
        return _fetched(self._db, sql, values)


def _fetched(db: psycopg.Connection, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    with db.cursor(binary=bool(values)) as cursor:
        cursor.execute(sql.encode(), values or None)
        return cursor.fetchall() if cursor.description else []


def _unless_given(address: str) -> dict[str, Any]:
    """How a connection is made where the address does not say."""
    given = conninfo_to_dict(address)
    usual: dict[str, Any] = {"connect_timeout": 10, "application_name": "resupply"}
    return {name: value for name, value in usual.items() if name not in given}
