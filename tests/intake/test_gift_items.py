"""What a sum is for, told before it or in a clause of its own."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def gifts(text: str) -> list[tuple[object, object]]:
    document = Document(id="t", text=text, published="2024-02-28")
    found = reader.read(document, only=("aid",)).records
    return [(r.fields.get("item"), r.fields.get("amount")) for r in found]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Oslo joins the boat coalition for Ukraine with 5 million euros.", "boat coalition"),
        ("Oslo finances boats for Ukraine with 5 million euros.", "boats"),
        ("Oslo pledged 5 million euros so that Ukraine can buy boats.", "boats"),
        ("Oslo gives Ukraine 5 million euros to restore the power grid.", "power grid"),
        ("Sweden gives Kyiv 5 million euros, allowing Ukraine to repair bridges.", "bridges"),
    ],
)
def test_a_sum_is_named_by_what_it_is_for_and_that_is_no_second_gift(text: str, item: str) -> None:
    assert gifts(text) == [(item, 5e6)]


def test_who_is_helped_with_a_sum_is_no_item() -> None:
    ((item, amount),) = gifts("Oslo supports Ukraine with 5 million euros.")
    assert amount == 5e6
    assert item not in ("Ukraine", "with")
