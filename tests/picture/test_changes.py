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


def test_goods_are_told_in_their_own_words_and_never_in_billions(told):
    told.row("items", item_id="tent", name="tent", unit="each").line("a", item="tent")
    told.move("a", Stage.PLEDGE, quantity=600, unit="each", known_on=MARCH)
    answer = asked(told, measure="quantity")
    assert answer.sentence == (
        "1 figure reads otherwise on 2024-03-31 than on 2024-02-29: up by 600 tent."
    )
    assert (answer.rows[0]["what_name"], answer.rows[0]["unit"]) == ("tent", "each")


def test_money_is_told_in_the_size_it_has(two):
    assert asked(two).sentence.endswith("up by 1 EUR, down by 4 EUR.")


def test_the_scope_is_that_of_the_later_day(two):
    answer = asked(two, as_of=date(2024, 1, 1))
    assert "known by 2024-03-31" in answer.scope.sentence()
    assert "2024-03-31 than on 2024-02-29" in answer.sentence


def test_recipient_and_item_narrow_the_rows_as_the_donor_does(two):
    two.line("c", donor="EST", recipient="MDA", item="tent")
    two.move("c", Stage.PLEDGE, 2, known_on=MARCH).party("UKR", "MDA")
    assert [r["delta"] for r in asked(two, recipients=("MDA",)).rows] == [2]
    assert [r["delta"] for r in asked(two, items=("tent",)).rows] == [2]
    # Narrowing never splits the rows that were asked for.
    assert [r["delta"] for r in asked(two, by=("dataset",), donors=("FIN", "EST")).rows] == [-1]


@pytest.mark.parametrize(
    ("bound", "where"),
    [
        ({"since": BEFORE}, "--since"),
        ({"until": AFTER}, "--until"),
        ({"places": ("hub",)}, "--place"),
        ({"boundary": ("UKR",)}, "--boundary"),
        ({"rate_on": BEFORE}, "--rate-on"),
        ({"currency": "USD"}, "--currency USD"),
        ({"shares": "members"}, "--shares members"),
    ],
)
def test_a_bound_that_cannot_be_kept_to_is_refused_and_not_printed(two, bound, where):
    with pytest.raises(QuestionError) as error:
        asked(two, **bound)
    assert error.value.where == where
