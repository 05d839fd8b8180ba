"""A case whose book is in a database: when it is made there, and what is refused."""

import json
import shutil
import threading
from datetime import date
from pathlib import Path

import pytest
from tests.databases import do

import resupply
from resupply.case import own_book
from resupply.cli import main
from resupply.core.errors import BookMissingError, BookUnreachableError, RefusedError

SMALL = Path(__file__).parents[1] / "cli/small-case"
GIVEN = {"stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": 5, "source": "s2",
         "known_on": date(2024, 2, 21)}  # fmt: skip

LETTER = "Northland will send 5,000 rounds of 155mm shells, it said on Monday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case of one's own that was never written to."""
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


def tables(database: str) -> list[tuple]:
    return do(database, "SELECT relname FROM pg_class WHERE relnamespace = "
              "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())")  # fmt: skip


def test_asking_makes_no_book_and_the_first_entry_makes_it_of_the_tables(folder, database) -> None:
    with_tables = resupply.open(folder)
    case = resupply.open(folder, book=database)
    assert case.rank().rows == with_tables.rank().rows
    assert tables(database) == []
    assert case.record(**GIVEN, dry_run=True).result["added"] > 0
    assert tables(database) == []
    assert case.record(**GIVEN).result["added"] > 0
    assert not (folder / "book.sqlite").exists()
    again = resupply.open(folder, book=database)
    assert again.rank().rows == with_tables.rank().rows
    assert again.verify().result["sound"]
    assert again.record(**GIVEN).result["added"] == 0
    for each in (with_tables, case, again):
        each.close()


def test_an_edited_table_is_told_and_brought_in(folder, database) -> None:
    case = resupply.open(folder, book=database)
    case.record(**GIVEN)
    case.close()
    pledges = folder / "pledges.csv"
    pledges.write_text(pledges.read_text().replace("Northland", "North land", 1) + "\n")
    case = resupply.open(folder, book=database)
    assert [f.where for f in case.findings] == ["pledges.csv"]
    case.bring("sheet", folder)
    case.close()
    case = resupply.open(folder, book=database)
    assert not case.findings
    case.close()


def test_two_that_make_it_at_once_make_one(folder, database) -> None:
    cases = [resupply.open(folder, book=database) for _ in range(4)]
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            cases[number].record(**{**GIVEN, "quantity": number})
        except BaseException as error:
            errors.append(error)

    running = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert errors == []
    assert {e.quantity for _, e in cases[0].book.records("entry")} >= {0, 1, 2, 3}
    assert cases[0].verify().result["sound"]
    notes = [b.note for _, b in cases[0].book.records("batch")]
    assert notes.count("tables") == 1
    for case in cases:
        case.close()


class KilledError(BaseException):
    """What no handler stops."""


def test_killed_while_it_is_made_no_part_of_it_is_left(folder, database, monkeypatch) -> None:
    case = resupply.open(folder, book=database)
    answers = case.rank().rows

    def dies(book, other):
        with book.store.transaction() as change, other.store.whole() as whole:
            change.insert(list(whole.records))
            raise KilledError

    monkeypatch.setattr(own_book.Book, "fill", dies)
    with pytest.raises(KilledError):
        case.record(**GIVEN)
    monkeypatch.undo()
    case.close()
    again = resupply.open(folder, book=database)
    assert again.rank().rows == answers
    assert again.record(**GIVEN).result["added"] > 0
    assert again.rank().rows == answers
    again.close()


def test_a_case_file_names_its_book(folder, database, capsys) -> None:
    settings = folder / "case.toml"
    text = settings.read_text()
    settings.write_text(text.replace("[case]\n", f'[case]\nbook = "{database}"\n'))
    for _ in range(2):
        case = resupply.open(folder)
        assert case.address == database
        case.record(**GIVEN)
        case.close()
    assert do(database, "SELECT count(*) FROM entries")[0][0] > 0
    # What is given counts more than what the file says.
    with pytest.raises(BookUnreachableError):
        resupply.open(folder, book="postgresql://127.0.0.1:1/other")
    assert main(["new", str(folder.parent / "copy"), "--from", str(folder)]) == 1
    assert "what it holds is in its book" in capsys.readouterr().err


def test_a_book_alone_is_asked_and_written_to(folder, database, monkeypatch, capsys) -> None:
    with pytest.raises(BookMissingError):
        resupply.open(book=database)
    assert main(["copy", database, "--case", str(folder)]) == 0
    case = resupply.open(book=database)
    assert case.record(**GIVEN).result["added"] > 0
    assert case.folder is None
    for refused in (
        lambda: case.desk.reject(1, by="Ann", why="no"),
        lambda: case.desk.read_file(LETTER, by="Ann"),
    ):
        with pytest.raises(RefusedError, match="lie in the folder") as error:
            refused()
        assert "--case DIR" in error.value.todo
    case.close()
    monkeypatch.setenv("RESUPPLY_BOOK", database)
    capsys.readouterr()
    assert main(["balances", "--json", "--dataset", "own"]) == 0
    told = json.loads(capsys.readouterr().out)["rows"]
    assert told == json.loads(json.dumps(resupply_rows(database)))


def resupply_rows(database: str) -> list:
    case = resupply.open(book=database)
    try:
        return list(case.balances(dataset="own").to_dict()["rows"])
    finally:
        case.close()


def test_what_cannot_have_its_book_in_a_database_is_refused(folder, database, tmp_path) -> None:
    with pytest.raises(RefusedError, match="never written to"):
        resupply.open("ukraine-2024", book=database)
    assert main(["new", str(tmp_path / "a.xlsx")]) == 0
    with pytest.raises(RefusedError, match="only a case folder"):
        resupply.open(tmp_path / "a.xlsx", book=database)
    with_file = resupply.open(folder)
    with_file.record(**GIVEN)
    with_file.close()
    with pytest.raises(RefusedError, match="has one of its own") as error:
        resupply.open(folder, book=database)
    assert "resupply copy ADDRESS" in error.value.todo
    assert main(["copy", database, "--case", str(folder / "book.sqlite")]) == 0
    case = resupply.open(folder, book=database)
    assert case.record(**GIVEN).result["added"] == 0
    case.close()


def test_the_book_comes_back_as_a_file(folder, database, tmp_path, capsys) -> None:
    assert main(["copy", database, "--case", str(folder)]) == 0
    assert main(["copy", str(tmp_path / "back.sqlite"), "--book", database]) == 0
    assert "hash for hash" in capsys.readouterr().out
    file, shared = resupply.open(tmp_path / "back.sqlite"), resupply.open(book=database)
    assert list(file.book.store.read()) == list(shared.book.store.read())
    file.close()
    shared.close()
    assert main(["copy", str(tmp_path / "back.sqlite"), "--book", database]) == 1
    assert main(["copy", str(tmp_path / "no/back.sqlite"), "--book", database]) == 1
    assert "no/back.sqlite\n" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["back.sqlite", "own"]


def test_what_was_read_from_a_document_is_accepted_into_it(folder, database) -> None:
    case = resupply.open(folder, book=database)
    case.desk.read_file(LETTER, by="Ann", published="2024-02-20")
    waiting = case.review().rows
    assert waiting
    number = waiting[0]["number"]
    assert case.desk.accept(number, by="Ann", new_names=True).result["added"] > 0
    case.close()
    again = resupply.open(folder, book=database)
    assert [r["status"] for r in again.review(status="accepted").rows] == ["accepted"]
    assert again.verify().result["sound"]
    again.close()
