"""Gatherings told by plain words, visits with words between, and heads of pages: our own lines."""

import pytest
from tests.intake.pages import events, read

HELD = [
    (
        "The Coastal Affairs Segment will take place from 25 to 27 June in New York.",
        ("meeting", "New York", "2024-06-25/2024-06-27"),
    ),
    (
        "The second round of the dialogue will be held in Nairobi on 3 June.",
        ("meeting", "Nairobi", "2024-06-03"),
    ),
    ("The exhibition took place in Riga on 3 May.", ("conference", "Riga", "2024-05-03")),
    ("Ana Novak spoke at a presser in Riga on Monday.", ("press_conference", "Riga", "2024-05-06")),
    (
        "The leaders made an appearance before the press in Riga on Monday.",
        ("press_conference", "Riga", "2024-05-06"),
    ),
    (
        "Jan Berg also visited, this morning, the UN hub in Hatay, where trucks were loaded.",
        ("visit", "Hatay", "2024-05-08"),
    ),
    (
        "Another discussion on boats in Brussels today among the 27 ministers.",
        ("meeting", "Brussels", "2024-05-08"),
    ),
    (
        "Ana Novak told the envoy of talks she had with donors in Oslo on Monday.",
        ("meeting", "Oslo", "2024-05-06"),
    ),
    (
        "The parliament of Kenya on Apr. 22 ratified the agreement on boats.",
        ("decision", "KEN", "2024-04-22"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), HELD)
def test_what_takes_place(text: str, wanted: tuple[str, str, str]) -> None:
    """Its type, place and day."""
    found = [tuple(r.fields.get(f) for f in ("type", "place", "date")) for r in events(text)]
    assert found == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "The challenges that families are expected to meet in Kenya are work and housing.",
        "The attack took place in Riga on Monday.",
        "The delivery took place on Monday.",
        "The debate on boats has gone on for weeks.",
    ],
)
def test_what_is_no_gathering(text: str) -> None:
    """Deeds take place as well, and needs are met."""
    assert events(text) == []


def test_those_who_come_for_a_forum_pay_no_visit() -> None:
    """The forum is the event."""
    text = "Representatives of ten firms came to Oslo for the First Ports Forum on Saturday."
    assert [r.fields["type"] for r in events(text)] == ["forum"]


def test_the_next_sentence_tells_who_took_part() -> None:
    """As in "X, Y and Z took part."."""
    text = "A meeting on boats was held in Riga on Friday. Ana Novak and Jan Berg took part."
    assert [r.fields["participants"] for r in events(text)] == [["Novak", "Berg"]]


HEADS = [
    ("Ana P. Novak - Oslo, Norway\nApril 30, 2024\n\nTen boats came.", ("Oslo", "2024-04-30")),
    ("Thursday, May 2, 2024 (Nairobi) --- Ten boats came.", ("Nairobi", "2024-05-02")),
    ("2 May 2024 - Geneva: Ten boats came to Kenya.", ("Geneva", "2024-05-02")),
    ("By Ana Novak | Nairobi, Kenya | 2 May 2024\n\nTen boats came.", ("Nairobi", "2024-05-02")),
    ("Kenya: Floods - Report No. 3 (as of 2 May 2024)\n\nBoats came.", (None, "2024-05-02")),
    ("Опубліковано 2 May 2024 року, о 11:36\n\nTen boats came to Kenya.", (None, "2024-05-02")),
    ("TACLOBO – As the region waits, talks go on.\n\nTaclobo has a port.", ("Taclobo", None)),
]


@pytest.mark.parametrize(("text", "wanted"), HEADS)
def test_heads_of_pages(text: str, wanted: tuple[str | None, str | None]) -> None:
    """The place and day at the head."""
    found = [(r.fields.get("place"), r.fields.get("date")) for r in read("dateline", text)]
    assert found == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "CDEMO – As the region waits, talks go on.\n\nThe head of CDEMO came to Kenya.",
        "By Ana Novak, who saw the boats in 2024 - and wrote of them.",
    ],
)
def test_letters_and_names_are_no_towns(text: str) -> None:
    """A body's letters come again as letters."""
    assert read("dateline", text) == []
