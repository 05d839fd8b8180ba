"""Which cases are served. Each request opens its own: no connection is shared between threads.

A connection shared with a running append would see its uncommitted rows; one a request does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import resupply
from resupply.case import Case
from resupply.case.opening import shipped_cases
from resupply.core.errors import QuestionError, unknown_name


class Served:
    """The cases one server answers for: the one it was started with, and the shipped ones.

    Args:
        name: A shipped case, or the path of one's own.

    Raises:
        CaseUnreadableError: It cannot be opened.
    """

    def __init__(self, name: str) -> None:
        self._path = name
        case = resupply.open(name)
        try:
            self.name = case.name
            self.title = case.settings.title
        finally:
            case.close()

    def list(self) -> list[dict[str, str]]:
        """Names and titles, the server's own first."""
        others = [c for c in shipped_cases() if c["name"] != self.name]
        own = {"name": self.name, "title": self.title, "default": "yes"}
        return [own, *({"name": c["name"], "title": c["title"]} for c in others)]

    @contextmanager
    def open(self, name: str | None) -> Iterator[Case]:
        """A case for one request; None = the server's own.

        Raises:
            QuestionError: A case that is not served; a path is never taken from outside.
        """
        known = [c["name"] for c in self.list()]
        if name is not None and name not in known:
            raise unknown_name("query case", "case", name[:60], known, QuestionError)
        path = self._path if name in (None, self.name) else str(name)
        case = resupply.open(path)
        try:
            yield case
        finally:
            case.close()
