"""The answer to "who could make what with whom, what is missing for it, what would it meet"."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.answer import Answer, Column, Part
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.picture import sources
from resupply.plan.plan_answer import ASSUMPTION_COLUMNS
from resupply.plan.told import day, days_of_need
from resupply.production import columns, invest_told, stages
from resupply.production.match import ASPECTS, Alone, alone, cells
from resupply.production.milp import GAP
from resupply.production.posed import Posed, assumptions, refuse_too_little

_NONE = 0.01


def answer(
    view: View,
    scope: Scope,
    posed: Posed,
    *,
    budget: float | None = None,
    progress: Progress = silent,
) -> Answer:
    """Every option, with who, what it lacks, and what it would meet by itself.

    Args:
        view: The book.
        scope: Bounds, printed with the answer.
        posed: The question.
        budget: What each option may cost at most; None = whatever it costs.
        progress: Told of each option.

    Raises:
        QuestionError: Less money than anything costs.
    """
    asked = posed.choosing(gap=GAP)
    if budget is not None:
        refuse_too_little(posed, asked, [budget])
    worth = alone(posed, asked, budget=np.inf if budget is None else budget, progress=progress)
    grid = cells(view, posed, asked, worth)
    rows = _rows(view, posed, worth, grid)
    plans = stages.follow_up(view, posed.names)
    parts = [
        Part(
            name="cells",
            title="What each option has and lacks",
            columns=_CELLS,
            rows=grid,
            rows_max=15,
        ),
        Part(name="follow_up", title="How far plans have come", columns=_FOLLOW_UP, rows=plans),
        Part(
            name="assumptions",
            title="Assumptions it rests on",
            columns=ASSUMPTION_COLUMNS,
            rows=assumptions(view, posed),
        ),
    ]
    every = [*rows, *grid, *plans]
    return Answer(
        question="match",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        title="By what each would meet by itself",
        columns=_columns(posed),
        rows=rows,
        tables=[p for p in parts if p.rows],
        sources=sources.of(view, every),
        sentence=_sentence(posed, rows, plans),
        findings=posed.findings,
        warnings=_warnings(posed, plans),
    )


def _rows(
    view: View, posed: Posed, worth: Mapping[str, Alone], grid: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    lacking = _lacking(grid)
    rows = [_row(row, posed, worth, lacking) for row in view.table("production_options")]
    rows.sort(key=lambda r: (r["more_met_days"] is None, -(r["more_met_days"] or 0.0)))
    for rank, row in enumerate((r for r in rows if (r["more_met_days"] or 0) > _NONE), 1):
        row["rank"] = rank
    return rows


def _lacking(grid: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What each option lacks: what is short by its name, inputs nothing is known of counted."""
    lacking: dict[str, list[str]] = {}
    unknown: dict[str, int] = {}
    for cell in grid:
        option, aspect, state = cell["option"], cell["aspect"], cell["state"]
        if state in ("short", "missing") or (state == "unknown" and aspect in ASPECTS):
            lacking.setdefault(option, []).append(f"{aspect} {state}")
        elif state == "unknown":
            unknown[option] = unknown.get(option, 0) + 1
    for option, count in unknown.items():
        lacking.setdefault(option, []).append(f"{counted(count, 'input')} unknown")
    return lacking


def _row(
    row: Mapping[str, Any],
    posed: Posed,
    worth: Mapping[str, Alone],
    lacking: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    name = str(row["option_id"])
    found = worth.get(name)
    days = None if found is None else found.more_met_days
    # An option that meets nothing by itself is not bought, which is not to say that it is free.
    spent = None if found is None or found.spent < 1 else found.spent
    partners = row.get("partners") or ()
    listed = partners.split(";") if isinstance(partners, str) else list(partners)
    return {
        "rank": None,
        "item": str(row["item"]),
        "item_name": posed.name(str(row["item"])),
        "option": name,
        "option_name": str(row.get("name") or name),
        "kind": str(row["kind"]).replace("_", " "),
        "maker": posed.name(str(row.get("party") or "")) or None,
        "partners": [posed.name(p) for p in listed],
        "more_met": None if found is None else found.more_met,
        "unit": invest_told.unit(posed),
        "more_met_days": days,
        "freed_days": None if found is None else found.freed_days,
        "spent": spent,
        "currency": posed.network.currency,
        "days_per_million": days / (spent / 1e6) if days and spent else None,
        "together_with": [] if found is None else list(found.with_),
        "missing": list(lacking.get(name, ())),
        "note": row.get("note"),
        "basis": row.get("basis") or "reported",
        "source_ids": [str(row["source_id"])] if row.get("source_id") else [],
    }


def _sentence(
    posed: Posed, rows: Sequence[Mapping[str, Any]], plans: Sequence[Mapping[str, Any]]
) -> str:
    if not rows:
        return "The case states no options of production, so there is nothing to match."
    ranked = [r for r in rows if r["rank"]]
    out = f"Until {day(posed.end_on)}, {len(ranked)} of {counted(len(rows), 'option')} "
    out += "would meet need by themselves."
    if ranked:
        best = ranked[0]
        out += f" Most: {best['option_name']}, {days_of_need(best['more_met_days'])}"
        out += f" for {invest_told.money(best['spent'], posed)}."
    open_ = [p for p in plans if p["step"] is not None and p["stage"] != "output"]
    if open_:
        are = "is" if len(open_) == 1 else "are"
        out += f" {counted(len(open_), 'plan')} to make things together {are} on the way."
    return out


def _warnings(posed: Posed, plans: Sequence[Mapping[str, Any]]) -> list[str]:
    out = list(posed.told)
    out.append(
        "Each option is tried by itself, with only what it requires: what several meet together "
        "is not the sum (resupply invest)."
    )
    if any(p["statements"] for p in plans):
        out.append(
            "Statements at meetings are matched with plans by us, by parties and days; no source "
            "links them."
        )
    return out


def _columns(posed: Posed) -> list[Column]:
    money = f"{posed.network.currency} million"
    return [
        Column(name="rank", title="Rank", digits=0),
        Column(name="item_name", title="Need"),
        Column(name="option_name", title="Option"),
        Column(name="kind", title="Sort"),
        Column(name="maker", title="Who"),
        Column(name="more_met", title="Would meet", digits=0),
        Column(name="unit", title="Unit"),
        Column(name="more_met_days", title="Would meet", unit="days of need", digits=1),
        Column(
            name="freed_days",
            title="If no input were short",
            unit="days of need",
            digits=1,
            shown=False,
        ),
        Column(name="spent", title="Costs", unit=money, digits=1, scale=1e6),
        Column(name="missing", title="Missing"),
        *(
            Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
            for n in (
                "partners",
                "together_with",
                "days_per_million",
                "option",
                "item",
                "currency",
                "basis",
                "note",
            )
        ),
        columns.SOURCES,
    ]


_CELLS = [
    Column(name="option_name", title="Option"),
    Column(name="aspect", title="Takes"),
    Column(name="state", title="State"),
    Column(name="reason", title="Reason"),
    Column(name="option", title="Option id", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="more_met_days", title="Would meet", digits=1, shown=False),
    columns.SOURCES,
]
_FOLLOW_UP = [
    Column(name="name", title="Plan"),
    Column(name="partners", title="Partners"),
    Column(name="item", title="Of"),
    Column(name="stage", title="Stage"),
    Column(name="next", title="Next would be"),
    Column(name="signed_on", title="Signed"),
    Column(name="rate_low", title="Rate, least", digits=0, shown=False),
    Column(name="rate", title="Rate", digits=0),
    Column(name="rate_high", title="Rate, most", digits=0, shown=False),
    Column(name="rate_unit", title="Unit"),
    Column(name="statements", title="Said at meetings"),
    *(
        Column(name=n, title=n.replace("_", " ").capitalize(), shown=False)
        for n in ("id", "country", "words", "step", "start_low_on", "start_high_on", "note")
    ),
    columns.SOURCES,
]
