"""Claims and engagements asked of a case: words, fields or lines in, an answer out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import QuestionError, RefusedError, unknown_name
from resupply.core.scope import Scope
from resupply.picture import goods, within

if TYPE_CHECKING:
    from resupply.book import Book, View
    from resupply.claims.names import Names
    from resupply.claims.words import Claim, Figure

LINES_MOST = 10_000  # claims of a file


class Fields(NamedTuple):
    """A claim given by its fields; see `claims.words.Claim` for their meaning.

    `value`, `unit` and `operator` (is, about, over, under) are its figure, `per_time` the day,
    month or year of a rate. Stage, kind, item and days are the question's own bounds.
    """

    type: str | None = None
    subject: str | None = None
    other: str | None = None
    rank: int | None = None
    top: bool = False
    factor: float | None = None
    less: bool = False
    value: float | None = None
    unit: str | None = None
    per_time: str | None = None
    operator: str | None = None
    per: str | None = None
    group: str | None = None
    without: str | None = None
    each: bool = False
    whole: str | None = None
    year: int | None = None
    manner: str | None = None


#: What each type cannot do without.
_NEEDS = {
    "rank": ("subject", "rank"),
    "first": ("subject", "rank"),
    "total": ("value", "unit"),
    "count": ("value", "unit"),
    "target": ("value", "unit"),
    "share": ("value",),
    "comparison": ("subject", "other"),
    "change": (),
}
#: Kinds that one's own aid of another kind may be compared with.
_KINDS = ("military", "humanitarian", "financial")
_CHOICES = {
    "per": ("total", "head", "gdp"),
    "per_time": ("day", "week", "month", "year"),
    "operator": ("is", "about", "over", "under"),
    "whole": ("own", "pledge", "commitment", "allocation", *_KINDS),
    "manner": ("output", "capacity", "target", "use", "need", "late", "on_time"),
}
_VERBS = {
    **{"delivery": "has delivered", "shipment": "has on the way", "intent": "has found"},
    **{"pledge": "has promised", "allocation": "has allocated", "commitment": "has committed"},
    **{"output": "makes", "capacity": "can make", "target": "will make"},
    **{"use": "uses", "need": "needs"},
}
_BEFORE = {"is": "", "about": "about ", "over": "over ", "under": "up to "}


def claim(
    book: "Book",
    view: "View",
    scope: Scope,
    *,
    text: str | None,
    file: str | Path | None,
    fields: Fields,
) -> Answer:
    """A sentence, a file of them, or fields, checked against a book within bounds.

    Raises:
        QuestionError: None or several of the three were given, or nothing can be checked.
    """
    from resupply.claims import check

    within.refuse_bounds(scope, "claim", ("places", "boundary"), "name the party or the group.")
    _refuse_bounds(scope)
    day = scope.as_of or today()
    named = any(f not in (None, False) for f in fields)
    if sum((text is not None, file is not None, named)) != 1:
        raise QuestionError(
            where="claim",
            what="give a sentence, or a file of them, or fields: one of the three.",
            todo='such as claim("Estonia gave most per GDP").',
        )
    if file is not None:
        lines = lines_of(Path(file))
        return check.batch(book, view, scope, lines, where=str(file), today=day)
    if named:
        from resupply.claims.names import Names

        one = made(fields, Names(view), scope)
        return check.structured(book, view, scope, one, today=day)
    return check.answer(book, view, scope, text or "", today=day)


def _refuse_bounds(scope: Scope) -> None:
    """Bounds that would change what a sentence says of whom, and of how much."""
    if scope.donors:
        raise QuestionError(
            where="--donor",
            what="a claim cannot be bound by --donor: a place among one donor is no place.",
            todo="name the donor or the group in the sentence.",
        )
    if scope.measure != "value":
        raise QuestionError(
            where="--measure",
            what="a claim names its own unit.",
            todo="leave it out.",
        )


def made(fields: Fields, names: "Names", scope: Scope) -> "Claim":
    """A claim of fields.

    Args:
        fields: What is claimed.
        names: Names of the case, for the subject, the group and those compared with.
        scope: The question's bounds: its stage, kinds, items and days are the claim's.

    Raises:
        QuestionError: A type that does not exist, a field the type needs, a name nobody has.
    """
    from resupply.claims.words import TYPES, Claim

    kind = str(fields.type)
    if kind not in TYPES:
        raise unknown_name("type", "type of claim", kind, TYPES)
    _refuse(fields, kind)
    figure = _figure(fields, kind)
    claim = Claim(
        text="",
        type=kind,
        subject=_party(names, fields.subject, "subject"),
        other=_party(names, fields.other, "other"),
        place=fields.rank,
        top=bool(fields.top),
        factor=float(fields.factor or 1.0),
        less=bool(fields.less),
        figure=figure,
        stage=scope.stage.value if scope.stage else None,
        kind=scope.kinds[0] if len(scope.kinds) == 1 else None,
        per=fields.per,
        group=_group(names, fields.group),
        without=_party(names, fields.without, "without"),
        each=bool(fields.each),
        whole=fields.whole,
        year=fields.year,
        since=scope.since,
        until=scope.until,
        item=scope.items,
        manner=fields.manner,
    )
    said = {"figure": _number(fields)} if figure else {}
    return msgspec.structs.replace(claim, text=_words(claim, names, fields), said=said)


def _refuse(fields: Fields, kind: str) -> None:
    given: dict[str, Any] = fields._asdict()
    of_kinds = fields.whole in _KINDS
    if of_kinds != (kind == "comparison" and fields.whole is not None):
        what = f"{fields.whole} is no whole of a {kind}."
        todo = "a kind of aid for a comparison of two kinds, `own` or a stage for a share."
        raise QuestionError(where="whole", what=what, todo=todo)
    for name in _NEEDS[kind] if not of_kinds else ("subject",):
        if given.get(name) is None:
            what = f"a claim of type {kind} needs {name}."
            raise QuestionError(where=name, what=what, todo=f"give {name}.")
    for name, choices in _CHOICES.items():
        if given.get(name) is not None and given[name] not in choices:
            raise unknown_name(name, name, str(given[name]), choices)
    place = fields.rank
    if place is not None and place < 1:
        raise QuestionError(where="rank", what=f"{place} is no rank.", todo="1 or more.")


def _figure(fields: Fields, kind: str) -> "Figure | None":
    from resupply.claims import tolerance
    from resupply.claims.names import root
    from resupply.picture.goods import is_currency

    value = fields.value
    if value is None:
        return None
    unit = fields.unit or ("share" if kind in ("share", "change") else None)
    named = unit if unit is None or is_currency(unit) or unit == "share" else root(unit)
    before = _BEFORE[fields.operator or "is"]
    said = f"{value * 100:.10g}" if unit == "share" else f"{value:.15g}"
    return tolerance.figure(value, said, before, named, fields.per_time)


def _party(names: "Names", said: str | None, where: str) -> str | None:
    if said is None or (where == "other" and said == "others"):
        return said
    found = names.find(said)
    if not found or (found[0].start, found[0].end) != (0, len(said)):
        raise unknown_name(where, "party", said, set(names.parties.values()) | names.groups)
    return found[0].id


def _group(names: "Names", said: str | None) -> str | None:
    if said is None or said in ("all", "countries"):
        return said
    group = _party(names, said, "group")
    if group is None or not names.is_group(group):
        raise unknown_name("group", "group", said, {*names.groups, "all", "countries"})
    return group


def _number(fields: Fields) -> str:
    value = fields.value or 0.0
    return f"{value:.3%}" if fields.unit == "share" else f"{value:,.15g}"


def _words(claim: "Claim", names: "Names", fields: Fields) -> str:
    """The claim in words, for people: subject, type, figure, and the bounds are the scope's."""
    unit = f" {fields.unit}" if fields.unit not in (None, "share") else ""
    rate = f" a {fields.per_time}" if fields.per_time else ""
    before = _BEFORE[fields.operator or "is"]
    verb = _VERBS.get(claim.manner or claim.stage or "", "")
    if claim.type in ("count", "target") and verb:
        known = goods.names(names.view)
        item = f" of {known[claim.item[0]]}" if claim.item and claim.item[0] in known else ""
        return f"{names.name(claim.subject)} {verb} {before}{_number(fields)}{unit}{item}{rate}"
    parts = [
        names.name(claim.subject),
        claim.type if claim.type != "comparison" else verb or "has given",
        f"{'top ' if claim.top else ''}{claim.place}" if claim.place else "",
        f"{before}{_number(fields)}{unit}{rate}" if claim.figure else "",
        _beside(claim, names) if claim.type == "comparison" else "",
        {"head": "per head", "gdp": "per GDP"}.get(claim.per or "", ""),
        f"in {claim.group}" if claim.group else "",
        f"without {names.name(claim.without)}" if claim.without else "",
    ]
    return " ".join(p for p in parts if p)


def _beside(claim: "Claim", names: "Names") -> str:
    """How much, and beside whom or which kind of one's own: "2 times as much as France"."""
    kind = f" {claim.kind}" if claim.whole and claim.kind else ""
    other = f"{claim.whole} aid" if claim.whole else names.name(claim.other)
    if claim.factor != 1.0:
        return f"{claim.factor:g} times as much{kind} as {other}"
    return f"{'less' if claim.less else 'more'}{kind} than {other}"


def lines_of(path: Path) -> Sequence[str]:
    """The lines of a text file.

    Raises:
        RefusedError: Not text in UTF-8, or more lines than a file of claims has.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RefusedError(
            where=f"{path}, byte {error.start:,}",
            what="the file is no text in UTF-8.",
            todo="save it as UTF-8, one claim a line.",
        ) from None
    if len(lines) > LINES_MOST:
        raise RefusedError(
            where=str(path),
            what=f"the file has {len(lines):,} lines; {LINES_MOST:,} are checked at a time.",
            todo="split it.",
        )
    return lines


def write_calendar(answer: Answer, path: Path, *, name: str) -> Answer:
    """Write the meetings of an answer as a calendar, read it back, and say so.

    Raises:
        RefusedError: The file exists already, or what was written does not read back.
    """
    from icalendar import Calendar

    from resupply.picture import meetings_calendar

    data = meetings_calendar.text(answer.rows, name=name)
    if path.exists():
        raise RefusedError(
            where=str(path), what="the file exists already.", todo="name another, or move it away."
        )
    path.write_bytes(data)
    events = len(list(Calendar.from_ical(path.read_bytes()).walk("VEVENT")))
    if events != data.count(b"BEGIN:VEVENT"):
        raise RefusedError(
            where=str(path), what="it does not read back whole.", todo="check the disk."
        )
    done = f" {events} days were written to {path}."
    return msgspec.structs.replace(answer, sentence=answer.sentence + done)
