"""Claims of harm, of single years, of how many there have been by now; and what is none."""

import pytest
from tests.intake import pages

#: What each page begins with.
BEFORE = "UNICEF sent tents and water pumps to Malawi last week.\n\n"


def claims(said: str) -> list[tuple[str, object]]:
    return pages.claims(said, BEFORE)


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
