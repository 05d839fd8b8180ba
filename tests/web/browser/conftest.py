"""A real browser on a real server. A page that asks another machine, logs an error or is not
accessible fails its test, whatever the test itself is about.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from tests.web.conftest import SMALL

ROOT = Path(__file__).parents[3]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

# A busy machine is slow to start scripts; what never comes still fails.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """A Chromium, found or fetched; a missing one fails, for a skipped test proves nothing."""
    # Not the tests' own cache folder: what is fetched is kept for the next time.
    own = {k: v for k, v in os.environ.items() if k != "XDG_CACHE_HOME"}
    found = subprocess.run(
        ["sh", ROOT / "tools/browser.sh"], capture_output=True, text=True, check=False, env=own
    )
    if found.returncode:
        pytest.fail(f"no browser: run `sh tools/browser.sh`. It said:\n{found.stderr}")
    return found.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_path: str) -> dict[str, Any]:
    return {"executable_path": browser_path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(server: str) -> dict[str, Any]:
    return {"base_url": server, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}


class Watched:
    """What a page did that no page may do.

    Args:
        page: The page.
        server: The only address it may ask.
    """

    def __init__(self, page: Page, server: str) -> None:
        self.problems: list[str] = []
        self._server = server
        page.on("request", self._asked)
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._server, "data:", "blob:")):
            self.problems.append(f"asks another machine: {request.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"console: {message.text} {message.location.get('url', '')}")


def accessible(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds wrong with a page as it is now; of these rules alone, where named."""
    found = Axe().run(page, options={"runOnly": list(rules)} if rules else None)
    return [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
        for each in found.response["violations"]
    ]


@pytest.fixture
def page(context: BrowserContext, server: str) -> Iterator[Page]:
    """A page that is watched, and checked with axe when the test is done with it."""
    made = context.new_page()
    made.set_default_timeout(10_000)
    watched = Watched(made, server)
    yield made
    if made.url != "about:blank":
        watched.problems += accessible(made)
    assert watched.problems == []


@pytest.fixture
def refused_page(context: BrowserContext, server: str) -> Iterator[Page]:
    """The same for tests of refusals: the browser logs the status of a page it was refused."""
    made = context.new_page()
    made.set_default_timeout(10_000)
    watched = Watched(made, server)
    yield made
    told = [p for p in watched.problems if "Failed to load resource" not in p]
    assert told + accessible(made) == []


@pytest.fixture(scope="session")
def own_server(serve: Callable[[Path | str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a case of one's own, which pages may write to."""
    own = tmp_path_factory.mktemp("written") / "own"
    shutil.copytree(SMALL, own)
    return serve(own)


@pytest.fixture
def own_page(browser: Browser, own_server: str) -> Iterator[Page]:
    """A page of that case, watched as the others are."""
    with browser.new_context(base_url=own_server, locale="en-GB") as context:
        made = context.new_page()
        made.set_default_timeout(10_000)
        watched = Watched(made, own_server)
        yield made
        told = [p for p in watched.problems if "422 (Unprocessable" not in p]
        assert told + accessible(made) == []
