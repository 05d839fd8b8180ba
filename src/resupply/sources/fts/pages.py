"""Pages of the service's API (`/v1/public/fts/flow/custom-search`): JSON, 200 flows each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.sources.fts.flow import EARMARKING, STAGES, Flow, Named
from resupply.sources.reading.days import day_of
from resupply.sources.reading.numbers import parse


class Page(NamedTuple):
    """A page read.

    Args:
        flows: Its flows.
        findings: What could not be read.
        listed: Flows of all pages of the question, by the service; None = it does not say.
        incoming_usd: Sum of what came in, by the service [USD]; None = it does not say.
    """

    flows: Sequence[Flow]
    findings: Sequence[Finding]
    listed: int | None = None
    incoming_usd: Decimal | None = None


class _Object(msgspec.Struct):
    type: str = ""
    name: str | None = None
    organizationTypes: list[str] | None = None  # noqa: N815 (the service's own names)


class _Flow(msgspec.Struct):
    id: str | int
    status: str
    amountUSD: float | int | None = None  # noqa: N815
    boundary: str = "incoming"
    onBoundary: str = "single"  # noqa: N815
    contributionType: str | None = None  # noqa: N815
    date: str | None = None
    firstReportedDate: str | None = None  # noqa: N815
    updatedAt: str | None = None  # noqa: N815
    versionId: int | None = None  # noqa: N815
    description: str | None = None
    grandBargainEarmarkingType: list[str] | None = None  # noqa: N815
    originalAmount: float | int | None = None  # noqa: N815
    originalCurrency: str | None = None  # noqa: N815
    flowType: str | None = None  # noqa: N815
    parentFlowId: str | int | None = None  # noqa: N815
    sourceObjects: list[_Object] = []  # noqa: N815
    destinationObjects: list[_Object] = []  # noqa: N815


def read_page(name: str, content: bytes) -> Page:
    """The flows of one page.

    Raises:
        SourceUnreadableError: It is not JSON, or holds no list of flows.
    """
    try:
        page = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _refused(name, f"this is not JSON: {str(error)[:100]}.") from None
    data = _part(page, "data")
    flows = data.get("flows")
    if not isinstance(flows, list):
        raise _refused(name, "there is no list of flows (data.flows) in it.")
    read, findings = list[Flow](), list[Finding]()
    for at, raw in enumerate(flows):
        found = _flow(f"{name}, flow {at + 1}", raw)
        if isinstance(found, Flow):
            read.append(found)
        else:
            findings.append(found)
    listed = _part(page, "meta").get("count")
    total = _part(data, "incoming").get("fundingTotal")
    return Page(
        read,
        findings,
        listed if isinstance(listed, int) else None,
        parse(total).value if isinstance(total, int | float) else None,
    )


def _part(of: object, name: str) -> dict[str, Any]:
    found = of.get(name) if isinstance(of, dict) else None
    return found if isinstance(found, dict) else {}


def _flow(where: str, raw: Any) -> Flow | Finding:
    try:
        stated = msgspec.convert(raw, _Flow, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        return left_out(where, f"it is no flow: {error}.")
    stage = STAGES.get(stated.status)
    if stage is None:
        return left_out(where, f'its status "{stated.status[:40]}" is none of {", ".join(STAGES)}.')
    marks = stated.grandBargainEarmarkingType or []
    return Flow(
        where=where,
        flow_id=str(stated.id),
        version=stated.versionId or 0,
        stage=stage,
        boundary=stated.boundary,
        shared=stated.onBoundary == "shared",
        amount_usd=amount(stated.amountUSD),
        day=day_of(stated.date),
        reported_on=day_of(stated.firstReportedDate),
        updated_on=day_of(stated.updatedAt),
        givers=tuple(_organisations(stated.sourceObjects)),
        takers=tuple(_organisations(stated.destinationObjects)),
        places=tuple(_names(stated.destinationObjects, "Location")),
        in_kind=stated.contributionType == "in kind",
        earmarking=max((EARMARKING[m] for m in marks if m in EARMARKING), default=None),
        title=" ".join((stated.description or "").split()),
        note="; ".join(_notes(stated)),
    )


def _organisations(objects: Sequence[_Object]) -> Iterator[Named]:
    for found in objects:
        if found.type == "Organization" and found.name:
            yield Named(found.name.strip(), (found.organizationTypes or [""])[0])


def _names(objects: Sequence[_Object], sort: str) -> Iterator[str]:
    yield from dict.fromkeys(o.name.strip() for o in objects if o.type == sort and o.name)


def _notes(stated: _Flow) -> Iterator[str]:
    if stated.originalAmount and stated.originalCurrency:
        yield f"{stated.originalAmount:,} {stated.originalCurrency}"
    if stated.flowType and stated.flowType != "Standard":
        yield stated.flowType.lower()
    for sort in ("Plan", "Emergency", "GlobalCluster"):
        yield from _names(stated.destinationObjects, sort)
    if stated.parentFlowId:
        yield f"part of flow {stated.parentFlowId}"


def amount(stated: object) -> Decimal | None:
    """An amount; 0 is what the service writes where none is stated.

    Example:
        >>> amount(0), amount("119700")
        (None, Decimal('119700'))
    """
    value = parse(stated).value
    return value or None


def left_out(where: str, what: str) -> Finding:
    """A flow that was not taken."""
    return Finding(
        code="row_left_out", where=where, what=what, todo="correct it at the source.", level="error"
    )


def _refused(where: str, what: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        where=where,
        what=what,
        todo="give pages of the API's flow/custom-search, or a CSV export of flows.",
    )
