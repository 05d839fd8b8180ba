"""The brief and the whole case over HTTP and on their pages: the very files commands write."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest

import resupply

FILES = "/api/v1/brief/two-pages"


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_file_is_the_one_the_command_writes(
    shipped: httpx.Client, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"brief.{form}"
    resupply.open("humanitarian-ukraine-2024").brief(file=file)
    asked = {"case": "humanitarian-ukraine-2024"}
    answer = shipped.get(f"{FILES}.{form}", params=asked).raise_for_status()
    assert answer.content == file.read_bytes()
    again = shipped.get(
        f"{FILES}.{form}", params=asked, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_the_page_links_its_files_within_its_bounds(shipped: httpx.Client) -> None:
    asked = {"as_of": "2023-12-31", "_lang": "en"}
    # A long answer is worked on beside the page; once it is there, the page has it.
    shipped.get("/api/v1/brief", params={"as_of": "2023-12-31"}).raise_for_status()
    page = shipped.get("/brief", params=asked).raise_for_status().text
    for form in ("pdf", "docx"):
        assert f'href="{FILES}.{form}?as_of=2023-12-31"' in page
    assert "Promised, allocated, delivered" in page
    assert "resupply balances --by kind --case ukraine-2024 --as-of 2023-12-31" in page


def test_what_is_no_form_or_no_sort_is_refused(shipped: httpx.Client) -> None:
    assert shipped.get(f"{FILES}.exe").status_code == 422
    refused = shipped.get(f"{FILES}.pdf", params={"sort": "suply"})
    assert refused.status_code == 422
    assert "todo" in refused.json()


CASE_FILES = "/api/v1/export/case"


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_the_case_is_the_file_the_command_writes(
    shipped: httpx.Client, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"out.{form}"
    resupply.open("humanitarian-ukraine-2024").export(file)
    asked = {"case": "humanitarian-ukraine-2024"}
    answer = shipped.get(f"{CASE_FILES}.{form}", params=asked).raise_for_status()
    assert answer.content == file.read_bytes()
    tag = {"If-None-Match": answer.headers["etag"]}
    assert shipped.get(f"{CASE_FILES}.{form}", params=asked, headers=tag).status_code == 304
    assert shipped.get(f"{CASE_FILES}.csv").status_code == 422


def test_the_folder_travels_as_a_zip_and_opens_again(shipped: httpx.Client, tmp_path: Path) -> None:
    asked = {"case": "pipeline-breaks-2024", "as_of": "2024-12-31"}
    content = shipped.get(f"{CASE_FILES}.zip", params=asked).raise_for_status().content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    again = resupply.open(str(tmp_path))
    assert again.name == "pipeline-breaks-2024"
    assert again.export().result == {"path": None, "form": None, "tables": 7, "rows": 57}


def test_its_page_counts_and_links_within_its_bounds(shipped: httpx.Client) -> None:
    asked = {"as_of": "2023-06-30", "_lang": "en"}
    page = shipped.get("/export", params=asked).raise_for_status().text
    for form in ("xlsx", "zip", "json"):
        assert f'href="{CASE_FILES}.{form}?as_of=2023-06-30"' in page
    assert "entries" in page
