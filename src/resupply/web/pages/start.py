"""The first page, the reader's settings, and the list of keys."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from resupply.core.answer import Answer
from resupply.core.dates import today
from resupply.core.errors import ResupplyError
from resupply.report import picture_charts, time_charts
from resupply.web.page import Figure, Page
from resupply.web.words import marked as _

if TYPE_CHECKING:
    from resupply.web.visit import Visit

#: What chance alone shows in fewer records than this is worth a word.
_SURE = 0.05
_CHANGED_DAYS = 30
_BILLION = 1e9


class Card(NamedTuple):
    """A key figure: what it is, the figure, what stands around it, where it leads."""

    title: str
    figure: str
    words: str
    sentence: str
    link: str


class _Asked(NamedTuple):
    title: str
    page: str
    question: str
    given: Callable[["Visit"], Mapping[str, Any]]
    told: Callable[["Visit", Answer], tuple[str, str]]


def _bounds(visit: "Visit", **more: Any) -> dict[str, Any]:
    return {**visit.bounds(), **more}


def _nothing(visit: "Visit") -> tuple[str, str]:
    return "-", visit.say("nothing is recorded")


def _waits(visit: "Visit", answer: Answer) -> tuple[str, str]:
    unit = answer.scope.currency.lower()
    total = sum(float(r.get(f"to_allocate_{unit}") or 0) for r in answer.rows)
    return _billions(visit, total, answer), visit.say("promised and not yet allocated")


def _billions(visit: "Visit", total: float, answer: Answer) -> str:
    number = visit.words.number(f"{total / _BILLION:,.1f}")
    return visit.say("{number} bn {currency}", number=number, currency=answer.scope.currency)


def _first(visit: "Visit", answer: Answer) -> tuple[str, str]:
    column = picture_charts.main_figure(answer)
    value = answer.rows[0].get(column.name)
    name = visit.say(str(answer.rows[0]["name"]))
    if value is not None and column.scale == _BILLION:
        return name, _billions(visit, float(value), answer)
    number = "-" if value is None else f"{float(value) / column.scale:,.{column.digits or 0}f}"
    return name, f"{visit.words.number(number)} {visit.say(column.unit)}"


def _quiet(visit: "Visit", answer: Answer) -> tuple[str, str]:
    now = {
        r["donor"]
        for r in answer.rows
        if r["end"] is None and r["p_value"] is not None and r["p_value"] <= _SURE
    }
    number = visit.words.many("{number} donor", "{number} donors", len(now))
    return number, visit.say("far quieter than usual, hardly by chance")


def _promised(visit: "Visit", answer: Answer) -> tuple[str, str]:
    counts = {s: sum(1 for r in answer.rows if r["status"] == s) for s in ("late", "open", "kept")}
    number = visit.words.many("{number} promise", "{number} promises", len(answer.rows))
    words = ", ".join(f"{visit.say(s)}: {n}" for s, n in counts.items() if n)
    return number, words


def _shortest(visit: "Visit", answer: Answer) -> tuple[str, str]:
    known = [r for r in answer.rows if r.get("days_of_supply") is not None]
    if not known:
        return visit.say("not known"), visit.say("no stock with a known use")
    row = min(known, key=lambda r: r["days_of_supply"])
    days = visit.words.many("{number} day", "{number} days", round(row["days_of_supply"]))
    ends = [row.get("days_of_supply_low"), row.get("days_of_supply_high")]
    span = " - ".join(visit.words.number(f"{e:,.0f}") for e in ends if e is not None)
    return (
        f"{days} ({span})" if span else days,
        f"{visit.say(row['item_name'])}, {visit.say(row['place_name'])}",
    )


def _changed(visit: "Visit", answer: Answer) -> tuple[str, str]:
    number = visit.words.many("{number} figure", "{number} figures", len(answer.rows))
    return number, visit.words.many(
        "read otherwise than {number} day before", "read otherwise than {number} days before",
        _CHANGED_DAYS,
    )  # fmt: skip


def _last_days(visit: "Visit") -> Mapping[str, Any]:
    given = _bounds(visit)
    with visit.case() as case:
        last = given.pop("as_of", None) or case.settings.as_of or today()
    return {**given, "known_1": last - timedelta(days=_CHANGED_DAYS), "known_2": last}


_CARDS = (
    _Asked(_("Waiting"), "pipeline", "balances", _bounds, _waits),
    _Asked(_("Gave most"), "picture", "rank", lambda v: _bounds(v, top=1), _first),
    _Asked(_("Gave most for each head"), "picture", "rank",
           lambda v: _bounds(v, top=1, per="head"), _first),
    _Asked(_("Gone quiet"), "pauses", "pauses", _bounds, _quiet),
    _Asked(_("Promises"), "promises", "promises", _bounds, _promised),
    _Asked(_("Shortest stock"), "stock", "stock", _bounds, _shortest),
    _Asked(_("Changed"), "diff", "diff", _last_days, _changed),
)  # fmt: skip


def _cards(visit: "Visit") -> Mapping[str, Any]:
    with visit.case() as case:
        is_empty = not case.book.columns().entries.height
    return {"cards": list(_answered(visit)), "is_empty": is_empty}


def _answered(visit: "Visit") -> Iterator[Card]:
    """The key figures that this case can give; what it cannot is said, not left out."""
    for each in _CARDS:
        title = visit.say(each.title)
        try:
            given = each.given(visit)
            answer = visit.answer(each.question, **given)
            figure, words = each.told(visit, answer) if answer.rows else _nothing(visit)
        except ResupplyError as error:
            yield Card(title, visit.say("not answered"), "", error.what, visit.url(each.page))
            continue
        extra = {k: given[k] for k in ("known_1", "known_2") if k in given}
        yield Card(title, figure, words, answer.sentence, visit.url(each.page, **extra))


PAGES = (
    Page(
        stands=True,
        name="start",
        title=_("What the case says"),
        group="now",
        place=0,
        key="h",
        template="start.html",
        more=_cards,
        figures=(
            Figure(name="map", title=_("On the map"), ask="rank", chart=picture_charts.world,
                   rows_max=10),
            Figure(name="quiet", title=_("Who has gone quiet"), ask="pauses",
                   chart=time_charts.pauses, rows_max=5),
        ),
    ),
    Page(
        name="settings",
        title=_("Settings"),
        group="more",
        place=80,
        key="o",
        template="settings.html",
        about=_("Kept in this browser alone, as two cookies."),
    ),
    Page(
        name="help",
        title=_("Keys"),
        group="more",
        place=90,
        template="help.html",
        about=_("All pages work with the keyboard alone."),
    ),
)  # fmt: skip
