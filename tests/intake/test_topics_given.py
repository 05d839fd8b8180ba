"""A country on no list of those in need gets what is said to be given to it."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


@pytest.mark.parametrize(
    "said",
    [
        "India has sent Equatorial Guinea 10 tonnes of drugs, the ministry said on Saturday.",
        "China gave 40 tents as humanitarian assistance for drought relief to Fiji on Monday.",
    ],
)
def test_who_gets_follows_from_the_verb_or_the_aid(said: str) -> None:
    found = reader.read(Document(id="t", text=said, published="2024-02-28")).records
    assert [r.fields["recipient"] for r in found if r.kind == "aid"][:1] in (["GNQ"], ["FJI"])


def test_whose_goods_a_firm_sells_gets_no_gift() -> None:
    text = "Norfab will export 40 tents to Fiji, and its shares rose on Monday."
    found = reader.read(Document(id="t", text=text, published="2024-02-28")).records
    assert not any(r.kind == "aid" for r in found)
