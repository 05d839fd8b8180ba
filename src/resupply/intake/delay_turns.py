"""Delays in turns of phrase that stand for themselves.

Money: "is $90 million short of what it sought", "is only 12 percent funded",
"lacks the money to". Refusals: "voted against sending", "out of the question", "will not take
part in". Goods: "has not given permission to", "kept from arriving", "a stalemate over the
delivery of", "is going far too slowly", "rations are down to", "will lose their food aid".
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from resupply.intake import delay_doers, spotting
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_SUM = r"(?:US|USD|EUR|CA|AU)? ?[$€£]? ?\d[\d.,]* ?(?:million|billion|m|bn|mn|M|B|BN)?"
_ABOUT = (
    r"(?:about |around |some |over |nearly |almost |more than |at least |roughly |an estimated )*"
)
_AID = (
    r"(?:(?:[\w’'-]+ (?:and )?){0,4}?(?:aid|assistance|support|help|rations|deliver(?:y|ies)"
    r"|supplies|food|weapons|arms|ammunition|missiles|tanks|jets|aircraft|shells|vehicles"
    r"|equipment|systems?|goods|fuel|medicines?|grain|convoys?|trucks?|shipments?|backfill\w*"
    r"|transfers?|tranches?|packages?|funding|funds|training|relief)"
    r"(?: (?:aid|assistance|support|deliver(?:y|ies)|supplies|shipments?|packages?|systems?))?)"
)
_PLAN = r"(?:(?:[\w’'-]+ ){0,4}?(?:appeal|plan|response|programme|program|operation|budget|fund))"
_SHORT_OF = re.compile(
    rf"\b(?:is|are|was|were|remains?|fell|falls|still) {_ABOUT}(?P<item>{_SUM}) short of "
    r"(?=\w|[$€£])"
)
_FUNDED = re.compile(
    rf"(?P<item>{_PLAN})(?:,? (?:\w+ )?(?:for|of|in|to) [\w’' ,$.-]{{3,60}}?)?(?:, however,)?"
    r" (?:[“\"]?\w+[”\"]? )?(?:is|are|was|were|remains?|stands?|has been|have been) "
    rf"(?:still |now |so far |currently )*(?:only|just|barely|merely|less than|under) {_ABOUT}"
    r"\d[\d.,]* ?(?:%|per ?cent|percent) (?:funded|financed|covered)\b"
)
_LACKS = re.compile(
    r"\b(?:lacks?|lacked|lacking|without|(?:does|do|did) not have) (?:the|enough|sufficient) "
    r"(?P<item>money|funds|funding|cash|financing|resources)(?= (?:it|they|to|for|that|needed)\b)"
)
_DOWN = re.compile(
    rf"\b(?P<item>(?:[Rr]ations|{_AID}))(?: (?:in|for|to|of) [\w’' -]{{3,40}}?)? (?:is|are|was"
    r"|were) (?:already |now )?down (?:to|by|from) (?:\w+ )?(?:\d|half|a third|a quarter)"
)
_LOSE = re.compile(
    r"\b(?:will|would|could|may|might|to|set to|stand to) lose (?:their |its |all |the |most )*"
    rf"(?P<item>(?!access\b){_AID})\b"
)
_VOTED = re.compile(
    r"\b(?:voted|votes?|voting|came out|decided|decides|ruled)(?: [\w-]+){0,3} against (?:\w+ly )?"
    r"(?:deliver|supply|send|giv|provid|transferr?|export|releas|approv|fund|back)ing "
    rf"(?:the |any |its |their |more )*(?P<item>them\b|it\b|{_AID})"
)
_NONE = re.compile(
    r"\b(?:would|will|shall)(?: not|n[’']t) (?:give|send|supply|provide|deliver|hand|offer) "
    r"(?:\w+ )?(?:a single|one single|one more|any more|another) (?P<item>[\w-]+(?: [\w-]+)?)\b"
)
_NO_PART = re.compile(
    r"\b(?:would|will|does|do|did|is|are)(?: not|n[’']t) (?:be )?(?:tak(?:e|ing) part|"
    r"join(?:ing)?|participat(?:e|ing)|contribut(?:e|ing)) (?:in |to )?(?:the |a |any |this )*"
    r"(?P<item>(?:[\w’'-]+ ){0,4}?(?:initiative|coalition|purchase|scheme|fund|drive|programme"
    r"|mission|package|deliveries))\b"
)
_NO_QUESTION = re.compile(
    rf"\b(?P<item>{_AID})(?: (?:of|to|for) [\w’' -]{{2,30}}?)? (?:is|was|are|were|has been"
    r"|have been|remains?) (?:still |also )?out of the question"
    r"(?: for (?:the )?(?P<who>(?:[a-z-]+ )?\w+))?\b"
)
_PERMIT = re.compile(
    r"\b(?:ha(?:s|ve|d)|did|do|does)(?: not|n[’']t) (?:yet )?(?:given?|grant(?:ed)?|issued?) "
    r"(?:its |the |their |a |any |formal |official )*(?P<item>permission|approval|consent"
    r"|green light|clearance|go-ahead|authori[sz]ation|export licen[cs]e)\b"
)
_KEPT = re.compile(
    rf"\b(?P<item>{_AID}) (?:is|are|was|were|has been|have been|being) (?:\w+ly |still )?"
    r"(?:kept|prevented|barred|stopped|blocked|held back) from "
    r"(?:arriv|reach|enter|com|gett|leav|cross|pass|mov|flow)ing\b"
)
_STALEMATE = re.compile(
    r"\b(?:stalemate|deadlock|impasse|tug[- ]of[- ]war|standoff|stand-off|wrangling|wrangle) "
    r"(?:over|about|on|around) (?:the |a |its )*(?:deliver(?:y|ies) of |supply of |transfer of "
    rf"|export of |sending of )?(?:the )?[“\"]?(?P<item>{_AID})"
)
_SLOW = re.compile(
    rf"\b(?P<item>{_AID}|[a-z]+ing) (?:is|are|was|were|has been|have been) (?:go|mov|com|proceed"
    r"|progress|arriv|happen)(?:ing|ed) [“\"]?(?:far |much |still |way )*(?:too |very |so "
    r"|painfully |extremely )slow(?:ly)?\b"
)
_STOLEN = re.compile(
    r"\b(?:stole|ha(?:s|ve|d) stolen|steals?|stealing|made off with) (?:some |about |over |all "
    rf"|\d[\d.,]* (?:tons|tonnes|trucks|sacks) of |the )*(?P<item>{_AID})\b"
)
_LESS = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:had )?to|forced to|obliged to|having to|will|would) "
    r"(?:narrow|trim|pare(?: back| down)?|scale (?:down|back)|shrink|wind down) (?:its|their|our) "
    r"(?:[\w-]+ )?(?P<item>work|operations?|activities|response|programmes?|programs?|presence"
    r"|targets?|plans?|support|coverage)\b"
)


class Turn(NamedTuple):
    """A turn of phrase, what it means, and the rule it is called by."""

    pattern: re.Pattern[str]
    kind: str
    rule: str


_TURNS = (
    Turn(_SHORT_OF, "shortfall", "short_of"),
    Turn(_FUNDED, "shortfall", "part_funded"),
    Turn(_LACKS, "shortfall", "lacks_money"),
    Turn(_DOWN, "cut", "down_to"),
    Turn(_LOSE, "cut", "lose"),
    Turn(_LESS, "cut", "less_work"),
    Turn(_VOTED, "refused", "voted"),
    Turn(_NONE, "refused", "not_one"),
    Turn(_NO_PART, "refused", "no_part"),
    Turn(_NO_QUESTION, "refused", "no_question"),
    Turn(_PERMIT, "blocked", "no_permit"),
    Turn(_KEPT, "blocked", "kept_from"),
    Turn(_STALEMATE, "stalled", "stalemate"),
    Turn(_SLOW, "delayed", "too_slow"),
    Turn(_STOLEN, "diverted", "stolen"),
)
#: Rules of words that say it outright, whatever the sentence weighs.
_OUTRIGHT = frozenset(f"delay.{t.rule}" for t in _TURNS if t.rule != "lose")
#: What is only feared, wished or told of a case.
_UNREAL = re.compile(
    r"(?i)\b(?:if|unless|whether|without|avoid|prevent|no longer|not because|n[’']t)"
    r"(?: [\w’'-]+){0,4} \Z"
)


def read(scene: Scene) -> Iterator[Draft]:
    """Every turn of these that tells what is held up."""
    page = scene.page
    for turn in _TURNS:
        for found in spotting.finditer(turn.pattern, page.text):
            first = page.index(found.start())
            begin, end = page.sentence(first)
            lead = page.text[page.words[begin].start : found.start()]
            if not _UNREAL.search(lead) and found.end() <= page.words[end - 1].end + 1:
                yield _draft(scene, turn, found, begin, end)


def cut_before(out: list[Draft], turns: Iterable[Draft]) -> Iterator[Draft]:
    """The turns, and the delays they stand behind end where they begin.

    Such as "refused to send more aid and said that it would not take part in the purchase".

    Args:
        out: The delays found so far.
        turns: What `read` found.
    """
    for turn in turns:
        for draft in out:
            item = draft.spans.get("item")
            if item and item[1] <= turn.span[0] < draft.span[1] and _said_first(draft, turn):
                draft.span = (draft.span[0], turn.span[0])
        yield turn


def _said_first(draft: Draft, turn: Draft) -> bool:
    return draft.span[0] < turn.span[0] and draft.fields["item"] != turn.fields["item"]


def outright(weighed: list[Draft], found: list[Draft]) -> list[Draft]:
    """What is left of the delays, with those that their words say outright."""
    left = {id(d) for d in weighed}
    return [*weighed, *(d for d in found if d.rule in _OUTRIGHT and id(d) not in left)]


def _draft(scene: Scene, turn: Turn, found: re.Match[str], begin: int, end: int) -> Draft:
    item: str = "funding" if turn.rule == "short_of" else found["item"]
    fields: dict[str, object] = {"type": turn.kind, "item": item}
    spans = {"item": found.span("item")}
    behind = turn.rule in ("no_permit", "voted", "no_part") or found.start("item") > found.start()
    at = scene.page.index(found.start())
    who = delay_doers.doer(scene, at, begin, end) if behind else None
    if found.groupdict().get("who"):
        named = scene.page.actor_at(scene.page.index(found.end("who") - 1))
        who = named.id if named else found["who"]
    if who:
        fields["actor"] = who
    return Draft("delay", found.span(), fields, spans, f"delay.{turn.rule}", f'"{found[0]}"')
