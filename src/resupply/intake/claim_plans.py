"""Plans and targets in numbers: "plans to put 180 million into", "set out to provide 100".

A plan needs a word of intent (verb, adjective or noun) and a verb or "of" that leads to the
figure. What is given or asked for by it is a gift or a need, and is read as such.
"""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.claim_ranks import told
from resupply.intake.claim_wide import ARMED
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|another"
    r"|approximately|close to|an estimated|as many as|an additional|a further|a total of|the"
    r"|a combined|as much as|no fewer than|a minimum of|additional|further|extra|well over) )*"
)
#: Who intends: verbs, adjectives and nouns before "to".
_INTENT = (
    r"(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)"
    r"|want(?:s|ed)?|set(?:s|ting)? out|expect(?:s|ed|ing)?|mean(?:s|t)|propos(?:e|es|ed|ing)"
    r"|prepar(?:e|es|ed|ing)|vow(?:s|ed)|decid(?:e|es|ed)|undertook|undertaken|resolv(?:es|ed)"
    r"|aspir(?:e|es|ed|ing)|striv(?:e|es|ing)|seek(?:s|ing)?|target(?:s|ed|ing)?|schedul(?:ed)"
    r"|(?:is|are|was|were) (?:now |also )?(?:set|due|on track|on course|about|slated|confident"
    r"|keen"
    r"|determined|committed|supposed)"
    r"|(?:plans?|goal|aim|aims|target|intention|ambition|ambitions|objective|hope|hopes|pledge"
    r"|mission|task)(?: (?:is|was|are|remains?))?)"
)
_DEED = (
    r"(?:reach|help|assist|feed|serve|support|treat|train|benefit|cover|vaccinate|immuni[sz]e"
    r"|save"
    r"|employ|hire|recruit|create|invest|put|spend|raise|collect|gather|bring in|increase|boost"
    r"|lift|double|cut|reduce|lower|expand|grow|rebuild|build|repair|restore|plant|clear|demine"
    r"|evacuate|resettle|house|shelter|equip|provide|supply|deliver|send|buy|purchase|acquire"
    r"|order"
    r"|field|deploy|host|open|set up|establish|allocate|devote|mobili[sz]e|attract|secure|enrol"
    r"|enroll|register|screen|distribute|hand out|take in|receive|have|get|sell|export|process"
    r"|convert|upgrade|complete|finish|move|transport)"
)
_TO_DO = rx.compile(
    rf"\b{_INTENT} (?:also |soon |eventually |thereby |to )*(?:to )?(?:also |soon |eventually "
    rf"|together |directly )*(?P<deed>{_DEED}) (?P<what>(?:[^.;:,\d]{{0,60}} )?){_ABOUT}"
    r"(?:[€$£]|US ?)?$"
)
_OF_DOING = rx.compile(
    r"\b(?:is|are|was|were|remains?) (?:now |still )?(?:confident|sure|certain|hopeful"
    r"|capable) (?:of|about) "
    rf"(?:[a-z]+ing) (?:[^.;:,\d]{{0,40}} )?{_ABOUT}$"
)
#: The second deed of a plan: "to immunize 500 million children and save eight million lives".
_ALSO = rx.compile(rf"(?:,| and|, and) (?:to |also )*{_DEED} {_ABOUT}$")
_PEOPLE = frozenset(["people", "unknown", "goods", "money", "share"])


def plans(scene: Scene) -> Iterator[Draft]:
    """What somebody plans in numbers, where it is neither a gift nor a need."""
    page = scene.page
    taken = scene.given | scene.needed | scene.made
    last: Thing | None = None
    for thing in page.things:
        if not (thing.values or thing.money) or thing.sort not in _PEOPLE or thing.inside:
            continue
        if id(thing) in taken or thing.head in ARMED:
            continue
        begin, _ = page.sentence(thing.first)
        start = page.words[begin].start
        found = _intent(scene, max(start, thing.start - 130), thing.start)
        also = last is not None and last.end < thing.start and last.first >= begin
        if found is None and also and last is not None:
            found = _ALSO.search(page.text, last.end, thing.start)
        if found is None or not _worth_telling(thing):
            continue
        last = thing
        first = page.index(found.start())
        yield draft(scene, first, thing.last - 1, "target", thing.figure, "claim.plan", False)


def _intent(scene: Scene, a: int, b: int) -> re.Match[str] | None:
    text = scene.page.text
    return _TO_DO.search(text, a, b) or _OF_DOING.search(text, a, b)


def _worth_telling(thing: Thing) -> bool:
    """Not "plans to open one office", nor a span of time."""
    if thing.sort == "unknown" and thing.head in ("month", "year", "week", "day", ""):
        return bool(thing.values) and thing.values[0] >= 100
    return bool(thing.money) or thing.sort == "share" or thing.values[0] >= 5


_GOAL = rx.compile(
    r"\b(?:pass|surpass|reach|exceed|hit|beat|meet|met|top|achiev|miss|near|cross|smash)\w* "
    r"(?:its |the |their |our |a |an |that )*(?:[\w-]+ ){0,3}?(?P<n>[€$£]?\d[\d,.]*"
    r"(?:[- ](?:million|billion))?)(?:[- ][a-z]+){0,2}?[- ](?:goal|target|mark|threshold"
    r"|milestone)\b"
    r"|\b(?:goal|target|objective) (?:was|is|had been|has been|of|stands at|stood at"
    r"|set at) "
    rf"(?:set at |raised to |put at |to \w+ ){{0,1}}{_ABOUT}(?P<n2>[€$£]?\d[\d,.]*\d(?: million"
    r"| billion)?)\b(?! ?(?:%|per ?cent))"
    r"|\b(?:goal|target|objective|aim) of [a-z]+ing (?:[\w’'-]+ ){0,4}?"
    r"(?P<n3>[€$£]?\d[\d,.]*\d(?: million| billion)?)\b(?! ?(?:%|per ?cent))"
)


def goals(scene: Scene) -> Iterator[Draft]:
    """Such as "has passed its $20,000 goal"."""
    for found in spotting.finditer(_GOAL, scene.page.text):
        group = next(k for k in ("n", "n2", "n3") if found[k])
        a, b = found.span(group)
        first, last = scene.page.index(a), scene.page.index(b)
        near = [t for t in scene.page.things_in(first, last + 1) if t.money or t.values]
        value = near[0].figure if near else _plain(found[group])
        if value is not None and value > 4:
            yield from told(scene, found, "target", value, "goal")


def _plain(said: str) -> float | None:
    many = {"million": 1e6, "billion": 1e9}
    words = re.split(r"[- ]", said.strip("€$£"))
    digits = words[0].strip(",.").replace(",", "")
    if not digits.replace(".", "", 1).isdigit():
        return None
    return float(digits) * (many.get(words[1], 1) if len(words) > 1 else 1)


READERS = (plans, goals)
