"""In whose name something is done: the signed-in person's, else the one that was said."""

from typing import Annotated

from fastapi import Depends, Request

from resupply.api.accounts.access import user_of
from resupply.core.errors import RefusedError


def _signed_in(request: Request) -> str | None:
    return user_of(request.scope.get("state", {})).name or None


#: Name of who is signed in; None = nobody is, and the owner of this machine asks.
Person = Annotated[str | None, Depends(_signed_in)]


def acting(person: str | None, said: str | None) -> str:
    """In whose name something is done. What is said counts only where nobody is signed in.

    Raises:
        RefusedError: Neither.

    Example:
        >>> acting("Ann", "Bob"), acting(None, "Bob")
        ('Ann', 'Bob')
    """
    name = person or said
    if name is None:
        raise RefusedError(
            where="body by", what="it is needed and was not given.", todo="say who decides."
        )
    return name
