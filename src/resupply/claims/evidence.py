"""Figures that tables of a case state about goods, people and money, in one form.

Deliveries, promises, production, facts and statements at meetings become `Evidence`: who, what of,
how it is meant, how much, when, known since when, from whom. Nothing is added up here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

import msgspec

from resupply.book import View
from resupply.claims import wordfiles
from resupply.claims.names import items, place_ids, root, tokens, words_of
from resupply.core.records import Row
from resupply.picture import cells
from resupply.picture.goods import is_currency

#: A fact whose days end so long after it was known is a plan [days].
_AHEAD_DAYS = 45
_SIZES = {"m": 1e6, "bn": 1e9, "million": 1e6, "billion": 1e9, "thousand": 1e3}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
#: Spans of time, in days: "130 hours" is compared with "two weeks".
SPANS: Mapping[str, float] = {"hour": 1 / 24, **_DAYS}


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One figure somebody stated.

    Args:
        table: Where it stands.
        row_id: Its row.
        party: Whom or what it is about.
        item: Items it counts.
        manner: How it is meant: a stage, `output`, `capacity`, `target`, `forecast`, or a metric.
        value: The figure; None = only a range, or not known.
        low: At least.
        high: At most.
        unit: Unit, or a currency; `share` for parts of one.
        per: Days the figure is for, where it is a rate.
        start: First day it speaks of.
        end: Last day, or the day it is due.
        known_on: Since when it is known.
        source_id: Who said so.
        confidence: How far the source can be relied on.
        note: What else the row says.
        cumulative: Whether it holds all earlier ones.
        words: Beginnings of the words that name it: metric, topic, event.
        called: Those of the names of its goods, its party and its place.
        via: Through what it goes: a fund, a scheme.
        told: Those of what else its row says: notes, status.
        parties: Whom else it is about: who gets it, takes part, on whose soil it is.
        base: Of a ratio: the words for what it is measured against.
    """

    table: str
    row_id: str
    party: str | None
    item: tuple[str, ...]
    manner: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    per: float | None
    start: date | None
    end: date | None
    known_on: date
    source_id: str
    confidence: str
    note: str
    cumulative: bool
    words: frozenset[str]
    called: frozenset[str] = frozenset()
    via: str = ""
    told: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    base: str = ""

    @property
    def day(self) -> date:
        """The day it speaks of last."""
        return self.end or self.start or self.known_on

    @property
    def is_ahead(self) -> bool:
        """Whether its days end long after it was told: a plan, and nothing that has come."""
        late = self.end is not None and (self.end - self.known_on).days > _AHEAD_DAYS
        return late or self.manner in ("forecast", "target")

    @property
    def cumulative_or_forecast(self) -> bool:
        """Whether it says how much has come, or will have come, by a day."""
        came = self.manner == "delivery" and self.cumulative
        return came or (self.manner == "forecast" and "deliver" in self.words)


def gather(view: View) -> list[Evidence]:
    """All figures of the tables that were known by the view's day, and sums of joint promises."""
    found = [e for table, read in _TABLES.items() for r in view.rows(table) for e in read(r)]
    named = [_with_item(e, view) if e.table == "engagements" else e for e in found]
    called, places = _item_words(view), _places(view)
    known = [_with_names(e, called, places) for e in named]
    return [*known, *_joint(known)]


def _with_names(
    one: Evidence,
    called: Mapping[str, frozenset[str]],
    places: Mapping[str, tuple[frozenset[str], frozenset[str]]],
) -> Evidence:
    """With the names of its goods, and of its place and whose that is: Yahodyn, on a border."""
    there, words = places.get(one.party or "", (frozenset(), frozenset()))
    goods = frozenset[str]().union(*(called.get(i, frozenset()) for i in one.item))
    whose = frozenset((one.party or "").split("-")) if "-" in (one.party or "") else frozenset()
    where = {c for p in one.parties for c in places.get(p, (frozenset(),))[0]}
    return msgspec.structs.replace(
        one, called=one.called | goods | words, parties=one.parties | there | whose | where
    )


def _item_words(view: View) -> dict[str, frozenset[str]]:
    return {i: frozenset(map(stem, words)) for i, words in words_of(view).items()}


def _places(view: View) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Place, with and without the sign of its kind -> countries it is in, words of its name."""
    out = {}
    for row in view.table("places"):
        place, kind = str(row["place_id"]), str(row.get("kind") or "")
        words = stems(f"{place} {row.get('name') or ''} {kind}")
        found = frozenset(str(row.get("country") or "").split("-")), words
        own, short = place_ids(place)
        out[own] = found
        out.setdefault(short, found)
    return out


def _with_item(one: Evidence, view: View) -> Evidence:
    """A statement names its goods in words only."""
    return msgspec.structs.replace(one, item=items(view, one.note)[:1])


def _joint(found: list[Evidence]) -> Iterator[Evidence]:
    """Rows promised together, on one day through one source, as one: two calibres of one offer."""
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for one in found:
        if one.table == "pledges" and one.value is not None and not is_currency(one.unit):
            key = (one.party, one.manner, one.start, one.unit, one.per, one.source_id)
            groups.setdefault(key, []).append(one)
    for same in groups.values():
        if len(same) > 1:
            yield msgspec.structs.replace(
                same[0],
                row_id="+".join(e.row_id for e in same),
                item=tuple(i for e in same for i in e.item),
                value=sum(e.value or 0.0 for e in same),
                low=None,
                high=None,
                note="sum of "
                + " and ".join(f"{e.value:,.0f} {e.item[0]}" for e in same if e.item),
            )


def days_of(per: str | None) -> float | None:
    """How many days a rate is for; a month is 30.44.

    Example:
        >>> days_of("month"), days_of(None)
        (30.44, None)
    """
    return _DAYS.get(per or "")


class Unit(msgspec.Struct, frozen=True):
    """A unit taken apart: its root, how many of it one is, and the days of a rate."""

    name: str
    scale: float
    per: float | None


def unit_of(text: str) -> Unit:
    """A unit as tables write it.

    Example:
        >>> unit_of("USD bn"), unit_of("million t/month").scale, unit_of("round/day").per
        (Unit(name='USD', scale=1000000000.0, per=None), 1000000.0, 1.0)
    """
    whole, _, per = text.partition("/")
    parts = whole.split()
    scale = 1.0
    for part in parts:
        scale *= _SIZES.get(part, 1.0)
    left = [p for p in parts if p not in _SIZES] or [""]
    name = left[0] if is_currency(left[0]) else root(left[-1])
    if not per and name in SPANS:
        name, scale = "day", scale * SPANS[name]
    if per and per not in _DAYS:
        name = f"{name}/{per}"
    return Unit(name, scale, days_of(per))


def unit_word(unit: str | None, value: float | None) -> str:
    """A unit behind its number, in the plural where it has one.

    Example:
        >>> unit_word("round", 2000), unit_word("t", 2000), unit_word("person", 3)
        ('rounds', 't', 'people')
    """
    named = {"person": "people", "aircraft": "aircraft"}
    if unit in named:
        return named[unit]
    is_word = unit is not None and unit.isalpha() and unit.islower() and len(unit) > 2
    if is_word and value != 1 and str(unit)[-2:] in ("ry", "ty", "ny", "cy", "dy"):
        return f"{str(unit)[:-1]}ies"
    return f"{unit}s" if is_word and value != 1 else unit or ""


def _deliveries(row: Row) -> Iterator[Evidence]:
    f = row.fields
    cumulative = str(f.get("cumulative") or "").casefold() in ("yes", "true")
    manner = str(f.get("stage") or "delivery")
    yield _make(row, f.get("donor"), manner, "quantity", f.get("unit"), cumulative=cumulative)


def _pledges(row: Row) -> Iterator[Evidence]:
    f = row.fields
    manner = {"delivered": "delivery", "received": "delivery"}.get(
        str(f.get("kind")), str(f["kind"])
    )
    days = ("pledged_on", "due_by")
    if _number(f.get("quantity")) is not None or _number(f.get("quantity_low")) is not None:
        yield _make(row, f.get("donor"), manner, "quantity", f.get("unit"), days=days)
    if _number(f.get("value")) is not None:
        yield _make(row, f.get("donor"), manner, "value", f.get("currency"), days=days)


def _production(row: Row) -> Iterator[Evidence]:
    f = row.fields
    unit = f"{f.get('unit') or ''}/{f['per']}" if f.get("per") else f.get("unit")
    yield _make(row, f.get("producer"), str(f["kind"]), "quantity", unit)


def _ratios(row: Row) -> Iterator[Evidence]:
    """How many times as much is made as before; a ratio of days to come is aimed at."""
    f = row.fields
    one = _make(row, f.get("producer"), str(f["metric"]), "ratio", "times")
    manner = "target" if one.is_ahead else one.manner
    base = str(f.get("base") or "")
    yield msgspec.structs.replace(one, manner=manner, unit="times", base=base)


def _facts(row: Row) -> Iterator[Evidence]:
    f = row.fields
    if str(f.get("unit")) in ("flag", "date", "place list", "ordinal"):
        return
    topic, metric = str(f.get("topic") or ""), str(f.get("metric") or "")
    manner = topic if topic in ("forecast", "target", "claim") else metric
    counts = "total" in metric
    yield _make(row, f.get("subject"), manner, "value", f.get("unit"), cumulative=counts)


def _engagements(row: Row) -> Iterator[Evidence]:
    f = row.fields
    if _number(f.get("quantity")) is not None:
        manner, days = str(f["statement_kind"]), ("date_start", "due_by")
        yield _make(row, f.get("by"), manner, "quantity", f.get("unit"), days=days)


def _disruptions(row: Row) -> Iterator[Evidence]:
    f = row.fields
    if _number(f.get("value")) is not None:
        manner = str(f.get("kind") or "disruption")
        yield _make(row, f.get("party"), manner, "value", f.get("unit"), days=("start", "end"))


_TABLES: Mapping[str, Callable[[Row], Iterator[Evidence]]] = {
    "deliveries": _deliveries,
    "pledges": _pledges,
    "production": _production,
    "production_ratios": _ratios,
    "facts": _facts,
    "engagements": _engagements,
    "disruptions": _disruptions,
}
_NAMING = ("metric", "topic", "via", "event", "statement", "item", "name")
_TELLING = ("note", "status_as_of", "effect", "kind", "base", "where")
#: What a note says its figure is not.
_DENIED = re.compile(r"\b(?:not|no|none|without|formerly|instead of|against|never)\b[^;,.]*", re.I)
_OTHERS = ("recipient", "to", "participants", "where")


def _make(
    row: Row,
    party: object,
    manner: str,
    amount: str,
    unit: object,
    *,
    days: tuple[str, str] = ("period_start", "period_end"),
    cumulative: bool = False,
) -> Evidence:
    f, read = row.fields, unit_of(str(unit or ""))
    numbers = (_number(f.get(n)) for n in (amount, f"{amount}_low", f"{amount}_high"))
    value, low, high = (None if n is None else n * read.scale for n in numbers)
    return Evidence(
        table=row.table,
        row_id=row.row_id,
        party=str(party) if party else None,
        item=tuple(p for p in re.split(r"[;+]", str(f.get("item") or "")) if p),
        manner=manner,
        value=value,
        low=low,
        high=high,
        unit=read.name,
        per=read.per,
        start=cells.day(f.get(days[0])),
        end=cells.day(f.get(days[1])),
        known_on=row.known_on,
        source_id=row.source_id,
        confidence=str(f.get("confidence") or ""),
        note=str(f.get("note") or f.get("statement") or ""),
        cumulative=cumulative,
        words=stems(" ".join([*(str(f.get(n) or "") for n in _NAMING), manner])),
        called=stems(str(party or "")),
        via=str(f.get("via") or ""),
        told=stems(" ".join(_told(n, str(f.get(n) or "")) for n in _TELLING)),
        parties=frozenset(
            p for n in _OTHERS for p in re.split(r"[;,]", str(f.get(n) or "")) if p.strip()
        ),
    )


def _told(name: str, text: str) -> str:
    return _DENIED.sub(" ", text) if name == "note" else text


# A case's rows are read for each question anew, and their words are the same.
@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words, one for what means the same.

    Example:
        >>> sorted(stems("trucks_queued at the border"))
        ['at', 'border', 'queu', 'truck']
    """
    plain = text.replace("_", " ")
    for pattern, word in _PHRASES:
        plain = pattern.sub(word, plain)
    return frozenset(stem(w) for w in tokens(plain))


#: Verbs of two words, by the one word that stands for them.
_PHRASES = tuple(
    (re.compile(rf"\b(?:{verbs})\b", re.I), word)
    for verbs, word in (
        ("h[eo]ld(?:s|ing)? (?:up|back)", "blocked"),
        ("(?:turn|churn|roll)(?:s|ed|ing)? out", "produced"),
        ("hand(?:s|ed|ing)? (?:over|out)", "delivered"),
        ("c[oa]m(?:e|es|ing) in", "received"),
        ("call(?:s|ed|ing)? for", "need"),
        ("r[ua]n(?:s|ning)? (?:short|low)|short of", "shortfall"),
        ("set(?:s|ting)? aside", "allocated"),
        ("cut(?:s|ting)? off", "lost"),
        ("hold(?:s|ing)? out for|in need of", "need"),
    )
)


def stem(word: str) -> str:
    """The beginning words of one family share: fires, fired, firing.

    Example:
        >>> stem("funded") == stem("funding"), stem("delivered"), stem("need")
        (True, 'deliver', 'need')
    """
    found = _families().get(word, word)
    for ending in ("ing", "ed", "ment", "es", "s", "e"):
        if found.endswith(ending) and len(found) - len(ending) >= 3 and found[-2:] != "ss":
            return found[: -len(ending)]
    return found


@cache
def _families() -> Mapping[str, str]:
    """Word -> the one that stands for its family, from `same_words.txt`."""
    lines = (line.partition(":") for line in wordfiles.lines("same_words.txt"))
    return {word: head for head, _, words in lines for word in words.split()}


def _number(value: object) -> float | None:
    try:
        return None if value in (None, "") else float(str(value))
    except ValueError:
        return None
