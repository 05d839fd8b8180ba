"""Rates told in bare figures, and goods that no list knows with their firm."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send shells to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def products(text: str) -> list[Record]:
    """The products of some sentences behind a lead that says what the text is about."""
    return pages.read("production", text, "2024-05-01", LEAD)


RATES = {
    "The firm Vanto makes artillery shells. It now turns out 40,000 a month.": [40000],
    "The firm Vanto builds drones in Brno. In March output reached 900 per week.": [900],
    "Vanto wants to make 2,000 shells a month in June, 3,000 in July and 5,000 by October.": [
        2000,
        3000,
        5000,
    ],
}


@pytest.mark.parametrize(("said", "figures"), RATES.items())
def test_bare_figures_are_rates_of_what_was_named(said: str, figures: list[int]) -> None:
    found = [r.fields.get("quantity") for r in products(said)]
    assert [q for q in found if q is not None] == figures
    assert all(r.fields["item"] for r in products(said))


def test_a_figure_without_a_time_is_no_rate() -> None:
    found = products("The firm Vanto makes artillery shells. It now employs 400, and 30 retired.")
    assert [r.fields.get("quantity") for r in found] == [None]


def test_goods_of_no_list_are_made_by_their_firm() -> None:
    (made,) = products("The kit holds a wound sealant made by Vantomed.")
    assert made.fields["item"] == "wound sealant"
    assert made.fields["maker"] == "Vantomed"


NONE = [
    "It answers the call for help made by Lindqvist.",
    "Kyiv hailed the decision made by President Dahl.",
    "One 500-kilo bomb can break thick walls, making a wide crater.",
]


@pytest.mark.parametrize("said", NONE)
def test_what_one_says_or_causes_is_no_product(said: str) -> None:
    assert products(said) == []


def test_letters_that_the_page_brought_in_are_a_maker() -> None:
    said = (
        "It was developed by the Serum Works of Pune (SWP). "
        "SWP has made 5 million vaccine doses so far and it will raise output to 90 million doses."
    )
    found = [r for r in products(said) if r.fields.get("quantity")]
    assert [r.fields["maker"] for r in found] == ["SWP", "SWP"]


def test_whom_one_makes_it_with_is_no_place() -> None:
    (made,) = products("Ukraine will produce artillery shells with two American companies.")
    assert made.fields.get("place") != "USA"
