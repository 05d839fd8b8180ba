"""`resupply review` and `words` as a person types and reads them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import resupply
from resupply.cli import main
from resupply.intake.records import Reading


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(
    folder: Path, article: Reading, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:  # fmt: skip
    monkeypatch.setenv("RESUPPLY_CASE", str(folder))
    monkeypatch.setenv("COLUMNS", "100")
    case = resupply.open(folder)
    case.desk.queue(article, by="Ann", title="Northland helps", publisher="The Wire")
    case.close()

    def ran(*words: object) -> Ran:
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return ran


def test_the_list_shows_what_waits_with_its_words(run: Run) -> None:
    code, out, _ = run("review")
    assert code == 0
    assert "4 proposals wait for review." in out
    assert "5,000 artillery rounds" in out
    assert max(map(len, out.splitlines())) <= 100


def test_one_proposal_has_its_words_marked_beside_its_fields(run: Run) -> None:
    out = run("review", "show", 1).out
    assert "The words " in out
    assert "What was read" in out
    assert "[[5,000 artillery rounds]]" in out
    assert "Northland helps, The Wire, 2024-02-20" in out
    assert "Accepted it becomes, in the table entries:" in out
    assert "press/P1" in out  # suggested
    assert "\x1b" not in out


def test_what_hinders_acceptance_is_told_with_the_way_out(run: Run) -> None:
    out = " ".join(run("review", "show", 2).out.split())
    assert "It cannot be accepted as it is:" in out
    assert "resupply review split 2 --part 'donor=SSS' --part 'donor=NNN'" in out


def test_the_way_out_that_is_told_can_be_typed(run: Run) -> None:
    told = run("review", "split", 2, "--by", "Ann", "--part", "donor=SSS; amount=10000000",
               "--part", "donor=NNN")  # fmt: skip
    assert "Proposals 5, 6 made by the split." in told.out
    assert run("review", "undo", 2, "--by", "Ann").code == 0
    assert run("review", "edit", 3, "--by", "Ann", "--set", "start=2024-01-01").code == 0
    assert run("review", "accept", 3, "--by", "Ann").code == 0
    assert run("review", "merge", 1, "--by", "Ann", "--line", "press/P1").code == 0
    assert run("review", "reject", 4, "--by", "Ann", "--why", "old").code == 0
    out = run("review", "decisions").out
    assert out.count("Ann") == 8  # split, two parts closed, undo, edit, accept, merge, reject


def test_words_lead_back_from_an_entry(run: Run, folder: Path) -> None:
    assert run("review", "accept", 1, "--by", "Ann").code == 0
    case = resupply.open(folder)
    entry = (case.review(1).result or {})["booked"][0]
    case.close()
    out = run("words", entry).out
    assert "[[5,000 artillery rounds]]" in out
    assert "Accepted by Ann" in out
    assert f"resupply words {entry}" in " ".join(run("review", "show", 1).out.split())


@pytest.mark.parametrize(
    ("words", "code", "err"),
    [
        ("accept 1 --by Ann --set item", 1, "it is no field with a value"),
        ("accept 1 --by Ann --set =x", 1, "it is no field with a value"),
        ("accept 1 --by Ann --set colour=red", 1, 'no field "colour"'),
        ("accept 1", 2, "--by"),
        ("accept x --by Ann", 2, "NUMBER"),
        ("show 77", 1, "there is no such proposal"),
        ("reject 1 --by Ann", 1, "says why"),
        ("same 1 --by Ann --as 1", 1, "cannot tell itself again"),
        ("same 1 --by Ann --as 77", 1, "there is no such proposal"),
        ("merge 1 --by Ann --line nowhere", 1, "no such line"),
        ("split 1 --by Ann --part donor=SSS", 1, "cannot be split into 1"),
        ("--status lost", 1, 'no status "lost"'),
        ("--document 9", 1, "no such document"),
        ("frobnicate", 2, "frobnicate"),
    ],
)
def test_what_cannot_be_done_says_where_what_and_todo(
    run: Run, words: str, code: int, err: str
) -> None:
    told = run("review", *words.split())
    assert told.code == code
    assert err in told.err
    assert "todo:" in told.err
    assert "Traceback" not in told.err


def test_a_letter_that_turns_the_line_is_not_printed(run: Run, folder: Path, read: object) -> None:
    assert callable(read)
    case = resupply.open(folder)
    case.desk.queue(read("Northland \u202egave 5 rounds\x1b[31m.", ("quote", "gave 5 rounds", {})))
    case.close()
    out = run("review", "show", 5).out
    assert "\u202e" not in out
    assert "\x1b" not in out
