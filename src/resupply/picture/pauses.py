"""Pauses: who has gone quiet, for how long, and what usually would have come.

Each donor is compared with its own past: `gap` is a silence longer than its usual one, `slump` a
run of months far below its usual flow, `stated` a pause somebody reported. The maths is in
`rhythm.py`; docs/explanation/pauses.md says what it can and cannot tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from resupply.book import View
from resupply.core.answer import Answer, Column
from resupply.core.dates import days_between
from resupply.core.errors import QuestionError
from resupply.core.records import Row
from resupply.core.scope import Scope
from resupply.core.words import Stage, counted
from resupply.picture import cells, parties, rhythm, series, sources
from resupply.picture.series import Record, Series

#: A stated pause is listed while open, and this long after its end [days].
STATED_DAYS = 365
#: From this many months on a series has enough record to be judged.
RECORD_MONTHS_MIN = 6


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """One pause of one donor.

    Args:
        donor: Party id.
        name: Its name for people.
        kind: `gap`, `slump` or `stated`.
        start: First day of its first month; of a stated pause the day that was stated.
        end: Last day of its last month; None = open.
        months: How long, an unfinished month pro rata.
        length_days: Of a gap, days since the last move that was more than nothing, to the next one
            or the record's end; of others, days from start to end, or to today.
        last_move_on: That last move: the latest day it can have happened on.
        usual_eur_per_month: Mean of the 12 months before, or of those there are [EUR/month].
        during_eur_per_month: Mean while it lasted [EUR/month].
        missing_eur: What usually would have come, less what did [EUR].
        change_share: Change of the flow, -1 = to nothing.
        p_value: How often chance alone would show as much; None where nothing was tested.
        undated_eur: What is recorded without a month and may lie inside [EUR].
        basis: What it was compared with, in words.
        source_ids: Sources of the months compared.
    """

    donor: str
    name: str
    kind: str
    start: date
    end: date | None = None
    months: float | None = None
    length_days: int | None = None
    last_move_on: date | None = None
    usual_eur_per_month: float | None = None
    during_eur_per_month: float | None = None
    missing_eur: float | None = None
    change_share: float | None = None
    p_value: float | None = None
    undated_eur: float | None = None
    basis: str = ""
    source_ids: tuple[str, ...] = ()


def find(
    view: View,
    scope: Scope,
    *,
    donor: str | None = None,
    min_months: int = 2,
    alpha: float = 0.05,
    today: date | None = None,
) -> list[Pause]:
    """Pauses of each donor's flow to the scope's stage (default allocation), open ones first.

    Args:
        view: The book as known on a day.
        scope: Bounds; values are taken in EUR.
        donor: Only this donor or group; None = those of the scope.
        min_months: Shortest gap listed.
        alpha: Largest p-value of a slump that is listed, per donor; separately for slumps that
            are open and those that ended.
        today: Day to which stated pauses are counted, and the record if it goes so far; default
            the day of knowledge.

    Raises:
        QuestionError: A name the case does not have, several datasets at once, or `min_months` or
            `alpha` out of range.
    """
    asked = _asked(scope, donor, min_months, alpha)
    return _pauses(view, asked, series.read(view, asked, today), min_months, alpha)


def answer(
    view: View,
    scope: Scope,
    *,
    donor: str | None = None,
    min_months: int = 2,
    alpha: float = 0.05,
    today: date | None = None,
) -> Answer:
    """The pauses as `find` gives them, with what a reader must know."""
    asked = _asked(scope, donor, min_months, alpha)
    record = series.read(view, asked, today)
    found = _pauses(view, asked, record, min_months, alpha)
    rows = [{**msgspec.structs.asdict(p), "source_ids": list(p.source_ids)} for p in found]
    return Answer(
        question="pauses",
        scope=asked,
        columns=_COLUMNS,
        rows=rows,
        sources=sources.of(view, rows),
        sentence=_sentence(found, str(asked.stage), alpha),
        warnings=[
            *_warnings(scope, record, parties.names(view)),
            *_chance(record, alpha),
            *sources.published_later(view, rows),
        ],
    )


def _asked(scope: Scope, donor: str | None, min_months: int, alpha: float) -> Scope:
    if min_months < 1:
        raise QuestionError(
            where="--min-months", what=f"{min_months} months are no gap.", todo="1 or more."
        )
    if not 0 < alpha < 1:
        raise QuestionError(
            where="--alpha", what=f"{alpha} is no chance.", todo="between 0 and 1, such as 0.05."
        )
    return msgspec.structs.replace(
        scope,
        stage=scope.stage or Stage.ALLOCATION,
        donors=scope.donors if donor is None else (donor,),
        currency="EUR",
        measure="value",
    )


def _pauses(view: View, scope: Scope, record: Record, min_months: int, alpha: float) -> list[Pause]:
    names = parties.names(view)
    found = [*_stated(view, scope, record.today, names)]
    for one in record.series:
        found += _gaps(one, record, min_months, names)
        found += _slumps(one, record, alpha, names)
    return sorted(found, key=_weight)


def _weight(pause: Pause) -> tuple[bool, float, date, str]:
    return pause.end is not None, -(pause.missing_eur or 0.0), pause.start, pause.donor


def _gaps(
    one: Series, record: Record, min_months: int, names: Mapping[str, str]
) -> Iterator[Pause]:
    for run in rhythm.silences(one.silent):
        # Four weeks of a month in which nothing came are a silent month; two weeks are not.
        if round(_months(one, record, run.start, run.end)) < min_months:
            continue
        open_ = run.end == len(one.amounts)
        last = one.last_days[run.start - 1]
        until = record.end if open_ else one.first_days[run.end]
        usual = f"usually {run.usual_months} silent months at most between two moves"
        yield _measured(
            one,
            record,
            "gap",
            (run.start, run.end),
            names,
            length_days=days_between(last, until) if last and until else None,
            last_move_on=last,
            p_value=run.p_value,
            basis=f"{usual}; {_before(run.start)}",
        )


def _slumps(one: Series, record: Record, alpha: float, names: Mapping[str, str]) -> Iterator[Pause]:
    for run in rhythm.slumps(one.amounts, record.last_share, alpha=alpha):
        if run.usual < series.QUIET_EUR:
            continue  # what usually is as good as nothing cannot slump
        start, end = one.month(run.start), _end(one, run.end)
        yield _measured(
            one,
            record,
            "slump",
            (run.start, run.end),
            names,
            length_days=days_between(start, (end or record.end) + timedelta(days=1)),
            last_move_on=one.last_move_in(run.start, run.end),
            p_value=run.p_value,
            basis=f"{_before(run.start)}; {rhythm.DRAWS} shuffled records",
        )


def _before(start: int) -> str:
    return f"compared with the {start - rhythm.before(start)} months before"


def _months(one: Series, record: Record, start: int, end: int) -> float:
    unfinished = end == len(one.amounts)
    return end - start - (1.0 - record.last_share if unfinished else 0.0)


def _end(one: Series, end: int) -> date | None:
    return None if end == len(one.amounts) else one.month(end) - timedelta(days=1)


def _measured(
    one: Series,
    record: Record,
    kind: str,
    run: tuple[int, int],
    names: Mapping[str, str],
    **known: Any,
) -> Pause:
    """A pause with what usually would have come and what came."""
    usual, during = rhythm.means(one.amounts, record.last_share, *run)
    months = _months(one, record, *run)
    start, end = one.month(run[0]), _end(one, run[1])
    unnumbered = one.unknown_in(*run)
    if unnumbered:
        known["basis"] += f"; {unnumbered} moves in it have no amount"
    return Pause(
        donor=one.donor,
        name=names.get(one.donor, one.donor),
        kind=kind,
        start=start,
        end=end,
        months=months,
        usual_eur_per_month=usual,
        during_eur_per_month=during,
        missing_eur=(usual - during) * months,
        change_share=during / usual - 1 if usual > 0 else None,
        undated_eur=one.undated_between(start, end or record.end),
        source_ids=one.sources_of(rhythm.before(run[0]), run[1]),
        **known,
    )


def _stated(view: View, scope: Scope, today: date, names: Mapping[str, str]) -> Iterator[Pause]:
    """Pauses and delays of donors that somebody reported: open, or ended in the last year."""
    asked = scope.donors and parties.resolve(view, scope.donors, today, where="--donor")
    for row, party in _stopped(view):
        fields = row.fields
        if asked and party not in asked:
            continue
        start, end = cells.day(fields.get("start")), _known_end(fields, view.as_of)
        if start is None or (end is not None and days_between(end, today) > STATED_DAYS):
            continue
        open_ = end is None or end > today
        yield Pause(
            donor=party,
            name=names.get(party, party),
            kind="stated",
            start=start,
            end=None if open_ else end,
            length_days=max(0, days_between(start, today if open_ or end is None else end)),
            basis=_words(fields),
            source_ids=tuple(
                str(s) for s in (row.source_id, fields.get("end_source_id")) if s is not None and s
            ),
        )


def _stopped(view: View) -> Iterator[tuple[Row, str]]:
    """Rows about donors' pauses and delays, once for each donor they name."""
    for row in view.rows("disruptions"):
        if str(row.fields.get("kind", "")).startswith("donor "):
            named = row.fields.get("party") or ""
            yield from ((row, str(p)) for p in ([named] if isinstance(named, str) else named))


def _known_end(fields: Mapping[str, Any], as_of: date | None) -> date | None:
    """The end, if it was public by then."""
    known = cells.day(fields.get("end_known_on"))
    if as_of is not None and known is not None and known > as_of:
        return None
    return cells.day(fields.get("end"))


def _words(fields: Mapping[str, Any]) -> str:
    amount = " ".join(str(fields[k]) for k in ("value", "unit") if fields.get(k) is not None)
    effect = ": ".join(t for t in (str(fields.get("effect") or ""), amount) if t)
    parts = (str(fields.get("name") or ""), effect, str(fields.get("note") or ""))
    return "; ".join(p for p in parts if p)


def _warnings(scope: Scope, record: Record, names: Mapping[str, str]) -> Iterator[str]:
    if scope.currency != "EUR" or scope.measure != "value":
        yield "Pauses are measured in EUR, whatever currency or measure was asked for."
    if scope.shares == "members":
        yield "Union aid is not split to members here: a union has a rhythm of its own."
    yield from record.warnings
    short = [
        names.get(s.donor, s.donor) for s in record.series if len(s.amounts) < RECORD_MONTHS_MIN
    ]
    if short:
        yield (
            f"Not enough record (less than {RECORD_MONTHS_MIN} months) to judge a flow: "
            f"{len(short)} ({', '.join(short)})."
        )


def _chance(record: Record, alpha: float) -> Iterator[str]:
    fewest = rhythm.BEFORE_MONTHS_MIN + rhythm.RUN_MONTHS_MIN
    tested = sum(len(s.amounts) >= fewest for s in record.series)
    if tested > 1:
        yield (
            f"{tested} donors were tested for slumps at {alpha:g}: by chance alone about "
            f"{alpha * tested:.1f} would show an open one, and as many one that ended."
        )


def _sentence(found: Sequence[Pause], stage: str, alpha: float) -> str:
    measured = [p for p in found if p.end is None and p.missing_eur is not None]
    stated = sum(p.kind == "stated" and p.end is None for p in found)
    if not measured:
        more = f" {_open(stated)}" if stated else ""
        return f"No donor is quiet against its own past.{more}"
    first = measured[0]
    others = {p.donor for p in measured} - {first.donor}
    rare = {p.donor for p in measured if p.p_value is not None and p.p_value <= alpha} & others
    are = "is" if len(others) == 1 else "are"
    more = f" {counted(len(others), 'other donor')} {are} quieter than usual, {len(rare)} with"
    more = f"{more} p <= {alpha:g}." if others else ""
    more += f" {_open(stated)}" if stated else ""
    return f"{_told(first, stage)}{more}"


def _open(stated: int) -> str:
    one = stated == 1
    return f"{counted(stated, 'pause')} {'was' if one else 'were'} stated by others and " + (
        "is open." if one else "are open."
    )


def _told(pause: Pause, stage: str) -> str:
    missing = _euros(pause.missing_eur or 0.0)
    chance = f"chance alone would show as much in {100 * (pause.p_value or 0):.1f} of 100 records"
    if pause.kind == "gap":
        return (
            f"{pause.name}: nothing has reached {stage} for {pause.length_days} days (since "
            f"{pause.last_move_on}), where usually {missing} would have come; {chance}."
        )
    return (
        f"{pause.name}: since {pause.start} {-(pause.change_share or 0):.0%} less than usual has "
        f"reached {stage}, {_euros(pause.during_eur_per_month or 0)} a month instead of "
        f"{_euros(pause.usual_eur_per_month or 0)}; usually {missing} more would have come; "
        f"{chance}."
    )


def _euros(amount: float) -> str:
    """Euros in words, three figures."""
    if abs(amount) >= 1e9:
        return f"EUR {amount / 1e9:.2f} bn"
    return f"EUR {amount / 1e6:.0f} m" if abs(amount) >= 1e7 else f"EUR {amount / 1e6:.1f} m"


_BN: dict[str, Any] = {"unit": "EUR bn", "scale": 1e9, "digits": 3}
_COLUMNS = [
    Column(name="donor", title="Id", shown=False),
    Column(name="name", title="Donor"),
    Column(
        name="kind",
        title="Kind",
        meaning="gap: nothing came; slump: far less than usual came; stated: somebody said so.",
    ),
    Column(name="start", title="From"),
    Column(name="end", title="To", meaning="Empty = open."),
    Column(name="months", title="Months", digits=1, meaning="An unfinished month pro rata."),
    Column(
        name="length_days",
        title="Days",
        digits=0,
        meaning="Of a gap since its last move, of others since their start.",
    ),
    Column(name="last_move_on", title="Last move"),
    Column(
        name="usual_eur_per_month",
        title="Usual a month",
        meaning="Mean of the 12 months before, or of those there are.",
        **_BN,
    ),
    Column(name="during_eur_per_month", title="Came a month", **_BN),
    Column(
        name="missing_eur",
        title="Missing",
        meaning="What usually would have come, less what did.",
        **_BN,
    ),
    Column(name="change_share", title="Change", unit="%", scale=0.01, digits=0),
    Column(
        name="p_value",
        title="Chance",
        digits=3,
        meaning="How often the donor's own shuffled record shows as much.",
    ),
    Column(
        name="undated_eur",
        title="Undated",
        meaning="Recorded without a month, may lie inside.",
        shown=False,
        **_BN,
    ),
    Column(name="basis", title="Compared with"),
    Column(name="source_ids", title="Sources", shown=False),
]
