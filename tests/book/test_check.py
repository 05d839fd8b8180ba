from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from resupply.book import Book
from resupply.book.check import check
from resupply.core.findings import Finding
from resupply.core.records import Count, Row
from resupply.core.words import Phase, Stage

TODAY = date(2024, 2, 28)
PLEDGE, COMMITMENT, ALLOCATION = Stage.PLEDGE, Stage.COMMITMENT, Stage.ALLOCATION
DELIVERY = Stage.DELIVERY


def found(book: Book, code: str, **more: object) -> Sequence[Finding]:
    return [f for f in check(book.view(), today=TODAY, **more) if f.code == code]


def euros(amount: object) -> dict[str, object]:
    return {"value": Decimal(str(amount)), "currency": "EUR"}


def test_a_donor_that_allocated_more_than_it_committed_is_told_with_the_figures(
    book, line, move
) -> None:
    book.append([line("a", donor="IRL"), line("b", donor="IRL"), line("c", donor="FIN")])
    book.append(
        [
            move(COMMITMENT, **euros(100), line_id="a"),
            move(ALLOCATION, **euros(224), line_id="b"),
            move(COMMITMENT, **euros(500), line_id="c"),
            move(ALLOCATION, **euros(400), line_id="c", stage_from=COMMITMENT),
        ]
    )
    [told] = found(book, "allocated_exceeds_committed")
    assert told.subject == "IRL"
    assert told.what == "allocated 224 EUR of 100 EUR committed: 124 EUR too much."
    assert len(told.entry_ids) == 2
    assert set(book.get(told.entry_ids)) == set(told.entry_ids)


def test_what_was_delivered_since_does_not_hide_what_was_allocated(book, line, move) -> None:
    book.append([line(donor="IRL"), move(COMMITMENT, **euros(100))])
    book.append(
        [move(ALLOCATION, **euros(120)), move(DELIVERY, **euros(90), stage_from=ALLOCATION)]
    )
    assert len(found(book, "allocated_exceeds_committed")) == 1


@pytest.mark.parametrize(("allocated", "count"), [("100.05", 0), ("100.2", 1)])
def test_rounding_is_no_finding(book, line, move, allocated, count) -> None:
    book.append([line(donor="IRL"), move(COMMITMENT, **euros(100))])
    book.append([move(ALLOCATION, **euros(allocated))])
    assert len(found(book, "allocated_exceeds_committed")) == count


def test_more_delivered_than_allocated_is_told_once(book, line, move) -> None:
    book.append([line(), move(ALLOCATION, 10), move(DELIVERY, 12, stage_from=ALLOCATION)])
    [told] = found(book, "delivered_exceeds_allocated")
    assert told.where == "line tents"
    assert found(book, "negative_standing") == []


def test_a_child_line_that_delivers_from_its_parent_counts_against_the_parent(
    book, line, move
) -> None:
    book.append([line(), line("part"), move(ALLOCATION, 10)])
    part = {"line_id": "part", "parent_line_id": "tents", "stage_from": ALLOCATION}
    book.append([move(DELIVERY, 10, **part)])
    assert found(book, "delivered_exceeds_allocated") == []
    book.append([move(DELIVERY, 1, **part)])
    assert [f.subject for f in found(book, "delivered_exceeds_allocated")] == ["tents"]


def test_an_account_below_zero_is_told(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 3), move(COMMITMENT, 5, stage_from=PLEDGE)])
    [told] = found(book, "negative_standing")
    assert (told.where, told.what) == ("line tents, pledge", "5 left pledge, where 3 ever got.")


def test_a_count_that_the_book_does_not_explain_is_told(book, line, move) -> None:
    seen = Count(
        source_id="me", key="c", known_on=TODAY, place="hub", item="tent", counted_on=TODAY,
        quantity=Decimal(1),
    )  # fmt: skip
    book.append([line(), move(DELIVERY, 42, item="tent", place_to="hub"), seen])
    [told] = found(book, "count_differs_from_book")
    assert told.what == "counted 1, the book had 42: -41."
    assert told.entry_ids == (seen.id,)


@pytest.mark.parametrize(("delivered", "left"), [(None, "10"), (4, "6"), (10, None)])
def test_a_promise_past_its_day_and_not_delivered_in_full_is_overdue(
    book, line, move, delivered, left
) -> None:
    book.append([line(due_on=date(2024, 2, 18)), move(PLEDGE, 10, item="tent")])
    if delivered:
        book.append([move(DELIVERY, delivered, item="tent", stage_from=PLEDGE)])
    told = found(book, "promise_overdue")
    if left is None:
        assert told == []
    else:
        assert "due on 2024-02-18, 10 days ago" in told[0].what
        assert f"{left} tent of 10 tent not delivered" in told[0].what


def test_a_promise_delivered_by_a_record_of_its_own_or_withdrawn_is_not_overdue(
    book, line, move
) -> None:
    book.append([line(due_on=date(2024, 2, 18)), line("trucks", due_on=date(2024, 2, 18))])
    book.append([move(PLEDGE, 10), move(DELIVERY, 10), move(PLEDGE, 3, line_id="trucks")])
    gone = {"stage_from": PLEDGE, "line_id": "trucks"}
    book.append([move(Stage.WITHDRAWN, 3, **gone)])
    assert found(book, "promise_overdue") == []


def test_a_promise_without_a_number_is_overdue_as_long_as_nothing_came(book, line, move) -> None:
    book.append([line(due_on=date(2024, 2, 18)), move(PLEDGE)])
    assert "how much was promised is not stated" in found(book, "promise_overdue")[0].what
    book.append([move(DELIVERY, stage_from=PLEDGE)])
    assert found(book, "promise_overdue") == []


def test_a_promise_due_today_is_not_overdue(book, line, move) -> None:
    book.append([line(due_on=TODAY), move(PLEDGE, 10)])
    assert found(book, "promise_overdue") == []


def test_one_event_in_two_records_of_the_world_is_a_candidate(book, line, move) -> None:
    book.append([line("a", donor="FIN"), line("b", donor="FIN", dataset="press")])
    first = move(COMMITMENT, **euros(1000), line_id="a", on=date(2024, 2, 1))
    second = move(PLEDGE, **euros(1009), line_id="b", on=date(2024, 2, 4))
    book.append([first, second])
    [told] = found(book, "same_event_twice")
    assert set(told.entry_ids) == {first.id, second.id}
    assert told.level == "note"


@pytest.mark.parametrize(
    "other",
    [
        {"line_id": "c"},
        {"on": date(2024, 2, 5)},
        {**euros(1012)},
        {"on": None},
        {"happened_from": date(2024, 1, 1), "happened_to": date(2024, 2, 1)},
        {"line_id": "a"},
        {"line_id": "d"},
    ],
    ids=["donor", "days", "amount", "undated", "interval", "line", "stage"],
)
def test_another_donor_day_amount_or_the_same_line_is_no_candidate(book, line, move, other) -> None:
    book.append([line("a", donor="FIN"), line("b", donor="FIN", dataset="press")])
    book.append([line("c", donor="SWE", dataset="press"), line("d", donor="FIN")])
    book.append([move(COMMITMENT, **euros(1000), line_id="a", key="first")])
    given = {**euros(1000), "line_id": "b", "key": "second", **other}
    book.append([move(PLEDGE, **given)])
    assert found(book, "same_event_twice") == []


def test_candidates_are_found_wherever_amount_and_day_lie_to_the_bins(book, line, move) -> None:
    book.append([line("a", donor="FIN"), line("b", donor="FIN", dataset="press")])
    for n in range(60):
        # 7% steps of amount, days running on: every place in a bin is met.
        amount, day = round(1000 * 1.07**n, 2), date.fromordinal(738_000 + n)
        near = round(amount * 1.0099, 2)
        book.append([move(PLEDGE, **euros(amount), line_id="a", on=day, key=f"a{n}")])
        later = date.fromordinal(day.toordinal() + n % 4)
        book.append([move(PLEDGE, **euros(near), line_id="b", on=later, key=f"b{n}")])
    [told] = found(book, "same_event_twice")
    assert told.count == 60


def test_two_readings_of_one_figure_on_one_day_are_told(book, line, move) -> None:
    first = move(PLEDGE, **euros(10), cell="x", source_id="morning")
    fix = {"corrects": first.id, "reason": "evening edition", "source_id": "evening"}
    book.append([line(), first, move(PLEDGE, **euros(2), cell="x", **fix)])
    [told] = found(book, "source_disagrees_with_itself")
    assert told.subject == "x"
    assert "differ by +2" in told.what


def test_a_correction_on_a_later_day_is_no_disagreement(book, line, move) -> None:
    first = move(PLEDGE, **euros(10), cell="x")
    fix = {"corrects": first.id, "reason": "r", "known_on": TODAY}
    book.append([line(), first, move(PLEDGE, **euros(2), cell="x", **fix)])
    book.append([move(PLEDGE, **euros(7), cell="y", key=k) for k in ("part one", "part two")])
    assert found(book, "source_disagrees_with_itself") == []


def test_undated_amounts_are_summed_by_dataset(book, line, move) -> None:
    book.append([line(), *(move(PLEDGE, **euros(n), on=None) for n in (1, 2))])
    [told] = found(book, "undated_amount")
    assert (told.what, told.count) == ("2 entries have no day: 3.00 EUR.", 2)


def test_what_happened_after_it_was_known_is_told(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 1, on=date(2024, 5, 1), known_on=TODAY)])
    assert len(found(book, "happened_after_known")) == 1


def test_entries_without_a_value_in_a_record_of_values_are_counted(book, line, move) -> None:
    book.append([line(), move(PLEDGE, **euros(1)), move(PLEDGE, **euros(2)), move(PLEDGE, 5)])
    assert [f.count for f in found(book, "unpriced")] == [1]
    book.append([move(PLEDGE, n) for n in (6, 7, 8)])
    assert found(book, "unpriced") == []


def test_an_item_without_a_unit_is_told(book, line, move) -> None:
    unit = Row(
        source_id="me", key="i", known_on=TODAY, table="items", row_id="tent",
        fields={"item_id": "tent", "unit": "piece"},
    )  # fmt: skip
    book.append([line(), unit, move(PLEDGE, 1, item="tent"), move(PLEDGE, 1, item="shell")])
    assert [f.subject for f in found(book, "unknown_item_unit")] == ["shell"]


def test_a_reserve_past_its_day_is_told_until_it_is_settled(book, line, move) -> None:
    reserve = move(ALLOCATION, 10, stage_from=PLEDGE, phase=Phase.PENDING)
    book.append([line(due_on=date(2024, 2, 18)), move(PLEDGE, 10), reserve])
    assert [f.entry_ids for f in found(book, "open_pending")] == [(reserve.id,)]
    answer = {"stage_from": PLEDGE, "pending_id": reserve.id}
    book.append([move(ALLOCATION, 4, **answer, phase=Phase.POST)])
    assert len(found(book, "open_pending")) == 1
    book.append([move(ALLOCATION, **answer, phase=Phase.LAPSE)])
    assert found(book, "open_pending") == []


def test_a_long_run_of_findings_says_how_many_more(book, line, move) -> None:
    lines = [line(f"l{n}") for n in range(9)]
    moves = [move(DELIVERY, 5, stage_from=ALLOCATION, line_id=f"l{n}") for n in range(9)]
    book.append([*lines, *moves])
    told = found(book, "negative_standing", most=4)
    assert [f.where for f in told][-1] == "and 5 more"
    assert sum(f.count for f in told) == 9


def test_findings_are_plain_and_say_what_to_do(book, line, move) -> None:
    book.append([line(donor="FIN"), move(DELIVERY, 5, stage_from=ALLOCATION, on=None)])
    told = check(book.view(), today=TODAY)
    assert {f.code for f in told} >= {"negative_standing", "undated_amount", "unknown_item_unit"}
    assert all(f.where and f.what.endswith(".") and f.todo.endswith(".") for f in told)


def test_an_account_from_which_all_went_on_is_not_below_zero(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 3), move(COMMITMENT, 3, stage_from=PLEDGE)])
    assert found(book, "negative_standing") == []


def count(quantity: object = None, low: object = None, high: object = None, *, day: int) -> Count:
    numbers = [None if n is None else Decimal(str(n)) for n in (quantity, low, high)]
    return Count(
        source_id="me", key=f"c{day}", known_on=TODAY, place="hub", item="tent",
        counted_on=date(2024, 2, day), quantity=numbers[0], quantity_low=numbers[1],
        quantity_high=numbers[2],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "then", "what"),
    [
        ((12,), (None, 35, 45), "counted 35 to 45, the book had 12: at least 23 more."),
        ((60,), (None, 35, 45), "counted 35 to 45, the book had 60: at least 15 less."),
        ((None, 10, 12), (40,), "counted 40, the book had 10 to 12: at least 28 more."),
        ((None, 50, 60), (None, None, 45), "counted at most 45, the book had 50 to 60: "
         "at least 5 less."),
        ((12,), (None, 35, None), "counted at least 35, the book had 12: at least 23 more."),
        ((12,), (40,), "counted 40, the book had 12: +28."),
    ],
)  # fmt: skip
def test_a_count_that_is_a_range_is_told_as_one(book, first, then, what) -> None:
    book.append([count(*first, day=1), count(*then, day=9)])
    assert [f.what for f in found(book, "count_differs_from_book")] == [what]


def test_only_what_concerns_some_lines_is_told_when_they_are_named(book, line, move) -> None:
    lines = [line(n, donor=d, item="tent") for n, d in (("a", "FIN"), ("b", "IRL"))]
    over = [move(ALLOCATION, **euros(9), line_id=n) for n in "ab"]
    over += [move(COMMITMENT, **euros(1), line_id=n) for n in "ab"]
    arrived = move(DELIVERY, 5, line_id="a", place_to="hub", item="tent", on=date(2024, 2, 2))
    book.append([*lines, *over, arrived, count(12, day=1), count(90, day=9)])
    told = {n: check(book.view(), today=TODAY, lines={n}) for n in "ab"}
    assert {f.subject for f in told["a"] if f.code == "allocated_exceeds_committed"} == {"FIN"}
    assert {f.subject for f in told["b"] if f.code == "allocated_exceeds_committed"} == {"IRL"}
    assert [f.code for f in told["a"]].count("count_differs_from_book") == 1
    assert [f.code for f in told["b"]].count("count_differs_from_book") == 0
    assert check(book.view(), today=TODAY, lines=()) == []


def test_an_event_told_again_on_a_line_not_named_is_still_told(book, line, move) -> None:
    book.append([line("a", donor="FIN"), line("b", donor="FIN", dataset="press")])
    book.append([move(PLEDGE, **euros(1000), line_id=n) for n in "ab"])
    for lines in (None, {"a"}, {"b"}):
        assert len(found(book, "same_event_twice", lines=lines)) == 1
    assert found(book, "same_event_twice", lines={"c"}) == []


def test_an_undated_entry_without_a_number_is_not_told_as_nothing(book, line, move) -> None:
    more = {"value_low": Decimal(3), "value_high": Decimal(9), "currency": "EUR"}
    book.append([line(), move(PLEDGE, on=None, **more)])
    [told] = found(book, "undated_amount")
    assert told.what == "1 entry has no day."


def test_a_correction_of_a_value_alone_is_no_quantity_without_a_unit(book, line, move) -> None:
    book.append([line(), move(ALLOCATION, 0, item="aid", **euros(5))])
    assert found(book, "unknown_item_unit") == []
