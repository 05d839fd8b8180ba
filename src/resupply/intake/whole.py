"""The text as a whole: what one sentence leaves out is taken from what the text is about.

Read when all gifts are known, so that one name in the middle does not give or get a whole list.
"""

import re
from collections import Counter

from resupply.intake import lexicon, many, rx, spotting, sum_frames, vague
from resupply.intake.givers import Givers
from resupply.intake.page import Page
from resupply.intake.quantities import OF_TIME
from resupply.intake.recipients import NEWSROOMS
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.wars import ATTACKERS


def settle(page: Page, givers: Givers, told: Told) -> None:
    """Names sums by the aid they are, and settles whose and for whom the gifts are, in place."""
    told.gifts = vague.without(page, told.gifts)
    if _is_of_trade(page.text) or _is_of_own_arms(page, givers, told.gifts):
        told.gifts.clear()
    told.gifts = [
        g
        for g in told.gifts
        if not (
            _is_invested(page, g)
            or _is_own(page, givers, g)
            or _is_link(page, g)
            or _is_summed(page, g, told.gifts)
        )
    ]
    sum_frames.settle(page, told.gifts)
    _settle_donors(page, told)
    _settle_recipients(page, givers, told)
    for gift in told.gifts:
        if gift.thing.money and not gift.item:
            _name(page, gift)


#: Words of markets, and words of aid; a text of the first without the second gives nothing.
_TRADE = rx.compile(
    r"\b(?:exports?|imports?|importing|exporting|traders?|markets?|prices?|season|harvest|tariffs?"
    r"|buyers?|shippers?|crops?|farmers?|customs|duty-free|grains?|trade|businessm[ae]n|commerce"
    r"|losses)\b",
    re.IGNORECASE,
)
_AID = rx.compile(
    r"\b(?:aid\b|assistance|donat|humanitarian|relief|gifts?\b|grants?\b|packages?\b|pledge"
    r"|free of charge|handed over|WFP)",
    re.IGNORECASE,
)


def _is_of_trade(text: str) -> bool:
    """Whether a text speaks of markets more than twice and never of aid."""
    said = [*spotting.finditer(_TRADE, text)]
    return len(said) > 2 and not any(spotting.finditer(_AID, text))


_HELPING = rx.compile(
    r"\b(?:aid\b|assistance|donat|humanitarian|relief\b|gifts?\b|grants?\b|pledg|free of charge"
    r"|hand(?:ed|s|ing)? over|WFP|(?:help|assist|arm|equip)(?:s|ed|ing)? (?:[A-Z]|the )"
    r"|support(?:s|ed|ing)? (?:for|to)\b|promis|g[ia]ven? us\b|Ramstein)"
)
_PURCHASE = rx.compile(
    r"\b(?:buy(?:s|ing)?|bought|purchas\w+|procur\w+|acqui(?:re|red|ring|sition)\w*|contracts?"
    r"|orders?|ordered|deal)\b",
    re.IGNORECASE,
)


def _is_of_own_arms(page: Page, givers: Givers, gifts: list[Gift]) -> bool:
    """Whether a text tells of what armies buy for themselves, and nobody is said to be helped."""
    if len([*spotting.finditer(_PURCHASE, page.text)]) < 2 or _HELPING.search(page.text):
        return False
    helped = [a for a in page.actors if a.id == givers.topic and a.start > 0]
    return bool(gifts) and not any(
        page.words[page.index(a.start) - 1].low in ("to", "for") for a in helped
    )


_BUYS = frozenset(["order", "buy", "purchase", "procure", "acquire"])


def _is_own(page: Page, givers: Givers, gift: Gift) -> bool:
    """What a country in need orders or plans to buy, in a text that names nobody else."""
    trigger = gift.governed.trigger if gift.governed else None
    bought = trigger is not None and trigger.lemma in _BUYS and not _AID.search(page.text)
    if bought and not _named_beside(page, gift, gift.recipient or ""):
        return True  # an army that orders howitzers, and fights in a country in need
    if gift.donors or trigger is None or trigger.group not in ("commit", "pledge"):
        return False
    return all(
        a.id in (givers.topic, *ATTACKERS, *NEWSROOMS) or a.kind in ("person", "place")
        for a in page.actors
    )


def _is_invested(page: Page, gift: Gift) -> bool:
    """Such as "a firm announced a 9 million investment programme": by none of those named."""
    donors = gift.donors if "investment" in gift.item.lower() else []
    return bool(donors) and not any(_named_beside(page, gift, d) for d in donors)


#: Lines that lead to other pages.
_LINK = rx.compile(
    r"\W*(?:read (?:also|more|next)|see also|also read|related(?: news| articles?| stories)?:"
    r"|you (?:may|might) (?:also )?(?:be interested|like)|more on)\b",
    re.IGNORECASE,
)


def _is_link(page: Page, gift: Gift) -> bool:
    """Whether a gift stands in the title of another page ("Read also: ...")."""
    line = page.text.rfind("\n", 0, gift.thing.start) + 1
    return _LINK.match(page.text, line) is not None


def _is_summed(page: Page, gift: Gift, gifts: list[Gift]) -> bool:
    """Such as "its largest delivery of aid - a $1 billion package": told by its sum."""
    thing = gift.thing
    if thing.family != "aid" or thing.values or thing.money:
        return False
    _, end = page.sentence(thing.first)
    return any(
        g.thing.money
        and g.thing.family in ("aid", "")
        and thing.last <= g.thing.first < end
        and g.donors == gift.donors
        and g.recipient == gift.recipient
        and page.text[thing.end : g.thing.start].strip(" \n")[-1:] in ("-", "–", "—", ",", ":", "a")
        for g in gifts
    )


def _is_state(ident: str) -> bool:
    """Whether an id is a country, or a body that lists know."""
    return (len(ident) == 3 and ident.isupper()) or ident in AGENCIES or ident in ("EU", "NATO")


def _named_beside(page: Page, gift: Gift, ident: str) -> bool:
    """Whether somebody is named in the sentence of a gift."""
    begin, end = page.sentence(gift.thing.first)
    said = page.said(begin, end)
    return ident in said or any(a.id == ident for a in page.actors_in(begin, end))


def _is_meant(page: Page, gift: Gift) -> bool:
    """Whether who gives is told by "it" or "they" right before the verb."""
    trigger = gift.governed.trigger if gift.governed else None
    if trigger is None or trigger.nominal or trigger.passive or trigger.first < 1:
        return False
    return page.words[trigger.first - 1].low in ("it", "they", "he", "she")


def _settle_donors(page: Page, told: Told) -> None:
    """A firm or body named in passing gives no list where a country gives in the same text."""
    sure = [g.donors[0] for g in told.gifts if g.donors and _named_beside(page, g, g.donors[0])]
    states = Counter(d for d in sure if _is_state(d))
    if not states:
        return
    best, times = states.most_common(1)[0]
    for gift in told.gifts:
        if not gift.donors or gift.recipient == best:
            continue
        taken_over = not (_named_beside(page, gift, gift.donors[0]) or _is_meant(page, gift))
        passing = not _is_state(gift.donors[0]) and sure.count(gift.donors[0]) < times
        if taken_over and passing:
            gift.donors = [best]


def _settle_recipients(page: Page, givers: Givers, told: Told) -> None:
    """Who got one gift by name gets no other that the text tells of elsewhere."""
    topic = givers.topic
    if not topic:
        return
    for gift in told.gifts:
        who = gift.recipient or ""
        bare = bool(who) and not _is_state(who) and who not in IN_NEED
        rich = _is_state(who) and who not in (topic, *IN_NEED, *AGENCIES)
        bare = bare or rich
        if not bare or topic in gift.donors:
            continue
        begin, _ = page.sentence(gift.thing.first)
        before = page.sentence(begin - 1)[0] if begin else begin
        near = page.actors_in(before, page.sentence(gift.thing.first)[1])
        if not any(a.id == who for a in near):
            gift.recipient = topic


# --- sums without a name

#: What leads from a sum to what it is put into.
_INTO = rx.compile(
    r"(?: \([^()]{1,40}\))?,? (?:(?:will|would|is|are|to) (?:be )?(?:go|going|added|paid)? ?)?"
    r"(?:to|into|towards?|for) "
    r"(?:the |a |an |its |their |our )?"
)
#: Such as the first word of "announced aid": says what was done with it.
_TOLD = rx.compile(r"^(?:[a-z]+(?:ing|ed) )+(?=\w)")
_BODIES = frozenset(
    ["agency", "organisation", "organization", "partner", "country", "nation", "government", "ngo"]
)
_LONGEST = 6
_REACH = 700


def _name(page: Page, gift: Gift) -> None:
    """Gives a bare sum its item: what it is put into, else the aid that is spoken of."""
    span = _put_into(page, gift)
    if span:
        gift.item, gift.thing.item_span = page.text[slice(*span)], span
        gift.thing.item = gift.item
        return
    gift.item = _spoken_of(page, gift.thing)


def _put_into(page: Page, gift: Gift) -> tuple[int, int] | None:
    """Such as "13 million to a Czech-led ammunition initiative"."""
    led = _INTO.match(page.text, gift.thing.end)
    if led is None:
        return None
    words, first = page.words, page.index(led.end())
    first += _possessive(page, first)
    last = first
    while last < min(first + _LONGEST, len(words)) and _is_plain(page, last):
        last += 1
    while last > first and last - 1 in page.names:
        last -= 1
    if lexicon.singular(words[last - 1].low) in _BODIES and last > first:
        return None  # "7 million to two UN agencies": who gets it, and not what it is
    if last == first or all(k in page.names for k in range(first, last)):
        return None
    if words[first].low in many.MANY | OF_TIME:
        return None  # "for millions of people", "for the end of 2024"
    if last - first == 1 and last < len(words) and words[last].closed == "determiner":
        return None  # "to address the crisis"
    return words[first].start, words[last - 1].end


def _possessive(page: Page, at: int) -> int:
    """How many words a leading owner takes ("Ukraine's", "the United Kingdom-overseen")."""
    actor = page.actor_at(at)
    if actor is None:
        return 0
    after = page.index(actor.end)
    return after - at if page.words[after - 1].end > actor.end else 0


def _is_plain(page: Page, k: int) -> bool:
    """Whether a word may stand inside the name of a fund or a purpose."""
    word = page.words[k]
    if word.is_sign:
        return word.text in "-‑" and not word.gap
    return not (word.closed or word.verb or k in page.dated or "\n" in word.gap)


def _spoken_of(page: Page, thing: Thing) -> str:
    """The aid that is spoken of nearest: in the sentence, in those before it, in the title."""
    begin, end = page.sentence(thing.first)
    beside = [t for t in page.things_in(begin, end) if _is_aid(t) and t is not thing]
    if beside:
        return _TOLD.sub("", min(beside, key=lambda t: abs(t.first - thing.first)).item)
    before = [t for t in page.things_in(0, begin) if _is_aid(t)]
    near = [t for t in before if thing.start - t.end < _REACH]
    return _TOLD.sub("", near[-1].item) if near else ""


#: Such as "aid chief": who speaks of it.
_PEOPLE = rx.compile(r"\b(?:chief|agency|worker|official|group|coordinator|minister|envoy)")
#: Aid by its family, but never what a sum of money is.
_NO_SUM = frozenset(
    [
        *("money", "flight", "convoy", "sum", "airdrop", "airlift", "shipment", "consignment"),
        *("cargo", "care", "service", "bill", "budget", "law"),
    ]
)


def _is_aid(thing: Thing) -> bool:
    named = bool(thing.item) and thing.head not in _NO_SUM and not _PEOPLE.search(thing.item)
    return thing.family in ("aid", "cash") and named
