"""What a word of needing governs and is not lacked: causes, purposes, what one waits for."""

from resupply.intake import rx
from resupply.intake.need_words import FACED, NOT_LACKED
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

_CALLED_FOR = frozenset(["for", "on", "upon", "to", "out", "again", "once", "urgently"])
_DUTY = rx.compile(
    r"(?:respect|protect|spare|uphold|honou?r|avoid|prevent|stop|end|cease|refrain)\b "
)
_MAY = rx.compile(r"(?:could|would|can|will|may|might|should) ")
_AND_THEN = rx.compile(r",? and (?:\w+ )?")
_NOUNS = frozenset(["lack", "shortage", "need"])


def is_none(scene: Scene, thing: Thing, trigger: Trigger) -> bool:
    """Such as "seeks rights in return for aid", "hopes this aid serves": nothing that is lacked."""
    page = scene.page
    lead = page.text[max(0, thing.start - 60) : thing.start]
    if NOT_LACKED.search(lead) or (thing.head == "sight" and lead.endswith("in ")):
        return True
    if _DUTY.match(thing.item or "") or _MAY.match(thing.item or ""):
        return True  # "calls on all to respect hospitals"
    if thing.end < page.words[trigger.first].start and _AND_THEN.fullmatch(
        page.text, thing.end, page.words[trigger.first].start
    ):
        return not (trigger.nominal or trigger.passive)  # "thanked them for jets, and urged them"
    after = page.words[trigger.at + 1].low if trigger.at + 1 < len(page.words) else ""
    if trigger.lemma == "call" and not trigger.nominal and after not in _CALLED_FOR:
        return True  # "what he called gifts"
    chain = page.words[max(0, trigger.first - 1) : trigger.at + 1]
    if any(w.low.startswith("struggl") for w in chain) and trigger.lemma != "struggle":
        return True  # "struggle to put together two battalions"
    if trigger.lemma == "ask" and after in ("about", "whether", "how", "why", "if", "what"):
        return True
    if trigger.lemma == "need" and _needed_not(scene, thing, trigger, after):
        return True
    if trigger.lemma in FACED and not trigger.nominal:
        return _faced_not(scene, thing, trigger)
    if trigger.lemma in _NOUNS and thing.first > trigger.at and _apart(scene, thing, trigger):
        return True
    if trigger.lemma == "cost" and thing.money and not _costs_the_needy(scene, trigger):
        return True
    return trigger.lemma == "hope" and not trigger.nominal and after not in ("for", "to")


def _needed_not(scene: Scene, thing: Thing, trigger: Trigger, after: str) -> bool:
    """Such as "no longer needed", "for the needs of hospitals", "is needed to power hospitals"."""
    behind = thing.first > trigger.at
    if scene.page.words[max(0, trigger.first - 1)].low == "longer":
        return True
    if trigger.nominal and after == "of" and behind:
        return True
    return trigger.passive and after in ("for", "to") and not thing.money and behind


def _faced_not(scene: Scene, thing: Thing, trigger: Trigger) -> bool:
    """Such as "faces a wave of cholera, the aid", "awaits permission": no lack is told."""
    words = scene.page.words
    between = words[trigger.at + 1 : thing.first]
    apart = trigger.lemma == "face" and any(w.verb or w.closed == "auxiliary" for w in between)
    return apart or not FACED[trigger.lemma].match(scene.page.text, words[trigger.at].end)


def _apart(scene: Scene, thing: Thing, trigger: Trigger) -> bool:
    """Such as "was needed, with 2 million promised", "a lack of fuel has shut six hospitals"."""
    between = scene.page.words[trigger.at + 1 : thing.first]
    aside = any(
        w.low in ("with", "as") and between[max(0, k - 1)].text == ","
        for k, w in enumerate(between)
    )
    acts = any(
        w.closed == "auxiliary" or (w.verb and w.verb.form in ("past", "s")) for w in between
    )
    return aside or (trigger.nominal and acts)


def _costs_the_needy(scene: Scene, trigger: Trigger) -> bool:
    """Such as "rebuilding Ukraine will cost": what Poland pays for its own is no need."""
    begin, end = scene.page.sentence(trigger.at)
    named = [a for a in scene.page.actors_in(begin, end) if a.kind != "person"]
    return not named or any(scene.in_need(a) for a in named)
