"""A what-if built, run, compared, kept and shared, by keyboard alone; long work stopped."""

import re

from playwright.sync_api import Locator, Page, expect
from tests.web.browser.conftest import accessible


def reached(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Go somewhere by Tab, or back by Shift+Tab."""
    for _ in range(80):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    expect(wanted).to_be_focused()


def filled(page: Page, label: Locator, text: str) -> None:
    reached(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_what_if_is_built_compared_kept_and_shared_by_keyboard_only(own_page: Page) -> None:
    page = own_page
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("z")
    expect(page.get_by_role("heading", level=1)).to_have_text("What if")
    pause = page.locator("details.add-pause")
    reached(page, pause.locator("summary"))
    page.keyboard.press("Enter")
    filled(page, pause.get_by_label("What pauses"), "Nowhereland")
    filled(page, pause.get_by_label("In scenario"), "quiet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nowhereland")
    pause = page.locator("details.add-pause")
    expect(pause.get_by_label("What pauses")).to_have_value("Nowhereland")
    filled(page, pause.get_by_label("What pauses"), "NNN")
    filled(page, pause.get_by_label("or so many days"), "20")
    page.keyboard.press("Enter")
    expect(page.locator(".scenario")).to_contain_text("pause NNN for 20 days")
    expect(page.locator("#compare .sentence")).to_contain_text("Pause NNN for 20 days")
    more = page.locator("details.add-scale")
    reached(page, more.locator("summary"))
    page.keyboard.press("Enter")
    filled(page, more.get_by_label("Of what"), "n-rate")
    filled(page, more.get_by_label("So many times"), "2")
    filled(page, more.get_by_label("In scenario"), "double")
    page.keyboard.press("Enter")
    expect(page.locator(".scenario")).to_have_count(2)
    expect(page.locator("#compare tbody tr")).to_have_count(2)
    assert accessible(page) == []
    shared = page.get_by_label("Link to share").input_value()
    keep = page.get_by_role("button", name="Keep with the case").first
    reached(page, keep, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("quiet is kept with the case")
    expect(page.locator(".kept")).to_contain_text("quiet")
    expect(page.locator("#compare tbody tr")).to_have_count(2)
    page.goto(shared)  # what was sent to others holds both, whatever is kept
    expect(page.locator(".scenario")).to_have_count(2)
    expect(page.locator("#compare tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Take away: pause NNN for 20 days").press("Enter")
    expect(page.locator(".scenario")).to_have_count(1)


def test_long_work_is_stopped_and_asked_again_only_by_the_reader(page: Page) -> None:
    page.goto("/simulate/needs?runs=4000000&days=365")
    working = page.locator(".working")
    expect(working.locator("progress")).to_be_visible()
    working.get_by_role("button", name="Stop").press("Enter")
    expect(working).to_contain_text("Stopped.", timeout=30_000)
    expect(working.get_by_role("link", name="Ask again")).to_be_focused()
    page.goto("/jobs")
    job = page.locator(".job").filter(has_text="--runs 4000000")
    expect(job).to_contain_text(re.compile("stopped"))
    expect(job.get_by_role("link", name=re.compile("Ask again"))).to_be_visible()
