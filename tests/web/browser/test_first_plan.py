"""From an empty case to a first plan, in the browser alone: the tables of the page that tells."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page, expect
from tests.web.browser.conftest import Watched, accessible

from resupply.cli import main

TOLD = Path(__file__).parents[3] / "docs/cookbook/describe-a-network.md"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    """The tables of the page, one a sheet."""
    tables = re.findall(r'```csv title="net/(\w+)\.csv"\n(.*?)```', TOLD.read_text("utf-8"), re.S)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": True}) as book:
        for name, text in tables:
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(csv.reader(io.StringIO(text))):
                sheet.write_row(row, 0, cells)
    return out.getvalue()


@pytest.fixture
def empty(browser: Browser, serve: Callable[[Path | str], str], tmp_path: Path) -> Iterator[Page]:
    case = tmp_path / "net"
    assert main(["new", str(case)]) == 0
    address = serve(case)
    with browser.new_context(base_url=address, locale="en-GB") as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        watched = Watched(page, address)
        yield page
        assert [p for p in watched.problems if "422 (Unprocessable" not in p] == []


def test_a_stranger_gets_from_an_empty_case_to_a_plan(empty: Page) -> None:
    page = empty
    page.goto("/import")
    page.get_by_label(re.compile("File:")).set_input_files(
        {"name": "net.xlsx", "mimeType": XLSX, "buffer": workbook()}
    )
    page.get_by_label(re.compile("Known on")).fill("2026-03-31")
    page.get_by_label("Your name").fill("Ann")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name=re.compile("Bring")).click()
    expect(page.locator(".notice")).to_be_visible()
    page.goto("/plan?as_of=2026-03-31")
    page.wait_for_selector(".working", state="detached")
    expect(page.locator("main")).to_contain_text("Port store")
    expect(page.locator("main")).to_contain_text("Valley camp")
    assert accessible(page) == []
