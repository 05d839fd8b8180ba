"""What pages need to know of who looks at them: a name, and which addresses lead somewhere."""

from starlette.requests import Request

from resupply.api.accounts.access import ALONE, Access, user_of
from resupply.api.accounts.people import User
from resupply.api.accounts.permissions import Permissions
from resupply.core.roles import may


def user(request: Request) -> User:
    """Who looks."""
    return user_of(request.scope.get("state", {}))


def name(request: Request) -> str | None:
    """The name of who is signed in; None = nobody is."""
    return user(request).name or None


def may_sign_in(request: Request) -> bool:
    """Whether there is somebody to sign in as, and nobody has."""
    return _access(request).accounts is not None and name(request) is None


def may_see(request: Request, address: str) -> bool:
    """Whether an address is worth a link to who looks.

    Where there are no accounts, pages about accounts are not.
    """
    permissions = getattr(request.app.state, "permissions", None)
    rule = permissions.rule("GET", address) if isinstance(permissions, Permissions) else None
    access, who = _access(request), user(request)
    if not access.gated or rule is None:
        return rule is None or rule.least != "admin"
    public = rule.public and access.public and not who.role
    return not rule.least or may(who.role, rule.least) or public


def _access(request: Request) -> Access:
    found = getattr(request.app.state, "access", None)
    return found if isinstance(found, Access) else ALONE
