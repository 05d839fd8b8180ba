"""A release in an empty case: it promises for all kinds together, and gives kind by kind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case import Case
from resupply.case.making import new_case

KNOWN = date(2026, 7, 30)
HEADINGS = "country,iso,year,month,financial,humanitarian,military,commitments\n"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Case]:
    new_case(tmp_path / "case")
    case = resupply.open(tmp_path / "case")
    yield case
    case.close()


def test_what_is_given_kind_by_kind_leaves_what_was_promised_for_all(
    empty: Case, tmp_path: Path
) -> None:
    """Ten are promised each January; in April four are given as arms and three as money."""
    rows = [
        f"Denmark,DNK,{year},{month},{money},0,{arms},{promised}\n"
        for year in range(2022, 2026)
        for month, money, arms, promised in ((1, 0, 0, 10), (4, 3, 4, 0))
    ]
    (tmp_path / "data_explorer.csv").write_text(HEADINGS + "".join(rows))
    empty.bring("kiel", tmp_path / "data_explorer.csv", known_on=KNOWN)
    bounds = {"dataset": "kiel", "as_of": KNOWN}
    (row,) = [r for r in empty.reliability(**bounds).rows if r["id"] == "DNK"]
    # Four promises are fewer than five: told, with a word on how little that is.
    assert (row["record"], row["moved_share"]) == ("little", pytest.approx(28 / 40))
    (ahead,) = [r for r in empty.forecast(**bounds).rows if r["id"] == "DNK"]
    assert ahead["standing_eur"] == pytest.approx(12e9)


def test_what_stands_is_what_the_published_release_has_left(empty: Case, shared_data: Path) -> None:
    (folder,) = (shared_data / "kiel_site").glob("2026-07-30_*")
    empty.bring("kiel", folder, known_on=KNOWN)
    bounds = {"dataset": "kiel", "as_of": KNOWN}
    rows = {r["id"]: r for r in empty.forecast(**bounds).rows}
    germany, all_donors = rows["DEU"]["standing_eur"], rows[None]["standing_eur"]
    # 47.665 bn promised less 29.928 bn given; in all 547.984 less 358.400, but for the
    # donors (Australia, Ireland, Slovakia) that gave 0.159 bn more than they had promised.
    assert germany == pytest.approx(17.738e9, abs=0.001e9)
    assert all_donors == pytest.approx(189.743e9, abs=0.001e9)
    told = [r for r in empty.reliability(**bounds).rows if r["record"] == "own"]
    assert len(told) >= 10
