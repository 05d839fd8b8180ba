"""Constructions of pages about arms: who pays, for whom, how far it is, and what is none of it."""

import pytest
from tests.intake import pages

from resupply.intake import numbers, reader
from resupply.intake.text import Document

#: A Wednesday.
PUBLISHED = "2024-02-28"


def gifts(text: str) -> list[str]:
    found = [r.fields for r in pages.read("aid", text, PUBLISHED)]
    return [f"{f.get('donor')} {f.get('item')} {f['status']}" for f in found]


TOLD = {
    "Malta has handed over to Ukraine jammers, generators and tents.": [
        "MLT jammers delivered",
        "MLT generators delivered",
        "MLT tents delivered",
    ],
    "Malta supplied Ukraine with Mi-8 helicopters and trucks.": [
        "MLT Mi-8 helicopters delivered",
        "MLT trucks delivered",
    ],
    "Malta sent Ukraine American-made rifles.": ["MLT rifles delivered"],
    "Malta sent three “Grom” launchers to Ukraine.": ["MLT “Grom” launchers delivered"],
    "Malta sent tens of thousands of cartridges to Ukraine.": ["MLT cartridges delivered"],
    "Malta is financing the production of 12 howitzers in Ukraine.": ["MLT howitzers committed"],
    "Malta did not rule out sending launchers to Ukraine.": ["MLT launchers in_talks"],
    "Malta offered 5 million euros for the delivery of US launchers to Ukraine.": [
        "MLT launchers pledged"
    ],
    "As part of a package from Malta, the Ukrainian army will receive 12 howitzers. "
    "Iceland would send 5 million euros.": ["MLT howitzers pledged", "ISL package pledged"],
    "Besides the 22 tanks that Malta donated, Ukraine will also receive:\n"
    "- five trucks\n- 9 guns": [
        "MLT tanks delivered",
        "MLT trucks pledged",
        "MLT guns pledged",
    ],
    "Parliament sent back the draft law on the free transfer of 100 carriers from Malta to "
    "Ukraine.": ["MLT carriers in_talks"],
    "With EUR 2 billion, Malta has announced its largest package for Ukraine.": [
        "MLT largest package pledged"
    ],
    "Malta has announced its largest aid package for Ukraine - €2 billion.": [
        "MLT largest aid package pledged"
    ],
    "Iceland and Malta have given EUR 2 million and EUR 1 million, respectively, to Ukraine.": [
        "ISL None delivered",
        "MLT None delivered",
    ],
    "By using old powers, the four launchers, 20 trucks and mines can be sent to Ukraine by "
    "Malta.": ["MLT launchers in_talks", "MLT trucks in_talks", "MLT mines in_talks"],
    "Malta has ten jets at its disposal and is ready to transfer them to Ukraine.": [
        "MLT jets pledged"
    ],
    "Parliament backed Malta's proposal to transfer 20 guns to Ukraine.": ["MLT guns committed"],
    "Malta completes the 4th aid package for Ukraine. It will cost EUR 2 million.": [
        "MLT 4th aid package pledged"
    ],
    "Malta sent spare parts for combat vehicle 90 to Ukraine.": ["MLT spare parts delivered"],
    "The aid nearly equals it: it is close to the US allocation of €43 billion to Ukraine.": [],
    "Malta joined the Icelandic initiative to supply shells to Ukraine.": [],
    "The new package would almost double Malta's aid to Ukraine.": [],
    "Ukraine is in dire need of technology: drones, jammers and radars, Malta says.": [],
    "Malta will give Ukraine 9 million euros.\n\n($1 = 0.92 euros)\n(1 euro = 1.08 dollars)": [
        "MLT None pledged"
    ],
}


@pytest.mark.parametrize("text", TOLD)
def test_gifts_of_arms(text: str) -> None:
    assert gifts(text) == TOLD[text]


def test_a_number_goes_on_in_the_next_smaller_size() -> None:
    found = numbers.find("2 billion 700 million euros, 3 million, 400 thousand")
    assert [n.values for n in found] == [(2.7e9,), (3e6,), (4e5,)]


def test_thousands_behind_a_verb_are_one_number() -> None:
    made = reader.read(
        Document(id="t", text="Output will top 300 000 pieces. Ukraine gets them.", published=""),
        only=("aid",),
    )
    assert made.records == ()


def test_a_contribution_to_an_initiative_is_not_for_its_leader() -> None:
    text = "Malta announced 5 million euros for an Iceland-led fund that helps Ukraine."
    document = Document(id="t", text=text, published=PUBLISHED)
    found = reader.read(document, only=("aid",)).records
    assert [r.fields["recipient"] for r in found] == ["UKR"]


SAID_TWICE = {
    "Norway's gift helps Ukraine. The aid will be used to buy gas for storage.": [],
    "The US is weighing to open the army's ammunition reserves for Ukraine.": [],
    "Ukraine has received two guns financed by Malta and Iceland, Danish officials said.": [
        "['MLT', 'ISL'] guns"
    ],
    "The Maltese government received the backing of parliament for an additional package for "
    "Ukraine in the amount of 8 million euros.": ["MLT package"],
    "Malta has sent a new batch of 1,500 strike drones to Ukraine.": ["MLT strike drones"],
    "Malta promised to give Ukraine several dozen fighter jets.": ["MLT fighter jets"],
    "Malta will supply FPV (First-Person View) drones to Ukraine.": [
        "MLT FPV (First-Person View) drones"
    ],
    "Malta will send 30 tanks to Ukraine in exchange for a discount on the purchase of jets.": [
        "MLT tanks"
    ],
    "Ukraine will receive 9 million euros from Malta, Iceland said.": ["MLT None"],
    "The Maltese MoD confirmed the donation of 3 tanks to Ukraine.": ["MLT tanks"],
    "Malta allocated €20 million specifically for Ukraine.": ["MLT None"],
}


@pytest.mark.parametrize("text", SAID_TWICE)
def test_one_gift_is_told_once_with_its_item(text: str) -> None:
    assert [said.rsplit(" ", 1)[0] for said in gifts(text)] == SAID_TWICE[text]
