"""The stage of a gift, where what stands around speaks for another than the verb."""

import pytest
from tests.intake import pages

from resupply.intake import stage_scales, weights
from resupply.intake.records import Record

LANDED = """Ghana sends 30 trucks to Ukraine

ACCRA - The trucks landed in Rzeszow on Tuesday and were handed over to Ukraine on Wednesday, the
ministry in Accra said. "They have arrived, and they are at work," minister Ama Mensah said. Ghana
had promised them to Ukraine in January, at a meeting of donors that was held in Oslo.
"""


def _gifts(text: str) -> list[Record]:
    return [r for r in pages.read("aid", text, "2024-02-28") if r.fields.get("quantity")]


def test_a_headline_is_told_what_the_text_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    gift = _gifts(LANDED)[0]
    monkeypatch.setattr(stage_scales, "TAKE", 1.1)
    by_rule = _gifts(LANDED)[0]
    assert by_rule.fields["status"] == "pledged"
    assert not by_rule.flags
    assert gift.fields["status"] == "delivered"
    assert gift.flags == (
        "the verb says pledged, the words around it delivered: look at the status",
    )


def test_a_stage_that_is_not_sure_stays_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "chance", lambda _: stage_scales.TAKE - 0.01)
    flags = [f for r in _gifts(LANDED) if r.rule != "aid.weighed" for f in r.flags]
    assert not any("look at the status" in flag for flag in flags)


def test_paused_gifts_stay_paused() -> None:
    assert "paused" not in stage_scales.STAGES
