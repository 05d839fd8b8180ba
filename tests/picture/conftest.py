"""Small books, told in the domain's words; what does not matter to a test is filled in."""

from datetime import date
from decimal import Decimal

import pytest

from resupply.book import Book, View
from resupply.core.records import Count, Entry, Line, Record, Row
from resupply.core.words import Stage

LONG_AGO = date(2022, 1, 1)


class Told:
    """A book as somebody tells it, record by record.

    Example: `told.line("a", donor="FIN").move("a", Stage.ALLOCATION, 5, on=date(2024, 2, 1))`.
    """

    def __init__(self) -> None:
        self.records: list[Record] = []

    def row(self, table: str, known_on: date = LONG_AGO, **fields: object) -> "Told":
        name = str(
            fields["source_id"] if table == "sources" else "/".join(map(str, fields.values()))
        )
        self.records.append(
            Row(
                source_id="case", key=f"{table}/{name}/{known_on}", known_on=known_on,
                table=table, row_id=name, fields=dict(fields),
            )
        )  # fmt: skip
        return self

    def party(self, *ids: str, **names: str) -> "Told":
        for party, name in {**{i: i for i in ids}, **names}.items():
            self.row("parties", party_id=party, name=name)
        return self

    def line(self, line_id: str, donor: str = "FIN", **more: object) -> "Told":
        given: dict[str, object] = {
            "source_id": "case", "key": line_id, "known_on": LONG_AGO, "line_id": line_id,
            "dataset": "own", "donor": donor, "recipient": "UKR",
        }  # fmt: skip
        self.records.append(Line(**(given | more)))  # type: ignore[arg-type]
        return self

    def move(
        self,
        line_id: str,
        to: Stage,
        value: object = None,
        *,
        on: date | None = date(2024, 1, 15),
        **more: object,
    ) -> "Told":
        """Take a value [EUR] from outside to a stage; `quantity=` for goods."""
        amounts = {n: v if v is None else Decimal(str(v)) for n, v in more.items() if n in _AMOUNTS}
        given: dict[str, object] = {
            "source_id": "case", "key": f"entry {len(self.records)}", "line_id": line_id,
            "known_on": on or LONG_AGO, "happened_from": on, "happened_to": on,
            "stage_from": Stage.OUTSIDE, "stage_to": to,
            "value": None if value is None else Decimal(str(value)),
            "currency": None if value is None else "EUR",
        }  # fmt: skip
        self.records.append(Entry(**(given | more | amounts)))  # type: ignore[arg-type]
        return self

    def count(self, place: str, item: str, on: date, **more: object) -> "Told":
        amounts = {n: Decimal(str(v)) for n, v in more.items() if n in _AMOUNTS}
        self.records.append(
            Count(
                source_id="case", key=f"count {len(self.records)}", known_on=on,
                place=place, item=item, counted_on=on, **amounts,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return self

    def book(self) -> Book:
        book = Book.open(None)
        book.append(self.records, by="test")
        return book

    def view(self, as_of: date | None = None) -> View:
        return self.book().view(as_of)


_AMOUNTS = ("quantity", "quantity_low", "quantity_high", "value_low", "value_high")


@pytest.fixture
def told() -> Told:
    return Told()
