"""Rows of a plan say what its arrays say."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from resupply.case import Case
from resupply.case.networks import network_of
from resupply.plan import rows
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, Plan, make


@pytest.fixture(scope="module", params=["two places", "ukraine"])
def plan(request: pytest.FixtureRequest, ukraine: Case) -> Plan:
    if request.param == "two places":
        return make(two_places_network(), Asked(days=20))
    view, scope = ukraine._asked({})
    return make(network_of(ukraine, view, scope), Asked(days=60))


def test_shipments_add_up_to_what_is_sent(plan: Plan) -> None:
    found = rows.shipments(plan)
    total = plan.flows.sent.sum(axis=2)
    legs = [leg.id for leg in plan.network.legs]
    items = [item.id for item in plan.network.items]
    said = np.zeros_like(total)
    for row in found:
        said[legs.index(row["leg"]), items.index(row["item"])] += row["quantity"]
    assert said == pytest.approx(total, rel=1e-4, abs=1e-3)
    assert found


def test_what_departs_arrives_a_lead_time_later(plan: Plan) -> None:
    for row in rows.shipments(plan):
        lead = timedelta(days=round(row["lead_days"]))
        assert row["arrive_on"] - row["depart_on"] == lead
        assert row["arrive_until_on"] - row["depart_until_on"] == lead
        days = (row["depart_until_on"] - row["depart_on"]).days + 1
        assert row["per_day"] * days == pytest.approx(row["quantity"])


def test_runs_of_days_are_one_row_and_gaps_part_them(plan: Plan) -> None:
    by: dict[tuple[str, str], list[tuple[object, object]]] = {}
    for row in rows.shipments(plan):
        by.setdefault((row["leg"], row["item"]), []).append(
            (row["depart_on"], row["depart_until_on"])
        )
    for spans in by.values():
        spans.sort(key=str)
        for (_, end), (start, _) in pairwise(spans):
            assert start > end + timedelta(days=1)  # type: ignore[operator]


def test_need_and_stock_rows_are_the_arrays(plan: Plan) -> None:
    found = rows.unmet(plan)
    shape = plan.flows.unmet.shape
    assert np.array([r["unmet"] for r in found]).reshape(shape) == pytest.approx(plan.flows.unmet)
    asked = np.array([r["asked"] for r in found]).reshape(shape)
    assert asked == pytest.approx(plan.problem.needs.amount)
    served = np.array([r["served"] for r in found]).reshape(shape)
    assert served + plan.flows.unmet == pytest.approx(asked, abs=1e-6)
    stock = sum(r["stock"] for r in rows.stocks(plan))
    assert stock == pytest.approx(float(plan.flows.stock.sum()), rel=1e-6, abs=1e-3)


def test_an_answer_adds_up_and_its_levels_bracket(ukraine: Case) -> None:
    answer = ukraine.plan(days=60)
    tables = {t.name: t.rows for t in answer.tables}
    need = tables["needs"][0]
    assert need["unmet_low"] < need["unmet"] < need["unmet_high"]
    assert need["met_low_percent"] < need["met_percent"] < need["met_high_percent"]
    assert need["unmet"] == pytest.approx(sum(r["unmet"] for r in tables["unmet"]))
    assert need["met_percent"] == pytest.approx(100 * (1 - need["unmet"] / need["asked"]))
    assert set(answer.to_dict()["tables"]) == set(tables)
    assert sum(r["missing"] * r["share_percent"] / 100 for r in tables["why"]) == pytest.approx(
        need["unmet"], rel=1e-3
    )
