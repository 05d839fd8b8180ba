"""What holds for every book, whatever is entered in whatever order."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.book import Book, View, restate
from resupply.book.corrections import correct, scale, take_back, withdraw
from resupply.book.counts import stock_at
from resupply.core.records import Count, Entry, Line, Record
from resupply.core.statements import Release
from resupply.core.words import FLOW, Phase, Stage

few = settings(
    max_examples=max(40, settings().max_examples if settings().max_examples > 100 else 0)
)
START = date(2024, 1, 1)
LINES = ("tents", "trucks")

days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
amounts = st.decimals(0, 1000, places=2)
maybe = st.none() | amounts
#: A way along the flow, from outside or an earlier stage.
ways = st.tuples(st.integers(-1, 4), st.integers(0, 5)).filter(lambda w: w[0] < w[1])


def stage(number: int) -> Stage:
    return Stage.OUTSIDE if number < 0 else FLOW[number]


def line(line_id: str) -> Line:
    return Line(source_id="s", key=line_id, known_on=START, line_id=line_id, dataset="d")


@st.composite
def moves(draw: st.DrawFn) -> list[Entry]:
    """Entries on two lines, known some time after they happened."""
    told = []
    for n in range(draw(st.integers(1, 8))):
        start, end = draw(ways)
        happened = draw(st.none() | days)
        known = draw(days) if happened is None else happened + timedelta(draw(st.integers(0, 20)))
        priced = draw(maybe)
        told.append(
            Entry(
                source_id="s",
                key=f"e{n}",
                known_on=known,
                line_id=draw(st.sampled_from(LINES)),
                stage_from=stage(start),
                stage_to=stage(end),
                happened_from=happened,
                happened_to=happened,
                quantity=draw(maybe),
                value=priced,
                currency=None if priced is None else "EUR",
                place_to=draw(st.sampled_from([None, "hub"])),
                item="tent",
            )
        )
    return told


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries and corrections of them, in an order in which they can be entered."""
    told = draw(moves())
    corrected: dict[str, list[Entry]] = {}
    for n in range(draw(st.integers(0, 6))):
        entry = draw(st.sampled_from(told))
        earlier = corrected.setdefault(entry.id, [])
        last = max(e.known_on for e in (entry, *earlier))
        said: dict[str, Any] = {
            "source_id": "me",
            "key": f"c{n}",
            "known_on": last + timedelta(draw(st.integers(0, 20))),
            "reason": "as we now know",
        }
        change = draw(st.sampled_from(["quantity", "stage", "unknown"]))
        if change == "quantity":
            earlier += correct(entry, **said, earlier=earlier, quantity=draw(amounts))
        elif change == "unknown":
            earlier += correct(entry, **said, earlier=earlier, quantity=None)
        else:
            earlier += correct(entry, **said, earlier=earlier, line_id=draw(st.sampled_from(LINES)))
    return [*told, *(e for es in corrected.values() for e in es)]


def book_of(records: Sequence[Record], *, apart: bool = False) -> Book:
    book = Book.open(None)
    book.append([line(n) for n in LINES])
    if apart:
        for record in records:
            book.append([record])
    else:
        book.append(records)
    return book


def seen(view: View) -> list[tuple[object, ...]]:
    """All of a view's entries, but for their place in the journal."""
    frame = view.entries.drop("seq")
    texts = [n for n, t in frame.schema.items() if t in (pl.Categorical, pl.Enum)]
    return sorted(frame.with_columns(pl.col(texts).cast(pl.String)).rows(), key=repr)


def standing(view: View) -> dict[tuple[str, str], Decimal]:
    """Quantity on every account, `outside` included."""
    accounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in view.moves.collect().iter_rows(named=True):
        amount = row["sign"] * Decimal(str(row["quantity"] or 0))
        accounts[row["line_id"], row["stage_to"]] += amount
        accounts[row["parent_line_id"] or row["line_id"], row["stage_from"]] -= amount
    return {k: v for k, v in accounts.items() if v}


@few
@given(histories(), st.integers(0, 20), days)
def test_later_knowledge_never_changes_an_earlier_view(
    told: list[Entry], cut: int, on: date
) -> None:
    # Enter the book in two parts; the second only with what became known after the day.
    first = [e for n, e in enumerate(told) if n < cut or e.known_on <= on]
    second = [e for n, e in enumerate(told) if not (n < cut or e.known_on <= on)]
    book = book_of(first)
    before, held = seen(book.view(on)), book.view(on)
    book.append(second)
    assert seen(book.view(on)) == before == seen(held)


@few
@given(histories(), days)
def test_a_view_is_the_book_of_what_was_known_by_then(told: list[Entry], on: date) -> None:
    known = book_of([e for e in told if e.known_on <= on])
    assert seen(book_of(told).view(on)) == seen(known.view())


@few
@given(histories(), st.data())
def test_the_same_entry_twice_is_once(told: list[Entry], data: st.DataObject) -> None:
    book = book_of(told)
    before, head = seen(book.view()), book.store.head()
    again = data.draw(st.lists(st.sampled_from(told)))
    assert book.append(again).added == 0
    assert (seen(book.view()), book.store.head()) == (before, head)


@few
@given(moves(), st.randoms(use_true_random=False))
def test_the_order_of_independent_entries_does_not_change_views(told: list[Entry], chance) -> None:
    other = told.copy()
    chance.shuffle(other)
    on = other[0].known_on
    one, two = book_of(told), book_of(other, apart=True)
    assert seen(one.view()) == seen(two.view())
    assert seen(one.view(on)) == seen(two.view(on))
    assert standing(one.view()) == standing(two.view())


def quantities(accounts: dict[tuple[str, str], Decimal]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (line_id, _), amount in accounts.items():
        sums[line_id] += amount
    return {k: v for k, v in sums.items() if v}


class Warehouse:
    """What ought to stand where: reckoned by hand, beside the book."""

    def __init__(self) -> None:
        self.book = book_of([])
        self.accounts: dict[tuple[str, Stage], Decimal] = defaultdict(Decimal)
        self.now = START
        self.count = 0

    def said(self) -> dict[str, Any]:
        self.count += 1
        self.now += timedelta(days=1)
        return {"source_id": "s", "key": f"k{self.count}", "known_on": self.now}

    def moved(self, entry: Entry, amount: Decimal, account: str | None = None) -> None:
        self.accounts[entry.line_id, entry.stage_to] += amount
        self.accounts[account or entry.line_id, entry.stage_from] -= amount

    def check(self) -> None:
        expected = {(a, str(b)): v for (a, b), v in self.accounts.items() if v}
        found = standing(self.book.view())
        assert found == expected
        if not any(e.parent_line_id for _, e in self.book.records("entry")):  # type: ignore[attr-defined]  # entries only
            assert quantities(found) == {}
        assert sum(found.values()) == 0


@st.composite
def _entry(draw: st.DrawFn, said: dict[str, Any], **more: Any) -> Entry:
    start, end = draw(ways)
    place = {"line_id": draw(st.sampled_from(LINES)), "quantity": draw(amounts)}
    return Entry(**{**said, "stage_from": stage(start), "stage_to": stage(end), **place, **more})


def release(known_on: date, figures: dict[str, Decimal]) -> Release:
    cells = [
        Entry(
            source_id=f"r{known_on}", key=cell, known_on=known_on, line_id=cell, cell=cell,
            stage_from=Stage.OUTSIDE, stage_to=Stage.ALLOCATION, quantity=amount,
        )
        for cell, amount in figures.items()
    ]  # fmt: skip
    return Release(
        source_id=f"r{known_on}", dataset="d", known_on=known_on, source={"title": "t"},
        lines=[line(n) for n in LINES], entries=cells,
    )  # fmt: skip


figures = st.dictionaries(st.sampled_from(LINES), amounts)


@few
@given(st.data())
def test_goods_neither_appear_nor_vanish(data: st.DataObject) -> None:
    house = Warehouse()
    told: list[Entry] = []
    stated: dict[str, Decimal] = {}
    for _ in range(data.draw(st.integers(1, 8))):
        what = data.draw(st.sampled_from(["move", "child", "correct", "scale", "back", "restate",
                                          "pending", "withdraw"]))  # fmt: skip
        if what in ("move", "child") or (not told and what in ("correct", "scale", "back")):
            more = {"parent_line_id": "trucks", "line_id": "tents"} if what == "child" else {}
            entry = data.draw(_entry(house.said(), **more))
            house.book.append([entry])
            house.moved(entry, entry.quantity or Decimal(0), entry.parent_line_id)
            told.append(entry)
        elif what == "correct":
            entry = told.pop(data.draw(st.integers(0, len(told) - 1)))
            new = data.draw(amounts)
            house.book.append(correct(entry, **house.said(), reason="r", quantity=new))
            house.moved(entry, new - (entry.quantity or Decimal(0)), entry.parent_line_id)
        elif what == "scale":
            entry = told.pop()
            factor = data.draw(st.decimals(0, 3, places=2))
            house.book.append(scale([entry], factor, **house.said(), reason="r"))
            house.moved(entry, (entry.quantity or Decimal(0)) * (factor - 1), entry.parent_line_id)
        elif what == "back":
            entry = told.pop()
            house.book.append([take_back(entry, **house.said(), reason="r")])
            house.moved(entry, -(entry.quantity or Decimal(0)), entry.parent_line_id)
        elif what == "restate":
            new_figures = data.draw(figures)
            house.now += timedelta(days=1)
            restate(house.book, release(house.now, new_figures))
            for cell in LINES:
                change = new_figures.get(cell, Decimal(0)) - stated.get(cell, Decimal(0))
                house.accounts[cell, Stage.ALLOCATION] += change
                house.accounts[cell, Stage.OUTSIDE] -= change
            stated = new_figures
        elif what == "pending":
            entry = data.draw(_entry(house.said(), phase=Phase.PENDING))
            part = data.draw(st.decimals(0, entry.quantity, places=2))
            post = msgspec.structs.replace(
                entry, **house.said(), quantity=part, phase=Phase.POST, pending_id=entry.id
            )
            house.book.append([entry, post])
            house.moved(entry, part)
        else:
            entry = data.draw(_entry(house.said(), stage_to=Stage.ALLOCATION,
                                     stage_from=Stage.OUTSIDE))  # fmt: skip
            gone = withdraw(entry, **house.said(), reason="r")
            house.book.append([entry, gone])
            house.moved(entry, entry.quantity or Decimal(0))
            house.moved(gone, entry.quantity or Decimal(0))
        house.check()
    assert house.book.verify() is None


@few
@given(figures, figures)
def test_restated_and_restated_back_gives_the_first_figures(
    first: dict[str, Decimal], second: dict[str, Decimal]
) -> None:
    book = book_of([])
    states = [release(START + timedelta(days=n), f) for n, f in enumerate((first, second, first))]
    for state, figures_ in zip(states, (first, second, first), strict=True):
        restate(book, state)
        reached = {k: v for (k, s), v in standing(book.view()).items() if s == "allocation"}
        assert reached == {k: v for k, v in figures_.items() if v}
    on_first = standing(book.view(START))
    assert on_first == standing(book.view())


@few
@given(histories())
def test_unknown_stays_unknown(told: list[Entry]) -> None:
    book = book_of(told)
    rows = book.view().entries["quantity"].to_list()
    assert rows == [None if e.quantity is None else float(e.quantity) for e in told]
    for entry in told:
        same = scale([entry], Decimal(2), source_id="x", key="x", known_on=START, reason="r")
        if entry.quantity is None:
            assert all(not e.quantity for e in same)


@few
@given(moves(), days, amounts)
def test_stock_is_unknown_when_a_sure_part_of_it_is(
    told: list[Entry], on: date, counted: Decimal
) -> None:
    seen_there = Count(
        source_id="s", key="c", known_on=on, place="hub", item="tent", counted_on=on,
        quantity=counted,
    )  # fmt: skip
    reading = stock_at(book_of([*told, seen_there]).view(), "hub", "tent", START + timedelta(90))
    late = {Stage.SHIPMENT, Stage.DELIVERY, Stage.USE}
    came = [e for e in told if e.place_to and e.stage_to in late]
    sure = [e for e in came if e.happened_from and e.happened_from > on]
    vague = [e for e in came if e.happened_from is None]
    if any(e.quantity is None for e in sure):
        assert reading.quantity is None
    else:
        total = sum((e.quantity or Decimal(0) for e in sure), counted)
        assert reading.quantity is not None
        assert abs(reading.quantity - float(total)) < 1e-6
        if reading.high is not None:
            assert reading.high >= reading.quantity - 1e-6
    assert reading.unclear_moves == len(vague)
    assert (reading.high is None) == any(e.quantity is None for e in (*sure, *vague))
