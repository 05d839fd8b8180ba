"""Where accounts are kept: people, sessions, tokens, and what they changed; one SQLite file.

It lies beside the book and only its owner can read it. Passwords are kept as argon2 hashes made
elsewhere, sessions and tokens as SHA-256 of random words, so the file alone lets nobody in. The
record of writes is append-only: the file itself refuses to change it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from resupply.core.errors import AccountsUnreadableError, RefusedError
from resupply.store.small import SmallFile, cannot_be_written, is_busy

#: The file's name beside the book.
ACCOUNTS_FILE = "accounts.db"
#: What an accounts file says it is (PRAGMA application_id): "RSAC".
APPLICATION_ID = 0x52534143
VERSION = 1

_TABLES = (
    """CREATE TABLE users (
        number   INTEGER PRIMARY KEY AUTOINCREMENT,
        key      TEXT NOT NULL UNIQUE,
        name     TEXT NOT NULL,
        role     TEXT NOT NULL,
        password TEXT,
        issuer   TEXT,
        subject  TEXT,
        added_at REAL NOT NULL,
        UNIQUE (issuer, subject))""",
    """CREATE TABLE sessions (
        hash     BLOB PRIMARY KEY,
        user     INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
        begun_at REAL NOT NULL,
        seen_at  REAL NOT NULL,
        address  TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE tokens (
        number  INTEGER PRIMARY KEY AUTOINCREMENT,
        hash    BLOB NOT NULL UNIQUE,
        user    INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
        name    TEXT NOT NULL,
        role    TEXT NOT NULL,
        made_at REAL NOT NULL,
        used_at REAL)""",
    # Words that hold once: the set-up link, a sign-in under way at a provider.
    """CREATE TABLE once (
        hash    BLOB PRIMARY KEY,
        purpose TEXT NOT NULL,
        body    TEXT NOT NULL,
        ends_at REAL NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE tries (key TEXT PRIMARY KEY, count INTEGER NOT NULL, at REAL NOT NULL)",
    """CREATE TABLE writes (
        number  INTEGER PRIMARY KEY AUTOINCREMENT,
        at      REAL NOT NULL,
        user    TEXT NOT NULL,
        via     TEXT NOT NULL,
        address TEXT NOT NULL,
        action  TEXT NOT NULL,
        what    TEXT NOT NULL)""",
    # A write is noted before it is made; how it ended is noted after.
    """CREATE TABLE outcomes (
        number INTEGER PRIMARY KEY REFERENCES writes,
        at     REAL NOT NULL,
        status TEXT NOT NULL)""",
    *(
        f"""CREATE TRIGGER {table}_are_never_{verb}d BEFORE {verb.upper()} ON {table}
            BEGIN SELECT RAISE(ABORT, 'what was done is kept'); END"""
        for table in ("writes", "outcomes")
        for verb in ("update", "delete")
    ),
)


class UserRow(NamedTuple):
    """A person: `key` is the name as compared, `password` its hash, None = cannot sign in by it."""

    number: int
    key: str
    name: str
    role: str
    password: str | None
    issuer: str | None
    subject: str | None
    added_at: float


class SessionRow(NamedTuple):
    """A sign-in that holds."""

    hash: bytes
    user: int
    begun_at: float
    seen_at: float
    address: str


class TokenRow(NamedTuple):
    """A word a program asks with; `hash` is of it."""

    number: int
    hash: bytes
    user: int
    name: str
    role: str
    made_at: float
    used_at: float | None


class WriteRow(NamedTuple):
    """What somebody did; `status` None = it began, and how it ended is not known."""

    number: int
    at: float
    user: str
    via: str
    address: str
    action: str
    what: str
    status: str | None


class AccountStore(SmallFile):
    """People and what they did, in one SQLite file. Threads may share one.

    Args:
        path: The file; made when it is not there, readable by its owner alone.
        timeout_seconds: How long to wait for another program's change.

    Raises:
        AccountsUnreadableError: Not such a file, damaged, newer, or no right to write.
    """

    APPLICATION_ID, VERSION, TABLES = APPLICATION_ID, VERSION, _TABLES
    PRAGMAS = ("foreign_keys = ON", "secure_delete = ON")
    IS_PRIVATE = True

    def _refused(self, *said: str) -> RefusedError:
        return AccountsUnreadableError(str(self.path), *said)

    def _in_our_words(self, text: str) -> Sequence[str]:
        return _in_our_words(text)

    # People

    def users(self) -> list[UserRow]:
        """Everybody, by name."""
        return [UserRow(*r) for r in self._all("SELECT * FROM users ORDER BY key")]

    def user(self, *, key: str | None = None, number: int | None = None) -> UserRow | None:
        """One person, by name as compared or by number."""
        column, value = ("key", key) if key is not None else ("number", number)
        row = self._one(f"SELECT * FROM users WHERE {column} = ?", (value,))
        return row and UserRow(*row)

    def user_of(self, issuer: str, subject: str) -> UserRow | None:
        """The person a provider knows by this subject."""
        row = self._one("SELECT * FROM users WHERE issuer = ? AND subject = ?", (issuer, subject))
        return row and UserRow(*row)

    def add_user(
        self, key: str, name: str, role: str, password: str | None, now: float, *,
        issuer: str | None = None, subject: str | None = None,
    ) -> int:  # fmt: skip
        """Keep a person; the number."""
        return self._insert(
            "INSERT INTO users (key, name, role, password, issuer, subject, added_at) "
            "VALUES (?,?,?,?,?,?,?)", (key, name, role, password, issuer, subject, now),
        )  # fmt: skip

    def put_role(self, number: int, role: str) -> None:
        """Give a person another role."""
        self._do("UPDATE users SET role = ? WHERE number = ?", (role, number))

    def put_password(self, number: int, password: str) -> None:
        """Give a person another password, as its hash."""
        self._do("UPDATE users SET password = ? WHERE number = ?", (password, number))

    def remove_user(self, number: int) -> None:
        """Take a person away, with sessions and tokens."""
        self._do("DELETE FROM users WHERE number = ?", (number,))

    # Sessions

    def add_session(self, hashed: bytes, user: int, address: str, now: float) -> None:
        """Keep a session."""
        self._do("INSERT INTO sessions VALUES (?,?,?,?,?)", (hashed, user, now, now, address))

    def session(self, hashed: bytes) -> SessionRow | None:
        """The session of a word, by its hash."""
        row = self._one("SELECT * FROM sessions WHERE hash = ?", (hashed,))
        return row and SessionRow(*row)

    def sessions(self, user: int) -> list[SessionRow]:
        """The sessions of a person, the newest first."""
        sql = "SELECT * FROM sessions WHERE user = ? ORDER BY begun_at DESC"
        return [SessionRow(*r) for r in self._all(sql, (user,))]

    def see_session(self, hashed: bytes, now: float) -> None:
        """Note that a session was used."""
        self._do("UPDATE sessions SET seen_at = ? WHERE hash = ?", (now, hashed))

    def end_session(self, hashed: bytes) -> None:
        """End one session."""
        self._do("DELETE FROM sessions WHERE hash = ?", (hashed,))

    def end_sessions(self, user: int) -> None:
        """End all sessions of a person."""
        self._do("DELETE FROM sessions WHERE user = ?", (user,))

    def drop_sessions(self, *, seen_before: float, begun_before: float) -> None:
        """Drop the sessions that have ended by time."""
        self._do(
            "DELETE FROM sessions WHERE seen_at < ? OR begun_at < ?", (seen_before, begun_before)
        )

    # Tokens

    def add_token(self, hashed: bytes, user: int, name: str, role: str, now: float) -> int:
        """Keep a token; its number."""
        return self._insert(
            "INSERT INTO tokens (hash, user, name, role, made_at) VALUES (?,?,?,?,?)",
            (hashed, user, name, role, now),
        )

    def token(self, hashed: bytes) -> TokenRow | None:
        """The token of a word, by its hash."""
        row = self._one("SELECT * FROM tokens WHERE hash = ?", (hashed,))
        return row and TokenRow(*row)

    def tokens(self, user: int) -> list[TokenRow]:
        """The tokens of a person."""
        sql = "SELECT * FROM tokens WHERE user = ? ORDER BY number"
        return [TokenRow(*r) for r in self._all(sql, (user,))]

    def use_token(self, number: int, now: float) -> None:
        """Note that a token was used."""
        self._do("UPDATE tokens SET used_at = ? WHERE number = ?", (now, number))

    def remove_token(self, number: int) -> None:
        """Take a token away."""
        self._do("DELETE FROM tokens WHERE number = ?", (number,))

    # Words that hold once

    def put_once(self, hashed: bytes, purpose: str, body: str, ends_at: float) -> None:
        """Keep what a word that holds once stands for."""
        self._do("INSERT INTO once VALUES (?,?,?,?)", (hashed, purpose, body, ends_at))

    def once(self, hashed: bytes, purpose: str, now: float) -> str | None:
        """What a word stands for, while it holds."""
        sql = "SELECT body FROM once WHERE hash = ? AND purpose = ? AND ends_at >= ?"
        row = self._one(sql, (hashed, purpose, now))
        return row and str(row[0])

    def take_once(self, hashed: bytes, purpose: str, now: float) -> str | None:
        """What a word stands for; it never holds again."""
        with self.transaction():
            body = self.once(hashed, purpose, now)
            self._do("DELETE FROM once WHERE hash = ? OR ends_at < ?", (hashed, now))
        return body

    def drop_once(self, purpose: str) -> None:
        """Drop all words of a purpose."""
        self._do("DELETE FROM once WHERE purpose = ?", (purpose,))

    # Tries

    def tries(self, key: str) -> tuple[int, float]:
        """How often it was tried in vain, and when last."""
        row = self._one("SELECT count, at FROM tries WHERE key = ?", (key,))
        return (row[0], row[1]) if row else (0, 0.0)

    def put_tries(self, key: str, count: int, now: float) -> None:
        """Note how often it was tried in vain; 0 forgets it."""
        if count > 0:
            self._do("INSERT OR REPLACE INTO tries VALUES (?,?,?)", (key, count, now))
        else:
            self._do("DELETE FROM tries WHERE key = ?", (key,))

    def drop_tries(self, before: float) -> None:
        """Forget tries that are long ago."""
        self._do("DELETE FROM tries WHERE at < ?", (before,))

    # What was done

    def add_write(
        self, now: float, *, user: str, via: str, address: str, action: str, what: str
    ) -> int:
        """Note for good that somebody does something; its number."""
        return self._insert(
            "INSERT INTO writes (at, user, via, address, action, what) VALUES (?,?,?,?,?,?)",
            (now, user, via, address, action, what),
        )

    def end_write(self, number: int, now: float, status: str) -> None:
        """Note for good how it ended."""
        self._do("INSERT OR IGNORE INTO outcomes VALUES (?,?,?)", (number, now, status))

    def writes(
        self, *, most: int, user: str | None = None, since: float | None = None
    ) -> list[WriteRow]:
        """What was done, the newest first."""
        given: list[Any] = []
        where = ""
        for condition, value in (("w.user = ?", user), ("w.at >= ?", since)):
            if value is not None:
                where += f" {'AND' if where else 'WHERE'} {condition}"
                given.append(value)
        sql = "SELECT w.*, o.status FROM writes w LEFT JOIN outcomes o USING (number)"
        rows = self._all(f"{sql}{where} ORDER BY w.number DESC LIMIT ?", (*given, most))
        return [WriteRow(*r) for r in rows]

    def _one(self, sql: str, given: Sequence[Any] = ()) -> Any:
        with self._lock, self._told():
            return self._db.execute(sql, given).fetchone()

    def _all(self, sql: str, given: Sequence[Any] = ()) -> list[Any]:
        with self._lock, self._told():
            return self._db.execute(sql, given).fetchall()

    def _do(self, sql: str, given: Sequence[Any]) -> None:
        with self._lock, self._told():
            self._db.execute(sql, given)

    def _insert(self, sql: str, given: Sequence[Any]) -> int:
        with self._lock, self._told():
            number = self._db.execute(sql, given).lastrowid
        assert number is not None
        return number


def _in_our_words(text: str) -> Sequence[str]:
    if is_busy(text):
        return "another program is changing it at this moment.", "try again in a moment."
    return cannot_be_written(text) or (
        f"it is not a sound file of accounts ({text}).",
        "restore it from a copy.",
    )
