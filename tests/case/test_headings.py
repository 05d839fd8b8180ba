"""Headings that are not ours: proposed by likeness, never taken unasked, written into a copy."""

from pathlib import Path

import pytest
import xlsxwriter

from resupply.case.headings import found, from_csv, rename
from resupply.core.errors import RefusedError
from resupply.core.workbooks import read_sheets

ROWS = (
    ("Promises of the spring",),
    ("Id", "Donor country", "kind", "How many", "Known on", "Source", "remarks"),
    ("B1", "NNN", "pledge", 900, "2024-01-31", "s1", "by phone"),
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        for name, rows in (("read me", (("words",),)), ("Promises", ROWS)):
            made = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                made.write_row(row, 0, cells)
    return tmp_path / "in.xlsx"


def test_what_is_alike_is_proposed_and_the_rest_is_not(sheet: Path) -> None:
    (promises,) = found(sheet)
    assert (promises.name, promises.table, promises.is_ours) == ("Promises", "pledges", False)
    assert promises.row == 1
    told = {h.text: (h.field, h.proposed) for h in promises.headings}
    assert told["Id"] == ("id", "")
    assert told["Known on"] == ("known_on", "")
    assert told["Donor country"] == (None, "donor")
    assert told["Source"] == (None, "source_id")
    assert told["How many"] == (None, "")
    assert promises.missing == ["donor", "item", "source_id"]
    assert promises.headings[6].examples == ["by phone"]


def test_what_was_chosen_is_written_and_nothing_else_changes(sheet: Path, tmp_path: Path) -> None:
    names = {("Promises", 1): "donor", ("Promises", 3): "quantity", ("Promises", 5): "source_id"}
    out = rename(sheet, tmp_path / "out.xlsx", tables={"Promises": "pledges"}, headings=names)
    prose, pledges = read_sheets(out.read_bytes(), "out.xlsx")
    assert (prose.name, prose.rows) == ("read me", [["words"]])
    assert pledges.name == "pledges"
    assert pledges.rows[1] == [
        "Id",
        "donor",
        "kind",
        "quantity",
        "Known on",
        "source_id",
        "remarks",
    ]
    before = read_sheets(sheet.read_bytes(), "in.xlsx")[1]
    assert (pledges.rows[0], pledges.rows[2]) == (before.rows[0], before.rows[2])
    assert not any(h.field is None for h in found(out)[0].headings[:6])


@pytest.mark.parametrize(
    "names",
    [
        {("Promises", 1): "donor", ("Promises", 3): "donor"},
        {("Promises", 1): "id"},
        {("Promises", 1): "nothing"},
    ],
)
def test_two_of_one_name_and_unknown_ones_are_refused(
    sheet: Path, tmp_path: Path, names: dict[tuple[str, int], str]
) -> None:
    with pytest.raises(RefusedError):
        rename(sheet, tmp_path / "out.xlsx", tables={"Promises": "pledges"}, headings=names)
    assert not (tmp_path / "out.xlsx").exists()


def test_a_csv_file_becomes_a_sheet_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "pledges.csv"
    path.write_bytes("id;donor\nÄ1;NNN\n;\n".encode("cp1252"))
    out = from_csv(path, tmp_path / "out.xlsx")
    (sheet,) = read_sheets(out.read_bytes(), "out.xlsx")
    assert (sheet.name, sheet.rows) == ("pledges", [["id", "donor"], ["Ä1", "NNN"]])
