"""Claims told by a class of verbs or nouns: sums that reach, people served, records, losses.

They stand beside other claims; each covers no more than its own words.
"""

import re
from collections.abc import Iterator

from resupply.intake import numbers, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.claim_ranks import told
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?:(?:about|around|some|over|more than|nearly|almost|at least|only|just|roughly|another"
    r"|approximately|close to|an estimated|fewer than|less than|well over|an additional|a further"
    r"|a total of|the|modest|slightly|mark of|value of|US) )*"
)

# --- sums that reach, pass or come to a figure

_SUMS = (
    r"(?:commitments?|pledges?|contributions?|donations?|investments?|support|aid|assistance|help"
    r"|funding|funds|spending|expenditure|costs?|losses|damages?|contracts|orders|exports?"
    r"|sales|allocations?|loans?|grants?|proceeds|purchases|deliveries|backlog|stockpiles?|total"
    r"|value|volume|sum|amount|number|toll|capacity)"
)
_REACHED = rx.compile(
    rf"\b{_SUMS}\b[^.;:!?\n]{{0,90}}?\b(?:com(?:e|es|ing) to|came to|(?:go|goes|gone|went) "
    r"(?:past|above|over|beyond)|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp?(?:s|ed)"
    r"|pass(?:es|ed)|reach(?:es|ed|ing)?|amount(?:s|ed|ing)? to|total(?:s|l?ed|l?ing)?"
    r"|st(?:and|ands|ood) at|(?:climb|rise|risen|grow|grown|jump|increase)(?:s|ed|ing)? to|rose to"
    r"|remain(?:s|ed)?(?: at)?|swell(?:s|ed)? (?:to|past)|swollen (?:to|past)"
    r"|grew to|r[au]n to|adds? up to|cross(?:es|ed)|hit|hits)"
    rf" {_ABOUT}$"
)


#: Such as "some 7 million has already been spent".
_ALREADY = rx.compile(
    r" (?:has|have|had) (?:already|so far|now) been (?:spent|committed|pledged|allocated|paid"
    r"|disbursed|raised|collected|invested|used|contributed|provided|approved|secured)\b"
)


#: What several gave adds up, though a verb of giving may be near.
_SEVERAL = rx.compile(
    r"(?:commitments|pledges|contributions|donations|investments|contracts|orders|exports|sales"
    r"|purchases|allocations)\b"
)
_ASKED = rx.compile(r"\b(?:requirements?|needs?|gap|appeal|shortfall|required)\b")


def reached(scene: Scene) -> Iterator[Draft]:
    """Such as "the loans had gone past 6 billion", "Finnish help comes to 3 billion"."""
    page = scene.page
    taken = scene.given | scene.needed
    for thing in page.things:
        if not thing.money:
            if thing.values and thing.sort in ("unknown", "people", "goods"):
                yield from _risen(scene, thing)
            continue
        given = _ALREADY.match(page.text, thing.end)
        found = _REACHED.search(page.text, max(0, thing.start - 150), thing.start)
        several = found is not None and _SEVERAL.match(found[0])
        grown = found if several or id(thing) not in taken else None
        if not given and (grown is None or _ASKED.search(grown[0])):
            continue
        first = page.index(grown.start()) if grown and not given else thing.first
        value = thing.money.amounts[0]
        yield draft(scene, first, thing.last - 1, "total", value, "claim.reached", False)


#: Such as "Overall Dutch support in 2024 comes to": by its words all that was given.
_OVERALL_WORD = rx.compile(r"\b(?:[Oo]verall|[Tt]otal|[Cc]ombined|[Cc]umulative|[Aa]ggregate) ")
_OVERALL = rx.compile(
    r"\b(?:[Oo]verall|[Tt]otal|[Cc]ombined|[Cc]umulative"
    r"|[Aa]ggregate) (?:[\w’'-]+ ){0,4}?(?:support|aid"
    r"|assistance|help|funding|contributions?|commitments?|spending|donations)\b[^.;:\d!?\n]{0,50}?"
    r"(?: (?:in|for|since) (?:[A-Z]\w+ )?(?:19|20)\d\d)? (?:has |have |had |now |thus |already )*"
    r"(?:come[s]?|came|amount(?:s|ed)|stands?|stood|reach(?:es|ed)|exceed(?:s|ed)|pass(?:es|ed)|rose"
    rf"|grown|grew|totals?|totall?ed|adds? up|is|was|are|were)(?: to| at| now)* {_ABOUT}$"
)


def overall(scene: Scene) -> Iterator[Draft]:
    """Such as "Overall Dutch support in 2024 comes to 3 billion euros"."""
    page = scene.page
    if not _OVERALL_WORD.search(page.text):
        return
    for thing in page.things:
        lead = max(0, thing.start - 150)
        found = _OVERALL.search(page.text, lead, thing.start) if thing.money else None
        if found and not _ASKED.search(found[0]):
            first = page.index(found.start())
            yield draft(scene, first, thing.last - 1, "total", thing.figure, "claim.overall", False)


_NUMBER = rx.compile(
    r"\b(?:number|toll|count|total)(?: of)? [^.;:]{0,70}?\b"
    r"(?:has|have|had|was|is|are|will)?(?: now| already| since)? ?"
    r"(?:ris(?:en|es|e)|rose|pass(?:ed|es)|reach(?:ed|es)|exceed(?:ed|s)|grown|grew|climb(?:ed|s)"
    r"|fall(?:en|s)|fell|topp?(?:ed|s)|surpass(?:ed|es)|stands?|stood|dropped|swollen|come|came)"
    r"(?: (?:in|since) (?:[A-Z]\w+ )?(?:19|20)\d\d| (?:this|last) year)?"
    rf"(?: to| above| past| over| beyond| at| below| from)* {_ABOUT}$"
)


def _risen(scene: Scene, thing: Thing) -> Iterator[Draft]:
    """Such as "the number of displaced people has risen above 2 million"."""
    page = scene.page
    found = _NUMBER.search(page.text, max(0, thing.start - 130), thing.start)
    if found and thing.values[0] > 10:
        first = page.index(found.start())
        yield draft(
            scene, first, thing.last - 1, "count", thing.values[0], "claim.number_of", False
        )


# --- people who are served

_SERVING = rx.compile(
    r"\b(?:reach(?:es|ed|ing)?|help(?:s|ed|ing)?|assist(?:s|ed|ing)?|feed(?:s|ing)?|fed"
    r"|serv(?:es|ed|ing)|support(?:s|ed|ing)?|benefit(?:s|ed|ing)?|shelter(?:s|ed|ing)?"
    r"|treat(?:s|ed|ing)|train(?:s|ed|ing)|vaccinat(?:es|ed|ing)|cover(?:s|ed|ing)?|hosts?|hosting"
    r"|(?:go|goes|went|gone) to|(?:given?|gave|giving|provid\w+|offer\w*) (?:shelter|refuge|asylum"
    r"|a home|protection|sanctuary|care|treatment|help|support|assistance) (?:to|for)"
    rf"|welcom\w+|took in|taken in|receiv(?:ed|ing)) (?:directly |indirectly )?{_ABOUT}$"
)
_SERVED = rx.compile(
    r"(?: in [A-Z]\w+)? (?:(?:have|had|has|were|are|will|can|would)(?: be| been| also| already| now"
    r"| since)* )?(?:helped|assisted|reached|served|supported|treated|fed|trained|vaccinated"
    r"|evacuated|sheltered|given|got|receive[ds]?|benefit(?:ed)?|had access)\b"
)


_TO_DO = rx.compile(
    r"\b(?:to|can|could) (?:shelter|reach|help|assist|feed|serve|support|treat|train|benefit)\b"
)
#: They are trained and sent, and no need is told by their number.
ARMED = frozenset(["soldier", "troop", "recruit", "serviceman", "personnel", "fighter", "force"])


def served(scene: Scene) -> Iterator[Draft]:
    """Such as "bread went to 4,000 people", "6,000 girls were helped"."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "people" or not thing.values or thing.values[0] < 1000:
            continue
        if thing.head in ARMED:
            continue
        before = _SERVING.search(page.text, max(0, thing.start - 110), thing.start)
        if before and _TO_DO.search(page.text, max(0, before.start() - 40), before.end()):
            continue  # "appeals for 3 million to reach": what is asked for
        if before or _SERVED.match(page.text, thing.end):
            first = thing.first
            yield draft(
                scene, first, thing.last - 1, "count", thing.values[0], "claim.served", False
            )


# --- records

_RECORD = rx.compile(
    r"\b(?:hit|hits|hitting|reach\w*|set|sets|setting|broke|breaks|breaking|at|mark\w*) "
    r"(?:(?:a|an|another|one more|yet another|new|all-time|the) )+record\b"
    r"|\b[Rr]ecord[- ](?:highs?|lows?|levels?|numbers?|sums?|amounts?|figures?|orders?|volumes?"
    r"|drops?|shortfalls?|(?<!to record )(?<!track record )(?:[a-z]+ )?(?:aid|support|assistance"
    r"|help"
    r"|funding|contributions?|packages?|donations?|spending|pledges?|commitments?))\b"
)


def records(scene: Scene) -> Iterator[Draft]:
    """Such as "thefts have hit a new record", "at record levels"."""
    if "ecord" not in scene.page.text:
        return
    for found in spotting.finditer(_RECORD, scene.page.text):
        yield from told(scene, found, "ranking", 1, "record")


# --- what war costs

_WAR = rx.compile(
    r"\b(?:destroy(?:ed|ing|s)?|damag(?:ed|ing|es)|stolen|looted|captur(?:ed|ing)|seized|lost"
    r"|shot down|downed|intercept(?:ed|s|ing)|launch(?:ed|es|ing)|fir(?:ed|es|ing)|dropped"
    r"|hit|struck|attacked (?:by|with)|sank|sunk|wrecked|knocked out) "
    rf"{_ABOUT}(?:up to )?$"
)


#: A few of them are told by `claim_harm`.
_DOWNED = rx.compile(r"shot down|downed|intercept")


def war(scene: Scene) -> Iterator[Draft]:
    """Such as "has stolen 47 lorries", "was attacked by 30 boats"."""
    page = scene.page
    for thing in page.things:
        if thing.sort not in ("goods", "unknown") or not thing.values or thing.unit:
            continue
        if thing.values[0] < 5 or thing.money:
            continue
        found = _WAR.search(page.text, max(0, thing.start - 50), thing.start)
        if found and (thing.values[0] >= 10 or not _DOWNED.match(found[0])):
            first = page.index(found.start())
            yield draft(scene, first, thing.last - 1, "count", thing.values[0], "claim.war", False)


# --- compared

_THAN = rx.compile(
    r"\b(?:is|are|was|were|remains?|stays?|be) (?:\w+ly |still |now |far |much |well |a little )*"
    r"(?:greater|higher|larger|lower|smaller|bigger|less|more|fewer|stronger|weaker|faster"
    r"|slower|cheaper|(?:above|below|beyond)(?= (?:what|the|last|that|those|its|their)))"
    r"(?:(?<!more)(?<!less)(?: \w+){0,3}? than|(?: \w+){1,3}? than"
    r"| (?:what|the|last|that|those|its|their)\b)"
    r"|\b(?:went|go|goes|gone|fell|falls?|comes?|came) (?:far |well |just |slightly )?"
    r"(?:beyond|above|below) (?:what|the|last|that|those|its|their)\b"
    r"|\b(?:far|much|considerably|slightly|well) (?:above|below|beyond) (?:what|the|last|that)\b"
    r"|\b(?:far|much|considerably|significantly) (?:more|less|fewer) than (?!one|a |two|three|\d)"
    r"|\b\d[\d.]* ?(?:%|per ?cent|percent) (?:less|more|fewer|higher|lower|larger|smaller)\b"
    r"|\b(?:equals|equal(?:led|ed)|would equal|could equal"
    r"|(?:is|are|was|were|be) (?:equal|equivalent) to"
    r"|(?:is|are|was|were|be) the equivalent of) "
    r"|\b(?:down|up)(?: (?:in|since) (?:[A-Z]\w+|(?:19|20)\d\d)| (?:this|last) \w+)? from "
    r"(?=[€$£]?\d)"
    r"|\b(?:more|less|fewer|higher|lower) than the (?=(?:[€$£]|US|EUR)? ?\d)"
    r"|\b\d[\d.]* ?(?:%|per ?cent|percent)[- ](?:rise|increase|drop|fall|decline|surge|jump"
    r"|reduction|decrease|growth)\b"
    r"|\b(?:dropped|fell|fallen|rose|risen|grew|grown|increased|decreased|shrank|shrunk|declined"
    r"|jumped|surged|soared|climbed|plunged|slumped|tumbled|plummeted) (?:by )?(?:about |around "
    r"|some |nearly |almost |over |more than |up to |as much as |at least )?"
    r"\d[\d.]* ?(?:%|per ?cent|percent)"
)


_PER_CENT = rx.compile(r"\b\d+(?:\.\d+)?(?= ?(?:%|per ?cent))")
#: What markets do all day is no claim about aid.
_TRADE = rx.compile(r"\b(?:prices?|[Ii]nflation|GDP|profits?|[Ss]tocks|[Ss]hares|[Cc]rude)\b")


def compared(scene: Scene) -> Iterator[Draft]:
    """Such as "is greater than the hall", "25 percent less rice", "down from 8 million"."""
    page = scene.page
    for found in spotting.finditer(_THAN, page.text):
        at = page.index(found.start())
        if at >= len(page.words):
            continue
        if _TRADE.search(page.text, max(0, found.start() - 60), found.end() + 30):
            continue
        begin, end = page.sentence(at)
        near = [t for t in page.things_in(begin, end) if (t.values or t.money) and t.sort != "time"]
        near = [t for t in near if found.start() - 40 < t.end and t.start < found.end() + 40]
        values = [t.figure for t in near]
        ranges = [t.values for t in near if len(t.values) == 2 and not t.money]
        values = list(ranges[0]) if ranges else values  # "up from 89 to 111"
        value = values[0] if len(values) == 1 else values or None
        share = _PER_CENT.search(found[0])
        yield from told(scene, found, "comparison", float(share[0]) if share else value, "than")


# --- the only one, one of the most, the toll that is put

_ONLY = rx.compile(
    r"\b(?:is|are|was|were|remains?|being|as) (?:still |now )?the only (?:[\w-]+ ){1,4}?"
    r"(?:that|to|which|with|in|equipped|able|left|still|of|from|who)\b"
)
_MOST = rx.compile(
    r"\b(?:is|are|was|were|remains?) (?:one of|among) the (?:world['’]s )?most [a-z]+ "
    r"(?:[\w-]+ ){0,4}?(?:systems?|countries|places?|weapons?|crises|emergencies|donors|allies"
    r"|supporters|regions|conflicts|environments|partners|operations|aircraft|vehicles|drones)\b"
)
_PUT_AT = rx.compile(
    rf"\b(?:puts?|put|raised|revised) (?:the |its )?(?:\w+ )?(?:toll|number|count|tally) "
    rf"(?:of [\w -]{{2,40}}? )?(?:at|to) {_ABOUT}(?P<n>\d[\d,]*)"
)


def singled_out(scene: Scene) -> Iterator[Draft]:
    """Such as "is the only crossing that", "among the most reliable donors", "put the toll at"."""
    page = scene.page
    for cue in (_ONLY, _MOST):
        for found in spotting.finditer(cue, page.text):
            rank = 1 if cue is _ONLY else None
            yield from told(scene, found, "ranking", rank, "only" if rank else "most")
    for found in spotting.finditer(_PUT_AT, page.text):
        value = float(found["n"].strip(",").replace(",", ""))
        yield from told(scene, found, "count", value, "put_at")


# --- so many that are there

_THERE = rx.compile(
    r"\b[Tt]here (?:are|were|have been)(?: now| already| currently| still)? "
    rf"{_ABOUT}(?P<n>\d[\d,]*|[a-z]+) (?:[\w-]+ )?(?:countries|states|nations|donors|members"
    r"|partners|allies|people|refugees|families|children|hospitals|camps|cases|attacks|sites)\b"
)


def there(scene: Scene) -> Iterator[Draft]:
    """Such as "there are 12 states with such boats"."""
    for found in spotting.finditer(_THERE, scene.page.text):
        plain = found["n"].replace(",", "")
        value = float(plain) if plain.isdigit() else numbers.worded(plain)
        if value and value > 2:
            yield from told(scene, found, "count", value, "there_are")


# --- shares of a whole

_OF_WHOLE = rx.compile(
    r"(?: ?%| ?per ?cents?)? of (?:(?:the|its|their|our|all|total|entire|whole|annual|national"
    r"|world['’]s|country['’]s|global) )+[a-zA-Z]"
)


def shares(scene: Scene) -> Iterator[Draft]:
    """Such as "9 million, or 3% of its whole budget": a share beside another figure."""
    page = scene.page
    for thing in page.things:
        if thing.sort == "share" and thing.values and _OF_WHOLE.match(page.text, thing.end):
            lead = page.text[max(0, thing.start - 30) : thing.start].lower()
            if not re.search(r"\b(?:not|price|prices|shares|by) (?:\w+ )?$", lead):
                yield draft(
                    scene,
                    thing.first,
                    thing.last - 1,
                    "share",
                    thing.values[0],
                    "claim.share_of",
                    False,
                )


READERS = (compared, reached, served, records, war, singled_out, there, shares)
