import sys

import pytest

from resupply.cli import progress
from resupply.core.progress import silent


def test_nothing_is_drawn_when_piped() -> None:
    with progress.bar() as told:
        assert told is silent


def test_a_bar_is_drawn_only_after_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.bar() as told:
        told(1, 10, "entries")
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(progress, "PATIENCE", 0.0)
        told(5, 10, "entries")
        told(10, None, "entries")
    assert "entries" in capsys.readouterr().err
