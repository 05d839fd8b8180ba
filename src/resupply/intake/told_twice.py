"""Gifts told in two places: in the headline and below, or here and in the next sentence."""

import re

from resupply.intake import rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told

#: What a headline may tell for itself: a figure below may be of a part of it.
_WHOLES = rx.compile(r"\b(?:package|grant|tranche|loan)", re.IGNORECASE)


def in_the_title(page: Page, told: Told, *, weighed: bool = False) -> None:
    """A headline without a figure is told again below with one: one gift, not two.

    Args:
        page: The text.
        told: Its gifts, changed in place.
        weighed: Whether the weights have spoken; what they say of whole packages stays.
    """
    title = page.text.split("\n", 1)[0].rstrip()
    if len(title) == len(page.text.rstrip()) or title[-1:] in ".!?,;":
        return

    def again(gift: Gift) -> bool:
        plain = gift.thing.end <= len(title) and not (gift.thing.values or gift.thing.money)
        plain = plain and not (weighed and _WHOLES.search(gift.thing.item))
        return plain and any(
            g.thing.first > gift.thing.last
            and (g.thing.values or g.thing.money)
            and (g.thing.head == gift.thing.head or gift.thing.family == "aid")
            for g in told.gifts
        )

    told.gifts = [g for g in told.gifts if not again(g)]


def behind(
    page: Page, clauses: Clauses, invader: str | None, thing: Thing, governed: Governed
) -> Governed:
    """Such as "found 500,000 shells. They could be delivered": given in the next sentence."""
    trigger = governed.trigger
    if not thing.values or thing.sort != "goods" or (trigger and trigger.group != "other"):
        return governed
    begin, end = page.sentence(thing.first)
    words = page.words
    if any(a.id == invader for a in page.actors_in(begin, end)):
        return governed
    if end >= len(words) or words[end].low not in ("they", "these", "those", "all", "both"):
        return governed
    behind = clauses.between(end, page.sentence(end)[1])
    later = next((t for t in behind if not t.nominal), None)
    if later is None or later.first > end + 4 or later.negated:
        return governed
    moved = later.group == "arrive" or (later.passive and later.group in ("deliver", "commit"))
    return Governed(later, "subject", "") if moved else governed


#: What says that goods are those told of before: "the launchers", "these weapons".
_DEFINITE = frozenset(["the", "these", "those", "this"])
#: Behind such goods: what tells them anew ("the tanks it promised", "the aid sent by Malta").
_ANEW = rx.compile(
    r"(?: [a-z]+ed)?,? (?:that|which|who|it|they|we|he|she|from|of|for|sent|given|by|promised"
    r"|the (?:[\w-]+ ){1,3}?(?:needs?|wants?|asked|requested)"
    r"|the [A-Z]\w*|[A-Z][a-z]+s? (?:will|has|have|had|is|are|need|wants?))\b"
)


def again(page: Page, gifts: list[Gift]) -> list[Gift]:
    """The gifts without goods that only point back: "The weapons will come as soon as possible".

    A single noun with "the" or "these" and without a figure is nothing new where others are told.

    Args:
        page: The text.
        gifts: Its gifts, in order.
    """
    new = [g for g in gifts if not _points_back(page, g)]
    return new or gifts


def _points_back(page: Page, gift: Gift) -> bool:
    thing = gift.thing
    bare = not (thing.values or thing.money or thing.more) and thing.last - thing.first == 1
    if not bare or not thing.first or not thing.item or thing.item[0].isupper():
        return False
    before = page.words[thing.first - 1]
    return before.low in _DEFINITE and not _ANEW.match(page.text, thing.end)
