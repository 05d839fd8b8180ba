"""Every finding about a sheet, provoked once, with the words a person reads."""

import re
from pathlib import Path

import pytest

from resupply.sources import sheets
from resupply.sources.sheets import read_folder, read_workbook
from resupply.sources.sheets.laws import ONE

SOURCES = b"source_id,title,published\ns1,t,2024-02-01\n"
PLEDGE = "id,donor,item,kind,quantity,unit,currency,known_on,source_id\n"
DENOMINATOR = "party_id,metric,year,value,unit,known_on,source_id\n"


def pledge(**cells: str) -> str:
    row = {
        "id": "L1",
        "donor": "FIN",
        "item": "155mm",
        "kind": "pledge",
        "quantity": "1",
        "unit": "",
        "currency": "",
        "known_on": "2024-02-16",
        "source_id": "s1",
    }
    return PLEDGE + ",".join({**row, **cells}.values()) + "\n"


PROVOKED: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "not_a_number": (
        {"pledges.csv": pledge(quantity="20-100")},
        'pledges.csv row 2, column "quantity"',
        '"20-100" is not a number.',
    ),
    "not_a_whole_number": (
        {"denominators.csv": DENOMINATOR + "FIN,gdp,2021.5,1,EUR,2024-02-16,s1\n"},
        'denominators.csv row 2, column "year"',
        '"2021.5" is not a whole number.',
    ),
    "not_a_day": (
        {"pledges.csv": pledge(known_on="2024-02-30")},
        'pledges.csv row 2, column "known_on"',
        '"2024-02-30" is not a day of the calendar.',
    ),
    "not_yes_or_no": (
        {
            "deliveries.csv": "id,donor,item,cumulative,known_on,source_id\n"
            "D1,FIN,155mm,maybe,2024-02-16,s1\n"
        },
        'deliveries.csv row 2, column "cumulative"',
        '"maybe" is neither yes nor no.',
    ),
    "not_an_address": (
        {"sources.csv": "source_id,title,url,published\ns1,t,example.org,2024-02-01\n"},
        'sources.csv row 2, column "url"',
        '"example.org" is not an address.',
    ),
    "unknown_choice": (
        {"pledges.csv": pledge(kind="pledg")},
        'pledges.csv row 2, column "kind"',
        '"pledg" is not a choice of "kind".',
    ),
    "wrong_form": (
        {"pledges.csv": pledge(currency="Euro")},
        'pledges.csv row 2, column "currency"',
        '"Euro" has not the form of "currency".',
    ),
    "too_small": (
        {"pledges.csv": pledge(quantity="-1")},
        'pledges.csv row 2, column "quantity"',
        '"-1" is below 0.',
    ),
    "too_large": (
        {"denominators.csv": DENOMINATOR + "FIN,gdp,9999,1,EUR,2024-02-16,s1\n"},
        'denominators.csv row 2, column "year"',
        '"9999" is above 2200.',
    ),
    "empty_cell": (
        {"pledges.csv": pledge(source_id="")},
        'pledges.csv row 2, column "source_id"',
        "the cell is empty.",
    ),
    "missing_cells": (
        {"items.csv": "item_id,name\na\n"},
        "items.csv row 2",
        "the row has 1 cells, the heading 2.",
    ),
    "extra_cells": (
        {"items.csv": "item_id,name\na,b,c\n"},
        "items.csv row 2",
        "there are cells behind the last of the 2 headings.",
    ),
    "duplicate_id": (
        {"items.csv": "item_id,name\na,b\na,c\n"},
        'items.csv row 3, column "item_id"',
        'item_id "a" stands already in row 2.',
    ),
    "failed_formula": (
        {"items.csv": "item_id,name\na,#REF!\n"},
        'items.csv row 2, column "name"',
        '"#REF!" is the error of a formula, not a text.',
    ),
    "range_upside_down": (
        {"assumptions.csv": "id,subject,metric,unit,low,high,reason\nA1,x,y,t,2,1,z\n"},
        'assumptions.csv row 2, column "high"',
        "low 2 is more than high 1.",
    ),
    "unit_mismatch": (
        {"pledges.csv": pledge(unit="t"), "items.csv": "item_id,name,unit\n155mm,r,round\n"},
        'pledges.csv row 2, column "unit"',
        '"t" is not the unit of the item "155mm", which is "round".',
    ),
    "unknown_party": (
        {"pledges.csv": pledge(donor="FNI"), "parties.csv": "party_id,name\nFIN,Finland\n"},
        'pledges.csv row 2, column "donor"',
        'there is no party "FNI" in parties.',
    ),
    "unknown_source": (
        {"pledges.csv": pledge(source_id="s2")},
        'pledges.csv row 2, column "source_id"',
        'there is no source "s2" in sources.',
    ),
    "unknown_item": (
        {"pledges.csv": pledge(), "items.csv": "item_id,name\n152mm,r\n"},
        'pledges.csv row 2, column "item"',
        'there is no item "155mm" in items.',
    ),
    "unknown_place": (
        {
            "places.csv": "place_id,name\nhub,Hub\n",
            "legs.csv": "leg_id,from_place,to_place\nl,hub,hbu\n",
        },
        'legs.csv row 2, column "to_place"',
        'there is no place "hbu" in places.',
    ),
    "unknown_leg": (
        {
            "legs.csv": "leg_id,from_place,to_place\nl,a,b\n",
            "entries.csv": "source_id,key,known_on,line_id,stage_from,stage_to,leg_id\n"
            "s1,k,2024-02-16,x,outside,pledge,m\n",
        },
        'entries.csv row 2, column "leg_id"',
        'there is no leg "m" in legs.',
    ),
    "unknown_line": (
        {
            "lines.csv": "source_id,key,known_on,line_id,dataset\ns1,k,2024-02-16,x,own\n",
            "entries.csv": "source_id,key,known_on,line_id,stage_from,stage_to\n"
            "s1,k,2024-02-16,y,outside,pledge\n",
        },
        'entries.csv row 2, column "line_id"',
        'there is no line "y" in lines.',
    ),
    "unknown_release": (
        {
            "releases.csv": "release_id,dataset,known_on,source_id\nr1,d,2024-02-16,s1\n",
            "tracker.csv": "release_id,donor,stage,known_on,source_id\n"
            "r2,FIN,pledge,2024-02-16,s1\n",
        },
        'tracker.csv row 2, column "release_id"',
        'there is no release "r2" in releases.',
    ),
    "unknown_column": (
        {"items.csv": "item_id,name,unti\na,b,t\n"},
        'items.csv row 1, column "unti"',
        'the table has no column "unti"; what stands in it was not read.',
    ),
    "missing_column": (
        {"items.csv": "item_id,unit\na,t\n"},
        "items.csv row 1",
        'the column "name" is missing; no row of items was taken.',
    ),
    "column_twice": (
        {"items.csv": "item_id,name,Name\na,b,c\n"},
        'items.csv row 1, column "Name"',
        'there are two columns "Name".',
    ),
    "moved_header": (
        {"items.csv": "Our items,\nitem_id,name\na,b\n"},
        "items.csv row 2",
        "the headings stand in row 2; the rows above were not read.",
    ),
    "no_header": (
        {"items.csv": "a,b\n"},
        "items.csv",
        "none of the first 20 rows holds headings of the table items.",
    ),
    "empty_file": ({"items.csv": ""}, "items.csv", "there is nothing in it, not even headings."),
    "wrong_encoding": (
        {"items.csv": b"item_id,name\na,\xe9\n"},
        "items.csv",
        "it is not UTF-8; it was read as Western European (Windows-1252).",
    ),
    "broken_csv": (
        {"items.csv": 'item_id,name\na,"' + "x" * 1_000_001},
        "items.csv row 2",
        "from here on the file is not CSV: a cell is longer than a million letters.",
    ),
    "unknown_table": (
        {"itmes.csv": "a\n1\n"},
        "itmes.csv",
        'there is no table "itmes"; it was not read.',
    ),
    "no_case_file": (
        {},
        "mine",
        "there is no case.toml; the folder's name is taken as the case's.",
    ),
}
#: Provoked in tests/sources/sheets/test_read.py: they need a workbook, or a disk that says no.
ELSEWHERE = {"formula_cells", "unreadable_file"}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_slip_is_told_with_its_place_and_a_way_out(tmp_path: Path, code: str) -> None:
    files, where, what = PROVOKED[code]
    folder = tmp_path / "mine"
    folder.mkdir()
    if code != "no_case_file":
        (folder / "case.toml").write_text("[case]\n")
    for name, text in {"sources.csv": SOURCES, **files}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = read_folder(folder).findings
    found = [(f.where, f.what) for f in findings if f.code == code]
    assert found == [(where, what)], findings
    assert all(f.todo.endswith(".") and f.what.endswith(".") for f in findings)


def test_every_finding_of_the_reader_is_provoked() -> None:
    folder = Path(sheets.__path__[0])
    found = (re.findall(r'code="([a-z_]+)"', p.read_text("utf-8")) for p in folder.glob("*.py"))
    cells = (folder / "convert.py").read_text("utf-8") + (folder / "laws.py").read_text("utf-8")
    codes = {c for some in found for c in some} | set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', cells))
    codes -= {"item_id", "line_id", "count_id", "from_on", "until_on"}  # columns
    told = codes | {f"unknown_{one}" for one in ONE.values()}
    assert told - set(PROVOKED) == ELSEWHERE


def test_the_same_words_stand_in_a_workbook(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("items")
        sheet.write_row(0, 0, ["item_id", "name"])
        sheet.write_row(1, 1, ["b"])
    (finding,) = read_workbook(tmp_path / "a.xlsx").findings
    assert (finding.code, finding.where) == ("empty_cell", 'sheet "items" row 2, column "item_id"')
