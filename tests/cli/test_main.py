import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resupply import __version__
from resupply.cli import ask, main
from resupply.cli.verbs import GROUPS, VERBS

Run = Callable[..., Any]
PROGRAM = [sys.executable, "-c", "import sys; from resupply.cli import main; sys.exit(main())"]


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"], []])
def test_the_overview_lists_every_verb_under_its_heading(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, err) == (0, "")
    assert all(f"\n  {v.name} " in out for v in VERBS)
    assert all(f"\n{g}\n" in out for g in GROUPS)
    assert max(map(len, out.splitlines())) <= 100


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"resupply {__version__}\n", "")


def test_the_overview_imports_nothing_heavy() -> None:
    code = (
        "import sys; from resupply.cli import main; main(['--help']);"
        "print([m for m in ('cyclopts', 'rich', 'polars', 'msgspec') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.endswith("[]\n")


def test_the_help_of_a_verb_opens_no_book_and_no_frames() -> None:
    code = (
        "import sys; from resupply.cli import main; main(['rank', '--help']);"
        "print([m for m in ('polars', 'resupply.case', 'resupply.book') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.endswith("[]\n")


def test_the_overview_is_there_at_once() -> None:
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([*PROGRAM, "--help"], capture_output=True, check=True)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) <= 0.3


@pytest.mark.parametrize("name", [v.name for v in VERBS])
def test_every_verb_has_help(run: Run, name: str) -> None:
    code, out, err = run(name, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: resupply {name}")


def test_a_mistake_of_ours_is_one_message_and_the_story_only_on_request(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(ask, "show", broken)
    monkeypatch.delenv("RESUPPLY_DEBUG", raising=False)
    code, _, err = run("rank")
    assert code == 1
    assert "ZeroDivisionError (by zero)" in err
    assert "RESUPPLY_DEBUG=1" in err
    assert "Traceback" not in err
    monkeypatch.setenv("RESUPPLY_DEBUG", "1")
    assert "Traceback" in run("rank").err


def test_stopping_is_one_line_and_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ask, "show", stopped)
    assert run("rank") == (130, "", "resupply: stopped.\n")


def test_a_reader_who_leaves_is_no_error(small: Path) -> None:
    writer = subprocess.Popen(
        [*PROGRAM, "sources", "--case", str(small), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    said = writer.stderr.read()
    writer.stderr.close()
    assert (writer.wait(), said) == (0, "")


def test_arguments_come_from_the_process_when_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["resupply", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("resupply ")
