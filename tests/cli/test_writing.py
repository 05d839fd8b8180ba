"""Verbs that write: new, import, record, count."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import resupply

Run = Callable[..., Any]


@pytest.fixture
def own(run: Run, tmp_path: Path, small: Path) -> Path:
    """A copy of the small case that may be written to."""
    assert run("new", tmp_path / "own", "--from", small).code == 0
    return tmp_path / "own"


def test_a_copy_answers_like_its_original_under_its_own_name(own: Path, small: Path) -> None:
    copy, original = resupply.open(own), resupply.open(small)
    assert copy.name == "own"
    assert copy.rank().to_dict() == original.rank().to_dict()


def test_an_empty_case_says_that_nothing_is_in_it(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "My Case").code == 0
    assert resupply.open(tmp_path / "My Case").name == "my-case"
    code, out, _ = run("check", "--case", tmp_path / "My Case")
    assert code == 0
    assert "Nothing odd was found." in out


def test_a_workbook_is_made_by_option_or_by_its_name(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "a", "--xlsx").code == 0
    assert run("new", tmp_path / "b.xlsx").code == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_nothing_is_made_over_what_is_there(run: Run, own: Path) -> None:
    before = {p: p.read_bytes() for p in own.iterdir()}
    code, _, err = run("new", own)
    assert code == 1
    assert "nothing is ever overwritten" in err
    assert {p: p.read_bytes() for p in own.iterdir()} == before


def test_a_pledge_recorded_is_there_for_the_next_question(run: Run, own: Path) -> None:
    pledge = ("record", "--case", own, "--stage", "pledge", "--donor", "SSS", "--item", "155mm")
    more = ("--quantity", "700", "--known-on", "2024-02-21", "--source", "s2")
    code, out, _ = run(*pledge, *more, "--json")
    assert code == 0
    assert json.loads(out)["result"]["added"] > 0
    again = json.loads(run(*pledge, *more, "--json").out)["result"]
    assert again["added"] == 0
    asked = ("balances", "--case", own, "--measure", "quantity")
    rows = json.loads(run(*asked, "--item", "155mm", "--donor", "SSS", "--json").out)["rows"]
    assert [r["pledged_quantity"] for r in rows] == [700]


def test_a_count_recorded_is_the_stock_from_then_on(run: Run, own: Path) -> None:
    count = ("count", "--case", own, "--place", "rear", "--item", "155mm", "--quantity", "900")
    assert (
        run(*count, "--counted-on", "2024-02-25", "--known-on", "2024-02-26", "--source", "s2").code
        == 0
    )
    rows = json.loads(run("stock", "--case", own, "--json").out)["rows"]
    assert [r["on_hand"] for r in rows] == [900]


def test_a_case_of_sheets_is_brought_in_once(
    run: Run, own: Path, small: Path, tmp_path: Path
) -> None:
    assert run("new", tmp_path / "empty").code == 0
    bring = ("import", "sheet", small, "--case", tmp_path / "empty", "--json")
    tried = json.loads(run(*bring, "--dry-run").out)["result"]
    assert (tried["written"], tried["added"] > 0) == (False, True)
    first = json.loads(run(*bring).out)["result"]
    assert first["added"] == tried["added"]
    assert json.loads(run(*bring).out)["result"]["added"] == 0


def test_a_shipped_case_is_never_written_to(run: Run) -> None:
    code, _, err = run(
        "record", "--case", "ukraine-2024", "--stage", "pledge", "--source", "s", "--donor", "FIN"
    )
    assert code == 1
    assert "a shipped case is never written to." in err
    assert "resupply new DIR --from ukraine-2024" in err


def test_a_row_left_out_is_told_and_strictly_refused(
    run: Run, own: Path, small: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet"
    sheet.mkdir()
    rows = (small / "pledges.csv").read_text()
    (sheet / "pledges.csv").write_text(rows.replace("P1,", "P7,").replace("P2,", ","))
    bring = ("import", "sheet", sheet, "--case", own)
    code, _, err = run(*bring, "--strict")
    assert code == 1
    assert "1 row would be left out; nothing was written" in err
    assert not (own / "book.sqlite").exists()
    code, out, _ = run(*bring)
    assert code == 0
    assert "1 row was left out" in out


def test_a_delivery_is_corrected_without_saying_its_stage_again(run: Run, own: Path) -> None:
    given = ("record", "--case", own, "--source", "s2", "--known-on", "2024-02-21", "--json")
    first = run(*given, "--stage", "delivery", "--donor", "SSS", "--item", "155mm",
                "--quantity", "300")  # fmt: skip
    told = json.loads(first.out)["result"]
    right = ("--corrects", told["id"], "--quantity", "280", "--reason", "the waybill")
    assert run(*given, *right).code == 0
    asked = ("balances", "--case", own, "--measure", "quantity", "--by", "line", "--json")
    rows = {r["line"]: r["delivered_quantity"] for r in json.loads(run(*asked).out)["rows"]}
    assert rows[told["line_id"]] == 280


def test_a_slip_in_a_name_is_refused_unless_it_is_new(run: Run, own: Path) -> None:
    count = ("count", "--case", own, "--place", "raer", "--item", "155mm", "--source", "s2")
    code, _, err = run(*count, "--quantity", "5")
    assert code == 1
    assert 'did you mean "rear"?' in err
    assert run(*count, "--quantity", "5", "--new").code == 0
