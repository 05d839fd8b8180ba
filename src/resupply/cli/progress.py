"""A bar on stderr for work that takes longer than a second."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from resupply.core.progress import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

#: Work shorter than this shows no bar [seconds].
PATIENCE = 1.0


@contextmanager
def bar() -> Iterator[Progress]:
    """A progress callback that draws once the work has taken a second; silent when piped."""
    if not sys.stderr.isatty():
        yield silent
        return
    drawn = _Late()
    try:
        yield drawn
    finally:
        drawn.close()


class _Late:
    """Draws a bar from the first report after `PATIENCE`."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Bar | None = None

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if self._bar is None:
            if time.monotonic() - self._began < PATIENCE:
                return
            self._bar = _new_bar()
        if not self._bar.tasks:
            self._bar.add_task(what, total=total)
        self._bar.update(self._bar.tasks[0].id, completed=done, total=total, description=what)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _new_bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    made = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    made.start()
    return made
