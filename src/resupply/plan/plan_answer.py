"""The answer to "what to send from where, which way, when, and what stays short"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column, Part
from resupply.core.errors import unknown_name
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.model import LEVELS, Level, Network
from resupply.picture import sources
from resupply.plan import levels, rows, why
from resupply.plan.again import too_large
from resupply.plan.calendar import last_day
from resupply.plan.causes import CAUSES, Why
from resupply.plan.levers import names_of, unit_of_group
from resupply.plan.plan import Asked, Plan, make
from resupply.plan.told import day, share

#: What the main rows can be.
SHOWS = ("shipments", "needs", "stock", "unmet", "why", "assumptions", "proof")
#: Tables that people see without asking; programs and files have the others too,
_SHOWN = ("needs", "proof", "assumptions")
#: up to so many rows: of a large network they are asked for one by one.
_ROWS_MOST = 20_000
#: Shortfalls that are told in words.
_TOLD = 4


def answer(
    view: View,
    scope: Scope,
    network: Network,
    asked: Asked,
    *,
    level: str = "all",
    show: str = "all",
    progress: Progress = silent,
) -> Answer:
    """A plan, what it leaves unmet at the ends of the ranges, and why.

    Args:
        view: The book, for sources.
        scope: Bounds, printed with the answer.
        network: What there is, can go where, and is needed.
        asked: How the plan is asked for.
        level: `low`, `central`, `high`, or `all`: the plan as stated, and the needs at all three.
        show: `all`, or one of `SHOWS` as the only rows.
        progress: Told of the work.

    Raises:
        NetworkError: Nobody needs anything, or no plan keeps the room of the places.
        QuestionError: A word that is none of ours.
    """
    if show not in ("all", *SHOWS):
        raise unknown_name("--show", "table of a plan", show, ("all", *SHOWS))
    if level not in ("all", *LEVELS):
        raise unknown_name("--level", "level", level, ("all", *LEVELS))
    plans = _plans(network, asked, level, progress)
    plan = plans.get("central") or next(iter(plans.values()))
    reasons = why.explain(plan, progress=progress)
    ends = [p for p in plans.values() if p is not plan]
    sent = rows.shipments(plan)
    parts = {
        "needs": Part(
            name="needs",
            title="What is met",
            columns=_NEED_COLUMNS,
            rows=needs(network, plans),
            first=True,
        ),
        "shipments": Part(
            name="shipments",
            title=f"What to send{'' if level == 'all' else f' ({level})'}",
            columns=rows.shipment_columns(sent),
            rows=sent,
        ),
        "stock": Part(
            name="stock", title="Stock", columns=rows.STOCK_COLUMNS, rows=rows.stocks(plan)
        ),
        "unmet": Part(
            name="unmet",
            title="Need by period",
            columns=rows.UNMET_COLUMNS,
            rows=rows.unmet(plan, ends),
        ),
        "why": Part(name="why", title="Why short", columns=_WHY_COLUMNS, rows=_why(reasons)),
        "assumptions": Part(
            name="assumptions",
            title="Assumptions it rests on",
            columns=ASSUMPTION_COLUMNS,
            rows=assumptions(network),
        ),
        "proof": Part(name="proof", title="Proof", columns=_PROOF_COLUMNS, rows=_proof(plan)),
    }
    return _laid_out(view, scope, plan, plans, reasons, parts, show)


def _plans(network: Network, asked: Asked, level: str, progress: Progress) -> dict[Level, Plan]:
    """Plans at the levels asked for; of a large network only as stated."""
    if level != "all":
        one: Level = msgspec.convert(level, Level)
        return {one: make(network, _at(asked, one), progress=progress)}
    plans: dict[Level, Plan] = {"central": make(network, _at(asked, "central"), progress=progress)}
    if too_large(plans["central"].problem):
        return plans
    for end in ("low", "high"):
        plans[end] = make(network, _at(asked, end), progress=progress)
    return plans


def _at(asked: Asked, level: Level) -> Asked:
    """The same, at a level."""
    return replace(asked, level=level)


def needs(network: Network, plans: Mapping[Level, Plan]) -> list[dict[str, Any]]:
    """Each need: asked for, met and unmet, with the ends of the ranges, and when it is short."""
    names = names_of(network)
    middle: Level = "central" if "central" in plans else next(iter(plans))
    every: dict[Level, Plan] = {level: plans.get(level, plans[middle]) for level in LEVELS}
    found = []
    for need, told in zip(network.needs, levels.of(network, every, {}).needs, strict=True):
        row = {
            "need": need.id,
            "place": need.place,
            "place_name": names.get(need.place, need.place),
            "item": need.group,
            "item_name": names.get(need.group, need.group),
            "tier": need.tier,
            "unit": unit_of_group(network, need.group),
            "asked": told.asked[middle],
            "unmet": told.unmet[middle],
            "met_percent": _percent(told.share_served[middle]),
            "short_on": told.first_short_on[middle],
            "short_days": told.short_days[middle],
            "source_ids": list(need.per_day.source_ids),
        }
        if len(plans) > 1:
            row |= {
                "asked_low": told.asked["high"],
                "asked_high": told.asked["low"],
                "unmet_low": told.unmet["high"],
                "unmet_high": told.unmet["low"],
                "met_low_percent": _percent(told.share_served["low"]),
                "met_high_percent": _percent(told.share_served["high"]),
                "short_low_on": told.first_short_on["low"],
                "short_high_on": told.first_short_on["high"],
            }
        found.append(row)
    return found


def _percent(part: float | None) -> float | None:
    return None if part is None else 100 * part


def _laid_out(
    view: View,
    scope: Scope,
    plan: Plan,
    plans: Mapping[Level, Plan],
    reasons: Why,
    parts: Mapping[str, Part],
    show: str,
) -> Answer:
    main = parts["shipments" if show == "all" else show]
    others = [
        msgspec.structs.replace(p, shown=name in _SHOWN)
        for name, p in parts.items()
        if show == "all" and p is not main and (name in _SHOWN or len(p.rows) <= _ROWS_MOST)
    ]
    told = sources.of(view, [*main.rows, *(r for p in others for r in p.rows)])
    return Answer(
        question="plan",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        columns=main.columns,
        rows=main.rows,
        sources=told,
        sentence=_sentence(plan, parts["needs"].rows),
        findings=list(plan.network.findings),
        warnings=[*_warnings(plan, plans), *reasons.warnings],
        title=main.title if show == "all" else "",
        tables=others,
        told=_told(reasons) if show == "all" else (),
    )


def _told(reasons: Why) -> list[str]:
    """Why need stays unmet, in words; the rest is counted."""
    lines = [s.sentence for s in reasons.shortfalls[:_TOLD] if s.sentence]
    more = len(reasons.shortfalls) - len(lines) + reasons.left_out
    return [*lines, f"{counted(more, 'more shortage')}: --show why."] if more > 0 else lines


def _sentence(plan: Plan, found: Sequence[Mapping[str, Any]]) -> str:
    end = day(last_day(plan.calendar, plan.calendar.count - 1))
    head = f"Until {end}, {counted(plan.calendar.days, 'day')}"
    short = [r for r in found if r["unmet"] > 1e-6 * max(r["asked"], 1.0)]
    if not short:
        return f"{head}: all that is needed can be met."
    asked, unmet = sum(r["asked"] for r in found), sum(r["unmet"] for r in found)
    units = {r["unit"] for r in found}
    if len(found) == 1:
        row = short[0]
        what = f"the need for {row['item_name']} at {row['place_name']}"
        between = _between(row.get("met_low_percent"), row.get("met_high_percent"))
        part = f"{row['met_percent']:.0f} %{between} of {what} can be met"
    elif len(units) == 1:
        between = _between(*_met_of_all(found))
        where = f"at {len(found)} places"
        part = f"{share(1 - unmet / asked)}{between} of what is needed {where} can be met"
    else:
        part = f"{len(short)} of {counted(len(found), 'need')} cannot be met in full"
    first = min(r["short_on"] for r in short if r["short_on"] is not None)
    return f"{head}: {part}; short from {day(first)} on."


def _met_of_all(found: Sequence[Mapping[str, Any]]) -> tuple[float | None, float | None]:
    """Least and most that is met of needs of one unit together, percent."""
    if any(row.get("asked_low") is None for row in found):
        return None, None

    def met(end: str) -> float:
        unmet, asked = (sum(row[f"{part}_{end}"] for row in found) for part in ("unmet", "asked"))
        return float(100 * (1 - unmet / asked))

    return met("high"), met("low")


def _between(low: float | None, high: float | None) -> str:
    if low is None or high is None or round(low) == round(high):
        return ""
    return f" (between {low:.0f} and {high:.0f} %)"


def _warnings(plan: Plan, plans: Mapping[Level, Plan]) -> list[str]:
    proof = plan.proof
    gap = "no bound is known" if proof.gap is None else f"gap at most {max(proof.gap, 0):.1e}"
    state = {
        "optimal": "proven best",
        "feasible": "not proven best",
        "stopped": "stopped before all stages were done",
    }[proof.status]
    out = [f"The plan is {state} ({gap}; {proof.method})."]
    if len(plans) > 1:
        out.append(
            "Ranges: every figure nobody knows exactly at its unfavourable and its favourable end."
        )
    assumed = len(plan.network.assumptions)
    if assumed:
        out.append(
            f"{counted(assumed, 'assumption')} that nobody published stand behind it: "
            "--show assumptions."
        )
    return [*out, *plan.warnings]


def _why(reasons: Why) -> list[dict[str, Any]]:
    """One row a cause of a shortfall."""
    return [
        {
            "item": s.group,
            "tier": s.tier,
            "places": list(s.places),
            "from_on": s.from_on,
            "until_on": s.until_on,
            "missing": s.amount,
            "unit": s.unit,
            "because": CAUSES.get(c.kind, c.kind.replace("_", " ")),
            "cause": c.kind,
            "share_percent": 100 * c.share,
            "amount": c.amount,
            "alone": c.alone,
            "rows": [name for name, _ in c.rows],
            "sentence": s.sentence,
            "source_ids": [],
        }
        for s in reasons.shortfalls
        for c in s.causes
    ]


def assumptions(network: Network) -> list[dict[str, Any]]:
    """Figures nobody published that the network rests on."""
    return [
        {
            "id": a.id,
            "what": a.what,
            "value_low": a.value.low,
            "value": a.value.central,
            "value_high": a.value.high,
            "unit": a.unit,
            "used_in": list(a.used_in),
            "reason": a.reason,
            "source_ids": [],
        }
        for a in network.assumptions
    ]


def _proof(plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "stage": s.name,
            "tier": s.tier,
            "objective": s.objective,
            "bound": s.bound,
            "gap": s.gap,
            "unit": s.unit,
            "seconds": s.seconds,
            "method": plan.proof.method,
            "source_ids": [],
        }
        for s in plan.stages
    ]


_NEED_COLUMNS = [
    Column(name="place_name", title="Place"),
    Column(name="item_name", title="Need"),
    Column(name="tier", title="Tier", digits=0, shown=False),
    Column(name="asked_low", title="Asked for, least", digits=0, shown=False),
    Column(name="asked", title="Asked for", digits=0),
    Column(name="asked_high", title="Asked for, most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="met_low_percent", title="Met, least", unit="%", digits=0, shown=False),
    Column(name="met_percent", title="Met", unit="%", digits=0),
    Column(name="met_high_percent", title="Met, most", unit="%", digits=0, shown=False),
    Column(name="unmet_low", title="Unmet, least", digits=0, shown=False),
    Column(name="unmet", title="Unmet", digits=0),
    Column(name="unmet_high", title="Unmet, most", digits=0, shown=False),
    Column(name="short_on", title="First short"),
    Column(name="short_low_on", title="First short, earliest", shown=False),
    Column(name="short_high_on", title="First short, latest", shown=False),
    Column(name="short_days", title="Days short", digits=0),
    Column(name="need", title="Need id", shown=False),
    Column(name="place", title="Place id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
_WHY_COLUMNS = [
    Column(name="item", title="Need"),
    Column(name="places", title="Where"),
    Column(name="from_on", title="From"),
    Column(name="until_on", title="To"),
    Column(name="missing", title="Missing", digits=0),
    Column(name="unit", title="Unit"),
    Column(name="because", title="Cause"),
    Column(name="cause", title="Cause, as programs name it", shown=False),
    Column(name="share_percent", title="Share", unit="%", digits=0),
    Column(name="amount", title="Amount", digits=0, shown=False),
    Column(name="alone", title="Gain if it alone were lifted", digits=0, shown=False),
    Column(name="rows", title="Concerned"),
    Column(name="tier", title="Tier", shown=False),
    Column(name="sentence", title="In words", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
#: Of the rows of `assumptions`.
ASSUMPTION_COLUMNS = [
    Column(name="id", title="Assumption"),
    Column(name="what", title="What"),
    Column(name="value_low", title="Low", shown=False),
    Column(name="value", title="Value"),
    Column(name="value_high", title="High", shown=False),
    Column(name="unit", title="Unit"),
    Column(name="used_in", title="Used in"),
    Column(name="reason", title="Reason", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
_PROOF_COLUMNS = [
    Column(name="stage", title="What matters, in order"),
    Column(name="tier", title="Tier", digits=0),
    Column(name="objective", title="Value", digits=4),
    Column(name="bound", title="No plan is below", digits=4),
    Column(name="gap", title="Gap"),
    Column(name="unit", title="Unit"),
    Column(name="seconds", title="Took", unit="s", digits=2),
    Column(name="method", title="Method", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
