"""A small made-up case, copied for each test that writes."""

import shutil
from pathlib import Path

import pytest

import resupply
from resupply.case import Case

SMALL = Path(__file__).parents[1] / "cli/small-case"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small case as a folder of its own."""
    shutil.copytree(SMALL, tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def case(folder: Path):
    opened = resupply.open(folder)
    yield opened
    opened.close()


@pytest.fixture
def ukraine():
    opened: Case = resupply.open("ukraine-2024")
    yield opened
    opened.close()
