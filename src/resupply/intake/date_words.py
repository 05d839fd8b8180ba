"""Words that dates are made of, as patterns and as numbers."""

import re

from resupply.intake import rx

MONTHS = {
    name: n + 1
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        )
    )
    for name in names.split()
}

DAYS = {
    name: n
    for n, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JANUARY|FEBRUARY|MARCH|APRIL"
    r"|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|AUG|SEPT|SEP"
    r"|OCT|NOV|DEC)\b\.?"
)

MONTH_2 = MONTH.replace("<month>", "<month2>")

#: Glued to what follows on some pages: "21 November 2023Humanitarian Aid".
YEAR = r"(?P<year>(?:19|20)\d\d)(?:\b|(?=[A-Z][a-z]))"

DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"

DAY_2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"

WEEKDAY = (
    r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\."
    r"|Thurs?\.|Fri\.|Sat\.|Sun\.)"
)

TO = r"\s?(?:-|–|—|to|and|through|until)\s?"

NUMBER = r"(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

COUNT = {
    w: n
    for n, w in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve"),
        )
    )
} | {"a": 1, "an": 1}

#: What points to the future in the words before a date.
FUTURE = rx.compile(
    r"\b(?:will|would|to be|due|set to|expected|scheduled|(?<!the )(?<!this )(?<!a )plans?"
    r"|planned|upcoming|is to|are to|going to|ready to|wants? to|hopes? to|offers? to|intends?"
    r"|shall|aims?|target|deadline)\b(?!.*\b(?:said|was|were|had"
    r"|announced)\b)"
    r"|\b(?:next|by|until|till|before|from)\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.DOTALL,
)

_OPENS_WITH_DAY = rx.compile(r"(?:^|[.;\n]\s*|\band\s+)(?:[Oo]n|[Ll]ate on|[Ee]arly on)\s+\Z")
_AHEAD = rx.compile(
    r"(?!.{0,70}?\b(?:said|told|announced|was|were|had)\b)[^.;\n]{0,70}?\b(?:will|is\s+to|are\s+to"
    r"|(?:is|are)\s+(?:due|expected|set|scheduled)|plans?\s+to)\b"
)


def looks_ahead(text: str, start: int, end: int) -> bool:
    """As in "On Saturday the minister is to speak": the verb behind the day tells."""
    return bool(
        _OPENS_WITH_DAY.search(text[max(0, start - 16) : start]) and _AHEAD.match(text, end)
    )


#: The present tense for what is arranged: "leaders meet in Oslo on Thursday".
COMING = rx.compile(
    r"\b(?:meets?|visits|arrives?|begins?|opens|gathers?|convenes?|travels|votes|resumes?"
    r"|starts|hosts|leaves?|departs?|sails?|returns?|expects?|awaits?|takes? place)"
    r"\b[^.,;]{0,50}$"
)
#: A name right before a word that may be a month ("Zinda Jan").
ENDS_IN_NAME = rx.compile(r"\b(?!In|Since|By|From|Until|Till|To|Of|On|Early|Late|Mid)[A-Z][a-z]+ $")
