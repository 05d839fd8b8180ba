"""What looks like an event and is none: troops that retreat, talks only called for, tasks met."""

import re

from resupply.intake import rx
from resupply.intake.happenings import Happening
from resupply.intake.text import Span

_RETREAT = rx.compile(
    r"retreat\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:armed|troops?|forces?|army|soldiers|units?"
    r"|military|enemy|Russians?|Ukrainians?)\b"
)
#: Talks that somebody wants, refuses or waits for.
_WANTED = rx.compile(
    r"\b(?:should|must|ought\s+to|not|never|no|without|any|calls?\s+for|called\s+for"
    r"|calling\s+for|urg\w+"
    r"|wants?|wanted|seeks?|sought|favou?rs?|prefers?|(?<!got\s)(?<!gets\s)(?<!getting\s)ready|readiness|willing\w*|refus\w+|reject\w*|propos\w+|push\w*\s+for|support\s+for"
    r"|possib\w+|demand\w*"
    r"|prospects?\s+(?:of|for)|opposed|opposes|in\s+favou?r\s+of|start\s+of|opening"
    r"|conditions\s+for"
    r"|following\s+the|progress\s+in|outcome\s+of|force\w*|back\s+to"
    r"|return\s+to)\s+(?:[\w’'“”\"-]+\s+){0,6}\Z"
)
_TALKS = rx.compile(r"[Tt]alks|[Nn]egotiations|[Cc]onsultations")
_BEFORE_TALKS = rx.compile(r"\b(?:membership|accession|entry|joining)\s+\Z")
#: "called for an emergency meeting": none has been held.
_CALLED_FOR = rx.compile(
    r"\b(?:call(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)?|request(?:s|ed|ing)?|propos(?:es|ed|ing)"
    r"|ask(?:s|ed|ing)?\s+for|urg(?:es|ed|ing)|seek(?:s|ing)?|sought|push(?:es|ed|ing)?\s+for)"
    r"\s+(?:an?\s+|another\s+|urgent\s+)(?:[\w-]+\s+){0,3}\Z"
)
#: "Returns upon meeting conditions": what is fulfilled.
_FULFILS = rx.compile(
    r"(?:[Mm]eeting|[Mm]eets?|[Mm]et)\s+(?:the\s+|its\s+|their\s+|all\s+|our\s+)?"
    r"(?:[A-Z]?[a-z-]+\s+){0,3}?(?:[Cc]onditions|[Rr]equirements?|[Nn]eeds|[Dd]emands?|[Tt]argets?"
    r"|[Ss]tandards|[Cc]riteria|[Gg]oals?|[Dd]eadlines?|[Oo]bligations?|[Cc]ommitments?"
    r"|[Ee]xpectations|[Cc]hallenges?|[Cc]osts|[Mm]inimum|[Tt]hresholds?|[Qq]uotas?|[Nn]orms?"
    r"|[Pp]ayments?|[Bb]ills?)\b"
)
#: "When the agreement was signed": told of before, or not yet done.
_BACK_THEN = rx.compile(
    r"(?:^|[,;]\s)(?:[Ww]hen|[Oo]nce|[Ii]f|[Uu]ntil|[Uu]nless|[Ww]hether|[Ss]ince)\s+(?:the"
    r"|an?|this|that)\s+(?:[\w-]+\s+){0,3}\Z"
)
_NOT_DONE = rx.compile(
    r"\b(?:impossible|unable|failed?|fails|refus\w+|declin\w+|yet|hesitat\w+|wait\w*|pressure"
    r"|deadline"
    r"|hopes?|hoped|asked|urged|want\w*)\s+to\s+\Z"
)
#: "before it is approved", "the yet to be signed bill": not done.
_STILL_TO_BE = rx.compile(
    r"\b(?:[Bb]efore|[Uu]ntil|[Uu]nless|[Oo]nce|[Ii]f|[Ww]hen)\s+(?:it|they|this|that|the\s[\w-]+)\s+"
    r"(?:is|are|gets?|can\s+be)\s+(?:[a-z]+ly\s+)?\Z|\byet\s+to\s+be\s+\Z"
)
_SUCH = rx.compile(r"(?:signed|concluded|sealed|signs?|conclude)\s+(?:such|any|no|similar)\b")
_LONG = rx.compile(
    r"\b(?:\d[\d–-]*|two|three|four|five|six|ten|twelve|several)[- ](?:hours?|km|miles?"
    r"|minutes?|kilomet\w+)[- ]\Z"
)
_CONFIDENCE = rx.compile(r"[Vv]ote\s+of\s+(?:confidence|trust|thanks)\s+(?:in|for|of)\b")
#: "backed the purchase and delivery of kits": a gift paid for.
_BACKS_GIFTS = rx.compile(
    r"(?:(?:has|have|had)\s+)?(?:backed|supported|endorsed)\s+(?:the\s+|this\s+)?(?:purchase|delivery"
    r"|supply|provision|repairs?|training|reconstruction|restoration|evacuation|distribution"
    r"|procurement|equipping)\b"
)
_COUNTED = rx.compile(
    r"\b(?:\d[\d,.]*|dozens|most|all"
    r"|only\s+\w+)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}(?:deputies|members|mps|lawmakers"
    r"|senators"
    r"|republicans|democrats|countries|states|people|legislators"
    r"|delegates)\s+(?:who\s+)?(?:had\s+|have\s+)?\Z",
    re.IGNORECASE,
)
_FIGURE = rx.compile(r"\b\d+\s+(?:of\s+them\s+)?\Z")
#: "welcomed the envoy, Jan Berg, at a reception": the reception is the event.
_AT_ANOTHER = rx.compile(
    r"[^.;\n“”\"]{0,110}?\b(?:at|during)\s+(?:an?\s+"
    r"|the\s+|their\s+|this\s+|[A-Z]\w+['’]s\s+)?"
    r"(?:[\w&’'-]+\s+){0,8}?(?:[Ss]ummit|[Cc]onference|[Ff]orum|talks|meeting|reception"
    r"|ceremony|dinner"
    r"|gathering|event|briefing|session|roundtable|assembly|Assembly)\b"
)
_MEETS = rx.compile(
    r"(?:met|Met|meet|meets|meeting|received|welcomed|hosted|gathered|gathers?)(?:\s+with)?$"
)
#: "the challenges they are to meet": what is met are these.
_MET = rx.compile(
    r"\b(?:challenges?|needs|demands?|conditions?|criteria|obstacles|problems|difficulties|dangers|risks"
    r"|hardships?|targets?|goals?|deadlines?|requirements?|standards?|costs)\s(?:(?:that|which)\s)?"
    r"(?:[\w’'-]+\s){1,4}(?:(?:are|is|was|were)\s(?:\w+\s){0,2}to|must|will|can|could|have\sto|has\sto)\s\Z"
)
#: "firms from ten states who came to Oslo for the forum": the forum is the event.
_MANY_CAME = rx.compile(
    r"\b(?:representatives|delegates|delegations|companies|firms|participants|guests|experts|manufacturers"
    r"|producers|attendees|exhibitors|people|members|states|countries)\b[^.;“”\"]{0,140}\Z",
    re.IGNORECASE,
)
_FOR_ANOTHER = rx.compile(
    r"\s[^.;,“”\"]{2,40}?\s(?:for|to\s(?:attend|join|take\spart\sin|participate\sin))\s(?:the|an?|this)\s"
    r"[^.;“”\"]{0,70}?\b(?:[Ff]orum|[Ss]ummit|[Cc]onference|[Mm]eeting|[Tt]alks|[Cc]ongress|[Ee]xhibition)\b"
)
_BODY_BY = rx.compile(r"\b(?:by|to|of|from)\s+the\s+\Z")


def is_none(text: str, m: re.Match[str], happening: Happening, sentence: Span) -> bool:
    """Whether what a pattern found is no event where it stands."""
    before = text[sentence.start : m.start()]
    said = m[0]
    gathers = happening.type in ("meeting", "summit", "conference", "forum", "visit")
    if gathers and not happening.verb and _CALLED_FOR.search(before):
        return True
    if happening.type == "meeting":
        return _no_meeting(text, m, happening, sentence)
    if happening.type in ("signing", "decision") and _STILL_TO_BE.search(before):
        return True
    if happening.type == "signing":
        passive = said.endswith(("signed", "concluded", "inked", "initialled"))
        return bool(
            (passive and not said.startswith("signed") and _BACK_THEN.search(before))
            or (said.startswith(("sign ", "conclude ")) and _NOT_DONE.search(before))
            or _SUCH.match(text, m.start())
        )
    if (
        happening.type == "visit"
        and happening.verb
        and said.startswith(("came", "arriv", "travel"))
    ):
        return bool(_MANY_CAME.search(before) and _FOR_ANOTHER.match(text, m.end()))
    if happening.type == "visit" and not happening.verb:
        return _LONG.search(before) is not None
    if happening.type == "decision":
        return bool(
            _BACKS_GIFTS.match(text, m.start())
            or _CONFIDENCE.match(text, m.start())
            or ("voted" in said and (_COUNTED.search(before) or _FIGURE.search(before)))
        )
    return False


def _no_meeting(text: str, m: re.Match[str], happening: Happening, sentence: Span) -> bool:
    before = text[sentence.start : m.start()]
    if m[0].startswith("meet") and _MET.search(before):
        return True
    if _RETREAT.match(text, m.start()) or _FULFILS.match(text, m.start()):
        return True
    if _TALKS.match(m[0]) and (_WANTED.search(before) or _BEFORE_TALKS.search(before)):
        return True
    if m[0].startswith("European Council") and _BODY_BY.search(before):
        return True
    another = (
        happening.verb and _MEETS.fullmatch(m[0]) and _AT_ANOTHER.match(text, m.end(), sentence.end)
    )
    return bool(another)
