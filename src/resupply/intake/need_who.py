"""Who asks, where others are to give: "urged the allies to supply", "appealing to them to send"."""

import re

from resupply.intake import delay_actor
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.triggers import BACK, Trigger

_ASKS = ("urg", "ask", "appeal", "call", "plead", "press", "beg", "request", "implor", "lobb")
_NEAR = 14


def asker(scene: Scene, trigger: Trigger) -> str | None:
    """Who asks others to do what a verb of giving tells; None where nobody is asked to.

    Args:
        scene: The text.
        trigger: The verb of giving ("to supply").
    """
    page, words = scene.page, scene.page.words
    if trigger.group == "need" or trigger.nominal or trigger.tense != "to":
        return None
    begin, _ = page.sentence(trigger.at)
    asks = range(trigger.first - 1, max(begin, trigger.first - _NEAR), -1)
    at = next((k for k in asks if words[k].low.startswith(_ASKS) and k not in page.names), None)
    if at is None or at + 1 >= trigger.first:
        return None
    if at > begin and (words[at - 1].closed == "pronoun" or words[at - 1].low in BACK):
        meant = scene.clauses.meant(at - 1)
        if meant is not None:
            return meant.id  # "the country called on its allies to"
    named = [a for a in page.actors_in(begin, at) if a.kind != "place"]
    needy = [a for a in named if scene.in_need(a)]
    if needy:
        return needy[-1].id
    return named[-1].id if named else scene.givers.topic


_AGENCY = re.compile(r" (?:\w+ )?(?:agency|body|organi[sz]ation)\b")


def named(scene: Scene, actor: Actor) -> str:
    """The id of who is named; "the UN agency" is the agency that was named last."""
    if actor.id == "UN" and _AGENCY.match(scene.page.text, actor.end):
        return delay_actor.agency(scene, actor.start) or actor.id
    return actor.id
