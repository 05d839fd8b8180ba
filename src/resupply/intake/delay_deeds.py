"""Delays told by a deed inside a phrase: "ruled out giving jets", "41 per cent funded".

What is held up is the object of the inner deed, or the subject of what is short; who does it is
the subject of the phrase. A phrase without goods, money or a plan as its object says nothing.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import delay_actor, delay_nouns, lexicon, rx, spotting
from resupply.intake.delay_turns_rare import AID
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.wars import ATTACKERS

_ABOUT = lexicon.words("delay.about") | lexicon.words("delay.more")
_GIVE = (
    r"(?:giv(?:e|ing)|send(?:ing)?|suppl(?:y|ying)|provid(?:e|ing)|deliver(?:ing)?|donat(?:e|ing)"
    r"|transfer(?:ring)?|hand(?:ing)? over|part(?:ing)? with|releas(?:e|ing)|sell(?:ing)?"
    r"|fund(?:ing)?"
    r"|financ(?:e|ing)|lend(?:ing)?|export(?:ing)?|re-export(?:ing)?|approv(?:e|ing)"
    r"|support(?:ing)?"
    r"|pass(?:ing)? on|resell(?:ing)?|back(?:ing)?|pay(?:ing)?(?: for)?|shar(?:e|ing)"
    r"|authori[sz](?:e|ing)|ship(?:ping)?"
    r"|contribut(?:e|ing)(?: to)?|let(?:ting)? go of|allow(?:ing)?|join(?:ing)?"
    r"|tak(?:e|ing) part in|(?:agree|consent)(?:ing)? to|extend(?:ing)?|renew(?:ing)?"
    r"|disburs(?:e|ing)|unblock(?:ing)?)"
)
_ADVERBS = r"(?:(?:again|once more|so far|repeatedly|flatly|still|also|long|yet|even|\w+ly) )*"
_REFUSES = rx.compile(
    rf"\b(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|unwilling|reluctant|loath|not (?:ready"
    rf"|willing"
    rf"|prepared|going|planning|about)) {_ADVERBS}to {_GIVE}\b"
    rf"|\b(?:rul(?:e|es|ed|ing) out|reject(?:s|ed|ing)?(?: the idea of)?|balk(?:s|ed|ing)? at"
    rf"|oppos(?:e|es|ed|ing)|(?:was|is|are|were|remains?) (?:\w+ly )?(?:against|opposed to)"
    rf"|shied away from"
    rf"|stop(?:s|ped)? short of|shelv(?:e|ed)(?: plans for)?|object(?:s|ed)? to|rather than"
    rf"|drop(?:s|ped) (?:plans|the idea) of) {_ADVERBS}{_GIVE}\b"
    rf"|\b(?:resist(?:s|ed|ing)?|reject(?:s|ed|ing)?|rebuff(?:s|ed|ing)?|spurn(?:s|ed)?|ignor(?:e"
    rf"|es|ed|ing)"
    rf"|turn(?:s|ed|ing)? down|dismiss(?:es|ed|ing)?|brush(?:es|ed)? (?:off|aside)|withst(?:ood"
    rf"|ands?)) "
    rf"(?:\w+ ){{0,4}}?(?:calls?|pressure|requests?|pleas?|appeals?|demands?|urgings?)"
    rf"(?: (?:from|by|of) [\w ’'-]{{2,40}}?)? (?:to|for|on) (?:(?:it|him|her|them"
    rf"|Germany) to )?{_GIVE}?\b"
    r"|\b(?:will|would|shall|does|do|did) (?:no longer|not|never) (?:be )?(?:fund|finance|support"
    r"|donate"
    r"|funding|supporting|financing|sending|supplying|giving|providing|contribut\w+ to)\b"
    r"|\b(?:tak(?:e|es|ing)|took) no part in\b|\b(?:want(?:s|ed)?|ha(?:s|d|ve)) no(?: part in"
    r"| intention of| plans to) "
    rf"{_GIVE}?\b"
)
_HAS_NOT = r"ha(?:s|ve|d)(?: (?:still|yet|so far|\w+ly))?(?: not|n[’']t)"
_STILL = r"(?:(?:still|yet|so far|to date|thus far|even|ever|as yet) )*"
#: "Still hasn't delivered the battery"; a thing sent to nobody ("has not sent troops") is not owed.
_NOT_DONE = rx.compile(
    rf"\b(?:{_HAS_NOT} {_STILL}(?:deliver(?:ed)?|hand(?:ed)? over|disbursed|released|paid(?: out)?"
    r"|approved|passed|ratified|signed off on)"
    rf"|(?:{_HAS_NOT} (?:yet|so far|to date|still) |still {_HAS_NOT} |{_HAS_NOT} (?=\w+ "
    r"(?:the|its|their|his|her|those|these|a single|any of|most of|all|enough|what|half) ))"
    r"(?:sent|shipped|transferred|supplied|provided|allocated|received|placed|returned))\b"
)
_NO_DECISION = (
    rf"(?:{_HAS_NOT} {_STILL}(?:decided|settled|resolved|ruled|(?:made|taken|reached|come to) "
    r"(?:an?|any|the|its|their) (?:[a-z]+ )?decision|made up (?:its|his|her|their) minds?)"
    r"(?: yet| so far)?"
    r"|(?:is|are|was|were|remains?|remained) (?:still |as yet )?undecided"
    r"|[Nn]o (?:[a-z]+ )?decisions?(?: (?:has|have|had|was|were|is|yet|so far|been|made|taken"
    r"|reached|come)){0,6})"
)
#: "Has not decided on sending", "no decision yet on whether Rome will sell".
_UNDECIDED = rx.compile(
    rf"\b{_NO_DECISION} (?:(?:on|about|over|regarding|as to) )?"
    rf"(?:(?:whether|if) (?:or not )?(?=(?:to|[^.;:]{{2,60}}? (?:will|would|should|can|could|may)) "
    rf"(?:\w+ly )?{_GIVE}\b)|(?=(?:the |any |its |more |further )*"
    rf"(?:{_GIVE}|exports?|sales?|release|re-exports?|donation|provision|{AID})\b))"
)
#: "Whether Spain would deliver the missiles was left open".
_LEFT_OPEN = rx.compile(
    rf"\b[Ww]hether (?:or not )?(?:[\w’'-]+ ){{1,4}}?(?:will|would|can|could|should|to) {_GIVE} "
    r"(?=[^.;:]{3,90} (?:(?:is|was|remains?|remained|has been) (?:still |being )?)?"
    r"(?:left|kept|open|undecided|unresolved)\b)"
)
_LETS_NOT = rx.compile(
    rf"\b(?:{_HAS_NOT}|(?:does|do|did|would|will)(?: not|n[’']t)) {_STILL}"
    r"(?:allow(?:ed)?|permit(?:ted)?|let) "
    r"(?=[^.;:]{2,90}? (?:(?:to )?(?:bring|import|enter|deliver|send|ship|cross|reach|pass|transfer"
    r"|re-?export|take|carry|distribute|land|dock|unload|leave|come|go|get|hand|move|sail)|into"
    r"|through|across|in)\b)"
)
_AGREES_NOT = rx.compile(
    r"\b(?:will|would|do|does|did|can|could)(?: not|n[’']t) (?:\w+ly )?(?:agree|consent|assent) "
    rf"(?:to|with) (?:{_GIVE} )?"
)
#: "Which keeps the house from sending more aid".
_KEEPS = rx.compile(
    r"\b(?:keep|kept|prevent|stop|bar|discourag|deter|hold|held|forb[ai]d)\w*(?: back)? "
    r"(?:[\w’'-]+ ){1,5}?from (?:\w+ly )?(?=\w+ing )"
    rf"{_GIVE} "
)
_TURNS_DOWN = rx.compile(
    r"\b(?:refus(?:e|es|ed|ing)|den(?:y|ies|ied)|turn(?:s|ed) down|reject(?:s|ed)) "
    rf"(?:\w+ ){{0,3}}?(?:requests?|pleas?|calls?|offers?) (?:[\w ]{{0,20}}? )?(?:to"
    rf"|for) {_GIVE}\b"
    r"|\b(?:ha[sd]|have|with) no (?:interest in|desire to|wish to|intention of|mandate to) "
    rf"{_GIVE}\b"
    r"|\b(?:will|would|shall|could|can) (?:not|never) (?:hand over|pass on|let go of|resell|ship"
    r"|lend)\b"
    r"|\b(?:ask(?:s|ed)|request(?:s|ed)|budget(?:s|ed)|earmark(?:s|ed)) (?:for )?no (?=money|fund"
    r"|new)"
)
_VOTES = rx.compile(
    r"\bvot(?:e|es|ed|ing) (?:(?:on \w+\.? \d+|on \w+day|again|narrowly|overwhelmingly) )?"
    r"(?:against|down) (?:the |a |an )?"
)
_NO_MORE = rx.compile(
    r"\b(?:will|would|could|should) be no (?:more|further|new|additional|other|extra) "
    r"(?=(?:[\w-]+ ){0,3}?(?:shipments?|deliver(?:y|ies)|aid|assistance|arms|weapons|funding"
    r"|support"
    r"|packages?|transfers?|programming|money|supplies)\b)"
)
_CANCELS = rx.compile(
    r"\b(?:cancel(?:s|led|ling|ed|ing)?|terminat(?:es|ed|ing)|axe[sd]?|axing|scrapp(?:ed|ing)"
    r"|clos(?:es|ed|ing)) "
    r"(?:(?:more than|over|about|nearly|some|almost|around|up to) )*"
    r"(?:\d[\d.]* ?(?:%|per ?cent|percent) of|most of|all of|all|hundreds of|dozens of"
    r"|thousands of) (?:its |the |their )*"
    r"(?=(?:[\w-]+ ){0,3}?(?:grants?|contracts?|programmes?|programs?|aid|awards?|funding"
    r"|projects?)\b)"
)
_TAKES_UP = rx.compile(
    r"\b(?:took|takes?|taken|taking) up (?=(?:[\w-]+ ){0,3}?(?:distributions?|deliver(?:y|ies)"
    r"|work"
    r"|operations?|flights|shipments?|payments?|activities|supplies) again\b)"
)
_NO_WAY = rx.compile(
    r"\b(?:(?:not|n[’']t) (?:been )?able|unable|impossible(?: for [\w ]{2,20})?) to (?:get to"
    r"|get into|reach|access|enter) "
    r"(?:the |its |their |our )*(?=(?:[\w-]+ ){0,3}?(?:warehouses?|depots?|stocks?|supplies|aid"
    r"|camps?|convoys?)\b)"
)
_ENDS = rx.compile(
    r"\b(?:announc|declar|order|signal|mean|mark|demand|propos|spell|impos|confirm|decid\w+ on"
    r"|call\w* for)\w* "
    r"(?:an?|the|a complete|a full|a temporary|an immediate) (?:immediate |complete |temporary "
    r"|sudden |full )?"
    r"(?:end|halt|stop|freeze|suspension|pause|cessation|moratorium) (?:to|of|on|in) "
)
_AWAITS = rx.compile(
    r"\b(?:await(?:s|ed|ing)?|wait(?:s|ed|ing)? for|pending|lack(?:s|ed|ing)?|denied"
    r"|without) (?:\w+ ){0,2}?"
    r"(?:approvals?|permissions?|clearances?|permits?|visas?|(?:a |the )?green light"
    r"|authori[sz]ations?"
    r"|security guarantees|go-ahead) (?:for|to (?:move|bring|send|deliver|import|ship|carry out"
    r"|enter with)|on|of) "
)
_RESTORES = rx.compile(
    r"\b(?:restor(?:e|es|ed|ing)|reinstat(?:e|es|ed|ing)|restart(?:s|ed|ing)?|resum(?:e|es|ed"
    r"|ing)|renew(?:ed|ing)"
    r"|unfr(?:eeze|ozen|oze)|unblock(?:s|ed|ing)?) (?:all |its |their |the |some |full |most "
    r"|part of |core )*"
    r"(?=(?:\w+ ){0,2}?(?:funding|funds|aid|assistance|support|payments?|contributions?"
    r"|deliveries|shipments?"
    r"|distributions?|flights|operations|supplies)\b)"
)
_CUTS = rx.compile(
    r"\b(?:(?:have|has|had|will|would|could|may|might|must|to|and|both|again|also|which|who|that"
    r"|agency|programme|WFP|UN|it|they|we"
    r"|governments?|donors?|countries|States|[A-Z]{3,}|[A-Z][a-z]+) )(?:(?:\w+ly|all|each|both"
    r"|again|since|further"
    r"|already|have to|had to) )*(?:cut|halve[ds]?|slash(?:ed|es)?|trimm?(?:ed|s)?)(?: back"
    r"| down)?(?: on)? "
    r"(?=(?:(?:its|their|the|all|daily|monthly|food|already|some|most|foreign|military"
    r"|humanitarian|development"
    r"|core|overall|shrinking|\w+) ){0,3}?(?:rations?|aid|assistance|funding|support|budget"
    r"|contributions?|staff"
    r"|programmes?|programs?|help|deliveries|supplies|operations|payments?|spending)\b)"
)
_LATE = rx.compile(
    r"\b(?:[Tt]here (?:is|are|was|were|have been|has been|will be)|(?:faces?|faced|hit|suffer\w*"
    r"|report\w*|see|saw)|despite"
    r"|because of|due to|blam\w+|warn\w* of|cit\w+) (?:(?:a|an|the|slight|some|further|new|long"
    r"|serious|major|bureaucratic"
    r"|repeated|considerable|significant|huge|minor|\w+) ){0,3}?(?:delays?|hold-ups?|backlogs?"
    r"|setbacks?) (?:with|in|to|of|on|for|getting) "
)
_SLIPPED = rx.compile(
    r"\b(?:slipp?(?:s|ed|ing)?|mov(?:ed|es)|pushed(?: back)?|put back|postponed|deferred"
    r"|delayed) "
    r"(?:from (?:\w+ )?(?:\d{4}|[A-Z]\w+|spring|summer|autumn|winter)(?: \d{4})? (?:to|until"
    r"|into)\b"
    r"|by (?:at least |about |up to |some |another )?(?:an?|\d+|\w+) (?:more )?(?:days?|weeks?"
    r"|months?|years?)\b)"
)

_GAP = rx.compile(
    r"\b(?:funding|resource)[- ](?:gap|hole|deficit|shortfall)s? of (?=[$€£\d]|US|EUR|about|some"
    r"|around|more|nearly|almost|over)"
    r"|\b(?:funding|resource)[- ](?:gaps?|shortfalls?|crisis|crunch|squeeze) (?:has|have|is|are"
    r"|forc\w+|threat\w+|mean\w*|le[dt])\b"
)
#: A plan funded by so many per cent is a claim; a crew that is not there is a shortfall.
_FUNDED = rx.compile(
    r"\b(?:only|just|barely|merely|less than|under|a mere|no more than)(?: about| around| some)? "
    r"(?:\d[\d.]* ?(?:%|per ?cent|percent)|(?:a |one[- ])?(?:half|third|quarter|fifth|tenth))"
    r"[- ](?:staffed|filled|manned|resourced)\b"
    r"|\b(?:badly|severely|chronically|grossly|critically|woefully|drastically|massively|deeply) "
    r"(?:under-?funded|under-?staffed|under-?resourced|short of (?:funds?|money|cash))\b"
)
_OUT = rx.compile(
    r"\b(?:r[au]n(?:s|ning)?|dr(?:y|ies|ied|ying)) (?:\w+ly )?(?:out|up|dry|short)(?: of(?= \w)"
    r"|\b)"
)
_SHORT = rx.compile(
    r"(?:[$€£]|US\$ ?|EUR |USD )?\d[\d,.]*(?: ?(?:million|billion|m|bn|%|per ?cent"
    r"|percent))?(?: \w+)? short of (?:the |its |their |that |a "
    r"|UN[’']s |[A-Z]\w+[’']s )*(?:[$€£]?\d[\d,.]* (?:million "
    r"|billion )?)?(?=(?:\w+ ){0,2}(?:target|goal|promise|pledge|plan|aim|appeal|need"
    r"|requirement)\b)"
)
_HALF = rx.compile(r"\b(?:half|halved) (?=(?:food )?rations\b)")
_TO_DATE = rx.compile(
    r"\bon (?:course|track) to \w+ (?:just |only |barely |little more than )(?:over |under "
    r"|about )?"
    r"(?:half|a third|a quarter|a fraction|\d+ ?%) of (?:its |the |their )*"
)


#: "No decision on whether Rome will sell": who it is stands inside.
_WHETHER = frozenset(["undecided", "left_open"])
#: What runs out and is then lacking for others; stocks of goods that run out are a need.
_CASH = rx.compile(r"(?:money|funds?|funding|cash|budget|grants?|financing)$", re.IGNORECASE)


class Cue(NamedTuple):
    """A phrase, what it means, and where what is held up stands."""

    pattern: re.Pattern[str]
    kind: str
    side: str
    rule: str


_CUES = (
    Cue(_REFUSES, "refused", "behind", "refuses"),
    Cue(_TURNS_DOWN, "refused", "behind", "turns_down"),
    Cue(_NOT_DONE, "delayed", "behind", "not_done"),
    Cue(_UNDECIDED, "delayed", "near", "undecided"),
    Cue(_LEFT_OPEN, "delayed", "near", "left_open"),
    Cue(_LETS_NOT, "blocked", "near", "lets_not"),
    Cue(_AGREES_NOT, "refused", "behind", "agrees_not"),
    Cue(_KEEPS, "blocked", "behind", "keeps"),
    Cue(_VOTES, "blocked", "behind", "votes"),
    Cue(_NO_MORE, "paused", "behind", "no_more"),
    Cue(_CANCELS, "cut", "behind", "cancels"),
    Cue(_TAKES_UP, "resumed", "behind", "takes_up"),
    Cue(_NO_WAY, "blocked", "behind", "no_way"),
    Cue(_ENDS, "paused", "behind", "ends"),
    Cue(_AWAITS, "blocked", "behind", "awaits"),
    Cue(_RESTORES, "resumed", "behind", "restores"),
    Cue(_CUTS, "cut", "behind", "cuts"),
    Cue(_LATE, "delayed", "behind", "late"),
    Cue(_TO_DATE, "missed_target", "behind", "on_course"),
    Cue(_HALF, "cut", "behind", "half"),
    Cue(_SLIPPED, "delayed", "before", "slipped"),
    Cue(_FUNDED, "shortfall", "before", "funded"),
    Cue(_SHORT, "shortfall", "target", "short"),
    Cue(_GAP, "shortfall", "itself", "gap"),
    Cue(_OUT, "shortfall", "either", "out"),
)
_DENIED = rx.compile(
    r"\b(?:not|never|no|without|avoid\w*|prevent\w*|n[’']t|if|unless|whether|could|should|denied"
    r"|deny) (?:\w+ )?\Z"
)


def read(scene: Scene) -> Iterator[Draft]:
    """Every delay that one of these phrases tells."""
    page = scene.page
    for cue in _CUES:
        for found in spotting.finditer(cue.pattern, page.text):
            lead = page.text[max(0, found.start() - 24) : found.start()]
            if _DENIED.search(lead) and not lead.endswith("not only "):
                continue
            item = _item(scene, cue, found)
            if item is not None and not _beside_it(scene, cue, found, item):
                yield _draft(scene, cue, found, item)


#: By rule, what stands before goods that the phrase is not about.
_ASIDE = {
    "not_done": rx.compile(r"\b(?:on|about|with|from|how|that)\b"),
    "agrees_not": rx.compile(r"\b(?:on|about|with|over)\b"),
    "lets_not": rx.compile(r"\b(?:into|through|across|out of) (?:\w+ )?\Z"),
}


def _beside_it(scene: Scene, cue: Cue, found: re.Match[str], item: tuple[int, int]) -> bool:
    """Such as "has not sent its report on aid", or an attacker kept from exporting grain."""
    page = scene.page
    if cue.rule == "keeps":
        inside = page.actors_in(page.index(found.start()), page.index(found.end()))
        return any(a.id in ATTACKERS for a in inside)
    aside = _ASIDE.get(cue.rule)
    return aside is not None and bool(aside.search(page.text, found.end(), item[0]))


def _item(scene: Scene, cue: Cue, found: re.Match[str]) -> tuple[int, int] | None:
    if cue.side == "itself":
        word = re.match(r"\w+", found[0])
        return (found.start(), found.start() + word.end()) if word else None
    if cue.side == "target":
        return _behind(scene, found.end())
    if cue.side == "before":
        return _before(scene, found.start())
    if cue.side == "near":
        return _near(scene, found.end())
    if cue.side == "either":
        of = found[0].endswith(" of")
        told = _behind(scene, found.end() + 1) if of else _before(scene, found.start())
        return told if told and _CASH.search(scene.page.text[slice(*told)]) else None
    return _behind(scene, found.end())


def _behind(scene: Scene, at: int) -> tuple[int, int] | None:
    """The noun phrase behind a phrase, where its head can be held up."""
    page = scene.page
    first = page.index(at)
    if first >= len(page.words):
        return None
    _, end = page.sentence(first)
    a: int | None = None
    for k in range(first, min(end, first + 10)):
        word = page.words[k]
        if word.is_sign and word.text not in "-’'$€£%“”\"":
            return None
        thing = next(
            (t for t in page.things_in(k, k + 1) if t.item_span and t.sort == "goods"), None
        )
        if thing is not None and thing.item_span:
            return thing.item_span
        if (
            k in page.names
            or word.closed in ("determiner", "preposition")
            or not word.text[0].isalpha()
        ):
            a = None
            continue
        if word.closed in ("conjunction", "pronoun", "auxiliary") or (
            word.verb and word.verb.form == "s"
        ):
            return None
        a = k if a is None else a
        if _named(scene, k):
            last = k
            while last + 1 < end and _named(scene, last + 1) and page.words[last + 1].gap == " ":
                last += 1
            return page.words[a].start, page.words[last].end
    return None


def _near(scene: Scene, at: int) -> tuple[int, int] | None:
    """The first goods not far behind a phrase, whatever verbs lead to them; else what helps."""
    first = scene.page.index(at)
    last = (
        min(scene.page.sentence(first)[1], first + 17) if first < len(scene.page.words) else first
    )
    return delay_nouns.goods(scene, first, last) or delay_nouns.noun(scene, first, last)


def _before(scene: Scene, at: int) -> tuple[int, int] | None:
    """The subject before a phrase, where its head can be held up."""
    page = scene.page
    last = page.index(at) - 1
    begin, _ = page.sentence(last)
    for k in range(last, max(begin, last - 12) - 1, -1):
        word = page.words[k]
        if word.text in '.;:!?“”"':
            return None
        if _named(scene, k) and not (word.verb and word.verb.form in ("past", "ing", "part")):
            if page.words[k - 1].low in ("for", "in", "to", "on", "by", "at", "with") and k > begin:
                continue
            a = k
            while (
                a > begin
                and not (
                    page.words[a - 1].closed or page.words[a - 1].is_sign or page.words[a - 1].verb
                )
                and a - 1 not in page.names
            ):
                a -= 1
            return page.words[a].start, word.end
    return None


#: Names of models that stand for the thing: "F-35", "M113s".
_MODEL = rx.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]?s?")


def _named(scene: Scene, k: int) -> bool:
    low = scene.page.words[k].low
    plain = lexicon.singular(low)
    arms = (plain,) in lexicon.goods() or _MODEL.fullmatch(scene.page.words[k].text)
    return low in _ABOUT or plain in _ABOUT or bool(arms)


def _speaker(scene: Scene, start: int, begin: int, at: int) -> str | None:
    """Whom "we" or "it" means, where nobody is named before the phrase."""
    words = scene.page.words
    back = [k for k in range(begin, at) if words[k].low in ("we", "it", "they", "he", "she")]
    if not back:
        return None
    speaker = scene.page.speaker_at(start) if words[back[-1]].low == "we" else None
    agency = delay_actor.agency(scene, start) if words[back[-1]].low == "we" else None
    meant = scene.clauses.meant(back[-1])
    if speaker is not None and speaker.kind == "person" and agency:
        return agency
    found = speaker or meant
    return found.id if found is not None and found.id != scene.givers.topic else agency


def _draft(scene: Scene, cue: Cue, found: re.Match[str], item: tuple[int, int]) -> Draft:
    page = scene.page
    fields: dict[str, object] = {"type": cue.kind, "item": page.text[slice(*item)]}
    at = page.index(found.start())
    begin, _ = page.sentence(at)
    last = at + 1 if cue.rule == "cuts" else at  # "Norway cut": the name is in the phrase
    named = [a for a in page.actors_in(begin, last) if a.kind != "place"]
    able = [a for a in named if a.id not in scene.apart]
    if not able and cue.rule in _WHETHER:
        inside = page.actors_in(at, page.index(item[0]))
        able = [a for a in inside if a.kind != "place" and a.id not in scene.apart][:1]
    who = able[-1].id if able else _speaker(scene, found.start(), begin, at)
    if cue.side == "before" and cue.rule == "funded" and not able:
        who = page.text[slice(*item)]
    if who:
        fields["actor"] = who
    span = (min(found.start(), item[0]), max(found.end(), item[1]))
    return Draft("delay", span, fields, {"item": item}, f"delay.{cue.rule}", f'"{found[0]}"')
