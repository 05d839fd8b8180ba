"""Events and datelines as pages put them, in sentences of our own."""

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.text import Document


def events(text: str) -> list[tuple[object, object, object]]:
    """Type, place and day of each event."""
    return [
        (r.fields["type"], r.fields.get("place"), r.fields.get("date"))
        for r in pages.read("event", text, "2025-03-12")
    ]


def guests(text: str) -> list[object]:
    """Who takes part in the first event."""
    read = pages.read("event", text, "2025-03-12")
    found = read[0].fields.get("participants") if read else []
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "These contracts, in the second class, were inked in Oslo on 3 March.",
            ("signing", "Oslo", "2025-03-03"),
        ),
        (
            "The deal on 40 vans was signed in Sofia on 4 March.",
            ("signing", "Sofia", "2025-03-04"),
        ),
        (
            "The agreement, signed on 5 March in Chisinau, gives Moldova time.",
            ("signing", "Chisinau", "2025-03-05"),
        ),
        (
            "On Thursday the Danish parliament voted to extend the mission.",
            ("decision", "DNK", "2025-03-06"),
        ),
        (
            "Kenya's decision in January 2025 to retire the boats was a mistake.",
            ("decision", "KEN", "2025-01"),
        ),
        (
            "At the Foreign Affairs Council in Brussels today, all agreed.",
            ("meeting", "Brussels", "2025-03-12"),
        ),
        (
            "Ana Novak said so on her February visit to Chisinau.",
            ("visit", "Chisinau", "2025-02"),
        ),
        (
            "UN aid chief Ana Novak travelled to Juba on Sunday.",
            ("visit", "Juba", "2025-03-09"),
        ),
        (
            "The training centre was opened by Gitanas Nauseda in Rukla on Monday.",
            ("ceremony", "Rukla", "2025-03-10"),
        ),
        (
            "The handover ceremony took place at the port of Beira on 3 March, Ana Novak said.",
            ("ceremony", "Beira", "2025-03-03"),
        ),
    ],
)
def test_events_on_pages(text: str, one: tuple[str, str | None, str]) -> None:
    assert one in events(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The NATO-Ukraine Council met on Friday.", ["NATO", "UKR"]),
        ("Stroms Aerospace said that it had signed a deal on Friday.", ["Stroms Aerospace"]),
        (
            "Geoffrey Berg, Minister for Foreign Trade and Cooperation, went to Cairo on Friday. "
            "His visit to Cairo was his first.",
            ["Berg"],
        ),
    ],
)
def test_who_takes_part(text: str, who: list[str]) -> None:
    assert guests(text)[: len(who)] == who


@pytest.mark.parametrize(
    "text",
    [
        "Without the signed memorandum Kenya gets nothing.",
        "They pressed the speaker Ana Novak to hold a vote on the bill.",
        "The goods meet the health, food and shelter needs of Kenya.",
        "Lagos got the boats under a contract signed in 2021.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (
            "MADRID (Agency News / Wire - 06th March, 2025) The ministry sent a convoy to Chad.",
            "Madrid",
            "2025-03-06",
        ),
        ("Gaza [Palestine], March 4: A ship with food has gone back.", "Gaza", "2025-03-04"),
        (
            "WIRECOPY - Some News Network) CANBERRA, Mar 4 (NNN) – The cabinet has met.",
            "Canberra",
            "2025-03-04",
        ),
        ("The port is open\nMarch 5, 2025 Hour: 6:04 pm\nBoats came to it.", None, "2025-03-05"),
    ],
)
def test_datelines_on_pages(text: str, place: str | None, day: str) -> None:
    read = reader.read(Document(id="a", text=text, published="2025-03-12"), only=("dateline",))
    assert [(r.fields.get("place"), r.fields.get("date")) for r in read.records] == [(place, day)]


@pytest.mark.parametrize(
    ("text", "all_"),
    [
        (
            "The camp in Adre was visited by the ministers Ana Novak and Jan Berg on Monday.",
            [("visit", "Adre", "2025-03-10")],
        ),
        ("The island was visited by storms and by few tourists.", []),
        ("Donors must meet the humanitarian appeal for Sudan.", []),
        ("Nobody knows the forum\u2019s future once Ana Novak takes office on 20 January.", []),
        (
            "At the Ramstein meeting, Estonia promised pumps for towns in Ukraine.",
            [("meeting", "Ramstein", None)],
        ),
    ],
)
def test_visited_by_and_what_is_no_event(
    text: str, all_: list[tuple[object, object, object]]
) -> None:
    assert events(text) == all_
