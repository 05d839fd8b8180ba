"""Rank: who gave most - in all, per head, per GDP. The denominator's year is part of the answer."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.findings import Finding
from resupply.core.money import in_words
from resupply.core.scope import Scope
from resupply.core.words import AidKind
from resupply.picture import denominators, flows, parties, sources

#: What can be ranked by: the metric that divides, the column, its unit and the factor.
PER = {
    "total": (None, "total", "bn", 1.0),
    "head": ("population", "per_head", "", 1.0),
    "gdp": ("gdp", "per_gdp_percent", "%", 100.0),
}


def answer(
    view: View,
    scope: Scope,
    *,
    per: str = "total",
    top: int | None = None,
    group: str | None = None,
    year: int | None = None,
) -> Answer:
    """Donors by what they gave up to the scope's stage, biggest first.

    Args:
        view: The book as known on a day.
        scope: Bounds; its stage says what counts as given.
        per: `total`, `head` or `gdp`.
        top: How many rows; None = all.
        group: Only members of this group, as of the scope's last day.
        year: Year of the denominator; None = the newest known.

    Raises:
        QuestionError: An unknown `per`, group, or a year without a denominator.
    """
    if per not in PER:
        raise unknown_name("--per", "ranking", per, PER)
    if top is not None and top < 1:
        raise QuestionError(where="--top", what=f"{top} rows is no ranking.", todo="1 or more.")
    if per == "gdp" and scope.measure != "value":
        raise QuestionError(
            where="--per gdp", what="pieces have no share of GDP.", todo="leave out --measure."
        )
    flows.refuse_mixed_units(view, scope)
    given, found = _by_donor(view, scope)
    if group is not None:
        given = _only(given, _members(view, group, scope))
    rows = _ranked(_with_denominator(view, given, per, year), per)
    left = [r for r in rows if r["rank"] is None]
    shown = [r for r in rows if r["rank"] is not None][:top]
    unit = flows.unit_name(scope)
    return Answer(
        question="rank",
        scope=scope,
        columns=_columns(per, scope, shown),
        rows=[_row(r, per, unit) for r in shown],
        sources=sources.of(view, shown),
        sentence=_sentence(shown, per, scope),
        findings=found,
        warnings=[
            *_left_out(left, per),
            *_unclear(view, scope),
            *flows.left_out(view, scope),
            *sources.published_later(view, shown),
        ],
    )


def _by_donor(view: View, scope: Scope) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Amounts by donor, in all and by kind; moves of unclear date apart, not counted."""
    frame = flows.reached(view, scope, ["donor", "aid_kind", "dated"])
    frame = frame.filter(pl.col("dated") == "in")
    found: list[Finding] = []
    if scope.shares == "members":
        frame, found = flows.split_unions(view, scope, frame)
    kinds = [
        pl.col("amount").filter(pl.col("aid_kind") == k.value).sum().alias(k.value) for k in AidKind
    ]
    summed = frame.group_by("donor").agg(
        pl.col("amount").sum(),
        *kinds,
        pl.col("unknown", "entries").sum(),
        pl.col("source_ids").explode().unique(),
    )
    return summed.to_dicts(), found


def _members(view: View, group: str, scope: Scope) -> set[str]:
    known = parties.groups(view)
    if group not in known:
        raise unknown_name("--group", "group", group, known)
    return parties.members(view, group, scope.until or view.as_of)


def _only(rows: list[dict[str, Any]], members: set[str]) -> list[dict[str, Any]]:
    return [r for r in rows if r["donor"] in members]


def _with_denominator(
    view: View, rows: list[dict[str, Any]], per: str, year: int | None
) -> list[dict[str, Any]]:
    names = parties.names(view)
    metric, _, _, factor = PER[per]
    divide = denominators.of(view, metric, year) if metric else {}
    for row in rows:
        row["name"] = names.get(row["donor"], row["donor"])
        by = divide.get(row["donor"])
        if row["unknown"] >= row["entries"]:
            row["amount"] = None  # given, but without any number: unknown, not zero
        if metric is None:
            row["figure"] = row["amount"]
        else:
            row["figure"] = None
            if by is not None and by.value > 0 and row["amount"] is not None:
                row["figure"] = factor * row["amount"] / by.value
            row["denominator"] = by.value if by else None
            row["year"] = by.year if by else None
            row["source_ids"] = [*row["source_ids"], *([by.source_id] if by else [])]
    return rows


def _ranked(rows: list[dict[str, Any]], per: str) -> list[dict[str, Any]]:
    known = [r for r in rows if r["figure"] is not None]
    known.sort(key=lambda r: (-r["figure"], r["name"]))
    for place, row in enumerate(known, 1):
        # Equal figures share a place.
        same = place > 1 and row["figure"] == known[place - 2]["figure"]
        row["rank"] = known[place - 2]["rank"] if same else place
    unknown = [{**r, "rank": None} for r in rows if r["figure"] is None]
    return known + sorted(unknown, key=lambda r: r["name"])


def _row(row: Mapping[str, Any], per: str, unit: str) -> dict[str, Any]:
    out = {
        "rank": row["rank"],
        "donor": row["donor"],
        "name": row["name"],
        f"total_{unit}": row["amount"],
        **{f"{k.value}_{unit}": row[k.value] for k in AidKind},
    }
    metric, column, _, _ = PER[per]
    if metric:
        name = f"{column}_{unit}" if per == "head" else column
        out |= {name: row["figure"], metric: row["denominator"], f"{metric}_year": row["year"]}
    return out | {"unknown": row["unknown"], "source_ids": sorted(set(row["source_ids"]))}


def _columns(per: str, scope: Scope, rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    unit = flows.unit_name(scope)
    metric, name, divided_unit, _ = PER[per]
    figure = flows.figure(scope)
    in_money = scope.measure == "value"
    divided = [
        Column(
            name=f"{name}_{unit}" if per == "head" else name,
            title={"head": "Per head", "gdp": "Of GDP"}.get(per, ""),
            unit=(scope.currency if in_money else "units") if per == "head" else divided_unit,
            digits=(1 if in_money else 6) if per == "head" else 3,
        ),
        Column(
            name=metric or "",
            title="Population" if per == "head" else "GDP",
            unit="people" if per == "head" else f"{scope.currency} bn",
            scale=1.0 if per == "head" else 1e9,
            digits=0 if per == "head" else 1,
        ),
        Column(name=f"{metric}_year", title="of year", digits=0),
    ]
    return [
        Column(name="rank", title="#"),
        Column(name="name", title="Donor"),
        Column(name="donor", title="Id", shown=False),
        *(divided if metric else []),
        figure(name=f"total_{unit}", title="Total"),
        *(
            figure(
                name=f"{k.value}_{unit}",
                title=k.value.capitalize(),
                shown=any(r[k.value] for r in rows),
            )
            for k in AidKind
        ),
        Column(name="unknown", title=flows.WITHOUT[scope.measure], shown=False),
        Column(name="source_ids", title="Sources", shown=False),
    ]


def _sentence(rows: Sequence[Mapping[str, Any]], per: str, scope: Scope) -> str:
    if not rows:
        return "No donor lies within this scope."
    first = rows[0]
    in_money = scope.measure == "value"
    figure = {
        "total": in_words(first["figure"], scope.currency, 1)
        if in_money
        else f"{first['figure']:,.0f} units",
        "head": f"{first['figure']:,.0f} {scope.currency} a head"
        if in_money
        else "the most units a head",
        "gdp": f"{first['figure']:.2f}% of GDP",
    }[per]
    year = f" (denominator of {first['year']})" if first.get("year") else ""
    return f"{first['name']} comes first with {figure}{year}."


def _left_out(rows: Sequence[Mapping[str, Any]], per: str) -> list[str]:
    if not rows:
        return []
    blank = [r["name"] for r in rows if r["amount"] is None]
    undivided = [r["name"] for r in rows if r["amount"] is not None]
    out = []
    if blank:
        out.append(f"Not ranked, for what they gave has no number: {', '.join(blank)}.")
    if undivided:
        out.append(f"Not ranked, for no {PER[per][0]} is known: {', '.join(undivided)}.")
    return out


def _unclear(view: View, scope: Scope) -> list[str]:
    if scope.until is None and scope.since is None:
        return []
    frame = flows.reached(view, scope, ["dated"]).filter(pl.col("dated") == "unclear")
    if frame.is_empty() or not frame["amount"][0]:
        return []
    amount, entries = frame["amount"][0], frame["entries"][0]
    return [
        f"{entries} moves worth {in_words(amount, scope.currency)} may lie outside the days "
        "asked for and are not counted."
    ]
