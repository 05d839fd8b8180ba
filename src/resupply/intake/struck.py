"""Which countries a disaster struck, by what a text says: "floods hit Fiji", "quake-hit Chile".

No list tells who may need help after a flood, so this asks the sentences that tell of the flood.
"""

import re
from collections import Counter

from resupply.intake import gazetteer, lexicon, rx, spotting
from resupply.intake.page import Actor, Page
from resupply.intake.wars import ATTACKED, ATTACKERS

#: What strikes a country, and no army does.
DISASTER = rx.compile(
    r"\b(?:(?:earth)?quakes?|floods?|flooding|floodwaters?|cyclones?|hurricanes?|typhoons?"
    r"|tornado(?:e?s)?|landslides?|mudslides?|tsunamis?|eruptions?|volcano|wildfires?"
    r"|(?:forest|bush) ?fires?|(?:tropical )?storms?|torrential rains?|heavy rains?|avalanches?"
    r"|droughts?|tremors?|(?:natural )?disasters?)\b",
    re.IGNORECASE,
)
_HITS = (
    r"(?:hits?|hitting|struck|strikes|striking|devastat(?:ed|es|ing)|ravag(?:ed|es|ing)"
    r"|batter(?:ed|s|ing)|lash(?:ed|es|ing)|pound(?:ed|s|ing)|pummel(?:l?ed|s|l?ing)"
    r"|slamm?(?:ed|s|ing)|rock(?:ed|s|ing)|shook|shak(?:es|ing)|wreck(?:ed|s|ing)"
    r"|inundat(?:ed|es|ing)|destroy(?:ed|s|ing)|overwhelm(?:ed|s|ing)|engulf(?:ed|s|ing)"
    r"|flatten(?:ed|s|ing)|swept|sweep(?:s|ing)|tor(?:e|n)|rip(?:s|ped|ping)"
    r"|(?:made|making|makes) landfall|wreak(?:ed|ing|s) havoc|cut a swathe)"
)
_PARTS = (
    r"(?:(?:the|large|wide|vast|whole|most|much|many|some|several|all|part|parts|areas?|regions?"
    r"|swathes|provinces?|states?|coasts?|islands?|nations?|people|residents|communities|country"
    r"|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|coastal|mainland|neighbou?ring"
    r"|northeast(?:ern)?|northwest(?:ern)?|southeast(?:ern)?|southwest(?:ern)?|island|sister"
    r"|of|in|on|across|through|over|both) )*"
)
#: Such as "the floods that devastated parts of": up to the name.
_HIT = rx.compile(rf"\b{_HITS} {_PARTS}$", re.IGNORECASE)
#: Such as "victims of the earthquakes in the north of": up to the name.
_IN = rx.compile(
    rf"{DISASTER.pattern}(?: [\w-]+){{0,3}}? (?:in|across|throughout|off) {_PARTS}$",
    re.IGNORECASE,
)
#: Such as "storm-battered" or "earthquake-hit": up to the name.
_SO = rx.compile(
    rf"{DISASTER.pattern}[- ](?:hit|struck|stricken|ravaged|battered|devastated|affected|torn"
    r"|ridden|damaged|shattered|wracked) (?:(?:[a-z]+ern|central|parts of|areas of|the) )*$",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|has been|have been|had been|being|got)"
#: Such as ", which was devastated by", "reels from", "where floods have killed": behind the name.
_WAS = rx.compile(
    rf"(?:,? (?:which|that|who))?(?: {_BE})?(?: \w+ly)?(?: recently| still)? (?:{_HITS}|affected"
    r"|flooded|shaken|reeling|reels?|suffering|suffers|stricken)(?: \w+){0,3}?"
    r" (?:by|from|after|in)\b|,? where\b",
)
#: Such as ", which Hurricane Mara struck": behind the name.
_WHICH = rx.compile(rf",? (?:which|that|where) [^,.;:]{{3,60}}? {_HITS}\b", re.IGNORECASE)
#: Struck by war, not by a disaster.
_NEVER = lexicon.words("struck.by_war") | ATTACKED | ATTACKERS


def countries(page: Page) -> Counter[str]:
    """How often a text says of each country that a disaster struck it.

    Example:
        >>> from resupply.intake.page import Actor
        >>> fiji = [Actor(11, 15, "FJI", "country")]
        >>> countries(Page("Floods hit Fiji.", fiji, [], [(0, 16)]))
        Counter({'FJI': 1})
    """
    out: Counter[str] = Counter()
    for begin, end in _told(page):
        start, stop = page.words[begin].start, page.words[end - 1].end
        named = [a for a in page.actors_in(begin, end) if _may_be(page, a)]
        hit = [_is_struck(page.text, start, stop, a) for a in named]
        for n in (*range(1, len(named)), *range(len(named) - 1, 0, -1)):
            if hit[n] != hit[n - 1] and _AND.fullmatch(page.text, named[n - 1].end, named[n].start):
                hit[n] = hit[n - 1] = True  # "parts of Laos and Thailand"
        out.update(actor.id for actor, told in zip(named, hit, strict=True) if told)
    return out


def _may_be(page: Page, actor: Actor) -> bool:
    """Whether an actor is a country by its name, and not one at war."""
    named = actor.kind in ("country", "place") and len(actor.id) == 3 and actor.id not in _NEVER
    return named and page.text[actor.start : actor.end] not in gazetteer.demonyms()


#: What stands between two that were struck alike.
_AND = rx.compile(r",? (?:and|as well as) (?:the |in |parts of |northern |southern )*|, ")


def _told(page: Page) -> list[tuple[int, int]]:
    """The sentences, as word ranges, that name a disaster."""
    found = {page.sentence(page.index(m.start())) for m in spotting.finditer(DISASTER, page.text)}
    return sorted(found)


def _is_struck(text: str, start: int, stop: int, actor: Actor) -> bool:
    """Whether the words around a name say that a disaster struck there."""
    before = text[max(start, actor.start - 90) : actor.start]
    if any(pattern.search(before) for pattern in (_HIT, _IN, _SO)):
        return True
    after = text[actor.end : min(stop, actor.end + 90)]
    found = _WAS.match(after)
    return bool(found) or bool(_WHICH.match(after))
