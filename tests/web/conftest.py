"""The pages of two cases on real servers, asked as a browser would ask them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

SMALL = Path(__file__).parents[1] / "cli/small-case"
PERSON = {"accept": "text/html", "accept-language": "en"}


@pytest.fixture(scope="session")
def server(serve: Callable[[Path | str], str]) -> str:
    """The address of one server of the default case, for all tests of pages."""
    return serve("ukraine-2024")


@pytest.fixture(scope="session")
def browsing(server: str) -> Iterator[httpx.Client]:
    """One connection to the default case, for all tests."""
    with httpx.Client(base_url=server, headers=PERSON, timeout=60) as made:
        yield made


@pytest.fixture
def shipped(browsing: httpx.Client) -> httpx.Client:
    """The default case, for somebody who has chosen nothing yet."""
    browsing.cookies.clear()
    return browsing


@pytest.fixture(scope="session")
def small(serve: Callable[[Path | str], str]) -> Iterator[httpx.Client]:
    """The small case of the command line's tests."""
    with httpx.Client(base_url=serve(SMALL), headers=PERSON, timeout=60) as made:
        yield made
