"""Comparisons of goods: two parties' figures, or somebody's fire beside what he needs."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from resupply.claims import cues, grew, series, shown
from resupply.claims.asked import Asked, about, side
from resupply.claims.evidence import Evidence, days_of
from resupply.claims.matching import CURRENT_DAYS, STALE_DAYS
from resupply.claims.names import wider
from resupply.claims.series import Interval, Point
from resupply.claims.shown import Pair
from resupply.claims.words import Checked, Claim, Figure

#: "Than Slovakia did in 2022": days of the other's alone.
_THAN_THEN = re.compile(r"\b(?:than|as) (?:[\w.]+ ){1,4}?(?:did|had|was|were)\b", re.IGNORECASE)
#: "More": more than once as much.
_MORE = Interval(1.0, math.inf, True)


class Wanted(NamedTuple):
    """What the figures have to be to one another.

    Args:
        times: How many times the one is the other.
        by: How much more it is, where that is said.
        is_plain: Whether a factor is said as it is, not as "more than".
    """

    times: Interval
    by: Interval | None = None
    is_plain: bool = False

    def holds(self, factor: float) -> bool:
        """Whether a factor is what is said."""
        return self.times.low <= factor <= self.times.high

    def of(self, later: Point, earlier: Point) -> bool | None:
        """Whether two figures are to one another as is said; None = they leave it open."""
        truth = series.within(series.times(later, earlier), self.times)
        if truth is None and self.is_plain and _are_plain(later, earlier):
            assert later.value is not None
            assert earlier.value is not None
            # "Over 28,000" may be told as 28,000, as in `matching.agrees`.
            truth = self.holds(later.value / earlier.value) or None
        if self.by is None:
            # A count of all that came so far never falls.
            if truth is None and _is_count(later, earlier) and self.times.strict:
                return self.times == _MORE
            return truth
        return series.all_of([truth, series.within(series.more(later, earlier), self.by)])


def _is_count(later: Point, earlier: Point) -> bool:
    same = series.key(later.one) == series.key(earlier.one)
    return same and later.one.cumulative and earlier.one.day < later.one.day


def _are_plain(later: Point, earlier: Point) -> bool:
    known = later.value is not None and bool(earlier.value)
    # Of two bounds nothing follows.
    are_bounds = later.is_bound and earlier.is_bound
    return known and not are_bounds and later.one.item == earlier.one.item


def wanted(claim: Claim, by: Figure | None) -> Wanted:
    """What a change or comparison claims, as an interval."""
    way = Interval(0.0, 1.0, True) if claim.less else _MORE
    if by is not None:
        return Wanted(way, by=_amount(claim, by))
    figure = claim.figure
    if figure is None:
        return Wanted(way)
    low, high = figure.low, math.inf if figure.high is None else figure.high
    is_plain = figure.operator in ("is", "about")
    if figure.unit == "share":
        ends = (1 - high, 1 - low) if claim.less else (1 + low, 1 + high)
        return Wanted(Interval(max(0.0, ends[0]), ends[1]), is_plain=is_plain)
    if claim.less and figure.operator == "over" and claim.type == "change":
        return Wanted(Interval(0.0, figure.value))  # "more than halved" is less than half
    return Wanted(Interval(low, high), is_plain=is_plain)


def _amount(claim: Claim, by: Figure) -> Interval:
    per = days_of(by.per) or 1.0
    low, high = by.low / per, math.inf if by.high is None else by.high / per
    return Interval(-high, -low) if claim.less else Interval(low, high)


def check(ask: Asked, evidence: Sequence[Evidence], want: Wanted) -> Checked | None:
    """The verdict on a comparison; None where one side has no figure of the days."""
    claim = ask.claim
    parts = grew.sides(claim.text) if claim.other == claim.subject else None
    if parts is not None:
        left, right = (side(ask, text) for text in parts)
        # "Than it needs" names no goods: they are those of the other side.
        own, other = _side(left, evidence), _side(right, evidence)
    elif _THAN_THEN.search(claim.text):
        return None  # the days are those of the other alone
    else:
        own, other = (_side(_of(ask, p), evidence) for p in (claim.subject, claim.other))
    pairs = _beside(ask, own, other, want)
    return shown.checked(ask, pairs, want) if pairs else None


def _of(ask: Asked, party: str | None) -> Asked:
    """One party's side: all that is named beside the two has to be in its figures too.

    "Than Ukraine fires" says how the other's are meant.
    """
    both = {p for name in (ask.claim.subject, ask.claim.other) for p in (name or "").split("+")}
    rest = ask.parties - both
    manner = ask.manner
    if party == ask.claim.other:
        last = [m for m in ask.names.find(ask.claim.text) if m.id == party]
        tail = ask.claim.text[last[-1].end :] if last else ""
        manner = (cues.first(cues.MANNERS, tail) or (manner, ""))[0]
    grown = ask.grown._replace(by=None)
    return ask._replace(parties=frozenset({party or ""}) | rest, grown=grown, manner=manner)


def _side(ask: Asked, evidence: Sequence[Evidence]) -> list[Point]:
    """A party's figures of the days said, or its newest; none where these are of long ago."""
    found = about(ask, evidence)
    points = [p for e in found if e.unit not in ("times", "share") and (p := series.point(e))]
    # None of one kind says nothing of the others: a state maker without 155 mm.
    points = [p for p in points if p.high > 0]
    if ask.grown.last is not None:
        return series.refined(series.fit(points, ask.grown.last))
    now = series.refined(series.newest(points, ask.today))
    return [p for p in now if (ask.today - p.one.day).days <= STALE_DAYS]


def _beside(ask: Asked, own: Sequence[Point], other: Sequence[Point], want: Wanted) -> list[Pair]:
    pairs = []
    for one in own:
        for two in other:
            both = _in_common(ask, one, two)
            if both is not None:
                pairs.append(Pair(one, two, want.of(*both), is_named=both == (one, two)))
    alike = [p for p in pairs if p.is_named]
    # Figures of the very same goods decide before bounds of wider and narrower ones.
    return alike or pairs


def _in_common(ask: Asked, one: Point, two: Point) -> tuple[Point, Point] | None:
    """Both as figures of the same goods and days: a part is a bound of the whole."""
    a, b = one.one, two.one
    units = {e.unit for e in (a, b)}
    if len(units) > 1 or (series.per_days(a) is None) != (series.per_days(b) is None):
        return None
    if a.cumulative != b.cumulative:
        return None
    same = a.item == b.item or (a.table == b.table == "facts" and a.unit == "person")
    if not same:
        if set(b.item) & wider(ask.view, a.item):
            one = one._replace(high=math.inf)
        elif set(a.item) & wider(ask.view, b.item):
            two = two._replace(high=math.inf)
        else:
            return None
    return _by_today(ask, one), _by_today(ask, two)


def _by_today(ask: Asked, one: Point) -> Point:
    """A count of all that came, stated long ago, is the least of today's."""
    until = ask.grown.last.last if ask.grown.last else ask.today
    is_old = one.one.cumulative and (min(until, ask.today) - one.one.day).days > CURRENT_DAYS
    return one._replace(high=math.inf) if is_old else one
