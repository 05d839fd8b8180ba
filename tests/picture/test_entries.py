"""The book entry by entry: every one is found, in any order, page by page, and shown whole."""

from datetime import date

import pytest

import resupply
from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import entries

ALL = Scope()


def listed(told, scope=ALL, **how):
    book = told.book()
    return entries.answer(book, book.view(scope.as_of), scope, **how)


def test_pages_hold_every_entry_once(told):
    told.line("a").line("b", donor="EST")
    for number in range(11):
        told.move("ab"[number % 2], Stage.PLEDGE, number + 1)
    seen = [r["entry_id"] for skip in (0, 4, 8) for r in listed(told, most=4, skip=skip).rows]
    assert len(seen) == len(set(seen)) == 11
    assert listed(told, most=4, skip=8).tables[0].rows == [{"total": 11, "skipped": 8, "listed": 3}]
    assert listed(told, skip=50).rows == []


@pytest.mark.parametrize("order", list(entries.ORDERS))
def test_each_order_goes_up_and_down(told, order):
    told.line("a").line("b", donor="EST")
    for number in range(6):
        told.move("ab"[number % 2], Stage.PLEDGE, (number * 7) % 5 + 1)
    up = [r["entry_id"] for r in listed(told, order=order).rows]
    down = [r["entry_id"] for r in listed(told, order=f"-{order}").rows]
    assert up == down[::-1]
    values = [r["value"] for r in listed(told, order="value").rows]
    assert values == sorted(values)


def test_words_find_by_any_name(told):
    told.line("a").line("b", donor="EST", item="tent").move("a", Stage.PLEDGE, 1)
    told.move("b", Stage.PLEDGE, 2, reason="Counted TWICE")
    assert len(listed(told, find="est").rows) == 1
    assert len(listed(told, find="twice").rows) == 1
    assert len(listed(told, find="no such words").rows) == 0
    assert len(listed(told, find="  ").rows) == 2


def test_bounds_narrow_it(told):
    told.line("a").line("b", donor="EST").move("a", Stage.PLEDGE, 1).move("b", Stage.PLEDGE, 2)
    told.move("a", Stage.ALLOCATION, 1, stage_from=Stage.PLEDGE)
    assert len(listed(told, Scope(donors=("FIN",))).rows) == 2
    assert len(listed(told, Scope(stage=Stage.ALLOCATION)).rows) == 1
    assert len(listed(told, line="b").rows) == 1
    with pytest.raises(QuestionError, match="no such line"):
        listed(told, line="c")


@pytest.mark.parametrize("how", [{"most": 0}, {"most": 1_001}, {"skip": -1}, {"order": "x"}])
def test_senseless_pages_are_refused(told, how):
    told.line("a").move("a", Stage.PLEDGE, 1)
    with pytest.raises(QuestionError):
        listed(told, **how)


def test_an_entry_is_shown_whole_with_its_place_in_the_chain():
    case = resupply.open("ukraine-2024")
    name = case.entries(order="entered", most=2).rows[1]["entry_id"]
    told = case.entry(name).result
    stored = case.book.store.get([name])[name]
    assert told["seq"] == stored.seq
    assert told["hash"] == stored.hash.hex()
    assert told["hash_before"] == case.book.store.hash_at(stored.seq - 1).hex()
    assert told["entered_by"]
    with pytest.raises(QuestionError, match="no such entry"):
        case.entry("nope")


def test_a_correction_and_what_it_corrects_lead_to_each_other():
    case = resupply.open("ukraine-2024")
    late = {"as_of": date(2026, 8, 31)}
    pages = (case.entries(most=1000, skip=skip, **late).rows for skip in (0, 1000, 2000, 3000))
    later = next(r for rows in pages for r in rows if r["corrects"])
    name, corrected = later["entry_id"], later["corrects"]
    assert case.entry(name, **late).result["corrects"] == corrected
    assert name in case.entry(corrected, **late).result["corrected_by"]
    # On the case's own day nobody knew of the correction.
    assert name not in case.entry(corrected).result.get("corrected_by", [])
    assert "Nobody knew it" in case.entry(name).warnings[0]


def test_what_was_known_later_is_not_listed_for_an_earlier_day():
    case = resupply.open("ukraine-2024")
    early = case.entries(as_of=date(2022, 12, 31), most=1000)
    assert early.rows
    assert max(r["known_on"] for r in early.rows) <= date(2022, 12, 31)
