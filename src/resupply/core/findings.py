"""Findings: what is odd in users' data. They never stop the rest of a file."""

from collections.abc import Iterable, Sequence

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One odd thing, with the place, the fact and the way out.

    Args:
        code: A small sentence in snake case, such as `allocated_exceeds_committed`.
        where: File, sheet, row, column, or the line and stage of the book.
        what: What is odd, with the figures.
        todo: What a person can do.
        level: `error` (the row was not taken), `warning` (taken, look at it) or `note`.
        subject: Id of the line, donor or row concerned, to join on.
        entry_ids: Entries concerned.

    Example:
        >>> Finding(code="undated_amount", where="row 3", what="no date.", todo="-").level
        'warning'
    """

    code: str
    where: str
    what: str
    todo: str
    level: str = "warning"
    subject: str | None = None
    entry_ids: tuple[str, ...] = ()
    count: int = 1

    def to_dict(self) -> dict[str, object]:
        """Plain data, all keys."""
        return {f: getattr(self, f) for f in self.__struct_fields__}


def grouped(findings: Iterable[Finding], keep: int = 5) -> list[Finding]:
    """At most `keep` of each code and level; the last of a longer run says how many more.

    Example:
        >>> many = [Finding(code="x", where=str(i), what="w", todo="t") for i in range(9)]
        >>> [f.where for f in grouped(many, keep=2)]
        ['0', '1', 'and 7 more']
    """
    by: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by.setdefault((finding.level, finding.code), []).append(finding)
    return [f for same in by.values() for f in _first(same, keep)]


def _first(same: Sequence[Finding], keep: int) -> list[Finding]:
    if len(same) <= keep + 1:
        return list(same)
    more = len(same) - keep
    last = msgspec.structs.replace(same[keep], where=f"and {more} more", count=more)
    return [*same[:keep], last]
