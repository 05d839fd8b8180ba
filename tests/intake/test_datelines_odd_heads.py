"""Heads of pages: towns behind the hour, agencies behind a town, titles that are no place."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def _heads(text: str) -> list[tuple[object, object]]:
    """Place and day of every dateline."""
    found = reader.read(Document(id="t", text=text, published="2024-03-14")).records
    return [(r.fields.get("place"), r.fields.get("date")) for r in found if r.kind == "dateline"]


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Donors fall short\n\nWed, 06-03-2024 08:30 PM, Aden\n\nThey met.", "Aden", "2024-03-06"),
        ("date 2024-03-12 Gaza, MINA – The army holds 6,000 trucks.", "Gaza", "2024-03-12"),
        ("Boat given\n\n01 March 2024, MVT 12:59\nPeru gave a boat.", None, "2024-03-01"),
    ],
)
def test_odd_heads(text: str, place: str | None, day: str) -> None:
    """The place and the day are read."""
    assert _heads(text) == [(place, day)]


@pytest.mark.parametrize(
    "text",
    [
        "CSIS - Center for Strategic Studies Inc.\n\nWhat is in the package.",
        "ROMAN PETRENKO – MONDAY, 11 MARCH 2024, 18:09\n\nThe minister showed drones.",
    ],
)
def test_names_above_a_text_are_no_place(text: str) -> None:
    """A body's letters or a byline in capitals give no place."""
    assert all(place is None for place, _ in _heads(text))
