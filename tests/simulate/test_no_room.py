"""A loss that leaves goods without room is not known, and says so; nothing else is lost by it."""

from datetime import timedelta

import msgspec
import pytest

from resupply.core.errors import NetworkError
from resupply.network.model import Network, Storage, Supply, exactly
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.examples import two_places_network
from resupply.simulate.failures import named, single
from resupply.simulate.pause import Pausing
from resupply.simulate.survive import Surviving, all_failures

DAYS = 8


@pytest.fixture
def narrow() -> Network:
    """Ten rounds a day come to a hub with room for 120, where 100 lie."""
    network = two_places_network()
    until = network.start_on + timedelta(days=DAYS)
    coming = Supply(
        id="coming",
        place="hub",
        item="round",
        quantity=exactly(80.0),
        from_on=network.start_on,
        until_on=until,
    )
    room = Storage(
        place="hub", amount=exactly(120.0), unit="round", weights={"round": exactly(1.0)}
    )
    return msgspec.structs.replace(network, supplies=(coming,), storages=(room,))


def test_the_loss_of_the_only_way_out_is_not_known(narrow: Network) -> None:
    problem = build(narrow, calendar(narrow.start_on, DAYS, "day"))
    asked = Surviving(narrow, problem, level="central", tier=9)
    found = {s.failure.id: s for s in all_failures(asked, single(narrow)) if s.failure}
    assert not found["road"].fits
    assert found["hub"].fits


def test_a_pause_of_the_only_way_out_names_the_place(narrow: Network) -> None:
    problem = build(narrow, calendar(narrow.start_on, DAYS, "day"))
    pausing = Pausing(narrow, problem, level="central", tier=9)
    with pytest.raises(NetworkError, match="hub"):
        pausing.cost(named(narrow, ["road"]), narrow.start_on, DAYS)
    assert pausing.cost(named(narrow, ["road"]), narrow.start_on, 1).cost_days >= 0


def test_goods_without_room_from_the_start_are_refused(narrow: Network) -> None:
    full = msgspec.structs.replace(
        narrow, storages=(msgspec.structs.replace(narrow.storages[0], amount=exactly(50.0)),)
    )
    problem = build(full, calendar(full.start_on, DAYS, "day"))
    with pytest.raises(NetworkError, match="hub"):
        Surviving(full, problem, level="central", tier=9)
