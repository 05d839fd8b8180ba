"""Pictures of shocks: a bar each, whatever the names."""

from typing import Any

import pytest

import resupply
from resupply.report import charts


@pytest.fixture(scope="module")
def lost() -> dict[str, Any]:
    spec: dict[str, Any] = charts.spec_of(resupply.open("ukraine-2024").survive())
    return spec


def _rows(spec: Any) -> list[dict[str, Any]]:
    """The rows a specification draws, wherever they stand in it."""
    if isinstance(spec, dict):
        if isinstance(spec.get("values"), list) and spec["values"] and "label" in spec["values"][0]:
            return list(spec["values"])
        parts: list[Any] = list(spec.values())
    else:
        parts = spec if isinstance(spec, list) else []
    return next((rows for part in parts if (rows := _rows(part))), [])


def test_a_donor_and_the_place_of_its_name_have_a_bar_each(lost: dict[str, Any]) -> None:
    labels = [row["label"] for row in _rows(lost)]
    assert {"United States (source)", "United States (place)"} <= set(labels)
    assert len(labels) == len(set(labels)) == 6


def test_where_all_losses_last_as_long_what_they_cost_is_drawn(lost: dict[str, Any]) -> None:
    assert "more unmet [days of need]" in str(lost)
    later = charts.spec_of(resupply.open("ukraine-2024").survive(need_share=0.2))
    assert "more unmet" not in str(later)
