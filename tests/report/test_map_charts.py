"""Maps: positions as the picture's library has them, amounts as the table, names that fit."""

import json
import math
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resupply
from resupply.core.answer import Answer
from resupply.core.scope import Scope
from resupply.plan import causes
from resupply.report import charts, decide_charts, map_charts
from resupply.report.map_layout import HEIGHT, WIDTH, Frame, frame, great_circle, labels
from resupply.report.map_places import AGGREGATE, BORDER, CAPITAL, NOWHERE, spots

EARTH_KM = 6371.0
AT = st.tuples(st.floats(-170, 170), st.floats(-80, 80))


@pytest.fixture(scope="module")
def network() -> Answer:
    case = resupply.open("ukraine-2024")
    return case.network()


@pytest.fixture(scope="module")
def plan() -> Answer:
    case = resupply.open("ukraine-2024")
    return case.plan(days=60)


def test_dots_lie_where_the_library_draws_the_same_positions() -> None:
    """A second way to the projection: d3's, through the library that draws."""
    on = Frame(frame([]).box, 18.0, 50.0, 700.0)
    places = [(2.35, 48.85), (24.75, 59.44), (30.52, 50.45), (-8.0, 41.0), (18.0, 50.0)]
    spec = {
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 0,
        "data": {"values": [{"lon": lon, "lat": lat} for lon, lat in places]},
        "projection": on.projection,
        "mark": "circle",
        "encoding": {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}},
        "config": {"view": {"stroke": None}},
    }
    found = re.findall(r'transform="translate\(([-\d.]+),([-\d.]+)\)" d="M', charts.svg(spec))
    drawn = sorted((float(x), float(y)) for x, y in found)
    assert drawn == [pytest.approx(dot, abs=0.01) for dot in sorted(on.dot(*p) for p in places)]


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The haversine formula."""
    (lon_1, lat_1), (lon_2, lat_2) = ([math.radians(x) for x in p] for p in (a, b))
    h = (
        math.sin((lat_2 - lat_1) / 2) ** 2
        + math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


@settings(max_examples=80, deadline=None)
@given(AT, AT)
def test_a_way_is_the_shortest_over_the_globe(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    whole = km(a, b)
    if not 1.0 < whole < 19_900:  # from a place to itself, or to the other side: any way
        return
    path = great_circle(a, b)
    steps = [km(p, q) for p, q in pairwise(path)]
    assert sum(steps) == pytest.approx(whole, rel=1e-6)
    assert max(steps) == pytest.approx(min(steps), rel=1e-4)


def test_every_leg_is_drawn_and_dashed_where_nobody_knows_what_it_carries(network: Answer) -> None:
    spec = map_charts.network(network)
    assert spec is not None
    drawn = {v["leg"]: v for layer in spec["layer"] for v in layer["data"]["values"] if "leg" in v}
    assert {r["leg"]: r["capacity_per_day"] is None for r in network.rows} == {
        leg: v["is_dashed"] for leg, v in drawn.items()
    }


def test_what_is_sent_is_as_wide_as_the_table_says(plan: Answer) -> None:
    spec = map_charts.sent(plan)
    assert spec is not None
    sums: dict[str, float] = {}
    for row in plan.rows:
        sums[row["leg"]] = sums.get(row["leg"], 0.0) + row["mass_t"]
    drawn = {v["leg"]: v for layer in spec["layer"] for v in layer["data"]["values"] if "leg" in v}
    assert {leg: v["carries"] for leg, v in drawn.items()} == pytest.approx(sums)
    ranked = sorted(drawn.values(), key=lambda v: v["carries"])
    assert ranked == sorted(ranked, key=lambda v: v["width"])


def test_inside_a_country_of_aggregates_nothing_has_a_spot_of_its_own(network: Answer) -> None:
    found = spots(network.rows)
    inside = [s for s in found.values() if s.place in ("ua-rear", "ua-front", "src-ukr")]
    assert {s.known for s in inside} == {AGGREGATE}
    assert found["src-fra"].known == CAPITAL
    assert found["src-pol"].known == AGGREGATE  # beside a hub that has no spot of its own
    assert found["x-krakivets"].known == BORDER
    assert found["src-eu"].known == NOWHERE
    # In the order goods go: what is further along the way stands further east.
    assert found["ua-rear"].lon < found["ua-front"].lon  # type: ignore[operator]  # both are known


def test_a_country_known_only_as_such_many_times_over_gives_no_map() -> None:
    rows = [
        {"leg": f"l{at}", "from_place": "a", "from_name": "A", "from_country": "POL",
         "from_kind": "hub", "to_place": f"p{at}", "to_name": f"P{at}", "to_country": "POL",
         "to_kind": "depot", "mode": "road", "lead_days": 1.0, "capacity_per_day": None,
         "capacity_unit": None}
        for at in range(8)
    ]  # fmt: skip
    assert map_charts.network(Answer(question="network", scope=Scope(), rows=rows)) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=14), st.floats(0, 760),
                          st.floats(0, 520)), max_size=25))  # fmt: skip
def test_no_name_covers_another_or_leaves_the_map(wanted: list[tuple[str, float, float]]) -> None:
    found, left = labels([(text, (x, y)) for text, x, y in wanted], [])
    assert len(found) + len(left) == len(wanted)
    boxes = [(f.x, f.y - 6, f.x + 5.9 * len(f.text), f.y + 6) for f in found]
    for a in boxes:
        assert a[0] >= 0
        assert a[2] <= WIDTH
        assert a[1] >= 0
        assert a[3] <= HEIGHT
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_causes_add_up_to_what_is_missing(plan: Answer) -> None:
    spec = decide_charts.why(plan)
    assert spec is not None
    why = next(part for part in plan.tables if part.name == "why")
    drawn = sum(v["amount"] for v in spec["data"]["values"])
    assert drawn == pytest.approx(sum(row["amount"] for row in why.rows))
    assert drawn == pytest.approx(why.rows[0]["missing"])
    assert {row["cause"] for row in why.rows} <= causes.CAUSES.keys()


def test_every_cause_a_plan_can_name_has_a_word() -> None:
    from resupply.plan.reasons import _REASONS

    assert set(_REASONS) == set(causes.CAUSES)


def test_side_by_side_has_the_shares_of_the_table_and_the_base_once() -> None:
    case = resupply.open("ukraine-2024")
    answer = case.what_if(scenario=["pause-eu-60-days"], pause=["USA"], horizon_days=60)
    spec = decide_charts.side_by_side(answer)
    assert spec is not None
    values = spec["data"]["values"]
    base = [v for v in values if v["is_base"]]
    assert [v["met"] for v in base] == [answer.rows[0]["met_base_percent"]]
    assert {(v["scenario"], v["met"]) for v in values if not v["is_base"]} == {
        (r["scenario"], r["met_percent"]) for r in answer.rows
    }


def test_shares_of_the_spread_are_those_of_the_table() -> None:
    case = resupply.open("ukraine-2024")
    answer = case.simulate(runs=100, by="figure", days=60)
    spec = decide_charts.contributions(answer)
    assert spec is not None
    assert [v["share"] for v in spec["data"]["values"]] == [
        r["share_percent"] for r in answer.rows if r["share_percent"] is not None
    ]


def test_maps_are_alike_in_every_thread(plan: Answer, network: Answer) -> None:
    def one(_: int) -> str:
        return json.dumps([map_charts.sent(plan), map_charts.network(network, theme="dark")])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(one, range(16)))) == 1
