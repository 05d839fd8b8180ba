"""The command line, run inside the test, on a small made-up case."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from resupply.cli import main

SMALL = Path(__file__).parent / "small-case"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def small() -> Path:
    return SMALL


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command on the small case; another one with `--case`."""
    monkeypatch.setenv("RESUPPLY_CASE", str(SMALL))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def ran(*arguments: object) -> Ran:
        code = main([str(a) for a in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return ran
