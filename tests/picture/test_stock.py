"""Stock: on hand, use a day, days of supply - with ranges, and what is assumed."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import stock
from resupply.picture.stock import Span, days_of_supply

TODAY = date(2024, 2, 28)
COUNTED = date(2024, 2, 20)


def rows(told, **bounds):
    return stock.answer(told.view(), Scope(**bounds), today=TODAY).rows


@pytest.fixture
def rear(told):
    """1,000 shells counted in the rear on 20 February, 300 received since, 50 a day used."""
    told.row("places", place_id="rear", name="Rear").row("items", item_id="shell", name="Shell")
    told.line("a", item="shell").count("rear", "shell", COUNTED, quantity=1000)
    told.move("a", Stage.DELIVERY, quantity=300, place_to="rear", on=date(2024, 2, 25))
    return told.row("use_rates", place="rear", item="shell", kind="use", per_day="50",
                    unit="round")  # fmt: skip


def test_stock_is_the_count_and_what_came_after_it(rear):
    [row] = rows(rear)
    assert (row["on_hand"], row["counted_on"], row["stock_basis"]) == (1300, COUNTED, "reported")
    assert (row["days_of_supply"], row["runs_out_on"]) == (26, date(2024, 3, 25))
    assert (row["place_name"], row["item_name"], row["unit"]) == ("Rear", "Shell", "round")


def test_the_last_day_asked_about_is_the_day_of_the_stock(rear):
    [row] = rows(rear, until=date(2024, 2, 24))
    assert (row["on_hand"], row["days_of_supply"]) == (1000, 20)


@pytest.mark.parametrize(
    ("on_hand", "use", "days"),
    [
        (Span(10, 40, 120), Span(1, 2, 4), Span(2.5, 20, 120)),
        (Span(10, None, 120), Span(1, 2, 4), Span(2.5, None, 120)),
        (Span(10, 40, None), Span(1, 2, None), Span(None, 20, None)),
        (Span(None, None, None), Span(1, 1, 1), Span(None, None, None)),
        (Span(0, 0, 0), Span(5, 5, 5), Span(0, 0, 0)),
        (Span(-5, -5, -5), Span(5, 5, 5), Span(0, 0, 0)),
        (Span(10, 10, 10), Span(0, 0, 0), Span(None, None, None)),
    ],
)
def test_the_shortest_is_the_least_stock_at_the_most_use(on_hand, use, days):
    assert days_of_supply(on_hand, use) == days


def test_use_with_a_range_gives_days_with_a_range(rear):
    rear.row("use_rates", date(2024, 2, 1), place="rear", item="shell", kind="use", per_day="50",
             per_day_low="40", per_day_high="65", unit="round", from_on="2024-02-01")  # fmt: skip
    [row] = rows(rear)
    bounds = [row[f"days_of_supply{end}"] for end in ("_low", "", "_high")]
    assert bounds == [20, 26, 32.5]
    assert row["runs_out_low_on"] < row["runs_out_on"] < row["runs_out_high_on"]


def test_the_rate_that_covers_the_day_is_used_and_the_newer_one_wins(rear):
    rate = {"place": "rear", "item": "shell", "kind": "use", "unit": "round"}
    rear.row("use_rates", **rate, per_day="100", from_on="2024-02-01", until_on="2024-02-27")
    rear.row("use_rates", **rate, per_day="130", from_on="2024-02-28")
    used = [rows(rear, until=date(2024, 2, d))[0]["use_per_day"] for d in (26, 27, 28)]
    assert used == [100, 100, 130]
    assert [r["use_per_day"] for r in rows(rear, until=date(2024, 1, 31))] == [50]


def test_need_is_no_use(rear):
    rear.row("use_rates", place="rear", item="tent", kind="need", per_day="7", unit="tent")
    tents = next(r for r in rows(rear) if r["item"] == "tent")
    assert (tents["need_per_day"], tents["use_per_day"], tents["days_of_supply"]) == (7, None, None)


def test_stock_without_use_and_use_without_stock_have_no_days(told):
    told.count("rear", "shell", COUNTED, quantity=5)
    told.row("use_rates", place="front", item="shell", kind="use", per_day="9", unit="round")
    answer = stock.answer(told.view(), Scope(), today=TODAY)
    assert {(r["place"], r["on_hand"], r["days_of_supply"]) for r in answer.rows} == {
        ("rear", 5, None),
        ("front", None, None),
    }
    assert answer.sentence.startswith("Of no stock is it known both")


def test_what_nobody_counted_may_be_assumed_and_says_so(told):
    told.row("assumptions", id="A1", subject="front", item="shell", metric="stock_at_as_of",
             low="100", central="200", high="400", unit="round")  # fmt: skip
    told.row("use_rates", place="front", item="shell", kind="use", per_day="20", unit="round")
    answer = stock.answer(told.view(), Scope(), today=TODAY)
    [row] = answer.rows
    assert (row["on_hand_low"], row["on_hand"], row["on_hand_high"]) == (100, 200, 400)
    assert (row["stock_basis"], row["counted_on"]) == ("assumption A1", None)
    assert "this rests on assumptions" in answer.sentence
    assert any("published by nobody" in w for w in answer.warnings)


def test_a_count_comes_before_an_assumption(rear):
    rear.row("assumptions", id="A1", subject="rear", item="shell", metric="stock_at_as_of",
             low="1", central="2", high="3", unit="round")  # fmt: skip
    [row] = rows(rear)
    assert (row["on_hand"], row["stock_basis"]) == (1300, "reported")


def test_a_cover_that_is_assumed_in_days_stands_without_a_stock(told):
    told.row("assumptions", id="A2", subject="front", item="shell", metric="stock_cover_at_as_of",
             low="10", central="20", high="30", unit="day")  # fmt: skip
    [row] = rows(told)
    assert (row["on_hand"], row["days_of_supply"], row["stock_basis"]) == (
        None,
        20,
        "assumption A2",
    )


def test_a_receipt_of_unclear_date_widens_the_range(rear):
    rear.move("a", Stage.DELIVERY, quantity=200, place_to="rear", on=None)
    answer = stock.answer(rear.view(), Scope(), today=TODAY)
    [row] = answer.rows
    assert (row["on_hand_low"], row["on_hand"], row["on_hand_high"]) == (1300, 1300, 1500)
    assert row["unclear_moves"] == 1
    assert any("may lie before or after the day" in w for w in answer.warnings)


def test_a_receipt_without_a_number_leaves_the_stock_unknown_but_not_the_least(rear):
    rear.move("a", Stage.DELIVERY, place_to="rear", on=date(2024, 2, 26))
    [row] = rows(rear)
    assert (row["on_hand_low"], row["on_hand"], row["on_hand_high"]) == (1300, None, None)
    assert (row["days_of_supply_low"], row["days_of_supply"]) == (26, None)


def test_places_and_items_narrow_and_unknown_ones_are_refused(rear):
    rear.count("front", "shell", COUNTED, quantity=5)
    assert [r["place"] for r in rows(rear, places=("front",))] == ["front"]
    with pytest.raises(QuestionError) as error:
        rows(rear, places=("frnt",))
    assert error.value.todo.startswith('did you mean "front"?')
