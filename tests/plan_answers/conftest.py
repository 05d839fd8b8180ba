"""A small made-up case of one's own, copied for each test, and its answers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import resupply
from resupply.case import Case

SMALL = Path(__file__).parents[1] / "cli/small-case"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "own")
    return tmp_path / "own"


@pytest.fixture
def own(folder: Path) -> Iterator[Case]:
    opened = resupply.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def ukraine() -> Iterator[Case]:
    opened = resupply.open("ukraine-2024")
    yield opened
    opened.close()
