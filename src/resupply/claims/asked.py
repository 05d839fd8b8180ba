"""Which stated figures a change or comparison of goods is about: whose, of what, how meant."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from resupply.book import View
from resupply.claims import cues, ends, unread
from resupply.claims.ends import Grown
from resupply.claims.evidence import Evidence, stem, stems
from resupply.claims.matching import PLAIN
from resupply.claims.names import Names, items, root
from resupply.claims.series import key, measure, per_days
from resupply.claims.words import Claim, Figure
from resupply.picture import goods

#: How facts are meant, by the words of their metric.
_MEANT: Mapping[str, frozenset[str]] = {
    "use": stems("fired used"),
    "need": stems("need wanted minimum asked requirement in_need"),
    "price": stems("price cost"),
    "through": stems("transit passing through"),
}
_CAME = stems("delivered received reached assisted served handled")
_MADE = ("output", "capacity")
_ALL = frozenset({"all", "money", "mixed", "military-aid"})
_GENERAL = frozenset({"share", "total", "rate", "number", "amount", "people", "person"})
#: Words of money that the ledger counts: a change of these is none of the tables'.
_LEDGER = frozenset(
    {"aid", "support", "assistance", "help", "donor", "gift", "donation", "allocation", "spending"}
    | {"commitment", "pledge", "promise", "budget", "contribution", "disbursement", "package"}
)
_HELP = frozenset({"help", "aid", "support", "assistance"})
#: What is to come is no change that was.
_AHEAD = re.compile(
    r"\b(?:will|would|should|shall|plans? to|planned|aims?|hopes?|expects?|expected|going to|goal"
    r"|targets?|intends?|may|might|wants? to|could (?:soon|then)|promis\w+|pledg\w+|due to"
    r"|set to|about to|by 20(?:2[5-9]|3\d))\b"
)
#: How well a note names a figure; its metric names it better.
_TOLD = 0.5
_EUROPE = frozenset({"Europe", "EU"})
_PRONOUN = re.compile(r"\b(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|civilians|Ukrainians|inhabitants|children|refugees|displaced|Syrians"
    r"|Sudanese|Chadians|recipients|beneficiaries)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:appeals?|requirements?|shortfalls?|gap|plan|money|funds|funding|dollars?|euros?|costs?"
    r"|received)\b",
    re.IGNORECASE,
)


class Asked(NamedTuple):
    """What rows have to be about.

    Args:
        claim: As read.
        grown: Figures and days of both ends.
        view: The book as known on a day.
        names: Its names.
        today: The day the claim is checked.
        parties: Whose figures; empty = not said.
        company: Words of a company that is named.
        item: Goods.
        manner: How meant.
        stage: What counts as given.
        stems: Beginnings of the words that may name a metric.
        units: Units of the figures that are said.
    """

    claim: Claim
    grown: Grown
    view: View
    names: Names
    today: date
    parties: frozenset[str]
    company: frozenset[str]
    item: tuple[str, ...]
    manner: str | None
    stage: str | None
    stems: frozenset[str]
    units: frozenset[str]


def asked(claim: Claim, view: View, names: Names, today: date) -> Asked | None:
    """What a claim asks of the tables; None where it is about money given, or what will be."""
    said = unread.spoken(claim.text)
    narrowed = claim.group or claim.without or claim.each or claim.least or claim.per
    words = set(claim.words)
    if narrowed or _AHEAD.search(said) or claim.other == "others" or claim.kind:
        return None
    ledger = _LEDGER - (_HELP if claim.manner == "need" else set())  # "people need help"
    is_gift = claim.type != "count" and not claim.item
    if is_gift and (ledger & words or claim.stage in ("allocation", "commitment")):
        return None
    companies = _companies(view, said)
    homes = {h for p in companies for h in _homes(view).get(p, ())}
    parties = frozenset(companies) | (_parties(claim, names, said) - homes)
    if not parties and _PRONOUN.search(said):
        return None  # nobody says who "it" is
    grown = ends.read(claim.text, names, today)
    figures = [f for f in (grown.before, grown.after, grown.by) if f is not None]
    return Asked(
        claim=claim,
        grown=grown,
        view=view,
        names=names,
        today=today,
        parties=parties,
        company=frozenset(w for c in companies.values() for w in c),
        item=claim.item,
        manner=claim.manner,
        stage=claim.stage,
        stems=stems(said),
        units=frozenset(f.unit for f in figures if f.unit),
    )


def _parties(claim: Claim, names: Names, said: str) -> frozenset[str]:
    """Whom it is about: all that are named, but for who says it."""
    mentioned = frozenset(m.id for m in names.find(said))
    speaks = frozenset(m.id for m in names.find(claim.text)) - mentioned
    return mentioned or frozenset((claim.subject or "").split("+")) - {""} - speaks


def side(ask: Asked, text: str) -> Asked:
    """One side of a comparison of one party's own: what it fires, what it needs."""
    manner, stage = cues.first(cues.MANNERS, text), cues.first(cues.STAGES, text)
    return ask._replace(
        item=items(ask.view, text) or ask.item,
        manner=manner[0] if manner else None,
        stage=stage[0] if stage else None,
        stems=stems(text),
        units=frozenset(),
    )


def _companies(view: View, text: str) -> dict[str, frozenset[str]]:
    """Companies that are named, and the words of their names: ZVS is "zvs", ZVS Holding."""
    out = {}
    for row in view.table("parties"):
        party, name = str(row["party_id"]), str(row.get("name") or "")
        called = {party, name, re.sub(r" Holding$| \(.*", "", name)}
        found = any(re.search(rf"\b{re.escape(c)}\b", text, re.IGNORECASE) for c in called if c)
        if row.get("kind") == "company" and found:
            out[party] = stems(" ".join(called))
    return out


def about(ask: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The figures that are of the party, goods, manner and unit asked for, and best named."""
    return next((level.rows for level in ranked(ask, evidence) if level.is_named), [])


class Level(NamedTuple):
    """Figures that the words name equally well.

    Args:
        rows: The figures.
        is_named: Whether their metric is said; else a note of theirs has a word of the claim.
    """

    rows: list[Evidence]
    is_named: bool


def ranked(ask: Asked, evidence: Sequence[Evidence]) -> list[Level]:
    """The figures asked for, those that the words name best first; what is made goes with these."""
    found = _ranked(ask, evidence)
    kinds = {str(r["party_id"]): r.get("kind") for r in ask.view.table("parties")}
    agencies = {p for p in ask.parties if kinds.get(p) == "agency"}
    if found or not agencies:
        return found
    # An agency's plan is kept under the people it is for.
    return _ranked(ask._replace(parties=ask.parties - agencies), evidence)


def _ranked(ask: Asked, evidence: Sequence[Evidence]) -> list[Level]:
    fits = [e for e in evidence if _is_whose(ask, e) and _is_unit(ask, e) and _is_item(ask, e)]
    # A note of one row names all of its series: "waiting time rose from 12 to 28 months".
    best: dict[tuple[object, ...], float] = {}
    for one in fits:
        best[key(one)] = max(best.get(key(one), 0.0), _score(ask, one))
    by: dict[float, list[Evidence]] = {}
    for one in fits:
        by.setdefault(best[key(one)], []).append(one)
    return [Level(by[n], n > _TOLD) for n in sorted(by, reverse=True) if n > 0]


def _is_whose(ask: Asked, one: Evidence) -> bool:
    """Whether it is a figure of the party, and of nobody who has no part in it."""
    if not ask.parties:
        return True
    own = {one.party or "", *(one.party or "").split("-")}
    own |= _EUROPE if own & _EUROPE else set()
    if ask.parties & own and ask.parties <= own | _beside(one):
        return True
    # A company's figure may stand under its country: "ZVS" in the note.
    return bool(ask.company & (one.told | one.called)) and _is_home(ask, one)


def _beside(one: Evidence) -> frozenset[str]:
    """Who else may be named with a figure: who gets it, on whose soil it is."""
    return one.parties if one.table in ("deliveries", "facts") else frozenset()


def _is_home(ask: Asked, one: Evidence) -> bool:
    homes = _homes(ask.view)
    return all(one.party in homes.get(p, ()) for p in ask.parties)


def _homes(view: View) -> dict[str, Sequence[str]]:
    return {str(r["party_id"]): r.get("part_of") or () for r in view.table("parties")}


def _is_unit(ask: Asked, one: Evidence) -> bool:
    if one.unit == "times" or _is_growth(one):
        return not ask.grown.before and not ask.grown.after and not ask.grown.by
    figures = _figures(ask.grown)
    is_rate = per_days(one) is not None
    if any((f.unit == "share") != (one.unit == "share") for f in figures if f.unit):
        return False
    if any((f.per is not None) != is_rate for f in figures):
        return False
    called = {root(w) for w in one.called | one.words}
    own = {one.unit, one.unit.partition("/")[0], root(one.unit)}
    return all(u in own or u in called for u in ask.units)


def _figures(grown: Grown) -> list[Figure]:
    return [f for f in (grown.before, grown.after, grown.by) if f is not None]


def _is_growth(one: Evidence) -> bool:
    """A fact that is a change itself: "capacity growth since February 2022"."""
    return one.table == "facts" and one.unit == "share" and "growth" in one.manner


def growth(one: Evidence) -> Evidence | None:
    """Such a fact as a ratio, with the days it is measured against."""
    if one.unit == "times":
        return one if one.manner != "target" else None
    if not _is_growth(one) or one.value is None:
        return None
    base = one.manner.partition("_since_")[2].replace("_", " ").title()
    return msgspec.structs.replace(one, value=1 + one.value, unit="times", base=base)


def _is_item(ask: Asked, one: Evidence) -> bool:
    known = goods.names(ask.view)
    if not ask.item or not any(i in known for i in one.item):
        return True
    if set(one.item) & set(ask.item):
        return True
    # Needs, money and prices of all kinds stand under no goods of their own.
    return one.table == "facts" and not one.item


def _score(ask: Asked, one: Evidence) -> float:
    """How well the words name a figure; nought where they do not."""
    if one.table in ("production", "production_ratios"):
        is_made = ask.manner in _MADE and one.manner == ask.manner
        return 1.0 if is_made else 0.0
    if one.table == "deliveries":
        came = ask.stage in ("given", "delivery") and one.manner == "delivery"
        return 1.0 if came and ask.manner is None and ask.item else 0.0
    if one.table != "facts" or one.manner in ("forecast", "target", "claim"):
        return 0.0
    return _score_of_fact(ask, one)


def _score_of_fact(ask: Asked, one: Evidence) -> float:
    metric = _metric(ask, one)
    if not _is_counted(ask, one):
        return 0.0
    if _is_growth(one):
        return 1.0 if ask.manner in metric and "growth" in metric else 0.0
    common = metric & ask.stems
    meant = _MEANT.get(ask.manner or "", frozenset())
    if meant and not meant & metric:
        return 0.0
    if not meant and ask.manner in _MADE:
        return 0.0
    if ask.stage in ("given", "delivery") and ask.item and not meant:
        common |= _CAME & metric
    if not common and not meant:
        return _TOLD if _is_told(ask, one) else 0.0
    goods_said = {stem(w) for i in one.item if i in ask.item for w in i.split("-")}
    unsaid = metric - common - meant - goods_said
    if len(unsaid) > 1:
        return 0.0  # of something narrower than what is said
    special = common - {"need"}
    plain = 0.0 if ask.item or not set(one.item) - _ALL else -0.25  # an appeal, or one for winter
    return 1.0 + 2 * len(common) + len(special) - 0.5 * len(unsaid) + plain


def _is_counted(ask: Asked, one: Evidence) -> bool:
    """Whether people, or money, are what is said: an appeal is of money, and need is of people."""
    text = ask.claim.text
    people, money = bool(_PEOPLE.search(text)), bool(_MONEY.search(text))
    if one.unit == "person":
        return people or "person" in ask.units
    if goods.is_currency(one.unit):
        return money or bool(ask.units & {one.unit})
    return True


def _metric(ask: Asked, one: Evidence) -> frozenset[str]:
    words = (w for w in measure(one).split("_") if w not in PLAIN | _GENERAL)
    # "Trucks queued into Ukraine" counts trucks, and says where twice.
    whose = stems(ask.names.name(one.party)) | stems(" ".join(map(ask.names.name, one.parties)))
    return frozenset(stem(root(w)) for w in words) - whose - {"into", "to"}


def _is_told(ask: Asked, one: Evidence) -> bool:
    """Whether the row's notes name it, where both figures are said too: "waiting time"."""
    both = ask.grown.before is not None and ask.grown.after is not None
    common = ask.stems & (one.told | one.words)
    return both and bool(common - stems(one.unit) - stems(" ".join(_GENERAL)) - _SMALL)


_SMALL = stems("said more than from to had has the of a in it time up down by was month day year")
