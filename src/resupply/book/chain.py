"""Bodies and the chain of hashes: what is kept of a record, and how alteration shows."""

import hashlib
from collections.abc import Iterable

import msgspec

from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import KINDS, Batch, Record
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
    sha256 = hashlib.sha256  # looked up once: this loop runs for every record of an import
    out = []
    for kind, name, body in records:
        seq += 1
        last = sha256(last + f"{kind}\x1f{body}".encode()).digest()
        out.append(Stored(seq, kind, name, body, last))
    return out


def first_altered(store: Store, *, progress: Progress = silent) -> Finding | None:
    """The first record that does not agree with the chain; None when all do.

    Walks the whole journal: recomputes each hash from the one before, each id from the body, and
    looks for holes and for the seal that ends the last append. That whole appends were cut off at
    the end shows only against a hash kept elsewhere.
    """
    last, expected, total, kind = EMPTY.hash, 0, store.count(), ""
    for stored in store.read():
        expected += 1
        if stored.seq != expected:
            return _altered(store, expected, "is missing")
        last, kind = link(last, stored.kind, stored.body), stored.kind
        if last != stored.hash:
            return _altered(store, stored.seq, "does not agree with its hash", stored.id)
        if not _names_itself(stored):
            return _altered(store, stored.seq, "has an id that is not its own", stored.id)
        if expected % 50_000 == 0:
            progress(expected, total, "verify")
    if expected and kind != Batch.kind:
        return _altered(store, expected + 1, "is missing")  # each append ends with its seal
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
