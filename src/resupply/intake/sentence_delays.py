"""Delays of sentences that no rule reads but the weights speak for: what is held up, by whom."""

from collections.abc import Mapping

from resupply.intake import delay_actor
from resupply.intake import sentence_drafts as drafts
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

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


def delay(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is held up, and by whom."""
    at, family = drafts.told_by(scene, "delay", begin) or (begin, "delay.late")
    kind, others = _TYPES[family]
    low = scene.page.words[at].low
    kind = next((k for word, k in others.items() if low.startswith(word)), kind)
    thing = drafts.nearest(scene, at, begin, end)
    made = drafts.draft_of(scene, "delay", begin, end, thing)
    made.fields["type"] = kind
    trigger = drafts.trigger_at(scene, at)
    item = made.spans.get("item")
    actor = None
    if trigger is not None and item:
        actor = delay_actor.find(scene, trigger, item)
    elif item:
        actor = delay_actor.giver(scene, item) or delay_actor.named_before(scene, item[0])
    if actor:
        made.fields["actor"] = actor
    return made
