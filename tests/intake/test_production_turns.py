"""Products told in plain turns: habits, production that is set up, goods that come from a maker."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"

#: So long that its sentences are weighed.
LONG = LEAD + (
    "The tents are made in Bergen and keep ten people warm each. A ship takes them to Gdynia, and"
    " trucks go on from there. The mayor of Lutsk had asked for them in a letter that was read on"
    " the radio in both towns, and the pupils of Bergen painted a picture on every box.\n\n"
)


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


SEEMS = [
    "Parliament approved the proposal to make a first shipment of heavy weapons to Ukraine.",
    "In total, that will make 90,000 shells for Ukraine by the summer.",
    "Denmark will make 40 launchers available to Ukraine.",
    "Together, that makes 90 tanks for Ukraine.",
    "The minister has made a pledge of 40 tanks for Kyiv.",
    "Oslo wants to make the army stronger with 90 tanks.",
]


@pytest.mark.parametrize("text", SEEMS)
def test_what_is_made_up_or_made_available_is_no_product(text: str) -> None:
    assert not products(text)


def test_plants_that_were_read_by_their_goods_are_told_once() -> None:
    told = products("Kyiv seeks money for building drone and electric vehicle plants in Ukraine.")
    assert len(told) == 1


def test_a_maker_that_moves_its_plant_makes_what_it_is_called_by() -> None:
    told = pages.read(
        "production",
        "The Norwegian-Danish ammunition manufacturer Veltrac is moving its plant in Sweden to work"
        " around the clock in order to fill orders for shells.",
        "2024-05-01",
        LONG,
    )
    assert {r.fields.get("maker") for r in told} <= {"Veltrac"}


def test_a_town_that_a_plant_stands_in_is_no_maker() -> None:
    told = products("The plant in Karlskoga makes explosives.")
    assert [r.fields["place"] for r in told] == ["Karlskoga"]
    assert "Karlskoga" not in {r.fields.get("maker") for r in told}


def test_a_town_in_a_name_is_where_it_makes() -> None:
    text = (
        "Launchers for Ukraine are built by Lockheed Martin in Camden. "
        "General Dynamics Camden Operations makes Javelin warheads."
    )
    assert [r.fields.get("place") for r in products(text)] == ["Camden", "Camden"]


def test_no_person_is_a_place() -> None:
    text = (
        "Veltrac is talking with the US government about opening a second shell plant, Novak said."
    )
    assert "Novak" not in {r.fields.get("place") for r in products(text)}


def test_the_seat_of_a_firm_is_where_it_makes() -> None:
    told = products("Japan-based Veltrac is one of the makers of a mpox vaccine.")
    assert {r.fields.get("place") for r in told} <= {"JPN"}


def made(text: str) -> list[tuple[object, object, object]]:
    """What is made, by whom and where."""
    lead = "Norway will send 40 howitzers to Ukraine.\n\n"
    told = pages.read("production", text, "2024-05-01", lead)
    return [(r.fields.get("item"), r.fields.get("maker"), r.fields.get("place")) for r in told]


MADE = {
    "Rheinmetall has founded another joint venture with Ukroboronprom.": (
        ("joint venture", ["Rheinmetall", "Ukroboronprom"], None)
    ),
    "Bulgaria is erecting a gunpowder plant with Rheinmetall.": ("gunpowder plant", "BGR", "BGR"),
    "Nammo is putting up a shell factory in Denmark.": ("shell factory", "Nammo", "DNK"),
    "It opens the door to building Ukrainian drone plants in Latvia.": (
        ("drone plants", "UKR", "LVA")
    ),
    "Ukrainian drone firms want to set up production in NATO countries.": (
        ("drone", "UKR", "NATO countries")
    ),
    "Estonia and Ukraine will work together on making defence products.": (
        ("defence products", ["EST", "UKR"], None)
    ),
}


@pytest.mark.parametrize("text", MADE)
def test_works_that_are_founded(text: str) -> None:
    item, maker, place = MADE[text]
    told = [t for t in made(text) if t[0] == item]
    assert told
    assert told[0][1] == maker
    assert place in (None, told[0][2])


def test_what_is_made_in_one_breath_is_one() -> None:
    assert len(made("Saab reported on the production of drones and rifles in Ukraine.")) == 1


def test_an_office_makes_nothing() -> None:
    text = "The Minister for Strategic Industries spoke of the production of drones in Ukraine."
    assert "Strategic Industries" not in [t[1] for t in made(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Setting up production of shells takes at least two years.",
        "The charity puts up tents in Ukraine.",
        "The banks founded a joint venture of their own.",
    ],
)
def test_what_makes_nothing(text: str) -> None:
    assert not made(text)
