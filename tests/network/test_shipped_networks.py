"""The networks of the shipped cases say what was published, and the order of what binds."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

import resupply
from resupply.case import Case, scenarios
from resupply.case.networks import network_of
from resupply.core.errors import NetworkError
from resupply.network.changes import Scenario
from resupply.network.model import Capacity, Network
from resupply.plan.plan import Asked, make

MONTH_DAYS = 30.4375


@pytest.fixture(scope="module")
def ukraine() -> Iterator[Case]:
    case = resupply.open("ukraine-2024")
    yield case
    case.close()


@pytest.fixture(scope="module")
def shells(ukraine: Case) -> Network:
    return network_of(ukraine, ukraine.view(), ukraine.scope())


@pytest.fixture(scope="module")
def food() -> Iterator[Network]:
    case = resupply.open("humanitarian-ukraine-2024")
    yield network_of(case, case.view(), case.scope())
    case.close()


def capacity(network: Network, leg: str) -> Capacity:
    return next(c for c in network.capacities if leg in c.legs)


def test_the_need_is_200_000_rounds_a_month_13_000_t_and_22_trucks_a_day(shells: Network) -> None:
    (need,) = shells.needs
    assert need.place == "ua-front"
    assert need.per_day.central * MONTH_DAYS == pytest.approx(200_000, rel=1e-3)
    mass = next(i for i in shells.items if i.id == "155mm").mass_kg
    assert mass is not None
    assert (mass.low, mass.central, mass.high) == (55, 65, 80)
    tonnes = need.per_day.central * mass.central / 1000
    assert tonnes * MONTH_DAYS == pytest.approx(13_000, rel=1e-3)
    trucks = need.per_day.central * capacity(shells, "rze-yahodyn").weights["155mm"].central
    assert round(trucks + 0.5) == 22


def test_one_crossing_takes_hundreds_of_trucks_of_which_part_is_open_to_arms(
    shells: Network,
) -> None:
    open_to_arms = capacity(shells, "rze-yahodyn").per_day
    assert open_to_arms.central == pytest.approx(680 * 0.05)
    assert (open_to_arms.low, open_to_arms.high) == (
        pytest.approx(600 * 0.02),
        pytest.approx(720 * 0.15),
    )
    assert "UKR-A013" in open_to_arms.told


def test_rates_and_stock_are_those_assumed(shells: Network) -> None:
    rates = {s.id: s.per_day for s in shells.supplies if s.per_day is not None}
    monthly = {
        name: tuple(round(x * MONTH_DAYS) for x in (rate.low, rate.central, rate.high))
        for name, rate in rates.items()
    }
    assert monthly == {
        "UKR-S001": (2_000, 8_000, 20_000),
        "UKR-S002": (30_000, 63_000, 80_000),
        "UKR-S003": (1_000, 4_000, 15_000),
    }
    assert [(s.place, s.item, s.quantity.central) for s in shells.stocks] == [
        ("ua-front", "155mm", 40_000)
    ]


def test_rounds_of_no_stated_calibre_serve_in_part_and_soviet_ones_not_at_all(
    shells: Network,
) -> None:
    (group,) = shells.groups
    assert {i: r.central for i, r in group.rates.items()} == {
        "155mm": 1.0,
        "artillery-large-any": 0.6,
    }


def test_the_other_reading_takes_the_place_of_need_and_stock(ukraine: Case) -> None:
    other = Scenario(name="all", take=("UKR-U004", "UKR-A002"))
    network = scenarios.under(ukraine, ukraine.view(), ukraine.scope(), other)
    assert [(n.id, n.place, n.per_day.central) for n in network.needs] == [
        ("UKR-U004", "ua-rear", 6000)
    ]
    assert [(s.place, s.quantity.central) for s in network.stocks] == [("ua-rear", 60_000)]


def test_the_czech_initiative_is_offered_and_not_counted_on(ukraine: Case, shells: Network) -> None:
    assert not {s.party for s in shells.supplies} & {"CZE"}
    asked = scenarios.find(ukraine, "czech-initiative")
    network = scenarios.under(ukraine, ukraine.view(), ukraine.scope(), asked)
    (found,) = [s for s in network.supplies if s.party == "CZE"]
    assert found.quantity is not None
    assert found.if_factor is not None
    assert found.quantity.central == 500_000
    assert (found.if_factor.low, found.if_factor.central, found.if_factor.high) == (0.3, 0.6, 1)


def test_every_shipped_scenario_can_be_made() -> None:
    for name in ("ukraine-2024", "humanitarian-ukraine-2024"):
        case = resupply.open(name)
        kept = scenarios.kept(case)
        assert kept
        base = network_of(case, case.view(), case.scope())
        for scenario in kept:
            changed = scenarios.under(case, case.view(), case.scope(), scenario)
            assert changed != base, scenario.name
        case.close()


def test_output_and_stock_bind_and_not_the_border(shells: Network) -> None:
    asked = Asked(days=90, fair=False)
    unmet = make(shells, asked).stages[0].objective
    free = make(replace_capacities(shells), asked).stages[0].objective
    assert unmet > 30
    assert free == pytest.approx(unmet, abs=0.5)


def replace_capacities(network: Network) -> Network:
    return msgspec.structs.replace(network, capacities=[])


def test_convoys_are_one_capacity_of_all_legs_to_the_front_line(food: Network) -> None:
    shared = capacity(food, "dnipro-donetska")
    assert len(shared.legs) == 8
    assert shared.per_day.central * MONTH_DAYS == pytest.approx(9)
    assert (shared.per_day.low * MONTH_DAYS, shared.per_day.high * MONTH_DAYS) == (
        pytest.approx(4),
        pytest.approx(14),
    )
    # Five to seven trucks of about ten tonnes.
    assert 1 / shared.weights["food"].central == pytest.approx(60)


def test_the_three_hubs_together_bring_what_is_stated(food: Network) -> None:
    shared = next(c for c in food.capacities if "eu-all-ua" in c.legs)
    assert set(shared.legs) == {"eu-all-ua", "rou-odesa", "svk-lviv"}
    assert shared.per_day.central * MONTH_DAYS == pytest.approx(4170)


def test_the_parts_of_the_need_for_food_add_up_to_the_whole(food: Network) -> None:
    # 1,200,000 people times 12 kg a month.
    assert sum(n.per_day.central for n in food.needs) == pytest.approx(473, rel=1e-3)
    assert {n.tier for n in food.needs} == {1}


def test_the_blockade_adds_its_days_to_the_hub_it_is_at(food: Network) -> None:
    days = {leg.id: leg.lead_days for leg in food.legs}
    assert (days["eu-all-ua"].low, days["eu-all-ua"].central, days["eu-all-ua"].high) == (
        1.5, 6, 28,
    )  # fmt: skip
    assert days["rou-odesa"].central == 3


def test_every_assumption_used_says_where_and_why(shells: Network, food: Network) -> None:
    for assumption in (*shells.assumptions, *food.assumptions):
        assert assumption.reason, assumption.id
        assert assumption.used_in, assumption.id
        assert assumption.value.low <= assumption.value.central <= assumption.value.high


def test_a_case_without_a_network_says_so() -> None:
    case = resupply.open("pipeline-breaks-2024")
    with pytest.raises(NetworkError, match="no places and legs"):
        network_of(case, case.view(), case.scope())


def test_what_was_not_known_yet_is_not_in_the_network(ukraine: Case) -> None:
    early = ukraine.scope(as_of=date(2024, 1, 15))
    with pytest.raises(NetworkError, match="no place needs anything"):
        network_of(ukraine, ukraine.view(date(2024, 1, 15)), early)
