"""The pages of accounts: signing in, the first admin, one's own account. Plain, without script."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from resupply.api.accounts.access import Access, user_of
from resupply.api.accounts.people import Accounts, SignInRefusedError, User
from resupply.api.accounts.record import address_of
from resupply.api.accounts.words import PASSWORD_MIN
from resupply.core.dates import moment
from resupply.core.errors import RefusedError
from resupply.core.roles import ROLES, may

if TYPE_CHECKING:
    from jinja2 import Environment

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    # Not "no-referrer": browsers would then send no Origin, by which forms of ours are known.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
Words = Annotated[str, Form(max_length=1_000)]
_GOES_TO_MAX = 2_000


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["moment"] = lambda at: "never" if at is None else moment(at)
    return made


def shown(template: str, *, status: int = 200, user: User | None = None, **told: Any) -> Response:
    """A page of accounts."""
    page = _templates().get_template(template)
    text = page.render(user=user, password_min=PASSWORD_MIN, **told)
    return HTMLResponse(text, status, _HEADERS)


def refused_page(*, where: str, what: str, todo: str, status: int, user: User | None) -> Response:
    """A page that says why something is refused."""
    return shown("refused.html", status=status, user=user, where=where, what=what, todo=todo)


def goes_to(target: str) -> str:
    r"""Where to go after signing in: an address of this server, else the start.

    Example:
        >>> goes_to("/plan?days=60"), goes_to("https://evil.example"), goes_to("//evil.example")
        ('/plan?days=60', '/', '/')
        >>> goes_to("/\\evil.example"), goes_to("/a\r\nSet-Cookie: x")
        ('/', '/')
    """
    local = target.startswith("/") and not target.startswith(("//", "/\\"))
    clean = target.isprintable() and "\\" not in target and len(target) <= _GOES_TO_MAX
    return target if local and clean else "/"


class PageRoute(APIRoute):
    """A route whose refusals are pages."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        """As FastAPI's, with our refusals shown."""
        inner = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await inner(request)
            except RefusedError as error:
                known = user_of(request.scope["state"])
                return refused_page(
                    where=error.where, what=error.what, todo=error.todo, status=422,
                    user=known if known.name else None,
                )  # fmt: skip

        return handled


def signing_in(made: APIRouter, access: Access, accounts: Accounts) -> None:
    """Signing in, by name and password."""
    provider = access.provider.title if access.provider else ""

    @made.get("/sign-in")
    def sign_in_form(request: Request, to: str = "/") -> Response:
        if user_of(request.scope["state"]).name:
            return RedirectResponse(goes_to(to), 303)
        return shown("sign_in.html", to=goes_to(to), name="", error=None, provider=provider)

    @made.post("/sign-in")
    def sign_in(request: Request, name: Words, password: Words, to: Words = "/") -> Response:
        address = address_of(request.scope)
        try:
            user, word = accounts.sign_in(name, password, address)
        except SignInRefusedError as error:
            accounts.note(User(), "sign-in", error.what, address=address, status="refused")
            status = 429 if error.wait_seconds else 401
            answer = shown(
                "sign_in.html", status=status, to=goes_to(to), name=name, error=error,
                provider=provider,
            )  # fmt: skip
            if error.wait_seconds:
                answer.headers["Retry-After"] = str(max(1, round(error.wait_seconds)))
            return answer
        accounts.note(
            User(name=user.name, via="password"), "sign-in", "", address=address, status="done"
        )
        return entered(request, access, accounts, word, to)


def entered(
    request: Request, access: Access, accounts: Accounts, word: str, to: str
) -> RedirectResponse:
    """Give a new session to a browser; one it had before ends."""
    before = user_of(request.scope["state"]).session
    if before is not None:
        accounts.store.end_session(before)
    answer = RedirectResponse(goes_to(to), 303, {"Cache-Control": "no-store"})
    answer.set_cookie(access.cookie, word, **access.cookie_kept())  # type: ignore[arg-type]  # keywords of several types
    return answer


def setting_up(made: APIRouter, access: Access, accounts: Accounts) -> None:
    """The first admin, by the link that was printed."""

    @made.get("/set-up")
    def set_up_form(token: str = "") -> Response:
        holds = accounts.set_up_holds(token)
        return shown("set_up.html", status=200 if holds else 403, holds=holds, token=token)

    @made.post("/set-up")
    def set_up(
        request: Request, token: Words, name: Words, password: Words, password_again: Words
    ) -> Response:
        _refuse_unlike(password, password_again)
        user = accounts.set_up(token, name, password)
        address = address_of(request.scope)
        accounts.note(User(name=user.name, via="set-up link"), "first admin", user.name,
                      address=address, status="done")  # fmt: skip
        word = accounts.begin_session(user.number, address)
        return entered(request, access, accounts, word, "/account")


def own_account(made: APIRouter, access: Access, accounts: Accounts) -> None:
    """One's own account: signing out, another password."""

    @made.get("/account")
    def account(request: Request) -> Response:
        return _account(accounts, user_of(request.scope["state"]))

    @made.post("/account/sign-out")
    def sign_out(request: Request) -> Response:
        user = user_of(request.scope["state"])
        if user.session is not None:
            accounts.store.end_session(user.session)
        return _left(access)

    @made.post("/account/sign-out-everywhere")
    def sign_out_everywhere(request: Request) -> Response:
        accounts.store.end_sessions(_number(user_of(request.scope["state"])))
        return _left(access)

    @made.post("/account/password")
    def password(
        request: Request, password: Words, new_password: Words, password_again: Words
    ) -> Response:
        user = user_of(request.scope["state"])
        _refuse_unlike(new_password, password_again)
        address = address_of(request.scope)
        # As at sign-in, with its waiting: a session left open is no way to try passwords.
        _, word = accounts.sign_in(user.name, password, address)
        accounts.store.end_session(_hash_of(word))
        changed = accounts.set_password(user.name, new_password)
        fresh = accounts.begin_session(changed.number, address)
        return entered(request, access, accounts, fresh, "/account")


def own_tokens(made: APIRouter, accounts: Accounts) -> None:
    """The tokens of one's own programs."""

    @made.post("/account/tokens")
    def make(request: Request, label: Words, role: Words) -> Response:
        user = _by_session(request)
        _, word = accounts.make_token(user.name, label, role)
        return _account(accounts, user, word=word)

    @made.post("/account/tokens/{number}/revoke")
    def revoke(request: Request, number: int) -> Response:
        accounts.revoke_token(number, of=_number(_by_session(request)))
        return RedirectResponse("/account", 303)


def _account(accounts: Accounts, user: User, *, word: str | None = None) -> Response:
    number = _number(user)
    kept = accounts.store.user(number=number)
    return shown(
        "account.html",
        user=user,
        word=word,
        sessions=accounts.store.sessions(number),
        tokens=accounts.store.tokens(number),
        roles=[role for role in ROLES if may(user.role, role)],
        by_password=kept is not None and kept.password is not None,
    )


def _left(access: Access) -> Response:
    answer = RedirectResponse("/sign-in", 303, {"Cache-Control": "no-store"})
    answer.delete_cookie(access.cookie, **access.cookie_kept())  # type: ignore[arg-type]  # keywords of several types
    return answer


def _by_session(request: Request) -> User:
    """Who asks, by a session: a token makes no further tokens.

    Raises:
        RefusedError: A token asks.
    """
    user = user_of(request.scope["state"])
    if user.session is None:
        raise RefusedError(
            where="your account",
            what="a token cannot see to tokens.",
            todo="sign in with your password, or ask an admin.",
        )
    return user


def _number(user: User) -> int:
    if user.number is None:
        raise _nobody()
    return user.number


def _nobody() -> RefusedError:
    return RefusedError(
        where="your account", what="there is none any more.", todo="ask an admin for a new one."
    )


def _hash_of(word: str) -> bytes:
    from resupply.api.accounts.words import hashed

    return hashed(word)


def _refuse_unlike(password: str, again: str) -> None:
    if password != again:
        raise RefusedError(
            where="password",
            what="the two are not the same.",
            todo="go back and write it twice alike.",
        )
