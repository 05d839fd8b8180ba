"""Names that a text uses, and the ids by which the case knows them.

What is the same but for case, blanks, signs and the plural is taken ("155 mm" is `155mm`), and a
calibre with a word for ammunition ("155 mm shells"). Anything less sure is suggested in the
refusal, and a person decides.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from resupply.case.names import Names
from resupply.core.errors import RefusedError

if TYPE_CHECKING:
    from resupply.case.case import Case

_LIKE_MIN = 60  # of 100; less alike is no help


class Named:
    """The names of a case, as a proposal's fields use them.

    Args:
        case: The case.
        number: The proposal, for errors.
        new: Whether a name the case does not know is taken as it is.
    """

    def __init__(self, case: "Case", number: int, *, new: bool) -> None:
        self._case = case
        self._names = Names(case, new=new)
        self._number = number

    def one_party(self, field: str, value: Any) -> str | None:
        """The one party a field names.

        Raises:
            RefusedError: There are several, or the case has no such party.
        """
        found = list(value) if isinstance(value, list | tuple) else [value]
        if len(found) > 1:
            raise RefusedError(
                where=self._where(field),
                what=f"it names several: {', '.join(map(str, found))}.",
                todo=f"take one with --set {field}=ID, or split it: resupply review split "
                f"{self._number} --part '{field}={found[0]}' --part '{field}={found[1]}'.",
            )
        return self._party(field, found[0]) if found and found[0] is not None else None

    def _party(self, field: str, name: str) -> str | None:
        try:
            return self._names.party(self._where(field), name)
        except RefusedError as error:
            raise self._suggesting(error, field, name, "parties") from None

    def actor(self, field: str, name: str) -> str:
        """A party's id where the case knows it, else the name as it stands."""
        try:
            return self._names.party(self._where(field), str(name)) or str(name)
        except RefusedError:
            return str(name)

    def place(self, field: str, name: str | None) -> str | None:
        """The place a field names."""
        try:
            return self._names.place(self._where(field), name)
        except RefusedError as error:
            raise self._suggesting(error, field, str(name), "places") from None

    def item(self, field: str, words: str | None) -> str | None:
        """The item a field names.

        Raises:
            RefusedError: The case has no such item; names those most alike.
        """
        if words is None:
            return None
        told = {_plain(words), _calibre(words)} - {""}
        exact = {i for i, name in self._items() if told & {_plain(i), _plain(name)}}
        if len(exact) == 1:
            return exact.pop()
        try:
            return self._names.item(self._where(field), words)
        except RefusedError as error:
            raise self._suggesting(error, field, words, "items") from None

    def item_or_words(self, field: str, words: str | None) -> str | None:
        """The item a field names, or the words where the case has none: a wider word is allowed."""
        try:
            return self.item(field, words)
        except RefusedError:
            return words

    def unit(self, item: str | None) -> str | None:
        """The item's unit."""
        rows = self._case.book.view().rows("items")
        return next((str(r.fields["unit"]) for r in rows
                     if r.row_id == item and r.fields.get("unit")), None)  # fmt: skip

    def are_donors(self, parties: Sequence[str]) -> bool:
        """Whether the book knows each of them as a donor."""
        donors = self._case.book.view().lines["donor"]
        return bool(parties) and all(p in donors for p in parties)

    def default_recipient(self) -> str | None:
        """The party the case is about."""
        return self._case.settings.recipient

    def missing(self, field: str, what: str) -> RefusedError:
        """The error for something needed that the words do not say."""
        return RefusedError(
            where=self._where(field),
            what=f"the words do not say {what}",
            todo=f"say it with --set {field}=..., or reject the proposal.",
        )

    def like(self, words: str, table: str) -> list[tuple[str, str]]:
        """Ids and names of a table most like some words, best first; none that is not alike."""
        from rapidfuzz import fuzz, process

        labels = {f"{i} {name}": (i, name) for i, name in self._labels(table)}
        found = process.extract(
            words, list(labels), scorer=fuzz.token_set_ratio, processor=_alike,
            limit=3, score_cutoff=_LIKE_MIN,
        )  # fmt: skip
        return [labels[label] for label, _, _ in found]

    def _items(self) -> Iterable[tuple[str, str]]:
        return self._labels("items")

    def _labels(self, table: str) -> list[tuple[str, str]]:
        rows = self._case.book.view().rows(table)
        return [(r.row_id, str(r.fields.get("name") or r.row_id)) for r in rows]

    def _suggesting(self, error: RefusedError, field: str, words: str, table: str) -> RefusedError:
        like = self.like(words, table)
        near = "; ".join(f"{i} ({name})" for i, name in like)
        first = f"--set {field}={like[0][0]}" if like else f"--set {field}=ID"
        return RefusedError(
            where=self._where(field),
            what=error.what,
            todo=(f"did you mean {near}? " if near else "")
            + f"Say which with {first}, or take the name as it is with --new.",
        )

    def _where(self, field: str) -> str:
        return f"proposal {self._number}, field {field}"


#: Words that say no more than a calibre does. Only beside a number: tank shells are no tanks.
_ROUNDS = frozenset(
    {
        "shell",
        "round",
        "projectile",
        "artillery",
        "ammunition",
        "munition",
        "calibre",
        "caliber",
        "of",
    }
)
_MILLIMETRES = frozenset({"millimetre", "millimeter"})


def _plain(text: str) -> str:
    """Letters and digits alone, in lower case and the singular.

    Example:
        >>> _plain("155-mm") == _plain("155 MM"), _plain("Howitzers")
        (True, 'howitzer')
    """
    return "".join(_words(text))


def _calibre(text: str) -> str:
    """What a calibre's words are without those for ammunition; empty when there is no number.

    Example:
        >>> _calibre("rounds of 155-millimetre ammunition"), _calibre("tank shells")
        ('155mm', '')
    """
    words = ("mm" if w in _MILLIMETRES else w for w in _words(text))
    left = "".join(w for w in words if w not in _ROUNDS)
    return left if any(c.isdigit() for c in left) else ""


def _alike(text: str) -> str:
    """Words as they are compared: a shell and a projectile are a round.

    Example:
        >>> _alike("Artillery shells")
        'artillery round'
    """
    return " ".join("round" if w in ("shell", "projectile") else w for w in _words(text))


def _words(text: str) -> list[str]:
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return [w.removesuffix("s") if len(w) > 3 else w for w in words]
