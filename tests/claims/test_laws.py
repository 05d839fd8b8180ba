"""What holds of every claim: the book's figures hold, others do not, true statements stay true."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resupply
from resupply.case import Case

CASE = resupply.open("ukraine-2024")
RANKED = {
    (stage, per): CASE.rank(per=per, stage=stage).rows
    for stage in ("allocation", "commitment")
    for per in ("total", "head", "gdp")
}
PER = {"total": "in absolute terms", "head": "per head", "gdp": "relative to GDP"}
VERB = {"allocation": "allocated", "commitment": "committed"}
NOUN = {"allocation": "allocations", "commitment": "commitments"}


def one(case: Case, text: str) -> dict[str, Any]:
    """The only claim of a text, with its verdict and everything behind it."""
    result = case.claim(text).result
    assert result is not None
    (found,) = result["claims"]
    return dict(found)


stages = st.sampled_from(["allocation", "commitment"])
pers = st.sampled_from(["total", "head", "gdp"])


@settings(max_examples=40)
@given(stage=stages, number=st.integers(0, 41))
def test_the_books_own_total_holds_and_half_as_much_again_does_not(stage: str, number: int) -> None:
    rows = [r for r in RANKED[stage, "total"] if r["total_eur"] > 1e6]
    row = rows[number % len(rows)]
    said = f"{row['name']} has {VERB[stage]} {{:,.0f}} euros of all aid, unions counted as donors"
    assert one(CASE, said.format(row["total_eur"]))["verdict"] == "holds"
    assert one(CASE, said.format(row["total_eur"] * 1.5))["verdict"] == "does_not_hold"


@settings(max_examples=40)
@given(stage=stages, per=pers, number=st.integers(0, 41), shift=st.integers(1, 9))
def test_the_books_own_rank_holds_and_another_does_not(
    stage: str, per: str, number: int, shift: int
) -> None:
    rows = RANKED[stage, per]
    row = rows[number % len(rows)]
    said = (
        f"{row['name']} is number {{}} among all donors by {NOUN[stage]} of all aid {PER[per]}, "
        "unions counted as donors"
    )
    newest = "" if per == "total" else f", {'population' if per == 'head' else 'GDP'} of {{}}"
    year = row.get("population_year") or row.get("gdp_year")
    said += newest.format(year) if newest else ""
    assert one(CASE, said.format(row["rank"]))["verdict"] == "holds"
    assert one(CASE, said.format(row["rank"] + shift))["verdict"] == "does_not_hold"


@settings(max_examples=40)
@given(
    stage=stages,
    per=pers,
    number=st.integers(0, 41),
    place=st.integers(1, 20),
    kind=st.sampled_from(["all", "military", "humanitarian"]),
)
def test_a_nearest_true_rank_holds_when_it_is_claimed(
    stage: str, per: str, number: int, place: int, kind: str
) -> None:
    rows = RANKED[stage, per]
    name = rows[number % len(rows)]["name"]
    said = f"{name} is number {place} by {NOUN[stage]} of {kind} aid {PER[per]}"
    found = one(CASE, said)
    assert found["verdict"] != "not_verifiable" or kind != "all"
    holds_again(CASE, found["nearest"])


@pytest.mark.parametrize(
    "text",
    [
        "The US has allocated 90 bn euros",
        "Germany gave 3 times as much as France",
        "The UK gave half of all military aid",
        "Aid fell by 60% in 2023",
        "The EU has given less than Poland",
        "EU members gave 10 bn euros",
        "Estonia has committed 9% of GDP",
        "The EU has delivered 500,000 shells",
        "The US has sent three million 155 mm rounds",
        "France makes 9,000 shells a month",
        "Ukraine fires 9,000 shells a day",
        "Half of the million shells arrive late",
        "Britain sent 450,000 shells",
    ],
)
def test_a_false_claims_nearest_true_statement_holds(text: str) -> None:
    found = one(CASE, text)
    assert found["verdict"] in ("does_not_hold", "depends")
    assert found["nearest"]
    holds_again(CASE, found["nearest"])


def holds_again(case: Case, nearest: str) -> None:
    if not nearest:
        return
    result = case.claim(nearest).result
    assert result is not None
    for again in result["claims"]:
        assert again["verdict"] == "holds", (nearest, again["why"])


@settings(max_examples=20)
@given(factor=st.sampled_from([1e-3, 1e3]), number=st.integers(0, 30))
def test_a_thousand_too_many_or_few_is_named(factor: float, number: int) -> None:
    rows = [r for r in RANKED["allocation", "total"] if r["total_eur"] > 5e6]
    row = rows[number % len(rows)]
    value = row["total_eur"] * factor
    found = one(CASE, f"{row['name']} has allocated {value:,.0f} euros, bilaterally")
    assert found["verdict"] in ("does_not_hold", "depends")
    assert "unit_slip" in {r["code"] for r in found["reasons"]}
