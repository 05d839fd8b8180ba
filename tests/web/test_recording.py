"""Recording in the app: shown first, refused at its field, corrected, taken back."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.web.conftest import PERSON, SMALL

MOVE = {"stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": "321", "by": "Ann",
        "source": "A speech", "known_on": "2024-02-01", "happened_on": "2024-02-01"}  # fmt: skip
SEEN = {"place": "hub", "item": "155mm", "quantity": "10", "source": "s1", "by": "Ann",
        "counted_on": "2024-02-02", "known_on": "2024-02-02"}  # fmt: skip


@pytest.fixture(scope="module")
def own(
    serve: Callable[[Path | str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A case of one's own, asked by its own pages."""
    folder = tmp_path_factory.mktemp("record") / "own"
    shutil.copytree(SMALL, folder)
    address = serve(folder)
    with httpx.Client(base_url=address, headers={**PERSON, "origin": address}, timeout=60) as made:
        yield made


def pledged(own: httpx.Client) -> list[tuple[float, str | None]]:
    """Quantities of what was recorded by hand, with what each corrects."""
    rows = own.get("/api/v1/entries", params={"order": "entered", "most": 500}).json()["rows"]
    return [(r["quantity"], r["corrects"]) for r in rows if str(r["line_id"]).startswith("hand/")]


def write(own: httpx.Client, where: str, **fields: str) -> str:
    """Write, and give the id of what was written."""
    answer = own.post(where, data={"do": "write", **fields})
    assert answer.status_code == 303, answer.text
    page = own.get(answer.headers["location"]).text
    return re.findall(r"/(?:entry|words)\?name=([0-9a-f]+)", page)[0]


def test_a_move_is_shown_then_written_then_corrected_then_taken_back(own: httpx.Client) -> None:
    shown = own.post("/record/write", data={"do": "try", **MOVE}).raise_for_status().text
    assert "3 records would be written" in shown
    assert 'name="quantity" value="321"' in shown
    assert pledged(own) == []
    first = write(own, "/record/write", **MOVE)
    assert pledged(own) == [(321, None)]
    assert f"/record?corrects={first}" in own.get("/entry", params={"name": first}).text
    form = own.get("/record", params={"corrects": first}).raise_for_status().text
    assert ">321</dd>" in form
    where = f"/record/write?corrects={first}"
    right = {"quantity": "400", "source": "A speech", "by": "Ann", "known_on": "2024-02-02"}
    refused = own.post(where, data={"do": "try", **right})
    assert refused.status_code == 422
    assert 'id="wrong-reason"' in refused.text
    write(own, where, **right, reason="misheard")
    assert pledged(own)[1] == (79, first)
    back = {**right, "quantity": "", "reason": "never said", "reverses": "yes"}
    write(own, where, **back)
    assert sum(quantity for quantity, _ in pledged(own)) == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"quantity": "many"}, "quantity"),
        ({"stage": ""}, "stage"),
        ({"donor": "<b>Nowhere"}, "donor"),
        ({"known_on": "soon"}, "known_on"),
        ({"source": ""}, "source"),
        ({"by": ""}, "by"),
        ({"unit": "kg", "stage": "teleport"}, "stage"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_nothing_is_written(
    own: httpx.Client, changed: dict[str, str], field: str
) -> None:
    before = pledged(own)
    answer = own.post("/record/write", data={"do": "write", **MOVE, **changed})
    assert answer.status_code == 422
    assert f'id="wrong-{field}"' in answer.text
    assert "<b>Nowhere" not in answer.text
    assert "/own" not in answer.text.replace("/own/", "")  # no folder of the server
    assert pledged(own) == before


def test_a_count_is_shown_then_written(own: httpx.Client) -> None:
    shown = own.post("/count/write", data={"do": "try", **SEEN}).raise_for_status().text
    assert "1 record would be written" in shown
    name = write(own, "/count/write", **SEEN)
    assert name in own.get("/words", params={"name": name}).text
    again = own.post("/count/write", data={"do": "write", **SEEN})
    assert "already in the book" in own.get(again.headers["location"]).text
    odd = own.post("/count/write", data={"do": "try", **SEEN, "unit": "kg"})
    assert 'id="wrong-unit"' in odd.text
    for needed in ("place", "item", "source"):
        empty = own.post("/count/write", data={"do": "write", **SEEN, needed: ""})
        assert empty.status_code == 422
        assert f'id="wrong-{needed}"' in empty.text


def test_another_site_records_nothing(own: httpx.Client) -> None:
    before = pledged(own)
    headers = {"origin": "http://evil.example"}
    for where in ("/record/write", "/count/write"):
        sent = own.post(where, data={"do": "write", **MOVE}, headers=headers)
        assert sent.status_code == 403
    assert pledged(own) == before


def test_the_shipped_case_says_how_to_make_ones_own(shipped: httpx.Client) -> None:
    for address in ("/record", "/count"):
        page = shipped.get(address).raise_for_status().text
        assert "resupply new my-case --from ukraine-2024" in page
        assert "<textarea" not in page
        assert 'name="source"' not in page
    headers = {"origin": str(shipped.base_url).rstrip("/")}
    sent = shipped.post("/record/write", data={"do": "write", **MOVE}, headers=headers)
    assert sent.status_code == 422


def test_pages_that_write_speak_ukrainian(own: httpx.Client) -> None:
    for address, words in (("/record", "Записати рух"), ("/count", "Записати підрахунок"),
                           ("/desk", "Стіл перевірки"), ("/import", "Виберіть файл")):  # fmt: skip
        assert words in own.get(address, params={"_lang": "uk"}).text
