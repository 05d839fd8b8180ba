"""What becomes available of goods: draws of the network's supplies, and what each rests on."""

from collections.abc import Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.scope import Scope
from resupply.forecast import coming, goods, pipeline
from resupply.forecast.coming import Chance, Coming
from resupply.forecast.waits import OPEN
from resupply.network.model import Network

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
