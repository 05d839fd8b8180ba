"""What becomes available of goods: draws of the network's supplies, and what each rests on.

A plan and the simulator take promises of the network as a part that comes until it is due; where
the record of promises is long enough, that part is the record's (`with_record`).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.dates import days_between
from resupply.core.scope import Scope
from resupply.forecast import coming, goods, pipeline
from resupply.forecast.coming import Chance, Coming
from resupply.forecast.pipeline import Rates
from resupply.forecast.waits import OPEN
from resupply.network.model import Assumption, Network, Range, Supply

Floats = NDArray[np.float64]

#: Promises of which something became, below which a promise comes as the case assumes.
EVENTS_MIN = 5


def comings(
    view: View,
    network: Network | None,
    promised: Scope,
    *,
    today: date,
    days: int,
    chance: Chance,
) -> list[Coming]:
    """Draws of all that becomes available of goods.

    Args:
        view: The book as known on a day.
        network: The case's; None = it has none, and nothing is known to come.
        promised: Scope of the promises followed one by one.
        today: Day from which is drawn.
        days: How many.
        chance: Where draws come from.
    """
    if network is None:
        return []
    wanted = [s.id for s in network.supplies if s.kind == "promise"]
    shares = _shares(view, promised, today, days, chance, wanted) if wanted else {}
    return list(coming.supplies(network, days, chance, shares))


def _shares(
    view: View, scope: Scope, today: date, days: int, chance: Chance, wanted: Sequence[str]
) -> dict[str, Floats]:
    """How promises come by the record of all of them; none when that is too short to say."""
    record = goods.read(view, msgspec.structs.replace(scope, kinds=()), today)
    moved = len(np.unique(record.origin[record.outcomes != OPEN]))
    if moved < EVENTS_MIN:
        return {}
    rates = pipeline.rates(record, seed=chance.seed)
    short = np.array([str(i).rsplit("/", 1)[-1] for i in record.item])
    chosen = np.isin(record.item.astype(str), wanted) | np.isin(short, wanted)
    stands = pipeline.draw(
        record.only(chosen), rates, np.arange(1.0, days + 1), draws=chance.draws, seed=chance.seed
    )
    return coming.promised_shares(stands, days)


def with_record(view: View, scope: Scope, network: Network) -> Network:
    """The network with the part of each promise that comes by its last day as the record has it.

    Args:
        view: The book as known on a day.
        scope: Of the promises followed one by one.
        network: Of the case; its promises come in the part the case assumes.

    Returns:
        The same network where fewer than `EVENTS_MIN` promises moved or were withdrawn so far.
    """
    wanted = {s.id for s in network.supplies if s.kind == "promise" and s.until_on is not None}
    if not wanted:
        return network
    record = goods.read(view, msgspec.structs.replace(scope, kinds=()), network.start_on)
    if len(np.unique(record.origin[record.outcomes != OPEN])) < EVENTS_MIN:
        return network
    rates = pipeline.rates(record, seed=1)
    units = {name: at for at, name in enumerate(rates.names)}
    waiting = {}
    opened = record.only(record.outcomes == OPEN)
    for line, donor, kind, age in zip(
        opened.item, opened.donor, opened.kind, opened.ages, strict=True
    ):
        waiting[line] = waiting[line.rsplit("/", 1)[-1]] = (units[donor, kind], donor, age)
    supplies = [
        _by_record(s, network.start_on, rates, *waiting[s.id])
        if s.id in wanted and s.id in waiting
        else s
        for s in network.supplies
    ]
    taken = {f"part of promise {i} that comes" for i in wanted & waiting.keys()}
    return msgspec.structs.replace(
        network, supplies=supplies, assumptions=list(_still_used(network, taken))
    )


def _by_record(
    supply: Supply, start_on: date, rates: Rates, unit: int, donor: str, age: float
) -> Supply:
    assert supply.until_on is not None
    days = max(float(days_between(start_on, supply.until_on)), 0.0)
    odds = pipeline.chances(rates.hazards, unit, np.array([age]), np.array([days]))[:, 0, 0]
    low, central, high = (float(x) for x in np.quantile(odds, (0.1, 0.5, 0.9)))
    return msgspec.structs.replace(
        supply,
        if_factor=Range(
            low=low,
            central=central,
            high=high,
            basis="derived",
            told=f"how promises of {donor} came so far",
        ),
    )


def _still_used(network: Network, taken: Collection[str]) -> Iterator[Assumption]:
    """Assumptions that something still rests on."""
    for assumption in network.assumptions:
        used = tuple(u for u in assumption.used_in if u not in taken)
        if used or not assumption.used_in:
            yield msgspec.structs.replace(assumption, used_in=used)
