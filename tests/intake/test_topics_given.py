"""A country on no list of those in need gets what is said to be given to it."""

import pytest
from tests.intake import pages

from resupply.intake import reader, topics
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


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("Norway sent 40 tents to San Isidro. Mayor Ana Cruz met relief crews in Mindanao.", "PHL"),
        ("Norway handed 40 tents to the Gazans who had fled.", "PSE"),
        ("Spoke with @ZelenskyyUa of help.", "UKR"),
        ("Norway sent 40 trucks laden with bread to the port, and aid for the stricken.", None),
        ("Aid workers of Van Houten and San Isidro met on Monday.", None),
    ],
)
def test_a_region_is_a_word_and_no_part_of_one(said: str, topic: str | None) -> None:
    assert topics.topic(pages.page("", said).page) == topic
