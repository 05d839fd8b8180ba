"""Which stated figures a claim about goods, people or needs can be checked against."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from resupply.book import View
from resupply.claims.evidence import Evidence, days_of, stem, stems
from resupply.claims.names import MEASURES, root, wider, words_of
from resupply.claims.words import Claim, Figure
from resupply.picture.goods import is_currency

#: Figures whose last day lies within so many days of the newest one are all current.
CURRENT_DAYS = 45
#: A range as narrow as this is one figure, as a part of its upper end.
_NARROW = 0.25
#: A figure older than this says nothing of today.
STALE_DAYS = 366
#: Days of a period that is a month or a year may differ by so much from its mean length.
_WHOLE_SLACK = 0.1
_DELIVERED = ("delivery",)
#: Manners of which one does not end another.
PROMISED = ("pledge", "commitment", "allocation", "order")
#: What a claim's words of stage or manner are checked against, and what it may be mistaken for.
_MANNERS: Mapping[str, tuple[str, ...]] = {
    "given": (*_DELIVERED, "allocation"),
    "delivery": _DELIVERED,
    "shipment": ("shipment",),
    "allocation": ("allocation",),
    "commitment": ("commitment", "order"),
    "pledge": PROMISED,
    "intent": ("intent", "pledge"),
    "output": ("output",),
    "capacity": ("capacity",),
    "target": ("target", "forecast", "pledge", "commitment", "allocation", "order"),
}
_LEDGER = {m for kinds in _MANNERS.values() for m in kinds} | {"shipment", "ask"}
#: Words of a metric that narrow nothing.
PLAIN = frozenset(
    {"into", "to", "from", "by", "with", "per", "in", "of", "for", "the", "at", "plan"}
    | {"day", "week", "month", "year"}
)
_GENERAL = frozenset(
    {"share", "total", "rate", "number", "amount", "people", "reported", "delivered"}
)
_ITEMLESS = frozenset({"all", "money", "mixed", "military-aid", ""})


class Matched(NamedTuple):
    """Figures for a claim.

    Args:
        exact: Of the very item and manner.
        wider: Of a wider item, in which the claim's is a part.
        other: Right but for the manner: promised, not delivered.
    """

    exact: Sequence[Evidence]
    wider: Sequence[Evidence]
    other: Sequence[Evidence]


def match(claim: Claim, evidence: Iterable[Evidence], view: View, today: date) -> Matched:
    """The figures that speak of what a claim speaks of.

    Args:
        claim: With a figure.
        evidence: All figures of the case.
        view: For which item lies in which.
        today: The day the claim is checked; forecasts reach beyond it.
    """
    assert claim.figure is not None
    called = words_of(view)
    of_unit = [e for e in evidence if e.table != "disruptions" and is_unit(claim, e, called)]
    same = [e for e in of_unit if claim.subject in (None, e.party) or _is_border(claim, e)]
    wanted = wanted_manners(claim)
    if wanted is None and not _worded(claim, same) and _is_agency(claim.subject, view):
        same = of_unit  # an agency's plan is kept under the people it is for
    larger = wider(view, claim.item)
    fits = _without_parts(claim, [e for e in same if is_item(claim, e) and is_meant(claim, e)])
    also = [e for e in same if claim.item and set(e.item) & larger]
    if wanted is None:
        return Matched(_worded(claim, fits), _worded(claim, also), [])
    exact = [e for e in fits if e.manner in wanted and _in_days(claim, e)]
    if "forecast" in wanted and any(e.manner == "forecast" for e in exact):
        exact = [e for e in exact if e.manner == "forecast"]
    if not exact and not also:
        # A manner the ledger's tables do not have may still be a fact's metric.
        exact = [e for e in _worded(claim, fits) if e.table == "facts" and not e.is_ahead]
    return Matched(
        exact,
        [e for e in also if e.manner in wanted and _in_days(claim, e)],
        [e for e in fits if e not in exact and e.manner in _LEDGER and e.manner not in wanted[:1]],
    )


_PLANNED = frozenset({"targeted", "planned"})
#: Words of a metric that turn it into something else, and words of a claim that say so.
_TURNS: Mapping[frozenset[str], frozenset[str]] = {
    _PLANNED: frozenset(
        {"target", "targeting", "aim", "plan", "want", "hope", "intend", "goal", "expect"}
        | {"targeted", "planned", "help"}
    ),
    frozenset({"losing", "lost"}): frozenset({"lose", "losing", "lost", "cut", "without"}),
    frozenset({"insecurity", "insecure"}): frozenset(
        {"insecure", "insecurity", "hungry", "hunger", "food-insecure", "starving", "crisis"}
    ),
    frozenset({"need", "needed"}): frozenset({"need", "needs", "needed", "require", "ask"}),
}
_CAME = frozenset({"reached", "served", "assisted", "covered", "targeted"})
_GOT = frozenset({"received", "receive", "got", "get", "gave", "given", "reached", "delivered"})


def is_meant(claim: Claim, one: Evidence, *, strictly: bool = False) -> bool:
    """Whether a fact of people counts those who are claimed: reached are not targeted.

    Args:
        claim: With a figure.
        one: A stated figure.
        strictly: Also where the claim has no word for having got something.
    """
    if one.table != "facts" or one.unit != "person":
        return True
    named = set(one.manner.split("_"))
    if claim.manner == "need" and named & _CAME:
        return False
    said = set(claim.words)
    if named & _PLANNED and not said & _TURNS[_PLANNED]:
        return False
    if not strictly and not _GOT & said:
        return True
    return all(not named & turned or said & by for turned, by in _TURNS.items())


def _is_border(claim: Claim, one: Evidence) -> bool:
    """Facts of a border are of both sides: UKR-POL-border."""
    return one.table == "facts" and claim.subject in (one.party or "").split("-")


def _is_agency(party: str | None, view: View) -> bool:
    kinds = {str(r["party_id"]): r.get("kind") for r in view.table("parties")}
    return party is not None and kinds.get(party) == "agency"


def _without_parts(claim: Claim, found: Sequence[Evidence]) -> list[Evidence]:
    """A joint offer of the goods claimed stands for its parts, and only where all are meant."""
    whole = [e for e in found if "+" in e.row_id and set(e.item) <= set(claim.item)]
    parts = {row for e in whole for row in e.row_id.split("+")}
    return [e for e in found if e.row_id not in parts and ("+" not in e.row_id or e in whole)]


def wanted_manners(claim: Claim) -> tuple[str, ...] | None:
    """The manners a claim is checked against; None = its words must name a metric."""
    if claim.manner in ("use", "need", "late", "on_time", "price", "through"):
        return None
    if claim.manner in ("output", "capacity", "target"):
        return _MANNERS[str(claim.manner)]
    return _MANNERS[claim.stage] if claim.stage else None


def is_unit(claim: Claim, one: Evidence, called: Mapping[str, set[str]]) -> bool:
    """Whether a figure is counted as the claim's is: the unit, and whether it is a rate.

    Args:
        claim: With a figure.
        one: A stated figure.
        called: Item -> the words it may be called by.
    """
    if one.value is None and one.low is None and one.high is None:
        return False
    figure = claim.figure
    assert figure is not None
    if (figure.per is None) != (one.per is None) and not _is_whole_rate(claim, one):
        return False
    own = {w for i in one.item for w in called.get(i, set())}
    if claim.manner == "price" and is_currency(figure.unit):
        return one.unit.startswith(f"{figure.unit}/")
    is_thing = not is_currency(one.unit) and one.unit not in MEASURES
    same = figure.unit == one.unit or _is_own_dollar(claim, one)
    return same or (is_thing and figure.unit in own and is_item(claim, one))


#: Dollars that are called so at home, by code of the country.
_DOLLARS = {"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "TWN": "TWD"}


def _is_own_dollar(claim: Claim, one: Evidence) -> bool:
    """A Canadian promise in dollars may be one in Canadian ones."""
    plain = {"dollar"} & set(claim.words) and not {"us", "usd"} & set(claim.words)
    return bool(plain) and one.unit == _DOLLARS.get(one.party or "")


def _is_whole_rate(claim: Claim, one: Evidence) -> bool:
    """A rate over its own days is a sum of these: "6.3 million t in January", "in 2023"."""
    assert claim.figure is not None
    days = one.per or days_of(claim.figure.per)
    if days is None or one.start is None or one.end is None:
        return False
    if abs((one.end - one.start).days + 1 - days) > _WHOLE_SLACK * days:
        return False
    if claim.figure.per is not None:
        return True
    return (claim.since, claim.until) == (one.start, one.end)


def is_item(claim: Claim, one: Evidence) -> bool:
    """Whether a figure counts the claim's goods."""
    is_money = claim.figure is not None and is_currency(claim.figure.unit)
    if not claim.item:
        return True
    if is_money and claim.manner != "price":
        return bool(set(one.item) & set(claim.item)) or _is_for(claim, one)
    return bool(set(one.item) & set(claim.item)) or (one.table == "engagements" and not one.item)


def _is_for(claim: Claim, one: Evidence) -> bool:
    """Whether money of which a claim says what for is of a row that says so too."""
    named = one.words | one.told | one.called
    goods = stems(" ".join(claim.item).replace("-", " "))
    goods |= {"round"} & set(claim.words)
    return bool(goods & named) or bool(set(claim.item) & _ITEMLESS)


def _in_days(claim: Claim, one: Evidence) -> bool:
    """Whether a figure lies in the period said; a promise counts by the day it is due."""
    if claim.until is not None and claim.since is None:
        return one.day <= claim.until + timedelta(days=CURRENT_DAYS) and one.end is not None
    if claim.since is not None and one.day < claim.since:
        return False
    if counts_before(claim, one) or is_due_later(claim, one):
        return False
    return claim.until is None or (one.start or one.day) <= claim.until


def is_due_later(claim: Claim, one: Evidence) -> bool:
    """Whether a promise is due after the days of which a claim says that it will have come."""
    if claim.manner != "target" or claim.until is None or one.end is None:
        return False
    return one.manner in PROMISED and one.end > claim.until + timedelta(days=CURRENT_DAYS)


def counts_before(claim: Claim, one: Evidence) -> bool:
    """Whether a counter began long before the claim's days: one of years tells no month."""
    began = one.start if one.cumulative else None
    return bool(claim.since and began and (claim.since - began).days > CURRENT_DAYS)


def _worded(claim: Claim, found: Sequence[Evidence]) -> list[Evidence]:
    """Those named by most of the claim's words; none where no word names them."""
    said = {stem(w) for w in claim.words}
    scores = [(_score(said, claim, e), e) for e in found if overlaps(claim, e)]
    best = max((s for s, _ in scores), default=0.0)
    return [e for s, e in scores if s == best] if best >= 1 else []


def overlaps(claim: Claim, one: Evidence) -> bool:
    """Whether a figure speaks of some of the claim's days."""
    if claim.since is None or claim.until is None:
        return claim.until is None or (one.start or one.day) <= claim.until
    return (one.start or one.day) <= claim.until and one.day >= claim.since


def _score(said: set[str], claim: Claim, one: Evidence) -> float:
    """Words of the metric that are said, less those that are not: the plain metric wins."""
    named = {stem(root(w)) for w in one.manner.split("_") if w not in PLAIN}
    named -= {stem(one.unit)}  # "4 million people": that they are people names nothing
    own = {stem(w) for w in one.words if w not in PLAIN}
    common = named & said
    if not common:
        return 0.0
    special = set(one.item) - _ITEMLESS
    plain = 0.0 if not special or claim.item else -0.3
    return len(common) * 2 + 0.2 * len((own & said) - named) - 0.5 * len(named - said) + plain


def is_narrower(claim: Claim, one: Evidence) -> bool:
    """Whether a fact is of something the claim does not name: it may support, not refute."""
    if one.table != "facts":
        return False
    said = {stem(w) for w in claim.words}
    special = set(one.item) - _ITEMLESS
    goods = {stem(root(w)) for item in special for w in item.split("-")}
    metric = {stem(root(w)) for w in one.manner.split("_") if w not in PLAIN | _GENERAL}
    unsaid = metric - said - goods - {stem(one.unit)}
    return bool(special and not claim.item and not goods & said) or len(unsaid) > 1


def current(claim: Claim, found: Sequence[Evidence], today: date) -> list[Evidence]:
    """The figures that speak of today, or of the end of the period said.

    Counters and rates: those of the newest days. Promises: any that agrees, else all, for one
    promise does not end another.
    """
    assert claim.figure is not None
    if found and all(e.manner in (*PROMISED, "intent", "ask", "shipment") for e in found):
        right = [e for e in found if agrees(claim.figure, e)]
        return right or list(found)
    if found and all(e.manner == "target" for e in found):
        # The newest word on what is aimed at counts, whenever it is to be reached.
        known = max(e.known_on for e in found)
        newest_said = [e for e in found if (known - e.known_on).days <= CURRENT_DAYS]
        return [e for e in newest_said if agrees(claim.figure, e)] or newest_said
    if claim.until is not None and claim.until < today:
        today = claim.until
        found = [e for e in found if not e.cumulative or e.day <= today]
    past = [e for e in found if (e.start or e.day) <= today or e.manner in ("forecast", "target")]
    past = past or list(found)
    counters = [e for e in past if e.cumulative] or past
    newest = max((_reach(e, today) for e in counters), default=today)
    return [e for e in counters if (newest - _reach(e, today)).days <= CURRENT_DAYS]


_TODAY = frozenset({"today", "now", "currently", "still", "presently", "nowadays"})


def is_stale(claim: Claim, now: Sequence[Evidence], today: date) -> bool:
    """Whether a rate of today would be told by figures of more than a year ago."""
    past_said = claim.until is not None or claim.since is not None
    of_today = claim.figure is not None and claim.figure.per is not None
    of_today = of_today or bool(_TODAY & set(claim.words))
    if not now or past_said or not of_today:
        return False
    return (today - max(e.day for e in now)).days > STALE_DAYS


def _reach(one: Evidence, today: date) -> date:
    """How far a figure reaches: no further than today, unless it is a forecast."""
    ahead = one.manner in ("forecast", "target") or (one.start or one.day) > today
    return one.day if ahead else min(one.day, today)


def agrees(figure: Figure, one: Evidence) -> bool | None:
    """Whether a stated figure is what a claim says; None = its range leaves it open.

    A figure said as "over" is open upwards: it supports "over", and no exact higher figure.
    """
    factor = _factor(figure, one)
    value, low, high = (None if n is None else n * factor for n in (one.value, one.low, one.high))
    if figure.operator == "over":
        least = low if low is not None else value
        most = high if high is not None else value
        if least is not None and figure.agrees(least):
            return True
        return None if value is None and most is not None and most > figure.value else False
    if figure.operator == "under":
        if low is not None and high is None:
            return False if low >= figure.value else None  # "over 28,000" is not fewer
        most = high if high is not None else value
        return None if most is None else figure.agrees(most)
    if value is not None:
        right = figure.agrees(value)
        is_wide = low is not None and high is not None and low < high
        return None if not right and is_wide and figure.agrees(low or 0.0, high) else right
    if low is None or high is None:
        return None
    return _of_range(figure, low, high)


def _of_range(figure: Figure, low: float, high: float) -> bool | None:
    """Whether a range is what is said: it leaves one figure in it open, unless it is narrow."""
    if not figure.agrees(low, high):
        return False
    most = high if figure.high is None else figure.high
    is_range = figure.low <= low or most >= high
    return True if is_range or high - low <= _NARROW * high else None


def _factor(figure: Figure, one: Evidence) -> float:
    """Rates are compared over the same number of days; one over its own days is their sum."""
    said = days_of(figure.per)
    return said / one.per if said and one.per else 1.0


def amount(figure: Figure, one: Evidence) -> tuple[float | None, float | None, float | None]:
    """Value, low and high in the claim's own period."""
    factor = _factor(figure, one)
    value, low, high = (None if n is None else n * factor for n in (one.value, one.low, one.high))
    return value, low, high
