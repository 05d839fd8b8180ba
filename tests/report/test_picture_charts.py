"""Pictures of the picture: figures of the table, valid, alike in every thread, honest of gaps."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import altair
import msgspec
import pytest

import resupply
from resupply.case import Case
from resupply.core.answer import Answer
from resupply.report import charts, picture_charts, stage_charts, time_charts
from resupply.report.atlas import EUROPE, Box, outlines
from resupply.report.chart_frame import Spec

Draw = Callable[..., Spec | None]
#: Each picture, and the question it is drawn from.
DRAWN: dict[str, tuple[Draw, Callable[[Case], Answer]]] = {
    "map": (picture_charts.world, lambda case: case.rank(per="head")),
    "ranking": (picture_charts.ranking, lambda case: case.rank()),
    "changes": (
        picture_charts.changes,
        lambda case: case.diff(date(2023, 12, 31), date(2024, 2, 28)),
    ),
    "pipeline": (stage_charts.pipeline, lambda case: case.balances(by=["stage"])),
    "pauses": (time_charts.pauses, lambda case: case.pauses()),
    "promises": (time_charts.promises, lambda case: case.promises()),
    "months": (
        time_charts.months,
        lambda case: case.balances(by=["kind", "month"], donor="DNK", stage="allocation"),
    ),
    "stock": (time_charts.days_of_supply, lambda case: case.stock()),
}


@pytest.fixture(scope="module")
def case() -> Iterator[Case]:
    opened = resupply.open("ukraine-2024")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answers(case: Case) -> dict[str, Answer]:
    return {name: ask(case) for name, (_, ask) in DRAWN.items()}


def made(name: str, answer: Answer, **how: Any) -> Spec:
    spec = DRAWN[name][0](answer, **how)
    assert spec is not None
    return spec


def values(spec: Spec, *fields: str) -> list[dict[str, Any]]:
    """All rows of a specification that have these fields."""
    found = []
    stack: list[Any] = [spec]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            stack += node.values()
            rows = node.get("values")
            if isinstance(rows, list):
                found += [r for r in rows if all(f in r for f in fields)]
        elif isinstance(node, list):
            stack += node
    return found


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_valid_and_names_its_scope(name: str, answers: dict[str, Answer]) -> None:
    spec = made(name, answers[name])
    kind = altair.HConcatChart if "hconcat" in spec else altair.Chart
    kind.from_dict(msgspec.to_builtins(spec))
    assert answers[name].scope.sentence() in spec["title"]["subtitle"]


@pytest.mark.parametrize("name", DRAWN)
def test_both_colours_differ_and_hold_the_same_data(name: str, answers: dict[str, Answer]) -> None:
    light, dark = (made(name, answers[name], theme=t) for t in ("light", "dark"))
    assert light["background"] != dark["background"]
    assert values(light, "name") == values(dark, "name")


def test_pictures_drawn_by_eight_threads_are_those_drawn_by_one(
    answers: dict[str, Answer],
) -> None:
    def draw(name: str) -> bytes:
        return charts.svg(made(name, answers[name])).encode()

    alone = {name: draw(name) for name in DRAWN}
    asked = list(DRAWN) * 2
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(draw, asked))
    assert [a for a, b in zip(asked, drawn, strict=True) if alone[a] != b] == []


def test_a_ranking_has_the_figures_of_its_table(answers: dict[str, Answer]) -> None:
    answer = answers["ranking"]
    drawn = values(made("ranking", answer), "kind", "value")
    for row in answer.rows[:20]:
        for kind in ("military", "humanitarian", "financial"):
            own = [r["value"] for r in drawn if r["name"] == row["name"] and r["kind"] == kind]
            assert sum(own) * 1e9 == pytest.approx(row[f"{kind}_eur"] or 0.0)


def test_the_map_shades_whom_the_table_names_and_no_other(answers: dict[str, Answer]) -> None:
    answer = answers["map"]
    shaded = {r["a3"]: r["value"] for r in values(made("map", answer), "a3", "value")}
    europe = {f["a3"] for f in outlines(EUROPE)}
    given = {r["donor"]: r["per_head_eur"] for r in answer.rows if r["donor"] in europe}
    assert shaded == pytest.approx({d: v for d, v in given.items() if v})
    assert {"BLR", "CHE"} - set(shaded) == {"BLR"}  # nothing is known of it: "no record"


def test_crimea_is_drawn_with_ukraine() -> None:
    simferopol = (34.1, 44.95)
    for scale in ("50m", "110m"):
        holders = [
            f["a3"]
            for f in outlines(EUROPE, scale)
            for polygon in f["geometry"]["coordinates"]
            if _holds(polygon[0], simferopol)
        ]
        assert holders == ["UKR"]


def _holds(ring: Any, point: tuple[float, float]) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_a_cut_holds_only_what_touches_it() -> None:
    box = Box(5.0, 54.0, 16.0, 58.0)
    for feature in outlines(box):
        for polygon in feature["geometry"]["coordinates"]:
            assert box.touches(polygon[0])


def test_the_pipeline_says_what_waits_and_what_is_not_told(answers: dict[str, Answer]) -> None:
    answer = answers["pipeline"]
    bars = [b for b in values(made("pipeline", answer), "role", "value") if "x2" in b]
    standing = {r["stage"]: r["standing_eur"] for r in answer.rows}
    reached = {r["stage"]: r["reached_eur"] for r in answer.rows}
    assert {b["name"]: b["value"] for b in bars if b["role"] == "stage"} == reached
    assert {b["name"]: b["value"] for b in bars if b["role"] == "waits"} == {
        "commitment": standing["commitment"]
    }
    # Nobody says what became of what was allocated; that is not the same as waiting.
    assert {b["name"] for b in bars if b["role"] == "untold"} == {"allocation"}
    assert "delivery" in made("pipeline", answer)["title"]["subtitle"][0]


def test_what_left_the_flow_is_seen() -> None:
    rows = [
        {"stage": "commitment", "reached_eur": 10.0, "standing_eur": 1.0},
        {"stage": "delivery", "reached_eur": 6.0, "standing_eur": 6.0},
        {"stage": "lost", "reached_eur": 3.0, "standing_eur": 3.0},
    ]
    steps = stage_charts.steps_of(rows, "eur")
    assert [(s.stage, s.waits, s.onward, s.left) for s in steps] == [
        ("commitment", 1.0, 6.0, 3.0),
        ("delivery", 6.0, 0.0, 0.0),
    ]
    assert all(s.reached == s.waits + s.onward + s.left for s in steps)


def test_months_add_up_to_the_table(answers: dict[str, Answer]) -> None:
    drawn = values(made("months", answers["months"]), "month", "value")
    told = sum(r["allocated_eur"] or 0.0 for r in answers["months"].rows)
    assert sum(r["value"] for r in drawn) * 1e6 == pytest.approx(told)


def test_a_picture_of_nothing_is_none(answers: dict[str, Answer]) -> None:
    for name, (draw, _) in DRAWN.items():
        empty = msgspec.structs.replace(answers[name], rows=[])
        assert draw(empty) is None, name
