"""What is needed no more, plans that ask for sums, who was asked to give, lists told as one."""

import pytest
from tests.intake import pages

LEAD = "Norway will send 40 tents to Chad. UNICEF feeds children in Chad.\n\n"


def needs(text: str) -> list[str]:
    """What each need of a text is of."""
    return [str(r.fields.get("item")) for r in pages.read("need", text, "2024-05-01", LEAD)]


NEEDED = {
    "UNICEF named several priority needs, including food security, farming, clean water, health, "
    "sanitation, shelter, blankets and seeds for the coming season.": "food security",
    "Funding is “desperately” required to go on serving meals in Chad.": "Funding",
    'Blankets are "urgently needed" in the camps.': "Blankets",
    "UNICEF in Chad is very tight on funding.": "funding",
    "Tents and medicines are the two biggest priorities in Chad.": "medicines",
    "Norway was asked to send more blankets to Chad.": "blankets",
    "Denmark had been asked by Chad to provide field kitchens.": "field kitchens",
    "UNICEF said: “We need safe and constant access to get help to the people of Chad.”": "access",
}


@pytest.mark.parametrize("text", NEEDED)
def test_what_is_needed(text: str) -> None:
    assert any(NEEDED[text] in item for item in needs(text))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry of Chad no longer needs the vehicles.",
        "Chad does not need the tents any more.",
        "Please help those who need your support.",
        "UNICEF will never ask for the blankets again.",
    ],
)
def test_what_is_not_needed(text: str) -> None:
    assert not needs(text)


SUMS = (
    "The 2025 response plan asks for $4 billion to assist 9 million people in Chad.",
    "The Global Humanitarian Overview asks for $4 billion to help people in need.",
    "The strategy for Chad called for $4 billion.",
    "UNICEF says that the plan requires $4 billion.",
)


@pytest.mark.parametrize("text", SUMS)
def test_plans_that_ask_for_a_sum(text: str) -> None:
    told = pages.read("need", text, "2024-05-01", LEAD)
    assert [r.fields.get("amount") for r in told] == [4_000_000_000]


def test_a_page_of_humanitarian_money_needs_no_land() -> None:
    text = (
        "Humanitarian funding stands at $19 billion. The humanitarian overview asks for $49 billion"
        " to assist millions. Humanitarian plans lack money."
    )
    told = pages.read("need", text, "2024-05-01")
    assert 49_000_000_000 in [r.fields.get("amount") for r in told]
