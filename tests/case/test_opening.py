"""Opening: a shipped name, a folder, a workbook, a book; what is none of these is refused."""

from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case.opening import BOOK_FILE
from resupply.core.errors import CaseUnreadableError, RefusedError, ResupplyError


def test_shipped_cases_are_listed_with_title_and_day():
    found = {c["name"]: c for c in resupply.cases()}
    assert found["ukraine-2024"]["as_of"] == "2024-02-28"
    assert all(c["title"] for c in found.values())


def test_a_shipped_case_opens_by_name_and_is_known_as_shipped(ukraine):
    assert (ukraine.name, ukraine.shipped) == ("ukraine-2024", True)
    assert ukraine.settings.as_of == date(2024, 2, 28)


def test_another_day_of_knowledge_holds_for_every_question(folder):
    case = resupply.open(folder, as_of=date(2024, 2, 1))
    assert case.rank().scope.as_of == date(2024, 2, 1)
    assert case.rank().rows[-1]["total_eur"] == 1e9
    assert resupply.open(folder).rank().rows[-1]["total_eur"] == 1.5e9


def test_a_folder_without_a_book_is_read_anew_each_time_and_left_as_it_is(folder):
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert resupply.open(folder).rank().rows
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_folder_with_a_book_is_asked_of_its_book(folder):
    case = resupply.open(folder)
    case.record(stage="pledge", donor="NNN", quantity=7, item="155mm", source="s1",
                known_on=date(2024, 2, 20))  # fmt: skip
    case.close()
    (folder / "entries.csv").unlink()
    again = resupply.open(folder)
    assert again.rank().rows[0]["total_eur"] == 1.5e9
    assert (folder / BOOK_FILE).exists()
    again.close()


def test_a_book_file_opens_by_itself(folder):
    case = resupply.open(folder)
    case.count(place="rear", item="155mm", quantity=1, source="s1")
    case.close()
    book = resupply.open(folder / BOOK_FILE)
    assert book.rank(dataset="own").rows[0]["total_eur"] == 1.5e9
    book.close()


def test_a_workbook_made_by_new_opens_and_holds_nothing_yet(tmp_path):
    from resupply.case.making import new_case

    new_case(tmp_path / "mine.xlsx")
    case = resupply.open(tmp_path / "mine.xlsx")
    assert case.check().rows == []
    with pytest.raises(RefusedError, match="a workbook is not a book"):
        case.record(stage="pledge", donor="NNN", source="s1")


@pytest.mark.parametrize("name", ["ukraine-2025", "no/such/place", "", "  "])
def test_what_does_not_exist_is_refused_with_the_cases_there_are(name):
    with pytest.raises(CaseUnreadableError) as error:
        resupply.open(name)
    assert "ukraine-2024" in error.value.todo


def test_a_misspelt_name_is_refused_with_the_nearest():
    with pytest.raises(CaseUnreadableError) as error:
        resupply.open("ukraine2024")
    assert error.value.todo.startswith('did you mean "ukraine-2024"?')


def test_a_folder_that_is_no_case_is_refused(tmp_path):
    with pytest.raises(CaseUnreadableError, match="this folder is no case"):
        resupply.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a book", b"PK\x03\x04", b"a,b\n1,2\n"])
@pytest.mark.parametrize("name", ["x.sqlite", "x.xlsx", "x.csv"])
def test_a_file_that_is_no_case_is_refused_and_left_as_it_is(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ResupplyError) as error:
        resupply.open(path)
    assert error.value.todo
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ('[case]\nname = "x"\nas_of = "soon"\n', "soon"),
        ("[case\n", "case.toml"),
        ('[case]\nname = "x"\ncurrency = 3\n', "currency"),
    ],
)
def test_settings_that_cannot_be_read_are_refused_or_found(folder, settings, what):
    Path(folder, "case.toml").write_text(settings)
    try:
        told = " ".join(f"{f.where} {f.what}" for f in resupply.open(folder).findings)
    except RefusedError as error:
        told = str(error)
    assert what in told
