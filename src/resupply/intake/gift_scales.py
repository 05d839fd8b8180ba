"""Gifts weighed: what the rules took or left out is judged again by all the signs around it.

A gift of the rules that its signs speak against is left out, and a thing that they speak for is
taken. The rules follow the grammar of a sentence, and of the many ways in which pages tell of gifts
they know a part. The weights (`weights`, learned by `tools/learn_weights.py`) go by all that stands
around a thing, the rules' own verdict included.
"""

from typing import TYPE_CHECKING

from resupply.intake import (
    gift_frames,
    gift_words,
    list_wholes,
    not_given,
    sum_frames,
    weights,
)
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
    told.gifts, left_out, near = [], list[Gift](), dict[int, int]()
    for n, thing in enumerate(page.things):
        chance = weights.chance(signs.weight("aid", n))
        gift = signs.given.get(id(thing))
        if gift and chance < LEAVE and not _is_firm(reader, gift):
            gift.chance = weights.sure(chance)
            left_out.append(gift)
            continue
        part = any(i in covered for i in range(thing.first, thing.last))
        likely = chance >= list_wholes.UNREAD and not part and _may_be_given(reader, signs, n)
        if gift is None and likely and chance >= TAKE:
            gift = _taken(reader, signs, n)
            covered.update(range(thing.first, thing.last) if gift else ())
        elif gift is None and likely and thing.sort == "goods" and not list_wholes.is_vague(thing):
            near[id(thing)] = n
        if gift:
            gift.chance = weights.sure(chance)
            told.gifts.append(gift)
    told.gifts += list_wholes.restored(page, left_out, told.gifts)
    told.gifts.sort(key=lambda g: g.thing.start)
    for thing in list_wholes.untaken(page, told.gifts, [signs.things[n] for n in near.values()]):
        gift = _taken(reader, signs, near[id(thing)])
        if gift:
            gift.chance = weights.sure(TAKE)
            told.gifts.append(gift)
    told.gifts.sort(key=lambda g: g.thing.start)


def _taken(reader: "GiftReader", signs: Signs, n: int) -> Gift | None:
    """A gift that no rule reads, with the words that speak for it."""
    gift = reader.gift(signs.things[n], signs.governed[n])
    if gift:
        gift.rule, gift.reason = WEIGHED, weights.reason("aid", signs.of(n))
    return gift


def _is_firm(reader: "GiftReader", gift: Gift) -> bool:
    """Whether words say outright what the signs, which know no such phrase, doubt."""
    page, thing = reader.page, gift.thing
    states = bool(gift.donors) and all(d.isupper() for d in gift.donors)
    paid = states and gift_frames.is_paid_for(page, reader.governed[id(thing)].trigger)
    return paid or sum_frames.is_of_gdp(page, thing) or bool(gift_words.is_there(page, thing))


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
