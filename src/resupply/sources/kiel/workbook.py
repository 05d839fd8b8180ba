"""The main sheet of the tracker's workbook, found by its columns, not by its name or place.

Title rows above the header, other sheets before it and renamed sheets are all met in the releases.
The workbook's own summary by country is compared with the rows.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from resupply.core.cells import where_cell
from resupply.core.errors import SourceUnreadableError
from resupply.core.findings import Finding
from resupply.sources.kiel import names
from resupply.sources.kiel.contract import MAIN
from resupply.sources.reading import columns
from resupply.sources.reading.columns import Columns, Contract
from resupply.sources.reading.files import Table, sheets
from resupply.sources.reading.numbers import clean, parse

ZERO = Decimal(0)
#: A header is looked for in this many rows.
HEADER_ROWS = 30

SUMMARY = Contract(
    name="the tracker's summary by country",
    aliases={
        "donor": ("country",),
        "commitment": ("total bilateral commitments",),
        "allocation": ("total bilateral allocations",),
    },
    needed=("donor", "commitment"),
)


def main_table(name: str, content: bytes) -> tuple[Table, list[Finding]]:
    """The sheet with the activities, and what else in the workbook bears on it.

    Raises:
        SourceUnreadableError: Not a workbook, or no sheet has the needed columns.
    """
    best: Table | None = None
    nearest: tuple[int, SourceUnreadableError] | None = None
    summaries: list[Table] = []
    for sheet, cells in sheets(name, content):
        table, missing = _find(f'sheet "{sheet}"', cells, MAIN)
        if table is not None and (best is None or len(table.rows) > len(best.rows)):
            best = table
        elif missing and (nearest is None or missing[0] < nearest[0]):
            nearest = missing
        if table is None and (summary := _find(f'sheet "{sheet}"', cells, SUMMARY)[0]):
            summaries.append(summary)
    if best is None:
        raise nearest[1] if nearest else _no_sheet(name)
    return best, [f for summary in summaries[:1] for f in _compare(summary, best)]


def _find(
    where: str, cells: Sequence[Sequence[Any]], contract: Contract
) -> tuple[Table | None, tuple[int, SourceUnreadableError] | None]:
    """The table under the first row that fulfils the contract, else the row that came nearest."""
    nearest: tuple[int, int, Columns] | None = None
    for index, row in enumerate(cells[:HEADER_ROWS]):
        found = columns.match(row, contract)
        if not found.missing:
            return _under(where, cells, index), None
        score = (len(found.missing), index, found)
        if found.at and (nearest is None or score[:2] < nearest[:2]):
            nearest = score
    if nearest is None:
        return None, None
    missing, index, found = nearest
    return None, (missing, columns.refusal(found, contract, cells[index], where))


def _under(where: str, cells: Sequence[Sequence[Any]], index: int) -> Table:
    below = enumerate(cells[index + 1 :], start=index + 2)
    return Table(
        where=where,
        header=tuple(str(cell) for cell in cells[index]),
        rows=[(number, row) for number, row in below if any(clean(cell) for cell in row)],
    )


def _compare(summary: Table, main: Table) -> list[Finding]:
    """Commitments per donor: the rows against the workbook's summary [EUR bn]."""
    by = columns.match(summary.header, SUMMARY)
    stated = [
        (n, by.text(row, "donor"), parse(by.get(row, "commitment"))) for n, row in summary.rows
    ]
    sums = _package_sums(main)
    if "EU-EIB" not in {names.donor(name).party for _, name, _ in stated}:
        # From release 16 on the summary counts the bank among the institutions; before, nowhere.
        sums["EU-INST with EU-EIB"] = sums.get("EU-INST", ZERO) + sums.get("EU-EIB", ZERO)
    findings = []
    for number, name, says in stated:
        party = names.donor(name)
        ours = [sums[p] for p in (party.party, f"{party.party} with EU-EIB") if p in sums]
        if party.known and says.value is not None and ours and not _near(says.value, ours):
            where = where_cell(summary.where, number)
            findings.append(_differs(where, name, says.value, ours[0] / 10**9))
    return findings


def _near(says: Decimal, ours: Sequence[Decimal]) -> bool:
    return any(abs(eur / 10**9 - says) <= Decimal("0.0005") for eur in ours)


def _package_sums(main: Table) -> dict[str, Decimal]:
    by = columns.match(main.header, MAIN)
    sums: dict[str, Decimal] = {}
    for _, row in main.rows:
        party = names.donor(by.text(row, "donor")).party
        value = parse(by.get(row, "package")).value or ZERO
        sums[party] = sums.get(party, ZERO) + value
    return sums


def _differs(where: str, name: str, says: Decimal, ours: Decimal) -> Finding:
    return Finding(
        code="source_disagrees_with_itself",
        where=where,
        what=f"{name}: EUR {says:.3f} bn committed by the summary, {ours:.3f} bn by the rows.",
        todo="say which figure you use; ask the publisher which one stands.",
        subject=names.donor(name).party,
    )


def _no_sheet(name: str) -> SourceUnreadableError:
    return SourceUnreadableError(
        where=name,
        what=f"no sheet is {MAIN.name}.",
        todo="give the workbook with the sheet MAIN DATA.",
    )
