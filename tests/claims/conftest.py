"""The shipped cases, opened once, and a short way to ask them."""

from collections.abc import Callable
from typing import Any

import pytest

import resupply
from resupply.case import Case

Check = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def ukraine() -> Case:
    return resupply.open("ukraine-2024")


@pytest.fixture(scope="session")
def relief() -> Case:
    return resupply.open("humanitarian-ukraine-2024")


def one(case: Case, text: str, **bounds: Any) -> dict[str, Any]:
    """The only claim of a text, with its verdict and everything behind it."""
    result = case.claim(text, **bounds).result
    assert result is not None
    (found,) = result["claims"]
    return dict(found)


@pytest.fixture(scope="session")
def check(ukraine: Case) -> Check:
    return lambda text, **bounds: one(ukraine, text, **bounds)


@pytest.fixture(scope="session")
def check_relief(relief: Case) -> Check:
    return lambda text, **bounds: one(relief, text, **bounds)
