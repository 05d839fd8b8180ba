"""Events by rarer words, who takes part in them, and what is no event."""

import pytest

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document


def _events(text: str) -> list[Record]:
    """The events of a text."""
    found = reader.read(Document(id="t", text=text, published="2024-03-14")).records
    return [r for r in found if r.kind == "event"]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Minister Ana Novak had also been to the Riga plant.", "visit", "Novak"),
        ("In March Ana Novak went to the port city of Odesa.", "visit", "Novak"),
        ("Ana Novak, an envoy of the fund, was in Yemen last week.", "visit", "Novak"),
        ("The deal, made while President Ana Novak was in Lisbon, runs on.", "visit", "Novak"),
        (
            "The plant will grow, director Ana Novak said at a media event on Monday.",
            "press_conference",
            "Novak",
        ),
        ("The premier called his talk with Jan Berg useful.", "meeting", "Berg"),
        ("Minister Ana Novak will inaugurate the Relief Building today.", "ceremony", "Novak"),
        (
            "Ukraine thanked Norway for the boats. The two countries signed a pact on Monday.",
            "signing",
            "NOR",
        ),
        (
            "The donor conference, hosted by Sweden and Kenya, takes place in Stockholm on 20 May.",
            "conference",
            "KEN",
        ),
        ("President Zelensky received the head of the IAEA, Jan Berg, in Kyiv.", "meeting", "Berg"),
        (
            "Present at the signing ceremony were Minister Ana Novak and Mayor Jan Berg.",
            "ceremony",
            "Berg",
        ),
        (
            "Mayors Ana Novak and Jan Berg put their signatures under a grant agreement.",
            "signing",
            "Berg",
        ),
        (
            "Minister Jan Berg and his Peruvian counterpart reportedly also talked on Monday.",
            "meeting",
            "Berg",
        ),
        ("Ana Novak met this afternoon with the mayors of the river towns.", "meeting", "Novak"),
        ("Joint press conference\nwith Minister Ana Novak", "press_conference", "Novak"),
        ("The event was attended by Minister Ana Novak and the donors.", "ceremony", "Novak"),
        ("Minister Ana Novak affixed her signature to the agreement.", "signing", "Novak"),
        ("Minister Ana Novak discussed the boats with Mayor Jan Berg.", "meeting", "Berg"),
        ("Minister Ana Novak exchanged views with her Peruvian counterpart.", "meeting", "Novak"),
        ("At a briefing on Monday, Minister Ana Novak said more.", "press_conference", "Novak"),
        ("Ministers Ana Novak and Jan Berg met over dinner in Riga.", "meeting", "Berg"),
        ("Press conference\nby Minister Ana Novak in the town hall", "press_conference", "Novak"),
        ("Ten boats go north on Foreign Secretary visit to Riga", "visit", "Foreign Secretary"),
        (
            "Minister Ana Novak, who was in Edmonton last week, said the port is shut.",
            "visit",
            "Novak",
        ),
        (
            "The ceremony in Riga was attended by Officials of BOATAID and Port Relief.",
            "ceremony",
            "BOATAID",
        ),
        (
            "Ten boats will go north, the new council agreed at its first meeting on Monday.",
            "meeting",
            "new council",
        ),
    ],
)
def test_rarer_words_name_events(text: str, kind: str, who: str) -> None:
    """The event is found, and who takes part."""
    found = _events(text)
    assert any(
        r.fields["type"] == kind and who in r.fields.get("participants", []) for r in found
    ), found


@pytest.mark.parametrize(
    "text",
    [
        "Mostly the envoys of Peru meet with refusals.",
        "The workers in Sudan were met with bullets and bombs.",
        "Orban wants direct negotiations with Ukraine on the matter.",
        "The list of boats is not final before it is approved by the port board.",
        "The boats come from the yet to be signed trade bill of the north.",
        "They discussed the boats with care and the port with joy.",
        "The port put its name on ten boats.",
        "The question is moot now that the boats have come.",
        "Chancellor Olaf Scholz has turned down Ukraine's requests for boats.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    """What only looks like a meeting or a decision is none."""
    assert _events(text) == []


def test_the_conference_again_is_no_second_event() -> None:
    """A summit told of once and then called a conference is one event."""
    text = (
        "A donor summit for Afghanistan was held in London on Monday. Britain played a part in "
        "co-hosting the conference and gave ten million pounds."
    )
    assert [r.fields["type"] for r in _events(text)] == ["summit"]


def test_a_handover_ceremony_is_one_event() -> None:
    """Two words for one thing give one record."""
    assert len(_events("Ambassador Jan Berg attended the handover ceremony in Lviv.")) == 1


def test_a_meeting_beside_a_summit_is_one_of_its_own() -> None:
    """Who meets on the sidelines of a summit holds another meeting."""
    text = "Ana Novak met Jan Berg on the sidelines of the Riga summit on Monday."
    assert [r.fields["type"] for r in _events(text)] == ["meeting", "summit"]


def test_todays_conference_is_the_summit_told_of() -> None:
    """Which was told of just before is no second event."""
    text = (
        "The summit of port ministers was held in Riga on Thursday. "
        "Minister Ana Novak was pleased with today's conference."
    )
    assert [r.fields["type"] for r in _events(text)] == ["summit"]


def test_a_moot_is_a_conference() -> None:
    """As papers of South Asia call it."""
    found = _events("Premier Ana Novak praised the Geneva Moot in January.")
    assert [(r.fields["type"], r.fields.get("place")) for r in found] == [("conference", "Geneva")]


def test_what_a_plan_is_for_is_not_when_it_is_launched() -> None:
    """A year behind "for" is not the day of the event."""
    text = "On Tuesday Ana Novak attended a ceremony in Riga to launch the plan for this year."
    assert [r.fields.get("date") for r in _events(text)] == ["2024-03-12"]
