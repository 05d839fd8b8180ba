"""Files that are not what they should be: refused with where, what and todo, never a traceback."""

import contextlib
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from resupply.core.errors import RefusedError, SourceUnreadableError
from resupply.sources import kiel
from resupply.sources.kiel.contract import MAIN
from resupply.sources.kiel.detect import Found, detect, from_csv
from resupply.sources.kiel.rows import RowSet
from resupply.sources.reading import columns, files

KNOWN = date(2026, 7, 30)
GOOD = "country,iso,year,month,financial,humanitarian,military\nDenmark,DNK,2022,3,0,0,0.15\n"


def refused(path: Path) -> SourceUnreadableError:
    with pytest.raises(SourceUnreadableError) as error:
        kiel.read(path, known_on=KNOWN)
    assert error.value.where
    assert error.value.todo
    return error.value


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def small_workbook() -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        main = book.add_worksheet("MAIN DATA")
        main.write_row(0, 0, ["Countries", "Announcement Date", "Type of Aid General"])
        main.write(0, 3, "Converted Value in EUR")
        main.write_row(1, 0, ["Denmark", "until 6/7/2022", "Military", 5])
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("data_explorer.csv", b"", "empty"),
        ("data_explorer.csv", b" \n\n", "empty"),
        ("data_explorer.csv", b"<!DOCTYPE html><html></html>", "web page"),
        ("data_explorer.csv", b"\x00\x01\x02\x03", "not a text file"),
        ("data_explorer.csv", b"\xff\xfea", "breaks off inside a letter"),
        ("data_explorer.csv", b'country\n"' + b"x" * 1_100_000, "not CSV"),
        ("data_explorer.csv", b"a,b\n1,2\n", "no column for"),
        ("tracker.xlsx", b"<html><body>Sign in</body></html>", "web page"),
        ("tracker.xlsx", b"not a workbook", "damaged"),
        ("tracker.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        ("tracker.xlsx", small_workbook()[:2000], "damaged"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    assert what in refused(write(tmp_path / name, content)).what


def test_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "gone.csv").what


def test_a_folder_without_either_file_says_what_it_found(tmp_path: Path) -> None:
    write(tmp_path / "other.csv", b"a\n1\n")
    assert "found: other.csv" in refused(tmp_path).what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = GOOD + "Türkiye,TUR,2022,3,0,0,0.1\n"
    file = write(tmp_path / "data_explorer.csv", text.encode(encoding))
    release = kiel.read(file, known_on=KNOWN)
    assert {e.line_id for e in release.entries} == {"kiel/DNK/military", "kiel/TUR/military"}
    guessed = [f for f in release.findings if f.code == "encoding_guessed"]
    assert len(guessed) == (encoding == "cp1252")


def test_semicolons_and_decimal_commas_are_read(tmp_path: Path) -> None:
    text = GOOD.replace(",", ";").replace("0.15", "0,25")
    release = kiel.read(write(tmp_path / "site.csv", text.encode()), known_on=KNOWN)
    assert [e.value for e in release.entries] == [250_000_000]


def test_a_row_of_another_length_is_a_finding(tmp_path: Path) -> None:
    file = write(tmp_path / "site.csv", (GOOD + "Poland,POL,2022,3\n").encode())
    release = kiel.read(file, known_on=KNOWN)
    assert len(release.entries) == 1
    assert "row_has_other_length" in {f.code for f in release.findings}


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 10**6))
    assert "unpacks from" in refused(path).what


def test_a_sheet_with_one_far_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Countries")
        sheet.write(1_048_575, 16_383, "far")
    assert "1,048,576 rows and 16,384 columns" in refused(path).what


def test_a_far_row_of_cells_without_a_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/other.xml", '<row r="1048576">' + "<c/>" * 16_384)
    assert "1,048,576 rows and 16,384 columns" in refused(path).what


def test_a_workbook_without_the_columns_names_them(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Countries", "Announcment Date", "Kind"])
    error = refused(path)
    assert 'nearest: "Announcment Date"' in error.what
    assert "Found: Countries" in error.todo


def test_the_nameless_column_left_of_the_type_is_the_item() -> None:
    header = ["countries", "Announcement Date", "Type of Aid General", " ", "Type of item"]
    assert columns.match(header, MAIN).at["item"] == 3


def test_the_item_of_release_7_is_read_from_its_nameless_column(shared_data: Path) -> None:
    found = detect(shared_data / "kiel_items" / "kiel_R07_edA_2022-11_full.xlsx")
    assert isinstance(found, RowSet)
    assert columns.match(found.table.header, MAIN).at["item"] == 8


@given(cut=st.integers(1, 5000), flip=st.integers(0, 5000))
def test_a_cut_or_altered_workbook_is_read_or_refused(cut: int, flip: int) -> None:
    content = bytearray(small_workbook())
    content[flip % len(content)] ^= 0xFF
    # Anything but a refusal would be a traceback, and fail here.
    with contextlib.suppress(RefusedError):
        for _, cells in files.sheets("a.xlsx", bytes(content[: -(cut % 7) or None])):
            assert isinstance(cells, list)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    with contextlib.suppress(RefusedError):
        table = files.csv_table("a.csv", content)
        assert all(len(row) == len(table.header) for _, row in table.rows)


CELLS = st.sampled_from(
    [
        "",
        ".",
        "Denmark",
        "Total",
        "13",
        "2022",
        "3",
        "-1",
        "1e99",
        "nan",
        "x",
        "\u0421",
        "30/02/2022",
    ]
)


@given(st.lists(st.tuples(*[CELLS] * 7), max_size=6))
def test_any_cells_of_the_site_give_entries_or_findings(rows: list[tuple[str, ...]]) -> None:
    text = "\n".join([GOOD.split("\n")[0], *(",".join(row) for row in rows)])
    found = detect_text("data_explorer.csv", text)
    release = found.release(known_on=KNOWN, source_id=None)
    assert all(e.value is None or e.value > 0 for e in release.entries)


@given(st.lists(st.tuples(*[CELLS] * 6), max_size=6))
def test_any_cells_of_the_activities_give_entries_or_findings(rows: list[tuple[str, ...]]) -> None:
    head = "giver,dato,kategori,maal,verdi_eur_redistr,maaned_nr"
    text = "\n".join([head, *(",".join(row).replace("x", "Allocation") for row in rows)])
    release = detect_text("bilateral_activities.csv", text).release(known_on=KNOWN, source_id=None)
    assert len({e.key for e in release.entries}) == len(release.entries)
    for entry in release.entries:
        start, end = entry.happened_from, entry.happened_to
        assert start is None or end is None or start <= end


def detect_text(name: str, text: str) -> Found:
    return from_csv(files.csv_table(name, text.encode()), sha256="0" * 64)
