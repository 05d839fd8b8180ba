"""From texts to typed cells, by the declaration: the quick way, without a library."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from resupply.core.fields import Field, Table, Value
from resupply.core.tables.schema import NO, URL, YES
from resupply.sources.sheets.grid import Grid, NumberedRow

#: Key of a typed row under which the place it was read from stands ("pledges.csv row 12").
WHERE = "_where"
#: Numbers of more digits than this are a slip or an attack.
DIGITS_MAX = 30

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSIDE = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_RANGE = re.compile(r"(\d+(?:\.\d+)?) *(?:-|\u2013|to) *(\d+(?:\.\d+)?)", re.ASCII)
_FLAGS = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}


class BadCell(msgspec.Struct, frozen=True):
    """What is wrong with a cell, or with a row when `column` is None."""

    row: int
    column: str | None
    code: str
    what: str
    todo: str


class BadValueError(ValueError):
    """A text that is not what the column holds."""

    def __init__(self, code: str, what: str, todo: str) -> None:
        self.code, self.what, self.todo = code, what, todo
        super().__init__(what)


def convert(grid: Grid) -> tuple[list[tuple[int, dict[str, Any]]], list[BadCell]]:
    """Typed rows with their numbers, and what was wrong with the others."""
    readers = [(p, f.name, reader(f)) for p, f in grid.columns]
    blank = defaults(grid.table)
    needed = [(p, f) for p, f in grid.columns if f.required]
    good: list[tuple[int, dict[str, Any]]] = []
    bad: list[BadCell] = []
    for number, cells in grid.rows:
        row = blank.copy()
        try:
            for position, name, read in readers:
                if text := cells[position]:
                    row[name] = text if read is None else read(text)
            if all(cells[p] for p, _ in needed) and not any(cells[len(grid.header) :]):
                row[WHERE] = f"{grid.source} row {number}"
                good.append((number, row))
                continue
        except (BadValueError, IndexError):
            pass
        bad += bad_cells(grid, (number, cells))
    return good, bad


def bad_cells(grid: Grid, row: NumberedRow) -> list[BadCell]:
    """Everything wrong with one row."""
    number, cells = row
    if len(cells) < len(grid.header):
        return [missing_cells(number, len(cells), len(grid.header))]
    bad = [extra_cells(number, len(grid.header))] if any(cells[len(grid.header) :]) else []
    for position, field in grid.columns:
        text = cells[position]
        try:
            if text:
                value(field, text)
            elif field.required:
                raise empty(field)
        except BadValueError as error:
            bad.append(BadCell(number, field.name, error.code, error.what, error.todo))
    return bad


def missing_cells(row: int, cells: int, columns: int) -> BadCell:
    """A row that ends too early."""
    return BadCell(
        row,
        None,
        "missing_cells",
        f"the row has {cells} cells, the heading {columns}.",
        "add the missing commas; a text with a line break or comma must stand in quotes.",
    )


def extra_cells(row: int, columns: int) -> BadCell:
    """A row that goes on behind the last heading."""
    return BadCell(
        row,
        None,
        "extra_cells",
        f"there are cells behind the last of the {columns} headings.",
        "put a text that holds a comma in quotes, or give the column a heading.",
    )


def defaults(table: Table) -> dict[str, Any]:
    """A row in which nothing was typed."""
    return {f.name: value(f, f.default) if f.default else None for f in table.fields}


def reader(field: Field) -> Callable[[str], Value] | None:
    """What turns a text of this column into a value; None when the text stays as it is.

    Most columns repeat their texts, so each text is understood once.
    """
    if field.type in ("text", "id") and not field.enum and not field.pattern:
        return None
    seen: dict[str, Value] = {}

    def read(text: str) -> Value:
        try:
            return seen[text]
        except KeyError:
            found = seen[text] = value(field, text)
            return found

    return read


def value(field: Field, text: str) -> Value:
    """The typed value of a text.

    Raises:
        BadValueError: The text is not what the column holds.

    Example:
        >>> value(Field("n", "number", "."), "200"), value(Field("f", "flag", "."), "yes")
        (Decimal('200'), True)
    """
    if field.type == "list":
        return tuple(p for p in (t.strip() for t in text.split(";")) if p)
    found: Value = _TYPED[field.type](field, text) if field.type in _TYPED else text
    if field.enum and text not in field.enum:
        raise explain(field, text, "enum")
    pattern = field.pattern or (URL if field.type == "url" else None)
    if pattern and not re.fullmatch(pattern, text):
        raise explain(field, text, "pattern")
    if isinstance(found, Decimal | int):
        _within(field, text, found)
    return found


def _within(field: Field, text: str, number: Decimal | int) -> None:
    if field.minimum is not None and number < field.minimum:
        raise explain(field, text, "minimum")
    if field.maximum is not None and number > field.maximum:
        raise explain(field, text, "maximum")
    digits = abs(number.adjusted()) if isinstance(number, Decimal) and number else 0
    if digits > DIGITS_MAX or len(text) > 2 * DIGITS_MAX:
        raise explain(field, text, "digits")


def _number(field: Field, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise explain(field, text, "type")
    return Decimal(text)


def _whole(field: Field, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise explain(field, text, "type")
    return int(text)


def _day(field: Field, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise explain(field, text, "type")


def _flag(field: Field, text: str) -> bool:
    if text not in _FLAGS:
        raise explain(field, text, "type")
    return _FLAGS[text]


_TYPED: dict[str, Callable[[Field, str], Value]] = {
    "number": _number,
    "integer": _whole,
    "day": _day,
    "flag": _flag,
}


def empty(field: Field) -> BadValueError:
    """A cell that must not be empty."""
    example = f", such as {field.example}" if field.example else ""
    meaning = field.meaning[0].lower() + field.meaning[1:].rstrip(".")
    return BadValueError("empty_cell", "the cell is empty.", f"fill it in ({meaning}){example}.")


def explain(field: Field, text: str, rule: str) -> BadValueError:
    """What is wrong with a text, in words; the same for both ways of reading.

    Args:
        field: The column.
        text: What stands in the cell.
        rule: `type`, `enum`, `pattern`, `minimum`, `maximum` or `digits`.
    """
    shown = text if len(text) <= 60 else text[:57] + "..."
    code, what, todo = _words(field, text, rule)
    out = "" if field.required else ", or leave it empty if nothing was stated"
    return BadValueError(code, f'"{shown}" {what}.', f"{todo}{out}.")


def _words(field: Field, text: str, rule: str) -> tuple[str, str, str]:
    such = f", such as {field.example}" if field.example else ""
    if rule == "enum":
        return _choice(field, text)
    if rule == "pattern" and field.type != "url":
        return "wrong_form", f'has not the form of "{field.name}"', f"{_form(field)}{such}"
    if rule == "minimum":
        return "too_small", f"is below {field.minimum}", f"write {field.minimum} or more"
    if rule == "maximum":
        return "too_large", f"is above {field.maximum}", f"write {field.maximum} or less"
    if rule == "digits":
        return "too_large", "has more digits than any figure needs", f"write the figure{such}"
    if field.type == "number":
        return "not_a_number", "is not a number", _plain_number(text) or f"write digits{such}"
    kinds = {
        "integer": ("not_a_whole_number", "is not a whole number", f"write digits only{such}"),
        "day": (
            "not_a_day",
            "is not a day of the calendar",
            f"write year-month-day{such or ', such as 2024-02-28'}",
        ),
        "flag": ("not_yes_or_no", "is neither yes nor no", "write yes or no"),
        "url": ("not_an_address", "is not an address", f"begin with https:{such}"),
    }
    return kinds.get(field.type, ("wrong_form", "cannot be read", f"write {field.meaning}{such}"))


def _choice(field: Field, text: str) -> tuple[str, str, str]:
    from resupply.sources.sheets.grid import nearest

    near = nearest(text, field.enum)
    hint = f'did you mean "{near}"? Write' if near else "write"
    what = f'is not a choice of "{field.name}"'
    return "unknown_choice", what, f"{hint} one of {', '.join(field.enum)}"


def _form(field: Field) -> str:
    if field.name == "currency":
        return "write a currency code, alone or with k, m, bn or tn"
    return "write it without semicolons and line breaks" if field.type == "id" else "write it"


def _plain_number(text: str) -> str | None:
    """Advice for a text that holds one plain number with words around it."""
    if re.fullmatch(r"[+-]?\d{1,3}([, \u00a0\u202f']\d{3})+(\.\d+)?", text):
        return f"write {re.sub(r'[^0-9.+-]', '', text)}"
    ends = _RANGE.fullmatch(text)
    if ends:
        return f"write {ends[1]} in the column ending _low and {ends[2]} in the one ending _high"
    found = _INSIDE.findall(text)
    if len(found) != 1 or re.search(r"\d,\d", text):
        return None
    return f"write {found[0]} and say the rest in the note"
