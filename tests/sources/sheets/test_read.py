"""Folders and workbooks as people send them."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from resupply.core.errors import CaseUnreadableError, SourceUnreadableError
from resupply.core.fields import TABLES
from resupply.sources.sheets import Tables, read_folder, read_workbook

Write = Callable[..., Path]
PLEDGE = "id,donor,item,kind,quantity,unit,known_on,source_id\n"


def codes(tables: Tables) -> list[str]:
    return [f.code for f in tables.findings]


def test_rows_are_typed_and_know_where_they_stood(folder: Write) -> None:
    tables = read_folder(
        folder(pledges=PLEDGE + "L1,FIN,155mm,pledge,1000.50,round,2024-02-16,s1\n")
    )
    (row,) = tables["pledges"]
    assert tables.findings == ()
    assert row["quantity"] == Decimal("1000.50")
    assert row["known_on"] == date(2024, 2, 16)
    assert row["known_precision"] == "day", "the default, for the column is missing"
    assert row["value"] is None, "unknown is None"
    assert row["_where"] == "pledges.csv row 2"
    assert set(row) == {*TABLES["pledges"].names, "_where"}


def test_settings_and_hashes_come_with_the_rows(folder: Write) -> None:
    tables = read_folder(folder())
    assert tables.case == {"case": {"name": "small", "as_of": date(2024, 2, 28)}}
    assert set(tables.sha256) == {"case.toml", "sources.csv", "parties.csv", "items.csv"}
    assert tables["legs"] == [], "a table may be missing"


def test_flags_and_lists_are_typed(folder: Write) -> None:
    delivery = "id,donor,item,cumulative,known_on,source_id\nD1,FIN,155mm,Yes,2024-02-16,s1\n"
    parties = "party_id,name,part_of\nFIN,Finland,EU; NATO\nEU,Union,\nNATO,Alliance,\n"
    tables = read_folder(folder(deliveries=delivery, parties=parties))
    assert tables["deliveries"][0]["cumulative"] is True
    assert tables["deliveries"][0]["stage"] == "delivery"
    assert tables["parties"][0]["part_of"] == ("EU", "NATO")
    assert tables["parties"][1]["part_of"] is None


def test_a_bad_row_is_left_out_and_the_good_ones_are_taken(folder: Write) -> None:
    text = (
        PLEDGE
        + "L1,FIN,155mm,pledge,1000,round,2024-02-16,s1\n"
        + "L2,POL,155mm,pledge,approx. 200,round,2024-02-30,s1\n"
        + "L3,POL,155mm,pledge,3,round,2024-02-16,s1\n"
    )
    tables = read_folder(folder(pledges=text))
    assert [r["id"] for r in tables["pledges"]] == ["L1", "L3"]
    assert [(f.code, f.where) for f in tables.findings] == [
        ("not_a_number", 'pledges.csv row 3, column "quantity"'),
        ("not_a_day", 'pledges.csv row 3, column "known_on"'),
    ]


def test_a_bad_cell_is_shown_under_its_row(folder: Write) -> None:
    text = PLEDGE + "L2,POL,155mm,pledge,approx. 200,round,2024-02-16,s1\n"
    tables = read_folder(folder(pledges=text))
    assert tables.show(tables.findings[0]).splitlines() == [
        'pledges.csv row 2, column "quantity"',
        "  2 | 155mm | pledge | approx. 200 | round |",
        "                       ^^^^^^^^^^^",
        'what: "approx. 200" is not a number.',
        "todo: write 200 and say the rest in the note, or leave it empty if nothing was stated.",
    ]


def test_blank_rows_keep_the_numbers_a_spreadsheet_shows(folder: Write) -> None:
    text = PLEDGE + '\n"L1",FIN,155mm,pledge,1,round,2024-02-16,s1\n,,,,,,,\nL2,FIN,155mm,x,1,,,\n'
    tables = read_folder(folder(pledges=text))
    assert tables["pledges"][0]["_where"] == "pledges.csv row 3"
    assert tables.findings[0].where == 'pledges.csv row 5, column "kind"'


def test_a_text_with_a_line_break_is_one_row(folder: Write) -> None:
    text = 'source_id,title,published\ns1,"two\nlines",2024-02-01\ns2,t,2024-02-0x\n'
    tables = read_folder(folder(sources=text))
    assert tables.findings[0].where == 'sources.csv row 3, column "published"'


def test_a_wrong_heading_gets_the_nearest_name(folder: Write) -> None:
    text = PLEDGE.replace("known_on", "known_at") + "L1,FIN,155mm,pledge,1,round,2024-02-16,s1\n"
    tables = read_folder(folder(pledges=text))
    assert codes(tables) == ["unknown_column", "missing_column"]
    assert tables.findings[1].todo == 'rename "known_at" to "known_on".'
    assert tables["pledges"] == []
    assert len(tables["parties"]) == 3, "the other tables go on"


def test_a_column_for_people_does_not_hinder(folder: Write) -> None:
    text = "item_id,name,unit,colour of the box\n155mm,155 mm round,round,green\n"
    tables = read_folder(folder(items=text))
    assert codes(tables) == ["unknown_column"]
    assert len(tables["items"]) == 1


def test_headings_may_stand_below_a_title(folder: Write) -> None:
    text = "Our items,,\n,,\nItem ID,Name,Unit\n155mm,155 mm round,round\n"
    tables = read_folder(folder(items=text))
    assert codes(tables) == ["moved_header"]
    assert tables["items"][0]["_where"] == "items.csv row 4"


def test_the_same_id_twice_is_taken_once(folder: Write) -> None:
    tables = read_folder(folder(items="item_id,name\na,first\nb,x\na,second\n"))
    assert [r["name"] for r in tables["items"]] == ["first", "x"]
    assert codes(tables) == ["duplicate_id"]
    assert "stands already in row 2" in tables.findings[0].what


def test_a_range_upside_down_is_not_taken(folder: Write) -> None:
    text = "id,donor,item,kind,quantity_low,quantity_high,known_on,source_id\n"
    tables = read_folder(folder(pledges=text + "L1,FIN,155mm,pledge,9,3,2024-02-16,s1\n"))
    assert codes(tables) == ["range_upside_down"]
    assert tables["pledges"] == []


def test_unknown_ids_are_warned_of_once_each_and_their_rows_taken(folder: Write) -> None:
    row = "{},Finnland,155mm,pledge,1,round,2024-02-16,s9\n"
    tables = read_folder(folder(pledges=PLEDGE + row.format("L1") + row.format("L2")))
    assert codes(tables) == ["unknown_party", "unknown_source"]
    party = tables.findings[0]
    assert (party.count, party.level, party.subject) == (2, "warning", "Finnland")
    assert party.todo.startswith('did you mean "FIN"?'), "names help to find the id"
    assert len(tables["pledges"]) == 2


def test_ids_known_from_elsewhere_and_aliases_are_known(folder: Write) -> None:
    rows = "L1,Suomi,155mm,pledge,1,round,2024-02-16,s1\nL2,SWE,155mm,pledge,1,,2024-02-16,s1\n"
    path = folder(pledges=PLEDGE + rows, aliases="alias,party_id\nSuomi,FIN\n")
    assert codes(read_folder(path, known={"parties": {"SWE"}})) == []


def test_a_reference_table_that_is_not_there_is_held_against_nobody(folder: Write) -> None:
    path = folder(pledges=PLEDGE + "L1,XX,yy,pledge,1,,2024-02-16,s1\n")
    (path / "parties.csv").unlink()
    (path / "items.csv").unlink()
    assert codes(read_folder(path)) == []


@pytest.mark.parametrize(
    ("item", "unit", "expected"),
    [
        ("155mm", "round", []),
        ("155mm", "", []),
        ("155mm", "round/month", []),
        ("155mm", "t", ["unit_mismatch"]),
        ("155mm", "round/lorry", ["unit_mismatch"]),
        ("money", "EUR m", []),
        ("money", "round", ["unit_mismatch"]),
    ],
)
def test_a_unit_must_be_the_unit_of_the_item(
    folder: Write, item: str, unit: str, expected: list[str]
) -> None:
    text = PLEDGE + f"L1,FIN,{item},pledge,1,{unit},2024-02-16,s1\n"
    tables = read_folder(folder(pledges=text))
    assert codes(tables) == expected
    assert len(tables["pledges"]) == (0 if "unit_mismatch" in expected else 1)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["wrong_encoding"])],
)
def test_encodings_of_spreadsheets_are_understood(
    folder: Write, encoding: str, expected: list[str]
) -> None:
    text = "party_id,name\nTUR,Türkiye\n".encode(encoding)
    tables = read_folder(folder(parties=text))
    assert tables["parties"][0]["name"] == "Türkiye"
    assert codes(tables) == expected


@pytest.mark.parametrize(
    "content", ["party_id,name\nTUR,x\n".encode("utf-16-le"), b"PK\x03\x04\0\0", b"\x81\x8d\0"]
)
def test_what_is_not_text_is_refused_and_the_rest_goes_on(folder: Write, content: bytes) -> None:
    tables = read_folder(folder(parties=content))
    assert [(f.code, f.level) for f in tables.findings] == [("wrong_encoding", "error")]
    assert tables["parties"] == []
    assert len(tables["items"]) == 2


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_too(folder: Write, separator: str) -> None:
    text = "party_id;name\nFIN;Finland, the north\n".replace(";", separator)
    assert read_folder(folder(parties=text))["parties"][0]["name"] == "Finland, the north"


def test_a_quote_that_is_never_closed_does_not_stop_the_rest(folder: Write) -> None:
    text = 'party_id,name\nFIN,Finland\nPOL,"' + "x" * 1_100_000
    tables = read_folder(folder(parties=text))
    assert codes(tables) == ["broken_csv"]
    assert [r["party_id"] for r in tables["parties"]] == ["FIN"]


def test_rows_too_short_or_too_long_are_not_taken(folder: Write) -> None:
    tables = read_folder(folder(items="item_id,name,unit\na,b\nc,d,e,f\ng,h,i,,,\n"))
    assert codes(tables) == ["missing_cells", "extra_cells"]
    assert [r["item_id"] for r in tables["items"]] == ["g"]


def test_an_empty_file_and_a_strange_file_are_named(folder: Write) -> None:
    tables = read_folder(folder(legs="", pledgs="id\n1\n"))
    assert codes(tables) == ["empty_file", "unknown_table"]
    assert 'did you mean "pledges"?' in tables.findings[1].todo


def test_a_file_without_headings_is_refused(folder: Write) -> None:
    tables = read_folder(folder(items="155mm,round\n122mm,round\n"))
    assert codes(tables) == ["no_header"]


def test_a_folder_without_settings_takes_its_name(folder: Write) -> None:
    path = folder()
    (path / "case.toml").unlink()
    tables = read_folder(path)
    assert tables.case == {"case": {"name": "small"}}
    assert codes(tables) == ["no_case_file"]


def test_a_bad_setting_is_named(folder: Write) -> None:
    path = folder(**{"case.toml": '[case]\nname = "x"\nas_of = "2024-02-30"\ncolour = 3\n'})
    tables = read_folder(path)
    assert [f.where for f in tables.findings] == ['case.toml, column "as_of"']
    assert tables.case["case"] == {"name": "x", "colour": 3}


def test_broken_settings_cannot_be_opened(folder: Write) -> None:
    with pytest.raises(CaseUnreadableError, match="not TOML"):
        read_folder(folder(**{"case.toml": "[case\n"}))


def test_no_folder_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseUnreadableError, match="no such folder"):
        read_folder(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseUnreadableError, match="no such folder"):
        read_folder(tmp_path / "file")


def test_a_folder_without_rights_is_refused(folder: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    path = folder()
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(CaseUnreadableError, match="permission denied"):
        read_folder(path)


def test_a_file_without_rights_is_a_finding(folder: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder()
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "items.csv":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    tables = read_folder(path)
    assert codes(tables) == ["unreadable_file"]
    assert len(tables["parties"]) == 3


# --- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_gives_the_same_rows(workbook: Write) -> None:
    path = workbook(
        case=[["setting", "value"], ["name", "small"], ["as_of", date(2024, 2, 28)]],
        pledges=[
            ["id", "donor", "item", "kind", "quantity", "known_on", "source_id"],
            [1, "FIN", "155mm", "pledge", 1000, date(2024, 2, 16), "s1"],
            [2, "FIN", "155mm", "pledge", "approx. 200", date(2024, 2, 16), "s1"],
        ],
    )
    tables = read_workbook(path)
    (row,) = tables["pledges"]
    assert (row["id"], row["quantity"], row["known_on"]) == ("1", Decimal(1000), date(2024, 2, 16))
    assert row["_where"] == 'sheet "pledges" row 2'
    assert tables.case == {"case": {"name": "small", "as_of": date(2024, 2, 28)}}
    assert [f.where for f in tables.findings] == ['sheet "pledges" row 3, column "quantity"']
    assert list(tables.sha256) == ["small.xlsx"]


def test_a_number_in_a_day_column_is_not_taken_for_a_day(workbook: Write) -> None:
    path = workbook(sources=[["source_id", "title", "published"], ["s1", "t", 45350]])
    assert codes(read_workbook(path)) == ["not_a_day"]


def test_formulas_are_noted_once_a_sheet(workbook: Write) -> None:
    path = workbook(items=[["item_id", "name"], ["a", '=LOWER("X")'], ["b", '=LOWER("Y")']])
    (finding,) = (f for f in read_workbook(path).findings if f.code == "formula_cells")
    assert (finding.level, finding.count) == ("note", 2)


def test_a_formula_that_failed_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("items")
        sheet.write_row(0, 0, ["item_id", "name", "mass_kg"])
        sheet.write_row(1, 0, ["a", "b"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, ["c"])
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    tables = read_workbook(tmp_path / "a.xlsx")
    assert tables["items"] == []
    assert codes(tables) == ["formula_cells", "not_a_number", "failed_formula"]


def test_a_strange_sheet_is_named_and_prose_is_not(workbook: Write) -> None:
    path = workbook(**{"read me": [["hello"]], "Pledgs": [["x"]], "Sheet9": []})
    assert codes(read_workbook(path)) == ["unknown_table"]


def test_a_cut_workbook_is_refused(workbook: Write) -> None:
    path = workbook(items=[["item_id", "name"], ["a", "b"]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(SourceUnreadableError, match="cut off or damaged"):
        read_workbook(path)


# --- strict ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "item_id,name\na,first\na,second\n",
        "item_id,name,mass_kg\na,b,-1\n",
        "item_id,nme\na,b\n",
        "item_id,name,colour\na,b,c\n",
        "a title,\nitem_id,name\na,b\n",
        "item_id,name\na\n",
        "",
    ],
)
def test_a_shipped_case_may_not_have_any_slip(folder: Write, text: str) -> None:
    with pytest.raises(SourceUnreadableError, match=r"items\.csv"):
        read_folder(folder(items=text), strict=True)


def test_the_quick_way_gives_the_same_rows_without_frictionless(folder: Write) -> None:
    text = PLEDGE + "L1,FIN,155mm,pledge,1000.50,round,2024-02-16,s1\n"
    path = folder(pledges=text)
    assert read_folder(path, strict=True).rows == read_folder(path).rows
    code = (
        "import sys, pathlib; from resupply.sources.sheets import read_folder\n"
        f"read_folder(pathlib.Path({str(path)!r}), strict=True)\n"
        "print('frictionless' in sys.modules, 'polars' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]
