"""Help without goods: training, and work that one country does for another."""

import pytest
from tests.intake import pages


def gifts(text: str) -> list[tuple[object, object, object]]:
    made = (r.to_dict() for r in pages.read("aid", text, "2024-05-10"))
    return [(r.get("donor"), r.get("item"), r.get("status")) for r in made]


TOLD = {
    "Latvia is training Ukrainian medics at its bases.": [("LVA", "training", "delivered")],
    "Spain also trains Ukrainian gunners, the ministry said.": [("ESP", "training", "delivered")],
    "Sweden will help train Ukrainian pilots.": [("SWE", "training", "pledged")],
    "Portugal could train Ukrainian pilots.": [("PRT", "training", "in_talks")],
    "Norway will supply jets to Ukraine and train Ukrainian crews on them.": [
        ("NOR", "jets", "pledged"),
        ("NOR", "training", "pledged"),
    ],
    "Malta has had a part in demining and in training Ukrainian sappers.": [
        ("MLT", "demining", "delivered"),
        ("MLT", "training", "delivered"),
    ],
    "The Croatian army helped with mine clearance in Ukraine.": [
        ("HRV", "mine clearance", "delivered")
    ],
    "Ukraine trains its soldiers in Lviv.": [],
    "Greece trains its own pilots, and no Ukrainian ones.": [],
    "If Italy trains Ukrainian pilots, it sends a message.": [],
    "Is Poland ready to train Ukrainian pilots?": [],
    "Ukraine takes part in demining with its neighbours.": [],
}


@pytest.mark.parametrize("text", TOLD)
def test_training_and_work_are_given_though_nothing_is_handed_over(text: str) -> None:
    assert gifts(text) == TOLD[text]
