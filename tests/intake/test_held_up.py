"""Whose a gift is that is held up in a chamber."""

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
