"""Events: what, where, when, who; and words that only look like one."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.text import Document


def events(text: str) -> list[dict[str, object]]:
    return [dict(r.fields) for r in pages.read("event", text, "2024-02-28")]


@pytest.mark.parametrize(
    ("text", "type_", "place", "date"),
    [
        ("Ana Novak arrived in Riga on Monday.", "visit", "Riga", "2024-02-26"),
        ("During a visit to Oslo, Ana Novak spoke.", "visit", "Oslo", None),
        ("Ana Novak met Mr Okafor in Geneva.", "meeting", "Geneva", None),
        ("The Oslo summit opened on Tuesday.", "summit", "Oslo", "2024-02-27"),
        ("Talks between Kenya and Chad were held in Nairobi.", "meeting", "Nairobi", None),
        ("Ana Novak spoke by phone with Mr Okafor on Tuesday.", "call", None, "2024-02-27"),
        ("Ana Novak told a news conference in Riga.", "press_conference", "Riga", None),
        ("Ana Novak signed an agreement in Riga.", "signing", "Riga", None),
        ("Boats were given at a ceremony in Riga on Monday.", "ceremony", "Riga", "2024-02-26"),
        ("Ana Novak was received by the president in Riga.", "meeting", "Riga", None),
        ("Ana Novak arrived by train on Monday.", "visit", None, "2024-02-26"),
        ("Mr Okafor told a Senate hearing on Tuesday to wait.", "meeting", None, "2024-02-27"),
        ("Ana Novak touched down in Riga on Monday.", "visit", "Riga", "2024-02-26"),
        ("A compact was signed by Kenya and Chad in Riga.", "signing", "Riga", None),
        ("Ministers convene in Riga in May.", "meeting", "Riga", "2024-05"),
        ("In January, Ana Novak visited Riga.", "visit", "Riga", "2024-01"),
        ("The next summit is scheduled for June in Skopelos.", "summit", "Skopelos", "2024-06"),
        ("Ambassadors gave the green light to a loan on Tuesday.", "decision", None, "2024-02-27"),
        ("The next round of talks is to be held in Riga in May.", "meeting", "Riga", "2024-05"),
        ("Parliament approved the package on Tuesday.", "decision", None, "2024-02-27"),
        ("Ana Novak spoke with Jan Berg on Tuesday.", "call", None, "2024-02-27"),
        ("Ana Novak took part in the opening of a school in Riga.", "ceremony", "Riga", None),
        ("Ana Novak was welcomed by Jan Berg in Riga.", "meeting", "Riga", None),
        ("Ana Novak rang Jan Berg on Tuesday.", "call", None, "2024-02-27"),
        ("Ana Novak flew to Rafah on Monday.", "visit", "Rafah", "2024-02-26"),
        ("In New York, Ana Novak met Jan Berg for the first time.", "meeting", "New York", None),
        ("A memorandum was inked in Riga on 3 May 2023.", "signing", "Riga", "2023-05-03"),
        ("Ana Novak received Jan Berg in Oslo on 8 April.", "meeting", "Oslo", "2023-04-08"),
        ("On Tuesday Ana Novak called his counterpart, Jan Berg.", "call", None, "2024-02-27"),
        ("Ana Novak called on Mayor Jan Berg on Tuesday.", "meeting", None, "2024-02-27"),
        ("Ana Novak visited a tent town in Riga.", "visit", "Riga", None),
        ("Ana Novak toured the port on Monday.", "visit", None, "2024-02-26"),
        ("On Monday Ana Novak travelled to areas in Latvia.", "visit", "LVA", "2024-02-26"),
        ("Ana Novak will be in Oslo from Monday to Friday.", "visit", "Oslo", "2024-03-04"),
        ("Ana Novak signed in Riga a Letter of Intent on boats.", "signing", "Riga", None),
        ("The Council had given its approval on 3 May 2023.", "decision", None, "2023-05-03"),
        ("Ministers agreed on Tuesday to open the port.", "decision", None, "2024-02-27"),
        ("Latvia's decision to close the port came late.", "decision", "LVA", None),
        ("The embassy in Riga held an event on Monday.", "ceremony", "Riga", "2024-02-26"),
        ("On Monday Ana Novak was sworn in as minister.", "ceremony", None, "2024-02-26"),
        ("On her first trip, to Riga, Ana Novak was glad.", "visit", "Riga", None),
        ("Ana Novak met Jan Berg on Feb. 26 in Oslo.", "meeting", "Oslo", "2024-02-26"),
        ("In July ministers will meet in Oslo.", "meeting", "Oslo", "2024-07"),
        ("Ana Novak held discussions with Jan Berg in Oslo.", "meeting", "Oslo", None),
        (
            "Minister Ana Novak will host and convene another session of the Baltic Boats"
            " Group at the port in Riga, Thursday.",
            *("meeting", "Riga", "2024-02-29"),
        ),
        ("In two weeks, ministers will meet in Oslo.", "meeting", "Oslo", None),
        ("A meeting at the US Ramstein Air Base was held.", "meeting", "Ramstein Air Base", None),
    ],
)
def test_types_places_and_days(text: str, type_: str, place: str | None, date: str | None) -> None:
    (event,) = events(text)
    assert (event["type"], event.get("place"), event.get("date")) == (type_, place, date)


def test_who_takes_part() -> None:
    (event,) = events("Ana Novak met Mr Okafor in Geneva.")
    assert event["participants"] == ["Novak", "Okafor"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Berlin waited for a visit by President Ana Novak.", ["Novak"]),
        (
            "The leaders of Kenya, Chad and Mali arrived in Riga, Ana Novak said.",
            ["KEN", "TCD", "MLI"],
        ),
        ("A visit of the Norwegian ambassador to Riga took place.", ["NOR"]),
        (
            "Ana Novak met her Korean counterpart, Won-sik Shin, who was ill.",
            ["Novak", "KOR", "Shin"],
        ),
        (
            "Ana Novak praised Jan Berg, who was on a visit to Riga.",
            ["Berg"],
        ),
        (
            "A meeting in Riga with our partners Japan, Kenya and Mali took place.",
            ["JPN", "KEN", "MLI"],
        ),
        ("The spokeswoman Ana Novak said that Jan Berg will hold a meeting in Riga.", ["Berg"]),
        ("Jan Berg met Ivo Ozol in Riga, Ana Novak said.", ["Berg", "Ozol"]),
        ("A milestone was reached as Minister Ana Novak signed an agreement in Riga.", ["Novak"]),
        ("Ana Novak hosted the minister, Jan Berg, for a bilateral meeting.", ["Novak", "Berg"]),
        ("A meeting hosted by Secretary Lloyd J. Austin III was held.", ["Austin"]),
        ("Presidents Macron and Zelensky had a phone call on Sunday.", ["Zelensky", "Macron"]),
        ("A summit in Riga ended when Minister Ana Novak left.", ["Novak"]),
        ("Ana Novak wept. Ivan Bondar sang. The two met Mr Okafor.", ["Novak", "Bondar", "Okafor"]),
    ],
)
def test_who_takes_part_where_it_stands_elsewhere(text: str, who: list[str]) -> None:
    (event,) = events(text)
    assert event["participants"] == who


def test_somebody_else_on_the_same_road_is_another_visit() -> None:
    told = events("Ana Novak visited Riga on Monday. Mr Okafor's trip to Riga was kept quiet.")
    assert [e["participants"] for e in told] == [["Novak"], ["Okafor"]]


def test_two_others_have_a_call_of_their_own() -> None:
    told = events(
        "Ana Novak met Ivo Ozol in Riga. The call between Jan Berg and Ivan Rode was short."
    )
    assert [e["participants"] for e in told] == [["Novak", "Ozol"], ["Berg", "Rode"]]


def test_a_meeting_that_is_planned_has_no_place_of_another() -> None:
    told = events("Ana Novak met Ivo Ozol in Riga. A further meeting with Jan Berg is planned.")
    assert [e.get("place") for e in told] == ["Riga", None]


def test_a_guest_without_a_name_is_not_the_host() -> None:
    (event,) = events("Ivan Bondar was tired. Petro Novak welcomed him at the port.")
    assert event["participants"] == ["Novak", "Bondar"]


def test_who_is_visited_may_be_soldiers() -> None:
    (event,) = events("On Monday she rested. A day later Ana Novak visited wounded soldiers.")
    assert (event["type"], event["date"]) == ("visit", "2024-02-27")


def test_names_are_kept() -> None:
    (event,) = events("The Northern Boats Conference was held in Oslo.")
    assert event["name"] == "Northern Boats Conference"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A meeting of the Kenya Boats Group was held in Oslo.", "Kenya Boats Group"),
        ("The 20th Riga meeting was held on Monday.", "20th Riga meeting"),
        ("Ana Novak signed a Letter of Intent in Oslo.", "Letter of Intent"),
    ],
)
def test_names_of_what_meets_and_what_is_signed(text: str, name: str) -> None:
    (event,) = events(text)
    assert event["name"] == name


def test_the_summit_said_again_is_no_second_one() -> None:
    text = "A summit was held in Oslo on Monday. The summit was short. Leaders left the summit."
    assert len(events(text)) == 1


def test_a_place_taken_from_the_dateline_says_so() -> None:
    text = "OSLO, Feb 27 - Ana Novak met Mr Okafor."
    read = reader.read(Document(id="e", text=text, published="2024-02-28"), only=("event",))
    (record,) = read.records
    assert record.fields["place"] == "Oslo"
    assert "place" not in record.spans
    assert "the place is told before it" in record.reason


@pytest.mark.parametrize(
    "text",
    [
        "The first tanks arrived in Poland.",
        "The aid is meeting the needs of families.",
        "He called for more boats.",
        "Visit our website for more.",
        "The army passed the river.",
        "The ministry rejected claims of theft.",
        "A division that meets NATO standards is dear.",
        "The parties meet the conditions of the bank.",
        "The ministry has passed to the port ten boats.",
        "Ana Novak called on Jan Berg to open the port.",
        "Ana Novak spoke to Reuters about boats.",
        "The government decided to give ten boats.",
        "The leaders agreed to speak again soon.",
        "Minister Ana Novak said that the first batches of shells have arrived in Ukraine.",
    ],
)
def test_words_that_are_no_events(text: str) -> None:
    assert events(text) == []
