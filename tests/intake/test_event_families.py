"""Events family by family, and what only looks like one; sentences of our own."""

from typing import Any

import pytest
from tests.intake import pages


def events(text: str) -> list[dict[str, Any]]:
    return [r.fields for r in pages.read("event", text, "2024-05-16")]


FOUND = [
    ("President Ana Novak approved the cabinet's proposal on Thursday.", "decision", "Novak"),
    ("The plan got its final approval from the president, Ana Novak, on 12 May.", "decision", None),
    (
        "Under a decree that President Ana Novak signed on 3 May, boats go.",
        "signing",
        "Novak",
    ),
    ("The loan was approved by the World Bank's board last month.", "decision", None),
    ("The bill cleared the lower house on 2 May.", "decision", None),
    ("The parliament in Riga turned down the sale of ten boats on Monday.", "decision", None),
    ("Minister Ana Novak inaugurated three water stations on Tuesday.", "ceremony", "Novak"),
    ("Ana Novak attended the handover in Riga on Friday.", "ceremony", "Novak"),
    ("The first stone of the new bridge was laid on Tuesday by Ana Novak.", "ceremony", "Novak"),
    ("Ana Novak told us so on the sidelines of the Lendia Boat Show in Riga.", "conference", None),
    ("At a town hall event with Ana Novak on 2 May, Jan Berg asked for boats.", "conference", None),
    ("Jan Berg and Ana Novak signed and exchanged notes on Tuesday.", "signing", "Novak"),
    ("The agreements within the Boats project were signed in Riga today.", "signing", None),
    ("Prime Minister Jan Berg flew into Riga on Monday.", "visit", "Berg"),
    ("On Friday, WFP visited a food distribution site in Riga.", "visit", "WFP"),
    ("Jan Berg had hours of talks overnight with Ana Novak.", "meeting", "Novak"),
    ("A ceremony which the envoy Ana Novak attended was held in Riga.", "ceremony", "Novak"),
]


@pytest.mark.parametrize(("text", "type_", "who"), FOUND)
def test_the_event_is_found_with_who_takes_part(text: str, type_: str, who: str | None) -> None:
    found = [e for e in events(text) if e["type"] == type_]
    assert found
    assert who is None or who in found[0]["participants"]


NONE = [
    "The media want the retreat of the armed forces of Ukraine.",
    "The premier said that the Union should not open membership talks with Ukraine.",
    "The crews entirely meet the tasks set by the command at the front.",
    "WHO asked for a billion to meet the world's worst health emergencies.",
    "It is not the usual 12-14 hour trip, Ana Novak said.",
    "This is a vote of confidence in Ukraine and its people.",
    "Missiles which Peru promised have already arrived in Ukraine.",
    "The money is blocked by wrangling in the US Congress.",
    "Ana Novak called for an emergency meeting of the Security Council.",
    "He said that the handover of ten jets to Kyiv is under way.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_an_event(text: str) -> None:
    assert events(text) == []


def test_those_who_attended_take_part_though_no_list_knows_them() -> None:
    (event,) = events("The ceremony in Riga was attended by officials from ABCD, the EFGH and IJK.")
    assert {"ABCD", "EFGH", "IJK"} <= set(event["participants"])


def test_the_three_leaders_are_the_last_three_named() -> None:
    text = "Ana Novak, Jan Berg and Edi Sula are in Riga. The three leaders held talks on Monday."
    assert set(events(text)[-1]["participants"]) == {"Novak", "Berg", "Sula"}


def test_a_fair_is_named_by_its_capitals() -> None:
    (event,) = events("Ana Novak will speak at London's BOATS defence trade show.")
    assert event["name"] == "BOATS"


MORE = [
    ("Ana Novak and Jan Berg are in Riga. The two visited the port on Monday.", "visit", None),
    ("The aid comes as the envoy Jan Berg visits Riga today.", "visit", "Berg"),
    ("Boats go under a letter of intent which Ana Novak and Jan Berg signed.", "signing", "Berg"),
    ("An audience with the envoy Ana Novak is planned in Riga on Monday.", "meeting", "Novak"),
    ("The law, signed by President Ana Novak in April, sends boats.", "signing", "Novak"),
    ("The act, approved by the Senate in a vote on Wednesday, sends ten boats.", "decision", None),
]


@pytest.mark.parametrize(("text", "type_", "who"), MORE)
def test_more_events_are_found(text: str, type_: str, who: str | None) -> None:
    test_the_event_is_found_with_who_takes_part(text, type_, who)
