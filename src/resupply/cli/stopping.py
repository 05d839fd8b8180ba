"""Ctrl-C in the middle of long work: once ends it with what is done, twice at once."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: What a command that was stopped with Ctrl-C exits with.
STOPPED = 130


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Asked whether Ctrl-C was pressed; after the first, the next one stops at once.

    Where no signals can be caught (another thread than the first) it never says so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    pressed = threading.Event()

    def gently(_signal: int, _frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print(
            "resupply: stopping; what is done is told. Ctrl-C again stops at once.",
            file=sys.stderr,
        )

    before = signal.signal(signal.SIGINT, gently)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
