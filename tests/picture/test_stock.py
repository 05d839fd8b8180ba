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
    # 50 a day since the count of 20 February, 1,300 in all: 26 days after it.
    assert (row["days_of_supply"], row["runs_out_on"]) == (26, date(2024, 3, 17))
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


def test_a_count_of_some_days_ago_is_told_with_what_use_would_have_left(rear):
    rear.row("use_rates", date(2024, 2, 1), place="rear", item="shell", kind="use", per_day="50",
             per_day_low="40", per_day_high="65", unit="round", from_on="2024-02-01")  # fmt: skip
    answer = stock.answer(rear.view(), Scope(), today=TODAY)
    [row] = answer.rows
    # 8 days after the count: 1,300 - 8 * 65, - 8 * 50, - 8 * 40.
    assert [row[f"expected{end}"] for end in ("_low", "", "_high")] == [780, 900, 980]
    assert (row["on_hand"], row["count_age_days"], row["expected_basis"]) == (1300, 8, "derived")
    assert answer.warnings == [
        "The count of Shell at Rear is 8 days old and no use was recorded since; at the known rate "
        "of use about 900 (780 to 980) would be left."
    ]
    assert "26 days of supply from the count of 2024-02-20" in answer.sentence
    assert answer.scope.sentence() == "quantities"


def test_where_use_was_recorded_the_book_says_what_is_left(rear):
    rear.move("a", Stage.USE, quantity=350, place_from="rear", on=date(2024, 2, 27),
              stage_from=Stage.DELIVERY)  # fmt: skip
    answer = stock.answer(rear.view(), Scope(), today=TODAY)
    [row] = answer.rows
    assert (row["on_hand"], row["expected"], row["expected_basis"]) == (950, 950, "reported")
    assert (row["days_of_supply"], row["runs_out_on"]) == (19, date(2024, 3, 18))
    assert answer.warnings == []


def test_a_count_of_the_day_is_not_old(told):
    told.count("rear", "shell", TODAY, quantity=100)
    told.row("use_rates", place="rear", item="shell", kind="use", per_day="10", unit="round")
    answer = stock.answer(told.view(), Scope(), today=TODAY)
    assert (answer.rows[0]["expected"], answer.rows[0]["runs_out_on"]) == (100, date(2024, 3, 9))
    assert answer.warnings == []


def test_a_stock_that_ran_out_long_ago_is_not_there_today(told):
    told.count("rear", "shell", date(2024, 1, 29), quantity=100)
    told.row("use_rates", place="rear", item="shell", kind="use", per_day="10", unit="round")
    answer = stock.answer(told.view(), Scope(), today=TODAY)
    [row] = answer.rows
    assert (row["expected"], row["runs_out_on"]) == (0, date(2024, 2, 8))
    assert "is 30 days old" in answer.warnings[0]
    assert "nothing would be left" in answer.warnings[0]


def test_what_came_after_a_stock_may_have_run_out_leaves_no_one_figure(told):
    told.line("a", item="shell").count("rear", "shell", date(2024, 1, 29), quantity=100)
    told.move("a", Stage.DELIVERY, quantity=250, place_to="rear", on=date(2024, 2, 27))
    told.row("use_rates", place="rear", item="shell", kind="use", per_day="10", unit="round")
    answer = stock.answer(told.view(), Scope(), today=TODAY)
    [row] = answer.rows
    # Gone on 8 February; 250 came on the 27th. Without the days: 350 - 300 = 50, at most 250.
    assert [row[f"expected{end}"] for end in ("_low", "", "_high")] == [50, None, 250]
    assert (row["runs_out_low_on"], row["runs_out_on"]) == (date(2024, 3, 4), None)
    assert "at least 50 and at most 250 would be left" in answer.warnings[0]


def test_many_old_counts_are_told_in_a_few_words(told):
    for n in range(8):
        told.count(f"p{n}", "shell", COUNTED, quantity=500)
        told.row("use_rates", place=f"p{n}", item="shell", kind="use", per_day="1", unit="round")
    warnings = stock.answer(told.view(), Scope(), today=TODAY).warnings
    assert (len(warnings), warnings[-1]) == (6, "So it is with 3 more counts.")


def test_a_count_that_is_a_range_keeps_both_ends(told):
    told.count("rear", "shell", COUNTED, quantity_low=900, quantity_high=1100)
    told.row("use_rates", place="rear", item="shell", kind="use", per_day="25", unit="round")
    [row] = rows(told)
    # 8 days after the count: less 200.
    assert [row[f"expected{end}"] for end in ("_low", "", "_high")] == [700, None, 900]
    assert (row["runs_out_low_on"], row["runs_out_high_on"]) == (
        date(2024, 3, 27),
        date(2024, 4, 4),
    )
