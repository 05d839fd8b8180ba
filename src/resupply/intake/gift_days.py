"""Days of gifts that another sentence tells: "It was handed over today", the day told above.

Only what was delivered has a day from elsewhere, and only where the other sentence speaks of the
same delivery: the same figure told again, "it" and "the convoy" right behind, or the story going on
in the simple past by the same giver. "Earlier" and "had sent" tell of other days.
"""

import re
from collections.abc import Sequence

from resupply.intake import rx, spotting
from resupply.intake.gift_dates import GiftDates
from resupply.intake.gift_words import HANDED_OVER
from resupply.intake.page import Dated, Page
from resupply.intake.told import Gift

#: What a delivery is called when it is spoken of again.
_LOADS = frozenset(
    (
        *("shipment", "convoy", "consignment", "cargo", "delivery", "aid", "assistance", "batch"),
        *("donation", "equipment", "supplies", "goods", "load", "plane", "aircraft", "flight"),
        *("ship", "vessel", "trucks", "handover", "contribution", "package", "items", "vehicles"),
    )
)
_POINTS = frozenset(["it", "they", "these", "this", "both", "all"])
_OTHER_DAY = rx.compile(
    r"\b(?:earlier|previous(?:ly)?|already|before|so far|since|until now|in the past|last year"
    r"|had|has|have|yet)\b",
    re.IGNORECASE,
)
_MOVES = frozenset(["deliver", "arrive", "receive"])
_CARRIES = frozenset(["carry", "bring", "unload", "transport", "hold"])
#: How far back the story may have told its day [characters].
_NEAR = 500


def handed_over(page: Page, gifts: Sequence[Gift]) -> None:
    """Such as "The handover took place on 2 November": the day of the gifts told before."""
    for found in spotting.finditer(HANDED_OVER, page.text):
        begin, end = page.sentence(page.index(found.start()))
        a, b = page.words[begin].start, page.words[end - 1].end
        days = [d for d in page.dates_in(a, b) if d.start >= found.start()]
        for gift in gifts if days else ():
            near = 0 < a - gift.thing.end < 300 and gift.status == "delivered"
            if near and gift.date is None:
                gift.date = days[0].iso


def fill(page: Page, dates: GiftDates, gifts: Sequence[Gift]) -> None:
    """Give a day to gifts whose own sentence has none.

    Args:
        page: The text.
        dates: Its dates, by what they hang on.
        gifts: Its gifts, in order; changed in place.
    """
    for n, gift in enumerate(gifts):
        landed = _of_the_carrier(page, dates, gift)
        if landed is not None:
            gift.date, gift.date_span, gift.dated = landed.iso, (landed.start, landed.end), "moved"
        elif gift.date is None and gift.status == "delivered":
            found = _again(page, dates, gift) or _behind(page, dates, gift)
            found = found or _before(page, dates, gift, gifts[:n])
            if found is not None:
                _give(page, found, gift, gifts[n:])


def _give(page: Page, found: Dated, gift: Gift, later: Sequence[Gift]) -> None:
    """The day, for the gift and for what its sentence lists with it."""
    for mate in later:
        listed = mate is gift or (mate.rule == "aid.list" or mate.governed == gift.governed)
        same = page.sentence(mate.thing.first) == page.sentence(gift.thing.first)
        if same and listed and mate.date is None and mate.status == gift.status:
            mate.date, mate.date_span = found.iso, (found.start, found.end)
            mate.dated = "moved"


def _again(page: Page, dates: GiftDates, gift: Gift) -> Dated | None:
    """The day of the same number of the same goods, or the same sum, told elsewhere."""
    thing = gift.thing
    for other in page.things if thing.values or thing.money else ():
        goods = bool(thing.values) and other.values == thing.values and other.head == thing.head
        sums = bool(thing.money and other.money) and _sum(other) == _sum(thing)
        if not (goods or sums) or page.sentence(other.first) == page.sentence(thing.first):
            continue
        found = dates.moved(*page.sentence(other.first), sums)
        if found is not None:
            return found
    return None


def _sum(thing: object) -> tuple[float, ...]:
    money = getattr(thing, "money", None)
    return tuple(money.amounts) if money else ()


def _behind(page: Page, dates: GiftDates, gift: Gift) -> Dated | None:
    """The day in the next sentence but one at most, where it is of the same delivery."""
    _, end = page.sentence(gift.thing.first)
    for near in (True, False):
        if end >= len(page.words):
            return None
        first, last = page.sentence(end)
        found = dates.moved(first, last)
        if found is not None and _goes_on(page, gift, first, last, near):
            return found
        end = last
    return None


def _goes_on(page: Page, gift: Gift, first: int, last: int, near: bool) -> bool:
    """Whether a sentence speaks of the delivery told before: "it", "the convoy", or nobody else."""
    head = page.words[first : first + 4]
    loads = _LOADS | {gift.thing.head, gift.thing.head + "s"}
    named = head[0].low in ("the", "these", "this") and any(w.low in loads for w in head[1:])
    if head[0].low in _POINTS or named:
        return near or named
    broken = "\n" in page.text[page.words[first - 1].end : page.words[first].start]
    figures = any(t.values or t.money for t in page.things_in(first, last))
    known = {*gift.donors, gift.recipient}
    others = any(a.kind == "country" and a.id not in known for a in page.actors_in(first, last))
    return near and not (broken or figures or others)


def _before(page: Page, dates: GiftDates, gift: Gift, told: Sequence[Gift]) -> Dated | None:
    """The day told above, while the story of the same giver or load goes on."""
    trigger = gift.governed.trigger if gift.governed else None
    if trigger is None or trigger.group not in _MOVES or trigger.tense not in ("past", "ing"):
        return None
    begin, end = page.sentence(min(gift.thing.first, trigger.at))  # above a list
    start = page.words[begin].start
    said = page.text[start : page.words[end - 1].end]
    if _OTHER_DAY.search(said) or page.dates_in(start, start + len(said)):
        return None
    return _of_the_load(page, dates, begin) or _of_the_giver(gift, told, start)


def _of_the_load(page: Page, dates: GiftDates, begin: int) -> Dated | None:
    """Such as "A plane landed on Monday. The plane carried 30 tonnes"."""
    head = [w.low for w in page.words[begin : begin + 4]]
    again = head[0] in _POINTS or (head[0] in ("the", "this") and bool(_LOADS & {*head[1:3]}))
    again = again or head[:2] in (["on", "board"], ["its", "cargo"], ["in", "particular"])
    again = again or head[0] in ("specifically", "namely")
    return dates.moved(*page.sentence(begin - 1)) if again and begin else None


def _of_the_carrier(page: Page, dates: GiftDates, gift: Gift) -> Dated | None:
    """Such as "The Albatross landed on Monday. The Albatross carried tents": the day it came."""
    trigger = gift.governed.trigger if gift.governed else None
    if trigger is None or trigger.lemma not in _CARRIES or gift.status != "delivered":
        return None
    begin, end = page.sentence(gift.thing.first)
    names = {w.text for w in page.words[begin : trigger.first] if w.capital and not w.closed}
    if not names or not begin or page.dates_in(page.words[begin].start, page.words[end - 1].end):
        return None
    first, last = page.sentence(begin - 1)
    return dates.moved(first, last) if names <= {w.text for w in page.words[first:last]} else None


def _of_the_giver(gift: Gift, told: Sequence[Gift], start: int) -> Dated | None:
    """The day of the gift told before, if its giver goes on giving in the simple past."""
    dated = [g for g in told if g.dated == "moved" and g.date and len(g.date) == 10]
    trigger = gift.governed.trigger if gift.governed else None
    if not dated or trigger is None or trigger.tense != "past":
        return None
    last = dated[-1]
    far = start - last.thing.end > _NEAR or set(last.donors) != set(gift.donors)
    if far or last.date is None or last.date_span is None:
        return None
    return Dated(*last.date_span, last.date)
