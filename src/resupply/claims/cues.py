"""Words and what they say: stage, kind, divisor, rank, comparison. The grammar's small lexicon."""

import re

_I = re.IGNORECASE


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", _I)


#: What counts as given, by the verb; `given` is any plain word for giving.
STAGES = (
    ("allocation", _any("allocat\\w+", "earmark\\w+")),
    ("commitment", _any("commit(?:s|ted|ments?|ting)?")),
    ("pledge", _any("pledg\\w+", "promis\\w+", "announc\\w+")),
    ("intent", _any("found", "identified", "offer(?:s|ed)?", "intends?")),
    ("shipment", _any("on (?:the|its|their) way", "in transit")),
    ("delivery", _any("deliver\\w*", "sent", "send(?:s|ing)?", "shipped", "handed over",
                      "arriv\\w+", "receiv\\w+", "disburs\\w+", "transferred")),
    ("given", _any("gave", "gives?", "given", "giving", "provid\\w+", "donat(?:ed|es|ing)",
                   "contribut\\w+", "suppl(?:y|ied|ies|ying)", "spent", "support(?:ed|s|ing)",
                   "help(?:ed|s|ing)", "aided")),
)  # fmt: skip
KINDS = (
    ("military", _any("military", "weapons?", "arms", "security assistance", "defen[cs]e aid")),
    ("humanitarian", _any("humanitarian", "relief aid")),
    ("financial", _any("financial", "budget(?:ary)?(?: support| aid)?", "macro-financial",
                       "loans?")),
    ("all", _any("all (?:kinds of )?(?:aid|support|help|assistance)", "aid of all kinds",
                 "overall aid", "total aid")),
)  # fmt: skip
PERS = (
    ("head", _any("per (?:head|capita|person|inhabitant|citizen)", "a head",
                  "relative to (?:its |their |the )?population")),
    ("gdp", _any("(?:of|per|by|to|in terms of|in relation to) (?:its |their |the |national |own )?"
                 "(?:GDP|gross domestic product|econom(?:y|ies)|economic output|national income)",
                 "GDP share", "GDP-share", "measured by GDP", "against GDP")),
    ("total", _any("in absolute terms", "in all", "in total", "overall", "in absolute numbers",
                   "absolute")),
)  # fmt: skip
GENEROUS = _any("generous\\w*", "does most", "doing most", "per its means", "punch\\w*")
SHARES = (
    ("members", _any("union aid split to members", "(?:counting|including|with) "
                     "(?:its |their |the )?(?:EU share|share of (?:the )?EU aid|EU shares)")),
    ("donor", _any("bilateral(?:ly)?", "unions counted as donors", "without (?:the )?EU shares?")),
)  # fmt: skip
YEAR = re.compile(r"\b(?:population|GDP|inhabitants) (?:of|in) (20\d\d)\b", _I)
AMONG = re.compile(
    r"\b(?:in|among|within|of|across|amongst)(?: all| the| other| all the)?"
    r"(?: (?:members?|countries|states|allies|member states) (?:of|in))?(?: the)? $",
    _I,
)
MEMBERS = re.compile(
    r"^(?:'s)?[ -](?:members?|countries|states|allies|member states|nations)\b", _I
)
#: "Europe's biggest donor" is the biggest in Europe.
OWN = re.compile(
    r"^['\u2019]s (?:\w+[- ])?(?:largest|biggest|most generous|leading|top|main|highest)\b", re.I
)
COUNTRIES = _any("countr(?:y|ies)", "nations?", "(?:single|individual) (?:states?|donors?)")
ALL_DONORS = _any(
    "all donors", "any donor", "donors together", "the world", "everyone", "everybody"
)

_CARDINALS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20},
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_N = rf"\d{{1,3}}|{'|'.join(_CARDINALS)}"
_NTH = rf"\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}"
_MOST = r"largest|biggest|highest|greatest|most generous|top|leading|most important|most"
TOP = re.compile(rf"\btop[- ](?P<n>{_N})\b|\bthe (?P<n2>{_N}) (?:{_MOST})\b", _I)
NUMBER = re.compile(rf"\b(?:number|no\.|rank(?:s|ed)?(?: at| as)?(?: number)?)\s*(?P<n>{_N})\b", _I)
NTH = re.compile(
    rf"\b(?P<n>{_NTH})(?:[- ](?:{_MOST})\b|(?: \w+)? (?:donors?|places?|placed|supporters?"
    r"|suppliers?|country|provider)\b"
    r"| (?:in|by|per|among|after|overall|behind|relative|worldwide)\b|[.,;]?$)",
    _I,
)
MOST = re.compile(
    rf"\b(?:the|its|{chr(39)}s|world's) (?:{_MOST})\b|\bmore than any(?:one| other| body)?\w*"
    r"|\b(?:gave|give|given|gives|provided|spent|allocated|committed|pledged|sent|delivered|does|done)"
    r" (?:the )?most\b|\b(?:comes|came|ranks|stands) first\b|\bleads\b|\bleading donor\b",
    _I,
)
FIRST_TO = re.compile(
    r"\b(?:one of |among )?the (?:very )?first(?: (?:country|countries|nation|nations|state|states"
    rf"|donor|donors|(?P<n>{_N})))? to\b|\bfirst to\b",
    _I,
)
OTHERS = re.compile(
    r"\b(?:all|the) (?:the )?(?:other\w*|rest)(?: (?:donors|countries|of the world))?(?: together"
    r"| combined| put together| taken together)?|\beveryone else\b|\bthe rest of the world\b",
    _I,
)
_TIMES = rf"twice|thrice|double|(?:\d+(?:\.\d+)?|{'|'.join(_CARDINALS)}) times|half"
NOBODY = re.compile(
    r"\b(?:no (?:other )?(?:country|donor|nation|state|one|party)|nobody|none)\b", re.IGNORECASE
)
NOT = re.compile(
    r"\b(?:not|never|no longer)\b(?! (?:less|more|fewer) than)|\w+n['\u2019]t\b", re.IGNORECASE
)
#: Between names that are meant together.
AND = re.compile(r"^(?:,|,? and|,? as well as|,? plus|,? together with) (?:the )?$")
WITH_MEMBERS = re.compile(r"\b(?:and|with) (?:its|their|the) members?\b", re.IGNORECASE)
COMPARE = re.compile(
    rf"\b(?:(?P<factor>{_TIMES})(?: as (?:much|many|large)\b)?(?: \w+){{0,5}}? (?:as|than|that of)"
    r"|(?P<word>more|less|fewer|higher|lower|larger|smaller)(?: \w+){0,6}? than"
    r"|(?P<exceeds>exceeds?|outspends?|outspent|surpass(?:es|ed)?|overtook"
    r"|ahead of|behind))\b",
    _I,
)
CHANGE = re.compile(
    r"\b(?P<word>doubled|tripled|halved|rose|risen|grew|grown|increas\w+|fell|fallen|dropp\w+|declin\w+"
    r"|decreas\w+|shrank|shrunk|plunged|slumped|went up|went down)\b",
    _I,
)
_DOWN = ("halved", "fell", "fallen", "dropp", "declin", "decreas", "shr", "plunged", "slumped",
         "went down")  # fmt: skip
FRACTION = re.compile(
    r"\b(?:(?P<two>two|three) )?(?:a |one |the )?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?= of\b| the\b)",
    _I,
)
_PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
#: How goods are meant; the first that is found counts.
MANNERS = (
    ("late", _any("late", "delayed", "overdue", "behind schedule", "too late")),
    ("on_time", _any("on time", "in time", "by the deadline")),
    ("price", _any("costs?", "prices?", "priced")),
    ("through", _any("goes through", "passes through", "went through", "transits?", "via")),
    ("capacity", _any("can (?:make|produce|manufacture)", "able to (?:make|produce)", "capacity",
                      "could (?:make|produce)")),
    ("target", _any("will (?:make|produce|deliver|send|reach|have)", "aims?", "plans? to", "target",
                    "goal", "to be delivered", "expect(?:s|ed)", "is due",
                    "wants? to (?:make|reach)")),
    ("output", _any("mak(?:e|es|ing)(?! up)", "made(?! the| a)", "produc(?:e|es|ed|ing|tion)",
                    "manufactur\\w+", "output", "turns out")),
    ("use", _any("fires?", "fired", "firing", "us(?:es|ed|ing)", "shoots?", "consum\\w+")),
    ("need", _any("needs?", "needed", "require\\w*", "asks? for", "asked for", "wants?",
                  "in need")),
)  # fmt: skip
PER_TIME = re.compile(
    r"\b(?:a|per|each|every)[ -](day|week|month|year)\b|\b(dai|month|year)ly\b", _I
)


def first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> tuple[str, str] | None:
    """The first word of a lexicon that the text holds, and how it is said.

    Example:
        >>> first(STAGES, "Estonia has allocated most per head")
        ('allocation', 'allocated')
        >>> first(KINDS, "Estonia is first") is None
        True
    """
    for value, pattern in table:
        match = pattern.search(text)
        if match:
            return value, match[0]
    return None


def number(word: str) -> int:
    """A cardinal or ordinal as a number.

    Example:
        >>> number("ten"), number("4th"), number("second")
        (10, 4, 2)
    """
    low = word.casefold()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    return _CARDINALS.get(low) or int(re.sub(r"\D", "", low))


def factor(word: str) -> float:
    """How many times "twice", "three times", "1.5 times", "half" is."""
    low = word.casefold()
    fixed = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "half": 0.5}
    first_word = low.split()[0]
    if first_word in fixed:
        return fixed[first_word]
    return float(_CARDINALS[first_word]) if first_word in _CARDINALS else float(first_word)


def fraction(match: re.Match[str]) -> float:
    """The share a fraction in words is."""
    part = match["part"].casefold()
    one = _PARTS[part if part in _PARTS else part[:-1]]
    return one * {"two": 2, "three": 3}.get((match["two"] or "").casefold(), 1)


def is_down(word: str) -> bool:
    """Whether a word of change is downwards."""
    return word.casefold().startswith(_DOWN)
