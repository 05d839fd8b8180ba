"""The options every question shares: which case, within which bounds."""

import os
from dataclasses import dataclass, fields
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any, cast

from cyclopts import Group, Parameter

from resupply.cli.values import Day, Words, names
from resupply.core.words import Milestone, Stage

if TYPE_CHECKING:
    from resupply.case.bounds import Bounds
    from resupply.case.case import Case

DEFAULT_CASE = "ukraine-2024"
_WHICH = Group("Case", sort_key=2)
_BOUNDS = Group("Bounds of the question", sort_key=3)
_LISTS = ("donor", "recipient", "item", "kind", "place", "boundary")


def _help(text: str) -> Parameter:
    return Parameter(help=text)


@Parameter(name="*", group=_WHICH)
@dataclass(frozen=True, kw_only=True)
class InCase:
    """Which case is meant."""

    case: Annotated[
        str | None,
        Parameter(
            help="A shipped case by name, or a case folder, workbook or book file by path. "
            f"Default {DEFAULT_CASE}.",
            env_var="RESUPPLY_CASE",
        ),
    ] = None
    book: Annotated[
        str | None,
        Parameter(
            help="Database with the book of the case folder, or the book alone: postgresql://...",
            env_var="RESUPPLY_BOOK",
        ),
    ] = None

    @property
    def address(self) -> str | None:
        """The database meant: a case written in the command has its own book, or needs a folder."""
        set_before = self.book == os.environ.get("RESUPPLY_BOOK")
        named = self.case not in (None, os.environ.get("RESUPPLY_CASE"))
        if set_before and named and not Path(str(self.case)).is_dir():
            return None
        return self.book or None

    @property
    def name(self) -> str | None:
        """The case; None = the book alone."""
        return self.case if self.case or self.address else DEFAULT_CASE

    @property
    def options(self) -> str:
        """What is written behind a command to mean this case; no password is in it."""
        told = f" --case {self.case}" if self.case not in (None, DEFAULT_CASE) else ""
        if self.address:
            from resupply.store import address

            told += f" --book {quote(address.read(self.address).shown)}"
        return told

    def __str__(self) -> str:
        """As one would write it."""
        return self.options.strip() or f"--case {DEFAULT_CASE}"

    def open(self) -> "Case":
        """Open it.

        Raises:
            ResupplyError: It cannot be opened.
        """
        import resupply

        return resupply.open(self.name, book=self.address)


@Parameter(name="*", group=_BOUNDS)
@dataclass(frozen=True, kw_only=True)
class Asked:
    """The bounds of a question; `core.scope.Scope` says what each means."""

    as_of: Annotated[Day, _help("Only what was known by this day; default the case's own.")] = None
    until: Annotated[Day, _help("Only what happened by this day.")] = None
    since: Annotated[Day, _help("Only what happened from this day on.")] = None
    dataset: Annotated[
        str | None, _help("Which record of the world: kiel, press ... Never summed together.")
    ] = None
    stage: Annotated[str | None, _help(f"What counts as given: {', '.join(Stage)}.")] = None
    milestone: Annotated[
        str | None, _help(f"What counts as delivered: {', '.join(Milestone)}.")
    ] = None
    donor: Annotated[
        Words, _help("Only these donors: ids, names, groups (USA, Finland, NATO).")
    ] = None
    recipient: Annotated[Words, _help("Only these recipients.")] = None
    item: Annotated[Words, _help("Only these items.")] = None
    kind: Annotated[Words, _help("Only these kinds of aid: military, humanitarian, financial.")] = (
        None
    )
    place: Annotated[Words, _help("Only these places.")] = None
    boundary: Annotated[
        Words, _help("Parties inside a boundary: only what crosses it is counted.")
    ] = None
    shares: Annotated[
        str | None,
        _help("donor: a union is a donor of its own; members: its aid is split to them by key."),
    ] = None
    currency: Annotated[str | None, _help("Currency of values, such as USD.")] = None
    rate_on: Annotated[
        Day, _help("Day of the exchange rate; default the day each move happened.")
    ] = None
    measure: Annotated[str | None, _help("Sum value (money) or quantity (units).")] = None

    def bounds(self) -> "Bounds":
        """The bounds that were given; those that were not are left to the case."""
        given: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        given |= {name: names(given[name]) for name in _LISTS}
        return cast("Bounds", {k: v for k, v in given.items() if v not in (None, [])})


#: The default case, within no bounds.
IN_CASE = InCase()
ALL = Asked()
