"""Needs in rarer turns: "much more is needed", "gets badly needed money", "the needs in arms".

Also who asks for money alone ("are seeking funds") and what a land is to be provided with.
"""

import re
from collections.abc import Iterator

from resupply.intake import spotting
from resupply.intake.draft import Draft
from resupply.intake.need_wide import behind, matched, phrase, told, whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these turns tells."""
    if scene.givers.topic is None:
        return
    for reader in (more, adjectives, of_money, needs_in, to_receive, provided_with):
        yield from reader(scene)


_STILL = r"(?:still |urgently |also |now |badly |certainly |desperately |clearly )*"
_MORE = re.compile(
    r"(?P<item>\b(?:[Mm]uch |[Ff]ar |[Aa] lot |[Ll]ots |[Ee]ven |[Ss]o much |[Aa] great deal )?"
    r"(?:[Mm]ore)) (?:is|are|was|were|will be|would be|may be) "
    rf"{_STILL}(?:needed|required|necessary)\b(?! (?:than|information|research|time)\b)"
)
#: A number, or a denial, in front of "more".
_NO_MORE = re.compile(r"(?i)(?:\b(?:no|any|nothing|once|what|than|not|never)|\d|illion|\w+s) \Z")


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


_ADJECTIVE = re.compile(
    r"\b(?:gets?|got|getting|receiv\w+|obtain\w*|secur(?:es?|ed|ing)|find|rais(?:e|es|ed|ing) "
    r"|open(?:s|ed|ing)? an appeal for|appeal(?:s|ed|ing)? for|call(?:s|ed|ing)? for|lack(?:s|ed)?"
    r"|without|wait(?:s|ed|ing)? for|await\w*|run(?:s|ning)? out of) (?:the |its |their |some )?"
    r"(?:badly|urgently|desperately|much|sorely|critically)[ -]needed (?=[a-z])"
)


def adjectives(scene: Scene) -> Iterator[Draft]:
    """Such as "make sure that Ukraine gets badly needed money": what one has yet to get."""
    for found in spotting.finditer(_ADJECTIVE, scene.page.text):
        yield from behind(scene, found, "badly_needed")


_OF_MONEY = re.compile(
    r"\b(?:needs?|requires?|seeks?|(?:is|are|was|were) (?:now |also |still )?(?:seeking|in need of)"
    r"|asks? for|(?:is|are) asking for) "
    r"(?:more |urgent |additional |further |new |extra |the |\w+ly )*"
    r"(?P<item>(?:financial |voluntary |flexible |sustained |timely |donor |emergency )*"
    r"(?:contributions?|funds|funding|financing|donations?|money|resources))\b(?! laundering)"
)
_DENIED = re.compile(r"(?i)\b(?:no longer|not|never|n[’']t|without|no|who|people|families) \Z")


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


_NEEDS_IN = re.compile(
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


_TO_RECEIVE = re.compile(
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


_PROVIDED = re.compile(
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


_VOTE = re.compile(
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
