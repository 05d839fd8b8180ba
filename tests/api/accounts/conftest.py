"""A team's server: a real one, with four people, and a clock that tests move."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from resupply.api.accounts import words
from resupply.api.accounts.access import Access
from resupply.api.accounts.oidc import Provider
from resupply.api.accounts.people import Accounts
from resupply.serve.app import whole_app

SMALL = Path(__file__).parents[2] / "cli/small-case"
PASSWORD = "seven quiet otters"
PEOPLE = {"Vic": "viewer", "Rita": "recorder", "Rex": "reviewer", "Ann": "admin"}


REAL_HASHER = words._hasher


@pytest.fixture(autouse=True, scope="session")
def _quick_hashes() -> Iterator[None]:
    """Passwords hashed as cheaply as argon2 allows; one test asks what they cost in truth."""
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_hasher", lambda: quick)
        words._nobody.cache_clear()
        yield
    words._nobody.cache_clear()


class Clock:
    """Seconds since 1970 that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Running:
    """A server in a thread of its own."""

    def __init__(self, app: object, listening: socket.socket) -> None:
        config = uvicorn.Config(app, log_level="warning")  # type: ignore[arg-type]
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listening]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)


class Team:
    """The server, its people, and clients for each of them."""

    def __init__(self, accounts: Accounts, clock: Clock, url: str, folder: Path) -> None:
        self.accounts, self.clock, self.url, self.folder = accounts, clock, url, folder
        self._clients: list[httpx.Client] = []

    def client(self, name: str | None = None, **headers: str) -> httpx.Client:
        """A browser of somebody, signed in; None = nobody."""
        cookies = {}
        if name is not None:
            number = self.accounts.find(name).number
            cookies = {"resupply_session": self.accounts.begin_session(number, "127.0.0.1")}
        made = httpx.Client(
            base_url=self.url, cookies=cookies, headers={"origin": self.url, **headers}, timeout=60
        )
        self._clients.append(made)
        return made

    def program(self, word: str) -> httpx.Client:
        """A program with a token."""
        made = httpx.Client(
            base_url=self.url, headers={"authorization": f"Bearer {word}"}, timeout=60
        )
        self._clients.append(made)
        return made

    def close(self) -> None:
        for client in self._clients:
            client.close()


def running(
    folder: Path, *, public: bool = False, provider: Callable[[str], Provider | None] | None = None
) -> Iterator[Team]:
    clock = Clock()
    accounts = Accounts(folder / "accounts.db", clock=clock)
    for name, role in PEOPLE.items():
        accounts.add(name, role, PASSWORD)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        access = Access(
            accounts=accounts, public=public, address=url, provider=provider and provider(url)
        )
        server = Running(whole_app(str(folder), access=access), listening)
        team = Team(accounts, clock, url, folder)
        yield team
        team.close()
        server.stop()
    accounts.close()


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("team") / "own"))
    yield from running(folder, public=True)


@pytest.fixture(autouse=True)
def _nothing_tried(request: pytest.FixtureRequest) -> None:
    """No test waits for the tries of another."""
    if "team" in request.fixturenames:
        accounts: Accounts = request.getfixturevalue("team").accounts
        accounts.store.drop_tries(float("inf"))
