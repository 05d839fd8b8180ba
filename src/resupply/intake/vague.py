"""Goods too vague to be a record where a text tells better ones: "weapons", "more equipment"."""

import re

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.told import Gift

_VAGUE = rx.compile(
    r"(?:(?:additional|more|military|critical|key|new|further|other|surplus|modern|necessary|every"
    r"|american|western|foreign|needed|essential|basic|vital|urgent) )*"
    r"(?:weapons?|equipment|arms|weaponry|supplies|capabilities|mat[ée]riel|items?|goods|hardware"
    r"|materials?|gear|systems?|components?|services?|essentials|(?:basic )?necessities)",
    re.IGNORECASE,
)
#: Behind the goods: what says which they are ("equipment for F-16 jets").
_WHICH = rx.compile(r" (?:for (?!Ukraine)|of |worth )")


def without(page: Page, gifts: list[Gift]) -> list[Gift]:
    """The gifts, without those that only say that something was given, where others say what."""
    telling = [g for g in gifts if not _is_vague(page, g)]
    return telling if telling else gifts


def _is_vague(page: Page, gift: Gift) -> bool:
    thing = gift.thing
    if thing.values or thing.money or not thing.item_span:
        return False
    bare = _VAGUE.fullmatch(thing.item) is not None
    return bare and _WHICH.match(page.text, thing.item_span[1]) is None
