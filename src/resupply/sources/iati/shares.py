"""Who gets an activity's money, and which part: its countries and regions with percentages."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from typing import NamedTuple

from resupply.sources.iati import parties
from resupply.sources.iati.activity import Place
from resupply.sources.reading.parties import Party, group

_WHOLE = Decimal(100)
#: Percentages are rounded by those who write them [%].
_ROUNDING = Decimal(1)
#: Parts are reckoned to the cent, or finer where the amount is.
_QUANTA = (Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001"))


class Parts(NamedTuple):
    """Who gets the money.

    Args:
        of: Parties with their parts [% or any weights]; a party of None = not stated.
        odd: `shares_not_whole`, `shares_not_stated`; None = nothing odd.
        unknown: Codes of countries that are on no list.
    """

    of: tuple[tuple[Party | None, Decimal], ...]
    odd: str | None = None
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def parts(places: tuple[Place, ...]) -> Parts:
    """How an activity's or a transaction's money is divided.

    Regions beside countries that sum to 100 tell the same again, and are left out.

    Example:
        >>> half = Decimal(50)
        >>> parts((Place("UA", percent=half), Place("MD", percent=half))).of[1][0].party_id
        'UKR'
        >>> parts((Place("UA"), Place("MD"))).of[0][0].party_id
        'MDA+UKR'
    """
    unknown = tuple(
        p.code or p.name for p in places if p.vocabulary is None and parties.place(p) is None
    )
    if not places:
        return Parts(((None, _WHOLE),))
    divided, odd = _divided(_without_nothing(places))
    return Parts(divided, odd, unknown)


def _divided(
    places: Sequence[Place],
) -> tuple[tuple[tuple[Party | None, Decimal], ...], str | None]:
    countries = [p for p in places if p.vocabulary is None]
    regions = _of_one_list([p for p in places if p.vocabulary is not None])
    for told in (countries, [*countries, *regions], regions if not countries else []):
        if told and _is_whole(told):
            return _by_percent(told), None
    told = countries or regions
    if len(told) == 1 and told[0].percent is None:
        return ((_party(told[0]), _WHOLE),), None
    both = [*countries, *regions]
    if all(p.percent for p in both) and _sum(both) < _WHOLE:
        return (*_by_percent(both), (None, _WHOLE - _sum(both))), "shares_not_whole"
    together = group(_party(p) for p in told)
    stated = all(p.percent for p in told)
    return ((together, _WHOLE),), "shares_not_whole" if stated else "shares_not_stated"


def _without_nothing(places: Sequence[Place]) -> list[Place]:
    """Without those that get 0 %; where all do, nobody filled in the percentages."""
    some = [p for p in places if p.percent is None or p.percent > 0]
    return some or [Place(p.code, p.name, p.vocabulary) for p in places]


def _of_one_list(regions: Sequence[Place]) -> list[Place]:
    """Regions of one list, the DAC's if it is there: two lists tell of the same money twice."""
    lists = sorted({r.vocabulary or "" for r in regions}, key=lambda v: (v not in ("1", ""), v))
    return [r for r in regions if r.vocabulary == lists[0]]


def _is_whole(places: Sequence[Place]) -> bool:
    return all(p.percent for p in places) and abs(_sum(places) - _WHOLE) <= _ROUNDING


def _sum(places: Iterable[Place]) -> Decimal:
    return sum((p.percent or Decimal(0) for p in places), Decimal(0))


def _by_percent(places: Sequence[Place]) -> tuple[tuple[Party | None, Decimal], ...]:
    told: dict[Party | None, Decimal] = {}
    for stated in places:
        party = _party(stated)
        told[party] = told.get(party, Decimal(0)) + (stated.percent or Decimal(0))
    return tuple(sorted(told.items(), key=lambda part: part[0] or Party("", "", "")))


def _party(stated: Place) -> Party:
    return parties.place(stated) or parties.unknown(stated)


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """An amount in parts that sum to it exactly; the largest takes what rounding leaves.

    Example:
        >>> split(Decimal(100), [Decimal(1), Decimal(1), Decimal(1)])
        [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')]
    """
    if len(weights) == 1:
        return [amount]
    whole = sum(weights, Decimal(0))
    finest = next((q for q in _QUANTA if amount == amount.quantize(q)), _QUANTA[-1])
    told = [(amount * weight / whole).quantize(finest, ROUND_DOWN) for weight in weights]
    largest = max(range(len(told)), key=lambda at: abs(weights[at]))
    told[largest] += amount - sum(told, Decimal(0))
    return told
