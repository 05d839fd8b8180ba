"""Questions answered once: what was asked before, of the same book, is not computed again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any, Generic, NamedTuple, TypeVar

from resupply.api.cases import Served
from resupply.api.keys import key_of
from resupply.api.stored import Stored
from resupply.case import Case
from resupply.core.answer import Answer

T = TypeVar("T")
#: Rows of answers, and bytes of them as written, that are kept in memory.
_ROWS_MAX, _BYTES_MAX = 300_000, 64_000_000


class Told(NamedTuple):
    """An answer and what it depends on.

    Args:
        key: See `keys.key_of`; None when it cannot be told beforehand.
        answer: The answer.
    """

    key: str | None
    answer: Answer


class Answering:
    """Asks the cases of one server.

    Args:
        served: The cases.
        stored: Where answers of long questions are kept; None = in the user's cache folder.

    Example:
        >>> asking = Answering(Served("ukraine-2024"))
        >>> given = {"per": "head", "top": 1}
        >>> told = asking.ask(None, "rank", given)
        >>> told.answer.rows[0]["donor"], asking.ask(None, "rank", given) is told
        ('DNK', True)
    """

    def __init__(self, served: Served, stored: Stored | None = None) -> None:
        self.served = served
        self.stored = stored or Stored()
        self.written = Recent[bytes](_BYTES_MAX, len)
        self._recent = Recent[Told](_ROWS_MAX, _rows_of)
        self._flights = _Flights()

    def key(self, case: str | None, question: str, given: Mapping[str, Any]) -> str | None:
        """The key of a question, without asking it.

        Raises:
            QuestionError: A case that is not served.
        """
        with self.served.reading(case) as opened:
            return key_of(opened, question, given, files=self.served.files(case))

    def ask(
        self,
        case: str | None,
        question: str,
        given: Mapping[str, Any],
        *,
        long: bool = False,
        key: str | None = None,
    ) -> Told:
        """The answer to a question, from memory, from the store, or computed now.

        Args:
            case: One of the served cases; None = the server's own.
            question: Method of the case.
            given: Its parameters.
            long: Whether it is long work, whose answer is kept in the store.
            key: Its key, where it was made this moment.

        Raises:
            ResupplyError: As the question does.
        """
        key = key or self.key(case, question, given)
        if key is None:
            with self.served.reading(case) as opened:
                return Told(None, getattr(opened, question)(**given))
        told = self.known(key)
        if told is not None:
            return told
        lent = self.served.alone if long else self.served.reading
        with (
            self.served.place_in_line() if long else nullcontext(),
            self._flights.one(key),  # readers that ask the same wait for the first
        ):
            told = self.known(key)
            if told is None:
                with lent(case) as opened:
                    told = self.asked(opened, case, question, given, long=long)
        return told

    def known(self, key: str) -> Told | None:
        """What was answered before under a key."""
        told = self._recent.get(key)
        if told is None:
            answer = self.stored.get(key)
            if answer is not None:
                told = Told(key, answer)
                self._recent.put(key, told)
        return told

    def asked(
        self,
        opened: Case,
        case: str | None,
        question: str,
        given: Mapping[str, Any],
        *,
        long: bool,
        unless: Callable[[], bool] = lambda: False,
        **more: Any,
    ) -> Told:
        """Ask an open case now, and keep the answer.

        A book that grew while it was asked leaves in doubt which one was answered: then nothing
        is kept, and the answer has no key. The same holds for work that was stopped on its way.

        Args:
            opened: The case.
            case: The name it was opened by.
            question: Method of the case.
            given: Its parameters.
            long: Whether the answer is kept in the store.
            unless: Whether it was stopped.
            more: What the method takes that is no part of the question, such as `progress`.
        """
        before = key_of(opened, question, given, files=self.served.files(case))
        answer: Answer = getattr(opened, question)(**given, **more)
        after = key_of(opened, question, given, files=self.served.files(case))
        if before is None or before != after or unless():
            return Told(None, answer)
        told = Told(before, answer)
        self.keep(told, long=long)
        return told

    def keep(self, told: Told, *, long: bool) -> None:
        """Keep an answer: in memory, and in the store when it was long work."""
        if told.key is None:
            return
        self._recent.put(told.key, told)
        if long:
            self.stored.put(told.key, told.answer)


class Recent(Generic[T]):
    """What was used last, up to a size in all.

    Args:
        size_max: Size of all that is kept.
        size_of: Size of one.

    Example:
        >>> recent = Recent[str](5, len)
        >>> recent.put("a", "123"); recent.put("b", "12"); recent.put("c", "1")
        >>> recent.get("a"), recent.get("b")
        (None, '12')
    """

    def __init__(self, size_max: int, size_of: Callable[[T], int]) -> None:
        self._size_max = size_max
        self._size_of = size_of
        self._held: OrderedDict[str, T] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> T | None:
        """What is kept under a key."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: str, value: T) -> None:
        """Keep it; what was used longest ago goes."""
        size = self._size_of(value)
        with self._lock:
            if key in self._held or size > self._size_max:
                return
            self._held[key] = value
            self._size += size
            while self._size > self._size_max:
                _, gone = self._held.popitem(last=False)
                self._size -= self._size_of(gone)


class _Flights:
    """One at a time for each key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def one(self, key: str) -> Iterator[None]:
        with self._lock:
            own, users = self._waiting.get(key, (threading.Lock(), 0))
            self._waiting[key] = (own, users + 1)
        try:
            with own:
                yield
        finally:
            with self._lock:
                own, users = self._waiting[key]
                if users > 1:
                    self._waiting[key] = (own, users - 1)
                else:
                    del self._waiting[key]


def _rows_of(told: Told) -> int:
    """Size of an answer in rows; an empty one takes room too."""
    answer = told.answer
    return 10 + len(answer.rows) + sum(len(part.rows) for part in answer.tables)
