"""Goods and sums of aid that are held up: promised once, and not sent now."""

from resupply.intake import lexicon
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: Verbs that hold up what was proposed or promised, with the stage they leave a sum at.
_HELD_UP = {
    **dict.fromkeys(["block", "veto", "stall", "delay", "obstruct", "reject"], "in_talks"),
    **dict.fromkeys(["pause", "suspend", "halt", "freeze", "withhold", "hold"], "paused"),
}
#: Verbs that hold back goods on their way; "put" is "put on hold".
_HOLDS = frozenset(["pause", "suspend", "halt", "freeze", "withhold", "hold", "delay", "put"])
_ARMS = lexicon.words("production.arms")


def stage(trigger: Trigger, thing: Thing) -> str:
    """The stage at which a verb of holding up leaves a thing."""
    return _HELD_UP.get(trigger.lemma, "paused") if thing.money else "paused"


def sum_is_held(thing: Thing, governed: Governed, trigger: Trigger) -> bool:
    """Such as "has blocked a package of 50 billion euros": what was meant to be given."""
    held = trigger.group == "delay" and trigger.lemma in _HELD_UP and not trigger.nominal
    figure = bool(thing.money) and thing.family == "aid"
    return held and figure and governed.prep in ("", "in")


def goods_are_held(page: Page, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
    """Such as "A shipment of shells has been put on hold": arms that a donor keeps back."""
    holds = trigger.group == "delay" and trigger.lemma in _HOLDS and not trigger.nominal
    if not holds or thing.money or thing.pronoun or thing.family not in _ARMS:
        return False
    if trigger.tense in ("to", "ing", "maybe") or governed.prep not in ("", "of", "with"):
        return False
    begin, _ = page.sentence(thing.first)
    opens = trigger.first - begin <= 1  # "Being held back are 40 missiles"
    return trigger.passive if governed.side == "subject" else not trigger.passive or opens
