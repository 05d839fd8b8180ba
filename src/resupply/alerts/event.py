"""One alert: what happened, with its figure, its bars, its sources and the page that shows more."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from resupply.core.scope import Scope


class Bar(msgspec.Struct, frozen=True):
    """A bar of an alert's picture."""

    label: str
    value: float


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so."""

    id: str
    title: str = ""
    publisher: str = ""
    url: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found.

    Args:
        kind: The rule's kind.
        key: What it is about, such as a place and an item.
        title: In a few words.
        sentence: The figure, in a sentence.
        figure: The figure; None = unknown.
        unit: Its unit.
        on: Day it is known on.
        page: Address of the page that shows more, without the server's name.
        scope: What the figure is bound to.
        source_ids: Its sources.
        sources: The same, with titles and addresses.
        bars: What its picture shows.
        bars_title: Heading of that picture.
        bars_unit: Unit of the bars.
        lasting: Whether it is a state that lasts: told when it begins, and again only after it
            ended. What is not is told once for good.
    """

    kind: str
    key: str
    title: str
    sentence: str
    figure: float | None
    unit: str
    on: date
    page: str
    scope: Scope
    source_ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    bars: tuple[Bar, ...] = ()
    bars_title: str = ""
    bars_unit: str = ""
    lasting: bool = True


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as kept and told.

    Args:
        id: Always the same for the same event of the same book.
        at: When it was first found [seconds since 1970].
        found: What was found.
    """

    id: str
    at: float
    found: Found


def id_of(book: str, found: Found, began: str) -> str:
    """The id of an event: of this book, this kind, this thing, begun then.

    Example:
        >>> one = Found(kind="release", key="s", title="", sentence="", figure=None, unit="",
        ...     on=date(2024, 3, 1), page="/", scope=Scope())
        >>> id_of("book", one, "2024-03-01") == id_of("book", one, "2024-03-01")
        True
        >>> id_of("book", one, "2024-03-01") == id_of("book", one, "2024-04-01")
        False
    """
    told = "\x1f".join((book, found.kind, found.key, began))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def sources_of(
    named: Mapping[str, Mapping[str, Any]], source_ids: tuple[str, ...], most: int = 8
) -> tuple[Source, ...]:
    """Titles and addresses of sources, as an answer has them."""
    return tuple(
        Source(
            id=name,
            title=str(named.get(name, {}).get("title") or ""),
            publisher=str(named.get(name, {}).get("publisher") or ""),
            url=str(named.get(name, {}).get("url") or ""),
        )
        for name in source_ids[:most]
    )
