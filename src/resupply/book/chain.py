"""Bodies and the chain of hashes: what is kept of a record, and how alteration shows."""

import hashlib
from collections.abc import Sequence
from typing import cast

import msgspec

from resupply.core.findings import Finding
from resupply.core.progress import Progress, silent
from resupply.core.records import KINDS, Batch, Record, record_id
from resupply.store import Head, Store, Stored
from resupply.store.protocol import EMPTY

_encoder = msgspec.json.Encoder()
_decoders = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


#: A record, its id and its body as bytes.
Named = tuple[Record, str, bytes]
_PREFIX = {name: f"{name}\x1f".encode() for name in KINDS}


def named(records: Sequence[Record]) -> list[Named]:
    """Records with their ids and bodies: JSON in declared order, defaults left out."""
    names = [record_id(r.kind, r.source_id, r.key) for r in records]
    return list(zip(records, names, map(_encoder.encode, records), strict=True))


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


def chained(head: Head, records: Sequence[Named]) -> list[Stored]:
    """Records as they will stand after `head`."""
    last, hashes = head.hash, []
    sha256 = hashlib.sha256  # looked up once: this loop runs for every record of an import
    for record, _, body in records:
        last = sha256(last + _PREFIX[record.kind] + body).digest()
        hashes.append(last)
    seqs = range(head.seq + 1, head.seq + 1 + len(records))
    kinds = [record.kind for record, _, _ in records]
    names = [name for _, name, _ in records]
    bodies = [body.decode() for _, _, body in records]
    # Made by zip, not one by one: a named tuple each would cost as much as the hash.
    return cast(list[Stored], list(zip(seqs, kinds, names, bodies, hashes, strict=True)))


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
