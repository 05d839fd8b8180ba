"""Who asks, and whether they may: before any route is asked.

A session's cookie or a token says who it is. What they may is looked up in one table
(`permissions`). What changes something is put on record before it is done, and how it ended after.
"""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from resupply.api.accounts import record
from resupply.api.accounts.access import Access
from resupply.api.accounts.pages import refused_page
from resupply.api.accounts.people import NOBODY, OWNER, User
from resupply.api.accounts.permissions import NOT_PUBLIC_WORDS, Permissions, Rule
from resupply.api.errors import problem
from resupply.core.errors import AccountsUnreadableError
from resupply.core.roles import may

#: Where those who may only see sums begin: the first page shows more than that.
_FIRST_PUBLIC = "/rank"
_READING = ("GET", "HEAD", "OPTIONS")


class Gate:
    """ASGI middleware; see the module.

    Args:
        app: What it stands before.
        access: How people are let in.
        permissions: The table.
    """

    def __init__(self, app: ASGIApp, *, access: Access, permissions: Permissions) -> None:
        self._app = app
        self._access = access
        self._permissions = permissions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through who may, with `state.user` set; refuse the others."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan" or not self._access.gated:
                await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        if not self._access.gated:
            state["user"] = OWNER
            await self._app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        try:
            user = await to_thread.run_sync(self._who, headers)
        except AccountsUnreadableError as error:
            answer = problem(503, "accounts", error.what, "try again in a moment.", "Accounts")
            await answer(scope, receive, send)
            return
        state["user"] = user
        rule = self._permissions.rule(scope["method"], scope["path"])
        refused = self._refused(scope, headers, user, rule)
        if refused is not None:
            await refused(scope, receive, send)
            return
        assert rule is not None
        own = _kept_private(send)
        if rule.writes and self._access.accounts is not None:
            accounts, app = self._access.accounts, self._app
            await record.through(accounts, app, scope, receive, own, user=user)
            return
        await self._app(scope, receive, own)

    def _who(self, headers: Mapping[str, str]) -> User:
        accounts = self._access.accounts
        if accounts is None:
            return NOBODY
        word = _token(headers.get("authorization", ""))
        if word is not None:
            return accounts.by_token(word) or NOBODY
        word = cookie_parser(headers.get("cookie", "")).get(self._access.cookie)
        return (accounts.by_session(word) if word else None) or NOBODY

    def _refused(
        self, scope: Scope, headers: Mapping[str, str], user: User, rule: Rule | None
    ) -> Response | None:
        """What is said to those who may not; None = they may."""
        known = bool(user.role)
        if rule is None:
            return _nothing(scope["path"]) if known else self._sign_in(scope, headers)
        if rule.least == "" or may(user.role, rule.least):
            return _foreign(scope, headers, user)
        if rule.public and self._access.public and not known:
            return _single_lines(scope)
        if not known:
            return self._sign_in(scope, headers)
        where, what = "your role", f"this needs the role {rule.least}; you are a {user.role}."
        todo = "ask an admin for that role."
        if _wants_page(scope, headers):
            return refused_page(where=where, what=what, todo=todo, status=403, user=user)
        return problem(403, where, what, todo, "Forbidden")

    def _sign_in(self, scope: Scope, headers: Mapping[str, str]) -> Response:
        page = _wants_page(scope, headers)
        if page and scope["path"] == "/" and self._access.public:
            return RedirectResponse(_FIRST_PUBLIC, 303, {"Cache-Control": "no-store"})
        if page and self._access.accounts is not None:
            query = scope["query_string"].decode("latin-1")
            target = quote(scope["path"]) + (f"?{query}" if query else "")
            return RedirectResponse(
                f"/sign-in?to={quote(target, safe='')}", 303, {"Cache-Control": "no-store"}
            )
        if self._access.accounts is None:
            where, what = "address", "this server shows sums to all, and nothing else."
            todo = "ask one of: balances, rank, pauses, lags."
            if page:
                return refused_page(where=where, what=what, todo=todo, status=403, user=None)
            return problem(403, where, what, todo, "Forbidden")
        answer = problem(
            401, "who asks", "it is not known who asks.",
            "sign in at /sign-in, or send a token: Authorization: Bearer rsp_...", "Unknown",
        )  # fmt: skip
        # Basic would make browsers ask by a window of their own; feed readers send it unasked.
        answer.headers["WWW-Authenticate"] = "Bearer"
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _token(header: str) -> str | None:
    """The token of a header: as Bearer, or as the password of Basic, which feed readers know."""
    scheme, _, said = header.partition(" ")
    if scheme.lower() == "bearer":
        return said.strip()
    if scheme.lower() == "basic":
        try:
            pair = base64.b64decode(said.strip(), validate=True).decode()
        except (binascii.Error, ValueError):
            return ""
        return pair.partition(":")[2]
    return None


def _foreign(scope: Scope, headers: Mapping[str, str], user: User) -> Response | None:
    """A change that a cookie vouches for must say that it comes from a page of ours.

    `Guard` has refused wrong origins; here the missing one is refused as well.
    """
    if scope["method"] in _READING or user.session is None:
        return None
    if headers.get("origin") or headers.get("sec-fetch-site") == "same-origin":
        return None
    return problem(
        403, "header Origin", "it is not said which page this comes from.",
        "send it from a page of this server; programs use a token instead of a cookie.",
        "Forbidden",
    )  # fmt: skip


def _single_lines(scope: Scope) -> Response | None:
    """Words of a public question that would turn sums into single lines."""
    for name, value in parse_qsl(scope["query_string"].decode("latin-1")):
        words = {w.strip().lower() for w in value.split(",")}
        not_public = NOT_PUBLIC_WORDS.get(name, frozenset()) & words
        if not_public:
            return problem(
                403, f"query {name}", f'"{min(not_public)}" is not shown to all.',
                "sign in, or leave it out.", "Forbidden",
            )  # fmt: skip
    return None


def _nothing(path: str) -> Response:
    return problem(
        404, "address", "there is nothing at this address, or not by this method.",
        f"/ lists the addresses{'.' if path != '/' else ''}", "Question",
    )  # fmt: skip


def _wants_page(scope: Scope, headers: Mapping[str, str]) -> bool:
    return (
        scope["method"] in ("GET", "HEAD")
        and not scope["path"].startswith(("/api/", "/feeds/"))
        and "text/html" in headers.get("accept", "")
    )


def _kept_private(send: Send) -> Send:
    """No shared cache keeps what one person may see."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            said = headers.get("cache-control", "")
            if "no-store" not in said:
                rest = [p.strip() for p in said.split(",") if p.strip() not in ("", "public")]
                if "private" not in rest:
                    rest.insert(0, "private")
                headers["Cache-Control"] = ", ".join(rest)
            headers.add_vary_header("Cookie")
            headers.add_vary_header("Authorization")
        await send(message)

    return sent
