"""Delays in turns of phrase that stand for themselves.

Money: "is $90 million short of what it sought", "is only 12 percent funded",
"lacks the money to". Refusals: "voted against sending", "out of the question", "will not take
part in". Goods: "has not given permission to", "kept from arriving", "a stalemate over the
delivery of", "is going far too slowly", "rations are down to", "will lose their food aid".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import delay_doers, rx, spotting
from resupply.intake import delay_turns_rare as rare
from resupply.intake.draft import Draft, beside
from resupply.intake.scene import Scene

_SUM = r"(?:US|USD|EUR|CA|AU)? ?[$€£]? ?\d[\d.,]* ?(?:million|billion|m|bn|mn|M|B|BN)?"
_ABOUT = (
    r"(?:about |around |some |over |nearly |almost |more than |at least |roughly |an estimated )*"
)
_AID = (
    r"(?:(?:[\w’'-]+ (?:and )?){0,4}?(?:aid|assistance|support|help|rations|deliver(?:y|ies)"
    r"|supplies|food|weapons|arms|(?:am)?munitions?|missiles|tanks|jets|aircraft|shells|vehicles"
    r"|equipment|systems?|goods|fuel|medicines?|grain|convoys?|trucks?|shipments?|backfill\w*"
    r"|transfers?|tranches?|packages?|funding|funds|training|relief)"
    r"(?: (?:aid|assistance|support|deliver(?:y|ies)|supplies|shipments?|packages?|systems?))?)"
)
_PLAN = r"(?:(?:[\w’'-]+ ){0,4}?(?:appeal|plan|response|programme|program|operation|budget|fund))"
_SHORT_OF = rx.compile(
    rf"\b(?:is|are|was|were|remains?|fell|falls|still) {_ABOUT}(?P<item>{_SUM}) short of "
    r"(?=\w|[$€£])"
)
_FUNDED = rx.compile(
    rf"(?P<item>{_PLAN})(?:,? (?:\w+ )?(?:for|of|in|to) (?:[\w’' ,$-]|\.(?=\d)){{3,60}}?)?"
    r"(?:, however,)? (?:[“\"]?\w+[”\"]? )?(?:is|are|was|were|remains?|stands?|has been|have been) "
    rf"(?:still |now |so far |currently )*(?:only|just|barely|merely|less than|under) {_ABOUT}"
    r"\d[\d.,]* ?(?:%|per ?cent|percent) (?:funded|financed|covered)\b"
)
_LACKS = rx.compile(
    r"\b(?:lacks?|lacked|lacking|without|(?:does|do|did) not have) (?:the|enough|sufficient) "
    r"(?P<item>money|funds|funding|cash|financing|resources)(?= (?:it|they|to|for|that|needed)\b)"
)
_DOWN = rx.compile(
    rf"\b(?P<item>(?:[Rr]ations|{_AID}))(?: (?:in|for|to|of) [\w’' -]{{3,40}}?)? (?:is|are|was"
    r"|were) (?:already |now )?down (?:to|by|from) (?:\w+ )?(?:\d|half|a third|a quarter)"
)
_LOSE = rx.compile(
    r"\b(?:will|would|could|may|might|to|set to|stand to) lose (?:their |its |all |the |most )*"
    rf"(?P<item>(?!access\b){_AID})\b"
)
_VOTED = rx.compile(
    r"\b(?:voted|votes?|voting|came out|decided|decides|ruled)(?: [\w-]+){0,3} against (?:\w+ly )?"
    r"(?:deliver|supply|send|giv|provid|transferr?|export|releas|approv|fund|back)ing "
    rf"(?:the |any |its |their |more )*(?P<item>them\b|it\b|{_AID})"
)
_NONE = rx.compile(
    r"\b(?:would|will|shall)(?: not|n[’']t) (?:give|send|supply|provide|deliver|hand|offer) "
    r"(?:\w+ )?(?:a single|one single|one more|any more|another) (?P<item>[\w-]+(?: [\w-]+)?)\b"
)
_NO_PART = rx.compile(
    r"\b(?:would|will|does|do|did|is|are)(?: not|n[’']t) (?:be )?(?:tak(?:e|ing) part|"
    r"join(?:ing)?|participat(?:e|ing)|contribut(?:e|ing)) (?:in |to )?(?:the |a |any |this )*"
    r"(?P<item>(?:[\w’'-]+ ){0,4}?(?:initiative|coalition|purchase|scheme|fund|drive|programme"
    r"|mission|package|deliveries))\b"
)
_NO_QUESTION = rx.compile(
    rf"\b(?P<item>{_AID})(?: (?:of|to|for) [\w’' -]{{2,30}}?)? (?:is|was|are|were|has been"
    r"|have been|remains?) (?:still |also )?out of the question"
    r"(?: for (?:the )?(?P<who>(?:[a-z-]+ )?\w+))?\b"
)
_PERMIT = rx.compile(
    r"\b(?:ha(?:s|ve|d)|did|do|does)(?: not|n[’']t) (?:yet )?(?:given?|grant(?:ed)?|issued?) "
    r"(?:its |the |their |a |any |formal |official )*(?P<item>permission|approval|consent"
    r"|green light|clearance|go-ahead|authori[sz]ation|export licen[cs]e)\b"
)
_KEPT = rx.compile(
    rf"\b(?P<item>{_AID}) (?:is|are|was|were|has been|have been|being) (?:\w+ly |still )?"
    r"(?:kept|prevented|barred|stopped|blocked|held back) from "
    r"(?:arriv|reach|enter|com|gett|leav|cross|pass|mov|flow)ing\b"
)
_STALEMATE = rx.compile(
    r"\b(?:stalemate|deadlock|impasse|tug[- ]of[- ]war|standoff|stand-off|wrangling|wrangle) "
    r"(?:over|about|on|around) (?:the |a |its )*(?:deliver(?:y|ies) of |supply of |transfer of "
    rf"|export of |sending of )?(?:the )?[“\"]?(?P<item>{_AID})"
)
_SLOW = rx.compile(
    rf"\b(?P<item>{_AID}|[a-z]+ing) (?:is|are|was|were|has been|have been) (?:go|mov|com|proceed"
    r"|progress|arriv|happen)(?:ing|ed) [“\"]?(?:far |much |still |way )*(?:too |very |so "
    r"|painfully |extremely )slow(?:ly)?\b"
)
_STOLEN = rx.compile(
    r"\b(?:stole|ha(?:s|ve|d) stolen|steals?|stealing|made off with) (?:some |about |over |all "
    rf"|\d[\d.,]* (?:tons|tonnes|trucks|sacks) of |the )*(?P<item>{_AID})\b"
)
_LESS = rx.compile(
    r"\b(?:(?:ha(?:s|ve|d) (?:had )?to|forced to|obliged to|having to|will|would) "
    r"(?:narrow|trim|pare(?: back| down)?|scale (?:down|back)|shrink|wind down)"
    r"|(?:is|are|was|were) (?:cutting|trimming|shrinking|scaling (?:down|back)|winding down)) "
    r"(?:its|their|our) (?:[\w-]+ )?(?P<item>work|operations?|activities|response|programmes?"
    r"|programs?|presence|targets?|plans?|support|coverage|missions?)\b"
)
_BACK = rx.compile(
    r"\b(?:cut(?:s|ting)?|scal(?:e|es|ed|ing)|roll(?:s|ed|ing)?|pull(?:s|ed|ing)?|par(?:e|es|ed|ing))"
    rf" back (?:on )?(?:their |its |the |all )*(?P<item>{_AID})\b"
)
_MAY_END = rx.compile(
    r"\b(?:may|might|could|will|would|would then|soon) have to "
    rf"(?:end|stop|suspend|halt|cut|break off) (?:its |their |all |the )*(?P<item>{_AID})\b"
)
_FAILING = rx.compile(
    r"\b(?:is|are|was|were|has been|have been) failing to "
    rf"(?:deliver|send|supply|provide|hand over) (?:the |its |their |enough )*(?P<item>{_AID})\b"
)
_OBSTACLES = rx.compile(
    r"\b(?P<item>(?:[\w-]+ )?(?:[Mm]issions?|[Cc]onvoys?|[Dd]eliver(?:y|ies)|[Ss]hipments?"
    r"|[Oo]perations?))(?: (?:to|in|into) [\w’' -]{3,30}?)? (?:(?:keep|kept|still|also|have|has|had"
    r"|are|is|again) )*(?:run|running|ran|met|meet|meeting|face|facing|faced)(?: into| with)? "
    r"(?:[\w-]+ ){0,2}?(?:obstacles?|denials?|obstruction|red tape|roadblocks|impediments)\b"
)
_CANNOT = rx.compile(
    r"\b(?:cannot|can[’']t|could not|are unable to|is unable to|were unable to|not able to) "
    r"(?:\w+ly )?(?:move|bring in|get|transport|pick up|collect|distribute) "
    rf"(?:the |their |its |any |enough |more )*(?P<item>{_AID})(?= (?:in|into|to|from|out|through"
    r"|across|safely|steadily|on|and)\b|[.,;])"
)
_ROTS = rx.compile(
    rf"\b(?P<item>{_AID})\b(?:[^.;:,]|,(?=\d)){{0,60}}? (?:(?:is|are|was|were|has been|have been"
    r"|being) )*(?:(?:left|allowed) to (?:rot|spoil|go bad|expire|perish)|rott(?:s|ing)|"
    r"(?:stays?|sits?|sitting|languish\w*|piling up|gathering dust) in (?:the |its |their )?"
    r"(?:[\w-]+ ){0,2}(?:warehouses?|depots?|ports?|storage|hangars?))\b"
)
_LET_IN = rx.compile(
    r"\b(?:agreed|decided|promised|has allowed|have allowed|is allowing) to (?:let|allow) "
    rf"(?:the |more |some )*(?P<item>{_AID}) (?:back )?(?:in|through|into|across|to (?:enter|pass"
    r"|cross|flow))\b"
)
_TAKE_UP = rx.compile(
    r"\b(?:take|takes|took|taken|taking) up again (?:their |its |the )*"
    r"(?P<item>[\w-]+(?: (?:aid|funding|support|deliveries))?)\b"
    r"|\b(?:take|takes|took|taken|taking) (?:their |its |the )*(?P<thing>(?:[\w-]+ )?(?:funding"
    r"|support|deliveries|aid|payments)) up again\b"
)


_LEFT_WITHOUT = rx.compile(
    r"\b(?:left|leaves?|leaving|went|goes|going|adjourn\w*|broke up|ended|ends|closed|parted"
    r"|departed|dispersed|concluded|finished|recess\w*)\b[^.;:,]{0,60} without (?:\w+ly )?"
    r"(?:approving|passing|agreeing (?:on|to)|adopting|voting (?:on|for)"
    r"|a (?:deal|decision|vote|agreement) on) (?:the |a |an |any |new |more |further |its )*"
    rf"(?P<item>{_AID}|(?:[\w-]+ )?(?:bill|loan|tranche))\b"
)
_TOOK = rx.compile(
    r"\b(?P<who>[Ll]ooters|[Tt]hieves|[Gg]unmen|[Aa]rmed (?:men|groups)|[Rr]obbers|[Rr]aiders"
    r"|[Mm]obs?|[Mm]ilitia(?:s|men)?|[Ff]ighters|[Bb]andits|[Cc]rowds) (?:had |have |also |then )*"
    r"(?:took|taken|carried off|made off with|ransacked|emptied|grabbed|hauled away) "
    r"(?:some |about |over |more than |nearly |all |at least |the |\d[\d,.]* (?:tons|tonnes|trucks"
    rf"|sacks|bags|boxes|truckloads) of )*(?P<item>{_AID}|(?:[\w-]+ )?(?:warehouses?|depots?))\b"
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
    Turn(_BACK, "cut", "cut_back"),
    Turn(_MAY_END, "suspended", "may_end"),
    Turn(_FAILING, "delayed", "failing"),
    Turn(_OBSTACLES, "blocked", "obstacles"),
    Turn(_CANNOT, "blocked", "cannot_move"),
    Turn(_ROTS, "stalled", "rots"),
    Turn(_LET_IN, "resumed", "let_in"),
    Turn(_TAKE_UP, "resumed", "taken_up"),
    Turn(_VOTED, "refused", "voted"),
    Turn(_NONE, "refused", "not_one"),
    Turn(_NO_PART, "refused", "no_part"),
    Turn(_NO_QUESTION, "refused", "no_question"),
    Turn(_PERMIT, "blocked", "no_permit"),
    Turn(_KEPT, "blocked", "kept_from"),
    Turn(_STALEMATE, "stalled", "stalemate"),
    Turn(_SLOW, "delayed", "too_slow"),
    Turn(_STOLEN, "diverted", "stolen"),
    Turn(_TOOK, "diverted", "took"),
    Turn(_LEFT_WITHOUT, "blocked", "left_without"),
    *(Turn(*row) for row in rare.ROWS),
)
#: Rules of words that say it outright, whatever the sentence weighs.
_OUTRIGHT = frozenset(
    [*(f"delay.{t.rule}" for t in _TURNS if t.rule != "lose"), "delay.of_sum", "delay.part"]
)
#: What is only feared, wished or told of a case.
_UNREAL = rx.compile(
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
            if turn.rule == "money_gap" and rare.CLOSED.search(lead):
                continue
            if turn.rule == "released" and not rare.HELD.search(
                page.text, max(0, found.start() - 700), found.start()
            ):
                continue
            if turn.rule == "failed_to_help" and not _acts(scene, found):
                continue
            if not _UNREAL.search(lead) and found.end() <= page.words[end - 1].end + 1:
                yield _draft(scene, turn, found, begin, end)


_BODIES = rx.compile(
    r"(?i)\b(?:congress|parliament|senate|house|council|lawmakers|government|world|west"
    r"|community|donors|allies|republicans|democrats)\Z"
)


def _acts(scene: Scene, found: re.Match[str]) -> bool:
    """Whether whoever failed to help is a land or a body: sanctions are none."""
    page = scene.page
    named = page.actors_in(page.index(found.start("who")), page.index(found.end("who")))
    return bool(named) or _BODIES.search(found["who"]) is not None


def with_turns(out: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The delays with the turns: each begins and ends where another does, none tells one twice.

    Such as "refused to send more aid and said that it would not take part in the purchase". What
    was read within a turn, of the same thing, is the turn.

    Args:
        out: The delays found so far.
        turns: What `read` found.
    """
    for turn in turns:
        if turn.rule in rare.ALONE or any(_lifted(d, turn) for d in out):
            continue
        for known in (d.fields.get("actor") for d in out if _within(d, turn)):
            if known:
                turn.fields.setdefault("actor", known)
        out = [d for d in out if not _within(d, turn)]
        for draft in out:
            item = draft.spans.get("item")
            if item and item[1] <= turn.span[0] < draft.span[1] and _said_first(draft, turn):
                draft.span = (draft.span[0], turn.span[0])
            elif turn.span[0] < draft.span[0] < turn.span[1] < draft.span[1]:
                other = draft.fields["type"] != turn.fields["type"]
                if other and draft.span[1] - turn.span[1] > _ROOM:
                    draft.span = (turn.span[1], draft.span[1])
    return beside(out, (t for t in turns if t.rule not in rare.ALONE))


def with_gaps(scene: Scene, out: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The delays with those gaps of money that stand in a sentence without another delay.

    Such as "warned of a lack of funds"; in "cut rations for lack of funds" it is only why.

    Args:
        scene: The text.
        out: The delays found so far.
        turns: What `read` found.
    """
    page = scene.page
    for turn in turns:
        begin, end = page.sentence(page.index(turn.span[0]))
        here = page.words[begin].start, page.words[end - 1].end
        if turn.rule in rare.ALONE and not any(d.meets(*here) for d in out):
            out = beside(out, [turn])
    return out


_PAUSED = frozenset(["paused", "suspended", "delayed", "cut"])
#: "Aid was paused in May, with another, longer pause in June".
_ANOTHER = rx.compile(
    r"\b(?:with|and|by|then|before) (?P<other>(?:an?|another),? (?:(?:second|third|further|new"
    r"|later|longer|shorter|brief|briefer),? )*(?:pause|halt|freeze|suspension|stoppage)"
    r"(?: (?:in|on|from|since) (?:[A-Z]\w+|\d{4})(?: \d{4})?)?)(?= ?(?:[.,;:\n]|and\b|that\b|\Z))"
)


def with_others(scene: Scene, out: list[Draft]) -> list[Draft]:
    """The delays, with a second pause that a sentence tells behind the first: of the same thing.

    Args:
        scene: The text.
        out: The delays found so far.
    """
    page, more = scene.page, list[Draft]()
    for draft in out:
        if draft.fields["type"] not in _PAUSED:
            continue
        _, end = page.sentence(page.index(draft.span[0]))
        stop = page.words[end - 1].end + 1
        found = _ANOTHER.search(page.text, draft.spans.get("item", draft.span)[1], stop)
        if found is not None:
            fields = draft.fields | {"type": "paused"}
            said = f'"{found["other"]}"'
            draft.span = (draft.span[0], min(draft.span[1], found.start()))
            more.append(Draft("delay", found.span("other"), fields, {}, "delay.another", said))
    return sorted(beside(out, more), key=lambda d: d.span)


#: Letters behind a turn in which something else may be told.
_ROOM = 20


def _lifted(draft: Draft, turn: Draft) -> bool:
    """Such as "aid that came after Hungary dropped its veto": read as resumed already."""
    return draft.overlaps(turn) and draft.fields["type"] == turn.fields["type"] == "resumed"


def _within(draft: Draft, turn: Draft) -> bool:
    """Whether a draft lies in a turn, or was read in its words of the same thing."""
    inside = turn.span[0] <= draft.span[0] and draft.span[1] <= turn.span[1]
    a, b = draft.spans.get("item", (0, 0)), turn.spans.get("item", (0, 0))
    same = a[0] < b[1] and b[0] < a[1] and draft.said in turn.said
    return (inside or same) and turn.rule in _OUTRIGHT


def _said_first(draft: Draft, turn: Draft) -> bool:
    return draft.span[0] < turn.span[0] and draft.fields["item"] != turn.fields["item"]


def outright(weighed: list[Draft], found: list[Draft]) -> list[Draft]:
    """What is left of the delays, with those that their words say outright."""
    left = {id(d) for d in weighed}
    return [*weighed, *(d for d in found if d.rule in _OUTRIGHT and id(d) not in left)]


def _draft(scene: Scene, turn: Turn, found: re.Match[str], begin: int, end: int) -> Draft:
    group = "item" if found["item"] else "thing"
    item: str = "funding" if turn.rule == "short_of" else found[group]
    fields: dict[str, object] = {"type": turn.kind, "item": item}
    spans = {"item": found.span(group)}
    behind = turn.rule in ("no_permit", "voted", "no_part") or found.start(group) > found.start()
    at = scene.page.index(found.start())
    who = delay_doers.doer(scene, at, begin, end) if behind else None
    if found.groupdict().get("who"):
        named = scene.page.actor_at(scene.page.index(found.end("who") - 1))
        who = named.id if named else found["who"]
    if who:
        fields["actor"] = who
    return Draft("delay", found.span(), fields, spans, f"delay.{turn.rule}", f'"{found[0]}"')
