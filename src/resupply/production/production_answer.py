"""The answer to "who makes what": made, could be made and announced, kept apart."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Part
from resupply.core.findings import Finding, grouped
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.network.figures import number
from resupply.picture import goods, parties, sources, within
from resupply.plan.told import number as figure
from resupply.plan.told import plural
from resupply.production import makers, production_columns, ramps
from resupply.production.makers import KINDS, Statement

#: Words in what was measured that say where output goes besides this case.
_USES = ("exported", "kept_for", "of_output", "to_real_output", "reserved")


def answer(view: View, scope: Scope) -> Answer:
    """Makers with what they make, could make and announced, and their ramps.

    Args:
        view: The book as known on a day.
        scope: Bounds: items; donors, here makers; days of the ramps.

    Raises:
        QuestionError: A bound it cannot keep to, or a name the case does not have.
    """
    within.refuse_bounds(scope, "production", ("places", "boundary"), "bound makers: --donor.")
    on = scope.until or view.as_of
    said, found = makers.statements(view)
    said = [s for s in said if _asked(view, scope, s.maker, s.item, on)]
    above = makers.inside(view, on)
    names = parties.names(view)
    items = goods.names(view)
    rows = [_row(each, above, said, names, items) for each in _by(said, "maker", "item")]
    ratio_rows, baseless = ramps.ratios(view, said)
    ratio_rows = [r for r in ratio_rows if _asked(view, scope, r["maker"], r["item"], on)]
    parts = [
        Part(name="ramp", title="Month by month", columns=production_columns.RAMP,
             rows=_ramps(said, scope, names, items), shown=False),
        Part(name="total", title="Makers none of which lies inside another",
             columns=production_columns.TOTAL, rows=_totals(said, above, names, items)),
        Part(name="ratios", title="Known only as a multiple", columns=production_columns.RATIOS,
             rows=[_named(r, names, items) for r in ratio_rows]),
        Part(name="uses", title="Where output goes besides", columns=production_columns.USES,
             rows=_uses(view, names)),
    ]  # fmt: skip
    every = [*rows, *(r for p in parts for r in p.rows)]
    return Answer(
        question="production",
        scope=msgspec.structs.replace(scope, measure="quantity"),
        title="By maker",
        columns=production_columns.MAKERS,
        rows=rows,
        tables=[p for p in parts if p.rows],
        sources=sources.of(view, every),
        sentence=_sentence(rows),
        findings=grouped([*found, *baseless, *_odd(said, above, names)]),
        warnings=_warnings(rows),
    )


def _asked(view: View, scope: Scope, maker: str, item: str, on: date | None) -> bool:
    """Whether the bounds take a maker and an item in."""
    if scope.items and item not in goods.chosen(view, scope.items):
        return False
    return not scope.donors or maker in parties.resolve(view, scope.donors, on, where="--donor")


def _by(said: Sequence[Statement], *fields: str) -> list[list[Statement]]:
    """Statements that have the same in some fields, in the order they come."""
    found: dict[tuple[str, ...], list[Statement]] = {}
    for s in said:
        found.setdefault(tuple(getattr(s, f) for f in fields), []).append(s)
    return list(found.values())


def _row(
    said: Sequence[Statement],
    above: Mapping[str, frozenset[str]],
    every: Sequence[Statement],
    names: Mapping[str, str],
    items: Mapping[str, str],
) -> dict[str, Any]:
    """One maker and item: the latest of each kind, and what it lies inside."""
    maker, item = said[0].maker, said[0].item
    row: dict[str, Any] = {
        "maker": maker,
        "maker_name": names.get(maker, maker),
        "item": item,
        "item_name": items.get(item, item),
        "unit": said[0].unit,
    }
    used = []
    for kind in KINDS:
        of_kind = [s for s in said if s.kind == kind]
        one = makers.highest(of_kind) if kind == "target" else makers.latest(of_kind)
        row |= _latest(kind, one)
        used += [one.source_id] if one else []
    first = min((s for s in said if s.kind == "output"), key=lambda s: s.start_on, default=None)
    grown = first is not None and first.id != row["output_id"] and first.middle > 0
    row["times"] = row["output"] / first.middle if grown and first else None
    others = {s.maker for s in every if s.item == item}
    row["inside"] = sorted(names.get(p, p) for p in above.get(maker, ()) if p in others)
    row["source_ids"] = list(dict.fromkeys(used))
    return row


def _latest(kind: str, one: Statement | None) -> dict[str, Any]:
    if one is None:
        ends = dict.fromkeys((f"{kind}", f"{kind}_low", f"{kind}_high", f"{kind}_on"))
        return {**ends, f"{kind}_id": None}
    return {
        kind: one.middle,
        f"{kind}_low": one.least,
        f"{kind}_high": one.most,
        f"{kind}_on": one.end_on,
        f"{kind}_id": one.id,
    }


def _ramps(
    said: Sequence[Statement], scope: Scope, names: Mapping[str, str], items: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows = []
    for each in _by(said, "maker", "item", "kind"):
        one = each[0]
        head = {"maker": one.maker, "item": one.item, "kind": one.kind, "unit": one.unit}
        rows += [
            _named({**head, **row}, names, items)
            for row in ramps.ramp(each)
            if (scope.since is None or row["month_on"] >= scope.since)
            and (scope.until is None or row["month_on"] <= scope.until)
        ]
    return rows


def _named(
    row: Mapping[str, Any], names: Mapping[str, str], items: Mapping[str, str]
) -> dict[str, Any]:
    maker, item = str(row["maker"]), str(row["item"])
    return {**row, "maker_name": names.get(maker, maker), "item_name": items.get(item, item)}


def _totals(
    said: Sequence[Statement],
    above: Mapping[str, frozenset[str]],
    names: Mapping[str, str],
    items: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Sums over makers none of which lies inside another, and who was left out for that."""
    rows = []
    for each in _by(said, "item", "kind"):
        taken, left = makers.apart(each, above)
        rows.append(
            {
                "item": each[0].item,
                "item_name": items.get(each[0].item, each[0].item),
                "kind": each[0].kind,
                "per_month_low": sum(s.least for s in taken),
                "per_month": sum(s.middle for s in taken),
                "per_month_high": sum(s.most for s in taken),
                "unit": each[0].unit,
                "counted": [names.get(s.maker, s.maker) for s in taken],
                "left_out": [
                    f"{names.get(s.maker, s.maker)} (inside {names.get(holder, holder)})"
                    for s, holder in left
                ],
                "earliest_on": min(s.end_on for s in taken),
                "latest_on": max(s.end_on for s in taken),
                "source_ids": list(dict.fromkeys(s.source_id for s in taken)),
            }
        )
    return rows


def _uses(view: View, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Parts of output that go elsewhere, as facts or assumptions of the case state them."""
    stated = [
        ("fact", r.row_id, r.fields, r.source_id, ("value_low", "value", "value_high"))
        for r in view.rows("facts")
    ] + [
        ("assumption", r.row_id, r.fields, "", ("low", "central", "high"))
        for r in view.rows("assumptions")
    ]
    return [
        {
            "id": name,
            "subject": names.get(str(f["subject"]), f["subject"]),
            "metric": str(f["metric"]).replace("_", " "),
            "share_low": _part(f.get(ends[0])),
            "share": _part(f.get(ends[1])),
            "share_high": _part(f.get(ends[2])),
            "basis": basis if basis == "assumption" else f.get("basis") or "reported",
            "note": f.get("note") or f.get("reason"),
            "source_ids": [source] if source else [],
        }
        for basis, name, f, source, ends in stated
        if f.get("unit") == "share" and any(word in str(f["metric"]) for word in _USES)
    ]


def _part(value: Any) -> float | None:
    try:
        return number(value)
    except ValueError:
        return None


def _odd(
    said: Sequence[Statement], above: Mapping[str, frozenset[str]], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Makers inside others, and figures that differ."""
    for each in _by(said, "item", "kind"):
        for one, holder in makers.apart(each, above)[1]:
            yield Finding(
                code="maker_inside_another",
                where=f"production, {one.id}",
                what=f"{names.get(one.maker, one.maker)} lies inside "
                f"{names.get(holder, holder)}, which has its own {one.kind} of {one.item}: they "
                "are never added.",
                todo="nothing; the total counts the outer one.",
                level="note",
                subject=one.maker,
            )
    for each in _by(said, "maker", "item", "kind"):
        yield from makers.disagreements(each)


def _sentence(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "The case states no production."
    makers_said = counted(len({r["maker"] for r in rows}), "maker")
    grown = max((r for r in rows if r["times"]), key=lambda r: r["output_high"], default=None)
    out = f"{makers_said} of {counted(len({r['item'] for r in rows}), 'item')}."
    if grown:
        out += (
            f" {grown['maker_name']} makes {figure(grown['output'])} {plural(grown['unit'])} of "
            f"{grown['item_name']} a month, {grown['times']:.1f} times its first stated rate."
        )
    return out


def _warnings(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    if not rows:
        return []
    return [
        "Made, could be made and announced are three things; none is what reaches the case.",
        "A sum adds the last stated figures of makers, of whatever day: see the oldest.",
        "Between stated points a ramp is a straight line of ours; beyond the last nothing is said.",
    ]
