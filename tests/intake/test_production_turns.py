"""Products told in plain turns: habits, production that is set up, goods that come from a maker."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def products(text: str) -> list[Record]:
    """The products of a sentence behind a lead about Ukraine."""
    return pages.read("production", text, "2024-05-01", LEAD)


READ = {
    "Toronto's Veltrac Inc builds armoured vehicles for armies.": "armoured vehicles",
    "Veltrac, which makes mortars, has offices in Oslo.": "mortars",
    "The drone maker Veltrac could set up production in Denmark.": "drone",
    "The shells will come from the French arms maker Veltrac.": "shells",
    "The aim is to raise missile production for our air defence.": "missile",
}


@pytest.mark.parametrize("text", READ)
def test_plain_turns(text: str) -> None:
    assert READ[text] in [str(r.fields.get("item")).removeprefix("The ") for r in products(text)]


def test_set_up_is_told_once() -> None:
    text = (
        "The drone maker Veltrac could set up production in Denmark.\n\n"
        "Ukrainian defence firms may start production in Denmark, the minister said."
    )
    assert len([r for r in products(text) if r.rule == "production.set_up"]) == 1


def test_what_it_is_built_of_is_no_product() -> None:
    assert not products("As a rule the buggies are built from old cars, a soldier said.")


def test_no_person_is_a_place() -> None:
    text = (
        "Veltrac is talking with the US government about opening a second shell plant, Novak said."
    )
    assert "Novak" not in {r.fields.get("place") for r in products(text)}


def test_the_seat_of_a_firm_is_where_it_makes() -> None:
    told = products("Japan-based Veltrac is one of the makers of a mpox vaccine.")
    assert {r.fields.get("place") for r in told} <= {"JPN"}
