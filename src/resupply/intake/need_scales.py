"""Needs weighed: every thing of a text is judged by all that stands around it.

A need of the rules that the weights speak against is left out, a thing that they speak for becomes
a need. Needs told without a thing ("relief on the ground") are the rules' alone.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from resupply.intake import weights
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: Chances: a need of the rules below the first is left out, a thing from the second on is one.
LEAVE, TAKE = 0.25, 0.45
#: The rule of what the weights alone take.
WEIGHED = "need.weighed"
_LONGEST = 400
Who = Callable[[Scene, Trigger], str | None]
Amounts = Callable[[Thing, dict[str, object], dict[str, tuple[int, int]]], None]


def weigh(scene: Scene, drafts: list[Draft], who: Who, amounts: Amounts) -> list[Draft]:
    """The needs that are left, with their chances, and the things that become needs.

    Args:
        scene: The text.
        drafts: What the rules found, in order of place.
        who: Tells who needs what a verb governs.
        amounts: Puts a thing's figure into the fields of a need.
    """
    signs = scene.signs
    if signs is None:
        return drafts
    paired = pairs(signs.things, drafts)
    by_rule = {id(d) for d in paired.values()}
    found = [d for d in drafts if id(d) not in by_rule]
    for n, thing in enumerate(signs.things):
        draft = paired.get(n)
        near = list(_over(thing, drafts))
        verdict = list(told(draft, near, len(drafts)))
        chance = weights.chance(signs.weight("need", n, verdict))
        if draft is None and chance >= TAKE and not near and id(thing) not in signs.given:
            draft = _need(scene, n, who, amounts)
            spoken = weights.speaking("need", signs.told(n)) or "none of them alone"
            draft.reason = f"its words speak for a need: {spoken}"
        elif draft is not None and chance < LEAVE:
            continue
        if draft is not None:
            draft.confidence = round(chance, 2)
            found.append(draft)
    return sorted(found, key=lambda d: d.span)


def pairs(things: Sequence[Thing], drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Which need is of which thing: one to one, in order of place."""
    out: dict[int, Draft] = {}
    taken: set[int] = set()
    for n, thing in enumerate(things):
        for draft in _over(thing, drafts):
            if id(draft) not in taken and _is_of(thing, draft):
                out[n] = draft
                taken.add(id(draft))
                break
    return out


def told(draft: Draft | None, near: Sequence[Draft], count: int) -> Iterator[str]:
    """The signs of what the rules for needs made of a thing."""
    yield f"needed={draft is not None}"
    yield f"need near={bool(near)}"
    yield f"needs={min(3, count)}"
    for one in near:
        yield f"need rule={one.rule}"


def _over(thing: Thing, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Needs that share a character with a thing; needs stand in order of place."""
    begin = bisect_left(drafts, thing.start - _LONGEST, key=lambda d: d.span[0])
    for draft in drafts[begin:]:
        if draft.span[0] >= thing.end:
            break
        if draft.span[1] > thing.start:
            yield draft


def _is_of(thing: Thing, draft: Draft) -> bool:
    """Whether the figure is the thing's, or, where none is told, the item."""
    figure = draft.fields.get("amount") or draft.fields.get("quantity")
    if figure is not None:
        known = figure if isinstance(figure, list) else [figure]
        mine = thing.money.amounts if thing.money else thing.values
        return any(abs(a - float(b)) <= 0.01 * abs(float(b)) for a in mine for b in known)
    item, mine_item = str(draft.fields.get("item") or "").lower(), thing.item.lower()
    return bool(item and mine_item) and (mine_item in item or item in mine_item)


def _need(scene: Scene, n: int, who: Who, amounts: Amounts) -> Draft:
    signs = scene.signs
    assert signs is not None
    thing, trigger = signs.things[n], signs.governed[n].trigger
    needs = who(scene, trigger) if trigger else scene.givers.topic
    fields: dict[str, object] = {"who": needs} if needs else {}
    spans: dict[str, tuple[int, int]] = {}
    if thing.item:
        fields["item"] = thing.item
        if thing.item_span:
            spans["item"] = thing.item_span
    elif thing.money:
        fields["item"] = "funding"
    amounts(thing, fields, spans)
    return Draft("need", (thing.start, thing.end), fields, spans, WEIGHED)
