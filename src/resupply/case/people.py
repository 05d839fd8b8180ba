"""The people of a case, and what they did: read from the file of accounts beside the book."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from resupply.case.asking import Asking, minding
from resupply.core.answer import Answer, Column, Part
from resupply.core.dates import moment
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import counted

if TYPE_CHECKING:
    from resupply.store.accounts import AccountStore, UserRow, WriteRow

_USERS = (
    Column(name="name", title="Name"),
    Column(name="role", title="Role", meaning="viewer, recorder, reviewer or admin."),
    Column(name="signs_in_by", title="Signs in by", meaning="password, provider, or token only."),
    Column(name="sessions", title="Sessions", meaning="How often signed in at this moment."),
    Column(name="last_seen_at", title="Last seen", meaning="By a session or a token."),
    Column(name="added_at", title="Added", shown=False),
)
_TOKENS = (
    Column(name="number", title="Token"),
    Column(name="user", title="Of"),
    Column(name="label", title="For"),
    Column(name="role", title="May at most"),
    Column(name="made_at", title="Made"),
    Column(name="last_used_at", title="Last used"),
)
_AUDIT = (
    Column(name="number", title="Number"),
    Column(name="at", title="When"),
    Column(name="user", title="Who", meaning="Empty: nobody was signed in."),
    Column(name="via", title="Known by", meaning="session, token, password, command line ..."),
    Column(name="address", title="From", meaning="Address on the network."),
    Column(name="action", title="What", meaning="Method and address, or what was done."),
    Column(name="details", title="With what", meaning="What was sent, shortened; no passwords."),
    Column(name="status", title="Ended", meaning="HTTP status, or done; empty: it never ended."),
)


class People(Asking):
    """Questions about people; accounts are there once others are let in."""

    @minding
    def users(self) -> Answer:
        """Who may sign in, with which role, and the tokens of their programs."""
        with self._accounts() as accounts:
            people = [] if accounts is None else accounts.users()
            rows = [_user(accounts, user) for user in people if accounts is not None]
            tokens = [row for u in people if accounts is not None for row in _tokens(accounts, u)]
            none = accounts is None
        return Answer(
            question="users",
            scope=Scope(),
            columns=_USERS,
            rows=rows,
            tables=[Part(name="tokens", title="Tokens", columns=_TOKENS, rows=tokens)]
            if tokens
            else [],
            sentence="This case has no accounts: it answers on its own machine only."
            if none
            else f"{counted(len(rows), 'account')}, {counted(len(tokens), 'token')}.",
        )

    @minding
    def audit(
        self, *, user: str | None = None, since: date | None = None, most: int = 100
    ) -> Answer:
        """Who changed what, when, from where; newest first."""
        if most < 1:
            raise QuestionError(
                where="--most", what=f"{most} rows are none.", todo="ask for 1 or more."
            )
        start = None if since is None else datetime.combine(since, time(), UTC).timestamp()
        with self._accounts() as accounts:
            found = (
                []
                if accounts is None
                else accounts.writes(most=min(most, 100_000), user=user, since=start)
            )
            none = accounts is None
        return Answer(
            question="audit",
            scope=Scope(),
            columns=_AUDIT,
            rows=[_write(row) for row in found],
            sentence="This case has no accounts, and so no record of what people did."
            if none
            else f"{counted(len(found), 'act')}, newest first.",
        )

    @contextmanager
    def _accounts(self) -> Iterator["AccountStore | None"]:
        from resupply.store.accounts import ACCOUNTS_FILE, AccountStore

        there = not self.shipped and self.folder is not None
        path = self.folder / ACCOUNTS_FILE if there and self.folder is not None else None
        if path is None or not path.is_file():
            yield None
            return
        store = AccountStore(path)
        try:
            yield store
        finally:
            store.close()


def _user(accounts: "AccountStore", user: "UserRow") -> Mapping[str, Any]:
    sessions = accounts.sessions(user.number)
    used = [t.used_at for t in accounts.tokens(user.number) if t.used_at is not None]
    seen = max([*used, *(s.seen_at for s in sessions)], default=None)
    by = "password" if user.password else "provider" if user.issuer else "token only"
    return {
        "name": user.name,
        "role": user.role,
        "signs_in_by": by,
        "sessions": len(sessions),
        "last_seen_at": None if seen is None else moment(seen),
        "added_at": moment(user.added_at),
    }


def _tokens(accounts: "AccountStore", user: "UserRow") -> Iterator[Mapping[str, Any]]:
    for token in accounts.tokens(user.number):
        yield {
            "number": token.number,
            "user": user.name,
            "label": token.name,
            "role": token.role,
            "made_at": moment(token.made_at),
            "last_used_at": None if token.used_at is None else moment(token.used_at),
        }


def _write(row: "WriteRow") -> Mapping[str, Any]:
    return {
        "number": row.number,
        "at": moment(row.at),
        "user": row.user,
        "via": row.via,
        "address": row.address,
        "action": row.action,
        "details": row.what,
        "status": row.status,
    }
