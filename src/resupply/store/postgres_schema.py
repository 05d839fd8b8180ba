"""The tables of a book in PostgreSQL, by version; one schema of a database holds one book."""

import uuid
from typing import NamedTuple

import psycopg
from psycopg import errors

from resupply.core.errors import BookDamagedError, BookMissingError, BookNewerError
from resupply.store.schema import APPLICATION_ID

#: A number for `pg_advisory_xact_lock`: who makes or migrates a book holds it.
MAKING = APPLICATION_ID << 32
#: What a book says it is (table `meta`).
APPLICATION = "resupply book"

MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: (
        "CREATE TABLE meta (name text PRIMARY KEY, text text NOT NULL)",
        # Ids are compared byte by byte: that is quicker, and needs no language.
        """CREATE TABLE journal (
            seq  bigint PRIMARY KEY,
            kind text COLLATE "C" NOT NULL,
            id   text COLLATE "C" NOT NULL,
            body text COLLATE "C" NOT NULL,
            hash bytea NOT NULL)""",
        "CREATE UNIQUE INDEX journal_id ON journal (id)",
        "CREATE INDEX journal_other ON journal (kind, seq) WHERE kind <> 'entry'",
        """CREATE TABLE names (
            space text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, text text NOT NULL,
            PRIMARY KEY (space, name))""",
        # Nothing is ever changed: the database itself refuses it.
        """CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
           $$BEGIN RAISE EXCEPTION 'the journal is append-only'; END$$""",
        """CREATE TRIGGER journal_is_never_changed BEFORE UPDATE OR DELETE ON journal
           FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
        """CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal
           FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()""",
        # For people with a database browser.
        """CREATE VIEW entries AS SELECT seq, id AS entry_id,
            body->>'line_id' AS line_id,
            body->>'stage_from' AS stage_from,
            body->>'stage_to' AS stage_to,
            body->>'quantity' AS quantity,
            body->>'unit' AS unit,
            body->>'value' AS value,
            body->>'currency' AS currency,
            coalesce((body->>'reverses')::boolean, false) AS reverses,
            body->>'happened_from' AS happened_from,
            body->>'happened_to' AS happened_to,
            body->>'known_on' AS known_on,
            body->>'source_id' AS source_id,
            body->>'locator' AS locator,
            body->>'corrects' AS corrects,
            body->>'reason' AS reason
            FROM (SELECT seq, id, body::json AS body FROM journal WHERE kind = 'entry') AS read""",
    ),
}

#: The version this program writes.
VERSION = max(MIGRATIONS)

_TABLES = """SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = (
        SELECT oid FROM pg_namespace WHERE nspname = current_schema())"""


class State(NamedTuple):
    """What a schema of a database says of itself; version 0 = it is empty."""

    version: int
    book_id: str


def prepare(db: psycopg.Connection, where: str, *, create: bool) -> str:
    """Make sure that there is a book of this version; its id.

    Raises:
        BookMissingError: There is none, and none is to be made.
        BookNewerError: It was written by a newer version; it was not touched.
        BookDamagedError: The schema holds something else; it was not touched.
    """
    _settle_in_one_schema(db, where)
    state = _state(db, where)
    if not create and not (state.version and _has_records(db)):
        raise BookMissingError(
            where=where,
            what="the database holds no book yet.",
            todo="name the case whose book it is to be: --case DIR; or bring a book in: "
            "resupply copy ADDRESS --case CASE.",
        )
    return state.book_id if state.version == VERSION else _migrate(db, where)


def _has_records(db: psycopg.Connection) -> bool:
    """Whether anything was ever written: tables that were made for a book, and left, are none."""
    return db.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is not None


def _settle_in_one_schema(db: psycopg.Connection, where: str) -> None:
    row = db.execute(
        """SELECT current_schema(), current_setting('server_encoding'),
            set_config('search_path', quote_ident(current_schema()), false),
            set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)"""
    ).fetchone()
    assert row is not None
    if row[0] is None:
        raise BookDamagedError(
            where=where,
            what="there is no schema to keep a book in: the search_path names none that exists.",
            todo="make it (CREATE SCHEMA), or leave search_path out of the address.",
        )
    if row[1] != "UTF8":
        raise BookDamagedError(
            where=where,
            what=f"the database writes {row[1]}, which cannot hold every text of a book.",
            todo="make one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0.",
        )


def _state(db: psycopg.Connection, where: str) -> State:
    tables = {row[0] for row in db.execute(_TABLES)}
    if not tables:
        return State(0, "")
    said: dict[str, str] = {}
    if "meta" in tables:
        try:
            said = dict(db.execute("SELECT name, text FROM meta").fetchall())
        except (errors.UndefinedColumn, ValueError):
            said = {}
    if said.get("application") != APPLICATION:
        raise BookDamagedError(
            where=where,
            what="this database holds something else, not a book.",
            todo="check the address, or give the book an empty database, or a schema of its own "
            "(?options=-csearch_path%3DNAME); nothing was touched.",
        )
    version = int(said["version"])
    if version > VERSION:
        raise BookNewerError(
            where=where,
            what=f"the book has schema version {version}; this program knows up to {VERSION}.",
            todo="update resupply; the book was not touched.",
        )
    return State(version, said["book_id"])


def _migrate(db: psycopg.Connection, where: str) -> str:
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING,))
        # Another program may have made or migrated it while we waited.
        state = _state(db, where)
        for step in range(state.version + 1, VERSION + 1):
            for statement in MIGRATIONS[step]:
                db.execute(statement.encode())
        book_id = state.book_id or uuid.uuid4().hex
        said = (("application", APPLICATION), ("version", str(VERSION)), ("book_id", book_id))
        for name, text in said:
            db.execute(
                "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (name) DO UPDATE "
                "SET text = excluded.text",
                (name, text),
            )
    return book_id
