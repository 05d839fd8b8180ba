"""More words that name an event, by type, and verbs of meeting that name none.

These are read after those of `happenings`, so that they only add to them.
"""

from resupply.intake import rx
from resupply.intake.happenings import Happening

_SITE = (
    r"(?:plant|factory|hospital|school|centre|center|hub|bridge|depot|warehouse|facility|works"
    r"|shipyard|embassy|consulate|clinic|line|memorial|shelter|terminal|port)"
)
_DEAL = (
    r"(?:agreements?|accords?|contracts?|deals?|memorand\w+|pacts?|treat(?:y|ies)|declarations?"
    r"|letters?\s+of\s+intent|protocols?|arrangements?|MoUs?|notes|documents?|compacts?)"
)
_A = r"(?:(?:an?|the|its|their|his|her|our|two|three|several|new|joint|first)\s+)*"


def _made(type_: str, pattern: str, *, verb: bool = True) -> Happening:
    return Happening(type_, rx.compile(rf"\b(?:{pattern})"), verb)


#: Order matters: the first to read a stretch keeps it.
_TOLD = (
    _made(
        "ceremony",
        r"[Gg]round\s+(?:was|has\s+been|is)\s+broken\b|[Rr]ibbon-cutting\b"
        r"|[Gg]round-?breaking(?=\s+(?:of|for|at|in)\b)"
        r"|[Ff]oundation\s+stone\s+(?:was|has\s+been)\s+laid\b",
        verb=False,
    ),
    _made(
        "ceremony",
        r"(?:[Bb]roke|[Bb]reaks?|[Bb]roken|breaking)\s+ground\s+(?:on|for|at|in)\b"
        r"|(?:cut|cuts|cutting)\s+the\s+ribbon\b"
        rf"|(?:laid|lays|laying)\s+the\s+(?:foundation|first|corner)[\s-]?stone\b"
        rf"|(?:officially|formally|ceremonially|solemnly)\s+(?:opened|inaugurated|launched"
        rf"|handed\s+(?:it|them|over|the)|presented|received|unveiled|commissioned)\b"
        rf"|(?:christened|commissioned)(?=\s+(?:the|its|a|an)\s+(?:\w+\s+)?(?:ship|frigate"
        rf"|vessel|boat|{_SITE}))",
    ),
    _made(
        "signing",
        rf"(?:put|puts|putting)\s+(?:their|his|her|its)\s+(?:names?|signatures?)\s+to\b"
        rf"|(?:penned|initialled|initialed|exchanged"
        rf"|countersigned)\s+{_A}(?:[\w-]+\s+){{0,3}}?{_DEAL}\b"
        rf"|(?:inked)\s+{_A}(?:[\w-]+\s+){{0,3}}?{_DEAL}\b"
        rf"|[Ee]xchange(?=\s+of\s+(?:[Nn]otes|[Ll]etters)\b)"
        r"|(?:[Nn]otes|[Ll]etters)\s+(?:to\s+this\s+effect\s+)?(?:were|are"
        r"|have\s+been)\s+exchanged\b",
    ),
    _made(
        "meeting",
        r"(?<=\b[Aa]t the )(?:\d+(?:st|nd|rd|th)\s+)?(?:(?:[A-Z][\w-]+\s+){1,3}Council"
        r"|(?:Ukraine\s+)?Defen[cs]e\s+Contact\s+Group|Ramstein(?:\s+[Gg]roup)?|General\s+Assembly)"
        r"(?=\s+(?:\((?:As|UDCG)|in\s+[A-Z]|on\s+\w|today|yesterday|this|last|session))"
        r"|(?<=\b[Aa]t the )\d+(?:st|nd|rd|th)\s+(?:[A-Z][\w-]+\s+){1,4}(?:Group|Council|Committee"
        r"|Dialogue)"
        r"|\d+(?:st|nd|rd|th)\s+Ramstein(?=[.,;:]|\s+(?:in|on|was|is|will)\b)|Ramstein\s\d+\b"
        r"|(?<=link to the )(?:[A-Z][\w-]+\s+){1,3}(?:Council|Group|Assembly)"
        r"|(?:[A-Z][\w-]+\s+){1,4}(?:Council|Group|Committee|Commission|Assembly"
        r"|Coalition)\s+(?:also\s+)?met"
        r"(?=\s*[.,;]|\s+(?:in|on|at|for|again|today|yesterday|this|last)\b)",
        verb=False,
    ),
    _made(
        "signing",
        rf"{_DEAL}(?:,\s+|\s+)(?:which\s+was\s+)?(?:signed|inked|initialled|concluded)"
        r"(?=\s+(?:on|in(?!\s+(?:19|20)\d\d)|at|by|last|earlier|this|yesterday|today)\b)",
        verb=False,
    ),
    _made(
        "ceremony",
        rf"{_SITE}\s+(?:for\s[^.;,]{{3,40}}\s)?(?:was|were)\s+(?:officially\s+|formally\s+|also\s+)?(?:opened|inaugurated|unveiled)"
        r"(?=\s+(?:by|in|at|on)\s)",
        verb=False,
    ),
    _made(
        "ceremony",
        r"(?<=\b[Aa]t the )(?:(?:joint|official|global|formal|virtual"
        r"|public)\s+)?launch(?=\s+of\b)",
        verb=False,
    ),
    _made(
        "visit",
        r"(?:assessment|fact-finding|monitoring|evaluation|solidarity|inter-agency|joint"
        r"|scoping|needs-assessment)\s+(?:mission|visit)(?=\s+(?:to|in)\b)",
        verb=False,
    ),
    _made("forum", r"[Tt]own[\s-]hall(?=\s+(?:with|in|on|for|meeting|hosted)\b)", verb=False),
    _made(
        "press_conference",
        r"(?:addressed|spoke\s+to|[Ss]peaking\s+to|talked\s+to|faced|took\s+questions\s+from)\s+(?:the\s+)?"
        r"(?:reporters|journalists|the\s+press|the\s+media)(?=\s+(?:in|at|on|after|alongside"
        r"|with|during|before)\b)"
        r"|(?:is|are|was|were|will|due)\s+(?:to\s+)?brief\s+(?:the\s+|lawmakers|parliament"
        r"|members)",
    ),
    _made(
        "call",
        r"(?:had|held|holds)\s+(?:an?\s+)?(?:\w+\s+)?(?:phone|telephone|video"
        r"|conference)?\s?(?:call|conversation)"
        r"(?=\s+with\b)"
        r"|(?<=\b[Oo]ur )call(?=\s+(?:today|yesterday|on\s[A-Z]))"
        r"|(?:on|in)\s+a\s+(?:phone\s+|video\s+)?call(?=\s+with\b)",
    ),
    _made(
        "meeting",
        r"(?:took|take|takes|raised|brought)\s+(?:the\s+(?:matter|issue|question)|it"
        r"|this)\s+up\s+with"
        r"(?=\s+(?:the\s+)?(?:[\w-]+\s+){0,6}?[A-Z])"
        r"|(?:huddled|conferred|consulted)\s+with(?=\s+(?:the\s+)?(?:[\w-]+\s+){0,4}?[A-Z])"
        r"|(?:had|holds?|held)\s+(?:\w+\s+)?talks(?=\s+(?:with|in|on)\b)"
        r"|(?:attended|attends|joined|chaired|co-chaired|hosted|convened|opened|addressed)\s+"
        r"(?:an?|the|this|today['’]s)\s+(?:[\w-]+\s+){0,3}?(?:meeting|session|gathering"
        r"|roundtable|talks)\b",
    ),
    _made(
        "visit",
        r"(?:paid|pays|paying|made|makes|making)\s+(?:an?\s+|his\s+|her\s+"
        r"|their\s+)(?:[\w-]+\s+){0,2}?"
        r"(?:visit|trip|tour|stop)(?=\s+(?:to|in|at|of)\b)"
        r"|(?:[Vv]isited|[Tt]oured|[Ii]nspected)(?=\s+(?:our|his|her|their|both|all|some|two"
        r"|three)\s+[a-z])"
        r"|(?:stopped|stops)\s+(?:off\s+)?(?:in|at)(?=\s+[A-Z])|(?:is|was|are"
        r"|were)\s+on\s+an?\s+(?:[\w-]+\s+){0,2}?"
        r"(?:visit|trip|tour)(?=\s+(?:to|in|of)\b)"
        r"|(?:concluded|began|begins|ended|ends|wrapped\s+up|continued)\s+(?:an?|his|her|their"
        r"|its)\s+"
        r"(?:[\w-]+\s+){0,3}?(?:visit|trip|tour)(?=\s+(?:to|in|of)\b)"
        r"|(?:flew|travell?ed|headed|set\s+off"
        r"|drove)\s+(?:on\s+\w+\s+)?(?:from\s+[A-Z]\w+\s+)?to(?=\s+[A-Z])",
    ),
    _made(
        "decision",
        r"(?:decided|ruled|resolved|opted)(?=\s+(?:on|against|in\s+favou?r)\s)"
        r"|(?:prequalified|pre-qualified|greenlit|green-lit|okayed|rubber-stamped|overrode"
        r"|overridden"
        r"|overruled|repealed"
        r"|enacted|overturned|vetoed|blocked)(?=\s+(?:the|an?|its"
        r"|his)\s+(?:[\w-]+\s+){0,3}?(?:bill|law|budget"
        r"|package|amendment|proposal|vaccine|measure|resolution|motion|veto|decree))"
        r"|(?:prequalified|pre-qualified)(?=\s+(?:an?|the|its|another)\s)|authori[sz]ed(?=\s+[A-Z][^.;,]{3,70}\sto\s)"
        r"|(?:voted\s+(?:down|through|in\s+favou?r|against|unanimously|overwhelmingly|to))(?=\s)",
    ),
)
#: Words of which one stands in every phrase of a row of these: most texts have none of them.
_HINTS = (
    ("round", "ibbon", "stone"),
    ("ground", "ribbon", "stone", "ially ", "formally", "solemnly", "christened", "commissioned"),
    ("name", "signature", "penned", "initial", "xchange", "countersigned", "inked"),
    (
        " Council",
        "Contact Group",
        "General Assembly",
        "Ramstein",
        "Group met",
        "Committee met",
        "Commission met",
        "Coalition met",
        "Assembly met",
        " Dialogue",
        "link to the ",
        " Ramstein",
    ),
    (" signed", " inked", " initialled", " concluded"),
    (" opened", " inaugurated", " unveiled"),
    ("launch",),
    (" mission", "assessment visit", "joint visit"),
    ("own hall", "own-hall"),
    ("reporters", "journalists", "press", "media", " brief "),
    (" call", "conversation"),
    (" up with", "huddled", "conferred", "consulted", "talks", "meeting", "session", "gathering"),
    ("isit", "trip", "tour", "Tour", " stop", "nspected", " to "),
    (
        "decided",
        "ruled",
        "resolved",
        "opted",
        "qualified",
        "authori",
        "green",
        "okayed",
        "stamped",
        "vote",
        "overr",
        "repealed",
        "enacted",
        "overturned",
        "vetoed",
        "blocked",
    ),
)
MORE = tuple(h._replace(hints=words) for h, words in zip(_TOLD, _HINTS, strict=True))

#: Verbs of meeting and visiting that name no event: "met with delays", "meets urgent needs".
_NONE = rx.compile(
    r"(?:met|meets?|meeting)\s+(?:(?:one|some|all|many|most|two"
    r"|three)\s+of\s+)?(?:[\w’'-]+\s+){0,5}?(?:emergenc(?:y|ies)|tasks?|demands?|crises|crisis"
    r"|wishes"
    r"|challenges|shortages?|shortfalls?|gaps?|needs|costs|conditions|expectations|threats?"
    r"|timelines?)\b"
    r"(?!\s+(?:minister|ministry|coordinator|relief|response|fund|group|committee|team))|"
    r"(?:met|meets?|meeting)(?:\s+with)?\s+(?:[a-z-]+,?\s+){0,7}?(?:delays?|resistance|opposition"
    r"|criticism|success"
    r"|approval|silence|setbacks?|failure|needs?|demands?|targets?|standards?|requirements?"
    r"|goals?|obligations?"
    r"|deadlines?|conditions|criteria|expectations|challenges?|pledges|commitments|costs?)\b"
    r"|(?:met|meets?|meeting)\s+(?:fully\s+)?(?:the|its|their|this|our|all|any"
    r"|an?)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:requests?|deliver(?:y|ies)|schedules?|pre-?conditions|outbreaks?|appeals?|plans?|budget|quotas?|shortfall|thresholds?|orders?|bills?|gap|promises?)\b"
    r"|(?:met|meets?|meeting)\s+(?:[A-Z][\w-]+\s+){1,2}(?:requirements?|standards?|criteria"
    r"|needs|targets?)\b"
    r"|(?:met|meets?|meeting)\s+with\s+(?:[a-z-]+\s+){0,3}?(?:refusals?|rejections?|bullets|bombs"
    r"|gunfire|shellfire|violence|fire|scepticism|skepticism|suspicion|relief|enthusiasm|applause"
    r"|action|force|determination|unity|outrage|anger|disbelief|indifference|hesitation|reluctance|protests?|hostility|backlash"
    r"|condemnation|cheers|laughter|warnings?|threats|doubts?|praise|surprise|caution|dismay)\b"
    r"|met\s+(?:at\s+the\s+\w+|on\s+arrival|upon\s+arrival)\s+by\b"
    r"|(?:received|hosted|welcomed|receives|hosts)\s+(?:the\s+|some\s+|about\s+|over\s+"
    r"|more\s+than\s+)?\d"
    r"|(?:received|receives|welcomed)\s+(?:[a-z-]+\s+){0,3}?(?:aid|weapons|support|funding"
    r"|assistance|grants?"
    r"|equipment|donations?|supplies|help|money)\b"
)


def names_nothing(text: str, start: int) -> bool:
    """Whether what begins here looks like an event and is none.

    Example:
        >>> names_nothing("It met with significant delays.", 3)
        True
    """
    return _NONE.match(text, start) is not None
