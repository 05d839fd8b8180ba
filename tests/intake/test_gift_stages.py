"""How far a gift is, where its verb alone says little."""

import pytest
from tests.intake import pages
from tests.intake.test_no_gifts import LONG

STAGES = {
    # only prepared
    "The agency has started the process of sending 40 tents to Myanmar.": "pledged",
    "Norway has begun preparing the delivery of 12 trucks to Chad.": "pledged",
    "Work has started on sending 20 pumps to Chad from Norway.": "pledged",
    "Norway chose to go on supporting Ukraine with 500 shells.": "pledged",
    "Norway has started sending tents to Chad.": "delivered",
    "Norway goes on sending tents to Chad.": "delivered",
    # not settled
    "The Netherlands has an open mind about sending Ukraine 12 jets.": "in_talks",
    "Prague spoke against the allocation of 50 million euros to Ukraine.": "in_talks",
    "Norway is in talks with Ukraine on the delivery of 20 tanks.": "in_talks",
    "Talks are under way about the transfer of 20 tanks from Norway to Ukraine.": "in_talks",
    "Norway's parliament will vote on 40 million euros for Ukraine.": "in_talks",
    "Norway's parliament voted for 40 million euros for Ukraine.": "committed",
    # done on the spot
    "WFP is distributing 40 tonnes of rice in Chad.": "delivered",
    "UNICEF is providing 4,000 kits to families in Chad.": "delivered",
    "Norway is sending 40 tents to Chad.": "pledged",
    "Norway is handing over 12 guns to Ukraine.": "pledged",
    # under a signed agreement
    "Norway and Kyiv signed an agreement under which Ukraine gets 30 million euros.": "committed",
    "Under the contract signed in Kyiv, Ukraine will receive 12 guns from Sweden.": "committed",
    "Ukraine will receive 12 guns from Sweden.": "pledged",
    # where it is
    "Twelve HIMARS launchers from Germany are now in Ukraine.": "delivered",
    # held up
    "Washington has halted deliveries of weapons to Ukraine. Covered are arms such as 24 Stinger"
    " systems and 90 Patriot missiles.": "paused",
    "Washington froze arms shipments to Ukraine. They include 12 launchers.": "paused",
    "Norway has put the delivery of 40 howitzers to Ukraine on hold.": "paused",
    # told above a list
    "Denmark allocated 75 million kroner to Ukraine in May. This is how it is split:\n"
    "• 12 pumps;\n• 40 tents;": "committed",
    "The people of the freed towns in Ukraine receive food and warm clothes.": "delivered",
    "The first batch for Chad, which would be 35 tonnes, includes 565 tents.": "pledged",
    "Norway gave Ukraine 3 million euros, part of a package of 75 million euros approved in May.": (
        "committed"
    ),
}


@pytest.mark.parametrize("text", STAGES)
def test_stage(text: str) -> None:
    for said in (text, text + LONG):
        found = [r.to_dict() for r in pages.read("aid", said, "2024-05-10")]
        told = [r.get("status") for r in found if r.get("item") != "help"]
        assert told[-1:] == [STAGES[text]]
