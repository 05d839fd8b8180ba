"""Whom a claim is about by what its noun means, and by the name right beside the figure."""

import pytest
from tests.intake import pages

from resupply.intake.records import Record


def claims(text: str) -> list[Record]:
    return pages.read("claim", text, "2024-05-01")


SUBJECTS = {
    # where people suffer
    "Aid workers in Sudan met. More than 9,000 people have been killed since April.": "SDN",
    "UNHCR said that over 4 million were displaced in Ukraine since 2022.": "UKR",
    "Aid is late in Pakistan. The floods killed 1,200 people.": "PAK",
    "Some 6.1 million people in Yemen live with hunger, an aid group said.": "people in Yemen",
    # whose it is
    "Russia struck Ukraine again. Its air defences downed 54 drones overnight.": "RUS",
    "The WFP helps in Mozambique. Its convoys have reached 55,000 people since May.": "WFP",
    "In Haiti the response plan is just 9.2% funded.": "HTI",
    # a lead that is no subject
    "Latvia helps Ukraine. As a share of output the country is one of the leading donors.": "LVA",
    "Although Germany is by volume Ukraine's largest supporter, it refused missiles.": "DEU",
    # who stands beside the figure
    "India – the world's largest buyer of Russian arms – has offered Ukraine medicine.": "IND",
    "It is the first time that the UN could reach the town with aid for Ukraine.": "UN",
    "Out of these funds donors have so far given Lebanon 108 million dollars.": "donors",
    "Aid for Lebanon: commitments made on Thursday totalled more than 9 billion dollars.": "LBN",
}


@pytest.mark.parametrize("said", SUBJECTS)
def test_the_subject_is_settled(said: str) -> None:
    assert [c.fields.get("subject") for c in claims(said)] == [SUBJECTS[said]]


def test_each_figure_of_a_row_is_of_the_name_before_it() -> None:
    said = (
        "Europe gave Ukraine 80 billion euros since 2022, compared with 64 billion from the US."
        " By size Denmark leads with 2.9%, with Lithuania at 2.1% and Latvia at 1.9%."
    )
    found = {c.fields["subject"] for c in claims(said)}
    assert {"Europe", "USA", "LVA"} <= found


def test_a_rise_in_per_cent_is_told_in_per_cent() -> None:
    said = "Shipments of aid to Sudan rose by 42% to 944,000 tons, the agency said."
    assert [c.fields["value"] for c in claims(said)] == [42]
