"""How proposals are scored: by this project's own rules, so that floors hold on any machine."""

from types import ModuleType

import pytest
from tests.intake import scoring


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    return scoring
