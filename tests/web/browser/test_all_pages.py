"""Every page in a real browser: light, dark, on a phone; the fixture finds what is wrong."""

import pytest
from playwright.sync_api import Page
from tests.web.browser.conftest import accessible

from resupply.web.pages import every

#: Pages that need to be told what, with something to tell them.
ASKED = {
    "diff": "known_1=2023-12-31&known_2=2024-02-28",
    "table": "name=facts",
    "words": "name=kiel-r16",
    "claim": "text=Denmark+gave+most+per+head",
    "donor": "donor=DNK",
    "what-if": "pause=USA&days=60",
}
ADDRESSES = [f"{p.address}?{ASKED[p.name]}" if p.name in ASKED else p.address for p in every()]


def settled(page: Page) -> None:
    """Long work is done and all pictures are there."""
    page.wait_for_selector(".working", state="detached", timeout=90_000)
    for image in page.locator(".chart img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_in_the_light_and_in_the_dark_on_a_phone(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    settled(page)
    assert accessible(page, rules=["color-contrast"]) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, f"{wide} px wide"  # and the fixture asks axe again
