"""Changes and comparisons of goods, people and needs, against the rows of the shipped cases.

Each verdict is what two rows, or a stated ratio, say by hand; `rows` has their ids.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resupply
from resupply.case import Case
from resupply.claims import days, ends, series
from resupply.claims.names import Names
from resupply.core.errors import QuestionError

Check = Callable[..., dict[str, Any]]
TODAY = date(2024, 2, 28)
HOLDS, FAILS, DEPENDS, CANNOT = "holds", "does_not_hold", "depends", "not_verifiable"


def rows(found: dict[str, Any]) -> set[str]:
    return {r["row_id"].partition("-")[2] for r in found["rows"]}


def tried(found: dict[str, Any], verdict: str, ids: str) -> None:
    assert found["verdict"] == verdict, found["why"]
    assert set(ids.split()) <= rows(found)


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        ("French shell production has tripled since 2022", HOLDS, "P030 P028"),
        ("French shell production has doubled since 2022", FAILS, "P030 P028"),
        ("French shell production has not doubled since 2022", HOLDS, "P030 P028"),
        ("French production of shells rose by half since 2023", HOLDS, "P030 P029"),
        ("French output of shells rose by 1,000 a month in 2023", HOLDS, "P029 P028"),
        ("France produced 50% more shells in February 2024 than in 2023", HOLDS, "P030 P029"),
        ("France made more shells in 2022 than in 2023", FAILS, "P028 P029"),
        ("US output doubled between early 2023 and early 2024", HOLDS, "P006 P002"),
        ("US output fell between early 2023 and early 2024", FAILS, "P006 P002"),
        ("US shell output fell in 2023", FAILS, "P005 P002"),
        # "More than 28,000" may be three times 14,000, or not.
        ("US output tripled between early 2023 and early 2024", CANNOT, "P006 P002"),
        ("The US raised its output from 14,000 to 28,000 shells a month", HOLDS, "P005 P002"),
        ("Slovakia doubled its output from 25,000 to 50,000 a year", HOLDS, "P038 P039"),
        ("Slovakia tripled its output from 25,000 to 50,000 a year", FAILS, "P038 P039"),
        ("US deliveries of shells doubled between January and August 2023", CANNOT, "D009 D007"),
        ("EU shell capacity has more than tripled since early 2023", HOLDS, "P023 P018"),
        # No day is said, and it tripled since 2022 only.
        ("French output has tripled", DEPENDS, "P030 P029 P028"),
    ],
)
def test_what_is_made_grew(check: Check, text: str, verdict: str, ids: str) -> None:
    tried(check(text), verdict, ids)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The plant ZVS doubled its output", HOLDS),
        ("The plant ZVS quadrupled its output", FAILS),
        # What was in 2022 says nothing of today.
        ("ZVS has doubled its output", CANNOT),
    ],
)
def test_a_company_stands_under_its_country(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]
    assert verdict == CANNOT or rows(found) == {"P038", "P039"}


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        ("Finland has more than doubled its ammunition capacity", HOLDS, "R002"),
        ("Finland has tripled its ammunition capacity", CANNOT, "R002"),
        ("Ukraine made 42 times more mortar rounds in 2023 than in 2022", HOLDS, "R006"),
        ("Ukraine made 12 times more mortar rounds in 2023 than in 2022", FAILS, "R006"),
        ("Ukraine's mortar output rose 42-fold in 2023", HOLDS, "R006"),
        ("Ukraine tripled its shell production in 2023", DEPENDS, "R007 R008"),
        ("Ukraine more than doubled its shell production in 2023", HOLDS, "R007 R008"),
        ("European capacity grew by 40% since February 2022", HOLDS, "F093"),
        ("European capacity grew by 10% since February 2022", FAILS, "F093"),
        # Other rows go from 300,000 to a million in a part of that time.
        ("European capacity doubled since February 2022", CANNOT, "F093"),
    ],
)
def test_ratios_are_stated_outright(check: Check, text: str, verdict: str, ids: str) -> None:
    tried(check(text), verdict, ids)


@pytest.mark.parametrize(
    "text",
    [
        "Sweden has doubled its shell output",
        "Britain has raised its shell capacity eightfold",
    ],
)
def test_a_ratio_that_is_aimed_at_has_not_come(check: Check, text: str) -> None:
    found = check(text)
    assert found["verdict"] == CANNOT
    assert found["reasons"][0]["code"].startswith("target_not_")


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        (
            "Stoltenberg said the wait had more than doubled, from 12 to 28 months",
            *(HOLDS, "F036 F037"),
        ),
        ("The wait more than tripled, from 12 to 28 months", FAILS, "F036 F037"),
        ("The wait rose from 16 to 28 months", FAILS, "F036 F037"),
        ("The price of a shell quadrupled from 2,000 to 8,000 euros", HOLDS, "F075 F074"),
        ("The price of a shell tripled from 2,000 to 8,000 euros", FAILS, "F075 F074"),
        # Three sources have less for the same summer.
        ("Ukraine's fire fell from 8,000 to 2,000 shells a day", DEPENDS, "F007 F008 F012"),
        ("Ukraine's fire rose from 2,000 to 8,000 shells a day", FAILS, "F007 F012"),
        ("Ukraine's fire fell from 8,000 to 1,000 shells a day", FAILS, "F007 F012"),
        ("Ukraine's fire fell from 10,000 to 2,000 shells a day", CANNOT, "F012"),
        (
            "Ukraine's fire fell to a quarter of what it was in summer 2023",
            *(DEPENDS, "F007 F008 F012"),
        ),
        (
            "The queue rose from 2,100 trucks in late November to 2,600 by mid-December",
            *(HOLDS, "F058 F059"),
        ),
        (
            "The queue rose from 2,100 trucks in late November to 4,600 by mid-December",
            *(FAILS, "F058 F059"),
        ),
        (
            "The queue at the Polish border fell by 800 trucks between 17 and 21 February",
            *(HOLDS, "F060 F061"),
        ),
        ("The queue at the Polish border fell from 5,000 trucks to 2,500", CANNOT, "F061"),
    ],
)
def test_both_figures_are_rows_of_one_series(
    check: Check, text: str, verdict: str, ids: str
) -> None:
    tried(check(text), verdict, ids)


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        ("The US makes more shells than France", HOLDS, "P006 P030"),
        ("The US makes nine times as many shells as France", HOLDS, "P006 P030"),
        ("The US makes five times as many shells as France", FAILS, "P006 P030"),
        ("The US makes 20 times as many shells as France", CANNOT, "P006 P030"),
        ("France makes a tenth of what the US makes", HOLDS, "P030 P006"),
        ("Slovakia made more shells in 2022 than France", HOLDS, "P039 P028"),
        ("Rheinmetall makes more shells than France", HOLDS, "P035 P030"),
        # 155 mm alone is more than all of Poland's; Poland's may be more than the French ones.
        ("The US makes more shells than Poland", HOLDS, "P006 P041"),
        ("Poland makes more shells than France", CANNOT, "P041 P030"),
        ("The US has delivered more shells than the EU", HOLDS, "D009 D006"),
        # "Over 200,000", seven months before.
        ("The EU has delivered more shells than the UK", CANNOT, "D006 D011"),
    ],
)
def test_two_parties_beside_one_another(check: Check, text: str, verdict: str, ids: str) -> None:
    tried(check(text), verdict, ids)


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        ("Ukraine fires fewer shells than it needs", HOLDS, "F012 F023"),
        ("Ukraine fires more shells than it needs", FAILS, "F012 F023"),
        ("Ukraine needs more shells than it fires", HOLDS, "F012 F023"),
        ("Ukraine fires a third of the minimum it needs", HOLDS, "F012 F022"),
        ("Ukraine fires half of the minimum it needs", FAILS, "F012 F022"),
        ("Ukraine fires less than half of its minimum", HOLDS, "F012 F022"),
        ("Ukraine fires more than half of its minimum", FAILS, "F012 F022"),
    ],
)
def test_what_is_fired_beside_what_is_needed(
    check: Check, text: str, verdict: str, ids: str
) -> None:
    tried(check(text), verdict, ids)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The EU delivered only 30,000 shells between mid-November and the end of January", HOLDS),
        ("The EU delivered 60,000 shells between mid-November and the end of January", FAILS),
        ("The EU has delivered 30,000 shells since mid-November", HOLDS),
        ("The EU delivered 76,000 shells between the end of May and mid-November", HOLDS),
        # Two counters that are both "over" have no difference.
        ("The US delivered 500,000 shells between April and August 2023", CANNOT),
    ],
)
def test_what_came_between_two_counts(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]


def test_a_counter_is_as_exact_as_the_next_one_makes_it(check: Check) -> None:
    """More than 300,000 in mid-November, and 300,000 two weeks later, are 300,000."""
    found = check("The EU delivered only 30,000 shells between mid-November and the end of January")
    assert rows(found) == {"D003", "D006"}
    assert "30,000 more" in found["why"]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "The US makes 28,000 shells a month, twice as many as at the start of 2023",
            [HOLDS, HOLDS],
        ),
        ("France makes 3,000 shells a month, five times as many as in 2022", [HOLDS, FAILS]),
        ("Ukraine fires 2,000 shells a day, a third of the minimum it needs", [HOLDS, HOLDS]),
        ("Ukraine fires 2,000 shells a day, half of its minimum", [HOLDS, FAILS]),
        # Who fired 8,000 a day, and when, is judged for itself.
        ("Ukraine fired 8,000 shells a day and now fires a quarter of that", [DEPENDS, HOLDS]),
    ],
)
def test_what_stands_behind_a_figure_is_a_claim_too(
    ukraine: Case, text: str, verdicts: list[str]
) -> None:
    result = ukraine.claim(text).result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]] == verdicts


def test_a_part_of_nothing_that_is_named_is_refused(ukraine: Case) -> None:
    with pytest.raises(QuestionError, match="that"):
        ukraine.claim("Ukraine now fires a quarter of that")


@pytest.mark.parametrize(
    ("text", "verdict", "ids"),
    [
        ("More Ukrainians got food than cash in 2023", HOLDS, "F015 F016"),
        ("More Ukrainians got cash than food in 2023", FAILS, "F015 F016"),
        ("Fewer Ukrainians got cash than food in 2023", HOLDS, "F015 F016"),
        # 7.5 million and "over" 4.1 million.
        ("More people were reached with health care than with food in 2023", CANNOT, "F015 F017"),
        (
            "The number of people in need fell by three million from 17.6 million",
            *(HOLDS, "F001 F006"),
        ),
        (
            "The number of people in need fell by six million from 17.6 million",
            *(FAILS, "F001 F006"),
        ),
        (
            "The number of people in need rose from 14.6 million to 17.6 million",
            *(FAILS, "F001 F006"),
        ),
        ("This year's appeal is 800 million dollars smaller than last year's", HOLDS, "F007 F010"),
        ("This year's appeal is 800 million dollars larger than last year's", FAILS, "F007 F010"),
        ("The UN appeal is smaller than last year's", HOLDS, "F007 F010"),
        ("Convoys more than tripled, from 30 to 107", HOLDS, "F020 F021"),
        ("Convoys more than quadrupled, from 30 to 107", FAILS, "F020 F021"),
        ("Convoys to occupied areas more than tripled, from 30 to 107", CANNOT, "F020 F021"),
        ("WFP's shortfall rose from 434 to 690 million dollars", HOLDS, "F048 F049"),
        ("WFP's shortfall fell from 690 to 434 million dollars", FAILS, "F048 F049"),
        (
            "The share of the plan that was funded fell from 67% in 2023 to 10% in 2024",
            *(DEPENDS, "F009 F011 F012"),
        ),
        (
            "EU in-kind deliveries more than doubled from 66,224 to 140,000 tonnes",
            *(HOLDS, "F023 F024"),
        ),
        # Both are "over".
        ("WFP assisted fewer people in October 2022 than in September 2022", CANNOT, "F041 F042"),
    ],
)
def test_people_and_money_of_relief(check_relief: Check, text: str, verdict: str, ids: str) -> None:
    tried(check_relief(text), verdict, ids)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The number of people served in Syria fell from 5.5 million to 3.2 million", HOLDS),
        ("The number of people served in Syria rose from 3.2 million to 5.5 million", FAILS),
        ("The number of people in need in Sudan doubled", CANNOT),
    ],
)
def test_rations_that_were_cut(text: str, verdict: str) -> None:
    result = resupply.open("pipeline-breaks-2024").claim(text).result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]] == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "French output of drones has tripled since 2022",
        "French shell production has tripled since 2022 at a plant in Bourges",
        "French tank production has tripled since 2022",
        "French shell production for Ukraine has tripled since 2022",
        "French shell deliveries have tripled since 2022",
        "French shell production will have tripled by 2025, it has grown since 2022",
        "US howitzer output doubled between early 2023 and early 2024",
        "Russian shell production has tripled since 2022",
        "Russia fires five times as many shells as Ukraine",
        "The US makes more shells than Slovakia",
        "The US makes more shells than Bulgaria",
        "The US makes more shells than the EU",
        "The EU can make more shells than the US",
        "France makes more shells than Slovakia did in 2022",
        "The US and France make more shells than Poland",
        "The price of a shell has doubled since the start of the war",
        "Finland doubled its ammunition capacity between 2019 and 2021",
        "Shell production rose from 14,000 to 20,000 a month",
        "EU capacity grew from 230,000 shells a year before the war to one million",
        "Germany promised more shells than France",
        "ZVS doubled its output in Poland",
        "US deliveries of shells will double in 2024, they fell in 2023",
    ],
)
def test_what_the_tables_cannot_say_is_not_said(check: Check, text: str) -> None:
    assert check(text)["verdict"] == CANNOT


def test_what_is_computed_is_told_as_ours(check: Check, ukraine: Case) -> None:
    found = check("French shell production has tripled since 2022")
    assert "computed by us from two rows, no source reports it" in found["why"]
    assert "3,000 rounds a month" in found["why"]
    assert "1,000 rounds a month" in found["why"]
    parts = {r["row_id"]: r["part"] for r in found["rows"]}
    assert parts == {"UKR-P030": "current", "UKR-P028": "earlier"}
    stated = check("Ukraine made 42 times more mortar rounds in 2023 than in 2022")
    assert "as reported" in stated["why"]
    told = ukraine.claim("French shell production has tripled since 2022")
    assert {s for r in told.rows for s in r["source_ids"]} <= set(told.sources)


def test_money_of_two_parts_of_a_year_is_not_read_as_of_two_years(ukraine: Case) -> None:
    with pytest.raises(QuestionError):
        ukraine.claim("German military aid was higher at the end of 2023 than at its start")
    with pytest.raises(QuestionError):
        ukraine.claim("German military aid was higher in late 2023 than in early 2023")


def test_money_given_is_left_to_the_ledger(check: Check) -> None:
    for text in ("US aid doubled in 2023", "Germany gave twice as much military aid as France"):
        assert all(not r.get("table") for r in check(text)["rows"])


MAKERS = ("The US", "France", "Poland", "Slovakia", "Rheinmetall", "Bulgaria", "The EU")
SWAPPED = {HOLDS: FAILS, FAILS: HOLDS, CANNOT: CANNOT, DEPENDS: DEPENDS}


@settings(max_examples=60)
@given(
    one=st.sampled_from(MAKERS),
    other=st.sampled_from(MAKERS),
    when=st.sampled_from(["", " in 2022", " in 2023"]),
    word=st.sampled_from(["more", "fewer"]),
)
def test_swapping_the_parties_turns_the_verdict_round(
    one: str, other: str, when: str, word: str
) -> None:
    if one == other:
        return
    found = [
        _verdict(
            f"{a} made {word} shells than {b[0].lower() if b[:3] == 'The' else b[0]}{b[1:]}{when}"
        )
        for a, b in ((one, other), (other, one))
    ]
    assert found[1] == SWAPPED[found[0]]


def _verdict(text: str) -> str:
    result = resupply.open("ukraine-2024").claim(text).result
    assert result is not None
    (found,) = result["claims"]
    return str(found["verdict"])


@given(
    low=st.floats(0, 1e6), wide=st.floats(0, 1e6), least=st.floats(0, 1e6), most=st.floats(0, 1e6)
)
def test_an_interval_is_inside_outside_or_left_open(
    low: float, wide: float, least: float, most: float
) -> None:
    found = series.Interval(low, low + wide)
    wanted = series.Interval(min(least, most), max(least, most))
    inside = wanted.low <= found.low and found.high <= wanted.high
    apart = found.high < wanted.low or found.low > wanted.high
    said = series.within(found, wanted)
    # At the very ends a rounding error may decide.
    near = min(abs(a - b) for a in found[:2] for b in wanted[:2]) < 1
    assert near or said == (True if inside else False if apart else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in late November", date(2023, 11, 21), date(2023, 11, 30)),
        ("by mid-December", date(2023, 12, 11), date(2023, 12, 20)),
        ("at the start of 2023", date(2023, 1, 1), date(2023, 4, 30)),
        ("since last summer", date(2023, 6, 1), date(2023, 8, 31)),
        ("in winter 2022", date(2022, 12, 1), date(2023, 2, 28)),
        ("before Feb 2022", date(2021, 1, 1), date(2022, 1, 31)),
        ("before the war", date(2021, 1, 1), date(2022, 2, 23)),
        ("on 17 February", date(2024, 2, 17), date(2024, 2, 17)),
    ],
)
def test_days_are_read(text: str, first: date, last: date) -> None:
    (found,) = days.find(text, TODAY, ["UKR"])
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "before", "after", "by"),
    [
        ("fell from 8,000 to 2,000 shells a day", 8000, 2000, None),
        ("rose from 5.5 to 6.2 million people", 5.5e6, 6.2e6, None),
        ("fell from 17.6 million in 2023 to 14.6 million in 2024", 17.6e6, 14.6e6, None),
        ("fell by three million from 17.6 million", 17.6e6, None, 3e6),
        ("makes 28,000 shells a month, up from 14,000", 14000, 28000, None),
        ("rose from 2022 to 2023", None, None, None),
        ("grew by 40% from 2022", None, None, None),
    ],
)
def test_both_figures_are_read(
    names: Names, text: str, before: float | None, after: float | None, by: float | None
) -> None:
    found = ends.read(text, names, TODAY)
    said = tuple(None if f is None else f.value for f in (found.before, found.after, found.by))
    assert said == (before, after, by)


@pytest.fixture(scope="module")
def names(ukraine: Case) -> Names:
    return Names(ukraine._asked({})[0])
