"""What each kind of rule finds in a case. Figures come from the case's own questions."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from resupply.alerts.event import Bar, Found, sources_of
from resupply.alerts.news import News
from resupply.alerts.rules import Rule
from resupply.case import Case
from resupply.core.answer import Answer
from resupply.core.dates import days_between, today
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.money import in_words
from resupply.picture import goods

#: How far a stock is followed when nothing else is asked [days].
_AHEAD_DAYS = 30
#: How far beyond a rule's days it is followed, so that the late end of the range is seen [days].
_BEYOND_DAYS = 60


def find(
    case: Case, rules: tuple[Rule, ...], news: News | None
) -> tuple[list[Found], list[Finding]]:
    """What the rules find, and what they could not look for.

    Args:
        case: The case.
        rules: What is looked for.
        news: What was written since the last look; None = there was none, or it is not known.
    """
    found: dict[tuple[str, str], Found] = {}
    odd: list[Finding] = []
    for rule in rules:
        try:
            for one in _KINDS[rule.kind](case, rule, news):
                found.setdefault((one.kind, one.key), one)
        except QuestionError as error:
            odd.append(
                Finding(
                    code="rule_cannot_be_asked", where=f"rule {rule.kind}", what=error.what,
                    todo=error.todo, level="note",
                )
            )  # fmt: skip
    return list(found.values()), odd


def _today(case: Case, answer: Answer) -> date:
    return answer.scope.until or answer.scope.as_of or case.settings.as_of or today()


def _bounds(rule: Rule) -> dict[str, Any]:
    given = {"donor": rule.donor, "item": rule.item, "place": rule.place}
    return {name: list(value) for name, value in given.items() if value}


def _page(name: str, **given: str | None) -> str:
    said = {k: v for k, v in given.items() if v}
    return f"/{name}?{urlencode(said)}" if said else f"/{name}"


def _stock_outs(case: Case, rule: Rule, news: News | None) -> Iterator[Found]:
    """Stocks that run out nearer than so many days."""
    days = rule.days or _AHEAD_DAYS
    answer = case.stock_out(days=days + _BEYOND_DAYS, **_bounds(rule))
    on = _today(case, answer)
    for row in answer.rows:
        end = row["runs_out_low_on"] if rule.early else row["runs_out_on"]
        if end is None or days_between(on, end) >= days or row.get("reading_of"):
            continue
        left = days_between(on, end)
        source_ids = tuple(row["source_ids"])
        ends = {"early": "runs_out_low_on", "middle": "runs_out_on", "late": "runs_out_high_on"}
        bars = [Bar(name, float(days_between(on, row[field])))
                for name, field in ends.items() if row[field] is not None]  # fmt: skip
        late = row["runs_out_high_on"]
        middle = row["runs_out_on"]
        yield Found(
            kind="stock_out",
            key=f"{row['place']}/{row['item']}",
            title=f"{row['item_name']} at {row['place_name']}: {left} days left",
            sentence=f"On {on} {row['item_name']} at {row['place_name']} "
            f"{'may run' if rule.early else 'runs'} out in about {left} days, on {end}"
            + (f" (middle of the range {middle or 'later'})" if rule.early else "")
            + f"; 80% range {row['runs_out_low_on']} to {late or 'beyond what was looked at'}. "
            f"Stock: {row['stock_basis'] or 'unknown'}; use: {row['rate_basis'] or 'unknown'}.",
            figure=float(left),
            unit="days",
            on=on,
            page=_page("stock-out", item=row["item"], place=row["place"]),
            scope=answer.scope,
            source_ids=source_ids,
            sources=sources_of(answer.sources, source_ids),
            bars=(*bars, Bar("told below", float(days))),
            bars_title="Days until it runs out",
            bars_unit="days",
        )


def _overdue(case: Case, rule: Rule, news: News | None) -> Iterator[Found]:
    """Promises whose day has passed without their being kept."""
    answer = case.promises(**_bounds(rule))
    on = _today(case, answer)
    for row in answer.rows:
        due, status = row["due_on"], row["status"]
        if due is None or status in ("kept", "withdrawn"):
            continue
        late = days_between(due, on)
        if late <= (rule.days or 0):
            continue
        promised, delivered = row["promised"], row["delivered"]
        source_ids = tuple(row["source_ids"])
        amount = "an amount that is not known"
        if promised is not None:
            amount = _amount(promised, row["unit"], row["item_name"])
        got = "what was delivered is not known"
        if delivered is not None:
            got = f"{_amount(delivered, row['unit'], None)} delivered ({row['delivered_basis']})"
        yield Found(
            kind="promise_overdue",
            key=f"{row['line_id']}/{due}",
            title=f"{row['title']}: {late} days overdue",
            sentence=f"{row['name']} promised {amount}, due on {due}: {late} days ago on {on}; "
            f"{got}; status: {status}.",
            figure=float(late),
            unit="days",
            on=on,
            page=_page("promises", donor=row["donor"], item=row["item"]),
            scope=answer.scope,
            source_ids=source_ids,
            sources=sources_of(answer.sources, source_ids),
            bars=_bars(("promised", promised), ("delivered", delivered)),
            bars_title=row["title"],
            bars_unit=row["unit"] or "",
            lasting=False,
        )


def _quiet(case: Case, rule: Rule, news: News | None) -> Iterator[Found]:
    """Donors that give less than they used to, or nothing; the heaviest of each."""
    answer = case.pauses(**{k: v for k, v in _bounds(rule).items() if k == "donor"})
    on = _today(case, answer)
    told: set[str] = set()
    for row in answer.rows:
        p_value = row["p_value"]
        unlikely = p_value is not None and p_value <= rule.p_value_max
        if row["end"] is not None or not unlikely or row["donor"] in told:
            continue
        told.add(row["donor"])
        usual, during = row["usual_eur_per_month"], row["during_eur_per_month"]
        missing = row["missing_eur"]
        source_ids = tuple(row["source_ids"])
        yield Found(
            kind="donor_quiet",
            key=row["donor"],
            title=f"{row['name']} {'gives far less' if during else 'has gone quiet'} since "
            f"{row['start']}",
            sentence=f"{row['name']}: since {row['start']} {_a_month(during)} instead of "
            f"{_a_month(usual)}; about {_money(missing)} less than usual by {on}; chance alone "
            f"would show as much in {p_value * 100:.2g} of 100 records.",
            figure=missing,
            unit="EUR",
            on=on,
            page=_page("pauses", donor=row["donor"]),
            scope=answer.scope,
            source_ids=source_ids,
            sources=sources_of(answer.sources, source_ids),
            bars=_bars(("usually", usual), ("since then", during)),
            bars_title=f"{row['name']}: a month",
            bars_unit="EUR",
        )


def _corrections(case: Case, rule: Rule, news: News | None) -> Iterator[Found]:
    """Figures in the book that were corrected by so much since the last look."""
    for change in news.corrections(rule) if news else ():
        if abs(change.delta) < rule.value_min:
            continue
        sign = "+" if change.delta > 0 else "-"
        amount = in_words(abs(change.delta), change.currency)
        why = f" Why: {'; '.join(change.reasons)}." if change.reasons else ""
        yield Found(
            kind="correction",
            key=f"{change.donor}/{change.stage}/{change.currency}/{change.upto}",
            title=f"{change.name}, {change.stage}: corrected by {sign}{amount}",
            sentence=f"{change.name}, {change.stage}: what was on record was corrected by "
            f"{sign}{amount}, from {in_words(change.before, change.currency)} to "
            f"{in_words(change.after, change.currency)}, in {change.entries} "
            f"{'entry' if change.entries == 1 else 'entries'}.{why}",
            figure=change.delta,
            unit=change.currency,
            on=change.known_on,
            page=_page("sources", donor=change.donor, stage=change.stage),
            scope=case.scope(stage=change.stage, donor=change.donor),
            source_ids=change.source_ids,
            sources=sources_of(change.sources, change.source_ids),
            bars=_bars(("before", change.before), ("after", change.after)),
            bars_title=f"{change.name}, {change.stage}",
            bars_unit=change.currency,
            lasting=False,
        )


def _releases(case: Case, rule: Rule, news: News | None) -> Iterator[Found]:
    """Sources that brought many entries since the last look."""
    for release in news.releases() if news else ():
        if release.entries < rule.entries_min:
            continue
        yield Found(
            kind="release",
            key=f"{release.source}/{release.upto}",
            title=f"New: {release.title}",
            sentence=f"{release.title} was loaded: {release.entries:,} entries, "
            f"{release.corrections:,} of them corrections, known on {release.known_on}.",
            figure=float(release.entries),
            unit="entries",
            on=release.known_on,
            page=_page("sources"),
            scope=case.scope(),
            source_ids=(release.source,),
            sources=sources_of(release.sources, (release.source,)),
            bars=(
                Bar("new", float(release.entries - release.corrections)),
                Bar("corrections", float(release.corrections)),
            ),
            bars_title=release.title,
            bars_unit="entries",
            lasting=False,
        )


_KINDS: Mapping[str, Callable[[Case, Rule, News | None], Iterator[Found]]] = {
    "stock_out": _stock_outs,
    "promise_overdue": _overdue,
    "donor_quiet": _quiet,
    "correction": _corrections,
    "release": _releases,
}


def _bars(*pairs: tuple[str, float | None]) -> tuple[Bar, ...]:
    """Those that are known."""
    return tuple(Bar(label, float(value)) for label, value in pairs if value is not None)


def _money(amount: float | None) -> str:
    return "an unknown amount" if amount is None else in_words(amount, "EUR")


def _amount(number: float, unit: str | None, name: str | None) -> str:
    if unit is not None and goods.is_currency(unit):
        return in_words(number, unit) + (f" of {name}" if name and name != "money" else "")
    return goods.of(number, unit, name)


def _a_month(amount: float | None) -> str:
    return "unknown" if amount is None else f"{in_words(amount, 'EUR')} a month"
