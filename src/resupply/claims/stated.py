"""Claims that a row of the tables states in its own words: "70 trucks a day cross at Yahodyn".

The second way to a claim's figure, for what none of its fields says: a row speaks of the claim
where its metric, parties, place, unit and notes name all that the claim says.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from resupply.book import View
from resupply.claims import goods, matching
from resupply.claims.evidence import Evidence, stem, stems
from resupply.claims.matching import Matched
from resupply.claims.names import Mention, Names, root, words_of
from resupply.claims.words import Checked, Claim

#: Verbs and nouns that say no more than the unit and the place do.
_LIGHT = stems(
    "carried carry carries handled handle handles moved move moves passed pass passes enter enters"
    " entered came come comes went go goes live lives lived face faces faced hold holds held stand"
    " total totals put puts set sets run runs ran cargo goods supplies people person use using"
    " organisation organisations organization humanitarians agency agencies currently still now"
    " back say says said level levels rate rates pace line lines border borders queue way ways"
) - stems("queued border")
#: How goods are meant, by the words of a metric.
_MEANT: Mapping[str, frozenset[str]] = {
    "use": stems("fired used"),
    "need": stems("need wanted required requirement minimum sufficient shortfall"),
    "price": stems("price cost"),
    "target": stems("target targeted planned aim goal forecast hope"),
    "output": stems("output made produced production"),
    "capacity": stems("capacity"),
    "through": stems("transit passing through share_of"),
}
_CAME = stems("delivered received reached assisted served handled crossed exported transport")
#: A metric may hold so many words that the claim does not say.
_UNSAID = 2
#: A fact whose days end so long after it was known is a plan [days].
_AHEAD_DAYS = 45
_ALIKE = ({"EU", "EU-INST"},)
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


class _Asked(NamedTuple):
    """What a row has to name."""

    claim: Claim
    names: Names
    mentions: Sequence[Mention]
    stems: frozenset[str]
    numbers: frozenset[float]
    called: Mapping[str, set[str]]
    agencies: frozenset[str]


def check(
    claim: Claim, evidence: Sequence[Evidence], view: View, names: Names, today: date
) -> Checked | None:
    """The verdict by rows that name all that a claim says.

    Args:
        claim: With a figure.
        evidence: All figures of the case.
        view: The book as known on a day.
        names: Names of the view.
        today: The day the claim is checked.

    Returns:
        None where no row does, and where rows that do so by their notes alone give other figures.
    """
    asked = _asked(claim, view, names)
    beside: dict[tuple[str, str], list[Evidence]] = {}
    for one in evidence:
        beside.setdefault((one.table, one.row_id), []).append(one)
    rows = [e for e in evidence if _says(asked, e, beside[e.table, e.row_id])]
    rows = _plainest(asked, [e for e in rows if e.party == claim.subject] or rows)
    if not rows:
        return None
    now = _newest(claim, rows, today)
    if matching.is_stale(claim, now, today):
        return None
    read = msgspec.structs.replace(claim, unread=())
    found = goods.judged(read, Matched(rows, [], []), now, names)
    strong = all(asked.stems <= e.words | _about(asked, e) for e in now)
    return found if found.verdict != "does_not_hold" or strong else None


def _asked(claim: Claim, view: View, names: Names) -> _Asked:
    text = " ".join(claim.unread)
    named = {s for m in names.find(text) for s in stems(m.name)}
    called = words_of(view)
    goods_said = {stem(w) for i in claim.item for w in called.get(i, ())}
    kinds = {str(r["party_id"]): r.get("kind") for r in view.table("parties")}
    return _Asked(
        claim=claim,
        names=names,
        mentions=names.find(claim.text),
        stems=stems(text) - _LIGHT - named - goods_said - _unit(claim),
        numbers=frozenset(float(n.replace(",", "")) for n in _NUMBER.findall(text)),
        called=called,
        agencies=frozenset(p for p, kind in kinds.items() if kind == "agency"),
    )


def _unit(claim: Claim) -> set[str]:
    return {stem(claim.figure.unit or "")} if claim.figure else set()


def _says(asked: _Asked, one: Evidence, beside: Sequence[Evidence]) -> bool:
    """Whether a row is of the claim's unit, parties, manner and days, and names its words."""
    claim = asked.claim
    return (
        matching.is_unit(claim, one, asked.called)
        and _is_whose(asked, one)
        and _is_meant(asked, one)
        and matching.overlaps(claim, one)
        and not matching.counts_before(claim, one)
        and (not claim.item or matching.is_item(claim, one))
        and asked.stems <= one.words | one.told | _about(asked, one)
        and asked.numbers <= {e.value for e in beside if e is not one}
    )


def _about(asked: _Asked, one: Evidence) -> frozenset[str]:
    """The words for whom a row is about."""
    names = stems(" ".join(asked.names.name(p) for p in (one.party, *one.parties) if p))
    return one.called | names


def _is_whose(asked: _Asked, one: Evidence) -> bool:
    """Whether the giver or place is the row's own, and all others who are named are in it."""
    claim, helped = asked.claim, asked.names.recipients
    own = _same({one.party or ""})
    there = own | (one.parties if one.table in ("facts", "disruptions") else set())
    named = {m.id for m in asked.mentions}
    if claim.subject in asked.agencies and one.party in helped:
        there = there | {claim.subject}  # an agency's plan is kept under the people it is for
    is_own = bool(own & {m.id for m in asked.mentions[:1]})
    if claim.subject is not None and not _parts(claim.subject) <= there and not is_own:
        return bool(own & named) and _is_told(asked, one, claim.subject)
    if claim.subject is None and not (named | helped) & there and not _is_placed(asked, one):
        return False
    if one.table in ("pledges", "deliveries", "engagements") and named & helped - one.parties:
        return False
    known = there | one.parties | helped
    return all(m.id in known or _parts(m.id) <= known or _in_words(one, m) for m in asked.mentions)


def _parts(party: str) -> set[str]:
    return set(party.split("+"))


def _same(parties: set[str]) -> set[str]:
    more = {p for alike in _ALIKE for p in alike if parties & alike}
    return parties | more


def _is_told(asked: _Asked, one: Evidence, subject: str) -> bool:
    """Whether somebody who is not the row's own is named in its notes: who blocks it."""
    return asked.claim.stage is None and stems(asked.names.name(subject)) <= one.told


def _is_placed(asked: _Asked, one: Evidence) -> bool:
    """Whether the claim names the row's place in words: "at Yahodyn"."""
    return bool(stems(one.party or "") & stems(asked.claim.text))


def _in_words(one: Evidence, mention: Mention) -> bool:
    return stems(mention.name) <= one.words | one.called | one.told


def _is_meant(asked: _Asked, one: Evidence) -> bool:
    """Whether a row is meant as the claim is: needed, made, promised, come."""
    claim = asked.claim
    wanted = matching.wanted_manners(claim)
    if wanted is not None and one.manner in wanted:
        return True
    if claim.manner is not None:
        said = stems(claim.said.get("manner", ""))
        return bool((_MEANT.get(claim.manner, frozenset()) | said) & (one.words | one.told))
    if claim.stage is not None:
        return one.table == "facts" and _has_come(claim, one)
    return bool(asked.stems) or bool(_metric(one) & stems(" ".join(claim.words)))


def _has_come(claim: Claim, one: Evidence) -> bool:
    said = stems(claim.said.get("stage", ""))
    is_ahead = one.end is not None and one.end > one.known_on + timedelta(days=_AHEAD_DAYS)
    if claim.stage not in ("given", "delivery", "shipment"):
        return bool(said & one.words)
    return not is_ahead and bool((_CAME | said) & one.words)


def _metric(one: Evidence) -> frozenset[str]:
    words = {w for w in one.manner.split("_") if w not in matching.PLAIN}
    return frozenset(stem(root(w)) for w in words) - {stem(one.unit)}


def _plainest(asked: _Asked, rows: Sequence[Evidence]) -> list[Evidence]:
    """Rows whose metric says most of the claim, and least beyond it: all before a part."""
    said = stems(asked.claim.text)
    meant = {s for words in _MEANT.values() for s in words} | _CAME
    scores = {}
    for one in rows:
        metric = _metric(one)
        unsaid = len(metric - said - meant - stems(asked.names.name(one.party)))
        scores[one.row_id] = (2 * len(metric & said) - unsaid, unsaid)
    best = max(scores.values(), default=(0, 0))[0]
    return [e for e in rows if scores[e.row_id][0] == best and scores[e.row_id][1] <= _UNSAID]


def _newest(claim: Claim, rows: Sequence[Evidence], today: date) -> list[Evidence]:
    """What decides: of figures that each are of one day, those of the last."""
    days = [e.day for e in rows if e.table == "facts" and e.start == e.end and e.day <= today]
    if len(days) == len(rows):
        return [e for e in rows if e.day == max(days)]
    return matching.current(claim, rows, today)
