"""The answer to "what will be met, and how sure is that", from thousands of runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.model import Network
from resupply.picture import sources
from resupply.plan.plan import Asked, make
from resupply.simulate import measure
from resupply.simulate.asked import Shocked, warnings
from resupply.simulate.measure import NeedMeasure
from resupply.simulate.of_network import Chances, of_network
from resupply.simulate.runs import Runs, run
from resupply.simulate.system import System

#: What rows can be of.
BY = ("need", "figure", "day")
#: Days of stocks, over all runs, that are kept at most.
_DAYS_MOST = 500_000_000
#: Share of the spread from which a figure has a row of its own.
_WORTH_A_ROW = 0.005


def answer(
    view: View,
    scope: Scope,
    shocked: Shocked,
    *,
    runs: int,
    seed: int = 1,
    policy: str = "plan",
    chances: Chances | None = None,
    half_width: float | None = None,
    by: str = "need",
    workers: int | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] | None = None,
) -> Answer:
    """How each need fares over many runs, or which uncertain figure matters most.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        shocked: The network asked about.
        runs: How many; with `half_width` at most so many.
        seed: Of all chance: the same seed gives the same numbers.
        policy: How it is decided what is sent.
        chances: What is left to chance.
        half_width: Largest half-width of the interval of the share served; None = all runs.
        by: `need`, `figure` (what the spread comes from) or `day` (the stock's fan).
        workers: Threads; the numbers do not depend on it.
        progress: Told of finished runs.
        stop: Asked between blocks of runs; what is done is kept.

    Raises:
        QuestionError: A word that is none of ours, no runs.
    """
    if by not in BY:
        raise unknown_name("--by", "row", by, BY)
    network, days = shocked.network, shocked.problem.calendar.days
    plan = make(network, Asked(days=days)) if policy == "plan" else None
    system = of_network(network, days, policy=policy, plan=plan, chances=chances or Chances())
    if by != "day":
        # The days of each run are kept only where they are asked for: they take the most room.
        system = replace(system, watch=system.watch[:0])
    elif runs * len(system.watch) * days > _DAYS_MOST:
        raise QuestionError(
            where=f"--by day --runs {runs}",
            what="the stock of every day of so many runs does not fit in memory.",
            todo="ask for fewer runs or days: 1,000 runs show the fan.",
        )
    if half_width is None:
        found = run(system, runs, seed=seed, workers=workers, progress=progress, stop=stop)
    else:
        found = measure.enough(
            system,
            half_width=half_width,
            most=runs,
            seed=seed,
            workers=workers,
            progress=progress,
            stop=stop,
        )
    told, shares = measure.needs(found), measure.shares(found, system)
    rows, columns = {
        "need": lambda: (_need_rows(shocked, told), _NEED_COLUMNS),
        "figure": lambda: (_figure_rows(shocked, shares), _FIGURE_COLUMNS),
        "day": lambda: (_day_rows(shocked, found, system), _DAY_COLUMNS),
    }[by]()
    return Answer(
        question="simulate",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=columns,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(shocked, told, shares, runs=found.count, days=system.days),
        warnings=[
            *_warnings(
                shocked,
                found,
                runs,
                seed,
                policy,
                half_width,
                stopped=stop is not None and stop(),
            ),
            *_unexplained(by, rows, found),
        ],
    )


def ordered(network: Network) -> list[int]:
    """Numbers of the needs in order of tier, as systems have them."""
    return sorted(range(len(network.needs)), key=lambda n: network.needs[n].tier)


def _need_rows(shocked: Shocked, told: Sequence[NeedMeasure]) -> list[dict[str, Any]]:
    network = shocked.network
    units = {g.id: g.unit for g in network.groups} | {i.id: i.unit for i in network.items}
    rows = []
    for number, found in zip(ordered(network), told, strict=True):
        need = network.needs[number]
        asked = float(shocked.problem.needs.amount[number].sum())
        rows.append(
            {
                "need": need.id,
                "place": need.place,
                "place_name": shocked.name(need.place),
                "item_name": shocked.name(need.group),
                "tier": need.tier,
                "unit": units.get(need.group),
                "asked": asked,
                "fill_percent": 100 * found.fill.value,
                "fill_half_width_percent": None
                if found.fill.half_width is None
                else 100 * found.fill.half_width,
                "unmet": found.unmet.value,
                "unmet_low": found.unmet_at[0.05],
                "unmet_high": found.unmet_at[0.95],
                "short_days": found.short_days.value,
                "short_chance_percent": 100 * found.short_chance,
                "short_low_on": _on(network, found.first_short_at[0.05]),
                "short_on": _on(network, found.first_short_at[0.5]),
                "short_high_on": _on(network, found.first_short_at[0.95]),
                "source_ids": list(need.per_day.source_ids),
            }
        )
    return rows


def _on(network: Network, day: int | None) -> date | None:
    return None if day is None else network.start_on + timedelta(days=day)


def _figure_rows(shocked: Shocked, shares: Mapping[str, float]) -> list[dict[str, Any]]:
    """Each uncertain figure with its share of the spread; what is left is the days' own chance."""
    known = {a.id: a for a in shocked.network.assumptions}
    rows = [
        _figure_row(name, share, known.get(name.split()[-1]))
        for name, share in shares.items()
        if share >= _WORTH_A_ROW
    ]
    small = [share for share in shares.values() if share < _WORTH_A_ROW]
    if small:
        rows.append(_figure_row(f"{counted(len(small), 'other figure')}", sum(small), None))
    if shares:
        rest = max(1.0 - sum(shares.values()), 0.0)
        rows.append(_figure_row("lead times, pauses, and what figures do together", rest, None))
    return rows


def _figure_row(name: str, share: float, assumption: Any) -> dict[str, Any]:
    value = None if assumption is None else assumption.value
    return {
        "figure": name,
        "what": None if assumption is None else assumption.what,
        "share_percent": 100 * share,
        "value_low": None if value is None else value.low,
        "value": None if value is None else value.central,
        "value_high": None if value is None else value.high,
        "unit": None if assumption is None else assumption.unit,
        "source_ids": [] if value is None else list(value.source_ids),
    }


def _day_rows(shocked: Shocked, found: Runs, system: System) -> list[dict[str, Any]]:
    """The fan of the stock where it is needed, day by day."""
    network = shocked.network
    items = len(network.items)
    rows = []
    for at, pair in enumerate(system.watch):
        place, item = network.places[pair // items], network.items[pair % items]
        fan = np.quantile(found.paths[at], measure.QUANTILES, axis=1)
        for day in range(system.days):
            rows.append(
                {
                    "place": place.id,
                    "place_name": place.name,
                    "item": item.id,
                    "item_name": item.name,
                    "on": network.start_on + timedelta(days=day),
                    "unit": item.unit,
                    **{
                        f"stock_{round(100 * q):02d}": float(v)
                        for q, v in zip(measure.QUANTILES, fan[:, day], strict=True)
                    },
                    "source_ids": [],
                }
            )
    return rows


def _sentence(
    shocked: Shocked,
    told: Sequence[NeedMeasure],
    shares: Mapping[str, float],
    *,
    runs: int,
    days: int,
) -> str:
    network = shocked.network
    worst = min(range(len(told)), key=lambda at: told[at].fill.value)
    first, need = told[worst], network.needs[ordered(network)[worst]]
    width = "" if first.fill.half_width is None else f" (± {100 * first.fill.half_width:.1f})"
    said = (
        f"In {counted(runs, 'run')}, {100 * first.fill.value:.1f} %{width} of the need for "
        f"{shocked.name(need.group)} at {shocked.name(need.place)} is met over "
        f"{counted(days, 'day')}"
    )
    if len(told) > 1:
        said += f", the least of {counted(len(told), 'need')}"
    when = _on(network, first.first_short_at[0.5])
    said += f"; half of the runs are short by {when}." if when else "; most are never short."
    if shares:
        name, share = next(iter(shares.items()))
        said += (
            f" The largest part of the spread, {100 * share:.0f} %, comes from "
            f"{_in_words(network, name)}."
        )
    return said


def _in_words(network: Network, uncertain: str) -> str:
    """An uncertain figure by name, with what an assumption is about."""
    about = {f"assumption {a.id}": a.what for a in network.assumptions}
    return f"{uncertain}: {about[uncertain]}" if uncertain in about else uncertain


def _warnings(
    shocked: Shocked,
    found: Runs,
    wanted: int,
    seed: int,
    policy: str,
    half_width: float | None,
    *,
    stopped: bool,
) -> Sequence[str]:
    out = [
        f"Seed {seed}, policy {policy.replace('_', '-')}: the same command gives the same numbers."
    ]
    if found.count < wanted and (stopped or half_width is None):
        out.append(f"Stopped after {counted(found.count, 'run')} of {wanted:,}.")
    if half_width is not None and found.count == wanted:
        out.append("The most runs were made before the interval was as narrow as asked for.")
    return [*out, *warnings(shocked, drawn=True)]


def _unexplained(by: str, rows: Sequence[Any], found: Runs) -> list[str]:
    """Why no figure has a share."""
    if by != "figure" or rows:
        return []
    if found.count < measure.SHARES_LEAST:
        return [
            f"{counted(found.count, 'run')} are too few to say what the spread comes from: ask "
            f"for {measure.SHARES_LEAST} or more."
        ]
    return ["All runs came to the same, so there is no spread to explain."]


_NEED_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Need"),
    Column(name="tier", title="Tier", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="asked", title="Asked for", digits=0),
    Column(
        name="fill_percent",
        title="Met",
        unit="%",
        digits=1,
        meaning="Mean share met over the runs.",
    ),
    Column(
        name="fill_half_width_percent",
        title="±",
        unit="%",
        digits=1,
        meaning="Half-width of the interval of 95 % of that mean; it shrinks with more runs.",
    ),
    Column(name="unmet_low", title="Unmet, 5 % quantile", digits=0, shown=False),
    Column(name="unmet", title="Unmet", digits=0, meaning="Mean, with 5 and 95 % quantiles."),
    Column(name="unmet_high", title="Unmet, 95 % quantile", digits=0, shown=False),
    Column(name="short_days", title="Days short", digits=0),
    Column(name="short_chance_percent", title="Ever short", unit="% of runs", digits=0),
    Column(name="short_low_on", title="First short, 5 % quantile", shown=False),
    Column(
        name="short_on", title="First short", meaning="Median, with 5 and 95 % quantiles of runs."
    ),
    Column(name="short_high_on", title="First short, 95 % quantile", shown=False),
    Column(name="need", title="Need id", shown=False),
    Column(name="place", title="Place id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
_FIGURE_COLUMNS = [
    Column(name="figure", title="Uncertain figure"),
    Column(name="what", title="What it is"),
    Column(
        name="share_percent",
        title="Share of the spread",
        unit="%",
        digits=0,
        meaning="First-order share in the variance of unmet days: what knowing it would take away.",
    ),
    Column(name="value_low", title="Value, low", digits=2, shown=False),
    Column(name="value", title="Value", digits=2),
    Column(name="value_high", title="Value, high", digits=2, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="source_ids", title="Sources", shown=False),
]
_DAY_COLUMNS = [
    Column(name="on", title="Day"),
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Item"),
    Column(name="unit", title="Unit"),
    *(
        Column(name=f"stock_{round(100 * q):02d}", title=f"Stock, {round(100 * q)} %", digits=0)
        for q in measure.QUANTILES
    ),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
