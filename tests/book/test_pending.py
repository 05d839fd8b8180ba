from decimal import Decimal

import pytest

from resupply.core.errors import EntryRefusedError
from resupply.core.words import Phase, Stage

ALLOCATION, COMMITMENT = Stage.ALLOCATION, Stage.COMMITMENT


@pytest.fixture
def reserve(book, line, move):
    """Ten reserved of ten committed."""
    entry = move(ALLOCATION, 10, stage_from=COMMITMENT, phase=Phase.PENDING)
    book.append([line(), move(COMMITMENT, 10), entry])
    return entry


@pytest.fixture
def answer(move, reserve):
    def make(phase: Phase, quantity: object = None, **more: object):
        given = {"stage_from": COMMITMENT, "pending_id": reserve.id, "phase": phase}
        return move(ALLOCATION, quantity, **{**given, **more})

    return make


def moved(book) -> float:
    frame = book.view().moves.collect()
    return frame.filter(frame["stage_to"] == "allocation")["quantity"].sum()


def test_a_reserve_moves_nothing_until_it_is_posted_in_part_or_whole(book, answer) -> None:
    assert moved(book) == 0
    book.append([answer(Phase.POST, 4)])
    assert moved(book) == 4
    book.append([answer(Phase.POST, 6)])
    assert moved(book) == 10
    with pytest.raises(EntryRefusedError, match="already settled"):
        book.append([answer(Phase.POST, 1)])


def test_no_more_can_be_posted_than_is_left(book, answer) -> None:
    book.append([answer(Phase.POST, 4)])
    with pytest.raises(EntryRefusedError, match="quantity 7 is more than the 6 still pending"):
        book.append([answer(Phase.POST, 7)])
    with pytest.raises(EntryRefusedError, match="quantity 4 is more than the 1 still pending"):
        book.append([answer(Phase.POST, 5), answer(Phase.POST, 4, key="again")])
    assert moved(book) == 4


@pytest.mark.parametrize("end", [Phase.VOID, Phase.LAPSE])
def test_what_is_voided_or_lapsed_cannot_be_posted(book, answer, end) -> None:
    book.append([answer(Phase.POST, 4), answer(end)])
    with pytest.raises(EntryRefusedError, match="already settled"):
        book.append([answer(Phase.POST, 1)])
    assert moved(book) == 4


def test_the_same_answer_again_is_once(book, answer) -> None:
    told = [answer(Phase.POST, 6)]
    book.append(told)
    assert book.append(told).already_there == 1
    book.append([answer(Phase.POST, 4)])
    assert moved(book) == 10


def test_a_refused_answer_leaves_what_is_left(book, answer) -> None:
    with pytest.raises(EntryRefusedError):
        book.append([answer(Phase.POST, 6), answer(Phase.POST, 5)])
    book.append([answer(Phase.POST, 10)])
    assert moved(book) == 10


def test_an_answer_names_a_reserve_on_the_same_accounts(book, line, move, answer) -> None:
    with pytest.raises(EntryRefusedError, match="there is no pending entry"):
        book.append([answer(Phase.POST, 1, pending_id="0" * 16)])
    with pytest.raises(EntryRefusedError, match="the pending entry is commitment to allocation"):
        book.append([answer(Phase.POST, 1, stage_from=Stage.PLEDGE)])
    book.append([line("other")])
    with pytest.raises(EntryRefusedError, match="of tents"):
        book.append([answer(Phase.POST, 1, line_id="other")])


def test_a_reserve_without_a_number_stays_open_until_it_is_given_up(book, line, move) -> None:
    entry = move(ALLOCATION, stage_from=COMMITMENT, phase=Phase.PENDING)
    answer = {"stage_from": COMMITMENT, "pending_id": entry.id}
    book.append([line(), entry, move(ALLOCATION, 3, **answer, phase=Phase.POST)])
    book.append([move(ALLOCATION, 1, **answer, phase=Phase.POST)])
    book.append([move(ALLOCATION, **answer, phase=Phase.VOID)])
    with pytest.raises(EntryRefusedError, match="already settled"):
        book.append([move(ALLOCATION, 2, **answer, phase=Phase.POST)])


def test_value_and_quantity_are_both_held(book, line, move) -> None:
    euro = {"stage_from": COMMITMENT, "currency": "EUR"}
    entry = move(ALLOCATION, 10, value=Decimal(100), phase=Phase.PENDING, **euro)
    post = {"phase": Phase.POST, "pending_id": entry.id, **euro}
    book.append([line(), entry, move(ALLOCATION, 5, value=Decimal(60), **post)])
    with pytest.raises(EntryRefusedError, match="value 50 is more than the 40"):
        book.append([move(ALLOCATION, 5, value=Decimal(50), **post)])
