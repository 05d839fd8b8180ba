"""A case written out says the same when it is opened again, and is safe in other programs."""

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frictionless import Package

import resupply
from resupply.case.case import Case
from resupply.core.errors import QuestionError, RefusedError
from resupply.core.fields import TABLES
from resupply.core.records import Count, Entry, Line

QUESTIONS: list[tuple[str, Mapping[str, Any]]] = [
    ("balances", {}),
    ("balances", {"by": ("donor", "kind", "stage")}),
    ("rank", {"per": "head"}),
    ("rank", {"per": "gdp"}),
    ("stock", {}),
    ("promises", {}),
    ("pauses", {}),
    ("lags", {}),
    ("engagements", {}),
    ("production", {}),
    ("plan", {"days": 30}),
    ("table", {"name": "facts"}),
]
CASES = ["ukraine-2024", "humanitarian-ukraine-2024", "pipeline-breaks-2024"]


def _told(case: Case, question: str, how: Mapping[str, Any]) -> object:
    try:
        answer = getattr(case, question)(**how)
    except (QuestionError, RefusedError) as error:
        return type(error), error.what
    return _rounded(answer.rows), answer.sentence, sorted(answer.sources)


def _rounded(rows: Any) -> Any:
    """Sums of the same figures in another order differ in their last digits."""
    if isinstance(rows, float):
        return float(f"{rows:.9g}")
    if isinstance(rows, Mapping):
        # Sources stand in the order of the entries, which a table of another order may change.
        return {k: sorted(v) if k == "source_ids" else _rounded(v) for k, v in rows.items()}
    if isinstance(rows, list | tuple):
        return [_rounded(r) for r in rows]
    return rows


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("file", ["case", "case.xlsx"])
def test_what_was_written_answers_the_same(tmp_path: Path, name: str, file: str) -> None:
    case = resupply.open(name)
    case.export(tmp_path / file)
    again = resupply.open(str(tmp_path / file))
    for question, how in QUESTIONS:
        assert _told(again, question, how) == _told(case, question, how), question


def test_a_folder_may_have_a_dot_in_its_name(tmp_path: Path) -> None:
    case = resupply.open("pipeline-breaks-2024")
    answer = case.export(tmp_path / "summer.2023")
    assert answer.result["form"] == "folder"
    assert (tmp_path / "summer.2023/case.toml").is_file()
    again = resupply.open(str(tmp_path / "summer.2023"))
    assert _told(again, "stock", {}) == _told(case, "stock", {})


def test_every_record_comes_back_with_its_id_and_all_it_says(tmp_path: Path) -> None:
    case = resupply.open("ukraine-2024")
    case.export(tmp_path / "out")
    again = resupply.open(str(tmp_path / "out"))
    as_of = case.settings.as_of
    assert as_of
    before = {r.id: r for _, r in case.book.records("line", "entry", "count")}
    known = {i: r for i, r in before.items() if r.known_on <= as_of}
    after = {r.id: r for _, r in again.book.records("line", "entry", "count")}
    assert len(known) > 2_000
    assert after == known


def test_what_was_known_later_is_not_in_it(tmp_path: Path) -> None:
    case = resupply.open("ukraine-2024")
    case.export(tmp_path / "out", as_of=date(2023, 6, 30))
    text = (tmp_path / "out/entries.csv").read_text("utf-8")
    entries = list(csv.DictReader(io.StringIO(text)))
    assert entries
    assert max(e["known_on"] for e in entries) <= "2023-06-30"
    again = resupply.open(str(tmp_path / "out"))
    then = case.rank(as_of=date(2023, 6, 30)).rows
    assert _rounded(again.rank().rows) == _rounded(then)


def _empty(folder: Path) -> Case:
    from resupply.case.making import new_case

    new_case(folder)
    return resupply.open(str(folder))


def _own(folder: Path) -> Case:
    _empty(folder).close()
    (folder / "sources.csv").write_text(
        "source_id,title,published\ns,=1+1,2024-01-01\n", encoding="utf-8"
    )
    (folder / "parties.csv").write_text("party_id,name\nNNN,Northland\n", encoding="utf-8")
    (folder / "items.csv").write_text("item_id,name,unit\ntent,Tent,piece\n", encoding="utf-8")
    (folder / "places.csv").write_text("place_id,name,kind\nhub,Hub,hub\n", encoding="utf-8")
    (folder / "pledges.csv").write_text(
        "id,donor,item,kind,quantity,unit,pledged_on,known_on,source_id,note\n"
        "P1,NNN,tent,pledge,500,piece,2024-01-01,2024-01-01,s,@home\n",
        encoding="utf-8",
    )
    return resupply.open(str(folder))


def test_corrections_and_changed_rows_survive(tmp_path: Path) -> None:
    case = _own(tmp_path / "own")
    case.record(
        source="s", stage="pledge", donor="NNN", item="tent", quantity=70, happened_on="2024-02-01",
        known_on="2024-02-01", by="Ann",
    )  # fmt: skip
    case.count(place="hub", item="tent", quantity=40, counted_on="2024-02-02", source="s",
               known_on="2024-02-02", by="Ann")  # fmt: skip
    path = tmp_path / "own/pledges.csv"
    path.write_text(path.read_text("utf-8").replace(",500,", ",650,"), encoding="utf-8")
    case.bring("sheet", tmp_path / "own", known_on=date(2024, 3, 1))
    want = [_told(case, q, {}) for q in ("balances", "promises", "stock")]
    for file in ("out", "out.xlsx"):
        case.export(tmp_path / file)
        again = resupply.open(str(tmp_path / file))
        assert [_told(again, q, {}) for q in ("balances", "promises", "stock")] == want
        changed = [r for _, r in again.book.records("entry") if isinstance(r, Entry) and r.corrects]
        assert [e.quantity for e in changed] == [Decimal(150)]


def test_texts_that_a_spreadsheet_would_run_are_guarded_and_come_back(tmp_path: Path) -> None:
    case = _own(tmp_path / "own")
    case.export(tmp_path / "out")
    assert "s,'=1+1," in (tmp_path / "out/sources.csv").read_text("utf-8")
    again = resupply.open(str(tmp_path / "out"))
    assert again.table("sources").rows[0]["title"] == "=1+1"
    assert again.table("pledges").rows[0]["note"] == "@home"


def test_a_folder_is_a_data_package_others_can_read(tmp_path: Path) -> None:
    resupply.open("humanitarian-ukraine-2024").export(tmp_path / "out")
    report = Package(tmp_path / "out/datapackage.json").validate()
    assert report.valid, report.flatten(["type", "message"])[:3]
    settings = tomllib.loads((tmp_path / "out/case.toml").read_text("utf-8"))
    assert settings["case"]["name"] == "humanitarian-ukraine-2024"


def test_one_json_file_holds_its_rows_with_numbers_as_numbers(tmp_path: Path) -> None:
    case = resupply.open("ukraine-2024")
    answer = case.export(tmp_path / "out.json")
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    rows = {r["name"]: r["data"] for r in told["resources"]}
    assert {r["table"]: r["rows"] for r in answer.rows} == {k: len(v) for k, v in rows.items()}
    entry = next(e for e in rows["entries"] if e.get("value"))
    assert isinstance(entry["value"], int | float)
    assert told["case"]["promises"] == "press"
    assert Package(told).validate().valid


def test_parquet_keeps_types_and_exact_numbers(tmp_path: Path) -> None:
    case = resupply.open("ukraine-2024")
    case.export(tmp_path / "out", parquet=True)
    entries = pl.read_parquet(tmp_path / "out/entries.parquet")
    assert entries.schema["known_on"] == pl.Date
    stated = [
        r.value
        for _, r in case.book.records("entry")
        if isinstance(r, Entry) and case.settings.as_of and r.known_on <= case.settings.as_of
    ]
    assert entries["value"].to_list() == stated
    assert sum(v for v in stated if v is not None) == entries["value"].sum()
    assert not (tmp_path / "out/case.toml").exists()


def test_columns_hold_whatever_a_record_can_say() -> None:
    for table, record in (("lines", Line), ("entries", Entry), ("counts", Count)):
        missing = set(record.__struct_fields__) - set(TABLES[table].names)
        # A count is named by `count_id`; where a row stood is not what it says.
        assert missing <= {"key", "locator"}, table


def test_nothing_is_overwritten_and_odd_names_are_refused(tmp_path: Path) -> None:
    case = resupply.open("pipeline-breaks-2024")
    case.export(tmp_path / "out")
    with pytest.raises(RefusedError, match="ever overwritten"):
        case.export(tmp_path / "out")
    (tmp_path / "a.json").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="ever overwritten"):
        case.export(tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text("utf-8") == "mine"
    with pytest.raises(QuestionError, match="not written as"):
        case.export(tmp_path / "out.csv")
    with pytest.raises(QuestionError, match="Parquet"):
        case.export(tmp_path / "out.xlsx", parquet=True)
    with pytest.raises(RefusedError, match="nothing was known"):
        _empty(tmp_path / "own").export()


def test_without_a_path_it_only_counts(tmp_path: Path) -> None:
    answer = resupply.open("pipeline-breaks-2024").export()
    assert answer.result
    assert answer.result["path"] is None
    assert sum(r["rows"] for r in answer.rows) == answer.result["rows"]
    assert not list(tmp_path.iterdir())


def test_the_same_question_gives_the_same_entries_where_sizes_are_equal() -> None:
    case = resupply.open("ukraine-2024")
    assert len({json.dumps(case.check().to_dict(), default=str) for _ in range(12)}) == 1
