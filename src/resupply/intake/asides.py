"""Goods and sums that are only told aside: where a gift goes, what uses it, what it belongs to."""

import re

from resupply.intake import gazetteer, lexicon, rx, sum_frames
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.topics import IN_NEED

_CARRIERS = lexicon.words("judging.carriers")
#: Such as "as part of its loan programme": what a gift belongs to.
_PART_OF = rx.compile(r"\bas (?:a )?part of (?:its|the|their|a|an) (?:\w+ )?$")
#: Such as "dwindling stocks of shells": what somebody has left.
_LEFT = rx.compile(
    r"\b(?:dwindling|depleted|shrinking|low|falling|limited|thin|diminishing|own|remaining"
    r"|exhausted|insufficient|total) (?:stocks?|stockpiles?|reserves|inventor(?:y|ies)) of [^.;:]*$"
)
#: Such as "in exchange for a discount on jets": what is got for a gift.
_IN_RETURN = rx.compile(r"\b(?:in (?:exchange|return) for|a discount on)\b[^.;:]*$")
#: Such as "regarding support from Oslo": what somebody speaks of.
_ABOUT = rx.compile(
    r"\b(?:regarding|concerning|as for|as regards|speaking of|with regard to) (?:the )?(?:\w+ )?$",
    re.IGNORECASE,
)
#: Such as "the army's ammunition reserves": what somebody keeps.
_STORED = rx.compile(r" (?:reserves|stocks|stockpiles|inventories|arsenals|depots)\b")
#: Such as "Oslo's assistance will be used to buy gas": what a gift is for.
_USED_FOR = rx.compile(
    r"(?:[\w’'.-]+ ){0,5}?(?:assistance|aid|funds?|money|support|grant|contribution|financing"
    r"|donation|funding) (?:will|would|is to|are to|is|are|can) (?:also )?be (?:used|spent|directed"
    r"|aimed|put) (?:to|on|for|towards?)\b"
)
#: Such as "as long as it is food": a condition.
_ONLY_IF = rx.compile(r"\b(?:as long as|so long as|provided that|on condition that)\b[^.;]*$")
#: Such as "($1 = 0.92 euros)": a rate of exchange below a report.
_RATE = rx.compile(r"(?<=\d) ?(?:[A-Za-z]+ ){0,3}= ?[\d$€£]|(?<=[a-z]) = ?[\d$€£]")
#: Such as "the package has three components": of what parts a gift is made.
_PARTS = frozenset(["component", "element", "pillar", "strand"])
#: Such as "shells for use with Ukraine's jets": what has it already.
_USED_IN = rx.compile(
    r"\b(?:for use|compatible|fired|launched|flown) (?:with|in|by|on|from)"
    r"(?: (?:the|its|their|[A-Z][\w-]+(?:['’]s?)?))* $"
)
#: Such as "means for combating drones": what the goods named before do.
_FOR_DOING = rx.compile(r"[a-z]s? for $")
_DOING = rx.compile(r"[a-z]+ing ")
_GOODS_ING = rx.compile(
    r"(?:fighting|training|heating|sleeping|demining|clearing|landing|hunting|cooking|drinking"
    r"|building|mooring|charging|bridging|loading|engineering|lifting|tracking|firing|targeting"
    r"|marking|reconnoitring|camping|bedding|clothing|plumbing|teaching|learning|jamming) "
)
#: Such as "delivered to one of its hospitals": where the goods go.
_AT_IT = rx.compile(
    r"\b(?:to|in|at|from|for) (?:one of |several |\w+ )?(?:the |its |[a-z]+['’]s )?$"
)
#: Such as "the leading producer of tents: camping tents": what somebody sells.
_SELLS = rx.compile(
    r"\b(?:leading|largest|biggest|main|top) (?:[\w-]+ )?(?:exporter|producer|manufacturer|seller"
    r"|maker|supplier)s?\b"
)
#: Such as "equals the load of 48 trucks": a comparison.
_AS_MUCH = rx.compile(r"\b(?:equals?|equivalent to|equal to|as much as)\b[^.;]{0,30}$")
_MADE = rx.compile(r"\b(?P<who>[A-Z][a-z]+)-(?:made|built|produced|manufactured)\b")
_TRADED = rx.compile(r"\b(?:exports?|imports?|sales|exporters?|importers?|prices?)$", re.IGNORECASE)


def is_aside(page: Page, thing: Thing) -> bool:
    """Whether the words around a thing say that it is none of the gifts told."""
    text, start = page.text, thing.start
    lead = text[max(0, start - 60) : start]
    if thing.head in _PARTS and " " not in thing.item and not thing.unit:
        return True
    if ("=" in text and _RATE.match(text, thing.end)) or lead.rstrip().endswith("="):
        return True
    given_back = "exchange" in lead or "return" in lead or "discount" in lead
    if given_back and _IN_RETURN.search(lead):
        return True
    if sum_frames.is_compared(page, thing) or _own_make(page, thing):
        return True
    if ((" long as" in lead or " that" in lead) and _ONLY_IF.search(lead)) or (
        thing.head in _CARRIERS and _AS_MUCH.search(lead)
    ):
        return True
    if thing.values or thing.money:
        return False
    if _ABOUT.search(lead) or _LEFT.search(lead) or _STORED.match(text, thing.end):
        return True
    begin, _ = page.sentence(thing.first)
    if _USED_FOR.match(text, page.words[begin].start, start):
        return True
    near = lead[-30:].lower()
    if _FOR_DOING.search(near) and _DOING.match(text, start) and not _GOODS_ING.match(text, start):
        return True  # "devices for jamming drones"
    if thing.head in ("hospital", "clinic") and _AT_IT.search(near):
        return True
    if thing.family == "aid" and _PART_OF.search(near):
        return True
    sold = _SELLS.search(text, page.words[begin].start, start)
    used = _USED_IN.search(lead) or _TRADED.search(text[start : thing.end])
    return sold is not None or used is not None


def _own_make(page: Page, thing: Thing) -> bool:
    """Such as "will deploy a Ukrainian-made radar": bought there, and not given."""
    if thing.money or thing.values:
        return False
    made = _MADE.search(page.text, max(0, thing.start - 24), thing.end)
    if made is None:
        return False
    return gazetteer.demonyms().get(made["who"]) in IN_NEED
