"""A small SQLite file beside the book: how it is opened, made and changed, the same for all."""

import os
import sqlite3
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

from resupply.core.errors import RefusedError
from resupply.store.opening import log_ahead, state_of


class SmallFile(ABC):
    """One SQLite file that several programs and threads may use at once.

    A kind of file says what it is and what is in it; the file is made when it is not there.

    Args:
        path: The file.
        timeout_seconds: How long to wait for another program's change.

    Raises:
        RefusedError: Not such a file, damaged, newer, or no right to write.
    """

    #: What such a file says it is (PRAGMA application_id), and the version of its tables.
    APPLICATION_ID: ClassVar[int]
    VERSION: ClassVar[int]
    #: Statements that make its tables.
    TABLES: ClassVar[Sequence[str]]
    #: What holds for a connection (`foreign_keys = ON`).
    PRAGMAS: ClassVar[Sequence[str]] = ()
    #: Whether only its owner may read it.
    IS_PRIVATE: ClassVar[bool] = False

    def __init__(self, path: Path, *, timeout_seconds: float = 30.0) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._told():
            if self.IS_PRIVATE:
                _make_private(path)
            self._db = sqlite3.connect(
                path, timeout=timeout_seconds, isolation_level=None, check_same_thread=False
            )
        try:
            with self._told():
                self._prepare(timeout_seconds)
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, timeout_seconds: float) -> None:
        state = state_of(self._db)
        if not state.is_empty and state.application != self.APPLICATION_ID:
            raise self._refused("it is a file of another program.")
        if state.version > self.VERSION:
            raise self._refused("it was written by a newer version.")
        for pragma in self.PRAGMAS:
            self._db.execute(f"PRAGMA {pragma}")
        if state.version == 0:
            log_ahead(self._db, timeout_seconds)
            self._make()
        self._db.execute("PRAGMA synchronous = FULL")

    def _make(self) -> None:
        with self.transaction():
            # Another process may have made it while we waited for the lock.
            if self._db.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in self.TABLES:
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {self.APPLICATION_ID}")
                self._db.execute(f"PRAGMA user_version = {self.VERSION}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One change, others waiting; durable at the end, undone when it raises."""
        with self._lock:
            with self._told():
                self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                with self._told():
                    self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors in our words."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._refused(*self._in_our_words(str(error))) from error

    @abstractmethod
    def _refused(self, *said: str) -> RefusedError:
        """The error of such a file: what, and what to do where that is not the usual."""

    @abstractmethod
    def _in_our_words(self, text: str) -> Sequence[str]:
        """What and what to do, from what SQLite says."""


def cannot_be_written(text: str) -> Sequence[str] | None:
    """What and what to do where SQLite says that there is no right or no room to write."""
    if "readonly" in text or "unable to open" in text or "permission" in text.lower():
        return (
            f"it cannot be opened for writing ({text}).",
            "check the folder exists and you have the right to write in it.",
        )
    if "full" in text:
        return "the disk is full.", "free some space; nothing was changed."
    return None


def is_busy(text: str) -> bool:
    """Whether SQLite says that another program is changing the file."""
    return "locked" in text or "busy" in text


def _make_private(path: Path) -> None:
    """An empty file that its owner alone can read, before anything is written into it."""
    with suppress(OSError):  # the folder is not there, or not ours: opening it says so
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        path.chmod(0o600)
