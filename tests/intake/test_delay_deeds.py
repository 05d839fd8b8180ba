"""Delays told by a deed inside a phrase, and who holds them up."""

import pytest
from tests.intake import pages

LEAD = "KYIV, March 5 - Ukraine has asked its partners for military and humanitarian aid.\n\n"


def _delays(said: str) -> list[dict[str, object]]:
    return [dict(r.fields) for r in pages.read("delay", said, "2025-03-06", LEAD)]


@pytest.mark.parametrize(
    ("said", "kind", "item"),
    [
        ("Santiago refused to part with any of its howitzers.", "refused", "howitzers"),
        ("Peru would take no part in further funding of arms.", "refused", "funding"),
        ("Chile has announced an end to its shipments.", "paused", "shipments"),
        ("There are delays with the F-35.", "delayed", "F-35"),
        ("The money at hand would run out by March.", "shortfall", "money"),
        ("Partners await approval for field missions.", "blocked", "field missions"),
        ("Norway would not only restart payments but double them.", "resumed", "payments"),
        ("Peru refused a request to resell tank ammunition.", "refused", "tank ammunition"),
        ("Chile has no interest in passing on munitions.", "refused", "munitions"),
        ("The chamber voted on May 6 against a funding bill.", "blocked", "funding bill"),
        ("There would be no further weapons shipments.", "paused", "weapons shipments"),
        ("Oslo was cancelling more than 90% of such grants.", "cut", "grants"),
        ("WFP took up distributions again on January 6.", "resumed", "distributions"),
        ("Since April they have received half rations.", "cut", "rations"),
    ],
)
def test_a_deed_inside_a_phrase_tells_a_delay(said: str, kind: str, item: str) -> None:
    assert (kind, item) in {(d["type"], d["item"]) for d in _delays(said)}


@pytest.mark.parametrize(
    ("said", "actor"),
    [
        ("Trucks are stranded at the crossing because of Kenyan restrictions.", "KEN"),
        ("The jets that Norway is donating to Ukraine will come months late.", "NOR"),
        ("Norway's delivery of F-16 jets to Ukraine is six months late.", "NOR"),
    ],
)
def test_who_holds_it_up_is_told_by_its_cause_or_owner(said: str, actor: str) -> None:
    assert [d.get("actor") for d in _delays(said)] == [actor]


@pytest.mark.parametrize(
    "said",
    [
        "There is no question of stopping the deliveries.",
        "Inspectors found no systemic misuse of food aid.",
        "The minister rejects speculation that donations had weakened the army.",
        "The attack cut 50,000 people off from food supplies.",
        "The agency hopes to resume its deliveries soon.",
    ],
)
def test_what_is_denied_or_hoped_for_is_no_delay(said: str) -> None:
    assert _delays(said) == []
