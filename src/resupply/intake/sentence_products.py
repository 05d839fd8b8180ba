"""Products of sentences that no rule reads but the weights speak for: what is made, how much.

Goods near the word that speaks most come first; then the works that are named by what they make
("a drone factory", "missile output"); then works alone ("a joint venture").
"""

import re

from resupply.intake import lexicon, rx
from resupply.intake import production_who as who
from resupply.intake import sentence_drafts as drafts
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ARMS = lexicon.words("production.arms")
_NO_PRODUCTS = frozenset(["aid", "cash", "support", ""])
#: Of what serves and supports, what is made.
_PARTS = frozenset(["part", "spare part", "component", "material", "battery"])
#: Words that say nothing of what is made.
_VAGUE = frozenset(["batch", "container", "chain", "tool", "standard", "line", "plant"])
_MADE = (
    r"(?:ammunition|munitions?|shells?|rounds?|drones?|UAVs?|missiles?|rockets?|interceptors?"
    r"|artillery|howitzers?|mortars?|tanks?|weapons?|arms|defen[cs]e|explosives?|gunpowder|powder"
    r"|propellants?|mines?|vehicles?|aircraft|helicopters?|engines?|vaccines?|medicines?|food|paste"
    r"|fuel|batter(?:y|ies)|radars?|bombs?|boats?|ships?|prosthe(?:ses|tics?)|generators?|steel)"
)
_SITE = (
    r"(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|workshops?|shipyards?|works|mills?|hubs?|halls?"
    r"|(?:production |assembly )?(?:lines?|sites?|units?))"
)
#: Such as "an mRNA vaccine manufacturing plant", "drone output".
COMPOUND = rx.compile(
    r"\b(?P<item>(?:(?!(?:The|An?|I[nt]s?|On|At|For|By|He|She|They|We|Th[ei][sr]e?|That)\b)"
    rf"\w*[A-Z\d-][\w-]* ){{0,2}}{_MADE}(?: {_MADE})?"
    rf"(?P<site> (?:(?:manufacturing|production|assembly|repair|filling) )?{_SITE})?)"
    r"(?(site)| (?:production|output|manufacturing|(?<!se )capacity))\b"
)
#: Such as "the shell maker Vektor": it makes shells.
_MAKER_OF = rx.compile(rf"\b(?P<item>{_MADE}) (?:manufacturer|maker|producer)s?\b")
#: Such as "a joint venture", "its first production site".
_ALONE = rx.compile(
    r"\b(?:[Aa]n?|another|[Ii]ts|new|first|second|smaller|larger|two|three|on|existing)"
    r" (?P<item>joint (?:ventures?|production|enterprises?)|subsidiar(?:y|ies)"
    r"|production capacit(?:y|ies)"
    rf"|(?:manufacturing|production|assembly|maintenance|repair) {_SITE}"
    r"|(?<!nuclear )(?<!power )(?:factor(?:y|ies)|plants?))\b"
)
_RATE = rx.compile(
    r"\b(?:capacity|output|production|produce|make|making|build)\b[^.;:]{0,60}? (?:to|of|reach|at)"
    r" (?:about |around |some |up to |over |more than |nearly |at least )*\Z"
)


def production(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is made, and how much of it."""
    at, _ = drafts.told_by(scene, "production", begin) or (begin, "")
    thing = min(_things(scene, begin, end), key=lambda t: drafts.away(t, at), default=None)
    works = (_named(scene, p, at, begin, end) for p in (COMPOUND, _MAKER_OF, _ALONE))
    span = None if thing else next((w for w in works if w), None)
    made = drafts.draft_of(scene, "production", begin, end, thing)
    if thing is not None and thing.values:
        made.fields["quantity"] = list(thing.values)
    if span is not None:
        made.fields["item"], made.spans["item"] = scene.page.text[slice(*span)], span
    if thing is None and span is None:
        rate = _rate(scene, begin, end)
        if rate is None:
            return None
        made.fields["quantity"] = list(rate.values)
    place = who.place(scene, begin, end)
    if place:
        made.fields["place"] = place
    return made


def _rate(scene: Scene, begin: int, end: int) -> Thing | None:
    """Such as "to raise our capacity to a hundred thousand": how many of what was told before."""
    text, start = scene.page.text, scene.page.words[begin].start
    bare = [t for t in scene.page.things_in(begin, end) if t.values and not (t.item or t.money)]
    told = [t for t in bare if t.sort == "unknown" and _RATE.search(text, start, t.start)]
    return told[-1] if told else None


def is_product(thing: Thing) -> bool:
    """Whether a thing is something that plants make."""
    counted = thing.family in ("aid", "support") and bool(thing.values)
    return thing.sort == "goods" and (thing.family not in _NO_PRODUCTS or counted)


def _things(scene: Scene, begin: int, end: int) -> list[Thing]:
    """Goods of a sentence that something may be; no names of firms, no sums."""
    told = scene.page.things_in(begin, end)
    return [
        t
        for t in told
        if t.sort in ("goods", "unknown")
        and t.item
        and not (t.money or t.pronoun or _is_name(t))
        and (t.head not in _VAGUE or t.family in _ARMS)
        and (is_product(t) or t.head in _PARTS)
    ]


_FIRM = rx.compile(
    r"\A(?:compan(?:y|ies)|firms?|funds)\b"
    r"|\b(?:Defen[cs]e|Inc|Ltd|Corp|Group|Aerospace|Industries|Dynamics|Nutrition)\Z"
)


def _is_name(thing: Thing) -> bool:
    """Such as "Vektor Nutrition", "an African Vaccine": part of somebody's name."""
    words = thing.item.split()
    if _FIRM.search(thing.item):
        return True
    named = words[-1][0].isupper() and not words[-1][1:].isupper()
    return named and thing.family not in _ARMS and len(words) > 1


def _named(
    scene: Scene, pattern: re.Pattern[str], at: int, begin: int, end: int
) -> tuple[int, int] | None:
    """Where works are named in a sentence, the nearest to a word."""
    words = scene.page.words
    middle = words[at].start
    found = pattern.finditer(scene.page.text, words[begin].start, words[end - 1].end)
    spans = [m.span("item") for m in found]
    return min(spans, key=lambda s: abs(s[0] - middle), default=None)
