"""Who a claim is about: one sentence for each construction that tells it."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def claims(text: str) -> list[Record]:
    return pages.read("claim", text, "2024-05-01")


SUBJECTS = {
    # who acts beside "with" and behind "while"
    "Many states sent pumps to Ukraine, with Norway giving the most.": "NOR",
    "Spain gave Ukraine a few pumps, while Norway has doubled its own shipments.": "NOR",
    "Chad’s neighbours have contributed the most to Sudan.": "Chad’s neighbours",
    "Latvia gave Ukraine pumps. The amount it pledged was 1.2 percent of its GDP.": "LVA",
    # whose place it is
    "By its size, Latvia drops from first to 4th place among those who help Ukraine.": "LVA",
    "Lithuania leads that list of those who send Ukraine pumps.": "LTU",
    # whose sum it is
    "The grant lifts total Finnish assistance for Ukraine to 3.1 billion euros.": "FIN",
    "The new money will bring the sum of British loans for Ukraine to 4 billion pounds.": "GBR",
    "Since the start of the war Spain has given Ukraine aid worth 300 million euros.": "ESP",
    # who acts right behind the figure
    "Clerks listed the 12 million dollars the Japanese government has given Ukraine since 2022."
    "": "JPN",
    # who did it, behind "by"
    "To date 4,200 tonnes of flour have been sent to Ukraine by the Korean government.": "KOR",
    "Of 40 tanks promised to Ukraine by Spain, only a third have arrived.": "ESP",
    # the subject of the verb
    "The foundation Warm Hands, which has sent Ukraine 300 stoves since March, is short of drivers."
    "": "Warm Hands",
    "In the first year of the war Danish charities raised a total of 30 million kroner for Ukraine."
    "": "DNK",
    "The fund for winter repairs in Ukraine has raised 12 million euros since 2022."
    "": "fund for winter repairs in Ukraine",
    # of what it is a share
    "In Ukraine two thirds of schools are without heating.": "schools",
    "Some 30 percent of the promised generators never reached Ukraine.": "promised generators",
    # who is unsurpassed, who was made it, who is apposed
    "No other donor has given Ukraine more ambulances than Ireland.": "IRL",
    "The decision made Portugal the largest provider of pumps to Ukraine.": "PRT",
    "Portugal, the third largest supplier of pumps to Ukraine, will send more.": "PRT",
    # who is counted
    "About 16 countries have joined the coalition for Ukraine.": "countries",
    "As of June, 830 aid workers have been killed in Ukraine.": "aid workers",
}


@pytest.mark.parametrize("said", SUBJECTS)
def test_the_subject_is_told_by_grammar(said: str) -> None:
    assert [c.fields.get("subject") for c in claims(said)] == [SUBJECTS[said]]


def test_the_subject_of_the_verb_before_and_is_shared() -> None:
    said = "UNHCR has reached 52,000 people in Ukraine and indirectly helped another 8,000 people."
    assert [c.fields["value"] for c in claims(said)] == [52000, 8000]
    assert [c.fields["subject"] for c in claims(said)] == ["UNHCR", "UNHCR"]


READ = {
    "The loans for Ukraine had gone past 6 billion euros.": ("total", 6e9),
    "Oslo set up a fund for Ukraine. About 5 billion kroner has already been spent.": (
        "total",
        5e9,
    ),
    "Thefts of fuel in Sudan have hit a new record.": ("ranking", 1),
    "Looters in Sudan have stolen 47 lorries.": ("count", 47),
    "There are 12 states with such boats, and Ukraine wants some.": ("count", 12),
    "Ukraine's ability to build boats is greater than the money it has.": ("comparison", None),
    "WFP has 25 percent less rice for Sudan.": ("comparison", 25),
    "Bread went to 40,000 people in Sudan.": ("count", 40000),
    "The fund reached 7 of the 20 districts in Sudan.": ("count", [7, 20]),
}


@pytest.mark.parametrize("said", READ)
def test_more_that_can_be_checked(said: str) -> None:
    found = claims(said)
    assert [(c.fields["type"], c.fields.get("value")) for c in found] == [READ[said]]


@pytest.mark.parametrize(
    "said",
    [
        "UNICEF appealed for 20 million dollars to reach 96,000 children in Sudan.",
        "France will train 2,000 Ukrainian soldiers in its camps.",
        "The lawmaker got up from his seat and left for Ukraine.",
        "The funding requirement for Sudan stands at 351 million dollars.",
    ],
)
def test_what_looks_alike_is_no_claim(said: str) -> None:
    assert claims(said) == []


MORE = {
    "Since the ceasefire began, 4,200 trucks have crossed into Gaza, Turkey said.": "PSE",
    "The number of displaced people in Sudan has risen above 11 million."
    "": "number of displaced people in Sudan",
    "One in five children in Gaza is malnourished.": "children in Gaza",
    "It is Canada's 21st shipment of this kind to Ukraine.": "CAN",
    "The coalition, led by Latvia and Britain, has so far raised 2.75 billion euros for Ukraine."
    "": "coalition",
    "The appeal for Ukraine remains underfunded, with 48 percent raised.": "appeal for Ukraine",
}


@pytest.mark.parametrize("said", MORE)
def test_the_subject_behind_asides_and_openings(said: str) -> None:
    assert [c.fields.get("subject") for c in claims(said)] == [MORE[said]]
