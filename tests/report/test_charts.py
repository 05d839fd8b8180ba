"""Pictures: valid, alike in every thread, with their scope, and nothing cut out of them."""

import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import altair
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, ResupplyError
from resupply.core.scope import Scope
from resupply.plan import rows as plan_rows
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.report import (
    backtest_charts,
    chart_list,
    charts,
    forecast_charts,
    plan_charts,
    shock_charts,
)
from resupply.report.chart_frame import PALETTE, framed
from resupply.report.flow_layout import Flow, laid_out

SCOPE = Scope(as_of=date(2024, 2, 28), measure="quantity")
START = date(2024, 3, 1)
PLAN = make(two_places_network(), Asked(days=4, step="day"))
SHIPMENTS = plan_rows.shipments(PLAN)
UNMET = plan_rows.unmet(PLAN)
BOTTLENECKS = [
    {
        "name": f"thing {at}",
        "kind": "lead_time" if at % 3 == 0 else "capacity",
        "binds": at < 4,
        "tenth_days": 4.0 - at if at < 4 else 0.0,
        "used_percent": None if at == 5 else 10.0 * at,
        "sentence": "told",
    }
    for at in range(9)
]
FAN = [
    {
        "place_name": "Front", "item_name": "Round", "unit": "round",
        "on": START + timedelta(days=at),
        "stock_05": 1.0 * at, "stock_25": 2.0 * at, "stock_50": 3.0 * at, "stock_75": 4.0 * at,
        "stock_95": 5.0 * at,
    }
    for at in range(5)
]  # fmt: skip
PAUSES = [
    {"name": "USA", "start_on": START, "pause_days": days, "cost_quantity": 10.0 * days,
     "cost_days": 1.0, "unit": "round"}
    for days in (10, 20, 30)
]  # fmt: skip
LOSSES = [
    {"name": f"loss {at}", "kind": "leg", "id": str(at), "survive_days": at if at < 3 else None}
    for at in range(5)
]
WHAT_IFS = [
    {
        "scenario": "pause",
        "place_name": "Front",
        "item_name": "shells",
        "more_unmet": 9.0,
        "unit": "round",
    }
]

CURVES = [
    {"id": donor, "name": donor or "All", "way": "commitment to allocation", "age_days": age,
     "moved_by_age_low": age / 400, "moved_by_age": age / 300, "moved_by_age_high": age / 200,
     "withdrawn_by_age": 0.01, "own_moved_by_age": age / 300 if age < 90 else None}
    for donor in ("FIN", None) for age in (0.0, 30.0, 120.0)
]  # fmt: skip
ARRIVALS = [
    {"id": None, "name": "All", "until_on": until, "arrives_low_eur": 1e9, "arrives_eur": 2e9,
     "arrives_high_eur": 4e9, "arrives_mean_eur": 2.2e9, "pipeline_mean_eur": 1.2e9,
     "new_mean_eur": 1e9, "pipeline_share": 0.5}
    for until in (date(2024, 3, 31), date(2024, 4, 12))
]  # fmt: skip
RUN_OUT = [
    {
        "place_name": "Front", "item_name": "Round", "unit": "round",
        "on": START + timedelta(days=at), "left_low": 0.0, "left_high": 9.0 - at,
        **{f"left_{q}": 5.0 - at for q in ("05", "25", "50", "75", "95")}, "median_out": at == 3,
    }
    for at in range(5)
]  # fmt: skip

HELD = [
    {"of": of, "band_percent": band, "held_percent": band - 3.0}
    for of in ("donors", "total")
    for band in (50.0, 80.0)
]
LAY = [
    {"of": "donors", "bin_from": at / 10, "bin_to": (at + 1) / 10, "pit_percent": 10.0}
    for at in range(10)
]
AHEAD = [
    {"of": "donors", "horizon": at, "method": method, "crps": 1.0 * at}
    for at in (1, 2, 3)
    for method in ("Resupply", "Naive")
]

SPECS = {
    "gantt": (plan_charts.shipments, SHIPMENTS, "Hub to Front"),
    "needs": (plan_charts.needs, UNMET, "Front: round"),
    "range": (plan_charts.needs, plan_charts.with_range(UNMET, UNMET, UNMET), "Front: round"),
    "stock": (plan_charts.stocks, plan_rows.stocks(PLAN), "Hub: Round"),
    "flow": (plan_charts.flow, SHIPMENTS, "Hub 3"),
    "bottlenecks": (plan_charts.bottlenecks, BOTTLENECKS, "thing 1"),
    "fan": (shock_charts.fan, FAN, "Front: Round"),
    "pause-cost": (shock_charts.pause_cost, PAUSES, "USA from 2024-03-01"),
    "survive": (shock_charts.survive, LOSSES, "loss 1"),
    "calibration": (backtest_charts.calibration, HELD, "80% band"),
    "pit": (backtest_charts.where_it_lay, LAY, "share of the draws below"),
    "horizons": (backtest_charts.horizons, AHEAD, "Naive"),
    "what-if": (shock_charts.what_if, WHAT_IFS, "pause: Front"),
    "curves": (forecast_charts.curves, CURVES, "FIN"),
    "arrivals": (forecast_charts.arrivals, ARRIVALS, "to 12 Apr 24"),
    "run-out": (forecast_charts.run_out, RUN_OUT, "Front: Round"),
}


def spec(name: str, theme: str = "light"):
    draw, rows, _ = SPECS[name]
    return draw(rows, SCOPE, theme=theme)


def texts(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)<", svg)


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_picture_is_valid_and_says_what_it_is_bound_to(name, theme):
    made = spec(name, theme)
    altair.Chart.from_dict(made)  # refuses what its schema does not know
    shown = texts(charts.svg(made))
    assert SCOPE.sentence() in shown
    assert made["title"]["text"] in shown
    assert any(SPECS[name][2] in text for text in shown)
    assert made["background"] == PALETTE[theme]["paper"]
    assert "NaN" not in charts.svg(made)


@pytest.mark.parametrize("name", ["gantt", "needs", "stock", "fan"])
def test_days_are_told_as_dates(name):
    assert any(re.fullmatch(r"\d+ \w{3} 24", text) for text in texts(charts.svg(spec(name))))


def test_eight_threads_draw_what_one_draws():
    names = [*SPECS] * 4
    serial = {name: charts.svg(spec(name)) for name in SPECS}
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda name: charts.svg(spec(name)), names))
    assert drawn == [serial[name] for name in names]


def test_a_picture_as_png_and_as_its_specification():
    answer = Answer(
        question="plan", scope=SCOPE, columns=plan_rows.SHIPMENT_COLUMNS, rows=SHIPMENTS
    )
    assert chart_list.picture(answer, ".png").startswith(b"\x89PNG")
    assert chart_list.picture(answer, ".SVG").startswith(b"<svg")
    made = msgspec.json.decode(chart_list.picture(answer, ".json", chart="flow"))
    assert made["title"]["text"] == "Where goods go"


@pytest.mark.parametrize(
    ("columns", "rows", "title"),
    [
        (plan_rows.SHIPMENT_COLUMNS, SHIPMENTS, "What is sent when"),
        (plan_rows.UNMET_COLUMNS, UNMET, "What is asked for and what is met"),
        (plan_rows.STOCK_COLUMNS, plan_rows.stocks(PLAN), "What lies where"),
        ([Column(name="tenth_days", title="")], BOTTLENECKS, "What binds"),
        ([Column(name="pause_days", title="")], PAUSES, "What a pause costs"),
        ([Column(name="survive_days", title="")], LOSSES, "How long each loss can be borne"),
        ([Column(name="stock_50", title="")], FAN, "How the stock may go"),
        ([Column(name="more_unmet", title="")], WHAT_IFS, "What more stays unmet"),
        (
            [Column(name="moved_by_age", title="")],
            CURVES,
            "How promises move: commitment to allocation",
        ),
        (
            [Column(name="pipeline_share", title=""), Column(name="until_on", title="")],
            ARRIVALS,
            "What arrives",
        ),
        (
            [Column(name="left_50", title="")],
            RUN_OUT,
            "How stocks may go, and when they run out",
        ),
    ],
)
def test_an_answer_chooses_its_picture(columns, rows, title):
    answer = Answer(question="q", scope=SCOPE, columns=columns, rows=rows)
    assert charts.spec_of(answer)["title"]["text"] == title


def test_what_cannot_be_drawn_is_refused():
    empty = Answer(question="rank", scope=SCOPE)
    with pytest.raises(QuestionError, match="nothing in it to draw"):
        chart_list.picture(empty, ".svg")
    with pytest.raises(QuestionError, match=r"cannot be written as \"\.gif\""):
        chart_list.picture(empty, ".gif")
    with pytest.raises(QuestionError, match="no such picture"):
        chart_list.picture(empty, ".svg", chart="pie")
    with pytest.raises(ResupplyError, match="could not be drawn"):
        charts.svg(framed({"mark": 3}, title="x", scope=SCOPE))


def test_more_than_three_needs_are_summed_over_places():
    many = [{**UNMET[0], "place": f"p{at}", "place_name": f"P{at}"} for at in range(4)]
    made = plan_charts.needs(many, SCOPE)
    (row,) = made["data"]["values"]
    assert (row["where"], row["asked_rate"], row["met_rate"]) == ("4 places: round", 120.0, 0.0)


def test_what_is_left_out_is_said():
    rows = [{**SHIPMENTS[0], "leg": f"l{at}", "from_name": f"F{at}"} for at in range(30)]
    assert (
        "6 smaller legs are not shown." in plan_charts.shipments(rows, SCOPE)["title"]["subtitle"]
    )


def test_the_range_of_what_is_met_is_that_of_each_ends_own_need():
    low = [{**row, "asked": 100.0, "unmet": 95.0} for row in UNMET]
    high = [{**row, "asked": 10.0, "unmet": 0.0} for row in UNMET]
    ranged = plan_charts.with_range(UNMET, low, high)
    assert [(row["met_low"], row["met_high"]) for row in ranged] == [(5.0, 10.0)] * 4


LINKS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0.1, 1e6)), min_size=1, max_size=12
).map(lambda links: [(a, b, w) for a, b, w in links if a != b])


@given(LINKS)
def test_a_flow_diagram_keeps_amounts_and_overlaps_no_places(links):
    """Also where goods go round in a circle."""
    picture = laid_out([Flow(source=str(a), target=str(b), amount=w) for a, b, w in links])
    columns: dict[float, list[dict]] = {}
    for node in picture.nodes:
        columns.setdefault(node["x"], []).append(node)
        assert -1e-9 <= node["y2"] <= node["y"] <= 1 + 1e-9
    for nodes in columns.values():
        nodes.sort(key=lambda node: -node["y"])
        for upper, lower in itertools.pairwise(nodes):
            assert upper["y2"] > lower["y"]
    # All ribbons have one scale: width per unit.
    widths = {p["ribbon"]: p["y"] - p["y2"] for p in picture.ribbons}
    sums: dict[tuple[int, int], float] = {}
    for a, b, w in links:
        sums[a, b] = sums.get((a, b), 0.0) + w
    if sums:
        ratio = sum(widths.values()) / sum(sums.values())
        assert sorted(widths.values()) == pytest.approx(sorted(w * ratio for w in sums.values()))
