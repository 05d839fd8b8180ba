"""Entries of lists share the fate of their whole; and what looks like a gift and is none."""

import pytest

from resupply.intake import reader
from resupply.intake.text import Document


def aid(text: str) -> list[tuple[object, object]]:
    read = reader.read(Document(id="t", text=text, published="2024-03-01"))
    told = [r.fields for r in read.records if r.kind == "aid"]
    return [(f["donor"], f["item"]) for f in told]


GIVEN = {
    "A convoy of 40 trucks with aid, including blankets, stoves and soap, crossed into Sudan from "
    "Chad on Monday, UNHCR said.": [("UNHCR", x) for x in ("trucks", "blankets", "stoves", "soap")],
    "Malta added to its help for Nepal with the delivery of 900 sandbags to hold back the river, "
    "along with pumps, tents and lanterns.": [
        ("MLT", x) for x in ("sandbags", "pumps", "tents", "lanterns")
    ],
    "Malta announced a donation of winter clothing worth 2 million euros to Ukraine, including "
    "gloves, parkas and boots, to help troops through the cold.": [
        ("MLT", x) for x in ("winter clothing", "gloves", "parkas", "boots")
    ],
    "UNICEF and its local partners will hand out stoves and give shelter to families in Syria.": [
        ("UNICEF", "stoves"),
        ("UNICEF", "shelter"),
    ],
    "Malta and Cyprus will each fund a radar for Ukraine.": [(["MLT", "CYP"], "radar")],
    "Maltese Relief Agency Delivers 4,000 Tents to Gaza\n\nThe tents came by road.": [
        ("MLT", "Tents")
    ],
    "Malta said it would go on sending medicines to Ukraine.": [("MLT", "medicines")],
    "SolarWorks shipped 300 generators to Ukraine.": [("SolarWorks", "generators")],
    "At a conference in Oslo, 18 countries pledged another $2 billion in aid for Sudan.": [
        ("18 countries", "aid")
    ],
    "Among the items sent by Malta to Ukraine are winter uniforms, generators and radios.": [
        ("MLT", x) for x in ("winter uniforms", "generators", "radios")
    ],
    "Saudi aid plane departs for Sudan carrying food and blankets": [
        *(("SAU", "food"), ("SAU", "blankets")),
    ],
    "Kyiv thanked Malta for drones, night vision goggles and boats.": [
        ("MLT", x) for x in ("drones", "night vision goggles", "boats")
    ],
    "Malta will also send to Ukraine: pumps; spare parts; and field hospitals.": [
        ("MLT", x) for x in ("pumps", "spare parts", "field hospitals")
    ],
    "A hospital in Ukraine received from WHO 23 ambulances, as well as burn kits.": [
        *(("WHO", "ambulances"), ("WHO", "burn kits")),
    ],
    "Malta supplied Ukraine with non-lethal goods (helmets, mine detectors, rations).": [
        ("MLT", x) for x in ("non-lethal goods", "helmets", "mine detectors", "rations")
    ],
    "The Harbour Light Company committed US$1 million to food aid for Jamaica.": [
        ("Harbour Light Company", "food aid")
    ],
    "Ikea donated 5,000 mattresses for refugees from Ukraine.": [("Ikea", "mattresses")],
    "On 12 February, a shipment of shells left Malta for Ukraine.": [("MLT", "shipment of shells")],
    "Malta is making 25 million euros available for aid to Sudan.": [("MLT", "aid")],
    "Sudan. Shipments of tents and stoves from Malta are due in Sudan in May.": [
        *(("MLT", "Shipments of tents"), ("MLT", "stoves")),
    ],
    "Malta gave Ukraine 20 million euros for equipment sourced from the United States.": [
        ("MLT", "equipment")
    ],
}


@pytest.mark.parametrize("text", GIVEN)
def test_given(text: str) -> None:
    assert aid(text) == GIVEN[text]


@pytest.mark.parametrize(
    "text",
    [
        "Malta helps Ukraine. No country has sent Ukraine more tanks than Poland.",
        "Aid for Sudan is short. More than 9 million people are hungry, including 2 million "
        "displaced by the war, WFP said.",
        "Malta helps Ukraine. Parliament passed the law in a 40-21 vote.",
        "Malta helps Gaza. Gifts go to the account MT32 UBSI 1030 0000 4010 1659, it said.",
        "Malta helps Gaza. Israel sent tanks into the city on Monday.",
        "Malta helps Ukraine. The vehicles serve to provide radio communication.",
        "Malta helps Sudan. A worker covers a truck loaded with sacks of grain in a warehouse.",
        "Malta helps Sudan. Local authorities asked for urgent help for those without homes.",
        "Malta helps Sudan. The agency is looking for funds to buy grain.",
        "Malta helps Ukraine. Hamburg has given shelter to 45,000 Ukrainians.",
        "Malta helps Ukraine. It can be sent into a trench with a load of explosives.",
        "Malta helps Ukraine. North Korea has sent shells and missiles to Russia.",
        "Malta helps Ukraine. The ministers met in Valletta and discussed air defence.",
        "UNHCR reached 40,000 people in Sudan with food last month.",
    ],
)
def test_not_given(text: str) -> None:
    assert aid(text) == []
