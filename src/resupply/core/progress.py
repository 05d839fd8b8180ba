"""Progress of long work: one callback, read by the command line's bar and the server's events."""

from typing import Protocol


class Progress(Protocol):
    """Told how far the work is; may raise to stop it."""

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """`done` of `total` (None = not known) steps of `what`."""


def silent(done: int, total: int | None, what: str) -> None:
    """Says nothing."""
