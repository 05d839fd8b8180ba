"""Changes and comparisons of goods, people and needs, by the figures that the tables state.

Two figures of one party, goods and manner at two times are a change; those of two parties are a
comparison; a table of ratios states some outright. What is computed is told as computed by us.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from resupply.book import View
from resupply.claims import compare, days, series, shown
from resupply.claims.asked import Asked, Level, about, asked, growth, ranked
from resupply.claims.days import Days
from resupply.claims.ends import Grown
from resupply.claims.evidence import Evidence
from resupply.claims.matching import CURRENT_DAYS, STALE_DAYS
from resupply.claims.names import Names
from resupply.claims.series import Interval, Point
from resupply.claims.shown import Pair
from resupply.claims.words import Checked, Claim, Figure

#: Words that speak of today, which old figures do not.
_TODAY = re.compile(r"\b(?:has|have|is|are|now|today|currently|makes?|fires?|needs?)\b")


class _Ends(NamedTuple):
    """What may stand at both ends of a change."""

    earlier: Sequence[Point]
    later: Sequence[Point]


def check(
    claim: Claim, evidence: Sequence[Evidence], view: View, names: Names, today: date
) -> Checked | None:
    """The verdict on a change or comparison of goods.

    Args:
        claim: A change, a comparison, or a count that came between two days.
        evidence: All figures of the case.
        view: The book as known on a day.
        names: Names of the view.
        today: The day the claim is checked.

    Returns:
        None where the tables cannot say.
    """
    if claim.type not in ("change", "comparison", "count"):
        return None
    ask = asked(claim, view, names, today)
    if ask is None:
        return None
    if claim.type == "count":
        return _difference(ask, evidence)
    wanted = compare.wanted(claim, ask.grown.by)
    if claim.type == "comparison":
        return compare.check(ask, evidence, wanted)
    return _change(ask, evidence, wanted)


def _change(ask: Asked, evidence: Sequence[Evidence], wanted: compare.Wanted) -> Checked | None:
    found: list[Pair] = []
    for number, level in enumerate(ranked(ask, evidence)):
        pairs = _whose(ask, _of_series(ask, level.rows, wanted), level)
        is_named = any(p.is_named for p in pairs)
        # What the words name less well decides only where it has a figure that is said.
        is_near = not found and any(p.is_near for p in pairs)
        if is_named or is_near or (not number and level.is_named):
            found = pairs
        if is_named:
            break
    return shown.checked(ask, found, wanted) if found else _planned(ask, evidence, wanted)


def _whose(ask: Asked, pairs: Sequence[Pair], level: Level) -> list[Pair]:
    """Where nobody says whose: those with a figure that is said; none where several may be meant.

    Prices of one buyer are not those of all.
    """
    near = {p.later.one.party for p in pairs if p.is_near}
    is_pinned = ask.grown.base or ask.grown.last or any(p.is_named for p in pairs)
    if ask.parties or (len(near) == 1 and is_pinned):
        return [p for p in pairs if ask.parties or p.later.one.party in near]
    same = {series.measure(p.later.one) for p in pairs}
    whose = {e.party for e in level.rows if series.measure(e) in same}
    return list(pairs) if len(whose) <= 1 else []


def _of_series(ask: Asked, rows: Sequence[Evidence], wanted: compare.Wanted) -> list[Pair]:
    """Ratios that are stated, and every two figures of one series."""
    by: dict[tuple[object, ...], list[Point]] = {}
    for one in rows:
        known = series.point(one) if one.unit != "times" and growth(one) is None else None
        if known is not None:
            by.setdefault(series.key(one), []).append(known)
    points = [p for same in by.values() for p in same]
    ratios = [_contested(p, points, wanted) for e in rows if (p := _ratio(ask, e, wanted))]
    return [*ratios, *_named(ask, [p for same in by.values() for p in _pairs(ask, same, wanted)])]


def _named(ask: Asked, pairs: Sequence[Pair]) -> list[Pair]:
    """Where figures are said, those that have them before those that do not."""
    right = [p for p in pairs if p.is_named]
    if not right or not (ask.grown.before or ask.grown.after):
        return list(pairs)
    keys = {series.key(p.later.one) for p in right}
    return [p for p in pairs if series.key(p.later.one) in keys]


def _ratio(ask: Asked, one: Evidence, wanted: compare.Wanted) -> Pair | None:
    """A ratio that a source states, where its days are those of the claim."""
    ratio = growth(one)
    known = series.point(ratio) if ratio is not None else None
    if ratio is None or known is None or wanted.by is not None:
        return None
    base = next(iter(days.find(ratio.base.title(), ask.today, ask.names.recipients)), None)
    grown = ask.grown
    if grown.base and (base is None or not _meet(grown.base, base)):
        return None
    if grown.last and not series.fit([known], grown.last):
        return None
    truth = series.within(Interval(known.low, known.high), wanted.times)
    if truth is None and wanted.is_plain and known.is_bound and known.value is not None:
        truth = wanted.holds(known.value) or None
    return Pair(known, None, truth)


def _contested(ratio: Pair, points: Sequence[Point], wanted: compare.Wanted) -> Pair:
    """A ratio that figures of a shorter time in it go beyond denies no claim of as much."""
    if ratio.truth is not False:
        return ratio
    own = [p for p in points if p.one.party == ratio.later.one.party]
    beyond = [
        later
        for later in own
        for earlier in own
        if earlier.one.item == later.one.item and series.is_before(earlier.one, later.one)
        if series.times(later, earlier).high > ratio.later.high
    ]
    too_low = ratio.later.high < wanted.times.low
    return ratio._replace(truth=None) if beyond and too_low else ratio


def _meet(one: Days, other: Days) -> bool:
    return one.first <= other.last and other.first <= one.last


def _pairs(ask: Asked, points: Sequence[Point], wanted: compare.Wanted) -> list[Pair]:
    """Every two figures of one series that may be the ends of the change."""
    ends = _ends(ask, points)
    found = _set_beside(ask, ends, wanted)
    grown = ask.grown
    is_open = not (grown.base or grown.last or grown.before or grown.after)
    if is_open and found and not any(p.truth for p in found):
        # No day is said: it may have been so of other days.
        other = _set_beside(ask, _Ends(points, points), wanted)
        found += [p for p in other if p.truth]
    if not found and grown.before and grown.after and not (grown.base or grown.last):
        return _turned_round(ask, points, wanted)
    return found


def _set_beside(ask: Asked, ends: _Ends, wanted: compare.Wanted) -> list[Pair]:
    both = ask.grown.base is not None and ask.grown.last is not None
    order = _is_apart if both else series.is_before  # "in 2022 more than in 2023"
    is_known = _is_known(ask, ends)
    return [
        _pair(ask, later, earlier, wanted, is_known)
        for later in ends.later
        for earlier in ends.earlier
        if order(earlier.one, later.one)
    ]


def _is_apart(one: Evidence, other: Evidence) -> bool:
    return not series.same_days(one, other)


def _is_known(ask: Asked, ends: _Ends) -> bool:
    """Whether the tables know the time that the first figure is of: of many, it may be another."""
    if ask.grown.before is None or ask.grown.base is not None:
        return True
    right = any(series.stated(ask.grown.before, p) for p in ends.earlier)
    times = {
        p.one.day for p in ends.earlier if any(series.is_before(p.one, a.one) for a in ends.later)
    }
    return right or len(times) <= 1 or any(p.one.table == "production" for p in ends.earlier)


def _pair(ask: Asked, later: Point, earlier: Point, wanted: compare.Wanted, is_known: bool) -> Pair:
    grown = ask.grown
    said = [
        series.stated(figure, one) if is_known or figure is not grown.before else None
        for figure, one in ((grown.before, earlier), (grown.after, later))
        if figure is not None
    ]
    truth = series.all_of([*said, wanted.of(later, earlier)])
    return Pair(later, earlier, truth, is_named=bool(said) and all(said), is_near=any(said))


def _turned_round(ask: Asked, points: Sequence[Point], wanted: compare.Wanted) -> list[Pair]:
    """Both figures are known, and the one said to be the first came last."""
    before, after = ask.grown.before, ask.grown.after
    assert before is not None
    assert after is not None
    return [
        Pair(one, other, False, is_near=True)
        for one in points
        for other in points
        if series.is_before(other.one, one.one)
        and series.stated(before, one)
        and series.stated(after, other)
    ]


def _ends(ask: Asked, points: Sequence[Point]) -> _Ends:
    grown = ask.grown
    later = _end(points, grown.last, grown.after)
    if later is not None and grown.last is not None and grown.after is None:
        later = series.newest(later, min(grown.last.last, ask.today))
    if later is None:
        later = series.newest(points, ask.today)
        is_old = later and (ask.today - max(p.one.day for p in later)).days > STALE_DAYS
        if is_old and _TODAY.search(ask.claim.text):
            later = []
    earlier = _end(points, grown.base, grown.before)
    if earlier is None and grown.last is not None:
        earlier = _before_days(points, grown.last)
    return _Ends(series.refined(points if earlier is None else earlier), series.refined(later))


def _end(points: Sequence[Point], said: Days | None, figure: Figure | None) -> list[Point] | None:
    """The figures of the days said, or those that are the figure said with what denies it."""
    of_days = series.fit(points, said) if said is not None else list(points)
    if figure is None:
        return of_days if said is not None else None
    right = [p for p in of_days if series.stated(figure, p)]
    near = [p for p in of_days if any(series.same_days(p.one, r.one) for r in right)]
    return near or (of_days if said is not None else None)


def _before_days(points: Sequence[Point], last: Days) -> list[Point]:
    """What a change in some days is measured against: as many days before, and their first."""
    length = (last.last - last.first).days + 1
    before = Days(last.first - timedelta(days=length), last.first - timedelta(days=1), 0, 0)
    within = [p for p in series.fit(points, last) if (p.one.start or p.one.day) > last.first]
    first = [p for p in series.fit(points, last) if p.one.day < last.last]
    earliest = min((p.one.day for p in first), default=None)
    starts = [p for p in first if p.one.day == earliest] if within else []
    return [*series.fit(points, before), *starts]


def _planned(ask: Asked, evidence: Sequence[Evidence], wanted: compare.Wanted) -> Checked | None:
    """No figure of what was, but one of what is aimed at."""
    plans = [
        known
        for e in evidence
        if e.table == "production_ratios" and e.manner == "target"
        for known in (series.point(e),)
        if known is not None and e.party in ask.parties
        if not ask.item or set(e.item) & set(ask.item)
        if wanted.by is None and series.within(Interval(known.low, known.high), wanted.times)
    ]
    if not plans or ask.manner not in ("output", "capacity"):
        return None
    return shown.planned(ask, plans)


def _difference(ask: Asked, evidence: Sequence[Evidence]) -> Checked | None:
    """What came between two days: one count of all that came so far, less an earlier one."""
    claim, grown = ask.claim, ask.grown
    if claim.figure is None or grown.base is None or claim.stage not in ("given", "delivery"):
        return None
    bare = ask._replace(grown=Grown())
    counts = [p for e in about(bare, evidence) if e.cumulative and (p := series.point(e))]
    counts = [p for p in counts if p.one.unit == claim.figure.unit]
    if len({series.key(p.one) for p in counts}) != 1:
        return None
    last = grown.last
    later = series.fit(counts, last) if last else _counted_now(ask, counts)
    earlier = _by_end(_counted_by(counts, grown.base))
    pairs = [
        Pair(one, first, series.within(series.more(one, first), _as_said(claim.figure)))
        for one in _settled(counts, _by_end(later))
        for first in _settled(counts, earlier)
        if first.one.day < one.one.day
    ]
    if not pairs:
        return None
    wanted = compare.Wanted(Interval(0.0, math.inf), by=_as_said(claim.figure))
    stray = tuple(s for s in grown.stray if s not in claim.said.get("figure", ""))
    return shown.checked(ask._replace(grown=grown._replace(stray=stray)), pairs, wanted)


def _counted_now(ask: Asked, counts: Sequence[Point]) -> list[Point]:
    now = series.newest(counts, ask.today)
    return [p for p in now if (ask.today - p.one.day).days <= CURRENT_DAYS]


def _counted_by(counts: Sequence[Point], said: Days) -> list[Point]:
    return [p for p in counts if said.first <= p.one.day <= said.last]


def _by_end(points: Sequence[Point]) -> list[Point]:
    """Of counters in some days, the last."""
    last = max((p.one.day for p in points), default=None)
    return [p for p in points if p.one.day == last]


def _settled(counts: Sequence[Point], points: Sequence[Point]) -> list[Point]:
    """Counters never fall: what an earlier or a later one says narrows each."""
    out = []
    for one in points:
        low = max(p.low for p in counts if p.one.day <= one.one.day)
        high = min(p.high for p in counts if p.one.day >= one.one.day)
        out.append(one._replace(low=low, high=high) if low <= high else one)
    return out


def _as_said(figure: Figure) -> Interval:
    return Interval(figure.low, math.inf if figure.high is None else figure.high)
