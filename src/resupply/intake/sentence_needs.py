"""Needs of sentences that no rule reads but the weights speak for: what is lacked, by whom.

What is needed stands where the words of needing lead to: behind them ("in need of fuel"), before
them ("the jets it has long sought") or behind the deed that is asked for ("urged it to open the
crossing"). Where they lead nowhere it is the thing nearest to the word that speaks most; a sentence
without them is no need, whatever it weighs.
"""

import re
from collections.abc import Iterator

from resupply.intake import need_who, rx
from resupply.intake import sentence_drafts as drafts
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import phrase, whose
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

Place = tuple[int, int]


def need(scene: Scene, begin: int, end: int) -> Draft | None:
    """What a sentence says is needed, and by whom; None where it has no words of needing."""
    at, _ = drafts.told_by(scene, "need", begin) or (begin, "")
    places = list(_places(scene, begin, end))
    if not places and not _POINTS.search(scene.page.said(begin, end)):
        return None
    item = next((p for p in places if _fits(scene, p)), None)
    thing = _thing(scene, item, begin, end) if item else drafts.nearest(scene, at, begin, end)
    made = drafts.draft_of(scene, "need", begin, end, thing)
    if item and not (thing and thing.values and thing.item and thing.end == item[1]):
        made.fields["item"], made.spans["item"] = scene.page.text[slice(*item)], item
    if thing is not None:
        amounts(thing, made.fields, made.spans)
    if not {"quantity", "amount"} & made.fields.keys():
        _count(scene, made, begin)
    who = _subject(scene, begin, end) or _asker(scene, at, begin, end)
    if who:
        made.fields["who"] = who
    return need_who.settled(scene, made)


def _thing(scene: Scene, item: Place, begin: int, end: int) -> Thing | None:
    """The thing that the words of an item are of."""
    there = (t for t in scene.page.things_in(begin, end) if t.start < item[1] and item[0] < t.end)
    return next(there, None)


_IN_NEED = rx.compile(r"\b(?:in (?:\w+ ){0,2}?need of|(?:need|require|lack)s?) \Z")


def _count(scene: Scene, made: Draft, begin: int) -> None:
    """Put how many need it into a need: "3 million people are in need of shelter"."""
    item = made.spans.get("item")
    page = scene.page
    if item is None or not _IN_NEED.search(page.text[page.words[begin].start : item[0]]):
        return
    people = [t for t in page.things_in(begin, page.index(item[0])) if t.sort == "people"]
    counted = [t for t in people if t.values and not t.money]
    if len(counted) == 1:
        amounts(counted[0], made.fields, made.spans)


# --- who lacks it

_LACKS = rx.compile(
    r" [“\"]?(?:has |have |had |is |are |\w+ly |also |still |now |again |long |been )*"
    r"(?:needs?|lacks?|requires?|seeks?|wants?|(?:pleading|pleaded|asked|asking|calling|called) for"
    r"|requested|asked|call(?:s|ed) on|urge[sd]?|appeal(?:s|ed))\b(?! to (?!get|have|buy|find))"
)


def _subject(scene: Scene, begin: int, end: int) -> str | None:
    """Who is named, or meant by "it" or "he", right in front of a verb of needing."""
    page = scene.page
    for found in _LACKS.finditer(page.text, page.words[begin].start, page.words[end - 1].end):
        k = page.index(found.start()) - 1
        actor = page.actor_at(k)
        if actor is None and page.words[k].low in ("it", "he", "she"):
            actor = scene.clauses.meant(k)
        if actor is not None and actor.kind != "person":
            return need_who.named(scene, actor)
    return None


def _asker(scene: Scene, at: int, begin: int, end: int) -> str | None:
    trigger = drafts.trigger_at(scene, at)
    return need_who.of(scene, trigger) if trigger else whose(scene, begin, end)


# --- what is lacked

_HOW = r"(?:\w+ly |(?:once )?again |once more |now |still |also |even |most |so |long )*"
#: In front of what is needed, the surest first.
_AHEAD = (
    r"in (?:\w+ ){0,2}?need of|for (?:want|lack) of(?! (?:money|fund|cash))"
    r"|(?<!just )(?<!fall )short of|low on"
    r"|(?:shortages?|scarcity|(?<!for )lack|(?<!for )want|dearth|necessity) of(?: keeping| having)?"
    r"|importance of \w+ing(?: up)?",
    r"(?:needs?|requests?|appeals?|pleas?|demands?|calls?|called|calling|ask(?:s|ed|ing)?"
    r"|appeal(?:ed|ing)|plead(?:s|ed|ing)?|begg?(?:s|ed|ing)?|hop(?:es?|ed|ing)|look(?:s|ed|ing)"
    rf"|waiting|desperate|thankful) {_HOW}for(?: up to)?"
    r"|ask(?:s|ed|ing)? (?:[A-Z][\w’'-]+|(?:its|the|his|their) \w+)(?: \w+)?? for",
    r"(?:urgently|badly|desperately|much|critically|sorely|direly)[ -](?:needed|required"
    r"|requested)",
    r"(?<!to )(?:needs?|requires?|lacks?|wants?|seeks?|seeking|sought|demand(?:s|ed))",
    r"(?:needs?|wants?|hopes?|ha(?:s|ve|d)|must|should|seeks?|tr(?:y|ies|ied|ying)(?: harder)?"
    r"|struggl\w+)(?: to)? (?:buy|get|have|obtain|secure|purchase|receive|acquire|find|set up"
    r"|increase|replenish)(?: them| him| her| us)?",
    r"[Ww]ithout(?= (?:additional|more|new|further|extra|sufficient|sustainable|enough) )"
    r"(?:(?: and)? (?:sustainable|sufficient))*(?: supplies of)?(?: all)?",
)
_BEFORE_IT = tuple(rx.compile(rf"\b(?:{said}) (?=[\w“\"‘])") for said in _AHEAD)
_SURE = 3
_WHO = r"(?:[\w’'-]+ ){0,4}?"
_WISH = r"(?:needs?|priorit(?:y|ies)|requests?|wish(?:es)?|concerns?|deficit|wish list)\b"
_TOP = r"(?:greatest|critical|primary|priority|top|main|urgent|biggest|chief|immediate|key)"
_HOW_MUCH = (
    r"(?:urgent|dire|desperate|great|greatest|growing|huge|immediate|acute|critical|pressing|main"
    r"|basic|humanitarian|real|vital|most)\b"
)
#: Behind what is needed: "the jets (that) it has long sought", "fuel, however, is scarce".
_BEHIND_IT = tuple(
    rx.compile(said)
    for said in (
        rf"(?:,? (?:that|which|of which))? (?:it|he|she|they|we|the (?!{_HOW_MUCH})[\w-]+"
        rf"|[A-Z][\w’'-]+) (?:is |are |was |has |have |had |been )*{_HOW}(?:needs?|wants?|wanted"
        r"|lacks?|seeks?|requested|needed|sought|seeking"
        r"|(?:pleading|pleaded|asked|asking|calling|called) for)"
        r"(?= (?:to|in|for|now|at|most|are|is|from)\b|[.,;:”\"’]|$)",
        r"(?: for \w+)?(?:, (?:however|too|though),)?(?: (?:is|are|was|were|be|remains?|stays?))?"
        rf" {_HOW}(?:[Nn]eeded|[Rr]equired|[Rr]equested|scarce|lacking|missing|in short supply"
        r"|unavailable|running (?:low|out|down)|essential|vital|used up|hard to (?:get|find))\b",
        rf"(?:,? \w+(?: \w+){{0,3}},)? (?:is|are|remains?|will (?:be|continue to be|remain)) {_WHO}"
        rf"(?:{_TOP} )+{_WISH}",
        rf" {_TOP} needs of\b",
        r"(?:,? which)? tops? the (?:wish )?list\b",
        r" (?:must|needs? to|ha(?:s|ve) to|should) (?:urgently )?be"
        r" \w+(?:ed|ept|ent|et|ilt|ought)\b",
    )
)
#: Who is asked to do what: the deed, with what it is done to behind it.
_ASKED_TO = rx.compile(
    r"\b(?:(?:ask|urg|appeal|implor|begg?|press|request|plead|want)(?:s|es?|ed|ing)?"
    r"|call(?:s|ed|ing)? (?:up)?on) [^.;:]{3,110}?"
    r"\bto (?:be able to )?(?:\w+ly )?(?P<deed>(?!avoid\b|be\b)[a-z]+) (?=[\w“\"‘])"
)
_HELPS = frozenset(["help", "assist", "support"])
#: What points back to what is needed, or leaves it out.
_POINTS = rx.compile(
    r"\b(?:needs?|needed|requires?|wants?) (?:\w+ )?(?:it|them|more|less|one)\b"
    r"|\b(?:call(?:s|ed|ing)? (?:up)?on|urg(?:es?|ed|ing)) "
    r"|\bthe (?:urgent|dire|desperate|pressing|great) need (?:to|for) "
    r"|\b(?:come|came) to [\w’' ]{2,25}['’]s aid\b"
)
_NO_ITEM = rx.compile(
    r"(?i)\b(?:needs?|requests?|appeals?|calls?|people|that|this|it|them|us|what|more|which|who|all"
    r"|those|aims?|goals?|targets?|record|wish(?:es)?|both|him|her|time|results?|wherever|sum"
    r"|amount|region|hospitals|floods?|children|women|families|troops|country|countries|whatever"
    r"|whenever|\w+ly|involved|stepped|future)\Z"
)
_NO = rx.compile(r"(?i)\b(?:no|not|never|any|n[’']t) \Z")
_SAYS = rx.compile(r"(?i).*\b(?:says|said|urges|asks|calls|warns)\b ")
_STATE = rx.compile(r" (?:open|available|ready|going|running|possible|fully)\Z")
#: Nouns that are verbs as well.
_NOUNS = frozenset(
    [
        *("supply", "support", "help", "aid", "access", "fuel", "fire", "cover", "transport"),
        *("repair", "shelter", "food", "care", "relief", "work", "release", "transfer", "supplies"),
        *("power", "equipment", "rest", "backing", "training", "funds", "arms", "permit", "leave"),
    ]
)


def _places(scene: Scene, begin: int, end: int) -> Iterator[Place]:
    """Where it may stand what is needed, the surest first."""
    page = scene.page
    span = page.words[begin].start, page.words[end - 1].end
    for cue in _BEFORE_IT[:_SURE]:
        yield from _behind(scene, cue, span, end)
    for cue in _BEHIND_IT[:_SURE]:
        for found in cue.finditer(page.text, *span):
            yield from _named_before(scene, begin, page.index(found.start()))
    for found in _ASKED_TO.finditer(page.text, *span):
        yield from _deed(scene, found, end)
    for cue in _BEFORE_IT[_SURE:]:
        yield from _behind(scene, cue, span, end)
    for cue in _BEHIND_IT[_SURE:]:
        for found in cue.finditer(page.text, *span):
            yield from _named_before(scene, begin, page.index(found.start()))


def _behind(scene: Scene, cue: re.Pattern[str], span: Place, end: int) -> Iterator[Place]:
    for found in cue.finditer(scene.page.text, *span):
        if not _NO.search(scene.page.text, span[0], found.start()):
            yield from _named(scene, scene.page.index(found.end()), end)


def _deed(scene: Scene, found: re.Match[str], end: int) -> Iterator[Place]:
    """What is asked for in "urged it to open the crossing"; help itself in "to help Ukraine"."""
    if found["deed"] in _HELPS:
        yield found.span("deed")
    else:
        yield from _named(scene, scene.page.index(found.end()), end)


def _named(scene: Scene, first: int, end: int) -> Iterator[Place]:
    """The noun phrase that begins at a word."""
    place = phrase(scene, first, end, 5) if first < end else None
    words = scene.page.words
    k = scene.page.index(place[1]) if place else first + 1
    if k < end and words[k].low in (*_NOUNS, "one") and words[k - 1].low not in ("to", ","):
        place = (place[0] if place else words[first].start), words[k].end
    if place:
        state = _STATE.search(scene.page.text[slice(*place)])
        yield place[0], place[0] + state.start() if state else place[1]


def _named_before(scene: Scene, begin: int, at: int) -> Iterator[Place]:
    """The noun phrase that ends before a word, its articles left out; none behind "no"."""
    page, words = scene.page, scene.page.words
    k = at
    while k > begin and at - k < 6 and _noun(scene, k - 1, at):
        k -= 1
    while k < at and (words[k].closed or words[k].low in ("of", "and", ",")):
        k += 1
    if k == at or words[k - 1].low in ("no", "not"):
        return
    start, stop = words[k].start, words[at - 1].end
    said = _SAYS.match(page.text[start:stop])
    among = _AMONG.search(page.text[words[begin].start : start])
    if among:
        yield from _one_of(scene, begin, page.index(words[begin].start + among.start()))
    yield start + (said.end() if said else 0), stop


_AMONG = rx.compile(r"\b(?:is|are|was|were|remains?) (?:one of|among) the (?:most )?\Z")


def _one_of(scene: Scene, begin: int, at: int) -> Iterator[Place]:
    """Which thing is "one of those needed": what stands before "is", or opens the sentence."""
    if scene.page.words[at - 1].text == ",":
        things = [t for t in scene.page.things_in(begin, at) if t.item_span]
        if things and things[0].item_span:
            yield things[0].item_span
    elif at > begin:
        yield from _named_before(scene, begin, at)


def _noun(scene: Scene, k: int, at: int) -> bool:
    word = scene.page.words[k]
    if word.low in ("of", "and") and k < at - 1:
        return True
    acts = word.verb is not None and word.verb.form in ("past", "base", "s") and k < at - 1
    acts = acts and word.low not in _NOUNS
    return not (word.closed or word.is_sign or acts or k in scene.page.dated)


def _fits(scene: Scene, place: Place) -> bool:
    """Whether words name something that can be lacked: no people, no names, no pronouns."""
    said = scene.page.text[slice(*place)]
    first, last = scene.page.index(place[0]), scene.page.index(place[1])
    named = all(k in scene.page.names for k in range(first, last))
    return bool(said) and not named and not _NO_ITEM.search(said)
