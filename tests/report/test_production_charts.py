"""Pictures of production: valid, with their scope, and true to the rows."""

import re
from itertools import pairwise

import altair
import pytest

import resupply
from resupply.report import charts
from resupply.report.chart_frame import PALETTE


@pytest.fixture(scope="module")
def answers():
    case = resupply.open("ukraine-2024")
    return {
        "ramp": case.production(),
        "gap": case.gap(months=4),
        "frontier": case.invest(budget=6e8, budgets=["2e8", "6e8"]),
        "match": case.match(),
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ramp", "gap", "frontier", "match"])
def test_each_is_valid_and_says_what_it_is_bound_to(name, theme, answers):
    answer = answers[name]
    spec = charts.spec_of(answer, theme=theme)
    altair.Chart.from_dict(spec)  # refuses what its schema does not know
    drawn = charts.svg(spec)
    shown = re.findall(r">([^<>]+)<", drawn)
    assert name in charts.names_of(answer)
    assert answer.scope.sentence() in shown
    assert spec["title"]["text"] in shown
    assert spec["background"] == PALETTE[theme]["paper"]
    assert "NaN" not in drawn


def values(spec):
    return spec["data"]["values"]


def test_a_ramp_shows_what_is_stated_apart_from_lines_between(answers):
    rows = [r for r in values(charts.spec_of(answers["ramp"])) if "United States" in r["where"]]
    stated = {r["month_on"]: r["per_month"] for r in rows if r["series"] == "made" and r["stated"]}
    assert stated["2023-01-01"] == 14000
    assert stated["2023-09-01"] == 28000
    assert any(not r["stated"] for r in rows)


def test_the_gap_is_drawn_to_the_end_of_its_last_month(answers):
    assert values(charts.spec_of(answers["gap"]))[-1]["month_on"] == "2024-06-30"


def test_a_frontier_begins_with_nothing_and_never_falls(answers):
    points = values(charts.spec_of(answers["frontier"]))
    assert (points[0]["budget_million"], points[0]["met"]) == (0.0, 0.0)
    assert all(a["met"] <= b["met"] + 1e-6 for a, b in pairwise(points))


def test_a_match_has_a_square_for_each_thing_an_option_takes(answers):
    cells = values(charts.spec_of(answers["match"]))
    powder = {c["option_name"]: c["state"] for c in cells if "powder" in c["aspect"]}
    assert powder["Joint venture of Rheinmetall in Ukraine"] == "short"
    assert not any(c["aspect"] == "agreement" for c in cells if "Czech" in c["option_name"])
