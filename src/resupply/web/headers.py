"""Headers of every response: nothing from other machines, no script but ours."""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resupply.core.errors import RefusedError

#: What a page may load. Charts run without `eval`; styles are set on elements by charts.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"
)


_SITE = re.compile(r"https?://(\*\.)?[a-z0-9][a-z0-9.-]*(:\d{1,5})?", re.IGNORECASE)


def frames(sites: Sequence[str]) -> str:
    """Who may show embedded figures, as the security policy writes it: this server, and sites.

    Raises:
        RefusedError: A name that is not a site; it could say more than it should.

    Example:
        >>> frames([]), frames(["https://aid.example.org"])
        ("'self'", "'self' https://aid.example.org")
    """
    for site in sites:
        if not _SITE.fullmatch(site):
            raise RefusedError(
                where=f"--embed-in {site[:80]}",
                what="it is not a site.",
                todo="write https:// and its name, such as https://aid.example.org; no path.",
            )
    return " ".join(["'self'", *sites])


class Headers:
    """ASGI middleware; see the module.

    Args:
        app: What it wraps.
        embed_in: Sites that may show `/embed/...` in a frame.
    """

    def __init__(self, app: ASGIApp, *, embed_in: str) -> None:
        self._app = app
        self._embed_in = embed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, and mark the response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        embedded = scope["path"].startswith("/embed/")

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                frames = self._embed_in if embedded else "'none'"
                headers.setdefault("Content-Security-Policy", f"{POLICY}; frame-ancestors {frames}")
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
            await send(message)

        await self._app(scope, receive, marked)
