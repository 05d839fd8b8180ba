"""Firms that no list names and no word calls a firm, by what is said of them.

Such as "Vektor, one of two Spanish makers of", "Canada-based Vektor", "Vektor will be able to
produce", "Vektor's plant"; and whoever is told of time and again in a text on "the company".
"""

import re
from collections import Counter
from functools import lru_cache

from resupply.intake import gazetteer, rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

_WORD = r"[A-ZÀ-Þ][\w&’-]*[\w&]"
_NAME = rf"{_WORD}(?: (?:(?:&|de|del|la) )?{_WORD}){{0,3}}"
_MAKES = (
    r"(?:makes?|making|produc(?:e|es|ed|ing)|manufactur(?:e|es|ed|ing)|builds?|building"
    r"|assembl(?:e|es|ed|ing)|turn(?:s|ing)? out|churn(?:s|ing)? out)"
)
_AUX = (
    r"(?:will|can|could|would|may|now|already|also|currently|is|are|has|had|be|able|to|begun"
    r"|started|starts|plans|aims|intends|wants|expects|hopes)"
)
_SORT = (
    r"(?:company|firm|maker|producer|manufacturer|supplier|contractor|start-?up|shipbuilder|giant"
    r"|nonprofit|makers|producers|suppliers|manufacturers|companies|firms)"
)
_STRANGERS = rx.compile(
    rf"\b(?P<acts>{_NAME})(?:, (?:which|who)| which)? (?:{_AUX} ){{0,5}}{_MAKES}\b"
    rf"|\b(?P<beside>{_NAME})(?:, | \((?=[^()]{{3,80}}\)))(?:an? |the |one of )(?:[\w’'-]+ ){{0,6}}"
    rf"{_SORT}\b"
    rf"|\b[A-Z]\w+-based (?P<based>{_NAME})"
    rf"|\b(?P<housed>{_NAME}), based in\b"
    rf"|\b(?P<says>{_NAME}) (?:says|said) (?:that )?it (?:{_AUX} )+(?:{_MAKES}|set up|open)\b"
    rf"|\b(?P<signs>{_NAME}) (?:has |have )?(?:signed|won|opened|breaks|broke|inaugurated|unveiled)"
    rf" [^.;\n]{{0,120}}?\b(?:plant|factory|facility|production|{_MAKES})\b"
    rf"|\b(?P<owns>{_NAME})['’]s? (?:new |own |main |second |[A-Z]\w+ )?(?:plants?|factor(?:y|ies)"
    r"|facilit(?:y|ies)|assembly lines?|production lines?)\b"
)
_COMPANY = rx.compile(r"\b[Tt]he (?:company|firm|manufacturer|maker|group|start-?up|concern)\b")
_SPOKEN_OF = rx.compile(
    rf"\b(?P<who>{_NAME})(?=(?:['’]s)? (?:said|says|will|has|had|is|was|plans|announced|aims"
    r"|began|opened|signed|won)\b)"
)
_OFTEN = 3
#: What opens sentences and is nobody's name, and names of what is no firm.
_NO_NAME = rx.compile(
    r"\d|\b(?:President|Minister|CEO|Senator|Ambassador)\b"
    r"|\A(?:NOK|SEK|DKK|EUR|USD|GBP|CHF|PLN|CZK)\Z"
    r"|\A(?:The|In|On|At|For|But|And|By|As|If|It|Its|This|That|These|Those|They|He|She|We|Our|You|I"
    r"|One|Two|Three|Both|Some|Many|Most|All|No|Each|Other|New|Under|With|From|After|Before"
    r"|Since|While|When|Mr|Mrs|Ms|Dr|President|Prime|Minister|Ministry|Defen[cs]e|Government|Air"
    r"|Army|Navy|National|State|General|Parliament|European|African|South|North|West|East|UK|US"
    r"|U\.S|EU|UN|NATO|COVID|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)(?:day)?(?:[ ’'-]|$)"
)
_LED = rx.compile(r"\b(?:in|at|near|from|of|for|to|with|outside|around) (?:the )?\Z")
_BASED = rx.compile(r"^[A-Z]\w+-based ")
_SUFFIX = rx.compile(r"(?:['’]s?| Co| Inc| Ltd| Corp)$")


def strangers(scene: Scene) -> list[Actor]:
    """Every place where such a firm is named; no people, countries or towns."""
    found = _named(scene.page.text)
    others = [(a.start, a.end) for a in scene.page.actors if a.kind != "org"]
    return [f for f in found if not any(a < f.end and f.start < b for a, b in others)]


@lru_cache(maxsize=8)
def _named(text: str) -> tuple[Actor, ...]:
    names: set[str] = set()
    for m in _STRANGERS.finditer(text):
        if m["acts"] and _LED.search(text, max(0, m.start() - 20), m.start()):
            continue  # "in Texas to make shells"
        said = next(g for g in m.groups() if g)
        sure = bool(m["beside"] or m["based"] or m["housed"])
        said = _BASED.sub("", _SUFFIX.sub("", said))
        if _may_be(said) and (sure or _within(text, said)):
            names.add(said)
    if _COMPANY.search(text):
        spoken = Counter(_SUFFIX.sub("", m["who"]) for m in _SPOKEN_OF.finditer(text))
        names |= {n for n, k in spoken.items() if _may_be(n) and _is_spoken_of(text, n, k)}
    if not names:
        return ()
    longest = sorted(names, key=len, reverse=True)
    found = re.finditer(rf"\b(?:{'|'.join(re.escape(n) for n in longest)})\b", text)
    return tuple(Actor(m.start(), m.end(), m[0], "org") for m in found)


def _is_spoken_of(text: str, name: str, often: int) -> bool:
    """Whether a name comes up time and again; one of an odd form needs fewer words of its acts."""
    if any(c.isupper() for c in name.split()[0][1:]):
        return text.count(name) >= _OFTEN
    return often >= _OFTEN and _within(text, name)


def _may_be(name: str) -> bool:
    """Whether a name may be a firm's: known as nothing else."""
    known = gazetteer.names().get(name) or gazetteer.names().get(name.split()[0])
    demonym = name.split()[0] in gazetteer.demonyms()
    return (
        not (_NO_NAME.search(name) or demonym or (known and known.kind != "org")) and len(name) > 2
    )


def _within(text: str, name: str) -> bool:
    """Whether it is a name inside a sentence too, and not only a word that opens one."""
    if " " in name or any(c.isupper() or c.isdigit() for c in name[1:]):
        return True
    return bool(re.search(rf"[a-z,] {re.escape(name)}\b", text))
