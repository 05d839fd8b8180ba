"""Addresses of books in PostgreSQL: what may be shown of them, and what would give a password away.

An address may hold a password, so none is ever printed as it was given.
"""

from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from resupply.core.errors import BookUnreachableError

_SCHEMES = ("postgresql://", "postgres://")
#: Parameters that say where a book is, and never a secret.
_SHOWN = ("service", "host", "port", "dbname", "user", "options")


class Address(NamedTuple):
    """Where a book is.

    Args:
        given: As given; may hold a password.
        shown: Without it, for messages.
        name: Of the database, for people.
        secrets: Passwords in it, as written and as meant.
    """

    given: str
    shown: str
    name: str
    secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the password."""
        return f"Address({self.shown!r})"


def is_address(text: str) -> bool:
    """Whether it looks like the address of a database.

    Example:
        >>> is_address("postgresql://db.example.org/aid"), is_address("my-case")
        (True, False)
    """
    return text.lower().startswith(_SCHEMES)


def read(text: str, *, where: str = "--book") -> Address:
    """Take an address apart.

    Args:
        text: As given.
        where: Who gave it, for messages.

    Raises:
        BookUnreachableError: It is no address, or one that would be read otherwise than meant.

    Example:
        >>> read("postgresql://ann:secret@db.example.org/aid?sslmode=require").shown
        'postgresql://ann@db.example.org/aid'
    """
    if not is_address(text):
        raise BookUnreachableError(
            where=where,
            what="this is no address of a database.",
            todo="write postgresql://USER@HOST/DATABASE; a book file is given by --case FILE.",
        )
    try:
        parts = urlsplit(text)
    except ValueError:
        raise unreadable(where) from None
    user, at, hosts = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    # A sign of a password that is not written as %.. ends up in another part of the address.
    lost = "@" in user + parts.path or (not at and "@" in parts.query)
    if lost or parts.fragment or not _are_ports(hosts):
        raise unreadable(where)
    query = parse_qsl(parts.query)
    told = [(key, value) for key, value in query if key in _SHOWN]
    more = f"?{urlencode(told, safe='/=,')}" if told else ""
    given = dict(query)
    secret = [p for p in (password, given.get("password", "")) if p]
    return Address(
        given=text,
        shown=f"postgresql://{name}{at}{hosts}{parts.path}{more}",
        name=unquote(parts.path[1:]) or given.get("dbname") or given.get("service") or "book",
        secrets=tuple({*secret, *map(unquote, secret)}),
    )


def _are_ports(hosts: str) -> bool:
    """Whether what follows each host is a port; else it may be a password without its @."""
    for host in hosts.split(","):
        port = host.rpartition("]")[2].partition(":")[2]
        if port and not port.isdecimal():
            return False
    return True


def unreadable(where: str) -> BookUnreachableError:
    """The error for an address that may give a password away if it were shown."""
    return BookUnreachableError(
        where=where,
        what="the address cannot be read for certain; it is not shown, for it may hold a password.",
        todo="write postgresql://USER@HOST:PORT/DATABASE; in a password write @ as %40, : as %3A, "
        "/ as %2F, # as %23, or keep it out: in PGPASSWORD or ~/.pgpass.",
    )
