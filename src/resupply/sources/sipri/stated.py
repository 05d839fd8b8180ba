"""Transfers as a release: a line a deal, its order a commitment, what came delivered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from resupply.core.findings import Finding
from resupply.core.records import Entry, Line, Row
from resupply.core.statements import Release
from resupply.core.words import AidKind, Precision, Stage
from resupply.sources.reading.notes import without_amount
from resupply.sources.reading.parties import party_row, place
from resupply.sources.reading.slugs import slug
from resupply.sources.sipri.files import Register, Transfer

DEALS, DELIVERIES = "sipri", "sipri-deliveries"
_PIECE = "piece"


def release(read: Register, *, known_on: date, source_id: str | None = None) -> Release:
    """The release an export states.

    Args:
        read: The export.
        known_on: Day it was made.
        source_id: Name of the source's row; made from day and content when not given.
    """
    dataset = DELIVERIES if read.by_year else DEALS
    source = source_id or f"{dataset}-{known_on}-{read.sha256[:8]}"
    named = list(zip(read.rows, _stems(read.rows), strict=True))
    said = _Said(dataset, source, known_on)
    lines = {line.line_id: line for row, stem in named for line in [said.line(row, stem)]}
    return Release(
        source_id=source,
        dataset=dataset,
        known_on=known_on,
        source=_source(source, known_on),
        lines=list(lines.values()),
        entries=[entry for row, stem in named for entry in said.entries(row, stem)],
        # An export answers a question of suppliers, recipients and years that it does not repeat:
        # it speaks of its deals alone.
        covers_cells=tuple(dict.fromkeys(f"{dataset}/{stem}/" for _, stem in named)),
        each_apart=True,
        amounts_only=False,
        rows=list(_parties(read.rows, source)),
        findings=[*read.findings, *_without_pieces(read.rows)],
        file_sha256=read.sha256,
    )


class _Said:
    """Who says it, known when."""

    def __init__(self, dataset: str, source: str, known_on: date) -> None:
        self._dataset, self._source, self._known_on = dataset, source, known_on

    def line(self, row: Transfer, stem: str) -> Line:
        line_id = f"{self._dataset}/{stem}"
        return Line(
            source_id=self._source,
            key=line_id,
            known_on=self._known_on,
            locator=row.where,
            line_id=line_id,
            dataset=self._dataset,
            donor=party(row.supplier),
            recipient=party(row.recipient),
            item=slug(row.designation, 60),
            aid_kind=AidKind.MILITARY,
            title=", ".join(t for t in (row.designation, row.description) if t),
        )

    def entries(self, row: Transfer, stem: str) -> Iterator[Entry]:
        if row.ordered is not None:
            yield self._entry(row, stem, Stage.OUTSIDE, Stage.COMMITMENT)
        if row.delivered is not None:
            # More may have come than is known to have been ordered: it did not leave the order.
            enough = row.ordered is not None and row.delivered <= row.ordered
            yield self._entry(
                row, stem, Stage.COMMITMENT if enough else Stage.OUTSIDE, Stage.DELIVERY
            )

    def _entry(self, row: Transfer, stem: str, start: Stage, end: Stage) -> Entry:
        is_order = end is Stage.COMMITMENT
        years = (row.ordered_in, row.ordered_in) if is_order else row.delivered_in or (None, None)
        unsure = ("ordered", "ordered_in") if is_order else ("delivered",)
        told = [f"{u.replace('_', ' ')} is uncertain" for u in row.unsure if u in unsure]
        year = "" if is_order or self._dataset == DEALS else f"/{years[0]}"
        return Entry(
            source_id=self._source,
            key=f"{self._dataset}/{stem}/{end}{year}",
            known_on=self._known_on,
            locator=row.where,
            line_id=f"{self._dataset}/{stem}",
            stage_from=start,
            stage_to=end,
            happened_from=None if years[0] is None else date(years[0], 1, 1),
            happened_to=None if years[1] is None else self._end_of(years[1]),
            quantity=row.ordered if is_order else row.delivered,
            unit=_PIECE,
            cell=f"{self._dataset}/{stem}/{end}{year}",
            note="; ".join([*told, *([row.note] if row.note else [])]) or None,
        )

    def _end_of(self, year: int) -> date:
        """The last day of a year on which it can have been, for the export tells no later ones."""
        return max(date(year, 1, 1), min(date(year, 12, 31), self._known_on))


def party(named: str) -> str:
    """The party a supplier or recipient is.

    Example:
        >>> party("Turkiye"), party("unknown supplier(s)")
        ('TUR', 'X-unknown-supplier-s')
    """
    return place(named).party_id


def _stems(rows: Sequence[Transfer]) -> list[str]:
    """What names a deal across editions: who to whom, when ordered, what; equals are numbered."""
    seen: Counter[str] = Counter()
    stems = []
    for row in rows:
        if row.deal:
            stems.append(slug(row.deal))
            continue
        parts = (party(row.recipient), party(row.supplier), str(row.ordered_in or "undated"))
        stem = "/".join([*parts, slug(row.designation, 60)])
        seen[stem] += 1
        stems.append(f"{stem}#{seen[stem]}")
    return stems


def _source(source: str, known_on: date) -> dict[str, object]:
    return {
        "source_id": source,
        "title": "SIPRI Arms Transfers Database",
        "publisher": "Stockholm International Peace Research Institute",
        "url": "https://www.sipri.org/databases/armstransfers",
        "published": known_on.isoformat(),
        "published_precision": Precision.DAY.value,
        "kind": "thinktank",
    }


def _parties(rows: Sequence[Transfer], source: str) -> Iterator[Row]:
    named = [place(name) for row in rows for name in (row.supplier, row.recipient)]
    for _, found in sorted({one.party_id: one for one in named}.items()):
        yield party_row(source, found)


def _without_pieces(rows: Sequence[Transfer]) -> Iterator[Finding]:
    found = [row.where for row in rows if row.ordered is None and row.delivered is None]
    yield from without_amount(
        found,
        "rows state no pieces, ordered or delivered",
        "nothing: the source does not know them yet.",
    )
