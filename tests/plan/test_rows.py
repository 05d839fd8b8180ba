"""Rows of a plan: nothing is lost when dispatches become shipments people can read."""

import numpy as np
import pytest

from resupply.plan import rows
from resupply.plan.examples import scattered, two_places_network
from resupply.plan.plan import Asked, make


def shipped(amounts: list[float]):
    """Shipments of a leg that sends these amounts day by day."""
    plan = make(two_places_network(), Asked(days=len(amounts), step="day"))
    sent = np.array(amounts).reshape(plan.flows.sent.shape)
    np.copyto(plan.flows.sent, sent)
    return [
        (r["depart_on"].day, r["depart_until_on"].day, r["quantity"]) for r in rows.shipments(plan)
    ]


def test_days_that_nearly_follow_each_other_are_one_shipment():
    assert shipped([5, 0, 0, 0, 2, 1, 0]) == [(1, 6, 8.0)]


def test_a_pause_of_more_days_parts_them():
    assert shipped([5, 0, 0, 0, 0, 2, 1]) == [(1, 1, 5.0), (6, 7, 3.0)]


@pytest.mark.parametrize("seed", range(4))
def test_shipments_sum_to_what_is_sent(seed):
    plan = make(scattered(seed), Asked(days=8, step="day"))
    found = rows.shipments(plan)
    assert sum(r["quantity"] for r in found) == pytest.approx(plan.flows.sent.sum(), abs=1e-4)
    assert all(r["depart_on"] >= plan.network.start_on for r in found)
    for row in found:
        days = (row["depart_until_on"] - row["depart_on"]).days + 1
        assert row["per_day"] == pytest.approx(row["quantity"] / days)
