"""Days of gifts weighed: which date of the page is the day of a gift that no rule dates.

The rules date a gift by the verb that its date hangs on. Pages tell the day elsewhere too: in the
sentence that opens the story, in the dateline, in that of the ceremony. Each date is judged by its
signs (`day_signs`), for all gifts of one stage in a sentence together, and the likeliest is taken.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from resupply.intake import weights
from resupply.intake.day_signs import Day, DaySigns
from resupply.intake.told import Gift

if TYPE_CHECKING:
    from resupply.intake.gifts import GiftReader

#: The chance from which a day is taken.
TAKE = 0.3
#: A date that says less for itself is no gift's, whatever stands around [hundredths].
_HOPELESS = -300
#: How a gift is marked whose day was weighed.
WEIGHED = "weighed"


def weigh(reader: "GiftReader") -> None:
    """Gives a day to gifts that have none, in place."""
    if reader.signs is None or all(g.date for g in reader.told.gifts):
        return
    signs = DaySigns(reader.page, reader.dates)
    if not signs.days:
        return
    for gifts in together(signs, reader.told.gifts):
        undated = [g for g, _ in gifts if not g.date]
        chances = [likely(signs, gifts, day) for day in signs.days] if undated else [0.0]
        if max(chances) >= TAKE:
            found = signs.days[chances.index(max(chances))].date
            for gift in undated:
                gift.date, gift.date_span = found.iso, (found.start, found.end)
                gift.dated = WEIGHED


def together(signs: DaySigns, gifts: Sequence[Gift]) -> Iterator[list[tuple[Gift, bool]]]:
    """Gifts of one stage in one sentence; with each, whether it has another before it there."""
    places = [signs.sentence(g.thing.first) for g in gifts]
    mates = (a == b for a, b in pairwise(places))
    told = list(zip(places, gifts, chain([False], mates), strict=False))
    told.sort(key=lambda t: (t[0], t[1].status))
    for _, group in groupby(told, key=lambda t: (t[0], t[1].status)):
        yield [(gift, mate) for _, gift, mate in group]


def likely(signs: DaySigns, gifts: Sequence[tuple[Gift, bool]], day: Day) -> float:
    """The chance of a day to be that of gifts told together: the first tells for the others."""
    gift, mate = gifts[0]
    here = signs.sentence(gift.thing.first)
    odds = weights.table("day")[""] + weights.total("day", signs.alone(day, here))
    if odds < _HOPELESS:
        return 0.0
    return weights.chance(odds + weights.total("day", signs.both(gift, day, mate)))
