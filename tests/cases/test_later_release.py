"""The forecast on months it was not tuned on: the tracker's later release, brought in."""

from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case.making import new_case

KNOWN_ON = date(2026, 7, 30)


@pytest.fixture(scope="module")
def rows(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, float]]:
    """Our scores of donors and total 1 to 6 months ahead, March 2024 to April 2026."""
    folder = tmp_path_factory.mktemp("later") / "case"
    new_case(folder, like="ukraine-2024")
    case = resupply.open(folder, as_of=KNOWN_ON)
    case.bring("kiel", shared_data / "kiel_site/2026-07-30_labelled-R29_f259890", known_on=KNOWN_ON)
    found = case.backtest(origins=26, months=6, draws=300, peers=False)
    case.close()
    assert any("taken as announced" in w for w in found.warnings)
    return {r["of"]: dict(r) for r in found.rows if r["method"] == "Resupply"}


def test_donors_are_forecast_better_than_by_their_record_drawn_again(rows) -> None:
    assert rows["donors"]["to_best"] < 0.96


def test_the_total_is_forecast_as_well_as_by_its_record_drawn_again(rows) -> None:
    assert rows["total"]["to_best"] < 1.02


def test_bands_of_donors_hold(rows) -> None:
    assert 75 <= rows["donors"]["inside_80_percent"] <= 85
    assert 92 <= rows["donors"]["inside_95_percent"] <= 98
