"""Empty cases to fill, and the law that both forms hold the same rows."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.core.errors import RefusedError
from resupply.core.fields import CASE, TABLES, Field, Table, Value
from resupply.core.workbooks import cell_text, read_sheets
from resupply.report.template import new_folder, new_workbook
from resupply.sources.sheets import Tables, read_folder, read_workbook
from resupply.sources.sheets.convert import value

DAY = date(2024, 2, 28)


def bare(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """Rows without the places they stood."""
    return {
        name: [{k: v for k, v in row.items() if k != "_where"} for row in rows]
        for name, rows in tables.rows.items()
    }


def examples() -> dict[str, list[dict[str, Value]]]:
    """The example row of every table, typed."""
    return {
        t.name: [{f.name: value(f, f.example) if f.example else None for f in t.fields}]
        for t in TABLES.values()
    }


def test_texts_that_a_spreadsheet_would_run_are_guarded_in_a_folder(tmp_path: Path) -> None:
    rows = examples()
    rows["sources"][0]["title"] = "=1+1"
    path = new_folder(tmp_path / "mine", "mine", rows=rows)
    assert ",'=1+1," in (path / "sources.csv").read_text("utf-8")
    assert read_folder(path).rows["sources"][0]["title"] == "=1+1"


def test_a_new_folder_reads_back_empty_and_without_findings(tmp_path: Path) -> None:
    path = new_folder(
        tmp_path / "mine", "mine", title='A "case"', as_of=DAY, dataset="press", recipient="UKR"
    )
    tables = read_folder(path, strict=True)
    assert tables.findings == ()
    assert tables.rows == {name: [] for name in TABLES}
    assert tables.case == {
        "case": {
            "name": "mine",
            "title": 'A "case"',
            "as_of": DAY,
            "dataset": "press",
            "currency": "EUR",
            "recipient": "UKR",
        }
    }


def test_a_new_workbook_holds_the_same_settings(tmp_path: Path) -> None:
    folder = read_folder(new_folder(tmp_path / "mine", "mine", title="T", as_of=DAY))
    book = read_workbook(new_workbook(tmp_path / "mine.xlsx", "mine", title="T", as_of=DAY))
    assert (book.case, book.rows, book.findings) == (folder.case, folder.rows, ())


def test_the_readme_explains_every_column_and_shows_a_row_of_every_table(tmp_path: Path) -> None:
    text = (new_folder(tmp_path / "mine", "mine") / "README.md").read_text("utf-8")
    for table in (*TABLES.values(), CASE):
        for field in table.fields:
            assert f"| `{field.name}`" in text
            assert field.meaning in text
    assert "They are not data" in text
    assert "USD,1.0802,2024-02-16,press-20240216" in text


def test_a_new_folder_is_a_valid_data_package(tmp_path: Path) -> None:
    path = new_folder(tmp_path / "mine", "mine", rows=examples())
    report = frictionless.validate(str(path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "fieldName", "note"])


def test_the_example_rows_are_taken_in_both_forms(tmp_path: Path) -> None:
    folder = read_folder(new_folder(tmp_path / "mine", "mine", rows=examples()))
    book = read_workbook(new_workbook(tmp_path / "mine.xlsx", "mine", rows=examples()))
    assert [f for f in folder.findings if f.level == "error"] == []
    assert all(len(rows) == 1 for rows in folder.rows.values())
    assert bare(book) == bare(folder)


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    path = new_folder(tmp_path / "mine", "mine")
    before = {p.name: p.read_bytes() for p in path.iterdir()}
    with pytest.raises(RefusedError, match="exists already"):
        new_folder(path, "other")
    assert {p.name: p.read_bytes() for p in path.iterdir()} == before
    book = new_workbook(tmp_path / "mine.xlsx")
    with pytest.raises(RefusedError, match="exists already"):
        new_workbook(book)


def test_one_file_in_the_way_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("mine")
    with pytest.raises(RefusedError, match=r"items\.csv"):
        new_folder(tmp_path, "mine")
    assert [p.name for p in tmp_path.iterdir()] == ["items.csv"]


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    new_folder(tmp_path, "mine")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "case.toml").exists()
    assert list(tmp_path.glob(".*")) == []


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot be written"):
        new_folder(tmp_path / "file" / "mine", "mine")


@pytest.mark.parametrize("name", ["", "My Case", "../up", "ua/2024", "a;b"])
def test_a_name_that_could_not_stand_in_an_address_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        new_folder(tmp_path / "x", name)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_must_be_called_one(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"ends with \.xlsx"):
        new_workbook(tmp_path / "mine.csv")


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Value]]] = {"items": [{"item_id": "a", "name": "x" * 40_000}]}
    with pytest.raises(RefusedError, match=r"40,000 letters"):
        new_workbook(tmp_path / "mine.xlsx", rows=rows)
    assert list(tmp_path.iterdir()) == []


def test_headings_have_notes_drop_downs_and_stay_in_sight(tmp_path: Path) -> None:
    import zipfile

    path = new_workbook(tmp_path / "mine.xlsx")
    sheets = [s.name for s in read_sheets(path.read_bytes(), "mine.xlsx")]
    assert sheets == ["read me", "case", *TABLES]
    with zipfile.ZipFile(path) as parts:
        pledges = parts.read(f"xl/worksheets/sheet{sheets.index('pledges') + 1}.xml").decode()
        notes = "".join(parts.read(n).decode() for n in parts.namelist() if "comments" in n)
    assert 'state="frozen"' in pledges
    assert "ask,intent,pledge,commitment" in pledges
    assert "OFFSET('parties'!$A$2" in pledges
    for table in TABLES.values():
        for field in table.fields:
            assert field.meaning.split("'")[0].split("&")[0] in notes


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    first = new_workbook(tmp_path / "a.xlsx", rows=examples()).read_bytes()
    assert new_workbook(tmp_path / "b.xlsx", rows=examples()).read_bytes() == first


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    rows: dict[str, list[dict[str, Value]]] = {
        "items": [{"item_id": "a", "name": '=HYPERLINK("https://example.org")'}]
    }
    path = new_workbook(tmp_path / "mine.xlsx", rows=rows)
    tables = read_workbook(path)
    assert tables["items"][0]["name"] == '=HYPERLINK("https://example.org")'
    assert tables.findings == ()


# --- the law --------------------------------------------------------------------------------------

LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(str.strip).filter(bool)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
DAYS = st.integers(0, 60_000).map(lambda n: date(1890, 1, 1) + timedelta(days=n))


def cells(field: Field) -> st.SearchStrategy[Value]:
    """Typed cells a column may hold."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "number": st.decimals(
            min_value=field.minimum if field.minimum is not None else -(10**9),
            max_value=field.maximum if field.maximum is not None else 10**18,
            places=6,
            allow_nan=False,
        ),
        "integer": st.integers(field.minimum or 0, field.maximum or 10**6),
        "day": DAYS,
        "flag": st.booleans(),
        "url": NAMES.map(lambda n: f"https://example.org/{n}"),
        "list": st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        "id": NAMES,
        "text": WORDS,
    }
    some = kinds[field.type]
    if field.enum:
        some = st.sampled_from([str(e) for e in field.enum])
    elif field.pattern and field.type == "text":
        some = st.just(field.example)
    if field.required or field.default:
        return some
    return st.none() | some


def rows_of(table: Table) -> st.SearchStrategy[dict[str, Value]]:
    return st.fixed_dictionaries({f.name: cells(f) for f in table.fields})


@settings(max_examples=40)
@given(data=st.data(), name=st.sampled_from(sorted(TABLES)))
def test_a_case_written_as_workbook_or_folder_reads_back_the_same(
    data: st.DataObject, name: str
) -> None:
    rows = {name: data.draw(st.lists(rows_of(TABLES[name]), max_size=3))}
    with TemporaryDirectory() as temporary:
        folder = read_folder(new_folder(Path(temporary) / "a", "a", rows=rows))
        book = read_workbook(new_workbook(Path(temporary) / "a.xlsx", "a", rows=rows))
    assert bare(folder) == bare(book)
    kept = [r for r in rows[name] if r in bare(folder)[name]]
    assert len(kept) >= len(bare(folder)[name]), "nothing is read that was not written"
    assert {f.code for f in folder.findings if f.level == "error"} <= {
        "range_upside_down",
        "duplicate_id",
    }


def test_numbers_beyond_the_digits_of_a_spreadsheet_are_kept(tmp_path: Path) -> None:
    number = Decimal("12345678901234567.25")
    rows: dict[str, list[dict[str, Value]]] = {
        "items": [{"item_id": "a", "name": "b", "mass_kg": number}]
    }
    path = new_workbook(tmp_path / "mine.xlsx", rows=rows)
    assert read_workbook(path)["items"][0]["mass_kg"] == number
    assert cell_text(number) == "12345678901234567.25"
