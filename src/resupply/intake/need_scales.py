"""Needs weighed: every thing of a text is judged by all that stands around it.

A need of the rules that the weights speak against is left out, a thing that they speak for becomes
a need. Needs told without a thing ("relief on the ground") are the rules' alone.
"""

from collections.abc import Iterator, Sequence

from resupply.intake import need_who, rx, weights
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.scales import near, same_figure
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

#: Chances: a need of the rules below the first is left out, a thing from the second on is one.
LEAVE, TAKE = 0.17, 0.33
#: The rule of what the weights alone take.
WEIGHED = "need.weighed"


def weigh(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The needs that are left, with their chances, and the things that become needs.

    Args:
        scene: The text.
        drafts: What the rules found, in order of place.
    """
    signs = scene.signs
    if signs is None:
        return drafts
    paired = pairs(signs.things, drafts)
    by_rule = {id(d) for d in paired.values()}
    found = [d for d in drafts if id(d) not in by_rule]
    for n, thing in enumerate(signs.things):
        draft = paired.get(n)
        verdict = list(told(thing, draft, drafts))
        chance = weights.chance(signs.weight("need", n, verdict))
        if (
            draft is None
            and chance >= TAKE
            and not any(near(thing, drafts))
            and id(thing) not in signs.given
            and thing.sort != "people"
        ):
            draft = _need(scene, n)
            draft.reason = weights.reason("need", signs.told(n))
        elif draft is not None and chance < LEAVE and not _said_outright(scene, draft):
            continue
        if draft is not None:
            draft.confidence = weights.sure(chance)
            found.append(draft)
    return sorted(found, key=lambda d: d.span)


def pairs(things: Sequence[Thing], drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Which need is of which thing: one to one, in order of place."""
    out: dict[int, Draft] = {}
    taken: set[int] = set()
    for n, thing in enumerate(things):
        for draft in near(thing, drafts):
            if id(draft) not in taken and _is_of(thing, draft):
                out[n] = draft
                taken.add(id(draft))
                break
    return out


def told(thing: Thing, draft: Draft | None, drafts: Sequence[Draft]) -> Iterator[str]:
    """The signs of what the rules for needs made of a thing."""
    over = list(near(thing, drafts))
    yield f"needed={draft is not None}"
    yield f"need near={bool(over)}"
    yield f"needs={min(3, len(drafts))}"
    for one in over:
        yield f"need rule={one.rule}"


#: Words that can mean nothing but a need, whatever stands around them.
_OUTRIGHT = rx.compile(
    r"(?i)\bin (?:\w+ )?need of\b|\b(?:of|for) which there (?:is|are)\b"
    r"|\bmost (?:urgent|pressing|critical) needs\b|\bfunding requirements?\b"
    r"|\bmillion (?:\w+ ){1,3}?need (?:urgent |emergency |humanitarian )*(?:aid|assistance|help)\b"
)


def _said_outright(scene: Scene, draft: Draft) -> bool:
    return bool(_OUTRIGHT.search(scene.page.text, *draft.span))


def _is_of(thing: Thing, draft: Draft) -> bool:
    """Whether the figure is the thing's, or, where none is told, the item."""
    figure = draft.fields.get("amount") or draft.fields.get("quantity")
    if figure is not None:
        return same_figure(thing, figure)
    item, mine_item = str(draft.fields.get("item") or "").lower(), thing.item.lower()
    return bool(item and mine_item) and (mine_item in item or item in mine_item)


def _need(scene: Scene, n: int) -> Draft:
    signs = scene.signs
    assert signs is not None
    thing, trigger = signs.things[n], signs.governed[n].trigger
    who = need_who.of(scene, trigger) if trigger else scene.givers.topic
    fields: dict[str, object] = {"who": who} if who else {}
    spans: dict[str, tuple[int, int]] = {}
    if thing.item:
        fields["item"] = thing.item
        if thing.item_span:
            spans["item"] = thing.item_span
    elif thing.money:
        fields["item"] = "funding"
    amounts(thing, fields, spans)
    made = Draft("need", (thing.start, thing.end), fields, spans, WEIGHED)
    return need_who.settled(scene, made)
