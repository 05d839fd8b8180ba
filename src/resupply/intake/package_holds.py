"""What a package has or a project provides for: "The package has a radar, lorries and drones".

"Has" is no verb of giving, and "provides for" leads to what a law foresees as well; behind a
package, a batch or a project told as aid they list what is given.
"""

from collections.abc import Callable

from resupply.intake import rx
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift
from resupply.intake.triggers import Trigger

#: What holds things that are given, up to its verb, at the head of a sentence.
_HOLDS = rx.compile(
    r"[“\"]?(?:The|This|That|Its|Their|Our|A|An|Another|[A-Z][\w’'-]+['’]s?) (?:[\w$€£.,-]+ ){0,6}?"
    r"(?:package|batch|tranche|shipment|consignment|delivery|donation|cargo|drawdown|gift|kit"
    r"|convoy|assistance|aid)(?: (?:of|for|to|from) (?:[\w’'-]+ ?){1,5}?)? ?"
    r"(?:also |now |again )?(?P<verb>has|had|will have|lists|listed|is made up of|was made up of"
    r"|features|boasts) (?:also |among other things,? )?"
)
#: Such as "The project provides for".
_FORESEES = rx.compile(
    r"(?:The|This|Its|Their|Our|Under) (?:[\w-]+ ){0,4}?"
    r"(?:project|programme|program|package|grant|agreement|initiative|contract|deal|plan|tranche"
    r"|memorandum)(?: (?:of|for|with|between) (?:[\w’'-]+ ?){1,5}?)? ?"
    r"(?:also )?(?P<verb>provides|provided|will provide) for (?:the (?:supply|delivery|purchase"
    r"|provision|procurement|transfer|donation) of )?"
)
#: Such as "On board were", "Other things went along too:": the load of a convoy.
_ABOARD = rx.compile(
    r"(?:Also |And )?(?:[Oo]n board|[Aa]board|[Ll]oaded on(?:to)?)"
    r"(?: (?:the|this|these|each|it|them|both|our|its|their)(?: [\w’'-]+){0,3}?)?"
    r"(?: (?P<is>is|are|was|were)(?: also)?|:) "
    r"|[^.;:\n]{3,70}? (?P<goes>(?:went|came|travelled|traveled)"
    r"(?: on tour| on board| aboard| along| on (?:its|their|the) way| with (?:it|them|us))?"
    r"(?: too| also| as well)?"
    r"|(?:is|are|was|were) (?:also |now )?(?:on board|aboard|loaded|on (?:its|their|the) way))"
    r"(?: to [A-Z]\w+)?(?: too| also| as well)?: "
)
#: What ends a list: a verb or a new clause.
_CLAUSE = rx.compile(
    r"[.;:!?]\s|\b(?:which|who|that|but|while|because|after|is|are|was|were|has|have|had|will|would"
    r"|can|could|to)\b"
)
#: What a package has that is no goods: "has a value of 3 million", "has two parts".
_NO_GOODS = rx.compile(
    r"(?:(?:a|an|the|two|three|four|no|some|several) )?(?:\w+ )?(?:value|worth|price|cost|aim|goal"
    r"|purpose|part|phase|component|chance|problem|effect|impact|weight|total|support of|backing)"
)
_NEAR = 40
#: Heads of what is told as a whole before its parts.
_WHOLES = frozenset(["package", "drawdown", "tranche", "batch", "shipment", "consignment"])
Openers = Callable[[int], tuple[int, int] | None]
#: The verb's base, for others to know it by.
HOLDS = "have"


def led(page: Page, thing: Thing, governed: Governed) -> Governed:
    """The thing as part of the package before it, where no verb governs it.

    Args:
        page: The text.
        thing: Goods.
        governed: Its verb.
    """
    trigger = governed.trigger
    plain = thing.sort == "goods" and thing.item and thing.family not in ("aid", "cash")
    aboard = _aboard(page, thing, trigger) if plain else None
    if aboard is not None:
        return Governed(aboard, "object", "")
    if not plain or not (trigger is None or trigger.lemma in ("have", "provide", "list")):
        return governed
    begin, _ = page.sentence(thing.first)
    start = page.words[begin].start
    found = _HOLDS.match(page.text, start, thing.start) if trigger is None else None
    found = found or _FORESEES.match(page.text, start, thing.start)
    if found is None or _NO_GOODS.match(page.text, found.end()):
        return governed
    if _CLAUSE.search(page.text, found.end(), thing.start):
        return governed
    first = page.things_in(page.index(found.end()), thing.first + 1)
    if not first or first[0].start - found.end() > _NEAR or first[0].family == "aid":
        return governed
    at = page.index(found.start("verb"))
    return Governed(Trigger(at, at, HOLDS, "contain", "", tense="present"), "object", "")


def _aboard(page: Page, thing: Thing, trigger: Trigger | None) -> Trigger | None:
    """Such as "On board were tents": as if the convoy brought them, where no other verb does."""
    begin, _ = page.sentence(thing.first)
    found = _ABOARD.match(page.text, page.words[begin].start, thing.start)
    if found is None or _CLAUSE.search(page.text, found.end(), thing.start):
        return None
    at = page.index(found.end()) - 1
    if trigger is not None and trigger.at > at:
        return None
    return Trigger(at, at, "bring", "deliver", "", tense="past")


#: What tells the parts of a package that was named before: "Also in the drawdown:".
_OF_IT = rx.compile(
    r"(?:[Aa]lso |[Ii]ncluded )?(?:in|with|[Ii]n|[Ww]ith|[Uu]nder|[Aa]s part of) (?:the|this|that)"
    r" (?:new |latest )?(?P<a>package|drawdown|tranche|batch|shipment|consignment)\b"
    r"|(?:The|This|That) (?:new |latest |\w+th )?(?P<b>package|drawdown|tranche|batch|shipment"
    r"|consignment) (?:also |will |now )*(?:holds?|includes?|contains?|has|comprises?|consists?)\b"
    r"|(?:Also )?[Ii]ncluded (?:is|are)\b"
)


def settle_stages(page: Page, gifts: list[Gift], openers: Openers) -> None:
    """What a package holds is as far as the package that was told before, in place.

    Args:
        page: The text.
        gifts: Its gifts, in order.
        openers: Gives the line above the list that a character stands in.
    """
    whole: Gift | None = None
    for gift in gifts:
        begin, _ = page.sentence(gift.thing.first)
        start, at = page.words[begin].start, gift.thing.start
        if gift.status == "pledged" and _ABOARD.match(page.text, start, at):
            gift.status = "delivered"
        elif _whole(gift):
            whole = gift
        elif whole and whole.status == "committed" and gift.status == "pledged":
            above = openers(at)
            told = [_OF_IT.match(page.text, k) for k in (start, *(above or ())[:1])]
            names = [m["a"] or m["b"] or _whole(whole) for m in told if m]
            if gift.donors == whole.donors and _whole(whole) in names:
                gift.status = "committed"


def _whole(gift: Gift) -> str:
    """What a package with a figure is called, or "" where a gift is none."""
    figure = gift.thing.money or gift.thing.values
    return next((w for w in gift.item.lower().split() if w in _WHOLES), "") if figure else ""
