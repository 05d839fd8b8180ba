"""How long money waited: what is linked, what is matched, what is not known."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.picture.conftest import Told

import resupply
from resupply.book import Book, View
from resupply.core.records import Record
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.forecast import goods, waits
from resupply.forecast.waits import MOVED, OPEN, WITHDRAWN, Way

COMMITTED, ALLOCATED = Stage.COMMITMENT, Stage.ALLOCATION
WAY = Way(COMMITTED, ALLOCATED)
SCOPE = Scope(dataset="own")
JAN, TODAY = date(2024, 1, 1), date(2024, 6, 30)


def days(count: int) -> date:
    return JAN + timedelta(days=count)


def read(view: View, today: date = TODAY) -> list[tuple[str, float, float, int, bool]]:
    found = waits.read(view, SCOPE, WAY, today)
    rows = zip(found.donor, found.ages, found.amounts, found.outcomes, found.reported, strict=True)
    return [(str(d), float(a), float(m), int(o), bool(r)) for d, a, m, o, r in rows]


def test_moves_out_of_a_line_with_one_promise_are_reported() -> None:
    told = Told().party("FIN").line("a").line("b")
    told.move("a", COMMITTED, 100, on=days(0)).move("b", COMMITTED, 7, on=days(50))
    told.move("a", ALLOCATED, 60, on=days(30), stage_from=COMMITTED)
    told.move("a", Stage.WITHDRAWN, 10, on=days(40), stage_from=COMMITTED)
    left = float((TODAY - JAN).days)
    assert read(told.view()) == [
        ("FIN", 30.0, 60.0, MOVED, True),
        ("FIN", 40.0, 10.0, WITHDRAWN, True),
        ("FIN", left, 30.0, OPEN, True),
        ("FIN", left - 50, 7.0, OPEN, False),
    ]


def test_a_record_of_sums_links_nothing() -> None:
    told = Told().party("FIN").line("a")
    told.move("a", COMMITTED, 100, on=days(0))
    told.move("a", ALLOCATED, 100, on=days(30), stage_from=COMMITTED)
    assert read(told.view()) == [("FIN", 30.0, 100.0, MOVED, False)]


def test_what_no_source_links_is_matched_first_in_first_out_by_donor_and_kind() -> None:
    told = Told().party("FIN", "EST").line("a").line("b").line("c", donor="EST")
    told.move("a", COMMITTED, 100, on=days(0)).move("a", COMMITTED, 50, on=days(20))
    told.move("b", ALLOCATED, 120, on=days(50)).move("c", ALLOCATED, 70, on=days(60))
    left = float((TODAY - days(20)).days)
    assert read(told.view()) == [
        ("FIN", 50.0, 100.0, MOVED, False),
        ("FIN", 30.0, 20.0, MOVED, False),
        ("FIN", left, 30.0, OPEN, False),
    ]


def test_what_moved_before_it_was_promised_waited_no_day() -> None:
    told = Told().party("FIN").line("a").line("b")
    told.move("b", ALLOCATED, 10, on=days(0)).move("a", COMMITTED, 10, on=days(9))
    assert read(told.view()) == [("FIN", 0.0, 10.0, MOVED, False)]


def test_a_span_counts_at_its_middle_and_a_long_one_is_told_as_not_known() -> None:
    told = Told().party("FIN").line("a")
    told.move("a", COMMITTED, 10, on=days(0))
    told.move("a", ALLOCATED, 4, on=days(40), stage_from=COMMITTED, happened_from=days(20))
    told.move("a", ALLOCATED, 3, on=days(400), stage_from=COMMITTED, happened_from=days(10))
    found = waits.read(told.view(), SCOPE, WAY, days(401))
    assert (found.ages[0], found.amounts[0]) == (30.0, 4.0)
    assert [f.code for f in found.findings] == ["undated_amount"]
    assert "3 in 1 moves" in found.findings[0].what


def test_a_reversal_takes_back_what_was_promised_last() -> None:
    told = Told().party("FIN").line("a")
    told.move("a", COMMITTED, 10, on=days(0)).move("a", COMMITTED, 5, on=days(10))
    told.move("a", COMMITTED, 5, on=days(20), reverses=True, reason="not in the budget after all")
    told.move("a", ALLOCATED, 10, on=days(30))
    assert read(told.view()) == [("FIN", 30.0, 10.0, MOVED, False)]


def test_what_is_known_later_changes_nothing() -> None:
    told = Told().party("FIN").line("a")
    told.move("a", COMMITTED, 100, on=days(0)).move("a", ALLOCATED, 40, on=days(30))
    before = read(told.view(days(60)), days(60))
    told.move("a", ALLOCATED, 60, on=days(50), known_on=days(61))
    told.move("a", COMMITTED, 900, on=days(1), known_on=days(70))
    assert read(told.view(days(60)), days(60)) == before
    assert read(told.view(), days(60)) != before


@given(
    st.lists(st.tuples(st.integers(0, 99), st.floats(0.01, 1e9)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 99), st.floats(0.01, 1e9)), max_size=12),
)
def test_pieces_add_up_and_none_is_older_than_its_promise(
    put: list[tuple[int, float]], taken: list[tuple[int, float]]
) -> None:
    put, taken = sorted(put), sorted(taken)
    in_on, into = (np.array(x, dtype=float) for x in zip(*put, strict=True))
    out_on, out = (np.array([t[i] for t in taken], dtype=float) for i in (0, 1))
    pieces = list(
        waits.first_in_first_out(in_on, into, out_on, out, np.full(len(out), MOVED), 100.0)
    )
    amounts = np.array([p[2] for p in pieces])
    assert amounts.sum() == pytest.approx(into.sum())
    moved = sum(p[2] for p in pieces if p[3] == MOVED)
    assert moved == pytest.approx(min(into.sum(), out.sum()), abs=1e-5)
    assert all(0 <= age <= 100 - in_on[at] for at, age, _, _ in pieces)


def test_one_large_promise_among_small_ones_counts_as_hardly_more_than_one() -> None:
    told = Told().party("FIN", "EST").line("a").line("b", donor="EST")
    for at in range(20):
        told.move("a", COMMITTED, 1_000_000_000 if at == 0 else 1_000_000, on=days(at))
        told.move("b", COMMITTED, 1_000_000, on=days(at))
    found = waits.read(told.view(), SCOPE, WAY, TODAY)
    units = (found.donor == "EST").astype(np.int64)
    weight = waits.weights(found, units, 2)
    assert weight[units == 0].sum() == pytest.approx(1.04, abs=0.01)
    assert weight[units == 1].sum() == pytest.approx(20)


def test_the_shipped_tracker_adds_up_to_its_balances() -> None:
    case = resupply.open("ukraine-2024")
    scope = case.scope()
    found = waits.read(case.view(), scope, WAY, date(2024, 2, 28))
    assert waits.ways(case.view(), scope) == [WAY]
    committed = sum(r["committed_eur"] for r in case.balances().rows)
    assert found.amounts.sum() == pytest.approx(committed, rel=0.005)  # less what has no day
    assert not found.reported.any()  # the tracker links nothing


def test_a_promise_of_goods_counts_as_one_and_its_parts_as_shares() -> None:
    told = Told().party("FIN").line("a", item="155mm").line("b", item="155mm").line("c")
    told.move("a", Stage.PLEDGE, None, on=days(0), quantity=100, unit="round")
    told.move("a", Stage.DELIVERY, None, on=days(30), quantity=25, unit="round")
    told.move("b", Stage.PLEDGE, None, on=days(10), quantity=8, unit="round")
    told.move("b", Stage.WITHDRAWN, None, on=days(50), stage_from=Stage.PLEDGE)
    told.move("c", Stage.INTENT, 5, on=days(0))  # binds nobody
    found = goods.read(told.view(), SCOPE, TODAY)
    rows = sorted(zip(found.item, found.ages, found.amounts, found.outcomes, strict=True))
    assert rows == [
        ("a", 30.0, 0.25, MOVED),
        ("a", float((TODAY - JAN).days), 0.75, OPEN),
        ("b", 40.0, 1.0, WITHDRAWN),
    ]


def test_what_was_kept_on_a_day_nobody_stated_is_spread_not_lost() -> None:
    told = Told().party("FIN").line("a", item="155mm").line("b", item="155mm")
    for name in ("a", "b"):
        told.move(name, Stage.PLEDGE, None, on=days(0), quantity=100, unit="round")
    told.move(
        "a", Stage.DELIVERY, None, on=None, known_on=days(80), quantity=100, unit="round",
        happened_to=days(80),
    )  # fmt: skip
    told.move("b", Stage.DELIVERY, None, on=days(30), quantity=100, unit="round")
    found = goods.read(told.view(), SCOPE, TODAY)
    own = found.item == "a"
    assert found.amounts[own].sum() == pytest.approx(1)
    assert found.ages[own].tolist() == [5, 15, 25, 35, 45, 55, 65, 75]
    assert found.ages[~own].tolist() == [30]
    assert [f.where for f in found.findings] == ["a"]


def test_a_promise_nobody_followed_says_nothing() -> None:
    told = Told().party("FIN").line("a", item="155mm", due_on=days(60))
    told.move("a", Stage.PLEDGE, None, on=days(0), quantity=100, unit="round")
    found = goods.read(told.view(), SCOPE, TODAY)
    assert not len(found.ages)
    assert [f.code for f in found.findings] == ["promise_without_time"]


def test_stages_that_tell_of_other_promises_are_no_way() -> None:
    told = Told().party("FIN").line("a").line("b")
    told.move("a", COMMITTED, 100, on=days(0)).move("b", ALLOCATED, 105, on=days(9))
    assert waits.ways(told.view(), SCOPE) == [WAY]
    told.move("b", ALLOCATED, 50, on=days(19))
    assert waits.ways(told.view(), SCOPE) == []


def test_an_empty_book_has_no_ways() -> None:
    records: list[Record] = []
    book = Book.open(None)
    book.append(records, by="test")
    assert waits.ways(book.view(), Scope()) == []
