"""What holds of every plan, whatever the network: searched over small networks drawn by chance.

docs/explanation/plan.md lists the laws. The checks are written from the sentences and not from
the program: they read the network and the flows, never the rows and columns.
"""

from dataclasses import replace
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resupply.network.model import Capacity, Leg, Network, Range, exactly
from resupply.plan import bottlenecks, rolling, why
from resupply.plan.again import Again
from resupply.plan.build import build, supplied
from resupply.plan.calendar import arrivals_of, calendar
from resupply.plan.examples import scattered
from resupply.plan.levels import run as at_all_levels
from resupply.plan.lexicographic import day_weights
from resupply.plan.plan import Asked, Plan, make
from resupply.plan.problem import Floats
from resupply.plan.worth import Lever

NETWORKS = st.integers(0, 5_000).map(scattered)
DAYS = 8
DAILY = Asked(days=DAYS, step="day")
CLOSE = 1e-6


def planned(network: Network, asked: Asked = DAILY) -> Plan:
    return make(network, asked)


def unmet_days(plan: Plan) -> list[float]:
    """Unmet need tier by tier [days of need], from the flows."""
    needs, unmet = plan.problem.needs, plan.flows.unmet
    never = np.where(needs.backlog, unmet[:, -1], unmet.sum(axis=1))
    weights = day_weights(needs, plan.calendar.days)
    return [float((weights * never)[needs.tier == t].sum()) for t in sorted(set(needs.tier))]


def least_unmet(network: Network, asked: Asked = DAILY) -> dict[int, float]:
    """Unmet need by tier [units], each tier with one group or none of this use."""
    problem = build(network, calendar(network.start_on, asked.days, asked.step))
    return Again(problem).measure(problem).days


def arrived(plan: Plan, lead_days: float, sent: Floats) -> Floats:
    """What arrives in each period of what is sent on one leg, shape (K, T), by whole days.

    Each period's dispatch is spread evenly over its days' hundredths and moved by the lead time.
    """
    cut, parts = plan.calendar, 100
    into = np.zeros((sent.shape[0], cut.days * parts + 1))
    for period in range(cut.count):
        start, length = int(cut.starts_days[period]), int(cut.length_days[period])
        first = round((start + lead_days) * parts)
        last = first + length * parts
        share = sent[:, [period]] / (length * parts)
        if first < cut.days * parts:
            into[:, first : min(last, cut.days * parts)] += share
    ends = np.append(cut.starts_days[1:], cut.days) * parts
    return np.stack(
        [into[:, s * parts : e].sum(axis=1) for s, e in zip(cut.starts_days, ends, strict=True)],
        axis=1,
    )


def balance(plan: Plan) -> Floats:
    """What is there at the end of each period if the plan is followed, shape (P, K, T)."""
    network, flows, problem = plan.network, plan.flows, plan.problem
    places = {p.id: at for at, p in enumerate(network.places)}
    items = {i.id: at for at, i in enumerate(network.items)}
    change = np.zeros((len(places), len(items), plan.calendar.count))
    for stock in network.stocks:
        change[places[stock.place], items[stock.item], 0] += stock.quantity.central
    for supply in network.supplies:
        daily = supplied(supply, plan.calendar, "central")
        ends = np.append(plan.calendar.starts_days[1:], plan.calendar.days)
        sums = [daily[s:e].sum() for s, e in zip(plan.calendar.starts_days, ends, strict=True)]
        change[places[supply.place], items[supply.item]] += sums
    for at, leg in enumerate(network.legs):
        change[places[leg.from_place]] -= flows.sent[at]
        change[places[leg.to_place]] += arrived(plan, leg.lead_days.central, flows.sent[at])
    for at, recipe in enumerate(network.recipes):
        made = flows.made[[at]]
        got = arrived(plan, recipe.lead_days.central, made)[0]
        change[places[recipe.place], items[recipe.output]] += got
        for item, each in recipe.inputs.items():
            change[places[recipe.place], items[item]] -= each.central * made[0]
    for at, need in enumerate(network.needs):
        change[places[need.place]] -= flows.served[at]
    assert problem.shape[3] == plan.calendar.count
    return change.cumsum(axis=2)


@given(NETWORKS, st.sampled_from(["day", "week", "mixed"]))
def test_goods_neither_appear_nor_vanish(network, step):
    plan = planned(network, Asked(days=DAYS if step == "day" else 24, step=step))
    there = balance(plan)
    assert there.min() >= -CLOSE
    assert plan.flows.stock == pytest.approx(there, abs=CLOSE)


def left_by(row: Leg | Capacity, network: Network) -> Floats:
    """What windows leave on each day, looked up day by day."""
    left = np.ones(DAYS)
    for window in row.windows:
        for day in range(DAYS):
            if window.from_on <= network.start_on + timedelta(days=day) <= window.until_on:
                left[day] *= window.factor
    return left


@given(NETWORKS)
def test_nothing_carries_holds_or_makes_more_than_it_can(network):
    plan = planned(network)
    legs = {leg.id: at for at, leg in enumerate(network.legs)}
    items = {i.id: at for at, i in enumerate(network.items)}
    for capacity in network.capacities:
        used = sum(
            each.central * plan.flows.sent[legs[leg], items[item]]
            for leg in capacity.legs
            for item, each in capacity.weights.items()
        )
        limit = capacity.per_day.central * left_by(capacity, network)
        assert (used <= limit + CLOSE).all()
    for leg in network.legs:
        assert plan.flows.sent[legs[leg.id]][:, left_by(leg, network) == 0].sum() == 0
    for room in network.storages:
        at = [p.id for p in network.places].index(room.place)
        held = sum(
            each.central * plan.flows.stock[at, items[item]] for item, each in room.weights.items()
        )
        assert np.max(held) <= room.amount.central + CLOSE
    for at, recipe in enumerate(network.recipes):
        assert plan.flows.made[at].max(initial=0.0) <= recipe.per_day.central + CLOSE


@given(NETWORKS)
def test_what_is_asked_for_is_served_or_unmet(network):
    plan = planned(network)
    items = {i.id: at for at, i in enumerate(network.items)}
    rates = {g.id: {k: r.central for k, r in g.rates.items()} for g in network.groups}
    for at, need in enumerate(network.needs):
        served = sum(
            rate * plan.flows.served[at, items[item]]
            for item, rate in rates.get(need.group, {need.group: 1.0}).items()
        )
        unmet = plan.flows.unmet[at]
        carried = np.append(0.0, unmet[:-1]) if need.backlog else 0.0
        assert served + unmet == pytest.approx(need.per_day.central + carried, abs=CLOSE)


@given(
    st.floats(0, 40),
    st.sampled_from(["day", "week", "mixed"]),
)
def test_arrival_shares_keep_all_that_arrives_and_its_mean_time(lead, step):
    cut = calendar(scattered(0).start_on, 90, step)
    sent, period, share = arrivals_of(cut, lead)
    middles = cut.starts_days + cut.length_days / 2
    for at in range(cut.count):
        mine = sent == at
        total = share[mine].sum()
        assert 0 <= total <= 1 + 1e-9
        assert (period[mine] >= at).all()
        if cut.starts_days[at] + cut.length_days[at] + lead <= cut.days:
            assert total == pytest.approx(1.0)
            if step == "day":
                # The mean day of arrival is the mean day of dispatch, later by the lead time.
                mean = (share[mine] * middles[period[mine]]).sum()
                assert mean == pytest.approx(middles[at] + lead)


@given(NETWORKS)
def test_the_stages_say_what_the_flows_say(network):
    plan = planned(network)
    stages = [s.objective for s in plan.stages if s.name == "unmet"]
    assert unmet_days(plan) == pytest.approx(stages, abs=CLOSE)
    assert plan.proof.status == "optimal"
    assert all(s.bound <= s.objective + CLOSE for s in plan.stages)


def more_of(network: Network, which: int, amount: float) -> Network:
    """The network with more of one supply-like thing, and with nothing else changed."""
    kinds = [
        kind for kind in ("stocks", "supplies", "capacities", "recipes") if getattr(network, kind)
    ]
    kind = kinds[which % len(kinds)]
    rows = list(getattr(network, kind))
    at = which % len(rows)
    field = {"stocks": "quantity", "supplies": "quantity"}.get(kind, "per_day")
    more = exactly(getattr(rows[at], field).central + amount)
    rows[at] = msgspec.structs.replace(rows[at], **{field: more})
    return msgspec.structs.replace(network, **{kind: rows})


@given(NETWORKS, st.integers(0, 1000), st.integers(1, 30))
def test_more_of_anything_never_worsens_unmet_need(network, which, amount):
    before, after = least_unmet(network), least_unmet(more_of(network, which, amount))
    # Tier by tier: a later tier may only lose where an earlier one gains.
    for tier in sorted(before):
        assert after[tier] <= before[tier] + CLOSE
        if after[tier] < before[tier] - CLOSE:
            break


@given(NETWORKS)
def test_without_capacities_and_with_faster_legs_nothing_gets_worse(network):
    free = msgspec.structs.replace(network, capacities=[])
    fast = msgspec.structs.replace(
        network,
        legs=[msgspec.structs.replace(leg, lead_days=exactly(0.0)) for leg in network.legs],
    )
    before = least_unmet(network)
    for relaxed in (free, fast):
        after = least_unmet(relaxed)
        for tier in sorted(before):
            assert after[tier] <= before[tier] + CLOSE
            if after[tier] < before[tier] - CLOSE:
                break


@given(NETWORKS)
def test_a_tier_never_loses_because_a_later_one_exists(network):
    first = min(n.tier for n in network.needs)
    alone = msgspec.structs.replace(network, needs=[n for n in network.needs if n.tier == first])
    assert least_unmet(network)[first] == pytest.approx(least_unmet(alone)[first], abs=CLOSE)


def with_halves(network: Network, which: int) -> Network:
    """One leg as two that share its capacities; a capacity of its own is halved."""
    leg = network.legs[which % len(network.legs)]
    twin = msgspec.structs.replace(leg, id=f"{leg.id}-twin")
    capacities = []
    for capacity in network.capacities:
        if capacity.legs == (leg.id,):
            half = exactly(capacity.per_day.central / 2)
            for each in (leg, twin):
                capacities.append(
                    msgspec.structs.replace(
                        capacity, id=f"{capacity.id} {each.id}", legs=(each.id,), per_day=half
                    )
                )
        elif leg.id in capacity.legs:
            legs = (*capacity.legs, twin.id)
            capacities.append(msgspec.structs.replace(capacity, legs=legs))
        else:
            capacities.append(capacity)
    return msgspec.structs.replace(network, legs=[*network.legs, twin], capacities=capacities)


@given(NETWORKS, st.integers(0, 20))
def test_a_leg_split_in_two_halves_changes_nothing(network, which):
    halves = with_halves(network, which)
    assert least_unmet(halves) == pytest.approx(least_unmet(network), abs=CLOSE)
    assert unmet_days(planned(halves)) == pytest.approx(unmet_days(planned(network)), abs=CLOSE)


def with_more(network: Network, row: Lever, steps: float) -> Network:
    """The network with so many steps of a lever more, changed in its own words."""
    kind, field, name = {
        "capacity": ("capacities", "per_day", row.id),
        "stock": ("stocks", "quantity", row.id),
        "supply": ("supplies", "quantity", row.id),
        "recipe": ("recipes", "per_day", row.id),
        "storage": ("storages", "amount", row.place),
    }[row.kind]
    rows = list(getattr(network, kind))
    for at, each in enumerate(rows):
        known = (
            f"stock of {each.item} at {each.place}"
            if kind == "stocks"
            else each.place
            if kind == "storages"
            else each.id
        )
        if known == name:
            amount = getattr(each, field).central
            # A supply whose days reach beyond the plan brings only a part of itself in it.
            part = row.amount / amount if kind == "supplies" else 1.0
            rows[at] = msgspec.structs.replace(each, **{field: exactly(amount + steps / part)})
            break
    return msgspec.structs.replace(network, **{kind: rows})


@settings(max_examples=30)
@given(NETWORKS, st.sampled_from([DAILY, Asked(days=24)]))
def test_a_bottlenecks_worth_agrees_with_planning_again_within_its_range(network, asked):
    def planned(network: Network) -> Plan:
        return make(network, asked)

    plan = planned(network)
    before = unmet_days(plan)
    tiers = sorted(set(plan.problem.needs.tier))
    for row in bottlenecks.find(plan, leads=False).rows:
        if row.kind == "together":
            continue
        if not row.binds:
            after = unmet_days(planned(with_more(network, row, 1.0)))
            assert after[0] == pytest.approx(before[0], abs=CLOSE)
            continue
        at = tiers.index(row.tier)
        assert row.confirmed or row.holds_to is None
        one = unmet_days(planned(with_more(network, row, 1.0)))
        assert before[at] - one[at] == pytest.approx(row.worth_days, abs=CLOSE)
        if row.holds_to is not None:
            for part in (0.3, 1.0):
                steps = row.holds_to * part
                after = unmet_days(planned(with_more(network, row, steps)))
                assert before[at] - after[at] == pytest.approx(row.gain_at_end * part, abs=CLOSE)
            if not row.holds_on:
                # Beyond its range a step more is worth less.
                beyond = unmet_days(planned(with_more(network, row, row.holds_to * 1.5 + 1)))
                straight = row.gain_at_end * (row.holds_to * 1.5 + 1) / row.holds_to
                assert before[at] - beyond[at] < straight - CLOSE
        if row.less_holds_to is not None and row.less_worth_days is not None:
            less = unmet_days(planned(with_more(network, row, -row.less_holds_to)))
            lost = row.less_worth_days * row.less_holds_to
            assert less[at] - before[at] == pytest.approx(lost, abs=CLOSE)
            # Less of a thing never costs less than more of it brings.
            gain = row.gain_at_end / row.holds_to if row.holds_to else 0.0
            assert row.less_worth_days >= gain - CLOSE


@settings(max_examples=40)
@given(NETWORKS)
def test_the_causes_of_a_shortfall_sum_to_it(network):
    plan = planned(network)
    told = why.explain(plan, most=100)
    missing = np.zeros(len(network.needs))
    for shortfall in told.shortfalls:
        for need, amount in shortfall.missing:
            missing[[n.id for n in network.needs].index(need)] += amount
        assert sum(amount for _, amount in shortfall.missing) == pytest.approx(shortfall.amount)
        assert sum(c.amount for c in shortfall.causes) == pytest.approx(shortfall.amount)
        assert sum(c.share for c in shortfall.causes) == pytest.approx(1.0)
        assert all(c.amount > 0 for c in shortfall.causes)
        assert "not_proven" not in [c.kind for c in shortfall.causes]
        for cause in shortfall.causes:
            assert sum(part for _, part in cause.rows) <= 1 + 1e-9
        assert shortfall.sentence.endswith(".")
    backlog = plan.problem.needs.backlog
    assert missing[~backlog] == pytest.approx(plan.flows.unmet[~backlog].sum(axis=1), abs=1e-4)
    assert told.left_out == 0


@settings(max_examples=40)
@given(NETWORKS, st.integers(1, DAYS - 1), st.sampled_from([("day", 1), ("week", 7)]))
def test_planning_again_when_nothing_changed_gives_the_tail_of_the_plan(network, later, step):
    name, length = step
    needs = [msgspec.structs.replace(n, backlog=False) for n in network.needs]
    network = msgspec.structs.replace(network, needs=needs)
    plan = planned(network, Asked(days=DAYS * length, step=name))
    on = network.start_on + timedelta(days=later * length)
    again = rolling.replan(plan, on)
    weights = day_weights(plan.problem.needs, plan.calendar.days)
    for tier in sorted(set(plan.problem.needs.tier)):
        mine = plan.problem.needs.tier == tier
        tail = (weights[:, None] * plan.flows.unmet)[mine, later:].sum()
        anew = (weights[:, None] * again.flows.unmet)[mine].sum()
        assert anew == pytest.approx(tail, abs=CLOSE)


@settings(max_examples=30)
@given(NETWORKS, st.integers(1, DAYS - 1))
def test_what_is_owed_is_still_owed_when_planning_again(network, later):
    needs = [msgspec.structs.replace(n, backlog=True) for n in network.needs]
    network = msgspec.structs.replace(network, needs=needs)
    plan = planned(network)
    again = rolling.replan(plan, network.start_on + timedelta(days=later))
    weights = day_weights(plan.problem.needs, DAYS)
    first = min(n.tier for n in network.needs)
    old = (weights * plan.flows.unmet[:, -1])[plan.problem.needs.tier == first].sum()
    whose = {n.id: at for at, n in enumerate(network.needs)}
    new = sum(
        weights[whose[need.id.split(" owed")[0]]] * again.flows.unmet[at, -1]
        for at, need in enumerate(again.network.needs)
        if need.tier == first
    )
    assert new == pytest.approx(old, abs=CLOSE)


@settings(max_examples=25)
@given(NETWORKS, st.integers(0, 1000))
def test_the_unfavourable_end_is_never_better_than_the_favourable_one(network, seed):
    draw = np.random.default_rng(seed)
    legs = [
        msgspec.structs.replace(leg, lead_days=ranged(leg.lead_days, draw)) for leg in network.legs
    ]
    capacities = [
        msgspec.structs.replace(each, per_day=ranged(each.per_day, draw))
        for each in network.capacities
    ]
    network = msgspec.structs.replace(network, legs=legs, capacities=capacities)
    levels = at_all_levels(network, DAILY, top=0)
    first = [unmet_days(levels.plans[level])[0] for level in ("low", "central", "high")]
    assert first[0] >= first[1] - CLOSE
    assert first[1] >= first[2] - CLOSE


def ranged(value: Range, draw: np.random.Generator) -> Range:
    return Range(
        low=max(value.central - float(draw.integers(0, 3)), 0.0),
        central=value.central,
        high=value.central + float(draw.integers(0, 3)),
        basis="assumption",
    )


@settings(max_examples=30)
@given(NETWORKS)
def test_weeks_and_days_differ_by_no_more_than_the_weeks_they_blur(network):
    # Within a week goods may serve before they come, and are sent evenly: a week's need at most.
    days, mixed = (
        unmet_days(planned(network, Asked(days=28, step=step)))[0] for step in ("day", "mixed")
    )
    first = min(n.tier for n in network.needs)
    groups = len({n.group for n in network.needs if n.tier == first})
    assert abs(days - mixed) <= 7.0 * groups
    two_weeks = Asked(days=14, step="mixed")
    by_days = replace(two_weeks, step="day")
    assert unmet_days(planned(network, two_weeks)) == pytest.approx(
        unmet_days(planned(network, by_days)), abs=CLOSE
    )


@given(NETWORKS)
def test_the_same_question_has_the_same_answer(network):
    one, other = planned(network), planned(network)
    assert np.array_equal(one.flows.sent, other.flows.sent)
    assert np.array_equal(one.flows.unmet, other.flows.unmet)


def test_the_networks_hold_what_the_laws_are_about():
    """Laws say nothing where nothing happens: most networks have what is looked for."""
    networks = [scattered(seed) for seed in range(200)]
    plans = [planned(n) for n in networks]
    assert sum(any(u > CLOSE for u in unmet_days(p)) for p in plans) > 120
    assert sum(len(set(p.problem.needs.tier)) > 1 for p in plans) > 50
    assert sum(bool(n.recipes) for n in networks) > 40
    assert sum(any(leg.windows for leg in n.legs) for n in networks) > 40
    assert sum(any(each.windows for each in n.capacities) for n in networks) > 40
    assert sum(bool(n.storages) for n in networks) > 30
    assert sum(any(need.backlog for need in n.needs) for n in networks) > 50
    assert isinstance(networks[0].legs[0], Leg)
    assert any(isinstance(c, Capacity) and len(c.legs) > 1 for n in networks for c in n.capacities)
