"""Who makes what: published ramps, kinds kept apart, hierarchies never added, ratios."""

from datetime import date

import pytest

import resupply
from resupply.production.makers import Statement, apart, highest, inside, latest, standing
from resupply.production.ramps import ramp


@pytest.fixture(scope="module")
def case():
    return resupply.open("ukraine-2024")


@pytest.fixture(scope="module")
def answer(case):
    return case.production()


def part(answer, name):
    return next(p.rows for p in answer.tables if p.name == name)


def series(answer, maker, kind, item="155mm"):
    return {
        r["month_on"]: r
        for r in part(answer, "ramp")
        if (r["maker"], r["kind"], r["item"]) == (maker, kind, item)
    }


def said(per_month, start, end, **more):
    told = {
        "id": f"{start}", "maker": "AAA", "item": "shell", "kind": "output", "unit": "round",
        "low": None, "high": None, "known_on": date(2024, 1, 1), "source_id": "s",
    }  # fmt: skip
    return Statement(per_month=per_month, start_on=start, end_on=end, **{**told, **more})


def test_the_published_ramp_of_the_united_states(answer):
    made = series(answer, "USA", "output")
    # LaPlante, September 2023: 14,000 half a year ago, 28,000 now; 24,000 in August (Ryder).
    assert made[date(2023, 3, 1)]["per_month"] == 14_000
    assert made[date(2023, 8, 1)]["per_month"] == 24_000
    assert made[date(2023, 9, 1)]["per_month"] == 28_000
    assert made[date(2024, 1, 1)]["per_month"] == 28_000
    # Between March and August a straight line, and said to be one.
    assert made[date(2023, 6, 1)]["per_month"] == pytest.approx(14_000 + 3 / 5 * 10_000)
    assert made[date(2023, 6, 1)]["label"] == "between stated points"
    # September: 24,000 at most by one source, 28,000 by a surer one. Both are in the band.
    assert made[date(2023, 9, 1)]["label"] == "stated, sources differ"
    assert made[date(2023, 9, 1)]["per_month_low"] == 24_000


def test_targets_of_the_united_states_are_those_that_stand(answer):
    goal = series(answer, "USA", "target")
    stated = {m: r["per_month"] for m, r in goal.items() if r["label"].startswith("stated")}
    assert stated[date(2024, 4, 1)] == 37_000
    assert stated[date(2024, 10, 1)] == 60_000
    assert stated[date(2025, 4, 1)] == 75_000
    assert stated[date(2025, 10, 1)] == 100_000
    assert 40_000 not in stated.values()  # 2025 as said in January 2023, since raised
    december = goal[date(2024, 12, 1)]
    assert (december["per_month_low"], december["per_month_high"]) == (70_000, 80_000)


@pytest.mark.parametrize(
    ("maker", "kind", "figure"),
    [("FRA", "output", 3000), ("SVK", "output", 4167), ("EU", "capacity", 83333),
     ("rheinmetall", "capacity", 37500)],
)  # fmt: skip
def test_made_could_be_made_and_announced_are_kept_apart(answer, maker, kind, figure):
    row = next(r for r in answer.rows if (r["maker"], r["item"]) == (maker, "155mm"))
    assert row[kind] == figure


def test_a_company_and_its_country_are_never_added(answer):
    total = next(
        r for r in part(answer, "total") if (r["item"], r["kind"]) == ("155mm", "capacity")
    )
    assert total["per_month"] == 83_333  # the EU's, not the EU's and Rheinmetall's
    assert "Rheinmetall (inside European Union and member states)" in total["left_out"]
    made = next(r for r in part(answer, "total") if (r["item"], r["kind"]) == ("155mm", "output"))
    assert made["per_month"] == 28_000 + 19_167
    codes = {f.code for f in answer.findings}
    assert {"maker_inside_another", "production_figures_disagree"} <= codes


def test_a_ratio_without_its_base_stays_unknown(answer):
    rows = {r["id"]: r for r in part(answer, "ratios")}
    assert rows["UKR-R003"]["ratio"] == 2
    assert rows["UKR-R003"]["per_month"] is None
    assert sum(f.count for f in answer.findings if f.code == "ratio_without_base") == 9


def test_what_was_known_later_is_not_in_an_earlier_view(case):
    rows = case.production(as_of=date(2023, 6, 1), item="155mm", donor="USA").rows
    assert rows[0]["output"] == 14_400
    assert rows[0]["target"] == 40_000


def test_bounds_take_makers_and_items(case):
    assert {r["maker"] for r in case.production(donor="FRA").rows} == {"FRA"}
    assert {r["item"] for r in case.production(item="155mm").rows} == {"155mm"}
    months = [r["month_on"] for r in part(case.production(since=date(2024, 1, 1)), "ramp")]
    assert min(months) >= date(2024, 1, 1)


def test_every_figure_carries_its_source(answer):
    for rows in (answer.rows, part(answer, "ramp"), part(answer, "total")):
        assert all(r["source_ids"] for r in rows)
    assert all(answer.sources[s] for r in answer.rows for s in r["source_ids"])


def test_a_case_without_production_says_so():
    answer = resupply.open("humanitarian-ukraine-2024").production()
    assert answer.rows == []
    assert answer.sentence == "The case states no production."


def test_nothing_is_carried_on_beyond_what_is_stated():
    rows = ramp([said(10, date(2024, 1, 1), date(2024, 2, 29))])
    assert [r["month_on"] for r in rows] == [date(2024, 1, 1), date(2024, 2, 1)]
    assert ramp([]) == []


def test_a_later_announcement_replaces_an_earlier_one_for_the_same_days_only():
    early = said(40, date(2025, 1, 1), date(2025, 12, 31), kind="target",
                 known_on=date(2023, 1, 1))  # fmt: skip
    late = said(75, date(2025, 4, 1), date(2025, 4, 30), kind="target")
    other = said(20, date(2023, 7, 1), date(2023, 12, 31), kind="target",
                 known_on=date(2023, 1, 1))  # fmt: skip
    assert standing([early, late, other]) == [late, other]
    assert highest([early, late, other]) == late
    assert latest([other]) == other


def test_the_inner_of_two_makers_is_left_out_at_any_depth(case):
    above = inside(case.view(), date(2024, 2, 28))
    assert {"DEU", "EU", "NATO"} <= above["rheinmetall"]
    company = said(5, date(2024, 1, 1), date(2024, 1, 31), maker="rheinmetall")
    union = said(50, date(2024, 1, 1), date(2024, 1, 31), maker="EU")
    counted, left = apart([company, union], above)
    assert counted == [union]
    assert left == [(company, "EU")]
