"""What the number of a product means: in which time, and whether it is made or a goal."""

import re

import pytest

from resupply.intake.desk import rates
from resupply.intake.records import Record


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (
            "Norfab plans to raise its output of artillery shells to 80,000 a year in Raufoss.",
            {"per": "year", "type": "target"},
        ),
        (
            "Norfab's plant in Raufoss has an annual capacity of 80,000 artillery shells.",
            {"per": "year", "type": "capacity"},
        ),
        (
            "Norfab produces 2,000 drones per month at its plant in Raufoss.",
            {"per": "month", "type": "output"},
        ),
        ("Norfab can make up to 500 tents a day.", {"per": "day", "type": "capacity"}),
        ("Norfab has built 80 engines at its plant in Raufoss.", {"type": "output"}),
    ],
)
def test_per_and_type_with_their_places(said: str, fields: dict[str, str]) -> None:
    text = f"The company spoke about its plants. {said} It was founded a year ago."
    told = rates.told(_record(text, "production"), text)
    assert {name: value for name, (value, _) in told.items()} == fields
    assert all(start < end for _, (start, end) in told.values())


def test_other_kinds_have_none() -> None:
    text = "Norway will send Ukraine 80,000 shells a year."
    assert rates.told(_record(text, "aid"), text) == {}


def test_what_the_reader_said_itself_stands() -> None:
    text = "Norfab produces 2,000 drones per month."
    record = _record(text, "production", per="week")
    assert rates.with_rates(record, text)[0]["per"] == "week"


def _record(text: str, kind: str, **fields: object) -> Record:
    """A record of the number in a text and the two words behind it."""
    m = re.search(r"\d[\d,]* \w+", text)
    assert m is not None
    number = (m.start(), text.index(" ", m.start()))
    return Record(
        kind=kind, start=m.start(), end=m.end(), fields={"quantity": 1, **fields},
        spans={"quantity": number}, rule="r", reason="said so", confidence=0.9,
    )  # fmt: skip
