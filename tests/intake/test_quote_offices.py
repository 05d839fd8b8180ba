"""Offices named in full, and where a reported clause ends or is none."""

import pytest
from tests.intake import pages


def quotes(said: str) -> list[tuple[str | None, str]]:
    return [
        (r.fields.get("speaker"), said[r.start : r.end])
        for r in pages.read("quote", said, "2025-03-10")
    ]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (
            "Chairman of the Water Council Jan Okafor came to Oslo. Berit Dahl met him.\n\n"
            "The Chairman of the Water Council said that the wells were dry.",
            "Okafor",
        ),
        (
            "Port Authority Director Berit Dahl opened the quay with Jan Okafor.\n\n"
            "The Director of the Port Authority stressed that the cranes worked again.",
            "Dahl",
        ),
        (
            "Deputy Head of the Port Office Jan Okafor met Head of the Port Office Berit Dahl.\n\n"
            "The Head of the Port Office noted that the silos were full.",
            "Dahl",
        ),
    ],
)
def test_an_office_in_full_means_who_was_named_with_it(said: str, who: str) -> None:
    assert [speaker for speaker, _ in quotes(said)] == [who]


@pytest.mark.parametrize(
    ("said", "clauses"),
    [
        (
            "The embassy said that the tents were a start and offered its condolences to all.",
            ["the tents were a start"],
        ),
        (
            "The members said that the road was safe, noted that the port was shut, "
            "and stressed that they stood ready.",
            ["the road was safe", "the port was shut", "they stood ready"],
        ),
        (
            "Peru has asked for loans, the minister Jan Okafor said in a note that gave no sum.",
            ["Peru has asked for loans"],
        ),
        (
            "The ministry's budget for the year, handed to the Senate yesterday, showed that nine "
            "orders were on time.",
            ["nine orders were on time"],
        ),
        (
            "Okafor said every cut leaves children hungry and villages without vital support.",
            ["every cut leaves children hungry and villages without vital support"],
        ),
        ("They will teach the crews to mend and maintain the launchers, but it is hard.", []),
    ],
)
def test_where_a_reported_clause_ends_or_is_none(said: str, clauses: list[str]) -> None:
    assert [clause for _, clause in quotes(said)] == clauses


def test_his_words_are_those_of_who_spoke_last() -> None:
    said = (
        "The minister Jan Okafor said that two ships had come. "
        "It was the biggest load of the year, in his words. "
        "The worst roads, by his account, are those of the north."
    )
    assert quotes(said)[1:] == [
        ("Okafor", "It was the biggest load of the year"),
        ("Okafor", "The worst roads, by his account, are those of the north"),
    ]


def test_an_office_is_not_meant_by_what_belongs_to_it() -> None:
    said = (
        "President of Kenya William Ruto met firms on Monday. The deputy head of the presidential "
        'office Abdi Warsame came too. "Roads are a priority," the head of state said.'
    )
    assert ("Ruto", "Roads are a priority,") in quotes(said)


def test_what_opens_a_sentence_without_a_subject_is_no_name() -> None:
    said = (
        "Having thanked his Kenyan counterpart, the head of Chad accepted the offer and expressed "
        "his conviction that the plans would open new roads."
    )
    assert quotes(said) == [("head of Chad", "the plans would open new roads")]


def test_a_post_begins_below_the_lines_that_say_what_they_are() -> None:
    said = (
        "Chad will send more tents.\n\nSource: Chadian President Abdi Warsame on Friday\n\n"
        "Details: Warsame said the council took the decision at its meeting on Monday.\n\n"
        "Today we agreed on more tents for #Kenya and its schools.\n\n"
        "— Abdi Warsame (@AWarsame) June 26, 2024"
    )
    assert [words for _, words in quotes(said)] == [
        "the council took the decision at its meeting on Monday",
        "Today we agreed on more tents for #Kenya and its schools.",
    ]


def test_a_body_that_wrote_it_is_the_source_of_the_quote_below() -> None:
    said = (
        "Source: Ministry of Energy of Chad on Facebook\n\n"
        'Quote: "We have sent ten boats to the north this week."'
    )
    assert quotes(said) == [
        ("Ministry of Energy of Chad", "We have sent ten boats to the north this week.")
    ]
