"""Which words of a page are things that are given, and how lists of every layout are read."""

from typing import Any

import pytest
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.text import Document


def read(text: str, published: str = "2024-03-14") -> list[dict[str, Any]]:
    return [r.to_dict() for r in pages.read("aid", text, published)]


def items(text: str) -> dict[str, Any]:
    return {r.get("item", ""): r.get("quantity", r.get("amount")) for r in read(text)}


SENT = {
    "Malta sent Turkey 14 rescue dogs.": {"rescue dogs": 14},
    "Malta sent Turkey a 40-person team of rescuers.": {"40-person team of rescuers": 40},
    "Malta sent Turkey three search and rescue and medical teams.": {
        "search and rescue and medical teams": 3
    },
    "Malta sent Turkey a 12-member Emergency Response Force (MERF) rescue team.": {
        "12-member Emergency Response Force (MERF) rescue team": 12
    },
}


@pytest.mark.parametrize("text", SENT)
def test_who_is_sent_to_help_is_counted(text: str) -> None:
    assert items(text) == SENT[text]


@pytest.mark.parametrize(
    "text",
    [
        "Malta got round the rule in the first round of the vote on Ukraine.",
        "Malta gave Ukraine thanks; donors such as 3M, Roche and others were named.",
        "Malta's Aid Recovery Fund opened an office in Ukraine in the first round.",
        "A hospital in Ukraine with food shortages sends doctors home.",
    ],
)
def test_what_only_looks_like_goods_is_none(text: str) -> None:
    assert read(text) == []


def test_entries_tell_a_sum_and_what_it_is_for() -> None:
    text = (
        "Malta decided to extend emergency aid of USD 9 million to Sudan.\n\n"
        "Agencies and sums\n"
        "• World Food Programme (WFP): Food and Nutrition [USD 5 million]\n"
        "• United Nations Children's Fund (UNICEF): Water, Health [3 million]\n"
        "• Red Cross (ICRC): Shelter [USD 1 million]\n"
    )
    found = [(r["item"], r["amount"]) for r in read(text)][1:]
    assert found == [("Food and Nutrition", 5e6), ("Water, Health", 3e6), ("Shelter", 1e6)]


def test_lines_under_a_package_need_no_bullets() -> None:
    text = (
        "Malta announced a package for Ukraine.\n\nThe package includes:\n\n"
        "Mortar, cannon and small arms ammunition.\n\nTwo boats.\n\nA shipment of boots, so that "
        "they can march.\n"
    )
    found = list(items(text))
    assert found[-3:] == ["Mortar, cannon and small arms ammunition", "boats", "shipment of boots"]


def test_bullets_may_follow_a_full_stop() -> None:
    text = "Malta will transfer to Ukraine.\n\n• 10 boats,\n• hand grenades,\n• tents and stoves.\n"
    assert list(items(text)) == ["boats", "hand grenades", "tents", "stoves"]


def test_what_stands_below_a_country_is_hers() -> None:
    text = (
        "Help for Turkey after the quake\n\nMalta\n\nIt is sending 30 rescue dogs to Turkey.\n\n"
        "Cyprus\n\nTwo rescue teams began work in Turkey on Monday.\n"
    )
    donors = {r["item"]: r["donor"] for r in read(text)}
    assert donors == {"rescue dogs": "MLT", "rescue teams": "CYP"}


def test_one_more_gift_without_a_verb() -> None:
    text = "Malta gave Ukraine 10 boats. As well as 40 drones from Cyprus. More tents from Latvia."
    donors = {r["item"]: r["donor"] for r in read(text)}
    assert donors == {"boats": "MLT", "drones": "CYP", "tents": "LVA"}


def test_what_comes_with_a_machine_is_no_gift_of_its_own() -> None:
    text = "Malta gave Ukraine a mine-clearing tank with spare parts and six trucks with launchers."
    assert list(items(text)) == ["mine-clearing tank", "trucks"]


def test_a_comma_too_many_in_a_list() -> None:
    text = "Malta gave Sudan 300 tents, 150, mosquito nets and 70 mats."
    assert items(text) == {"tents": 300, "mosquito nets": 150, "mats": 70}


def test_a_sum_told_again_in_another_dollar_is_one_sum() -> None:
    text = (
        "Canada gave Ukraine 3 million Canadian dollars ($2.2 million) in aid and 13 million "
        "($9.5 million) in loans."
    )
    assert [r["amount"] for r in read(text)] == [[3e6, 2.2e6], [13e6, 9.5e6]]
    assert read(text)[0]["currency"] == ["CAD", "USD"]


def test_among_it_and_besides_go_on_with_a_list() -> None:
    text = "Malta sent Sudan 40 tonnes of goods, among it rice and oil, besides tents and blankets."
    assert list(items(text)) == ["goods", "rice", "oil", "tents", "blankets"]


PURPOSES = {
    "Malta gave 3 million euros to Ukraine's domestic boat production.": "domestic boat production",
    "Malta gave Ukraine 4 million euros, to be spent on buying tents.": "tents",
    "Malta will give 5 million euros to the Czech-led ammunition initiative for Ukraine.": (
        "ammunition initiative"
    ),
    "Malta announced a purchase of 6 million euros for Ukraine.": "purchase",
    "Malta gave Sudan 7 million euros in aid, of which Gozo gives 1 million euros.": "aid",
    "Malta will raise its military aid to Ukraine by another 8 million euros.": "military aid",
}


@pytest.mark.parametrize("text", PURPOSES)
def test_what_a_sum_is_for_names_it(text: str) -> None:
    assert PURPOSES[text] in [r.get("item") for r in read(text)]


def test_kinds_without_a_number_are_gifts_though_told_in_all() -> None:
    text = "So far, Malta has sent Ukraine boats, field rations and stoves."
    assert list(items(text)) == ["boats", "field rations", "stoves"]


def test_the_load_is_the_gift_and_its_weight_its_quantity() -> None:
    text = "Two ships from Malta reached Sudan on Monday with around 30 tonnes of rice."
    assert items(text) == {"rice": 30}
    assert items("Malta sent Sudan a shipment of rice, weighing over 20 tonnes.") == {
        "shipment of rice": 20
    }
    assert items("Malta sent Ukraine 21 kilometres (13 miles) of wire.") == {"wire": 21}


def test_an_acronym_and_a_long_name_do_not_end_a_noun_phrase() -> None:
    text = "Malta gave Ukraine four High Mobility Rocket System (HIMARS) launchers and 5 boats."
    assert list(items(text)) == ["High Mobility Rocket System (HIMARS) launchers", "boats"]


def test_such_as_tells_what_vague_goods_are_and_kinds_of_known_ones() -> None:
    vague = "Malta sent Syria relief materials such as sleeping mats, generators and tents."
    assert list(items(vague)) == ["relief materials", "sleeping mats", "generators", "tents"]
    known = "Malta sent Ukraine anti-aircraft systems such as Robot 70 and ten boats."
    assert list(items(known)) == ["anti-aircraft systems", "boats"]


def test_verbs_and_disasters_are_no_part_of_the_goods() -> None:
    text = "Malta will set up a field hospital in Turkey and dispatch rescue teams to Turkey."
    assert list(items(text)) == ["field hospital", "rescue teams"]
    quake = "Malta sent Turkey 45 tents following a 7.8 magnitude earthquake."
    assert items(quake) == {"tents": 45}
    bound = "The flight carries 35 tonnes of food to Syria, with about 12 tonnes bound for Turkey."
    assert "bound" not in items(bound)


def test_counts_behind_the_goods_of_a_line() -> None:
    text = (
        "Malta handed over to the 12th brigade of Ukraine:\n- FPV drones – 100 pcs;\n"
        "- tents: 40 units;\n- Starlink (5)\n- 3 x pickup trucks\n- radio stations x 20\n"
    )
    counts = {"FPV drones": 100, "tents": 40, "Starlink": 5, "pickup trucks": 3}
    assert items(text) == {**counts, "radio stations": 20}


def test_rows_of_a_table() -> None:
    text = (
        "Military aid to Ukraine\nCountry | Item | Count\nMalta | missiles | 200\n"
        "Cyprus | boats | 5\n"
    )
    found = [(r["donor"], r["item"], r["quantity"]) for r in read(text)]
    assert found == [("MLT", "missiles", 200), ("CYP", "boats", 5)]


def test_sums_in_brackets_behind_their_givers() -> None:
    text = (
        "At a conference for Sudan 2 billion euros were pledged. The most came from Malta (50 "
        "million), Cyprus (30 million) and Latvia (10 million)."
    )
    found = [(r["donor"], r["amount"]) for r in read(text)][1:]
    assert found == [("MLT", 50e6), ("CYP", 30e6), ("LVA", 10e6)]


def test_pounds_of_goods_are_weight_and_of_aid_are_money() -> None:
    (weight,) = read("Malta sent Ukraine 12,000 pounds of equipment.")
    assert (weight["unit"], round(weight["quantity"], 2)) == ("t", 5.44)
    (money,) = read("Malta sent Ukraine 12,000 pounds of aid.")
    assert (money["amount"], money["currency"]) == (12000, "GBP")


def test_plurals_by_their_ending() -> None:
    text = "Malta sent Ukraine 12 buses, 3 torpedoes and 40 prostheses."
    assert items(text) == {"buses": 12, "torpedoes": 3, "prostheses": 40}


def test_vague_goods_are_no_gift_beside_those_told_by_kind() -> None:
    text = "Malta sends Ukraine modern weapons and 12 boats, and equipment for MiG-29 jets."
    assert list(items(text)) == ["boats", "equipment"]
    assert list(items("Malta handed Ukraine military equipment on Monday.")) == [
        "military equipment"
    ]


def test_what_stands_beside_a_gift_with_a_clause_of_its_own() -> None:
    text = (
        "The sum comes from an earlier aid package for Ukraine worth 5 million euros, announced by "
        "Malta in June."
    )
    assert [r["amount"] for r in read(text)] == [5e6]
    built = "Malta gave Sudan rice. It builds on the 4 million euros provided in June last year."
    assert [r.get("amount") for r in read(built)] == [None, 4e6]


def test_the_largest_so_far_and_worth_in_all_are_no_totals() -> None:
    text = (
        "Malta has presented a new aid package for Ukraine, the largest so far, worth 6 million "
        "euros. The new package, worth 9 million dollars in all, is the tenth for Ukraine."
    )
    assert [r["amount"] for r in read(text)] == [6e6, 9e6]


def test_aims_and_projects_hold_no_goods() -> None:
    text = "Malta gave Sudan 9 million euros. Other priorities include food, protection and health."
    assert len(read(text)) == 1


def test_a_worth_behind_a_list_is_that_of_the_whole() -> None:
    text = "Malta sent Sudan 10 tonnes of aid, including tents and kits, worth 90,000 euros."
    assert [(r["item"], r.get("amount")) for r in read(text)] == [
        ("aid", 90000),
        ("tents", None),
        ("kits", None),
    ]


def test_what_a_ship_carries_and_a_tranche_holds_is_the_gift() -> None:
    text = (
        "Malta sent Sudan a second tranche of 32 tonnes of rice. The ship INS Gozo, carrying "
        "various supplies such as tents and stoves, had been dispatched to Sudan on Monday."
    )
    assert list(items(text)) == ["rice", "tents", "stoves"]


def test_flags_in_one_line_are_the_givers() -> None:
    text = "🇲🇹 14 boats, 🇨🇾 3 launchers, 🇱🇻 8 drones for 🇺🇦. Thank you!\n"
    found = [(r["donor"], r["item"]) for r in read(text)]
    assert found == [("MLT", "boats"), ("CYP", "launchers"), ("LVA", "drones")]


def test_a_share_of_somebodys_stock_is_no_gift() -> None:
    text = "Malta gave Ukraine ten boats; it has sent 12 percent of its howitzers to Ukraine."
    assert list(items(text)) == ["boats"]


def test_parts_of_a_sum_have_items_of_their_own() -> None:
    text = "Malta pledged Ukraine 27 billion euros, including 15 billion in weapons."
    assert [(r.get("item"), r["amount"]) for r in read(text)][1] == ("weapons", 15e9)
    grant = "Malta's agreement with Ukraine provides for a 5 million euro grant."
    assert [r["amount"] for r in read(grant)] == [5e6]


@pytest.mark.parametrize(
    "text",
    [
        "Malta backs Ukraine. It signed a $5.8 billion contract with Korea for 180 tanks.",
        "Washington approved the possible sale of 40 jets to Turkey for 23 billion dollars.",
        "A court in Kyiv, Ukraine, tried a man for buying 100,000 shells that never came.",
        "Ukraine has about 500 of its own tanks left.",
        "The hospital in Gaza was hit by fire, health officials and rescue workers said.",
    ],
)
def test_what_is_bought_sold_or_owned_is_no_gift(text: str) -> None:
    assert read(text) == []


def test_a_verb_before_a_colon_gives_what_stands_behind() -> None:
    text = "Malta handed over to Ukraine on Wednesday: boats; folding beds; 40 tents."
    assert {r["item"]: r["status"] for r in read(text)} == {
        "boats": "delivered",
        "folding beds": "delivered",
        "tents": "delivered",
    }


def test_a_sum_that_opens_a_line_is_a_gift_whatever_it_is_to_do() -> None:
    text = (
        "Malta will give 30 million euros in aid to Sudan. The new funding includes:\n"
        "• 20 million euros to the World Food Programme (WFP) to get food to the towns\n"
        "• 5 million euros for water\n"
    )
    assert [r["amount"] for r in read(text)] == [30e6, 20e6, 5e6]


def test_who_gets_the_goods_is_not_counted_as_goods() -> None:
    text = "Malta gave 18,000 people ready meals in Sudan, comprising rice and oil."
    assert list(items(text)) == ["ready meals", "rice", "oil"]


def test_from_and_to_tell_kinds() -> None:
    text = "Malta sends Ukraine five pallets of equipment, with everything from boots to helmets."
    assert list(items(text)) == ["pallets of equipment", "boots", "helmets"]
    (flight, team) = read("Malta sent tents to Sudan. A medical team is accompanying the flight.")
    assert (flight["item"], team["item"], team["status"]) == ("tents", "medical team", "delivered")


def test_troops_that_are_trained_are_a_gift_of_training() -> None:
    text = "Malta gave Ukraine boats. 1,600 Ukrainian troops are to be trained in Malta."
    assert items(text) == {"boats": None, "Ukrainian troops": 1600}


def test_what_stands_in_brackets_or_whose_part_it_is_is_no_second_gift() -> None:
    text = (
        "Malta gave Ukraine underwater weapons (mines and torpedoes) and two launchers of the KUB "
        "system."
    )
    assert list(items(text))[-1] == "launchers"
    assert "mines" not in items(text)


def test_an_untold_number_and_the_price_of_one() -> None:
    text = (
        "Malta sent Ukraine ammunition for howitzers, and an undisclosed number of fuel trucks. "
        "The cost of one such truck is 9,000 euros."
    )
    assert list(items(text)) == ["ammunition", "fuel trucks"]


@pytest.mark.parametrize(
    "text",
    [
        "Malta gave Ukraine 9 million euros. The package is worth 3 million euros",
        "Malta sent Ukraine 10 boats and a plane brought",
        "Malta gave Ukraine 2 million euros. Of this, 1 million",
        "Ukraine waits for aid that Malta hold",
        "Ukraine needs shells and hopes",
        "Malta gives money to Ukraine and Sudan (3 million euros), Yemen",
        "Malta gave Ukraine missiles and",
    ],
)
def test_a_text_that_breaks_off_is_read(text: str) -> None:
    document = Document(id="t", text=text, published="2024-03-14")
    assert reader.read(document).records is not None
