"""A plan that does not exist is explained by the place, the amount and the day."""

from datetime import date

import msgspec
import pytest

from resupply.core.errors import NetworkError
from resupply.network.model import Network, Stock, Storage, Supply, exactly
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import two_places_network
from resupply.plan.plan import Asked, make
from resupply.plan.room import overflow

START = date(2024, 3, 1)


def with_room(tonnes: float, *, at: str = "hub", **changes: object) -> Network:
    room = Storage(place=at, amount=exactly(tonnes), unit="t", weights={"round": exactly(0.05)})
    return msgspec.structs.replace(two_places_network(), storages=[room], **changes)


def over(network: Network, days: int = 4):
    return overflow(network, build(network, calendar(START, days, "day")))


def test_what_the_leg_takes_away_on_the_first_day_need_not_fit():
    # 100 rounds are 5 t; the leg takes 20 rounds, 1 t, on the first day.
    assert over(with_room(4.0)) == ()
    assert make(with_room(4.0), Asked(days=4, step="day")).proof.status == "optimal"


def test_the_place_the_amount_and_the_first_day_are_told():
    (found,) = over(with_room(3.5))
    assert (found.place, found.unit, found.from_on) == ("hub", "t", START)
    assert found.amount == pytest.approx(0.5)
    assert (found.room, found.opening, found.arrivals) == pytest.approx((3.5, 5.0, 0.0))
    with pytest.raises(NetworkError) as told:
        make(with_room(3.5), Asked(days=4, step="day"))
    assert told.value.where == "storage at hub"
    assert "up to 0.5 t more than fits must lie there from 2024-03-01 on" in told.value.what
    assert "opening stock 5" in told.value.what


def test_the_day_is_that_of_the_arrival_which_does_not_fit():
    late = Supply(
        id="late",
        place="hub",
        item="round",
        quantity=exactly(200.0),
        from_on=date(2024, 3, 3),
        until_on=date(2024, 3, 3),
    )
    # 5 t less 1 t a day leave 2 t on the third day, and 10 t come.
    (found,) = over(with_room(10.0, supplies=[late]))
    assert (found.from_on, found.amount) == (date(2024, 3, 3), pytest.approx(2.0))


def test_goods_that_nothing_takes_away_are_told_at_their_place():
    left = Stock(place="front", item="round", quantity=exactly(1000.0))
    network = with_room(1.0, at="front", stocks=[left])
    (found,) = over(network)
    # 30 are used on the first day; 970 rounds are 48.5 t.
    assert (found.place, found.amount) == ("front", pytest.approx(47.5))
