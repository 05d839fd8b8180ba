"""Claims about goods, people and needs: checked against every figure the tables state."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from resupply.book import View
from resupply.claims import matching, slips
from resupply.claims.evidence import Evidence, unit_word
from resupply.claims.matching import Matched
from resupply.claims.names import Names
from resupply.claims.words import Checked, Claim, Reason, unsure
from resupply.core.money import in_words
from resupply.picture import goods


def check(
    claim: Claim, evidence: Sequence[Evidence], view: View, names: Names, today: date
) -> Checked:
    """A claim about things, with the figures that support it or speak against it.

    Args:
        claim: With a figure.
        evidence: All figures of the case.
        view: The book as known on a day.
        names: Names of the view.
        today: The day the claim is checked.
    """
    assert claim.figure is not None
    found = matching.match(claim, evidence, view, today)
    now = matching.current(claim, found.exact, today)
    if not now or matching.is_stale(claim, now, today):
        return _without(claim, found, now, names, today)
    return judged(claim, found, now, names)


def judged(claim: Claim, found: Matched, now: Sequence[Evidence], names: Names) -> Checked:
    """The verdict by figures that speak of what a claim speaks of.

    Args:
        claim: With a figure.
        found: The figures, with those of wider goods and of other meanings.
        now: Those of them that decide, at least one.
        names: Names of the view.
    """
    verdict, depends = _verdict(claim, found, now)
    denied = verdict == "does_not_hold"
    if denied and all(
        matching.is_narrower(claim, e) or _is_elsewhere(claim, e, names) for e in now
    ):
        return _narrower(claim, found, now, names)
    return Checked(
        claim=claim,
        verdict=verdict,
        why=_why(claim, verdict, found, now, names),
        depends_on=depends,
        reasons=[] if verdict == "holds" else _reasons(claim, found, now, names),
        nearest=_nearest(claim, now),
        rows=rows(claim, found, now, names),
        assumed=_assumed(claim, now),
    )


def _is_sum(claim: Claim, now: Sequence[Evidence]) -> bool:
    """Whether the claim is of two plans or promises together: 3.1 and 1.1 billion are 4.2."""
    assert claim.figure is not None
    parts = [e.value for e in now if e.manner in _ADDED or e.manner.startswith("requirement")]
    values = {v for v in parts if v is not None}
    is_all = len(parts) == len(now) == len(values) == 2 and claim.figure.operator != "over"
    return is_all and claim.figure.agrees(sum(values))


def _is_elsewhere(claim: Claim, one: Evidence, names: Names) -> bool:
    """Whether a fact is of a place or party that a claim without one does not mean."""
    if claim.subject is not None and one.table == "facts":
        # All who were helped are no measure of those that one agency helped.
        is_own = claim.subject in (one.party, "UN") or claim.subject in str(one.party).split("-")
        return not is_own and one.party in names.recipients
    if claim.subject is not None or claim.item or claim.manner == "price":
        return False
    return one.party not in names.recipients and one.party not in {
        m.id for m in names.find(claim.text)
    }


def _verdict(claim: Claim, found: Matched, now: Sequence[Evidence]) -> tuple[str, list[str]]:
    assert claim.figure is not None
    said = [matching.agrees(claim.figure, e) for e in now]
    known = [s != claim.negated for s in said if s is not None]
    if not known and any(e.value is not None and e.low is not None and e.high for e in now):
        return "depends", ["the source"]  # one figure is held likely, others are told as well
    if not known:
        return "not_verifiable", []
    if all(known):
        return "holds", []
    if None in said and not any(known) and all(e.manner in matching.PROMISED for e in now):
        return "not_verifiable", []  # the range of one promise leaves it open
    if any(known):
        return "depends", ["the source"]
    if _is_sum(claim, now):
        return ("does_not_hold" if claim.negated else "holds"), []
    earlier = [e for e in found.exact if e not in now]
    if any(matching.agrees(claim.figure, e) for e in earlier):
        return "depends", ["the day"]
    return "does_not_hold", []


def _why(claim: Claim, verdict: str, found: Matched, now: Sequence[Evidence], names: Names) -> str:
    assert claim.figure is not None
    said = [matching.agrees(claim.figure, e) for e in now]
    figures = _figures(claim, now, names)
    if verdict == "depends" and all(s is not True for s in said):
        right = [e for e in found.exact if matching.agrees(claim.figure, e) and e not in now]
        if not right:
            return f"It depends on the source: others are told beside {figures}."
        first, last = min(right, key=lambda e: e.day), max(right, key=lambda e: e.day)
        days = f"{first.day}" if first is last else f"{first.day} to {last.day}"
        return f"It depends on the day: it agrees with what was stated for {days}; now {figures}."
    if verdict == "depends":
        right_now = sum(s is True for s in said)
        return f"It depends on the source: {right_now} of {len(now)} agree: {figures}."
    if _is_sum(claim, now):
        return f"The sum of {figures}; added up by us. Tolerance: {claim.figure.why}."
    number = f"{len(now)} current figures say" if len(now) > 1 else "The book has"
    return f"{number} {figures}; tolerance: {claim.figure.why}."


def _figures(claim: Claim, some: Sequence[Evidence], names: Names) -> str:
    """Stated figures in words; those that are alike together, with their sources."""
    by: dict[str, list[Evidence]] = {}
    for one in some:
        by.setdefault(figure(claim, one), []).append(one)
    return _listed([_alike(claim, shown, same, names) for shown, same in by.items()])


def _alike(claim: Claim, shown: str, same: Sequence[Evidence], names: Names) -> str:
    if len(same) == 1:
        return told(claim, same[0], names)
    return f"{shown} ({', '.join(dict.fromkeys(e.source_id for e in same))})"


def _listed(told: Sequence[str]) -> str:
    once = list(dict.fromkeys(told))
    shown = "; ".join(once[:4])
    return shown + (f"; and {len(once) - 4} more" if len(once) > 4 else "")


def told(claim: Claim, one: Evidence, names: Names) -> str:
    """A stated figure in words: how much, of what, how meant, until when, from whom."""
    known = goods.names(names.view)
    item = " and ".join(known.get(i, i) for i in one.item[:2] if one.unit == "round")
    about = [item, one.manner.replace("_", " "), str(one.day), one.source_id]
    return f"{figure(claim, one)} ({', '.join(a for a in about if a)})"


def figure(claim: Claim, one: Evidence) -> str:
    """How much a stated figure is, in the claim's own period."""
    assert claim.figure is not None
    value, low, high = matching.amount(claim.figure, one)
    if value is None:
        ends = [_worded(claim, n) for n in (low, high) if n is not None]
        shown = " to ".join(dict.fromkeys(ends))
    else:
        # "Over" and "up to" belong to the figure.
        sign = "over " if low == value and high is None else ""
        sign = "up to " if high == value and low is None else sign
        shown = sign + _worded(claim, value)
    per = f" a {claim.figure.per}" if claim.figure.per else ""
    return f"{shown}{_unit(one, value)}{per}" if claim.figure.unit != "share" else shown


def _unit(one: Evidence, value: float | None) -> str:
    if goods.is_currency(one.unit.partition("/")[0]) or not one.unit:
        return ""
    return f" {unit_word(one.unit, value)}"


def _worded(claim: Claim, number: float) -> str:
    assert claim.figure is not None
    if claim.figure.unit == "share":
        return f"{number * 100:.3g}%"
    if goods.is_currency(claim.figure.unit):
        return in_words(number, str(claim.figure.unit))
    return f"{number:,.6g}" if number < 1e6 else f"{number:,.0f}"


def _reasons(claim: Claim, found: Matched, now: Sequence[Evidence], names: Names) -> list[Reason]:
    assert claim.figure is not None
    out: list[Reason] = []
    for one in now:
        value, low, high = matching.amount(claim.figure, one)
        least = value if value is not None else low
        if least and not matching.agrees(claim.figure, one):
            reason = slips.slip(claim.figure, least, high if value is None else None)
            out += [reason] if reason else []
    out += _by_manner(claim, found, names)
    out += _by_item(claim, found, names)
    counters = sorted({e.value for e in found.exact if e.cumulative and e.value})
    for first in range(len(counters)):
        for last in range(first + 2, len(counters) + 1):
            reason = slips.added_up(claim.figure, counters[first:last])
            out += [reason] if reason else []
    return list({r.what: r for r in out}.values())[:6]


_ADDED = ("ask", "pledge", "commitment", "allocation", "order", "intent")
_CALLED = {
    "output": "what is made",
    "capacity": "what could be made",
    "target": "what is aimed at",
    "delivery": "what was delivered",
    "shipment": "what was delivered or on the way",
    "intent": "what was found or intended",
    "pledge": "what was promised",
    "commitment": "what was committed",
    "order": "what was ordered",
    "allocation": "what was allocated",
    "forecast": "what was expected",
    "ask": "what was asked for",
}


def _by_manner(claim: Claim, found: Matched, names: Names) -> list[Reason]:
    """The figure is right of something else: capacity, not output; promised, not delivered."""
    assert claim.figure is not None
    wanted = (matching.wanted_manners(claim) or ("",))[0]
    out = []
    for one in found.other:
        if matching.agrees(claim.figure, one):
            what = (
                f"the figure is {_CALLED.get(one.manner, one.manner)}"
                f", not {_CALLED.get(wanted, wanted)}: {told(claim, one, names)}."
            )
            out.append(Reason(seen=f"{one.manner}_not_{wanted}", what=what))
    return out


def _by_item(claim: Claim, found: Matched, names: Names) -> list[Reason]:
    """The figure is right of a wider item: all shells, not 155 mm alone."""
    assert claim.figure is not None
    known = goods.names(names.view)
    out = []
    for one in found.wider:
        if matching.agrees(claim.figure, one):
            item = ", ".join(known.get(i, i) for i in one.item)
            what = f"the figure counts {item}, of which the claim's goods are a part: "
            out.append(Reason(seen="wider_item", what=what + told(claim, one, names) + "."))
    return out


def _nearest(claim: Claim, now: Sequence[Evidence]) -> str:
    """The claim with the figure the book has; where sources differ, with their range."""
    assert claim.figure is not None
    ends = [matching.amount(claim.figure, e) for e in now]
    least = [n for v, low, _ in ends if (n := v if v is not None else low) is not None]
    most = [n for v, _, high in ends if (n := v if v is not None else high) is not None]
    said = claim.said.get("figure", "")
    if claim.negated or (
        claim.figure.operator == "under" and min(least, default=0.0) > claim.figure.value
    ):
        return ""  # the figure in the same words would deny what is so
    if not least or not most or not said or said not in claim.text:
        return ""
    low, high = min(least), max(most)
    shown = _worded(claim, low) if low == high else _range(claim, low, high)
    before, _, after = claim.text.partition(said)
    return before + _sign(before, now, low == high) + shown + after.rstrip(" .") + "."


def _range(claim: Claim, low: float, high: float) -> str:
    assert claim.figure is not None
    if claim.figure.unit == "share":
        return f"{low * 100:.3g}-{high * 100:.3g}%"
    if goods.is_currency(claim.figure.unit):
        unit = str(claim.figure.unit)
        return f"{in_words(low, unit)} to {in_words(high, unit)}"
    return f"{_worded(claim, low)}-{_worded(claim, high)}"


def _sign(before: str, now: Sequence[Evidence], is_one: bool) -> str:
    """The word "over" where the figure is open upwards and the sentence does not say so yet."""
    said = before.rstrip().casefold().endswith(("over", "than", "least", "to", "nearly", "almost"))
    if said or not is_one:
        return ""
    if all(e.low == e.value and e.high is None and e.low is not None for e in now):
        return "over "
    return "up to " if all(e.high == e.value and e.low is None and e.value for e in now) else ""


def rows(
    claim: Claim, found: Matched, now: Sequence[Evidence], names: Names
) -> list[dict[str, Any]]:
    """The figures behind the verdict: current ones, then earlier, wider and otherwise meant."""
    groups = (
        ("current", now),
        ("earlier or later", [e for e in found.exact if e not in now]),
        ("wider item", found.wider),
        ("other meaning", [e for e in found.other if _agree(claim, e)]),
    )
    return [
        row(claim, one, names, part)
        for part, some in groups
        for one in sorted(some, key=lambda e: (-e.day.toordinal(), e.row_id))
    ]


def _agree(claim: Claim, one: Evidence) -> bool:
    assert claim.figure is not None
    return bool(matching.agrees(claim.figure, one))


def row(claim: Claim, one: Evidence, names: Names, part: str) -> dict[str, Any]:
    """One stated figure as a row."""
    value, low, high = one.value, one.low, one.high
    is_checked = claim.figure is not None and part != "stated elsewhere"
    if claim.figure is not None and is_checked:
        value, low, high = matching.amount(claim.figure, one)
    return {
        "part": part,
        "party": one.party,
        "name": names.name(one.party) if one.party else None,
        "table": one.table,
        "row_id": one.row_id,
        "stage": one.manner,
        "item": ";".join(one.item) or None,
        "figure": value,
        "low": low,
        "high": high,
        "unit": one.unit,
        "per_time": claim.figure.per if claim.figure and is_checked else None,
        "since": one.start,
        "until": one.end,
        "known_on": one.known_on,
        "confidence": one.confidence,
        "agrees": matching.agrees(claim.figure, one) if claim.figure and is_checked else None,
        "note": one.note,
        "source_ids": [one.source_id],
    }


def _assumed(claim: Claim, now: Sequence[Evidence]) -> dict[str, str]:
    out = {}
    if claim.since is None and claim.until is None:
        days = f"{min(e.day for e in now)} to {max(e.day for e in now)}"
        out["days"] = f"not said; the newest figures are taken, of {days}"
    if claim.stage == "given":
        out["stage"] = "a plain word for giving is read as delivered or allocated"
    return out


def _without(
    claim: Claim, found: Matched, now: Sequence[Evidence], names: Names, today: date
) -> Checked:
    """Nothing current of the very kind: what is missing, and what the book has instead."""
    assert claim.figure is not None
    what = _CALLED.get((matching.wanted_manners(claim) or ("",))[0], "this")
    name = names.name(claim.subject) if claim.subject else "anyone"
    reasons = _reasons(claim, found, now, names)
    old = f" newer than {max(e.day for e in now)}" if now else ""
    missing = f"no figure{old} of {what} by {name} is in the tables of the case"
    limit = _limit(claim, found, names, today)
    return Checked(
        claim=claim,
        verdict="does_not_hold" if limit and limit["breaks"] else "not_verifiable",
        why=f"{missing[0].upper()}{missing[1:]}." + (f" {limit['sentence']}" if limit else ""),
        reasons=reasons,
        missing=f"{missing}. Add a row with its source to deliveries, production or facts.",
        bound=limit,
        rows=rows(claim, found, now, names),
    )


def _narrower(claim: Claim, found: Matched, now: Sequence[Evidence], names: Names) -> Checked:
    """Only figures of some goods are known, and the claim is of more than these."""
    known = goods.names(names.view)
    of = " and ".join(sorted({known.get(i, i) for e in now for i in e.item}))
    return unsure(
        claim,
        f"the tables have figures of {of} alone",
        f": {_figures(claim, now, names)}.",
        todo="Add a row of the whole, with its source.",
        rows=rows(claim, found, now, names),
    )


def _limit(claim: Claim, found: Matched, names: Names, today: date) -> dict[str, Any] | None:
    """A part is never more than the whole: what a wider item's figure implies."""
    assert claim.figure is not None
    whole = [e for e in matching.current(claim, found.wider, today) if e.value is not None]
    if not whole:
        return None
    best = max(whole, key=lambda e: e.value or 0.0)
    value = matching.amount(claim.figure, best)[0]
    is_open = best.low is not None and best.high is None
    breaks = value is not None and claim.figure.low > value and not is_open
    return {
        "breaks": breaks,
        "figure": value,
        "sentence": f"At most {told(claim, best, names)} of the wider kind.",
        "source_ids": [best.source_id],
    }
