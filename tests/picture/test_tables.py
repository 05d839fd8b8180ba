"""Reference tables as they were last stated by a day."""

from datetime import date
from decimal import Decimal

import pytest

from resupply.core.errors import QuestionError
from resupply.core.records import Row
from resupply.core.scope import Scope
from resupply.picture import tables


def place(told, known_on, name, *, removed=False):
    fields = {"place_id": "hub", "name": name, "country": "POL", "storage": None}
    told.records.append(
        Row(
            source_id="case", key=f"hub {known_on}", known_on=known_on, table="places",
            row_id="hub", fields=fields, removed=removed,
        )
    )  # fmt: skip
    return told


def names(told, day):
    return [r["name"] for r in tables.answer(told.view(day), Scope(), "places").rows]


def test_a_row_reads_as_it_was_last_said_by_the_day(told):
    place(told, date(2024, 1, 1), "Hub")
    place(told, date(2024, 2, 1), "The Hub")
    place(told, date(2024, 3, 1), "The Hub", removed=True)
    days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 1)]
    assert [names(told, d) for d in days] == [["Hub"], ["The Hub"], []]


def test_numbers_are_numbers_and_what_is_not_stated_is_unknown(told):
    told.row("denominators", party_id="FIN", metric="population", year=2023, value=Decimal("5.5"))
    told.row("denominators", party_id="TWN", metric="population", year=2023, value=None)
    rows = tables.answer(told.view(), Scope(), "denominators").rows
    assert [r["value"] for r in rows] == [5.5, None]
    assert rows[0]["source_ids"] == ["case"]


def test_a_table_the_case_does_not_have_is_refused_with_those_it_has(told):
    with pytest.raises(QuestionError) as error:
        tables.answer(place(told, date(2024, 1, 1), "Hub").view(), Scope(), "place")
    assert error.value.todo == 'did you mean "places"? Known: places.'
