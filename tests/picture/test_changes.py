"""What changed between two days of knowledge, within the bounds of the question."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import changes

BEFORE, AFTER = date(2024, 2, 29), date(2024, 3, 31)
MARCH = date(2024, 3, 15)


@pytest.fixture
def two(told):
    told.party(FIN="Finland", EST="Estonia")
    told.line("a", aid_kind=AidKind.MILITARY, item="money").line("b", donor="EST", item="money")
    told.move("a", Stage.PLEDGE, 10).move("b", Stage.PLEDGE, 5)
    told.move("a", Stage.PLEDGE, 4, reverses=True, reason="miscounted", known_on=MARCH)
    return told.move("b", Stage.PLEDGE, 1, known_on=MARCH)


def asked(told, by=("donor",), days=(BEFORE, AFTER), **bounds):
    return changes.answer(told.book(), Scope(**{"dataset": "own", **bounds}), *days, by)


def test_the_largest_change_comes_first_with_who_why_and_whence(two):
    first, second = asked(two).rows
    assert (first["donor_name"], first["before"], first["after"], first["delta"]) == (
        "Finland", 10, 6, -4,
    )  # fmt: skip
    assert (first["reasons"], first["source_ids"], first["entered_by"]) == (
        ["miscounted"], ["case"], ["test"],
    )  # fmt: skip
    assert (second["donor"], second["delta"]) == ("EST", 1)


def test_between_two_days_when_nothing_became_known_nothing_changed(two):
    answer = asked(two, days=(AFTER, date(2024, 6, 1)))
    assert answer.rows == []
    assert answer.sentence.startswith("Nothing reads otherwise on 2024-06-01")


@pytest.mark.parametrize(
    ("bounds", "donors"),
    [
        ({"donors": ("Estonia",)}, ["EST"]),
        ({"kinds": ("military",)}, ["FIN"]),
        ({"stage": Stage.ALLOCATION}, []),
        ({"stage": Stage.PLEDGE}, ["FIN", "EST"]),
    ],
)
def test_the_scope_narrows_what_is_compared(two, bounds, donors):
    assert [r["donor"] for r in asked(two, **bounds).rows] == donors


def test_words_of_other_questions_are_understood(two):
    rows = asked(two, by=("kind", "line")).rows
    assert {(r["aid_kind"], r["line_id"]) for r in rows} == {
        ("military", "a"),
        ("unspecified", "b"),
    }


def test_what_came_without_a_number_is_a_change_of_unknown_size(told):
    told.line("a").move("a", Stage.PLEDGE, known_on=MARCH)
    [row] = asked(told).rows
    assert (row["delta"], row["unknown"]) == (None, 1)
    assert asked(told).warnings


def test_days_in_the_wrong_order_and_unknown_groupings_are_refused(two):
    with pytest.raises(QuestionError, match="the first day is after the second"):
        asked(two, days=(AFTER, BEFORE))
    with pytest.raises(QuestionError) as error:
        asked(two, by=("doner",))
    assert error.value.todo.startswith('did you mean "donor"?')
