"""What is odd about a table of activities as a whole: what is undated, alike or missing."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from resupply.core.findings import Finding
from resupply.core.words import Stage
from resupply.sources.kiel import names
from resupply.sources.kiel.activity import Activity
from resupply.sources.reading.columns import Columns
from resupply.sources.reading.files import Table
from resupply.sources.reading.numbers import parse


def find(read: Sequence[Activity], columns: Columns, table: Table) -> list[Finding]:
    """All of it, in a settled order."""
    return [
        *_undated(read, table.where),
        *_over_delivered(read),
        *_look_alikes(read),
        *_unvalued(read, columns, table.where),
        *_package_deliveries(table, columns),
        *_hard_to_match(columns, table.where),
    ]


def _undated(read: Sequence[Activity], where: str) -> list[Finding]:
    rows = [a for a in read if "undated_amount" in a.when.odd]
    value = sum((_own(a) for a in rows), Decimal(0))
    bounded = sum(1 for a in rows if a.when.span.end is not None)
    if not rows:
        return []
    known = f" For {bounded} of them the month they were counted in is the last possible." * (
        bounded > 0
    )
    return [
        Finding(
            code="undated_amount",
            where=f"{where}, rows {_some(rows)}",
            what=f"{len(rows)} rows have no date ({_bn(value)}).{known}",
            todo="they are shown as a row of their own; look up their dates at the sources.",
            count=len(rows),
        )
    ]


def _over_delivered(read: Iterable[Activity]) -> list[Finding]:
    return [
        Finding(
            code="delivered_exceeds_promised",
            where=a.where,
            what=f"{a.delivered:f} of {a.pieces:f} {a.item} delivered; the number was not taken.",
            todo="look it up at the source.",
            subject=a.donor,
        )
        for a in read
        if a.delivered is not None and a.pieces is not None and a.delivered > a.pieces
    ]


def _look_alikes(read: Iterable[Activity]) -> list[Finding]:
    """Ids with letters that only look Latin. They are kept apart: the twin is another activity."""
    ids = {a.package_id: a for a in reversed(list(read)) if a.package_id}
    findings = []
    for package_id, a in ids.items():
        twin = names.latin_twin(package_id)
        if twin is None:
            continue
        other = ids.get(twin)
        also = (
            f"{twin} in Latin letters is another activity ({other.where})"
            if other
            else (f"{twin} in Latin letters does not occur")
        )
        codes = ", ".join(f"U+{ord(c):04X}" for c in package_id if not c.isascii())
        findings.append(
            Finding(
                code="look_alike_letters",
                where=a.where,
                what=f"the id {package_id} has letters that only look Latin ({codes}); {also}.",
                todo="nothing: they are kept apart. Never join on these ids.",
                subject=a.donor,
            )
        )
    return findings


def _unvalued(read: Sequence[Activity], columns: Columns, where: str) -> list[Finding]:
    if "allocated" in columns:
        return []
    rows = sum(1 for a in read if a.stage is Stage.ALLOCATION)
    return [
        Finding(
            code="allocation_values_missing",
            where=where,
            what=f"the file has no values of allocations: {rows} allocation rows are unpriced.",
            todo="use it for commitments only.",
            count=rows,
        )
    ] * bool(rows)


def _package_deliveries(table: Table, columns: Columns) -> list[Finding]:
    cells = (parse(columns.get(row, "package_delivered")).value for _, row in table.rows)
    values = [value for value in cells if value]
    return [
        Finding(
            code="delivered_value_not_taken",
            where=table.where,
            what=f"{len(values)} packages state a delivered value ({_bn(sum(values, Decimal(0)))}),"
            " without a day and mostly reckoned with prices.",
            todo="nothing: deliveries are booked by pieces.",
            level="note",
            count=len(values),
        )
    ] * bool(values)


def _hard_to_match(columns: Columns, where: str) -> list[Finding]:
    lost = [concept for concept in ("source", "item") if concept not in columns]
    return [
        Finding(
            code="rows_not_linked_to_releases",
            where=where,
            what=f"the file has no column for {' and '.join(lost)}, which name an activity.",
            todo="beside another release its rows count as new ones; totals stay right.",
            level="note",
        )
    ] * bool(lost)


def _own(activity: Activity) -> Decimal:
    value = activity.allocated if activity.stage is Stage.ALLOCATION else activity.package
    return value or Decimal(0)


def _some(rows: Sequence[Activity]) -> str:
    numbers = [a.where.rpartition(" ")[2] for a in rows]
    return ", ".join(numbers[:8]) + (" ..." if len(numbers) > 8 else "")


def _bn(eur: Decimal) -> str:
    return f"EUR {eur / 10**9:.3f} bn"
