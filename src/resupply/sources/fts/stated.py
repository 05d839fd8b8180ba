"""Flows as releases: lines, entries, parties, and what is counted apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from resupply.core.findings import Finding
from resupply.core.records import Entry, Line, Row
from resupply.core.statements import Release
from resupply.core.words import AidKind, Precision, Stage
from resupply.sources.fts import parties
from resupply.sources.fts.files import Flows, counted
from resupply.sources.fts.flow import Flow
from resupply.sources.reading.notes import without_amount
from resupply.sources.reading.parties import Party, party_row

#: Datasets, and what of the flows is in each.
FTS, SHARED, INTERNAL = "fts", "fts-shared", "fts-internal"
_TITLE_MAX = 160


def releases(read: Flows, *, known_on: date, source_id: str | None = None) -> tuple[Release, ...]:
    """One release a dataset that has flows; findings stand with the first.

    Args:
        read: The flows of a question's files.
        known_on: Day the files were public.
        source_id: Name of the source's row; made from day and content when not given.
    """
    source = source_id or f"{FTS}-{known_on}-{read.sha256[:8]}"
    apart: dict[str, list[Flow]] = {FTS: [], SHARED: [], INTERNAL: []}
    for flow in read.flows:
        apart[_dataset(flow)].append(flow)
    findings = [*read.findings, *_apart(apart), *_without_amount(read.flows)]
    told = [(dataset, flows) for dataset, flows in apart.items() if flows]
    return tuple(
        Release(
            source_id=source,
            dataset=dataset,
            known_on=known_on,
            source=_source(source, known_on),
            lines=[_line(flow, dataset, source, known_on) for flow in flows],
            entries=[_entry(f, dataset, source, known_on) for f in flows if f.amount_usd],
            # A file does not say which question it answers: what it leaves out stays as it was.
            covers_cells=tuple(_cell(dataset, flow) for flow in read.flows),
            each_apart=True,
            amounts_only=False,
            rows=list(_parties(flows, source)),
            findings=findings if at == 0 else [],
            file_sha256=read.sha256,
        )
        for at, (dataset, flows) in enumerate(told)
    )


def _dataset(flow: Flow) -> str:
    if counted(flow):
        return FTS
    return SHARED if flow.boundary == "incoming" else INTERNAL


def _source(source: str, known_on: date) -> dict[str, object]:
    return {
        "source_id": source,
        "title": "Financial Tracking Service, flows",
        "publisher": "UN Office for the Coordination of Humanitarian Affairs",
        "url": "https://fts.unocha.org/",
        "published": known_on.isoformat(),
        "published_precision": Precision.DAY.value,
        "kind": "official",
    }


def _line(flow: Flow, dataset: str, source: str, known_on: date) -> Line:
    giver = parties.organisation(flow.givers[0]) if flow.givers else None
    taker = parties.places(flow.places)
    line_id = f"{dataset}/{flow.flow_id}"
    return Line(
        source_id=source,
        key=line_id,
        known_on=flow.known_by(known_on),
        locator=flow.where,
        line_id=line_id,
        dataset=dataset,
        donor=giver.party_id if giver else None,
        recipient=taker.party_id if taker else None,
        item="aid" if flow.in_kind else "money",
        aid_kind=AidKind.HUMANITARIAN,
        channel="; ".join(named.name for named in flow.takers) or None,
        earmarking=flow.earmarking,
        title=flow.title[:_TITLE_MAX] or None,
    )


def _entry(flow: Flow, dataset: str, source: str, known_on: date) -> Entry:
    value = flow.amount_usd or Decimal(0)
    return Entry(
        source_id=source,
        key=f"{dataset}/{flow.flow_id}",
        known_on=flow.known_by(known_on),
        locator=flow.where,
        line_id=f"{dataset}/{flow.flow_id}",
        stage_from=Stage.OUTSIDE,
        stage_to=flow.stage,
        happened_from=flow.day,
        happened_to=flow.day,
        value=abs(value),
        currency="USD",
        cell=_cell(dataset, flow),
        reverses=value < 0,
        reason="refund" if value < 0 else None,
        note=flow.note or None,
    )


def _cell(dataset: str, flow: Flow) -> str:
    """What names a flow's figure; the sign at its end keeps flow 1 from beginning flow 12."""
    return f"{dataset}/{flow.flow_id}|"


def _parties(flows: Iterable[Flow], source: str) -> Iterator[Row]:
    found: dict[str, Party] = {}
    for flow in flows:
        named = [parties.organisation(giver) for giver in flow.givers[:1]]
        taker = parties.places(flow.places)
        for party in [*named, *([taker] if taker else [])]:
            found.setdefault(party.party_id, party)
    for party in sorted(found.values()):
        yield party_row(source, party)


def _apart(flows: Mapping[str, Sequence[Flow]]) -> Iterator[Finding]:
    if shared := flows[SHARED]:
        what = "also reach places outside the question"
        yield Finding(code="flow_shared", **_kept_apart(shared, SHARED, what))
    if internal := flows[INTERNAL]:
        what = "move inside it, and came in before"
        yield Finding(code="flow_inside", **_kept_apart(internal, INTERNAL, what))


def _kept_apart(flows: Sequence[Flow], dataset: str, what: str) -> dict[str, Any]:
    return {
        "where": flows[0].where,
        "what": f"{len(flows):,} flows of {_sum(flows):,} USD {what}.",
        "todo": f"nothing: they are kept apart (--dataset {dataset}) and never added up.",
        "level": "note",
        "count": len(flows),
    }


def _without_amount(flows: Sequence[Flow]) -> Iterator[Finding]:
    found = [flow.where for flow in flows if flow.amount_usd is None]
    yield from without_amount(
        found, "flows state an amount of 0 or none", "look them up at the source."
    )


def _sum(flows: Iterable[Flow]) -> Decimal:
    return sum((flow.amount_usd or Decimal(0) for flow in flows), Decimal(0))
