"""Promises of a network come as promises came so far, where the record can tell."""

from pathlib import Path
from typing import Any

import pytest
from tests.network.conftest import open_small

from resupply.case.networks import network_of
from resupply.network.model import Supply

OPEN = {"id": "P1", "donor": "NNN", "item": "shell", "quantity": 600, "pledged_on": "2024-01-10",
        "due_by": "2024-06-30"}  # fmt: skip
ASSUMED = {"id": "a4", "subject": "donor", "metric": "share_of_pledge_delivered_by_due_date",
           "unit": "share", "low": 0.2, "central": 0.5, "high": 0.9}  # fmt: skip


def kept(count: int, *, after_months: int) -> list[dict[str, Any]]:
    """Promises of 2022 and 2023 that were kept so many months later, as the source says."""
    return [
        {
            **OPEN,
            "id": f"K{at}",
            "pledged_on": f"2022-{at + 1:02}-01",
            "due_by": "2023-12-31",
            "status_as_of": f"kept by {2022 + (at + after_months) // 12}-"
            f"{(at + after_months) % 12 + 1:02}-01",
        }
        for at in range(count)
    ]


def promise(folder: Path, *others: dict[str, Any]) -> Supply:
    case = open_small(folder, pledges=[OPEN, *others], assumptions=[ASSUMED])
    network = network_of(case, case.view(), case.scope())
    # What nothing rests on any more is not named as an assumption.
    assert [a.id for a in network.assumptions] == (["a4"] if len(others) < 5 else [])
    return next(s for s in network.supplies if s.id == "P1")


def test_few_promises_leave_the_assumption(tmp_path: Path) -> None:
    factor = promise(tmp_path, *kept(4, after_months=2)).if_factor
    assert factor is not None
    assert (factor.low, factor.central, factor.high) == (0.2, 0.5, 0.9)


@pytest.mark.parametrize(("after_months", "least", "most"), [(2, 0.6, 1.0), (14, 0.0, 0.6)])
def test_a_record_takes_its_place(
    tmp_path: Path, after_months: int, least: float, most: float
) -> None:
    factor = promise(tmp_path, *kept(10, after_months=after_months)).if_factor
    assert factor is not None
    assert factor.basis == "derived"
    assert least <= factor.central <= most
    assert 0 <= factor.low < factor.central < factor.high <= 1


def test_a_promise_arrives_by_the_record_in_a_forecast(tmp_path: Path) -> None:
    case = open_small(tmp_path, pledges=[OPEN, *kept(10, after_months=2)], assumptions=[ASSUMED])
    row = next(r for r in case.forecast("item", days=120).rows if "P1" in r["supplies"])
    assert "promise, by record" in row["basis"]
    assert 0 < row["pipeline_mean_quantity"] < 600
