from datetime import date, datetime
from decimal import Decimal

import pytest

from resupply.core.errors import EntryRefusedError, KeyReusedError
from resupply.core.records import Batch, Count, Row
from resupply.core.words import Milestone, Phase, Stage

DAY = date(2024, 2, 1)
PLEDGE, ALLOCATION, SHIPMENT = Stage.PLEDGE, Stage.ALLOCATION, Stage.SHIPMENT
EURO = {"currency": "EUR"}


@pytest.mark.parametrize(
    ("to", "given", "what"),
    [
        (PLEDGE, {"key": ""}, "source and key must not be empty"),
        (PLEDGE, {"source_id": ""}, "source and key must not be empty"),
        (PLEDGE, {"key": "k" * 1001}, "source or key is too long"),
        (PLEDGE, {"known_on": date(1024, 2, 1)}, "known_on 1024-02-01 is not of this world"),
        (PLEDGE, {"stage_from": Stage.DELIVERY}, "nothing moves from delivery to pledge"),
        (Stage.LOST, {}, "nothing moves from outside to lost"),
        (ALLOCATION, {"stage_from": ALLOCATION}, "nothing moves from allocation to allocation"),
        (SHIPMENT, {"stage_from": SHIPMENT}, "nothing moves from shipment to shipment"),
        (PLEDGE, {"line_id": ""}, "the entry belongs to no line"),
        (PLEDGE, {"happened_to": date(2023, 1, 1)}, r"ended \(2023-01-01\) before it began"),
        (PLEDGE, {"on": date(1066, 1, 1), "known_on": DAY}, "1066-01-01 is not of this world"),
        (PLEDGE, {"quantity": -1}, "quantity -1 is not an amount"),
        (PLEDGE, {"quantity": "NaN"}, "quantity NaN is not an amount"),
        (PLEDGE, {"quantity": "Infinity"}, "quantity Infinity is not an amount"),
        (PLEDGE, {"quantity": "1e400"}, r"quantity 1E\+400 is not an amount"),
        (PLEDGE, {"value": Decimal(-1), **EURO}, "value -1 is not an amount"),
        (PLEDGE, {"quantity_low": Decimal(5), "quantity_high": Decimal(2)}, "out of order"),
        (PLEDGE, {"quantity": 9, "quantity_high": Decimal(2)}, "out of order"),
        (PLEDGE, {"value": Decimal(5)}, 'a value needs a currency; got "None"'),
        (PLEDGE, {"value_high": Decimal(5)}, 'a value needs a currency; got "None"'),
        (PLEDGE, {"value": Decimal(5), "currency": "eur"}, 'a value needs a currency; got "eur"'),
        (PLEDGE, {"reverses": True}, "a correction says why"),
        (PLEDGE, {"corrects": "0" * 16}, "a correction says why"),
        (PLEDGE, {"phase": Phase.POST}, "phase post and pending_id None do not go together"),
        (PLEDGE, {"pending_id": "0" * 16}, "phase posted and pending_id 0+ do not go together"),
        (PLEDGE, {"line_id": "nowhere"}, "there is no line nowhere"),
        (PLEDGE, {"parent_line_id": "nowhere"}, "there is no line nowhere"),
        (PLEDGE, {"corrects": "0" * 16, "reason": "r"}, "there is no entry 0+ to correct"),
        (PLEDGE, {"item": "tent", "unit": "kg"}, 'unit "kg" is not the unit of tent, "piece"'),
    ],
)  # fmt: skip
def test_an_entry_that_breaks_a_rule_is_refused_and_nothing_is_added(
    book, line, move, to, given, what
) -> None:
    unit = {"item_id": "tent", "unit": "piece"}
    book.append(
        [
            line(),
            Row(source_id="me", key="i", known_on=DAY, table="items", row_id="tent", fields=unit),
        ]
    )
    before = book.store.head()
    wrong = move(to, locator="sheet 1 row 3", **given)
    with pytest.raises(EntryRefusedError, match=what) as error:
        book.append([move(PLEDGE, 1, key="right"), wrong])
    assert error.value.where.startswith("sheet 1 row 3")
    assert error.value.todo
    assert book.store.head() == before


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"dataset": ""}, "a line needs a line_id and a dataset"),
        ({"earmarking": 5}, "earmarking 5 is not 1 to 4"),
        ({"parent_line_id": "tents"}, "a line cannot be its own parent"),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused(book, line, given, what) -> None:
    with pytest.raises(EntryRefusedError, match=what):
        book.append([line(**given)])


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"place": ""}, "a count needs a place and an item"),
        ({"quantity": None}, "a count without a number says nothing"),
        ({"quantity": Decimal(-1)}, "quantity -1 is not an amount"),
    ],
)
def test_a_count_that_breaks_a_rule_is_refused(book, given, what) -> None:
    right = {"place": "hub", "item": "tent", "counted_on": DAY, "quantity": Decimal(1)}
    with pytest.raises(EntryRefusedError, match=what):
        book.append([Count(source_id="me", key="c", known_on=DAY, **{**right, **given})])


def test_a_row_needs_a_name_and_batches_are_the_books_own(book) -> None:
    with pytest.raises(EntryRefusedError, match="a row needs a table and a row_id"):
        book.append([Row(source_id="me", key="r", known_on=DAY, table="", row_id="x", fields={})])
    at = datetime(2024, 2, 1).astimezone()
    sealed = Batch(source_id="me", key="b", known_on=DAY, entered_at=at, entered_by="x", records=1)
    with pytest.raises(EntryRefusedError, match="batches are made by the book itself"):
        book.append([sealed])


def test_zero_needs_no_currency_and_a_milestone_moves_nothing(book, line, move) -> None:
    mark = {"stage_from": SHIPMENT, "milestone": Milestone.ARRIVED}
    book.append([line(), move(PLEDGE, 1, value=Decimal(0)), move(SHIPMENT, **mark)])
    assert book.view().moves.collect().height == 1


def test_the_same_key_with_other_content_is_refused(book, line, move) -> None:
    book.append([line(), move(PLEDGE, 1, key="k")])
    with pytest.raises(KeyReusedError, match="already in the book with other content"):
        book.append([move(PLEDGE, 2, key="k")])
    with pytest.raises(KeyReusedError):
        book.append([move(PLEDGE, 1, key="twice"), move(PLEDGE, 2, key="twice")])
