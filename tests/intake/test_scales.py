"""Gifts weighed: what weights add, leave out and may not touch; how they are learned."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.intake import pages
from tools import learn_weights

from resupply.intake import gift_scales, reader, sentence_scales, weights
from resupply.intake.records import Record
from resupply.intake.text import Document

NOTE = """Norway and its partners keep up the flow

OSLO - The government in Oslo has told parliament how the latest aid money for Ukraine is used. {}
"We will not stop," minister Ingrid Dahl said. The note also names a field hospital worth 30 million
kroner, which was handed over to Ukraine last week in Lviv. Russia has fired 90 missiles at power
plants in the same time. The next transport of humanitarian aid leaves from Drammen in May, and
donations of winter clothing from towns in the north are still being gathered by volunteers there.
"""


def aid(text: str) -> dict[str, Record]:
    document = Document(id="t", text=text, published="2024-02-28")
    found = reader.read(document, only=("aid",))
    return {found.words(r): r for r in found.records}


def test_what_no_rule_reads_is_taken_where_its_words_speak_for_it() -> None:
    found = aid(NOTE.format("Among the things are 12 ambulances, the ministry wrote on Friday."))
    record = found["12 ambulances"]
    assert record.rule == gift_scales.WEIGHED
    assert record.fields["donor"] == "NOR"
    assert record.fields["recipient"] == "UKR"
    assert record.confidence >= gift_scales.TAKE
    assert record.flags
    assert "words speak for a gift" in record.reason


def test_every_gift_of_a_long_text_has_its_own_chance() -> None:
    found = aid(NOTE.format("Norway has also sent 400 generators and 12 ambulances to Ukraine."))
    chances = {r.confidence for r in found.values()}
    assert len(found) >= 3
    assert len(chances) > 1
    assert all(gift_scales.LEAVE <= c <= 1 for c in chances)


DENIED = {
    "Norway will not give Ukraine 12 ambulances.": "ambulances",
    "Ukraine still needs 12 ambulances.": "ambulances",
    "Russia has sent 12 ambulances.": "ambulances",
    "It took 12 weeks.": "weeks",
}


@pytest.mark.parametrize("said", DENIED)
def test_no_weight_makes_a_gift_of_what_is_denied_needed_or_the_attackers(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "chance", lambda _: 0.99)
    assert not [w for w in aid(NOTE.format(said)) if DENIED[said] in w]


def test_a_sum_that_is_the_worth_of_a_gift_is_no_second_gift(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weights, "chance", lambda _: 0.99)
    found = aid(NOTE.format(""))
    assert "30 million kroner" not in " ".join(found).replace("worth 30 million\nkroner", "")


def test_what_the_weights_speak_against_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said = NOTE.format("Norway has sent 400 generators to Ukraine.")
    assert "400 generators" in aid(said)
    monkeypatch.setattr(weights, "chance", lambda _: 0.01)
    assert not aid(said)


def test_short_texts_are_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "chance", lambda _: 0.01)
    found = aid("Norway has sent 400 generators to Ukraine.")
    assert found["400 generators"].confidence == 0.9


@pytest.mark.parametrize("kind", weights.KINDS)
def test_the_table_is_sorted_without_zeros_and_begins_every_sum(kind: str) -> None:
    table = weights.table(kind)
    assert list(table) == sorted(table)
    assert all(weight for sign, weight in table.items() if sign)
    assert weights.total(kind, ["no such sign"]) == 0
    assert weights.total(kind, ["bullet", "bullet"]) == weights.total(kind, ["bullet"])
    assert weights.totals(["bullet", "no such sign"])[kind] == table.get("bullet", 0)
    assert weights.totals([])[kind] == 0
    assert "" in table


# --- learning


def row(things: list[list[str]], labels: list[str], **more: Any) -> dict[str, Any]:
    told = {"labels": labels, "verdicts": [False] * len(things), "more": None}
    return {"file": "a", "text": [], "blind": False, "things": things, "aid": told, **more}


def rows() -> list[dict[str, Any]]:
    rng = np.random.default_rng(7)
    out = []
    for _ in range(40):
        signs = [[s for s in ("a", "b", "c") if rng.random() < 0.5] for _ in range(5)]
        given = ["yes" if "a" in s or rng.random() < 0.1 else "no" for s in signs]
        out.append(row(signs, given))
    return out


def test_weights_are_where_the_penalised_loss_is_flat() -> None:
    told, penalty = rows(), 2.0
    found = learn_weights.fit("aid", told, penalty)
    signs = [s for s in found if s]
    x = np.array([[s in t for s in signs] for r in told for t in r["things"]], float)
    y = np.array([label != "no" for r in told for label in r["aid"]["labels"]], float)
    w = np.array([found[s] for s in signs])
    chance = 1 / (1 + np.exp(-(x @ w + found[""])))
    assert x.T @ (chance - y) + penalty * w == pytest.approx(np.zeros(len(w)), abs=0.02)
    assert (chance - y).sum() == pytest.approx(0, abs=0.02)
    assert found["a"] > 1 > abs(found["b"])


def test_what_the_labels_leave_open_teaches_nothing() -> None:
    told = rows()
    more = [row([["a", "b"]] * 3, ["open"] * 3) for _ in range(9)]
    plain, padded = learn_weights.fit("aid", told), learn_weights.fit("aid", told + more)
    assert plain == pytest.approx(padded, abs=1e-6)


def test_texts_that_the_reader_knows_teach_nothing_about_its_verdicts() -> None:
    known = [{**r, "blind": True, "text": ["gifts=2", "to=UKR"]} for r in rows()]
    found = learn_weights.fit("aid", known)
    assert "to=UKR" in found
    assert "gifts=2" not in found


def test_labelled_texts_become_tables_by_two_commands(tmp_path: Path) -> None:
    root, data = Path(learn_weights.__file__).parents[1], Path(__file__).parent / "data"
    tool, read = [sys.executable, "-m", "tools.learn_weights"], tmp_path / "rows.jsonl"
    texts = data / "lead_1.jsonl"
    for step in (["read", read, texts, "--blind"], ["fit", read, "--out", tmp_path]):
        subprocess.run([*tool, *map(str, step)], check=True, cwd=root)
    made = [json.loads(line) for line in read.read_text().splitlines()]
    for kind in weights.KINDS:
        assert all(len(r["things"]) == len(r[kind]["labels"]) for r in made)
        assert {"yes", "no"} <= {label for r in made for label in r[kind]["labels"]}
        assert len((tmp_path / f"{kind}_weights.txt").read_text().splitlines()) > 200


# --- claims and needs


REPORT = """Three years of aid from Norway

OSLO - The ministry has published a report on the humanitarian aid that went to Ukraine. {} The
report was written by the agency for development and covers hospitals, schools and the power grid.
"It is honest work," minister Ingrid Dahl said in Oslo on Friday. Its authors went to Lviv in May
and spoke with the people there about food, medicine and shelter before the winter comes again.
"""


def read(kind: str, text: str) -> list[Record]:
    return pages.read(kind, text, "2024-02-28")


def test_a_figure_becomes_a_claim_where_the_weights_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said = REPORT.format("The cover shows 412 birds.")
    monkeypatch.setattr(weights, "chance", lambda _: 0.0)
    assert 412 not in [r.fields.get("value") for r in read("claim", said)]
    monkeypatch.setattr(weights, "chance", lambda _: 0.9)
    found = next(r for r in read("claim", said) if r.fields.get("value") == 412)
    assert (found.rule, found.fields["type"], found.confidence) == ("claim.weighed", "count", 0.9)


def test_claims_without_a_figure_are_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    said = REPORT.format("Norway is the largest donor of generators to Ukraine.")
    monkeypatch.setattr(weights, "chance", lambda _: 0.0)
    assert [r.fields["type"] for r in read("claim", said)] == ["ranking"]


def test_a_share_is_told_as_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    said = REPORT.format("Of these things 37 percent were old.")
    monkeypatch.setattr(weights, "chance", lambda _: 0.9)
    found = next(r for r in read("claim", said) if r.fields.get("value") == 37)
    assert found.fields["type"] == "share"


def test_needs_are_taken_and_left_by_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    said = REPORT.format("Ukraine needs 300 generators.")
    assert [r.fields["quantity"] for r in read("need", said)] == [300]
    by_sentence = {**sentence_scales.BOUNDS, "need": sentence_scales.Bounds(-9999, 9999)}
    monkeypatch.setattr(sentence_scales, "BOUNDS", by_sentence)
    monkeypatch.setattr(weights, "chance", lambda _: 0.0)
    assert not read("need", said)
    monkeypatch.setattr(weights, "chance", lambda _: 0.9)
    taken = [r for r in read("need", said) if r.rule == "need.weighed"]
    assert taken
    assert all(r.reason.startswith("its words speak for a need") for r in taken)


def test_a_gift_is_no_need_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    said = REPORT.format("Norway has sent 400 generators to Ukraine.")
    monkeypatch.setattr(weights, "chance", lambda _: 0.9)
    assert 400 not in [r.fields.get("quantity") for r in read("need", said)]


def test_the_same_text_reads_the_same_byte_for_byte() -> None:
    said = REPORT.format("Norway has sent 400 generators and 12 ambulances to Ukraine.")
    document = Document(id="t", text=said, published="2024-02-28")
    first, second = (reader.read(document).to_dict() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
