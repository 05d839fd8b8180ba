"""Engagements: what was said at visits, summits and forums, and what became of it.

A promise made at a meeting is followed in two ways, and the row says which: by the promise of the
book it was matched with - by us, on party, amount and day, never as reported - or by the source's
own words. A promise that neither tells of is `unknown`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.dates import days_between
from resupply.core.errors import QuestionError
from resupply.core.money import in_words
from resupply.core.records import Row
from resupply.core.scope import Scope
from resupply.core.words import counted
from resupply.picture import cells, goods, parties, promises, sources, within

#: Statements that bind somebody to something.
PROMISED = ("pledge", "commitment", "allocation", "intent", "delivery")
#: In the order they are counted.
STATUSES = ("late", "open", "unknown", "kept", "withdrawn", "superseded")
_NEAR = timedelta(days=7)  # a promise is entered within a week of the meeting it was made at
_SAME = 0.01  # of the amount
_SIZES = {"m": 1e6, "bn": 1e9, "million": 1e6, "billion": 1e9}
_BOUNDS = ("places", "boundary", "kinds", "rate_on")


class Amount(NamedTuple):
    """What a statement names: a number and its unit, sizes worked out."""

    number: float
    unit: str


def answer(view: View, scope: Scope, *, today: date, words_on: date | None = None) -> Answer:
    """Statements made at meetings, newest meeting first, promises with what became of them.

    Args:
        view: The book as known on a day.
        scope: Bounds: days of the meeting, donors (who spoke or took part), recipients, items.
        today: Day at which promises are judged.
        words_on: Day the sources' own words on the status speak of; before it they are not used.

    Raises:
        QuestionError: A bound that statements cannot keep to, or a name the case does not have.
    """
    within.refuse_bounds(scope, "engagements", _BOUNDS[:2], "bound the days: --since, --until.")
    _refuse(scope)
    use_words = words_on is None or today >= words_on
    promised = _promised(view, scope, today, words_on)
    names = _Names(view, scope)
    rows = [
        _row(row, names, promised, today, use_words)
        for row in view.rows("engagements")
        if names.holds(row.fields)
    ]
    rows.sort(key=lambda r: (r["start"] is None, -(r["start"] or date.min).toordinal(), r["id"]))
    return Answer(
        question="engagements",
        scope=scope,
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(rows),
        warnings=_warnings(rows),
    )


def _refuse(scope: Scope) -> None:
    for name in ("kinds", "stage"):
        if getattr(scope, name):
            option = {"kinds": "--kind", "stage": "--stage"}[name]
            raise QuestionError(
                where=option,
                what=f"statements at meetings cannot be bound by {option}.",
                todo="leave it out; the column `kind` says what sort of statement each is.",
            )


class _Names:
    """Parties and items of the bounds, read once."""

    def __init__(self, view: View, scope: Scope) -> None:
        self.scope, self.known = scope, parties.names(view)
        on = scope.until or view.as_of
        self.donors = _resolved(view, scope.donors, on, "--donor")
        self.recipients = _resolved(view, scope.recipients, on, "--recipient")
        self.items = goods.chosen(view, scope.items) if scope.items else []
        item_names = goods.names(view)
        self.item_words = [(i, {i.casefold(), item_names.get(i, i).casefold()}) for i in self.items]
        lookup = {n.casefold(): p for p, n in self.known.items()}
        lookup |= {p.casefold(): p for p in self.known}
        lookup |= {str(r["alias"]).casefold(): str(r["party_id"]) for r in view.table("aliases")}
        self.lookup = lookup

    def party(self, said: object) -> str | None:
        """The party a word stands for; None = a person or something else."""
        return self.lookup.get(str(said or "").strip().casefold())

    def name(self, said: object) -> str:
        """A party's name, or the word itself."""
        party = self.party(said)
        return self.known.get(party, str(said)) if party else str(said)

    def holds(self, fields: Mapping[str, Any]) -> bool:
        """Whether a statement lies within the bounds."""
        start, end = cells.day(fields.get("date_start")), cells.day(fields.get("date_end"))
        first, last = start or end, end or start
        since, until = self.scope.since, self.scope.until
        if (since and (last is None or last < since)) or (
            until and (first is None or first > until)
        ):
            return False
        spoke = {
            self.party(p) for p in (fields.get("by"), *cells.listed(fields.get("participants")))
        }
        to = {self.party(p) for p in (fields.get("to"),)}
        said = f"{fields.get('statement')} {fields.get('unit')}".casefold().replace(" mm", "mm")
        item = not self.item_words or any(w in said for _, ws in self.item_words for w in ws)
        donor = self.donors is None or bool(self.donors & spoke)
        return donor and (self.recipients is None or bool(self.recipients & to)) and item


def _resolved(view: View, asked: tuple[str, ...], on: date | None, where: str) -> set[str] | None:
    return parties.resolve(view, asked, on, where=where) if asked else None


def _promised(
    view: View, scope: Scope, today: date, words_on: date | None
) -> Sequence[Mapping[str, Any]]:
    """The promises of the book, whatever their dataset: statements are no part of a sum."""
    wide = Scope(as_of=scope.as_of, currency=scope.currency)
    return promises.answer(view, wide, today=today, words_on=words_on).rows


def _row(
    row: Row,
    names: _Names,
    promised: Sequence[Mapping[str, Any]],
    today: date,
    use_words: bool,
) -> dict[str, Any]:
    f = row.fields
    start, end, due = (cells.day(f.get(n)) for n in ("date_start", "date_end", "due_by"))
    said = _amount(f)
    match = _match(f, said, names, promised) if f["statement_kind"] in PROMISED else None
    status, evidence = _status(f, match, due, today, use_words)
    told = {row.source_id, *(match["source_ids"] if match else ())}
    return {
        "id": row.row_id,
        "event": f["event"],
        "start": start,
        "end": end,
        "place": f.get("place") or None,
        "participants": [names.name(p) for p in cells.listed(f.get("participants"))],
        "kind": f["statement_kind"],
        "by": names.name(f["by"]) if f.get("by") else None,
        "to": names.name(f["to"]) if f.get("to") else None,
        "statement": f["statement"],
        "said": _said(said, str(f["statement"])),
        "quantity": said.number if said else None,
        "unit": said.unit if said else None,
        "due_on": due,
        "status": status,
        "basis": _basis(evidence),
        "evidence": evidence,
        "line_id": match["line_id"] if match else None,
        "delivered": match["delivered"] if match else None,
        "days_left": days_between(today, due) if due and due >= today else None,
        "words": f.get("status_as_of") if use_words else None,
        "known_on": row.known_on,
        "note": f.get("note") or None,
        "source_ids": sorted(told),
    }


def _said(amount: Amount | None, statement: str) -> str:
    """The statement with its figure in front."""
    if amount is None:
        return statement
    if goods.is_currency(amount.unit):
        return f"{in_words(amount.number, amount.unit)}: {statement}"
    return f"{amount.number:,.10g} {amount.unit}: {statement}"


def _basis(evidence: str | None) -> str | None:
    if evidence is None:
        return None
    return "matched" if evidence.startswith("matched") else evidence


def _status(
    fields: Mapping[str, Any],
    match: Mapping[str, Any] | None,
    due: date | None,
    today: date,
    use_words: bool,
) -> tuple[str | None, str | None]:
    """How a statement stands and who says so; statements that bind nobody have no status."""
    words = str(fields.get("status_as_of") or "") if use_words else ""
    head = "superseded" if words.casefold().startswith("superseded") else promises.meaning(words)
    if match is not None:
        return match["status"], f"matched with {match['line_id']} ({match['evidence']})"
    if fields["statement_kind"] not in (*PROMISED, "ask", "agreement", "outcome"):
        return None, None
    if due is not None and due < today and head in (None, "open"):
        return "unknown", "due day has passed; nobody followed it"
    if head is not None:
        return head, "source's words"
    return ("open", "due date") if due is not None else ("unknown", "nobody followed it")


def _match(
    fields: Mapping[str, Any],
    said: Amount | None,
    names: _Names,
    promised: Sequence[Mapping[str, Any]],
) -> Mapping[str, Any] | None:
    """The promise of the book a statement is, by party, amount and day; None = none, or several."""
    start, end = cells.day(fields.get("date_start")), cells.day(fields.get("date_end"))
    if said is None or start is None:
        return None
    spoke = {names.party(p) for p in (fields.get("by"), *cells.listed(fields.get("participants")))}
    by = names.party(fields.get("by"))
    who = {by} if by else spoke - {None}
    found = [
        p
        for p in promised
        if p["donor"] in who
        and _is_near(p["promised_on"], start, end or start)
        and _is_same(said, p)
    ]
    return found[0] if len(found) == 1 else None


def _is_near(day: date | None, start: date, end: date) -> bool:
    return day is not None and start - _NEAR <= day <= end + _NEAR


def _is_same(said: Amount, promise: Mapping[str, Any]) -> bool:
    number, unit = promise["promised"], promise["unit"]
    same = unit == said.unit or (unit or "").partition(" ")[0] == said.unit
    return number is not None and same and abs(number - said.number) <= _SAME * said.number


def _amount(fields: Mapping[str, Any]) -> Amount | None:
    if fields.get("quantity") in (None, ""):
        return None
    unit, number = str(fields.get("unit") or ""), float(fields["quantity"])
    parts = unit.split()
    for part in parts:
        number *= _SIZES.get(part, 1.0)
    return Amount(number, " ".join(p for p in parts if p not in _SIZES))


def _sentence(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "No meeting lies within this scope."
    meetings = len({(r["event"], r["start"]) for r in rows})
    made = [r for r in rows if r["kind"] in PROMISED]
    status = Counter(r["status"] for r in made)
    told = ", ".join(f"{status[s]} {s}" for s in STATUSES if status[s])
    asked = [r for r in rows if r["kind"] == "ask"]
    asks = f" {counted(len(asked), 'ask')}: {'; '.join(map(_ask, asked[:3]))}." if asked else ""
    promise = f" {counted(len(made), 'promise')}: {told}." if made else ""
    head = f"{counted(meetings, 'meeting')} with {counted(len(rows), 'statement')}."
    return f"{head}{promise}{asks}"


def _ask(row: Mapping[str, Any]) -> str:
    return f"{row['by']} of {row['to']}, {row['said']}"


def _warnings(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    matched = sum(r["line_id"] is not None for r in rows)
    out = []
    if matched:
        out.append(
            f"{counted(matched, 'statement')} matched by us with promises of the book, by party, "
            "amount and day; no source links them."
        )
    undated = [r["id"] for r in rows if r["start"] is None]
    if undated:
        out.append(f"Without a day, and so in no calendar: {', '.join(undated)}.")
    return out


_COLUMNS = [
    Column(name="id", title="Id", shown=False),
    Column(name="start", title="From"),
    Column(name="end", title="to", shown=False),
    Column(name="event", title="Meeting"),
    Column(name="place", title="Place", shown=False),
    Column(name="participants", title="Participants", shown=False),
    Column(name="kind", title="Kind", meaning="How binding the statement was."),
    Column(name="by", title="Who"),
    Column(name="to", title="To", shown=False),
    Column(name="said", title="Statement"),
    Column(name="statement", title="In words", shown=False),
    Column(name="quantity", title="Figure", digits=0, shown=False),
    Column(name="unit", title="Unit", shown=False),
    Column(name="due_on", title="Due"),
    Column(
        name="status",
        title="Status",
        meaning="kept, late, open, withdrawn, superseded; unknown: nobody followed it; "
        "empty: it binds nobody.",
    ),
    Column(
        name="basis",
        title="By",
        meaning="matched: by us, with a promise of the book; source's words: as the source put it.",
    ),
    Column(name="evidence", title="Evidence", shown=False),
    Column(name="line_id", title="Promise", shown=False),
    Column(name="delivered", title="Delivered", digits=0, shown=False),
    Column(name="days_left", title="Days left", digits=0, shown=False),
    Column(name="words", title="The source's words", shown=False),
    Column(name="known_on", title="Known", shown=False),
    Column(name="note", title="Note", shown=False),
    Column(name="source_ids", title="Sources", shown=False),
]
