"""People: who there is, how they are known again, and how that ends."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from resupply.api.accounts import words
from resupply.api.accounts.tries import Tries
from resupply.core.errors import QuestionError, RefusedError, unknown_name
from resupply.core.roles import lower_of, may, refuse_role
from resupply.store.accounts import AccountStore, TokenRow, UserRow

#: A session ends when it was not used for so long, and in any case after so long [seconds].
IDLE_SECONDS_MAX = 8 * 3600.0
SESSION_SECONDS_MAX = 7 * 24 * 3600.0
#: The link that makes the first admin holds for so long [seconds].
SET_UP_SECONDS_MAX = 3600.0
#: Use is noted at most this often [seconds]: a page asks for many things at one moment.
_NOTED_SECONDS = 60.0
_SET_UP = "set-up"


@dataclass(frozen=True, kw_only=True)
class User:
    """Who asks. Pages find it as `request.state.user`.

    Args:
        name: As shown; empty = nobody signed in.
        role: One of `core.roles.ROLES`; empty = nobody signed in.
        via: How they are known: `session`, `token NAME`, `this machine`, `nobody`.
        number: Of the account; None = there is none.
        session: Hash of the session's word, where there is one.
    """

    name: str = ""
    role: str = ""
    via: str = "nobody"
    number: int | None = None
    session: bytes | None = None


#: A single user on their own machine: needs no account and may do everything.
OWNER = User(role="admin", via="this machine")
NOBODY = User()


class SignInRefusedError(RefusedError):
    """A sign-in that was refused; it never says whether the name exists."""

    def __init__(self, wait_seconds: float = 0.0) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(
            where="sign-in",
            what="too many tries." if wait_seconds else "the name or the password is wrong.",
            todo=f"wait {max(1, round(wait_seconds))} seconds and try again."
            if wait_seconds
            else "check both; an admin can set a new password.",
        )


class Accounts:
    """The people of one case.

    Args:
        path: The file of accounts; made when it is not there.
        clock: Seconds since 1970.

    Raises:
        AccountsUnreadableError: The file cannot be used.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.store = AccountStore(path)
        self.clock = clock
        self._tries = Tries(self.store)

    def close(self) -> None:
        """Release the file."""
        self.store.close()

    # Who there is

    def find(self, name: str) -> UserRow:
        """The person of that name.

        Raises:
            QuestionError: There is none.
        """
        found = self.store.user(key=words.key_of(name))
        if found is None:
            names = [u.name for u in self.store.users()]
            raise unknown_name("users", "user", name[:60], names, QuestionError)
        return found

    def add(self, name: str, role: str, password: str | None) -> UserRow:
        """Add a person; without a password they sign in through a provider, or by token.

        Raises:
            RefusedError: No name, no role, a weak password, or there is one of that name.
        """
        name = words.named(name)
        refuse_role("--role", role)
        if password is not None:
            words.refuse_weak(password, name)
        kept = None if password is None else words.password_hash(password)
        key = words.key_of(name)
        with self.store.transaction():
            if self.store.user(key=key) is not None:
                raise RefusedError(
                    where=f"user {name}",
                    what="there is one of that name.",
                    todo="take another name, or `resupply users role` to change what they may do.",
                )
            self.store.add_user(key, name, role, kept, self.clock())
        return self.find(name)

    def set_role(self, name: str, role: str) -> UserRow:
        """Give a person another role; it holds from their next request on.

        Raises:
            RefusedError: No such person or role, or nobody else is an admin.
        """
        refuse_role("--role", role)
        with self.store.transaction():
            user = self.find(name)
            if role != "admin":
                self._refuse_last_admin(user)
            self.store.put_role(user.number, role)
        return self.find(name)

    def set_password(self, name: str, password: str) -> UserRow:
        """Give a person another password; all their sessions end.

        Raises:
            RefusedError: No such person, or a weak password.
        """
        user = self.find(name)
        words.refuse_weak(password, user.name)
        kept = words.password_hash(password)
        with self.store.transaction():
            self.store.put_password(user.number, kept)
            self.store.end_sessions(user.number)
        return user

    def remove(self, name: str) -> UserRow:
        """Take a person away, with their sessions and tokens; what they did stays on record.

        Raises:
            RefusedError: No such person, or nobody else is an admin.
        """
        with self.store.transaction():
            user = self.find(name)
            self._refuse_last_admin(user)
            self.store.remove_user(user.number)
        return user

    def _refuse_last_admin(self, user: UserRow) -> None:
        others = [u for u in self.store.users() if u.role == "admin" and u.number != user.number]
        if user.role == "admin" and not others:
            raise RefusedError(
                where=f"user {user.name}",
                what="nobody else is an admin.",
                todo="make somebody else one first: resupply users role NAME admin.",
            )

    # Sessions

    def sign_in(self, name: str, password: str, address: str) -> tuple[UserRow, str]:
        """Begin a session by password; the person, and the word of the session.

        Raises:
            SignInRefusedError: A wrong name or password, or too many tries.
        """
        key = words.key_of(name)
        wait = self._tries.begin(key, address, self.clock())
        if wait > 0:
            raise SignInRefusedError(wait)
        user = self.store.user(key=key)
        try:
            holds = words.password_holds(password, user and user.password)
        except TimeoutError:
            raise SignInRefusedError(words.CHECKING_SECONDS) from None
        if not holds or user is None:
            raise SignInRefusedError
        self._tries.succeeded(key, address, self.clock())
        return user, self.begin_session(user.number, address)

    def begin_session(self, user: int, address: str) -> str:
        """A new session; its word, which is kept nowhere but with whom it is given to."""
        word, now = words.random_word(), self.clock()
        self.store.drop_sessions(
            seen_before=now - IDLE_SECONDS_MAX, begun_before=now - SESSION_SECONDS_MAX
        )
        self.store.add_session(words.hashed(word), user, address, now)
        return word

    def by_session(self, word: str) -> User | None:
        """Who a session is of, while it holds."""
        found, now = self.store.session(words.hashed(word)), self.clock()
        if found is None:
            return None
        idle, age = now - found.seen_at, now - found.begun_at
        user = self.store.user(number=found.user)
        if idle > IDLE_SECONDS_MAX or age > SESSION_SECONDS_MAX or user is None:
            self.store.end_session(found.hash)
            return None
        if idle > _NOTED_SECONDS:
            self.store.see_session(found.hash, now)
        return User(
            name=user.name, role=user.role, via="session", number=user.number, session=found.hash
        )

    # Tokens

    def make_token(self, name: str, label: str, role: str | None = None) -> tuple[TokenRow, str]:
        """A token for a program of a person's; its word is shown once.

        Args:
            name: Whose.
            label: What it is for.
            role: What it may do at most; None = what its owner may.

        Raises:
            RefusedError: No such person, a role above theirs, or a label that is none.
        """
        user = self.find(name)
        label = words.named(label, "token")
        role = role or user.role
        refuse_role("--role", role)
        if not may(user.role, role):
            raise RefusedError(
                where=f"--role {role}",
                what=f"{user.name} is a {user.role}, and no token may do more than its owner.",
                todo=f"give {user.role} or a role below it.",
            )
        word = words.TOKEN_MARK + words.random_word()
        hashed = words.hashed(word)
        self.store.add_token(hashed, user.number, label, role, self.clock())
        made = self.store.token(hashed)
        assert made is not None
        return made, word

    def revoke_token(self, number: int, *, of: int | None = None) -> TokenRow:
        """Take a token away; it holds no more from this moment on.

        Args:
            number: As listed.
            of: Only if it is this person's.

        Raises:
            QuestionError: There is none of that number.
        """
        users = [u.number for u in self.store.users() if of in (None, u.number)]
        for user in users:
            for token in self.store.tokens(user):
                if token.number == number:
                    self.store.remove_token(number)
                    return token
        raise QuestionError(
            where=f"token {number}",
            what="there is none of that number.",
            todo="`resupply users tokens` lists them.",
        )

    def by_token(self, word: str) -> User | None:
        """Who a token is of; it may do no more than its owner may now."""
        found, now = self.store.token(words.hashed(word)), self.clock()
        user = None if found is None else self.store.user(number=found.user)
        if found is None or user is None:
            return None
        if found.used_at is None or now - found.used_at > _NOTED_SECONDS:
            self.store.use_token(found.number, now)
        role = lower_of(found.role, user.role)
        return User(name=user.name, role=role, via=f"token {found.name}", number=user.number)

    # The first admin

    def set_up_word(self) -> str | None:
        """A new word that makes the first admin, once; None when there is one.

        Words given before hold no more.
        """
        if any(u.role == "admin" for u in self.store.users()):
            return None
        word = words.random_word()
        self.store.drop_once(_SET_UP)
        ends_at = self.clock() + SET_UP_SECONDS_MAX
        self.store.put_once(words.hashed(word), _SET_UP, "{}", ends_at)
        return word

    def set_up_holds(self, word: str) -> bool:
        """Whether a set-up word can still be used."""
        kept = self.store.once(words.hashed(word), _SET_UP, self.clock())
        return kept is not None and not any(u.role == "admin" for u in self.store.users())

    def set_up(self, word: str, name: str, password: str) -> UserRow:
        """Make the first admin.

        Raises:
            RefusedError: The word holds no more, or the name or password cannot be taken.
        """
        words.refuse_weak(password, words.named(name))  # a slip does not use up the link
        if (
            not self.set_up_holds(word)
            or self.store.take_once(words.hashed(word), _SET_UP, self.clock()) is None
        ):
            raise RefusedError(
                where="set-up link",
                what="it holds no more.",
                todo="start the server again: it prints a new one while there is no admin.",
            )
        return self.add(name, "admin", password)

    # What was done

    def note(
        self, user: User, action: str, what: str, *, address: str, status: str | None = None
    ) -> int:
        """Note for good that somebody does something; `status` when it is done already."""
        number = self.store.add_write(
            self.clock(), user=user.name, via=user.via, address=address, action=action, what=what
        )
        if status is not None:
            self.store.end_write(number, self.clock(), status)
        return number
