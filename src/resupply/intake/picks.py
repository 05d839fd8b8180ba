"""Bare numbers that count some of what stands beside them: "Of the 26 jets, six were sent"."""

import re

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Opens a sentence about some of a whole.
_OF_ALL = rx.compile(r"(?:Of|Out of|From) (?:the |these |those |its |their |all |all the )*\Z")
#: Between a number and what the goods it counts are: "20 of them are", "the other 13 are".
_ARE = rx.compile(r" (?:are|were|is|was|will be)(?: (?:the|all|new|of the type))* ")
#: Between goods that nobody counted and how many of them: "the F-16, of which Oslo promised 24".
_OF_WHICH = rx.compile(r",? of which (?:[\w’'-]+ ){1,7}")
_OTHERS = rx.compile(
    r"(?:the )?(?:other|remaining|further) \S+|\S+ (?:of (?:them|these|those|which))"
)
#: Behind a whole that is a promise of its own.
_PROMISED = rx.compile(
    r",? (?:(?:which|that) )?[^.;:]{0,60}?\b(?:promised|pledged|committed|announced|agreed)\b"
)
#: Between goods and their count told behind them: "carriers, two hundred vehicles".
_BESIDE = rx.compile(r", | – | - | — |: ")
_DASH = rx.compile(r",? (?:--|–|—|-) |, ")
_WHICH = rx.compile(
    r",? (?:that|which|designed|able|capable|used|meant|intended|built|made|known) "
)
#: What any goods may be called when they are counted.
_GENERAL = frozenset(["vehicle", "unit", "piece", "item", "set", "system", "aircraft", "machine"])


def mark(page: Page) -> None:
    """Tells bare numbers what they count, in place."""
    for left, right in zip(page.things, page.things[1:], strict=False):
        if left.inside or right.inside or page.sentence(left.first) != page.sentence(right.first):
            continue
        gap = page.text[left.end : right.start]
        if _counts_what_follows(page, left, right, gap):
            _give(left, right)
            right.start, right.first, left.inside = left.start, left.first, True
        elif _bare(right) and left.item and not left.values and _OF_WHICH.fullmatch(gap):
            _name(left, right)
            left.inside = True
        elif _bare(right) and left.values and left.item and _some_of_a_whole(page, left, gap):
            _name(left, right)
            left.inside = left.void = not is_promised(page, left)
        elif _says_what_they_are(page, left, right, gap):
            right.inside = True
        elif _counted_behind(left, right, gap):
            _give(right, left)
            left.end, left.last, right.inside = right.end, right.last, True


def is_promised(page: Page, whole: Thing) -> bool:
    """Such as "Of the 40 tanks that Malta promised Kyiv, two have come": the whole is promised."""
    begin = max(page.words[page.sentence(whole.first)[0]].start, whole.start - 30)
    at = whole.number_span[0] if whole.number_span else whole.start
    led = _OF_ALL.search(page.text, begin, at)
    return bool(led and _PROMISED.match(page.text, whole.end))


def _bare(thing: Thing) -> bool:
    return thing.pronoun and bool(thing.values) and not (thing.item or thing.unit or thing.money)


def _counts_what_follows(page: Page, left: Thing, right: Thing, gap: str) -> bool:
    """Such as "20 of them are lorries", where the goods have no number of their own."""
    if not _bare(left) or right.sort != "goods" or right.values or right.money:
        return False
    begin = max(page.words[page.sentence(left.first)[0]].start, left.start - 16)
    said = page.text[begin : left.end].lower()
    return bool(_ARE.fullmatch(gap)) and bool(re.search(rf"(?:{_OTHERS.pattern})\Z", said))


def _some_of_a_whole(page: Page, left: Thing, gap: str) -> bool:
    """Such as "Of the 26 jets owned by the air force, six"."""
    begin, _ = page.sentence(left.first)
    start = page.words[begin].start
    at = left.number_span[0] if left.number_span else left.start
    return gap.endswith(", ") and bool(_OF_ALL.fullmatch(page.text[start:at]))


def _counted_behind(left: Thing, right: Thing, gap: str) -> bool:
    """Such as "infantry fighting vehicles - a hundred vehicles"."""
    plain = left.sort == "goods" and left.item and not (left.values or left.money or left.unit)
    if not plain or not right.values or right.unit or right.head not in _GENERAL:
        return False
    same = left.head == right.head or right.head in ("unit", "piece", "vehicle", "system")
    return same and " " not in right.item and bool(_BESIDE.fullmatch(gap))


def _says_what_they_are(page: Page, left: Thing, right: Thing, gap: str) -> bool:
    """Such as "1,000 nanodrones - tiny drones that look ahead": the same, described."""
    plain = right.sort == "goods" and not (right.values or right.money or left.inside)
    if not plain or not left.values or not _DASH.fullmatch(gap):
        return False
    same = left.head.endswith(right.head) or left.family == right.family
    return same and bool(_WHICH.match(page.text, right.end))


def _give(one: Thing, other: Thing) -> None:
    """The number of one thing to the other."""
    other.values, other.number_span = one.values, one.number_span


def _name(one: Thing, other: Thing) -> None:
    """The item of one thing to the other."""
    other.item, other.item_span, other.sort = one.item, one.item_span, "goods"
    other.family, other.head, other.pronoun = one.family, one.head, False
