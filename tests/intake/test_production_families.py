"""Production told by sites, rates, crafts and relative clauses; where and by whom; what is none."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def made(text: str) -> list[Record]:
    """What a text behind a lead on aid says is made."""
    return pages.read("production", text, "2024-05-01", LEAD)


READ = {
    "Stroms has finished its first ammunition plant in Latvia.": "ammunition plant",
    "Antares is putting up a drone factory near Kyiv.": "drone factory",
    "Vektor will invest £20m in a new drone production facility in Wales.": "facility",
    "Work has begun on a facility that is to supply Ukraine with rocket fuel.": "rocket fuel",
    "Funds are sought for the CAESARs, which the French manufacturer Nexter builds.": "CAESARs",
    "Volunteers in Lviv sew 300 camouflage nets a month for the army.": "camouflage nets",
    "The generators were manufactured in Azerbaijan.": "generators",
    "Nexter of France and Ukraine agreed to set up a joint venture for tank repair.": "tank",
}


@pytest.mark.parametrize("text", READ)
def test_what_is_made(text: str) -> None:
    assert any(READ[text] in str(r.fields.get("item")) for r in made(text))


PLACES = {
    "Denmark will fund the production of Ukrainian drones on Danish soil.": "DNK",
    "Ukraine produced 2 million drones in 2024.": "UKR",
    "Babcock builds Jackal vehicles. Work is done in Devonport.": "Devonport",
}


@pytest.mark.parametrize("text", PLACES)
def test_where_it_is_made(text: str) -> None:
    assert PLACES[text] in [r.fields.get("place") for r in made(text)]


def test_who_is_asked_to_make_it() -> None:
    text = (
        "Rome has called on Eurosam, the Italo-French consortium, to double its output of missiles."
    )
    assert [r.fields.get("maker") for r in made(text)] == ["Eurosam"]


NONE = [
    "A car with drone operators, it turns out, came under fire near Slovyansk.",
    "Also being made ready for transport are more than 900 radiators and 1,700 sleeping bags.",
    "The ship made 150 tons of drinking water out of seawater.",
    "The gift made Denmark the largest donor of tanks.",
    "This is the third gift of Japan made vaccines, after 26,800 doses in August.",
    "Kyiv wants to build a second nuclear power plant.",
    "The country builds up its tanks two years into the war.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_reads_like_something_made(text: str) -> None:
    assert made(text) == []


def test_goods_before_the_noun_of_making() -> None:
    text = "Shell output at Scranton is to rise to 100,000 a month by next year."
    assert [(r.fields["item"], r.fields["quantity"]) for r in made(text)] == [("Shell", 100000)]


def test_a_city_is_the_place() -> None:
    text = "Antares is putting up a drone factory near the city of Kyiv."
    assert [r.fields["place"] for r in made(text)] == ["Kyiv"]
