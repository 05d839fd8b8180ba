"""Two addresses of signing in through a provider: the way there, and back."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from resupply.api.accounts.access import Access
from resupply.api.accounts.oidc import UNDER_WAY_SECONDS, Provider
from resupply.api.accounts.pages import entered, goes_to
from resupply.api.accounts.people import Accounts, User
from resupply.api.accounts.record import address_of
from resupply.core.errors import RefusedError

_COOKIE = "resupply_leaving"


def add(made: APIRouter, access: Access, accounts: Accounts, provider: Provider) -> None:
    """Add them to the routes of accounts."""

    @made.get("/sign-in/provider")
    def leave(to: str = "/") -> Response:
        where, state = provider.begin(accounts, goes_to(to))
        answer = RedirectResponse(where, 303, {"Cache-Control": "no-store"})
        # Ties the sign-in to this browser: nobody can make another one finish theirs.
        kept = {**access.cookie_kept(), "path": "/sign-in"}
        answer.set_cookie(_COOKIE, state, max_age=int(UNDER_WAY_SECONDS), **kept)  # type: ignore[arg-type]  # keywords of several types
        return answer

    @made.get("/sign-in/back")
    def back(request: Request) -> Response:
        address = address_of(request.scope)
        try:
            user, to = provider.end(
                accounts, dict(request.query_params), request.cookies.get(_COOKIE, "")
            )
        except RefusedError as error:
            accounts.note(
                User(via="provider"), "sign-in", error.what, address=address, status="refused"
            )
            raise
        accounts.note(
            User(name=user.name, via="provider"), "sign-in", "", address=address, status="done"
        )
        answer = entered(
            request, access, accounts, accounts.begin_session(user.number, address), to
        )
        answer.delete_cookie(_COOKIE, path="/sign-in")
        return answer
