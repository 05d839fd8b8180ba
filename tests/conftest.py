"""What all tests share: how hypothesis searches, and where the published data lie."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
# Tests keep shipped cases' books in a cache of their own, not in the user's.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="resupply-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

# "ci" gives the same answer each time; HYPOTHESIS_PROFILE=search looks for what we missed.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published data as downloaded; RESUPPLY_SHARED names the folder that holds `data`."""
    shared = Path(os.environ.get("RESUPPLY_SHARED", ROOT.parent / "shared"))
    if not (shared / "data").is_dir():
        pytest.skip(
            "the published data are not here: put them into ../shared/data beside the project, "
            "or set RESUPPLY_SHARED to the folder that holds data/"
        )
    return (shared / "data").resolve()
