"""A case from a folder of CSV files or from one workbook: two forms of the same tables.

`strict` is for shipped cases: quick, and anything wrong is an error. Otherwise the data are a
user's: what is wrong becomes a finding, and the rest is taken.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from resupply.core.cells import normal, where_cell
from resupply.core.errors import CaseUnreadableError, SourceUnreadableError
from resupply.core.fields import CASE, TABLES, Table
from resupply.core.findings import Finding
from resupply.core.workbooks import Sheet, cell_text, read_sheets
from resupply.sources.sheets import files, laws
from resupply.sources.sheets.checked import check
from resupply.sources.sheets.convert import BadCell, BadValueError, convert, value
from resupply.sources.sheets.grid import Grid, build, nearest
from resupply.sources.sheets.tables import Row, Tables, excerpt

#: Sheets of a workbook that hold no table.
PROSE = ("read_me", "readme", "about", "case")
#: Warnings that a shipped case may not have either.
SLIPS = ("unknown_column", "unknown_table", "moved_header", "wrong_encoding", "empty_file")

Known = Mapping[str, Collection[str]]


class _Reading:
    """What has been read so far."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.rows: dict[str, list[Row]] = {}
        self.findings: list[Finding] = []
        self.excerpts: dict[str, str] = {}
        self.sha256: dict[str, str] = {}

    def find(self, findings: Sequence[Finding]) -> None:
        """Keep findings; a shipped case may not have any that costs data."""
        for finding in findings if self.strict else ():
            if finding.level == "error" or finding.code in SLIPS:
                raise SourceUnreadableError(
                    where=finding.where, what=finding.what, todo=finding.todo
                )
        self.findings += findings

    def table(self, table: Table, source: str, texts: Sequence[list[str]]) -> None:
        """Take the rows of one table."""
        grid, findings = build(table, source, texts)
        self.find(findings)
        if grid is None:
            self.rows.setdefault(table.name, [])
            return
        good, bad = convert(grid)
        if not self.strict:
            bad = _merged(check(grid), bad)
            spoilt = {b.row for b in bad}
            good = [(n, r) for n, r in good if n not in spoilt]
        bad += laws.broken(table, good)
        self.find(self._told(grid, bad))
        spoilt = {b.row for b in bad}
        self.rows.setdefault(table.name, []).extend(r for n, r in good if n not in spoilt)

    def _told(self, grid: Grid, bad: Sequence[BadCell]) -> list[Finding]:
        told = []
        rows = dict(grid.rows) if bad else {}
        for cell in bad:
            where = grid.where(cell.row, cell.column)
            shown = cell.column and excerpt(grid, cell.row, rows[cell.row], cell.column)
            if shown:
                self.excerpts[where] = shown
            told.append(
                Finding(code=cell.code, where=where, what=cell.what, todo=cell.todo, level="error")
            )
        return told

    def finish(self, case: Mapping[str, Any], known: Known) -> Tables:
        """Check what concerns several tables."""
        items = {r["item_id"]: r["unit"] for r in self.rows.get("items", ())}
        for name, rows in self.rows.items():
            wrong = laws.wrong_units(TABLES[name], rows, items)
            self.find(wrong)
            lost = {f.where for f in wrong if f.level == "error"}
            if lost:
                self.rows[name] = [r for r in rows if _unit_place(r) not in lost]
        self.find(laws.unknown_names(self.rows, known))
        return Tables(
            rows=self.rows,
            findings=tuple(self.findings),
            case=case,
            sha256=self.sha256,
            excerpts=self.excerpts,
        )


def read_folder(path: Path, *, strict: bool = False, known: Known | None = None) -> Tables:
    """A case that is a folder: `case.toml` and one CSV file a table.

    Args:
        path: The folder.
        strict: Whether anything wrong is an error (shipped cases).
        known: Ids by table that are known from elsewhere (`{"parties": {"FIN"}}`).

    Raises:
        CaseUnreadableError: No folder, no right to read it, or a broken `case.toml`.
        SourceUnreadableError: A file cannot be read; when strict, the first bad cell.
    """
    if not path.is_dir():
        raise CaseUnreadableError(
            where=str(path),
            what="there is no such folder.",
            todo="check the name, or make a case with `resupply new`.",
        )
    reading = _Reading(strict=strict)
    case = _case_file(path, reading)
    for file in _csv_files(path):
        table = TABLES.get(normal(file.stem))
        if table is None:
            reading.find([_unknown_table(file.name, file.stem)])
            continue
        try:
            content, reading.sha256[file.name] = files.read_bytes(file)
        except SourceUnreadableError as error:
            reading.find([_unreadable(file.name, error)])
            continue
        texts, findings = files.csv_rows(table, file.name, content)
        reading.find(findings)
        if texts or not findings:
            reading.table(table, file.name, texts)
    return reading.finish(case, known or {})


def read_workbook(path: Path, *, strict: bool = False, known: Known | None = None) -> Tables:
    """A case that is one workbook: a sheet a table, and a sheet "case" with the settings.

    Args:
        path: The .xlsx file.
        strict: Whether anything wrong is an error.
        known: Ids by table that are known from elsewhere.

    Raises:
        SourceUnreadableError: Not a workbook, cut off or far too large.
    """
    reading = _Reading(strict=strict)
    content, reading.sha256[path.name] = files.read_bytes(path)
    case: dict[str, Any] = {"case": {}}
    for sheet in read_sheets(content, path.name):
        source = f'sheet "{sheet.name}"'
        texts = _texts(sheet)
        table = TABLES.get(normal(sheet.name))
        if normal(sheet.name) == "case":
            case["case"] = _settings(_pairs(texts), source, reading)
        if table is not None:
            reading.find(_formulas(source, sheet))
            reading.table(table, source, texts)
        elif normal(sheet.name) not in PROSE and any(map(any, texts)):
            reading.find([_unknown_table(source, sheet.name)])
    return reading.finish(case, known or {})


def _texts(sheet: Sheet) -> list[list[str]]:
    texts = [[cell_text(c) for c in row] for row in sheet.rows]
    width = max(map(len, texts), default=0)
    return [[*row, *[""] * (width - len(row))] for row in texts]


def _pairs(texts: Sequence[list[str]]) -> dict[str, str]:
    return {r[0]: r[1] for r in texts[1:] if len(r) > 1 and r[0] and r[1]}


def _csv_files(path: Path) -> list[Path]:
    try:
        return sorted(p for p in path.iterdir() if p.suffix.lower() == ".csv")
    except OSError as error:
        raise _no_folder(path, error) from None


def _no_folder(path: Path, error: OSError) -> CaseUnreadableError:
    told = files.unreadable(path, error)
    return CaseUnreadableError(where=told.where, what=told.what, todo=told.todo)


def _case_file(path: Path, reading: _Reading) -> dict[str, Any]:
    file = path / "case.toml"
    try:
        content, reading.sha256[file.name] = files.read_bytes(file)
        case = tomllib.loads(content.decode("utf-8-sig"))
    except SourceUnreadableError as error:
        if path.is_dir() and not file.exists():
            reading.find([_no_case(path)])
            return {"case": {"name": path.name}}
        raise CaseUnreadableError(where=error.where, what=error.what, todo=error.todo) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseUnreadableError(
            where="case.toml",
            what=f"it is not TOML: {error}.",
            todo='texts stand in quotes, days without: as_of = 2024-02-28, currency = "EUR".',
        ) from None
    settings = case.get("case", {})
    pairs = settings if isinstance(settings, dict) else {}
    return {**case, "case": _settings(pairs, "case.toml", reading)}


def _settings(pairs: Mapping[str, Any], source: str, reading: _Reading) -> dict[str, Any]:
    """The settings typed by their declaration; a bad one is a finding and stays unset."""
    settings: dict[str, Any] = {}
    declared = {f.name: f for f in CASE.fields}
    for name, given in pairs.items():
        field = declared.get(name)
        if field is None:
            settings[name] = given
            continue
        try:
            text = given.isoformat() if isinstance(given, date) else str(given)
            if text:
                settings[name] = value(field, text)
        except BadValueError as error:
            where = where_cell(source, column=name)
            reading.find(
                [
                    Finding(
                        code=error.code,
                        where=where,
                        what=error.what,
                        todo=error.todo,
                        level="error",
                    )
                ]
            )
    return settings


def _merged(first: Sequence[BadCell], then: Sequence[BadCell]) -> list[BadCell]:
    """Each bad cell once, in the order of the file; where both speak, the second is heard."""
    cells = {(b.row, b.column): b for b in (*first, *then)}
    return sorted(cells.values(), key=lambda b: b.row)


def _unit_place(row: Row) -> str:
    return where_cell(row["_where"], column="unit")


def _formulas(source: str, sheet: Sheet) -> list[Finding]:
    if not sheet.formulas:
        return []
    return [
        Finding(
            code="formula_cells",
            where=source,
            what=f"{sheet.formulas} cells are formulas; the values they were saved with are taken.",
            todo="save the workbook in a spreadsheet after the last change.",
            level="note",
            count=sheet.formulas,
        )
    ]


def _unknown_table(source: str, name: str) -> Finding:
    near = nearest(name, TABLES)
    hint = f'did you mean "{near}"? ' if near else ""
    return Finding(
        code="unknown_table",
        where=source,
        what=f'there is no table "{name}"; it was not read.',
        todo=f"{hint}Tables: {', '.join(TABLES)}.",
    )


def _unreadable(source: str, error: SourceUnreadableError) -> Finding:
    return Finding(
        code="unreadable_file", where=source, what=error.what, todo=error.todo, level="error"
    )


def _no_case(path: Path) -> Finding:
    return Finding(
        code="no_case_file",
        where=path.name,
        what="there is no case.toml; the folder's name is taken as the case's.",
        todo="write one: `resupply new` shows its form.",
    )
