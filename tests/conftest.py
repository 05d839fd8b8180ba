"""What all tests share: how hypothesis searches, and where the published data lie."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
# Tests keep shipped cases' books in a cache of their own, not in the user's.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="resupply-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
# A database server keeps its lock here; without a place of one's own it warns.
os.environ.setdefault("XDG_RUNTIME_DIR", os.environ["XDG_CACHE_HOME"])
# Nobody's own settings: a test names its case and book itself.
for name in ("RESUPPLY_BOOK", "RESUPPLY_CASE"):
    os.environ.pop(name, None)

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


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a case for the tests to ask: a real server on a free port of 127.0.0.1; its address."""
    started: list[subprocess.Popen[str]] = []

    def served(case: Path | str, *more: str) -> str:
        command = [Path(sys.executable).parent / "resupply", "serve", "--port", "0"]
        server = subprocess.Popen(
            [*command, "--case", str(case), *more], stdout=subprocess.PIPE, stderr=None, text=True
        )
        started.append(server)
        assert server.stdout is not None
        told = server.stdout.readline()
        return next(w for w in told.split() if w.startswith("http://"))

    yield served
    for server in started:
        server.terminate()
        server.wait(timeout=10)
        assert server.stdout is not None
        server.stdout.close()


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """A running PostgreSQL: the one RESUPPLY_TEST_PG names, or one of the tests' own."""
    given = os.environ.get("RESUPPLY_TEST_PG")
    if given:
        yield given
        return
    from tests.databases import Server, do

    server = Server()
    # No power cut is played here, so nothing need wait for the disk; tests/store/test_crash does.
    do(server.address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield server.address
    server.close()


@pytest.fixture
def database(database_server: str) -> Iterator[str]:
    """The address of a new, empty place for a book."""
    from tests import databases

    made = databases.new_schema(database_server)
    yield made
    databases.drop(made)
