"""Workbooks somebody sent: bombs, cut files, and values as text."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from resupply.core import workbooks
from resupply.core.errors import SourceUnreadableError
from resupply.core.workbooks import cell_text, read_sheets


def workbook(*rows: list[object], name: str = "items") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return out.getvalue()


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    """The same workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return out.getvalue()


def refusal(content: bytes) -> SourceUnreadableError:
    with pytest.raises(SourceUnreadableError) as refused:
        read_sheets(content, "a.xlsx")
    assert refused.value.where == "a.xlsx"
    return refused.value


def test_sheets_are_read_from_their_first_cell_with_their_formulas_counted() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Sums & more")
        sheet.write(2, 1, 5)
        sheet.write_formula(3, 1, "=B3*2", None, 10)
        book.add_worksheet("other").write(0, 0, "x")
    first, other = read_sheets(out.getvalue(), "a.xlsx")
    assert (first.name, first.formulas, other.formulas) == ("Sums & more", 1, 0)
    assert [[cell_text(c) for c in r] for r in first.rows] == [
        ["", ""],
        ["", ""],
        ["", "5"],
        ["", "10"],
    ]


def test_every_cut_of_a_workbook_is_refused_and_never_crashes() -> None:
    content = workbook(["item_id", "name"], *[[f"i{n}", n] for n in range(50)])
    for end in range(0, len(content) - 1, 97):
        refusal(content[:end])


def test_a_flipped_byte_is_refused_or_read_and_never_crashes() -> None:
    content = workbook(["item_id", "name"], *[[f"i{n}", n] for n in range(50)])
    for place in range(0, len(content), 61):
        broken = bytearray(content)
        broken[place] ^= 0xFF
        try:
            read_sheets(bytes(broken), "a.xlsx")
        except SourceUnreadableError:
            continue


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "SIZE_CALM", 1_000_000)
    bomb = with_part(workbook(["a"]), "xl/media/x.bin", b"\0" * 5_000_000)
    assert "times its size" in refusal(bomb).what


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbooks, "SIZE_MAX", 1_000)
    assert "unpacked it would be" in refusal(workbook(["a"])).what


def test_two_cells_far_apart_do_not_fill_the_memory() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    far = with_part(workbook(["a"]), "xl/worksheets/sheet1.xml", sheet)
    assert "row 1048576, column 16384" in refusal(far).what


def test_one_long_text_shared_by_many_cells_is_refused() -> None:
    text = b"<sst><si><t>" + b"x" * 3_000_000 + b"</t></si></sst>"
    assert "longer than" in refusal(with_part(workbook(["a"]), "xl/sharedStrings.xml", text)).what


def test_an_entity_bomb_is_refused() -> None:
    text = (
        b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<sst><si><t>&b;</t></si></sst>"
    )
    try:
        sheets = read_sheets(with_part(workbook(["a"]), "xl/sharedStrings.xml", text), "a.xlsx")
    except SourceUnreadableError:
        return
    assert "aaaaaaaaaa" not in str(sheets)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"item_id,name\n", "not an .xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, what: str) -> None:
    assert what in refusal(content).what


def test_a_zip_without_a_workbook_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", "x")
    assert "not an .xlsx" in refusal(out.getvalue()).what


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e20, "1e+20"),
        (0.30000000000000004, "0.3"),
        (float("nan"), "NaN"),
        (float("inf"), "inf"),
        (-5.0, "-5"),
        (False, "no"),
        (datetime.fromisoformat("2024-02-28T12:30"), "2024-02-28 12:30:00"),
        (date(2024, 2, 28), "2024-02-28"),
        (time(12), "12:00:00"),
    ],
)
def test_a_value_reads_as_it_would_stand_in_a_csv_file(value: object, text: str) -> None:
    assert cell_text(value) == text
