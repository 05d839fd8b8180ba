"""Published figures, asked as a user asks: through a case, from files as they were downloaded.

Source: Ukraine Support Tracker, Kiel Institute for the World Economy, releases 7, 16, 21, 28 and
29. A figure agrees when it rounds to what was printed: half a unit of the last digit.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import resupply
from resupply.case import Case
from resupply.case.making import new_case

TODAY = date(2026, 8, 1)
FEBRUARY = date(2024, 2, 29)
BN = 1e9


def near(figure: float, digits: int = 3) -> object:
    """Printed with so many digits after the point."""
    return pytest.approx(figure, rel=0, abs=0.5000001 * 10**-digits)


# As shipped


@pytest.fixture(scope="session")
def ukraine() -> Iterator[Case]:
    case = resupply.open("ukraine-2024")
    yield case
    case.close()


def first_ten(case: Case, figure: str, **asked: object) -> dict[str, float]:
    return {r["donor"]: r[figure] for r in case.rank(top=10, **asked).rows}


def agrees(found: dict[str, float], printed: dict[str, float], digits: int = 3) -> None:
    assert list(found) == list(printed)
    for donor, figure in printed.items():
        assert found[donor] == near(figure, digits), donor


def test_release_29_to_february_2024_by_gdp_of_2021(ukraine: Case) -> None:
    answer = ukraine.rank(per="gdp", top=10, as_of=TODAY, until=FEBRUARY)
    assert {r["gdp_year"] for r in answer.rows} == {2021}
    agrees(
        {r["donor"]: r["per_gdp_percent"] for r in answer.rows},
        {
            "EST": 2.278, "DNK": 1.525, "LTU": 1.447, "LVA": 1.306, "FIN": 0.833,
            "POL": 0.769, "SVK": 0.723, "NLD": 0.624, "SWE": 0.583, "NOR": 0.519,
        },
    )  # fmt: skip


def test_release_29_to_february_2024_by_head_of_2023(ukraine: Case) -> None:
    asked = {"per": "head", "as_of": TODAY, "until": FEBRUARY}
    found = first_ten(ukraine, "per_head_eur", year=2023, **asked)
    printed = {"DNK": 863.5, "EST": 522.7, "NOR": 383.6, "FIN": 375.2, "NLD": 299.1}
    agrees(dict(list(found.items())[:5]), printed, 1)
    assert list(found)[9] == "USA"
    assert found["USA"] == near(203.3, 1)
    assert {r["population_year"] for r in ukraine.rank(**asked).rows} == {2023}
    assert first_ten(ukraine, "per_head_eur", year=2021, **asked)["DNK"] == near(876.8, 1)


def test_as_known_in_april_2024_by_gdp(ukraine: Case) -> None:
    found = first_ten(ukraine, "per_gdp_percent", per="gdp", as_of=date(2024, 4, 30))
    agrees(
        found,
        {
            "EST": 1.552, "DNK": 1.383, "LTU": 1.223, "LVA": 1.143, "FIN": 0.737,
            "POL": 0.682, "SVK": 0.633, "SWE": 0.547, "NLD": 0.542, "CZE": 0.510,
        },
    )  # fmt: skip


def test_the_us_slump_of_autumn_2023_is_found_first_without_asking(ukraine: Case) -> None:
    answer = ukraine.pauses(as_of=date(2024, 2, 28))
    first = answer.rows[0]
    assert (first["donor"], first["kind"], first["end"]) == ("USA", "slump", None)
    assert date(2023, 9, 1) <= first["start"] <= date(2023, 11, 30)
    assert first["during_eur_per_month"] < 0.2 * first["usual_eur_per_month"]
    assert first["p_value"] <= 0.05
    assert answer.sentence.startswith("United States")


def test_no_slump_of_denmark_or_germany_is_open(ukraine: Case) -> None:
    rows = ukraine.pauses(as_of=date(2024, 2, 28)).rows
    open_slumps = {r["donor"] for r in rows if r["kind"] == "slump" and r["end"] is None}
    assert "USA" in open_slumps
    assert not open_slumps & {"DNK", "DEU"}


# From the files, into a case of one's own


@pytest.fixture(scope="session")
def brought(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator["dict[str, Case]"]:
    """Cases by name, each with one source brought in; made when first asked for."""
    cases = _Brought(shared_data, tmp_path_factory.mktemp("published"))
    yield cases
    for case in cases.values():
        case.close()


SITE = (date(2026, 7, 26), date(2026, 7, 30))
R07 = (date(2022, 12, 7), date(2022, 12, 20))
FILES = {
    "site": {
        "kiel_site/2026-07-26_labelled-R29_6c0293d": SITE[0],
        "kiel_site/2026-07-30_labelled-R29_f259890": SITE[1],
    },
    "r07": {
        "kiel_items/kiel_R07_edA_2022-11_full.xlsx": R07[0],
        "kiel_items/kiel_R07_edB_corrected_full.xlsx": R07[1],
    },
    "r21": {"kiel_items/kiel_R21_to2024-12-31_main.xlsx": date(2025, 2, 14)},
    "july": {"kiel_site/2026-07-16_labelled-R31_f813f41": date(2026, 7, 16)},
    "r28": {"kiel_no_r28": date(2026, 4, 21)},
}


class _Brought(dict[str, Case]):
    def __init__(self, data: Path, folder: Path) -> None:
        super().__init__()
        self._data, self._folder = data, folder
        self.findings: dict[str, list[dict[str, object]]] = {}

    def __missing__(self, name: str) -> Case:
        new_case(self._folder / name)
        case = resupply.open(self._folder / name, as_of=TODAY)
        case.settings = case.settings.__class__(
            name=name, as_of=TODAY, dataset="kiel" if name in ("site", "july") else "kiel-rows"
        )
        for path, known_on in FILES[name].items():
            answer = case.bring("kiel", self._data / path, known_on=known_on)
            self.findings.setdefault(name, []).extend(dict(r) for r in answer.rows)
        self[name] = case
        return case


def reached(case: Case, stage: str, **bounds: object) -> float:
    """What ever got to a stage [bn EUR], dated or not."""
    rows = case.balances(by=["stage"], **bounds).rows
    return sum(r["reached_eur"] for r in rows if r["stage"] == stage) / BN


def test_two_states_of_release_29_differ_by_seven_and_a_half_billion(brought) -> None:
    site = brought["site"]
    totals = [reached(site, "allocation", as_of=day) for day in SITE]
    assert totals == [near(350.885), near(358.400)]


def test_the_difference_is_told_donor_by_donor_and_month_by_month(brought) -> None:
    rows = brought["site"].diff(*SITE, stage="allocation").rows
    assert len(rows) == 30
    large = [r for r in rows if abs(r["delta"]) >= 500_000]
    assert len(large) == 29
    [small] = [r for r in rows if r not in large]
    assert (small["donor"], small["month"]) == ("LUX", date(2024, 6, 1))
    assert small["delta"] / 1e6 == near(0.277)
    first = rows[0]
    assert (first["donor"], first["month"], first["before"]) == ("FRA", date(2023, 12, 1), 0)
    assert first["after"] / BN == near(1.532)
    assert sum(r["delta"] for r in rows) / BN == near(7.515)


def test_the_correction_of_release_7_is_denmarks(brought) -> None:
    r07 = brought["r07"]
    military = [reached(r07, "commitment", as_of=d, donor="DNK", kind="military") for d in R07]
    assert military == [near(0.300), near(0.510)]
    assert [reached(r07, "commitment", as_of=d) for d in R07] == [near(93.732), near(93.943)]
    rows = r07.diff(*R07, by=["donor"], stage="commitment").rows
    assert {r["donor"] for r in rows} == {"DNK"}


def test_a_corrected_release_is_not_found_to_disagree_with_itself(brought) -> None:
    codes = {name: {r["code"] for r in brought[name].check().rows} for name in ("r07", "site")}
    assert "source_disagrees_with_itself" not in codes["r07"]
    assert "negative_standing" not in codes["r07"]  # how many were committed is not stated
    assert "unknown_item_unit" not in codes["site"]  # the site states no quantities


def test_the_allocations_of_release_21_add_up_by_kind(brought) -> None:
    r21 = brought["r21"]
    kinds = {r["kind"]: r["allocated_eur"] / BN for r in r21.balances(by=["kind"]).rows}
    assert kinds == {
        "financial": near(118.469), "humanitarian": near(18.966), "military": near(129.762),
    }  # fmt: skip
    assert sum(kinds.values()) == near(267.197)


def test_release_28_has_5282_rows_of_allocations(brought) -> None:
    [row] = [r for r in brought["r28"].balances(by=["stage"]).rows if r["stage"] == "allocation"]
    assert row["entries"] == 5_282
    assert row["reached_eur"] / BN == near(349.933)
    answer = brought["r28"].sources(stage="allocation", most=1)
    assert answer.sentence.startswith(("5282 entries", "5,282 entries"))


def test_rows_without_a_date_stay_visible(brought) -> None:
    r28 = brought["r28"]
    [found] = [f for f in brought.findings["r28"] if f["code"] == "undated_amount"]
    assert found["count"] == 284
    assert "EUR 11.138 bn" in str(found["what"])
    # Of a day before the war all that has no date may be, and nothing else.
    early = date(2022, 1, 1)
    [unclear] = [
        r for r in r28.balances(by=["stage"], until=early).rows if r["stage"] == "allocation"
    ]
    assert (unclear["dated"], unclear["entries"]) == ("unclear", 284)
    assert unclear["reached_eur"] / BN == near(11.138)
    assert any("marked unclear" in w for w in r28.balances(until=early).warnings)
    dated = {r["dated"] for r in r28.balances(by=["kind"], until=FEBRUARY).rows}
    assert dated == {"in", "unclear"}


def test_commitments_below_allocations_are_found(brought) -> None:
    found = {
        name: {
            r["subject"]
            for r in brought[name].check().rows
            if r["code"] == "allocated_exceeds_committed"
        }
        for name in ("r28", "site")
    }
    assert found == {"r28": {"AUS", "IRL", "ITA", "SVK"}, "site": {"AUS", "IRL", "SVK"}}


def test_aid_by_way_of_supply_that_does_not_match_military_aid_is_found(brought) -> None:
    assert brought["site"]
    told = [
        str(f["what"]) for f in brought.findings["site"] if "by way of supply" in str(f["what"])
    ]
    assert any("EUR 168.047 bn" in t and "EUR 172.993 bn" in t for t in told)


def test_six_hundred_trillion_howitzers_are_refused_and_said(brought) -> None:
    assert brought["july"]
    absurd = [f for f in brought.findings["july"] if f["code"] == "absurd_number"]
    assert any("600000000000000" in str(f["what"]) for f in absurd)
    assert {f["level"] for f in absurd} == {"error"}


def test_running_totals_beside_packages_are_found_and_never_summed(brought) -> None:
    r21 = brought["r21"]
    found = {
        str(f["where"]): str(f["what"])
        for f in brought.findings["r21"]
        if f["code"] == "cumulative_beside_packages"
    }
    shells = [w for w in found.values() if "United States, 155mm artillery round" in w]
    assert sum("2,000,000 pieces (2023-09-06)" in w for w in shells) == 1
    assert len(shells) >= 3
    asked = {"donor": "USA", "measure": "quantity"}
    items = {i for i in r21.view().lines["item"].drop_nulls().unique() if "155mm" in i}
    listed = r21.sources(most=100_000, **asked).rows
    summed = [e["amount"] for e in listed if e["item"] in items and e["amount"]]
    assert summed
    assert 2_000_000 not in summed


def test_germany_alone_and_with_its_share_of_the_unions_aid(brought, tmp_path: Path) -> None:
    alone = {r["donor"]: r["total_eur"] / BN for r in brought["r28"].rank().rows}
    assert alone["DEU"] == near(25.295)
    assert alone["EU-INST"] + alone["EU-EIB"] == near(84.425)
    key = tmp_path / "key"
    new_case(key)
    rows = [("EU-INST", "DEU", "0.22638"), ("EU-INST", "FRA", "0.77362"),
            ("EU-EIB", "DEU", "0.22638"), ("EU-EIB", "FRA", "0.77362")]  # fmt: skip
    head = "group_id,member_id,share,known_on,source_id\n"
    (key / "shares.csv").write_text(
        head + "".join(f"{g},{m},{s},2026-04-21,kiel\n" for g, m, s in rows)
    )
    r28 = brought["r28"]
    r28.bring("sheet", key)
    split = {r["donor"]: r["total_eur"] / BN for r in r28.rank(shares="members").rows}
    assert split["DEU"] == near(44.407)
    assert not split.keys() & {"EU-INST", "EU-EIB"}
    assert sum(split.values()) == pytest.approx(sum(alone.values()))
