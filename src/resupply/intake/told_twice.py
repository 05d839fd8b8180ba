"""Gifts told twice: in the headline, and again below."""

from resupply.intake.page import Page
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
