"""A whole book from one store into another, record for record: the same places, ids and hashes."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple, Protocol

from resupply.core.errors import BookNotWritableError
from resupply.store.protocol import Head, Stored, Transaction

_CHUNK = 5_000  # records or names written at a time


class Whole(NamedTuple):
    """All that a store keeps, as it stood at one moment.

    Args:
        book_id: The book's name.
        head: Its newest record.
        records: All records, in order.
        names: What is kept for names: space, name, text.
    """

    book_id: str
    head: Head
    records: Iterator[Stored]
    names: Iterable[tuple[str, str, str]]


class HasHashes(Protocol):
    """What `is_there` asks."""

    where: str

    def head(self) -> Head:
        """The newest record."""

    def hash_at(self, seq: int) -> bytes | None:
        """Hash of the record at `seq`."""


def is_there(target: HasHashes, whole: Whole) -> bool:
    """Whether a store holds a book's records already; a new store does not.

    Raises:
        BookNotWritableError: It holds others.
    """
    if target.head().seq == 0:
        return False
    if whole.head.seq and target.hash_at(whole.head.seq) == whole.head.hash:
        return True
    raise BookNotWritableError(
        where=target.where,
        what="there is another book here already, and two are never mixed.",
        todo="name a new file, an empty database, or a schema of its own; nothing was changed.",
    )


def put(change: Transaction, whole: Whole) -> int:
    """Write all records and names of a book; how many records."""
    taken = 0
    while chunk := list(islice(whole.records, _CHUNK)):
        change.insert(chunk)
        taken += len(chunk)
    for space, named in groupby(sorted(whole.names), key=lambda kept: kept[0]):
        while some := [(name, text) for _, name, text in islice(named, _CHUNK)]:
            change.put_names(space, some)
    return taken
