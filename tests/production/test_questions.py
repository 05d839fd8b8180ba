"""Gaps, investments and matches of the shipped cases and of a small one, and bad input."""

import csv
import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest

import resupply
from resupply.core.errors import NetworkError, QuestionError
from resupply.network.model import LEVELS, Recipe, exactly
from resupply.plan.build import build
from resupply.plan.calendar import calendar as days_of
from resupply.plan.lexicographic import solve
from resupply.production.examples import START, line, works_network
from resupply.production.gap import gaps
from resupply.production.inputs import held_back
from resupply.production.months import gone_on, months
from resupply.production.portfolio import Choosing
from resupply.production.recipes import refuse_circles, refuse_unknown, with_options
from resupply.production.stages import stage_of
from resupply.production.terms import drawn, terms

SMALL = Path(__file__).parents[1] / "cli/small-case"


@pytest.fixture(scope="module")
def case():
    return resupply.open("ukraine-2024")


@pytest.fixture(scope="module")
def invested(case):
    return case.invest(budget=4e9, months=18, draws=2)


@pytest.fixture(scope="module")
def matched(case):
    return case.match(months=24)


@pytest.fixture
def own(tmp_path):
    """A copy of the small case whose tables may be changed."""
    folder = tmp_path / "own"
    shutil.copytree(SMALL, folder)

    def change(table, row, **cells):
        path = folder / f"{table}.csv"
        with path.open(newline="") as file:
            head, *rows = list(csv.reader(file))
        head += [c for c in cells if c not in head]
        rows = [r + [""] * (len(head) - len(r)) for r in rows]
        for each in rows:
            if each[0] == row:
                for name, value in cells.items():
                    each[head.index(name)] = str(value)
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return folder

    change.folder = folder
    return change


def part(answer, name):
    return next((p.rows for p in answer.tables if p.name == name), [])


# Months


def test_months_cover_the_days_once_and_a_short_rest_joins_the_next():
    cut = months(date(2024, 2, 28), 24)
    assert (cut.count, cut.days) == (24, (date(2026, 3, 1) - date(2024, 2, 28)).days)
    assert months(date(2024, 3, 1), 1).length_days.tolist() == [31]
    for count in (0, 61):
        with pytest.raises(QuestionError, match="1 to 60"):
            months(date(2024, 3, 1), count)


def test_a_need_stated_to_a_day_goes_on_and_at_the_low_end_its_rates_stop():
    end = START + timedelta(days=40)
    network = works_network()
    network = msgspec.structs.replace(
        network,
        needs=[msgspec.structs.replace(n, until_on=end) for n in network.needs],
        supplies=[msgspec.structs.replace(network.supplies[0], until_on=end)],
    )
    longer, told = gone_on(network, months(START, 6))
    assert longer.needs[0].until_on is None
    more = longer.supplies[1].per_day
    assert (more.low, more.central) == (0.0, 20.0)
    assert "--stated-only" in told[0]
    assert gone_on(works_network(), months(START, 6))[1] == ()


# The gap


def test_the_gap_is_what_the_plan_leaves_unmet(case):
    answer = case.gap(months=3)
    network = case.network(show="needs")
    assert network.rows
    total = part(answer, "total")[0]
    assert total["missing"] == pytest.approx(sum(r["missing"] for r in answer.rows))
    for row in answer.rows:
        assert row["missing_low"] <= row["missing"] <= row["missing_high"]
        assert row["met"] == pytest.approx(row["need"] - row["missing"])
    assert [r["source_ids"] for r in answer.rows if not r["source_ids"]] == []


def test_a_gap_by_hand():
    # 100 a day needed, 20 a day come, nothing lies there: 80 a day stay missing.
    found = gaps(works_network(lead_days=0), months(START, 3))[0]
    assert found.missing[1].tolist() == [80 * 31, 80 * 30, 80 * 31]
    assert found.total.tolist() == [80 * 92] * 3


def test_months_of_a_plan_and_its_days_agree_where_goods_flow_evenly():
    network = works_network()
    monthly = gaps(network, months(START, 3))[0].total[1]
    daily = solve(build(network, days_of(START, 92, "day")), fair=False).flows.unmet.sum()
    assert monthly == pytest.approx(daily, rel=1e-6)


def test_draws_make_a_narrower_band_than_the_ends(case):
    ends, draws = case.gap(months=4), case.gap(months=4, draws=20)
    one, other = part(ends, "total")[0], part(draws, "total")[0]
    assert one["missing_low"] <= other["missing_low"] <= other["missing_high"]
    assert other["missing_high"] <= one["missing_high"]
    again = case.gap(months=4, draws=20)
    assert part(again, "total") == part(draws, "total")


def test_assumptions_shared_by_figures_are_drawn_together(case):
    options = [line(f"o{n}", 10, 1e6, share=_share()) for n in range(2)]
    _, drawn_options = drawn(works_network(), options, 7)
    assert drawn_options[0].share == drawn_options[1].share
    assert 0.2 <= drawn_options[0].share.central <= 0.9


def _share():
    from resupply.network.model import Range

    return Range(low=0.2, central=0.5, high=0.9, told="assumption A1")


# Investing


def test_the_money_of_funds_goes_where_their_rules_allow(case):
    answer = case.invest(budgets=["2e8"], budget=2e8, funded=True, months=12)
    chosen = [r for r in answer.rows if r["chosen"]]
    assert [r["id"] for r in chosen] == ["cze-155"]
    assert all(r["paid_by"] for r in chosen)
    funds = {f["id"]: f for f in part(answer, "funds")}
    assert funds["usa-request"]["amount"] is None
    assert sum(f["spent"] or 0 for f in funds.values()) <= 2e8 * (1 + 1e-6)
    assert funds["nld-cze"]["may_buy"] == ["cze-155"]


def test_a_fund_without_money_can_be_given_some(case):
    answer = case.invest(fund=["ua-makers=2e9"], months=48, budgets=["2e9"])
    jv = next(r for r in answer.rows if r["id"] == "rhm-ua-jv")
    assert (jv["chosen"], jv["paid_by"]) == (True, ["ua-makers"])
    powder = next(r for r in part(answer, "inputs") if r["item"] == "powder")
    assert (powder["place"], "rhm-ua-jv" in powder["used_by"]) == ("src-ukr", True)
    # What it makes needs powder, which is short there: the plant for it is worth money.
    assert next(r for r in answer.rows if r["id"] == "ua-powder")["chosen"]


def test_a_planted_bottleneck_is_named_with_what_it_holds_back():
    network, options, _ = with_options(
        works_network(powder_per_day=100.0), [line("a", 40, 1e6), line("b", 40, 1e6)]
    )
    asked = Choosing(network, options, months(START, 6))
    found = asked.choose(1e9)
    held = held_back(asked, found)[0]
    free = Choosing(*with_options(works_network(), options)[:2], months(START, 6)).choose(1e9)
    assert (held.item, held.place, held.used_by, held.binds) == (
        "powder", "works", ("a", "b"), True,
    )  # fmt: skip
    assert held.more_met_days == pytest.approx(found.unmet_days[0] - free.unmet_days[0], abs=0.01)


def test_the_frontier_never_falls_and_says_its_proof(invested):
    rows = part(invested, "frontier")
    met = [r["more_met_days"] for r in rows]
    assert len(rows) == 10
    assert all(b >= a - 1e-5 for a, b in pairwise(met))
    assert all(r["gap"] <= 0.01 for r in rows)


def test_what_nobody_published_is_shown_and_not_weighed(invested):
    answer = invested
    lacks = {r["id"]: r["missing"] for r in part(answer, "unpriced")}
    assert lacks["fin-double"] == "size"
    assert lacks["gbr-8x"] == "size"
    assert not {r["id"] for r in answer.rows} & set(lacks)
    assert "cze-122" in {f.subject for f in answer.findings if f.code == "option_serves_no_need"}


def test_another_reading_of_the_need_lets_other_items_serve(case):
    answer = case.invest(budget=5e8, budgets=["5e8"], take=["UKR-U004"], months=12)
    assert "cze-122" in {r["id"] for r in answer.rows}


def test_the_humanitarian_case_answers_with_its_assumptions():
    relief = resupply.open("humanitarian-ukraine-2024")
    answer = relief.invest(budget=50e6, budgets=["25e6", "50e6"], months=12)
    assert [r["id"] for r in answer.rows if r["chosen"]]
    assert {"HUM-A012", "HUM-A013"} <= {r["id"] for r in part(answer, "assumptions")}
    assert relief.match(months=6).rows[-1]["missing"]
    with pytest.raises(QuestionError, match="no money is given"):
        relief.invest()


def test_levels_and_draws_say_which_choices_survive(invested):
    row = next(r for r in invested.rows if r["id"] == "cze-155")
    assert (row["survives"], row["draws_percent"]) == ("at all ends", 100)


def test_terms_at_the_ends_are_worse_and_better():
    option = msgspec.structs.replace(
        line("a", 10, 1e6),
        cost=_around(1e6), per_day=_around(10), first_days=_around(40), ramp_days=_around(20),
    )  # fmt: skip
    low, middle, high = (terms([option], months(START, 6), level) for level in LEVELS)
    assert low.limit.sum() < middle.limit.sum() < high.limit.sum()
    assert low.cost[0] > middle.cost[0] > high.cost[0]


def _around(value):
    from resupply.network.model import Range

    return Range(low=value * 0.5, central=value, high=value * 1.5)


def test_an_option_is_never_there_before_what_it_requires():
    first = line("a", 10, 1e6, first_days=exactly(90.0))
    second = line("b", 10, 1e6, first_days=exactly(10.0), requires=("a",))
    lost = line("c", 10, 1e6, requires=("gone",))
    found = terms([first, second, lost], months(START, 6))
    assert found.first_days[:2].tolist() == [90.0, 90.0]
    assert not np.isfinite(found.first_days[2])
    assert found.limit[2].sum() == 0


def test_time_that_is_up_is_said_and_not_taken_for_an_answer(case):
    answer = case.invest(budget=1e9, budgets=["1e9"], months=12, seconds=1e-4)
    assert "time was up" in answer.sentence
    assert any("best found so far" in w for w in answer.warnings)
    assert part(answer, "frontier")[0]["status"] == "stopped"


# Matching


def test_options_are_ranked_by_what_each_meets_by_itself(matched):
    ranked = [r for r in matched.rows if r["rank"]]
    assert ranked[0]["option"] == "cze-155"
    days = [r["more_met_days"] for r in ranked]
    assert days == sorted(days, reverse=True)


def test_each_cell_has_a_reason_and_its_source(matched):
    cells = part(matched, "cells")
    powder = next(
        c for c in cells if (c["option"], c["aspect"]) == ("eu-line", "propellant powder")
    )
    assert (powder["state"], powder["source_ids"]) == ("short", ["rbc-20240227"])
    assert all(c["reason"] for c in cells)


def test_plans_are_followed_from_word_to_output(matched):
    rows = {r["id"]: r for r in part(matched, "follow_up")}
    assert (rows["UKR-J001"]["stage"], rows["UKR-J001"]["next"]) == ("memorandum", "agreement")
    assert rows["UKR-J006"]["next"] == "output"
    assert (rows["UKR-J004"]["words"], rows["UKR-J004"]["stage"]) == (
        "samples in trial", "proposed",
    )  # fmt: skip
    assert stage_of("talked about") is None


# Bad input


def codes(folder, ask=lambda case: case.invest(budget=5e7, budgets=["5e7"])):
    answer = ask(resupply.open(folder))
    mine = [f for f in answer.findings if f.subject != "joint"]
    return {f.code: f for f in mine}, answer


@pytest.mark.parametrize(
    ("cells", "code", "word"),
    [
        ({"currency": ""}, "option_not_usable", "no currency"),
        ({"price_year": ""}, "option_not_usable", "no price year"),
        ({"currency": "QQQ"}, "option_not_usable", "no rate from QQQ"),
        ({"unit": "round"}, "option_not_usable", "not so much a day"),
        ({"size": ""}, "option_without_size", "nobody published"),
        ({"cost": "", "cost_each": ""}, "option_without_cost", "nobody published"),
        ({"size_least": "9000"}, "option_not_usable", "above its full size"),
        ({"quantity_least": 9, "quantity_most": 5}, "option_not_usable", "above its most"),
        ({"share": "nothing"}, "option_not_usable", "states nothing"),
    ],
)
def test_an_option_nothing_can_be_reckoned_with_says_why(own, cells, code, word):
    folder = own("production_options", "line-n", **cells)
    found, answer = codes(folder)
    assert word in found[code].what
    assert "line-n" in found[code].where
    assert found[code].todo
    assert "line-n" not in {r["id"] for r in answer.rows}


@pytest.mark.parametrize("cells", [{"cost": "-5"}, {"cost": "nan"}, {"size": "inf"}])
def test_figures_that_are_none_are_not_taken(own, cells):
    folder = own("production_options", "line-n", **cells)
    case = resupply.open(folder)
    assert any("production_options" in f.where for f in case.findings)
    assert "line-n" not in {r["id"] for r in case.invest(budget=5e7, budgets=["5e7"]).rows} or (
        "cost" in cells
    )


def test_recipes_in_a_circle_are_refused(own):
    folder = own("recipe_inputs", "shells-n", item="155mm", unit="round")
    with pytest.raises(NetworkError, match="circle"):
        resupply.open(folder).invest(budget=5e7)
    one = Recipe(id="a", place="p", output="x", per_day=exactly(1), inputs={"y": exactly(1)})
    refuse_circles([one, msgspec.structs.replace(one, output="y", inputs={"z": exactly(1)})])


@pytest.mark.parametrize(
    ("cells", "where"),
    [({"requires": "buy-t"}, "requires"), ({"recipe": "shells"}, "recipe"),
     ({"requires": "line-n"}, "requires")],
)  # fmt: skip
def test_names_of_nothing_are_refused_with_the_nearest(own, cells, where):
    folder = own("production_options", "line-n", **cells)
    with pytest.raises(NetworkError) as error:
        resupply.open(folder).invest(budget=5e7)
    assert where in error.value.where


def test_options_that_require_each_other_are_refused():
    one, other = line("a", 1, 1, requires=("b",)), line("b", 1, 1, requires=("a",))
    with pytest.raises(NetworkError, match="circle"):
        refuse_unknown([one, other], {"a", "b"}, {"making"})


def test_an_input_nobody_has_limits_nothing_and_is_named(own):
    folder = own("supplies", "n-powder", item="155mm", unit="round/month")
    found, answer = codes(folder)
    assert "powder" in found["input_without_source"].where
    assert any(r["chosen"] for r in answer.rows)


def test_a_budget_below_every_option_is_refused(own):
    own("production_options", "buy-s", size="")
    folder = own("production_options", "line-n", cost=5e6)
    with pytest.raises(QuestionError, match="costs at least 5,000,000 EUR"):
        resupply.open(folder).invest(budget=1e6)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"budget": float("nan")}, "not an amount"),
        ({"budget": -1.0}, "not an amount"),
        ({"budget": 1e6, "budgets": ["many"]}, "not an amount"),
        ({"fund": ["nobody=1e6"]}, "no fund"),
        ({"fund": ["n-own"]}, "not a name"),
        ({"fund": ["n-own=-3"]}, "not an amount"),
        ({"budget": 1e6, "gap": 1.0}, "stay unproven"),
        ({"budget": 1e6, "months": 0}, "1 to 60 months"),
        ({"budget": 1e6, "draws": -1}, "cannot be drawn"),
        ({"budget": 1e6, "seconds": -1.0}, "no time"),
        ({"budget": 1e6, "take": ["nothing"]}, "no row to take"),
        ({"budget": 1e6, "item": "bread"}, "no need of item"),
    ],
)
def test_questions_that_have_no_answer_are_refused(asked, word):
    with pytest.raises(QuestionError) as error:
        resupply.open(SMALL).invest(**asked)
    assert word in error.value.what
    assert error.value.todo


def test_a_fund_without_a_currency_is_refused(own):
    folder = own("funds", "n-own", currency="")
    with pytest.raises(QuestionError, match="no currency"):
        resupply.open(folder).invest(budget=5e7)


def test_too_many_draws_are_refused(case):
    with pytest.raises(QuestionError, match="cannot be drawn"):
        case.gap(draws=10_000)
