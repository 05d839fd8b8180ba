"""Records of sentences that the weights speak for and no rule reads: what stands in them.

The word that speaks most leads to what it is about, the nearest of the sentence's things; who is
asked for as the rules of the kind ask.
"""

from collections.abc import Mapping, Sequence

from resupply.intake import delay_actor, need_who
from resupply.intake.draft import SPAN_MAX, Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import whose
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: What the families of a delay mean, by family; beginnings of words that mean something else.
_TYPES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "delay.stop": (
        "paused",
        {
            **dict.fromkeys(("cancel", "terminat", "scrap", "abandon", "gutt", "end"), "cut"),
            **dict.fromkeys(("close", "closing", "closure", "shut"), "blocked"),
            "suspen": "suspended",
        },
    ),
    "delay.hold": ("stalled", {}),
    "delay.block": ("blocked", {"stall": "stalled", "stuck": "stalled"}),
    "delay.refuse": ("refused", {}),
    "delay.late": ("delayed", {}),
    "delay.short": (
        "shortfall",
        {
            **dict.fromkeys(("cut", "slash", "reduc", "scal", "drop", "ration", "defund"), "cut"),
            **dict.fromkeys(("fell", "decreas", "shr", "plummet"), "cut"),
            **dict.fromkeys(("target", "goal", "miss"), "missed_target"),
        },
    ),
    "delay.resume": ("resumed", {}),
    "delay.divert": ("diverted", {}),
}
#: What a thing of a delay or need is not.
_NOT_GOODS = frozenset(["time", "place", "share", "people"])


def delay(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is held up, and by whom."""
    at, family = _told_by(scene, "delay", begin) or (begin, "delay.late")
    kind, others = _TYPES[family]
    low = scene.page.words[at].low
    kind = next((k for word, k in others.items() if low.startswith(word)), kind)
    thing = _nearest(scene, at, begin, end)
    made = _draft(scene, "delay", begin, end, thing)
    made.fields["type"] = kind
    trigger = _trigger(scene, at)
    item = made.spans.get("item")
    actor = None
    if trigger is not None and item:
        actor = delay_actor.find(scene, trigger, item)
    elif item:
        actor = delay_actor.giver(scene, item) or delay_actor.named_before(scene, item[0])
    if actor:
        made.fields["actor"] = actor
    return made


def production(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is made, and how much of it."""
    at, _ = _told_by(scene, "production", begin) or (begin, "")
    thing = _nearest(scene, at, begin, end, of_money=False)
    if thing is None:
        return None
    made = _draft(scene, "production", begin, end, thing)
    if thing.values:
        made.fields["quantity"] = list(thing.values)
    return made


def need(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is needed, and by whom."""
    at, _ = _told_by(scene, "need", begin) or (begin, "")
    thing = _nearest(scene, at, begin, end)
    made = _draft(scene, "need", begin, end, thing)
    if thing is not None:
        amounts(thing, made.fields, made.spans)
    trigger = _trigger(scene, at)
    who = need_who.of(scene, trigger) if trigger else whose(scene, begin, end)
    if who:
        made.fields["who"] = who
    return need_who.settled(scene, made)


def _told_by(scene: Scene, kind: str, begin: int) -> tuple[int, str] | None:
    odds = scene.odds
    return odds.told_by(kind, odds.sentence(begin)) if odds else None


def _nearest(scene: Scene, at: int, begin: int, end: int, *, of_money: bool = True) -> Thing | None:
    """The thing nearest to a word; goods before sums, those behind the word before those ahead."""
    things = [
        t
        for t in scene.page.things_in(begin, end)
        if t.sort not in _NOT_GOODS and (t.item or t.money) and (of_money or not t.money)
    ]

    def far(thing: Thing) -> tuple[bool, int]:
        ahead = max(at - thing.last, 0)
        return thing.money is not None, 2 * ahead + max(thing.first - at, 0)

    return min(things, key=far, default=None)


def _draft(scene: Scene, kind: str, begin: int, end: int, thing: Thing | None) -> Draft:
    """A draft over the sentence, at most so long as one may be, the thing within."""
    words = scene.page.words
    start, close = words[begin].start, words[end - 1].end
    if close - start > SPAN_MAX:
        start = max(start, min(close, thing.end if thing else start + SPAN_MAX) - SPAN_MAX)
        close = min(close, start + SPAN_MAX)
    fields: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    if thing is not None and thing.item:
        fields["item"], at = thing.item, thing.item_span
        if at:
            spans["item"] = at
    elif thing is not None:
        fields["item"] = "funding"
    said = "its words speak for it, no rule reads it: look at what and who"
    return Draft(kind, (start, close), fields, spans, reason=said, flags=[said])


def _trigger(scene: Scene, at: int) -> Trigger | None:
    there: Sequence[Trigger] = [t for t in scene.clauses.triggers if t.first <= at <= t.at]
    return there[0] if there else None
