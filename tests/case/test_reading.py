"""Documents as answers: one, many, and what is no document; no book is touched."""

import io
import json
from pathlib import Path

import pytest

import resupply
from resupply.case import reading
from resupply.cli import main
from resupply.core.errors import QuestionError, SourceUnreadableError

SAID = "OSLO, Feb 27 - Norway will give Ukraine 10 boats, Prime Minister Jonas Gahr Store said."


def test_a_text_gives_rows_with_words_fields_and_rules() -> None:
    answer = reading.answer(reading.reading(SAID, published="2024-02-28"))
    quote = next(row for row in answer.rows if row["kind"] == "quote")
    assert quote["words"] == "Norway will give Ukraine 10 boats"
    assert quote["says"] == "speaker Store; mode indirect"
    assert SAID[quote["start"] : quote["end"]] == quote["words"]
    assert "Nothing was entered" in answer.sentence


def test_a_case_reads_without_writing() -> None:
    case = resupply.open("ukraine-2024")
    before = case.verify().result
    assert (
        case.read(SAID, published="2024-02-28").rows
        == reading.answer(reading.reading(SAID, published="2024-02-28")).rows
    )
    assert case.verify().result == before


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(QuestionError, match="no day, month or year"):
        reading.reading(SAID, published="soon")


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(QuestionError, match="did you mean"):
        reading.reading(SAID, kinds=["quot"])


def test_without_a_day_a_reader_is_warned() -> None:
    assert "day of publication" in reading.answer(reading.reading(SAID)).warnings[0]


def test_many_documents_keep_their_order_and_bad_lines_are_told(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": n, "published": "2024-02-28", "text": SAID}) for n in ("b", "a")]
    source.write_text("\n".join([lines[0], "{broken", "[1]", lines[1]]), encoding="utf-8")
    answer = reading.batch(source, target)
    told = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [t["id"] for t in told] == ["b", "a"]
    assert told[0]["records"] == told[1]["records"]
    assert [f.where for f in answer.findings] == ["in.jsonl, line 2", "in.jsonl, line 3"]


def test_a_missing_batch_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadableError):
        reading.batch(tmp_path / "no.jsonl", tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SAID, encoding="utf-8")
    assert main(["read", str(path), "--published", "2024-02-28", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == list(
        json.loads(json.dumps(reading.answer(reading.reading(path, published="2024-02-28")).rows))
    )


def test_the_command_line_needs_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read"]) == 1
    assert "one document" in capsys.readouterr().err


def test_the_command_line_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SAID.encode())))
    assert main(["read", "-", "--published", "2024-02-28", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]


def test_without_a_day_the_dateline_gives_it() -> None:
    said = "OSLO, 5 March 2024. Norway will send Ukraine 20 drones, its premier said on Monday."
    found = reading.reading(said)
    (gift,) = [r for r in found.records if r.kind == "aid"]
    assert (found.published, [f.code for f in found.findings]) == (
        "2024-03-05",
        ["published_by_dateline"],
    )
    assert gift == next(
        r for r in reading.reading(said, published="2024-03-05").records if r.kind == "aid"
    )
    assert [r.kind for r in reading.reading(said, kinds=["aid"]).records] == ["aid"]
