"""Datelines, quotes and events on labelled texts, by scores of our own."""

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from resupply.intake import reader
from resupply.intake.text import Document

DATA = Path(__file__).parent / "data"
KINDS = ("dateline", "quote", "event")
#: What was reached over all sets, less two hundredths; a rule that costs more than that is worse.
FLOORS = {"dateline": 0.98, "quote": 0.97, "event": 0.93}


@pytest.fixture(scope="module")
def result(scorer: ModuleType) -> dict[str, Any]:
    scored, _ = scorer.score(documents(), predictions())
    return dict(scored)


def documents() -> list[dict[str, Any]]:
    paths = sorted(DATA.glob("frame_*.jsonl"))
    lines = [line for p in paths for line in p.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def predictions() -> dict[str, list[dict[str, Any]]]:
    out = {}
    for doc in documents():
        document = Document(id=doc["id"], text=doc["text"], published=doc["published"])
        out[doc["id"]] = [r.to_dict() for r in reader.read(document, only=KINDS).records]
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_found(result: dict[str, Any], kind: str) -> None:
    assert result["kinds"][kind]["F1"] >= FLOORS[kind]


def test_speakers_are_right(result: dict[str, Any]) -> None:
    assert result["quote"]["attributedF1"] >= 0.97
    assert result["quote"]["recall_by_mode"]["indirect"][0] >= 0.97


def test_events_say_where_when_and_who(result: dict[str, Any]) -> None:
    assert result["kinds"]["event"]["slotF1"] >= 0.89


def test_every_span_lies_in_its_text(result: dict[str, Any]) -> None:
    told = result["provenance"]
    assert told["bad_span"] == 0
    assert told["field_spans_ok"] == told["field_spans"]


def test_labels_stand_where_they_say() -> None:
    for doc in documents():
        for label in doc["records"]:
            start, end = label["span"]
            words = doc["text"][start:end]
            assert words
            assert words == words.strip(), (doc["id"], words)
