"""What PostgreSQL says, in our words: where, what, and what to do; never a password."""

import psycopg
from psycopg import errors

from resupply.core.errors import (
    BookDamagedError,
    BookError,
    BookLockedError,
    BookNotWritableError,
    BookUnreachableError,
)
from resupply.store.address import Address, unreadable

_REFUSED = ("password authentication", "no password supplied", "authentication failed")
_NO_DATABASE = ("database", "does not exist")
_GONE = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.IdleInTransactionSessionTimeout,
    errors.IdleSessionTimeout,
)


def not_let_in(address: Address, error: psycopg.Error) -> BookError:
    """Why there is no connection."""
    if isinstance(error, psycopg.ProgrammingError):
        return unreadable(address.shown)  # what the driver says quotes the address
    text = _plain(address, error)
    if any(words in text for words in _REFUSED):
        return BookUnreachableError(
            where=address.shown,
            what="the server does not take this user with this password.",
            todo="check both; keep the password in PGPASSWORD or ~/.pgpass, not in the address.",
        )
    if all(words in text for words in _NO_DATABASE):
        return BookUnreachableError(
            where=address.shown,
            what="the server has no such database.",
            todo="check its name, or make it: CREATE DATABASE, or createdb.",
        )
    return BookUnreachableError(
        where=address.shown,
        what=f"the server cannot be reached ({text}).",
        todo="check that it runs, its host and port, and that it lets this machine in.",
    )


def in_our_words(
    address: Address, error: psycopg.Error, *, gone: bool, committing: bool
) -> BookError:
    """What went wrong while the book was used.

    Args:
        address: Where the book is.
        error: What was raised.
        gone: Whether the connection is lost.
        committing: Whether a change was just being made lasting.
    """
    if gone or isinstance(error, _GONE):
        return BookUnreachableError(
            where=address.shown,
            what="the server went away while it was told to keep the change; whether it did is "
            "not known."
            if committing
            else "the server went away in the middle; nothing of this change was kept.",
            todo="do the same again once it is back: what is in the book already is left alone.",
        )
    known = _known(address, error)
    if known is not None:
        return known
    return BookDamagedError(
        where=address.shown,
        what=f"the database does not work as a book should ({_plain(address, error)}).",
        todo="run `resupply verify`; restore the database from a copy if it fails.",
    )


def _known(address: Address, error: psycopg.Error) -> BookError | None:
    where = address.shown
    if isinstance(error, errors.LockNotAvailable):
        return BookLockedError(
            where=where,
            what="another program is writing to the book.",
            todo="wait until it is done and try again; nothing was changed.",
        )
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return BookNotWritableError(
            where=where,
            what="the database may only be read: a standby, or set so by its keeper.",
            todo="write to the server it follows, or ask its keeper; nothing was changed.",
        )
    if isinstance(error, errors.InsufficientPrivilege):
        return BookNotWritableError(
            where=where,
            what=f"the user has no right to do this ({_plain(address, error)}).",
            todo="let the database's owner make the book, and grant what is missing: SELECT on its "
            "tables to read; INSERT on journal, and INSERT and UPDATE on names, to write.",
        )
    if isinstance(error, errors.DiskFull | errors.OutOfMemory):
        return BookNotWritableError(
            where=where,
            what="the server has no room left.",
            todo="free some space there; nothing was changed.",
        )
    if isinstance(error, errors.QueryCanceled):
        return BookLockedError(
            where=where,
            what="the server ended it: it took longer than its keeper allows.",
            todo="raise statement_timeout for this user; nothing was changed.",
        )
    if isinstance(error, psycopg.DataError) and "NUL" in str(error):
        return BookNotWritableError(
            where=where,
            what="a name holds the NUL character, which PostgreSQL cannot keep.",
            todo="take it out of the file; nothing was changed.",
        )
    return None


def _plain(address: Address, error: psycopg.Error) -> str:
    """The error's first line, with no password and no full stop."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    if text.startswith("Multiple connection attempts") and len(lines) > 1:
        text = lines[1].lstrip("- ")
    text = text.removeprefix("connection failed: ").rstrip(".")
    for secret in address.secrets:
        text = text.replace(secret, "...")
    return text
