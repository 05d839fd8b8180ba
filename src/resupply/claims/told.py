"""Verdicts as rows, sentences and one object with everything."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from resupply.claims.evidence import unit_word
from resupply.claims.words import Checked
from resupply.core.answer import Column
from resupply.core.money import in_words
from resupply.picture import goods

_WORDS = {
    "holds": "HOLDS",
    "does_not_hold": "DOES NOT HOLD",
    "depends": "DEPENDS",
    "not_verifiable": "NOT VERIFIABLE",
}
_COLUMNS = (
    Column(name="claim", title="Claim", digits=0, meaning="Number of the claim in the text."),
    Column(name="verdict", title="Verdict", shown=False),
    Column(name="part", title="Row", meaning="What the row is: a reading, a place, a figure."),
    Column(name="rank", title="#"),
    Column(name="of", title="of"),
    Column(name="party", title="Id", shown=False),
    Column(name="name", title="Who"),
    Column(name="in_words", title="Figure", meaning="The figure with its unit, for people."),
    Column(name="figure", title="Number", digits=1, shown=False),
    Column(name="low", title="at least", digits=1, shown=False),
    Column(name="high", title="at most", digits=1, shown=False),
    Column(name="unit", title="Unit", shown=False),
    Column(name="per_time", title="per", shown=False),
    Column(name="agrees", title="Agrees"),
    Column(name="stage", title="Counted"),
    Column(name="kind", title="Kind"),
    Column(name="item", title="Item"),
    Column(name="per", title="Divided by"),
    Column(name="group", title="Among"),
    Column(name="shares", title="Union aid of"),
    Column(name="subject", title="Subject as", shown=False),
    Column(name="amount", title="Amount", unit="m", scale=1e6, digits=1, shown=False),
    Column(name="other", title="Against", unit="m", scale=1e6, digits=1, shown=False),
    Column(name="currency", title="Currency", shown=False),
    Column(name="denominator", title="Divided by number", digits=0, shown=False),
    Column(name="year", title="of year"),
    Column(name="since", title="From"),
    Column(name="until", title="Until"),
    Column(name="source", title="Source"),
    Column(name="known_on", title="Known", shown=False),
    Column(name="confidence", title="Sure"),
    Column(name="note", title="Note", shown=False),
    Column(name="table", title="Table", shown=False),
    Column(name="row_id", title="Row id", shown=False),
    Column(name="is_subject", title="Subject", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
)


def rows(done: Sequence[Checked]) -> list[dict[str, Any]]:
    """The tables behind the verdicts, one below the other."""
    names = [c.name for c in _COLUMNS]
    out: list[dict[str, Any]] = []
    for number, one in enumerate(done, 1):
        for row in one.rows or ({"part": "nothing"},):
            told = {"source": _source(row), "in_words": _in_words(row)}
            full = {**row, **told, "claim": number, "verdict": one.verdict}
            out.append({n: full.get(n) for n in names})
    return out


def _source(row: Mapping[str, Any]) -> str | None:
    """Who stated a figure of a table; sums have many sources, and name none here."""
    named = row.get("source_ids") or []
    return str(named[0]) if named and row.get("table") else None


def _in_words(row: Mapping[str, Any]) -> str | None:
    """A row's figure with its unit, in the size it has."""
    value, low, high, unit = (row.get(n) for n in ("figure", "low", "high", "unit"))
    if value is None:
        ends = [n for n in (low, high) if n is not None]
        told = [*map(_bare, ends[:-1]), *(_number(n, unit) for n in ends[-1:])]
        shown = " to ".join(dict.fromkeys(told))
    else:
        sign = "over " if low == value and high is None else ""
        sign = "up to " if high == value and low is None else sign
        shown = f"{sign}{_number(value, unit)}"
    rate = f" a {row['per_time']}" if row.get("per_time") else ""
    of_all = f" ({in_words(row['amount'], row['currency'])})" if _is_divided(row) else ""
    return f"{shown}{rate}{of_all}" if shown else None


def _number(value: float, unit: str | None) -> str:
    if goods.is_currency(unit):
        return in_words(value, str(unit))
    if unit == "share":
        return f"{value * 100:.3g}%"
    if unit and unit.startswith("%"):
        return f"{value:.2f}{unit}" if unit == "%" else f"{value:.3f}{unit}"
    if unit == "times":
        return f"{value:.2f} times"
    plain = f"{value:,.1f}" if unit and " a head" in unit else _bare(value)
    return f"{plain} {unit_word(unit, value)}".rstrip()


def _bare(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"


def _is_divided(row: Mapping[str, Any]) -> bool:
    divided = str(row.get("unit") or "").endswith(("of GDP", "a head"))
    return divided and row.get("amount") is not None


def columns(rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns, those that are empty in all rows not shown to people."""
    return [msgspec.structs.replace(c, shown=c.shown and _is_used(c.name, rows)) for c in _COLUMNS]


def _is_used(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    found = {str(r[name]) for r in rows if r[name] is not None}
    if name == "claim":
        return len(found) > 1
    return bool(found)


def head(one: Checked) -> str:
    """The verdict in a line."""
    return f"{_WORDS[one.verdict]}: {one.claim.text}"


def sentence(done: Sequence[Checked]) -> str:
    """All verdicts with their reasons, for people and screen readers."""
    return " ".join(f"{head(one).rstrip('.')}. {one.why}" for one in done)


def full(one: Checked) -> dict[str, Any]:
    """A verdict with everything: what was read, why, the table, the bound."""
    return {
        "text": one.claim.text,
        "verdict": one.verdict,
        "why": one.why,
        "depends_on": list(one.depends_on),
        "reasons": [{"code": r.seen, "what": r.what} for r in one.reasons],
        "nearest": one.nearest or None,
        "missing": one.missing or None,
        "bound": one.bound,
        "assumed": dict(one.assumed),
        "claim": _read(one),
        "rows": [dict(r) for r in one.rows],
    }


def _read(one: Checked) -> dict[str, Any]:
    claim = one.claim
    shown = {f: getattr(claim, f) for f in claim.__struct_fields__ if f not in ("text", "words")}
    return {k: msgspec.to_builtins(v) for k, v in shown.items() if v not in (None, (), {})}
