"""Small networks with options whose best portfolio can be found by trying all, and larger ones."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from resupply.network.model import (
    Capacity,
    Group,
    Item,
    Leg,
    Need,
    Network,
    Place,
    Range,
    Recipe,
    Supply,
    exactly,
)
from resupply.production.options import Option

START = date(2024, 3, 1)


def works_network(
    *,
    powder_per_day: float | None = None,
    need_per_day: float = 100.0,
    tiers: int = 1,
    lead_days: float = 5.0,
) -> Network:
    """A works, a front that needs 100 shells a day and gets 20, and a way of making more.

    Args:
        powder_per_day: Powder the works gets [kg / day]; None = as much as it takes.
        need_per_day: Of each tier.
        tiers: How many needs there are, one of each tier.
        lead_days: From the works to the front.
    """
    powder = powder_per_day
    return Network(
        start_on=START,
        places=[Place(id="works", name="Works"), Place(id="front", name="Front")],
        items=[
            Item(id="shell", name="Shell", unit="piece", mass_kg=exactly(50.0)),
            Item(id="powder", name="Powder", unit="kg", mass_kg=exactly(1.0)),
        ],
        legs=[Leg(id="road", from_place="works", to_place="front", lead_days=exactly(lead_days))],
        capacities=[
            Capacity(
                id="trucks",
                legs=("road",),
                per_day=exactly(1000.0),
                unit="t",
                weights={"shell": exactly(0.05)},
            )
        ],
        supplies=[
            Supply(id="now", place="works", item="shell", per_day=exactly(20.0)),
            Supply(
                id="powder-now",
                place="works",
                item="powder",
                per_day=exactly(1e6 if powder is None else powder),
            ),
        ],
        groups=[Group(id="shell", name="Shell", unit="piece", rates={"shell": exactly(1.0)})],
        needs=[
            Need(
                id=f"need-{tier}",
                place="front",
                group="shell",
                tier=tier,
                per_day=exactly(need_per_day),
            )
            for tier in range(1, tiers + 1)
        ],
        recipes=[
            Recipe(
                id="making",
                place="works",
                output="shell",
                per_day=exactly(0.0),
                inputs={"powder": exactly(10.0)},
            )
        ],
    )


def line(name: str, per_day: float, cost: float, **more: object) -> Option:
    """A line that makes shells from powder.

    Example:
        >>> line("a", 10, 1e6).recipe
        'making'
    """
    told = {
        "id": name,
        "name": name.capitalize(),
        "kind": "extend",
        "item": "shell",
        "place": "works",
        "party": "UKR",
        "recipe": "making",
        "per_day": exactly(per_day),
        "cost": exactly(cost),
    }
    return Option(**{**told, **more})  # type: ignore[arg-type]  # named fields


def scattered_options(seed: int, count: int, *, days: float = 180.0) -> list[Option]:
    """Options drawn by chance, of whole numbers: with prerequisites, exclusions, smallest sizes."""
    draw = np.random.default_rng(seed)
    found: list[Option] = []
    for at in range(count):
        bought = bool(draw.random() < 0.3)
        earlier = [o.id for o in found]
        size = float(draw.integers(5, 40))
        found.append(
            line(
                f"o{at}",
                size,
                float(draw.integers(0, 10)) * 1e6 * (not bought),
                kind="buy_abroad" if bought else "extend",
                recipe=None if bought else "making",
                party=str(draw.choice(["UKR", "FIN"])),
                least_per_day=float(draw.integers(1, int(size))) if draw.random() < 0.4 else None,
                cost_each=exactly(float(draw.integers(1, 6)) * 1e3),
                first_days=exactly(float(draw.integers(0, int(days) // 2))),
                ramp_days=exactly(float(draw.choice([0, 20, 60]))),
                quantity_most=float(draw.integers(100, 3000)) if draw.random() < 0.3 else None,
                quantity_least=float(draw.integers(1, 100)) if draw.random() < 0.2 else None,
                requires=(str(draw.choice(earlier)),) if earlier and draw.random() < 0.25 else (),
                excludes=(str(draw.choice(earlier)),) if earlier and draw.random() < 0.2 else (),
            )
        )
    return found


def many_options(
    seed: int, count: int, item: str, places: list[str], *, per_day: float, price: float
) -> Iterator[Option]:
    """Options of a size one meets in a case: for measuring, and for trying the whole of a verb.

    Args:
        seed: Of all chance.
        count: How many.
        item: What comes out.
        places: Where.
        per_day: About what one gives at full size [item units / day].
        price: About what a unit costs [currency].
    """
    draw = np.random.default_rng(seed)
    for at in range(count):
        size = per_day * float(draw.lognormal(0.0, 0.5))
        first = 30.4375 * float(draw.integers(1, 19))
        once = size * 30.4375 * price * float(draw.uniform(0.5, 8.0))
        kind = str(draw.choice(["extend", "open", "licence", "joint_venture", "buy_abroad"]))
        yield Option(
            id=f"option-{at + 1:02}",
            name=f"Option {at + 1}",
            kind=kind,
            item=item,
            place=places[at % len(places)],
            party="UKR",
            per_day=_around(size, 0.4),
            least_per_day=size / 4 if draw.random() < 0.5 else None,
            first_days=_around(first, 0.3),
            ramp_days=_around(30.4375 * float(draw.integers(0, 9)), 0.5),
            cost=exactly(0.0) if kind == "buy_abroad" else _around(once, 0.3),
            cost_each=_around(price * float(draw.uniform(0.6, 1.6)), 0.2),
            quantity_most=size * 200 if kind == "buy_abroad" else None,
            requires=(f"option-{at:02}",) if at and draw.random() < 0.2 else (),
            excludes=(f"option-{at - 1:02}",) if at > 1 and draw.random() < 0.15 else (),
        )


def _around(value: float, part: float) -> Range:
    return Range(low=value * (1 - part), central=value, high=value * (1 + part))
