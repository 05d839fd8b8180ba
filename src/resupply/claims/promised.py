"""Claims about the part of a promise that is kept: "half of the million shells arrive late"."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from resupply.claims import goods, pieces
from resupply.claims.evidence import Evidence, unit_word
from resupply.claims.names import Names
from resupply.claims.words import Checked, Claim
from resupply.picture.goods import is_currency

_WHEN = "the day: the promise is not due yet"
_SOON = 31  # a forecast for the end of the month counts for a promise due in it [days]


def is_of_promise(claim: Claim) -> bool:
    """Whether a share is one of a promise."""
    said = claim.manner in ("late", "on_time") or claim.stage in ("delivery", "given", "pledge")
    return claim.type == "share" and claim.per is None and said and bool(claim.item)


def check(claim: Claim, evidence: Sequence[Evidence], names: Names, today: date) -> Checked | None:
    """The share of a promise delivered, or late, by every figure of what arrives by its due day.

    Args:
        claim: A share of goods.
        evidence: All figures of the case.
        names: Names of the view.
        today: The day the claim is checked.

    Returns:
        None where the case has no promise of such goods with a due day.
    """
    assert claim.figure is not None
    promises = [e for e in evidence if _is_promise(claim, e)]
    rows = [row for p in promises for row in _rows(claim, p, evidence, names)]
    if not rows:
        return None
    decided = _deciding(claim, rows, today)
    said = [r["agrees"] != claim.negated for r in decided]
    verdict = "holds" if all(said) else "depends" if any(said) else "does_not_hold"
    is_open = _is_kept(claim) and claim.negated and all((p.end or today) > today for p in promises)
    if verdict == "holds" and is_open:
        verdict = "depends"  # before its day a promise is not broken yet
    told = "; ".join(f"{r['figure']:.0f}% ({r['note']})" for r in decided)
    word = "late by the due day" if claim.manner == "late" else "delivered"
    return Checked(
        claim=claim,
        verdict=verdict,
        why=f"Of what was promised, {word}: {told}; tolerance: {claim.figure.why}.",
        depends_on=[_WHEN if is_open else "the source"] if verdict == "depends" else [],
        nearest=_nearest(claim, decided, promises[0], names),
        rows=rows,
        assumed={"shares": "what arrived over what was promised; matched by us, not reported"},
    )


def _deciding(
    claim: Claim, rows: Sequence[dict[str, Any]], today: date
) -> Sequence[dict[str, Any]]:
    """What comes by the due day; of what has come so far, the newest figures of each kind."""
    is_ahead = claim.manner in ("late", "on_time", "target")
    due = [r for r in rows if r["part"] == "at the due day"]
    if claim.until is not None and claim.until <= today:
        today = claim.until
    elif claim.until is not None:
        is_ahead = True
    if is_ahead and due:
        return due
    past = [r for r in rows if r["until"] <= today] or rows
    newest = max(r["until"] for r in past)
    return [r for r in past if (newest - r["until"]).days <= _SOON]


def _is_promise(claim: Claim, one: Evidence) -> bool:
    fits = one.table == "pledges" and one.manner in ("pledge", "commitment")
    fits = fits and (bool(one.end) or _is_kept(claim)) and one.per is None
    fits = fits and not is_currency(one.unit)
    party = claim.subject is None or one.party == claim.subject
    return (
        fits
        and party
        and bool(one.value)
        and bool(set(one.item) & set(claim.item))
        and (not _amount(claim) or one.value == _amount(claim))
    )


def _amount(claim: Claim) -> float | None:
    """The promise named by its size: "of the million"."""
    from resupply.intake import numbers

    text = claim.text.replace("the million", "a million").replace("promised million", "a million")
    found = [n.low for n in numbers.find(text) if not n.percent and n.low >= 1000]
    return found[0] if found else None


def _rows(
    claim: Claim, promise: Evidence, evidence: Sequence[Evidence], names: Names
) -> list[dict[str, Any]]:
    assert promise.value
    last = promise.end + timedelta(days=_SOON) if promise.end else date.max
    found = [
        e
        for e in evidence
        if e.party == promise.party
        and e.per is None
        and e.value is not None
        and (_is_amount(e, promise) or _is_share(e))
        and (promise.start or date.min) <= e.day <= last
    ]
    return [_row(claim, promise, e, names) for e in sorted(found, key=lambda e: e.day)]


def _is_amount(one: Evidence, promise: Evidence) -> bool:
    return one.unit == promise.unit and one.cumulative_or_forecast


def _is_share(one: Evidence) -> bool:
    """Somebody's own share of what was promised."""
    return one.unit == "share" and one.table == "facts" and "deliver" in one.words


def _row(claim: Claim, promise: Evidence, one: Evidence, names: Names) -> dict[str, Any]:
    assert claim.figure is not None
    assert promise.value
    assert one.value is not None
    share = one.value if one.unit == "share" else one.value / promise.value
    shown = 1 - share if claim.manner == "late" else share
    # Somebody's share is what had come by then, no outlook on the due day.
    due = promise.end if one.unit != "share" else None
    near = due is not None and abs((one.day - due).days) <= _SOON
    base = goods.row(claim, one, names, "at the due day" if near else "so far")
    amount = share * promise.value
    note = f"{amount:,.0f} of {promise.value:,.0f} by {one.day}, {one.source_id}"
    return {
        **base,
        "figure": shown * 100,
        "low": None,
        "high": None,
        "unit": "%",
        "agrees": claim.figure.agrees(shown),
        "note": note,
        "source_ids": [one.source_id, promise.source_id],
    }


def _is_kept(claim: Claim) -> bool:
    """Whether a promise is said to be kept, or broken."""
    return pieces.KEPT.search(claim.said.get("figure", "")) is not None


def _nearest(
    claim: Claim, decided: Sequence[dict[str, Any]], promise: Evidence, names: Names
) -> str:
    """The claim with the share the book has; where sources differ, with their range."""
    said = claim.said.get("figure", "")
    shares = [r["figure"] for r in decided]
    low, high = min(shares), max(shares)
    shown = f"{low:.3g}%" if low == high else f"{low:.3g}-{high:.3g}%"
    if _is_kept(claim):
        of = f"the {promise.value:,.0f} {unit_word(promise.unit, promise.value)}"
        return f"{names.name(promise.party)} has delivered {shown} of {of} it promised."
    return claim.text.replace(said, shown, 1).rstrip(" .") + "." if said else ""
