"""Reliability: how long promises wait at each stage, how many are withdrawn, how many come on time.

A donor's curve is drawn from its own record beside the others' (`pooled`); the curve of the record
alone (`survival`) stands beside it. Both are conditional on what was known on the day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from resupply.book import View
from resupply.core.answer import Answer, Part
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.forecast import aft, goods, pooled, reliability_columns, survival, waits
from resupply.forecast.pooled import Hazards
from resupply.forecast.waits import MOVED, OPEN, WITHDRAWN, Waits
from resupply.picture import parties, promises, sources

Floats = NDArray[np.float64]

#: What a row can be.
BY = ("donor", "kind", "group")
#: Ages at which curves are told [day].
AGES = np.array([0, 1, 7, 14, 30, 61, 91, 122, 152, 183, 243, 304, 365, 456, 548, 639, 730], float)
#: Ages looked at for a median, up to five years [day].
_FINE = np.concatenate([[0, 1], np.arange(4, 730, 4), np.arange(730, 1827, 30)]).astype(float)
#: Ends of bands: eight in ten draws lie between.
BAND = (0.1, 0.5, 0.9)
#: Promises in effect of which something became: below the first nothing is told, below the second
#: it is told that others' record speaks.
NONE_BELOW, LITTLE_BELOW = 0.5, 5.0
_DRAWS = 1000


class Unit(NamedTuple):
    """A donor, kind or group, and what is known of it on one way.

    Args:
        name: Its id; None = all.
        own: Its pieces.
        weight: What each piece counts.
        moved: Draws of the share moved by the ages of `_FINE`, shape (draws, ages).
        withdrawn: Draws of the share withdrawn by then, same shape.
    """

    name: str | None
    own: Waits
    weight: Floats
    moved: Floats
    withdrawn: Floats

    @property
    def events(self) -> float:
        """Promises in effect of which something became."""
        return float(self.weight[self.own.outcomes != OPEN].sum())


def answer(
    view: View,
    scope: Scope,
    *,
    today: date,
    by: str = "donor",
    promised: Scope | None = None,
    seed: int = 1,
) -> Answer:
    """How long promises wait, with bands; one row a donor, kind or group and way.

    Args:
        view: The book as known on a day.
        scope: Bounds; the donors asked for are judged beside all others.
        today: What has not moved by then is open.
        by: donor, kind or group.
        promised: Scope of the promises followed one by one; None = the scope's own.
        seed: Of the draws that bands are made of.

    Raises:
        QuestionError: `by` is none of these, or nothing waits anywhere.
    """
    if by not in BY:
        raise unknown_name("--by", "row", by, BY)
    asked = msgspec.structs.replace(scope, measure="value", stage=None)
    one_by_one = _one_by_one(asked, promised)
    records = list(_records(view, asked, one_by_one, today))
    if not records:
        raise QuestionError(
            where="reliability",
            what="the record holds no two stages between which a promise can wait, and no promises "
            "one by one.",
            todo="record pledges, allocations or deliveries; resupply balances --by stage shows "
            "what there is.",
        )
    names = parties.names(view)
    rows, curves = list[dict[str, Any]](), list[dict[str, Any]]()
    for dataset, record in records:
        for unit in _units(view, asked, record, by, seed, today):
            told = {"id": unit.name, "name": names.get(unit.name or "", unit.name or "All")}
            told |= {"dataset": dataset, "way": record.way.told}
            rows.append({**told, **_row(unit)})
            curves += [{**told, **r} for r in _curve(unit)]
    told_of = {(r["way"], r["id"]) for r in rows if r["record"] != "too little"}
    curves = [c for c in curves if (c["way"], c["id"]) in told_of]
    return Answer(
        question="reliability",
        scope=asked,
        columns=reliability_columns.ROWS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows),
        findings=_once(f for _, record in records for f in record.findings),
        warnings=_warnings(rows),
        tables=[
            *_on_time(view, one_by_one, today),
            Part(
                name="curves",
                title="Share moved by age",
                columns=reliability_columns.CURVES,
                rows=curves,
                shown=False,
            ),
        ],
    )


def beside(promised: Answer, told: Answer) -> Answer:
    """Promises one by one, with how long they wait beside them.

    Args:
        promised: Promises one by one.
        told: An `answer` of this module for the same bounds.
    """
    records = sorted({str(row["dataset"]) for row in told.rows})
    waiting = Part(
        name="reliability",
        title=f"How long promises wait (of {', '.join(records)})",
        columns=told.columns,
        rows=told.rows,
    )
    return msgspec.structs.replace(
        promised,
        sources={**promised.sources, **told.sources},
        findings=list(dict.fromkeys([*promised.findings, *told.findings])),
        warnings=list(dict.fromkeys([*promised.warnings, *told.warnings])),
        tables=[*promised.tables, waiting, *told.tables],
        told=[*promised.told, told.sentence],
    )


def _one_by_one(scope: Scope, promised: Scope | None) -> Scope | None:
    """Scope of the promises followed one by one; None = another record, without kinds of aid."""
    if promised is None:
        return scope
    other = promised.dataset != scope.dataset
    return None if other and scope.kinds else msgspec.structs.replace(promised, stage=None)


def _records(
    view: View, scope: Scope, promised: Scope | None, today: date
) -> Iterator[tuple[str | None, Waits]]:
    ways = waits.ways(view, scope)
    for way in ways:
        found = waits.read(view, scope, way, today)
        if len(found.ages):
            yield scope.dataset, found
    if promised is None:
        return
    followed = bool(ways) and promised.dataset == scope.dataset
    found = goods.read(view, promised, today, money=not followed)
    if len(found.ages):
        yield promised.dataset, found


def _units(
    view: View, scope: Scope, record: Waits, by: str, seed: int, today: date
) -> Iterator[Unit]:
    """Rows of one way: those asked for, and all together when there are several."""
    labels = record.kind if by == "kind" else record.donor
    names, units = np.unique(labels.astype(str), return_inverse=True)
    weight = waits.weights(record, units, len(names))
    found = pooled.evidence(record.ages, record.outcomes, weight, units, len(names))
    hazards = pooled.sample(found, draws=_DRAWS, seed=seed)
    place = {str(n): at for at, n in enumerate(names)}

    def unit(name: str | None, members: Sequence[int]) -> Unit:
        chosen = np.isin(units, members)
        own = record.only(chosen)
        if len(members) == 1:
            alone = Hazards(*(part[:, [members[0]]] for part in hazards))
            return Unit(name, own, weight[chosen], *_shares(alone))
        return _together(name, own, seed)

    on = scope.until or today
    wanted = _wanted(view, scope, by, place, on)
    rows = [unit(name, members) for name, members in wanted]
    yield from sorted(rows, key=lambda u: (-u.events, str(u.name)))
    if len(rows) > 1 and by != "group":
        yield unit(None, sorted({m for _, members in wanted for m in members}))


def _wanted(
    view: View, scope: Scope, by: str, place: Mapping[str, int], on: date
) -> list[tuple[str, list[int]]]:
    chosen = parties.resolve(view, scope.donors, on, where="--donor") if scope.donors else None
    if by == "kind":
        return [(name, [at]) for name, at in place.items()]
    if by == "donor":
        return [(n, [at]) for n, at in place.items() if chosen is None or n in chosen]
    found = []
    for group in sorted(parties.groups(view)):
        members = parties.members(view, group, on) | {group}
        inside = sorted(place[m] for m in members if m in place)
        if inside and (chosen is None or group in chosen):
            found.append((group, inside))
    if not found:
        raise QuestionError(
            where="--by group",
            what="no group of the case has members that promised anything.",
            todo="add rows to memberships, or ask --by donor.",
        )
    return found


def _together(name: str | None, own: Waits, seed: int) -> Unit:
    """Several donors as if they were one: their promises weighed together, by amount."""
    same = np.zeros(len(own.ages), dtype=np.int64)
    weight = waits.weights(own, same, 1)
    found = pooled.evidence(own.ages, own.outcomes, weight, same, 1)
    return Unit(name, own, weight, *_shares(pooled.sample(found, draws=_DRAWS, seed=seed)))


def _shares(hazards: Hazards) -> tuple[Floats, Floats]:
    """Draws of the shares of one unit moved and withdrawn by the ages of `_FINE`."""
    once = hazards.at_once
    later = pooled.moved_by(hazards, _FINE)[:, 0]
    left = pooled.open_share(hazards, _FINE)[:, 0]
    return once + (1 - once) * later, (1 - once) * np.maximum(1 - later - left, 0.0)


def _row(unit: Unit) -> dict[str, Any]:
    own, weight = unit.own, unit.weight
    total = max(float(weight.sum()), 1e-12)
    events = unit.events
    told = events >= NONE_BELOW
    counted = survival.counted(own.ages, own.outcomes, weight)
    ages, moved, _ = survival.aalen_johansen(counted)
    at_once = (own.outcomes == MOVED) & (own.ages < pooled.AT_ONCE_DAYS)
    row: dict[str, Any] = {
        "basis": _basis(own),
        "promises": len(np.unique(own.origin)),
        "in_effect": total,
        "events": events,
        "record": "own" if events >= LITTLE_BELOW else "little" if told else "too little",
        "at_once_share": float(weight[at_once].sum()) / total,
        "moved_share": float(weight[own.outcomes == MOVED].sum()) / total,
        "withdrawn_share": float(weight[own.outcomes == WITHDRAWN].sum()) / total,
        "open_share": float(weight[own.outcomes == OPEN].sum()) / total,
        "own_median_days": survival.median_age(ages, moved),
        **_fitted(own, weight),
        "source_ids": sorted(
            {s for d in np.unique(own.donor.astype(str)) for s in own.sources.get(d, ())}
        ),
    }
    ends = ("_low", "", "_high")
    for age in (90, 365):
        column = unit.moved[:, int(np.searchsorted(_FINE, age))]
        row |= {
            f"moved_by_{age}_days{e}": float(v) if told else None
            for e, v in zip(ends, np.quantile(column, BAND), strict=True)
        }
    gone = unit.withdrawn[:, int(np.searchsorted(_FINE, 365))]
    row |= {
        f"withdrawn_by_365_days{e}": float(v) if told else None
        for e, v in zip(ends, np.quantile(gone, BAND), strict=True)
    }
    return row | _median(unit.moved, told)


def _median(moved: Floats, told: bool) -> dict[str, float | None]:
    """Age by which half has moved; None where it never does, or lies beyond five years."""
    half = moved >= 0.5
    first = np.where(half.any(axis=1), _FINE[half.argmax(axis=1)], np.inf)
    values = np.sort(first)
    ends = [float(values[int(q * (len(values) - 1))]) for q in BAND]
    names = ("median_days_low", "median_days", "median_days_high")
    return {n: e if told and np.isfinite(e) else None for n, e in zip(names, ends, strict=True)}


def _fitted(own: Waits, weight: Floats) -> dict[str, Any]:
    """What a shape says of what did not move at once, where it can speak."""
    later = own.ages >= pooled.AT_ONCE_DAYS
    came = own.outcomes == MOVED
    enough = float(weight[later & came].sum()) >= LITTLE_BELOW
    found = aft.fit(own.ages[later], came[later], weight[later]) if enough else None
    return {
        "fitted_shape": found.shape if found else None,
        "fitted_median_days": found.median if found else None,
    }


def _basis(own: Waits) -> str:
    if own.reported.all():
        return "reported"
    return "both" if own.reported.any() else "matched"


def _curve(unit: Unit) -> Iterator[dict[str, Any]]:
    record = survival.counted(unit.own.ages, unit.own.outcomes, unit.weight)
    ages, moved, _ = survival.aalen_johansen(record)
    oldest = float(unit.own.ages.max())
    hazard = survival.nelson_aalen(record)
    for age in AGES:
        at = int(np.searchsorted(_FINE, age))
        low, middle, high = np.quantile(unit.moved[:, at], BAND)
        step = np.searchsorted(ages, age, side="right") - 1
        seen = age <= oldest
        yield {
            "age_days": float(age),
            "moved_by_age_low": float(low),
            "moved_by_age": float(middle),
            "moved_by_age_high": float(high),
            "withdrawn_by_age": float(np.median(unit.withdrawn[:, at])),
            "own_moved_by_age": float(moved[step]) if seen else None,
            "own_cumulative_hazard": float(hazard.at([age])[0]) if seen else None,
            "at_risk": float(unit.weight[unit.own.ages >= age].sum()),
        }


def _on_time(view: View, scope: Scope | None, today: date) -> Iterator[Part]:
    """Promises by donor, and how many of those that were due came on time."""
    from scipy.special import betaincinv

    if scope is None:
        return
    rows = []
    for row in promises.by_donor(view, scope, today=today).rows:
        kept, cases = row["on_time"], row["cases"]
        # Jeffreys' interval: honest with few cases, never 0 or 1 for certain.
        ends = [
            float(betaincinv(kept + 0.5, cases - kept + 0.5, q)) if cases else None
            for q in (BAND[0], BAND[2])
        ]
        rows.append({**row, "on_time_share_low": ends[0], "on_time_share_high": ends[1]})
    if any(r["cases"] for r in rows):
        yield Part(
            name="on_time",
            title="Promises one by one: kept on time",
            columns=reliability_columns.ON_TIME,
            rows=rows,
        )


def _once(findings: Iterator[Finding]) -> list[Finding]:
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        found.setdefault((finding.where, finding.what), finding)
    return list(found.values())


def _sentence(rows: Sequence[Mapping[str, Any]]) -> str:
    told = [r for r in rows if r["record"] != "too little"]
    if not told:
        return "There is not enough record: of hardly a promise is it known when it moved on."
    way = told[0]["way"]
    same = [r for r in told if r["way"] == way]
    every = next((r for r in same if r["id"] is None), same[0])
    name = "All donors together" if every["id"] is None else every["name"]
    return f"{name}, {way}: {_said(every)}{_slowest(same)}"


def _said(row: Mapping[str, Any]) -> str:
    low, middle, high = (row[f"moved_by_90_days{e}"] for e in ("_low", "", "_high"))
    once = f"{row['at_once_share']:.0%} moved at once, "
    return (
        f"{once}{middle:.0%} by 90 days (80% range {low:.0%} to {high:.0%}), "
        f"{row['moved_by_365_days']:.0%} by a year."
    )


def _slowest(rows: Sequence[Mapping[str, Any]]) -> str:
    own = [r for r in rows if r["record"] == "own" and r["id"] is not None]
    if len(own) < 2:
        return ""
    key: Callable[[Mapping[str, Any]], float] = lambda r: float(r["moved_by_365_days"])  # noqa: E731  # named for its type
    slowest = min(own, key=key)
    return (
        f" Slowest with a record of its own: {slowest['name']}, "
        f"{slowest['moved_by_365_days']:.0%} by a year."
    )


def _warnings(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    out = []
    if any(r["basis"] != "reported" for r in rows):
        out.append(
            "Where basis is matched, no source links the moves to the promises: what was promised "
            "first is taken to move first, by donor and kind of aid."
        )
    if any(r["at_once_share"] > 0.5 for r in rows):
        out.append(
            "What moves at once may be a rule of the source (both stages booked on one day), not "
            "speed."
        )
    few = [r["name"] for r in rows if r["record"] == "too little"]
    if few:
        told = f"{few[0]}" if len(few) == 1 else f"{len(few)} rows"
        out.append(f"Not enough record, so nothing is told: {told}.")
    little = sum(r["record"] == "little" for r in rows)
    if little:
        out.append(
            f"Of {counted(little, 'row')} with little record of its own the figures are mostly "
            "those of all donors, with wide ranges."
        )
    return out
