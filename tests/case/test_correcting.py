"""Corrections by hand: what is given is right; with `reverses` it is taken back."""

from datetime import date
from decimal import Decimal

import pytest

from resupply.core.errors import RefusedError
from resupply.core.records import Entry

KNOWN, LATER = date(2024, 2, 21), date(2024, 2, 25)


@pytest.fixture
def delivery(case):
    return case.record(
        stage="delivery", donor="NNN", item="155mm", quantity=300, place_to="rear",
        happened_on=KNOWN, known_on=KNOWN, source="s2",
    ).result  # fmt: skip


def correct(case, entry, **more):
    given = {"corrects": entry["id"], "known_on": LATER, "source": "s2", "reason": "the waybill"}
    return case.record(**{**given, **more})


def delivered(case, line: str, **bounds):
    rows = case.balances(by=["line"], measure="quantity", **bounds).rows
    return next((r["delivered_quantity"] for r in rows if r["line"] == line), None)


def entries(case, line: str) -> list[Entry]:
    return [e for _, e in case.book.records("entry") if e.line_id == line]


def test_a_quantity_given_is_the_right_one_and_the_difference_is_written(case, delivery):
    told = correct(case, delivery, quantity=280)
    [_, difference] = entries(case, delivery["line_id"])
    assert (difference.quantity, difference.reverses, difference.stage_to) == (20, True, "delivery")
    assert (difference.id, told.result["added"]) == (told.result["id"], 1)
    assert delivered(case, delivery["line_id"]) == 280
    assert delivered(case, delivery["line_id"], as_of=date(2024, 2, 24)) == 300


def test_a_second_correction_starts_from_what_the_first_left(case, delivery):
    correct(case, delivery, quantity=280)
    again = correct(case, delivery, quantity=310)
    assert delivered(case, delivery["line_id"]) == 310
    correct(case, again.result, quantity=280)
    assert delivered(case, delivery["line_id"]) == 280
    assert case.verify().result["sound"]


def test_saying_what_stands_already_writes_nothing(case, delivery):
    correct(case, delivery, quantity=280, item="155mm", donor="NNN")
    again = correct(case, delivery, quantity=280)
    assert again.result["added"] == 0
    assert "says so already" in again.sentence


def test_another_place_and_day_take_the_entry_back_and_restate_it(case, delivery):
    correct(case, delivery, quantity=280)
    correct(case, delivery, happened_on=date(2024, 2, 19))
    last = entries(case, delivery["line_id"])[-1]
    assert (last.quantity, last.happened_from, last.happened_to, last.place_to) == (
        280, date(2024, 2, 19), date(2024, 2, 19), "rear",
    )  # fmt: skip
    assert delivered(case, delivery["line_id"]) == 280
    assert delivered(case, delivery["line_id"], until=date(2024, 2, 20)) == 280


def test_a_range_takes_the_place_of_a_number(case, delivery):
    correct(case, delivery, quantity_low=200, quantity_high=250)
    last = entries(case, delivery["line_id"])[-1]
    assert (last.quantity, last.quantity_low, last.quantity_high) == (None, 200, 250)
    correct(case, delivery, quantity=240)
    last = entries(case, delivery["line_id"])[-1]
    assert (last.quantity, last.quantity_low, last.quantity_high) == (240, None, None)
    assert delivered(case, delivery["line_id"]) == 240


def test_with_reverses_the_amount_is_taken_back_where_the_entry_put_it(case, delivery):
    correct(case, delivery, quantity="20", reverses=True)
    assert correct(case, delivery, quantity="20", reverses=True).result["added"] == 0
    last = entries(case, delivery["line_id"])[-1]
    assert (last.quantity, last.reverses, last.place_to) == (Decimal(20), True, "rear")
    assert delivered(case, delivery["line_id"]) == 280


def test_with_reverses_and_no_amount_all_that_stands_is_taken_back(case, delivery):
    correct(case, delivery, quantity=280)
    correct(case, delivery, reverses=True)
    assert delivered(case, delivery["line_id"]) in (None, 0)
    assert correct(case, delivery, reverses=True).result["added"] == 0


@pytest.mark.parametrize(
    ("wrong", "where", "what"),
    [
        ({"reason": None}, "--reason", "a correction says why"),
        ({"donor": "SSS"}, "--donor", "says NNN here"),
        ({"corrects": "0" * 16}, "--corrects", "there is no entry"),
        ({"quantity": "many"}, "--quantity", "is not a number"),
    ],
)
def test_a_bad_correction_is_refused(case, delivery, wrong, where, what):
    before = case.book.store.head()
    with pytest.raises(RefusedError) as error:
        correct(case, delivery, **{"quantity": 280, **wrong})
    assert error.value.where == where
    assert what in error.value.what
    assert case.book.store.head() == before
