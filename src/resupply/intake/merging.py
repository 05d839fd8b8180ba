"""Things that belong together: a package and its worth, money and what it buys, a part."""

import re

from resupply.intake import lexicon
from resupply.intake.page import Page
from resupply.intake.things import Thing

_WORTH = re.compile(
    r"(?:[^.;:\n]{0,60}?)[\s,(–-]*\b(?:worth|valued at|valued|totall?ing|amounting "
    r"to|costing|at a cost of|at a total cost of|to the value of"
    r"|(?<=so far, )at|with a (?:total |combined |market )?value of|for a total of|"
    r"estimated at|to the tune of|in the amount of|whose value is|which is worth"
    r"|which totals|with a price tag of|priced at|the value of which is|of a value "
    r"of|for the amount of|total value|a total value of)\s+(?:of\s+)?(?:a total of "
    r"|some |about |around |over |more than |approximately |nearly |almost |up to "
    r"|at least |roughly |an estimated )*$",
    re.IGNORECASE,
)
_OF = re.compile(
    r" of (?:about |around |over |more than |nearly |almost |up to |at least |some "
    r"|roughly |approximately |an additional |another )?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"\s?\((?:worth |about |around |over |more than |=|~|value: |total: |valued at )*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:[^.:;\n]{0,40})\.?\s+(?:Total |Its |The )?(?:value|worth|cost|price)(?: "
    r"is| of the package| of the package is)?:?\s+(?:about |over |some |approximately "
    r")?$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r" (?:with (?:the )?(?:[A-Z][\w.’'-]* (?:of |for )?){1,6})?(?:[\w’']+ ){0,2}(?:for|"
    r"to) (?:the |a |an |joint |further )*(?:help (?:[A-Z]\w+ )?(?:to )?)?(?:(?:purchase|"
    r"procurement|supply|delivery|deliveries|acquisition|provision|production|repair|"
    r"buying|purchasing"
    r"|procuring|buy|purchase|procure|finance|financing|fund|funding|pay for|provide|"
    r"providing|cover|support|supporting|order|make|produce) (?:of |with |for )?)?(?:the "
    r"|a |an |more |additional |new |urgent |critical |its |their )*",
    re.IGNORECASE,
)
_PART = re.compile(
    r" (?:for|against|on|to) (?:the |its |their |these |those |more |various |use "
    r"(?:in|with) |a |such |[A-Z]\w+['’]s? )*$"
)


_SPENT = re.compile(
    r" (?:of it |of this |of which |of that )?(?:(?:will|would|is|are|was|were|to|"
    r"can|should) )*(?:be |been )?(?:spent|used|go|goes|earmarked|allocated|intended|"
    r"meant) (?:on|for|to buy|towards?|to purchase|to) (?:the |more |new )*"
)
_RAISED = re.compile(
    r"\b(?:doubl|increas|rais|boost|tripl|lift|top)\w*\b[^.;]{0,60}$", re.IGNORECASE
)


CARRIERS = lexicon.words("merging.carriers")
_LOADED = re.compile(r" (?:with|carrying|loaded with|laden with|full of|of|transporting|bringing) ")


def _in_load(page: Page, thing: Thing) -> bool:
    """Whether a thing lies on a carrier that was counted ("59 trucks with water, food")."""
    before = [t for t in page.things_in(thing.first - 24, thing.first) if t.carries]
    return (
        bool(before)
        and thing.first - before[-1].first < 25
        and page.sentence(before[-1].first) == page.sentence(thing.first)
    )


_SMALL = frozenset(["small_arms", "personal", "food", "medical"])


def _joint(left: Thing, right: Thing) -> bool:
    """Such as "15,000 rifles and machine guns": one number for both."""
    if left.values and not left.unit:
        return left.family == right.family and (" " not in right.item or left.family in _SMALL)
    behind = left.money and left.item_span and left.item_span[0] >= left.money.end
    return bool(behind) and left.family != "aid"


def _spaced(said: str) -> str:
    return " " + " ".join(said.split()) + " "


def merge(page: Page) -> None:
    """Joins the things of a page in place; those taken in are marked `inside`."""
    load: Thing | None = None
    for left, right in zip(page.things, page.things[1:], strict=False):
        gap = page.text[left.end : right.start]
        if len(gap) > 90 or (left.inside and right.inside):
            continue
        _pair(page, left, right, gap)
        if left.unit and left.item and not left.inside:
            load = left
        elif not left.inside:
            load = None
        listed = gap in (" and ", ", ", " or ", ", and ")
        if load and listed and right.sort == "goods" and not (right.values or right.money):
            right.inside = True
    _lists_for_money(page)


def _pair(page: Page, left: Thing, right: Thing, gap: str) -> None:
    same = page.sentence(left.first) == page.sentence(right.first)
    if right.money and left.sort in ("goods", "deed", "unknown") and left.item and not left.money:
        if (
            (
                same
                and left.family == "aid"
                and not left.values
                and gap in (": ", ", ", " – ", " - ")
            )
            or (
                same
                and gap == " to "
                and _RAISED.search(page.text[max(0, left.start - 60) : left.start])
            )
            or (
                same
                and (
                    _WORTH.fullmatch(gap)
                    or _BRACKET.fullmatch(gap)
                    or (_OF.fullmatch(gap) and left.family == "aid")
                )
            )
            or (not same and _LABEL.fullmatch(gap) and left.family == "aid")
        ):
            _absorb(page, left, right)
        return
    if not same:
        return
    if (
        gap == " and other "
        and left.sort == right.sort == "goods"
        and left.item_span
        and right.item_span
    ):
        left.item_span = (left.item_span[0], right.item_span[1])
        left.item = page.text[slice(*left.item_span)]
        left.end, left.last, right.inside = right.end, right.last, True
        return
    if (
        left.money
        and right.sort == "goods"
        and (not left.item or left.head in ("agreement", "contract", "deal", "fund", "project"))
        and not right.money
    ):
        if _FOR.fullmatch(_spaced(gap)):
            left.values = left.values or right.values
            _buys(left, right)
        elif _SPENT.fullmatch(_spaced(gap)):
            left.values, left.number_span = right.values, left.number_span
            _buys(left, right)
    elif (
        left.values
        and left.head in CARRIERS
        and right.sort in ("goods", "unknown")
        and _LOADED.fullmatch(gap)
    ):
        right.inside, left.carries = True, True
    elif left.head in ("hospital", "clinic") and gap in (" with ", " of ") and right.values:
        right.inside = True
    elif left.inside and right.sort == "goods" and gap in (" and ", ", ") and _in_load(page, left):
        right.inside = not right.values
    elif (
        (gap == " and " and right.sort == "goods" and not right.values and _joint(left, right))
        or (left.unit and right.sort == "goods" and gap in (" and ", ", ") and not right.values)
        or (
            (left.sort == "goods" or (left.money and left.item))
            and right.sort == "goods"
            and _PART.fullmatch(gap)
            and not right.values
        )
        or (
            left.inside
            and not left.more
            and left.sort == "goods"
            and right.sort == "goods"
            and gap in (" and ", ", ", " or ")
            and right.family == left.family
            and not right.values
        )
        or (left.sort == "goods" and right.sort == "people" and _PART.fullmatch(gap))
    ):
        right.inside = True


def _absorb(page: Page, left: Thing, right: Thing) -> None:
    before = [
        t for t in page.things_in(left.first - 12, left.first) if 0 < left.first - t.last <= 1
    ]
    if before and before[-1].family == "aid" and " of " in before[-1].item and not before[-1].money:
        left.inside = True  # "drawdown of arms and equipment valued at"
        left = before[-1]
    left.money, left.number_span = right.money, left.number_span or right.number_span
    left.end, left.last = right.end, right.last
    right.inside = True


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


_AND = re.compile(r",? (?:and |or |as well as |including )?(?:the |other |more )*$|, $")


def _lists_for_money(page: Page) -> None:
    """Such as "EUR 102 million for shells, medical aid and training": all of the list is inside."""
    for n, thing in enumerate(page.things):
        if not thing.more:
            continue
        end = thing.end
        for later in page.things[n + 2 :]:
            gap = page.text[end : later.start]
            if later.values or later.money or not _AND.fullmatch(gap):
                break
            later.inside = True
            thing.more.append(later)
            end = later.end
