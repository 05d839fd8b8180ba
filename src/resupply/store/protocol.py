"""What the book asks of a store: an append-only journal with transactions."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from resupply.store.copying import Whole


class Stored(NamedTuple):
    """A record as kept: `body` is its JSON, `hash` covers the hash before it, kind and body."""

    seq: int
    kind: str
    id: str
    body: str
    hash: bytes


class Head(NamedTuple):
    """The newest record's place and hash; seq 0 and 32 zero bytes when the journal is empty."""

    seq: int
    hash: bytes


#: The head of an empty journal.
EMPTY = Head(0, bytes(32))


class Transaction(Protocol):
    """One writer's all-or-nothing change."""

    def head(self) -> Head:
        """The newest record."""

    def bodies(self, ids: Sequence[str]) -> dict[str, str]:
        """Bodies of those ids that exist."""

    def insert(self, records: Iterable[Stored]) -> None:
        """Add records, in order of seq."""

    def names(self, space: str, names: Sequence[str]) -> dict[str, str]:
        """Those names of a space that exist, with what is kept for each."""

    def put_names(self, space: str, names: Iterable[tuple[str, str]]) -> None:
        """Keep `(name, text)` pairs of a space; a later pair replaces an earlier one."""


class Store(Protocol):
    """An append-only journal."""

    book_id: str
    #: Where the journal lives, for messages.
    where: str

    def head(self) -> Head:
        """The newest record."""

    def count(self) -> int:
        """Number of records."""

    def read(self, *, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[Stored]:
        """Records with a seq above `after`, in order, of these kinds (none = all)."""

    def bodies_json(self, kind: str, *, after: int, upto: int) -> tuple[list[int], bytes]:
        """Seqs and newline-joined bodies of one kind with `after < seq <= upto`: bulk reading."""

    def get(self, ids: Sequence[str]) -> dict[str, Stored]:
        """Records by id."""

    def at(self, seqs: Sequence[int]) -> list[Stored]:
        """Records at these places, in order; places that do not exist are left out."""

    def hash_at(self, seq: int) -> bytes | None:
        """Hash of the record at `seq`."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a change; committed durably when the block ends, undone when it raises."""

    def whole(self) -> AbstractContextManager["Whole"]:
        """All that is kept, as it stands at one moment: for a copy."""

    def fill(self, whole: "Whole") -> int:
        """Take a whole book into this one, which is new; how many records were taken."""

    def backup(self, path: Path) -> None:
        """Copy the whole book, as it stands, to a new SQLite file."""

    def close(self) -> None:
        """Release files."""
