"""Bringing in: known from when, checked against what, and what is left out."""

from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case import Case, bringing, tables
from resupply.case.making import new_case
from resupply.case.opening import BOOK_FILE
from resupply.core.dates import today
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.workbooks import read_sheets
from resupply.report.template import new_workbook

KNOWN, THEN = date(2024, 2, 21), date(2024, 2, 28)
SITE = (
    "country,iso,year,month,financial,humanitarian,military\n"
    "Denmark,DNK,2022,3,0,0.002,0.15\nNew Zealand,NZL,2022,3,0,0.001,0\n"
)
PLEDGES = "id,donor,item,kind,quantity,unit,known_on,source_id\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/data_explorer.csv").write_text(SITE)
    return tmp_path / "site/data_explorer.csv"


@pytest.fixture
def empty(tmp_path: Path):
    new_case(tmp_path / "fresh")
    case = resupply.open(tmp_path / "fresh")
    yield case
    case.close()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet with one good row, one bad row and a place nobody knows."""
    (tmp_path / "sheet").mkdir()
    rows = (
        "N1,NNN,155mm,pledge,5,round,2024-02-21,s2\nN2,NNN,155mm,pledge,many,round,2024-02-21,s2\n"
    )
    (tmp_path / "sheet/pledges.csv").write_text(PLEDGES + rows)
    counts = "count_id,place,item,counted_on,quantity,unit,known_on,source_id\n"
    row = "C9,raer,155mm,2024-02-20,5,round,2024-02-21,s2\n"
    (tmp_path / "sheet/counts.csv").write_text(counts + row)
    return tmp_path / "sheet"


def edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


# Known from when


def use_per_day(case: Case, as_of: date):
    return [r["use_per_day"] for r in case.stock(as_of=as_of).rows]


def test_a_changed_rate_never_changes_what_was_known_before(case, folder):
    case.bring("sheet", folder)
    before = use_per_day(case, THEN)
    edit(folder, "use_rates", ",100,", ",250,")
    told = case.bring("sheet", folder)
    assert use_per_day(case, THEN) == before == [100]
    assert use_per_day(case, today()) == [250]
    assert f"known on {today()}, after the case's day 2024-02-28" in told.warnings[0]
    assert case.bring("sheet", folder).result["added"] == 0


def test_a_changed_row_that_says_a_later_day_is_known_from_then(case, folder):
    case.bring("sheet", folder)
    edit(
        folder, "use_rates", ",100,round,2024-01-01,2024-02-20", ",250,round,2024-01-01,2024-03-05"
    )
    case.bring("sheet", folder)
    assert [use_per_day(case, date(2024, 3, d)) for d in (4, 5)] == [[100], [250]]


def test_a_changed_rate_is_known_from_the_day_that_is_given(case, folder):
    case.bring("sheet", folder)
    edit(folder, "use_rates", ",100,", ",250,")
    case.bring("sheet", folder, known_on=date(2024, 2, 26))
    assert [use_per_day(case, date(2024, 2, d)) for d in (25, 26)] == [[100], [250]]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("entries", ",1000000000,", ",1250000000,"),
        ("pledges", ",20000,", ",25000,"),
        ("counts", ",2000,4000,", ",2500,4500,"),
        ("lines", "Northern package", "Southern package"),
    ],
)
def test_no_changed_row_changes_an_earlier_view(case, folder, table, old, new):
    case.bring("sheet", folder)
    asked = (case.balances, case.stock, case.promises, lambda **b: case.sources(**b))
    before = [ask(as_of=THEN).rows for ask in asked]
    edit(folder, table, old, new)
    assert case.bring("sheet", folder).result["added"] > 0
    assert [ask(as_of=THEN).rows for ask in asked] == before
    assert case.bring("sheet", folder).result["added"] == 0


def test_a_new_row_is_known_on_its_own_day(case, folder):
    case.bring("sheet", folder)
    path = folder / "pledges.csv"
    path.write_text(
        path.read_text() + "P3,SSS,155mm,pledge,70,round,2024-02-20,,2024-02-22,s2,press\n"
    )
    assert case.bring("sheet", folder).warnings == []
    rows = case.balances(by=["line"], measure="quantity", dataset="press", as_of=THEN).rows
    assert {r["line"]: r["pledged_quantity"] for r in rows}["press/P3"] == 70


def test_edits_back_and_forth_on_one_day_are_each_written(case, folder):
    case.bring("sheet", folder)
    for old, new in (("20000", "25000"), ("25000", "20000"), ("20000", "25000"), ("25000", "1")):
        edit(folder, "pledges", f",{old},", f",{new},")
        case.bring("sheet", folder)
        rows = case.balances(by=["line"], measure="quantity", dataset="press", as_of=today()).rows
        assert {r["line"]: r["pledged_quantity"] for r in rows}["press/P1"] == int(new)


def test_a_count_changed_twice_and_brought_in_on_another_day_is_written_once(
    case, folder, monkeypatch
):
    case.bring("sheet", folder)
    edit(folder, "counts", ",2000,4000,", ",2500,4500,")
    assert case.bring("sheet", folder).result["added"] == 1
    monkeypatch.setattr(tables, "today", lambda: date(2099, 1, 1))
    assert case.bring("sheet", folder).result["added"] == 0


def test_what_is_known_after_the_cases_day_is_said_to_be_unseen(case, site):
    given = {"stage": "pledge", "donor": "NNN", "item": "155mm", "quantity": 5, "source": "s2"}
    late = case.record(**given, known_on=date(2024, 3, 5))
    [warning] = late.warnings
    assert "known on 2024-03-05, after the case's day 2024-02-28" in warning
    assert "--as-of 2024-03-05" in warning
    assert case.record(**given, known_on=KNOWN).warnings == []
    seen = {"place": "rear", "item": "155mm", "quantity": 5, "source": "s2"}
    assert case.count(**seen, known_on=date(2024, 3, 6), counted_on=KNOWN).warnings
    assert "2024-03-07" in case.bring("kiel", site, known_on=date(2024, 3, 7)).warnings[0]


# A fresh case


def test_a_fresh_case_with_one_record_of_the_world_answers_of_that_one(empty, site):
    empty.bring("kiel", site, known_on=KNOWN)
    ranked = empty.rank()
    assert ranked.scope.dataset == "kiel"
    assert {r["donor"]: r["name"] for r in ranked.rows} == {"DNK": "Denmark", "NZL": "New Zealand"}
    assert empty.rank(dataset="kiel").rows == ranked.rows
    with pytest.raises(QuestionError, match='no dataset "own"'):
        empty.rank(dataset="own")


def test_with_several_records_of_the_world_one_must_be_named(empty, site):
    empty.bring("kiel", site, known_on=KNOWN)
    empty.record(stage="pledge", donor="DNK", value=5, source="a list", dataset="press")
    with pytest.raises(QuestionError) as error:
        empty.rank()
    assert '"own" is empty; it holds kiel, press' in error.value.what
    assert "--dataset kiel" in error.value.todo


def test_the_same_release_again_writes_nothing_and_names_of_the_case_stay(case, site):
    parties = case.folder / "parties.csv"
    parties.write_text(parties.read_text() + "DNK,Kingdom of Denmark,country\n")
    again = resupply.open(case.folder)
    again.bring("kiel", site, known_on=KNOWN)
    named = {r["party_id"]: r["name"] for r in again.table("parties").rows}
    assert (named["DNK"], named["NZL"]) == ("Kingdom of Denmark", "New Zealand")
    assert again.bring("kiel", site, known_on=KNOWN).result["added"] == 0
    again.close()


# What is left out


def test_rows_left_out_are_counted_in_the_sentence_and_the_rest_is_taken(case, sheet):
    told = case.bring("sheet", sheet)
    assert "1 row was left out" in told.sentence
    assert (told.result["left_out"], told.result["added"] > 0) == (1, True)


def test_names_are_checked_against_the_case(case, sheet):
    for dry_run in (True, False):
        found = case.bring("sheet", sheet, dry_run=dry_run).findings
        assert [(f.code, f.subject) for f in found if f.code == "unknown_place"] == [
            ("unknown_place", "raer")
        ]
        assert not [f for f in found if f.code in ("unknown_item", "unknown_party")]


def test_strictly_nothing_is_written_when_a_row_would_be_left_out(case, folder, sheet):
    with pytest.raises(RefusedError, match="1 row would be left out") as error:
        case.bring("sheet", sheet, strict=True)
    assert "pledges.csv row 3" in error.value.where
    assert not (folder / BOOK_FILE).exists()
    edit(sheet, "pledges", "many", "6")
    assert case.bring("sheet", sheet, strict=True).result["left_out"] == 0


def test_a_dry_run_refuses_what_the_real_run_refuses(case, ukraine, site):
    case.bring("kiel", site, known_on=KNOWN)
    site.write_text(SITE.replace("0.15", "0.25"))
    for kind, path, known_on in (("kiel", site, date(2024, 2, 1)), ("kiel", site, None)):
        said = []
        for dry_run in (True, False):
            with pytest.raises(RefusedError) as error:
                case.bring(kind, path, known_on=known_on, dry_run=dry_run)
            said.append(error.value.to_dict())
        assert said[0] == said[1]
    with pytest.raises(RefusedError, match="never written to"):
        ukraine.bring("kiel", site, known_on=KNOWN, dry_run=True)


def test_a_dry_run_leaves_book_and_files_as_they_are(case, folder, sheet):
    case.bring("sheet", folder)
    case.close()
    again = resupply.open(folder)
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".sqlite")}
    tried = again.bring("sheet", sheet, dry_run=True)
    again.close()
    after = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".csv", ".sqlite")}
    assert (after, tried.result["written"]) == (before, False)
    again = resupply.open(folder)
    assert again.bring("sheet", sheet).result["added"] == tried.result["added"]
    again.close()


def test_a_workbook_comes_back_with_its_bad_cells_marked(case, tmp_path):
    row = {"id": "N1", "donor": "NNN", "item": "155mm", "kind": "pledge", "quantity": -5,
           "unit": "round", "known_on": KNOWN, "source_id": "s2"}  # fmt: skip
    good = {**row, "id": "N2", "quantity": 5}
    book = new_workbook(tmp_path / "theirs.xlsx", rows={"pledges": [row, good]})
    told = case.bring("sheet", book, marked=tmp_path / "marked.xlsx")
    assert told.result["left_out"] == 1
    sheets = {s.name for s in read_sheets((tmp_path / "marked.xlsx").read_bytes(), "marked.xlsx")}
    assert "pledges" in sheets
    with pytest.raises(RefusedError, match="exists already"):
        case.bring("sheet", book, marked=tmp_path / "marked.xlsx")
    with pytest.raises(RefusedError, match="only a workbook"):
        case.bring("sheet", case.folder, marked=tmp_path / "other.xlsx")


def test_every_source_that_can_be_brought_in_is_named():
    assert set(bringing.SOURCES) >= {"kiel", "fts", "sipri", "sheet"}
    assert set(bringing.SOURCES) == {*bringing._READERS, "sheet"}


# Deliveries that keep a promise


def test_a_delivery_that_names_a_pledge_moves_on_along_its_line_and_into_stock(case, folder):
    (folder / "deliveries.csv").write_text(
        "id,donor,item,quantity,unit,period_start,period_end,known_on,source_id,place_to,line\n"
        "D1,NNN,155mm,6000,round,,2024-01-20,2024-02-01,s2,,P1\n"
        "D2,NNN,155mm,500,round,2024-02-15,2024-02-15,2024-02-20,s2,rear,press/P1\n"
    )
    own = resupply.open(folder)
    before = case.stock().rows[0]
    rows = own.balances(by=["line"], measure="quantity", dataset="press").rows
    [row] = [r for r in rows if r["line"] == "press/P1"]
    assert (row["pledged_quantity"], row["delivered_quantity"]) == (20_000, 6_500)
    [promise] = [r for r in own.promises(dataset="press").rows if r["line_id"] == "press/P1"]
    assert promise["delivered"] == 6_500
    codes = {f.code for f in own.check().findings if f.subject == "press/P1"}
    assert not codes & {"negative_standing", "unknown_line"}
    assert own.stock().rows[0]["on_hand_low"] == before["on_hand_low"] + 500
    own.close()


def test_deliveries_alone_find_the_lines_of_the_book(case, folder, tmp_path):
    case.bring("sheet", folder)
    (tmp_path / "more").mkdir()
    (tmp_path / "more/deliveries.csv").write_text(
        "id,donor,item,quantity,unit,period_end,known_on,source_id,line\n"
        "D1,NNN,155mm,6000,round,2024-01-20,2024-02-01,s2,P1\n"
        "D2,NNN,155mm,7,round,2024-01-20,2024-02-01,s2,P9\n"
        "D3,NNN,155mm,8,round,2024-01-20,2024-02-01,s2,P2\n"
    )
    told = case.bring("sheet", tmp_path / "more")
    codes = {f.code for f in told.findings}
    assert codes == {"line_of_another_donor", "no_case_file", "unknown_line"}
    rows = case.balances(by=["line"], measure="quantity", dataset="press").rows
    found = {r["line"]: r["delivered_quantity"] for r in rows}
    assert (found["press/P1"], found["press/D2"], found["press/D3"]) == (6000, 7, 8)
    assert case.bring("sheet", tmp_path / "more").result["added"] == 0
