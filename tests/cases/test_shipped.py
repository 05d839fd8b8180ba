"""The shipped cases: consistent in themselves, within their bounds, true to what was published.

Figures: Ukraine Support Tracker (Kiel Institute), release to 2024-02-29 and Release 29 of July
2026, recomputed from the published files when the tables were built.
"""

import csv
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import resupply
from resupply.book import Book
from resupply.case.tables import take_tables
from resupply.core.fields import TABLES
from resupply.sources.ledger import to_records
from resupply.sources.sheets import read_folder
from resupply.sources.sheets.tables import Tables

SHIPPED = Path(resupply.__file__).parent / "shipped"
CASES = sorted(p.name for p in SHIPPED.iterdir() if (p / "case.toml").is_file())
AS_OF = date(2024, 2, 28)
#: Tables that hold later states too, each with the day it became known.
DATED = {"tracker", "releases", "denominators", "shares", "sources", "memberships"}


@pytest.fixture(scope="module", params=CASES)
def tables(request: pytest.FixtureRequest) -> Tables:
    return read_folder(SHIPPED / request.param, strict=True)


@pytest.fixture(scope="module")
def ukraine() -> Tables:
    return read_folder(SHIPPED / "ukraine-2024", strict=True)


def test_three_cases_are_shipped() -> None:
    assert CASES == ["humanitarian-ukraine-2024", "pipeline-breaks-2024", "ukraine-2024"]


def test_every_cell_is_read_and_every_name_resolves(tables: Tables) -> None:
    assert not tables.findings


def test_every_source_is_there_once_with_a_title_and_a_day(tables: Tables) -> None:
    sources = {r["source_id"] for r in tables["sources"]}
    assert len(sources) == len(tables["sources"])
    assert all(r["title"] and r["published"] for r in tables["sources"])
    for name, rows in tables.rows.items():
        for row in rows:
            named = {v for k, v in row.items() if k.endswith("source_id") and v is not None}
            assert named <= sources, f"{name}: {row}"


def test_ids_are_used_once_in_a_case(tables: Tables) -> None:
    ids = [r["id"] for rows in tables.rows.values() for r in rows if "id" in r]
    assert len(ids) == len(set(ids))


def test_what_a_case_says_was_known_by_its_day(tables: Tables) -> None:
    for name in tables.rows.keys() - DATED:
        for row in tables[name]:
            known = [row.get(c) for c in ("known_on", "end_known_on")]
            assert all(k <= AS_OF for k in known if k), f"{name}: {row}"


def test_no_case_gives_coordinates_plants_or_depots(tables: Tables) -> None:
    for row in tables["places"]:
        assert row["lat"] is None, row
        assert row["lon"] is None, row
        assert row["kind"] not in ("plant", "depot"), row


def test_inside_ukraine_the_ammunition_case_has_two_aggregates(ukraine: Tables) -> None:
    inside = {p["place_id"] for p in ukraine["places"] if p["country"] == "UKR"}
    assert inside == {"ua-rear", "ua-front", "src-ukr"}


def test_assumptions_keep_their_range_and_reason(tables: Tables) -> None:
    for row in tables["assumptions"]:
        assert row["low"] <= row["central"] <= row["high"]
        assert row["reason"]
        assert row["replace_when"]


def test_rates_of_use_say_which_figures_they_come_from(tables: Tables) -> None:
    ids = {r["id"] for name in ("assumptions", "facts") for r in tables[name]}
    holders = {p["place_id"] for p in tables["places"]} | {p["party_id"] for p in tables["parties"]}
    for row in tables["use_rates"]:
        named = set(re.findall(r"[A-Z]{3}-[AF]\d{3}", row["note"]))
        assert named, row["rate_id"]
        assert named <= ids
        assert row["place"] in holders
        assert row["item"] in {i["item_id"] for i in tables["items"]}
        assert row["basis"] == "assumption" or row["confidence"] in ("high", "medium")


def test_assumed_stocks_are_of_places_or_parties_the_case_has(tables: Tables) -> None:
    holders = {p["place_id"] for p in tables["places"]} | {p["party_id"] for p in tables["parties"]}
    for row in tables["assumptions"]:
        if row["metric"] in ("stock_at_as_of", "stock_cover_at_as_of"):
            assert row["subject"] in holders


def test_every_case_becomes_a_book_that_is_sound(tables: Tables) -> None:
    book = Book.open(None)
    take_tables(book, tables)
    assert book.verify() is None
    assert len(list(book.records("row"))) >= 50


# The tracker, straight from the table


def tracker(release: str, stage: str) -> Iterator[dict[str, str]]:
    path = SHIPPED / "ukraine-2024/tracker.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["release_id"] == release and row["stage"] == stage:
                yield row


def by_donor(
    release: str, stage: str = "allocation", kind: str | None = None
) -> dict[str, Decimal]:
    """Amounts by donor [bn EUR]."""
    out: dict[str, Decimal] = defaultdict(Decimal)
    for row in tracker(release, stage):
        if kind in (None, row["aid_kind"]):
            out[row["donor"]] += Decimal(row["value"]) / 10**9
    return out


def rounded(figures: dict[str, Decimal], top: int, digits: int = 3) -> dict[str, float]:
    order = sorted(figures, key=lambda k: figures[k], reverse=True)[:top]
    return {k: float(round(figures[k], digits)) for k in order}


def gdp(source: str) -> dict[str, Decimal]:
    with (SHIPPED / "ukraine-2024/denominators.csv").open(encoding="utf-8", newline="") as file:
        return {
            r["party_id"]: Decimal(r["value"]) / 10**9
            for r in csv.DictReader(file)
            if r["metric"] == "gdp" and r["source_id"] == source
        }


def test_what_donors_had_allocated_as_known_then() -> None:
    assert rounded(by_donor("kiel-r16"), 10) == {
        "USA": 67.070,
        "EU-INST": 29.967,
        "DEU": 14.489,
        "GBR": 9.093,
        "JPN": 5.921,
        "CAN": 5.751,
        "DNK": 5.142,
        "NLD": 5.128,
        "POL": 4.325,
        "FRA": 3.852,
    }


def test_the_first_ten_by_gdp_as_known_then() -> None:
    given, of = by_donor("kiel-r16"), gdp("kiel-r16")
    percent = {d: 100 * given[d] / of[d] for d in of}
    assert rounded(percent, 10) == {
        "EST": 1.552,
        "DNK": 1.383,
        "LTU": 1.223,
        "LVA": 1.143,
        "FIN": 0.737,
        "POL": 0.682,
        "SVK": 0.633,
        "SWE": 0.547,
        "NLD": 0.542,
        "CZE": 0.510,
    }


def test_today_another_country_is_tenth_by_gdp() -> None:
    given, of = by_donor("kiel-r29-0730"), gdp("kiel-r29-0726")
    percent = rounded({d: 100 * given[d] / of[d] for d in of}, 11)
    assert list(percent)[-2:] == ["NOR", "HRV"]
    assert percent["EST"] == 2.278


def test_sums_of_the_three_releases() -> None:
    sums = {
        (r, s): round(sum(by_donor(r, s).values()), 3)
        for r in ("kiel-r16", "kiel-r29-0726", "kiel-r29-0730")
        for s in ("commitment", "allocation")
    }
    assert sums["kiel-r16", "commitment"] == Decimal("259.138")
    assert sums["kiel-r16", "allocation"] == pytest.approx(Decimal("169.652"), abs=Decimal("0.001"))
    assert sums["kiel-r29-0726", "allocation"] == Decimal("165.657")
    assert sums["kiel-r29-0730", "allocation"] == Decimal("171.454")
    assert round(sum(by_donor("kiel-r29-0730", kind="military").values()), 3) == Decimal("88.878")


def test_the_united_states_by_month_as_release_16_prints_them() -> None:
    months: dict[str, Decimal] = defaultdict(Decimal)
    for row in tracker("kiel-r16", "allocation"):
        if row["donor"] == "USA":
            months[row["happened_to"][:7]] += Decimal(row["value"]) / 10**9
    for month, printed in {
        "2022-04": 2.633937,
        "2022-08": 9.1626,
        "2023-01": 5.3668,
        "2023-10": 0.3267,
        "2023-11": 0.5133,
        "2023-12": 0.5833,
        "2024-01": 0.0,
        "2024-02": 0.0005,
    }.items():
        assert float(months[month]) == pytest.approx(printed, abs=1e-4), month


def test_amounts_laid_over_days_of_another_release_say_so() -> None:
    for row in tracker("kiel-r16", "allocation"):
        assert row["basis"] in ("reported", "derived")
        spread = "in proportion" in row["note"] or row["note"].startswith("spread")
        assert (row["basis"] == "derived") == spread, row


def test_release_29_is_known_only_when_it_came_out() -> None:
    assert {r["known_on"] for r in tracker("kiel-r29-0726", "allocation")} == {"2026-07-26"}
    assert {r["known_on"] for r in tracker("kiel-r29-0730", "commitment")} == {"2026-07-30"}


def test_shares_of_members_add_up_to_one_in_each_key(ukraine: Tables) -> None:
    keys: dict[tuple[str, date], list[Decimal]] = defaultdict(list)
    for row in ukraine["shares"]:
        keys[row["source_id"], row["known_on"]].append(row["share"])
    assert {s for s, _ in keys} == {"kiel-r07", "kiel-r16", "kiel-r29-0726"}
    assert all(len(k) == 27 and sum(k) == 1 for k in keys.values())


def test_all_donors_of_the_tracker_are_parties(ukraine: Tables) -> None:
    donors = {r["donor"] for r in ukraine["tracker"]}
    assert len(donors) == 42
    assert donors <= {p["party_id"] for p in ukraine["parties"]}


def test_finland_is_in_nato_from_its_day_and_sweden_not_yet(ukraine: Tables) -> None:
    nato = {r["party_id"]: r["from_on"] for r in ukraine["memberships"] if r["group_id"] == "NATO"}
    assert nato["FIN"] == date(2023, 4, 4)
    assert sum(day <= AS_OF for day in nato.values()) == 31
    members = [
        r
        for r in ukraine["memberships"]
        if r["group_id"] == "EU" and (r["until_on"] is None or r["until_on"] > AS_OF)
    ]
    assert len(members) == 27


def test_a_country_without_population_stays_without(ukraine: Tables) -> None:
    known = {r["party_id"] for r in ukraine["denominators"] if r["metric"] == "population"}
    countries = {p["party_id"] for p in ukraine["parties"] if p["kind"] == "country"}
    assert countries - known == {"TWN"}


def test_both_figures_for_the_people_of_albania_are_there(ukraine: Tables) -> None:
    people = {
        (r["year"], int(r["value"]))
        for r in ukraine["denominators"]
        if (r["party_id"], r["metric"]) == ("ALB", "population")
    }
    assert {(2023, 2414095), (2023, 2745972)} <= people


def test_all_tables_are_declared() -> None:
    for case in CASES:
        assert {p.stem for p in (SHIPPED / case).glob("*.csv")} <= set(TABLES)


def test_shells_delivered_by_the_eu_are_counted_once(ukraine: Tables) -> None:
    bundle = to_records(ukraine)
    moves = [e for e in bundle.entries if e.line_id == "press/EU/artillery-large-any/delivered"]
    into = sum((e.quantity or 0) for e in moves if e.stage_to == "delivery")
    waits = sum((e.quantity or 0) for e in moves if e.stage_to == "shipment")
    left = sum((e.quantity or 0) for e in moves if e.stage_from == "shipment")
    assert (into, waits - left) == (330_000, 150_000)


def test_the_book_opens_with_the_ranking_known_then() -> None:
    rows = resupply.open("ukraine-2024").rank(per="gdp", top=10).rows
    assert [r["donor"] for r in rows][-1] == "CZE"
    assert rows[0]["per_gdp_percent"] == pytest.approx(1.552, abs=5e-4)


@pytest.mark.parametrize("tool", ["build_tracker", "build_denominators"])
def test_the_published_files_give_the_same_tables_again(
    tool: str, shared_data: Path, tmp_path: Path
) -> None:
    made = {"build_tracker": ["tracker"], "build_denominators": ["denominators", "shares"]}
    for name in ("parties", "aliases"):
        shutil.copy(SHIPPED / f"ukraine-2024/{name}.csv", tmp_path)
    script = Path(__file__).parents[2] / f"tools/{tool}.py"
    done = subprocess.run(
        [sys.executable, script, "--data", shared_data, "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in made[tool]:
        built = (tmp_path / f"{name}.csv").read_bytes()
        assert built == (SHIPPED / f"ukraine-2024/{name}.csv").read_bytes(), name
