"""Goods shared out: "30 lorries are for the police and 20 for the hospitals" are two gifts."""

import re
from dataclasses import replace

from resupply.intake.page import Page
from resupply.intake.told import Gift

_GOES = (
    r"(?: (?:(?:will|would|to) )?(?:are|is|were|was|be|go|goes|going|went)"
    r"(?: (?:meant|intended|earmarked|given|sent|handed|delivered|destined|allocated|set aside))?)?"
    r" (?:for|to) "
)
#: Between the first goods and the number of the next.
_THE_FIRST = re.compile(
    _GOES + r"[^.;:!?]{3,90}?(?:,| and|, and|, while|; )"
    r" (?:another |the other |the remaining |a further |some )?"
)
_THE_NEXT = re.compile(_GOES + r"(?:the |an? |its |their )?(?:[a-z]+ ){0,3}?(?:[A-Z]|[a-z]+s\b)")


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
