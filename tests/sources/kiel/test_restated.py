"""Releases over releases in one book: totals are the newest one's; only differences are written."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from resupply.book import Book, restate
from resupply.core.records import Entry
from resupply.core.words import Stage
from resupply.sources import kiel

ITEMS = (
    ("kiel_items/kiel_R07_edA_2022-11_full.xlsx", date(2022, 11, 20)),
    ("kiel_items/kiel_R07_edB_corrected_full.xlsx", date(2022, 12, 1)),
    ("kiel_items/kiel_R16_to2024-02-29_partial.xlsx", date(2024, 4, 25)),
    ("kiel_items/kiel_R18_to2024-06-30_main.xlsx", date(2024, 8, 6)),
    ("kiel_items/kiel_R21_to2024-12-31_main.xlsx", date(2025, 2, 14)),
    ("kiel_no_r28", date(2026, 4, 22)),
)
SITE = (
    ("kiel_site/2026-07-26_labelled-R29_6c0293d", date(2026, 7, 26)),
    ("kiel_site/2026-07-30_labelled-R29_f259890", date(2026, 7, 30)),
)


def reached(book: Book) -> dict[Stage, float]:
    """EUR bn by stage, to three digits."""
    sums: dict[Stage, Decimal] = defaultdict(Decimal)
    for _, entry in book.records("entry"):
        if isinstance(entry, Entry) and entry.value is not None:
            sums[entry.stage_to] += -entry.value if entry.reverses else entry.value
    return {stage: round(float(eur) / 1e9, 3) for stage, eur in sums.items()}


def bring(data: Path, states: Sequence[tuple[str, date]]) -> tuple[Book, list[int]]:
    book = Book.open(None)
    written = [restate(book, kiel.read(data / path, known_on=day)).added for path, day in states]
    return book, written


def test_activities_of_five_releases_end_at_the_newest_totals(shared_data: Path) -> None:
    book, _ = bring(shared_data, ITEMS)
    totals = reached(book)
    assert totals[Stage.ALLOCATION] == pytest.approx(349.933)
    assert totals[Stage.COMMITMENT] == pytest.approx(545.512)


def test_a_release_corrected_under_its_old_label_writes_a_handful_of_records(
    shared_data: Path,
) -> None:
    book, (first, second) = bring(shared_data, ITEMS[:2])
    assert first > 2000
    assert second < 10
    assert reached(book)[Stage.COMMITMENT] == 93.943


def test_the_same_file_again_writes_nothing(shared_data: Path) -> None:
    _, (_, again) = bring(shared_data, [SITE[1], SITE[1]])
    assert again == 0


def test_the_site_corrected_within_four_days_ends_at_its_newer_totals(shared_data: Path) -> None:
    book, (first, second) = bring(shared_data, SITE)
    assert second < first / 20
    assert reached(book) == {Stage.ALLOCATION: 358.4, Stage.COMMITMENT: 547.984}
