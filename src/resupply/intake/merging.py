"""Things that belong together: a package and its worth, money and what it buys, a part."""

import re

from resupply.intake import (
    aims,
    brackets,
    columns,
    entries,
    fittings,
    gift_items,
    picks,
    rx,
    tables,
    told_of,
    wholes,
)
from resupply.intake.page import Page
from resupply.intake.things import Thing

_WORTH = rx.compile(
    r"(?:[^.;:\n]{0,60}?)[\s,(–-]*\b(?:worth|valued at|valued|totall?ing|amounting "
    r"to|costing|at a cost of|at a total cost of|to the value of"
    r"|(?<=so far, )at|(?<=, )at|to a (?:total )?value of|(?:has|had|have) a (?:total |combined )?"
    r"(?:value|cost|worth) of|with a (?:total |combined |market )?value of|for a total of|"
    r"estimated at|to the tune of|(?:in|to) the amount of|whose value is|which is worth"
    r"|which totals|with a price tag of|priced at|the value of which is|of a value "
    r"of|for the amount of|total value|a total value of)\s+(?:of\s+)?(?:a total of "
    r"|some |about |around |over |more than |approximately |nearly |almost |up to "
    r"|at least |roughly |an estimated )*$",
    re.IGNORECASE,
)
_OF = rx.compile(
    r" of (?:about |around |over |more than |nearly |almost |up to |at least |some "
    r"|roughly |approximately |an additional |another )?$",
    re.IGNORECASE,
)
_BRACKET = rx.compile(
    r"\s?\((?:worth |now |or |about |around |over |more than |=|~|value: |total: |valued at )*$",
    re.IGNORECASE,
)
_LABEL = rx.compile(
    r"(?:[^.:;\n]{0,75})\.?\s+(?:Total |Its |The )?(?:total )?"
    r"(?:value|worth|cost|price)(?: "
    r"is| was| of the package| of the package is|, at|,)?:?\s+(?:about |over |some |approximately "
    r"|more than |nearly |almost |around |estimated at )*$",
    re.IGNORECASE,
)
_FOR = rx.compile(
    r" (?:with (?:the )?(?:[A-Z][\w.’'-]* (?:of |for )?){1,6})?(?:[\w’']+ ){0,2}(?:for|"
    r"to|into|towards?) (?:the |a |an |joint |further )*"
    r"(?:help (?:[A-Z]\w+ |them |it |the (?:country|army|government) )?(?:to )?)?"
    r"(?:(?:purchase|"
    r"procurement|supply|delivery|deliveries|acquisition|provision|production|repair|"
    r"buying|purchasing"
    r"|procuring|buy|purchase|procure|finance|financing|fund|funding|pay for|provide|"
    r"providing|cover|support|supporting|order|make|produce|acquire|obtain) (?:of |with |for )?"
    r"|(?:give|send|supply|provide|equip|buy) (?:[A-Z]\w+|them|it|the (?:country|army|government)) "
    r"(?:with )?)?(?:the "
    r"|a |an |more |additional |new |urgent |critical |its |their )*",
    re.IGNORECASE,
)
#: Such as "for war-torn Kyiv to buy", behind a sum: who is to buy.
_FOR_THEM_TO = rx.compile(
    r" (?:for|to help|so) (?:the )?(?:[a-z]+-[a-z]+ )?[A-Z]\w+(?:['’]s? (?:\w+ ){1,3}| )(?:to )?"
    r"(?:buy|purchase|procure|acquire|order|get|build|produce|make) [\"“‘'„«]?"
    r"(?:the |a |an |more |additional |new |its |their )*"
)
_PART = rx.compile(
    r" (?:for|against|on|to) (?:the |its |their |these |those |more |various |use "
    r"(?:in|with) |a |such |[A-Z]\w+(?:['’]s?)? )*$"
)


_FROM = rx.compile(r"(?:[,–—]|\beverything) from (?:[\w-]+ to )*(?:[\w-]+ ){0,3}?$")
_SPENT = rx.compile(
    r" (?:of it |of this |of which |of that )?(?:(?:will|would|is|are|was|were|to|"
    r"can|should) )*(?:be |been )?(?:spent|used|go|goes|earmarked|allocated|intended|"
    r"meant|made available) (?:on|for|towards?|to(?: (?:buy|purchase|procure|fund|finance|pay for"
    r"|order|supply|provide|make|produce|send|deliver|cover))?) (?:the |more |new )*"
)
_FUND = rx.compile(
    r" (?:to|into|through) (?:the |a |an )?(?:[A-Z][\w-]+ ){0,4}(?:trust )?"
    r"(?:fund|programme|initiative|scheme|facility) for "
)
_APPOSED = rx.compile(r"(?: so far| yet| ever)?(?:: |, | – | - )")
_AGREED = frozenset(["agreement", "contract", "deal", "fund", "project", "sum", "amount"])
_UP_TO = rx.compile(
    r" (?:(?:for|to) [A-Z]\w+ |this year |next year |"
    r"by (?:an? )?[\w.]+ (?:percent |per cent )?)*(?:to|from|by)(?: another| a further)?"
    r" (?:over |more than |nearly |about |some )?"
)
_PRICE = rx.compile(r" for (?:about |around |some |nearly |over |almost )?$")
_RAISED = rx.compile(
    r"\b(?:doubl|increas|rais|boost|tripl|lift|top)\w*\b[^.;]{0,60}$", re.IGNORECASE
)


_LOADED = rx.compile(
    r"(?: (?:from|of|for) [A-Z]\w+)? (?:with|carrying|loaded with|laden with|full of|of"
    r"|packed with|stocked with|filled with|transporting|bringing) "
)


def _in_load(page: Page, thing: Thing) -> bool:
    """Whether a thing lies on a carrier that was counted ("59 trucks with water, food")."""
    before = [t for t in page.things_in(thing.first - 24, thing.first) if t.carries]
    return (
        bool(before)
        and thing.first - before[-1].first < 25
        and page.sentence(before[-1].first) == page.sentence(thing.first)
    )


def _in_a_kit(page: Page, thing: Thing) -> bool:
    """Whether a thing inside another one is what a kit or parcel before it holds."""
    before = [t for t in page.things_in(thing.first - 24, thing.first) if not t.inside]
    if not before or before[-1].head not in _KITS:
        return False
    between = page.text[before[-1].end : thing.start]
    led = _FILLED.match(between)
    return led is not None and not any(mark in between for mark in ".;:")


_SMALL = frozenset(["small_arms", "personal", "food", "medical"])


def _joint(left: Thing, right: Thing) -> bool:
    """Such as "15,000 rifles and machine guns": one number for both."""
    if left.values and not left.unit:
        return left.family == right.family and (" " not in right.item or left.family in _SMALL)
    behind = left.money and left.item_span and left.item_span[0] >= left.money.end
    return bool(behind) and left.family != "aid"


def _converted(left: Thing, right: Thing) -> None:
    """Such as "3 billion crowns of military help ($287 million)": one sum in two currencies."""
    one, other = left.money, right.money
    if one is None or other is None or one.currencies[0] in other.currencies or one.end > left.end:
        return
    left.money = one._replace(
        amounts=one.amounts + other.amounts, currencies=one.currencies + other.currencies
    )
    left.end, left.last, right.inside = right.end, right.last, True


def _spaced(said: str) -> str:
    return " " + " ".join(said.split()) + " "


def merge(page: Page) -> None:
    """Joins the things of a page in place; those taken in are marked `inside`."""
    entries.mark(page)
    columns.mark(page)
    tables.mark(page)
    brackets.mark(page)
    picks.mark(page)
    load: Thing | None = None
    for left, right in zip(page.things, page.things[1:], strict=False):
        gap = page.text[left.end : right.start]
        if gap == " (" and left.sort == right.sort == "goods" and not (right.values or right.money):
            closed = page.text[right.end : right.end + 40].partition(")")
            right.inside = right.inside or (bool(closed[1]) and "," not in closed[0])
        if len(gap) > 90 or (left.inside and right.inside) or left.entry or right.entry:
            continue
        _pair(page, left, right, gap)
        if left.unit and left.item and not left.inside:
            load = left
        elif not left.inside:
            load = None
        listed = gap in (" and ", ", ", " or ", ", and ")
        if load and listed and right.sort == "goods" and not (right.values or right.money):
            right.inside = True
    wholes.gather(page)
    aims.mark(page)
    gift_items.mark(page)
    fittings.mark(page)
    told_of.mark(page)


def _pair(page: Page, left: Thing, right: Thing, gap: str) -> None:
    same = page.sentence(left.first) == page.sentence(right.first)
    weighs = right.unit and not right.item and left.sort == "goods" and _WEIGHS.fullmatch(gap)
    if weighs and not (left.head in _ALL_AID and "ing " not in gap):
        if left.values in ((), (1.0,)) or " of " in left.item:
            left.values, left.number_span, left.unit = right.values, right.number_span, right.unit
        right.inside = right.void = True
    elif gap == " and " and left.unit == right.unit == "t" and _weighs_more(left, right):
        both = zip(left.values, right.values, strict=False)
        right.values = tuple(round(a + b, 6) for a, b in both)
        right.start, right.first, left.inside = left.start, left.first, True
    elif left.unit and not left.item and _is_counted_too(right, gap):
        left.item, left.item_span, left.sort = right.item, right.item_span, "goods"
        left.family, left.head, right.inside = right.family, right.head, True
        left.end, left.last = right.end, right.last
    elif left.head in _BATCHES and gap == " of " and right.sort == "goods" and not left.values:
        if right.unit or (right.values and right.item and not left.money):
            left.inside = True  # "a second tranche of 32 tonnes of rice", "a batch of 20 drones"
    elif left.money and right.money and same and _BRACKET.fullmatch(gap):
        _converted(left, right)
    elif right.money and left.item and not left.money and left.sort not in ("people", "share"):
        if _is_worth(page, left, gap, same):
            _absorb(page, left, right)
    elif left.money and not left.item and right.head in _FORMS and _IN_FORM.fullmatch(gap):
        left.item, left.item_span, right.inside = right.item, right.item_span, True
    elif left.money and not left.item and _apposed(right, gap) and same:
        left.item, left.item_span, right.inside = right.item, right.item_span, True
        left.family, left.head = right.family, right.head
    elif gap == ", " and same and _slipped(page, left, right):
        left.item, left.item_span, left.sort = right.item, right.item_span, right.sort
        left.family, left.head, left.pronoun = right.family, right.head, False
        left.end, left.last, right.inside = right.end, right.last, True
    elif same and _modifies(left, right, gap):
        left.inside = True
        start = left.item_span[0] if left.item_span else left.start
        end = right.item_span[1] if right.item_span else right.end
        right.start, right.first, right.item_span = left.start, left.first, (start, end)
        right.item = page.text[start:end]
    elif same and not right.money:
        _buys_or_holds(page, left, right, gap)


def _is_counted_too(right: Thing, gap: str) -> bool:
    """Such as "9 tonnes or 5,000 bags of rice": one thing, weighed and counted."""
    counted = right.sort in ("goods", "unknown") and bool(right.values and right.item)
    return counted and not right.unit and gap in _OR


def _apposed(right: Thing, gap: str) -> bool:
    """Such as "9 million euros - a grant from Malta": of what form a sum is."""
    plain = right.family in ("aid", "cash") and not (right.values or right.money)
    return plain and gap in (" - a ", " – a ", " — a ", ", a ", " – ", " - ")


def _weighs_more(left: Thing, right: Thing) -> bool:
    """Such as "30 tons and 400 kg of rice": one weight in two units."""
    told = len(left.values) == len(right.values) == 1 and not left.item and bool(right.item)
    return told and left.values[0] >= 1 > right.values[0]


def _modifies(left: Thing, right: Thing, gap: str) -> bool:
    """Such as "artillery, mortar and small arms ammunition": all of them say whose ammunition."""
    bare = not (left.values or left.money or left.inside)
    kinds = all(w in _GUNS for w in re.split(r"\W+(?:and )?", left.item.lower()))
    if not (bare and kinds) or right.values or right.money:
        return False
    goes_on = right.family == "ammunition" or (right.item.lower() in _GUNS)
    return goes_on and gap in (", ", " and ", ", and ", " or ")


_GUNS = frozenset(
    ["artillery", "mortar", "cannon", "howitzer", "tank", "rifle", "rocket", "grenade"]
)


def _slipped(page: Page, left: Thing, right: Thing) -> bool:
    """Such as "112,000 mats, 150,000, mosquito nets, 40 lamps": a comma too many in a list."""
    bare = bool(left.values) and not (left.item or left.unit or left.money)
    if not bare or right.sort != "goods" or right.values:
        return False
    near = page.things_in(left.first - 5, right.last + 5)
    return sum(bool(t.values and t.item) for t in near) >= 2


#: What weighs all that was sent: a total, and no gift ("In all the aid weighed 500 tonnes").
_ALL_AID = frozenset(["aid", "assistance", "help", "support", "relief"])
#: Between one measure of a thing and another.
_OR = (" or ", ", or ", ", or about ", " or about ", " (or ")
_BATCHES = frozenset(
    ["tranche", "consignment", "batch", "shipment", "delivery", "donation", "load"]
)
_WEIGHS = rx.compile(
    r"(?: (?:from|for|to) [A-Z][\w ]{2,30})?,? (?:(?:which |that )?weigh(?:ing|s|ed)|totall?ing"
    r"|(?:has|had|have) a (?:total |combined )?(?:weight|mass) of"
    r"|with a (?:total |combined )?(?:weight|mass) of) (?:about |around "
    r"|over |more than |nearly |almost |some |a total of )?"
)

#: Such as "4.5 billion dollars for Kyiv, financed by a grant": the form the money has.
_FORMS = frozenset(["grant", "loan", "credit", "guarantee", "bond"])
_IN_FORM = rx.compile(
    r"(?: (?:for|to) [\w ]{2,30})?,? (?:financed|funded|provided|paid|given|"
    r"made available|in the form) "
    r"(?:by|through|as|with|out of|of) (?:a |an |the )?"
)


def _is_worth(page: Page, left: Thing, gap: str, same: bool) -> bool:
    """Whether the sum behind a thing is what the thing is worth."""
    aid = left.family == "aid"
    if not same:
        begin, end = page.sentence(left.first)
        alone = left.sort == "goods" and page.things_in(begin, end) == [left]
        return (aid or alone) and bool(_LABEL.fullmatch(gap))
    if (
        _WORTH.fullmatch(gap)
        or _BRACKET.fullmatch(gap)
        or ((aid or left.family == "cash") and _OF.fullmatch(gap))
    ):
        return True
    if _UP_TO.fullmatch(gap) and _RAISED.search(page.text, max(0, left.start - 60), left.start):
        return True
    if left.sort == "goods" and _PRICE.fullmatch(gap):
        return not aid or not left.values
    return aid and bool(_APPOSED.fullmatch(gap))


def _buys_or_holds(page: Page, left: Thing, right: Thing, gap: str) -> None:
    """What the second thing is to the first: what it buys, its load, its part, or its mate."""
    helpers = left.family == "rescue"  # "doctors and other medical equipment"
    if (
        gap == " and other "
        and not helpers
        and left.item_span
        and right.item_span
        and right.sort == "goods"
    ):
        left.item_span = (left.item_span[0], right.item_span[1])
        left.item = page.text[slice(*left.item_span)]
        left.end, left.last, right.inside = right.end, right.last, True
    elif left.money and right.sort == "goods" and (not left.item or left.head in _AGREED):
        if _FOR.fullmatch(_spaced(gap)) or _FUND.fullmatch(gap) or _FOR_THEM_TO.fullmatch(gap):
            left.values = left.values or right.values
            _buys(left, right)
        elif _SPENT.fullmatch(_spaced(gap)):
            left.values = right.values
            _buys(left, right)
    elif left.values and left.head in wholes.CARRIERS and _LOADED.fullmatch(gap):
        if (right.unit or right.values) and right.sort == "goods":
            left.inside = True  # "two convoys carrying 1,100 tonnes of grain": the load counts
        else:
            right.inside, left.carries = right.sort in ("goods", "unknown"), True
    else:
        right.inside = right.inside or _is_part(page, left, right, gap)


def is_spent_on(page: Page, left: Thing, right: Thing) -> bool:
    """Whether the gap between two things says that the first is spent on the second."""
    return bool(_SPENT.fullmatch(_spaced(page.text[left.end : right.start])))


_MADE_OF = rx.compile(
    r"(?: \([A-Z][\w-]+\))?,? (?:of|with|made up of|composed of|comprising|consisting of"
    r"|numbering) "
)
_FITTED = rx.compile(
    r"(?: \([A-Z][\w-]+\))? (?:with|fitted with|armed with) (?:more |additional )?"
)
_KITS = frozenset(
    ["kit", "parcel", "basket", "hamper", "bag", "backpack", "bundle", "pouch", "pack"]
)
_FILLED = rx.compile(
    r"(?: with|,? (?:containing|that contain|which contain|holding|including|comprising"
    r"|consisting of|made up of)) "
)
#: What comes with a weapon or a machine, and is no gift of its own.
_EXTRAS = frozenset(["spare parts", "spares", "accessories", "ammunition", "launchers"])
_ARMED = frozenset(
    [
        "artillery",
        "armour",
        "air_defence",
        "drones",
        "systems",
        "vehicles",
        "engineering",
        "small_arms",
    ]
)


def _is_part(page: Page, left: Thing, right: Thing, gap: str) -> bool:
    """Whether the second thing says only something of the first."""
    plain = right.sort == "goods" and not (right.values or right.money)
    fitted = plain and bool(_FITTED.fullmatch(gap))
    if plain and left.head in _KITS and _FILLED.fullmatch(gap) and not left.money:
        right.void = True
        return True  # "kits with food, soap and towels": what each of them holds
    extra = right.family == "ammunition" or right.item.lower() in _EXTRAS
    if fitted and extra and left.sort == "goods" and left.family in _ARMED and not left.money:
        right.void = True
        return True  # "a bridge-laying tank with spare parts"
    if fitted and left.values and left.sort == "goods" and left.family not in ("aid", "support"):
        return left.head not in wholes.CARRIERS
    if left.head == "team" and not left.values and right.values and _MADE_OF.fullmatch(gap):
        left.values, left.number_span = right.values, right.number_span
        return True  # "a rescue team of 150 engineers"
    if left.head in ("hospital", "clinic") and gap in (" with ", " of ") and right.values:
        return True
    if right.sort == "people":
        return left.sort == "goods" and bool(_PART.fullmatch(gap))
    if right.sort != "goods" or right.values:
        return False
    if _is_kind(page, left, right, gap):
        return True
    if gap == " of the " and plain and left.values and left.sort == "goods":
        return True  # "two launchers of the KUB system"
    if gap == " to " and _FROM.search(page.text, max(0, left.start - 60), left.start):
        return False  # "from boots to vests to helmets"
    if _PART.fullmatch(gap):
        joined = bool(left.money) and right.family == "aid" and gap.startswith(" to the ")
        return left.sort == "goods" or joined or bool(left.money and left.item)
    if gap == " or " and left.values and right.family == left.family:
        return True  # "335 trucks or lorries"
    if gap not in (" and ", ", ", " or "):
        return False
    if left.inside and _in_load(page, left):
        return gap != " or "
    if gap == " and " and _joint(left, right):
        return True
    mate = left.inside and not left.more and left.sort == "goods"
    right.void = right.void or (mate and left.void and _in_a_kit(page, left))
    return mate and (right.family == left.family or _in_a_kit(page, left))


def _is_kind(page: Page, left: Thing, right: Thing, gap: str) -> bool:
    """Such as "artillery rounds, including high explosive rounds": kinds of what was named."""
    if gap in (", including ", " including ") and left.sort == "goods" and not left.inside:
        return right.family == left.family and left.family in _ALIKE and " " in left.item
    kinds = left.inside and gap == " and " and page.text[: left.start].endswith("including ")
    return kinds and right.family == left.family and left.family in _ALIKE


_ALIKE = frozenset(["ammunition", "missiles"])


def _absorb(page: Page, left: Thing, right: Thing) -> None:
    before = [
        t for t in page.things_in(left.first - 12, left.first) if 0 < left.first - t.last <= 1
    ]
    head = _listed_under(page, left, right)
    if head is not None:
        left = head
    elif (
        before and before[-1].family == "aid" and " of " in before[-1].item and not before[-1].money
    ):
        left.inside = True  # "drawdown of arms and equipment valued at"
        left = before[-1]
    if left.inside and not left.void and page.text[: left.start].endswith(" and "):
        left.inside = False  # "two hospitals and drugs worth 5 million": each a gift
    left.money, left.number_span = right.money, left.number_span or right.number_span
    left.end, left.last = right.end, right.last
    right.inside = True


def _listed_under(page: Page, left: Thing, right: Thing) -> Thing | None:
    """Such as "10 tonnes of aid, including tents and kits, worth 90,000 dollars": the whole's."""
    begin, _ = page.sentence(left.first)
    near = [t for t in page.things_in(begin, left.first) if not t.inside]
    start = page.words[begin].start
    opened = page.text.rfind(", including ", start, left.start)
    apart = page.text[left.end : right.start].startswith(", worth")
    whole = [t for t in near if t.end <= opened and t.unit]
    fits = opened > 0 and apart and whole and opened - whole[-1].end < 40
    return whole[-1] if fits and not whole[-1].money else None


def _buys(left: Thing, right: Thing) -> None:
    left.item, left.item_span, left.family, left.head = (
        right.item,
        right.item_span,
        right.family,
        right.head,
    )
    left.end = max(left.end, right.end)
    right.inside = True
    left.more.append(right)
