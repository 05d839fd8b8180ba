"""Two hands for one loop: parts of a compiled loop side by side, without spinning while waiting."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

import numpy as np

from resupply.plan.problem import Floats, Ints

THREADS = min(os.cpu_count() or 1, 4)


class Crew:
    """Runs loops of the form `loop(first, last, scratch, ...)` in parts.

    The compiled loops let go of Python's lock, so that plain threads do; a web server may run
    several crews at once.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads - 1) if threads > 1 else None

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def run(self, loop: Callable[..., None], cuts: Ints, scratch: Floats, *rest: object) -> None:
        """All parts of a loop; returns when all are done.

        Args:
            loop: Compiled.
            cuts: Where parts begin and end, shape (parts + 1,).
            scratch: One for each part.
            rest: Given to each part.
        """
        parts = len(cuts) - 1
        others = [
            self._pool.submit(loop, cuts[n], cuts[n + 1], scratch[n], *rest)
            for n in range(1, parts)
            if self._pool is not None
        ]
        loop(cuts[0], cuts[1], scratch[0], *rest)
        for other in others:
            other.result()


def cut(work: Floats, parts: int) -> Ints:
    """Cuts into parts of about equal work.

    Args:
        work: Of each row.
        parts: How many parts at most.

    Example:
        >>> cut(np.array([1.0, 1.0, 4.0, 2.0]), 2).tolist()
        [0, 3, 4]
    """
    so_far = np.append(0.0, np.cumsum(work))
    at = np.searchsorted(so_far, np.linspace(0.0, so_far[-1], parts + 1))
    at[-1] = len(work)
    return np.unique(at).astype(np.int32)
