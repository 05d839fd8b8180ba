"""Columns by contract: found by name, wherever they stand, the needed ones asked for.

Kiel renamed all columns between releases 18 and 21 and adds or drops some with every release.
"""

from collections.abc import Mapping, Sequence

import msgspec

from resupply.core.errors import SourceUnreadableError
from resupply.sources.reading.numbers import clean


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """What a table must and may have.

    Args:
        name: What the table is, for people.
        aliases: Concept -> the names it has had, small letters, single blanks.
        needed: Concepts without which nothing can be read.
        one_of: Concepts of which at least one is needed.
        nameless: Concept -> the concept left of which it stands when its header is empty.
    """

    name: str
    aliases: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    nameless: Mapping[str, str] = {}


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Where each concept stands in a header.

    Args:
        at: Concept -> position.
        missing: Needed concepts that are not there.
        unknown: Headers no concept claims.
        header: The header, cleaned.
    """

    at: Mapping[str, int]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    header: tuple[str, ...] = ()

    def __contains__(self, concept: str) -> bool:
        """Whether the table has it."""
        return concept in self.at

    def get(self, row: Sequence[object], concept: str) -> object:
        """The row's cell of a concept; None when the table has no such column."""
        position = self.at.get(concept)
        return None if position is None else row[position]

    def heading(self, concept: str) -> str:
        """How the table calls a concept."""
        return self.header[self.at[concept]] if concept in self.at else concept

    def text(self, row: Sequence[object], concept: str) -> str:
        """The same cell as clean text; empty when nothing stands there."""
        return clean(self.get(row, concept))


def match(header: Sequence[object], contract: Contract) -> Columns:
    """Which concept stands where. Earlier aliases and earlier columns go first.

    Example:
        >>> both = Contract(name="x", aliases={"donor": ("donor", "countries")}, needed=("donor",))
        >>> found = match(["ID", " Countries"], both)
        >>> found.at, found.missing, found.unknown
        ({'donor': 1}, (), ('ID',))
    """
    names = [clean(cell).casefold() for cell in header]
    at = {
        concept: names.index(alias)
        for concept, aliases in contract.aliases.items()
        if (alias := next((a for a in aliases if a in names), None)) is not None
    }
    for concept, right in contract.nameless.items():
        left = at.get(right, 0) - 1
        if concept not in at and left >= 0 and _nameless(names[left]):
            at[concept] = left
    missing = [concept for concept in contract.needed if concept not in at]
    if contract.one_of and not any(concept in at for concept in contract.one_of):
        missing.append(contract.one_of[0])
    shown = tuple(clean(cell) for cell in header)
    unknown = dict.fromkeys(n for i, n in enumerate(shown) if n and i not in at.values())
    return Columns(at=at, missing=tuple(missing), unknown=tuple(unknown), header=shown)


def need(columns: Columns, contract: Contract, header: Sequence[object], where: str) -> Columns:
    """The same columns, or a refusal that names what is missing and what came near.

    Raises:
        SourceUnreadableError: A needed column is missing.
    """
    if columns.missing:
        raise refusal(columns, contract, header, where)
    return columns


def refusal(
    columns: Columns, contract: Contract, header: Sequence[object], where: str
) -> SourceUnreadableError:
    """Which columns were expected, which were found, and the nearest names."""
    found = [clean(cell) for cell in header if clean(cell)]
    asked = [_asked(concept, contract, found) for concept in columns.missing]
    shown = ", ".join(found[:20]) + (f" ... ({len(found)} in all)" if len(found) > 20 else "")
    return SourceUnreadableError(
        where=where,
        what=f"not {contract.name}: no column for {'; '.join(asked)}.",
        todo=f"rename the column, or give another file. Found: {shown or 'no header'}.",
    )


def _asked(concept: str, contract: Contract, found: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process

    aliases = contract.aliases[concept]
    names = " or ".join(f'"{alias}"' for alias in aliases)
    near = process.extractOne(
        aliases[0], [name.casefold() for name in found], scorer=fuzz.ratio, score_cutoff=70
    )
    hint = f' (nearest: "{found[near[2]]}")' if near else ""
    return f"{concept.replace('_', ' ')}, named {names}{hint}"


def _nameless(name: str) -> bool:
    return not name or name.startswith("unnamed:")
