"""Rules of aid, need, delay and production, one sentence each; and that no text can break them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake import pages

from resupply.intake import reader
from resupply.intake.records import Record
from resupply.intake.text import Document

KINDS = ("aid", "need", "claim", "delay", "production")


def read(text: str, kind: str, published: str = "2024-02-01") -> list[Record]:
    return pages.read(kind, text, published)


def one(text: str, kind: str = "aid") -> Record:
    found = read(text, kind)
    assert len(found) == 1, [(text[r.start : r.end], r.rule) for r in found]
    return found[0]


STAGES = {
    "Norway will send 8 tanks to Ukraine.": "pledged",
    "Norway promised 8 tanks to Ukraine.": "pledged",
    "Norway would give Ukraine 8 tanks.": "pledged",
    "Norway approved 8 tanks for Ukraine.": "committed",
    "Norway has ordered 8 tanks for Ukraine.": "committed",
    "Norway has set aside 8 tanks for Ukraine.": "committed",
    "Norway could send 8 tanks to Ukraine.": "in_talks",
    "Norway is considering sending 8 tanks to Ukraine.": "in_talks",
    "Norway has sent 8 tanks to Ukraine.": "delivered",
    "8 tanks from Norway have arrived in Ukraine.": "delivered",
    "8 tanks were handed over to Ukraine by Norway.": "delivered",
    "8 tanks donated by Norway reached Ukraine.": "delivered",
    "Ukraine received 8 tanks from Norway.": "delivered",
    "Norway announced the delivery of 8 tanks to Ukraine.": "pledged",
}


@pytest.mark.parametrize("said", STAGES)
def test_the_verb_says_the_stage_and_who_gives(said: str) -> None:
    fields = one(said).fields
    assert fields["status"] == STAGES[said]
    assert fields["donor"] == "NOR"
    assert fields["recipient"] == "UKR"
    assert fields["quantity"] == 8


def test_the_words_of_a_record_end_where_its_goods_end() -> None:
    said = "Norway sent Ukraine 8 tanks"
    found = one(said)
    assert said[found.start : found.end] == "8 tanks"
    assert said[slice(*found.spans["item"])] == "tanks"
    assert said[slice(*found.spans["quantity"])] == "8"


def test_a_wrapped_line_is_read_as_one() -> None:
    said = (
        "The Norwegian government said on Monday that it will\n"
        "send 8 tanks and $675\nmillion to Ukraine."
    )
    found = read(said, "aid")
    assert [(r.fields["status"], r.fields["donor"]) for r in found] == [("pledged", "NOR")] * 2
    assert found[1].fields["amount"] == 675e6


def test_who_gave_stands_behind_by_or_from() -> None:
    said = "Berlin confirmed that 8 tanks were handed over to Ukraine by Norway."
    assert one(said).fields["donor"] == "NOR"


def test_a_package_and_its_parts_are_one_record_each() -> None:
    found = read(
        "Sweden unveiled a package worth 300 million kronor for Ukraine:"
        " 6 boats, rifles and 20 radars.",
        "aid",
    )
    assert [r.fields.get("item") for r in found] == ["package", "boats", "rifles", "radars"]
    assert found[0].fields["amount"] == 300_000_000
    assert found[0].fields["currency"] == "SEK"
    assert [r.fields.get("quantity") for r in found] == [None, 6, None, 20]
    assert {r.fields["donor"] for r in found} == {"SWE"}


def test_tonnes_are_a_unit_and_pieces_are_none() -> None:
    tonnes = one("Qatar flew 40 tonnes of tents to Sudan.").fields
    assert (tonnes["quantity"], tonnes["unit"], tonnes["item"]) == (40, "t", "tents")
    assert "unit" not in one("Qatar gave Sudan 40 tents.").fields


def test_kilograms_are_told_in_tonnes() -> None:
    fields = one("Qatar sent 500 kg of vaccines to Sudan.").fields
    assert (fields["quantity"], fields["unit"]) == (0.5, "t")


def test_what_money_is_for_is_no_second_gift() -> None:
    fields = one("Finland gave 5 million euros to buy generators for Ukraine.").fields
    assert (fields["amount"], fields["item"]) == (5_000_000, "generators")


def test_each_of_a_shared_verb_gets_its_own_giver() -> None:
    found = read("For Sudan, Germany pledged 20 million euros, Qatar 5 million dollars.", "aid")
    assert [(r.fields["donor"], r.fields["amount"]) for r in found] == [("DEU", 20e6), ("QAT", 5e6)]


def test_what_was_given_in_all_is_a_claim_and_no_gift() -> None:
    said = "Since the start of the war Spain has given Ukraine aid worth 300 million euros."
    assert read(said, "aid") == []
    fields = one(said, "claim").fields
    assert (fields["type"], fields["value"], fields["subject"]) == ("total", 300e6, "ESP")


@pytest.mark.parametrize(
    "said",
    [
        "Poland has ordered 180 tanks for its own army.",
        "Russia received 3,000 shells from North Korea.",
        "The club paid 30 million euros for a striker from Spain.",
        "Ukraine's army destroyed 20 tanks and 3 drones near Bakhmut.",
        "Germany refused to send Ukraine 30 missiles.",
        "Ukraine fires 2,000 shells a day.",
        "Twelve people from Denmark visited Ukraine in 2023.",
    ],
)
def test_what_is_no_aid_gives_no_record(said: str) -> None:
    assert read(said, "aid") == []


def test_two_figures_for_one_thing_are_both_shown_and_flagged() -> None:
    found = read(
        "Italy sent 20 generators to Ukraine, its ministry said, or sent 30 generators.", "aid"
    )
    quantities = {r.fields.get("quantity") for r in found if r.flags}
    assert quantities == {20, 30}
    assert all("another figure" in flag for r in found for flag in r.flags)


NEEDS: dict[str, dict[str, Any]] = {
    "Ukraine needs 200 ambulances.": {"who": "UKR", "item": "ambulances", "quantity": 200},
    "UNICEF appeals for $30 million for Sudan.": {"who": "UNICEF", "amount": 30e6},
    "Hospitals in Sudan run out of insulin.": {"who": "SDN", "item": "insulin"},
    "Kyiv asked Berlin for missiles.": {"who": "UKR", "item": "missiles"},
    "In Yemen there is a shortage of fuel.": {"who": "YEM", "item": "fuel"},
}


@pytest.mark.parametrize("said", NEEDS)
def test_a_need_says_who_and_what(said: str) -> None:
    fields = one(said, "need").fields
    assert {k: fields.get(k) for k in NEEDS[said]} == NEEDS[said]


DELAYS = {
    "Hungary blocked 50 billion euros in aid for Ukraine.": ("blocked", "HUN"),
    "WFP suspended food distribution in Sudan.": ("paused", "WFP"),
    "US aid for Ukraine is stuck in the House.": ("stalled", "USA"),
    "The EU will miss its target of 1 million shells for Ukraine.": ("missed_target", "EU"),
    "WFP resumed deliveries to Gaza.": ("resumed", "WFP"),
    "Slovakia would not supply weapons to Ukraine.": ("refused", "SVK"),
}


@pytest.mark.parametrize("said", DELAYS)
def test_a_delay_says_how_and_by_whom(said: str) -> None:
    fields = one(said, "delay").fields
    assert (fields["type"], fields["actor"]) == DELAYS[said]


def test_what_is_made_has_a_maker_and_a_number() -> None:
    fields = one("Rheinmetall will make 700,000 shells a year for Ukraine.", "production").fields
    assert (fields["item"], fields["quantity"]) == ("shells", 700_000)
    assert fields["maker"] == "Rheinmetall"


CLAIMS = {
    "Estonia is the largest donor to Ukraine by share of output.": ("ranking", 1),
    "Latvia ranks third among the donors of Ukraine.": ("ranking", 3),
    "Denmark was the first country to send Ukraine jets.": ("first", "first"),
    "Only 14 percent of the appeal for Sudan is funded.": ("share", 14),
    "In Sudan two thirds of the hospitals are closed.": ("share", 66.7),
    "In Yemen 17 million people face hunger.": ("count", 17e6),
}


@pytest.mark.parametrize("said", CLAIMS)
def test_a_claim_has_a_type_and_a_value(said: str) -> None:
    fields = one(said, "claim").fields
    assert (fields["type"], fields["value"]) == CLAIMS[said]


def test_every_record_has_a_rule_and_a_reason() -> None:
    said = "Norway will send 8 tanks. Ukraine needs fuel. Hungary blocked the aid."
    found = [r for kind in KINDS for r in read(said, kind)]
    assert len(found) >= 3
    assert all(r.rule and r.reason for r in found)


_SIGNS = [
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "“",
    "”",
    "-",
    "--",
    "%",
    "€",
    "$",
    "\n",
    "\u202e",
    "٣",
    "三",
]
_SAID = """Norway Ukraine Sudan will has sent needs 5 million 155mm tanks of for to and the a
    rockets tonnes by 2023 no not which that halted produces first largest since so far Leopard 2"""
_WORDS = st.sampled_from([*_SIGNS, *_SAID.split()])


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=300))
def test_no_text_breaks_the_readers_and_spans_lie_in_it(said: str) -> None:
    document = Document(id="t", text=said, published="2024-02-01")
    for record in reader.read(document, only=KINDS).records:
        assert 0 <= record.start < record.end <= len(said)
        assert record.end - record.start <= 400
        assert all(0 <= a < b <= len(said) for a, b in record.spans.values())
