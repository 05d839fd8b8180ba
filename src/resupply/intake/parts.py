"""Parts of aid: what stands behind "including", "in it are", or is got with the money."""

import re

from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told
from resupply.intake.triggers import Trigger

#: What opens the parts of what stands before: "aid to Ukraine, including", "aid: ".
_PARTS = re.compile(
    r"(?: (?:to|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?(?: (?:since|worth|in|from|over) [^,;:.()]{2,40})?"
    r"(?:,? (?:including|includes|included|which includes|comprising|consisting of|made up of"
    r"|such as|among (?:it|them|others|which)|ranging from)\b(?: in particular| among others)?|:)"
)
_ACTS = (
    r"(?:package|shipment|batch|delivery|consignment|cargo|donation|list|aid|assistance|funding"
    r"|support|contribution|tranche|convoy)"
)
_IN_IT = re.compile(
    rf"(?:Included in|In|Among|Amongst) (?:it|them|these|this|that|(?:the|this|that|its|their)"
    rf" (?:[\w-]+ ){{0,2}}{_ACTS}) (?:is|are|was|were|will be)\b"
)
_MONEY = frozenset(["money", "funds", "funding", "fund", "sum", "contribution", "grant", "donation"])
_GETS = frozenset(
    ["help", "provide", "supply", "buy", "purchase", "procure", "deliver", "fund", "finance", "cover"]
)


def follow(page: Page, thing: Thing) -> bool:
    """Whether "including", "such as" or a colon and goods follow behind a thing."""
    led = _PARTS.match(page.text, thing.end)
    if led is None:
        return False
    first = page.index(led.end())
    return any(t.sort == "goods" for t in page.things_in(first, first + 5))


def in_it(page: Page, begin: int, thing: Thing) -> bool:
    """Such as "In it are rifles and sights", "Among them were 20 trucks"."""
    said = page.text[page.words[begin].start : thing.start]
    return _IN_IT.match(said) is not None


def bought_with_it(page: Page, told: Told, thing: Thing, trigger: Trigger) -> bool:
    """Such as "gave 9 million. The money will supply food and water": goods, behind a sum."""
    last = told.last
    if last is None or not last.thing.money or thing.sort != "goods" or thing.family == "aid":
        return False
    if trigger.lemma not in _GETS or trigger.tense not in ("future", "present", "to"):
        return False
    begin, _ = page.sentence(trigger.first)
    said = {w.low for w in page.words[begin : trigger.first]}
    return bool(said & _MONEY) and 0 < thing.first - last.thing.last < 60
