"""Findings that several readers tell alike."""

from collections.abc import Iterator, Sequence

from resupply.core.findings import Finding


def without_amount(where: Sequence[str], what: str, todo: str) -> Iterator[Finding]:
    """A note on lines of the book that no amount stands on, where there are any.

    Args:
        where: Their places in the files.
        what: What they do or do not state.
        todo: What a person can do.
    """
    if where:
        yield Finding(
            code="amount_not_stated",
            where=where[0],
            what=f"{len(where):,} {what}: their lines are in the book, without an amount.",
            todo=todo,
            level="note",
            count=len(where),
        )
