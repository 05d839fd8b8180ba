"""Goods shared out: "30 lorries are for the police and 20 for the hospitals" are two gifts.

So are "four each" of two givers.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from resupply.intake import rx
from resupply.intake.page import Actor, Page
from resupply.intake.told import Gift

_GOES = (
    r"(?: (?:(?:will|would|to) )?(?:are|is|were|was|be|go|goes|going|went)"
    r"(?: (?:meant|intended|earmarked|given|sent|handed|delivered|destined|allocated|set aside))?)?"
    r" (?:for|to) "
)
#: Between the first goods and the number of the next.
_THE_FIRST = rx.compile(
    _GOES + r"[^.;:!?]{3,90}?(?:,| and|, and|, while|; )"
    r" (?:another |the other |the remaining |a further |some )?"
)
_THE_NEXT = rx.compile(_GOES + r"(?:the |an? |its |their )?(?:[a-z]+ ){0,3}?(?:[A-Z]|[a-z]+s\b)")


def among_others(page: Page, gifts: list[Gift]) -> list[Gift]:
    """The gifts with those that a bare number tells of the goods before it.

    Args:
        page: The text.
        gifts: Its gifts, in order.
    """
    taken = {g.thing.first for g in gifts}
    out = list(gifts)
    for gift in gifts:
        last = gift
        if gift.thing.sort != "goods" or not gift.thing.values or gift.thing.money:
            continue
        for thing in page.things_in(gift.thing.last, page.sentence(gift.thing.first)[1]):
            bare = thing.values and not (thing.item or thing.money or thing.unit)
            if not bare or thing.first in taken or thing.inside or thing.void:
                continue
            between = page.text[last.thing.end : thing.start]
            if not (_THE_FIRST.fullmatch(between) and _THE_NEXT.match(page.text, thing.end)):
                break
            last = replace(
                gift, thing=thing, span=(thing.start, thing.end), rule="aid.list", chance=None
            )
            out.append(last)
    return sorted(out, key=lambda g: g.thing.start) if len(out) > len(gifts) else gifts


#: Behind goods or a sum that each of several gives.
_EACH = rx.compile(r" (?:each|apiece)\b(?P<led>,? (?:by|from) (?:the )?)?")
_JOINS = frozenset([",", "and", "&", "as", "well"])


def by_each(page: Page, gifts: list[Gift], listed: Callable[[Actor], list[Actor]]) -> list[Gift]:
    """The gifts with one for each giver of "four each", "one each by Malta, Cyprus and Greece".

    Args:
        page: The text.
        gifts: Its gifts, in order.
        listed: Gives those that are joined to an actor by commas and "and".
    """
    out: list[Gift] = []
    for gift in gifts:
        each = _EACH.match(page.text, gift.thing.end)
        donors = _each(page, gift, each, listed) if each else []
        if len(donors) > 1:
            out += [replace(gift, donors=[donor]) for donor in dict.fromkeys(donors)]
        else:
            out.append(gift)
    return out


def _each(
    page: Page, gift: Gift, each: re.Match[str], listed: Callable[[Actor], list[Actor]]
) -> list[str]:
    """Who gives so much each: those behind "by", those before the number, or all givers."""
    behind = page.actor_at(page.index(each.end())) if each["led"] else None
    if behind is not None:
        return [a.id for a in listed(behind)]
    before = [a.id for a in _joined_before(page, gift.thing.first)]
    return before if gift.donors and gift.donors[0] in before else gift.donors


def _joined_before(page: Page, i: int) -> list[Actor]:
    """Countries and bodies in a list that ends right before word `i`, in order."""
    out: list[Actor] = []
    actor = page.actor_at(i - 1)
    while actor is not None and actor.kind in ("country", "org"):
        out.append(actor)
        i = page.index(actor.start) - 1
        while i > 0 and page.words[i].closed == "determiner":
            i -= 1
        if i <= 0 or page.words[i].low not in _JOINS:
            break
        while i > 0 and page.words[i].low in _JOINS:
            i -= 1
        actor = page.actor_at(i)
    return out[::-1]
