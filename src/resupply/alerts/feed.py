"""Alerts as an Atom feed, for readers of feeds."""

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from resupply.alerts import picture
from resupply.alerts.event import Event

#: Most events in a feed, the newest.
ENTRIES_MAX = 100
_ATOM = "{http://www.w3.org/2005/Atom}"
#: What XML cannot hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(events: Sequence[Event], *, case: str, title: str, link: str) -> bytes:
    """The feed.

    Args:
        events: The newest first.
        case: Name of the case.
        title: Its title.
        link: Where the pages are served; empty = no links.
    """
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # ships no types

    made = FeedGenerator()
    base = link.rstrip("/")
    made.id(base + "/feeds/alerts.atom" if base else f"urn:uuid:{_uuid(f'feed {case}')}")
    made.title(_xml(f"Alerts: {title or case}"))
    made.author(name="Resupply")
    made.generator("Resupply")
    if base:
        made.link(href=f"{base}/feeds/alerts.atom", rel="self")
        made.link(href=f"{base}/", rel="alternate")
    newest = max((e.at for e in events), default=0.0)
    made.updated(datetime.fromtimestamp(newest, UTC))
    shown = [(event, picture.told(event, base)) for event in events[:ENTRIES_MAX]]
    for event, told in shown:
        _entry(made, event, told)
    return _with_links(made.atom_str(), [told for _, told in shown])


def _entry(made: Any, event: Event, told: dict[str, Any]) -> None:
    found = event.found
    at = datetime.fromtimestamp(event.at, UTC)
    entry = made.add_entry(order="append")
    entry.id(f"urn:uuid:{uuid.UUID(event.id)}")
    entry.title(_xml(found.title))
    entry.updated(at)
    entry.published(at)
    entry.category(term=found.kind)
    entry.summary(_xml(found.sentence))
    entry.content(_xml(_html(told)), type="html")


def _with_links(feed: bytes, told: Sequence[dict[str, Any]]) -> bytes:
    """The feed with the links of its entries.

    Feedgen 1.0 writes an entry's links without saying what each leads to, so they are added here.
    """
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    root = etree.fromstring(feed)
    for entry, each in zip(root.iter(f"{_ATOM}entry"), told, strict=True):
        links = [{"href": each["link"], "rel": "alternate"}] if each["link"] else []
        if each["chart"]:
            links.append({"href": each["chart"], "rel": "enclosure", "type": "image/png"})
        links += [
            {"href": _xml(s["url"]), "rel": "via", "title": _xml(s["title"])}
            for s in each["sources"]
            if s["url"].startswith(("https://", "http://"))
        ]
        for link in links:
            etree.SubElement(entry, f"{_ATOM}link", link)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _html(told: dict[str, Any]) -> str:
    parts = [f"<p>{escape(told['sentence'])}</p>"]
    if told["chart"]:
        parts.append(f'<p><img src="{escape(told["chart"])}" alt="{escape(told["sentence"])}"></p>')
    for source in told["sources"]:
        said = ", ".join(s for s in (source["title"] or source["id"], source["publisher"]) if s)
        parts.append(f"<p>Source: {escape(said)}.</p>")
    parts.append(f"<p>Scope: {escape(told['scope'])}.</p>")
    return "".join(parts)


def _xml(text: str) -> str:
    r"""Words without what XML cannot hold.

    Example:
        >>> _xml("a\x00b\ud800c")
        'abc'
    """
    return _NOT_XML.sub("", text)


def _uuid(text: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, text)
