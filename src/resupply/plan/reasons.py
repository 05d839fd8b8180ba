"""A shortfall as a sentence a stranger understands."""

from resupply.network.model import Network
from resupply.plan.causes import Cause, Shortfall
from resupply.plan.levers import names_of, supply_name
from resupply.plan.told import days, listed, number, share, units

#: A cause below this part of what is missing is not said in the sentence.
_SMALL = 0.005
_REASONS = {
    "not_explained": "it could not be computed why",
    "not_proven": "the plan is not proven to be the best",
    "kept_for_later": "it is kept to serve more later",
    "later_tier": "what is less urgent gets it, as that is missing less in all ({rows})",
    "leg_closed": "the way is closed or cut ({rows})",
    "leg_full": "no more can be carried ({rows})",
    "room_full": "there is no more room on the way ({rows})",
    "lead_time": "what there is cannot be there in time",
    "maker_full": "no more can be made ({rows})",
    "source_paused": "sources pause ({rows})",
    "earlier_tier": "what is more urgent gets it ({rows})",
    "no_way": "no way leads there from where it is",
    "source_dry": "no source has more to send by then ({rows})",
}


def sentence(network: Network, shortfall: Shortfall) -> str:
    """A shortfall for people: what, where, when, how much, and why."""
    names = _names(network)
    said = [c for c in shortfall.causes if c.share >= _SMALL]
    said.sort(key=lambda cause: -cause.share)
    reasons = "; ".join(f"{share(c.share)} because {_reason(c, names)}" for c in said)
    told = f"{_what(shortfall, names)}: {reasons}" if reasons else _what(shortfall, names)
    return f"{told}.{_elsewhere(shortfall)}"


def _what(shortfall: Shortfall, names: dict[str, str]) -> str:
    places, unit = listed([names[place] for place in shortfall.places]), shortfall.unit
    whose = f"{names.get(shortfall.group, shortfall.group)} at {places}"
    when = days(shortfall.from_on, shortfall.until_on)
    if shortfall.backlog:
        return f"{whose}: {when} up to {units(shortfall.amount, unit)} are owed"
    if shortfall.days < (shortfall.until_on - shortfall.from_on).days + 1:
        when = f"on {shortfall.days} days {when}"
    return (
        f"{whose}: {when} {number(shortfall.amount_per_day)} of "
        f"{units(shortfall.asked_per_day, unit)} a day are missing"
    )


def _reason(cause: Cause, names: dict[str, str]) -> str:
    if cause.kind == "lead_time" and cause.alone is None:
        return "nothing can be there so soon"
    rows = listed([names.get(row, row) for row, _ in cause.rows])
    return _REASONS[cause.kind].replace(" ({rows})", f" ({rows})" if rows else "")


def _elsewhere(shortfall: Shortfall) -> str:
    if shortfall.elsewhere <= 0:
        return ""
    return (
        f" {share(shortfall.elsewhere / shortfall.amount)} of it could be met if other needs "
        "that are as urgent went short instead."
    )


def _names(network: Network) -> dict[str, str]:
    """What to call each row."""
    names = names_of(network)
    names |= {c.id: c.name for c in network.capacities if c.name}
    for leg in network.legs:
        names.setdefault(leg.id, f"{leg.id}: {names[leg.from_place]} to {names[leg.to_place]}")
    for stock in network.stocks:
        names[f"stock of {stock.item} at {stock.place}"] = f"stock at {names[stock.place]}"
    for supply in network.supplies:
        names.setdefault(supply.id, supply_name(supply))
    return names
