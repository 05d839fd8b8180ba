"""Ctrl-C in the middle of runs: what is done is told; once more stops at once."""

import signal
from collections.abc import Callable
from typing import Any

import pytest

import resupply
from resupply.cli import main
from resupply.cli.stopping import stoppable


def test_the_first_asks_to_stop_and_the_second_stops(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    assert "what is done is told" in capsys.readouterr().err


@pytest.mark.parametrize("more", [{}, {"half_width_percent": 0.0001}])
def test_what_is_done_is_kept_and_says_how_many_runs_it_holds(more: dict[str, Any]) -> None:
    case = resupply.open("ukraine-2024")
    answer = case.simulate(runs=5000, days=30, stop=lambda: True, **more)
    (told,) = [w for w in answer.warnings if w.startswith("Stopped after")]
    runs = int(told.split()[2].replace(",", ""))
    assert 0 < runs < 5000
    assert f"In {runs:,} runs" in answer.sentence
    whole = case.simulate(runs=runs, days=30)
    assert answer.rows == whole.rows


def test_a_stopped_command_tells_and_exits_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from resupply.simulate import runs

    once: Callable[..., Any] = runs._block

    def pressed(*given: Any) -> Any:
        found = once(*given)
        signal.raise_signal(signal.SIGINT)
        return found

    monkeypatch.setattr(runs, "_block", pressed)
    asked = ["simulate", "--runs", "64", "--days", "20", "--workers", "1"]
    assert main(asked) == 130
    printed = capsys.readouterr()
    assert "In 64 runs" in printed.out
    assert "stopping" in printed.err
