"""Whom a text is about: the country, people or agency that what is given goes to."""

import re
from collections import Counter
from functools import cache

from resupply.intake import gazetteer, lexicon, rx, struck
from resupply.intake.page import Actor, Page
from resupply.intake.wars import ATTACKED, ATTACKERS

#: Countries and peoples that aid goes to, for texts that never say "to whom".
IN_NEED = lexicon.words("givers.in_need")
#: Countries that give as often as they get: named as such only where something goes to them.
BOTH = lexicon.words("givers.both")
AGENCIES = lexicon.words("givers.agencies")


def topic(page: Page, victims: frozenset[str] | None = None) -> str | None:
    """The recipient a text is about: the one named most, "to" and "for" counting more.

    Args:
        page: The text.
        victims: Whom a disaster struck (`hit`), where that is known.

    Example:
        >>> from resupply.intake.page import Actor
        >>> page = Page("Tents for Sudan.", [Actor(10, 15, "SDN", "country")], [], [(0, 16)])
        >>> topic(page)
        'SDN'
    """
    points: Counter[str] = Counter()
    aided = bool(_HELPED.search(page.text))
    victims = (hit(page) if victims is None else victims) if aided else frozenset()
    for actor in page.actors:
        if not aided and _at_war(page, actor):
            continue  # "since Russia invaded Ukraine", in a text about something else
        if victims and actor.id not in victims and gives(page, actor):
            continue  # "Kyiv has sent firefighters", in a text about fires in Greece
        if actor.id in IN_NEED | victims and actor.kind != "person":
            led = _led(page, page.index(actor.start))
            points[actor.id] += 3 if led else 0 if actor.id in BOTH else 2
    for actor in page.actors:
        if actor.id in ATTACKED and actor.kind == "person":
            points[actor.id] += 1
    if any(a.id == "UNRWA" for a in page.actors):
        points["PSE"] += 2
    for actor in page.actors if not points else ():
        if (
            actor.kind == "country"
            and actor.id not in (*ATTACKERS, *IN_NEED)
            and _helped(page, actor)
        ):
            points[actor.id] += 3
    points = +points or _by_region(page.text) or _struck(page)
    if not points:
        return _agency(page) or _unsaid(page)
    if all(name in BOTH for name in points) and not _AIDED.search(page.text):
        return None  # a text from Nairobi about its shillings
    best = max(points.values())
    return next(name for name, count in points.items() if count == best)


def hit(page: Page) -> frozenset[str]:
    """Countries that a disaster struck and that give nothing in the text, on no list or on one."""
    found = struck.countries(page)
    giving = {a.id for a in page.actors if a.id in found and gives(page, a)} if found else set()
    return frozenset(found.keys() - giving)


def gives(page: Page, actor: Actor) -> bool:
    """Whether a verb of giving follows a name: "Malta sent", "Malta has donated"."""
    words, i = page.words, page.index(actor.end)
    while i < len(words) and (words[i].closed in ("auxiliary", "adverb") or words[i].low == "also"):
        i += 1
    verb = words[i].verb if i < len(words) else None
    active = verb is not None and not words[page.index(actor.end) - 1].possessive
    been = i > 0 and words[i - 1].low in ("was", "were", "been", "be", "is", "are", "being")
    given = active and verb and verb.group in ("deliver", "pledge") and not been
    named = page.text[actor.start : actor.end] not in gazetteer.demonyms()
    return bool(given and named and page.things_in(i, i + 8))


#: A text about help says so somewhere.
_HELPED = rx.compile(
    r"(?i)\b(?:aid|aided|assist\w*|donat\w+|humanitarian|relief|supports?|supported|supporting|help\w*"
    r"|packages?|gifts?|appeal\w*|funding|refugees?|drawdown|tranche|grants?)\b"
)
_WAR = rx.compile(
    r"\b(?:invad(?:ed|es|ing|e)|(?:invasion|occupation|annexation) of|war (?:in|on|against|with)"
    r"|attack(?:ed|s)?(?: on)?|(?:fighting|conflict) in|(?:aggression|war) against) (?:the )?$"
)


def _at_war(page: Page, actor: Actor) -> bool:
    """Whether a country is named only as where the war is."""
    before = page.text[max(0, actor.start - 24) : actor.start]
    return actor.id in ATTACKED and bool(_WAR.search(before))


_OFFICES = frozenset(
    ["government", "people", "republic", "state", "ministry", "army", "forces", "hospitals"]
)


def _led(page: Page, i: int) -> bool:
    """Whether "to" or "for" leads to a name: "to Nepal", "for the Government of Nepal"."""
    words = page.words
    if i >= 3 and words[i - 1].low in ("of", "the"):
        i -= words[i - 1].low == "the"
        if words[i - 1].low == "of" and words[i - 2].low in _OFFICES:
            i -= 2
            while i > 0 and (words[i - 1].closed == "determiner" or words[i - 1].low in _OFFICES):
                i -= 1
            return i > 0 and words[i - 1].low in ("to", "for")
    return i > 0 and words[i - 1].low in ("to", "for", "in", "inside")


#: What is given to whom follows: "an aid package for Taiwan"; fire support to a brigade is none.
_FOR_THEM = rx.compile(
    r"\b(?:aid|assistance|package|relief|donation|drawdown|grant|(?:military|financial|economic"
    r"|humanitarian|emergency|technical|budget|security) support)s?"
    r"(?: for [a-z][\w -]{3,30}?)? (?:to|for) (?:the )?$",
    re.IGNORECASE,
)


#: The same after a disaster: "send supplies to Grenada", "a response team for Fiji".
_SENT_TO = rx.compile(
    r"\b(?:supplies|response|teams?|shipments?|flights?|personnel|responders|rescuers|tents|food"
    r"|water|goods|items|support|help) (?:to|for) (?:the )?$"
)


def _helped(page: Page, actor: Actor) -> bool:
    """Whether aid is said to be for a country, by its name."""
    owner = page.words[page.index(actor.end) - 1].possessive  # "backs Malta's work in"
    if owner or page.text[actor.start : actor.end] in gazetteer.demonyms():
        return False
    led = _FOR_THEM.search(page.text, max(0, actor.start - 70), actor.start)
    sent = _SENT_TO.search(page.text, max(0, actor.start - 40), actor.start)
    return bool(led or (sent and _DISASTER.search(page.text))) or _is_given(page, actor)


def _is_given(page: Page, actor: Actor) -> bool:
    """Whether a name stands between a verb of giving and goods: "has sent Fiji drugs"; no sums."""
    i = page.index(actor.start)
    i -= i > 0 and page.words[i - 1].low == "the"
    verb = page.words[i - 1].verb if i else None
    given = verb is not None and verb.group in ("deliver", "pledge")
    things = page.things_in(page.index(actor.end), page.index(actor.end) + 8)
    return given and any(t.sort == "goods" and not t.money for t in things[:1])


_DISASTER = rx.compile(
    r"(?i)\b(?:earthquakes?|quakes?|floods?|flooding|cyclone|hurricane|typhoon|drought"
    r"|landslides?|tsunami"
    r"|eruption|famine|wildfires?|storm|displaced|refugees)\b"
)


def _struck(page: Page) -> Counter[str]:
    """Countries that give as often as they get, in a text about a disaster there."""
    out: Counter[str] = Counter()
    for actor in page.actors if _DISASTER.search(page.text) else ():
        i = page.index(actor.start)
        named = actor.kind in ("country", "place") and i < len(page.words)
        from_there = i > 0 and page.words[i - 1].low in ("from", "by")
        demonym = page.text[actor.start : actor.end] in gazetteer.demonyms()
        if actor.id in BOTH and named and not (from_there or demonym):
            out[actor.id] += 1
    return out


_AIDED = rx.compile(
    r"(?i)\b(?:humanitarian|relief|refugees?|donors?|donat\w+|displaced|aid|assistance|appeal"
    r"|hunger|famine"
    r"|earthquakes?|quakes?|floods?|cyclone|drought|crisis|emergency|UN|WFP|UNICEF|UNHCR|Red "
    r"Cross)\b"
)


@cache
def _regions() -> re.Pattern[str]:
    names = "|".join(re.escape(n) for n in sorted(lexicon.regions(), key=len, reverse=True))
    # "Gazans", "@ZelenskyyUa"; "aden" is not in "laden"
    return rx.compile(rf"(?<![^\W_])({names})(?:n|i|_?ua)?s?(?![^\W_])")


def _by_region(text: str) -> Counter[str]:
    """How many regions and names of countries in need stand in a text that never names them."""
    named = {m[1] for m in _regions().finditer(text.lower())}
    return Counter(lexicon.regions()[name] for name in named)


def _agency(page: Page) -> str | None:
    """An agency that money is given to, in a text that names no country in need."""
    for actor in page.actors:
        i = page.index(actor.start)
        if actor.id in AGENCIES and i and page.words[i - 1].low in ("to", "for"):
            return actor.id
    return None


_UNSAID = rx.compile(
    r"\b(?:military (?:aid|assistance|support)|(?:aid|assistance|support|military|\d+th"
    r"|[a-z]{3,}th) package"
    r"|donat(?:e|es|ed|ing|ion)s?|hand(?:s|ed|ing)? (?:[a-z]+ ){0,3}over)\b"
)


def _unsaid(page: Page) -> str | None:
    """An empty name for a text that speaks of aid by a country but not to whom; else None."""
    given = _UNSAID.search(page.text)
    return "" if given and any(a.kind == "country" for a in page.actors) else None


_RELIEF = rx.compile(
    r"(?i)\b(?:humanitarian|(?:flash|coordinated|consolidated|funding) appeals?|response plans?"
    r"|people in need|relief|aid (?:agencies|workers|groups|funding)|famine|displaced|refugees"
    r"|malnutrition|donors)\b"
)


def of_relief(page: Page) -> bool:
    """Whether a text is about humanitarian aid at large, though no country in need is named."""
    found = [match.casefold() for match in _RELIEF.findall(page.text)]
    if found.count("humanitarian") > 2 and any(t.money for t in page.things):
        return True
    return len(found) >= 4 and len(found) * 400 >= len(page.text)


_SUPPLIES = lexicon.words("production.arms") | {"medical", "food"}
_SENT = rx.compile(
    r"\b(?:deliver\w*|aid|donat\w+|pledged?|shipments?|shipped|weapons sales?|arms sales?"
    r"|procure\w+|purchases?|exports?|orders?|contracts?|humanitarian)\b"
)


def of_supplies(page: Page) -> bool:
    """Whether a text that names no country in need still tells of goods that one sends another."""
    parties = {a.id for a in page.actors if a.kind in ("country", "org")}
    if len(parties) < 2 or parties & ATTACKERS:
        return False
    things = [t for t in page.things if t.sort == "goods" and t.family in _SUPPLIES]
    return len(things) > 2 and len(_SENT.findall(page.text)) > 1
