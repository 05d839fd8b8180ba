"""Goods and sums of the news of aid that nobody gives: what is at work, what lacks, what once came.

Read from the words right before and behind a thing; no verb is looked for.
"""

from resupply.intake import lexicon, rx
from resupply.intake.need_words import UNLESS
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.tolls import is_toll

_CARRIERS = lexicon.words("judging.carriers")
#: Such as "a $9 million funding gap": what lacks.
_GAP = rx.compile(
    r"[ -](?:(?:funding|financing|budget|resource|humanitarian|critical|major|net|flash|emergency"
    r"|joint|new|revised) )*(?:shortfall|gap|deficit|shortage|appeal|cut|loss|losse)s?\b"
    r"| (?:still |urgently )?(?:sought|requested|required|needed|appealed for|asked for)\b"
)
#: Such as "blood-stopping": of what kind another thing is.
_PART_OF_A_WORD = rx.compile(r"-[a-z]{3,}(?:ing|ed|free|related|based|resistant)\b")
#: Such as "$9 million is urgently needed".
_IS_NEEDED = rx.compile(
    r" (?:(?:this|next) year )?(?:is|are|was|were|will be|would be|remains?) "
    r"(?:\w+ly |also |still |now |badly )*"
    r"(?:needed|required|sought|lacking|missing|unfunded|unmet|outstanding)\b"
)
#: Such as "19 bakeries supported by WFP are open": what is at work.
_AT_WORK = rx.compile(
    r"(?: (?:[a-z]+ed (?:by|with) (?:the )?\w+|(?:across|in|inside) (?:[A-Z]\w+ ?){1,3}))?"
    r" (?:is|are|was|were|remains?) (?:\w+ly |now |still |only |again )*"
    r"(?:operational|functional|functioning|operating|open|closed|shut|out of service"
    r"|overcrowded|overwhelmed|inoperable|non-functional)\b"
)
#: Such as "40 tonnes of flour have rotted": what nobody will get.
_WASTED = rx.compile(
    r"(?: (?:has|have|had|is|are|was|were|will|being|been|could|may|left|to|risks?))*"
    r" (?:rot(?:s|ted|ting)?|spoil\w*|(?:go|goes|going|gone|went) (?:bad|to waste|off)|expir\w+"
    r"|decay\w*|perish\w*|looted|stolen|wasted|thrown away|dumped|plundered|ransacked)\b"
)
#: Such as "to refill its three warehouses": where the goods go.
_REFILLS = rx.compile(
    r"\b(?:replenish|restock|refill|resuppl)\w* (?:[\w’']+ ){0,3}$",
)
_STORES = frozenset(["warehouse", "hospital", "pharmacy", "clinic", "depot", "facility", "centre"])
#: Such as "before the war 500 lorries came each day".
_ONCE = rx.compile(
    r"\b(?:[Bb]efore|[Pp]rior to|[Pp]re-?) ?(?:the |this |its )?(?:current |latest |recent )?"
    r"(?:war|conflict|siege|blockade|closures?|escalation|fighting|crisis|hostilities|crossings?"
    r"|October|7 October|2 March)\b"
)
_EACH_DAY = rx.compile(r"\b(?:daily|(?:a|per|each|every) (?:single )?(?:day|week|month))\b")
#: Such as "the daily volume of goods entering", "None of the lorries".
_VOLUME_OF = rx.compile(
    r"\b(?:(?:volume|level|flow|rate)s? of"
    r"|(?:ha[sd]|have|holds?|keeps?) (?:an? )?(?:\w+ )?(?:stock|stockpile|reserve)s? of"
    r"|[Nn](?:one|either) of(?: the)?(?: \w+){0,2} (?:have|has|had)"
    r"(?: ever)? \w+) (?:\w+ly )?(?:the )?$"
)
#: Such as "as part of the EU's air bridge".
_PART_OF = rx.compile(
    r"\b(?:as (?:a )?part of|in(?: the)? framework of|within(?: the)? framework of) "
    r"(?:the |its |their |our |an? )?(?:[\w.]+['’]s? )?$"
)
#: Such as "attacked people in a queue for aid with their drones".
_UNDER = rx.compile(r"\b(?:under|as per) (?:the |its |their |our |an? )?(?:[\w.]+['’]s? )?$")
_PLANS = frozenset(["package", "programme", "program", "scheme", "plan", "initiative", "tranche"])
#: Such as "Finland has 200 tanks": what an army has.
_OWNS = rx.compile(
    r"(?:army|navy|air force|military|forces|country|itself|\b[A-Z][a-z]+)"
    r"(?: itself| still| only| currently| now| also)?"
    r" (?:has|have|had|owns?|operates?|possess(?:es)?)"
    r"(?: about| some| around| only| over| more than| up to)* $"
)
_FOR_OTHERS = rx.compile(r"[^.;]{0,30}\b(?:for|ready|available|spare|on (?:its|the|their) way)\b")
_STRUCK_WITH = rx.compile(
    r"\b(?:attack\w*|struck|hit|shell(?:ed|ing)|bomb(?:ed|ing)|target(?:ed|ing)|kill\w*|fired)\b"
    r"[^.;]{0,160}\bwith (?:their |its |a |an |the |two |several )*$"
)
_ARMS = frozenset(["drones", "missiles", "ammunition", "artillery", "aircraft", "small_arms"])
_FIELDED = _ARMS | {"armour"}
_TOLL = rx.compile(r"\b(?:deaths?|killed|dead|injured|wounded|died)\b[^.;]{0,40}$")
_MINUTES = rx.compile(r"[ -]?min(?:ute)?s?[ -]read\b")
_CLAUSE_ENDS = rx.compile(r"[,;:—–]|\b(?:compared|while|but|than|down|up|against|versus)\b")
#: What leads to carriers that only bring the goods: "by a convoy of", "with the support of".
_BROUGHT_BY = rx.compile(
    r"\b(?:by|in|on|aboard) (?:an? |the )?(?:[a-z]+ )?(?:convoy|fleet|column|caravan) of $"
    r"|\bwith (?:the )?(?:support|help|assistance|aid) (?:of|from) [^.;:]{0,80}$"
)
#: Such as "will be a great help": what something is to those who get it.
_IS_A_HELP = rx.compile(r"\b(?:be|been|is|was|are|were) (?:of |an? )(?:[a-z]+ )?$")
_EVACUATES = rx.compile(r"\b(?:evacuation|repatriation|deportation) (?:flight|plane|convoy)s?$")


#: What people do and sums do not.
_PEOPLE_DO = frozenset(
    [
        *(
            "face",
            "faced",
            "facing",
            "need",
            "needed",
            "live",
            "lived",
            "lack",
            "suffer",
            "suffered",
        ),
        *("fled", "remain", "depend", "rely", "struggle", "survive", "struggled"),
        *("who", "people", "starve", "endure", "experience"),
    ]
)


def are_people(page: Page, thing: Thing) -> bool:
    """Whether a bare number counts people ("but 25 million face hunger")."""
    behind = page.words[thing.last].low if thing.last < len(page.words) else ""
    return behind in _PEOPLE_DO or is_toll(page, thing)


def is_idle(page: Page, thing: Thing) -> bool:
    """Whether the words around a thing say that it is at work, lacking, or of former days.

    Args:
        page: The text.
        thing: Goods or a sum.
    """
    text = page.text
    if any(cue.match(text, thing.end) for cue in (_GAP, _IS_NEEDED, _WASTED)):
        return True
    if is_toll(page, thing):
        return True
    if thing.family == "aid" and _IS_A_HELP.search(text, max(0, thing.start - 24), thing.start):
        return not (thing.values or thing.money)
    if not thing.values and _PART_OF_A_WORD.match(text, thing.end):
        return True
    if thing.money:
        return bool(UNLESS.search(text, max(0, thing.start - 90), thing.start))
    if thing.number_span and _MINUTES.match(text, thing.number_span[1]):
        return True
    begin = max(0, thing.start - 50)
    if text.find("of ", begin, thing.start) >= 0:
        part = not thing.values and _PART_OF.search(text, begin, thing.start)
        if part or _VOLUME_OF.search(text, begin, thing.start):
            return True
    if thing.head in _PLANS and not thing.values and _UNDER.search(text, begin, thing.start):
        return True  # "tanks under its assistance package"
    owned = thing.family in _FIELDED and _OWNS.search(text, begin, thing.start)
    if owned and not _FOR_OTHERS.match(text, thing.end):
        return True
    if thing.family in _ARMS and _STRUCK_WITH.search(text, max(0, thing.start - 220), thing.start):
        return True
    if thing.family == "rescue" and _TOLL.search(text, max(0, thing.start - 50), thing.start):
        return True
    if _AT_WORK.match(text, thing.end) or _EVACUATES.search(text, thing.start, thing.end):
        return True
    before = page.words[thing.first - 1].low if thing.first else ""
    each = before in ("each", "every") and not thing.values and "-" not in thing.item
    if each and not page.things_in(max(0, thing.first - 4), thing.first):
        return True  # "Each blanket matters"
    if thing.head in _STORES and _REFILLS.search(text, max(0, thing.start - 60), thing.start):
        return True
    counted = thing.head in _CARRIERS and bool(thing.values)
    return counted and (_only_brings(page, thing) or _came_once(page, thing))


def _only_brings(page: Page, thing: Thing) -> bool:
    """Such as "with the support of the army and two helicopters": what others came with."""
    begin, _ = page.sentence(thing.first)
    return bool(_BROUGHT_BY.search(page.text, page.words[begin].start, thing.start))


def _came_once(page: Page, thing: Thing) -> bool:
    """Such as "500 lorries a day before the war": how many used to come."""
    begin, end = page.sentence(thing.first)
    first, last = page.words[begin].start, page.words[end - 1].end
    if not _ONCE.search(page.text, first, last):
        return False
    stop = _CLAUSE_ENDS.search(page.text, thing.end, last)
    return _EACH_DAY.search(page.text, thing.end, stop.start() if stop else last) is not None
