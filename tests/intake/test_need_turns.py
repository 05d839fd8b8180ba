"""Needs told by turns of phrase around a noun, and who needs what a donor only speaks of."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document

UKRAINE = (
    "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"
)


def needs(text: str) -> list[Record]:
    """The needs of a sentence behind a lead about Ukraine."""
    return pages.read("need", text, "2024-05-01", UKRAINE)


READ = {
    "Volunteers also brought stretchers, of which there is always a great need.": "stretchers",
    "The tents are in daily use, with more requested by the Ukrainian army.": "tents",
    "Repairing damaged power lines is also a priority, he said.": "damaged power lines",
    "The mayor stressed the need to keep the border crossing permanently open.": "border crossing",
    "The power grid must be kept running, the minister said.": "power grid",
    "UNHCR stressed how urgent humanitarian access to the east is.": "humanitarian access",
    "In the north food for 80,000 children could be gone by March, UNICEF said.": "food",
    "Families sleep in the open with insufficient food.": "food",
    "A war leaves 22 million people in need, the agency said.": "aid",
    "The relief work will stop unless fuel enters the town.": "fuel",
    'She said that people in Ukraine are "desperate for generators".': "generators",
    "The agency's stocks in Ukraine were running low.": "stocks",
    "Kyiv urged EU countries to speed up their commitments.": "commitments",
    "He called on other states to keep supporting Ukraine.": "support",
    "The mayor urged all neighbours to help Ukraine.": "help",
    "Oslo, which has taken in 9,000 children, said that some 30,000 people are in dire need of"
    " water in Ukraine.": "water",
}


@pytest.mark.parametrize("text", READ)
def test_turns_of_needing(text: str) -> None:
    told = " | ".join(str(r.fields.get("item")).lower() for r in needs(text))
    assert READ[text].lower() in told


def test_net_requirements_of_a_brief() -> None:
    text = "WFP in Haiti\nUSD 8 M six-month (May 2024 – October 2024) net funding requirements\n"
    text += "904 MT of food handed out to people in Haiti. WFP gave meals to schools in Haiti."
    rows = reader.read(Document(id="t", text=text, published="2024-05-01"), only=("need",)).records
    assert [r.fields["amount"] for r in rows] == [8_000_000]


NONE = (
    "How many tents does Ukraine need?",
    "Norway supports what Ukraine asks for.",
)


@pytest.mark.parametrize("text", NONE)
def test_no_needs(text: str) -> None:
    assert not [r for r in needs(text) if r.rule == "need.relative"]


WHO = {
    'The minister told the parliament in Paris: "They urgently need generators."': "UKR",
    "In Berlin the deputy called for missiles to be given to Kyiv.": "UKR",
    "Norway's tents are in high demand in Ukraine.": "UKR",
}


@pytest.mark.parametrize("text", WHO)
def test_who_is_not_the_donor(text: str) -> None:
    assert {r.fields.get("who") for r in needs(text)} <= {WHO[text]}


def test_who_made_the_appeal() -> None:
    text = (
        "Ireland will give €2 million to Syria and Turkey after the quake.\n\n"
        "The money answers the appeal for funding made by the Government of Turkey."
    )
    rows = reader.read(Document(id="t", text=text, published="2023-02-09"), only=("need",)).records
    assert all(r.fields.get("who") == "TUR" for r in rows)


PURPOSES = {
    "Humanitarian help for Ukraine will need about $4 billion this year.": "help",
    "The response plan for Ukraine, which called for 513 million dollars, has little.": "plan",
    "Over $680 million is needed by Kyiv for reconstruction.": "reconstruction",
}


@pytest.mark.parametrize("text", PURPOSES)
def test_what_needs_a_sum(text: str) -> None:
    assert PURPOSES[text] in " ".join(str(r.fields.get("item")) for r in needs(text)).split()


def test_a_sum_told_in_another_currency_is_no_second_need() -> None:
    told = needs("Relief in Ukraine will need $4.1 billion (the equivalent of €3.75 billion).")
    assert len([r for r in told if r.fields.get("amount")]) <= 1


def test_people_across_the_globe_are_of_no_one_land() -> None:
    told = needs("Some 300 million people across the globe need urgent humanitarian aid.")
    assert {r.fields.get("who") for r in told} == {"people"}
