"""What all questions about shocks share: the network, its numbers, names and warnings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec

from resupply.book import View
from resupply.core.errors import NetworkError, QuestionError
from resupply.core.words import counted
from resupply.network.model import Leg, Level, Network, Range
from resupply.network.naming import Parties
from resupply.picture import parties
from resupply.plan.build import build
from resupply.plan.calendar import calendar
from resupply.plan.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shocked:
    """A network that is asked about shocks.

    Args:
        network: What there is.
        problem: Its numbers, for the days asked about.
        level: At which they were taken.
        tier: Needs of this tier and earlier ones are asked about.
        need_share: Part of each need that must be met.
        settle_days: First days whose need is not asked about.
        names: Of parties, places and items, for people.
        parties: What names of parties mean: ids, and groups with their members.
    """

    network: Network
    problem: Problem
    level: Level
    tier: int
    need_share: float
    settle_days: int
    names: Mapping[str, str]
    parties: Parties = field(default_factory=dict)

    def name(self, known: str) -> str:
        """The name people know it by."""
        return self.names.get(known, known)

    def leg_name(self, leg: Leg) -> str:
        """A leg by the names of its ends."""
        return f"{self.name(leg.from_place)} - {self.name(leg.to_place)}"

    def unit(self) -> str | None:
        """Unit of the needs asked about; None where they have several."""
        units = {g.id: g.unit for g in self.network.groups}
        items = {i.id: i.unit for i in self.network.items}
        asked = [n for n in self.network.needs if n.tier <= self.tier]
        found = {units.get(n.group) or items.get(n.group, "") for n in asked}
        return found.pop() if len(found) == 1 and len({n.group for n in asked}) == 1 else None


def shocked(
    view: View,
    network: Network,
    *,
    days: int,
    level: Level = "central",
    tier: int | None = None,
    need_share: float = 1.0,
    settle_days: int = 0,
    known: Parties | None = None,
) -> Shocked:
    """A network cut into days and asked about some tiers of need.

    Args:
        view: The book, for names.
        network: What there is.
        days: How many days are looked at.
        level: Which end of every range is taken.
        tier: Needs of this tier and earlier ones; None = all.
        need_share: Part of each need that must be met, above 0.
        settle_days: First days whose need is not asked about, while what lies far from where it
            is needed is on its way.
        known: What names of parties mean; None = their ids alone.

    Raises:
        NetworkError: Nobody needs anything.
        QuestionError: A share that is none, or a tier without a need.
    """
    if not network.needs:
        raise NetworkError(
            where="the case's needs",
            what="nobody needs anything in it, so there is nothing to survive.",
            todo="add rows of kind need to the table use_rates.",
        )
    if not 0 < need_share <= 10:
        raise QuestionError(
            where=f"--need-share {need_share:g}",
            what="the part of the need that must be met lies above 0 and not above 10.",
            todo="write 1 for all of it, 0.5 for half.",
        )
    tiers = sorted({n.tier for n in network.needs})
    if tier is not None and tier < tiers[0]:
        raise QuestionError(
            where=f"--tier {tier}",
            what="no need is of that tier or an earlier one.",
            todo=f"the case has tier {', '.join(map(str, tiers))}.",
        )
    if not 0 <= settle_days < days:
        raise QuestionError(
            where=f"--settle-days {settle_days}",
            what=f"of the {days} days looked at none would be left."
            if settle_days > 0
            else "days are counted from 0.",
            todo="ask for fewer, or look at more days." if settle_days > 0 else "write 0 or more.",
        )
    scaled = _settled(at_share(network, need_share), settle_days)
    return Shocked(
        network=scaled,
        problem=build(scaled, calendar(network.start_on, days, "day"), level),
        level=level,
        tier=tiers[-1] if tier is None else tier,
        need_share=need_share,
        settle_days=settle_days,
        names=_names(view, network),
        parties=known or {},
    )


def at_share(network: Network, share: float) -> Network:
    """The network with each need brought to a part of it."""
    if share == 1.0:
        return network
    needs = [msgspec.structs.replace(n, per_day=_scaled(n.per_day, share)) for n in network.needs]
    return msgspec.structs.replace(network, needs=needs)


def _settled(network: Network, settle_days: int) -> Network:
    """The network with no need on its first days."""
    if settle_days == 0:
        return network
    first = network.start_on + timedelta(days=settle_days)
    needs = [
        msgspec.structs.replace(n, from_on=max(n.from_on or first, first)) for n in network.needs
    ]
    return msgspec.structs.replace(network, needs=needs)


def _scaled(value: Range, factor: float) -> Range:
    ends = {name: getattr(value, name) * factor for name in ("low", "central", "high")}
    return msgspec.structs.replace(value, **ends)


def _names(view: View, network: Network) -> dict[str, str]:
    places = {p.id: p.name for p in network.places}
    items = {i.id: i.name for i in network.items}
    return {**parties.names(view), **items, **places}


def warnings(asked: Shocked, *, drawn: bool = False) -> Iterator[str]:
    """What a reader must know of any answer about shocks.

    Args:
        asked: The network asked about.
        drawn: Whether figures are drawn from their ranges, so that there is no level to ask for.
    """
    assumed = len(asked.network.assumptions)
    if assumed:
        how = ", from which runs draw." if drawn else "; ask --level low and --level high too."
        yield (
            f"{counted(assumed, 'assumption')} that nobody published stand behind this, each with "
            f"a range (resupply network --show assumptions){how}"
        )
    if asked.level != "central":
        end = "unfavourable" if asked.level == "low" else "favourable"
        yield f"Every range is taken at its {end} end."
    if asked.settle_days:
        yield f"Need of the first {counted(asked.settle_days, 'day')} is not asked about."
    if asked.need_share != 1.0:
        yield f"Need is taken as {asked.need_share:.0%} of what is asked for."


def sources(asked: Shocked, named: Sequence[str]) -> list[str]:
    """Sources of the supplies, stocks and needs of a party, or of all."""
    network = asked.network
    rows: list[Range | None] = [n.per_day for n in network.needs]
    for supply in network.supplies:
        if not named or supply.party in named:
            rows += [supply.quantity, supply.per_day, supply.if_factor]
    return sorted({s for value in rows if value is not None for s in value.source_ids})
