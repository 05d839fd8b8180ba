"""The review desk by keyboard alone, in a real browser."""

import re

from playwright.sync_api import Page, expect
from tests.web.browser.conftest import accessible

TEXT = (
    "HELSINKI, February 20, 2024 - Finland will send Ukraine 20,000 rounds of 155mm ammunition, "
    "the ministry said on Tuesday."
)


def typed(page: Page, label: str, text: str) -> None:
    """Go to a field by Tab, and type."""
    field = page.get_by_label(label, exact=True)
    for _ in range(40):
        if field.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_text_is_brought_reviewed_and_accepted_by_keyboard_only(own_page: Page) -> None:
    page = own_page
    page.goto("/desk")
    page.keyboard.press("b")
    page.keyboard.type(TEXT)
    typed(page, "Your name", "Ann")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"number=\d+"))
    page.wait_for_load_state()
    # Turn pages up to the gift, and back, and on.
    expect(page.get_by_role("heading", name=re.compile("Proposal 1"))).to_be_visible()
    while not page.get_by_role("heading", name=": aid").count():
        before = page.url
        page.keyboard.press("n")
        expect(page).not_to_have_url(before)
    here = page.url
    page.keyboard.press("p")
    expect(page).not_to_have_url(here)
    page.keyboard.press("n")
    expect(page).to_have_url(here)
    # The field in focus lights its own words.
    page.keyboard.press("e")
    typed(page, "quantity", "20000")
    expect(page.locator("mark.lit")).to_have_text("20,000")
    assert accessible(page) == []
    for label, text in (("donor", "NNN"), ("recipient", "RRR"), ("item", "155mm")):
        page.keyboard.press("Escape")
        page.keyboard.press("e")
        typed(page, label, text)
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("edited")
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next, previous proposal")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator(".notice")).to_contain_text("is in the book")
    page.wait_for_load_state()
    # What is left is rejected, with a reason.
    page.keyboard.press("r")
    page.keyboard.type("no figure")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("rejected")
    page.goto(here)
    expect(page.get_by_role("heading", name=re.compile("Accepted.*Ann"))).to_be_visible()
    page.get_by_role("link", name="The words it was made of").click()
    expect(page.locator("main")).to_contain_text("20,000 rounds")
