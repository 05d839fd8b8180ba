"""What only tells something of goods, what bare numbers count, and who is sent of a team."""

import pytest
from tests.intake import pages

#: So that a text is long enough to be weighed.
LONG = (
    " The ministry in Oslo said on Monday that it works with partners, and that the Ukrainian side"
    " had thanked it for its help in a letter, which was read aloud in the capital."
)


def gifts(text: str) -> list[tuple[object, object]]:
    found = pages.read("aid", text, "2024-02-28")
    out = [(r.fields.get("item"), r.fields.get("quantity")) for r in found]
    return [(item, count) for item, count in out if item != "help"]


@pytest.mark.parametrize(
    "said",
    [
        "They can carry payloads of up to 3.5 kilograms.",
        "Each has a capacity of about 2 tonnes.",
        "With armour they weigh 45 tons.",
        "The war has caused 60 million dollars in damage.",
        "It has suffered losses of 60 million dollars.",
        "The budget has a shortfall of 60 million dollars.",
        "Their purchase price was 60 million kroner, their residual value 2 million kroner.",
    ],
)
def test_weights_and_losses_are_no_gift(said: str) -> None:
    assert gifts(f"Oslo sent 20 drones to Ukraine. {said}{LONG}") == [("drones", 20)]


@pytest.mark.parametrize(
    "said",
    [
        "Six trucks took 30 tonnes of rice to Ukraine for Norway.",
        "Norway sent 30 tonnes of rice to Ukraine, carried by a convoy of 14 trucks.",
        "Two Norwegian planes reached Lviv in Ukraine. On board they had 30 tonnes of rice.",
        "Norway sent a ship to Odesa in Ukraine. It carried 30 tonnes of rice.",
    ],
)
def test_the_load_counts_and_no_carrier(said: str) -> None:
    assert set(gifts(said)) <= {("rice", 30)}


def test_lorries_that_are_given_are_a_gift() -> None:
    assert gifts("Norway gave Ukraine six trucks.") == [("trucks", 6)]


def test_a_number_takes_the_name_that_follows() -> None:
    said = "Oslo sent Ukraine 33 vehicles. 20 of them are lorries, the other 13 are ambulances."
    assert gifts(said)[1:] == [("lorries", 20), ("ambulances", 13)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("He spoke of the F-16, of which Oslo promised Ukraine 24.", [("F-16", 24)]),
        ("Of the 26 boats of Norway's navy, six were given to Ukraine.", [("boats", 6)]),
        ("Norway gave Ukraine armoured cars - 50 vehicles.", [("armoured cars", 50)]),
        ("France gave Ukraine six Mirage 2000-5 jets.", [("Mirage 2000-5 jets", 6)]),
        ("Norway gave Ukraine two Boeing 737-800 planes.", [("Boeing 737-800 planes", 2)]),
        ("Norway gave Ukraine 500 20-litre jerrycans.", [("20-litre jerrycans", 500)]),
        ("Norway gave Ukraine 50 cases of bottled water.", [("cases of bottled water", 50)]),
        ("Norway gave Ukraine various types of radars.", [("radars", None)]),
        ("Norway gave Ukraine 52,000 metres of cable.", [("cable", 52)]),
        ("Norway gave Ukraine a 10-tonne load of flour.", [("flour", 10)]),
        (
            "Norway gave Ukraine a 10-tonne shipment of flour worth 2 million kroner.",
            [("flour", 10)],
        ),
    ],
)
def test_what_is_counted(said: str, found: list[tuple[object, object]]) -> None:
    assert gifts(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "members of the Norwegian Disaster Relief Team",
        "personnel of the Norwegian Fire Service",
        "members of the Red Cross",
    ],
)
def test_members_of_a_team_are_sent(said: str) -> None:
    assert gifts(f"Norway sent 50 {said} to Turkey after the earthquake.") == [(said, 50)]


@pytest.mark.parametrize(
    "said",
    [
        "Radio Prague reported it.",
        "Czech Radio reported it.",
        "They go to the Sumy Children's Clinical Hospital.",
        "The magazine Respekt reported it.",
        "Since May 20 cases of cholera were found.",
    ],
)
def test_names_are_no_goods(said: str) -> None:
    assert gifts(f"Norway gave Ukraine 20 beds. {said}{LONG}") == [("beds", 20)]


def test_a_field_hospital_is_given() -> None:
    assert gifts("Norway gave Ukraine a Field Hospital.") == [("Field Hospital", None)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Norway gave Sudan 500 food parcels containing rice and oil.", [("food parcels", 500)]),
        ("Norway gave Sudan kits with soap, towels and rice.", [("kits", None)]),
        (
            "Norway gave Ukraine 90 nanodrones - tiny drones that look ahead - and tents.",
            [("nanodrones", 90), ("tents", None)],
        ),
        ("Norway gave Ukraine 30 drones, sent in two batches.", [("drones", 30)]),
        ("Norway sent two batches of tents to Ukraine.", [("batches of tents", 2)]),
    ],
)
def test_what_kits_hold_and_how_gifts_are_parted(
    said: str, found: list[tuple[object, object]]
) -> None:
    assert gifts(said) == found


@pytest.mark.parametrize(
    "said",
    ["Norway to Deliver 50 Tons of Rice to Sudan", "Norway to Give 50 Tons of Rice to Sudan"],
)
def test_numbers_behind_verbs_of_a_headline_count(said: str) -> None:
    assert ("Rice", 50) in gifts(f"{said}\n\nIt is for people in the north of Sudan.")


def test_what_a_relief_holds_is_given() -> None:
    said = "Norway will send aid to Sudan. In the relief are tents, beds and stoves."
    assert [item for item, _ in gifts(said) if item != "aid"][:2] == ["tents", "beds"]
