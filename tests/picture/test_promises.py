"""Promises: judged by the book, a source's words or what was matched; else unknown."""

from datetime import date
from decimal import Decimal

import pytest

from resupply.book import Book, View
from resupply.core.records import Entry, Line, Record, Row
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import promises

TODAY = date(2024, 2, 28)
PRESS = Scope(dataset="press")
ITEMS = {"155mm": None, "152mm": None, "shells": "155mm;152mm", "tank": None}


class Press:
    """A small book of promises and deliveries, written as one would tell it."""

    def __init__(self) -> None:
        self.records: list[Record] = [
            self._row("items", i, {"item_id": i, "includes": inc}) for i, inc in ITEMS.items()
        ]

    def _row(self, table: str, name: str, fields: dict[str, object]) -> Row:
        return Row(
            source_id="case", key=f"{table}/{name}", known_on=date(2022, 1, 1),
            table=table, row_id=name, fields=fields,
        )  # fmt: skip

    def _line(self, name: str, donor: str, item: str, due: date | None = None) -> None:
        self.records.append(
            Line(
                source_id="press", key=name, known_on=date(2022, 1, 1), line_id=f"press/{name}",
                dataset="press", donor=donor, recipient="UKR", item=item, due_on=due,
            )
        )  # fmt: skip

    def _move(
        self, name: str, stages: tuple[Stage, Stage], on: date, quantity: int | None, **more: object
    ) -> None:
        fields: dict[str, object] = {
            "source_id": "press", "key": f"{name}/{stages}/{on}/{quantity}", "known_on": on,
            "line_id": f"press/{name}", "stage_from": stages[0], "stage_to": stages[1],
            "happened_from": on, "happened_to": on, "unit": "round",
            "quantity": None if quantity is None else Decimal(quantity),
        }  # fmt: skip
        self.records.append(Entry(**(fields | more)))  # type: ignore[arg-type]

    def promise(
        self,
        name: str,
        quantity: int | None,
        on: date,
        due: date | None = None,
        *,
        donor: str = "EU",
        item: str = "155mm",
        kind: Stage = Stage.PLEDGE,
        words: str | None = None,
        **more: object,
    ) -> "Press":
        self._line(name, donor, item, due)
        self._move(name, (Stage.OUTSIDE, kind), on, quantity, **more)
        if words:
            self.records.append(self._row("pledges", name, {"status_as_of": words}))
        return self

    def delivered(
        self,
        quantity: int | None,
        on: date,
        *,
        donor: str = "EU",
        item: str = "shells",
        **more: object,
    ) -> "Press":
        name = f"{donor}/{item}/delivered"
        if not any(isinstance(r, Line) and r.line_id == f"press/{name}" for r in self.records):
            self._line(name, donor, item)
        self._move(name, (Stage.OUTSIDE, Stage.DELIVERY), on, quantity, **more)
        return self

    def linked(
        self, name: str, quantity: int | None, on: date, to: Stage = Stage.DELIVERY
    ) -> "Press":
        more = {"reason": "said so"} if to == Stage.WITHDRAWN else {}
        self._move(name, (Stage.PLEDGE, to), on, quantity, **more)
        return self

    def view(self) -> View:
        book = Book.open(None)
        book.append(self.records, by="test")
        return book.view(TODAY)

    def rows(self, **more: object) -> dict[str, dict[str, object]]:
        answer = promises.answer(self.view(), PRESS, today=TODAY, **more)  # type: ignore[arg-type]
        return {str(r["line_id"]).removeprefix("press/"): dict(r) for r in answer.rows}


def test_the_million_rounds_are_late_by_the_sources_words_and_a_third_is_matched():
    press = Press().promise(
        "L001", 1_000_000, date(2023, 3, 20), date(2024, 3, 20),
        words="late: 330,000 by end of January, 524,000 expected by end of March",
    )  # fmt: skip
    press.delivered(220_000, date(2023, 5, 23)).delivered(3_800, date(2023, 5, 31))
    press.delivered(76_200, date(2023, 11, 14)).delivered(30_000, date(2024, 1, 31))
    answer = promises.answer(press.view(), PRESS, today=TODAY)
    (row,) = answer.rows
    assert (row["status"], row["evidence"]) == ("late", "source's words")
    assert (row["delivered"], row["delivered_basis"]) == (330_000, "matched")
    assert (row["days_left"], row["days_late"]) == (21, None)
    assert row["is_case"] is False  # it is not due yet
    assert any("matched by us" in w for w in answer.warnings)
    assert any(
        w == "1 promise is called late by the source before it is due." for w in answer.warnings
    )
    assert "330,000 delivered (matched)" in answer.sentence


@pytest.mark.parametrize(
    ("arrived", "due", "status", "days_late"),
    [
        ([(10, date(2023, 5, 1))], date(2023, 6, 1), "kept", None),
        ([(6, date(2023, 5, 1)), (4, date(2023, 6, 11))], date(2023, 6, 1), "late", 10),
        ([(6, date(2023, 5, 1))], date(2024, 2, 18), "late", 10),
        ([(6, date(2023, 5, 1))], date(2024, 6, 1), "open", None),
        ([(10, date(2023, 5, 1))], None, "kept", None),
        ([(6, date(2023, 5, 1))], None, "open", None),
        ([], date(2024, 6, 1), "open", None),
        ([], date(2023, 6, 1), "unknown", None),
        ([], None, "unknown", None),
    ],
)
def test_a_promise_is_judged_by_the_deliveries_on_its_own_line(arrived, due, status, days_late):
    press = Press().promise("L", 10, date(2023, 1, 1), due)
    for quantity, on in arrived:
        press.linked("L", quantity, on)
    row = press.rows()["L"]
    assert (row["status"], row["days_late"]) == (status, days_late)
    assert row["delivered_basis"] == ("ledger" if arrived else None)
    if status == "kept":
        assert row["met_on"] == date(2023, 5, 1)


def test_the_book_comes_before_a_sources_words():
    press = Press().promise("L", 10, date(2023, 1, 1), date(2023, 6, 1), words="late")
    assert press.linked("L", 10, date(2023, 5, 1)).rows()["L"]["status"] == "kept"


def test_words_that_know_more_than_the_day_asked_about_are_not_used():
    press = Press().promise("L", 10, date(2023, 1, 1), date(2024, 6, 1), words="kept")
    assert press.rows()["L"]["status"] == "kept"
    assert press.rows(words_on=date(2024, 3, 1))["L"]["status"] == "open"


def test_deliveries_go_to_the_earliest_promise_of_an_overlapping_item():
    press = Press().promise("second", 10, date(2023, 2, 1), item="152mm")
    press.promise("first", 10, date(2023, 1, 1), item="155mm")
    press.promise("tanks", 10, date(2023, 1, 1), item="tank")
    press.promise("other donor", 10, date(2023, 1, 1), donor="USA")
    press.promise("only meant", 10, date(2022, 6, 1), kind=Stage.INTENT)
    press.promise("too late", 10, date(2023, 12, 1))
    rows = press.delivered(14, date(2023, 6, 1)).rows()
    assert {k: r["delivered"] for k, r in rows.items()} == {
        "first": 10, "second": 4, "tanks": None, "other donor": None, "only meant": None,
        "too late": None,
    }  # fmt: skip
    assert (rows["first"]["status"], rows["first"]["evidence"]) == ("kept", "matched")


def test_a_promise_without_a_number_is_never_filled_nor_late():
    press = Press().promise("L", None, date(2023, 1, 1), date(2023, 6, 1))
    row = press.delivered(14, date(2023, 5, 1)).rows()["L"]
    assert (row["promised"], row["delivered"], row["status"]) == (None, None, "unknown")


def test_a_range_is_kept_when_its_low_end_arrived():
    press = Press().promise(
        "L", None, date(2023, 1, 1), quantity_low=Decimal(8), quantity_high=Decimal(20)
    )
    row = press.linked("L", 9, date(2023, 5, 1)).rows()["L"]
    assert (row["promised_low"], row["promised_high"], row["status"]) == (8, 20, "kept")


def test_a_withdrawn_promise_is_withdrawn_whatever_its_number():
    press = Press().promise("all", 10, date(2023, 1, 1)).promise("unsaid", None, date(2023, 1, 1))
    press.promise("part", 10, date(2023, 1, 1), date(2023, 12, 1))
    press.linked("all", 10, date(2023, 2, 1), Stage.WITHDRAWN)
    press.linked("unsaid", None, date(2023, 2, 1), Stage.WITHDRAWN)
    press.linked("part", 4, date(2023, 2, 1), Stage.WITHDRAWN).linked("part", 6, date(2023, 3, 1))
    rows = press.rows()
    assert {k: r["status"] for k, r in rows.items()} == {
        "all": "withdrawn", "unsaid": "withdrawn", "part": "kept",
    }  # fmt: skip


def test_the_on_time_share_counts_only_what_was_due_and_followed():
    press = Press().promise("kept", 10, date(2023, 1, 1), date(2023, 6, 1))
    press.promise("late", 10, date(2023, 1, 1), date(2023, 6, 1)).linked(
        "late", 3, date(2023, 5, 1)
    )
    press.promise("not due", 10, date(2023, 1, 1), date(2024, 6, 1))
    press.promise("unknown", None, date(2023, 1, 1), date(2023, 6, 1))
    press.promise("meant", 1, date(2023, 1, 1), date(2023, 6, 1), kind=Stage.INTENT, words="kept")
    press.promise("other", 10, date(2023, 1, 1), donor="USA").linked("kept", 10, date(2023, 5, 1))
    answer = promises.by_donor(press.view(), PRESS, today=TODAY)
    rows = {r["donor"]: r for r in answer.rows}
    assert (rows["EU"]["cases"], rows["EU"]["on_time"], rows["EU"]["on_time_share"]) == (2, 1, 0.5)
    assert (rows["USA"]["cases"], rows["USA"]["on_time_share"]) == (0, None)
    assert rows["EU"]["promises"] == 5
    assert "Of 2 that were due and have a known outcome, 1 was kept on time" in answer.sentence


def test_one_donor_can_be_asked_about_and_nothing_promised_is_said():
    press = (
        Press().promise("L", 10, date(2023, 1, 1)).promise("M", 5, date(2023, 1, 1), donor="USA")
    )
    assert set(press.rows(donor="USA")) == {"M"}
    press = Press().delivered(14, date(2023, 5, 1))
    answer = promises.answer(press.view(), PRESS, today=TODAY)
    assert (answer.rows, answer.sentence) == ([], "No promise lies within this scope.")


def test_asks_and_rates_are_no_promises_to_be_filled():
    press = Press().promise("ask", 10, date(2023, 1, 1), kind=Stage.ASK)
    press.promise("rate", 10, date(2023, 1, 1), unit="round/month")
    rows = press.delivered(14, date(2023, 5, 1)).rows()
    assert set(rows) == {"rate"}
    assert rows["rate"]["delivered"] is None


def test_people_read_names_of_items_and_programs_their_ids(told):
    told.party(FIN="Finland").row("items", item_id="155mm", name="155 mm round", unit="round")
    told.row("items", item_id="tent", name="tent", unit="each")
    for line, item, unit in (("a", "155mm", "round"), ("b", "tent", "each")):
        told.line(line, item=item, due_on=date(2023, 6, 1 if line == "b" else 2))
        told.move(line, Stage.PLEDGE, quantity=600, unit=unit, on=date(2023, 3, 1))
        told.move(line, Stage.DELIVERY, quantity=10, unit=unit, on=date(2023, 4, 1),
                  stage_from=Stage.PLEDGE)  # fmt: skip
    answer = promises.answer(told.view(), Scope(), today=TODAY)
    assert [(r["item"], r["item_name"]) for r in answer.rows] == [
        ("tent", "tent"),
        ("155mm", "155 mm round"),
    ]
    assert "Late: Finland, 600 tent due on 2023-06-01, 10 delivered" in answer.sentence
    shown = {c.name for c in answer.columns if c.shown}
    assert "item_name" in shown
    assert "item" not in shown
