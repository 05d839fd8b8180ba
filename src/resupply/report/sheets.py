"""The sheets of a case workbook: headings, notes, drop-downs, widths and rows."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from resupply.core.errors import RefusedError
from resupply.core.fields import CASE, GROUPS, TABLES, Field, Table, Value, to_text
from resupply.report.reference import explained

#: Drop-downs and formats reach down to this row.
LAST_ROW = 5000
#: Longest text a spreadsheet holds in a cell [letters].
TEXT_MAX = 32_767
#: Nothing in a text may become a formula or a link.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORMATS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True},
    "required": {"bold": True, "bottom": 1, "bg_color": "#CFDDEB", "text_wrap": True},
    "text": {"num_format": "@"},
    "day": {"num_format": "yyyy-mm-dd"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
}
_WIDTHS = {"day": 12, "number": 13, "integer": 8, "flag": 9, "id": 18, "list": 20, "url": 30}
# A fixed moment, so that the same case gives the same bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a label that the file format wants without zone
_FIRST_DAY = date(1900, 3, 1)  # before it the two spreadsheet calendars differ


def workbook_bytes(
    settings: Mapping[str, Value], rows: Mapping[str, Sequence[Mapping[str, Value]]]
) -> bytes:
    """A case workbook.

    Args:
        settings: What the sheet "case" holds.
        rows: Typed rows by table.

    Raises:
        RefusedError: A text is longer than a spreadsheet holds.
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": to_text(settings["name"]), "created": _CREATED})
        formats = {name: book.add_format(form) for name, form in _FORMATS.items()}
        _read_me(book.add_worksheet("read me"), formats)
        _case(book.add_worksheet("case"), settings, formats)
        for table in TABLES.values():
            _table(book.add_worksheet(table.name), table, rows.get(table.name, ()), formats)
    return out.getvalue()


def _read_me(sheet: Any, formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100, formats["wrap"])
    sheet.write_string(0, 0, "How to fill this workbook", formats["title"])
    lines = [
        "Each sheet is a table; fill those you have figures for. Start with sources and parties.",
        "Point at a heading: a note says what the column holds, its unit and an example.",
        "Dark headings are required. An empty cell means that nothing was stated, never zero.",
        "Days are year-month-day. A range goes into the columns ending _low and _high.",
    ]
    for number, line in enumerate(lines, 1):
        sheet.write_string(number, 1, line)
    number = len(lines) + 2
    for group, meaning in GROUPS.items():
        sheet.write_string(number, 0, group, formats["title"])
        sheet.write_string(number, 1, meaning)
        for table in _of(group):
            number += 1
            sheet.write_url(number, 0, f"internal:'{table.name}'!A1", string=table.name)
            sheet.write_string(number, 1, table.meaning)
        number += 2


def _of(group: str) -> list[Table]:
    return [t for t in TABLES.values() if t.group == group]


def _case(sheet: Any, settings: Mapping[str, Value], formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 80, formats["wrap"])
    for column, heading in enumerate(("setting", "value", "meaning")):
        sheet.write_string(0, column, heading, formats["heading"])
    for row, field in enumerate(CASE.fields, 1):
        sheet.write_string(row, 0, field.name)
        write_value(sheet, row, 1, settings.get(field.name), formats["day"])
        sheet.write_string(row, 2, f"{explained(field)} Example: {field.example}")
    sheet.freeze_panes(1, 0)


def _table(
    sheet: Any, table: Table, rows: Sequence[Mapping[str, Value]], formats: Mapping[str, Any]
) -> None:
    for column, field in enumerate(table.fields):
        width = max(_WIDTHS.get(field.type, 22), len(field.name) + 2)
        sheet.set_column(column, column, width, formats.get(_format(field)))
        heading = formats["required" if field.required else "heading"]
        sheet.write_string(0, column, field.name, heading)
        sheet.write_comment(0, column, _note(field), {"x_scale": 2, "y_scale": 1.5})
        if rule := _rule(field):
            sheet.data_validation(1, column, LAST_ROW, column, rule)
    sheet.freeze_panes(1, len(table.primary_key) == 1 and table.names[0] == table.primary_key[0])
    for number, row in enumerate(rows, 1):
        for column, field in enumerate(table.fields):
            write_value(sheet, number, column, row.get(field.name), formats["day"])


def _format(field: Field) -> str:
    # A text column keeps "155" and "2024-02" as they were typed.
    return field.type if field.type in ("number", "integer", "day") else "text"


def _note(field: Field) -> str:
    unit = f"\nUnit: {field.unit}" if field.unit else ""
    example = f"\nExample: {field.example}" if field.example else ""
    return f"{explained(field)}{unit}{example}"


def _rule(field: Field) -> dict[str, Any] | None:
    """The drop-down or check of a column, if it has one."""
    message = {"error_title": field.name, "error_message": field.meaning[:255]}
    if field.enum or field.type == "flag":
        choices = [str(e) for e in field.enum] or ["yes", "no"]
        return {"validate": "list", "source": choices, **message}
    if field.refers_to and field.type == "id":
        return {
            "validate": "list",
            "source": _ids(TABLES[field.refers_to[0]]),
            "error_type": "warning",
            "error_title": field.name,
            "error_message": f"It is not in {field.refers_to[0]} yet. Keep it?",
        }
    if field.type == "day":
        limits = {"criteria": ">=", "value": _FIRST_DAY}
        return {"validate": "date", **limits, "error_type": "warning", **message}
    return None


def _ids(table: Table) -> str:
    """The filled part of a table's id column, as a formula."""
    column = "line_id" if table.name == "lines" else table.primary_key[0]
    letter = chr(ord("A") + table.names.index(column))
    sheet = f"'{table.name}'!"
    count = f"MAX(1,COUNTA({sheet}${letter}:${letter})-1)"
    return f"=OFFSET({sheet}${letter}$2,0,0,{count},1)"


def write_value(
    sheet: Any, row: int, column: int, value: object, day: Any, other: Any = None
) -> None:
    """Write a value so that reading gives it back; texts stay texts.

    Args:
        sheet: Of xlsxwriter.
        row: 0 for the first.
        column: 0 for the first.
        value: Typed cell; None writes nothing.
        day: Format of days.
        other: Format of all else; the column's own when None.

    Raises:
        RefusedError: A text is longer than a spreadsheet holds.
    """
    if value is None:
        return
    if isinstance(value, date) and _writable(value):
        sheet.write_datetime(row, column, value, day)
    elif _exact(value):
        sheet.write_number(row, column, float(str(value)), other)
    else:
        text = to_text(value)
        if len(text) > TEXT_MAX:
            raise RefusedError(
                where=f'sheet "{sheet.get_name()}" row {row + 1}',
                what=f"a text of {len(text):,} letters does not fit in a cell.",
                todo=f"shorten it to {TEXT_MAX:,} letters, or use the folder form.",
            )
        sheet.write_string(row, column, text, other)


def _writable(value: date) -> bool:
    return (value.date() if isinstance(value, datetime) else value) >= _FIRST_DAY


def _exact(value: object) -> bool:
    """Whether a spreadsheet's fifteen digits hold the number."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        return False
    number = Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= 15
