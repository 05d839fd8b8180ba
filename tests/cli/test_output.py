import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import resupply

Run = Callable[..., Any]


def test_json_is_exactly_the_answer(run: Run, small: Path) -> None:
    code, out, err = run("rank", "--per", "head", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == resupply.open(small).rank(per="head").to_dict()


def test_csv_has_all_columns_and_only_rows(run: Run, small: Path) -> None:
    _, out, _ = run("balances", "--by", "donor,kind", "--csv")
    answer = resupply.open(small).balances(by=["donor", "kind"])
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == [c.name for c in answer.columns]
    assert len(rows) == 1 + len(answer.rows)


def test_csv_leaves_unknown_empty_and_numbers_plain(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("stock", "--csv").out)))
    assert [(r["on_hand"], r["on_hand_low"], r["days_of_supply"]) for r in rows] == [
        ("", "7000.0", "")
    ]


def test_json_and_csv_together_are_wrong_usage(run: Run) -> None:
    code, out, err = run("rank", "--json", "--csv")
    assert (code, out) == (2, "")
    assert "what: --json and --csv cannot both be printed.\n" in err


def test_a_long_table_is_cut_unless_all_is_asked(run: Run) -> None:
    arguments = ("rank", "--case", "ukraine-2024", "--since", "2022-01-01", "--as-of", "2024-02-28")
    assert "more rows: --all shows them." not in run(*arguments).out
    facts = ("table", "facts", "--case", "ukraine-2024")
    assert "more rows: --all shows them." in run(*facts).out
    assert "more rows" not in run(*facts, "--all").out


def test_the_table_says_sentence_scope_and_where_its_entries_are(run: Run, small: Path) -> None:
    lines = run("rank").out.splitlines()
    assert lines[1].endswith("comes first with 1.5 bn EUR.")
    assert "Scope: dataset own, stage allocation, known by 2024-02-28, values in EUR." in lines
    assert f"resupply sources --case {small} --stage allocation" in " ".join(lines)


def test_the_command_below_a_table_lists_the_entries_behind_it(run: Run, small: Path) -> None:
    bounds = {"donor": "NNN", "since": date(2024, 1, 1), "stage": "allocation"}
    told = " ".join(run("rank", "--donor", "NNN", "--since", "2024-01-01").out.split())
    assert "--since 2024-01-01 --stage allocation --donor NNN lists the entries" in told
    rows = resupply.open(small).sources(**bounds).rows
    assert [r["amount"] for r in rows] == [500_000_000]


def test_the_case_may_be_named_by_the_environment_or_the_option(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESUPPLY_CASE", str(tmp_path / "nowhere"))
    assert run("rank").code == 1
    assert run("rank", "--case", Path(__file__).parent / "small-case").code == 0


def test_the_width_of_the_terminal_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 100, 160):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = run("promises", "--case", "ukraine-2024").out
        assert max(map(len, out.splitlines())) <= columns


def test_nothing_is_coloured_when_piped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b" not in run("rank").out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_terminal_gets_words_it_can_show_and_programs_get_utf8(
    small: Path, encoding: str
) -> None:
    def said(*arguments: str) -> bytes:
        program = [sys.executable, "-c", "import sys; from resupply.cli import main; main()"]
        told = {**os.environ, "PYTHONIOENCODING": encoding, "RESUPPLY_CASE": str(small)}
        return subprocess.run(
            [*program, *arguments], env=told, capture_output=True, check=True
        ).stdout

    assert ("█" in said("rank").decode(encoding)) == (encoding == "utf-8")
    assert json.loads(said("rank", "--json").decode("utf-8"))["question"] == "rank"


@pytest.mark.parametrize(
    ("asked", "picture", "shows"),
    [
        (("rank",), None, "Who gave what"),
        (("rank",), "map", "Who gave what"),
        (("balances", "--by", "stage"), None, "From promise to use"),
        (("balances", "--by", "month"), None, "[Mm]onth"),
        (("pauses",), None, "quiet"),
        (("stock",), None, "days"),
        (("promises",), None, "promised"),
        (("promises", "--curves"), None, "How promises move"),
        (("promises", "--curves"), "promises", "promised"),
    ],
)
def test_a_picture_is_drawn_into_a_file(
    run: Run, tmp_path: Path, asked: tuple[str, ...], picture: str | None, shows: str
) -> None:
    file = tmp_path / "x.svg"
    more = () if picture is None else ("--picture", picture)
    done = run(*asked, "--case", "ukraine-2024", "--chart", str(file), *more)
    assert done.code == 0, done.err
    assert re.search(shows, file.read_text(encoding="utf-8"))


def test_a_picture_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("rank", "--chart", str(tmp_path / "x.svg"), "--picture", "pie")
    assert (done.code, "ask for one of: ranking" in done.err) == (1, True)
    assert not list(tmp_path.iterdir())
