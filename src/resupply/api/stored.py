"""Answers kept in the user's cache folder, by key: long work is done once, and survives a restart.

A file holds the hash of its own content before it, and comes into being under its name whole or
not at all. What is damaged, or was written by another version, is as if it were not there.
"""

import hashlib
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from resupply.core.answer import Answer

#: Most that is kept [bytes]; what was not asked for longest goes first.
KEPT_BYTES_MAX = 200_000_000
_DIGEST = 32
_DAY, _MOMENT, _DECIMAL = 1, 2, 3


class Stored:
    """A folder of answers.

    Args:
        folder: Where; None = `answers` in the user's cache folder.
        bytes_max: Most that it holds.
    """

    def __init__(self, folder: Path | None = None, *, bytes_max: int = KEPT_BYTES_MAX) -> None:
        from platformdirs import user_cache_path

        self.folder = folder or user_cache_path("resupply") / "answers"
        self._bytes_max = bytes_max
        self._lock = threading.Lock()

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key; None when there is none, or it is damaged."""
        path = self._path(key)
        try:
            held = path.read_bytes()
        except OSError:
            return None
        digest, body = held[:_DIGEST], held[_DIGEST:]
        try:
            if hashlib.blake2b(body, digest_size=_DIGEST).digest() != digest:
                raise msgspec.DecodeError("damaged")
            answer = decoded(body)
        except msgspec.MsgspecError:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # asked for now: it goes last
        return answer

    def has(self, key: str) -> bool:
        """Whether something is kept under a key; `get` says whether it is sound."""
        return self._path(key).is_file()

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer. A folder that cannot be written is no matter: it is asked again."""
        body = encoded(answer)
        if len(body) > self._bytes_max:
            return
        half = self.folder / f".{key}.{os.getpid()}-{threading.get_ident()}.half"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.write_bytes(hashlib.blake2b(body, digest_size=_DIGEST).digest() + body)
            half.replace(self._path(key))
        except OSError:
            with suppress(OSError):
                half.unlink()
            return
        with self._lock:
            self._make_room()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.answer"

    def _make_room(self) -> None:
        held = []
        for path in self.folder.glob("*.answer"):
            with suppress(OSError):  # another program may have taken it away
                seen = path.stat()
                held.append((seen.st_mtime_ns, seen.st_size, path))
        total = sum(size for _, size, _ in held)
        for _, size, path in sorted(held):
            if total <= self._bytes_max:
                return
            with suppress(OSError):
                path.unlink()
            total -= size


def encoded(answer: Answer) -> bytes:
    """An answer as bytes that keep days days and decimals decimals.

    Example:
        >>> from resupply.core.scope import Scope
        >>> told = Answer(question="q", scope=Scope(), rows=[{"on": date(2024, 3, 1), "n": None}])
        >>> decoded(encoded(told)).rows
        [{'on': datetime.date(2024, 3, 1), 'n': None}]
    """
    typed = {
        name: _marked(getattr(answer, name))
        if name in ("rows", "sources", "result", "tables")
        else getattr(answer, name)
        for name in answer.__struct_fields__
    }
    return msgspec.msgpack.encode(typed)


def decoded(body: bytes) -> Answer:
    """The answer that `encoded` wrote.

    Raises:
        msgspec.MsgspecError: It is none.
    """
    return msgspec.msgpack.decode(body, type=Answer, ext_hook=_unmarked)


def _marked(value: Any) -> Any:
    """Plain values as they are; what msgpack would write as text, with its type."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {k: _marked(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(v) for v in value]
    if isinstance(value, datetime):
        return msgspec.msgpack.Ext(_MOMENT, value.isoformat().encode())
    if isinstance(value, date):
        return msgspec.msgpack.Ext(_DAY, value.isoformat().encode())
    if isinstance(value, Decimal):
        return msgspec.msgpack.Ext(_DECIMAL, str(value).encode())
    if isinstance(value, msgspec.Struct):
        return {f: _marked(getattr(value, f)) for f in value.__struct_fields__}
    return _marked(msgspec.to_builtins(value))


def _unmarked(code: int, data: memoryview) -> Any:
    text = bytes(data).decode()
    if code == _DAY:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if code == _MOMENT else Decimal(text)
