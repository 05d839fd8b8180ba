"""Needs told as drives: money that volunteers and funds set out to raise, and for what."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts, funding
from resupply.intake.need_wide import told, whose
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every drive of a text: its goal, else what it is for."""
    yield from goals(scene)
    yield from drives(scene)


_MONEY = r"(?:money|funds|cash|donations|contributions|funding|the money|the funds|the sum)"
_FOR = (
    r"(?:for|towards?|to (?:buy|purchase|pay for|fund|finance|provide|supply|equip|get|procure"
    r"|acquire"
    r"|obtain|cover|help (?:buy|pay for|fund|cover)|build|repair|replace|send|support|help))"
)
_DRIVE = (
    r"(?:fund-?raisers?|fund-?raising(?: \w+)?|crowd-?funding(?: \w+)?|collections?|money drive)"
)
_RAISING = rx.compile(
    r"\b(?:"
    rf"(?:(?:is|are|am|was|were|been|be|keeps?|now|start(?:s|ed)?|began|begun|begins?) "
    rf"(?:\w+ly |also |still |now |again )?(?:raising|collecting|gathering|seeking)"
    rf"|(?:aims?|hopes?|hoping|aiming|plans?|planning|wants?|wanting|needs?|trying|tries|seeks?"
    rf"|campaign|drive|appeal|initiative) to (?:raise|collect|gather)) (?:\w+ )?{_MONEY}"
    rf"|(?:raises|collects|gathers|collected|gathered) {_MONEY}"
    rf"|{_MONEY} (?:(?:is|are) (?:now |also |still |to be |being )+|(?:must|has to|have to"
    rf"|needs? to)"
    rf" be )(?:raised|collected|gathered|sought)"
    rf"|(?:launch(?:es|ed|ing)?|open(?:s|ed|ing)?|start(?:s|ed|ing)?|began|organi[sz](?:es|ed"
    rf"|ing|e)"
    rf"|announc(?:es|ed|ing)|set up|runs?|running|held|holds?|holding) (?:an? |the |another "
    rf"|its |new "
    rf"|urgent |joint |online |public |national )*{_DRIVE}"
    rf"|{_DRIVE} (?:has been|have been|was|were|is|are) (?:\w+ )?(?:launched|opened|started"
    rf"|announced"
    rf"|set up|under way|underway|organi[sz]ed|held)"
    rf"|(?:is|are|been) (?:crowd-?funding|fund-?raising)"
    rf")(?: \w+| by [\w ]{{3,30}}?| in [A-Z]\w+)? {_FOR} (?=[\w\d])",
    re.IGNORECASE,
)


def drives(scene: Scene) -> Iterator[Draft]:
    """Such as "is raising money to buy boots", "a fundraiser has been opened for a pickup"."""
    page = scene.page
    for found in spotting.finditer(_RAISING, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if first >= end:
            continue
        near = [t for t in page.things_in(first, min(end, first + 9)) if _is_for(t)]
        money = re.search(_MONEY, found[0], re.IGNORECASE)
        item = near[0].item_span if near else None
        if item is None and money is not None:
            item = found.start() + money.start(), found.start() + money.end()
        if item is None:
            continue
        stop = max(found.end() - 1, item[1])
        draft = told(scene, (found.start(), stop), item, _collector(scene, begin, at), "drive")
        if near and near[0].values:
            amounts(near[0], draft.fields, draft.spans)
        yield draft


def _is_for(thing: Thing) -> bool:
    return thing.sort == "goods" and bool(thing.item_span) and not thing.pronoun


_BEFORE = rx.compile(
    r"\b(?:(?:aims?|hopes?|hoping|aiming|plans?|planning|wants?|wanting|intends?|trying|tries"
    r"|seeks?"
    r"|needs?|set out|campaign|drive|(?:goal|target|aim|objective)[\w ’']{0,40}? (?:is|was"
    r"|remains|being)) "
    r"to (?:raise|collect|gather|bring in|crowd-?fund|reach|mobili[sz]e)"
    r"|(?:fund-?raising |collection |campaign |new |initial |first |overall |final )*"
    r"(?:goal|target)(?: of (?:the |its |their |this )?[\w ]{3,30}?)?"
    r"(?: of|,? (?:is|was|being|stands at|set at|now at|:))"
    r"|(?:still|left|remains?) to (?:be )?(?:raised?|collect(?:ed)?)[:,]?)"
    r"(?: (?:a |an |total |of |about |around |some |at least |over |more than |nearly |up to "
    r"|another"
    r"|further |additional |the |necessary |missing |remaining |required |still |now |just"
    r"|only)*)? ?$",
    re.IGNORECASE,
)
_BEHIND = rx.compile(
    r",? ?(?:fund-?raising )?(?:target|goal)\b"
    r"|,? (?:(?:is|are) (?:still )?(?:being|to be)|still (?:has|have|needs?) to be|"
    r"(?:must|has to|have to|needs? to) (?:still )?be) (?:raised|collected|gathered)\b",
    re.IGNORECASE,
)
#: What others spend or earn: no drive.
_NOT = rx.compile(
    r"\b(?:production|revenue|sales|export|emission|spending|budget|turnover|trade|GDP|tax|loan)\b",
    re.IGNORECASE,
)


def goals(scene: Scene) -> Iterator[Draft]:
    """Such as "the goal is to collect 800,000 euros", "the UN's $80 million target"."""
    page = scene.page
    for thing in page.things:
        if not thing.money:
            continue
        begin, end = page.sentence(thing.first)
        start = page.words[begin].start
        before = _BEFORE.search(page.text, max(start, thing.money.start - 90), thing.money.start)
        behind = _BEHIND.match(page.text, thing.money.end)
        said = page.text[start : page.words[end - 1].end]
        lead = page.text[start : thing.money.start]
        if not (before or behind) or _NOT.search(said) or _REACHED.search(lead):
            continue
        span = (
            before.start() if before else thing.money.start,
            behind.end() if behind else thing.money.end,
        )
        who = _collector(scene, begin, page.index(span[0]))
        yield funding(thing, span, who, "goal", "a sum that is to be raised")


_REACHED = rx.compile(
    r"(?i)\b(?:pass(?:ed|es)|reach(?:ed|es)|exceed(?:ed|s)|met|surpass(?:ed|es)|beat|smashed|hit"
    r"|topped"
    r"|achieved|fulfilled|overshot) (?:its|their|the|our|his|this|that)\b[^.;]{0,30}\Z"
)
_BODY = rx.compile(
    r"\b(?:charity|foundation|fund|organi[sz]ation|association|NGO|campaign|initiative|volunteers"
    r"|organi[sz]ers|it|they|we|group|agency)\b",
    re.IGNORECASE,
)


def _body(actor: Actor) -> bool:
    """Whether an actor is a body of its own, and no ministry of a country."""
    ministry = len(actor.id) == 3 and actor.id.isupper() and actor.id not in AGENCIES
    return actor.kind == "org" and not ministry


def _collector(scene: Scene, begin: int, at: int) -> str | None:
    """Who raises the money: a body in front of the verb or spoken of, else whom it is for."""
    page = scene.page
    bodies = [a for a in page.actors_in(begin, at) if _body(a)]
    if bodies:
        return bodies[-1].id
    start, stop = page.words[begin].start, page.words[max(begin, at - 1)].end
    if _BODY.search(page.text, start, stop):
        earlier = [a for a in page.actors_before(start, 400) if _body(a)]
        if earlier:
            return earlier[-1].id
    return whose(scene, begin, page.sentence(begin)[1])
