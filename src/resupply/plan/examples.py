"""Small networks whose plans can be worked out by hand, for examples and tests."""

from datetime import date

from resupply.network.model import Capacity, Item, Leg, Need, Network, Place, Stock, exactly
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.problem import Problem


def two_places_network() -> Network:
    """A hub with 100 rounds, a leg that carries 20 a day in one day, a need of 30 a day."""
    return Network(
        start_on=date(2024, 3, 1),
        places=[Place(id="hub", name="Hub"), Place(id="front", name="Front")],
        items=[Item(id="round", name="Round", unit="round", mass_kg=exactly(50.0))],
        legs=[Leg(id="road", from_place="hub", to_place="front", lead_days=exactly(1.0))],
        capacities=[
            Capacity(
                id="trucks",
                legs=("road",),
                per_day=exactly(1.0),
                unit="t",
                weights={"round": exactly(0.05)},
            )
        ],
        stocks=[Stock(place="hub", item="round", quantity=exactly(100.0))],
        needs=[Need(id="need", place="front", group="round", per_day=exactly(30.0))],
    )


def two_places(days: int = 4) -> Problem:
    """Its numbers, day by day."""
    return build(two_places_network(), calendar(date(2024, 3, 1), days, "day"))
