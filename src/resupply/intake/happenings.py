"""Words that name an event, by type, with where such a phrase begins and ends."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resupply.intake import rx


class Happening(NamedTuple):
    """A word or verb that names an event.

    Args:
        type: As in the schema.
        pattern: What it looks like.
        verb: Whether it is a verb (its subject takes part).
        hints: Words of which one stands in every phrase it matches; none where it is always tried.
        wide: Whether it is read only of those who may do so (`happenings_wide`).
    """

    type: str
    pattern: re.Pattern[str]
    verb: bool
    hints: tuple[str, ...] = ()
    wide: bool = False


#: Type, pattern behind the edge of a word, whether a verb, hints.
Row = tuple[str, str, bool, tuple[str, ...]]


def of_rows(rows: Iterable[Row], *, wide: bool = False) -> tuple[Happening, ...]:
    """The rows of a table, their patterns made."""
    return tuple(
        Happening(type_, rx.compile(rf"\b(?:{pattern})"), verb, hints, wide)
        for type_, pattern, verb, hints in rows
    )


def possible(told: Iterable[Happening], text: str) -> Iterator[Happening]:
    """Those that a text may hold.

    Example:
        >>> sat = of_rows([("meeting", "sittings?", False, ("sitting",))])
        >>> [h.type for h in possible(sat, "A sitting in Riga.")], [*possible(sat, "A fair.")]
        (['meeting'], [])
    """
    for happening in told:
        for hint in happening.hints:
            if hint in text:
                yield happening
                break


_NOT_AFTER = r"(?!\s*[-‑](?:level|style|goer))"


def _noun(type_: str, pattern: str) -> Happening:
    return Happening(type_, rx.compile(rf"\b(?:{pattern})\b{_NOT_AFTER}"), False)


def _verb(type_: str, pattern: str) -> Happening:
    return Happening(type_, rx.compile(rf"\b(?:{pattern})"), True)


_WHO = (
    r"(?=\s+(?:with\s|his\s|her\s|the\s|President|Prime|Minister|[A-Z]|in\s+[A-Z]|on\s+(?:Mon"
    r"|Tue|Wed|Thu|Fri|Sat|Sun)|at\s+(?:the\s|[A-Z]|a\s)|for\s+(?:talks|the\s)|separately|privately"
    r"|under\s|over\s+(?:dinner|lunch|breakfast|coffee)\b|this\s+(?:morning|afternoon|evening)\b|on\s+the\s+(?:sidelines|margins)\b"
    r"|today\b|tomorrow\b|yesterday\b|here\b|online|virtually|behind|several|a\s+delegation"
    r"|a\s+group|members|representatives"
    r"|officials|leaders|local|reporters|relatives|families|survivors|residents|troops"
    r"|soldiers|refugees"
    r"|children|volunteers|rescue|ambassadors|ministers|lawmakers|MPs|senators|senior|top"
    r"|business|opposition|humanitarian|partners|authorities|national|youth|civil|last\s+|in\s+this\s"
    r"|foreign|veterans|prisoners|patients|students|farmers|community|displaced|wounded))"
)
_NO_NEED = (
    r"(?!\s+(?:the|its|their|his|a|all|our|these)\s+(?:[\w-]+\s+)?"
    r"(?:needs?|conditions?|criteria|standards?|deadlines?|expectations|thresholds?|targets?"
    r"|goals?|demands?|pledges?|commitments?|obligations?|requirements?"
    r"|costs?|challenge)\b)"
    r"(?!\s+(?:[A-Z]\w+\s+){0,2}(?:standards?|criteria|conditions|requirements?|deadlines?"
    r"|expectations|specifications)\b)"
    r"(?!\s+[A-Z]\w+['’]s\s+(?!(?:\w+\s+)?(?:[Pp]rime|[Pp]resident|[Mm]inister|[Ff]oreign"
    r"|[Dd]efen|[A-Z])))"
)
_DEAL = (
    r"(?:[Aa]greements?|[Mm]emorand\w+|[Cc]ontracts?|[Dd]eals?|[Dd]eclaration"
    r"|[Ll]etters?\s+of\s+[Ii]ntent"
    r"|[Ss]tatement|[Aa]ccord|[Cc]ompact|[Tt]reaty|M[oO]Us?|[Pp]act|[Pp]rotocol|[Gg]rant"
    r"|[Aa]rrangement|[Ll]aw|[Bb]ill|[Dd]ecree|[Oo]rder"
    r"|[Cc]onvention"
    r"|[Cc]harter|[Dd]ocuments?|[Dd]eed\s+of\s+[Dd]onation|(?:[Hh]and-?over|[Tt]ransfer)"
    r"\s+[Cc]ertificates?)"
)
#: Order matters: the first to read a stretch keeps it.
HAPPENINGS = (
    _noun(
        "press_conference",
        r"(?:joint\s+|closing\s+|weekly\s+|regular\s+|online\s+|final\s+|daily\s+)?(?:[Pp]ress"
        r"|[Nn]ews|[Mm]edia)[\s-]+(?:[Cc]onferences?|[Bb]riefings?)|(?:joint|daily|regular|weekly"
        r"|Pentagon|virtual|White House|noon|media)\s+briefing|(?<=\b[Ii]n\sa\s)briefing"
        r"|(?<=\b[Aa]t\sa\s)briefing"
        r"|(?<=\b[Dd]uring\sa\s)briefing|briefed\s+(?:journalists"
        r"|reporters|the\s+press)",
    ),
    _noun(
        "call",
        r"(?:(?:[Tt]ele)?[Pp]hone|[Vv]ideo|[Cc]onference|[Tt]elephone)[\s-]+(?:[Cc]alls?"
        r"|[Cc]onversations?|[Tt]alks)|(?:[Cc]all|[Cc]onversation)"
        r"(?=\s+(?:(?:planned|scheduled|set|held)\s+)?(?:[Ww]ith|between)\s)|(?:videoconference|video\s+conference|teleconference)",
    ),
    _verb(
        "call",
        r"(?:[Ss]poke|spoken|speak|[Tt]alked|speaks)\s+(?:on|by"
        r"|over)\s+(?:the\s+)?(?:tele)?phone|(?:[Ss]poke|spoken|speak|speaks"
        r"|talked)(?=\s+(?:on\s+\w+\s+|today\s+|yesterday\s+)?(?:with|to)\s+(?:his|her"
        r"|the\s+(?:\w+\s+){0,2}(?:president|minister|leader|ambassador|envoy|premier|chancellor|governor"
        r"|mayor|commander)|(?:\w+\s+)?(?:President|Prime"
        r" Minister|Chancellor|Minister)))"
        r"|(?:phoned|telephoned|phones|telephones|rang)(?=\s+(?:[A-Z]|his|her"
        r"|the\s+(?:\w+\s+)?(?:president"
        r"|leader|premier|chancellor|minister)))"
        r"|[Cc]alled(?=\s+(?:his|her)\s+(?:[\w-]+\s+){0,2}(?:counterpart|colleague)\b)"
        r"|(?:[Ss]poke|spoken|speak|speaks|talked)(?=\s+(?:on\s+\w+\s+|today\s+|yesterday\s+"
        r"|separately\s+)?(?:with|to)\s+(?:[A-Z]|(?:members|leaders|counterparts|representatives)"
        r"\s+(?:of|from)\s))",
    ),
    _noun(
        "ceremony", r"[Cc]eremon(?:y|ies)|(?:[Hh]anding[- ]over|[Hh]andover)\s+(?:function|event)"
    ),
    _verb(
        "ceremony",
        r"(?:held|holds|hosted|organised|organized)\s+an?\s+(?:[a-z-]+\s+){0,2}event\b"
        r"|(?:was|were|is|be|been)\s+sworn\s+in(?=\s)",
    ),
    _noun(
        "ceremony",
        r"(?:[Mm]arked|[Cc]elebrated|[Cc]ommemorated)\s+(?:the|its|their)\s+(?:[\w-]+\s+){0,2}"
        r"anniversary(?=[^.;\n]{0,60}\b(?:at|in|with)\s)",
    ),
    _noun(
        "ceremony",
        r"[Hh]and-?overs?(?!\s+(?:[Cc]eremon|function|event))(?=\s[^.;\n]{0,90}?\b(?:took place"
        r"|takes place|take place|(?:was|were"
        r"|is being)"
        r"\s+held|was\s+attended)\b)|(?<=inauguration\s)ceremony|[Ii]nauguration(?=\s+of\s)"
        r"|[Oo]pening(?=\s+of\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}(?:cent(?:re|er)|hospital|school"
        r"|plant|factory|bridge|embassy|consulate|hub|exhibition|hall|facility|site|shelter|line)\b)",
    ),
    _verb(
        "ceremony",
        r"(?:opened|inaugurated|unveiled)(?!\s[^.;,]{0,40}\bair\s+bridge)(?=\s+(?:a|an|the|its"
        r"|their)\s+(?:[\w-]+\s+){0,4}(?:cent(?:re|er)"
        r"|hospital|school|plant|factory|bridge|embassy|hub|memorial|exhibition|consulate)\b)",
    ),
    _noun("summit", r"[Ss]ummits?|SUMMIT"),
    _noun("conference", r"[Cc]onferences?|CONFERENCE|[Pp]ledging\s+[Ee]vent|[Dd]onor\s+[Ee]vent"),
    _noun("forum", r"[Ff]orums?|FORUM|[Rr]ound\s?table"),
    _verb(
        "signing",
        rf"(?:signed|sign|signs|signing|initialled|inked|concluded|conclude|sealed)\s+(?:(?:an?|the|its"
        rf"|their|his"
        rf"|her|this|two|three|several|new|also|into|on\s+\w+|bilateral|joint|security"
        rf"|framework|long-term|similar|cooperation|10-year|ten-year|defen[cs]e|in\s+[A-Z]\w+"
        rf"|[$€£]?\w[\w.,-]*)\s+){{0,6}}?{_DEAL}\b",
    ),
    _verb(
        "signing",
        rf"{_DEAL}(?:\s+(?:on|for|with|between|of|to|worth|about|covering|under)\s[^.;:\n]{{2,70}}?"
        rf"|,\s[^.;:\n]{{2,90}}?,)?\s+(?:was|were|has\s+been|have\s+been|had\s+been|will\s+be"
        rf"|is\s+to\s+be|has\s+now\s+been|have\s+now\s+been)\s+(?:\w+ly\s+)?(?:signed|inked|initialled"
        rf"|concluded)\b",
    ),
    _noun(
        "signing",
        rf"[Ss]igning(?=\s+of\s+(?:an?\s|the\s|its\s)?(?:[\w-]+\s+){{0,5}}{_DEAL})"
        rf"|[Ss]igning\s+ceremony",
    ),
    _verb(
        "decision",
        r"(?:has\s+|have\s+|had\s+)?(?:given\s+(?:its|their|the|a)\s+(?:[a-z]+\s+)?(?:approval"
        r"|consent"
        r"|go-ahead|green\s+light|blessing)|approved|adopted|passed(?!\s+(?:to|on|over|through|by"
        r"|between|from|away|along|down)\b)|voted|ratified|cleared|rejected"
        r"(?=\s+(?:by\s|(?:an?|the)\s+(?:[\w-]+\s+){0,4}(?:bill|law|motion|budget|package|amendment"
        r"|proposal)))"
        r"|gave\s+(?:the|a|its|their)\s+(?:green\s+light|go-ahead|nod|(?:final\s+)?approval"
        r"|consent))"
        r"(?=\s)",
    ),
    _verb(
        "decision",
        r"(?:has\s+|have\s+|had\s+)?(?:also\s+)?(?:decided|(?<!had )agreed)"
        r"(?=\s+(?:on\s+\w+\s+)?(?:to|that)\s)",
    ),
    _noun(
        "decision",
        r"[Dd]ecisions?(?=(?:\s+(?:in|on|of|from)\s(?:\w+\s){1,3}|\s(?:last|this)\s\w+\s"
        r"|\s)(?:to|by)\s)",
    ),
    _noun("decision", r"(?:[Vv]ote|[Bb]allot)(?=\s+(?:on|in|by|of)\s)"),
    _noun(
        "visit",
        r"(?:(?<=\b[Hh]is )|(?<=\b[Hh]er ))visit(?=\s)|(?:[Vv]isits?|[Tt]rips?"
        r"|[Tt]our)(?=\s+(?:today|yesterday|to|in|of|by|on|for|abroad"
        r"|here|with|from"
        r"|this|last|was|is|will|came|comes|marks|since|there)\b|[.,;)])",
    ),
    _verb(
        "visit",
        r"(?:[Vv]isited|visiting|visits|visit)(?=\s+(?:(?:the|a|an|several|front-line"
        r"|troops|wounded|injured|young|displaced)\s+)?(?:[A-Z]|soldiers|patients|survivors"
        r"|families|capital|front|region|city|plant|factory|base|base|hospital"
        r"|camp|port|warehouse|country|site))|(?:[Aa]rrived|[Ll]anded)(?=\s+(?:late|early|here|on"
        r"|yesterday|this|by\s+(?:train|plane|air|car|boat|bus|helicopter|road|ship))\s)"
        r"|(?:[Vv]isited|[Tt]oured|inspected)(?=\s+(?!(?:by|and|in|on|with|to|from|at|during"
        r"|last|this"
        r"|again|for)\b)(?:(?:the|an?|two|three|several|some|its|their|his)\s)?[a-z]+\s)"
        r"|[Tt]oured(?=\s+(?:the\s+)?[A-Z])"
        r"|(?<=\bwill )visit(?=\s+(?:an?|the|two|three|several)\s+[a-z])"
        r"|(?:travelled|traveled|travels)\s+to(?=\s+(?:the\s+)?(?:[a-z-]+\s+)?(?:areas?|towns?"
        r"|cit(?:y|ies)"
        r"|regions?|camps?|villages?|front|border|capital|districts?|island|east|west|north"
        r"|south)\b)"
        r"|(?:will\s+be|was|were|is|are)\s+(?:last\s+|recently\s+|also\s+|currently\s+|back\s+)?in"
        r"(?=\s+(?:the\s+)?[A-Z]\w+)|(?<=\bhad\s)come\s+to(?=\s+(?:the\s+)?[A-Z])"
        r"|went(?:\s+on)?\s+to(?=\s+[A-Z])|touched\s+down(?=\s+(?:in|at)\b)|laid\s+(?:a\s+wreath"
        r"|wreaths|flowers)(?=\s+(?:in|at)\b)"
        r"|(?:turned|showed)\s+up(?=\s+(?:in|at|unannounced)\b)|(?:[Aa]rrived|arrives|arriving"
        r"|[Ll]anded|travelled|traveled|travels"
        r"|flew|flies|came|paid\s+a\s+visit|arrive|travel|travelling"
        r"|traveling)\s+(?:back\s+)?(?:in|to|at)(?=\s+(?:the\s+)?[A-Z])",
    ),
    _verb("meeting", r"(?:received|hosted|welcomed)\s+(?:him|her|them)(?=\s+(?:at|in|on|for)\b)"),
    _verb("meeting", r"(?:[Cc]alled|calls)\s+on(?=\s+(?:the\s+)?(?:[\w.'’-]+\s+){0,6}?[A-Z])"),
    _verb("visit", r"(?:was|were|been|be)\s+(?:[a-z]+\s+)?visited(?:\s+[a-z]+)?\s+by\b"),
    _verb("meeting", r"(?:was|were|been|be)\s+(?:received|hosted|welcomed|greeted)\s+by\b"),
    _noun(
        "meeting",
        r"(?:(?:Senate|House)\s+(?:[A-Z]\w+\s+(?:and\s+)?){0,4}|congressional\s+|committee\s+|Committee\s+"
        r"|parliamentary\s+)hearing",
    ),
    _verb(
        "meeting",
        r"(?:gather)(?=\s+(?:again\s+)?(?:in|at)\s+[A-Z])|(?:gathered|gathers|convened"
        r"|convenes|convene)(?=\s+(?:in|at|on)\s)"
        r"|(?:sat|sits|sitting)\s+down\s+with(?=\s+(?:[A-Z]|his\s|her\s|their\s"
        r"|the\s+(?:[\w-]+\s+){0,2}(?:president|minister|leader|premier)))",
    ),
    _verb(
        "meeting",
        rf"(?:met|Met|meet|meets|meeting)(?:\s+with|\s+separately\s+with)?{_NO_NEED}{_WHO}"
        rf"|(?:received|hosted|welcomed|hosts|receives|host|receive)"
        rf"(?=\s+(?:[\w.'’-]+\s+){{0,8}}?[A-Z])",
    ),
    _verb(
        "meeting",
        r"(?:[Hh]eld|hold|holds|holding)\s+(?:[a-z]+\s+){0,3}(?:talks|meetings?"
        r"|consultations|discussions|negotiations)",
    ),
    _noun(
        "meeting",
        r"(?:dinner|lunch|breakfast|gathering|get-together|retreat)(?=\s+(?:of|with|hosted"
        r"|between)\s)",
    ),
    _noun(
        "meeting",
        r"(?:[Mm]eetings?|MEETING)(?!\s+(?:the|its|their|his|a|all"
        r"|our)\s+(?:needs?|targets?|goals?|demands?|pledges?|commitments?|obligations?"
        r"|requirements?))|(?:[Tt]alks|[Nn]egotiations|[Cc]onsultations"
        r"|[Dd]iscussions(?=\s+(?:with|between|in\s[A-Z])))(?=\s+(?:with|in|is|will"
        r"|between|on|at|were|are|of|was|about|had|due|held|here|this|last)\b)"
        r"|(?:[Ss]ession)(?=\s+(?:of|in|on)\s)|European Council(?=\s+(?:meeting|on|of|in))",
    ),
)
#: Who decides: without one of these before it, "approved" and "passed" are no event.
DECIDERS = rx.compile(
    r"(?i)\b(?:parliament|congress|senate|house|bundestag|rada|council|lawmakers|government"
    r"|cabinet|commission|riksdag|storting|eduskunta|saeima|seimas|sejm|board|committee"
    r"|assembly|ambassadors|mps|duma|knesset|deputies|senators|ministers|allies|states|leaders"
    r"|chamber"
    r"|folketing|ministry|coalition)\b(?:[^.;]|(?<=\b[a-z]{3})\.(?=\s\d)|(?<=\bSept)\.){0,60}$"
)
