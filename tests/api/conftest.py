"""A case of one's own, served on this machine for one test."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

SMALL = Path(__file__).parents[1] / "cli/small-case"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("api") / "own"))


@pytest.fixture(scope="module")
def rest(serve: Callable[[Path], str], folder: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serve(folder), timeout=60) as client:
        yield client
