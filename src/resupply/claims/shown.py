"""A change or comparison of goods told: its verdict, its reason and the rows behind it."""

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from resupply.claims import ends, goods, series, unread
from resupply.claims.asked import Asked
from resupply.claims.evidence import stem
from resupply.claims.names import root
from resupply.claims.series import Point
from resupply.claims.words import Checked, Claim, Figure, Reason, unsure
from resupply.core.money import in_words
from resupply.picture.goods import is_currency

_PER = {1.0: "day", 7.0: "week", 30.44: "month", 365.25: "year"}
_MOST_TOLD = 3
#: Words that say no more than the manner does: who makes, who fires.
_OF_MANNER = {
    "capacity": frozenset({"production", "industrial", "manufacturing", "ammunition", "output"}),
    "output": frozenset({"factory", "factories", "plants", "ammunition", "manufacturers"}),
    "use": frozenset({"forces", "army", "troops", "gunners", "artillery"}),
}
_DENIES = re.compile(r"\b(?:none|not?|without|excluding|never|unlike)\b", re.IGNORECASE)
#: Words for a company, where one is named.
_COMPANY = frozenset(
    {"factory", "factories", "plant", "plants", "company", "maker", "makers", "firm", "producer"}
)


class Pair(NamedTuple):
    """Two figures beside one another, or a ratio that a source states.

    Args:
        later: The later one, or that of whom the claim is about; a stated ratio.
        earlier: What it is set beside; None for a stated ratio.
        truth: Whether they are as claimed; None = they leave it open.
        is_named: Whether the sentence says both figures; of a comparison, whether both count the
            same goods.
        is_near: Whether it says one of them.
    """

    later: Point
    earlier: Point | None
    truth: bool | None
    is_named: bool = False
    is_near: bool = False


def checked(ask: Asked, pairs: Sequence[Pair], want: Any) -> Checked:
    """The verdict by all figures that may be meant.

    Args:
        ask: What is asked.
        pairs: The figures set beside one another, at least two.
        want: What they have to be to one another.
    """
    claim = ask.claim
    pairs = _telling(claim, pairs)
    truths = [p.truth if p.truth is None else p.truth != claim.negated for p in pairs]
    verdict, depends = _verdict(pairs, truths)
    told = _told(ask, pairs, truths, want)
    return Checked(
        claim=_explained(ask, pairs),
        verdict=verdict,
        why=_why(verdict, depends, truths, told),
        depends_on=depends,
        missing=_missing(verdict),
        rows=_rows(ask, pairs, truths),
        assumed=_assumed(ask, pairs),
    )


def _telling(claim: Claim, pairs: Sequence[Pair]) -> list[Pair]:
    """Without those that a bound leaves open, where others of the same days tell.

    What is said of two parties' days is told by any of these.
    """
    told = [p for p in pairs if p.truth is not None]
    at_once = claim.type == "comparison"
    return [
        p
        for p in pairs
        if p.truth is not None
        or not _is_bound(p)
        or not any(at_once or _same(p, other) for other in told)
    ]


def _is_bound(pair: Pair) -> bool:
    return pair.later.is_bound or (pair.earlier is not None and pair.earlier.is_bound)


def planned(ask: Asked, plans: Sequence[Point]) -> Checked:
    """Nothing is known of what was; the figure is one of what is aimed at."""
    figures = "; ".join(_figure(ask, p) for p in plans)
    missing = f"the tables have what is aimed at, and no figure of how the {ask.manner} has grown"
    what = f"the figure is what is aimed at, not what has come: {figures}."
    return unsure(
        _explained(ask, [Pair(p, None, None) for p in plans]),
        missing,
        f": {figures}.",
        todo="Add a row to production or production_ratios, with its source.",
        reasons=[Reason(seen=f"target_not_{ask.manner}", what=what)],
        rows=[_row(ask, p, "other meaning", None) for p in plans],
    )


def _verdict(pairs: Sequence[Pair], truths: Sequence[bool | None]) -> tuple[str, list[str]]:
    """Holds where nothing denies it, fails where nothing allows it."""
    if all(truths):
        return "holds", []
    if all(t is False for t in truths):
        return "does_not_hold", []
    if not any(truths):
        return "not_verifiable", []
    right = {_days(p) for p, t in zip(pairs, truths, strict=True) if t}
    wrong = {_days(p) for p, t in zip(pairs, truths, strict=True) if not t}
    goods_of = {p.later.one.item for p in pairs}
    if len(goods_of) > 1 and not right & wrong:
        return "depends", ["the goods"]
    return "depends", ["the source" if _overlap(pairs, truths) else "the day"]


def _days(pair: Pair) -> tuple[Any, ...]:
    earlier = pair.earlier
    return pair.later.one.day, earlier.one.day if earlier else None


def _overlap(pairs: Sequence[Pair], truths: Sequence[bool | None]) -> bool:
    """Whether figures of the same days are on both sides."""
    right = [p for p, t in zip(pairs, truths, strict=True) if t]
    wrong = [p for p, t in zip(pairs, truths, strict=True) if not t]
    return any(_same(a, b) for a in right for b in wrong)


def _same(one: Pair, other: Pair) -> bool:
    if one.earlier is None or other.earlier is None:
        return True
    same = series.same_days
    later = one.later.one is other.later.one or same(one.later.one, other.later.one)
    return later and (
        one.earlier.one is other.earlier.one or same(one.earlier.one, other.earlier.one)
    )


def _why(verdict: str, depends: Sequence[str], truths: Sequence[bool | None], told: str) -> str:
    if verdict == "depends":
        right = sum(t is True for t in truths)
        return f"It depends on {depends[0]}: {right} of {len(truths)} agree: {told}"
    if verdict == "not_verifiable":
        return f"The figures are too wide to tell: {told}"
    return f"The book has {told}"


def _missing(verdict: str) -> str:
    if verdict != "not_verifiable":
        return ""
    return "a figure that is no range and no bound, of the same goods and days, with its source"


def _told(ask: Asked, pairs: Sequence[Pair], truths: Sequence[bool | None], want: Any) -> str:
    """What is set beside what; that it is computed, where no source says so."""
    order = sorted(range(len(pairs)), key=lambda n: truths[n] is not True)
    # Right ones and others by turns, so that both are seen.
    shown = [*order[:2], *order[-1:]] if len(order) > _MOST_TOLD else order
    parts = list(dict.fromkeys(_pair(ask, pairs[n], want) for n in shown))
    rest = len(pairs) - len(shown)
    text = "; ".join(parts) + (f"; and {rest} more" if rest > 0 else "")
    computed = any(p.earlier is not None for p in pairs)
    note = "computed by us from two rows, no source reports it" if computed else "as reported"
    return f"{text} ({note})."


def _pair(ask: Asked, pair: Pair, want: Any) -> str:
    if pair.earlier is None:
        against = f" against {pair.later.one.base}" if pair.later.one.base else ""
        return f"{_figure(ask, pair.later)}{against}"
    one, two = pair.later, pair.earlier
    both = f"{_figure(ask, one)} over {_figure(ask, two)}"
    if want.by is not None:
        return f"{both}: {_difference(one, two)}"
    return f"{both}: {_times(one, two)}"


def _times(later: Point, earlier: Point) -> str:
    low, high, _ = series.times(later, earlier)
    if low == high:
        return f"{low:.3g} times"
    if high == float("inf"):
        return f"{low:.3g} times or more"
    return f"at most {high:.3g} times" if low == 0 else f"{low:.3g} to {high:.3g} times"


def _difference(later: Point, earlier: Point) -> str:
    low, high, _ = series.more(later, earlier)
    per = series.per_days(later.one) or 1.0
    unit = later.one.unit
    if math.isinf(low) or math.isinf(high):
        return "open" if math.isinf(low) else f"{_number(low * per, unit)} more, or above"
    said = dict.fromkeys(_number(n * per, unit) for n in (low, high))
    way = " more" if low >= 0 else " less" if high <= 0 else ""
    return " to ".join(said) + way


def _number(number: float, unit: str) -> str:
    if is_currency(unit):
        return in_words(abs(number), unit)
    return f"{abs(number):,.6g}" if abs(number) < 1e6 else f"{abs(number):,.0f}"


def _figure(ask: Asked, one: Point) -> str:
    """A stated figure in words, as `goods` tells it."""
    whose = ask.names.name(one.one.party) if one.one.party else ""
    if one.one.unit == "times":
        about = ", ".join((one.one.manner.replace("_", " "), str(one.one.day), one.one.source_id))
        sign = "over " if one.high == float("inf") else ""
        return f"{whose} {sign}{one.value:.3g} times ({about})"
    told = goods.told(_of_unit(ask.claim, one), one.one, ask.names)
    return f"{whose} {told}".strip()


def _of_unit(claim: Claim, one: Point) -> Claim:
    per = _PER.get(one.one.per or 0.0)
    figure = Figure(value=0.0, low=0.0, high=None, unit=one.one.unit, per=per)
    return msgspec.structs.replace(claim, figure=figure)


def _rows(ask: Asked, pairs: Sequence[Pair], truths: Sequence[bool | None]) -> list[dict[str, Any]]:
    """Every figure once: those that decide with whether they agree, then what they stand beside."""
    by: dict[tuple[str, str], list[bool | None]] = {}
    ends: dict[tuple[str, str, str], Point] = {}
    for pair, truth in zip(pairs, truths, strict=True):
        one = pair.later.one
        by.setdefault((one.table, one.row_id), []).append(truth)
        ends.setdefault(("current", one.table, one.row_id), pair.later)
        if pair.earlier is not None:
            two = pair.earlier.one
            part = "compared with" if ask.claim.type == "comparison" else "earlier"
            ends.setdefault((part, two.table, two.row_id), pair.earlier)
    out = []
    for (part, table, row_id), one_point in ends.items():
        said = by.get((table, row_id), []) if part == "current" else []
        agrees = True if said and all(said) else False if False in said else None
        out.append(_row(ask, one_point, part, agrees))
    return out


def _row(ask: Asked, one: Point, part: str, agrees: bool | None) -> dict[str, Any]:
    bare = msgspec.structs.replace(ask.claim, figure=None)
    row = goods.row(bare, one.one, ask.names, part)
    return {**row, "agrees": agrees, "per_time": _PER.get(one.one.per or 0.0)}


def _assumed(ask: Asked, pairs: Sequence[Pair]) -> dict[str, str]:
    out = {}
    if ask.grown.last is None:
        last = [p.later.one.day for p in pairs]
        out["days"] = f"not said; the newest figures are taken, of {min(last)} to {max(last)}"
    if "Europe" in ask.parties and any(p.later.one.party == "EU" for p in pairs):
        out["subject"] = "Europe is taken as the EU, for which the tables have figures"
    return out


def _explained(ask: Asked, pairs: Sequence[Pair]) -> Claim:
    """The claim without the unread words that the ends of the change, or its rows, explain."""
    known = ask.grown.explained | _company_words(ask)
    known |= _OF_MANNER.get(ask.manner or "", frozenset())
    named = ask.company.union(*(_names(p) for p in pairs))
    left = list(ask.grown.stray)
    for words in ask.claim.unread:
        rest = [w for w in ends.tokens(words) if w not in known and stem(root(w)) not in named]
        # "Inter-agency" is one word in a table.
        if not all(map(unread.is_plain, rest)) and stem("".join(rest)) not in named:
            left.append(" ".join(rest))
    return msgspec.structs.replace(ask.claim, unread=tuple(dict.fromkeys(left)))


def _names(pair: Pair) -> frozenset[str]:
    """The words that name a pair; those of a note too, where a figure of it is said.

    A note that denies something ("none into occupied areas") names nothing.
    """
    both = [p.one for p in (pair.later, pair.earlier) if p is not None]
    named = frozenset[str]().union(*(e.words | e.called for e in both))
    told = (e.told for e in both if pair.is_near and not _DENIES.search(e.note))
    return named.union(*told)


def _company_words(ask: Asked) -> frozenset[str]:
    if not ask.company:
        return frozenset()
    return _COMPANY
