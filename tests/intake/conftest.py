"""The shared scorer, loaded once."""

import importlib.util
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def scorer(pytestconfig: pytest.Config) -> ModuleType:
    path = pytestconfig.rootpath.parent / "shared" / "intake" / "score_documents.py"
    if not path.exists():
        pytest.skip("the shared scorer is not beside this project")
    spec = importlib.util.spec_from_file_location("score_documents", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
