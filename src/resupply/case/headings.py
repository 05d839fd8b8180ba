"""A sheet whose headings are not ours: what they may mean is proposed, a person decides.

Nothing is guessed: what a person chose is written as headings into a copy of the workbook, and
that copy is read like any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from resupply.core.cells import csv_lines, normal
from resupply.core.errors import RefusedError, SourceUnreadableError
from resupply.core.fields import TABLES, Table
from resupply.core.workbooks import Sheet, cell_text, read_sheets
from resupply.report.renamed import Place, renamed_workbook

#: Sheets that hold no table.
PROSE = ("read_me", "readme", "about", "case")
#: The heading is looked for in this many rows, as in reading.
_HEADER_ROWS = 20
#: How alike a heading and a column must be to be proposed, of 100.
LEAST = 60
_EXAMPLES = 2
_SEPARATORS = (",", ";", "\t")


class Heading(NamedTuple):
    """A heading of a sheet.

    Args:
        position: Its column, from 0.
        text: As it stands there.
        field: The column it is; None where it is none of ours.
        proposed: Column it may be; empty = nothing is alike enough.
        likeness: How alike they are, of 100.
        examples: What stands under it first.
    """

    position: int
    text: str
    field: str | None
    proposed: str
    likeness: int
    examples: Sequence[str]


class Found(NamedTuple):
    """A sheet and its headings.

    Args:
        name: Its name.
        table: The table it is taken for; empty = none.
        is_ours: Whether its name is that of the table.
        row: Row of the headings, from 0.
        headings: They.
        free: Columns of the table that no heading is.
        missing: Those without which no row of it is taken.
    """

    name: str
    table: str
    is_ours: bool
    row: int
    headings: Sequence[Heading]
    free: Sequence[str]
    missing: Sequence[str]

    @property
    def is_odd(self) -> bool:
        """Whether a person is to look at it."""
        return not self.is_ours or bool(self.missing) or any(h.field is None for h in self.headings)


def found(path: Path, tables: Mapping[str, str] | None = None) -> list[Found]:
    """The sheets of a workbook that may be tables, with their headings.

    Args:
        path: The workbook.
        tables: Tables a person chose for sheets, by the names of the sheets.

    Raises:
        SourceUnreadableError: It is no workbook.
    """
    chosen = tables or {}
    sheets = [s for s in _sheets(path) if normal(s.name) not in PROSE and any(map(_any, s.rows))]
    return [_found(sheet, chosen.get(sheet.name)) for sheet in sheets]


def rename(
    path: Path, out: Path, *, tables: Mapping[str, str], headings: Mapping[tuple[str, int], str]
) -> Path:
    """Write the workbook with the names that a person chose.

    Args:
        path: The workbook.
        out: Where the copy goes.
        tables: Table by name of the sheet.
        headings: Column of the table by sheet and position.

    Raises:
        RefusedError: Two of one name, or a name that is no table or no column.
    """
    seen = {sheet.name: sheet for sheet in found(path, tables)}
    _refuse_twice((sheet.table for sheet in seen.values() if sheet.table), "sheet", "table")
    places: dict[Place, str] = {}
    for name, sheet in seen.items():
        if not sheet.table:
            continue
        own = {p: f for (s, p), f in headings.items() if s == name and f}
        kept = [h.field for h in sheet.headings if h.field and h.position not in own]
        _refuse_twice([*own.values(), *kept], f'sheet "{name}"', "column")
        for position, field in own.items():
            if field not in TABLES[sheet.table].names:
                raise RefusedError(
                    where=f'sheet "{name}"',
                    what=f'the table {sheet.table} has no column "{field}".',
                    todo=f"choose one of {', '.join(TABLES[sheet.table].names)}.",
                )
            places[Place(name, sheet.row, position)] = field
    named = {sheet.name: sheet.table for sheet in seen.values() if sheet.table in TABLES}
    return renamed_workbook(_sheets(path), out, tables=named, headings=places)


def from_csv(path: Path, out: Path) -> Path:
    """A CSV file as a workbook of one sheet of its name, so that its cells can be marked.

    Raises:
        SourceUnreadableError: It is no text, or no CSV.
    """
    import csv

    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise SourceUnreadableError(
            where=path.name, what="it is no text.", todo="give a .csv or an .xlsx file."
        )
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = [list[object](row) for _, row in csv_lines(text, separator)]
    except csv.Error as error:
        raise SourceUnreadableError(
            where=path.name, what=f"it is not CSV: {error}.", todo="save it anew as .xlsx."
        ) from None
    sheet = Sheet(_sheet_name(path.stem), rows, 0)
    return renamed_workbook([sheet], out, tables={}, headings={})


def _sheet_name(stem: str) -> str:
    """A name a sheet can have.

    Example:
        >>> _sheet_name("what [we] sent: all"), _sheet_name("'")
        ('what _we_ sent_ all', 'sheet')
    """
    clean = "".join("_" if letter in "[]:*?/\\" else letter for letter in stem).strip(" '")
    return clean[:31] or "sheet"


def _sheets(path: Path) -> list[Sheet]:
    return read_sheets(path.read_bytes(), path.name)


def _any(row: Iterable[object]) -> bool:
    return any(cell_text(cell) for cell in row)


def _found(sheet: Sheet, chosen: str | None) -> Found:
    texts = [[cell_text(cell) for cell in row] for row in sheet.rows[:_HEADER_ROWS]]
    is_ours = normal(sheet.name) in TABLES
    table = normal(sheet.name) if is_ours else chosen if chosen in TABLES else ""
    if not table and chosen is None:
        table = _likeliest(sheet.name, texts)
    if not table:
        return Found(sheet.name, "", is_ours, 0, (), (), ())
    declared = TABLES[table]
    row = _header(declared, texts)
    names = [(at, text) for at, text in enumerate(texts[row]) if text]
    matched = {at: normal(text) for at, text in names if normal(text) in declared.names}
    free = [name for name in declared.names if name not in matched.values()]
    proposals = _proposals([(at, t) for at, t in names if at not in matched], free)
    headings = [
        Heading(at, text, matched.get(at), *proposals.get(at, ("", 0)), _examples(sheet, row, at))
        for at, text in names
    ]
    missing = [name for name in free if declared[name].required]
    return Found(sheet.name, table, is_ours, row, headings, free, missing)


def _header(table: Table, texts: Sequence[Sequence[str]]) -> int:
    """The row with most of the table's headings; where none has any, the first of the fullest."""
    known = [len({normal(t) for t in row} & set(table.names)) for row in texts]
    if max(known):
        return known.index(max(known))
    full = [sum(map(bool, row)) for row in texts]
    return full.index(max(full))


def _likeliest(name: str, texts: Sequence[Sequence[str]]) -> str:
    """The table most of whose columns a sheet has, or the one that is called nearly so."""
    from rapidfuzz import fuzz, process

    shares = {
        table.name: max(len({normal(t) for t in row} & set(table.names)) for row in texts)
        for table in TABLES.values()
    }
    best = max(shares, key=lambda table: shares[table])
    if shares[best] >= 3:
        return best
    like = process.extractOne(normal(name), list(TABLES), scorer=fuzz.WRatio, score_cutoff=LEAST)
    return str(like[0]) if like else ""


def _proposals(
    headings: Sequence[tuple[int, str]], free: Sequence[str]
) -> dict[int, tuple[str, int]]:
    """For each heading the column most like it; each column once, the most alike first."""
    pairs = sorted(
        ((_likeness(text, name), at, name) for at, text in headings for name in free),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    proposals: dict[int, tuple[str, int]] = {}
    for likeness, at, name in pairs:
        taken = {field for field, _ in proposals.values()}
        if likeness >= LEAST and at not in proposals and name not in taken:
            proposals[at] = (name, round(likeness))
    return proposals


def _likeness(heading: str, column: str) -> float:
    """How alike two names are, of 100: in their best part, and as a whole."""
    from rapidfuzz import fuzz, utils

    words, process = column.replace("_", " "), utils.default_process
    part = fuzz.WRatio(heading, words, processor=process)
    whole = fuzz.ratio(heading, words, processor=process)
    return (part + whole) / 2


def _examples(sheet: Sheet, row: int, column: int) -> list[str]:
    under = (cell_text(cells[column]) for cells in sheet.rows[row + 1 :] if column < len(cells))
    seen: list[str] = []
    for text in under:
        if text:
            seen.append(text[:60])
        if len(seen) == _EXAMPLES:
            break
    return seen


def _refuse_twice(names: Iterable[str], where: str, what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RefusedError(
                where=where,
                what=f'two of them would be the {what} "{name}".',
                todo="choose another for one of them, or none.",
            )
        seen.add(name)
