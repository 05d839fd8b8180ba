"""What a bare sum is for: "3 million to Kyiv's drone production", "to be spent on buying boats"."""

import re

from resupply.intake import items, lexicon, many, rx
from resupply.intake.items import Phrase
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Words between a sum and what it is for, at most.
_NEAR = 14
_LEADS = rx.compile(
    r"(?:,? (?:which |that )?(?:will|would|is|are|was|were|has|have|can|should|may|to be)"
    r"(?: be| been| also| now| further)*)?"
    r"(?: (?:explicitly |specifically |directly |mainly )?(?:spent|used|go|goes|went|going"
    r"|earmarked|allocated|intended|meant|set aside|dedicated|directed|reserved|planned"
    r"|provided|given|available|budgeted|devoted|put)(?: explicitly| specifically| mainly)?)?"
    r" (?:for|on|towards?|into|to|in response to|so that) "
    r"|,? (?:which |that )?(?:will|would|is to|are to) (?:support|finance|fund|cover|pay for) ",
    re.IGNORECASE,
)
#: A recipient, and when, before the purpose: "to Ukraine next month - for ammunition".
_ASIDE = rx.compile(
    r"(?: (?:that|which) (?:remains?|(?:is|are|was|were) left)| left over| remaining)?"
    r"(?: (?:to|for|from) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})?"
    r"(?: (?:this|next|last) \w+| by the end of the year| in 20\d\d| over \w+ years)?"
    r"(?: -| –|,)?"
)
_BUYING = frozenset(
    [
        *("buying", "ordering", "purchasing", "procuring", "producing", "making", "buy"),
        *("purchase", "order", "procure", "finance", "fund", "cover", "help", "support"),
        *("strengthen", "boost", "donating", "providing"),
    ]
)
#: Behind "to", these are what money goes to; other nouns are whom it goes to.
_AIMS = lexicon.words("aims.nouns")
_OF = rx.compile(
    r"\b(?P<what>purchase|order|contribution|donation|allocation|grant|loan|investment|tranche"
    r"|payment|injection|gift|pledge|commitment)s? (?:worth |of )"
    r"(?:about |over |nearly |some |around )?$"
)


def mark(page: Page) -> None:
    """Names the sums of a page that have no item by what they are for, in place."""
    for thing in page.things:
        if thing.money and not thing.item and not thing.inside and not thing.entry:
            _name(page, thing)


def _name(page: Page, thing: Thing) -> None:
    phrase = _behind(page, thing)
    if phrase is not None:
        span = page.words[phrase.first].start, page.words[phrase.last - 1].end
        for other in page.things_in(thing.last, phrase.last):
            other.inside = other.inside or not (other.values or other.money)
        thing.more.append(thing)
        thing.family, thing.head = thing.family or phrase.family, thing.head or phrase.head
    else:
        found = _OF.search(page.text, max(0, thing.start - 30), thing.start)
        if found is None:
            return
        span = found.span("what")
    thing.item, thing.item_span = page.text[slice(*span)], span


def _behind(page: Page, thing: Thing) -> Phrase | None:
    """The words for what a sum is for, where they follow it."""
    _, end = page.sentence(thing.first)
    stop = page.words[min(end, thing.last + _NEAR) - 1].end
    for found in _LEADS.finditer(page.text, thing.end, stop):
        if _ASIDE.fullmatch(page.text, thing.end, found.start()):
            phrase = _aim(page, page.index(found.end()), end, found[0].split()[-1].lower())
            if phrase is not None:
                return phrase
    return None


def _aim(page: Page, i: int, end: int, lead: str) -> Phrase | None:
    """The noun phrase behind "for" or "to", determiners, owners and "buying" skipped."""
    words, spent = page.words, lead not in ("to", "into", "toward", "towards")
    if i + 1 < end and words[i].closed == "determiner" and words[i + 1].low in _ENDS:
        return None  # "30 million for these purposes"
    while i < end and (
        words[i].closed == "determiner"
        or words[i].low in _BUYING
        or (words[i].possessive and i in page.names)
        or (i in page.names and (i + 1 in page.names or words[i].low.endswith(_LED)))
        or (i in page.names and _whose(page, i, end))
    ):
        spent = spent or words[i].low in _BUYING
        i += 1
    if i < end and words[i].low in many.MANY:
        return None  # "for millions of people"
    if i >= end or i in page.names or words[i].closed or words[i].is_sign or words[i].verb:
        return None
    phrase = items.read(
        words, i, end, stop=lambda k: words[k].text[0].isdigit(), named=lambda k: k in page.names
    )
    if phrase is None or phrase.sort in ("people", "time", "place") or phrase.last - i > 6:
        return None
    inner = _what(page, phrase, end)
    if inner is not None:
        return inner
    return phrase if spent or phrase.head in _AIMS or phrase.sort == "goods" else None


_ENDS = frozenset(["purpose", "purposes", "end", "ends", "aim", "aims", "goal", "goals", "reason"])
#: Deeds of giving: what is given stands behind "of".
_DEEDS = frozenset(
    [
        *("delivery", "purchase", "procurement", "supply", "acquisition", "provision", "transfer"),
        *("shipment", "order", "buying"),
    ]
)


def _what(page: Page, deed: Phrase, end: int) -> Phrase | None:
    """Such as "for the delivery of US launchers": what is delivered."""
    behind = deed.last + 1 < end and page.words[deed.last].low == "of"
    return _aim(page, deed.last + 1, end, "for") if behind and deed.head in _DEEDS else None


def _whose(page: Page, i: int, end: int) -> bool:
    """Such as "to buy US launchers": a name that only says from where the goods are."""
    actor = page.actor_at(i)
    if actor is None or i + 1 >= end or actor.kind not in ("country", "org"):
        return False
    after = page.words[i + 1]
    if actor.kind == "org":  # "into a UNICEF programme"
        led = page.words[i - 1].low in ("a", "an")
        return led and after.text.islower() and lexicon.singular(after.low) in _AIMS
    goods = page.things_in(i + 1, i + 2)
    return after.gap == " " and bool(goods) and not (goods[0].values or goods[0].money)


#: Such as "Czech-led": says whose an initiative is.
_LED = ("-led", "-run", "-overseen", "-backed", "-funded")
