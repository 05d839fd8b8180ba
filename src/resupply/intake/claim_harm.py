"""Claims of harm, of single years, and of how many there have been by now.

Deaths, cases and what was shot down are told to be counted; what somebody got or spent in a year
that is over sums up; "this is the ninth" counts all before it.
"""

from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import numbers, rx, spotting
from resupply.intake.claim_clause import draft, figures_behind
from resupply.intake.claim_ranks import told
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|up to|only|just|roughly"
    r"|approximately) )*"
)
#: Harm that is counted; "in 12 cases" says how often something was done.
_HARM = rx.compile(
    r"(?<![\w.,-])(?<!\b[Ii]n )(?P<n>\d[\d,]*) "
    r"(?:(?!million|billion|thousand|hundred|per)[a-z-]+ )?"
    r"(?:cases|deaths|fatalities|injuries|infections|casualties"
    r"|(?:injured|wounded|hurt|dead|missing)(?= (?:and|in|so|after|since|as)\b|[.,;)]))\b"
)
#: What is fired and brought down.
_SHOT = rx.compile(
    rf"\b(?:shot down|(?<!be )downed|brought down|intercepted) {_ABOUT}"
    r"(?P<n>\d[\d,]*|[a-z]+)(?: of (?:the )?\d[\d,]*)? "
    r"(?:(?!of\b)[\w-]+ ){0,3}?(?:drones|missiles|rockets|UAVs|Shaheds|targets)\b"
)
_YEAR = rx.compile(
    r"\b[Ii]n (?:(?:19|20)\d\d(?: alone)?|(?:recent|past|previous|earlier) years),? "
    r"(?:[\w’'-]+ ){1,4}?(?:got|received|gave|raised|spent|sent|provided|delivered|exported"
    rf"|imported|produced|bought|paid) {_ABOUT}(?=[$€£\d]|[A-Z]{{2,3}} ?[$\d])"
)
_NTH = rx.compile(
    r"\b(?:[Tt]h(?:is|at) (?:is|was|will be) (?:already |now )?(?:the|our|its|their) "
    rf"|already (?:the|our|its|their) )(?P<nth>(?!first\b)(?:{cues.NTH}))(?:[ –-]+[\w-]+){{1,3}}?"
    r"(?= (?:that |which )?(?:we|they|he|she|it|of|for|to|from|with|since|this|in)\b|[.,])"
)
#: What is counted by the calendar, or is met at.
_CALENDAR = rx.compile(
    r"\b(?:days?|weeks?|months?|years?|anniversary|winter|summer|century|birthday|meetings?"
    r"|sessions?|summit|rounds?|largest|biggest|highest|most|best|worst)\b"
)


def harm(scene: Scene) -> Iterator[Draft]:
    """Such as "294 confirmed cases and 21 deaths"."""
    for found in spotting.finditer(_HARM, scene.page.text):
        value = float(found["n"].replace(",", ""))
        if value > 1 and not 1990 < value < 2050:
            yield from told(scene, found, "count", value, "harm")


def shot(scene: Scene) -> Iterator[Draft]:
    """Such as "air defence shot down nine drones"."""
    for found in spotting.finditer(_SHOT, scene.page.text):
        plain = found["n"].replace(",", "")
        value = float(plain) if plain.isdigit() else numbers.worded(plain)
        if value:
            yield from told(scene, found, "count", value, "shot")


def years(scene: Scene) -> Iterator[Draft]:
    """Such as "In 2024 it got about $380 million", where no gift is told."""
    page, gifts = scene.page, scene.given
    for found in spotting.finditer(_YEAR, page.text):
        near = (t for t in figures_behind(page, found) if t.money or t.values)
        thing = next((t for t in near if id(t) not in gifts), None)
        if thing is not None:
            kind, at = "total" if thing.money else "count", page.index(found.start())
            yield draft(scene, at, thing.last - 1, kind, thing.figure, "claim.year", False)


def nths(scene: Scene) -> Iterator[Draft]:
    """Such as "this is the 9th bath house that we have sent"."""
    for found in spotting.finditer(_NTH, scene.page.text):
        if not _CALENDAR.search(found[0]):
            yield from told(scene, found, "count", cues.ordinal(found["nth"]), "this_nth")


#: Those whose harm a verb tells: "148 others are missing", "could push a million into hunger".
_LEFT = rx.compile(
    r"(?<![\w.,-])(?P<n>\d[\d,]*) (?:others?|more|civilians?|residents?|villagers?|students?"
    r"|soldiers|workers) (?:(?:are|were|remain(?:ed)?|is|was|have been|had been|still|also|now"
    r"|listed as|reported|believed|feared|said to be) )+"
    r"(?:missing|injured|wounded|hurt|dead|unaccounted for|killed|trapped|stranded|homeless)\b"
)
_DRIVEN = rx.compile(
    r"\b(?:push|plung|driv|drove|tip|thrust|throw|threw|forc|leav|left|expos|put|condemn|uproot"
    r"|displac|depriv)(?:e|es|ed|ing|s|ping|n|ped)? (?:another |a further "
    rf"|an? estimated )?{_ABOUT}$"
)
_INTO = rx.compile(
    r"[^.;:]{0,50}? (?:into|from [a-z]+ (?:levels? )?to|out of|at risk|to (?:the )?(?:brink"
    r"|risk|edge)"
    r"|to (?:extreme |acute |severe )?(?:hunger|famine|poverty|starvation|malnutrition)"
    r"|without|homeless|hungry|of)\b"
)


#: Such as "1.7 million people worst hit by the crisis".
_STRUCK = rx.compile(
    r" (?:who (?:are|were|have been) )?(?:(?:worst|hardest|most|badly|severely|directly)[- ])?"
    r"(?:hit|affected|displaced|uprooted|struck|stranded) by\b"
)


def left(scene: Scene) -> Iterator[Draft]:
    """Such as "148 others are missing", "could push 13 million people into hunger"."""
    page = scene.page
    for found in spotting.finditer(_LEFT, page.text):
        yield from told(scene, found, "count", float(found["n"].replace(",", "")), "left")
    for thing in page.things:
        if thing.sort not in ("people", "unknown") or not thing.values or thing.values[0] < 1000:
            continue
        led = thing.number_span[0] if thing.number_span else thing.start
        driven = _DRIVEN.search(page.text, max(0, led - 60), led)
        struck = thing.sort == "people" and _STRUCK.match(page.text, thing.end)
        if struck or (driven and _INTO.match(page.text, thing.end)):
            yield draft(
                scene, thing.first, thing.last - 1, "count", thing.values[0], "claim.driven", False
            )


READERS = (harm, left, shot, years, nths)
