"""One claim under one reading: whether it agrees, and the figures that say so."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from resupply.claims import cues, degrees, everyone, sayings, tolerance
from resupply.claims.ledger import Ledger, Place, Reading
from resupply.claims.words import Claim
from resupply.core.dates import add_months, month_end

_PLURAL = {"delivery": "deliveries", "shipment": "shipments", "allocation": "allocations"}


class Outcome(NamedTuple):
    """What one reading says.

    Args:
        agrees: Whether the claim agrees; None = the record cannot say.
        figure: The figure it was judged by.
        place: The subject's place, for ranks.
        of: Among how many.
        amount: The subject's own amount.
        other: The amount it is compared with.
        source_ids: Sources of the figures.
        why: Why it cannot say, or what is particular.
        is_open: The record can say, and the words leave it open: "slightly", "among the largest".
    """

    agrees: bool | None
    figure: float | None = None
    place: int | None = None
    of: int | None = None
    amount: float | None = None
    other: float | None = None
    source_ids: tuple[str, ...] = ()
    why: str = ""
    is_open: bool = False


class Sum(NamedTuple):
    """Several donors taken as one."""

    amount: float
    figure: float | None
    source_ids: tuple[str, ...]
    donors: frozenset[str]


def judge(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """Whether a claim agrees with the book under one reading."""
    if claim.each:
        return _each(claim, ledger, reading)
    found = _JUDGES[claim.type](claim, ledger, reading)
    if claim.negated and found.agrees is not None:
        return found._replace(agrees=not found.agrees)
    return found


def _each(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """What is said of several, tried on everyone: the first that does not agree decides."""
    several = sorted(ledger.subject(claim.subject, reading._replace(subject="countries")))
    one_by_one = [msgspec.structs.replace(claim, subject=d, each=False) for d in several]
    found = [(judge(c, ledger, reading), c.subject) for c in one_by_one]
    if not found:
        return Outcome(None, why=_absent(claim, ledger, set(), None))
    order = {False: 0, None: 1, True: 2}
    # Of those who agree the one nearest to the figure decides.
    sign = -1 if claim.figure is not None and claim.figure.operator == "under" else 1
    worst, name = min(
        found,
        key=lambda f: (order[f[0].agrees], -(f[0].place or 0), sign * (f[0].figure or 0.0)),
    )
    why = worst.why or f"{ledger.names.name(name)} of {len(found)} decides"
    # Of one who is not known nothing is said, whatever another reading says of the rest.
    return worst._replace(why=why, is_open=worst.agrees is None)


def summed(ledger: Ledger, donors: set[str], reading: Reading) -> Sum | None:
    """Several donors as one, divided by their joint denominator; None = the record cannot say.

    A donor of the record of whom nothing stands within the bounds gave nothing within them.
    """
    amounts = ledger.amounts(reading)
    inside = sorted(donors & amounts.keys())
    if not inside:
        silent = donors & ledger.donors
        return (
            Sum(0.0, 0.0, (), frozenset(silent)) if ledger.gave_nothing(silent, reading) else None
        )
    amount = sum(amounts[d][0] for d in inside)
    told = {s for d in inside for s in amounts[d][1]}
    per = ledger.per(reading)
    figure: float | None = amount
    if per is not None:
        known = [per[d] for d in inside if d in per]
        whole = len(known) == len(inside) and sum(k.value for k in known) > 0
        figure = amount / sum(k.value for k in known) if whole else None
        told |= {k.source_id for k in known}
    return Sum(amount, figure, tuple(sorted(told)), frozenset(inside))


def _rank(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    assert claim.place is not None
    found = place_of(claim, ledger, reading)
    if found.place is None:
        return found
    words = claim.said.get("place", "")
    if degrees.VAGUE.search(words):
        vague = degrees.of_place(found.place, found.of or 1)
        name = ledger.names.name(claim.subject)
        end = " from the bottom" if claim.less else ""
        at = f"{name} is number {found.place}{end} of {found.of}"
        why = f'{at}; whether that is "{words}" is opinion' if vague is None else ""
        return found._replace(agrees=vague, is_open=vague is None, why=why)
    right = found.place <= claim.place if claim.top else found.place == claim.place
    # Who is not in the record may have given less than anybody, and hardly more.
    of_each = right and claim.less and sayings.EVERYONE.search(words)
    absent = _unknown_member(ledger, reading) if of_each else ""
    return found._replace(agrees=None, why=absent) if absent else found._replace(agrees=right)


def _unknown_member(ledger: Ledger, reading: Reading) -> str:
    """Why nothing can be said of every member of a group; empty where all are in the record."""
    if reading.group in ("all", "countries"):
        return ""
    unknown = sorted(ledger.members(reading.group, ledger.day(reading)) - ledger.donors)
    if not unknown:
        return ""
    names = ", ".join(ledger.names.name(u) for u in unknown)
    return f"of {reading.group} this record does not know {names}"


def place_of(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """The subject's place in the reading's table."""
    donors = ledger.subject(claim.subject, reading)
    table = ledger.table(reading)
    own = summed(ledger, donors, reading)
    if own is None or own.figure is None:
        return Outcome(None, why=_absent(claim, ledger, donors, own))
    inside = {p.donor for p in table}
    several = "+" in (claim.subject or "") or ledger.names.is_group(claim.subject or "")
    words = claim.said.get("place", "")
    # "More than any European country" may be said of Japan.
    beyond = cues.ANY.search(words) or sayings.EVERYONE.search(words)
    if not several and not beyond and not own.donors <= inside:
        day = ledger.day(reading)
        return Outcome(
            False,
            figure=own.figure,
            amount=own.amount,
            source_ids=own.source_ids,
            why=f"{ledger.names.name(claim.subject)} is not in {reading.group} on {day}",
        )
    others = [p for p in table if p.donor not in own.donors]
    if claim.less:
        before = sum(p.figure < own.figure for p in others)
    else:
        before = sum(p.figure > own.figure for p in others)
    of = len(others) + 1
    return Outcome(None, own.figure, before + 1, of, own.amount, None, own.source_ids)


def _absent(claim: Claim, ledger: Ledger, donors: set[str], own: Sum | None) -> str:
    if claim.subject is None:
        return "no donor of this record gave anything within these bounds"
    name = ledger.names.name(claim.subject)
    if own is not None:
        return f"the population or GDP of {name} is not known for that year"
    return f"{name} is not among the donors of this record"


def _total(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    assert claim.figure is not None
    own = summed(ledger, _cut(claim, ledger, reading), reading)
    if own is None or own.figure is None:
        return Outcome(None, why=_absent(claim, ledger, set(), own))
    right = claim.figure.agrees(own.figure)
    return Outcome(right, own.figure, amount=own.amount, source_ids=own.source_ids)


def _cut(claim: Claim, ledger: Ledger, reading: Reading) -> set[str]:
    """The subject's donors, within the group where one is said of all."""
    donors = ledger.subject(claim.subject, reading)
    if claim.subject is None and reading.group != "all":
        donors = ledger.members(reading.group, ledger.day(reading))
    elif claim.subject is None:
        donors = set(ledger.amounts(reading))
    return donors


def _share(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    assert claim.figure is not None
    if reading.per == "gdp":
        return _total(claim, ledger, reading)
    whole_reading = reading._replace(per="total")
    if claim.whole is not None:
        return _share_of_own(claim, ledger, whole_reading)
    if claim.subject is None and reading.kind != "all":
        own = summed(ledger, _cut(claim, ledger, reading), whole_reading)
        all_kinds = whole_reading._replace(kind="all")
        whole = summed(ledger, _cut(claim, ledger, all_kinds), all_kinds)
    else:
        own = summed(ledger, ledger.subject(claim.subject, reading), whole_reading)
        table = ledger.table(whole_reading)
        whole = summed(ledger, {p.donor for p in table}, whole_reading)
    return _part(claim, ledger, own, whole)


def _share_of_own(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """A part of the giver's own: one kind of its aid, or what came of what it promised."""
    if claim.whole == "own":
        of = reading._replace(kind="all")
    else:
        stage = ledger.stands_in(str(claim.whole))
        if claim.stage not in ledger.stages or stage in (None, claim.stage):
            noun = _PLURAL.get(claim.stage or "", claim.stage)
            return Outcome(
                None, why=f"the record holds no {noun} of money beside what was promised"
            )
        of = reading._replace(stage=stage)
    donors = _cut(claim, ledger, reading)
    return _part(claim, ledger, summed(ledger, donors, reading), summed(ledger, donors, of))


def _part(claim: Claim, ledger: Ledger, own: Sum | None, whole: Sum | None) -> Outcome:
    assert claim.figure is not None
    if own is None or whole is None or not whole.amount:
        return Outcome(None, why=_absent(claim, ledger, set(), own))
    share = own.amount / whole.amount
    share = 1 - share if claim.less else share
    told = tuple(sorted({*own.source_ids, *whole.source_ids}))
    agrees: bool | None = claim.figure.agrees(share)
    vast, why = claim.said.get("degree", ""), ""
    if agrees and vast:
        agrees = degrees.of_share(vast, share)
        why = (
            "" if agrees is not None else f'whether {share:.0%} is the "{vast}" majority is opinion'
        )
    out = Outcome(agrees, share, amount=own.amount, other=whole.amount, source_ids=told, why=why)
    return out._replace(is_open=agrees is None)


def _first(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    assert claim.place is not None
    inside = ledger.members(reading.group, ledger.day(reading))
    days = [d for d in ledger.first_days(reading) if d[2] in inside or d[2] == claim.subject]
    donors = ledger.subject(claim.subject, reading)
    own = min((d for d in days if d[2] in donors), default=None)
    if own is None:
        return Outcome(None, why=_absent(claim, ledger, donors, None))
    surely = sum(end < own[0] for _, end, d in days if d not in donors)
    perhaps = sum(start <= own[1] for start, _, d in days if d not in donors)
    least, most = surely + 1, perhaps + 1
    right: bool | None = None
    if most <= claim.place:
        right = True
    elif least > claim.place:
        right = False
    named = f"{own[0]}" if own[0] == own[1] else f"between {own[0]} and {own[1]}"
    why = f"first {reading.stage} {named}; place {least}" + (f" to {most}" if most > least else "")
    return Outcome(right, place=least, of=len(days), why=why)


def _comparison(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    taken = everyone.others_taken(claim)
    as_one = _beside(claim, ledger, reading) if taken != "each" else None
    if taken == "together" and as_one is not None:
        return as_one
    alone = _beside_each(claim, ledger, reading)
    if as_one is None:
        return alone
    if as_one.agrees is None and not as_one.is_open:
        # The figure of one of them is none of all of them.
        why = "beside each of them alone; of all as one there is no figure"
        return alone._replace(figure=None, why=alone.why or why)
    if as_one.agrees == alone.agrees:
        return as_one
    how = "it is one thing beside each of them, and another beside all as one"
    return as_one._replace(agrees=None, why=f'{how}: say "each of" or "together"', is_open=True)


def _beside_each(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """Beside each of several, one after the other: the first that does not agree decides."""
    order = {False: 0, None: 1, True: 2}
    several = str(claim.other).split("+")
    if claim.other == "others":
        donors = ledger.subject(claim.subject, reading)
        several = sorted(_others(claim, ledger, reading, donors))
    one_by_one = [msgspec.structs.replace(claim, other=o) for o in several]
    found = [_beside(c, ledger, reading) for c in one_by_one]
    if claim.other == "others":  # whose population is not known is in no ranking either
        found = [f for f in found if f.agrees is not None or f.is_open]
    return min(
        found,
        key=lambda f: (order[f.agrees], abs((f.figure or 1.0) - 1.0)),
        default=Outcome(None),
    )


def _beside(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    donors = _cut(claim, ledger, reading)
    own = summed(ledger, donors, reading)
    if claim.whole is not None:
        other = summed(ledger, donors, reading._replace(kind=claim.whole))
    else:
        other = summed(ledger, _others(claim, ledger, reading, donors), reading)
    if own is None or own.figure is None:
        return Outcome(None, why=_absent(claim, ledger, donors, own))
    if other is None or not other.figure:
        return _beside_nothing(claim, ledger, own)
    ratio = own.figure / other.figure
    told = tuple(sorted({*own.source_ids, *other.source_ids}))
    agrees: bool | None = _is_ratio(claim, ratio)
    degree, why = claim.said.get("degree", ""), ""
    if agrees and degree:
        agrees = degrees.of_times(degree, ratio)
        why = "" if agrees is not None else f'whether {ratio:.2f} times is "{degree}" is opinion'
    out = Outcome(agrees, ratio, None, None, own.figure, other.figure, told, why)
    return out._replace(is_open=agrees is None)


def _beside_nothing(claim: Claim, ledger: Ledger, own: Sum) -> Outcome:
    """More than nothing is more; how many times as much as nothing, nobody can say."""
    if claim.whole is not None and claim.figure is None and claim.factor == 1.0:
        return Outcome(not claim.less and own.amount > 0, amount=own.amount, other=0.0)
    name = f"{claim.whole} aid" if claim.whole else ledger.names.name(claim.other)
    return Outcome(None, why=f"{name} is not among the donors of this record")


def _others(claim: Claim, ledger: Ledger, reading: Reading, donors: set[str]) -> set[str]:
    if claim.other == "others":
        return {p.donor for p in ledger.table(reading._replace(per="total"))} - donors
    inside = ledger.subject(claim.other, reading._replace(subject="members"))
    return inside - donors


def _count(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    """How many donors gave so much each."""
    assert claim.figure is not None
    assert claim.least is not None
    found = [p for p in ledger.table(reading) if claim.least.agrees(p.figure)]
    told = tuple(sorted({s for p in found for s in p.source_ids}))
    return Outcome(claim.figure.agrees(float(len(found))), float(len(found)), source_ids=told)


def _is_ratio(claim: Claim, ratio: float) -> bool:
    if claim.figure is not None:
        return claim.figure.agrees(ratio)
    if claim.factor == 1.0:
        return ratio < 1 if claim.less else ratio > 1
    return abs(ratio / claim.factor - 1) <= tolerance.WORD


def _change(claim: Claim, ledger: Ledger, reading: Reading) -> Outcome:
    now = window(ledger, reading)
    before = now._replace(since=claim.base[0], until=claim.base[1]) if claim.base else earlier(now)
    donors = _cut(claim, ledger, reading)
    later = summed(ledger, donors, now._replace(per="total"))
    old = summed(ledger, donors, before._replace(per="total"))
    if later is None and old is None:
        return Outcome(None, why=_absent(claim, ledger, donors, None))
    if old is None or not old.amount:
        return Outcome(None, why=f"nothing is recorded from {before.since} to {before.until}")
    amount = later.amount if later else 0.0
    ratio = amount / old.amount
    told = tuple(sorted({*(later.source_ids if later else ()), *old.source_ids}))
    right: bool | None = _is_change(claim, ratio)
    why = f"{now.since} to {now.until} against {before.since} to {before.until}"
    degree = claim.said.get("degree", "")
    if right and degree and claim.figure is None:
        right = degrees.of_times(degree, ratio)
        why += f'; whether {ratio:.2f} times is "{degree}" is opinion' if right is None else ""
    out = Outcome(right, ratio, None, None, amount, old.amount, told, why)
    return out._replace(is_open=right is None)


def _is_change(claim: Claim, ratio: float) -> bool:
    if claim.figure is None or claim.figure.unit == "times":
        return _is_ratio(claim, ratio)
    return claim.figure.agrees(1 - ratio if claim.less else ratio - 1)


def window(ledger: Ledger, reading: Reading) -> Reading:
    """The days a change is measured over: those said, else the last full calendar year."""
    if reading.since is not None and reading.until is not None:
        return reading
    last = ledger.day(reading) or ledger.today
    if reading.since is not None:
        return reading._replace(until=last)
    year = last.year if (last.month, last.day) == (12, 31) else last.year - 1
    return reading._replace(since=date(year, 1, 1), until=date(year, 12, 31))


def earlier(now: Reading) -> Reading:
    """As many days before; whole months before whole months."""
    assert now.since is not None
    assert now.until is not None
    end = now.since - timedelta(days=1)
    whole = now.since.day == 1 and now.until == month_end(now.until)
    if whole:
        months = (now.until.year - now.since.year) * 12 + now.until.month - now.since.month + 1
        return now._replace(since=add_months(now.since, -months), until=end)
    return now._replace(since=end - (now.until - now.since), until=end)


def around(table: list[Place], place: int | None, wanted: int) -> list[Place]:
    """The head of a table down to the place claimed, and the subject's neighbours."""
    near = set() if place is None else {place - 1, place, place + 1}
    return [p for p in table if p.rank <= max(3, min(wanted, 12)) or p.rank in near]


_JUDGES: Mapping[str, Callable[[Claim, Ledger, Reading], Outcome]] = {
    "rank": _rank,
    "total": _total,
    "share": _share,
    "first": _first,
    "comparison": _comparison,
    "change": _change,
    "count": _count,
}
