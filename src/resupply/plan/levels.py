"""The plan at the ends of its ranges: which conclusions survive, and which figure matters most.

At `low` every assumption stands at its unfavourable end, at `high` at its favourable one. What
holds at all three holds for whatever the true figures are within their ranges taken together;
what changes depends on figures nobody published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from resupply.core.progress import Progress, silent
from resupply.network.model import LEVELS, Level, Network
from resupply.plan import bottlenecks
from resupply.plan.calendar import first_day
from resupply.plan.levers import names_of, unit_of_group
from resupply.plan.plan import Asked, Plan, make
from resupply.plan.problem import Floats, Ints
from resupply.plan.told import day, listed, number, plural, share
from resupply.plan.worth import Bottlenecks

#: Less than this part of what is asked for is rounding.
_HAIR = 1e-6
_WORDS = {"low": "at the unfavourable end", "central": "as stated", "high": "at the favourable end"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLevels:
    """One need at all three levels; each figure by level.

    Args:
        need, place, group, tier, unit: Whose.
        asked, unmet: Over the plan; of a backlog what is never served [unit].
        share_served: 0 to 1; None = nothing is asked for.
        short_days: Days in periods in which something is missing.
        first_short_on: First of them; None = none.
        verdict: `always` short, `not_high` (short at low and as stated), `only_low`, `never`, or
            `mixed`: better elsewhere is worse here.
        sentence: For people.
    """

    need: str
    place: str
    group: str
    tier: int
    unit: str
    asked: Mapping[Level, float]
    unmet: Mapping[Level, float]
    share_served: Mapping[Level, float | None]
    short_days: Mapping[Level, int]
    first_short_on: Mapping[Level, date | None]
    verdict: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """A plan at all three levels.

    Args:
        plans: By level.
        needs: What becomes of each need, in the order of the network.
        bottlenecks: By level; empty when they were not asked for.
        binding: Ids of what binds at all three levels, the strongest as stated first.
        binding_sometimes: Ids of what binds at one or two.
        sentences: Which conclusions survive, for people.
    """

    plans: Mapping[Level, Plan]
    needs: tuple[NeedLevels, ...]
    bottlenecks: Mapping[Level, Bottlenecks]
    binding: tuple[str, ...]
    binding_sometimes: tuple[str, ...]
    sentences: tuple[str, ...]


def run(
    network: Network,
    asked: Asked,
    *,
    top: int = 6,
    progress: Progress = silent,
) -> Levels:
    """A plan at all three levels, and what survives.

    Args:
        network: What there is, can go where, and is needed.
        asked: How it is asked for; its level is ignored.
        top: How many bottlenecks are solved again at each level; 0 = do not look for them.
        progress: Told of each level.

    Example:
        >>> from resupply.plan.examples import two_places_network
        >>> levels = run(two_places_network(), Asked(days=4, step="day"))
        >>> levels.needs[0].verdict, levels.binding[0]
        ('always', 'trucks')
    """
    plans: dict[Level, Plan] = {}
    found: dict[Level, Bottlenecks] = {}
    for done, level in enumerate(LEVELS):
        progress(done, len(LEVELS), f"planning {_WORDS[level]}")
        plans[level] = make(network, replace(asked, level=level))
        if top:
            found[level] = bottlenecks.find(plans[level], top=top, leads=False)
    return of(network, plans, found)


def of(network: Network, plans: Mapping[Level, Plan], found: Mapping[Level, Bottlenecks]) -> Levels:
    """What survives, of plans already made at all three levels."""
    never = {level: plan.never_served for level, plan in plans.items()}
    names = names_of(network)
    needs = tuple(_need(network, names, plans, never, at) for at in range(len(network.needs)))
    binds = {level: [r.id for r in rows.rows if r.binds] for level, rows in found.items()}
    always = [id_ for id_ in binds.get("central", []) if all(id_ in b for b in binds.values())]
    every = dict.fromkeys(id_ for ids in binds.values() for id_ in ids)
    sometimes = [id_ for id_ in every if id_ not in always]
    return Levels(
        plans=plans,
        needs=needs,
        bottlenecks=found,
        binding=tuple(always),
        binding_sometimes=tuple(sometimes),
        sentences=(*(n.sentence for n in needs), *_binding(found, always, sometimes)),
    )


def _need(
    network: Network,
    names: Mapping[str, str],
    plans: Mapping[Level, Plan],
    never: Mapping[Level, Floats],
    at: int,
) -> NeedLevels:
    need = network.needs[at]
    unit = unit_of_group(network, need.group)
    whose = f"{names[need.group]} at {names[need.place]}"
    asked = {level: float(p.problem.needs.amount[at].sum()) for level, p in plans.items()}
    unmet = {level: float(never[level][at]) for level in plans}
    served: dict[Level, float | None] = {
        level: min(max(1 - unmet[level] / asked[level], 0.0), 1.0) if asked[level] > 0 else None
        for level in plans
    }
    short = {level: _short(p, at) for level, p in plans.items()}
    verdict = _verdict({level: len(periods) > 0 for level, periods in short.items()})
    first = {
        level: first_day(plans[level].calendar, int(periods[0])) if len(periods) else None
        for level, periods in short.items()
    }
    return NeedLevels(
        need=need.id,
        place=need.place,
        group=need.group,
        tier=need.tier,
        unit=unit,
        asked=asked,
        unmet=unmet,
        share_served=served,
        short_days={
            level: int(plans[level].calendar.length_days[periods].sum())
            for level, periods in short.items()
        },
        first_short_on=first,
        verdict=verdict,
        sentence=_sentence(whose, unit, verdict, unmet, served, first),
    )


def _short(plan: Plan, need: int) -> Ints:
    """Periods in which something is missing."""
    least = _HAIR * max(float(plan.problem.needs.amount[need].max(initial=0.0)), 1e-9)
    return np.flatnonzero(plan.flows.unmet[need] > least).astype(np.int32)


def _verdict(short: Mapping[Level, bool]) -> str:
    """Which of the words fits where it is short.

    Example:
        >>> _verdict({"low": True, "central": True, "high": False})
        'not_high'
    """
    return {
        (True, True, True): "always",
        (True, True, False): "not_high",
        (True, False, False): "only_low",
        (False, False, False): "never",
    }.get((short["low"], short["central"], short["high"]), "mixed")


def _sentence(
    whose: str,
    unit: str,
    verdict: str,
    unmet: Mapping[Level, float],
    served: Mapping[Level, float | None],
    first: Mapping[Level, date | None],
) -> str:
    if verdict == "never":
        return f"{whose}: met in full, even with every assumption at its unfavourable end."
    amounts = f"{_span(unmet['high'], unmet['low'])} {plural(unit)} unmet"
    parts = [part for part in served.values() if part is not None]
    amounts += f", {share(min(parts))} to {share(max(parts))} served" if parts else ""
    days = sorted(when for when in first.values() if when is not None)
    when = f"from {day(days[0])} on" if days[0] == days[-1] else f"from {day(days[0])} at the "
    when += "" if days[0] == days[-1] else f"earliest, {day(days[-1])} at the latest"
    return f"{whose}: {_VERDICTS[verdict]}; {amounts}; short {when}."


_VERDICTS = {
    "always": "short whatever the assumptions are within their ranges",
    "not_high": "short as stated; met in full if the assumptions turn out favourable",
    "only_low": "met in full as stated; short if the assumptions turn out unfavourable",
    "mixed": "short or not as others of the same tier fare, which changes with the assumptions",
}


def _span(one: float, other: float) -> str:
    low, high = sorted((one, other))
    return number(low) if number(low) == number(high) else f"{number(low)} to {number(high)}"


def _binding(
    found: Mapping[Level, Bottlenecks], always: list[str], sometimes: list[str]
) -> list[str]:
    if not found:
        return []
    names = {row.id: row.name for rows in found.values() for row in rows.rows}
    said = []
    if always:
        said.append(f"Binding at all three levels: {listed([names[i] for i in always], 6)}.")
    if sometimes:
        said.append(f"Binding at some only: {listed([names[i] for i in sometimes], 6)}.")
    return said or ["Nothing binds at any level: more of nothing would meet more need."]
