"""Sums that are needed: appeals, requirements, gaps, and the amounts of a need."""

import re
from collections.abc import Iterator

from resupply.intake import need_who, rx
from resupply.intake.draft import Draft
from resupply.intake.need_words import UNLESS
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES

_REQUIRED = rx.compile(
    r" (?:(?:that |which )?(?:is |are |was |were )|being |will be |still |urgently |also "
    r"|now )*(?:required|needed|requested|"
    r"sought|requirement|outstanding|(?:[\w-]+ ){0,2}?appeal"
    r"|(?:(?:funding|financing|financial|budget|cash) )?(?:short(?:fall)?(?! of)|gap))\b"
    r"|(?: more| further)? (?:(?:would|must|may) (?:still )?(?:have to )?"
    r"|will (?:still )?have to |(?:needs?"
    r"|ha(?:s|ve)) to )be "
    r"(?:allocated|raised|found|mobili[sz]ed|secured|invested|financed|made available)\b",
    re.IGNORECASE,
)

#: Such as "the $1.1 billion it needs".
_IT_NEEDS = rx.compile(
    r" (?:that |which )?(?:it|they|we|[Tt]he [a-z]+|[A-Z]\w+(?: [A-Z]\w+)?) "
    r"(?:says? (?:it|they|is) )?(?:\w+ly )?(?:needs?|requires?|seeks|lacks?|asked for|asks for"
    r"|(?:is|are) (?:asking for|seeking)"
    r"|(?:has|have) (?:asked for|requested))\b"
)
_BEFORE = rx.compile(
    r"(?:requirements?|needs?|gap|shortfall|deficit"
    r"|appeal)\b(?![^.;]{0,40}funded)[^.;]{0,70}?(?:\bis|"
    r"\bare|stands? at|amounts? to|totals?|:|estimated at|comes to|reache[sd]|put "
    r"at) (?:about |around |some |at |now )*$"
    r"|\b(?:funding|financial|resource|budget) (?:requirements?|needs|ask) of "
    r"(?:about |some |around |nearly |over )?$"
    r"|\bfunding required: ?$|\b(?:required|needed|requested|necessary) "
    r"(?:amount|sum|total|funding|funds|budget) of (?:about |some |around |nearly |over )?$"
    r"|\b(?:puts?|estimat(?:es?|ed)|assess(?:es|ed)|valu(?:es|ed)|calculat(?:es"
    r"|ed)) [^.;:]{0,60}?(?:needs?|requirements?|gap|shortfall|deficit)[^.;:]{0,40}? at "
    r"(?:about |around |some |more than |over |nearly )*$"
    r"|(?:plan|appeal|programme|response|operation|overview|strategy|framework|HRP|HNRP|GHO)\b"
    r"[^.;:]{0,90}?\b(?:seeking|requesting|requiring|asking for|calling for|seeks|requests|sought"
    r"|(?:asks|asked|calls|called|appeals) for|needs|requires|requested) "
    r"(?:about |around |some |nearly |over |a |an |further "
    r"|additional |another |at least )*$",
    re.IGNORECASE,
)
_COULD = rx.compile(r",? (?:more )?(?:\w+ ){0,3}(?:could|would)\b")


def _it_needs(scene: Scene, at: int) -> re.Match[str] | None:
    """A relative clause behind a sum, where whoever is named there is in need."""
    found = _IT_NEEDS.match(scene.page.text, at)
    if found is None:
        return None
    page = scene.page
    named = page.actors_in(page.index(at), page.index(found.end()))
    return found if all(scene.in_need(a) for a in named) else None


def amounts(thing: Thing, fields: dict[str, object], spans: dict[str, tuple[int, int]]) -> None:
    """Put the number or the sum of a thing into the fields of a need."""
    if thing.values:
        fields["quantity"] = list(thing.values) if len(thing.values) > 1 else thing.values[0]
        if thing.number_span:
            spans["quantity"] = thing.number_span
    if thing.money:
        fields["amount"], fields["currency"] = (
            list(thing.money.amounts),
            list(thing.money.currencies),
        )
        spans["amount"] = (thing.money.start, thing.money.end)


def funding(thing: Thing, span: tuple[int, int], who: str | None, rule: str, reason: str) -> Draft:
    """A need of money.

    Args:
        thing: The sum.
        span: Characters of the words that say so.
        who: Who needs it, or None.
        rule: Last part of the rule's id.
        reason: Why it is one.
    """
    fields: dict[str, object] = {"item": "funding", **({"who": who} if who else {})}
    spans: dict[str, tuple[int, int]] = {}
    amounts(thing, fields, spans)
    return Draft("need", span, fields, spans, f"need.{rule}", reason)


_ITS = frozenset(["its", "it", "agency", "we", "organization", "organisation"])


def _people(scene: Scene, thing: Thing) -> bool:
    """Such as "8.1 million Sudanese require help": people, and no sum."""
    start = thing.money.start if thing.money else thing.start
    said = scene.page.text[start : thing.end]
    behind = scene.page.text[start : thing.end + 20]
    return not re.search(r"[$€£]|[A-Z]{3}", said) and bool(_MANY.match(behind))


_MANY = rx.compile(r"[\d.,]+ (?:million|billion) [A-Z][a-z]+(?:ese|ians?|is|ans)\b(?! pounds)")


def required(scene: Scene) -> Iterator[Draft]:
    """Such as "US$2.7 billion required", "a $20 million appeal", "$90 million is needed"."""
    page = scene.page
    for thing in page.things:
        if not thing.money or _people(scene, thing):
            continue
        found = _REQUIRED.match(page.text, thing.end) or _REQUIRED.match(page.text, thing.money.end)
        found = found or _it_needs(scene, thing.money.end)
        before = _BEFORE.search(page.text, max(0, thing.start - 120), thing.start)
        before = before or UNLESS.search(page.text, max(0, thing.start - 90), thing.start)
        wished = page.text[max(0, thing.start - 5) : thing.start] in (
            "With ",
            "with ",
        ) and _COULD.match(page.text, thing.end)
        if not found and not before and not wished:
            continue
        begin, end = page.sentence(thing.first)
        actors = [a for a in page.actors_in(begin, end) if a.kind != "person"]
        back = [k for k in range(begin, thing.first) if page.words[k].low in _ITS]
        meant = scene.clauses.meant(back[-1]) if back else None
        needy = next((a for a in actors if scene.in_need(a)), None)
        who = need_who.named(scene, needy) if needy else scene.givers.topic
        asks = meant is not None and (scene.in_need(meant) or meant.id in AGENCIES)
        who = meant.id if meant and asks else who
        span = (before.start() if before else thing.start, found.end() if found else thing.end)
        yield funding(thing, span, who, "required", "a sum that is required")


_ASKED = rx.compile(
    r"\b(?:appeal|plan|requirements?|needs)\b[^.;]{0,30}? includ\w+ [^.;]{0,20}?"
    r"(?:requests?|requirements?|needs|appeals) ",
    re.IGNORECASE,
)


def rows(scene: Scene) -> Iterator[Draft]:
    """Such as "the appeal includes requests for Sudan ($6 billion), Haiti ($1 billion)"."""
    page = scene.page
    for thing in page.things:
        opened = thing.money and page.text[max(0, thing.money.start - 1) : thing.money.start] == "("
        whose = page.actor_at(thing.first - 2) if opened and thing.first > 1 else None
        if whose is None or thing.money is None:
            continue
        begin, _ = page.sentence(thing.first)
        if not _ASKED.search(page.text, page.words[begin].start, thing.start):
            continue
        span = (whose.start, thing.money.end)
        yield funding(thing, span, whose.id, "row", "a sum that is asked for")


_WHOM = rx.compile(
    r"(?i)\b(?:people|persons|civilians|communities|refugees|families|households|children|women"
    r"|hundreds|thousands|millions|victims|survivors|returnees|\d[\d.,]* (?:million|billion))\b"
)


def of_money(scene: Scene, draft: Draft) -> Draft:
    """The need with money as its item, where whom it is for was read as one.

    Such as "$140 million to support thousands", "$33 million for communities hit by floods".
    """
    item, at = draft.fields.get("item"), draft.spans.get("item")
    if "amount" not in draft.fields or not isinstance(item, str):
        return draft
    deed = at is not None and scene.page.text[max(0, at[0] - 3) : at[0]] == "to "
    if deed or _WHOM.search(item):
        draft.fields["item"] = "funding"
        draft.spans.pop("item", None)
    return draft
