"""Goods that only tell something of others: what each has, what runs it, what a load is made of.

"30 houses, each with a shower and a toilet" are houses; "diesel and petrol generators" are one
thing, and so is "a tranche of medical aid and equipment".
"""

import re
from itertools import pairwise

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Between goods and what each of them has.
_EACH = rx.compile(
    r"(?: [a-z]+)?,? (?:each|all|every one)(?: of (?:them|which|these))? (?:(?:is|are|was|were) )?"
    r"(?:with|containing|holding|equipped with|fitted with|furnished with|comprising|including"
    r"|having|contains?|holds?|has|have|includes?) (?:its own |their own |an? |the )?"
)
_MORE = rx.compile(r"(?:,| and|, and|,? as well as|,? along with) (?:an? |the |its own |some )?")
#: What engines run on: "diesel and gasoline generators".
_FUELS = frozenset(
    ["diesel", "gasoline", "petrol", "gas", "solar", "kerosene", "fuel", "electric", "electricity"]
)
_AND = (" and ", " or ", ", ")
#: What goods are for, where it stands in a list: "vehicles for transport and logistics".
_PURPOSES = frozenset(
    [
        *("logistic", "logistics", "training", "support", "communication", "storage", "treatment"),
        *("maintenance", "transport", "transportation", "shelter", "heating", "water", "care"),
        *(
            "repair",
            "rehabilitation",
            "recovery",
            "reconstruction",
            "protection",
            "food",
            "housing",
        ),
    ]
)
_FOR_TWO = rx.compile(r" for (?:the )?(?:[a-z-]+ ){0,2}[a-z-]+(?:,| and) ")
#: Goods of no kind, that share the noun before "of": "a tranche of medical aid and equipment".
_VAGUE = frozenset(["equipment", "supply", "material", "item", "good", "materiel", "gear"])
_LOAD = rx.compile(
    r"(?:[\w-]+ ){0,3}(?:tranche|batch|shipment|consignment|package|load|cargo|planeload|convoy)"
    r" of (?:[\w-]+ ){0,3}(?:aid|assistance|relief|help|support)",
    re.IGNORECASE,
)


#: Between a number of things and their kind: "1,000 rounds of a new type of ammunition".
_OF_A_KIND = rx.compile(
    r" of (?:an?|the|one|this|these|various|several|different) [“\"‘']?(?:[\w-]+ ){0,2}?"
    r"(?:type|kind|sort|version|class|variant|make|model|category)s?[”\"’']? of "
)


def mark(page: Page) -> None:
    """Marks such goods as `inside` or `void`, in place."""
    fitted: Thing | None = None
    for left, right in pairwise(page.things):
        gap = page.text[left.end : right.start]
        if len(gap) > 60 or right.sort != "goods" or right.money:
            fitted = None
            continue
        on = fitted is left and _MORE.fullmatch(gap)
        if on or (left.sort == "goods" and not right.unit and _EACH.fullmatch(gap)):
            right.inside = right.void = True
            fitted = right
            continue
        fitted = None
        if left.sort != "goods" or right.values or left.inside:
            continue
        if left.values and _OF_A_KIND.fullmatch(gap):
            _as_one(page, left, right)
        elif gap in _AND and _runs_on(left, right):
            _join(page, left, right)
        elif gap == " and " and right.item.lower() in _VAGUE | {"supplies", "goods", "materials"}:
            right.void = right.void or bool(_LOAD.fullmatch(left.item))
        elif right.item.lower() in _PURPOSES and _FOR_TWO.fullmatch(gap):
            right.void = True


def _runs_on(left: Thing, right: Thing) -> bool:
    """Such as "diesel and gasoline generators": both words say what the machines run on."""
    first, _, rest = right.item.lower().partition(" ")
    bare = not (left.values or left.money) and left.item.lower() in _FUELS
    return bare and first in _FUELS and bool(rest)


def _join(page: Page, left: Thing, right: Thing) -> None:
    end = right.item_span[1] if right.item_span else right.end
    start = left.item_span[0] if left.item_span else left.start
    right.start, right.first, right.item_span = left.start, left.first, (start, end)
    right.item, left.inside = page.text[start:end], True


def _as_one(page: Page, left: Thing, right: Thing) -> None:
    """The number and kind of one thing: its words reach to the end of the second."""
    start = left.item_span[0] if left.item_span else left.start
    left.item_span = (start, right.end)
    left.item, left.head, left.family = page.text[start : right.end], right.head, right.family
    left.end, left.last, left.sort = right.end, right.last, "goods"
    right.inside = right.void = True
