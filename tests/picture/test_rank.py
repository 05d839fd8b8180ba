"""Rank: who gave most, by what, as of which year's people or GDP."""

from datetime import date

import pytest

from resupply.core.errors import QuestionError
from resupply.core.scope import Scope
from resupply.core.words import AidKind, Stage
from resupply.picture import rank

OWN = Scope(dataset="own", stage=Stage.ALLOCATION)
JANUARY = date(2024, 1, 15)


@pytest.fixture
def three(told):
    """Finland 60, Estonia 20 (of it 5 military), the Union 100; half of the Union is Finland's."""
    told.party(FIN="Finland", EST="Estonia", EU="European Union")
    for donor, kind, amount in (
        ("FIN", AidKind.MILITARY, 60),
        ("EST", AidKind.FINANCIAL, 15),
        ("EST", AidKind.MILITARY, 5),
        ("EU", AidKind.FINANCIAL, 100),
    ):
        told.line(f"{donor}/{kind}", donor=donor, aid_kind=kind)
        told.move(f"{donor}/{kind}", Stage.ALLOCATION, amount)
    for donor, year, people in (("FIN", 2021, 10), ("FIN", 2023, 20), ("EST", 2021, 2)):
        told.row("denominators", party_id=donor, metric="population", year=year, value=str(people))
    told.row("denominators", party_id="EST", metric="population", year=2023, value="2")
    return told


def asked(told, scope=OWN, as_of=None, **more):
    return rank.answer(told.view(as_of), scope, **more)


def places(answer, figure="total_eur"):
    return [(r["rank"], r["donor"], r[figure]) for r in answer.rows]


def test_the_biggest_comes_first_in_all_and_by_kind(three):
    answer = asked(three)
    assert places(answer) == [(1, "EU", 100), (2, "FIN", 60), (3, "EST", 20)]
    assert (answer.rows[2]["military_eur"], answer.rows[2]["financial_eur"]) == (5, 15)
    military = asked(three, Scope(dataset="own", stage=Stage.ALLOCATION, kinds=("military",)))
    assert places(military) == [(1, "FIN", 60), (2, "EST", 5)]


def test_per_head_each_figure_names_the_year_of_its_people(three):
    answer = asked(three, per="head")
    assert places(answer, "per_head_eur") == [(1, "EST", 10), (2, "FIN", 3)]
    assert [r["population_year"] for r in answer.rows] == [2023, 2023]
    assert "denominator of 2023" in answer.sentence
    assert {"population", "population_year"} <= {c.name for c in answer.columns if c.shown}
    assert any("no population is known: European Union" in w for w in answer.warnings)


def test_another_years_people_give_another_answer(three):
    answer = asked(three, per="head", year=2021)
    assert places(answer, "per_head_eur") == [(1, "EST", 10), (2, "FIN", 6)]
    assert "denominator of 2021" in answer.sentence


def test_a_year_without_people_is_refused(three):
    with pytest.raises(QuestionError, match="no population for 1999"):
        asked(three, per="head", year=1999)


def test_the_union_counts_as_a_donor_or_its_members_do_never_both(three):
    for member in ("FIN", "EST"):
        three.row("shares", group_id="EU", member_id=member, share="0.5")
    members = Scope(dataset="own", stage=Stage.ALLOCATION, shares="members")
    assert places(asked(three, members)) == [(1, "FIN", 110), (2, "EST", 70)]
    both = [sum(r["total_eur"] for r in asked(three, s).rows) for s in (OWN, members)]
    assert both == [180, 180]


def test_a_key_that_does_not_add_up_is_a_finding(three):
    three.row("shares", group_id="EU", member_id="FIN", share="0.9")
    answer = asked(three, Scope(dataset="own", stage=Stage.ALLOCATION, shares="members"))
    assert [f.code for f in answer.findings] == ["shares_do_not_sum_to_one"]


def test_asked_to_split_without_any_key_the_answer_says_that_nothing_was_split(three):
    answer = asked(three, Scope(dataset="own", stage=Stage.ALLOCATION, shares="members"))
    assert places(answer)[0] == (1, "EU", 100)
    assert [f.code for f in answer.findings] == ["no_shares_known"]


def test_a_group_is_its_members_on_the_last_day(three):
    three.row("memberships", party_id="FIN", group_id="NATO", from_on="2023-04-04")
    three.row("memberships", party_id="EST", group_id="NATO", from_on="2004-03-29")
    days = (date(2023, 4, 3), date(2023, 4, 4))
    for donor in ("FIN", "EST"):
        three.move(f"{donor}/military", Stage.ALLOCATION, 1, on=date(2023, 1, 1))
    found = [{r["donor"] for r in asked(three, _until(day), group="NATO").rows} for day in days]
    assert found == [{"EST"}, {"EST", "FIN"}]
    with pytest.raises(QuestionError, match='there is no group "NATOO"'):
        asked(three, group="NATOO")


def _until(day):
    return Scope(dataset="own", stage=Stage.ALLOCATION, until=day)


def test_what_may_lie_after_the_last_day_is_not_counted_but_told(three):
    three.move("FIN/military", Stage.ALLOCATION, 7 * 10**9, on=None)
    answer = asked(three, _until(date(2024, 2, 29)))
    assert ("FIN", 60) in [(r["donor"], r["total_eur"]) for r in answer.rows]
    assert any("7.000 bn EUR may lie outside the days" in w for w in answer.warnings)


def test_a_donor_without_any_number_has_no_place_and_is_not_last_with_zero(three):
    three.party(LVA="Latvia").line("l", donor="LVA").move("l", Stage.ALLOCATION)
    answer = asked(three)
    assert "LVA" not in {r["donor"] for r in answer.rows}
    assert any("has no number: Latvia" in w for w in answer.warnings)


def test_equal_figures_share_a_place(three):
    three.party("LTU").line("l", donor="LTU").move("l", Stage.ALLOCATION, 60)
    assert [(r["rank"], r["name"]) for r in asked(three).rows] == [
        (1, "European Union"), (2, "Finland"), (2, "LTU"), (4, "Estonia"),
    ]  # fmt: skip


def test_the_first_few_are_those_of_the_whole_ranking(three):
    assert places(asked(three, top=2)) == places(asked(three))[:2]


def test_a_ranking_stands_as_it_was_known_on_the_day(three):
    three.move("EST/military", Stage.ALLOCATION, 500, known_on=date(2024, 3, 1))
    first = [asked(three, as_of=d).rows[0]["donor"] for d in (date(2024, 2, 29), date(2024, 3, 1))]
    assert first == ["EU", "EST"]


@pytest.mark.parametrize(
    ("more", "what"), [({"per": "haed"}, 'no ranking "haed"'), ({"top": 0}, "is no ranking")]
)
def test_a_question_without_an_answer_is_refused(three, more, what):
    with pytest.raises(QuestionError, match=what):
        asked(three, **more)
