"""What can go wrong with a server of books, told in our words and without a password."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.databases import Server, do
from tests.store.conftest import filled, record

from resupply.core.errors import (
    BookDamagedError,
    BookError,
    BookLockedError,
    BookNotWritableError,
    BookUnreachableError,
)
from resupply.store import Store, address, open_shared
from resupply.store.postgres import PostgresStore

SECRET = "s3cret"


@pytest.fixture
def shared(database: str) -> Iterator[Store]:
    """A book in a database, with a line and three entries."""
    made = open_shared(database)
    yield filled(made)
    made.close()


@pytest.mark.parametrize(
    ("given", "shown", "name"),
    [
        ("postgresql://db/aid", "postgresql://db/aid", "aid"),
        ("postgres://ann@db:5433/aid", "postgresql://ann@db:5433/aid", "aid"),
        (f"postgresql://ann:{SECRET}@db/aid", "postgresql://ann@db/aid", "aid"),
        (f"POSTGRESQL://ann:{SECRET}%40@db/aid", "postgresql://ann@db/aid", "aid"),
        (f"postgresql://a@h1:1,h2:2/aid?password={SECRET}", "postgresql://a@h1:1,h2:2/aid", "aid"),
        ("postgresql://[::1]:5432/aid", "postgresql://[::1]:5432/aid", "aid"),
        ("postgresql:///aid?host=/run/pg", "postgresql:///aid?host=/run/pg", "aid"),
        ("postgresql://?service=aid", "postgresql://?service=aid", "aid"),
        ("postgresql://db", "postgresql://db", "book"),
    ],
)
def test_an_address_is_shown_without_its_password(given: str, shown: str, name: str) -> None:
    read = address.read(given)
    assert (read.shown, read.name) == (shown, name)
    assert SECRET not in repr(read)


@pytest.mark.parametrize(
    "given",
    [
        f"postgresql://ann:{SECRET}@x@db/aid",
        f"postgresql://ann:a/{SECRET}@db/aid",
        f"postgresql://ann:1?{SECRET}@db/aid",
        f"postgresql://ann:1#{SECRET}@db/aid",
        f"postgresql://ann:{SECRET}/aid",
        f"postgresql://[ann:{SECRET}@db/aid",
        f"mysql://ann:{SECRET}@db/aid",
        f"postgresql://ann:{SECRET}@127.0.0.1:1/aid?{SECRET}=1",
        f"postgresql://ann:{SECRET}@127.0.0.1:1/aid?sslmode={SECRET}",
        f"postgresql://ann:{SECRET}%00@127.0.0.1:1/aid",
        f"postgresql://ann:{SECRET}@127.0.0.1:1/aid",
        f"postgresql://ann:{SECRET}@nowhere.invalid/aid",
        f"postgresql://ann:{SECRET}@127.0.0.1:99999/aid",
        f"postgresql:///aid?host=/nowhere&password={SECRET}",
    ],
)
def test_no_error_shows_a_password(given: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BookUnreachableError) as error:
        open_shared(given)
    assert SECRET not in str(error.value)
    assert error.value.__cause__ is None
    assert SECRET not in "".join(capfd.readouterr())


def test_without_the_driver_it_says_how_it_is_installed(monkeypatch) -> None:
    monkeypatch.delitem(sys.modules, "resupply.store.postgres")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BookUnreachableError, match="driver") as error:
        open_shared("postgresql://db/aid")
    assert "resupply[postgres]" in error.value.todo


def test_the_driver_is_not_loaded_where_no_database_is_named() -> None:
    asked = "import sys, resupply; resupply.open('ukraine-2024').close(); print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert "resupply.book.book" in found.stdout
    assert "psycopg" not in found.stdout


def test_a_database_that_is_not_there_is_told(database: str) -> None:
    where = urlsplit(database)._replace(path="/nothing").geturl()
    with pytest.raises(BookUnreachableError, match="no such database"):
        open_shared(where)


def test_a_schema_that_is_not_there_is_told(database: str) -> None:
    with pytest.raises(BookDamagedError, match="search_path names none"):
        open_shared(f"{database}_not")


def test_two_schemas_hold_two_books_and_do_not_wait_for_each_other(
    shared: Store, database_server: str
) -> None:
    from tests.databases import drop, new_schema

    second = new_schema(database_server)
    other = PostgresStore(address.read(second), timeout_seconds=0.2)
    with shared.transaction() as change:
        change.insert([record(5)])
        filled(other)
    assert (shared.head().seq, other.head().seq) == (5, 4)
    other.close()
    drop(second)


def test_a_database_that_may_only_be_read_is_read(database: str, shared: Store) -> None:
    reading = open_shared(f"{database}%20-cdefault_transaction_read_only%3Don", create=False)
    assert reading.head().seq == 4
    with (
        pytest.raises(BookNotWritableError, match="may only be read"),
        reading.transaction() as change,
    ):
        change.insert([record(5)])
    assert reading.head().seq == 4
    reading.close()


@contextmanager
def role(database: str, *granted: str) -> Iterator[str]:
    """The address for somebody with these rights alone."""
    schema = database.rpartition("%3D")[2]
    name = f"{schema}_somebody"
    grants = [f"GRANT {g} TO {name}" for g in (f"USAGE ON SCHEMA {schema}", *granted)]
    do(database, f"CREATE ROLE {name} LOGIN PASSWORD 'given'", *grants)
    head, tail = database.split("://", 1)
    try:
        yield f"{head}://{name}:given@{tail.partition('@')[2]}"
    finally:
        do(database, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_who_may_only_read_reads(database: str, shared: Store) -> None:
    with role(database, "SELECT ON ALL TABLES IN SCHEMA " + database.rpartition("%3D")[2]) as given:
        reader = open_shared(given, create=False)
        assert len(list(reader.read())) == 4
        with (
            pytest.raises(BookNotWritableError, match="no right") as error,
            reader.transaction() as change,
        ):
            change.insert([record(5)])
        assert "INSERT" in error.value.todo
        reader.close()


def test_a_writer_needs_no_more_than_to_insert(database: str, shared: Store) -> None:
    rights = ("SELECT ON meta, journal, names", "INSERT ON journal", "INSERT, UPDATE ON names")
    with role(database, *rights) as given:
        writer = open_shared(given, create=False)
        with writer.transaction() as change:
            change.insert([record(n) for n in range(5, 105)])
            change.put_names("line", [("l", "id5")])
        assert shared.head().seq == 104
        writer.close()


def test_who_may_make_no_tables_is_told(database: str) -> None:
    with role(database) as given, pytest.raises(BookNotWritableError, match="no right"):
        open_shared(given)


def test_a_connection_cut_in_the_middle_undoes_the_change(database: str, shared: Store) -> None:
    cut = "SELECT pg_terminate_backend({})"

    def write() -> None:
        with shared.transaction() as change:
            change.insert([record(5)])
            do(database, cut.format(shared._db.info.backend_pid))
            change.insert([record(6)])

    with pytest.raises(BookUnreachableError, match="nothing of this change was kept"):
        write()
    assert shared.head().seq == 4  # on a new connection
    do(database, cut.format(shared._db.info.backend_pid))
    with shared.transaction() as change:
        change.insert([record(5)])
    assert shared.head().seq == 5


def test_a_cut_while_the_change_is_made_lasting_says_that_it_is_not_known(
    database: str, shared: Store
) -> None:
    """The commit waits for a trigger that is asked last, and in that moment the line is cut."""
    do(
        database,
        "CREATE FUNCTION waits() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN PERFORM pg_sleep(20); RETURN NULL; END$$",
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION waits()",
    )
    cut = f"SELECT pg_terminate_backend({shared._db.info.backend_pid})"
    later = threading.Timer(0.3, do, (database, cut))
    later.start()
    with (
        pytest.raises(BookUnreachableError, match="is not known") as error,
        shared.transaction() as change,
    ):
        change.insert([record(5)])
    later.join()
    assert "same again" in error.value.todo
    assert shared.head().seq == 4


def test_a_statement_that_takes_longer_than_is_allowed_is_told(database: str, shared) -> None:
    hurried = open_shared(f"{database}%20-cstatement_timeout%3D200")
    with (
        shared.transaction(),
        pytest.raises(BookLockedError, match="longer than"),
        hurried.transaction(),
    ):
        pass
    hurried.close()


def test_a_name_that_the_database_cannot_hold_is_told(shared: Store) -> None:
    with pytest.raises(BookNotWritableError, match="NUL"), shared.transaction() as change:
        change.put_names("line", [("a\0b", "id1")])
    assert shared.head().seq == 4


def test_a_change_that_failed_unseen_is_not_taken_for_kept(shared: Store) -> None:
    def write() -> None:
        with shared.transaction() as change:
            change.insert([record(5)])
            with suppress(psycopg.Error):
                change.insert([record(5)])

    with pytest.raises(BookDamagedError, match="not kept"):
        write()
    assert shared.head().seq == 4


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def test_a_wrong_password_is_told_and_not_shown(server: Server) -> None:
    do(
        server.address,
        "ALTER SYSTEM SET password_encryption = 'scram-sha-256'",
        "CREATE ROLE ann LOGIN PASSWORD 'right'",
    )
    rules = do(server.address, "SHOW hba_file")[0][0]
    Path(rules).write_text(f"local all ann scram-sha-256\n{Path(rules).read_text()}")
    do(server.address, "SELECT pg_reload_conf()")
    asked = server.address.replace("postgres:@", "ann{}@")
    for given, words in ((f":{SECRET}", "this user with this"), ("", "this user with this")):
        with pytest.raises(BookUnreachableError, match=words) as error:
            open_shared(asked.format(given))
        assert SECRET not in str(error.value)
        assert "PGPASSWORD" in error.value.todo
    with pytest.raises(BookNotWritableError, match="no right"):
        open_shared(asked.format(":right"))  # let in, but may make no tables


def test_a_database_of_another_alphabet_is_refused(server: Server) -> None:
    do(
        server.address,
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'",
        "CREATE DATABASE bytes ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C'",
    )
    for name in ("latin", "bytes"):
        with pytest.raises(BookDamagedError, match="cannot hold every text"):
            open_shared(server.address.replace("/postgres?", f"/{name}?"))


def test_any_book_error_has_something_to_do(database: str) -> None:
    do(database, "CREATE TABLE other (x int)")
    with pytest.raises(BookError) as error:
        open_shared(database)
    assert error.value.where.startswith("postgresql://")
    assert error.value.todo
