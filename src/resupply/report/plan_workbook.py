"""An answer as a workbook: what was asked, each of its tables, what is odd, and the sources."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from resupply.core.answer import Answer, Column
from resupply.core.errors import RefusedError
from resupply.report.sheets import OPTIONS, TEXT_MAX

#: Longest name of a sheet, and letters it may not have.
_NAME_MAX, _NOT_IN_NAMES = 31, re.compile(r"[\[\]:*?/\\']")
#: Rows a sheet holds under its heading.
_ROWS_MAX = 1_048_575
_WIDEST = 60
# A fixed moment, so that the same answer gives the same bytes.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a label that the file format wants without zone

_Rows = Sequence[Mapping[str, Any]]


def workbook(answer: Answer) -> bytes:
    """A workbook: a summary, the answer's tables, findings and sources.

    Numbers are numbers and days are days; a text stays a text, whatever it looks like, and is
    never a formula or a link. What is not known is an empty cell.

    Args:
        answer: To any question.

    Raises:
        RefusedError: A table has more rows than a sheet.

    Example:
        >>> from resupply.core.scope import Scope
        >>> answer = Answer(question="plan", scope=Scope(as_of=date(2024, 2, 28)))
        >>> workbook(answer)[:2]
        b'PK'
    """
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": answer.question, "created": _CREATED})
        writing = _Writing(book)
        writing.summary(answer)
        for title, columns, rows in _tables(answer):
            writing.table(title, columns, rows)
    return out.getvalue()


def _tables(answer: Answer) -> Iterator[tuple[str, Sequence[Column], _Rows]]:
    first = [part for part in answer.tables if part.first]
    last = [part for part in answer.tables if not part.first]
    yield from ((part.title, part.columns, part.rows) for part in first)
    if answer.columns:
        yield answer.title or answer.question, answer.columns, answer.rows
    yield from ((part.title, part.columns, part.rows) for part in last)
    if answer.findings:
        rows = [finding.to_dict() for finding in answer.findings]
        yield "Findings", _plain("level", "code", "where", "what", "todo"), rows
    if answer.sources:
        told = [{"source": name, **row} for name, row in answer.sources.items()]
        yield "Sources", _plain(*dict.fromkeys(key for row in told for key in row)), told


def _plain(*names: str) -> list[Column]:
    return [Column(name=name, title=name.replace("_", " ").capitalize()) for name in names]


class _Writing:
    """A workbook being written: its formats and the names of its sheets."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.heading = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.numbers: dict[int | None, Any] = {}

    def summary(self, answer: Answer) -> None:
        """What was asked, the answer in words, what it is bound to, what a reader must know."""
        sheet = self.book.add_worksheet(self._name("Summary"))
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, answer.question, self.title)
        lines = [
            ("Answer", answer.sentence),
            *(("Why", line) for line in answer.told),
            ("Scope", answer.scope.sentence()),
            *(("Know", line) for line in answer.warnings),
        ]
        for row, (what, text) in enumerate((line for line in lines if line[1]), start=2):
            sheet.write_string(row, 0, what, self.wrapped)
            sheet.write_string(row, 1, text[:TEXT_MAX], self.wrapped)

    def table(self, title: str, columns: Sequence[Column], rows: _Rows) -> None:
        """A sheet with a heading that stays in sight."""
        if len(rows) > _ROWS_MAX:
            raise RefusedError(
                where=f'the table "{title}"',
                what=f"it has {len(rows):,} rows, more than a sheet holds.",
                todo="ask for fewer days or longer periods, or take --csv.",
            )
        sheet = self.book.add_worksheet(self._name(title))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(columns) - 1, 0))
        for at, column in enumerate(columns):
            heading = f"{column.title} [{column.unit}]" if column.unit else column.title
            sheet.write_string(0, at, heading, self.heading)
            texts = [_text(row.get(column.name)) for row in rows[:200]]
            width = max([len(heading) * 0.7, *(len(text) for text in texts)])
            sheet.set_column(at, at, min(max(width + 1, 8), _WIDEST))
            for number, row in enumerate(rows, start=1):
                self._cell(sheet, number, at, row.get(column.name), column)

    def _cell(self, sheet: Any, row: int, at: int, value: Any, column: Column) -> None:
        if value is None:
            return
        if isinstance(value, date):
            sheet.write_datetime(row, at, value, self.day)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            if value == value and abs(value) != float("inf"):
                sheet.write_number(row, at, value, self._number(column.digits))
        else:
            sheet.write_string(row, at, _text(value)[:TEXT_MAX])

    def _number(self, digits: int | None) -> Any:
        """Thousands apart, as many digits as people's tables show; the cell holds them all."""
        if digits not in self.numbers:
            shown = (
                "General" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
            )
            self.numbers[digits] = self.book.add_format({"num_format": shown})
        return self.numbers[digits]

    def _name(self, title: str) -> str:
        """A name no other sheet has, in letters a spreadsheet takes."""
        plain = _NOT_IN_NAMES.sub(" ", title).strip()[:_NAME_MAX] or "Table"
        name, number = plain, 2
        while name.lower() in self.names:
            name = f"{plain[: _NAME_MAX - 3]} {number}"
            number += 1
        self.names.add(name.lower())
        return name


def _text(value: Any) -> str:
    """A value in words.

    Example:
        >>> [_text(v) for v in (True, ["a", "b"], None, date(2024, 3, 1))]
        ['yes', 'a, b', '', '2024-03-01']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_text(each) for each in value)
    return str(value)
