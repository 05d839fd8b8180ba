"""An alert's picture and its words, alike in feed, webhook and letter."""

from typing import Any

from resupply.alerts.event import Event
from resupply.core.dates import moment
from resupply.report import alert_charts, charts
from resupply.report.chart_frame import Spec


def spec(event: Event) -> Spec | None:
    """The picture's specification; None = there is nothing to draw."""
    found = event.found
    if not found.bars:
        return None
    values = [(bar.label, bar.value) for bar in found.bars]
    return alert_charts.bars(
        values, title=found.bars_title, unit=found.bars_unit, scope=found.scope
    )


def png(event: Event) -> bytes | None:
    """The picture as PNG."""
    made = spec(event)
    return None if made is None else charts.png(made, scale=1.5)


def svg(event: Event) -> str | None:
    """The picture as SVG."""
    made = spec(event)
    return None if made is None else charts.svg(made)


def told(event: Event, link: str) -> dict[str, Any]:
    """An event as programs read it.

    Args:
        event: The event.
        link: Where the pages are served; empty = no links.
    """
    found = event.found
    base = link.rstrip("/")
    return {
        "id": event.id,
        "kind": found.kind,
        "about": found.key,
        "title": found.title,
        "sentence": found.sentence,
        "figure": found.figure,
        "unit": found.unit,
        "known_on": str(found.on),
        "found_at": moment(event.at),
        "scope": found.scope.sentence(),
        "link": f"{base}{found.page}" if base else None,
        "chart": f"{base}/alerts/{event.id}.png" if base and found.bars else None,
        "sources": [
            {"id": s.id, "title": s.title, "publisher": s.publisher, "url": s.url}
            for s in found.sources
        ],
        "source_ids": list(found.source_ids),
    }
