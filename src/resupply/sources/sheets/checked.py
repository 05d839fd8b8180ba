"""The careful way: users' rows go through Frictionless, with the schema made from the declaration.

Its errors are told in our words, cell by cell. `convert` then reads what is left, so both ways of
reading give the same values and, as a test proves, find the same cells bad.
"""

from collections.abc import Iterator
from typing import Any

from resupply.core.tables.schema import field_schema
from resupply.sources.sheets.convert import (
    BadCell,
    BadValueError,
    bad_cells,
    empty,
    explain,
    extra_cells,
    missing_cells,
)
from resupply.sources.sheets.grid import Grid

#: Frictionless counts errors up to a limit; a file with more is no table.
ERRORS_MAX = 100_000
_RULES = {
    "enum": "enum",
    "pattern": "pattern",
    "minimum": "minimum",
    "maximum": "maximum",
}


def check(grid: Grid) -> list[BadCell]:
    """The cells of a grid that Frictionless refuses."""
    if not grid.rows or not grid.columns:
        return []
    from frictionless import Checklist, Dialect, Resource, Schema

    schema = Schema.from_descriptor(
        {"fields": [field_schema(f) for _, f in grid.columns], "missingValues": [""]}
    )
    names = [f.name for _, f in grid.columns]
    data = [names, *(_known(grid, c) for _, c in grid.rows)]
    # Said outright, for otherwise it looks for the heading by the width of the rows.
    resource = Resource(data=data, schema=schema, dialect=Dialect(header=True, header_rows=[1]))
    report = resource.validate(Checklist(), limit_errors=ERRORS_MAX)
    errors = [e for task in report.tasks for e in task.errors]
    return [b for e in errors for b in _bad(grid, e)]


def _known(grid: Grid, cells: list[str]) -> list[str]:
    """The understood columns; a row too short or long for its heading stays so."""
    if len(cells) < len(grid.header):
        return [cells[p] for p, _ in grid.columns if p < len(cells)][: len(grid.columns) - 1]
    tail = [c for c in cells[len(grid.header) :] if c]
    return [*(cells[p] for p, _ in grid.columns), *tail]


def _bad(grid: Grid, error: Any) -> Iterator[BadCell]:
    row = getattr(error, "row_number", None)
    if row is None:
        return
    number, cells = grid.rows[row - 2]
    if error.type == "blank-row":  # so it calls a row of which no cell could be read
        yield from bad_cells(grid, (number, cells))
    elif len(cells) < len(grid.header):  # which cells are missing nobody can tell
        yield missing_cells(number, len(cells), len(grid.header))
    elif error.type == "extra-cell":
        yield extra_cells(number, len(grid.header))
    elif error.type in ("type-error", "constraint-error"):
        yield _bad_value(grid, number, cells, error)


def _bad_value(grid: Grid, number: int, cells: list[str], error: Any) -> BadCell:
    field = grid.table[error.field_name]
    text = next(cells[p] for p, f in grid.columns if f.name == field.name)
    told: BadValueError
    if error.type == "type-error":
        told = explain(field, text, "type")
    elif not text:
        told = empty(field)
    else:
        told = explain(field, text, _rule(error.note))
    return BadCell(number, field.name, told.code, told.what, told.todo)


def _rule(note: str) -> str:
    """Frictionless names the constraint only in its note: 'constraint "minimum" is "0"'."""
    return next((rule for name, rule in _RULES.items() if f'"{name}"' in note), "pattern")
