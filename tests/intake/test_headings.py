"""Headings of lists, countries in front of lines, transcripts: what no sentence holds."""

from typing import Any

import pytest
from tests.intake import pages


def read(text: str, kind: str) -> list[dict[str, Any]]:
    return [r.to_dict() for r in pages.read(kind, text, "2024-03-14")]


def stages(text: str) -> dict[str, str]:
    return {r["item"]: r["status"] for r in read(text, "aid")}


def test_a_heading_tells_the_stage_of_the_lines_below() -> None:
    text = (
        "Malta's support for Ukraine\n\nDelivered:\n- 12 boats\n- 40 tents\n\n"
        "In preparation:\n- 3 ambulances\n"
    )
    assert stages(text) == {"boats": "delivered", "tents": "delivered", "ambulances": "pledged"}


def test_a_sentence_above_a_line_is_no_heading() -> None:
    text = "Malta will send Ukraine the following:\n- 12 boats\n- 40 tents\n"
    assert set(stages(text).values()) == {"pledged"}


def test_a_country_in_front_of_a_line_gives_what_stands_behind() -> None:
    text = (
        "New pledges for Ukraine, made today:\nMalta: 12 boats\nThe Netherlands: four ambulances\n"
        "Cyprus: 40 tents\n"
    )
    donors = {r["item"]: r["donor"] for r in read(text, "aid")}
    assert donors == {"boats": "MLT", "ambulances": "NLD", "tents": "CYP"}


def test_flags_stand_for_their_countries() -> None:
    text = "Pledges for Ukraine\n🇲🇹 12 boats, 300 helmets\n🇨🇾 40 tents\n"
    donors = {r["item"]: r["donor"] for r in read(text, "aid")}
    assert donors == {"boats": "MLT", "helmets": "MLT", "tents": "CYP"}


def test_who_shares_in_one_line_gives_no_other_line() -> None:
    text = (
        "Malta's support for Ukraine\n\nDelivered\n- 12 boats (partly financed by Cyprus)\n"
        "- 40 tents\n"
    )
    donors = {r["item"]: r["donor"] for r in read(text, "aid")}
    assert donors == {"boats": ["MLT", "CYP"], "tents": "MLT"}


def test_a_headline_and_its_figure_are_one_gift() -> None:
    text = "Maltese tents reach Kharkiv\n\nMalta has sent 40 tents to Kharkiv in Ukraine.\n"
    assert [r.get("quantity") for r in read(text, "aid")] == [40]


TRANSCRIPT = (
    "Interview with Minister Ana Novak\n\n"
    "Q: How many boats will you send?\nA: We send twelve boats, and no more than that.\n"
    "Q: And when?\nA: They leave on the first of May, by rail.\n"
)


def test_answers_of_a_transcript_are_quotes_and_questions_are_none() -> None:
    quotes = [
        (TRANSCRIPT[slice(*r["span"])], r["speaker"], r["mode"]) for r in read(TRANSCRIPT, "quote")
    ]
    assert quotes == [
        ("We send twelve boats, and no more than that.", "Novak", "direct"),
        ("They leave on the first of May, by rail.", "Novak", "direct"),
    ]


def test_lines_behind_a_name_belong_to_it() -> None:
    text = (
        "Question: Is it settled?\nMinister of Defence Matja Kropar: It was settled on Friday.\n"
        "Question: By whom?\nKropar: By the cabinet, and by nobody else.\n"
    )
    speakers = [r["speaker"] for r in read(text, "quote") if r["mode"] == "direct"]
    assert speakers == ["Kropar", "Kropar"]


def test_a_text_without_labels_is_no_transcript() -> None:
    text = "The minister said: it is late.\n\nNobody answered him at all that day.\n"
    assert all(r["rule"] != "quote.label" for r in read(text, "quote"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will Malta send 12 boats to Ukraine?", []),
        ("Malta should send 12 boats to Ukraine.", ["in_talks"]),
        ("Malta's old boats could be repaired and donated to Ukraine.", ["in_talks"]),
        ("The ambulances that Malta weighed sending to Ukraine are old.", ["in_talks"]),
        ("Malta gave Ukraine 12 boats free of charge.", ["delivered"]),
    ],
)
def test_what_is_asked_or_weighed_is_not_promised(text: str, expected: list[str]) -> None:
    assert [r["status"] for r in read(text, "aid")] == expected


@pytest.mark.parametrize(
    ("text", "donor"),
    [
        ("Trucks of WFP with 30 tonnes of rice crossed from Chad into Sudan.", "WFP"),
        ("The Government of Canada has given Ukraine 40 tents.", "CAN"),
        ("The charity Lakes for Ukraine gave 40 tents to Kharkiv.", "Lakes for Ukraine"),
        ("NATO leaders met. Turkey spoke. The alliance will give Ukraine 40 tents.", "NATO"),
    ],
)
def test_who_gives(text: str, donor: str) -> None:
    assert [r["donor"] for r in read(text, "aid")] == [donor]


def test_the_handover_has_the_day() -> None:
    text = (
        "Ukraine received 12 boats from Malta. The handover took place on 2 March in Odesa, "
        "said the ministry."
    )
    assert [r.get("date") for r in read(text, "aid")] == ["2024-03-02"]


def test_an_event_of_a_post_has_its_author() -> None:
    text = "Met with the President of Malta in Valletta today.\n— Ana Novak (@novak) March 14, 2024"
    events = read(text, "event")
    assert [(e["type"], "Novak" in str(e["participants"])) for e in events] == [("meeting", True)]


def test_a_summit_named_after_two_sides_takes_place_elsewhere() -> None:
    text = (
        "TIRANA, Feb 28 - The president took part in the Ukraine - Southeast Europe summit on "
        "Wednesday."
    )
    events = read(text, "event")
    assert [(e["place"], e["name"]) for e in events if e["type"] == "summit"] == [
        ("Tirana", "Ukraine - Southeast Europe summit")
    ]


@pytest.mark.parametrize(
    ("text", "maker", "place"),
    [
        ("The boats for Ukraine are made by Harbourline at a plant in Dubnica.", "Harbourline",
         "Dubnica"),
        ("Malta gives Ukraine drones, most of them to be built in Cyprus.", ["MLT", "UKR"], "CYP"),
    ],
)  # fmt: skip
def test_what_is_made_by_whom_and_where(text: str, maker: object, place: str) -> None:
    made = read(text, "production")
    assert [r["place"] for r in made] == [place]
    assert made[0]["maker"] == maker or "CYP" in made[0]["maker"]
