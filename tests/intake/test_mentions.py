"""Countries, bodies, people, roles and pronouns: who is meant."""

import pycountry
import pytest

from resupply.intake import gazetteer, mentions
from resupply.intake.text import Document


def named(text: str, published: str = "2024-02-28") -> list[tuple[str, str]]:
    found = mentions.find(Document(id="m", text=text, published=published))
    return [(text[m.start : m.end], m.id) for m in found]


@pytest.mark.parametrize(
    ("text", "words", "ident"),
    [
        ("Denmark's gift", "Denmark", "DNK"),
        ("the Danes gave", "Danes", "DNK"),
        ("talks in Tallinn", "Tallinn", "EST"),
        ("OSLO, Feb 2", "OSLO", "NOR"),
        ("the U.S. sent", "U.S.", "USA"),
        ("South Korean rice", "South Korean", "KOR"),
        ("the Pentagon said", "Pentagon", "USA"),
        ("the European Commission", "European Commission", "EU"),
        ("the U.N. refugee agency", "U.N. refugee agency", "UNHCR"),
        ("the World Food Programme", "World Food Programme", "WFP"),
        ("tents for Rohingya families", "Rohingya", "Rohingya"),
    ],
)
def test_names_stand_for_countries_and_bodies(text: str, words: str, ident: str) -> None:
    assert (words, ident) in named(text)


def test_us_the_pronoun_and_turkey_the_bird_are_told_by_their_letters() -> None:
    assert named("They gave us turkey and china plates.") == []


def test_every_country_of_the_standard_is_known_by_its_name() -> None:
    known = {n.id for n in gazetteer.names().values() if n.kind == "country"}
    assert {c.alpha_3 for c in pycountry.countries} <= known


def test_donors_have_their_people() -> None:
    for country in ("USA", "DEU", "GBR", "POL", "EST", "DNK", "JPN", "CAN", "AUS", "KOR", "UKR"):
        assert country in gazetteer.demonyms().values()


@pytest.mark.parametrize(
    ("text", "words", "ident"),
    [
        ("Prime Minister Ana Novak spoke.", "Ana Novak", "Novak"),
        ("Mr Okafor spoke.", "Okafor", "Okafor"),
        ("Commission chief Ursula von der Leyen", "Ursula von der Leyen", "von der Leyen"),
        ("President Yoon Suk Yeol", "Yoon Suk Yeol", "Yoon"),
        ("Gen. Oleksandr Syrskyi", "Oleksandr Syrskyi", "Syrskyi"),
        ("Israel Katz left Israel", "Israel Katz", "Katz"),
    ],
)
def test_people_are_known_by_title_given_name_or_office(text: str, words: str, ident: str) -> None:
    assert (words, ident) in named(text)


def test_a_surname_leads_back_to_the_full_name() -> None:
    text = "Olha Bondar runs the depot. Bondar is 34."
    found = mentions.find(Document(id="m", text=text))
    assert [(m.id, m.name) for m in found if m.kind == "person"] == [("Bondar", "Olha Bondar")] * 2


def test_pronouns_mean_the_last_subject_of_their_gender() -> None:
    text = "Kaja Kallas met Olaf Scholz in Berlin. She left early; he stayed."
    assert named(text)[-2:] == [("She", "Kallas"), ("he", "Scholz")]


def test_a_role_means_whoever_has_that_title() -> None:
    text = "Defence Minister Ana Novak came. The minister left."
    assert named(text)[-1] == ("minister", "Novak")


def test_a_leader_named_later_holds_the_office_in_that_month() -> None:
    text = "Ukraine's president came to Oslo. Zelensky spoke."
    assert ("president", "Zelensky") in named(text, "2024-02-28")


def test_ministries_belong_to_their_country() -> None:
    text = "The Lithuanian Defence Ministry sent boats. The ministry will send more."
    found = [m for m in mentions.find(Document(id="m", text=text)) if m.form == "ministry"]
    assert [m.country for m in found] == ["LTU", "LTU"]


def test_offices_have_months_in_order() -> None:
    for held in gazetteer.offices().values():
        for office in held:
            assert not office.until or office.since <= office.until, office
