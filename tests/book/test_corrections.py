from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from resupply.book import Book
from resupply.book.corrections import correct, merge, scale, still_standing, take_back, withdraw
from resupply.core.errors import EntryRefusedError
from resupply.core.records import Entry
from resupply.core.words import Phase, Stage

MARCH = date(2024, 3, 1)
FIX = {"source_id": "me", "key": "fix", "known_on": MARCH, "reason": "miscounted"}
PLEDGE, ALLOCATION = Stage.PLEDGE, Stage.ALLOCATION


def net(book: Book, as_of: date | None = None) -> dict[tuple[str, str], float]:
    """Signed quantity that reached each stage of each line."""
    sums = (
        book.view(as_of)
        .moves.group_by(pl.col("line_id").cast(pl.String), pl.col("stage_to").cast(pl.String))
        .agg((pl.col("sign") * pl.col("quantity")).sum())
        .collect()
    )
    return {(a, b): c for a, b, c in sums.iter_rows() if c}


def test_a_cut_by_a_tenth_leaves_four_entries_and_net_9000_and_45(book, line, move) -> None:
    big, small = move(PLEDGE, 10_000), move(PLEDGE, 50, line_id="trucks")
    book.append([line(), line("trucks"), big, small])
    said = {"source_id": "me", "key": "cut", "known_on": MARCH, "reason": "a tenth told twice"}
    book.append(scale([big, small], Decimal("0.9"), **said))
    assert book.view().entries.height == 4
    assert net(book) == {("tents", "pledge"): 9000, ("trucks", "pledge"): 45}
    assert net(book, date(2024, 2, 28)) == {("tents", "pledge"): 10_000, ("trucks", "pledge"): 50}


def test_a_number_that_went_up_is_one_entry_with_the_difference(move) -> None:
    [more] = correct(move(PLEDGE, 10), **FIX, quantity=Decimal(12))
    assert (more.quantity, more.reverses, more.reason) == (2, False, "miscounted")


def test_a_number_that_is_right_already_needs_no_correction(move) -> None:
    assert correct(move(PLEDGE, 10), **FIX, quantity=Decimal(10)) == []


def test_numbers_that_go_opposite_ways_take_two_entries(move) -> None:
    told = move(PLEDGE, 10, value=Decimal(100), currency="EUR")
    down, up = correct(told, **FIX, quantity=Decimal(12), value=Decimal(90))
    assert (down.quantity, down.value, down.reverses) == (0, 10, True)
    assert (up.quantity, up.value, up.reverses) == (2, 0, False)


def test_a_correction_of_a_quantity_changes_no_value(book, line, move) -> None:
    priced, bare = move(PLEDGE, 10, value=Decimal(100), currency="EUR"), move(ALLOCATION, 3)
    book.append([line(), priced, bare])
    book.append(correct(priced, **FIX, quantity=Decimal(7)))
    book.append(correct(bare, **{**FIX, "key": "2"}, quantity=Decimal(1)))
    values = book.view().entries["value"].to_list()
    assert values == [100, None, 0, 0]


def test_another_date_takes_the_entry_back_and_states_it_again(book, line, move) -> None:
    told = move(PLEDGE, 10)
    book.append([line(), told])
    back, new = correct(told, **FIX, happened_from=date(2024, 1, 5), happened_to=date(2024, 1, 5))
    book.append([back, new])
    assert {back.corrects, new.corrects} == {told.id}
    assert (back.reverses, new.reverses, new.happened_from) == (True, False, date(2024, 1, 5))
    assert net(book) == {("tents", "pledge"): 10}


def test_unknown_to_known_is_stated_again(move) -> None:
    back, new = correct(move(PLEDGE), **FIX, quantity=Decimal(5))
    assert (back.quantity, back.reverses, new.quantity) == (None, True, 5)


def test_a_second_correction_starts_from_what_the_first_left(book, line, move) -> None:
    told = move(PLEDGE, 10)
    first = correct(told, **FIX, quantity=Decimal(9))
    second = correct(told, **{**FIX, "key": "2"}, earlier=first, quantity=Decimal(4))
    third = correct(told, **{**FIX, "key": "3"}, earlier=[*first, *second], line_id="trucks")
    book.append([line(), line("trucks"), told, *first, *second])
    assert net(book) == {("tents", "pledge"): 4}
    book.append(third)
    assert net(book) == {("trucks", "pledge"): 4}


def test_a_refund_is_corrected_the_right_way_round(book, line, move) -> None:
    paid = move(PLEDGE, 20)
    refund = move(PLEDGE, 10, reverses=True, reason="refunded")
    book.append([line(), paid, refund, *correct(refund, **FIX, quantity=Decimal(7))])
    assert net(book) == {("tents", "pledge"): 13}


def test_a_pending_entry_that_is_wrong_is_voided_and_opened_again(book, line, move) -> None:
    reserved = move(ALLOCATION, 10, stage_from=PLEDGE, phase=Phase.PENDING)
    book.append([line(), move(PLEDGE, 10), reserved])
    void, again = correct(reserved, **FIX, quantity=Decimal(6))
    book.append([void, again])
    assert (void.phase, again.phase) == (Phase.VOID, Phase.PENDING)
    post = move(ALLOCATION, 7, stage_from=PLEDGE, phase=Phase.POST, pending_id=again.id)
    with pytest.raises(EntryRefusedError, match="more than the 6 still pending"):
        book.append([post])


def test_a_correction_cannot_change_who_said_it(move) -> None:
    with pytest.raises(EntryRefusedError, match="phase is not a field"):
        correct(move(PLEDGE, 1), **FIX, phase=Phase.PENDING)


def test_taking_back_twice_restores(book, line, move) -> None:
    told = move(PLEDGE, 10)
    back = take_back(told, **FIX)
    book.append([line(), told, back, take_back(back, **{**FIX, "key": "again"})])
    assert net(book) == {("tents", "pledge"): 10}


def test_a_withdrawal_is_a_move_of_its_own(book, line, move) -> None:
    told = move(PLEDGE, 10)
    gone = withdraw(told, **FIX, quantity=Decimal(4), happened_on=MARCH)
    book.append([line(), told, gone])
    assert net(book) == {("tents", "pledge"): 10, ("tents", "withdrawn"): 4}
    assert (gone.stage_from, gone.corrects) == (PLEDGE, None)
    with pytest.raises(EntryRefusedError, match="not a way out"):
        withdraw(told, **FIX, into=Stage.USE)


def test_what_is_unknown_is_not_scaled_and_ranges_are(move) -> None:
    said = {"source_id": "me", "key": "k", "known_on": MARCH, "reason": "r"}
    assert scale([move(PLEDGE)], Decimal("0.5"), **said) == []
    ranged = move(PLEDGE, quantity_low=Decimal(10), quantity_high=Decimal(20))
    _, new = scale([ranged], Decimal("0.5"), **said)
    assert (new.quantity, new.quantity_low, new.quantity_high) == (None, 5, 10)


def test_a_merge_counts_once_and_can_be_undone(book, line, move) -> None:
    told, again = move(PLEDGE, 10), move(PLEDGE, 10, line_id="copy")
    fixed = correct(again, **FIX, quantity=Decimal(8))
    book.append([line(), line("copy"), told, again, *fixed])
    merged = merge("tents", "copy", [again, *fixed], source_id="me", known_on=MARCH)
    book.append(merged)
    assert net(book) == {("tents", "pledge"): 10}
    assert {e.reason for e in merged} == {"same event as tents"}
    said = {"source_id": "me", "known_on": MARCH, "reason": "two events after all"}
    book.append([take_back(e, key=f"undo {e.id}", **said) for e in merged])
    assert net(book) == {("tents", "pledge"): 10, ("copy", "pledge"): 8}


def test_still_standing_leaves_the_sum_as_it_is(move) -> None:
    # Two equal cuts in a row: the second does not cancel the first.
    told = move(PLEDGE, 8)
    [cut] = correct(told, **FIX, quantity=Decimal(4))
    [again] = correct(told, **{**FIX, "key": "2"}, earlier=[cut], quantity=Decimal(0))
    again = Entry(**{f: getattr(again, f) for f in again.__struct_fields__} | {"corrects": cut.id})
    assert still_standing([told, cut, again]) == [told, cut, again]
