"""Turns of speech put plainly before a sentence is read: asides, epithets, "neither ... nor".

What is taken out says how large, rich or old a country is, and nothing of its aid: "Denmark, a
country of six million, has ...". It is not checked, and narrows nothing. All else stays.
"""

import re
from itertools import pairwise

from resupply.claims import cues
from resupply.claims.names import Mention, Names

_I = re.IGNORECASE
_CLUB = r"(?:NATO|EU|G7|European Union|OECD|the alliance|the bloc)"
_NUMBERS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|\d[\d.,]*)"
)
#: "Just 1.3 million", "fewer than six million", "650,000".
_MANY = (
    r"(?:(?:only|just|about|around|some|nearly|almost|roughly|barely|under|over|at most|its|their"
    r"|(?:fewer|less|more) than|a mere|an estimated) )*"
    rf"{_NUMBERS}(?: ?(?:m|mn|million|thousand))?"
)
_PEOPLE = r"(?: (?:people|inhabitants|citizens|residents|souls))"
_LAND = r"(?:country|nation|state|republic|kingdom|island|monarchy)"
_HAS = r"(?:with|home to|which has|which is home to|having)"
_NTH_BIG = (
    r"(?:[\w-]+[- ])?(?:largest|biggest|strongest|richest|wealthiest|smallest|poorest"
    r"|most populous)"
)
_WHOSE = r"(?:the |[A-Z]\w+(?: [A-Z]\w+)?['\u2019]s |the [\w ]{2,20}['\u2019]s )?"
#: What an aside may hold that says nothing of aid.
_ASIDE = (
    rf"(?:(?:itself|still|also) )?(?:a|an|the) (?:[\w-]+ ){{0,3}}?{_LAND} of {_MANY}{_PEOPLE}?"
    rf"|(?:a|an|the) (?:[\w-]+ ){{0,3}}?{_LAND} with {_MANY}{_PEOPLE}"
    rf"|(?:(?:a|an|the) (?:[\w-]+ ){{0,3}}?{_LAND} )?{_HAS} (?:a|its) population of {_MANY}"
    rf"{_PEOPLE}?"
    rf"|{_HAS} {_MANY}{_PEOPLE}"
    rf"|population:? (?:of )?{_MANY}|whose population is {_MANY}"
    r"|(?:long|once|formerly|traditionally|still|officially) neutral"
    rf"|(?:(?:itself|still) )?{_WHOSE}{_NTH_BIG} econom(?:y|ies)(?: (?:in|of) (?:the )?[A-Z]\w+)?"
    rf"|{_WHOSE}most populous {_LAND}"
    rf"|(?:(?:itself|still|also) )?(?:a|an|not a|no) (?:[\w-]+ )?{_CLUB} "
    r"(?:member|country|ally|state|nation|candidate)(?: (?:only )?since \d{4})?"
    rf"|which is not (?:yet )?(?:a member of|in|part of) (?:the )?{_CLUB}"
    rf"|which (?:left|joined) (?:the )?{_CLUB}(?: (?:only )?in \d{{4}})?"
    r"|(?:which|that) (?:borders|neighbou?rs) (?:on )?(?:Russia|Ukraine|Belarus)"
    r"|despite (?:its|their) (?:small |tiny |modest |large )?"
    r"(?:size|population|neutrality)"
)
_BEHIND_NAME = re.compile(
    rf"^(?:, (?:{_ASIDE}),| \((?:{_ASIDE})\)"
    rf"| [\u2013\u2014-]{{1,2}} (?:{_ASIDE}) [\u2013\u2014-]{{1,2}})(?= )"
)
_IN_FRONT = re.compile(
    rf"^(?:{_HAS} {_MANY}{_PEOPLE}|{_HAS} (?:a|its) population of {_MANY}"
    r"|despite (?:its|their) (?:\w+ )?(?:size|population))"
    r", (?=(?:the )?[A-Z])",
    _I,
)
#: What a country is called, and no part of it: "former East Germany" is none of these.
_EPITHET = re.compile(
    r"(?:(?:(?:formerly|former|once|long|then|traditionally|officially|militarily)[- ])?neutral"
    r"|non-aligned|pacifist|tiny|little|small|big|giant|mighty|powerful|wealthy|affluent"
    r"|prosperous|oil-rich|gas-rich|landlocked|nuclear-armed|nuclear power|cash-strapped"
    r"|(?-i:NATO|EU|G7)(?: founding)? (?:member|ally|partner|newcomer|heavyweight)(?: state)?"
    r"|debt-ridden|war-weary|far-off|far-away|faraway|distant|nearby|neighbou?ring|post-Brexit"
    r"|populous) $",
    _I,
)
#: "Little German aid" is little aid.
_MUCH_AID = re.compile(
    r"^ (?:\w+ ){0,2}?(?:aid|support|assistance|help|money|contributions?|donations?|deliveries"
    r"|packages?|weapons?|arms)\b",
    _I,
)
_NOT_ANOTHER = re.compile(r"^,? (?:and )?not (?:the )?$")
_NOT_BUT = re.compile(r"^(?:it(?: is|['\u2019]s) )?not (?:the )?$", _I)
_NEITHER = re.compile(r"\bneither (?:the )?$", _I)
_NOR = re.compile(r"^(?:,|,? nor) (?:the )?$")
#: "..., nor has Spain", "... and neither did Italy", "... and so has Norway".
_TAIL = re.compile(
    r",? (?:and )?(?P<as>nor|neither|so|as) (?:has|have|had|does|do|did|is|are|was|were) (?:the )?",
    _I,
)
_PLACES = (cues.NTH, cues.NTH_LEAST, cues.NUMBER, cues.MOST, cues.LEAST)


def plain(sentence: str, names: Names) -> str:
    """The sentence without asides and epithets, with "neither ... nor" as a plain denial.

    Args:
        sentence: As said.
        names: Names of the case.
    """
    text = _IN_FRONT.sub("", sentence, count=1)
    for turn in (_without_asides, _without_epithets, _without_rival, _denied_of_each):
        text = turn(text, names.find(text), names)
    return text


def _without_asides(text: str, found: list[Mention], _: Names) -> str:
    for mention in reversed(found):
        aside = _BEHIND_NAME.match(text[mention.end :])
        if aside:
            text = text[: mention.end] + text[mention.end + aside.end() :]
    return text


def _without_epithets(text: str, found: list[Mention], names: Names) -> str:
    """Tiny Estonia is Estonia; "small EU countries" are some of them, and stay."""
    for mention in reversed(found):
        before = _EPITHET.search(text[: mention.start])
        of_aid = _MUCH_AID.match(text[mention.end :])
        if of_aid or names.is_group(mention.id):
            continue
        if before and _is_word(text, before.start()):
            text = text[: before.start()] + text[mention.start :]
    return text


def _is_word(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " ,(\"'\u201c"


def _without_rival(text: str, found: list[Mention], _: Names) -> str:
    """One place is held by one: in "Britain, not Germany, is second" the rest says nothing."""
    if (
        cues.COMPARE.search(text)
        or not any(p.search(text) for p in _PLACES)
        or cues.TOP.search(text)
    ):
        return text
    for one, two in pairwise(found):
        rest = text[two.end :]
        if _NOT_ANOTHER.match(text[one.end : two.start]) and re.match(r",? ", rest):
            return text[: one.end] + re.sub(r"^,", "", rest)
        if _NOT_BUT.match(text[: one.start]) and re.match(r",? but ", text[one.end : two.start]):
            return text[two.start :]
    return text


def _denied_of_each(text: str, found: list[Mention], _: Names) -> str:
    """What neither A nor B has, "A and B each has not"."""
    for number, mention in enumerate(found):
        start = _NEITHER.search(text[: mention.start])
        if not start:
            continue
        listed = [mention]
        for other in found[number + 1 :]:
            if _NOR.match(text[listed[-1].end : other.start]):
                listed.append(other)
        if len(listed) < 2:
            return text
        told = ", ".join(m.name for m in listed[:-1]) + f" and {listed[-1].name}"
        verb = re.match(r" (?:has|have|had|is|are|was|were|did|does|do)\b", text[listed[-1].end :])
        at = listed[-1].end + (verb.end() if verb else 0)
        return f"{text[: start.start()]}{told} each{text[listed[-1].end : at]} not{text[at:]}"
    return text


def tail(sentence: str, names: Names) -> tuple[str, list[str], bool] | None:
    """What is said of others too: "..., nor has Spain", "... and so has Norway".

    Args:
        sentence: As said.
        names: Names of the case.

    Returns:
        The sentence without it, the others, and whether it denies; None where there is none.
    """
    found = _TAIL.search(sentence)
    if not found:
        return None
    rest = sentence[found.end() :].rstrip(" .!")
    named = names.find(rest)
    said = re.sub(r"\s*(?:,|\band\b|\bor\b|\bthe\b)\s*", "", _without(rest, named))
    if not named or said.strip():
        return None
    return (
        sentence[: found.start()],
        [m.id for m in named],
        found["as"].casefold() in ("nor", "neither"),
    )


def _without(text: str, found: list[Mention]) -> str:
    for mention in reversed(found):
        text = text[: mention.start] + text[mention.end :]
    return text
