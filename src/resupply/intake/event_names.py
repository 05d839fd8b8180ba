"""Names of events, as the text gives them."""

import re

from resupply.intake import rx
from resupply.intake.event_words import Found
from resupply.intake.text import Span

#: "a meeting of the NATO-Ukraine Council": the body that meets names it.
_OF_BODY = rx.compile(
    r"\s+(?:of|in)\s+(?:the\s+)?((?:[A-Z][\w’'.&-]*\s+(?:(?:on|for|of"
    r"|and)\s+(?:the\s+)?)?){1,7}?(?:Group"
    r"|Council|Committee|Commission|Assembly|Board|Coalition|Forum|Format|Platform|Conference"
    r"|Dialogue)"
    r"(?:\s+(?:on|for)\s+(?:[A-Z][\w’'-]+\s?|of\s|and\s|the\s){1,5}(?<=\w))?)"
)
_DEAL_NAME = rx.compile(
    r"(?:Letters?\s+of\s+Intent|Memorand\w+(?:\s+of\s+(?:Understanding|Cooperation))?|Treaty"
    r"|(?:[A-Z][\w-]+\s+){1,4}(?:Agreement|Compact|Accord|Pact|Declaration|Charter|Convention))"
)
_NAME = rx.compile(
    r"(?:[“\"«]?)((?:[A-Z0-9][\w’'.&-]*\s+(?:\([A-Z]{2,6}\)\s+)?(?:(?:on|for|of|and|the|in)\s+"
    r"|[–-]\s*)?){1,7}(?:Summit"
    r"|Conference|Forum|Group|Meeting|Council|Assembly|Dialogue|Initiative)"
    r"|(?:[A-Z][\w’'.&–-]*\s+(?:(?:on|for|of|and)\s+|[–-]\s*)?){2,7}(?:summit|conference|forum)"
    r"|\d+(?:st|nd|rd|th)\s+[A-Z][\w-]+\s+(?:meeting|summit|conference|forum))\b"
)


#: "London's DSEI defence trade show", "the UN general assembly".
_FAIR = rx.compile(
    r"(?:(?:At|In|On|During"
    r"|After)\s+)?(?:[A-Z][\w]+['’]s\s+)?(?P<name>(?:[A-Z][\w.’'&-]*\s+)*[A-Z][\w.’'&-]*"
    r"(?:\s+general\s+assembly)?)"
    r"(?:\s+(?:defen[cs]e|trade|air|arms|industry|show|fair|expo|exhibition|weapons)\b)*\Z"
)
#: The group that meets at the base of Ramstein or in its name.
_RAMSTEIN = rx.compile(
    r"\bRamstein(?:-format|\s+(?:[Gg]roup|[Ff]ormat|[Mm]eetings?|[Cc]oalition|[Cc]ontact)\b"
    r"|[\s”\"’]+(?=meeting|format|group))"
    r"|\b(?:\d+(?:st|nd|rd|th)|regular|next|latest|upcoming|online|virtual)\s+[“\"]?Ramstein\b"
)


def name_of(text: str, found: Found, sentence: Span) -> str | None:
    """The name of an event: "the 20th Riga meeting", "a meeting of the Contact Group"."""
    start = max(sentence.start, found.start - 80)
    for m in _NAME.finditer(text, start, min(len(text), found.end + 12)):
        if m.start(1) <= found.end and found.start <= m.end(1) + 2:
            said = re.sub(r"^(?:(?:[Tt]he|At|In|On|After|During|For)\s+)+", "", m[1])
            return said if len(said.split()) > 1 else None
    of = _OF_BODY.match(text, found.end, sentence.end)
    if of and found.happening.type in ("meeting", "summit", "conference", "forum"):
        return of[1]
    if found.happening.type == "conference" and (fair := _FAIR.match(text, found.start, found.end)):
        return fair["name"].strip()
    if found.happening.type in ("meeting", "conference") and _RAMSTEIN.search(
        text, max(sentence.start, found.start - 40), min(sentence.end, found.end + 40)
    ):
        return "Ramstein"
    if found.happening.type == "signing":
        deal = _DEAL_NAME.search(text, found.start, found.end)
        return deal[0] if deal else None
    return None
