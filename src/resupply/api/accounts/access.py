"""How one server lets people in: with accounts or without, to all or to some, under which names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from resupply.api.accounts.people import OWNER, Accounts, User

if TYPE_CHECKING:
    from resupply.api.accounts.oidc import Provider

#: Names of this machine itself.
LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, kw_only=True)
class Access:
    """How people are let in.

    Args:
        accounts: The people; None = there are none, and either the owner of this machine asks
            or, with `public`, anybody.
        public: Whether sums may be read without signing in.
        address: Where others find the server, such as `https://aid.example.org`; None = only here.
        provider: An organisation's own sign-in, where one is set.
    """

    accounts: Accounts | None = None
    public: bool = False
    address: str | None = None
    provider: "Provider | None" = field(default=None, repr=False)

    @property
    def gated(self) -> bool:
        """Whether anybody is asked who they are."""
        return self.accounts is not None or self.public

    @property
    def https(self) -> bool:
        """Whether people reach it over an encrypted way."""
        return self.address is not None and self.address.startswith("https:")

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which it may be asked."""
        named = urlsplit(self.address).hostname if self.address else None
        if not named:
            return LOCAL
        return (*LOCAL, f"[{named}]" if ":" in named else named)

    @property
    def cookie(self) -> str:
        """The session's cookie; over https browsers keep it to this very host."""
        return "__Host-resupply" if self.https else "resupply_session"

    def cookie_kept(self) -> Mapping[str, object]:
        """How a browser is to keep it: unread by scripts, unsent from other sites' forms."""
        return {"httponly": True, "samesite": "lax", "secure": self.https, "path": "/"}


#: One person on their own machine.
ALONE = Access()


def user_of(state: Mapping[str, object]) -> User:
    """Who asks, as the gate found; the owner of the machine where there is no gate."""
    found = state.get("user")
    return found if isinstance(found, User) else OWNER
