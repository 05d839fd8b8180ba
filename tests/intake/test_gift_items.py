"""What a sum is for, told before it or in a clause of its own."""

import pytest
from tests.intake.pages import sums

from resupply.intake import reader
from resupply.intake.text import Document


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Oslo joins the boat coalition for Ukraine with 5 million euros.", "boat coalition"),
        ("Oslo finances boats for Ukraine with 5 million euros.", "boats"),
        ("Oslo pledged 5 million euros so that Ukraine can buy boats.", "boats"),
        ("Oslo gives Ukraine 5 million euros to restore the power grid.", "power grid"),
        ('Oslo gave Ukraine 5 million euros for "Clean Water."', "Clean Water"),
        ("Oslo gave Ukraine 5 million euros for the project “Bridges Again”.", "Bridges Again"),
        ("Sweden gives Kyiv 5 million euros, allowing Ukraine to repair bridges.", "bridges"),
    ],
)
def test_a_sum_is_named_by_what_it_is_for_and_that_is_no_second_gift(text: str, item: str) -> None:
    assert sums(text) == [(item, 5e6)]


def test_who_is_helped_with_a_sum_is_no_item() -> None:
    ((item, amount),) = sums("Oslo supports Ukraine with 5 million euros.")
    assert amount == 5e6
    assert item not in ("Ukraine", "with")


@pytest.mark.parametrize(
    ("text", "item", "tonnes"),
    [
        ("Oslo sent a 40-tonne shipment of flour to Sudan.", "flour", 40),
        ("Oslo sent a 500-kilogram relief cargo to Sudan.", "relief cargo", 0.5),
        ("Oslo sent 3,000 metric tonnes (MT) of flour to Sudan.", "flour", 3000),
        ("Oslo sent 8 tons' worth of tents to Sudan.", "tents", 8),
        ("Oslo sent 60t barley to Sudan.", "barley", 60),
        ("Oslo sent 1,200MT of barley to Sudan.", "barley", 1200),
        ("Oslo sent 750kg seed potatoes to Sudan.", "seed potatoes", 0.75),
        ("Oslo sent drinking water of 30 tons to Sudan.", "drinking water", 30),
    ],
)
def test_weights_told_with_the_load(text: str, item: str, tonnes: float) -> None:
    document = Document(id="t", text=text, published="2024-02-28")
    (found,) = reader.read(document, only=("aid",)).records
    assert (found.fields["item"], found.fields["quantity"]) == (item, tonnes)
    assert found.fields["unit"] == "t"
    start, end = found.spans["quantity"]
    assert text[start:end].replace(",", "").isdigit()


@pytest.mark.parametrize(
    "said", ["a 40-tonne crane", "a 20t crane", "two 10t lorries", "90 25kg flour bags"]
)
def test_a_heavy_machine_is_no_weight_of_goods(said: str) -> None:
    document = Document(id="t", text=f"Oslo sent {said} to Sudan.", published=None)
    (found,) = reader.read(document, only=("aid",)).records
    assert "unit" not in found.fields


def test_a_bill_and_a_budget_are_no_item() -> None:
    found = sums("The budget sets aside 112 million euros for Ukraine.")
    assert all(item != "budget" for item, _ in found)
