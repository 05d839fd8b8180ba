"""Delays told by rarer turns: holds kept and lifted, ways, money of which a part came."""

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
    "The senate failed to help Ukraine before the break.": ("refused", "help"),
    "Austria has again failed to support Kyiv.": ("refused", "support"),
    "Efforts to feed the towns in the east have been held up by snow.": (
        "stalled",
        "Efforts to feed",
    ),
    "The Krakovets crossing is open again, and lorries with aid queue.": (
        "resumed",
        "Krakovets crossing",
    ),
    "The purchase of radars from Sweden is still in limbo.": ("stalled", "purchase"),
    "Berlin's draft foresees a halving of its military aid.": ("cut", "military aid"),
    "Poland has reopened the Krakovets crossing for aid.": ("resumed", "Krakovets crossing"),
    "Soldiers looted two UNICEF warehouses near Lviv.": ("diverted", "warehouses"),
    "Aid workers say that permits were delayed for weeks.": ("delayed", "permits"),
    "The tank deal is in limbo after the vote in Warsaw.": ("stalled", "The tank deal"),
    "Deputies left for the summer without approving the loan for Kyiv.": ("blocked", "loan"),
    "Looters took 90 tonnes of food from a depot near Odesa.": ("diverted", "food"),
    "The trucks waited for weeks at the border, a driver said.": ("delayed", "trucks"),
    "Of the $40 million asked for, Ukraine has received only $9 million.": ("shortfall", "funding"),
    "Of the $40 million asked for, only $9 million has come in.": ("shortfall", "funding"),
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
    "Sanctions failed to help Ukraine much.",
    "The crowds took the streets of Kyiv.",
    "They left the hall without a word on Ukraine.",
    "The school in Kharkiv was open again on Monday.",
    "Efforts to help Ukraine were stepped up.",
    "A halving of its losses is what Kyiv hopes for.",
    "Malta will cut red tape for firms that arm Ukraine.",
    "Assets frozen in Malta are to pay for aid to Ukraine.",
    "The army accused the guards of waste of fuel for Kyiv, which they deny.",
]


@pytest.mark.parametrize("said", NOT_READ)
def test_what_is_closed_over_or_given_is_no_delay(said: str) -> None:
    assert delays(said) == []


def test_a_second_pause_is_of_the_same_thing() -> None:
    found = delays("Malta paused its aid in May, with another, longer pause in June.")
    assert [(r.fields["type"], r.fields["item"], r.fields["actor"]) for r in found] == [
        ("paused", "aid", "MLT"),
        ("paused", "aid", "MLT"),
    ]


def test_a_lack_of_money_is_only_why() -> None:
    found = delays("For lack of funds the agency halted food deliveries to Ukraine.")
    assert len(found) == 1
    assert found[0].fields["type"] != "shortfall"
