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
    for event in events[:ENTRIES_MAX]:
        _entry(made, event, base)
    told: bytes = made.atom_str(pretty=True)
    return told


def _entry(made: Any, event: Event, base: str) -> None:
    found, told = event.found, picture.told(event, base)
    at = datetime.fromtimestamp(event.at, UTC)
    entry = made.add_entry(order="append")
    entry.id(f"urn:uuid:{uuid.UUID(event.id)}")
    entry.title(_xml(found.title))
    entry.updated(at)
    entry.published(at)
    entry.category(term=found.kind)
    entry.summary(_xml(found.sentence))
    if told["link"]:
        entry.link(href=told["link"], rel="alternate")
    if told["chart"]:
        entry.link(href=told["chart"], rel="enclosure", type="image/png")
    for source in told["sources"]:
        if source["url"].startswith(("https://", "http://")):
            entry.link(href=_xml(source["url"]), rel="via", title=_xml(source["title"]))
    entry.content(_xml(_html(told)), type="html")


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
