"""The import wizard in a real browser: bad cells, other headings, the marked workbook."""

import io
import re

import xlsxwriter
from playwright.sync_api import Page, expect
from tests.web.browser.conftest import accessible

from resupply.core.workbooks import read_sheets

ROWS = (
    ("Id", "Donor country", "item", "kind", "quantity", "unit", "known_on", "source_id"),
    ("B1", "NNN", "155mm", "pledge", 900, "round", "2024-01-31", "s1"),
    ("B2", "NNN", "155mm", "pledge", "approx. 200", "round", "2024-01-31", "s1"),
)


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Promises")
        for row, cells in enumerate(ROWS):
            sheet.write_row(row, 0, cells)
    return out.getvalue()


def test_a_workbook_with_errors_comes_back_marked_and_the_rest_is_taken(own_page: Page) -> None:
    page = own_page
    page.goto("/import")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label(re.compile("File:")).set_input_files(
        {"name": "ours.xlsx", "mimeType": kind, "buffer": workbook()}
    )
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="Headings that are not ours")).to_be_visible()
    expect(page.get_by_label("Donor country", exact=True)).to_have_value("donor")
    assert accessible(page) == []
    page.get_by_role("button", name="Use these headings").click()
    cells = page.locator("tr", has=page.get_by_text("approx. 200")).get_by_role("cell")
    expect(cells.nth(2)).to_have_text("3")
    expect(cells.nth(3)).to_have_text("quantity")
    assert accessible(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="its odd cells marked").click()
    (sheet,) = read_sheets(download.value.path().read_bytes(), "marked.xlsx")
    assert sheet.rows[2][4] == "approx. 200"
    page.get_by_role("button", name=re.compile("Bring in the rest")).click()
    expect(page.locator(".notice")).to_contain_text("1 row was left out")
    page.get_by_role("link", name="Look at it").click()
    expect(page.locator("main")).to_contain_text("900")
