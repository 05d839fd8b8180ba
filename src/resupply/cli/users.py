"""`resupply users`: who may sign in, with which role."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import flag
from resupply.core.roles import ROLES

if TYPE_CHECKING:
    from resupply.api.accounts.people import Accounts

app = App(
    name="users",
    help="People who may sign in once the case is served to others: list, add, role, password, "
    "remove, tokens.\n\nWithout a command: who there is.",
)
_ROLES = f"{', '.join(ROLES[:-1])} or {ROLES[-1]}."
Name = Annotated[str, Parameter(help="The person's name.")]
Role = Annotated[str, Parameter(help=f"What they may do: {_ROLES}")]


@app.default
def users(*, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """Who may sign in, with which role; the tokens of their programs."""
    ask(lambda case: case.users(), where, output)
    return 0


@app.command
def add(
    name: Name,
    *,
    role: Role = "viewer",
    without_password: Annotated[bool, flag("They sign in by a token or a provider only.")] = False,
    where: InCase = IN_CASE,
) -> int:
    """Add a person; the password is asked for, or read from a pipe."""
    with _accounts(where) as accounts:
        made = accounts.add(name, role, None if without_password else _password())
        _note(accounts, "add user", f"{made.name}, {made.role}")
        print(f"Added {made.name} as {made.role}.")
    return 0


@app.command
def role(name: Name, role: Role, /, *, where: InCase = IN_CASE) -> int:
    """Give a person another role; it holds at once."""
    with _accounts(where) as accounts:
        made = accounts.set_role(name, role)
        _note(accounts, "set role", f"{made.name}, {made.role}")
        print(f"{made.name} is now {made.role}.")
    return 0


@app.command
def password(name: Name, /, *, where: InCase = IN_CASE) -> int:
    """Give a person another password; all their sessions end."""
    with _accounts(where) as accounts:
        found = accounts.find(name)
        accounts.set_password(found.name, _password())
        _note(accounts, "set password", found.name)
        print(f"{found.name} has a new password; all their sessions have ended.")
    return 0


@app.command
def remove(name: Name, /, *, where: InCase = IN_CASE) -> int:
    """Take a person away, with sessions and tokens; what they did stays on record."""
    with _accounts(where) as accounts:
        gone = accounts.remove(name)
        _note(accounts, "remove user", gone.name)
        print(f"Removed {gone.name}.")
    return 0


tokens = App(name="tokens", help="Tokens of programs: list, make, revoke.")
app.command(tokens)


@tokens.default
def list_tokens(*, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """The tokens there are, of whom and for what."""
    ask(lambda case: case.users(), where, output)
    return 0


@tokens.command
def make(
    name: Name,
    label: Annotated[str, Parameter(help="What it is for.")],
    /,
    *,
    role: Annotated[
        str | None, Parameter(help=f"What it may do at most: {_ROLES} Default as its owner.")
    ] = None,
    where: InCase = IN_CASE,
) -> int:
    """Make a token for a program of a person; it is shown this once."""
    with _accounts(where) as accounts:
        made, word = accounts.make_token(name, label, role)
        _note(accounts, "make token", f"{name}: {made.name}, {made.role}")
        print(f"Token {made.number}, shown this once; send it as Authorization: Bearer ...")
        print(word)
    return 0


@tokens.command
def revoke(
    number: Annotated[int, Parameter(help="Number of the token, as listed.")],
    /,
    *,
    where: InCase = IN_CASE,
) -> int:
    """Take a token away; it holds no more."""
    with _accounts(where) as accounts:
        gone = accounts.revoke_token(number)
        _note(accounts, "revoke token", f"{gone.number}: {gone.name}")
        print(f"Token {gone.number} ({gone.name}) holds no more.")
    return 0


@contextmanager
def _accounts(where: InCase) -> Iterator["Accounts"]:
    """The accounts of a case, made when there are none.

    Raises:
        RefusedError: A case that is never written to.
    """
    from resupply.api.accounts.people import Accounts
    from resupply.case.own_book import own_folder_todo
    from resupply.core.errors import RefusedError
    from resupply.store.accounts import ACCOUNTS_FILE

    case = where.open()
    folder = None if case.shipped else case.folder
    case.close()
    if folder is None:
        raise RefusedError(
            where=str(where),
            what="accounts lie in the folder of a case, and this case has none to write in.",
            todo=own_folder_todo(case),
        )
    accounts = Accounts(folder / ACCOUNTS_FILE)
    try:
        yield accounts
    finally:
        accounts.close()


def _note(accounts: "Accounts", action: str, what: str) -> None:
    from resupply.api.accounts.people import User

    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        name = str(os.getuid()) if hasattr(os, "getuid") else ""
    user = User(name=name, via="command line")
    accounts.note(user, action, what, address="this machine", status="done")


def _password() -> str:
    """A password, asked for twice; from a pipe the first line. Never from the command line.

    Words of a command can be read by all who use the machine.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from resupply.core.errors import RefusedError

    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise RefusedError(
            where="password", what="the two are not the same.", todo="write it twice alike."
        )
    return first
