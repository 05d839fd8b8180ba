"""Tables in a sentence or a list: "Lithuania at 1.91%, Latvia at 1.64%, France just 0.23%".

A row is a name with a figure right behind it (or before it, with "in" or "for"); one row alone
is no table.
Each row is a claim of its own, about whom it names. So is each of two sums that are compared.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.money import Money
from resupply.intake.page import Actor, Page
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ABOUT = (
    r"(?: (?:about|around|some|over|more than|nearly|almost|at least|only|just|roughly|a mere"
    r"|merely"
    r"|approximately|close to|an estimated|fewer than|less than|well over|barely|under|up to|now"
    r"|a full|still|another|each))*"
)
#: What may stand between a name and its figure; `deed` marks a verb, which may also tell a gift.
_LINK = rx.compile(
    rf"(?:(?P<deed> (?:gave|gives|has given|spends?|spent|spending|allocat(?:es|ed|ing)"
    rf"|devot(?:es|ed"
    r"|ing)|earmark(?:s|ed)|contribut(?:es|ed|ing)|provid(?:es|ed|ing)|has|had|have|hosts?|took"
    r"|got"
    r"|gets|received|accounts? for|accounted for|reached|reports?|reported|recorded))"
    r"|,? (?:with|at|by|on|is at|was at|were at|stood at|stands at|came to|comes to|of|for)"
    r"| follow(?:s|ed|ing)? (?:with|at|on)| (?:leads|led|tops the list)(?: with| at|,)"
    r"|:| ?[–—-]| ?\(|,)?"
    rf"{_ABOUT} ?(?P<worth>(?:worth|aid|support|GDP|share|[A-Z]{{3}}) )?"
)
#: Such as "71 per cent in Poland", "0.5% for France".
_IN_NAME = rx.compile(
    r"(?: ?%| per ?cents?| percent)?(?: of (?:the |its |their )?(?:GDP|total|whole|output))?"
    r" (?:in|for|from|by) (?:the )?$"
)


class Row(NamedTuple):
    """A name and its figure; `plain` where no verb joins them."""

    actor: Actor
    thing: Thing
    plain: bool


def rows(scene: Scene) -> Iterator[Draft]:
    """A claim for every row of a table of shares, sums or counts."""
    page = scene.page
    taken = scene.given | scene.needed
    told: dict[int, list[Row]] = {}
    for thing in page.things:
        row = _row(page, thing)
        if row is not None and (thing.sort == "share" or id(thing) not in taken):
            told.setdefault(_block(page, thing), []).append(row)
    for found in told.values():
        for group in _alike(found):
            yield from _drafts(scene, group)


def _drafts(scene: Scene, group: list[Row]) -> Iterator[Draft]:
    plain = sum(row.plain for row in group)
    share = group[0].thing.sort == "share"
    if len(group) < 2 or not plain or (not share and len(group) < 3 and plain < 2):
        return
    if len({row.actor.id for row in group}) < 2:
        return
    for row in group:
        thing = row.thing
        first = min(scene.page.index(row.actor.start), thing.first)
        last = max(thing.last - 1, scene.page.index(row.actor.end) - 1)
        kind = "share" if share else "total" if thing.money else "count"
        made = draft(scene, first, last, kind, thing.figure, "claim.row", False)
        made.fields["subject"] = row.actor.id
        made.spans["subject"] = (row.actor.start, row.actor.end)
        yield made


def _alike(found: list[Row]) -> list[list[Row]]:
    """The rows of one kind of figure each."""
    kinds: dict[str, list[Row]] = {}
    for row in found:
        kinds.setdefault("money" if row.thing.money else row.thing.sort, []).append(row)
    out = [kinds[k] for k in kinds if k in ("share", "money")]
    counted = [row for k in kinds if k in ("goods", "unknown", "people") for row in kinds[k]]
    return [*out, counted] if counted else out


def _block(page: Page, thing: Thing) -> int:
    """The sentence of a row; lines right below each other are one block."""
    begin, _ = page.sentence(thing.first)
    at = page.words[begin].start
    line = page.text.rfind("\n", 0, at)
    if thing.sort != "share" or at - line > 4:
        return begin
    while line > 0:
        above = page.text.rfind("\n", 0, line)
        said = page.text[above + 1 : line]
        if len(said) > 60 or not re.search(r"\d ?(?:%|per ?cent)", said):
            break
        line = above
    return page.index(line + 1)


def _row(page: Page, thing: Thing) -> Row | None:
    if thing.sort not in ("share", "money", "goods", "unknown", "people"):
        return None
    if not (thing.values or thing.money) or thing.inside or thing.unit == "km":
        return None
    start = thing.number_span[0] if thing.number_span and not thing.money else thing.start
    for actor in reversed(page.actors_in(max(0, thing.first - 7), thing.first)):
        link = _LINK.fullmatch(page.text, actor.end, start)
        if actor.kind not in ("country", "org", "group") or link is None:
            break
        led = page.words[page.index(actor.start) - 1].low
        if led in ("to", "in", "for", "with") and page.index(actor.start):
            break
        return Row(actor, thing, not link["deed"])
    return _turned(page, thing)


def _turned(page: Page, thing: Thing) -> Row | None:
    """Such as "71 per cent in Poland": a share before its name."""
    if thing.sort != "share":
        return None
    for actor in page.actors_in(thing.last, min(thing.last + 8, len(page.words)))[:1]:
        known = actor.kind == "country" and _IN_NAME.fullmatch(page.text, thing.end, actor.start)
        if known:
            return Row(actor, thing, True)
    return None


# --- two sums that are compared

#: Between two sums, up to the second or its owner.
_AGAINST = rx.compile(
    r"[^.;:\d]{0,50}?(?:,| [–—-])?(?: (?P<cue>to|(?:as )?against|compared (?:with|to)|versus|vs\.?"
    r"|while|and|but|up from|down from|(?:is|was|are|were) (?:dwarfed|exceeded|surpassed) by"
    r"|(?:well |far )?(?:above|below|short of|ahead of)|(?:more|less|higher|lower) than))?(?: "
    r"the)? ?"
)
#: Who gave a sum, or for whom it is told, right behind it.
_GIVEN_BY = rx.compile(
    r"(?: (?:in|of) [a-z][^.;:,\d]{0,30}?)?(?: (?:spent|given|sent|provided|pledged|committed"
    r"|allocated|donated|paid|promised))? (?P<by>from|by|for) (?:the )?(?=[A-Z])"
)
#: Before the first of two sums that only "to" joins: "more aid, 5 million to Chile's 3 million".
_APART = rx.compile(r"[,:(–—] ?\Z")
#: Such as "at the same time last year": when it was so before.
_THEN = rx.compile(
    r"(?: in [a-z][^.;:,\d]{0,30}?)?,?(?: (?:at|in|for|over|during) the same (?:time|period|point"
    r"|months?|quarter)(?: of| in)?)? (?:last year|(?:the|a) year (?:before|earlier|ago)"
    r"|the (?:previous|preceding) year|in (?:19|20)\d\d)\b"
)
_COMPARES = rx.compile(
    r"(?:as )?against|compared|versus|vs|up from|down from|\w+ \w+ by|(?:well |far )?(?:above|below"
    r"|short|ahead)|\w+ than"
)
#: Prices are compared all day.
_GREAT = 1e6


class Sum(NamedTuple):
    """A sum of money, its thing, and who stands with it: before it, or behind "from" or "for"."""

    money: Money
    thing: Thing
    owner: Actor | None
    behind: Actor | None
    by: str


def pairs(scene: Scene) -> Iterator[Draft]:
    """Such as "76 billion to 69 billion from Chile", "50 billion to Peru's 48 billion"."""
    page = scene.page
    told = [(t.money, t) for t in page.things if t.money and t.money.amounts[0] >= _GREAT]
    told = [(m, t) for n, (m, t) in enumerate(told) if not n or m != told[n - 1][0]]
    for (a, one), (b, other) in pairwise(told):
        if b.begin - a.end > 90 or page.sentence(one.first) != page.sentence(other.first):
            continue
        second = _sum(page, b, other)
        stop = second.owner.start if second.owner else b.begin
        found = _AGAINST.fullmatch(page.text, a.end, stop) if stop >= a.end else None
        if found is not None:
            yield from _pair(scene, _sum(page, a, one), second, found["cue"] or "")


def _pair(scene: Scene, one: Sum, other: Sum, cue: str) -> Iterator[Draft]:
    page = scene.page
    compares = _COMPARES.match(cue) is not None
    if compares and _THEN.match(page.text, other.money.end):
        values = [one.thing.figure, other.thing.figure]
        first, last = one.thing.first, other.thing.last - 1
        yield draft(scene, first, last, "comparison", values, "claim.then", False)
        return
    whose = other.owner or other.behind
    if whose is None or (other.owner is None and other.by == "for" and scene.in_need(whose)):
        return
    begin = one.money.begin
    plain = other.owner is not None or other.by != "for"
    apart = _APART.search(page.text, max(0, begin - 2), begin)
    compares = compares or (cue == "to" and apart is not None and plain)
    if not compares and not (cue != "to" and _alike_sums(scene, one, other)):
        return
    for told, actor in ((one, one.owner or one.behind), (other, whose)):
        first, last = told.thing.first, told.thing.last - 1
        rule = "claim.against" if actor else "claim.compared"
        made = draft(scene, first, last, "total", told.thing.figure, rule, False)
        if actor:
            made.fields["subject"] = actor.id
            made.spans["subject"] = (actor.start, actor.end)
        yield made


def _alike_sums(scene: Scene, one: Sum, other: Sum) -> bool:
    """Such as "79 billion for Chile, 69 billion for Peru": told of two, and given to neither."""
    if one.behind is None or other.behind is None or one.behind.id == other.behind.id:
        return False
    return one.by == other.by == "for" and not scene.in_need(one.behind)


def _sum(page: Page, money: Money, thing: Thing) -> Sum:
    behind = _GIVEN_BY.match(page.text, money.end)
    owner = None
    if page.text[money.begin - 2 : money.begin] in ("s ", "’ ", "' "):  # "Peru's less than 48"
        k = page.index(money.begin) - 1
        k -= page.words[k].low in ("'s", "’s", "'", "’")
        owner = _known(page, k)
    actor = _known(page, page.index(behind.end())) if behind else None
    return Sum(money, thing, owner, actor, behind["by"] if behind else "")


def _known(page: Page, k: int) -> Actor | None:
    """Who is named at word `k` and may give."""
    actor = page.actor_at(k)
    word = page.words[k]
    if actor is None and word.low.removesuffix("’s").removesuffix("'s") == "europe":
        return Actor(word.start, word.start + len("Europe"), "Europe", "group")
    return actor if actor is not None and actor.kind in ("country", "org", "group") else None
