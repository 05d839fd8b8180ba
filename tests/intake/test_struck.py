"""Who is helped after a disaster: any country that a text says was struck, on no list or on one."""

import pytest
from tests.intake import pages
from tests.intake.pages import page

from resupply.intake import struck

STRUCK = {
    "Floods hit Fiji on Monday.": {"FJI"},
    "The quake that shook the north of Croatia killed seven.": {"HRV"},
    "Wildfires in the south of Chile have burnt for a week.": {"CHL"},
    "Austria, which was devastated by floods, asked for pumps.": {"AUT"},
    "Help is on its way to storm-battered Samoa.": {"WSM"},
    "It went to St. Lucia and Grenada, which Hurricane Mara struck.": {"LCA", "GRD"},
    "The cyclone tore through parts of Tonga and Fiji.": {"TON", "FJI"},
    "Slovenia sent pumps after the floods in Austria.": {"AUT"},
    "A storm of protest met the minister of Austria.": set(),
    "The Slovenian floods of 2023 were the worst in memory.": set(),
    "Spain flew in dogs as the quake search went on.": set(),
    "Missiles destroyed homes and caused fires in Ukraine.": set(),
}


@pytest.mark.parametrize("text", STRUCK)
def test_who_was_struck_is_told_by_the_sentence_of_the_disaster(text: str) -> None:
    assert set(struck.countries(page("", text).page)) == STRUCK[text]


def gifts(text: str) -> list[tuple[object, object, object]]:
    made = (r.to_dict() for r in pages.read("aid", text, "2024-05-10"))
    return [(r.get("donor"), r.get("recipient"), r.get("item")) for r in made]


HELPED = {
    "Aid keeps coming to Croatia, which was hit by a quake. Italy sent 40 tents on Sunday.": [
        ("ITA", "HRV", "tents")
    ],
    "After floods hit Austria, help came from abroad. Slovenia deployed 30 soldiers.": [
        ("SVN", "AUT", "soldiers")
    ],
    "Kyiv helps with the wildfires in Greece. Ukraine sent 100 pumps to Greece.": [
        ("UKR", "GRC", "pumps")
    ],
    "A storm hit Grenada and Barbados. The first relief holds 200 tents of St. Lucia's.": [
        ("LCA", "GRD", "tents")
    ],
}


@pytest.mark.parametrize("text", HELPED)
def test_what_is_sent_after_a_disaster_goes_to_who_was_struck(text: str) -> None:
    assert gifts(text) == HELPED[text]
