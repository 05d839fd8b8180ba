"""Answers kept on disk: as they were, whole or not at all, within their room."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import resupply
from resupply.api.stored import Stored, decoded, encoded
from resupply.case import Case
from resupply.core.answer import Answer, Column, Part
from resupply.core.scope import Scope
from resupply.report import plain
from resupply.report.plan_workbook import workbook

ASKED: dict[str, Callable[[Case], Answer]] = {
    "rank": lambda case: case.rank(per="head"),
    "plan": lambda case: case.plan(days=30),
    "survive": lambda case: case.survive(),
    "pause_cost": lambda case: case.pause_cost(["USA"]),
    "check": lambda case: case.check(),
    "claim": lambda case: case.claim("Denmark gave most per head"),
    "promises": lambda case: case.promises(),
    "verify": lambda case: case.verify(),
}


def small(text: str = "x") -> Answer:
    return Answer(question="q", scope=Scope(), rows=[{"text": text}])


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_comes_back_the_same_in_every_form(name: str) -> None:
    answer = ASKED[name](resupply.open("ukraine-2024"))
    again = decoded(encoded(answer))
    assert again.scope == answer.scope
    assert tuple(again.columns) == tuple(answer.columns)
    assert json.dumps(again.to_dict()) == json.dumps(answer.to_dict())
    assert plain.csv_text(again) == plain.csv_text(answer)
    assert workbook(again) == workbook(answer)


def test_days_and_decimals_stay_what_they_are() -> None:
    row = {
        "on": date(2024, 2, 28),
        "at": datetime(2024, 2, 28, 12, tzinfo=UTC),
        "amount": Decimal("1.10"),
        "unknown": None,
        "many": ["a", date(2024, 1, 1)],
        "yes": True,
    }
    part = Part(name="p", title="P", columns=[Column(name="on", title="On")], rows=[row])
    answer = Answer(question="q", scope=Scope(), rows=[row], tables=[part], result={"row": row})
    again = decoded(encoded(answer))
    assert again.rows == [row]
    assert again.tables[0].rows == [row]
    assert again.result == {"row": row}


def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    stored = Stored(tmp_path)
    stored.put("key", small())
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole[:-1] + b"?", b"\0" * len(whole)):
        path.write_bytes(damaged)
        assert stored.get("key") is None
        assert not path.exists()
    path.write_bytes(whole)
    again = stored.get("key")
    assert again is not None
    assert again.to_dict() == small().to_dict()


def test_a_half_written_answer_is_never_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = Stored(tmp_path)

    def killed(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", killed)
    stored.put("key", small())
    assert stored.get("key") is None
    assert not list(tmp_path.iterdir())


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    size = len(encoded(small("x" * 1_000))) + 32
    stored = Stored(tmp_path, bytes_max=3 * size)
    for name in "abc":
        stored.put(name, small(name * 1_000))
    assert stored.get("a") is not None
    stored.put("d", small("d" * 1_000))
    assert [name for name in "abcd" if stored.has(name)] == ["a", "c", "d"]
    stored.put("e", small("e" * 10_000))  # larger than all the room
    assert not stored.has("e")


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    stored = Stored(tmp_path / "file")
    stored.put("key", small())
    assert stored.get("key") is None
