"""What people change is put on record: who, when, what, from where, and how it ended."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resupply.api.accounts.people import Accounts, User
from resupply.api.bodies import again

#: Longest text of one field, and of all, on record [characters].
_FIELD_MAX, _WHAT_MAX = 300, 2_000
#: Fields that are never put on record.
_SECRET = ("password", "token", "secret")


async def through(
    accounts: Accounts, app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, user: User
) -> None:
    """Let a change through, noted before and after."""
    body = await _whole(receive)
    kind = _header(scope, b"content-type")
    number = await to_thread.run_sync(
        lambda: accounts.note(
            user,
            f"{scope['method']} {scope['path']}"[:_FIELD_MAX],
            summary(kind, body, scope["query_string"].decode("latin-1")),
            address=address_of(scope),
        )
    )
    status = "500"

    async def seen(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = str(message["status"])
        await send(message)

    try:
        await app(scope, again(body, receive), seen)
    finally:
        await to_thread.run_sync(
            lambda: accounts.store.end_write(number, accounts.clock(), status),
            abandon_on_cancel=False,
        )


def address_of(scope: Mapping[str, Any]) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def summary(kind: str, body: bytes, query: str = "") -> str:
    """What was sent, shortened, without passwords.

    Example:
        >>> summary("application/json", b'{"by": "Ann", "password": "x", "n": 3}')
        '{"by": "Ann", "password": "...", "n": 3}'
        >>> summary("application/x-www-form-urlencoded", b"a=1&token=rsp_x", "case=own")
        '?case=own {"a": "1", "token": "..."}'
    """
    said = f"?{query[:_FIELD_MAX]} " if query else ""
    kind = kind.partition(";")[0].strip().lower()
    try:
        if kind == "application/json":
            told = json.loads(body)
        elif kind == "application/x-www-form-urlencoded":
            told = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        else:
            raise ValueError
    except (ValueError, RecursionError):
        if not body:
            return said.rstrip()
        digest = hashlib.sha256(body).hexdigest()
        return f"{said}{len(body)} bytes, sha256 {digest}"
    return (said + json.dumps(_short(told), ensure_ascii=False, default=str))[:_WHAT_MAX]


def _short(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict) and depth < 4:
        return {
            str(k)[:60]: "..."
            if any(s in str(k).lower() for s in _SECRET)
            else _short(v, depth + 1)
            for k, v in list(value.items())[:40]
        }
    if isinstance(value, list) and depth < 4:
        return [_short(v, depth + 1) for v in value[:20]]
    if isinstance(value, dict | list):
        return "..."
    return (
        value
        if not isinstance(value, str) or len(value) <= _FIELD_MAX
        else (f"{value[:_FIELD_MAX]}...")
    )


def _header(scope: Scope, name: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k.lower() == name), "")


async def _whole(receive: Receive) -> bytes:
    """The body; its size was limited before."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)
