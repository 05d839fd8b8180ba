"""The tracker's activities: one line each, from the workbook's main sheet or a CSV made from it.

An allocation's value is the redistributed one, which sums to the published totals. A package's
value stands once, on its first row, be it a commitment row or an allocation without one; the
published commitments are the sum of all of them. The files do not link a commitment's value to its
allocations, so both come from outside, and adding them counts most aid twice.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import msgspec

from resupply.core.cells import where_cell
from resupply.core.findings import Finding
from resupply.core.records import Entry, Line
from resupply.core.statements import Release
from resupply.core.words import AidKind, Stage
from resupply.sources.kiel import activity as activities
from resupply.sources.kiel import cumulative, dates, identity, names, oddities, release
from resupply.sources.kiel.activity import Activity
from resupply.sources.kiel.contract import MAIN
from resupply.sources.reading.columns import Columns, match, need
from resupply.sources.reading.files import Table

DATASET = "kiel-rows"
PIECE = "piece"


class RowSet(msgspec.Struct, frozen=True, kw_only=True):
    """A table of activities, read but not yet understood.

    Args:
        table: Header and rows.
        sha256: Hash of the file.
        findings: What was odd about reading it.
    """

    table: Table
    sha256: str
    findings: tuple[Finding, ...] = ()

    def release(self, *, known_on: date, source_id: str | None) -> Release:
        """The release this table states."""
        source = release.source_id(DATASET, known_on, self.sha256, source_id)
        columns = need(match(self.table.header, MAIN), MAIN, self.table.header, self.table.where)
        read, findings = _activities(self.table, columns, known_on)
        # Without item names, sub-types would stand in for them, and those are too broad to compare.
        totals = cumulative.find(read) if "item" in columns else {}
        said = Said(source, known_on, totals)
        named = list(zip(read, identity.stems(read), strict=True))
        return Release(
            source_id=source,
            dataset=DATASET,
            known_on=known_on,
            source=release.source_row(
                source, "Ukraine Support Tracker, activities", known_on, None
            ),
            lines=[_line(a, stem, said) for a, stem in named],
            entries=[e for a, stem in named for e in _entries(a, stem, said)],
            covers_cells=_covered(columns, read),
            rows=[],
            findings=[
                *self.findings,
                *self.table.findings,
                *release.unknown_columns(self.table.where, columns.unknown),
                *findings,
                *(cumulative.finding(a, totals[a.where]) for a in read if a.where in totals),
                *oddities.find(read, columns, self.table),
            ],
            file_sha256=self.sha256,
        )


class Said(msgspec.Struct, frozen=True):
    """Who says it, known when, and which rows are totals so far."""

    source_id: str
    known_on: date
    totals: dict[str, str]


def _activities(
    table: Table, columns: Columns, known_on: date
) -> tuple[list[Activity], list[Finding]]:
    read: list[Activity] = []
    findings: list[Finding] = []
    for number, row in table.rows:
        activity, odd = activities.read(columns, row, where_cell(table.where, number), known_on)
        findings += odd
        if activity is not None:
            read.append(activity)
    strangers = {a.name: a for a in reversed(read) if not names.donor(a.name).known}
    findings += [release.unknown_donor(a.where, name, a.donor) for name, a in strangers.items()]
    return read, findings


def _line(activity: Activity, stem: str, said: Said) -> Line:
    known_on, precision = dates.known(activity.when, announced=said.known_on)
    line_id = f"{DATASET}/{stem}"
    return Line(
        source_id=said.source_id,
        key=line_id,
        known_on=known_on,
        known_precision=precision,
        locator=_locator(activity),
        line_id=line_id,
        dataset=DATASET,
        donor=activity.donor,
        recipient=release.RECIPIENT,
        item=activity.item_id,
        aid_kind=activity.kind,
        channel=activity.channel or None,
        title=activity.title,
    )


def _entries(activity: Activity, stem: str, said: Said) -> list[Entry]:
    """The row's own move, its package's commitment, its delivery: what of them is stated."""
    own = activity.allocated if activity.stage is Stage.ALLOCATION else activity.package
    entries = [_entry(activity, stem, said, activity.stage, own)]
    if activity.stage is Stage.ALLOCATION and activity.package is not None:
        package = _entry(activity, stem, said, Stage.COMMITMENT, activity.package)
        note = "value of the whole package, which stands on its first row"
        entries.append(msgspec.structs.replace(package, quantity=None, unit=None, note=note))
    if (delivered := _delivered(activity)) is not None:
        entries.append(_delivery(activity, stem, said, delivered))
    return entries


def _entry(activity: Activity, stem: str, said: Said, stage: Stage, value: Decimal | None) -> Entry:
    known_on, precision = dates.known(activity.when, announced=said.known_on)
    is_total = activity.where in said.totals
    pieces = None if is_total else activity.pieces
    refund = value is not None and value < 0
    cell = identity.cell(stem, stage)
    return Entry(
        source_id=said.source_id,
        key=cell,
        known_on=known_on,
        known_precision=precision,
        locator=_locator(activity),
        line_id=f"{DATASET}/{stem}",
        stage_from=Stage.OUTSIDE,
        stage_to=stage,
        happened_from=activity.when.span.start,
        happened_to=activity.when.span.end,
        quantity=pieces,
        unit=PIECE if pieces is not None else None,
        value=abs(value) if value is not None else None,
        currency="EUR" if value is not None else None,
        cell=cell,
        reverses=refund,
        reason="refund" if refund else None,
        note=f"{activity.pieces:f} pieces stated as a total so far" if is_total else None,
    )


def _delivered(activity: Activity) -> Decimal | None:
    """Pieces delivered, if a number and not more than was promised."""
    delivered, pieces = activity.delivered, activity.pieces
    if delivered is None or delivered < 0:
        return None
    return None if pieces is not None and delivered > pieces else delivered


def _delivery(activity: Activity, stem: str, said: Said, pieces: Decimal) -> Entry:
    """The number is dated nowhere, and may be older than its announcement: so by the release."""
    cell = identity.cell(stem, Stage.DELIVERY)
    return Entry(
        source_id=said.source_id,
        key=cell,
        known_on=said.known_on,
        locator=_locator(activity),
        line_id=f"{DATASET}/{stem}",
        stage_from=activity.stage,
        stage_to=Stage.DELIVERY,
        happened_to=said.known_on,
        quantity=pieces,
        unit=PIECE,
        cell=cell,
    )


def _locator(activity: Activity) -> str:
    return f"{activity.where}, id {activity.row_id}" if activity.row_id else activity.where


def _covered(columns: Columns, read: Iterable[Activity]) -> tuple[str, ...]:
    """The stages the file speaks of: release 7 has no allocations, a derived file no deliveries."""
    stages = [Stage.COMMITMENT]
    if "measure" in columns:
        stages.append(Stage.ALLOCATION)
    if "delivered" in columns:
        stages.append(Stage.DELIVERY)
    if len(stages) == 3:
        return ("",)
    donors = sorted(names.DONOR_IDS | {a.donor for a in read})
    return tuple(f"{d}/{kind}/{stage}/" for d in donors for kind in AidKind for stage in stages)
