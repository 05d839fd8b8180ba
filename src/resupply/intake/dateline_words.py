"""Words at the head of a text: how a place is written, what is no place, what is beside a day."""

import re

from resupply.intake import rx
from resupply.intake.dates import Dated
from resupply.intake.wordlists import words as words_of

NOT_PLACES = words_of(
    "update breaking exclusive factbox live analysis watch video press statement opinion news"
    " explainer photo fact media"
    " release remarks readout note highlights summary key background context situation flash"
    " report humanitarian appeal"
    " published posted updated issued released created modified dated printed reviewed edited"
    " joint communique declaration speech interview q&a urgent alert correction timeline date"
    " today menafn albawaba ukrinform reuters xinhua anadolu interfax"
    " by veröffentlicht publié publicado pubblicato"
    " source mon tue tues wed thu thur thurs fri sat sun file"
)
#: What may stand in front of a day.
BEFORE_DATE = rx.compile(
    r"(?:(?:date|published|posted|issued|released|(?:last )?updated|as of|kyiv time)\s*:?\s*"
    r"|[^\n]{0,80}[,\s](?:posted|published|updated|issued)(?:\son)?:?\s+"
    r"|[^\n|•]{0,110}[|•–—-]\s*|[^\n.]{4,90},\s+|[^\n]{0,110}\((?:as of\s)?"
    r"|[^\W\d_A-Za-z][^\W\d_]{3,20}:?\s+|[^\n.]{2,60}\s(?=on\s))?(?:on\s*:?\s+)?"
    r"(?:(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?,?\s+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"day,?\s+)?",
    re.IGNORECASE,
)
LABELLED = rx.compile(
    r"(?:date|published|posted|issued|(?:last )?updated)\b|[^\W\d_A-Za-z][^\W\d_]{3,20}:?\s"
    r"|[^\n]{0,80}[,\s](?:posted|published|updated|issued)(?:\son)?:?\s+\Z",
    re.IGNORECASE,
)
#: What may stand behind it.
AFTER_DATE = rx.compile(
    r"\s*(?:року,?\s*)?(?:[|•)–—:-]|$|\n|,?\s*(?:о\s+)?(?:at\s+|[Hh]our:?\s+|[Tt]ime:?\s+|[A-Z]{2,4}\s+)?\d\d?[:.]\d\d|\s*/)|(?<=\d\d\d\d)(?=[A-Z])"
)
#: "Lima: July 15, 2022" in a line of its own: the town, then the day behind a colon.
TOWN_THEN_DAY = rx.compile(
    r"(?P<place>[A-ZÀ-Þ][\w'’À-ž-]+(?: [A-ZÀ-Þ][\w'’À-ž-]+){0,2})\s?:\s+(?:[A-Z][a-z]{2,8},?\s+)?"
)
#: "November 27, 2024 (PORT SUDAN) - ": the day first, then the place in brackets.
DAY_THEN_PLACE = rx.compile(
    r"\s*(?P<open>\()?(?(open)|[–—-]\s)(?P<place>[A-ZÀ-Þ][\w'’.À-ž -]{2,28}?)"
    r"(?(open)\)\s*[–—-]{1,3}|\s?[:–—])\s"
)
#: "World Bank | Washington DC | Updated: 15-12-2023": the place between bars before a day.
BARRED = rx.compile(
    r"[|•]\s*(?P<place>[A-ZÀ-Þ][\w'’. -]{2,28}?)(?:,\s[A-Z][\w. ]{2,20})?\s*[|•]\s*"
    r"(?:[A-Za-z ]{4,14}:?\s*)?(?:on\s+)?\Z"
)
#: "08-05-2024 08:30 PM, Aden": a town behind the hour.
THEN_TOWN = rx.compile(
    r"(?P<clock>,?\s+\d\d?[:.]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?)?\s?[,|–—-]\s?(?P<place>[A-Z][\w’'-]+"
    r"(?:\s[A-Z][\w’'-]+)?)\s*\Z"
)
#: A second dash, or the end of the line, behind a day.
BEHIND_DASHED = rx.compile(r"\s*(?:[–—:]|--?(?=\s)|\n|\Z)")
#: A sentence or caption behind a day.
OPENS_TEXT = rx.compile(r"\s+[A-ZÀ-Þ“\"«]")
_YEAR = rx.compile(r"(?:19|20)\d\d")


def whole_day(text: str, dated: Dated) -> bool:
    """Whether a day is told with its year."""
    return len(dated.iso) == 10 and bool(_YEAR.search(text, dated.start, dated.end))


def is_title(rest: str) -> bool:
    """Whether a title or a day stands behind the mark, and no sentence."""
    words = rest.split()
    small = [w for w in words if w.islower() and len(w) > 3]
    return bool(words) and not small


def titled(place: str) -> str:
    """TIRANA as Tirana; what is written in small letters stays."""
    place = re.sub(r"(?<=[A-Z]{3})\s+[A-Z][a-z]{1,4}\.$", "", place.strip()).strip(" .,")
    if place.upper() != place or (len(place) <= 3 and "." in place):
        return place
    return re.sub(r"[^\W_]+(?:['’][^\W_]+)*", lambda w: _word(w[0]), place)


def _word(word: str) -> str:
    """N'DJAMENA as N'Djamena, but not SANA'A as Sana'A."""
    first, mark, rest = word.replace("’", "'").partition("'")
    return first.capitalize() + mark + (rest.capitalize() if len(first) == 1 else rest.lower())
