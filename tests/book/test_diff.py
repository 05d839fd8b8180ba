import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from resupply.book import Book, restate
from resupply.book.corrections import correct
from resupply.book.diff import diff
from resupply.core.dates import Span
from resupply.core.errors import QuestionError
from resupply.core.records import Entry, Line
from resupply.core.statements import Release
from resupply.core.words import AidKind, Stage

FIRST, SECOND = date(2026, 7, 26), date(2026, 7, 30)
SITES = {FIRST: "2026-07-26_labelled-R29_6c0293d", SECOND: "2026-07-30_labelled-R29_f259890"}


def release(folder: Path, known_on: date) -> Release:
    """Allocations as one state of the site tells them, a cell each donor, kind and month."""
    source = f"site-{known_on}"
    lines: dict[str, Line] = {}
    entries = []
    with (folder / "data_explorer.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for kind in (AidKind.MILITARY, AidKind.HUMANITARIAN, AidKind.FINANCIAL):
                name = f"{row['iso']}/{kind}"
                days = Span.month(int(row["year"]), int(row["month"]))
                lines[name] = Line(
                    source_id=source,
                    key=name,
                    known_on=known_on,
                    line_id=name,
                    dataset="site",
                    donor=row["iso"],
                    aid_kind=kind,
                )
                cell = f"{name}/{days.start}"
                entries.append(
                    Entry(
                        source_id=source,
                        key=cell,
                        cell=cell,
                        known_on=known_on,
                        line_id=name,
                        stage_from=Stage.OUTSIDE,
                        stage_to=Stage.ALLOCATION,
                        happened_from=days.start,
                        happened_to=days.end,
                        value=Decimal(row[kind]).scaleb(9),
                        currency="EUR",
                    )
                )
    return Release(
        source_id=source,
        dataset="site",
        known_on=known_on,
        source={"title": "site"},
        lines=list(lines.values()),
        entries=entries,
        label=f"site of {known_on}",
    )


@pytest.fixture(scope="module")
def site(shared_data: Path) -> Book:
    book = Book.open(None)
    for known_on, folder in SITES.items():
        restate(book, release(shared_data / "kiel_site" / folder, known_on), by="importer")
    return book


def total(book: Book, as_of: date) -> float:
    value = pl.col("sign") * pl.col("value")
    return float(book.view(as_of).moves.select(value.sum()).collect().item()) / 1e9


def test_two_states_of_the_site_differ_in_30_donor_months_of_1140(site: Book) -> None:
    assert round(total(site, FIRST), 3) == 350.885
    assert round(total(site, SECOND), 3) == 358.400
    changed = diff(site, FIRST, SECOND, ["donor", "month"])
    assert changed.height == 30
    assert changed.filter(pl.col("delta").abs() > 500_000).height == 29  # Luxembourg: 0.277 m
    months = site.view().moves.select(pl.col("cell").str.replace("/.*/", "/").n_unique()).collect()
    assert months.item() == 1_140
    assert round(changed["delta"].sum() / 1e9, 3) == 7.515
    first = changed.row(0, named=True)
    assert (first["donor"], first["month"], first["before"]) == ("FRA", date(2023, 12, 1), 0)
    assert round(first["after"] / 1e9, 3) == 1.532


def test_the_rows_say_why_and_by_whose_hand(site: Book) -> None:
    row = diff(site, FIRST, SECOND, ["donor"]).row(0, named=True)
    assert row["source_ids"] == [f"site-{SECOND}"]
    assert row["entered_by"] == ["importer"]
    assert all("site of 2026-07-30" in reason for reason in row["reasons"])


def test_the_other_state_again_changes_nothing(site: Book, shared_data: Path) -> None:
    before = site.store.head()
    again = release(shared_data / "kiel_site" / SITES[SECOND], date(2026, 8, 4))
    restate(site, again)
    assert site.store.head() == before
    assert diff(site, SECOND, date(2026, 8, 4)).height == 0


def test_a_correction_shows_with_its_reason_and_its_author(book, line, move) -> None:
    told = move(Stage.PLEDGE, 10)
    book.append([line(donor="FIN"), told, move(Stage.PLEDGE, 5)], by="anna")
    said = {"source_id": "me", "key": "c", "reason": "miscounted"}
    book.append(correct(told, **said, known_on=date(2024, 3, 1), quantity=Decimal(7)), by="olha")
    [row] = diff(book, date(2024, 2, 1), date(2024, 3, 1), ["donor"], measure="quantity").to_dicts()
    assert (row["before"], row["after"], row["delta"], row["entries"]) == (15, 12, -3, 1)
    assert (row["reasons"], row["entered_by"]) == (["miscounted"], ["olha"])


def test_an_entry_without_a_number_shows_as_one_more_unknown(book, line, move) -> None:
    book.append([line(), move(Stage.PLEDGE, on=date(2024, 3, 1))])
    [row] = diff(book, date(2024, 2, 1), date(2024, 3, 1), ["line_id"]).to_dicts()
    assert (row["delta"], row["unknown"]) == (0, 1)


def test_stages_currencies_and_datasets_are_never_added(book, line, move) -> None:
    euro = {"value": Decimal(1), "on": date(2024, 3, 1)}
    book.append(
        [
            line(),
            line("other", dataset="press"),
            move(Stage.PLEDGE, **euro, currency="EUR"),
            move(Stage.PLEDGE, **euro, currency="USD"),
            move(Stage.COMMITMENT, **euro, currency="EUR"),
            move(Stage.PLEDGE, **euro, currency="EUR", line_id="other"),
        ]
    )
    rows = diff(book, date(2024, 2, 1), date(2024, 3, 1), [])
    assert rows.select("dataset", "stage", "what").n_unique() == rows.height == 4


@pytest.mark.parametrize(
    ("days", "by", "what"),
    [
        ((date(2024, 3, 1), date(2024, 2, 1)), [], "the first day is after the second"),
        ((date(2024, 2, 1), date(2024, 3, 1)), ["doner"], 'there is no group "doner"'),
    ],
)
def test_a_wrong_question_is_refused(book, days, by, what) -> None:
    with pytest.raises(QuestionError, match=what):
        diff(book, *days, by)
