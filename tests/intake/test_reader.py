"""The reader on any text at all: places hold, nothing is raised, the same text reads the same."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.intake import reader
from resupply.intake.records import KINDS, Reading
from resupply.intake.text import Document

DATA = Path(__file__).parent / "data"
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(DATA.glob("frame_*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
HOSTILE = st.sampled_from(
    [
        *('"', "“", "”", "'", "’", "„", "«", "»", "\n\n", " - ", ": ", "\x00", "\u202e", "العربية"),
        *(
            "\ud83c",
            "🇺🇦",
            " said ",
            " that ",
            " according to ",
            " Mr. ",
            " on Feb 30 ",
            "2024-02-31",
        ),
    ]
)


def read(text: str, published: str | None = "2024-02-28") -> Reading:
    return reader.read(Document(id="p", text=text, published=published))


def places_hold(found: Reading) -> None:
    for record in found.records:
        assert 0 <= record.start < record.end <= len(found.text)
        assert record.rule
        assert record.reason
        for start, end in record.spans.values():
            assert 0 <= start < end <= len(found.text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from([None, "2024", "2024-02", "2024-02-28", "soon"]))
def test_any_text_is_read(text: str, published: str | None) -> None:
    places_hold(read(text, published))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 2000), HOSTILE), max_size=12))
def test_broken_texts_are_read(text: str, breaks: list[tuple[int, str]]) -> None:
    for at, odd in breaks:
        text = text[: at % (len(text) + 1)] + odd + text[at % (len(text) + 1) :]
    places_hold(read(text))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(TEXTS))
def test_the_same_text_reads_the_same(text: str) -> None:
    assert json.dumps(read(text).to_dict()) == json.dumps(read(text).to_dict())


def test_kinds_come_in_order_of_place() -> None:
    for text in TEXTS:
        records = read(text).records
        keys = [(r.start, r.end, KINDS.index(r.kind)) for r in records]
        assert keys == sorted(keys)


def test_only_the_kinds_asked_for_are_shown() -> None:
    found = reader.read(Document(id="p", text=TEXTS[0]), only=("event",))
    assert {r.kind for r in found.records} == {"event"}


def test_reading_less_reads_the_same() -> None:
    for text in TEXTS[:10]:
        document = Document(id="p", text=text, published="2024-02-28")
        all_kinds = [r for r in reader.read(document).records if r.kind == "quote"]
        assert all_kinds == list(reader.read(document, only=("quote",)).records)


def test_a_record_in_the_form_of_predictions() -> None:
    (record,) = reader.read(Document(id="p", text="OSLO - Boats came."), only=("dateline",)).records
    assert record.to_dict() == {
        "kind": "dateline",
        "span": [0, 4],
        "place": "Oslo",
        "spans": {"place": [0, 4]},
        "rule": "dateline.place",
        "reason": record.reason,
        "confidence": record.confidence,
    }


def test_another_language_is_told() -> None:
    text = "Die Regierung hat weitere Panzer und Munition für den Osten zugesagt, so der Minister."
    found = read(text)
    assert found.language == "de"
    assert [f.code for f in found.findings] == ["document_language_not_read"]


def test_no_text_is_told() -> None:
    assert [f.code for f in read(" \n ").findings] == ["document_empty"]
