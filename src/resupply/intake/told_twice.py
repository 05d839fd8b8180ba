"""Gifts told in two places: in the headline and below, or here and in the next sentence."""

from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told


def in_the_title(page: Page, told: Told) -> None:
    """A headline without a figure is told again below with one: one gift, not two."""
    title = page.text.split("\n", 1)[0].rstrip()
    if len(title) == len(page.text.rstrip()) or title[-1:] in ".!?,;":
        return

    def again(gift: Gift) -> bool:
        plain = gift.thing.end <= len(title) and not (gift.thing.values or gift.thing.money)
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
