"""Sentences about money given, as wire copy, ministries and broadcasters put them.

The figures are worked out from the rankings of the shipped book, which `tests/picture` holds
against the published tables; `BOOK` has them by donor.
"""

from collections.abc import Callable
from typing import Any

import pytest

import resupply
from resupply.case import Case
from resupply.core.errors import QuestionError

Check = Callable[..., dict[str, Any]]

CASE = resupply.open("ukraine-2024")
KINDS = ("military", "humanitarian", "financial")
#: Donor -> million euros by kind, of allocations.
BOOK = {
    str(r["donor"]): {k: r[f"{k}_eur"] / 1e6 for k in (*KINDS, "total")}
    for r in CASE.rank(stage="allocation").rows
}


def read(found: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    """Fields of the claim as read."""
    return tuple(found["claim"].get(f) for f in fields)


def all_of(text: str) -> list[dict[str, Any]]:
    """Every claim of a text."""
    result = CASE.claim(text).result
    assert result is not None
    return list(result["claims"])


def share(donor: str, kind: str) -> float:
    """A kind as a part of what a donor allocated, in per cent."""
    return 100 * float(BOOK[donor][kind]) / float(BOOK[donor]["total"])


@pytest.mark.parametrize(
    ("text", "donor", "kind", "verdict"),
    [
        ("Nearly all of Denmark's aid has been military", "DNK", "military", "holds"),
        ("Practically all Danish aid is military", "DNK", "military", "holds"),
        ("Nearly all of Germany's aid has been military", "DEU", "military", "does_not_hold"),
        ("All of Hungary's aid is humanitarian", "HUN", "humanitarian", "holds"),
        ("All of Japan's aid is humanitarian", "JPN", "humanitarian", "does_not_hold"),
        ("Not all of Germany's aid is military", "DEU", "military", "holds"),
        ("Almost none of Japan's aid is military", "JPN", "military", "holds"),
        ("Hardly any of Canada's aid is military", "CAN", "military", "does_not_hold"),
        ("Not a single euro of Austria's aid was military", "AUT", "military", "does_not_hold"),
        ("Not one euro of Swiss aid is military", "CHE", "military", "holds"),
        ("Not one euro of US aid is military", "USA", "military", "does_not_hold"),
        ("The lion's share of Danish aid is military", "DNK", "military", "holds"),
        ("The overwhelming majority of Denmark's aid is military", "DNK", "military", "holds"),
        ("The vast majority of Poland's aid is military", "POL", "military", "not_verifiable"),
        ("More than nine tenths of Denmark's aid is military", "DNK", "military", "holds"),
        ("Denmark's aid is almost entirely military", "DNK", "military", "holds"),
        ("Swiss aid is mostly humanitarian", "CHE", "humanitarian", "holds"),
        ("Switzerland has given only humanitarian aid", "CHE", "humanitarian", "does_not_hold"),
        ("Military aid makes up two thirds of Germany's aid", "DEU", "military", "holds"),
        ("The share of military aid in US support is two thirds", "USA", "military", "holds"),
    ],
)
def test_a_share_near_all_or_near_nothing(
    check: Check, text: str, donor: str, kind: str, verdict: str
) -> None:
    found = check(text)
    assert read(found, "subject", "kind", "whole") == (donor, kind, "own")
    assert found["verdict"] == verdict, found["why"]
    usual = found["rows"][0]
    assert usual["figure"] == pytest.approx(share(donor, kind), abs=1e-6)


def test_nearly_all_of_two_kinds_is_not_judged_by_one(check: Check) -> None:
    found = check("Virtually all of Canada's support has been financial or military")
    assert found["verdict"] == "not_verifiable"
    assert list(found["claim"]["unread"]) == ["military"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Hungary has not given a cent to Ukraine", "depends"),
        ("Germany has not given a cent to Ukraine", "does_not_hold"),
        ("Hungary hasn't paid a dime in military aid", "holds"),
        ("The US has allocated zero dollars in military aid in 2024", "holds"),
        ("Poland has not allocated a single zloty in 2024", "holds"),
        ("Not one dollar has been allocated by Germany", "does_not_hold"),
        ("Norway did not give anything in 2024", "holds"),
        ("Ireland has provided zero military aid", "does_not_hold"),
        ("Austria does not provide military aid", "does_not_hold"),
    ],
)
def test_not_a_cent_is_nothing(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert read(found, "type", "negated") == ("total", False)
    assert found["claim"]["figure"]["value"] == 0
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    "text",
    [
        "Germany has not pledged a dollar figure",
        "Nobody has given nothing",
        "Italy has given nothing compared to Germany",
        "Hungary has given practically nothing",
        "Hungary does not support Ukraine",
        "US aid has come to a standstill",
    ],
)
def test_what_is_not_quite_nothing_is_refused(text: str) -> None:
    with pytest.raises(QuestionError):
        CASE.claim(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Poland's support dried up in 2024", "holds"),
        ("US aid has come to a standstill in 2024", "holds"),
        ("German aid has dried up in 2024", "does_not_hold"),
        ("UK aid has all but dried up in 2024", "does_not_hold"),
        ("Poland's support has not dried up in 2024", "does_not_hold"),
    ],
)
def test_aid_that_dried_up(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert read(found, "type", "less") == ("change", True)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "other", "verdict"),
    [
        # 3.9 billion of France are less than each of 14.5 and 9.1, and all less than 1.7 of Italy.
        ("France trails far behind Germany and Britain in military aid", "DEU+GBR", "holds"),
        ("France lags far behind Germany", "DEU", "holds"),
        ("Italy trails Spain", "ESP", "does_not_hold"),
        ("Germany leads Britain in military aid", "GBR", "holds"),
        ("Norwegian aid is dwarfed by American aid", "USA", "holds"),
        ("German aid surpasses British aid", "GBR", "holds"),
        ("Germany gave more than both France and Italy", "FRA+ITA", "holds"),
        ("Germany gave more than either France or Italy", "FRA+ITA", "holds"),
        # 5.1 billion are more than 3.9 and 1.7 and 0.9, and less than all three together.
        ("The Netherlands gave more than France, Italy and Spain", "FRA+ITA+ESP", "not_verifiable"),
        (
            "The Netherlands gave more than France, Italy and Spain together",
            *("FRA+ITA+ESP", "does_not_hold"),
        ),
        ("Germany outspends all other European countries", "others", "not_verifiable"),
        ("Germany outspends the rest of Europe", "others", "does_not_hold"),
    ],
)
def test_behind_and_ahead_of_one_or_of_several(
    check: Check, text: str, other: str, verdict: str
) -> None:
    found = check(text)
    assert read(found, "type", "other") == ("comparison", other)
    assert found["verdict"] == verdict, found["why"]


def test_the_figures_of_one_and_of_several() -> None:
    total = {d: row["total"] for d, row in BOOK.items()}
    assert max(total["FRA"], total["ITA"], total["ESP"]) < total["NLD"]
    assert total["NLD"] < total["FRA"] + total["ITA"] + total["ESP"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Germany has given far more than France", "holds"),
        ("Germany gave slightly more than France", "does_not_hold"),
        ("Germany gave marginally less than the US", "does_not_hold"),
        ("France has given only slightly more than Sweden", "not_verifiable"),
        ("German aid rose slightly in 2023", "not_verifiable"),
        ("France has given nothing like as much as Germany", "holds"),
        ("Germany gave half as much again as France", "does_not_hold"),
        ("Denmark gave one and a half times as much of all aid as Sweden", "holds"),
    ],
)
def test_words_of_degree(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict", "kinds"),
    [
        ("Turkey gave less money than Iceland", "depends", {"all", "financial"}),
        ("Poland gave less money than Norway", "does_not_hold", {"all", "financial"}),
        ("The EU institutions gave more money than the US", "depends", {"all", "financial"}),
    ],
)
def test_money_is_financial_aid_or_all_of_it(
    check: Check, text: str, verdict: str, kinds: set[str]
) -> None:
    found = check(text)
    assert found["verdict"] == verdict, found["why"]
    if verdict == "depends":
        assert "the kind of aid" in found["depends_on"]
        assert {r["kind"] for r in found["rows"]} == kinds


@pytest.mark.parametrize(
    ("text", "kind", "whole", "verdict"),
    [
        ("Japan gave more military than humanitarian aid", *KINDS[:2], "does_not_hold"),
        ("Japan has given more financial aid than military aid", "financial", "military", "holds"),
        ("Germany's military aid exceeds its humanitarian aid", *KINDS[:2], "holds"),
        ("The world gave more military than financial aid", "military", "financial", "holds"),
        ("The UK gave twice as much military as humanitarian aid", *KINDS[:2], "does_not_hold"),
        # 43.1 to 21.5 billion by allocations, 43.2 to 24.6 by commitments.
        ("US military aid is twice its financial aid", "military", "financial", "depends"),
    ],
)
def test_one_kind_beside_another(
    check: Check, text: str, kind: str, whole: str, verdict: str
) -> None:
    found = check(text)
    assert read(found, "type", "kind", "whole") == ("comparison", kind, whole)
    assert found["verdict"] == verdict, found["why"]
    subject = found["claim"].get("subject")
    if subject:
        usual = BOOK[subject][kind] / BOOK[subject][whole]
        assert found["rows"][0]["figure"] == pytest.approx(usual)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The US share of total aid is around two fifths", 0.4),
        ("The US accounts for around two fifths of total aid", 0.4),
        ("Germany's contribution amounts to a quarter of European aid", 0.25),
        ("Germany accounts for a quarter of European military aid", 0.25),
    ],
)
def test_a_share_of_what_all_gave(check: Check, text: str, figure: float) -> None:
    found = check(text)
    assert found["claim"]["figure"]["value"] == pytest.approx(figure)
    assert found["verdict"] == "holds", found["why"]


@pytest.mark.parametrize(
    ("text", "less", "verdict"),
    [
        ("Tiny Estonia tops the list", False, "does_not_hold"),
        (
            "Tiny Estonia tops the list when aid is measured against the size of the economy",
            *(False, "holds"),
        ),
        ("Estonia leads the field relative to GDP", False, "holds"),
        ("Denmark heads the table per capita", False, "holds"),
        ("Denmark has the lead in per-capita aid", False, "holds"),
        ("Germany leads Europe in military aid", False, "holds"),
        ("Malta is the EU's stingiest donor", True, "depends"),
        ("The most stingy NATO member relative to GDP in all aid is Turkey", True, "holds"),
        ("Italy is the worst in the G7", True, "depends"),
        ("Germany is the worst in the G7", True, "does_not_hold"),
        ("Malta trails all other EU members", True, "holds"),
        ("Cyprus brings up the rear among EU members relative to GDP", True, "does_not_hold"),
    ],
)
def test_idioms_for_the_first_and_the_last_place(
    check: Check, text: str, less: bool, verdict: str
) -> None:
    found = check(text)
    assert read(found, "type", "place", "less") == ("rank", 1, less)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "subject", "place"),
    [
        ("Britain, not Germany, is the second largest donor", "GBR", 2),
        ("Not France but Germany is the largest European donor", "DEU", 1),
        ("Germany is number two behind Washington", "DEU", 2),
        ("Germany comes second after the United States in military aid", "DEU", 2),
        ("Germany's aid is second only to that of the United States", "DEU", 2),
        ("Germany trails only the US in military aid", "DEU", 2),
        ("Britain is behind only the US and Germany in military aid", "GBR", 3),
        ("Lithuania comes third, behind Estonia and Denmark, relative to GDP", "LTU", 3),
        ("Poland is second only to the Baltic states relative to GDP", "POL", 4),
        ("Denmark ranks second among EU members, just behind Germany", "DNK", 2),
        ("Germany is the largest donor, ahead of Britain", "DEU", 1),
        ("Germany, ahead of Britain, is the largest European donor", "DEU", 1),
    ],
)
def test_a_place_behind_somebody(check: Check, text: str, subject: str, place: int) -> None:
    found = check(text)
    assert read(found, "type", "subject", "place") == ("rank", subject, place)
    assert "unread" not in found["claim"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # Of 42 donors the first seven are surely among the largest, and no. 22 to 42 surely not.
        ("Germany is one of the largest donors", "holds"),
        ("Sweden is among the largest donors", "not_verifiable"),
        ("Malta is among the world's largest donors", "does_not_hold"),
        ("Malta is not one of the largest donors", "holds"),
        ("Germany is a leading donor", "holds"),
        ("Spain is among the stingiest EU members relative to GDP", "not_verifiable"),
        ("Portugal gives less than almost any other NATO ally", "not_verifiable"),
        ("Denmark and Estonia are among the most generous donors per capita", "holds"),
        ("Germany and Britain are the EU's largest donors", "does_not_hold"),
        ("Estonia and Denmark are the most generous donors relative to GDP", "holds"),
    ],
)
def test_one_of_the_largest_is_no_first_place(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["top"]
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "subject", "place", "verdict"),
    [
        ("Every NATO member has given more than Hungary", "HUN", 1, "does_not_hold"),
        ("All NATO members have given more than Hungary", "HUN", 1, "does_not_hold"),
        ("Every EU country gave less than Germany", "DEU", 1, "holds"),
        ("Every EU country has given more of all aid than Malta", "MLT", 1, "holds"),
        ("All EU countries except Malta gave more of all aid than Cyprus", "CYP", 2, "holds"),
        # Albania, Montenegro and others are not in the record, and may have given less.
        ("Every NATO member gave more of all aid than Iceland", "ISL", 1, "not_verifiable"),
    ],
)
def test_more_than_somebody_is_said_of_everyone(
    check: Check, text: str, subject: str, place: int, verdict: str
) -> None:
    found = check(text)
    assert read(found, "type", "subject", "place") == ("rank", subject, place)
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Every EU country gave more than 1 million euros", "holds"),
        ("Every EU country gave more than 10 million euros bilaterally", "does_not_hold"),
        ("Every Nordic country has allocated more than 0.3% of GDP", "does_not_hold"),
        ("Each G7 member has given more than a billion euros", "holds"),
        ("Every NATO member gave more than 10 million euros", "not_verifiable"),
        ("Nordic countries have all given more than 0.3% of GDP", "does_not_hold"),
    ],
)
def test_a_figure_is_said_of_everyone(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["each"]
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Many EU countries have given more than 1 billion euros", "Many EU"),
        ("Small EU countries gave 5 billion euros", "Small EU"),
        ("Germany gave more than most EU countries", "most EU"),
        ("All NATO allies gave at least 100 million euros", "All NATO"),
        ("Nobody has given more than 1% of GDP", "Nobody"),
        ("Germany gave recently 14.5 billion euros", "recently"),
        ("Canada gave more humanitarian and financial aid than France", "financial"),
        ("G7 founder Italy gave less than Denmark", "founder Italy"),
    ],
)
def test_some_of_a_group_are_not_all_of_it(check: Check, text: str, unread: str) -> None:
    found = check(text)
    assert unread in found["claim"]["unread"]
    assert found["verdict"] == "not_verifiable"


@pytest.mark.parametrize(
    "text",
    [
        "All but five EU countries gave more than 0.1% of GDP",
        "All but Hungary and Malta gave more than 1 million euros",
        "No country gave more than Germany and Britain",
    ],
)
def test_what_is_said_of_the_rest_is_refused(text: str) -> None:
    with pytest.raises(QuestionError):
        CASE.claim(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Hungary is one of the donors", "holds"),
        ("Turkey is among the donors", "holds"),
        ("Germany is not a donor", "does_not_hold"),
        ("Hungary is not a donor of military aid", "holds"),
        ("Israel is not among the donors", "not_verifiable"),
        ("Israel is one of the donors", "not_verifiable"),
    ],
)
def test_who_is_a_donor(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["type"] == "total"
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    "text",
    [
        "As a proportion of national output, Estonia has given the most",
        "Measured by the size of its economy, Estonia is the largest donor",
        "When measured against economic output, Lithuania outspends Germany",
        "Taking the size of the economy into account, Estonia leads",
        "Adjusted for the size of its economy, Estonia has given the most",
    ],
)
def test_the_size_of_the_economy_is_gdp(check: Check, text: str) -> None:
    found = check(text)
    assert found["claim"]["per"] == "gdp"
    assert found["verdict"] == "holds", found["why"]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark, a country of six million, has given more per inhabitant than any other nation",
        "Denmark, which has 5.9 million inhabitants, has given most per head",
        "Estonia (population 1.3 million) gave the most relative to GDP",
        "With just 1.3 million people, Estonia gave the most relative to GDP",
        "Germany, the world's third-largest economy, gave less than the US",
        "Germany, Europe's largest economy, gave less than the US",
        "Norway, a NATO member since 1949, has given 2 billion euros",
        "France, the EU's second-largest economy, has given 3.9 billion euros",
        "Neutral Switzerland has given no military aid",
        "Mighty Germany gave less per head than little Estonia",
        "Oil-rich Norway has given less than Germany",
        "NATO member Hungary has given no military aid",
        "Denmark, with 5.1 billion euros, is the largest donor per head",
    ],
)
def test_asides_on_a_country_narrow_nothing(text: str) -> None:
    for found in all_of(text):
        assert found["verdict"] == "holds", (found["text"], found["why"], found["claim"])
        assert found["text"] == text


@pytest.mark.parametrize(
    "text",
    [
        "Denmark, for its size, has given most",
        "Denmark, unlike Norway, is the largest donor per head",
    ],
)
def test_other_asides_stay_unread(check: Check, text: str) -> None:
    assert check(text)["verdict"] == "not_verifiable"


def test_an_aside_beside_a_sum_has_a_verdict_of_its_own() -> None:
    result = CASE.claim("Iceland, a NATO member without an army, has given 37 million euros").result
    assert result is not None
    assert [c["verdict"] for c in result["claims"]][1:] == ["not_verifiable"]


def test_little_aid_is_no_aid_of_a_little_country() -> None:
    with pytest.raises(QuestionError):
        CASE.claim("Little German aid was military")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Neither France nor Germany gave more than Poland", "does_not_hold"),
        ("Neither Spain nor Portugal has given more than 1% of GDP", "holds"),
        ("Neither Estonia nor Latvia gave less than 1% of GDP", "holds"),
        ("Neither Germany nor Britain has given as much as the US", "holds"),
        ("Neither Hungary nor Malta has given military aid", "holds"),
        ("Neither Malta nor Cyprus has given a cent", "does_not_hold"),
    ],
)
def test_neither_nor_denies_it_of_each(check: Check, text: str, verdict: str) -> None:
    found = check(text)
    assert found["claim"]["each"]
    assert found["verdict"] == verdict, found["why"]


@pytest.mark.parametrize(
    ("text", "subjects", "verdicts"),
    [
        ("France has not given more of all aid than Germany, nor has Spain", "FRA ESP", "holds"),
        ("Hungary gave no military aid, and neither did Malta", "HUN MLT", "holds"),
        ("The UK has given less than Germany, and so has France", "GBR FRA", "holds"),
        ("Germany gave more of all aid than France, as did Britain", "DEU GBR", "holds"),
    ],
)
def test_the_same_is_said_of_another(text: str, subjects: str, verdicts: str) -> None:
    found = all_of(text)
    assert [f["claim"]["subject"] for f in found] == subjects.split()
    assert {f["verdict"] for f in found} == {verdicts}, [f["why"] for f in found]


SAID_AGAIN = [
    "Nearly all of Germany's aid has been military",
    "The vast majority of Germany's support is military",
    "France trails behind Germany and Britain",
    "The Netherlands gave more than France, Italy and Spain",
    "Turkey gave less money than Iceland",
    "Japan gave more military than humanitarian aid",
    "Malta is the EU's stingiest donor",
    "Sweden is among the largest donors",
    "Every other country gave more than Malta",
    "Japan has given more financial aid than any European country",
    "Hungary is one of the donors",
    "Poland's support dried up in 2024",
    "Almost all aid is military",
]


@pytest.mark.parametrize("text", SAID_AGAIN)
def test_the_nearest_true_statement_of_each_holds(ukraine: Case, check: Check, text: str) -> None:
    nearest = check(text)["nearest"]
    if nearest is None:
        return
    result = ukraine.claim(nearest).result
    assert result is not None
    for again in result["claims"]:
        assert again["verdict"] == "holds", (again["text"], again["why"], again["claim"])
