"""Ramps: what is stated of a maker month by month, and straight lines between stated points.

Nothing is carried on beyond the last stated day, and nothing is made of a ratio without its base.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from resupply.book import View
from resupply.core.dates import add_months, days_between, month_end
from resupply.core.findings import Finding
from resupply.network.figures import number
from resupply.production.makers import Statement, standing

_YEAR = re.compile(r"\b(19|20)\d\d\b")
#: A figure stands for its base year if it is about at least this part of it.
_COVERS = 0.5


def ramp(said: Sequence[Statement]) -> list[dict[str, Any]]:
    """Month by month: stated, or between stated points, with its band.

    Args:
        said: Statements of one maker, item and kind.

    Returns:
        A row a month from the first stated to the last, in order. Where several statements cover
        a month the surest, then the newest is the figure (of targets the newest), and the band
        holds all. Between, figure and band run straight from one stated month to the next.
    """
    said = standing(said)
    if not said:
        return []
    first = min(s.start_on for s in said).replace(day=1)
    last = max(s.end_on for s in said).replace(day=1)
    rows: list[dict[str, Any]] = []
    month = first
    while month <= last:
        rows.append(_stated(month, said))
        month = add_months(month, 1)
    _fill(rows)
    return rows


def _stated(month: date, said: Sequence[Statement]) -> dict[str, Any]:
    here = [s for s in said if s.start_on <= month_end(month) and s.end_on >= month]
    if not here:
        return {"month_on": month, "label": "between stated points", "source_ids": []}
    best = max(here, key=_better)
    return {
        "month_on": month,
        "per_month": best.middle,
        "per_month_low": min(s.least for s in here),
        "per_month_high": max(s.most for s in here),
        "label": "stated" if len({s.middle for s in here}) == 1 else "stated, sources differ",
        "source_ids": list(dict.fromkeys(s.source_id for s in (best, *here))),
    }


def _better(s: Statement) -> tuple[Any, ...]:
    return (s.known_on, s.sure, s.id) if s.kind == "target" else (s.sure, s.known_on, s.id)


_FIGURES = ("per_month", "per_month_low", "per_month_high")


def _fill(rows: list[dict[str, Any]]) -> None:
    """Straight lines over the months nobody speaks of."""
    stated = [at for at, row in enumerate(rows) if "per_month" in row]
    for before, after in pairwise(stated):
        for at in range(before + 1, after):
            part = (at - before) / (after - before)
            one, other = rows[before], rows[after]
            for name in _FIGURES:
                rows[at][name] = one[name] + part * (other[name] - one[name])
            rows[at]["source_ids"] = list(dict.fromkeys((*one["source_ids"], *other["source_ids"])))


def ratios(view: View, said: Sequence[Statement]) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Ramps known only as a multiple: a figure where the base is stated, else unknown.

    Returns:
        A row each, and a finding for each without a base.
    """
    rows: list[dict[str, Any]] = []
    found: list[Finding] = []
    for row in view.rows("production_ratios"):
        f = row.fields
        ratio = number(f.get("ratio"))
        base = _base(f, said)
        rows.append(
            {
                "id": row.row_id,
                "maker": f["producer"],
                "item": f["item"],
                "metric": f["metric"],
                "ratio": ratio,
                "base": f.get("base"),
                "base_per_month": None if base is None else base.middle,
                "per_month": None if base is None or ratio is None else base.middle * ratio,
                "start_on": f.get("period_start"),
                "end_on": f.get("period_end"),
                "note": f.get("note"),
                "source_ids": [row.source_id, *([base.source_id] if base else [])],
            }
        )
        if base is None and f["metric"] in ("output", "capacity"):
            found.append(_baseless(row.row_id, f))
    return rows, found


def _base(f: Mapping[str, Any], said: Sequence[Statement]) -> Statement | None:
    """The stated figure a ratio is a multiple of: same maker, item and metric, most of its year."""
    year = _YEAR.search(str(f.get("base") or ""))
    if year is None:
        return None
    first, last = date(int(year[0]), 1, 1), date(int(year[0]), 12, 31)
    for s in said:
        days = days_between(max(s.start_on, first), min(s.end_on, last)) + 1
        same = (s.maker, s.item, s.kind) == (f["producer"], f["item"], f["metric"])
        if same and days >= _COVERS * (days_between(first, last) + 1):
            return s
    return None


def _baseless(name: str, f: Mapping[str, Any]) -> Finding:
    return Finding(
        code="ratio_without_base",
        where=f"production_ratios, {name}, base",
        what=f"{f['metric']} of {f['item']} by {f['producer']} is {number(f.get('ratio')):g} times "
        f"that of {f.get('base') or 'an unnamed time'}, which nobody published: it stays a "
        "ratio, its figure unknown.",
        todo="add the base to `production` when it is published.",
        level="note",
        subject=str(f["producer"]),
    )
