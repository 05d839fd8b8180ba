"""What is refused before any route is asked: other hosts, other origins, huge or odd bodies.

Pages of other sites that a reader has open can send requests to this machine. A foreign `Host`
(a name turned to 127.0.0.1) and a foreign `Origin` are therefore refused. Programs send JSON;
forms are taken of our own pages only, which say so by `Origin`.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resupply.api.bodies import again
from resupply.api.errors import problem

#: Names under which this machine may be asked.
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
#: Largest body [bytes]: a long document as JSON.
BODY_MAX = 4_000_000
#: Largest form that brings a file, to the addresses that take files [bytes].
UPLOAD_MAX = 25_000_000
UPLOADS = ("/desk/read", "/import/upload")
#: Longest address with its question [bytes].
QUERY_MAX = 50_000
_READING = ("GET", "HEAD", "OPTIONS")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
#: What a proxy says of those it lets in.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class _OutgrownError(Exception):
    """A body is longer than it may be."""


class Guard:
    """ASGI middleware; see the module.

    Args:
        app: What it stands before.
        hosts: Names under which the server may be asked.
        https: Whether people reach it over an encrypted way.
        alone: Whether it serves one person on this machine, and so no proxy lets others in.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Iterable[str] = LOCAL,
        https: bool = False,
        alone: bool = True,
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._schemes = ("https",) if https else ("http",)
        self._alone = alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let through with a body that cannot outgrow its limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        if scope["method"] in _READING:
            await self._app(scope, receive, send)
            return
        if scope["path"] in UPLOADS:
            await self._let_a_file_through(scope, receive, send)
            return
        body = await _body(receive)
        if body is None:
            await _too_large()(scope, receive, send)
            return
        await self._app(scope, again(body, receive), send)

    async def _let_a_file_through(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file is not held here whole: it is counted on its way, and stopped when too large."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > UPLOAD_MAX:
                raise _OutgrownError
            return message

        try:
            await self._app(scope, counted, send)
        except _OutgrownError:
            await _too_large(UPLOAD_MAX)(scope, receive, send)

    def _refused(self, scope: Scope) -> JSONResponse | None:
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return problem(
                421, "header Host", "this server does not answer under that name.",
                "ask the address it printed, such as http://127.0.0.1 with its port.",
            )  # fmt: skip
        if self._alone and any(name in headers for name in _FORWARDED):
            return problem(
                421, "header X-Forwarded-For", "a proxy lets others in, and there are no accounts.",
                "serve with --address and accounts: docs/explanation/accounts.md.",
            )  # fmt: skip
        if len(scope.get("query_string", b"")) > QUERY_MAX:
            return problem(414, "address", "it is too long.", "send a long text by POST /read.")
        if scope["method"] in _READING:
            return None
        origin = headers.get("origin")
        if origin is not None and not self._is_own(origin, host):
            return problem(
                403, "header Origin", "another site may not change anything here.",
                "send it from a page of this server, or from a program without Origin.",
            )  # fmt: skip
        if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return problem(
                403, "header Sec-Fetch-Site", "another site may not change anything here.",
                "send it from a page of this server.",
            )  # fmt: skip
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind in _FORMS and origin is not None and not scope["path"].startswith("/api/"):
            most = UPLOAD_MAX if scope["path"] in UPLOADS else BODY_MAX
            return _too_large(most) if _size(headers) > most else None
        if kind != "application/json" and not _is_bare_delete(scope["method"], headers):
            return problem(
                415, "header Content-Type", "only JSON is taken, or a form of a page of ours.",
                "send one JSON object with Content-Type: application/json.",
            )  # fmt: skip
        return _too_large() if _size(headers) > BODY_MAX else None

    def _is_own(self, origin: str, host: str) -> bool:
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in self._schemes and parts.netloc.lower() == host.lower()


def _is_bare_delete(method: str, headers: dict[str, str]) -> bool:
    """Taking something away needs no body, and so no word on what the body is."""
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    return method == "DELETE" and not has_body


def _size(headers: dict[str, str]) -> int:
    """What the body is said to be; 0 = not said."""
    said = headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _name(host: str) -> str:
    """The host without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is too large."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)  # the asker has gone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_MAX:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _too_large(most: int = BODY_MAX) -> JSONResponse:
    return problem(
        413, "body", f"it is larger than {most // 1_000_000} MB.",
        "send a shorter text, or read the file on the command line.",
    )  # fmt: skip
