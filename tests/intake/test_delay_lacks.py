"""Delays of plans that lack money and of goods kept from going their way, in our own sentences."""

import pytest
from tests.intake import pages

LEAD = "KYIV, March 5 - Ukraine has asked its partners for military and humanitarian aid.\n\n"


def _delays(said: str) -> list[dict[str, object]]:
    return [dict(r.fields) for r in pages.read("delay", said, "2025-03-06", LEAD)]


@pytest.mark.parametrize(
    ("said", "kind", "actor"),
    [
        (
            "Donors gave less than a quarter of the money needed.",
            "shortfall",
            "Donors",
        ),
        ("Donors pledged $3 billion less than the plan requires.", "shortfall", "Donors"),
        ("WFP has no funding, and camps will close.", "shortfall", "WFP"),
        ("Peru's officers are holding 40 aid trucks at the border.", "blocked", "PER"),
        ("Chile left the request unanswered.", "refused", "CHL"),
        ("Chile has been limiting humanitarian access to the north.", "blocked", "CHL"),
        ("It looks unlikely that Congress will pass the aid package.", "stalled", "USA"),
        ("Norway cut over 300 foreign aid programmes last week.", "cut", "NOR"),
        ("Since airport and ports closed in May, little has come.", "blocked", None),
        ("The drought made WFP cut food assistance in recent months.", "cut", "WFP"),
        ("Norway will probably not reach its target of 90 guns.", "missed_target", "NOR"),
        ("Many charities have had to cut back services and food rations.", "cut", "charities"),
        ("Aid meant for Afghans was stolen and resold by the Harmattan.", "diverted", "Harmattan"),
        ("Support from Norway is drying up.", "cut", "NOR"),
        ("Norwegian customs officers impounded a shipment of drones.", "diverted", "NOR"),
        ("Sweden's offer of jets is on the back burner for now.", "paused", "SWE"),
        ("Relief flights to the capital have been grounded since May.", "paused", None),
    ],
)
def test_a_plan_or_a_load_is_held_up(said: str, kind: str, actor: str | None) -> None:
    found = _delays(said)
    assert kind in {d["type"] for d in found}
    assert actor is None or actor in {d.get("actor") for d in found}


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("Peru turned down Chile's requests for Stinger missiles.", "missiles"),
        ("Peru refuses to supply Chile with weapons.", "weapons"),
        ("Peru has blocked a €500 million ($527 ml) EU military aid package.", "package"),
    ],
)
def test_the_goods_are_named_and_not_what_leads_to_them(said: str, item: str) -> None:
    assert any(str(d["item"]).endswith(item) for d in _delays(said))


@pytest.mark.parametrize(
    "said",
    [
        "Families struggle to meet their most basic needs.",
        "Chilean exports fell by 64 per cent.",
        "The army put up 15 free medical camps.",
        "Smuggled vehicles were seized at the port.",
        "The mended tanks are ready to go back to the front.",
        "Trucks came in through the now-closed Arica crossing.",
        "No request for help has come yet.",
        "Guns that shoot down cruise missiles are needed.",
    ],
)
def test_what_only_sounds_like_a_delay_is_none(said: str) -> None:
    assert _delays(said) == []
