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
