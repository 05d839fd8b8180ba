"""Needs told by drives, plans, counted people, access and wishes, and what only reads like one."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

UKRAINE = (
    "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"
)
SUDAN = "The UN said that the war in Sudan goes on. Norway gave tents to Sudan.\n\n"


def needs(text: str) -> list[Record]:
    """The needs of a sentence behind a lead that says what the text is about."""
    lead = SUDAN if "Sudan" in text or "UNICEF" in text else UKRAINE
    return pages.read("need", text, "2024-05-01", lead)


READ = {
    # drives
    "The foundation Warm Hands is raising money to buy boots for Ukrainian soldiers.": "boots",
    "A fundraiser has been opened for two pickup trucks for the brigade.": "pickup trucks",
    "Donations are being collected for helmets.": "helmets",
    "The charity hopes to raise £40,000 to pay for an ambulance.": "ambulance",
    "The target of the campaign is €250,000.": "funding",
    # plans and conditions
    "The UN has launched a $47.2 million plan for Sudan.": "funding",
    "The $764 million Humanitarian Response Plan for Sudan is only 10 per cent funded.": (
        "Humanitarian Response Plan"
    ),
    "Aid for Sudan will be cut off in February if $51 million is not received.": "funding",
    # counted people
    "Some 25 million people in Sudan need humanitarian assistance.": "humanitarian assistance",
    "An estimated 8.1 million Sudanese require help.": "help",
    # access
    "Families in Sudan have little or no access to clean water.": "clean water",
    "Aid organisations must be granted access to the west of Sudan.": "access",
    "There are huge humanitarian needs in Sudan.": "humanitarian needs",
    "Basic medicines are nowhere to be found in Sudan.": "Basic medicines",
    "Without more food, thousands in Sudan will die, UNICEF warned.": "more food",
    "People in Sudan face great trouble getting food.": "food",
    "The basic needs of Sudan, above all food and shelter, have grown.": "food",
    # stressed, sought, appealed for
    "The minister stressed the urgent need for lasting financial support for Ukraine.": "support",
    "Zelenskyy went to Vilnius to meet the president and seek military aid.": "military aid",
    "Ukraine has made an urgent appeal to the world for generators.": "generators",
    "Kyiv faces a budget gap in April.": "budget gap",
    "Further international support is crucial to Ukraine's power grid.": "support",
    # wishes
    "The ministers answered Zelenskyy's urgent call to provide radars.": "radars",
    "Kuleba voiced hope that Germany would hand over the missiles.": "missiles",
    "What Ukraine needs now is ammunition.": "ammunition",
    "Ukraine would like to receive more radars.": "more radars",
    "Ukraine is waiting for F-16 jets.": "F-16 jets",
    "Among the priorities Umerov named are radars and shells.": "radars",
    "Many groups have urged the world to take steps against the famine in Sudan.": "steps",
}


@pytest.mark.parametrize("text", READ)
def test_needs_of_many_kinds(text: str) -> None:
    items = [str(r.fields.get("item")) for r in needs(text)]
    assert any(READ[text] in item or item in READ[text] for item in items)


NONE = [
    "Of course it is nice that the media wants the retreat of the Ukrainian forces.",
    "Thank you for the decision to give us 42 armoured vehicles.",
    "Tanks are an indispensable part of the brigade.",
    "The equipment will be taken out of Lithuanian power plants.",
    "The conditions required to deliver aid to Ukraine do not exist.",
    "A lack of money forced the agency to cut rations in Sudan.",
    "The funds cover half of the energy needs of the city in Ukraine.",
    "The German minister sought approval to send Swiss-made ammunition to Ukraine.",
    "Russia is running out of missiles, British intelligence said.",
    "The number of people in Sudan who depend on food aid has grown.",
    "The fundraising for Ukraine has passed its $20,000 goal.",
    "A secure energy supply is essential to Ukraine's strength.",
    "The envoy called the gift proof of lasting support for Ukraine.",
    "The added vehicles will cost 387 million euros.",
    "Both leaders were looking for a breakthrough in the talks on Ukraine.",
    "The convoy saw to it that aid in Sudan reached those who need it.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_reads_like_a_need(text: str) -> None:
    assert needs(text) == []


WHO = {
    "The UN said that 200 medicines are out of stock in Sudan.": "SDN",
    "Berlin spoke with Norway, and with Ukraine, which is desperately seeking jets.": "UKR",
    # who came to ask opens the sentence
    "Zelenskiy came to Oslo after meeting Biden in Washington to plead for more military aid.": (
        "UKR"
    ),
    "Kyiv sent its minister to Rome, after a call with Berlin, to ask for 40 tanks.": "UKR",
    # a house that lacks something, and people
    "The load went to the main clinic in Izium, which works with a shortage of drugs.": (
        "main clinic"
    ),
    "We brought it to a school near Lviv, which lacks 40 stoves.": "school",
    # a minister of his own army, and of those who are helped
    '"We have no jets, no radars and not enough ammunition," said Slovak premier Robert Fico.': (
        "SVK"
    ),
    '"We have no jets, no radars and not enough ammunition," said Ukrainian minister Umerov.': (
        "UKR"
    ),
    '"They have no jets and not enough ammunition," said Slovak premier Robert Fico.': "UKR",
}


@pytest.mark.parametrize("text", WHO)
def test_who_needs_it(text: str) -> None:
    assert {r.fields.get("who") for r in needs(text)} == {WHO[text]}
