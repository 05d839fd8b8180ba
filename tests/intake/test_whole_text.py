"""The text as a whole: what one sentence leaves out, the rest of the text tells."""

import pytest

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document


def aid(text: str) -> list[Record]:
    document = Document(id="t", text=text, published="2024-02-28")
    return list(reader.read(document, only=("aid",)).records)


SUMS = {
    "Oslo will give 3 million euros to Ukraine's own drone programme.": "own drone programme",
    "Norway put 12 million euros into the Czech-led shell drive for Ukraine.": "shell drive",
    "Oslo unveiled fresh aid to Ukraine. Norway will hand Kyiv 90 million euros.": "fresh aid",
}


@pytest.mark.parametrize("text", SUMS)
def test_a_bare_sum_is_named_by_what_it_is_put_into_or_by_the_aid_spoken_of(text: str) -> None:
    assert aid(text)[-1].fields.get("item") == SUMS[text]


def test_how_heavy_a_load_is_is_not_weighed() -> None:
    text = "A load of tents for Sudan weighing about 40 tonnes was flown in by Norway."
    assert {r.fields["status"] for r in aid(text)} == {"delivered"}


def test_who_got_one_gift_by_name_gets_no_other() -> None:
    text = (
        "Norway sent cables to Ukraine. JSC Sumygas received 12 tonnes of aid from Norway.\n\n"
        "The need is great.\n\nOver the past weeks, 16 generators have arrived."
    )
    assert [r.fields["recipient"] for r in aid(text)][-1] == "UKR"
