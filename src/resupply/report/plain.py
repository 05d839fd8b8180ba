"""Answers for programs: one JSON object, or CSV that is safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from resupply.core.answer import Answer
from resupply.core.cells import guarded

#: Rows of a CSV that are written at once.
_ROWS_AT_ONCE = 1_000


def json_text(answer: Answer) -> str:
    """`Answer.to_dict()` as one JSON object; unknown is null.

    Example:
        >>> from resupply.core.scope import Scope
        >>> json_text(Answer(question="rank", scope=Scope())).splitlines()[1]
        '  "question": "rank",'
    """
    return object_text(answer.to_dict())


def object_text(told: Mapping[str, Any]) -> str:
    """One JSON object as every door writes it."""
    return json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def csv_text(answer: Answer) -> str:
    """The rows with all their columns; for an answer without rows, its result as one row.

    Unknown is an empty cell, lists are joined by semicolons.

    Example:
        >>> from resupply.core.answer import Column
        >>> from resupply.core.scope import Scope
        >>> rows = [{"donor": "=1+1", "value_eur": -2.5, "source_ids": ["a", "b"]}]
        >>> columns = [Column(name=n, title=n) for n in rows[0]]
        >>> print(csv_text(Answer(question="q", scope=Scope(), columns=columns, rows=rows)), end="")
        donor,value_eur,source_ids
        '=1+1,-2.5,a;b
    """
    return "".join(csv_parts(answer))


def csv_parts(answer: Answer) -> Iterator[str]:
    """The text of `csv_text`, a thousand rows at a time."""
    names, rows = _grid(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        writer.writerows([_cell(row.get(n)) for n in names] for row in some)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _grid(answer: Answer) -> tuple[list[str], Sequence[Mapping[str, Any]]]:
    if not answer.columns and answer.result is not None:
        return list(answer.result), [answer.result]
    return [c.name for c in answer.columns], answer.rows


def _cell(value: Any) -> str:
    """A value as text, with an apostrophe before what a spreadsheet would run."""
    text = _text(value)
    plain = isinstance(value, bool | int | float | Decimal | date)
    return text if plain else guarded(text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(_text(v) for v in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
