from datetime import date
from decimal import Decimal

from resupply.book import Book
from resupply.book.counts import all_stock, explained, stock_at
from resupply.core.records import Count
from resupply.core.words import Milestone, Stage

SHIPMENT, DELIVERY, USE = Stage.SHIPMENT, Stage.DELIVERY, Stage.USE


def count(quantity: object, on: date, **more: object) -> Count:
    given = {"source_id": "me", "key": f"count {on} {quantity}", "known_on": on, "place": "hub"}
    number = None if quantity is None else Decimal(str(quantity))
    return Count(**{**given, "item": "tent", "counted_on": on, "quantity": number, **more})


def receipt(move, quantity, on, **more):
    return move(DELIVERY, quantity, on=on, item="tent", place_to="hub", **more)


def issue(move, quantity, on, **more):
    return move(USE, quantity, on=on, item="tent", stage_from=DELIVERY, place_from="hub", **more)


JULY, AUGUST, NOVEMBER = date(2023, 7, 1), date(2023, 8, 1), date(2023, 11, 11)
LATER = date(2023, 12, 1)


def test_the_stock_after_a_count_is_the_count(book, line, move) -> None:
    book.append([line(), receipt(move, 56, JULY), issue(move, 14, AUGUST), count(1, NOVEMBER)])
    assert stock_at(book.view(), "hub", "tent", date(2023, 11, 10)).quantity == 42
    assert stock_at(book.view(), "hub", "tent", NOVEMBER).quantity == 1
    assert stock_at(book.view(), "hub", "tent", LATER).quantity == 1
    row = explained(book.view()).row(0, named=True)
    assert (row["book"], row["counted"], row["difference"], row["agrees"]) == (42, 1, -41, False)


def test_a_backdated_move_changes_what_is_explained_not_the_stock(book, line, move) -> None:
    late = {"known_on": date(2024, 3, 1)}
    book.append([line(), issue(move, 14, AUGUST), count(1, NOVEMBER)])
    before = explained(book.view()).row(0, named=True)
    book.append([receipt(move, 56, JULY, **late)])
    after = explained(book.view()).row(0, named=True)
    assert (before["difference"], after["difference"]) == (15, -41)
    assert stock_at(book.view(), "hub", "tent", LATER).quantity == 1
    assert explained(book.view(date(2024, 2, 28))).row(0, named=True)["difference"] == 15


def test_moves_on_the_day_of_the_count_are_before_it(book, line, move) -> None:
    book.append([line(), count(10, NOVEMBER), receipt(move, 5, NOVEMBER)])
    assert stock_at(book.view(), "hub", "tent", LATER).quantity == 10
    book.append([receipt(move, 3, date(2023, 11, 12))])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.quantity, seen.counted, seen.counted_on, seen.moved_in) == (13, 10, NOVEMBER, 3)


def test_what_may_lie_on_either_side_makes_a_range_and_is_listed(book, line, move) -> None:
    vague = receipt(move, 6, None, happened_from=date(2023, 11, 1), happened_to=LATER)
    undated = issue(move, 2, None)
    book.append([line(), count(10, NOVEMBER), vague, undated])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (8, 10, 16)
    assert set(seen.unclear) == {vague.id, undated.id}
    assert seen.unclear_moves == 2


def test_an_interval_between_two_counts_is_sure(book, line, move) -> None:
    vague = receipt(move, 6, None, happened_from=JULY, happened_to=AUGUST)
    book.append([line(), count(10, date(2023, 6, 1)), vague, count(16, NOVEMBER)])
    row = explained(book.view()).row(1, named=True)
    assert (row["since"], row["book"], row["agrees"]) == (date(2023, 6, 1), 16, True)


def test_an_unknown_number_leaves_the_stock_unknown_and_unbounded(book, line, move) -> None:
    book.append([line(), count(10, NOVEMBER), receipt(move, None, LATER)])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (10, None, None)
    book.append([issue(move, None, LATER)])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (None, None, None)


def test_an_unknown_issue_that_may_lie_on_either_side_has_no_lower_bound(book, line, move) -> None:
    book.append([line(), count(10, NOVEMBER), issue(move, None, None)])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (None, 10, 10)


def test_a_counted_range_carries_through(book, line, move) -> None:
    ranged = count(None, NOVEMBER, quantity_low=Decimal(8), quantity_high=Decimal(12))
    book.append([line(), ranged, receipt(move, 5, LATER)])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (13, None, 17)


def test_a_count_within_the_range_agrees(book, line, move) -> None:
    ranged = receipt(move, None, JULY, quantity_low=Decimal(8), quantity_high=Decimal(12))
    book.append([line(), ranged, count(9, NOVEMBER)])
    row = explained(book.view()).row(0, named=True)
    assert (row["book"], row["book_low"], row["book_high"], row["agrees"]) == (None, 8, 12, True)


def test_a_first_count_without_moves_explains_nothing(book) -> None:
    book.append([count(9, NOVEMBER)])
    row = explained(book.view()).row(0, named=True)
    assert (row["book"], row["difference"], row["agrees"]) == (None, None, True)


def test_a_place_the_book_does_not_know_has_unknown_stock(book) -> None:
    seen = stock_at(book.view(), "nowhere", "tent", LATER)
    assert (seen.low, seen.quantity, seen.high) == (None, None, None)


def test_promises_and_milestones_move_no_stock(book, line, move) -> None:
    book.append([line(), count(10, JULY), move(Stage.ALLOCATION, 5, item="tent", place_to="hub")])
    mark = move(SHIPMENT, 5, stage_from=SHIPMENT, place_to="hub", milestone=Milestone.ARRIVED)
    book.append([mark])
    assert stock_at(book.view(), "hub", "tent", date(2024, 6, 1)).quantity == 10


def test_a_receipt_taken_back_is_no_stock(book, line, move) -> None:
    told = receipt(move, 5, AUGUST)
    back = receipt(move, 5, AUGUST, key="back", corrects=told.id, reverses=True, reason="slip")
    book.append([line(), count(10, JULY), told, back])
    assert stock_at(book.view(), "hub", "tent", LATER).quantity == 10


def test_the_item_of_the_line_counts_where_the_entry_names_none(book, line, move) -> None:
    book.append([line(item="tent"), move(DELIVERY, 4, on=JULY, place_to="hub", place_from="port")])
    stock = all_stock(book.view(), LATER)
    assert stock.select("place", "item", "quantity").rows() == [
        ("hub", "tent", 4.0),
        ("port", "tent", -4.0),
    ]


def test_the_later_word_on_a_counted_day_stands(book) -> None:
    book.append([count(10, JULY), count(12, JULY, known_on=LATER)])
    assert stock_at(book.view(), "hub", "tent", LATER).quantity == 12
    assert stock_at(book.view(AUGUST), "hub", "tent", LATER).quantity == 10


def test_all_stock_and_stock_at_agree(line, move) -> None:
    book = Book.open(None)
    book.append([line(), count(10, JULY), receipt(move, 3, AUGUST), issue(move, 1, None)])
    book.append([receipt(move, 2, None, happened_from=JULY, happened_to=NOVEMBER)])
    for on in (date(2023, 6, 1), JULY, AUGUST, LATER):
        rows = all_stock(book.view(), on).to_dicts()
        for row in rows:
            seen = stock_at(book.view(), row["place"], row["item"], on)
            assert {n: getattr(seen, n) for n in row} == row
        assert rows


def test_an_interval_that_ends_on_the_day_of_the_count_is_before_it(book, line, move) -> None:
    vague = receipt(move, 6, None, happened_from=JULY, happened_to=NOVEMBER)
    book.append([line(), count(10, NOVEMBER), vague, count(7, JULY)])
    seen = stock_at(book.view(), "hub", "tent", LATER)
    assert (seen.low, seen.high, seen.unclear_moves) == (10, 10, 0)
    book.append([count(10, LATER)])
    row = explained(book.view()).row(2, named=True)
    assert (row["since"], row["book_low"], row["book_high"]) == (NOVEMBER, 10, 10)
