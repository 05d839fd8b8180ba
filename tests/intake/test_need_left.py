"""Needs told by what is left, by lists and by what must be; what only reads like a need."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def needs(text: str) -> list[Record]:
    return pages.read("need", text, "2024-05-01")


LEFT = {
    "Aid for Gaza is late. The diesel for the clinics will last only two days.": "diesel",
    "In Sudan there is barely enough flour left for a week, aid workers said.": "flour",
    "Ukraine has aid. Stocks of artillery shells have fallen dangerously low.": "artillery shells",
    "Gaza needs aid: an acute water crisis has gripped the north.": "water",
    "Two million people in Haiti cannot meet their basic food needs without aid.": "food needs",
    "Aid to Haiti stopped. If they do not receive more fuel, wards will close.": "fuel",
    "After the quake in Turkey 40,000 new shelters must be built with aid.": "shelters",
    "Aid for Yemen fell. Further resources are sorely needed.": "resources",
}


@pytest.mark.parametrize("said", LEFT)
def test_what_is_left_tells_a_need(said: str) -> None:
    assert any(LEFT[said] in str(n.fields.get("item")) for n in needs(said))


def test_each_member_of_a_list_is_needed() -> None:
    said = "Ukraine asked Spain for generators, transformers, water pumps and mobile boilers."
    items = " ".join(str(n.fields["item"]) for n in needs(said))
    assert all(w in items for w in ("generators", "transformers", "pumps"))


def test_basic_supplies_in_one_breath_are_one_need() -> None:
    assert (
        len(needs("Sudan asked the world for food, water and medicine, the aid group said.")) == 1
    )


def test_a_sum_that_is_asked_for_is_needed() -> None:
    said = "Donors have paid a third of the requested 900 million dollars for aid to Yemen."
    assert [n.fields["amount"] for n in needs(said)] == [900_000_000]


@pytest.mark.parametrize(
    "said",
    [
        "The funding package for Ukraine will not be needed, the minister said.",
        "A sister society may, however, ask others for support in Morocco.",
    ],
)
def test_what_is_denied_or_only_possible_is_no_need(said: str) -> None:
    assert needs(said) == []
