"""True statements as sentences that the grammar reads back to the same reading.

Every dimension is said, so that nothing is left open: what is printed as the nearest true statement
can be claimed again, and holds.
"""

from datetime import date

from resupply.claims.judging import Outcome, window
from resupply.claims.ledger import Ledger, Reading
from resupply.claims.words import Claim
from resupply.core.money import in_words

_NOUNS = {
    "allocation": "allocations",
    "commitment": "commitments",
    "delivery": "deliveries",
    "pledge": "pledges",
    "shipment": "shipments on the way",
}
_VERBS = {
    "allocation": "allocated",
    "commitment": "committed",
    "delivery": "delivered",
    "pledge": "pledged",
    "shipment": "put on the way",
}


def sentence(claim: Claim, ledger: Ledger, reading: Reading, outcome: Outcome) -> str:
    """The true statement nearest to a claim under one reading; empty where none can be made."""
    name = subject(claim, ledger, reading)
    if claim.type == "rank" and outcome.place is not None:
        if claim.each or not _is_inside(claim, ledger, reading):
            return ""  # the place is one of theirs, or nobody's of this group
        how = f"{_stage_of(reading)} {_per(reading)}{_rest(ledger, reading)}"
        end = " from the bottom" if claim.less else ""
        among = _group(reading) + _left(ledger, reading)
        return f"{name} is number {outcome.place}{end} among {among} by {how}."
    if outcome.figure is None or claim.each:
        return ""
    if claim.type == "count":
        return _count(claim, reading, outcome.figure) + f"{_rest(ledger, reading)}."
    if claim.type == "total" or (claim.type == "share" and reading.per == "gdp"):
        verb = f"{name} {_has(name)} {_VERBS[reading.stage]}"
        of = "in" if reading.per == "gdp" else "of"
        kind = f"{of} {_kind(reading)}"
        return f"{verb} {_figure(reading, outcome.figure)} {kind}{_rest(ledger, reading)}."
    if claim.type == "share":
        return _share(claim, ledger, reading, outcome, name)
    if claim.type == "comparison":
        return _comparison(claim, ledger, reading, outcome, name)
    return _change(claim, ledger, reading, outcome, name) if claim.type == "change" else ""


def _is_inside(claim: Claim, ledger: Ledger, reading: Reading) -> bool:
    """Whether who is ranked is one of those ranked: Japan is "above any in Europe", not in it."""
    if claim.subject is None or "+" in claim.subject or ledger.names.is_group(claim.subject):
        return True
    return claim.subject in {p.donor for p in ledger.table(reading)}


def subject(claim: Claim, ledger: Ledger, reading: Reading) -> str:
    """The subject as the grammar reads it back."""
    if claim.subject is None:
        return "All donors together" if reading.group == "all" else _whole(reading)
    name = ledger.names.name(claim.subject)
    if reading.subject == "institutions":
        unions = ledger.subject(claim.subject, reading)
        return " and ".join(ledger.names.name(u) for u in sorted(unions)) or name
    if "+" in claim.subject:
        return f"{name} together"
    if reading.subject == "countries":
        return f"{'European' if claim.subject == 'Europe' else claim.subject} countries"
    own_group = claim.subject in {str(r["group_id"]) for r in ledger.view.table("memberships")}
    both = bool(ledger.unions) and own_group and reading.subject == "members"
    return f"The {claim.subject} and its member states" if both else name


def counted(reading: Reading) -> str:
    """What the donors of a group are called when they are counted."""
    named = {"all": "donors", "countries": "countries"}
    return named.get(reading.group, f"{reading.group} members")


def _count(claim: Claim, reading: Reading, many: float) -> str:
    least = claim.least
    assert least is not None
    who = f"{many:.0f} {counted(reading)} have {_VERBS[reading.stage]}"
    if not many:
        one = {"all": "donor", "countries": "country"}.get(reading.group, f"{reading.group} member")
        who = f"No {one} has {_VERBS[reading.stage]}"
    if not least.value:
        return f"{who} {'aid of all kinds' if reading.kind == 'all' else _kind(reading)}"
    words = {"over": "more than ", "under": "at most "}.get(least.operator, "")
    of = "in" if reading.per == "gdp" else "of"
    return f"{who} {words}{_figure(reading, least.value)} {of} {_kind(reading)}"


def _whole(reading: Reading) -> str:
    return "Countries together" if reading.group == "countries" else f"All {reading.group} members"


def _has(name: str) -> str:
    plural = ("members", "member states", "institutions", "together", "countries", "balkans")
    return "have" if name.casefold().endswith(plural) else "has"


def _stage_of(reading: Reading) -> str:
    return f"{_NOUNS[reading.stage]} of {_kind(reading)}"


def _kind(reading: Reading) -> str:
    return "all aid" if reading.kind == "all" else f"{reading.kind} aid"


def _per(reading: Reading) -> str:
    named = {"head": "per head", "gdp": "relative to GDP", "total": "in absolute terms"}
    return named[reading.per]


def _group(reading: Reading) -> str:
    if reading.group in ("all", "countries"):
        return {"all": "all donors", "countries": "countries"}[reading.group]
    return f"members of {reading.group}"


def _left(ledger: Ledger, reading: Reading) -> str:
    names = ledger.names
    told = [p if p in names.groups else names.name(p) for p in reading.without.split("+") if p]
    return f" without {' and '.join(told)}" if told else ""


def _rest(ledger: Ledger, reading: Reading) -> str:
    """Denominator's year, shares and period: what is left to say."""
    out = ""
    if reading.per != "total" and reading.year is not None:
        out += f", {'population' if reading.per == 'head' else 'GDP'} of {reading.year}"
    if ledger.unions:
        split = reading.shares == "members"
        out += ", union aid split to members" if split else ", unions counted as donors"
    return out + period(reading)


def period(reading: Reading) -> str:
    """The days of a reading in words that are read back; empty when none were set."""
    since, until = reading.since, reading.until
    if since and until:
        if (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
            return f", in {since.year}"
        return f", since {since} until {until}"
    if since:
        return f", since {since}"
    return f", until {until}" if until else ""


def _figure(reading: Reading, figure: float) -> str:
    if reading.per == "gdp":
        return f"{figure * 100:.2f}% of GDP"
    if reading.per == "head":
        return f"{figure:,.1f} {reading.currency} per head"
    return in_words(figure, reading.currency)


def _share(claim: Claim, ledger: Ledger, reading: Reading, outcome: Outcome, name: str) -> str:
    assert outcome.figure is not None
    if claim.whole is not None:
        return _share_of_own(claim, ledger, reading, outcome, name)
    share = f"{outcome.figure * 100:.1f}%"
    rest = _rest(ledger, reading)
    verb = _VERBS[reading.stage]
    if claim.subject is None and reading.kind != "all":
        return f"{reading.kind.capitalize()} aid is {share} of all that was {verb}{rest}."
    return f"{name} {_has(name)} {verb} {share} of {_kind(reading)}{_of(reading)}{rest}."


def _share_of_own(
    claim: Claim, ledger: Ledger, reading: Reading, outcome: Outcome, name: str
) -> str:
    share = f"{(outcome.figure or 0.0) * 100:.1f}%"
    rest = _rest(ledger, reading)
    if claim.whole == "own":
        return f"{share} of {_NOUNS[reading.stage]} of {name} are {reading.kind}{rest}."
    of = _VERBS[ledger.stands_in(str(claim.whole)) or reading.stage]
    verb = f"{_has(name)}{' not' if claim.less else ''} {_VERBS[reading.stage]}"
    aid = "all aid" if reading.kind == "all" else f"the {reading.kind} aid"
    return f"{name} {verb} {share} of {aid} it {of}{rest}."


def _of(reading: Reading) -> str:
    return f" among {_group(reading)}"


def _comparison(claim: Claim, ledger: Ledger, reading: Reading, outcome: Outcome, name: str) -> str:
    assert outcome.figure is not None
    verb = _VERBS[reading.stage]
    per = "" if reading.per == "total" else f" {_per(reading)}"
    is_rest = claim.other == "others"
    other = "all others together" if is_rest else ledger.names.name(claim.other)
    if claim.whole is not None:
        other = f"{claim.whole} aid"
    elif "+" in str(claim.other):
        other += " together"
    much = f"{outcome.figure:.2f} times as much {_kind(reading)} as {other}"
    among = _of(reading) + _left(ledger, reading) if is_rest else ""
    return f"{name} {_has(name)} {verb} {much}{per}{among}{_rest(ledger, reading)}."


def _change(claim: Claim, ledger: Ledger, reading: Reading, outcome: Outcome, name: str) -> str:
    assert outcome.figure is not None
    now = window(ledger, reading)
    by = outcome.figure - 1
    went = "rose" if by >= 0 else "fell"
    split = _rest(ledger, now._replace(since=None, until=None))
    noun = f"{_NOUNS[reading.stage].capitalize()} of {_kind(reading)} by {name}"
    base = _base(claim, now)
    return f"{noun} {went} by {abs(by) * 100:.1f}%{base}{split}{period(now)}."


def _base(claim: Claim, now: Reading) -> str:
    """What a change is measured against, unless it is the days before."""
    if claim.base is None:
        return ""
    first, last = claim.base
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    same = now.since is not None and (first.month, first.day) == (now.since.month, now.since.day)
    if whole or not same:
        return f" compared with {first.year}"
    return f" compared with the same period of {first.year}"
