"""Stages told by the words around a verb: loads of carriers, errands, what came before a list."""

import re
from collections.abc import Sequence

from resupply.intake import rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

_LOADS = frozenset(["carry", "bring", "transport", "load", "deliver"])
#: What a carrier is sent to do.
_ERRANDS = frozenset(["carry", "bring", "transport", "deliver", "fly", "ferry", "haul", "take"])
_COMES = frozenset(["deliver", "arrive", "receive"])
_NEAR = 500
#: How many sentences above a list are looked at.
_LINES = 6


def of_load(page: Page, clauses: Clauses, thing: Thing, governed: Governed) -> str | None:
    """The stage of what a carrier has on board, or is sent to bring.

    "Is to send a plane carrying tents" is a promise, "planes carrying tents have arrived" is
    not; "sent a plane to deliver tents" says that the tents were sent.

    Args:
        page: The text.
        clauses: Its verbs.
        thing: What is on board, or the carriers.
        governed: What governs it.

    Returns:
        The stage, or None where the words around say nothing.
    """
    trigger = governed.trigger
    if trigger is None or trigger.nominal or trigger.passive:
        return None
    begin, end = page.sentence(trigger.at)
    if trigger.tense == "to" and trigger.lemma in _ERRANDS and governed.side == "object":
        before = _verbs(clauses.between(begin, trigger.first))
        sent = before[-1] if before else None
        done = sent is not None and sent.group == "deliver" and sent.status == "delivered"
        near = sent is not None and trigger.first - sent.at < 12
        return "delivered" if done and near and page.things_in(sent.at, trigger.first) else None  # type: ignore[union-attr]
    if trigger.tense != "ing" or trigger.lemma not in _LOADS:
        return None
    before = _verbs(clauses.between(begin, trigger.first))
    if before:
        if before[-1].group == "arrive" and before[-1].status == "delivered":
            return "delivered"  # "five aircraft have come carrying rice"
        sends = before[-1].group in ("deliver", "pledge", "commit") and not before[-1].passive
        return before[-1].status if sends and before[-1].status != "delivered" else None
    behind = _verbs(clauses.between(trigger.at + 1, end))
    comes = behind and behind[0].group in _COMES and behind[0].tense in ("future", "maybe", "to")
    return behind[0].status if comes else None


def _verbs(found: Sequence[Trigger]) -> list[Trigger]:
    return [t for t in found if not t.nominal and t.tense != "ing"]


#: What is said to have come, before its parts are told.
_HAS_COME = rx.compile(
    r"\b(?:planes?|aircraft|flights?|ships?|vessels?|convoys?|trucks?|shipments?|consignments?|cargo|aid"
    r"|supplies|batch|relief|donations?|assistance|package|goods)\b[^.!?\n]{0,90}?"
    r"\b(?:(?:has|have|had)(?: also| now| already)? (?:arrived|landed|reached|left|departed|docked"
    r"|entered|been (?:delivered|sent|handed over|dispatched|shipped|received))"
    r"|arrived|landed|reached|docked|departed"
    r"|(?:was|were) (?:delivered|sent|handed over|dispatched|shipped"
    r"|received|airlifted|flown)|(?:is|are) (?:now )?arriving)\b"
    r"|\b(?:sent|delivered|handed over|dispatched|donated|received|airlifted) (?:\w+ ){0,6}?"
    r"(?:aid|supplies|shipment|consignment|cargo|convoy|batch|relief|goods|assistance|materials)\b",
    re.IGNORECASE,
)
_TO_COME = rx.compile(
    r"\b(?:will|would|plans? to|is to|are to|expected|due|could)\b[^.!?\n]{0,60}$"
)


def come_before(page: Page, thing: Thing) -> bool:
    """Whether the sentence or two before say that the load or the aid has come.

    Args:
        page: The text.
        thing: A part of it, told first ("The six tonnes of aid contain bandages").
    """
    begin, _ = page.sentence(thing.first)
    at = page.words[begin].start
    told = [*_HAS_COME.finditer(page.text, max(0, at - _NEAR), at)][-1:]
    return any(not _TO_COME.search(page.text, max(0, m.start() - 60), m.end()) for m in told)


def before(page: Page, clauses: Clauses, thing: Thing) -> str:
    """The stage that the sentence before tells, of what is told first as a part of it.

    Args:
        page: The text.
        clauses: Its verbs.
        thing: A part, such as "tents" in "This includes tents".
    """
    if come_before(page, thing):
        return "delivered"
    begin, _ = page.sentence(thing.first)
    at = page.words[begin].start
    for _ in range(_LINES):
        earlier = page.sentence(begin - 1)[0] if begin else begin
        for told in reversed(_verbs(clauses.between(earlier, begin))):
            if told.group in ("commit", "pledge"):
                return told.status
            if told.group == "receive" and told.tense == "present":
                return "delivered"  # "Residents receive aid. These are food and clothes"
        begin = earlier
        if not begin or at - page.words[begin].start > _NEAR:
            break
    return "pledged"


_IN_PLEDGES = rx.compile(
    r" (?:worth )?(?:in|of) (?:new |fresh |total |firm )?(?:pledges|promises)\b"
)


def only_promised(page: Page, thing: Thing) -> bool:
    """Such as "raised 3 million in pledges": promised, whatever the verb says."""
    return bool(thing.money) and bool(_IN_PLEDGES.match(page.text, thing.end))
