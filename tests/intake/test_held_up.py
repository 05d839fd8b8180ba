"""Whose a gift is that is held up in a chamber, and who bars the way."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


@pytest.mark.parametrize(
    ("said", "donor"),
    [
        ("A package of $60 billion in aid is still frozen in the US House.", "USA"),
        ("A package of 6 billion euros in aid is blocked in the German parliament.", "DEU"),
        ("A package of 6 billion euros in aid has been frozen in a depot in Poland.", "NOR"),
    ],
)
def test_a_gift_held_up_in_a_chamber_is_its_countrys(said: str, donor: str) -> None:
    text = f"Norway will send Ukraine 10 tanks. {said}"
    found = reader.read(Document(id="t", text=text, published="2024-02-28")).records
    assert [r.fields["donor"] for r in found if r.kind == "aid" and r.fields.get("amount")] == [
        donor
    ]


@pytest.mark.parametrize(
    ("said", "actor"),
    [
        ("Deliveries had been held up for two weeks by a blockade of farmers.", "farmers"),
        ("Deliveries were delayed by a strike of port workers.", "port workers"),
        ("Deliveries are late because of a blockade by Polish farmers.", "POL"),
    ],
)
def test_whose_blockade_it_is_holds_it_up(said: str, actor: str) -> None:
    text = f"Norway will send Ukraine 10 tanks. {said}"
    found = reader.read(Document(id="t", text=text, published="2024-02-28")).records
    assert [r.fields["actor"] for r in found if r.kind == "delay"] == [actor]


def test_what_somebody_else_said_is_no_part_of_a_delay() -> None:
    text = (
        "A package of $60 billion in aid for Ukraine is frozen in the US House, and Ukraine's "
        "defence ministry said that stocks were running low."
    )
    found = reader.read(Document(id="t", text=text, published="2024-02-28")).records
    assert [text[r.start : r.end].endswith("US House") for r in found if r.kind == "delay"] == [
        True
    ]


@pytest.mark.parametrize(
    ("said", "items"),
    [
        (
            "Washington has stopped some shipments of shells to Ukraine.",
            ["shipments of shells"],
        ),
        (
            "Washington stopped shipments to Ukraine. Rockets for jets are among the arms delayed.",
            ["Rockets"],
        ),
        ("Washington said Russia stopped 40 missiles over Ukraine.", []),
        ("Washington trains Ukraine. Rockets are among the arms used.", []),
    ],
)
def test_what_is_stopped_on_its_way_is_paused(said: str, items: list[str]) -> None:
    found = reader.read(Document(id="t", text=said, published="2024-02-28")).records
    paused = [r for r in found if r.kind == "aid" and r.fields["status"] == "paused"]
    assert [r.fields["item"] for r in paused] == items
