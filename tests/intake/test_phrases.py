"""Phrases by table: what is held up, claimed, needed or made, in the many ways English says it."""

from collections.abc import Mapping

import pytest

from resupply.intake import shapes
from resupply.intake.reader import read
from resupply.intake.text import Document


def _first(text: str, kind: str) -> Mapping[str, object] | None:
    records = read(Document(id="x", text=text, published="2024-06-10")).records
    return next((r.fields for r in records if r.kind == kind), None)


def test_a_phrase_stands_for_all_its_forms() -> None:
    _, pattern = shapes.compiled("put* <> ~ stop/halt to")
    said = ["puts a stop to", "put a temporary halt to", "putting any halt to"]
    assert all(pattern.fullmatch(s) for s in said)
    assert not pattern.fullmatch("put not a stop to")
    _, figure = shapes.compiled("be* only ~ # funded")
    assert figure.fullmatch("was only about 12.5 per cent funded")


@pytest.mark.parametrize(
    ("said", "kind", "item"),
    [
        ("Belgium scaled back its humanitarian budget for Sudan.", "cut", "humanitarian budget"),
        ("Jet deliveries to Ukraine have slipped behind.", "delayed", "Jet deliveries"),
        ("Malta put off the handover of the boats for Ukraine.", "delayed", "handover"),
        ("Two contracts for Ukraine were called off.", "paused", "Two contracts"),
        ("Slovakia would not take part in a shell initiative for Ukraine.", "refused", None),
        ("Latvia lifted its ban on arms exports to Ukraine.", "resumed", "arms exports"),
        ("Hungary is slow-walking the loan for Ukraine.", "delayed", "loan"),
        ("Ukraine's ally Austria is reluctant to sign long-term contracts.", "refused", None),
        ("Soldiers kept food from reaching Darfur, Sudan.", "blocked", "food"),
        (
            "Italy postponed the delivery date; it shifted the deadline for Ukraine.",
            "delayed",
            None,
        ),
        ("Grain for Somalia was seized at the port.", "diverted", "Grain"),
        ("The EU delivered just a fraction of the promised shells to Ukraine.", "shortfall", None),
    ],
)
def test_what_is_held_up_in_a_phrase(said: str, kind: str, item: str | None) -> None:
    found = _first(said, "delay")
    assert found is not None
    assert found["type"] == kind
    assert item is None or found["item"] == item


@pytest.mark.parametrize(
    "said",
    [
        "Rebels seized power as Ukraine thanked Norway for aid.",
        "Ukraine held off the attack with Czech shells.",
        "Poland did not put off the handover of the jets for Ukraine.",
        "Denmark limits the speed of cars; Ukraine asked for aid.",
    ],
)
def test_where_nothing_is_held_up(said: str) -> None:
    assert _first(said, "delay") is None


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("The depot for Ukraine had grown to 36 million masks.", "total", 36_000_000),
        ("Only $4 billion of the $9 billion needed for Sudan has come.", "total", None),
        ("The war in Sudan has claimed over 12,000 lives.", "count", 12_000),
        ("Sweden spent four times what Malta spent on Ukraine.", "comparison", 4),
        ("Makers can send far fewer shells to Ukraine than they claim.", "comparison", None),
        ("Output for Ukraine is only a third of this figure.", "share", 33.3),
        ("It is Kenya's largest tent factory, and it works for Sudan.", "ranking", 1),
        ("Of all states Norway gave the most to Ukraine.", "ranking", 1),
        ("The firm opened its second plant in Ukraine.", "count", 2),
        ("They run the first Czech-Ukrainian joint venture.", "first", "first"),
        ("The group brings together about 50 countries that help Ukraine.", "count", 50),
    ],
)
def test_what_is_claimed_beside_other_claims(said: str, kind: str, value: object) -> None:
    found = _first(said, "claim")
    assert found is not None
    assert found["type"] == kind
    assert value is None or found["value"] == value


@pytest.mark.parametrize(
    "said",
    [
        "The biggest problem for Ukraine is the winter.",
        "Ukraine thanked Norway for the greatest restraint.",
    ],
)
def test_where_nothing_is_claimed(said: str) -> None:
    assert _first(said, "claim") is None


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("Kharkiv in Ukraine is low on spare parts.", "spare parts"),
        ("Sudan put in an urgent request for water pumps.", "water pumps"),
        ("In Gaza medicines are hard to find.", "medicines"),
        ("Ukraine has trouble finding engines.", "engines"),
        ("Tents, which they badly need, are far off in Sudan.", "Tents"),
        ("Yemen has too few ambulances.", "ambulances"),
    ],
)
def test_what_is_lacked_in_a_phrase(said: str, item: str) -> None:
    found = _first(said, "need")
    assert found is not None
    assert found["item"] == item


@pytest.mark.parametrize(
    "said",
    ["Ukraine is no longer low on shells.", "Ukraine is no longer short of shells, Oslo said."],
)
def test_where_nothing_is_lacked(said: str) -> None:
    assert _first(said, "need") is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Last Monday ground was broken for a plant in Riga by Ana Novak.", "ceremony"),
        ("Minister Ana Novak cut the ribbon at a hospital in Riga on Monday.", "ceremony"),
        ("Minister Ana Novak put her name to the accord in Riga on Monday.", "signing"),
        ("Minister Ana Novak toured their shelters in Riga on Monday.", "visit"),
        ("Minister Ana Novak paid a short visit to Riga on Monday.", "visit"),
        ("Minister Ana Novak took the matter up with Jan Berg in Riga.", "meeting"),
        ("Minister Ana Novak held a town hall with Jan Berg in Riga on Monday.", "forum"),
    ],
)
def test_what_happened_in_other_words(said: str, kind: str) -> None:
    found = _first(said, "event")
    assert found is not None
    assert found["type"] == kind


@pytest.mark.parametrize(
    "said",
    [
        "The purchase met with significant delays on Monday.",
        "The shells must meet NATO requirements by Monday.",
        "The boats meet the most urgent needs of Riga.",
        "Minister Ana Novak received 2 boats in Riga on Monday.",
    ],
)
def test_where_nothing_happened(said: str) -> None:
    assert _first(said, "event") is None


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("WFP warns that 24 million people face hunger in Sudan.", "people"),
        ("The aid group in Sudan said 12 locations are in famine.", "locations"),
    ],
)
def test_who_is_counted_where_nobody_acts(said: str, subject: str) -> None:
    found = _first(said, "claim")
    assert found is not None
    assert found["subject"] in (subject, "SDN")


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("The firm Stroms churns out mortar shells for Ukraine.", "mortar shells"),
        ("Stroms loads, assembles and packs Tejo warheads for Ukraine.", "Tejo warheads"),
        ("Latvia has a licence to make rifles for Ukraine.", "rifles"),
        ("Shells for Ukraine came off the line in Riga.", "Shells"),
        (
            "The company in Kenya is the leading producer and exporter of tents; Sudan pays.",
            "tents",
        ),
    ],
)
def test_what_is_made_in_a_phrase(said: str, item: str) -> None:
    found = _first(said, "production")
    assert found is not None
    assert found["item"] == item


def test_what_is_made_at_home_is_no_production() -> None:
    assert _first("Families in Sudan made food and tents at home.", "production") is None


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        (
            "Only 2 of the 21 planned fuel missions to Gaza were let in.",
            "claim",
            ("value", [2, 21]),
        ),
        ("Chad hosts more than 700,000 refugees.", "claim", ("value", 700_000)),
        ("Ukraine's army is short of 43,000 recruits.", "need", ("quantity", 43_000)),
        ("The loan to Ukraine fell through.", "delay", ("type", "stalled")),
        ("The shipment to Yemen was held at customs.", "delay", ("type", "delayed")),
        ("Supplies for Gaza remain far below what is needed.", "delay", ("type", "shortfall")),
    ],
)
def test_figures_and_types_of_phrases(said: str, kind: str, expected: tuple[str, object]) -> None:
    found = _first(said, kind)
    assert found is not None
    assert found[expected[0]] == expected[1]
