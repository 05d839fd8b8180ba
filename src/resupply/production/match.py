"""Who could make what with whom: what each option has, lacks and would meet, one at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from resupply.book import View
from resupply.core.progress import Progress, silent
from resupply.network.figures import Row
from resupply.production.inputs import freed
from resupply.production.portfolio import Choosing, Portfolio
from resupply.production.posed import Posed
from resupply.production.stages import stage_of

#: What every option takes besides inputs.
ASPECTS = ("size", "cost", "in time", "agreement")
#: Part of the horizon that must be left after the first output for it to be in time.
_EARLY = 0.25
#: Sorts of options that take an agreement.
_TOGETHER = ("joint_venture", "licence")
#: States of a cell, from what helps to what is wanting.
STATES = ("there", "partly", "short", "unknown", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What one option, with what it requires, would meet.

    Args:
        with_: Options it was tried with.
        more_met_days: Need of the first tier met in addition [days of need].
        more_met: The same over all needs [units of need].
        spent: What that costs [currency].
        freed_days: As `more_met_days`, if no input were short.
    """

    with_: tuple[str, ...]
    more_met_days: float
    more_met: float
    spent: float
    freed_days: float


def alone(
    posed: Posed,
    asked: Choosing,
    *,
    budget: float = np.inf,
    progress: Progress = silent,
) -> dict[str, Alone]:
    """What each option would meet by itself, by its name.

    Args:
        posed: The question.
        asked: As stated.
        budget: What each may cost at most [currency].
        progress: Told of each option.
    """
    nothing = asked.choose(0.0, only=())
    plenty = freed(asked)
    bare = plenty.choose(0.0, only=())
    found = {}
    for done, option in enumerate(posed.options):
        progress(done, len(posed.options), "options")
        only = _required(posed, option.id)
        one = asked.choose(budget, only=only)
        other = plenty.choose(budget, only=only, first_only=True)
        found[option.id] = Alone(
            with_=tuple(o for o in only if o != option.id),
            more_met_days=max(nothing.unmet_days[0] - one.unmet_days[0], 0.0),
            more_met=max(_unmet(asked, nothing) - _unmet(asked, one), 0.0),
            spent=one.cost,
            freed_days=max(bare.unmet_days[0] - other.unmet_days[0], 0.0),
        )
    progress(len(posed.options), len(posed.options), "options")
    return found


def _required(posed: Posed, name: str) -> tuple[str, ...]:
    """An option and all it requires, at any depth."""
    requires = {o.id: o.requires for o in posed.options}
    found = [name]
    for each in found:
        found += [r for r in requires.get(each, ()) if r not in found]
    return tuple(found)


def _unmet(asked: Choosing, portfolio: Portfolio) -> float:
    backlog = asked.program.problem.needs.backlog
    unmet = portfolio.unmet
    return float(np.where(backlog, unmet[:, -1], unmet.sum(axis=1)).sum())


def cells(
    view: View, posed: Posed, asked: Choosing, worth: Mapping[str, Alone]
) -> list[dict[str, Any]]:
    """A cell for each option and what it takes: who makes it, cost, time, inputs, agreement."""
    first = dict(zip((o.id for o in posed.options), asked.program.terms.first_days, strict=True))
    made = []
    for row in view.table("production_options"):
        name = str(row["option_id"])
        lacks = next((u for u in posed.offered.unpriced if u.id == name), None)
        made += [
            _capability(row, lacks is not None and lacks.missing in ("size", "rate")),
            _cost(row),
            _time(row, posed, first.get(name)),
            *_inputs(view, posed, row),
            *_agreement(view, row),
        ]
    for cell in made:
        found = worth.get(cell["option"])
        cell["more_met_days"] = None if found is None else found.more_met_days
    return made


def _cell(row: Row, aspect: str, state: str, reason: str, sources: Sequence[str]) -> dict[str, Any]:
    return {
        "option": str(row["option_id"]),
        "option_name": str(row.get("name") or row["option_id"]),
        "item": str(row["item"]),
        "aspect": aspect,
        "state": state,
        "reason": reason,
        "source_ids": [s for s in sources if s],
    }


def _said(row: Row) -> list[str]:
    return [str(row.get("source_id") or "")]


def _capability(row: Row, lacks: bool) -> dict[str, Any]:
    if lacks:
        return _cell(row, "size", "unknown", "nobody published how much it would give", _said(row))
    size = [row.get(f"size{end}") for end in ("_low", "", "_high")]
    stated = " to ".join(dict.fromkeys(f"{float(x):,.0f}" for x in size if x not in (None, "")))
    basis = str(row.get("basis") or "reported")
    state = "partly" if basis == "assumption" else "there"
    return _cell(row, "size", state, f"{stated} {row.get('unit')} ({basis})", _said(row))


def _cost(row: Row) -> dict[str, Any]:
    stated = any(row.get(c) not in (None, "") for c in ("cost", "cost_each"))
    if not stated:
        return _cell(row, "cost", "unknown", "no cost is public", _said(row))
    assumed = str(row.get("basis") or "") == "assumption"
    what = "an assumption with its range" if assumed else "stated"
    return _cell(row, "cost", "partly" if assumed else "there", what, _said(row))


def _time(row: Row, posed: Posed, first: float | None) -> dict[str, Any]:
    if first is None:
        stated = row.get("months") not in (None, "")
        what = f"about {row['months']} months" if stated else "no start is public"
        return _cell(row, "in time", "partly" if stated else "unknown", what, _said(row))
    months = first / 30.4375
    left = 1 - first / posed.calendar.days
    state = "there" if left >= _EARLY else "partly" if left > 0 else "missing"
    what = f"first output after {months:.0f} months of {posed.calendar.count}"
    return _cell(row, "in time", state, what, _said(row))


def _inputs(view: View, posed: Posed, row: Row) -> list[dict[str, Any]]:
    """A cell for each input of the option's recipe."""
    recipe = row.get("recipe")
    if not recipe:
        return []
    inputs = [r for r in view.table("recipe_inputs") if r["recipe_id"] == recipe]
    return [
        _cell(
            row,
            posed.name(str(i["item"])),
            str(i.get("availability") or "unknown"),
            str(i.get("note") or "nothing is said of its supply"),
            [str(i.get("source_id") or "")],
        )
        for i in inputs
    ]


def _agreement(view: View, row: Row) -> Iterator[dict[str, Any]]:
    """How far partners have agreed, for what several make together."""
    name = row.get("agreement")
    if not name:
        if row["kind"] in _TOGETHER:
            yield _cell(row, "agreement", "unknown", "no agreement is named", [])
        return
    for plan in view.rows("joint_production"):
        if plan.row_id == name:
            stage = stage_of(str(plan.fields["stage"]))
            done = stage in ("agreement", "under construction", "output")
            words = f"{plan.fields['stage']} ({name})"
            yield _cell(row, "agreement", "there" if done else "partly", words, [plan.source_id])
            return
    yield _cell(row, "agreement", "unknown", f"{name} is no row of joint_production", [])
