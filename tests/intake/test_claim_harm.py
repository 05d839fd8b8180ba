"""Claims of harm, of single years, of how many there have been by now; and what is none."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document

#: Around each sentence, so that the page is long enough to be weighed.
BEFORE = "UNICEF sent tents and water pumps to Malawi last week.\n\n"
BEHIND = (
    "\n\nThe lorries came by the northern road, which had been closed by mud for nine days. "
    "People in the villages along the lake thanked the drivers and asked for more tents. "
    "The agency said that it would come back as soon as the road allowed it to."
)


def claims(said: str) -> list[tuple[str, object]]:
    document = Document(id="t", text=BEFORE + said + BEHIND, published="2025-03-10")
    found = reader.read(document, only=("claim",)).records
    return [(r.fields["type"], r.fields.get("value")) for r in found]


TOLD = {
    "The province reports 412 confirmed cases and 17 deaths.": [("count", 412), ("count", 17)],
    "The storm left 58 dead, with 230 injured and dozens missing.": [("count", 58), ("count", 230)],
    "Air defence shot down at least seven drones over the port.": [("count", 7)],
    "Overnight the gunners downed 31 Shahed drones.": [("count", 31)],
    "In 2023 the agency received about $240 million.": [("total", 240_000_000)],
    "This is already the 9th bridge that we have built.": [("count", 9)],
}


@pytest.mark.parametrize("said", TOLD)
def test_what_is_counted_or_summed_up_is_a_claim(said: str) -> None:
    found = claims(said)
    for claim in TOLD[said]:
        assert claim in found


@pytest.mark.parametrize(
    "said",
    [
        "The clerks were asked to look again in 90 cases.",
        "This was the 12th winter of the lake.",
        "It is not the first time that drivers have brought pumps here.",
    ],
)
def test_what_only_looks_so_is_none(said: str) -> None:
    assert not claims(said)
