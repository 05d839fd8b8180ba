"""The backtest as it is asked: in Python, at the command line, over HTTP; what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import numpy as np
import pytest
from tests.forecast_backtest.conftest import FIRST, SCOPE, book, lumpy, told

import resupply
from resupply.case import Case
from resupply.cli import main
from resupply.core.answer import Answer
from resupply.core.dates import add_months, month_end
from resupply.core.errors import QuestionError
from resupply.forecast.backtest import answer as backtest
from resupply.forecast.backtest import run, tables

FEW = {"origins": 3, "months": 3, "draws": 60, "peers": False}


@pytest.fixture(scope="module")
def case() -> Case:
    return resupply.open("ukraine-2024")


@pytest.fixture(scope="module")
def full(case: Case) -> Answer:
    return case.backtest(peers=False, draws=400)


def part(answer: Answer, name: str) -> list[dict[str, object]]:
    return next([dict(r) for r in p.rows] for p in answer.tables if p.name == name)


def row(answer: Answer, of: str, method: str) -> dict[str, float]:
    """Scores of the first months ahead."""
    return next(
        dict(r)
        for r in answer.rows
        if (r["of"], r["method"], r["months_ahead"][:2]) == (of, method, "1-")
    )


def test_on_the_shipped_case_the_forecast_is_ahead_of_the_other_methods(full: Answer) -> None:
    ours = row(full, "donors", "Resupply")
    assert ours["to_best"] < 0.98
    assert row(full, "total", "Resupply")["to_best"] < 1.02
    assert ours["crps"] < row(full, "donors", "Naive")["crps"]
    assert "below the best of the others (Historical bootstrap" in full.sentence


def test_on_the_shipped_case_the_bands_hold(full: Answer) -> None:
    ours = row(full, "donors", "Resupply")
    assert 75 <= ours["inside_80_percent"] <= 85
    assert 90 <= ours["inside_95_percent"] <= 98
    shares = [r["pit_percent"] for r in part(full, "pit") if r["of"] == "donors"]
    assert sum(shares) == pytest.approx(100.0)
    assert max(shares) < 15


def test_every_origin_says_what_was_known_there(full: Answer) -> None:
    found = part(full, "origins")
    assert len(found) == 18
    assert {r["known"] for r in found} == {"book"}
    assert [r["record_months"] for r in found] == list(range(8, 26))
    assert found[-1]["horizon"] == 1


def test_a_total_is_the_sum_of_its_donors_draw_by_draw() -> None:
    made = book(told(lumpy(4, 20, seed=1)))
    view = made.view(month_end(add_months(FIRST, 19)))
    found = backtest.answer(made, view, SCOPE, origins=4, months=2, draws=50, with_peers=False)
    assert {r["of"] for r in found.rows} == {"donors", "total"}
    total = row(found, "total", "Resupply")
    assert total["forecasts"] == 4 + 3


def test_a_series_that_had_brought_nothing_by_an_origin_is_judged_from_when_it_had() -> None:
    table = {d: r.copy() for d, r in lumpy(4, 20, seed=1).items()}
    table["D03"][:15] = 0.0
    made = book(told(table))
    view = made.view(month_end(add_months(FIRST, 19)))
    found = backtest.answer(made, view, SCOPE, origins=8, months=1, draws=50, with_peers=False)
    assert row(found, "donors", "Resupply")["forecasts"] == 3 * 8 + 4
    assert any("1 donor had brought nothing" in w for w in found.warnings)


def test_methods_of_the_library_stand_beside() -> None:
    made = book(told(lumpy(2, 16, seed=1)))
    view = made.view(month_end(add_months(FIRST, 15)))
    found = backtest.answer(made, view, SCOPE, origins=1, months=2, draws=50)
    assert {r["method"] for r in found.rows if r["of"] == "donors"} == set(tables.TITLES.values())
    assert all(np.isfinite(r["crps"]) for r in found.rows)


def test_progress_is_told_and_can_stop_it(case: Case) -> None:
    said: list[tuple[int, int | None]] = []

    def told_of(done: int, total: int | None, what: str) -> None:
        said.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.backtest(**FEW, progress=told_of)
    assert said == [(0, 3), (1, 3), (2, 3)]


def test_a_donor_alone_scores_as_among_all(case: Case) -> None:
    alone = case.backtest(**FEW, donor="DNK")
    mine = {r["series"]: r for r in part(case.backtest(**FEW), "series")}["DNK"]
    assert part(alone, "series")[0]["crps"] == pytest.approx(mine["crps"])


@pytest.mark.parametrize("numbers", [{"origins": 0}, {"months": 25}, {"draws": 1}, {"workers": 0}])
def test_senseless_numbers_are_refused(case: Case, numbers: dict[str, int]) -> None:
    with pytest.raises(QuestionError, match="a number from"):
        case.backtest(**numbers, peers=False)


def test_a_donor_the_record_does_not_have_is_refused(case: Case) -> None:
    with pytest.raises(QuestionError, match="has nothing of it"):
        case.backtest(**FEW, donor="ALB")


def test_few_origins_are_told_as_few(case: Case) -> None:
    found = case.backtest(**FEW)
    assert any("these are few looks" in w for w in found.warnings)
    assert {r["months_ahead"] for r in found.rows} == {"1-3"}
    assert "1 to 3 months ahead" in found.sentence


def test_the_humanitarian_case_has_no_record_to_test_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["backtest", "--case", "humanitarian-ukraine-2024"]) == 1
    said = capsys.readouterr().err
    assert "nothing that has a month has reached it" in said
    assert "todo:" in said


def test_python_command_line_and_rest_agree(
    case: Case, capsys: pytest.CaptureFixture[str], serve: Callable[[str], str]
) -> None:
    expected = json.loads(json.dumps(case.backtest(**FEW).to_dict()))
    words = "backtest --origins 3 --months 3 --draws 60 --no-peers --json"
    assert main(words.split()) == 0
    assert json.loads(capsys.readouterr().out) == expected
    found = httpx.get(f"{serve('ukraine-2024')}/api/v1/backtest", params=FEW, timeout=60)
    assert found.status_code == 200, found.text
    assert found.json() == expected


@pytest.mark.parametrize("which", ["calibration", "pit", "horizons"])
def test_pictures_are_drawn_from_the_command_line(
    which: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "backtest --origins 3 --months 3 --draws 60 --no-peers --picture"
    assert main([*words.split(), which, "--chart", str(tmp_path / "a.svg")]) == 0
    assert "<svg" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    capsys.readouterr()


def test_a_model_that_knows_nothing_scores_worse(case: Case) -> None:
    """What is judged is what is said: nothing at all, in place of our forecast."""
    from resupply.forecast.backtest import rolling

    view, scope = case.view(), case.scope(stage="allocation")
    known = rolling.truth(view, scope)
    series = rolling.series(view, scope, known.donors, known.months[-1])
    found = list(rolling.origins(case.book, scope, known, count=3, months=2))
    came = [rolling.came_after(known, origin, 2) for origin in found]
    scores = [
        tables.mean(
            run.run(
                series, found, came, months=2, draws=60, seed=1, with_peers=False, forecaster=each
            ).metrics[run.OURS]["crps"]
        )
        for each in (run.ours, lambda past, m, n, seed: np.zeros((n, len(past.donors), m)))
    ]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] < scores[1]
