"""Names, passwords and random words: what is taken, and how it is kept."""

import hashlib
import re
import secrets
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from resupply.core.errors import RefusedError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

#: Shortest password [characters]. Length is what resists guessing; no rules on its letters.
PASSWORD_MIN = 12
#: Longest password [characters]: more would only cost time.
PASSWORD_MAX = 200
NAME_MAX = 60
#: What a token begins with, so that one left in a file can be found and known for what it is.
TOKEN_MARK = "rsp_"
_NAME = re.compile(r"[\w][\w .@'+-]*")
#: Passwords are checked two at a time: each takes 64 MB while it is.
_CHECKING = threading.BoundedSemaphore(2)
#: How long to wait for that [seconds].
CHECKING_SECONDS = 5.0


def named(name: str, where: str = "name") -> str:
    """A name as kept: letters, digits and a few signs.

    Raises:
        RefusedError: It holds others, is empty, or too long.

    Example:
        >>> named(" Ann  Smith ")
        'Ann Smith'
    """
    kept = " ".join(unicodedata.normalize("NFKC", name).split())
    if not kept or len(kept) > NAME_MAX or not _NAME.fullmatch(kept):
        raise RefusedError(
            where=where,
            what="it cannot be a name.",
            todo=f"write 1 to {NAME_MAX} letters, digits, blanks or . @ ' + - _, a letter or "
            "digit first.",
        )
    return kept


def key_of(name: str) -> str:
    """A name as compared: ANN and Ann are one.

    Example:
        >>> key_of("ANN  Smith ") == key_of("ann smith")
        True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[: 4 * NAME_MAX]


def refuse_weak(password: str, name: str, where: str = "password") -> None:
    """Refuse a password that is soon guessed.

    Raises:
        RefusedError: It is too short, too long, the name itself, or of very few characters.
    """
    folded = password.casefold()
    weak = len(set(password)) < 5 or folded.replace(" ", "") in key_of(name).replace(" ", "") * 3
    if not PASSWORD_MIN <= len(password) <= PASSWORD_MAX or weak:
        raise RefusedError(
            where=where,
            what="it is soon guessed." if weak else "it is too short or too long.",
            todo=f"take {PASSWORD_MIN} to {PASSWORD_MAX} characters; a few words that mean "
            "something to you alone are good.",
        )


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return _hasher().hash(secrets.token_urlsafe())


def password_hash(password: str) -> str:
    """A password as kept (argon2id, with its salt)."""
    with _CHECKING:
        return _hasher().hash(password)


def password_holds(password: str, kept: str | None) -> bool:
    """Whether a password is the kept one; takes as long where there is none.

    Args:
        password: As typed.
        kept: Its hash; None = nobody of that name, or no password.

    Raises:
        TimeoutError: Too many are signing in at this moment.
    """
    against = kept or _nobody()
    # Whoever waits for the hash holds a thread that readers need too.
    if not _CHECKING.acquire(timeout=CHECKING_SECONDS):
        raise TimeoutError
    try:
        holds = _hasher().verify(password[:PASSWORD_MAX], against)
    finally:
        _CHECKING.release()
    return holds and kept is not None


def random_word() -> str:
    """256 random bits as letters."""
    return secrets.token_urlsafe(32)


def hashed(word: str) -> bytes:
    """A random word as kept. Guessing 256 bits needs no slow hash to be hopeless."""
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
