"""Whether a row of the tables speaks of what a claim says: unit, parties, manner, words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from resupply.book import View
from resupply.claims import cues, matching, wordfiles
from resupply.claims.evidence import Evidence, stem, stems
from resupply.claims.names import Mention, Names, root, words_of
from resupply.claims.words import Claim

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
_VERB = re.compile(
    r"\b(?:has|have|had|is|are|was|were|be|been|will|would|to|must|can|could|not|never|who|which)"
    r" (?:\w+ly )?(\w+)",
    re.I,
)
#: What a sum or good is for: "for flood relief".
_PURPOSE = re.compile(
    r"\b(?:for|of|on|against|about|to) (?:the |a |an |its |their )?((?:[\w-]+ ?){1,3})"
)
_ON_THE_WAY = re.compile(r"\b(?:on (?:the|its|their) way|in transit|shipp\w+|dispatch\w+)\b", re.I)
_ORDERED = re.compile(r"\border(?:ed|ing|s)?\b", re.I)
_SPAN = re.compile(r"\b(?:year|years|months?|weeks?|days?)\b", re.I)
_GENERAL = stems("total number count")
#: A metric may hold so many words that the claim does not say.
_UNSAID = 2
#: Bodies that plan and ask for the people of a place, also where no table names them.
_BODIES = frozenset({"UN", "OCHA", "WFP", "UNHCR", "UNICEF", "WHO", "FAO", "IOM", "UNDP", "ICRC"})
_PLACED = re.compile(r"\b(?:in|into|to|at|across|inside|for|within)(?: the)?(?: \w+ern)? $", re.I)
_ALIKE = ({"EU", "EU-INST", "Europe"},)


class Asked(NamedTuple):
    """What a row has to name.

    Args:
        claim: As read.
        names: Names of the view.
        mentions: Parties in the sentence.
        stems: Words that were not read, and by which figures are told apart.
        free: Phrases that were not read and tell no figures apart.
        numbers: Further numbers.
        called: Item -> the words it may be called by.
        agencies: Bodies that ask and plan for others.
    """

    claim: Claim
    names: Names
    mentions: Sequence[Mention]
    stems: frozenset[str]
    free: tuple[str, ...]
    numbers: frozenset[float]
    called: Mapping[str, set[str]]
    agencies: frozenset[str]


def ask(claim: Claim, evidence: Sequence[Evidence], view: View, names: Names) -> Asked:
    """What a row has to name to be taken for a claim."""
    text = " ".join(claim.unread)
    named = {s for m in names.find(text) for s in stems(m.name)}
    called = words_of(view)
    goods_said = {stem(w) for i in claim.item for w in called.get(i, ())}
    left = stems(text) - light() - named - goods_said - unit(claim)
    telling = _telling(evidence) | _loaded() | _acts(claim)
    free = tuple(p for p in claim.unread if (own := stems(p) & left) and not own & telling)
    kinds = {str(r["party_id"]): r.get("kind") for r in view.table("parties")}
    return Asked(
        claim=claim,
        names=names,
        mentions=names.find(claim.text),
        stems=left & telling,
        free=free,
        numbers=_beside_figure(claim),
        called=called,
        agencies=_BODIES | {p for p, kind in kinds.items() if kind == "agency"},
    )


def _acts(claim: Claim) -> frozenset[str]:
    """Words that were not read and look like the verb or the purpose: these decide."""
    unread = {w.casefold() for p in claim.unread for w in re.findall(r"[A-Za-z]+", p)}
    found = {m[1].casefold() for m in _VERB.finditer(claim.text)}
    acts = {w for w in unread if w in found or w.endswith(("ed", "ing"))}
    aims = {w for m in _PURPOSE.finditer(claim.text) for w in m[1].casefold().split()}
    return stems(" ".join(acts | (unread & aims)))


def _beside_figure(claim: Claim) -> frozenset[float]:
    """Numbers of a claim beside its figure, its days and its calibres, where they were not read."""
    from resupply.intake import numbers

    text = claim.text
    for read in sorted(claim.said.values(), key=len, reverse=True):
        text = text.replace(read, " " * len(read), 1)
    unread = " ".join(claim.unread)
    calibres = {float(n) for i in claim.item for n in re.findall(r"\d+", i)}
    found = [n for n in numbers.find(text) if text[n.start : n.end].split()[0] in unread]
    return frozenset(
        n.low / 100 if n.percent else n.low
        for n in found
        if not 1990 <= n.low <= 2035 and n.low not in calibres
    )


def _telling(evidence: Sequence[Evidence]) -> frozenset[str]:
    """The words by which the tables tell one figure from another: metrics, goods, places."""
    return frozenset[str]().union(*(e.words | e.called for e in evidence))


def light() -> frozenset[str]:
    """Words that say no more than the unit and the place do."""
    return _listed_in("light_words.txt")


def _loaded() -> frozenset[str]:
    """Words that change what a figure is of, whatever the tables hold."""
    return _listed_in("loaded_words.txt")


@cache
def _listed_in(file: str) -> frozenset[str]:
    return stems(" ".join(wordfiles.lines(file)))


def unit(claim: Claim) -> set[str]:
    """The beginning of the unit that a claim is counted in."""
    return {stem(claim.figure.unit or "")} if claim.figure else set()


def says(asked: Asked, one: Evidence, beside: Sequence[Evidence]) -> bool:
    """Whether a row names the claim's words, and its party's rows the further numbers."""
    named = one.words | one.told | about(asked, one)
    return asked.stems <= named and all(_is_known(n, one, beside) for n in asked.numbers)


def is_about(asked: Asked, one: Evidence) -> bool:
    """Whether a row is of the claim's unit, parties, manner, goods and days."""
    claim = asked.claim
    return (
        matching.is_unit(claim, one, asked.called)
        and _is_whose(asked, one)
        and _is_meant(asked, one)
        and matching.overlaps(claim, one)
        and not matching.counts_before(claim, one)
        and not matching.is_due_later(claim, one)
        and _is_of(asked, one)
        and matching.is_meant(claim, one, strictly=True)
        and _is_as_long(claim, one)
    )


def _is_as_long(claim: Claim, one: Evidence) -> bool:
    """Whether a need of six months is not told of a year."""
    spans = {"day", "week", "month", "year"} & {root(w) for w in one.manner.split("_")}
    if claim.figure is None or claim.figure.per or one.per or not spans:
        return True
    said = {root(w) for w in _SPAN.findall(claim.text)}
    return not said or bool(said & spans)


def _is_known(number: float, one: Evidence, beside: Sequence[Evidence]) -> bool:
    """Whether a further number is in the row, or in another of the same party."""
    near = (e.value for e in beside if e is not one and e.value is not None)
    told = (n * size for n in figures(one.note) for size in (1.0, 1e3, 1e6, 1e9))
    return any(abs(n - number) <= 0.05 * abs(number) for n in (*near, *told))


def _is_of(asked: Asked, one: Evidence) -> bool:
    """Whether a row is of the claim's goods: its item, or its words where it has none."""
    claim = asked.claim
    if one.unit == "share" and not claim.item and matching.is_narrower(claim, one):
        return False  # a share of shells is none of money
    if not claim.item or matching.is_item(claim, one):
        return True
    goods_said = {stem(w) for i in claim.item for w in asked.called.get(i, ())}
    return not one.item and bool(goods_said & stems(claim.text) & (one.words | one.told))


def about(asked: Asked, one: Evidence) -> frozenset[str]:
    """The words for whom a row is about."""
    names = stems(" ".join(asked.names.name(p) for p in (one.party, *one.parties) if p))
    days = [d for d in (one.start, one.end, one.known_on) if d is not None]
    return one.called | names | stems(" ".join(f"{d:%B}" for d in days))


def _is_whose(asked: Asked, one: Evidence) -> bool:
    """Whether the giver or place is the row's own, and all others who are named are in it."""
    claim, helped = asked.claim, asked.names.recipients
    own = _same(parts(one.party or "")) | _listed(asked.names, one.party)
    there = own | (one.parties if one.table in ("facts", "disruptions") else set())
    named = {m.id for m in asked.mentions}
    if one.table == "facts" and (one.party in helped or there & named):
        there = there | asked.agencies  # an agency's plan is kept under the people it is for
    # Who gives to whom is told by who is named first; of needs and borders nobody gives.
    is_own = (
        bool(own & {m.id for m in asked.mentions[:1]})
        or _is_there(asked, one, own)
        or (bool(own & named) and one.table not in ("pledges", "deliveries"))
        or (claim.subject in helped and _is_placed(asked, one))
    )
    if claim.subject is not None and not parts(claim.subject) <= there and not is_own:
        return bool(own & named) and _is_told(asked, one, claim.subject)
    if claim.subject is None and not (named | helped) & there and not _is_placed(asked, one):
        return False
    if one.table in ("pledges", "deliveries", "engagements") and named & helped - one.parties:
        return False
    known = there | one.parties | helped
    return all(m.id in known or parts(m.id) <= known or _in_words(one, m) for m in asked.mentions)


def _listed(names: Names, party: str | None) -> set[str]:
    """The parties of one whose name is a list of theirs."""
    return {m.id for m in names.find(names.name(party))} if party in names.listed else set()


def _is_there(asked: Asked, one: Evidence, own: set[str]) -> bool:
    """Whether a fact's place is said as one: "from Sudan into Chad"."""
    text = asked.claim.text
    placed = (m.id in own and _PLACED.search(text[: m.start]) for m in asked.mentions)
    return one.table in ("facts", "disruptions") and any(placed)


def parts(party: str) -> set[str]:
    """The parties of an id that joins several."""
    return set(party.split("+"))


def _same(parties: set[str]) -> set[str]:
    more = {p for alike in _ALIKE for p in alike if parties & alike}
    return parties | more


def _is_told(asked: Asked, one: Evidence, subject: str) -> bool:
    """Whether somebody who is not the row's own is named in its notes: who blocks it."""
    return asked.claim.stage is None and stems(asked.names.name(subject)) <= one.told


def _is_placed(asked: Asked, one: Evidence) -> bool:
    """Whether the claim names the row's place, or who its note says told it: "at Yahodyn"."""
    names = stems(" ".join(w for p in asked.claim.unread for w in p.split() if w[0].isupper()))
    return bool(stems(one.party or "") & stems(asked.claim.text)) or bool(names & one.told)


def _in_words(one: Evidence, mention: Mention) -> bool:
    return stems(mention.name) <= one.words | one.called | one.told


def _is_meant(asked: Asked, one: Evidence) -> bool:
    """Whether a row is meant as the claim is: needed, made, promised, come."""
    claim = asked.claim
    wanted = matching.wanted_manners(claim)
    if wanted is not None and one.manner in wanted:
        return True
    if _ORDERED.search(claim.text) and one.table == "pledges" and one.manner != "order":
        return False
    if claim.manner is not None:
        said = stems(claim.said.get("manner", ""))
        telling = one.words if one.table == "facts" else one.words | one.told
        return bool((_MEANT.get(claim.manner, frozenset()) | said) & telling)
    if claim.stage is not None:
        return one.table == "facts" and _has_come(claim, one)
    metric = _metric(one)
    plain = one.table == "facts" and metric <= _GENERAL and bool(asked.mentions)
    if one.manner == "shipment" and not _ON_THE_WAY.search(claim.text):
        return False
    return bool(asked.stems) or plain or bool(metric & stems(" ".join(claim.words)))


def _has_come(claim: Claim, one: Evidence) -> bool:
    said = stems(claim.said.get("stage", ""))
    if claim.stage not in ("given", "delivery", "shipment"):
        return bool(said & one.words)
    return not one.is_ahead and bool((_CAME | said) & one.words)


def _metric(one: Evidence) -> frozenset[str]:
    words = {w for w in one.manner.split("_") if w not in matching.PLAIN}
    return frozenset(stem(root(w)) for w in words) - {stem(one.unit)}


def plainest(asked: Asked, rows: Sequence[Evidence]) -> list[Evidence]:
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


def newest(claim: Claim, rows: Sequence[Evidence], today: date) -> list[Evidence]:
    """What decides: of figures that each are of one day, those of the last."""
    days = [e.day for e in rows if e.table == "facts" and e.start == e.end and e.day <= today]
    if len(days) == len(rows):
        return [e for e in rows if e.day == max(days)]
    return matching.current(claim, rows, today)


def figures(text: str) -> set[float]:
    """Numbers and fractions of a text, per cent as parts of one."""
    from resupply.intake import numbers

    fractions = {cues.fraction(m) for m in cues.FRACTION.finditer(text)}
    return fractions | {n.low / 100 if n.percent else n.low for n in numbers.find(text)}
