"""A user's workbook back, with the bad cells marked."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from resupply.core.errors import RefusedError, SourceUnreadableError
from resupply.core.findings import Finding
from resupply.report.template import marked_workbook
from resupply.sources.sheets import read_workbook


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "sent.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yy"})
        sheet = book.add_worksheet("counts")
        sheet.write_string(0, 0, "Our counts")
        sheet.write_row(1, 0, ["count_id", "place", "item", "counted_on", "quantity"])
        sheet.write_row(1, 5, ["known_on", "source_id"])
        for row, quantity in enumerate(["approx. 200", 300], 2):
            sheet.write_row(row, 0, [f"C{row}", "hub", "155mm"])
            sheet.write_datetime(row, 3, date(2024, 2, 15), day)
            sheet.write(row, 4, quantity)
            sheet.write_datetime(row, 5, date(2024, 2, 16), day)
            sheet.write(row, 6, "s1")
        book.add_worksheet("chat").write(0, 0, "=1+1")
    return path


def test_the_bad_cell_is_filled_and_explained_and_values_are_kept(sent: Path) -> None:
    found = read_workbook(sent)
    out = marked_workbook(sent, found.findings, sent.with_name("marked.xlsx"))
    again = read_workbook(out)
    assert [r["quantity"] for r in again["counts"]] == [r["quantity"] for r in found["counts"]]
    assert [f.where for f in again.findings] == [
        f.where for f in found.findings if f.code != "formula_cells"
    ]
    with zipfile.ZipFile(out) as parts:
        notes = parts.read("xl/comments1.xml").decode()
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert 'ref="E3"' in notes, "row 3, column quantity"
    assert "is not a number" in notes
    assert "FFC7CE" in styles
    assert '<c r="E3" s=' in sheet


def test_a_finding_about_an_empty_cell_or_a_sheet_is_marked_too(sent: Path) -> None:
    findings = [
        Finding(code="a", where='sheet "counts" row 4, column "place"', what="w.", todo="t."),
        Finding(code="b", where='sheet "counts" row 90', what="w.", todo="t.", level="error"),
        Finding(code="c", where='sheet "counts"', what="w.", todo="t.", level="note"),
        Finding(code="d", where="the book", what="w.", todo="t."),
        Finding(code="e", where='sheet "nowhere" row 1', what="w.", todo="t."),
    ]
    out = marked_workbook(sent, findings, sent.with_name("marked.xlsx"))
    with zipfile.ZipFile(out) as parts:
        notes = parts.read("xl/comments1.xml").decode()
    assert all(f'ref="{cell}"' in notes for cell in ("B4", "A90", "A1"))


def test_a_marked_copy_never_replaces_a_file(sent: Path) -> None:
    before = sent.read_bytes()
    with pytest.raises(RefusedError, match="exists already"):
        marked_workbook(sent, [], sent)
    assert sent.read_bytes() == before


def test_what_is_no_workbook_cannot_be_marked(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("x")
    with pytest.raises(SourceUnreadableError):
        marked_workbook(tmp_path / "a.xlsx", [], tmp_path / "b.xlsx")
    with pytest.raises(SourceUnreadableError):
        marked_workbook(tmp_path / "none.xlsx", [], tmp_path / "b.xlsx")
