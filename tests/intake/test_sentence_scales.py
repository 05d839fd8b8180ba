"""Sentences weighed: what is left out, what is made, how sure it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from resupply.intake import delay, reader, scene, sentence_scales
from resupply.intake.context import Context
from resupply.intake.draft import Draft
from resupply.intake.records import Record
from resupply.intake.scene import Scene
from resupply.intake.sentence_odds import KINDS
from resupply.intake.sentence_scales import Bounds
from resupply.intake.sentence_signs import Sentences, stem
from resupply.intake.text import Document

#: Long enough to be weighed.
TEXT = """Norway sends generators to Ukraine

OSLO - Norway has sent 300 generators to Ukraine, the ministry said on Friday. {} The minister,
Ingrid Dahl, went to Lviv in May and met doctors, teachers and the people who keep the grid alive.
"""


def _document(said: str) -> Document:
    return Document(id="t", text=TEXT.format(said), published="2024-02-28")


def _read(kind: str, said: str) -> list[Record]:
    return list(reader.read(_document(said), only=(kind,)).records)


def _scene(said: str) -> tuple[Scene, Context, Document]:
    document = _document(said)
    context = reader.prepare(document)
    return scene.of(document, context), context, document


def _bounds(monkeypatch: pytest.MonkeyPatch, kind: str, leave: int, take: int) -> None:
    bounds = {**sentence_scales.BOUNDS, kind: Bounds(leave, take)}
    monkeypatch.setattr(sentence_scales, "BOUNDS", bounds)


HELD = "The parliament has paused all military aid to Ukraine until the autumn."


def test_what_the_weights_speak_against_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [r.fields["type"] for r in _read("delay", HELD)] == ["paused"]
    _bounds(monkeypatch, "delay", 10**6, 10**6)
    assert not _read("delay", HELD)


def test_a_record_is_made_where_no_rule_reads_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delay, "delay_unheld", _Everything())
    _bounds(monkeypatch, "delay", -(10**6), 0)
    made = _read("delay", HELD)
    assert [(r.rule, r.fields["type"]) for r in made] == [("delay.sentence", "paused")]
    assert made[0].flags
    assert "aid" in str(made[0].fields["item"])


class _Everything:
    """A stand-in for the last test of the rules, under which none of theirs is left."""

    def none(self, *_: object) -> bool:
        return True


def test_nothing_is_made_beside_what_a_rule_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _bounds(monkeypatch, "delay", -(10**6), -(10**6))
    text = TEXT.format(HELD)
    begin, end = text.index(HELD), text.index(HELD) + len(HELD)
    inside = [r.rule for r in _read("delay", HELD) if begin <= r.start < end]
    assert inside == ["delay.pause"]


def test_a_sentence_that_tells_of_a_delay_weighs_more_than_one_that_does_not() -> None:
    made, _, _ = _scene(HELD + " Its people are fond of music.")
    odds = made.odds
    assert odds is not None
    at = made.page.text.index
    assert odds.at("delay", at("paused")) > 0 > odds.at("delay", at("fond"))
    told = odds.told_by("delay", odds.sentence(made.page.index(at("paused"))))
    assert told is not None
    word, family = told
    assert (made.page.words[word].low, family) == ("paused", "delay.stop")


def test_a_short_text_is_not_weighed() -> None:
    document = Document(id="t", text="Norway paused aid to Ukraine.", published="2024-02-28")
    made = scene.of(document, reader.prepare(document))
    assert made.odds is None
    known = [Draft("delay", (0, 5), {"type": "paused"})]
    assert sentence_scales.weigh(made, "delay", known, lambda *_: None) == known
    assert sentence_scales.chance(made, "delay", 0) is None


def test_the_chance_grows_with_the_sum_and_with_a_rule() -> None:
    for kind in KINDS:
        of = sentence_scales.CHANCES[kind].of
        assert of(-300, by_rule=True) < of(0, by_rule=True) < of(300, by_rule=True)
        assert of(100, by_rule=False) < of(100, by_rule=True)


def test_words_of_a_family_stand_for_one_another() -> None:
    signs = []
    for verb in ("halted", "shelved"):
        made, _, _ = _scene(f"The parliament {verb} all deliveries of arms to Ukraine.")
        assert made.signs is not None
        sentences = Sentences(made.page, made.signs)
        n = next(n for n, (a, b) in enumerate(sentences.ranges) if verb in made.page.said(a, b))
        signs.append({*sentences.of(n)})
    halted, shelved = signs
    assert stem("halted") in halted - shelved
    assert "delay.stop" in halted & shelved
    assert any(s.startswith("delay.stop ") and "deliver" in s for s in halted & shelved)


def test_labelled_texts_become_tables_by_one_command(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    texts = root / "tests" / "intake" / "data" / "lead_1.jsonl"
    for tool, names in (
        ("learn_sentences", [f"{kind}_sentence" for kind in KINDS]),
        ("learn_stages", ["pledged_stage", "delivered_stage"]),
    ):
        command = [sys.executable, "-m", f"tools.{tool}", str(texts), "--out", str(tmp_path)]
        subprocess.run(command, check=True, cwd=root, capture_output=True)
        for name in names:
            lines = (tmp_path / f"{name}_weights.txt").read_text(encoding="utf-8").splitlines()
            assert lines[0].startswith("#")
            assert all(int(line.rsplit("\t", 1)[1]) is not None for line in lines[1:])
            assert any(not line.rsplit("\t", 1)[0] for line in lines[1:])


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (reader.read(_document(HELD)).to_dict() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
