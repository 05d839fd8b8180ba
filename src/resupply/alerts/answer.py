"""Alerts as an answer, the same on the command line and over REST."""

from collections.abc import Mapping, Sequence
from typing import Any

from resupply.alerts import picture
from resupply.alerts.event import Event
from resupply.core.answer import Answer, Column
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.store.alerts import ToldRow

_COLUMNS = (
    Column(name="kind", title="Kind"),
    Column(name="title", title="What", shown=False),
    Column(name="sentence", title="What is so"),
    Column(name="figure", title="Figure", shown=False),
    Column(name="unit", title="Unit", shown=False),
    Column(name="known_on", title="Known on"),
    Column(name="found_at", title="Found", shown=False),
    Column(name="told", title="Told", meaning="Channels; begun: it is not known if it arrived."),
    Column(name="link", title="Page", shown=False),
    Column(name="chart", title="Picture", shown=False),
    Column(name="scope", title="Scope", shown=False),
    Column(name="id", title="Id", shown=False),
    Column(name="about", title="About", shown=False),
    Column(name="source_ids", title="Sources"),
)


def answer(
    events: Sequence[Event],
    *,
    scope: Scope,
    link: str = "",
    told: Sequence[ToldRow] = (),
    findings: Sequence[Finding] = (),
    sentence: str = "",
) -> Answer:
    """Events as rows, the newest first."""
    by: dict[str, list[ToldRow]] = {}
    for row in told:
        by.setdefault(row.event, []).append(row)
    rows = [_row(event, link, by.get(event.id, ())) for event in events]
    sources = {
        s.id: {"title": s.title, "publisher": s.publisher, "url": s.url}
        for event in events
        for s in event.found.sources
    }
    return Answer(
        question="alerts",
        scope=scope,
        columns=_COLUMNS,
        rows=rows,
        sources=sources,
        findings=findings,
        sentence=sentence or f"{counted(len(rows), 'alert')}.",
    )


def _row(event: Event, link: str, told: Sequence[ToldRow]) -> Mapping[str, Any]:
    row = picture.told(event, link)
    del row["sources"]
    said = [f"{r.channel.partition(' ')[0]}{'' if r.state == 'done' else f' {r.state}'}"
            for r in told]  # fmt: skip
    return {**row, "told": ", ".join(sorted(said)) or None}
