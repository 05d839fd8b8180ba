"""Bodies and the chain of hashes: what is kept of a record, and how alteration shows."""

import hashlib
from collections.abc import Iterable

import msgspec

from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import KINDS, Record
from resupply.store import Head, Store, Stored
from resupply.store.protocol import EMPTY

_encoder = msgspec.json.Encoder()
_decoders = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def encode(record: Record) -> str:
    """The canonical JSON of a record: declared order, defaults left out, numbers as text."""
    return _encoder.encode(record).decode()


def decode(kind: str, body: str) -> Record:
    """The record of a body."""
    record: Record = _decoders[kind].decode(body)
    return record


def link(before: bytes, kind: str, body: str) -> bytes:
    """Hash of a record, covering the hash before it.

    Example:
        >>> link(bytes(32), "entry", "{}").hex()[:8]
        '186db5e8'
    """
    return hashlib.sha256(before + f"{kind}\x1f{body}".encode()).digest()


def chained(head: Head, records: Iterable[tuple[str, str, str]]) -> list[Stored]:
    """`(kind, id, body)` records as they will stand after `head`."""
    seq, last = head
    out = []
    for kind, name, body in records:
        seq += 1
        last = link(last, kind, body)
        out.append(Stored(seq, kind, name, body, last))
    return out


def first_altered(store: Store, *, progress: Progress = silent) -> Finding | None:
    """The first record that does not agree with the chain; None when all do.

    Walks the whole journal: recomputes each hash from the one before, each id from the body, and
    looks for holes.
    """
    last, expected, total = EMPTY.hash, 0, store.count()
    for stored in store.read():
        expected += 1
        if stored.seq != expected:
            return _altered(store, expected, "is missing")
        last = link(last, stored.kind, stored.body)
        if last != stored.hash:
            return _altered(store, stored.seq, "does not agree with its hash", stored.id)
        if not _names_itself(stored):
            return _altered(store, stored.seq, "has an id that is not its own", stored.id)
        if expected % 50_000 == 0:
            progress(expected, total, "verify")
    return None


def _names_itself(stored: Stored) -> bool:
    try:
        return decode(stored.kind, stored.body).id == stored.id
    except (msgspec.MsgspecError, KeyError):
        return False


def _altered(store: Store, seq: int, what: str, name: str = "") -> Finding:
    return Finding(
        code="record_was_altered",
        where=f"{store.where}, record {seq}" + (f" ({name})" if name else ""),
        what=f"record {seq} {what}: the book was changed outside this program, or the disk failed.",
        todo="restore the book from a copy made before; everything up to this record is sound.",
        level="error",
        subject=name or None,
    )
