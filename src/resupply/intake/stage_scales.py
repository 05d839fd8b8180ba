"""Stages of gifts weighed: promised, on its way to be, given or only talked of.

The rules go by the verb that a gift hangs on. Headlines ("Ghana sends 30 trucks"), lists and what
weights alone take say little by their verb and much around it ("on board", "landed", "handed
over"). Where what stands around speaks clearly for another stage, that stage is taken.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from resupply.intake import weights
from resupply.intake.gift_scales import WEIGHED
from resupply.intake.sentence_signs import stem
from resupply.intake.signs import Signs
from resupply.intake.told import Gift

if TYPE_CHECKING:
    from resupply.intake.gifts import GiftReader

#: The stages that are weighed; a gift that is paused is so by what is said of it.
STAGES = ("pledged", "delivered", "committed", "in_talks")
#: The chance from which a stage that the rules did not read is taken.
TAKE = 0.8
#: How many words of the sentence before are looked at.
_BEFORE = 30


def weigh(reader: "GiftReader") -> None:
    """Gives gifts the stage that their signs speak for, in place."""
    signs = reader.signs
    if signs is None:
        return
    numbers = {id(thing): n for n, thing in enumerate(signs.things)}
    about = signs.about()
    lists: dict[tuple[int, int, str], list[tuple[Gift, list[int]]]] = {}
    by: dict[int, int] = {}
    for gift in reader.told.gifts:
        n = numbers.get(id(gift.thing))
        if n is None or gift.status not in STAGES:
            continue
        trigger = gift.governed.trigger if gift.governed else None
        told = reader.stages.outright(gift.thing, trigger)
        if told is not None:
            gift.status = told
            continue
        begin, _ = signs.sentences[n]
        odds = weights.odds(_TABLES, [*of(signs, n), *about])
        by[begin] = trigger.at if trigger else by.get(begin, 0)  # a list goes on
        lists.setdefault((begin, by[begin], gift.status), []).append((gift, odds))
    for mates in lists.values():
        odds = [sum(all_of) // len(mates) for all_of in zip(*(o for _, o in mates), strict=True)]
        best = max(odds)
        stage = STAGES[odds.index(best)]
        for gift, _ in mates if weights.chance(best) >= TAKE else ():
            read = gift.rule != WEIGHED and (gift.status, stage) == ("committed", "pledged")
            if stage != gift.status and not read:  # what was set aside is more than promised
                gift.staged, gift.status = gift.status, stage


_TABLES = tuple(f"{stage}_stage" for stage in STAGES)


def of(signs: Signs, n: int) -> Iterator[str]:
    """The signs of the thing with this number: its own, and the words on either side as stems."""
    yield from signs.of(n)
    thing, begin = signs.things[n], signs.sentences[n][0]
    around = signs.around(n)
    yield from around
    for side in ("left", "right"):
        stems = [stem(s.partition("=")[2]) for s in around if s.startswith(side)]
        yield from (f"{side} {s}" for s in stems)
        yield from (f"{side} {a} {b}" for a, b in pairwise(stems))
    yield from (f"own {said}" for said in signs.said[thing.first : thing.last])
    if begin:
        first = max(signs.page.sentence(begin - 1)[0], begin - _BEFORE)
        yield from (f"last {stem(said)}" for said in signs.said[first:begin])
