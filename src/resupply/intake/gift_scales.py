"""Gifts weighed: what the rules took or left out is judged again by all the signs around it.

A gift of the rules that its signs speak against is left out, and a thing that they speak for is
taken. The rules follow the grammar of a sentence, and of the many ways in which pages tell of gifts
they know a part. The weights (`weights`, learned by `tools/learn_weights.py`) go by all that stands
around a thing, the rules' own verdict included.
"""

from typing import TYPE_CHECKING

from resupply.intake import list_wholes, not_given, weights
from resupply.intake.signs import Signs
from resupply.intake.told import Gift
from resupply.intake.topics import IN_NEED

if TYPE_CHECKING:
    from resupply.intake.gifts import GiftReader

#: Chances: a gift of the rules below the first is left out, anything from the second on is taken.
LEAVE, TAKE = 0.36, 0.44
#: The rule of what the weights alone take.
WEIGHED = "aid.weighed"
#: Texts of fewer words than those that were learned from are left to the rules.
SHORTEST = 40
_SORTS = frozenset(["goods", "money", "unknown", "deed", "people"])


def weigh(reader: "GiftReader") -> None:
    """Leaves out, adds and gives each gift its chance, in place."""
    told, page = reader.told, reader.page
    if not page.things or len(page.words) < SHORTEST:
        return
    signs = Signs(page, reader.clauses, reader.givers, told, reader.governed)
    reader.signs = signs
    covered = {i for g in told.gifts for i in range(g.thing.first, page.index(g.thing.end))}
    told.gifts, left_out = [], list[Gift]()
    for n, thing in enumerate(page.things):
        chance = weights.chance(signs.weight("aid", n))
        gift = signs.given.get(id(thing))
        if gift and chance < LEAVE:
            gift.chance = weights.sure(chance)
            left_out.append(gift)
            continue
        part = any(i in covered for i in range(thing.first, thing.last))
        if gift is None and chance >= TAKE and not part and _may_be_given(reader, signs, n):
            gift = reader.gift(thing, signs.governed[n])
            if gift:
                gift.rule, gift.reason = WEIGHED, weights.reason("aid", signs.of(n))
                covered.update(range(thing.first, thing.last))
        if gift:
            gift.chance = weights.sure(chance)
            told.gifts.append(gift)
    told.gifts += list_wholes.restored(page, left_out, told.gifts)
    told.gifts.sort(key=lambda g: g.thing.start)


def _may_be_given(reader: "GiftReader", signs: Signs, n: int) -> bool:
    """Whether no rule speaks against it outright: what is denied, asked for or the attacker's."""
    thing, trigger = signs.things[n], signs.governed[n].trigger
    judge, governed = reader.judge, signs.governed[n]
    denied = trigger and (
        trigger.negated
        or judge.is_of_the_invader(trigger)
        or (reader.givers.topic in IN_NEED and judge.own_money(thing, governed, trigger))
    )
    denied = denied or judge.never.is_no_gift(thing, governed)
    asked = id(thing) in signs.needed or not_given.is_idle(reader.page, thing)
    if thing.void or thing.inside or not reader.givers.topic:
        return False
    return thing.sort in _SORTS and not (denied or asked)
