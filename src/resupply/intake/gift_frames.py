"""Frames of words around a deed that say how far a gift is: "the draft law on the transfer of"."""

import re

from resupply.intake import lexicon, rx
from resupply.intake.clauses import Governed
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift
from resupply.intake.triggers import Trigger

_REACH = 90
#: What is proposed, and what is agreed, before the deed it is about.
_PROPOSED = rx.compile(
    r"\b(?:draft (?:law|bill|decision|resolution|agreement)|bill|motion|proposal|initiative)\b"
    r"[^.;:]{0,60}\b(?:on|for|to|about) (?:the |a )?(?:free |further |possible )?$",
    re.IGNORECASE,
)
_AGREED = rx.compile(
    r"\b(?:agreement|decision|law|deal|contract|decree|resolution|order)s?\b "
    r"(?:on|for|about) (?:the |a )?(?:free |further |additional |joint )?$",
    re.IGNORECASE,
)
#: What is stopped: "ordered a halt to the supply of".
_HALTED = rx.compile(
    r"\b(?:halt|pause|stop|suspension|freeze|hold|end|interruption) (?:to|of|in|on) "
    r"(?:the |all |any |its )?(?:further )?$",
    re.IGNORECASE,
)
#: Such as "did not rule out sending".
_NOT_RULED_OUT = rx.compile(
    r"\b(?:not|n['’]t|never|without) (?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing))"
    r"(?: the (?:possibility|option) of)? $",
    re.IGNORECASE,
)
#: Such as "Parliament backed the proposal to transfer".
_BACKED = rx.compile(
    r"\b(?:back|support|approv|adopt|endors|pass|accept|confirm|clear)(?:ed|s|es)? (?:the |a )?"
    r"(?:[\w’'-]+ ){0,3}(?:proposal|plan|bill|decision|motion|request|law|initiative) $",
    re.IGNORECASE,
)
#: Who pays for what is made: "is financing the production of 18 howitzers".
_PAYS_FOR = rx.compile(
    r"\b(?:financ(?:e|es|ed|ing)|co-financ(?:e|es|ed|ing)|fund(?:s|ed|ing)?|sponsor(?:s|ed|ing)?"
    r"|pa(?:y|ys|id|ying) for|cover(?:s|ed|ing)? the cost of|bankroll(?:s|ed|ing)?) "
    r"(?:the |its |their )?(?:local |serial |joint |domestic |further )?$",
    re.IGNORECASE,
)


#: What a works turns out, and what was made.
_OUTPUT = rx.compile(
    r"\b(?:production|output|capacity|manufacturing)\b[^.;:]{0,30}?\b(?:top(?:s|ped)?"
    r"|reach(?:es|ed)?|exceed(?:s|ed)?|hit|surpass(?:es|ed)?|total(?:s|led)?|amount(?:s|ed)? to"
    r"|(?:rise|rises|rose|grow|grows|grew|increase|increases|increased) (?:from [\w ,.]{1,20})?to) "
    r"(?:about |over |some |around |nearly |almost |more than |up to )?$",
    re.IGNORECASE,
)
_MADE = rx.compile(
    r" (?:were|was|are|have been|had been) (?:made|produced|manufactured|assembled|built)\b"
)
#: Verbs whose goods stand behind "with", and verbs of aid that grows.
_GIVE_WITH = frozenset(["provide", "supply", "equip", "furnish", "present"])
#: What a gift is called.
_PACKAGES = lexicon.words("judging.gifts") | {"assistance", "support", "initiative", "programme"}
_GROWS = frozenset(["double", "triple", "quadruple", "increase", "raise", "boost"])


def stage(page: Page, trigger: Trigger | None, last: Gift | None) -> str | None:
    """The stage that the words before a deed tell, or None.

    Args:
        page: The text.
        trigger: The deed.
        last: The gift told before.
    """
    if trigger is None:
        return None
    if trigger.nominal:
        return _of_a_noun(page, trigger)
    if trigger.group == "receive" and trigger.tense == "present" and _is_title(page, trigger):
        return "delivered"  # "Ukraine receives the first drones"
    if trigger.lemma == "cost":
        return "pledged"  # "a package is prepared. It will cost 3 million"
    if trigger.tense not in ("ing", "to"):
        return None
    if trigger.tense == "to" and _BACKED.search(_before(page, trigger)):
        return "committed"
    if _NOT_RULED_OUT.search(_before(page, trigger)):
        return "in_talks"
    earlier = last.governed.trigger if last and last.governed else None
    if last is None or earlier is None or earlier.tense != "ing" or earlier.nominal:
        return None
    # "with Malta committing 3 million and Crete adding 2"
    begin, _ = page.sentence(trigger.at)
    between = {w.low for w in page.words[earlier.at : trigger.first]}
    joined = earlier.at >= begin and bool(between & {"and", ","}) and trigger.at > earlier.at
    return last.status if joined and "with" in _lows(page, begin, earlier.first) else None


def _of_a_noun(page: Page, trigger: Trigger) -> str | None:
    """The stage of a noun of a deed, by what leads to it."""
    said = _before(page, trigger)
    if trigger.group == "produce":
        return "committed" if _PAYS_FOR.search(said) else None
    if trigger.group != "deliver":
        return None
    if _HALTED.search(said):
        return "paused"
    if _PROPOSED.search(said):
        return "in_talks"
    return "committed" if _AGREED.search(said) else None


def is_paid_for(page: Page, trigger: Trigger | None) -> bool:
    """Whether somebody pays for what is made ("financed the production of 18 howitzers")."""
    if trigger is None or not trigger.nominal or trigger.group != "produce":
        return False
    return _PAYS_FOR.search(_before(page, trigger)) is not None


def package_of(page: Page, governed: Governed) -> Actor | None:
    """Such as "As part of a package from Finland, Kyiv will get": whose package it is."""
    trigger = governed.trigger
    if trigger is None or trigger.group != "receive" or trigger.passive or trigger.nominal:
        return None
    begin, _ = page.sentence(trigger.at)
    for actor in page.actors_in(begin, trigger.first) if governed.side == "object" else ():
        i = page.index(actor.start) - 1
        i -= i > 0 and page.words[i].closed == "determiner"
        led = i > begin and page.words[i].low in ("from", "by")
        if led and lexicon.singular(page.words[i - 1].low) in _PACKAGES:
            return actor if actor.kind in ("country", "org") else None
    return None


def takes_with(governed: Governed) -> bool:
    """Whether the goods of a verb stand behind "with" ("provided Kyiv with helicopters")."""
    return governed.trigger is not None and governed.trigger.lemma in _GIVE_WITH


def only_grows(page: Page, thing: Thing, governed: Governed) -> bool:
    """Such as "would double its aid", "output will top 300 pieces": no gift."""
    trigger = governed.trigger
    if thing.values and _is_output(page, thing, trigger):
        return True
    if trigger is None or governed.side != "object" or trigger.lemma not in _GROWS:
        return False
    asked = {"need", "talk"} & {*trigger.matrix}
    return thing.family == "aid" and not (thing.values or thing.money or asked)


def _is_output(page: Page, thing: Thing, trigger: Trigger | None) -> bool:
    """Such as "production will top 300 pieces", "40 rounds were made": told of who makes them."""
    if trigger is not None and trigger.group == "produce":
        return False
    lead = page.text[max(0, thing.start - 70) : thing.start]
    return bool(_OUTPUT.search(lead) or _MADE.match(page.text, thing.end))


def _is_title(page: Page, trigger: Trigger) -> bool:
    """Whether a verb stands in a line of its own that ends without a full stop."""
    _, end = page.sentence(trigger.at)
    verb = page.words[trigger.at].verb
    closed = page.words[end - 1].text in ".!?:;"
    line = page.text.find("\n", page.words[trigger.at].start)
    near = 0 <= line - page.words[end - 1].end < 3
    return verb is not None and verb.form == "s" and near and not closed


def _before(page: Page, trigger: Trigger) -> str:
    begin, _ = page.sentence(trigger.at)
    at = page.words[trigger.first].start
    return page.text[max(page.words[begin].start, at - _REACH) : at]


def _lows(page: Page, first: int, last: int) -> set[str]:
    return {w.low for w in page.words[first:last]}
