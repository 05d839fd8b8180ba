"""What was read from a case: typed rows by table, findings, settings and hashes."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from resupply.core.findings import Finding
from resupply.sources.sheets.grid import Grid

Row = dict[str, Any]


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it was read.

    Args:
        rows: By table name. A row is a dictionary of typed cells by column, all declared columns
            present, unknown is None; under `_where` stands the place it came from.
        findings: What was odd; rows with an error are not in `rows`.
        case: `case.toml` as it stands, the settings typed under `case`.
        sha256: Hash of each file that was read, by file name.
        excerpts: For a finding's `where`, the row with the cell marked.
    """

    rows: Mapping[str, list[Row]]
    findings: Sequence[Finding] = ()
    case: Mapping[str, Any] = msgspec.field(default_factory=dict)
    sha256: Mapping[str, str] = msgspec.field(default_factory=dict)
    excerpts: Mapping[str, str] = msgspec.field(default_factory=dict)

    def __getitem__(self, table: str) -> list[Row]:
        """The rows of a table; none when the case does not have it."""
        return self.rows.get(table, [])

    def show(self, finding: Finding) -> str:
        """A finding for people: where, the row with the cell marked, what, todo."""
        excerpt = self.excerpts.get(finding.where)
        middle = f"{excerpt}\n" if excerpt else ""
        return f"{finding.where}\n{middle}what: {finding.what}\ntodo: {finding.todo}"


def excerpt(grid: Grid, row: int, cells: Sequence[str], column: str) -> str | None:
    """The row around a cell, with the cell underlined.

    Two cells before it and one after, so that a person recognises the row.
    """
    position = next((p for p, f in grid.columns if f.name == column), None)
    if position is None or position >= len(cells):
        return None
    first = max(0, position - 2)
    parts = [_short(c) for c in cells[first : position + 2]]
    before = f"  {row} | " + "".join(f"{p} | " for p in parts[: position - first])
    line = before + " | ".join(parts[position - first :]) + " |"
    return f"{line}\n{' ' * len(before)}{'^' * max(1, len(parts[position - first]))}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:37] + "..."
