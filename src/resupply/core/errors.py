"""The tree of errors. Each says where, what and what to do; every door shows the same three.

ResupplyError
+-- RefusedError            the input cannot be taken; nothing was changed (exit code 1)
|   +-- EntryRefusedError       an entry breaks a rule of the book
|   +-- KeyReusedError          same source and key, other content
|   +-- SourceUnreadableError   a file is not what it should be
|   +-- CaseUnreadableError     a case cannot be opened
|   +-- DeskUnreadableError     the file of documents under review cannot be used
|   +-- AccountsUnreadableError the file of accounts, or of alerts, cannot be used
|   +-- QuestionError           a question names something the case does not have
|   +-- NetworkError            a supply network that nothing can be planned over
+-- SolverError             a solver gave no answer that holds
+-- BookError               the book itself: locked, newer, damaged
+-- BookLockedError
+-- BookNewerError
+-- BookDamagedError
|   +-- BookMissingError        there is no book yet where one is looked for
+-- BookNotWritableError
+-- BookUnreachableError    the server that holds it: not there, or it lets nobody in
"""

import difflib
from collections.abc import Iterable


class ResupplyError(Exception):
    """Base of all errors shown to users.

    Args:
        where: The file, sheet, row, field or option concerned.
        what: What is wrong, as a sentence.
        todo: What the reader can do about it.

    Example:
        >>> print(ResupplyError(where="a.csv, row 2", what="no donor.", todo="fill it in."))
        a.csv, row 2
        what: no donor.
        todo: fill it in.
    """

    exit_code = 1

    def __init__(self, *, where: str, what: str, todo: str) -> None:
        self.where, self.what, self.todo = where, what, todo
        super().__init__(f"{where}\nwhat: {what}\ntodo: {todo}")

    def to_dict(self) -> dict[str, str]:
        """The error as every door gives it."""
        return {
            "error": type(self).__name__.removesuffix("Error"),
            "where": self.where,
            "what": self.what,
            "todo": self.todo,
        }


class RefusedError(ResupplyError):
    """The input cannot be taken; nothing was changed."""


class EntryRefusedError(RefusedError):
    """An entry breaks a rule of the book."""


class KeyReusedError(RefusedError):
    """The same source and key came with other content."""

    def __init__(self, *, source_id: str, key: str) -> None:
        super().__init__(
            where=f"source {source_id}, key {key}",
            what="this key is already in the book with other content.",
            todo="entries are never changed: record a correction, or use another key.",
        )


class SourceUnreadableError(RefusedError):
    """A file is not what it should be."""


class CaseUnreadableError(RefusedError):
    """A case cannot be opened."""


class DeskUnreadableError(RefusedError):
    """The file of documents under review cannot be used."""

    def __init__(
        self,
        where: str,
        what: str,
        todo: str = "move the file away; the book holds what was decided.",
    ) -> None:
        super().__init__(where=where, what=what, todo=todo)


class AccountsUnreadableError(RefusedError):
    """The file of accounts, or of alerts, cannot be used."""

    def __init__(self, where: str, what: str, todo: str = "restore it from a copy.") -> None:
        super().__init__(where=where, what=what, todo=todo)


class QuestionError(RefusedError):
    """A question names something the case does not have, or asks it in a way that has no answer."""


class NetworkError(RefusedError):
    """A supply network that nothing can be planned over: a row that names what is not there."""


class SolverError(ResupplyError):
    """A solver gave no answer that holds."""

    def __init__(
        self,
        status: str,
        todo: str = "ask for fewer days or weekly periods, or report the case as an error.",
    ) -> None:
        super().__init__(
            where="the solver", what=f'it ended with "{status}" and gave no plan.', todo=todo
        )


class BookError(ResupplyError):
    """The book itself cannot be used."""


class BookLockedError(BookError):
    """Another program is writing to the book."""


class BookNewerError(BookError):
    """The book was written by a newer version."""


class BookDamagedError(BookError):
    """The book does not agree with its own chain of hashes, or is not a book."""


class BookMissingError(BookDamagedError):
    """There is no book yet where one is looked for."""


class BookNotWritableError(BookError):
    """The book or its folder cannot be written."""


class BookUnreachableError(BookError):
    """The server that holds the book is not there, or lets nobody in."""


def unknown_name(
    where: str,
    kind: str,
    name: str,
    known: Iterable[str],
    error: type[RefusedError] = QuestionError,
) -> RefusedError:
    """An error for a name that does not exist, with the nearest ones that do.

    Example:
        >>> print(unknown_name("--kind", "kind", "militry", ["military", "financial"]).todo)
        did you mean "military"? Known: financial, military.
    """
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    shown = ", ".join(names[:12]) + (f" ... ({len(names)} in all)" if len(names) > 12 else "")
    return error(
        where=where,
        what=f'there is no {kind} "{name}".',
        todo=f"{hint}Known: {shown}." if names else f"this case has no {kind} yet.",
    )
