"""Pages that are kept: the same for one reader, another for another, new when the book is."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import httpx

from resupply.cli import main

SMALL = Path(__file__).parents[1] / "cli/small-case"
PERSON = {"accept": "text/html", "accept-language": "en"}


def test_a_kept_page_is_the_page(shipped: httpx.Client) -> None:
    first = shipped.get("/picture", params={"as_of": "2023-06-30"}).raise_for_status()
    assert shipped.get("/picture", params={"as_of": "2023-06-30"}).text == first.text
    other = shipped.get("/picture", params={"as_of": "2023-07-31"})
    assert other.text != first.text


def test_language_and_colours_are_never_those_of_another(shipped: httpx.Client) -> None:
    english = shipped.get("/pauses").text
    assert 'lang="uk"' in shipped.get("/pauses", headers={"accept-language": "uk"}).text[:200]
    shipped.get("/pauses", params={"_theme": "dark"})  # chosen: kept in a cookie
    assert 'data-theme="dark"' in shipped.get("/pauses").text
    shipped.cookies.clear()
    assert shipped.get("/pauses").text == english


def test_a_new_entry_is_on_the_page_at_once(
    serve: Callable[[Path | str], str], tmp_path: Path
) -> None:
    own = Path(copytree(SMALL, tmp_path / "own"))
    with httpx.Client(base_url=serve(own), headers=PERSON, timeout=60) as client:
        before = client.get("/").raise_for_status().text
        assert client.get("/").text == before
        done = main(
            ["record", "--case", str(own), "--donor", "NNN", "--item", "money", "--value",
             "987654321", "--currency", "EUR", "--kind", "military", "--stage", "allocation",
             "--happened-on", "2024-01-15", "--known-on", "2024-01-15", "--source", "press-x"]
        )  # fmt: skip
        assert done == 0
        assert client.get("/").text != before
