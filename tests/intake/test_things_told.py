"""What is given: the words of the thing, its number and its sum, and lists taken whole."""

import pytest
from tests.intake import pages

from resupply.intake.lexicon import systems


def _told(text: str) -> list[str]:
    """Item, number with unit, and sum of each gift of a text long enough to be weighed."""
    found = pages.read("aid", text + pages.BEHIND)
    out = []
    for r in (r for r in found if r.start < len(text)):
        amount = r.fields.get("amount")
        number = f"{r.fields.get('quantity') or ''}{r.fields.get('unit') or ''}"
        said = (r.fields.get("item") or "-", number, f"${amount}" if amount else "")
        out.append(" ".join(str(s) for s in said if s))
    return out


TOLD = {
    # a tonne of
    "Peru sent Haiti 65 tents, a tonne of ready meals and 0.5 tonnes of medicines.": [
        *("tents 65", "ready meals 1t", "medicines 0.5t"),
    ],
    "Malta delivered half a tonne of seeds and a ton and a half of fertiliser to Malawi.": [
        *("seeds 0.5t", "fertiliser 1.5t"),
    ],
    "A tonne of blankets and another ton of rice were flown from Oman to Yemen.": [
        *("blankets 1t", "rice 1t"),
    ],
    "Wheat sold at 300 dollars a tonne of late. Oman gave Yemen 20 tents.": ["tents 20"],
    # weighed and counted
    "Malta gave Haiti about 9 tonnes or 4,000 packs of ready-to-eat meals.": [
        "packs of ready-to-eat meals 9t"
    ],
    "Malta gave Haiti 9 tonnes of rice or 4,000 tents.": ["rice 9t", "tents 4000"],
    "Oman sent Yemen a cargo of flour that weighs 30 tonnes.": ["cargo of flour 30t"],
    "In all the aid to Haiti weighed 300 tonnes. Oman sent 20 tents there.": ["tents 20"],
    # what is due, and what is lacking
    "Oman sent Haiti 20 tents. Another 300 tents should arrive by Easter.": [
        *("tents 20", "tents 300"),
    ],
    "Oman sent Haiti 20 tents. Each day 300 lorries should enter.": ["tents 20"],
    # who is sent
    "Peru has sent to Haiti a team of the Civil Defence Unit (UDC) made up of 56 soldiers.": [
        "team of the Civil Defence Unit 56"
    ],
    "Finland will send 30 troops to Britain to train Ukrainian gunners.": ["troops 30"],
    "Finland sent 30 troops to Mali to fight. Ukraine asked for tents.": [],
    "Turkey sent Haiti a rescue team, a field hospital, doctors and drugs after the earthquake.": [
        *("rescue team", "field hospital", "doctors", "drugs"),
    ],
    "Strikes hit hospitals, doctors and nurses in Ukraine.": [],
    # what a sum is for
    "The package for Ukraine includes $43 million to give them radars and $8 million to give them "
    "three oxygen plants.": ["radars $43000000", "oxygen plants 3 $8000000"],
    "Another $1 million was used to fund 140 parachutes for Ukraine.": ["parachutes 140 $1000000"],
    "Seoul promised $30 million for war-torn Ukraine to buy “non-lethal gear”, it said.": [
        "non-lethal gear $30000000"
    ],
    "Malta said that the $4 million sum to buy a radar for Ukraine had been paid.": [
        "radar $4000000"
    ],
    "Denmark will give Ukraine 390 million euros in interest earned by frozen assets.": [
        "interest $390000000"
    ],
    "Malta gave Haiti 3 million euros in May and 4 million euros in June.": [
        *("- $3000000", "- $4000000"),
    ],
    "France has set aside 300 million euros for the end of the year for Ukraine.": ["- $300000000"],
    # which payment it is
    "The IMF pays Ukraine in tranches. The third came to $90 million, the fourth to $80 million.": [
        *("third tranche $90000000", "fourth tranche $80000000"),
    ],
    "Seoul said its humanitarian aid to Ukraine will rise to $15 million in June.": [
        "humanitarian aid $15000000"
    ],
    "Kharkiv in Ukraine will get money from Estonia in 2024:\n- Medicine and ambulances: 2 million "
    "euros\n- Repair of two schools: 4 million euros\n- Support for the grid: 3 million euros": [
        *("Medicine and ambulances $2000000", "Repair of two schools $4000000"),
        "grid $3000000",
    ],
    "Ukraine's budget for 2024 has been passed in Kyiv.\nSchools and science: 2 million euros\n"
    "Health care: 3 million euros\nSocial protection: 4 million euros": [],
    "Estonia said it will give Ukraine 0.25% of its GDP in military aid.": ["military aid"],
    "Latvia will go on providing defence assistance to Ukraine at 0.2% of its GDP.": [
        "defence assistance"
    ],
    "Estonia's aid to Ukraine is 1.7% of its GDP.": [],
    # the verb is no part of the thing, and its particle is part of the verb
    "The Red Crescent goes on handing out winter kits to Syrian families in Jordan.": [
        "winter kits"
    ],
    "The handing over of the jets to Ukraine takes time.": [],
    "Norway met allies, with Spain, Malta and Peru all donating more rifles to Ukraine.": [
        "rifles"
    ],
    "Only 90 aid trucks got into Gaza from Egypt.": ["aid trucks 90"],
    "Forty lorries with flour made it into Gaza from Jordan.": ["lorries 40"],
    "Looters got into the camp in Sudan.": [],
    "Only 15 out of 131 trucks of aid have got across into Sudan.": ["trucks of aid 15"],
    "Nine out of 10 families in Sudan need food.": [],
    "Three German radars are now in Ukraine, the minister said.": ["German radars 3"],
    "The danger is that 30 Russian tanks are already in Ukraine.": [],
    "Sweden will finance the production of Ukrainian long-range drones for Ukraine.": [
        "long-range drones"
    ],
    "Rheinmetall finances the production of shells in Germany. Ukraine asked for more.": [],
    "Slovakia is considering sending a new aid package to Ukraine.": ["new aid package"],
    "The agency has also supported four government hospitals in Sudan.": ["support"],
    "Of the 40 tanks that Spain promised Ukraine, six have arrived.": ["tanks 40", "tanks 6"],
    "Of the 26 jets that the air force owns, six are old. Norway gave Ukraine 90 tents.": [
        "tents 90"
    ],
    # one of a piece
    "Oslo will give Ukraine a minehunter and another air defence system.": [
        *("minehunter 1", "air defence system 1"),
    ],
    "Spain has given Ukraine a fleet of trucks and a range of tools.": ["trucks", "tools"],
    # lists
    "Peru sent Haiti tents, blankets, an aerator, and many ropes.": [
        *("tents", "blankets", "aerator", "ropes"),
    ],
    "Peru sent Haiti tents, blankets, a statement and some advice.": ["tents", "blankets"],
    "Malta has given Ukraine two field hospitals and drugs worth 5 million euros.": [
        *("field hospitals 2", "drugs $5000000"),
    ],
    "Korea agreed to give Ukraine a package of security, humanitarian and reconstruction aid.": [
        "package of security, humanitarian and reconstruction aid"
    ],
    "Relief began in Grenada after Hurricane Ida with the arrival of supplies including batteries, "
    "tents and soap from Guyana. St Lucia thinks of help for Grenada as well.": [
        *("batteries", "tents", "soap"),
    ],
}


@pytest.mark.parametrize("text", TOLD)
def test_the_thing_and_its_number(text: str) -> None:
    assert _told(text) == TOLD[text]


def test_systems_are_known_without_their_hyphens() -> None:
    assert {"f-16", "f16", "mig-29", "mig29"} <= systems()
