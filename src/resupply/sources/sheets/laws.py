"""What no single cell can tell: ids given twice, ranges upside down, ids and units that do not fit.

Most leave a row out; a name that is not in its reference table is only a warning.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from resupply.core.cells import where_cell
from resupply.core.fields import TABLES, Field, Table, to_text
from resupply.core.findings import Finding
from resupply.core.money import is_money_unit
from resupply.core.workbooks import ERROR_TEXT
from resupply.sources.sheets.convert import WHERE, BadCell
from resupply.sources.sheets.grid import nearest

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]

#: One of what each reference table holds.
ONE = {
    "sources": "source",
    "parties": "party",
    "aliases": "party",
    "items": "item",
    "places": "place",
    "legs": "leg",
    "releases": "release",
    "lines": "line",
}
#: What spreadsheets show in place of a value that cannot be computed.
FAILED = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", ERROR_TEXT)
)
PERIODS = ("day", "week", "month", "year")


def broken(table: Table, rows: Iterable[tuple[int, Row]]) -> list[BadCell]:
    """Rows of one table that break a rule of the table."""
    rows = list(rows)
    return [*_failed_formulas(rows), *_duplicates(table, rows), *_upside_down(table, rows)]


def _failed_formulas(rows: list[tuple[int, Row]]) -> Iterator[BadCell]:
    for number, row in rows:
        if not FAILED.isdisjoint(v for v in row.values() if type(v) is str):
            for name, value in row.items():
                if isinstance(value, str) and value in FAILED:
                    yield BadCell(
                        number,
                        name,
                        "failed_formula",
                        f'"{value}" is the error of a formula, not a text.',
                        "correct the formula, or type the value.",
                    )


def _duplicates(table: Table, rows: list[tuple[int, Row]]) -> Iterator[BadCell]:
    first: dict[tuple[Any, ...], int] = {}
    key = table.primary_key
    for number, row in rows if key else ():
        name = tuple(row[k] for k in key)
        seen = first.setdefault(name, number)
        if seen != number:
            shown = ", ".join(to_text(n) for n in name if n is not None)
            yield BadCell(
                number,
                key[0] if len(key) == 1 else None,
                "duplicate_id",
                f'{" + ".join(key)} "{shown}" stands already in row {seen}.',
                "give it another id, or delete it if it says the same; this row was not taken.",
            )


def _upside_down(table: Table, rows: list[tuple[int, Row]]) -> Iterator[BadCell]:
    for low, high in table.ordered:
        for number, row in rows:
            least, most = row[low], row[high]
            if least is not None and most is not None and least > most:
                yield BadCell(
                    number,
                    high,
                    "range_upside_down",
                    f"{low} {to_text(least)} is more than {high} {to_text(most)}.",
                    "put the smaller or earlier first.",
                )


def wrong_units(table: Table, rows: Iterable[Row], items: Mapping[str, str]) -> list[Finding]:
    """Units that are not the item's.

    Args:
        table: Declaration of the rows.
        rows: Typed rows.
        items: Unit by item id.
    """
    checked = [f for f in table.fields if f.unit_of]
    findings = (_wrong_unit(f, r, items) for f in checked for r in rows)
    return [f for f in findings if f is not None]


def _wrong_unit(field: Field, row: Row, items: Mapping[str, str]) -> Finding | None:
    unit, expected = row[field.name], items.get(row[field.unit_of] or "")
    if not unit or not expected or unit == expected:
        return None
    if expected == "currency" or is_money_unit(expected):
        return None if is_money_unit(unit) else _mismatch(field, row, unit, "EUR m")
    base, _, period = unit.partition("/")
    if base == expected and period in PERIODS:
        return None  # a rate: kept as stated, and what it means is for the ledger to say
    return _mismatch(field, row, unit, expected)


def _mismatch(field: Field, row: Row, unit: str, expected: str) -> Finding:
    return Finding(
        code="unit_mismatch",
        where=where_cell(row[WHERE], column=field.name),
        what=f'"{unit}" is not the unit of the item "{row[field.unit_of]}", which is "{expected}".',
        todo=f'bring the quantity to "{expected}", or name another item; this row was not taken.',
        level="error",
        subject=_subject(row),
    )


def unknown_names(rows: Rows, known: Mapping[str, Collection[str]]) -> list[Finding]:
    """Ids that are in no reference table, one finding for each; their rows were taken.

    A reference table that is empty, here and in `known`, is not held against anybody.
    """
    labels = {name: _labels(name, rows, known) for name in ONE}
    return [
        finding
        for name, table in TABLES.items()
        for field in table.fields
        if any(labels[t] for t in field.refers_to) and rows.get(name)
        for finding in _unknown(field, rows[name], [labels[t] for t in field.refers_to])
    ]


def _labels(name: str, rows: Rows, known: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Ids of a reference table, each by itself and by the name people use."""
    key = "line_id" if name == "lines" else TABLES[name].primary_key[0]
    labels = {r["name"]: r[key] for r in rows.get(name, ()) if r.get("name")}
    ids = [*known.get(name, ()), *(r[key] for r in rows.get(name, ()))]
    return {**labels, **dict(zip(ids, ids, strict=True))}


def _unknown(field: Field, rows: list[Row], labels: list[dict[str, str]]) -> Iterator[Finding]:
    ids = {i for some in labels for i in some.values()}
    found: dict[str, list[Row]] = {}
    for row in rows:
        cell = row[field.name]
        for name in cell if isinstance(cell, tuple) else (cell,):
            if name and name not in ids:
                found.setdefault(name, []).append(row)
    for name, concerned in found.items():
        yield _unknown_name(field, name, concerned, {k: v for s in labels for k, v in s.items()})


def _unknown_name(field: Field, name: str, rows: list[Row], labels: dict[str, str]) -> Finding:
    table = field.refers_to[0]
    near = nearest(name, labels)
    more = f" It stands in {len(rows)} rows." if len(rows) > 1 else ""
    hint = f'did you mean "{labels[near]}"? ' if near else ""
    return Finding(
        code=f"unknown_{ONE[table]}",
        where=where_cell(rows[0][WHERE], column=field.name),
        what=f'there is no {ONE[table]} "{name}" in {table}.{more}',
        todo=f"{hint}Correct it, or add a row to {table}.",
        subject=name,
        count=len(rows),
    )


def _subject(row: Row) -> str | None:
    return next((str(row[k]) for k in ("id", "key", "count_id") if row.get(k)), None)
