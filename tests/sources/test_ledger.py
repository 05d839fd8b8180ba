"""From table rows to records: differences, stages, what is hidden until it was known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from resupply.book import Book
from resupply.case.tables import take_tables
from resupply.core.records import Entry
from resupply.core.words import Stage
from resupply.sources.ledger import Bundle, to_records
from resupply.sources.sheets.tables import Tables

D = Decimal


def day(text: str) -> date:
    return date.fromisoformat(text)


def pledge(**cells: Any) -> dict[str, Any]:
    row = {
        "id": "L1",
        "donor": "FIN",
        "item": "155mm",
        "kind": "pledge",
        "unit": "round",
        "pledged_on": day("2024-02-01"),
        "known_on": day("2024-02-02"),
        "source_id": "s",
        "_where": "pledges.csv row 2",
    }
    return row | cells


def reading(known: str, quantity: int | None, **cells: Any) -> dict[str, Any]:
    row = {
        "id": f"D{known}",
        "donor": "FIN",
        "item": "155mm",
        "quantity": None if quantity is None else D(quantity),
        "unit": "round",
        "cumulative": True,
        "period_start": day("2023-01-01"),
        "period_end": day(known),
        "known_on": day(known),
        "source_id": "s",
        "stage": "delivery",
        "_where": f"deliveries.csv {known}",
    }
    return row | cells


def stated(
    release: str, kind: str, stage: str, month: str, value: int, **cells: Any
) -> dict[str, Any]:
    row = {
        "release_id": release,
        "donor": "DNK",
        "aid_kind": kind,
        "stage": stage,
        "happened_from": day(f"{month}-01"),
        "happened_to": day(f"{month}-28"),
        "value": D(value),
        "currency": "EUR",
        "known_on": day("2024-03-01"),
        "source_id": release,
        "_where": "tracker.csv row 2",
    }
    return row | cells


def release(name: str, known: str) -> dict[str, Any]:
    return {
        "release_id": name,
        "dataset": "kiel",
        "label": name,
        "known_on": day(known),
        "covers_until": day("2024-02-29"),
        "source_id": name,
        "_where": "releases.csv row 2",
    }


def bundle(case: dict[str, Any] | None = None, **rows: list[dict[str, Any]]) -> Bundle:
    return to_records(Tables(rows=rows, case={"case": case or {}}))


def moves(found: Bundle) -> list[tuple[str, str, int | None]]:
    return [(e.stage_from, e.stage_to, signed(e)) for e in found.entries]


def signed(entry: Entry) -> int | None:
    if entry.quantity is None:
        return None
    return -int(entry.quantity) if entry.reverses else int(entry.quantity)


# Pledges


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("ask", Stage.ASK),
        ("intent", Stage.INTENT),
        ("pledge", Stage.PLEDGE),
        ("commitment", Stage.COMMITMENT),
        ("order", Stage.COMMITMENT),
        ("allocation", Stage.ALLOCATION),
        ("received", Stage.DELIVERY),
        ("delivered", Stage.DELIVERY),
    ],
)
def test_a_pledge_enters_the_stage_of_its_kind(kind: str, stage: Stage) -> None:
    entry = bundle(pledges=[pledge(kind=kind, quantity=D(5))]).entries[0]
    assert (entry.stage_from, entry.stage_to, entry.quantity) == (Stage.OUTSIDE, stage, D(5))


def test_money_is_in_single_units_of_its_currency() -> None:
    row = pledge(item="money", unit=None, value=D("1.5"), currency="USD bn")
    entry = bundle(pledges=[row]).entries[0]
    assert (entry.value, entry.currency, entry.quantity) == (D("1500000000"), "USD", None)


def test_a_pledge_without_a_number_stays_without() -> None:
    entry = bundle(pledges=[pledge()]).entries[0]
    assert (entry.quantity, entry.value) == (None, None)


def test_a_range_stays_a_range() -> None:
    entry = bundle(pledges=[pledge(quantity_low=D(200), quantity_high=D(500))]).entries[0]
    assert (entry.quantity, entry.quantity_low, entry.quantity_high) == (None, D(200), D(500))


def test_a_rate_moves_nothing_and_is_kept_as_stated() -> None:
    found = bundle(pledges=[pledge(unit="round/month", quantity=D(2000))])
    assert not found.entries
    assert [f.code for f in found.findings] == ["rate_not_amount"]
    assert found.rows[0].fields["quantity"] == D(2000)


def test_a_withdrawn_pledge_came_and_went() -> None:
    row = pledge(status_as_of="withdrawal", note="new government")
    came, went = bundle(pledges=[row]).entries
    assert (came.stage_from, came.stage_to) == (Stage.OUTSIDE, Stage.PLEDGE)
    assert (went.stage_from, went.stage_to, went.reason) == (
        Stage.PLEDGE,
        Stage.WITHDRAWN,
        "new government",
    )


def test_press_rows_are_not_added_to_a_trackers_dataset() -> None:
    rows = {"pledges": [pledge()], "releases": [release("r1", "2024-03-01")]}
    assert bundle({"dataset": "kiel"}, **rows).lines[0].dataset == "press"
    assert bundle({"dataset": "own"}, **rows).lines[0].dataset == "own"
    assert bundle(pledges=[pledge(dataset="mine")]).lines[0].line_id == "mine/L1"


# Deliveries


def test_readings_of_one_counter_become_differences() -> None:
    found = bundle(deliveries=[reading("2023-08-01", 500), reading("2023-05-01", 300)])
    assert moves(found) == [("outside", "delivery", 300), ("outside", "delivery", 200)]
    first, second = found.entries
    assert (first.happened_from, first.happened_to) == (day("2023-01-01"), day("2023-05-01"))
    assert (second.happened_from, second.happened_to) == (day("2023-05-02"), day("2023-08-01"))
    assert second.known_on == day("2023-08-01")
    assert [line.line_id for line in found.lines] == ["press/FIN/155mm/delivered"]


def test_an_equal_reading_adds_nothing() -> None:
    found = bundle(deliveries=[reading("2023-05-01", 300), reading("2023-06-01", 300)])
    assert moves(found) == [("outside", "delivery", 300)]


def test_a_lower_reading_takes_back_and_says_so() -> None:
    found = bundle(deliveries=[reading("2023-05-01", 300), reading("2023-06-01", 250)])
    assert moves(found) == [("outside", "delivery", 300), ("outside", "delivery", -50)]
    assert found.entries[1].corrects == found.entries[0].id
    assert [f.code for f in found.findings] == ["reading_lower_than_before"]


def test_delivered_or_on_the_way_is_not_delivered() -> None:
    found = bundle(
        deliveries=[
            reading("2023-11-29", 300),
            reading("2023-12-05", 480, stage="shipment"),
            reading("2024-01-31", 330),
        ]
    )
    assert moves(found) == [
        ("outside", "delivery", 300),
        ("outside", "shipment", 180),
        ("shipment", "delivery", 30),
    ]


def test_more_than_what_was_on_the_way_comes_from_outside() -> None:
    found = bundle(
        deliveries=[
            reading("2023-11-29", 300),
            reading("2023-12-05", 320, stage="shipment"),
            reading("2024-01-31", 350),
        ]
    )
    assert moves(found)[2:] == [("shipment", "delivery", 20), ("outside", "delivery", 30)]


def test_a_number_takes_the_place_of_what_had_none() -> None:
    found = bundle(deliveries=[reading("2023-05-01", None), reading("2023-06-01", 40)])
    unknown, back, known = found.entries
    assert unknown.quantity is None
    assert (back.reverses, back.corrects) == (True, unknown.id)
    assert (known.quantity, known.happened_from) == (D(40), day("2023-01-01"))


def test_an_earlier_reading_that_came_late_moves_nothing() -> None:
    late = reading("2023-09-01", 350, period_end=day("2023-06-01"))
    found = bundle(deliveries=[reading("2023-08-01", 500), late])
    assert moves(found) == [("outside", "delivery", 500)]
    assert [f.code for f in found.findings] == ["reading_came_late"]


def test_differences_of_ranges_are_ranges() -> None:
    first = reading("2023-05-01", None, quantity_low=D(8), quantity_high=D(10))
    second = reading("2023-06-01", None, quantity_low=D(20), quantity_high=D(31))
    entry = bundle(deliveries=[first, second]).entries[1]
    assert (entry.quantity, entry.quantity_low, entry.quantity_high) == (None, D(10), D(23))


def test_what_is_no_counter_is_a_line_of_its_own() -> None:
    found = bundle(
        deliveries=[
            reading("2023-05-01", 300, cumulative=False),
            reading("2023-06-01", 200, cumulative=False),
        ]
    )
    assert moves(found) == [("outside", "delivery", 300), ("outside", "delivery", 200)]
    assert len(found.lines) == 2


# Trackers


def test_allocations_leave_the_commitments_of_their_kind() -> None:
    found = bundle(
        releases=[release("r1", "2024-03-01")],
        tracker=[
            stated("r1", "military", "commitment", "2022-03", 90),
            stated("r1", "military", "allocation", "2022-03", 60),
        ],
    )
    committed, allocated = found.releases[0].entries
    assert (committed.stage_from, committed.cell) == (Stage.OUTSIDE, "DNK/commitment/2022-03")
    assert (allocated.stage_from, allocated.parent_line_id) == (Stage.COMMITMENT, None)
    assert allocated.cell == "DNK/military/allocation/2022-03"
    assert allocated.line_id == "kiel/DNK/military"


def test_where_commitments_are_not_split_allocations_leave_the_line_that_is_not() -> None:
    found = bundle(
        releases=[release("r1", "2024-03-01")],
        tracker=[
            stated("r1", "unspecified", "commitment", "2022-03", 90),
            stated("r1", "financial", "allocation", "2022-03", 60),
        ],
    )
    allocated = found.releases[0].entries[1]
    assert allocated.parent_line_id == "kiel/DNK/unspecified"
    items = {line.line_id: line.item for line in found.releases[0].lines}
    assert items == {"kiel/DNK/financial": "money", "kiel/DNK/unspecified": "aid"}


def test_a_release_without_commitments_allocates_from_outside() -> None:
    rows = [stated("r1", "military", "allocation", "2022-03", 60)]
    found = bundle(releases=[release("r1", "2024-03-01")], tracker=rows)
    assert found.releases[0].entries[0].stage_from == Stage.OUTSIDE


def test_an_interval_longer_than_a_month_is_undated() -> None:
    rows = [stated("r1", "military", "allocation", "2022-03", 60, happened_to=day("2023-01-05"))]
    found = bundle(releases=[release("r1", "2024-03-01")], tracker=rows)
    assert found.releases[0].entries[0].cell == "DNK/military/allocation/undated"


def test_a_later_release_writes_only_the_difference() -> None:
    tables = Tables(
        rows={
            "releases": [release("r2", "2026-07-26"), release("r1", "2024-04-30")],
            "tracker": [
                stated("r1", "military", "allocation", "2022-03", 60),
                stated("r1", "military", "allocation", "2022-04", 10),
                stated("r2", "military", "allocation", "2022-03", 75),
            ],
        }
    )
    book = Book.open(None)
    take_tables(book, tables)
    entries = [e for _, e in book.records("entry") if isinstance(e, Entry)]
    assert [(int(e.value or 0), e.reverses, e.known_on) for e in entries] == [
        (60, False, day("2024-03-01")),
        (10, False, day("2024-03-01")),
        (15, False, day("2026-07-26")),
        (10, True, day("2026-07-26")),
    ]


def test_keys_are_the_same_each_time() -> None:
    rows = [
        stated("r1", "military", "commitment", "2022-03", 90),
        stated("r1", "military", "commitment", "2022-03", 60, happened_to=day("2022-03-09")),
    ]
    both = [
        [
            e.id
            for e in bundle(releases=[release("r1", "2024-03-01")], tracker=rows)
            .releases[0]
            .entries
        ]
        for _ in range(2)
    ]
    assert both[0] == both[1]
    assert len(set(both[0])) == 2


# Rows


def test_the_end_of_a_disruption_is_not_known_before_it_was() -> None:
    row = {
        "id": "X1",
        "name": "Blockade",
        "kind": "route blocked",
        "start": day("2023-11-06"),
        "end": day("2024-01-17"),
        "known_on": day("2023-11-26"),
        "source_id": "s",
        "end_known_on": day("2024-01-16"),
        "end_source_id": "s2",
        "_where": "disruptions.csv row 2",
    }
    before, after = bundle(disruptions=[row]).rows
    assert (before.known_on, before.fields.get("end")) == (day("2023-11-26"), None)
    assert (after.known_on, after.fields["end"]) == (day("2024-01-16"), day("2024-01-17"))
    assert before.row_id == after.row_id == "X1"


def test_how_a_promise_stands_is_known_on_the_cases_day() -> None:
    row = pledge(status_as_of="late")
    early, late = bundle({"as_of": day("2024-02-28")}, pledges=[row]).rows
    assert "status_as_of" not in early.fields
    assert (late.known_on, late.fields["status_as_of"]) == (day("2024-02-28"), "late")
    assert len(bundle(pledges=[row]).rows) == 1


def test_what_says_no_day_is_always_known() -> None:
    row = {"id": "A1", "subject": "front", "metric": "stock", "unit": "round", "reason": "guess"}
    found = bundle(assumptions=[row]).rows[0]
    assert (found.known_on, found.source_id) == (day("1900-01-01"), "case")


def test_a_later_denominator_takes_the_place_of_the_earlier() -> None:
    rows = [
        {
            "party_id": "EST",
            "metric": "gdp",
            "year": 2021,
            "value": D(value),
            "unit": "EUR",
            "known_on": day(known),
            "source_id": "s",
            "_where": "denominators.csv",
        }
        for known, value in (("2023-12-31", 34), ("2026-07-26", 31))
    ]
    book = Book.open(None)
    take_tables(book, Tables(rows={"denominators": rows}))
    for as_of, value in (("2024-02-28", 34), ("2026-07-30", 31)):
        found = book.view(day(as_of)).table("denominators")
        assert [float(r["value"]) for r in found] == [value]


def test_lines_entries_and_counts_are_taken_as_they_are() -> None:
    said = {"source_id": "s", "known_on": day("2024-02-02"), "_where": "row 2"}
    found = bundle(
        lines=[{**said, "key": "l1", "line_id": "x", "dataset": "own", "earmarking": 3}],
        entries=[
            {
                **said,
                "key": "e1",
                "line_id": "x",
                "stage_from": "outside",
                "stage_to": "pledge",
                "quantity": D(7),
                "reverses": False,
            }
        ],
        counts=[
            {
                **said,
                "count_id": "c1",
                "place": "hub",
                "item": "155mm",
                "counted_on": day("2024-02-01"),
                "quantity": D(9),
            }
        ],
    )
    assert (found.lines[0].earmarking, found.lines[0].locator) == (3, "row 2")
    assert (found.entries[0].stage_to, found.entries[0].quantity) == (Stage.PLEDGE, D(7))
    assert (found.counts[0].quantity, found.counts[0].key) == (D(9), "counts/c1")
