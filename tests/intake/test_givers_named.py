"""Who gives, by name: charities in quotation marks, letters explained, second givers and owners."""

import pytest
from tests.intake import pages


def donors(text: str) -> list[tuple[object, object]]:
    made = (r.to_dict() for r in pages.read("aid", text, "2024-05-10"))
    return [(r.get("donor"), r.get("item")) for r in made]


GIVEN = {
    'Members of the charity "Open and Ready" know the way. Ana Novak, who heads Open and Ready, '
    "said: We sent 20 stoves to Ukraine.": [("Open and Ready", "stoves")],
    "The Pakistan Red Crescent Society (PRCS) has trucks. The PRCS donated 40 tents to Sudan.": [
        ("Pakistan Red Crescent Society", "tents")
    ],
    "Denmark gave Moldova 7 cars, and Italy tents, pumps and heaters.": [
        ("DNK", "cars"),
        ("ITA", "tents"),
        ("ITA", "pumps"),
        ("ITA", "heaters"),
    ],
    "A member of the EU and NATO, Slovakia is an ally of Ukraine. It gave Kyiv 13 jets.": [
        ("SVK", "jets")
    ],
    "Hungary blocked a 50 billion euro package of the European Union for Ukraine.": [
        ("EU", "package")
    ],
    "Japan carries out the aid for Ukraine through the refugee agency (UNHCR), which is to supply "
    "20 generators.": [("JPN", "generators")],
    "Floods hit Fiji. On Sunday help arrived from Samoa and Tonga.": [(["WSM", "TON"], "help")],
    "Participants in the Geneva conference pledged aid worth 7 million euros to Syria.": [
        ("Participants", "aid")
    ],
    "Saudi Arab gave Pakistan 40 tents.": [("SAU", "tents")],
    "By way of Poland, Moldova has received from Austria 20 tents.": [("AUT", "tents")],
}


@pytest.mark.parametrize("text", GIVEN)
def test_who_gives_is_the_one_who_is_said_to(text: str) -> None:
    assert donors(text) == GIVEN[text]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (
            "The Coastal Relief Coordination Agency (CRCA) set to work. CRCA",
            "Coastal Relief Coordination Agency",
        ),
        (
            "The North Shore Development Commission (NSDC) met. The NSDC",
            "North Shore Development Commission",
        ),
        # letters of a thing, of what the name does not begin with, of no body
        ("The High Range Rocket System (HRRS) is new. Norway", "NOR"),
        ("The Coastal Relief Agency (XYZ) met in Oslo. Norway", "NOR"),
    ],
)
def test_a_body_goes_by_the_letters_behind_its_name(said: str, who: str) -> None:
    given = donors(f"{said} sent 40 tents and 600 blankets to Malawi after the floods.")
    assert {donor for donor, _ in given} == {who}


LONG = (
    " Ukraine has asked its partners for more. The army needs shells, and the towns by the river "
    "need power and heat before the winter comes, the ministry in Kyiv says."
)


@pytest.mark.parametrize(
    ("said", "recipient"),
    [
        ("Donors have pledged more than 100 million euros to help Moldova.", "MDA"),
        ("Norway will set aside 40 million dollars to support the Philippines.", "PHL"),
        ("Norway pledged 40 million euros to help Moldova and Ukraine.", "UKR"),
        ("Norway pledged 40 million euros to help towns rebuild.", "UKR"),
    ],
)
def test_a_sum_goes_to_the_country_that_it_is_to_help(said: str, recipient: str) -> None:
    (found,) = (r.to_dict() for r in pages.read("aid", said + LONG, "2024-05-10"))
    assert found["recipient"] == recipient


def test_an_office_before_a_name_makes_nobody_a_body() -> None:
    said = "Treasurer Jim Okafor pledged 14 million dollars for Ukraine. Australia gives more."
    assert [donor for donor, _ in donors(said + LONG)] == ["AUS"]


@pytest.mark.parametrize("junk", ["53945 просмотров", "18 22 00 27 00", "1 00:00:00 2 00:04"])
def test_what_has_no_letters_is_no_gift(junk: str) -> None:
    assert donors(f"Estonia sent 20 drones to Ukraine. {junk}.{LONG}") == [("EST", "drones")]
