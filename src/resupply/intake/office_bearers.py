"""Whom an office named in full means: "the Chairman of the Council" after "Council Chairman Novak".

The office and all words of what it is of must stand beside somebody's name in the text.
"""

import re
from collections.abc import Sequence

from resupply.intake import gazetteer, rx
from resupply.intake.mention import Mention

_OF = rx.compile(
    r"(?i)(?P<office>(?:(?:deputy|vice|first|acting|executive|prime|foreign|defen[cs]e"
    r"|general)[ -])*"
    r"(?:president|head|chair(?:man|woman|person)?|director|minister|secretary|chief|commissioner"
    r"|governor|mayor|speaker|commander|ambassador|coordinator|representative|ceo|leader))"
    r"\s(?:of|for|to|at)\s(?P<what>.+)"
)
#: Parts of an office that make it another one.
_OTHERS = rx.compile(r"\b(?:deputy|vice|former|ex|acting|first|press|assistant)\b")
_WORD = rx.compile(r"[^\W\d_]+")
_SMALL = frozenset(["of", "the", "and", "for", "to", "at", "in", "on", "a", "s"])
#: Offices of a country that one person holds: named with it or without.
_STATE = ("president", "prime minister", "chancellor")
#: Characters beside a name where a title stands; further back nobody is meant.
_BESIDE, _FAR = 90, 8000


def bearer(text: str, mentions: Sequence[Mention], name: str, at: int) -> Mention | None:
    """The person whom an office means, named before `at` or, failing that, behind.

    Args:
        text: The text.
        mentions: Its mentions, by place.
        name: The office as said, without an article ("Chairman of the Council").
        at: Where it stands.
    """
    m = _OF.fullmatch(" ".join(name.split()))
    if m is None:
        return None
    office, what = m["office"].lower(), _words(m["what"])
    people = [x for x in mentions if x.kind == "person" and abs(x.start - at) < _FAR]
    floor, held = 0, []
    for person in people:
        if _holds(text, person, floor, office, what):
            held.append(person)
        if " " in person.name:  # a title of one is none of the next
            floor = person.end
    before = [x for x in held if x.start < at]
    return before[-1] if before else next(iter(held), None)


def _words(said: str) -> frozenset[str]:
    """Words that tell one body from another; a people as its country."""
    words = [w for w in _WORD.findall(said) if w.lower() not in _SMALL]
    return frozenset(gazetteer.demonyms().get(w) or _named(w) for w in words)


def _named(word: str) -> str:
    known = gazetteer.names().get(word)
    return known.id if known is not None and known.kind == "country" else word.lower()


def _holds(text: str, person: Mention, floor: int, office: str, what: frozenset[str]) -> bool:
    start = max(floor, person.start - _BESIDE)
    lead = re.split(r"[.;:\n“”\"]\s|,\s", text[start : person.start])[-1]
    behind = re.match(r",\s(?:the\s)?([^.;:\n“”\",]{3,80})", text[person.end : person.end + 90])
    for said in (lead, behind[1] if behind else ""):
        low = said.lower()
        found = [m.start() for m in re.finditer(rf"\b{re.escape(office)}\b", low)]
        if not found or _OTHERS.search(low, max(0, found[-1] - 12), found[-1]):
            continue
        own = _words(said)
        if what <= own:
            return True
        if office in _STATE and len(what) == 1 and person.country in what and len(own) <= 2:
            return True
    return False
