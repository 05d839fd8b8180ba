"""Lags from commitment to allocation: matched, weighted by amount, negative ones kept."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.book import Book
from resupply.core.records import Entry, Line
from resupply.core.scope import Scope
from resupply.core.words import Stage
from resupply.picture import lags

AMOUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=12)


def plainly(committed: list[int], allocated: list[int]) -> list[int]:
    """The lag of each single euro, one after the other."""
    given_, taken = (
        [month for month, amount in enumerate(curve) for _ in range(amount)]
        for curve in (committed, allocated)
    )
    return sorted(b - a for a, b in zip(given_, taken, strict=False))


@given(AMOUNTS, AMOUNTS)
def test_matching_agrees_with_euros_matched_one_by_one(committed, allocated):
    size = max(len(committed), len(allocated))
    committed, allocated = (x + [0] * (size - len(x)) for x in (committed, allocated))
    found = lags.fifo(np.array(committed, float), np.array(allocated, float))
    one_by_one = plainly(committed, allocated)
    assert found.matched == pytest.approx(len(one_by_one))
    assert found.open == sum(committed) - sum(allocated)
    if not one_by_one:
        assert found.mean is None
        return
    assert found.mean == pytest.approx(np.mean(one_by_one))
    assert found.early_share == pytest.approx(np.mean(np.array(one_by_one) < 0))
    for share, quantile in ((0.5, found.p50), (0.9, found.p90)):
        assert quantile == one_by_one[int(np.ceil(share * len(one_by_one) - 1e-9)) - 1]


@given(AMOUNTS, AMOUNTS)
def test_matching_the_same_month_first_matches_the_same_money_and_never_less_in_the_month(a, b):
    size = max(len(a), len(b))
    given_, taken = (np.array(x + [0] * (size - len(x)), float) for x in (a, b))
    plain = lags.matched(given_, taken)
    first = lags.matched_in_month_first(given_, taken)
    assert first.amounts.sum() == pytest.approx(plain.amounts.sum())
    in_month = first.amounts[first.lags == 0].sum()
    assert in_month >= plain.amounts[plain.lags == 0].sum() - 1e-9
    assert in_month >= np.minimum(given_, taken).sum() - 1e-9


def test_an_allocation_before_its_commitment_has_a_lag_below_zero():
    found = lags.fifo(np.array([0.0, 0.0, 5.0]), np.array([5.0, 0.0, 0.0]))
    assert (found.mean, found.early_share) == (-2.0, 1.0)


def test_what_was_taken_back_takes_the_newest_before_it():
    assert lags.without_refunds(np.array([5.0, 2.0, -4.0, 1.0])).tolist() == [3.0, 0.0, 0.0, 1.0]
    assert lags.without_refunds(np.array([-4.0, 1.0])).tolist() == [0.0, 1.0]


# --- a book ---------------------------------------------------------------------------------------


def entry(donor: str, stage: Stage, on: date | None, millions: float) -> Entry:
    return Entry(
        source_id="kiel",
        key=f"{donor}/{stage}/{on}/{millions}",
        known_on=on or date(2023, 1, 1),
        line_id=donor,
        stage_from=Stage.OUTSIDE,
        stage_to=stage,
        happened_from=on,
        happened_to=on,
        value=Decimal(str(millions * 1e6)),
        currency="EUR",
    )


def line(donor: str) -> Line:
    return Line(
        source_id="kiel",
        key=donor,
        known_on=date(2022, 1, 1),
        line_id=donor,
        dataset="kiel",
        donor=donor,
    )


def test_the_answer_gives_both_matchings_what_is_open_and_all_donors_together():
    book = Book.open(None)
    book.append(
        [
            line("AAA"),
            entry("AAA", Stage.COMMITMENT, date(2023, 1, 5), 10),
            entry("AAA", Stage.COMMITMENT, date(2023, 4, 5), 10),
            entry("AAA", Stage.ALLOCATION, date(2023, 4, 20), 10),
            entry("AAA", Stage.COMMITMENT, None, 7),
            line("BBB"),
            entry("BBB", Stage.COMMITMENT, date(2023, 2, 5), 30),
            entry("BBB", Stage.ALLOCATION, date(2023, 3, 5), 30),
        ],
        by="test",
    )
    answer = lags.answer(book.view(), Scope(dataset="kiel"))
    first, second, every = answer.rows
    assert (first["donor"], first["fifo_mean_months"], first["same_month_mean_months"]) == (
        "AAA", 3.0, 0.0,
    )  # fmt: skip
    assert (first["open_eur"], first["basis"]) == (10e6, "matched")
    assert (second["donor"], second["fifo_mean_months"], second["open_eur"]) == ("BBB", 1.0, 0.0)
    assert every["donor"] is None
    assert every["fifo_mean_months"] == pytest.approx((10 * 3 + 30 * 1) / 40)
    assert any("EUR 0.007 bn has no month" in w for w in answer.warnings)


def test_nothing_committed_gives_no_lag():
    book = Book.open(None)
    book.append([line("AAA")], by="test")
    answer = lags.answer(book.view(), Scope(dataset="kiel"))
    assert answer.rows == []
    assert answer.sentence.startswith("Nothing was both")


# --- the published record -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release_29(shared_data: Path) -> dict[str, dict[int, tuple[float, float]]]:
    """Commitments and allocations [EUR bn] by country and month, counted from January 2022."""
    path = shared_data / "kiel_site/2026-07-30_labelled-R29_f259890/data_explorer.csv"
    out: dict[str, dict[int, tuple[float, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            month = 12 * (int(row["year"]) - 2022) + int(row["month"]) - 1
            out.setdefault(row["country"], {})[month] = (
                float(row["commitments"]),
                float(row["total"]),
            )
    return out


def curves(
    release: dict[str, dict[int, tuple[float, float]]], country: str, months: int
) -> list[np.ndarray]:
    return [np.array([release[country].get(m, (0, 0))[i] for m in range(months)]) for i in (0, 1)]


# Computed apart from this program from the same file: mean, p50, p90 [months], open [EUR bn].
TO_2024_02 = {
    "EU (Commission and Council)": (4.3, 3, 10, 50.68),
    "Norway": (3.1, 1, 9, 8.07),
    "Germany": (1.9, 1, 8, 9.93),
    "United Kingdom": (3.7, 4, 7, 5.05),
    "Japan": (5.7, 5, 10, 5.16),
    "Sweden": (0.9, 0, 4, 0.43),
    "Netherlands": (3.6, 3, 8, 1.18),
    "Denmark": (4.0, 5, 7, 3.64),
    "United States": (3.4, 3, 7, 2.04),
    "France": (0.2, 0, 1, 2.92),
    "Canada": (-0.6, 0, 1, 1.49),
}
TO_2026_04 = {
    "Germany": (10.3, 12, 24, 17.74),
    "Netherlands": (7.6, 6, 18, 2.53),
    "United States": (3.5, 3, 6, 3.58),
    "Canada": (2.3, 1, 8, 2.31),
}


@pytest.mark.parametrize(
    ("country", "months"), [*((c, 26) for c in TO_2024_02), *((c, 52) for c in TO_2026_04)]
)
def test_lags_of_the_published_record(release_29, country, months):
    mean, p50, p90, open_ = (TO_2024_02 if months == 26 else TO_2026_04)[country]
    found = lags.fifo(*curves(release_29, country, months))
    assert found.mean == pytest.approx(mean, abs=0.051)
    assert (found.p50, found.p90) == (p50, p90)
    assert found.open == pytest.approx(open_, abs=0.006)


@pytest.mark.parametrize(("country", "mean"), [("Germany", 0.7), ("Japan", 1.5)])
def test_lags_with_the_same_month_first(release_29, country, mean):
    found = lags.same_month_first(*curves(release_29, country, 26))
    assert found.mean == pytest.approx(mean, abs=0.05)


@pytest.mark.parametrize(
    ("country", "share"), [("Estonia", 0.42), ("Canada", 0.27), ("Germany", 0.22)]
)
def test_money_allocated_before_it_was_committed_is_kept(release_29, country, share):
    found = lags.fifo(*curves(release_29, country, 26))
    assert found.early_share == pytest.approx(share, abs=0.005)
