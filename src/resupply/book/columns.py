"""The book in columns: what questions are computed from.

The journal is the truth; this is a reading of it. Because the journal only grows, a part once read
never changes: large books keep parts as Arrow files beside the book (`<book>.columns/`), which may
be deleted at any time and are made again. A part is used only if the hash in its name is still the
journal's hash at that place.
"""

import io
import os
import re
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from resupply.core.progress import Progress, silent
from resupply.core.records import Row
from resupply.core.words import Stage
from resupply.store import Store, Stored

_PART = 1_000_000  # records in a part kept on disk
_READ = 250_000  # bodies parsed at once: bounds memory
_ALONG = 250_000  # entries of a running import read at once
_WORTH_KEEPING = 100_000  # records below which reading again is quick enough
_NAME = re.compile(r"v2-(\d{10})-(\d{10})-([0-9a-f]{16})\.arrow")

_NAMES = [
    "line_id", "parent_line_id", "item", "unit", "currency", "basis", "place_from", "place_to",
    "leg_id", "milestone", "phase", "source_id", "confidence",
]  # fmt: skip
_DAYS = ["happened_from", "happened_to", "known_on"]
_AMOUNTS = ["quantity", "quantity_low", "quantity_high", "value", "value_low", "value_high"]
_TEXTS = ["cell", "corrects", "pending_id", "reason"]

_Types = dict[str, pl.DataType | type[pl.DataType]]
STAGE = pl.Enum([s.value for s in Stage])
#: What is read of an entry's body.
_BODY = {
    **dict.fromkeys((*_NAMES, *_DAYS, *_AMOUNTS, *_TEXTS, "stage_from", "stage_to"), pl.String),
    "reverses": pl.Boolean,
}
#: Columns of `entries`.
ENTRY_SCHEMA: _Types = {
    "seq": pl.UInt32,
    **dict.fromkeys(_NAMES, pl.Categorical),
    **dict.fromkeys(_DAYS, pl.Date),
    **dict.fromkeys(_AMOUNTS, pl.Float64),
    "stage_from": STAGE,
    "stage_to": STAGE,
    "sign": pl.Int8,
    **dict.fromkeys(_TEXTS, pl.String),
}
_LINE_NAMES = (
    "line_id", "dataset", "donor", "recipient", "item", "aid_kind", "channel", "parent_line_id",
    "title", "source_id", "key", "locator", "reason",
)  # fmt: skip
_LINE_TYPES: _Types = {
    **dict.fromkeys(_LINE_NAMES, pl.String),
    "due_on": pl.Date,
    "known_on": pl.Date,
}
_COUNT_NAMES = (
    "place", "item", "unit", "source_id", "basis", "confidence", "note", "key", "locator",
)  # fmt: skip
_COUNT_TYPES: _Types = {
    **dict.fromkeys(_COUNT_NAMES, pl.String),
    **dict.fromkeys(("quantity", "quantity_low", "quantity_high"), pl.Float64),
    "counted_on": pl.Date,
    "known_on": pl.Date,
}


class Columns:
    """Entries, lines and counts of a book as polars frames, and rows of reference tables.

    Args:
        store: The journal.
        folder: Where parts may be kept; None keeps nothing on disk.
    """

    def __init__(self, store: Store, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder
        self._parts: list[pl.DataFrame] = []
        self._entries: pl.DataFrame | None = None
        self._lines: list[pl.DataFrame] = []
        self._counts: list[pl.DataFrame] = []
        self._rows: list[Row] = []
        self.upto = 0  # newest seq read
        self._others_upto = 0

    def refresh(self, progress: Progress = silent) -> "Columns":
        """Read what the journal has gained."""
        head = self._store.head().seq
        if head == self.upto:
            return self
        if self.upto == 0:
            self._read_kept()
        kept = self.upto
        while self.upto < head:
            upto = min(self.upto + _READ, head)
            self._parts.append(self._read_entries(self.upto, upto))
            self.upto = upto
            progress(upto, head, "reading the book")
        self._read_others(head)
        self._entries = None
        self._keep(kept)
        return self

    @property
    def entries(self) -> pl.DataFrame:
        """All entries, in order of seq; columns as `ENTRY_SCHEMA`."""
        if self._entries is None:
            frame = pl.concat(self._parts) if self._parts else pl.DataFrame(schema=ENTRY_SCHEMA)
            self._entries = frame
            self._parts = [frame] if self._parts else []
        return self._entries

    @property
    def lines(self) -> pl.DataFrame:
        """All versions of all lines, in order of seq."""
        return _joined(self._lines, {"seq": pl.UInt32, **_LINE_TYPES})

    @property
    def counts(self) -> pl.DataFrame:
        """All counts, in order of seq."""
        return _joined(self._counts, {"seq": pl.UInt32, **_COUNT_TYPES})

    @property
    def rows(self) -> list[Row]:
        """All versions of all rows of reference tables, in order of seq."""
        return self._rows

    def ids(self, seqs: Iterable[int]) -> tuple[str, ...]:
        """Ids of the records at these places, in the order asked for."""
        asked = list(seqs)
        found = {stored.seq: stored.id for stored in self._store.at(asked)}
        return tuple(found[seq] for seq in asked)

    def adopt(self, parts: list[pl.DataFrame], upto: int) -> None:
        """Take entries that were read while they were written, up to a place of the journal."""
        kept = self.upto
        self._parts += parts
        self.upto = upto
        self._entries = None
        self._read_others(upto)
        self._keep(kept)

    def _read_entries(self, after: int, upto: int) -> pl.DataFrame:
        return _parsed(*self._store.bodies_json("entry", after=after, upto=upto))

    def _read_others(self, head: int) -> None:
        from resupply.book.chain import decode

        after = self._others_upto
        for kind, types, into in (
            ("line", _LINE_TYPES, self._lines),
            ("count", _COUNT_TYPES, self._counts),
        ):
            seqs, text = self._store.bodies_json(kind, after=after, upto=head)
            if seqs:
                frame = pl.read_ndjson(io.BytesIO(text), schema=dict.fromkeys(types, pl.String))
                into.append(
                    _typed(frame, types).insert_column(0, pl.Series("seq", seqs, pl.UInt32))
                )
        for stored in self._store.read(after=after, kinds=("row",)):
            row = decode("row", stored.body)
            assert isinstance(row, Row)
            self._rows.append(row)
        self._others_upto = head

    def _read_kept(self) -> None:
        """Take the parts on disk that still belong to this journal, without a hole."""
        for first, last, mark, path in sorted(_parts_in(self._folder)):
            if first != self.upto + 1:
                continue
            hashed = self._store.hash_at(last)
            if hashed is None or hashed.hex()[:16] != mark:
                continue
            part = _read_part(path)
            if part is None:
                continue
            self._parts.append(part)
            self.upto = last

    def _keep(self, kept: int) -> None:
        """Write what was read beside the book, when there is enough of it and a folder to use."""
        if self._folder is None or self.upto - kept < _WORTH_KEEPING:
            return
        try:
            self._folder.mkdir(exist_ok=True)
            for after in range(kept, self.upto, _PART):
                self._keep_part(after, min(after + _PART, self.upto))
        except OSError:
            return  # a folder without rights: the book is read again next time

    def _keep_part(self, after: int, upto: int) -> None:
        assert self._folder is not None
        mark = self._store.hash_at(upto)
        assert mark is not None
        name = f"v2-{after + 1:010}-{upto:010}-{mark.hex()[:16]}.arrow"
        part = self.entries.filter(pl.col("seq").is_between(after + 1, upto))
        # Written beside and renamed: a reader never sees half a part.
        half = self._folder / f"{name}.{os.getpid()}.half"
        part.write_ipc(half)
        half.replace(self._folder / name)


class Feed:
    """Reads entries in another thread while they are being written: polars leaves Python free.

    Worth it only for a bulk import; a smaller one is read when first asked for.
    """

    def __init__(self, head: int) -> None:
        self.head = head
        self.upto = head
        self._seqs: list[int] = []
        self._bodies: list[str] = []
        self._reader: ThreadPoolExecutor | None = None
        self._parts: list[Future[pl.DataFrame]] = []

    def add(self, records: Iterable[Stored]) -> None:
        """Records just written, in order."""
        for seq, kind, _, body, _ in records:
            self.upto = seq
            if kind == "entry":
                self._seqs.append(seq)
                self._bodies.append(body)
        if len(self._seqs) >= _ALONG:
            self._read()

    def _read(self) -> None:
        self._reader = self._reader or ThreadPoolExecutor(1)
        text = "\n".join(self._bodies).encode()
        self._parts.append(self._reader.submit(_parsed, self._seqs, text))
        self._seqs, self._bodies = [], []

    def parts(self) -> list[pl.DataFrame]:
        """What was read, in order; none when it was too little to be worth it."""
        if self._reader is None:
            return []
        self._read()
        with self._reader:
            return [part.result() for part in self._parts]

    def drop(self) -> None:
        """Forget all: the writing failed."""
        if self._reader is not None:
            self._reader.shutdown(wait=False, cancel_futures=True)


def _parsed(seqs: list[int], text: bytes) -> pl.DataFrame:
    """Bodies of entries as columns."""
    if not seqs:
        return pl.DataFrame(schema=ENTRY_SCHEMA)
    frame = pl.read_ndjson(io.BytesIO(text), schema=_BODY)
    return frame.select(
        pl.Series("seq", seqs, dtype=pl.UInt32),
        pl.col(_NAMES).cast(pl.Categorical),
        pl.col(_DAYS).str.to_date("%Y-%m-%d"),
        pl.col(_AMOUNTS).cast(pl.Float64),
        pl.col("stage_from", "stage_to").cast(STAGE),
        pl.when(pl.col("reverses")).then(-1).otherwise(1).cast(pl.Int8).alias("sign"),
        *_TEXTS,
    )


def _read_part(path: Path) -> pl.DataFrame | None:
    """A kept part; None when the file is damaged: the journal is read again instead."""
    try:
        part = pl.read_ipc(path)
    except (OSError, pl.exceptions.PolarsError):
        return None
    return part if part.schema == pl.DataFrame(schema=ENTRY_SCHEMA).schema else None


def _parts_in(folder: Path | None) -> list[tuple[int, int, str, Path]]:
    if folder is None or not folder.is_dir():
        return []
    found = [(_NAME.fullmatch(p.name), p) for p in folder.iterdir()]
    return [(int(m[1]), int(m[2]), m[3], p) for m, p in found if m]


def _typed(frame: pl.DataFrame, types: _Types) -> pl.DataFrame:
    days = [n for n, t in types.items() if t == pl.Date]
    numbers = [n for n, t in types.items() if t == pl.Float64]
    return frame.with_columns(
        pl.col(days).str.to_date("%Y-%m-%d"), pl.col(numbers).cast(pl.Float64)
    )


def _joined(frames: list[pl.DataFrame], types: _Types) -> pl.DataFrame:
    return pl.concat(frames) if frames else pl.DataFrame(schema=types)
