"""Needs in rarer turns: more that is needed, money asked for, what a land is to be given."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def needs(text: str) -> list[Record]:
    """The needs of some sentences behind a lead that says what the text is about."""
    return pages.read("need", text, "2024-05-01", LEAD)


READ = {
    "Relief workers in Kharkiv say far more is needed.": "far more",
    "The envoy said that much more will be required this winter.": "much more",
    "The pumps of Kharkiv run day and night, and more are needed.": "pumps",
    "Berlin wants to see that Ukraine receives urgently needed cash soon.": "cash",
    "UNHCR and its partners need additional donor contributions to heat homes.": (
        "donor contributions"
    ),
    "WFP is seeking funds for Ukraine until December.": "funds",
    "They spoke about the needs of the army in shells.": "shells",
    "It is vital that Kyiv gets the tanks before spring.": "tanks",
    "Riga stressed the need to provide Ukraine with better repair skills.": "repair skills",
    "Oslo sent pumps and radars, as Lviv's need for them is urgent.": "pumps and radars",
    "Kyiv can mend the line itself, but this takes steady funding.": "steady funding",
    "Ukraine needs EU support more than ever, she said.": "support",
    "They spoke of the army's needs, above all the supply of shells.": "shells",
    "A charity made an appeal for donations to buy 40 stoves for Lviv.": "stoves",
    "She asks you all to write to your senators and urge them to pass more aid to Ukraine.": (
        "more aid"
    ),
    "The villages near Sumy have been without electricity since May.": "electricity",
    "Oslo sends pumps. Lviv's need for them is acute, she said.": "pumps",
    "A club raises money to buy drones for the brigade.": "drones",
    "The villages near Sumy have no clean water.": "clean water",
    "Kyiv called on its friends to go on helping with the harvest.": "help",
}


@pytest.mark.parametrize(("said", "item"), READ.items())
def test_a_turn_tells_what_is_needed(said: str, item: str) -> None:
    assert item in [r.fields["item"] for r in needs(said)]


NONE = [
    "No more is needed, the mayor of Kharkiv said.",
    "The camp took in 4,000 people, 300 more are needed as guards.",
    "The loan to Ukraine needs ratification by the Finnish parliament.",
    "Families no longer need money.",
    "Ukraine no longer needs US support.",
    "Oslo sold its pumps, as demand for them was small.",
    "The plan meets the needs of Kyiv, especially the supply of shells.",
    "It takes two days and much courage to reach Kyiv.",
    "He urged the choir of Kyiv to give its best.",
]


@pytest.mark.parametrize("said", NONE)
def test_what_is_denied_or_how_a_state_decides_is_no_need(said: str) -> None:
    assert needs(said) == []


def test_each_of_a_list_that_is_needed_is_one_need() -> None:
    found = [r.fields["item"] for r in needs("Ukraine badly needs tents, stoves and generators.")]
    assert found == ["tents", "stoves", "generators"]


def test_a_shortfall_of_funding_is_a_sum_that_is_needed() -> None:
    (need,) = needs("A $70 million funding shortfall threatens the winter work in Ukraine.")
    assert need.fields["amount"] == 70000000


def test_who_presses_for_support_is_the_agency_that_does() -> None:
    text = "UNICEF said that it meets donors to press for continued support of schools in Ukraine."
    assert [r.fields["who"] for r in needs(text)] == ["UNICEF"]


def test_what_donations_are_to_buy_has_its_number() -> None:
    (need,) = needs("There was an appeal for donations to buy 40 stoves for Kharkiv.")
    assert (need.fields["item"], need.fields["quantity"]) == ("stoves", 40)
