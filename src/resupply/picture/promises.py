"""Promises: which were kept, which are late, open or withdrawn, and on what evidence.

A promise nobody followed is `unknown`, never kept and never late.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.dates import days_between
from resupply.core.scope import Scope
from resupply.core.words import Stage, counted
from resupply.picture import follow, goods, parties, sources
from resupply.picture.follow import Promise

#: In the order they are listed.
STATUSES = ("late", "open", "unknown", "kept", "withdrawn")
#: What a source's own word at the head of its status means for us. Others say nothing definite.
_WORDS = {
    "kept": "kept",
    "delivered": "kept",
    "late": "late",
    "open": "open",
    "blocked": "open",
    "withdrawn": "withdrawn",
    "withdrawal": "withdrawn",
}
_DAY = re.compile(r"\bby (\d{4}-\d{2}-\d{2})\b")


class Judged(NamedTuple):
    """How a promise stands, since when, and who says so."""

    status: str
    met_on: date | None
    evidence: str


def answer(
    view: View,
    scope: Scope,
    *,
    donor: str | None = None,
    today: date,
    words_on: date | None = None,
) -> Answer:
    """Promises one by one: late ones first, then open ones by due date.

    Args:
        view: The book as known on a day.
        scope: Bounds.
        donor: Only this donor or group; None = those of the scope.
        today: Day at which they are judged.
        words_on: Day the sources' own words on the status speak of. Before it they are not used,
            for they know more than the day asked about; None = they always hold.
    """
    asked = _asked(scope, donor)
    rows = _rows(view, asked, today, words_on)
    return Answer(
        question="promises",
        scope=asked,
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows),
        warnings=_warnings(rows, today),
    )


def by_donor(
    view: View,
    scope: Scope,
    *,
    donor: str | None = None,
    today: date,
    words_on: date | None = None,
) -> Answer:
    """Promises counted by donor, with the share kept on time where there are cases.

    A case is a promise more binding than an intent, with a due date that has passed or that was
    kept before it, whose outcome is known. Arguments as for `answer`.
    """
    asked = _asked(scope, donor)
    promised = _rows(view, asked, today, words_on)
    keys = sorted({(str(r["dataset"]), str(r["donor"] or "")) for r in promised})
    rows = [
        _counted([r for r in promised if (r["dataset"], r["donor"] or "") == key]) for key in keys
    ]
    rows.sort(key=lambda r: (-r["late"], -r["promises"], r["name"]))
    return Answer(
        question="promises",
        scope=asked,
        columns=_DONOR_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(promised),
        warnings=_warnings(promised, today),
    )


def _asked(scope: Scope, donor: str | None) -> Scope:
    return scope if donor is None else msgspec.structs.replace(scope, donors=(donor,))


def _rows(view: View, scope: Scope, today: date, words_on: date | None) -> list[dict[str, Any]]:
    names, items = parties.names(view), goods.names(view)
    rows = []
    for promise, words, judged in each_judged(view, scope, today=today, words_on=words_on):
        row = _row(promise, judged, words, today, names)
        rows.append({**row, "item_name": goods.name_of(items, row["item"])})
    return sorted(rows, key=_order)


def each_judged(
    view: View, scope: Scope, *, today: date, words_on: date | None = None
) -> Iterator[tuple[Promise, str | None, Judged]]:
    """Promises with the source's own words on them and how they stand; arguments as `answer`."""
    said = _said(view) if words_on is None or today >= words_on else {}
    for promise in follow.promises(view, scope):
        words = said.get(str(promise.line["line_id"]).rsplit("/", 1)[-1])
        yield promise, words, judge(promise, words, today)


def _said(view: View) -> dict[str, str]:
    """The sources' own words on how promises stand, by row."""
    return {
        r.row_id: str(r.fields["status_as_of"])
        for r in view.rows("pledges")
        if r.fields.get("status_as_of")
    }


def _order(row: Mapping[str, Any]) -> tuple[int, date, date, str]:
    due, promised = row["due_on"] or date.max, row["promised_on"] or date.max
    return STATUSES.index(row["status"]), due, promised, str(row["line_id"])


def judge(promise: Promise, words: str | None, today: date) -> Judged:
    """How a promise stands: by the book first, then by a source's words, then by what was matched.

    Args:
        promise: The promise and what arrived.
        words: What the source says of its status.
        today: Day at which it is judged.
    """
    if promise.withdrawn > 0 and promise.lacking <= 0 and not promise.met:
        return Judged("withdrawn", None, "ledger")
    if promise.met and not promise.matched:
        return Judged(_in_time(promise, promise.met_on), promise.met_on, "ledger")
    told = _told(promise, words)
    if told is not None:
        return told
    if promise.met:
        return Judged(_in_time(promise, promise.met_on), promise.met_on, "matched")
    return _unmet(promise, words, today)


def _in_time(promise: Promise, met_on: date | None) -> str:
    due = promise.line["due_on"]
    return "late" if due is not None and met_on is not None and met_on > due else "kept"


def _told(promise: Promise, words: str | None) -> Judged | None:
    """What the source's own words say, when they are definite."""
    status = meaning(words)
    if status in (None, "open"):
        return None
    found = _DAY.search(words or "")
    met_on = date.fromisoformat(found[1]) if found else promise.met_on
    if status != "kept":
        return Judged(status, None, "source's words")
    return Judged(_in_time(promise, met_on), met_on, "source's words")


def meaning(words: str | None) -> str | None:
    """The status at the head of a source's words; None = nothing we understand.

    Example:
        >>> [meaning(w) for w in ("late: a third by January", "kept by 2023-10-20", "superseded")]
        ['late', 'kept', None]
    """
    head = re.match(r"[a-z]+", (words or "").strip().casefold())
    return _WORDS.get(head[0]) if head else None


def _unmet(promise: Promise, words: str | None, today: date) -> Judged:
    due = promise.line["due_on"]
    if due is not None and due < today:
        # Past due: late if somebody looked, else nobody knows.
        if promise.followed and promise.amount.least is not None:
            return Judged("late", None, _basis(promise) or "nothing matched")
        return Judged("unknown", None, "not followed")
    if promise.deliveries:
        return Judged("open", None, str(_basis(promise)))
    if meaning(words) == "open":
        return Judged("open", None, "source's words")
    if promise.followed or due is not None:
        return Judged("open", None, "nothing matched" if promise.followed else "due date")
    return Judged("unknown", None, "not followed")


def _basis(promise: Promise) -> str | None:
    """Whether what arrived lies on the promise's own line or was matched by us."""
    if not promise.deliveries:
        return None
    return "matched" if promise.matched else "ledger"


def _row(
    promise: Promise, judged: Judged, words: str | None, today: date, names: Mapping[str, str]
) -> dict[str, Any]:
    line, due = promise.line, promise.line["due_on"]
    found = {s for d in promise.deliveries for s in d.source_ids} | set(promise.source_ids)
    return {
        "line_id": line["line_id"],
        "dataset": line["dataset"],
        "donor": line["donor"],
        "name": names.get(line["donor"], line["donor"]),
        "recipient": line["recipient"],
        "item": line["item"],
        "title": line["title"] or line["channel"],
        "kind": promise.kind.value,
        "promised": promise.amount.number,
        "promised_low": promise.amount.low,
        "promised_high": promise.amount.high,
        "unit": promise.amount.unit,
        "promised_on": promise.promised_on,
        "due_on": due,
        "stage": promise.stage.value,
        "delivered": promise.delivered if promise.deliveries else None,
        "delivered_basis": _basis(promise),
        "status": judged.status,
        "met_on": judged.met_on,
        "days_late": _days_late(judged, due, today),
        "days_left": days_between(today, due)
        if due and due >= today and judged.status in ("open", "late", "unknown")
        else None,
        "is_case": _is_case(promise, judged, today),
        "evidence": judged.evidence,
        "words": words,
        "source_ids": sorted(found),
    }


def _days_late(judged: Judged, due: date | None, today: date) -> int | None:
    if judged.status != "late" or due is None:
        return None
    days = days_between(due, judged.met_on or today)
    return days if days > 0 else None


def _is_case(promise: Promise, judged: Judged, today: date) -> bool:
    """Whether it counts in the on-time share."""
    due = promise.line["due_on"]
    decided = judged.status in ("kept", "late", "withdrawn")
    over = due is not None and (due < today or judged.status == "kept")
    return promise.kind != Stage.INTENT and decided and over


def _counted(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    status = Counter(r["status"] for r in rows)
    cases, on_time = _on_time(rows)
    return {
        "donor": rows[0]["donor"],
        "name": rows[0]["name"],
        "dataset": rows[0]["dataset"],
        "promises": len(rows),
        **{s: status[s] for s in STATUSES},
        "cases": cases,
        "on_time": on_time,
        "on_time_share": on_time / cases if cases else None,
        "source_ids": sorted({s for r in rows for s in r["source_ids"]}),
    }


def _on_time(rows: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    cases = [r for r in rows if r["is_case"]]
    return len(cases), sum(r["status"] == "kept" for r in cases)


def _sentence(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "No promise lies within this scope."
    status = Counter(r["status"] for r in rows)
    told = ", ".join(f"{status[s]} {s}" for s in STATUSES if status[s])
    cases, on_time = _on_time(rows)
    share = (
        f" Of {cases} that {'was due and has' if cases == 1 else 'were due and have'} a known "
        f"outcome, {on_time} {'was' if on_time == 1 else 'were'} kept on time."
        if cases
        else " No promise that was due has a known outcome, so there is no on-time share."
    )
    late = next((r for r in rows if r["status"] == "late"), None)
    return f"{counted(len(rows), 'promise')}: {told}.{share}{_late(late) if late else ''}"


def _late(row: Mapping[str, Any]) -> str:
    number = row["promised"] if row["promised"] is not None else row["promised_low"]
    name = row["item_name"]
    what = goods.of(number, row["unit"], name) if number else str(name or "something")
    came = f", {row['delivered']:,.0f} delivered" if row["delivered"] is not None else ""
    how = f" ({row['delivered_basis']})" if came else ""
    due = f" due on {row['due_on']}" if row["due_on"] else ""
    return f" Late: {row['name']}, {what}{due}{came}{how}."


def _warnings(rows: Sequence[Mapping[str, Any]], today: date) -> list[str]:
    out = []
    matched = sum(r["delivered_basis"] == "matched" for r in rows)
    if matched:
        out.append(
            f"{_promises(matched, 'has', 'have')} deliveries matched by us, first in, first out "
            "by donor and item; no source links them."
        )
    early = sum(
        r["status"] == "late" and r["due_on"] is not None and r["due_on"] >= today for r in rows
    )
    if early:
        due = "it is due" if early == 1 else "they are due"
        out.append(f"{_promises(early, 'is', 'are')} called late by the source before {due}.")
    unknown = sum(r["status"] == "unknown" for r in rows)
    if unknown:
        out.append(
            f"{_promises(unknown, 'was', 'were')} followed by nobody in the book: "
            f"{'its' if unknown == 1 else 'their'} fate is unknown."
        )
    return out


def _promises(number: int, one: str, many: str) -> str:
    return f"{counted(number, 'promise')} {one if number == 1 else many}"


_COLUMNS = [
    Column(name="line_id", title="Line", shown=False),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="donor", title="Id", shown=False),
    Column(name="name", title="Donor"),
    Column(name="recipient", title="For", shown=False),
    Column(name="item", title="Item id", shown=False),
    Column(name="item_name", title="Item"),
    Column(name="title", title="Through", shown=False),
    Column(name="kind", title="Kind", meaning="How binding it was."),
    Column(name="promised", title="Promised", digits=0, meaning="Empty = no one number stated."),
    Column(name="promised_low", title="at least", digits=0, shown=False),
    Column(name="promised_high", title="at most", digits=0, shown=False),
    Column(name="unit", title="Unit"),
    Column(name="promised_on", title="On"),
    Column(name="due_on", title="Due"),
    Column(name="stage", title="Furthest stage", shown=False),
    Column(name="delivered", title="Delivered", digits=0, meaning="So far, at least."),
    Column(
        name="delivered_basis",
        title="By",
        meaning="ledger: on the promise's own line; matched: by us, first in, first out.",
    ),
    Column(
        name="status",
        title="Status",
        meaning="kept, late, open, withdrawn; unknown: nobody followed it.",
    ),
    Column(name="met_on", title="Met on"),
    Column(name="days_late", title="Days late", digits=0),
    Column(name="days_left", title="Days left", digits=0),
    Column(name="is_case", title="Counts in on-time share", shown=False),
    Column(name="evidence", title="Evidence"),
    Column(name="words", title="The source's words"),
    Column(name="source_ids", title="Sources", shown=False),
]
_DONOR_COLUMNS = [
    Column(name="donor", title="Id", shown=False),
    Column(name="name", title="Donor"),
    Column(name="dataset", title="Dataset", shown=False),
    Column(name="promises", title="Promises"),
    *(Column(name=s, title=s.capitalize()) for s in STATUSES),
    Column(name="cases", title="Due, outcome known"),
    Column(name="on_time", title="Kept on time"),
    Column(
        name="on_time_share",
        title="On time",
        unit="%",
        scale=0.01,
        digits=0,
        meaning="Empty where there is no case.",
    ),
    Column(name="source_ids", title="Sources", shown=False),
]
