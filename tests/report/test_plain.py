import csv
import io
import json
import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from resupply.core.answer import Answer, Column
from resupply.core.scope import Scope
from resupply.report.plain import csv_text, json_text


def answer(**row: Any) -> Answer:
    columns = [Column(name=n, title=n) for n in row]
    return Answer(question="q", scope=Scope(), columns=columns, rows=[row])


def cell(value: Any) -> str:
    return list(csv.reader(io.StringIO(csv_text(answer(x=value, y=1)))))[1][0]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("-1+1", "'-1+1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\r=x", "'\n=x"),
        (["=a", "b"], "'=a;b"),
        ("-5.2", "-5.2"),
        ("+5", "+5"),
        (-5.2, "-5.2"),
        (Decimal("1E+3"), "1000"),
        (None, ""),
        (True, "yes"),
        (date(2024, 2, 28), "2024-02-28"),
        ([1, 2], "1;2"),
        ({"a": 1}, '{"a": 1}'),
        ('a "b", c\nd', 'a "b", c\nd'),
    ],
)
def test_a_cell_is_safe_to_open_in_a_spreadsheet(value: Any, written: str) -> None:
    assert cell(value) == written


def test_an_answer_without_rows_gives_its_result_as_one_row() -> None:
    told = Answer(question="record", scope=Scope(), result={"id": "a1", "added": 2})
    assert csv_text(told) == "id,added\na1,2\n"


def test_json_keeps_unknown_as_null_and_letters_as_they_are() -> None:
    told = json.loads(json_text(answer(name="Київ", value=None, on=date(2024, 2, 28))))
    assert told["rows"] == [{"name": "Київ", "value": None, "on": "2024-02-28"}]
    assert "Київ" in json_text(answer(name="Київ"))


def test_json_never_holds_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text(answer(value=math.nan))
