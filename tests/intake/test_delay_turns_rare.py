"""Delays told by rarer turns: holds kept and lifted, money of which a part came."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record

LEAD = "Norway will send 40 tents to Ukraine, the ministry in Oslo said. Kyiv thanked Norway.\n\n"


def delays(text: str) -> list[Record]:
    """The delays of a sentence behind a lead that says what the text is about."""
    return pages.read("delay", text, "2024-05-01", LEAD)


READ = {
    "From June on Slovakia will no longer arm Ukraine.": ("paused", "arm"),
    "Madrid will not hand over more rockets to Ukraine.": ("refused", "rockets"),
    "The agency is still short of money to meet the needs of families.": ("shortfall", "money"),
    "The envoy warned of a serious lack of funds for the winter.": ("shortfall", "funds"),
    "The envoy spoke of a funding gap in Ukraine.": ("shortfall", "funding"),
    "Berlin is keeping its hold on the cruise missiles.": ("paused", "cruise missiles"),
    "The hold on shells is over. Washington is now releasing the shells.": ("resumed", "shells"),
    "The board leans against new weapons deliveries to Ukraine.": ("refused", "weapons deliveries"),
    "Food rations were again slashed in May.": ("cut", "Food rations"),
    "The works will reach the target only a few months late.": ("delayed", "target"),
    "Only a small fraction of the pledges has come through.": ("shortfall", "pledges"),
    "Just $20 million of the $90 million had been paid out.": ("shortfall", "funding"),
    "So far only $5 million have come in out of $70 million sought.": ("shortfall", "funding"),
}


@pytest.mark.parametrize(("said", "told"), list(READ.items()))
def test_a_turn_tells_what_is_held_up(said: str, told: tuple[str, str]) -> None:
    found = delays(said)
    assert [(r.fields["type"], r.fields["item"]) for r in found][-1:] == [told]


NOT_READ = [
    "The grant will help Kyiv to close the funding gap.",
    "Without a funding gap the clinics of Ukraine would work.",
    "The team flew home after ending its mission.",
    "Poland released 40 tanks to Ukraine.",
    "The leader of the opposition dropped his bags in Kyiv.",
    "On Sunday the doors of the clinic in Kharkiv were shut.",
]


@pytest.mark.parametrize("said", NOT_READ)
def test_what_is_closed_over_or_given_is_no_delay(said: str) -> None:
    assert delays(said) == []


def test_a_lack_of_money_is_only_why() -> None:
    found = delays("For lack of funds the agency halted food deliveries to Ukraine.")
    assert len(found) == 1
    assert found[0].fields["type"] != "shortfall"
