"""A team's server in a real browser: sign in, make a token, sign out; light and dark."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.web.browser.conftest import Watched, accessible

from resupply.api.accounts.people import Accounts

SMALL = Path(__file__).parents[2] / "cli/small-case"
PASSWORD = "seven quiet otters"


@pytest.fixture(scope="module")
def team(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("team") / "own"))
    accounts = Accounts(folder / "accounts.db")
    accounts.add("Ann", "admin", PASSWORD)
    accounts.add("Vic", "viewer", PASSWORD)
    accounts.close()
    return serve(folder)


@pytest.fixture(params=["light", "dark"])
def theirs(request: pytest.FixtureRequest, browser: Browser, team: str) -> Iterator[Page]:
    context = browser.new_context(base_url=team, color_scheme=request.param)
    page = context.new_page()
    page.set_default_timeout(10_000)
    watched = Watched(page, team)
    yield page
    told = [p for p in watched.problems if "Failed to load resource" not in p]
    assert told + accessible(page) == []
    context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def test_a_person_signs_in_sees_the_page_they_wanted_and_signs_out(theirs: Page) -> None:
    theirs.goto("/pauses")
    expect(theirs).to_have_title("Sign in - Resupply")
    sign_in(theirs, "Ann", "not hers")
    expect(theirs.get_by_role("alert")).to_contain_text("the name or the password is wrong")
    assert accessible(theirs) == []
    sign_in(theirs, "Ann", PASSWORD)
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Pauses")
    theirs.goto("/account")
    theirs.get_by_label("What for").fill("morning report")
    theirs.get_by_role("button", name="Make a token").click()
    expect(theirs.get_by_role("status")).to_contain_text("rsp_")
    assert accessible(theirs) == []
    theirs.get_by_role("button", name="End the token morning report").click()
    expect(theirs.get_by_text("None.")).to_be_visible()
    theirs.get_by_role("button", name="Sign out", exact=True).click()
    expect(theirs).to_have_title("Sign in - Resupply")
    theirs.goto("/pauses")
    expect(theirs).to_have_title("Sign in - Resupply")


def test_a_role_that_does_not_suffice_is_told_so(theirs: Page) -> None:
    theirs.goto("/users")
    sign_in(theirs, "Vic", PASSWORD)
    expect(theirs.get_by_role("alert")).to_contain_text("this needs the role admin")
