"""The files of a question: pages, exports, or a folder of both."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.sources.fts.export import read_export
from resupply.sources.fts.flow import Flow
from resupply.sources.fts.pages import Page, read_page
from resupply.sources.reading import files

_ENDINGS = (".json", ".csv")


class Flows(NamedTuple):
    """What the files hold.

    Args:
        flows: Each flow once.
        findings: What was odd about reading them.
        sha256: Hash of the files.
    """

    flows: Sequence[Flow]
    findings: Sequence[Finding]
    sha256: str


def read_flows(path: Path) -> Flows:
    """The flows of a file, or of all files of a folder.

    Raises:
        SourceUnreadableError: Nothing that can be read, or no flow in it.
    """
    found = _files(path)
    contents = [files.read_bytes(file) for file in found]
    pages = [_page(f.name, content) for f, content in zip(found, contents, strict=True)]
    flows, twice = _once([flow for page in pages for flow in page.flows])
    findings = [finding for page in pages for finding in page.findings]
    if not flows:
        raise SourceUnreadableError(
            where=path.name,
            what="there is no flow in it."
            if not findings
            else f"no flow of it can be read: {findings[0].what}",
            todo="ask the service again; a plan's overview holds sums, not flows.",
        )
    findings += [*twice, *_missing(pages), *_total(pages, flows)]
    return Flows(flows, findings, files.sha256(*contents))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(f for f in path.iterdir() if f.suffix.casefold() in _ENDINGS and f.is_file())
    if not found:
        raise SourceUnreadableError(
            where=path.name,
            what="the folder has no .json and no .csv file.",
            todo="give a folder with the pages or exports of one day.",
        )
    return found


def _page(name: str, content: bytes) -> Page:
    if content.lstrip()[:1] in (b"{", b"["):
        return read_page(name, content)
    return read_export(files.csv_table(name, content))


def _once(flows: Sequence[Flow]) -> tuple[list[Flow], list[Finding]]:
    """Each flow once, its last version; a flow to two places stands in the answers for both."""
    kept: dict[str, Flow] = {}
    odd = list[Finding]()
    for flow in flows:
        held = kept.setdefault(flow.flow_id, flow)
        if held is flow:
            continue
        if (held.amount_usd, held.stage) != (flow.amount_usd, flow.stage):
            odd.append(
                Finding(
                    code="same_flow_twice",
                    where=flow.where,
                    what=f"flow {flow.flow_id} stands in two files with different figures.",
                    todo="nothing: its last version counts. Get all files on one day.",
                    subject=flow.flow_id,
                )
            )
        # Two questions see the same flow from two sides: shared with one, it is so with both.
        newer = max(held, flow, key=lambda f: (f.version, str(f.updated_on)))
        places = tuple(dict.fromkeys([*held.places, *flow.places]))
        kept[flow.flow_id] = msgspec.structs.replace(newer, places=places)
    return list(kept.values()), odd


def _missing(pages: Sequence[Page]) -> list[Finding]:
    """Pages that were not given: the service says how many flows there are in all."""
    listed = {page.listed for page in pages if page.listed is not None}
    read = sum(len(page.flows) + len(page.findings) for page in pages if page.listed is not None)
    if not listed or read >= sum(listed):
        return []
    return [
        Finding(
            code="flows_missing",
            where="the pages together",
            what=f"they hold {read:,} flows, and the service lists {sum(listed):,}.",
            todo="give all pages of the question (each names the next in meta.nextLink).",
        )
    ]


def _total(pages: Sequence[Page], flows: Sequence[Flow]) -> list[Finding]:
    """Whether what came in is what the service says; only where one question was asked."""
    stated = {page.incoming_usd for page in pages if page.incoming_usd is not None}
    if len(stated) != 1 or any(page.incoming_usd is None for page in pages) or _missing(pages):
        return []
    summed = sum(
        (f.amount_usd or Decimal(0) for f in flows if counted(f) and f.stage != "pledge"),
        Decimal(0),
    )
    total = next(iter(stated))
    if abs(summed - total) < 1:
        return []
    return [
        Finding(
            code="source_disagrees_with_itself",
            where="incoming.fundingTotal",
            what=f"the service says {total:,} USD came in; its flows sum to {summed:,}.",
            todo="get all pages on one day; if it stays, ask the service.",
        )
    ]


def counted(flow: Flow) -> bool:
    """Whether the service's own total counts it: it comes in, and only here."""
    return flow.boundary == "incoming" and not flow.shared
