"""Verbs whose answer is findings: check and verify, and what they exit with."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_findings_are_an_answer_unless_strict(run: Run) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert "warning promise overdue  1\n" in out
    assert "  todo: " in out
    assert run("check", "--strict").code == 1


def test_strict_minds_warnings_and_not_notes(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "empty")
    assert run("check", "--strict", "--case", tmp_path / "empty").code == 0


def test_verify_tells_a_sound_book_from_an_altered_one(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "own"
    run("new", case)
    run("record", "--case", case, "--stage", "pledge", "--donor", "SSS", "--source", "me")
    code, out, _ = run("verify", "--case", case)
    assert (code, "The book is sound" in out) == (0, True)
    with sqlite3.connect(case / "book.sqlite") as book:
        book.execute("DROP TRIGGER journal_is_never_updated")
        book.execute(
            """UPDATE journal SET body = replace(body, 'SSS', 'NNN') WHERE kind = 'line'"""
        )
    book.close()
    code, out, _ = run("verify", "--case", case, "--json")
    assert code == 1
    assert json.loads(out)["result"]["sound"] is False


def test_check_keeps_to_its_bounds(run: Run) -> None:
    everything = json.loads(run("check", "--case", "ukraine-2024", "--json").out)["rows"]
    told = json.loads(run("check", "--case", "ukraine-2024", "--donor", "LUX", "--json").out)
    assert {"LUX", "kiel/LUX/military"} == {r["subject"] for r in told["rows"]}
    assert len(everything) > len(told["rows"])
    press = json.loads(run("check", "--case", "ukraine-2024", "--dataset", "press", "--json").out)
    assert not [r for r in press["rows"] if (r["subject"] or "").startswith("kiel/")]
    assert run("check", "--case", "ukraine-2024", "--donor", "LUXX").code == 1
    assert "check cannot be bound by --since" in run("check", "--since", "2024-01-01").err


def test_a_range_that_disagrees_with_the_book_is_told(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "own"
    run("new", case)
    seen = ("count", "--case", case, "--place", "hub", "--item", "tent", "--source", "me")
    for day, low, high in (("2024-02-01", 10, 12), ("2024-02-09", 35, 45)):
        ends = ("--quantity-low", low, "--quantity-high", high)
        assert run(*seen, *ends, "--counted-on", day, "--known-on", day).code == 0
    code, out, _ = run("check", "--case", case)
    assert code == 0
    assert "counted 35 to 45, the book had 10 to 12: at least 23 more." in out
