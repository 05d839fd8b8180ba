"""Who is let in: read off the options, before anything listens. In doubt nobody is."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import resupply
from resupply.api.accounts.access import ALONE, Access
from resupply.api.accounts.oidc import provider_of
from resupply.api.accounts.people import Accounts
from resupply.case.own_book import own_folder_todo
from resupply.core.errors import RefusedError
from resupply.store.accounts import ACCOUNTS_FILE

#: Addresses of this machine itself, and those that mean all it has.
LOCAL = ("127.0.0.1", "localhost", "::1")
_ALL = ("0.0.0.0", "::", "")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked for.

    Args:
        case: The case; None = a book alone.
        book: Address of its book's database; None = as the case says.
        host: Address to listen on.
        address: Where others find the server, such as `https://aid.example.org`.
        public: Show sums to all.
        accounts: Ask for accounts, also on this machine; make the first admin by a link.
        certificate: File of the server's own certificate, with `key`.
        key: File of its key.
        unencrypted: Let passwords travel unencrypted.
    """

    case: str | None
    book: str | None = None
    host: str = "127.0.0.1"
    address: str | None = None
    public: bool = False
    accounts: bool = False
    certificate: Path | None = None
    key: Path | None = None
    unencrypted: bool = False

    @property
    def beyond(self) -> bool:
        """Whether others than this machine are let in."""
        named = urlsplit(self.address).hostname if self.address else None
        return self.host not in LOCAL or (named is not None and named not in LOCAL)


class Decided(NamedTuple):
    """What was decided before anything listens.

    Args:
        gated: Whether anybody is asked who they are.
        folder: Where the accounts lie; None = nobody can sign in.
    """

    gated: bool
    folder: Path | None


def decide(wanted: Wanted) -> Decided:
    """Whether people are let in, and whether they are asked who they are.

    Raises:
        RefusedError: Others would be let in without accounts, or passwords be read on the way.
        CaseUnreadableError: The case cannot be opened.
    """
    _refuse_odd(wanted)
    case = resupply.open(wanted.case, book=wanted.book)
    case.close()
    folder = None if case.shipped else case.folder
    asks_who = wanted.accounts or (folder is not None and _has_people(folder))
    if wanted.beyond and not (wanted.public or asks_who):
        raise _nobody_known(wanted)
    if asks_who and folder is None:
        raise RefusedError(
            where=f"--case {case.name}",
            what="accounts lie in the folder of a case, and this case has none to write in.",
            todo=own_folder_todo(case),
        )
    _refuse_any_name(wanted)
    if asks_who:
        _refuse_open_way(wanted)
    return Decided(wanted.beyond or wanted.public or asks_who, folder if asks_who else None)


def access(wanted: Wanted, decided: Decided, port: int) -> Access:
    """How people are let in.

    Args:
        wanted: What was asked for.
        decided: What was decided of it.
        port: Port it listens on.

    Raises:
        AccountsUnreadableError: The file of accounts cannot be used.
        RefusedError: The settings of a provider cannot be read.
    """
    if not decided.gated:
        return ALONE
    address = wanted.address or own_address(wanted, port)
    if decided.folder is None:
        return Access(public=wanted.public, address=address)
    provider = provider_of(decided.folder, address)
    accounts = Accounts(decided.folder / ACCOUNTS_FILE)
    return Access(accounts=accounts, public=wanted.public, address=address, provider=provider)


def _has_people(folder: Path) -> bool:
    path = folder / ACCOUNTS_FILE
    if not path.exists():
        return False
    accounts = Accounts(path)
    try:
        return bool(accounts.store.users())
    finally:
        accounts.close()


def own_address(wanted: Wanted, port: int) -> str:
    """Where it answers, as far as it knows itself.

    Example:
        >>> own_address(Wanted(case="own", host="::1"), 8000)
        'http://[::1]:8000'
    """
    scheme = "https" if wanted.certificate else "http"
    host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    return f"{scheme}://{host}:{port}"


def _refuse_odd(wanted: Wanted) -> None:
    if (wanted.certificate is None) != (wanted.key is None):
        raise RefusedError(
            where="--certificate, --key",
            what="one was given without the other.",
            todo="give both files, or neither.",
        )
    if wanted.address is None:
        return
    try:
        parts = urlsplit(wanted.address)
        odd = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
        odd = odd or parts.path not in ("", "/") or bool(parts.query or parts.username)
    except ValueError:
        odd = True
    if odd or wanted.address.endswith("/"):
        raise RefusedError(
            where=f"--address {wanted.address}",
            what="it is not the address of a server.",
            todo="write it as https://name or https://name:port, without anything after it.",
        )


def _refuse_any_name(wanted: Wanted) -> None:
    if wanted.host in _ALL and wanted.address is None:
        raise RefusedError(
            where=f"--host {wanted.host}",
            what="it listens on every address of this machine; by which name others ask is not "
            "said, and a server that answers to any name can be turned against its readers.",
            todo="say it: --address https://name.",
        )


def _nobody_known(wanted: Wanted) -> RefusedError:
    asked = f"--host {wanted.host}" if wanted.host not in LOCAL else f"--address {wanted.address}"
    return RefusedError(
        where=asked,
        what="it would let other machines in, and the case has no accounts.",
        todo="make an admin: resupply users add NAME --role admin --case DIR; or add --accounts, "
        "which prints a link that makes one; or --public, which shows sums to all. For yourself "
        "alone leave it out, and use a tunnel of your own (ssh -L).",
    )


def _refuse_open_way(wanted: Wanted) -> None:
    https = wanted.address.startswith("https:") if wanted.address else bool(wanted.certificate)
    if wanted.beyond and not https and not wanted.unencrypted:
        raise RefusedError(
            where=f"--address {wanted.address}" if wanted.address else f"--host {wanted.host}",
            what="passwords would travel unencrypted, and others could read them on the way.",
            todo="give --certificate and --key; or put a proxy with a certificate before it and "
            "say --address https://name; or, in a network you trust, add --unencrypted.",
        )
