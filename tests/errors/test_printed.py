"""Every message of the command line: each file in `printed/` provokes one and holds its words.

A file tells why the message is, makes the files it needs (a line `file NAME`, the content
indented by four blanks), may name a `setup:` below or say `needs: an empty database`, and holds a
command, what it prints and what it exits with. Rewrite what is printed with
`RESUPPLY_ACCEPT=1 pytest tests/errors`, then review it.
"""

import os
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from psycopg.conninfo import conninfo_to_dict

from resupply.cli import main
from resupply.core import errors

FOLDER = Path(__file__).parent / "printed"
#: Where libpq looks for what an address does not say.
LIBPQ = {
    "dbname": "PGDATABASE", "host": "PGHOST", "options": "PGOPTIONS", "password": "PGPASSWORD",
    "port": "PGPORT", "user": "PGUSER",
}  # fmt: skip
FILES = sorted(FOLDER.glob("*.txt"))


class Provoked(NamedTuple):
    files: dict[str, str]
    setup: str | None
    command: str
    printed: str


def parse(text: str) -> Provoked:
    before, rest = text.split("\n$ ", 1)
    command, printed = rest.split("\n", 1)
    files = {
        name: "".join(f"{line[4:]}\n" for line in content.splitlines())
        for name, content in re.findall(r"^file (\S+)\n((?:    .*\n|\n)*)", before + "\n", re.M)
    }
    setup = re.search(r"^setup: (.+)$", before, re.M)
    return Provoked(files, setup[1] if setup else None, command, printed)


@contextmanager
def a_book_another_program_writes_to() -> Iterator[None]:
    main(["record", "--case", ".", "--stage", "pledge", "--source", "first"])
    book = sqlite3.connect("book.sqlite", isolation_level=None)
    book.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        book.close()


@contextmanager
def a_book_of_a_newer_program() -> Iterator[None]:
    main(["record", "--case", ".", "--stage", "pledge", "--source", "first"])
    with sqlite3.connect("book.sqlite") as book:
        book.execute("PRAGMA user_version = 99")
    book.close()
    yield


@contextmanager
def a_pledge_is_recorded() -> Iterator[None]:
    main(
        ["record", "--case", ".", "--stage", "pledge", "--source", "s", "--known-on", "2024-02-16"]
    )
    yield


@contextmanager
def a_folder_lies_where_the_book_should_be() -> Iterator[None]:
    Path("book.sqlite").mkdir()
    yield


@contextmanager
def the_small_case() -> Iterator[None]:
    shutil.copytree(Path(__file__).parents[1] / "cli/small-case", "small")
    yield


@contextmanager
def a_folder_nobody_may_read() -> Iterator[None]:
    folder = Path("closed")
    folder.mkdir()
    folder.chmod(0)
    try:
        yield
    finally:
        folder.chmod(0o700)


@contextmanager
def an_admin_is_added() -> Iterator[None]:
    for name, role in (("Ann", "admin"), ("Vic", "viewer")):
        main(["users", "add", name, "--role", role, "--without-password", "--case", "."])
    yield


SETUPS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    made.__name__.replace("_", " "): made
    for made in (
        a_book_another_program_writes_to,
        a_book_of_a_newer_program,
        a_pledge_is_recorded,
        a_folder_lies_where_the_book_should_be,
        a_folder_nobody_may_read,
        the_small_case,
        an_admin_is_added,
    )
}


@pytest.mark.parametrize("path", FILES, ids=[f.stem for f in FILES])
def test_the_message_is_printed(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    text = path.read_text(encoding="utf-8")
    provoked = parse(text)
    if "\nneeds: an empty database\n" in text:
        for name, value in conninfo_to_dict(request.getfixturevalue("database")).items():
            monkeypatch.setenv(LIBPQ[name], str(value))
    if provoked.setup == "a folder nobody may read" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    monkeypatch.chdir(tmp_path)
    for variable in ("RESUPPLY_BOOK", "RESUPPLY_CASE", "RESUPPLY_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    for name, content in provoked.files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")
    with SETUPS[provoked.setup]() if provoked.setup else nullcontext():
        capsys.readouterr()
        code = main(shlex.split(provoked.command)[1:])
    out, err = capsys.readouterr()
    printed = f"{err}=> {code}\n"
    if os.environ.get("RESUPPLY_ACCEPT") == "1":
        path.write_text(
            text.replace(provoked.printed, printed) if provoked.printed else text + printed
        )
    assert out == ""
    assert code != 0
    assert "Traceback" not in err
    assert re.fullmatch(r"resupply: error: .+\nwhat: .+\ntodo: .+\n", err)
    assert printed == provoked.printed


def test_every_class_of_error_is_provoked() -> None:
    told = {m for f in FILES for m in re.findall(r"^class: (\w+)$", f.read_text("utf-8"), re.M)}
    leaves = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type)
        and issubclass(value, errors.ResupplyError)
        and not (value.__subclasses__() and name != "RefusedError")
    }
    assert leaves <= told
