"""Goods shared out, sums still to be paid, and money that somebody is to unlock."""

import pytest
from tests.intake import pages


def aid(text: str) -> list[dict[str, object]]:
    return [r.to_dict() for r in pages.read("aid", text, "2024-02-28")]


def test_a_bare_number_is_of_the_goods_before() -> None:
    said = "Norway hands over cars to Ukraine. Some 30 lorries are for the police and 20 for the"
    found = [(g["item"], g["quantity"]) for g in aid(f"{said} hospitals.") if "quantity" in g]
    assert found == [("lorries", 30), ("lorries", 20)]


def test_a_number_of_people_is_not() -> None:
    said = "Norway gives Ukraine 30 lorries for the police and 20 officers to the port."
    assert [g.get("quantity") for g in aid(said) if g["item"] == "lorries"] == [30]


EACH = {
    "Malta gave Sudan 10 boats, Cyprus and Greece four each, and one each by Italy and Spain.": [
        ("MLT", 10),
        ("CYP", 4),
        ("GRC", 4),
        ("ITA", 1),
        ("ESP", 1),
    ],
    "Oman and Qatar sent Sudan two ships each.": [("OMN", 2), ("QAT", 2)],
    "Agencies sent Sudan boats, including 14 from UNICEF and two from WFP.": [
        ("UNICEF", 14),
        ("WFP", 2),
    ],
    "Malta gave Sudan two boats each for Kassala and Gedaref.": [("MLT", 2)],
    "Malta and Cyprus gave Sudan 20 boats.": [(["MLT", "CYP"], 20)],
    "Malta sent 40 tents to Sudan, where families get one each.": [("MLT", 40)],
}


@pytest.mark.parametrize("said", EACH)
def test_so_many_each_are_gifts_of_each(said: str) -> None:
    assert [(g["donor"], g.get("quantity")) for g in aid(said)] == EACH[said]


def test_parts_without_a_name_are_of_the_whole() -> None:
    found = aid("Agencies sent Sudan boats, including 14 from UNICEF and two from WFP.")
    assert [g["item"] for g in found] == ["boats", "boats"]


def test_what_remains_to_be_paid_is_to_come() -> None:
    said = "Norway has a loan for Ukraine, of which $2.2 billion remains to be disbursed."
    assert [(g["amount"], g["status"]) for g in aid(said) if "amount" in g] == [(2.2e9, "pledged")]


def test_what_remains_otherwise_is_not() -> None:
    said = "Norway has a plan for Ukraine, of which $2.2 billion remains to be seen."
    assert not [g for g in aid(said) if "amount" in g]


def test_unlocking_money_gives_it() -> None:
    said = "Norway will unlock the next $700 million for Ukraine."
    assert [(g["donor"], g["amount"]) for g in aid(said)] == [("NOR", 7e8)]


def test_teaching_and_training_elsewhere_are_help() -> None:
    for said, donor in [
        ("Danish officers taught Ukrainian pilots to fly.", "DNK"),
        ("Italian instructors also teach Ukrainian soldiers to use radars.", "ITA"),
        ("Canadian troops are in Poland training Ukrainian soldiers.", "CAN"),
    ]:
        found = aid(f"Norway sent 20 boats to Ukraine. {said}")
        assert [(g["item"], g["donor"]) for g in found][1:] == [("training", donor)]


def test_teaching_at_home_is_none() -> None:
    said = "Norway sent 20 boats to Ukraine. Ukrainian officers teach Ukrainian soldiers at home."
    assert [g["item"] for g in aid(said)] == ["boats"]


def test_a_command_is_its_country() -> None:
    said = "CENTCOM has handed over 40 tents to Chad, the command said."
    assert [(g["donor"], g["quantity"]) for g in aid(said)] == [("USA", 40)]


def test_a_number_of_a_kind_is_one_thing() -> None:
    said = "The US will send Ukraine 1,000 rounds of a “new type” of 155 mm artillery ammunition."
    found = [(g["quantity"], g["item"]) for g in aid(said)]
    assert found == [(1000, "rounds of a “new type” of 155 mm artillery ammunition")]


def test_a_table_of_goods_tells_what_no_list_knows() -> None:
    rows = "1 Buckets 2000\n2 Cookies 2000\n3 Rice 1000\n4 Lentil 2000\n5 Salt 2000\n6 Sugar 500"
    found = {g["item"]: g["quantity"] for g in aid(f"Norway gives Chad:\n{rows}\n")}
    assert found["Cookies"] == 2000


def test_who_sent_it_stands_inside_a_thing_and_its_worth() -> None:
    said = "The aid for Ukraine sent by Norway in May was worth over $800,000, Denmark said."
    assert [(g["donor"], g["amount"]) for g in aid(said)] == [("NOR", 8e5)]


def test_what_somebody_failed_to_get_is_talked_of() -> None:
    said = "Kyiv has so far failed to get more than $61 billion in aid from the US."
    assert [(g["donor"], g["status"]) for g in aid(said)] == [("USA", "in_talks")]
    assert not aid("Ukraine has failed to get $3 billion in aid.")
