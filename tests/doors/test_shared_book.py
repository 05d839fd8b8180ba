"""A book in a database gives the same answers as one in a file, at every door."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests import databases
from tests.doors.test_doors import QUESTIONS, SMALL, as_address, as_json, without_the_moment

import resupply
from resupply.case import Case
from resupply.cli import main

#: Not asked again: they compute for long, on what the others have read alike.
_LONG = ("survive", "pause-cost", "simulate", "invest", "match", "brief")
ASKED = [command for command in QUESTIONS if not command.startswith(_LONG)]
#: What is served: one question of each way to read a book.
SERVED = ["balances --by donor,kind,stage", "pauses", "sources", "stock", "plan --days 30", "check",
          "entries", "entry d63728c17ec1f609", "table places", "verify"]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case, its book in a file."""
    made = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("file") / SMALL.name))
    assert main(["copy", str(made / "book.sqlite"), "--case", str(made)]) == 0
    return made


@pytest.fixture(scope="module")
def case(folder: Path) -> Iterator[Case]:
    with_file = resupply.open(folder)
    yield with_file
    with_file.close()


@pytest.fixture(scope="module")
def shared(
    database_server: str, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The same folder without the file, and a database with its book."""
    book = databases.new_schema(database_server)
    assert main(["copy", book, "--case", str(folder / "book.sqlite")]) == 0
    yield str(shutil.copytree(SMALL, tmp_path_factory.mktemp("shared") / SMALL.name)), book
    databases.drop(book)


@pytest.mark.parametrize("command", ASKED)
def test_the_command_line_agrees(
    command: str, case: Case, shared: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, book = shared
    assert main([*command.split(), "--case", folder, "--book", book, "--json"]) == 0
    told = without_the_moment(json.loads(capsys.readouterr().out))
    assert told == as_json(QUESTIONS[command](case))


@pytest.fixture(scope="module")
def rest(serve: Callable[..., str], shared: tuple[str, str]) -> Iterator[httpx.Client]:
    folder, book = shared
    with httpx.Client(base_url=serve(folder, "--book", book), timeout=60) as client:
        yield client


@pytest.mark.parametrize("command", SERVED)
def test_rest_agrees(command: str, case: Case, rest: httpx.Client) -> None:
    found = rest.get(as_address(command))
    assert found.status_code == 200, found.text
    assert without_the_moment(found.json()) == as_json(QUESTIONS[command](case))


def test_the_pages_are_served(rest: httpx.Client) -> None:
    for page in ("/", "/donors", "/entries"):
        assert rest.get(page).status_code == 200


def test_what_another_program_writes_is_in_the_next_answer(
    rest: httpx.Client, shared: tuple[str, str]
) -> None:
    folder, book = shared
    asked = "/api/v1/balances?measure=quantity&item=155mm&donor=SSS&as_of=2024-12-31"
    before = rest.get(asked)
    written = {"stage": "pledge", "donor": "SSS", "item": "155mm", "quantity": 700, "source": "s2",
               "known_on": date(2024, 2, 21)}  # fmt: skip
    with_python = resupply.open(folder, book=book)
    assert with_python.record(**written).result["added"] > 0
    with_python.close()
    after = rest.get(asked, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["rows"][0]["pledged_quantity"] == 700
    command = [Path(sys.executable).parent / "resupply", "record", "--stage", "pledge"]
    more = ["--donor", "SSS", "--item", "155mm", "--quantity", "50", "--known-on", "2024-02-22"]
    subprocess.run(
        [*command, *more, "--source", "s2", "--case", folder, "--book", book], check=True
    )
    assert rest.get(asked).json()["rows"][0]["pledged_quantity"] == 750
    assert rest.get("/api/v1/verify").json()["result"]["sound"] is True


def test_the_server_never_tells_where_the_book_is(rest: httpx.Client) -> None:
    told: list[Any] = [
        rest.get("/api/v1/cases").text,
        rest.get("/").text,
        rest.get("/entries").text,
    ]
    assert not [text for text in told if "postgresql://" in text]
