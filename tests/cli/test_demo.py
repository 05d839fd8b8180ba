import shlex
from collections.abc import Callable
from typing import Any

import pytest

from resupply.cli.app import app
from resupply.cli.demo import NEXT, STEPS

Run = Callable[..., Any]


def test_the_walk_asks_every_question_in_order_and_says_what_day_it_is(run: Run) -> None:
    code, out, err = run("demo", "--case", "ukraine-2024", "--no-serve")
    assert (code, err) == (0, "")
    assert "as known on 2024-02-28" in out
    places = [out.index(f"{n}. {step.question}") for n, step in enumerate(STEPS, 1)]
    assert places == sorted(places)
    assert "Not answered" not in out
    assert max(map(len, out.splitlines())) <= 100
    assert "resupply serve" not in out


def test_without_a_terminal_it_ends_and_says_how_to_serve(run: Run) -> None:
    code, out, _ = run("demo", "--case", "ukraine-2024")
    assert code == 0
    assert out.splitlines()[-1] == "resupply serve shows it all in a browser."


def test_a_case_that_cannot_answer_a_question_is_walked_through_all_the_same(
    run: Run, tmp_path: Any
) -> None:
    run("new", tmp_path / "empty")
    code, out, _ = run("demo", "--case", tmp_path / "empty", "--no-serve")
    assert code == 0
    assert "Not answered: " in out
    assert "What to try next" in out


@pytest.mark.parametrize("command", [c for c, _ in NEXT] + [s.command for s in STEPS])
def test_every_command_of_the_walk_is_understood(command: str) -> None:
    _, _, ignored = app().parse_args(
        shlex.split(command)[1:], exit_on_error=False, print_error=False
    )
    assert not ignored
