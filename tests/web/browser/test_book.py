"""The slider in a real browser: it is moved by key, the page follows, and so do other pages."""

import re

from playwright.sync_api import Page, expect
from tests.web.browser.conftest import accessible


def test_the_slider_moves_the_day_of_knowledge(page: Page) -> None:
    page.goto("/entries")
    slider = page.get_by_role("slider")
    expect(slider).to_be_visible()
    before = page.get_by_label("As known on", exact=True).input_value()
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile("as_of="))
    after = page.get_by_label("As known on", exact=True).input_value()
    assert after < before
    assert accessible(page) == []
    page.get_by_role("link", name="Pauses", exact=True).click()
    expect(page).to_have_url(re.compile(f"as_of={after}"))


def test_an_entry_is_reached_and_left_by_links(page: Page) -> None:
    page.goto("/entries?find=czech")
    page.locator("main table a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entry")
    page.get_by_role("link", name="All entries of its line").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entries")
    assert accessible(page) == []
