"""Needs in rarer turns: "much more is needed", "gets badly needed money", "the needs in arms".

Also who asks for money alone ("are seeking funds") and what a land is to be provided with.
"""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_wide import behind, matched, phrase, told, whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these turns tells."""
    if scene.givers.topic is None:
        return
    for reader in (*_PLAIN, more, adjectives, of_money, needs_in, to_receive, provided_with):
        yield from reader(scene)


_LARGE = (
    r"(?:large|huge|enormous|high|great|immense|vast|strong|acute|urgent|desperate|pressing|massive"
    r"|insatiable|endless|constant|growing|rising|increasing)"
)
_FOR_THEM = rx.compile(
    r"\b(?:[Dd]emand|[Nn]eed|[Rr]equirement) for (?P<item>them|it|these|those) (?:\w+ )?"
    rf"(?:is|are|was|were|remains?) (?:[\w-]+ ){{0,2}}?{_LARGE}\b"
)


def for_them(scene: Scene) -> Iterator[Draft]:
    """Such as "bought pumps, as Oslo's demand for them is large": the goods named before."""
    page = scene.page
    for found in spotting.finditer(_FOR_THEM, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        back = page.sentence(begin - 1)[0] if begin else begin
        near = page.things_in(begin, at) or page.things_in(back, begin)
        before = [t for t in near if t.sort == "goods" and t.item_span]
        if not before:
            continue
        first = last = before[-1]
        for thing in reversed(before[:-1]):
            if not _AND.fullmatch(page.text, thing.end, first.start):
                break
            first = thing
        draft = matched(scene, found, "for_them")
        a, b = (first.item_span or (first.start, 0))[0], (last.item_span or (0, last.end))[1]
        draft.fields["item"] = page.text[a:b]
        draft.spans.pop("item")
        yield draft


_AND = rx.compile(r",? (?:and|or) |, ")
_KINDS = (
    r"(?:(?:military|financial|humanitarian|political|more|continued|further|lasting|stable|urgent"
    r"|international|direct|steady|reliable|predictable|long-term|additional|flexible|sustained) )*"
    r"(?:support|help|aid|assistance|weapons|ammunition|backing|money|funds|funding|financing"
    r"|investments?|resources|donations|equipment|supplies|arms)"
)
#: "Ukraine needs US support", "needs your help now more than ever".
_SOMEBODYS = rx.compile(
    r"\b(?:needs?|requires?|relies on|depends on) (?P<item>(?:(?:US|U\.S\.|UN|EU|NATO|UK"
    rf"|[A-Z][a-z]+n|[A-Z][a-z]+['’]s|[Ww]estern|your|our|their|the world['’]s) )*{_KINDS})"
    r"(?: (?:now|today|at this moment))? more than (?:ever|at any time)\b"
    r"|\b(?:needs?|requires?) (?P<thing>(?:US|U\.S\.|UN|EU|NATO|UK) "
    rf"{_KINDS})\b"
)


def more_than_ever(scene: Scene) -> Iterator[Draft]:
    """Such as "the island needs EU support", "needs our help more than ever"."""
    page = scene.page
    for found in spotting.finditer(_SOMEBODYS, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        asking = [a for a in page.actors_in(begin, at) if scene.in_need(a)]
        lead = page.text[page.words[begin].start : found.start()]
        if asking and not _DENIED.search(lead):
            group = "item" if found["item"] else "thing"
            span = (max(asking[-1].start, found.start() - 200), found.end())
            yield told(scene, span, found.span(group), asking[-1].id, "more_than_ever")


_TAKES = rx.compile(
    r"\b(?:this|that|which|all this|all that|it) (?:will |would |also |still |now |obviously )*"
    r"(?:takes?|requires?|demands?|calls for) (?:a lot of |lots of |much |some |the )*"
    rf"(?P<item>{_KINDS})\b(?! (?:from|off|away)\b)",
    re.IGNORECASE,
)


def takes(scene: Scene) -> Iterator[Draft]:
    """Such as "we can mend the line, but this takes stable funding"."""
    for found in spotting.finditer(_TAKES, scene.page.text):
        yield matched(scene, found, "takes")


_ABOVE_ALL = rx.compile(
    r"\b[Nn]eeds?(?: of (?:the |our |its |their )?[\w’' -]{3,30}?)?,? (?:primarily|mainly"
    r"|especially|chiefly|above all|first of all|in particular|particularly|namely|notably)"
    r"(?: in| for)? (?:the )?"
    r"(?:(?:supply|supplies|delivery|deliveries|provision|procurement|purchase) of )?(?=[a-z\d])"
)


def above_all(scene: Scene) -> Iterator[Draft]:
    """Such as "spoke of their needs, above all the supply of shells": the shells."""
    page = scene.page
    for found in spotting.finditer(_ABOVE_ALL, page.text):
        begin, _ = page.sentence(page.index(found.start()))
        lead = page.text[page.words[begin].start : found.start()]
        if not _MET.search(lead):
            yield from behind(scene, found, "above_all")


_MET = rx.compile(
    r"(?i)\b(?:meets?|met|meeting|cover\w*|serv\w+|answer\w*|satisf\w+|no|without) (?:\w+ ){0,4}\Z"
)
_PLAIN = (for_them, more_than_ever, takes, above_all)
#: What needs are told outright by, whatever else the sentence is about.
_OUTRIGHT = rx.compile(
    r"(?i)\bmore than ever\b|\b(?:demand|need) for (?:them|it|these)\b"
    r"|\burg(?:e|es|ed|ing) (?:[\w’'-]+ ){1,6}?to (?:\w+ly )?(?:pass|approve|adopt|send|provide"
    r"|give|supply|deliver|vote for|step up|increase) "
    r"|\b(?:press(?:es|ed|ing)?|lobby|plead(?:s|ed|ing)?) for (?:continued|more|further|increased"
    r"|additional|lasting) "
    r"|\b(?:been|are|is|were|was|left|remain\w*) (?:\w+ )?without (?:\w+ (?:and |or ))?"
    r"(?:electricity|power|heat|heating|water|gas|food|drinking water|clean water|medicines?)\b"
)
_SURE = frozenset(
    ["need.for_them", "need.more_than_ever", "need.takes", "need.above_all", "need.sought"]
)


def outright(scene: Scene, weighed: list[Draft], found: list[Draft]) -> list[Draft]:
    """What is left of the needs, with those that their words say outright.

    Args:
        scene: The text.
        weighed: What the weights left.
        found: What they were asked about.
    """
    left = {id(d) for d in weighed}
    more = [
        d
        for d in found
        if id(d) not in left and (d.rule in _SURE or _OUTRIGHT.search(scene.page.text, *d.span))
    ]
    return [*weighed, *more]


_STILL = r"(?:still |urgently |also |now |badly |certainly |desperately |clearly )*"
_MORE = rx.compile(
    r"(?P<item>\b(?:[Mm]uch |[Ff]ar |[Aa] lot |[Ll]ots |[Ee]ven |[Ss]o much |[Aa] great deal )?"
    r"(?:[Mm]ore)) (?:is|are|was|were|will be|would be|may be) "
    rf"{_STILL}(?:needed|required|necessary)\b(?! (?:than|information|research|time)\b)"
)
#: A number, or a denial, in front of "more".
_NO_MORE = rx.compile(r"(?i)(?:\b(?:no|any|nothing|once|what|than|not|never)|\d|illion|\w+s) \Z")


def more(scene: Scene) -> Iterator[Draft]:
    """Such as "aid workers say much more is needed": more of what is given."""
    page = scene.page
    for found in spotting.finditer(_MORE, page.text):
        if _NO_MORE.search(page.text, max(0, found.start() - 12), found.start()):
            continue
        draft = matched(scene, found, "more_needed")
        begin, _ = page.sentence(page.index(found.start()))
        before = page.things_in(begin, page.index(found.start()))
        goods = [t for t in before if t.sort == "goods" and t.item and t.item.endswith("s")]
        if goods and re.search(r"\b(?:are|were)\b", found[0]):
            draft.fields["item"] = goods[-1].item  # "drones fly daily, and more are needed"
            draft.spans.pop("item")
        yield draft


_ADJECTIVE = rx.compile(
    r"\b(?:gets?|got|getting|receiv\w+|obtain\w*|secur(?:es?|ed|ing)|find|rais(?:e|es|ed|ing) "
    r"|open(?:s|ed|ing)? an appeal for|appeal(?:s|ed|ing)? for|call(?:s|ed|ing)? for|lack(?:s|ed)?"
    r"|without|wait(?:s|ed|ing)? for|await\w*|run(?:s|ning)? out of) (?:the |its |their |some )?"
    r"(?:badly|urgently|desperately|much|sorely|critically)[ -]needed (?=[a-z])"
)


def adjectives(scene: Scene) -> Iterator[Draft]:
    """Such as "make sure that Ukraine gets badly needed money": what one has yet to get."""
    for found in spotting.finditer(_ADJECTIVE, scene.page.text):
        yield from behind(scene, found, "badly_needed")


_OF_MONEY = rx.compile(
    r"\b(?:needs?|requires?|seeks?|(?:is|are|was|were) (?:now |also |still )?(?:seeking|in need of)"
    r"|asks? for|(?:is|are) asking for) "
    r"(?:more |urgent |additional |further |new |extra |the |\w+ly )*"
    r"(?P<item>(?:financial |voluntary |flexible |sustained |timely |donor |emergency )*"
    r"(?:contributions?|funds|funding|financing|donations?|money|resources))\b(?! laundering)"
)
_DENIED = rx.compile(r"(?i)\b(?:no longer|not|never|n[’']t|without|no|who|people|families) \Z")


def of_money(scene: Scene) -> Iterator[Draft]:
    """Such as "UNHCR and its partners need urgent financial contributions"."""
    page = scene.page
    for found in spotting.finditer(_OF_MONEY, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        asking = [
            a
            for a in page.actors_in(begin, at)
            if a.id in AGENCIES or (a.kind == "country" and scene.in_need(a))
        ]
        lead = page.text[page.words[begin].start : found.start()]
        if asking and not _DENIED.search(lead):
            who = next((a for a in asking if a.id in AGENCIES), asking[-1])
            span = (max(who.start, found.start() - 200), found.end())
            yield told(scene, span, found.span("item"), who.id, "of_money")


_NEEDS_IN = rx.compile(
    r"\b(?:the |urgent |priority |current |most |\w+['’]s )*[Nn]eeds?"
    r"(?: of (?:the |our |its |their )?[\w’' -]{3,40}?)? in (?=[a-z\d])"
)


def needs_in(scene: Scene) -> Iterator[Draft]:
    """Such as "the needs of the defence forces in arms and equipment"."""
    page = scene.page
    for found in spotting.finditer(_NEEDS_IN, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        near = [t for t in page.things_in(first, min(end, first + 3)) if t.sort == "goods"]
        item = phrase(scene, first, end, 4)
        if item and near and near[0].item and near[0].first - first < 3:
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), item[1]), item, who, "needs_in")


_TO_RECEIVE = rx.compile(
    r"\b(?:important|vital|crucial|essential|critical|imperative|necessary|key|paramount)"
    r"(?: now| today)? (?:for|that) (?:[\w’'-]+ ){1,4}?(?:to )?"
    r"(?:receives?|gets?|obtains?|acquires?|is given|are given|be given|has|have) "
    r"(?:the |its |more |enough |these |such |new |all )*(?=[a-z\d])"
)


def to_receive(scene: Scene) -> Iterator[Draft]:
    """Such as "it is vital for our country to receive weapons as soon as possible"."""
    page = scene.page
    for found in spotting.finditer(_TO_RECEIVE, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        near = [t for t in page.things_in(first, min(end, first + 4)) if t.sort == "goods"]
        if near and near[0].item_span and first - 1 <= near[0].first < first + 3:
            who = whose(scene, begin, end)
            span = (found.start(), near[0].end)
            yield told(scene, span, near[0].item_span, who, "to_receive")


_PROVIDED = rx.compile(
    r"\b(?:need|necessity|importance|urgency|duty) (?:to|of) (?:\w+ly |further |better )?"
    r"(?:provid|supply|suppl|equip|arm|furnish)(?:e|y|ing|ying|p|ping)? "
    r"(?:the )?(?P<who>[A-Z][\w’'-]+(?: [A-Z]\w+)?)(?: [a-z]+)? with "
    r"(?:more |further |additional |the |new |better )*(?=[a-z])"
)


def provided_with(scene: Scene) -> Iterator[Draft]:
    """Such as "stressed the need to provide Ukraine with more offensive capabilities"."""
    page = scene.page
    for found in spotting.finditer(_PROVIDED, page.text):
        first = page.index(found.end())
        _, end = page.sentence(page.index(found.start()))
        whom = page.actor_at(page.index(found.start("who")))
        item = phrase(scene, first, end, 5) if first < end else None
        if item and whom is not None and scene.in_need(whom):
            yield told(scene, (found.start(), item[1]), item, whom.id, "provided_with")


_VOTE = rx.compile(
    r"(?i)\b(?:approval|ratification|consent|unanimity|backing|vote|signature|majority|assent"
    r"|permission)(?: (?:by|of|from|in) (?:the |its |their |all |both )?(?:[\w’'-]+ )?"
    r"(?:parliaments?|congress|senate|council|cabinet|lawmakers|members?|member states|states"
    r"|government|president|board|house|bundestag|sejm|rada|knesset|governments?))\b"
)


def of_state(scene: Scene, draft: Draft) -> bool:
    """Such as "guarantees, which in some cases need approval by parliament": how one decides."""
    item = draft.spans.get("item")
    if item is None:
        return False
    end = min(len(scene.page.text), item[1] + 40)
    return bool(_VOTE.match(scene.page.text, item[0], end))
