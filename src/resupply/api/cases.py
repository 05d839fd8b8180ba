"""Which cases are served. Each request has a connection of its own: threads share none.

A connection shared with a running append would see its uncommitted rows; one a request does not.
Opening a book anew for each reader would read its columns anew, so cases that were only read are
lent again, each to one reader at a time. Whoever writes opens its own and nobody is lent it.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import resupply
from resupply.api.errors import BusyError
from resupply.api.keys import files_mark
from resupply.case import Case
from resupply.case.opening import shipped_cases
from resupply.core.errors import QuestionError, ResupplyError, unknown_name

#: Readers that compute at one time, and cases kept open for them; others wait for one. More would
#: only hold more memory: they share the processor and Python's own lock.
_READING_MAX = max(2, min(os.cpu_count() or 2, 4))
#: Long questions answered at one time beside them, so that these do not wait for those.
_LONG_MAX = 4
#: Long questions at work or waiting, each holding a thread of the server (of 40); more are refused.
_LONG_WAITING_MAX = 16


class _Idle(NamedTuple):
    case: Case
    mark: str


class Served:
    """The cases one server answers for: the one it was started with, and the shipped ones.

    Args:
        name: A shipped case, or the path of one's own; None = a book alone.
        book: Address of its book's database; None = as the case says.

    Raises:
        CaseUnreadableError: It cannot be opened.
    """

    def __init__(self, name: str | None, book: str | None = None) -> None:
        self._path, self._book = name, book
        self._idle: dict[str | None, list[_Idle]] = {}
        self._lock = threading.Lock()
        self._readers = threading.BoundedSemaphore(_READING_MAX)
        self._long = threading.BoundedSemaphore(_LONG_MAX)
        self._long_places = threading.BoundedSemaphore(_LONG_WAITING_MAX)
        case = self._opened(name)
        try:
            self.name = case.name
            self.title = case.settings.title
            self._shipped = case.shipped
            # They stay as they are while the program runs.
            self._others = [
                {"name": c["name"], "title": c["title"]}
                for c in shipped_cases()
                if c["name"] != case.name
            ]
        finally:
            case.close()

    def list(self) -> list[dict[str, str]]:
        """Names and titles, the server's own first."""
        own = {"name": self.name, "title": self.title, "default": "yes"}
        return [own, *(dict(each) for each in self._others)]

    @contextmanager
    def open(self, name: str | None) -> Iterator[Case]:
        """A case opened for one request alone, which may write; None = the server's own.

        Raises:
            QuestionError: A case that is not served; a path is never taken from outside.
        """
        case = self._opened(self._path_of(name))
        try:
            yield case
        finally:
            case.close()

    @contextmanager
    def place_in_line(self) -> Iterator[None]:
        """A place among the long questions that wait, so that quick ones find a thread.

        Raises:
            BusyError: There is none.
        """
        if not self._long_places.acquire(blocking=False):
            raise BusyError(
                where="server",
                what=f"{_LONG_WAITING_MAX} long questions are being answered or wait.",
                todo="ask again in a while, or as a job: POST /api/v1/jobs/QUESTION.",
            )
        try:
            yield
        finally:
            self._long_places.release()

    @contextmanager
    def alone(self, name: str | None) -> Iterator[Case]:
        """A case opened for one long question.

        Raises:
            QuestionError: A case that is not served.
        """
        with self._long, self.open(name) as case:
            yield case

    @contextmanager
    def reading(self, name: str | None) -> Iterator[Case]:
        """A case lent to one reader, which does not write; None = the server's own.

        Raises:
            QuestionError: A case that is not served.
        """
        path = self._path_of(name)
        with self._readers:
            mark = self._mark(path)
            case = self._taken(path, mark) or self._opened(path)
            try:
                yield case
            except ResupplyError:  # a refusal leaves the case as it was
                self._give_back(path, _Idle(case, mark))
                raise
            except BaseException:
                case.close()
                raise
            self._give_back(path, _Idle(case, mark))

    def files(self, name: str | None) -> str:
        """The files a case is opened from, as they are now."""
        return self._mark(self._path_of(name))

    def close(self) -> None:
        """Close what is idle."""
        with self._lock:
            idle = [kept.case for each in self._idle.values() for kept in each]
            self._idle.clear()
        for case in idle:
            case.close()

    def _opened(self, path: str | None) -> Case:
        own = path == self._path
        return resupply.open(path, book=self._book if own else None)

    def _path_of(self, name: str | None) -> str | None:
        known = [c["name"] for c in self.list()]
        if name is not None and name not in known:
            raise unknown_name("query case", "case", name[:60], known, QuestionError)
        return self._path if name in (None, self.name) else str(name)

    def _mark(self, path: str | None) -> str:
        """What a case was opened from; a shipped one stays as it is while the program runs."""
        if path is None or path != self._path or self._shipped:
            return ""
        return files_mark(Path(path))

    def _taken(self, path: str | None, mark: str) -> Case | None:
        stale = []
        found = None
        with self._lock:
            idle = self._idle.get(path, [])
            while idle and found is None:
                kept = idle.pop()
                if kept.mark == mark:
                    found = kept.case
                else:
                    stale.append(kept.case)
        for case in stale:
            case.close()
        return found

    def _give_back(self, path: str | None, lent: _Idle) -> None:
        if lent.case.address is not None and lent.case.book.store.where == "book in memory":
            lent.case.close()  # its book may be made on another machine at any moment
            return
        with self._lock:
            idle = self._idle.setdefault(path, [])
            if len(idle) < _READING_MAX:
                idle.append(lent)
                return
        lent.case.close()
