"""Why need stays unmet: one cause at a time, by hand, and the sentence a stranger reads."""

from datetime import date

import msgspec
import pytest

from resupply.network.model import (
    Group,
    Leg,
    Need,
    Network,
    Place,
    Recipe,
    Stock,
    Storage,
    Supply,
    Window,
    exactly,
)
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.plan.why import explain

BASE = two_places_network()


def asked_why(network: Network, days: int = 4, need: str = "need"):
    told = explain(make(network, Asked(days=days, step="day")))
    return [s for s in told.shortfalls if need in s.needs]


def causes(shortfall) -> dict[str, float]:
    return {cause.kind: round(cause.amount, 6) for cause in shortfall.causes}


def changed(**kinds: object) -> Network:
    return msgspec.structs.replace(BASE, **kinds)


def test_before_anything_can_be_there_time_is_the_whole_cause():
    early, full = asked_why(BASE)
    assert (early.from_on, early.until_on) == (date(2024, 3, 1), date(2024, 3, 1))
    assert causes(early) == {"lead_time": 30.0}
    assert early.sentence == (
        "Round at Front: on 1 March 2024 30 of 30 rounds a day are missing: "
        "100 % because nothing can be there so soon."
    )
    assert causes(full) == {"leg_full": 30.0}


def test_too_early_is_too_early_however_little_there_is():
    little = [Stock(place="hub", item="round", quantity=exactly(10.0))]
    early = asked_why(changed(stocks=little))[0]
    assert causes(early) == {"lead_time": 30.0}
    # Before anything exists anywhere it is the source, not the time.
    later = Supply(
        id="s", place="hub", item="round", per_day=exactly(50.0), from_on=date(2024, 3, 3)
    )
    told = asked_why(changed(stocks=[], supplies=[later], capacities=[]))
    assert [(s.from_on.day, causes(s)) for s in told] == [
        (1, {"source_dry": 60.0}),
        (3, {"lead_time": 30.0}),
    ]


def test_a_full_road_is_named_and_lifting_it_alone_is_told():
    full = asked_why(BASE)[1]
    (cause,) = full.causes
    assert (cause.kind, cause.rows, cause.alone) == ("leg_full", (("trucks", 1.0),), 30.0)
    assert full.sentence == (
        "Round at Front: from 2 March to 4 March 2024 10 of 30 rounds a day are missing: "
        "100 % because no more can be carried (trucks)."
    )


def test_an_empty_source_is_told_where_nothing_else_would_help():
    small = [Stock(place="hub", item="round", quantity=exactly(30.0))]
    late = asked_why(changed(stocks=small))[1]
    # 90 are asked for, 30 exist; the road would have carried them all.
    assert causes(late) == {"source_dry": 60.0}
    assert "no source has more to send by then" in late.sentence


def test_the_sources_there_are_are_named_by_what_they_give_until_then():
    supply = Supply(
        id="S1",
        place="hub",
        item="round",
        party="USA",
        per_day=exactly(5.0),
        until_on=date(2024, 3, 2),
    )
    network = changed(
        places=[*BASE.places, Place(id="away", name="Away")],
        stocks=[
            Stock(place="hub", item="round", quantity=exactly(30.0)),
            Stock(place="away", item="round", quantity=exactly(500.0)),
        ],
        supplies=[supply, msgspec.structs.replace(supply, id="S2", per_day=exactly(0.0))],
    )
    short = asked_why(network)[1]
    (cause,) = short.causes
    # Thirty lie at the hub, ten come in two days; from where the rest lies nothing leads there.
    assert cause.kind == "source_dry"
    assert cause.rows == (("stock of round at hub", 0.75), ("S1", 0.25))
    assert short.sentence.endswith(
        "no source has more to send by then (stock at Hub and USA (S1))."
    )


def test_what_could_be_carried_but_does_not_exist_is_split():
    some = [Stock(place="hub", item="round", quantity=exactly(70.0))]
    assert causes(asked_why(changed(stocks=some))[1]) == {"leg_full": 10.0, "source_dry": 20.0}


def test_a_closed_leg_is_told_before_a_full_one_and_apart_from_the_time_it_takes():
    shut = Window(until_on=date(2024, 3, 2), factor=0.0, why="disruption")
    network = changed(legs=[msgspec.structs.replace(BASE.legs[0], windows=(shut,))])
    early, shut_days = asked_why(network)
    # Even an open road brings nothing on the first day.
    assert (early.until_on, causes(early)) == (date(2024, 3, 1), {"lead_time": 30.0})
    # Open, it would carry 60 by the fourth; 90 are asked for, and 20 came.
    assert causes(shut_days) == {"leg_closed": 40.0, "leg_full": 30.0}
    assert shut_days.causes[0].rows == (("road", 1.0),)


def test_a_day_lost_in_mid_plan_is_told_where_it_is_felt():
    shut = Window(from_on=date(2024, 3, 2), until_on=date(2024, 3, 2), factor=0.0)
    closed = [msgspec.structs.replace(BASE.legs[0], windows=(shut,))]
    # All can go on the first day, so a closed day costs nothing but what is not there.
    assert causes(asked_why(changed(legs=closed, capacities=[]), days=5)[1]) == {"source_dry": 20.0}
    assert causes(asked_why(changed(legs=closed))[1]) == {"leg_closed": 20.0, "leg_full": 30.0}


def test_the_maker_at_its_limit_is_named_and_not_the_other():
    makers = [
        Recipe(id="filling", place="front", output="round", per_day=exactly(10.0)),
        Recipe(
            id="idle",
            place="hub",
            output="round",
            per_day=exactly(10.0),
            inputs={"round": exactly(1.0)},
        ),
    ]
    (short,) = asked_why(changed(stocks=[], recipes=makers))
    assert causes(short) == {"maker_full": 80.0}
    assert short.causes[0].rows == (("filling", 1.0),)
    assert "no more can be made (filling)" in short.sentence


def test_a_source_that_pauses_is_named():
    paused = Supply(
        id="S1",
        place="front",
        item="round",
        party="USA",
        per_day=exactly(30.0),
        windows=(Window(from_on=date(2024, 3, 3), factor=0.0, why="pause"),),
    )
    (short,) = asked_why(changed(stocks=[], supplies=[paused]))
    assert causes(short) == {"source_paused": 60.0}
    assert "sources pause (USA (S1))" in short.sentence


def test_room_on_the_way_is_named():
    # The way in is taken away after a day; what came waits in a room that is small.
    gone = Supply(
        id="day", place="mid", item="round", quantity=exactly(20.0), until_on=date(2024, 3, 1)
    )
    places = [*BASE.places, Place(id="mid", name="Mid")]
    legs = [
        Leg(id="in", from_place="hub", to_place="mid", lead_days=exactly(0.0)),
        Leg(id="out", from_place="mid", to_place="front", lead_days=exactly(0.0)),
    ]
    room = Storage(
        place="front", amount=exactly(10.0), unit="round", weights={"round": exactly(1.0)}
    )
    network = changed(
        places=places,
        legs=legs,
        capacities=[],
        supplies=[msgspec.structs.replace(gone, place="hub", quantity=exactly(100.0))],
        stocks=[],
        storages=[room, msgspec.structs.replace(room, place="mid", amount=exactly(5.0))],
    )
    assert not asked_why(changed(places=places, legs=legs, capacities=[]), days=3)
    # The hub keeps all that waits, so small rooms cost nothing until the hub is one of them.
    assert asked_why(network, days=3) == []
    way_in = Window(from_on=date(2024, 3, 2), factor=0.0)
    shut = msgspec.structs.replace(legs[0], windows=(way_in,))
    once = msgspec.structs.replace(network, legs=[shut, legs[1]])
    (short,) = asked_why(once, days=3)
    assert causes(short) == {"leg_closed": 45.0}
    # Room at both would have held what could come on the first day: another way out.
    assert dict(short.would_help) == pytest.approx({"leg_closed": 45.0, "room_full": 45.0})


def test_goods_that_exist_too_far_away_are_told_where_others_come_in_time():
    far = Leg(id="sea", from_place="far", to_place="front", lead_days=exactly(3.0))
    network = changed(
        places=[*BASE.places, Place(id="far", name="Far")],
        legs=[msgspec.structs.replace(BASE.legs[0], lead_days=exactly(0.0)), far],
        capacities=[],
        stocks=[
            Stock(place="hub", item="round", quantity=exactly(5.0)),
            Stock(place="far", item="round", quantity=exactly(60.0)),
        ],
    )
    (short,) = asked_why(network, days=3)
    # 90 are asked for, 65 exist, 5 of them near.
    assert causes(short) == {"lead_time": 60.0, "source_dry": 25.0}


def test_what_is_kept_to_serve_more_later_is_told():
    # A round taken apart gives three small ones, which serve as well, a day later.
    apart = Recipe(
        id="apart",
        place="front",
        output="small",
        per_day=exactly(100.0),
        inputs={"round": exactly(1 / 3)},
        lead_days=exactly(1.0),
    )
    network = changed(
        items=[*BASE.items, msgspec.structs.replace(BASE.items[0], id="small", name="Small")],
        groups=[
            Group(
                id="any",
                name="Any",
                unit="round",
                rates={"round": exactly(1.0), "small": exactly(1.0)},
            )
        ],
        stocks=[Stock(place="front", item="round", quantity=exactly(30.0))],
        needs=[msgspec.structs.replace(BASE.needs[0], group="any")],
        recipes=[apart],
    )
    (short,) = asked_why(network)
    assert (short.from_on, short.until_on) == (date(2024, 3, 1), date(2024, 3, 1))
    assert causes(short) == {"kept_for_later": 30.0}


def test_what_is_more_urgent_is_named():
    urgent = Need(id="urgent", place="hub", group="round", tier=1, per_day=exactly(20.0))
    later = msgspec.structs.replace(BASE.needs[0], tier=2, from_on=date(2024, 3, 2))
    network = changed(needs=[urgent, later], capacities=[])
    (short,) = asked_why(network)
    # 100 exist, 80 go to the urgent one; 70 of 90 are missing and 60 of them it has.
    assert causes(short) == {"earlier_tier": 70.0}
    assert short.causes[0].rows == (("urgent", 1.0),)


def test_places_that_the_same_goods_serve_are_explained_together():
    """Each alone could have what the other has, so each alone would blame the other."""
    twin = msgspec.structs.replace(BASE.needs[0], id="twin", place="hub")
    network = changed(needs=[twin, BASE.needs[0]], capacities=[])
    early, short = asked_why(network)
    assert (early.needs, causes(early)) == (("need",), {"lead_time": 30.0})
    assert set(short.needs) == {"twin", "need"}
    assert causes(short) == {"source_dry": 110.0}
    assert sum(amount for _, amount in short.missing) == pytest.approx(110.0)
    assert short.sentence.startswith("Round at Hub and Front: ")
    assert short.elsewhere == 0.0


def test_what_as_urgent_needs_of_another_group_have_is_no_cause_but_is_told():
    items = [*BASE.items, msgspec.structs.replace(BASE.items[0], id="other", name="Other")]
    stocks = [
        Stock(place="hub", item=item, quantity=exactly(1000.0)) for item in ("round", "other")
    ]
    trucks = msgspec.structs.replace(
        BASE.capacities[0], weights={"round": exactly(0.05), "other": exactly(0.05)}
    )
    other = msgspec.structs.replace(BASE.needs[0], id="other", group="other")
    network = changed(items=items, stocks=stocks, capacities=[trucks], needs=[*BASE.needs, other])
    short = asked_why(network)[1]
    # The road carries 60 in all, shared out; without the other need all would be rounds.
    assert set(causes(short)) == {"leg_full"}
    assert short.elsewhere == pytest.approx(30.0)
    assert "could be met if other needs that are as urgent went short instead" in short.sentence


def test_goods_from_where_no_way_leads_are_told():
    network = changed(
        legs=[msgspec.structs.replace(BASE.legs[0], from_place="front", to_place="hub")]
    )
    (short,) = asked_why(network)
    assert causes(short) == {"no_way": 120.0}


def test_a_backlog_is_told_as_what_is_owed():
    waits = [msgspec.structs.replace(BASE.needs[0], backlog=True)]
    (short,) = asked_why(changed(needs=waits))
    assert short.amount == pytest.approx(60.0)
    assert short.sentence.startswith(
        "Round at Front: from 1 March to 4 March 2024 up to 60 rounds are owed"
    )


def test_a_stretch_is_explained_as_a_whole_over_the_months():
    small = [Stock(place="hub", item="round", quantity=exactly(60.0))]
    told = asked_why(changed(stocks=small), days=60)
    # The first day, then one stretch over March and April.
    assert [(s.from_on, s.until_on) for s in told[1:]] == [(date(2024, 3, 2), date(2024, 4, 29))]
    # A wider road would only have brought the 60 that exist earlier: it is no cause.
    assert causes(told[1]) == {"source_dry": 59 * 30.0 - 60.0}


def test_only_the_largest_are_explained_and_the_rest_is_counted():
    needs = [
        msgspec.structs.replace(
            BASE.needs[0], id=f"n{at}", place="hub", tier=at + 1, per_day=exactly(150.0)
        )
        for at in range(4)
    ]
    told = explain(make(changed(needs=needs), Asked(days=4, step="day")), most=2)
    assert len(told.shortfalls) == 2
    assert told.left_out == 2
    assert told.left_out_days > 0


def test_of_a_plan_too_large_to_solve_again_it_is_told_what_is_missing_and_not_why(monkeypatch):
    monkeypatch.setattr("resupply.plan.again.LARGEST", 10)
    told = explain(make(BASE, Asked(days=4, step="day")))
    assert [(s.amount, s.causes) for s in told.shortfalls] == [(30.0, ()), (30.0, ())]
    assert "not why" in told.warnings[0]
    assert told.shortfalls[0].sentence == (
        "Round at Front: on 1 March 2024 30 of 30 rounds a day are missing."
    )
