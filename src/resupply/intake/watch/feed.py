"""The items of a feed file, Atom or RSS 2.0, read without trusting it."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.intake.watch.item import Item
from resupply.intake.watch.markup import plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]  # ships no types

#: Largest feed [bytes].
SIZE_MAX = 50_000_000
_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC_DATE = "{http://purl.org/dc/elements/1.1/}date"


def items(path: Path, seen: Callable[[str], str | None]) -> Iterator[Item]:
    """Items of a feed that were not seen, in the feed's order.

    Args:
        path: The feed's file.
        seen: The mark under which a name was last seen.

    Raises:
        SourceUnreadableError: No feed, cut off, or with definitions of its own.
    """
    root = _root(path)
    publisher = _said(root, f"{_ATOM}title") or _said(root, "channel/title")
    found = [*root.iter(f"{_ATOM}entry"), *root.iter("item")]
    if not found and not (root.tag == f"{_ATOM}feed" or root.find("channel") is not None):
        raise _no_feed(path, "it is XML, but neither Atom nor RSS.")
    for element in found:
        item = _item(element, publisher)
        if seen(item.name) != item.mark:
            yield item


def _root(path: Path) -> "_Element":
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    try:
        with path.open("rb") as stream:
            content = stream.read(SIZE_MAX + 1)
    except OSError as error:
        raise _no_feed(path, f"it cannot be opened: {(error.strerror or '').lower()}.") from None
    if len(content) > SIZE_MAX:
        raise _no_feed(path, f"it is larger than {SIZE_MAX // 1_000_000} MB.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_feed(path, f"it is not sound XML ({str(error)[:100]}).") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _no_feed(path, "it defines words of its own (a DTD), which feeds do not need.")
    return root


def _item(element: "_Element", publisher: str | None) -> Item:
    atom = element.tag == f"{_ATOM}entry"
    title = _said(element, f"{_ATOM}title" if atom else "title")
    url = _link(element) if atom else _said(element, "link")
    body = _body(element, atom)
    text = "\n\n".join(part for part in (title and plain_text(title), body) if part)
    name = _said(element, f"{_ATOM}id" if atom else "guid") or url or title or text[:100]
    published = _day(element, atom)
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if not text:
        return Item(name=f"feed {name}", mark="empty", findings=(_empty(name),))
    return Item(
        name=f"feed {name[:500]}", mark=mark, text=text, title=title and plain_text(title),
        publisher=publisher, url=url, published=published,
    )  # fmt: skip


def _said(element: "_Element", path: str) -> str | None:
    found = element.find(path)
    words = " ".join("".join(str(t) for t in found.itertext()).split()) if found is not None else ""
    return words or None


def _link(element: "_Element") -> str | None:
    links = element.findall(f"{_ATOM}link")
    whole = [e for e in links if e.get("rel", "alternate") == "alternate"]
    return str(whole[0].get("href", "")) or None if whole else None


def _body(element: "_Element", atom: bool) -> str:
    names = (f"{_ATOM}content", f"{_ATOM}summary") if atom else (_CONTENT, "description")
    for name in names:
        found = element.find(name)
        if found is None:
            continue
        if found.get("type") == "xhtml":
            return plain_text(_inner(found))
        words = "".join(str(t) for t in found.itertext())
        if words.strip():
            return plain_text(words) if found.get("type") != "text" else words.strip()
    return ""


def _inner(element: "_Element") -> str:
    from lxml import etree

    return "".join(etree.tostring(child, encoding="unicode") for child in element)


def _day(element: "_Element", atom: bool) -> str | None:
    """The day an item was published, where it says one that can be read."""
    names = (f"{_ATOM}published", f"{_ATOM}updated") if atom else ("pubDate", _DC_DATE)
    for name in names:
        told = _said(element, name)
        if told is None:
            continue
        for parse in (datetime.fromisoformat, parsedate_to_datetime):
            try:
                return parse(told).date().isoformat()
            except (ValueError, TypeError, IndexError):
                continue
    return None


def _empty(name: str) -> Finding:
    return Finding(
        code="document_unreadable",
        where=f"feed item {name[:100]}",
        what="it holds no words.",
        todo="save the page it leads to into a watched folder.",
    )


def _no_feed(path: Path, what: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        where=str(path), what=what, todo="give a feed file, Atom or RSS 2.0, as a reader saves it."
    )
