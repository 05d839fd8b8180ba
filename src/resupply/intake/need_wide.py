"""Needs told by constructions of nouns: the greatest need, a priority, lists, what is not enough.

Each reads the noun phrase that its words lead to; a text needs the words that open it, so that
most texts are not looked at twice.
"""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.scene import Scene


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells, the surest first."""
    for reader in _READERS:
        yield from reader(scene)


# --- what they share


def phrase(scene: Scene, first: int, last: int, most: int = 7) -> tuple[int, int] | None:
    """Characters of the noun phrase that begins at a word, its articles left out."""
    words = scene.page.words
    while first < last and (
        words[first].closed in ("determiner", "adverb") or words[first].text in "“\"'‘"
    ):
        first += 1
    k = first
    while k < last and k - first < most and _goes_on(scene, k, first):
        k += 1
    while k > first and (words[k - 1].closed or words[k - 1].low.endswith("ly")):
        k -= 1
    return (words[first].start, words[k - 1].end) if k > first else None


def _goes_on(scene: Scene, k: int, first: int) -> bool:
    word = scene.page.words[k]
    if word.is_sign or k in scene.page.dated:
        return False
    if word.low in ("of", "and") and k > first:
        return True
    if word.closed in ("determiner", "calendar"):
        return scene.page.words[k - 1].low == "of"
    acts = word.verb is not None and word.verb.form in ("past", "base", "part") and k > first
    return not (word.closed or acts)


def whose(scene: Scene, first: int, last: int) -> str | None:
    """Who is in need in a stretch of words; else whom the text is about."""
    named = [a for a in scene.page.actors_in(first, last) if a.kind != "place"]
    needy = [a for a in named if scene.in_need(a)]
    countries = [a for a in needy if a.kind == "country"]
    if needy:
        return (countries or needy)[0].id
    before = scene.page.actors_before(scene.page.words[first].start, 500)
    lately = [a for a in before if a.kind == "country" and scene.in_need(a)]
    return lately[-1].id if lately else scene.givers.topic


def told(
    scene: Scene, span: tuple[int, int], item: tuple[int, int], who: str | None, rule: str
) -> Draft:
    """A need over some characters, with what is needed and by whom."""
    text = scene.page.text
    fields: dict[str, object] = {"item": text[slice(*item)], **({"who": who} if who else {})}
    near = scene.page.things_in(scene.page.index(item[0]), scene.page.index(item[1]))
    spans = {"item": item}
    if len(near) == 1 and near[0].start <= item[0]:
        amounts(near[0], fields, spans)
    said = text[span[0] : span[1]][:60]
    return Draft("need", span, fields, spans, f"need.{rule}", f'"{said}"')


def matched(scene: Scene, found: re.Match[str], rule: str, group: str = "item") -> Draft:
    """A need over the whole of a match, of whoever its sentence names.

    Args:
        scene: The text.
        found: The match.
        rule: Last part of the rule's id.
        group: Name of the group that holds what is needed.
    """
    begin, end = scene.page.sentence(scene.page.index(found.start()))
    return told(scene, found.span(), found.span(group), whose(scene, begin, end), rule)


def behind(scene: Scene, found: re.Match[str], rule: str) -> Iterator[Draft]:
    """A need for the noun phrase right behind a match, of whoever its sentence names.

    Args:
        scene: The text.
        found: The match.
        rule: Last part of the rule's id.
    """
    page = scene.page
    first = page.index(found.end())
    begin, end = page.sentence(page.index(found.start()))
    item = phrase(scene, first, end, 4) if first < end else None
    if item:
        yield told(scene, (found.start(), item[1]), item, whose(scene, begin, end), rule)


# --- the greatest need, a priority

_TOP = r"(?:most|highest|top|greatest|main|first|biggest|number[- ]one|key|chief|foremost)"
_NEEDS = r"(?:needs?|priorit(?:y|ies)|requests?|requirements?|wants?|shortages?|concerns?)"
_PRESSING = rx.compile(
    rf"\b{_TOP} (?:(?:urgent|pressing|immediate|critical|important|acute|priority) )?{_NEEDS}\b"
    r"(?: (?:of|for|in) [\w’' -]{2,30}?)?(?: (?:right now|now|at present|today|currently"
    r"|at the moment|this winter))?,? (?:is|are|was|were|remains?)(?: still| now)? "
    r"(?:for |to (?:get|have|obtain|receive) )?(?=[\w“\"])",
    re.IGNORECASE,
)
_CALLING = rx.compile(
    r"\b[Cc]alling (?P<item>[\w -]{3,50}?) (?:one of |among )?"
    rf"(?:the |its |their |[A-Z]\w+['’]s )*[“\"]?{_TOP} (?:\w+ )?{_NEEDS}"
)
_AMONG = rx.compile(
    r"\b(?:is|are|was|were|remains?|stay)(?: still| now| also)? (?:one of |among )"
    rf"(?:the |its |their |our |[A-Z]\w+['’]s )*{_TOP} (?:(?:urgent|pressing|critical) )?{_NEEDS}\b"
)


def pressing(scene: Scene) -> Iterator[Draft]:
    """Such as "one of Peru's greatest needs is the ability to pump", "calling pumps a priority"."""
    page = scene.page
    for found in spotting.finditer(_PRESSING, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        item = phrase(scene, first, end)
        if item and not page.words[first].low.startswith("to"):
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), item[1]), item, who, "pressing")
    for found in spotting.finditer(_CALLING, page.text):
        yield matched(scene, found, "calling")
    for found in spotting.finditer(_AMONG, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        near = [t for t in page.things_in(begin, at) if t.item and at - t.last < 4]
        if near and near[-1].item_span and near[-1].sort == "goods":
            who = whose(scene, begin, end)
            yield told(scene, (near[-1].start, found.end()), near[-1].item_span, who, "among")


# --- lists

_COLON = rx.compile(
    r"\b(?:needs?|requires?|lacks?|wants?|asks? for|needed|lacking)(?: [\w-]+){0,5}?:\s"
)
_LACK = rx.compile(
    r"\b(?:lacks?(?! of)|lacking|lacked|(?:run|runs|running|ran) (?:out|short|low) (?:of|on)"
    r"|short of|low on|starved of|in (?:urgent |dire |desperate )?need of|shortages? of"
    r"|deprived of) "
)


#: Members that only count some of what follows.
_SOME = frozenset(["one", "two", "three", "four", "five", "six", "half", "most", "some", "many"])


def listed(scene: Scene) -> Iterator[Draft]:
    """Such as "needs first of all: shells, radars", "lacks fuel, gloves and staff": one each."""
    page = scene.page
    for cue in (_COLON, _LACK):
        for found in spotting.finditer(cue, page.text):
            first = page.index(found.end())
            if first >= len(page.words):
                continue
            begin, end = page.sentence(page.index(found.start()))
            items = _members(scene, first, end if cue is _LACK else page.sentence(first)[1])
            if cue is _LACK and _NEGATED.search(
                page.text, max(0, found.start() - 14), found.start()
            ):
                continue
            if len(items) < (2 if cue is _COLON else 3):
                continue
            who = whose(scene, begin, end)
            if cue is _LACK and not found[0].lower().startswith("lack"):
                items = [(items[0][0], items[-1][1])]  # "short of food, water and fuel": one need
            for k, item in enumerate(items):
                start = found.start() if not k else item[0]
                yield told(scene, (start, item[1]), item, who, "listed_each")


_NEGATED = rx.compile(r"\b(?:not|no|never|without|nor|n't|no longer) (?:\w+ )?$")


def _members(scene: Scene, first: int, end: int) -> list[tuple[int, int]]:
    """The members of a list: noun phrases with goods, parted by commas and "and"."""
    words = scene.page.words
    out: list[tuple[int, int]] = []
    k = first
    while k < end and len(out) < 8:
        while k < end and (words[k].low in ("and", "also", "as", "well", "or", ",")):
            k += 1
        item = _member(scene, k, end)
        if item is None or scene.page.text[slice(*item)].lower() in _SOME:
            break  # "short of blood, and two of its clinics are closed"
        out.append(item)
        k = scene.page.index(item[1])
        if k >= end or words[k].low not in (",", "and"):
            break
    return out


def _member(scene: Scene, first: int, end: int) -> tuple[int, int] | None:
    words = scene.page.words
    while first < end and words[first].closed in ("determiner", "adverb"):
        first += 1
    k = first
    while k < end and k - first < 6:
        word = words[k]
        if word.is_sign or word.low == "and" or (word.closed and word.low != "of"):
            break
        if word.verb is not None and word.verb.form in ("past", "base") and k > first:
            break
        k += 1
    while k > first and words[k - 1].closed:
        k -= 1
    if k == first:
        return None
    span = words[first].start, words[k - 1].end
    near = scene.page.things_in(max(0, first - 4), k)
    goods = any(t.end > span[0] and t.start < span[1] and t.sort == "goods" for t in near)
    return span if goods or _STAFF.search(words[k - 1].low) else None


_STAFF = rx.compile(
    r"^(?:staff|personnel|doctors?|nurses|surgeons|crews?|engineers|antibiotics"
    r"|anaesthetics|anesthetics|medicines?|essentials|blood|beds|electricity)$"
)

# --- rationed

_RATION = rx.compile(
    r"\b(?:ration(?:ed|ing)|(?:to|must|they|we) ration"
    r"|forced to (?:save|ration|husband|conserve|economi[sz]e on)"
    r"|(?<!-)(?:saving|conserving|husbanding|sparing|economi[sz]ing on)"
    r"|down to (?:its|their|the) last) (?=[a-z])"
)


def rationed(scene: Scene) -> Iterator[Draft]:
    """Such as "gunners are rationing shells": what is short."""
    page = scene.page
    for found in spotting.finditer(_RATION, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(first)
        near = [t for t in page.things_in(first, min(end, first + 4)) if t.sort == "goods"]
        if near and near[0].item_span and not near[0].values:
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), near[0].end), near[0].item_span, who, "rationed")


# --- shortages of anything

_SHORTAGE = rx.compile(
    r"\b(?:shortages?|scarcity|dearth|paucity) (?:of|in) (?=[a-z])"
    r"|\b(?:limited|scarce|meagre|meager|insufficient|inadequate|dangerously low"
    r"|critically low|low)"
    r" (?:supply|supplies|stocks?|reserves|availability|quantities) of (?=[a-z])"
    r"|\black of (?:access to )?"
    r"(?=(?:basic|essential|clean|safe|adequate|sufficient|proper|medical|humanitarian) )",
    re.IGNORECASE,
)


def shortages(scene: Scene) -> Iterator[Draft]:
    """Such as "severe shortages of essentials"."""
    page = scene.page
    for found in spotting.finditer(_SHORTAGE, page.text):
        first = page.index(found.end())
        if first >= len(page.words):
            continue
        begin, end = page.sentence(first)
        item = phrase(scene, first, end, 4)
        if item:
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), item[1]), item, who, "shortage_of")


# --- not enough

_ENOUGH = rx.compile(
    r"\b(?:is|are|was|were|remains?) (?:still |simply |clearly |now )*"
    r"(?:not (?:nearly |yet |remotely )?(?:enough|sufficient|adequate)|nowhere near enough"
    r"|far from (?:enough|sufficient|adequate)"
    r"|(?:wholly |clearly |far |much )?(?:insufficient|inadequate)"
    r"|(?:far |much )?too (?:few|little|small|low|scarce))\b"
)
_COUNT_OF = rx.compile(
    r"\b(?:number|amount|quantity|volume|level|supply|stock|share|pace)s? of "
    r"(?P<item>[^,.;:]{3,70})$"
)


_LEFT = rx.compile(
    r"\b(?:ha(?:s|ve|d)|with|keeps?|there (?:is|are|was|were)) "
    r"(?:almost |virtually |practically |hardly |only |barely |just )*"
    r"(?:no|not enough|too few|too little|few|little|insufficient|a handful of|not a single"
    r"|(?:n[o']t|not) have enough) (?=[a-z0-9])|\b(?:do|does|did) not have enough (?=[a-z0-9])"
)


#: What nobody can live without, so that to have none is a need.
_TO_LIVE = rx.compile(
    r"(?:(?:clean|drinking|running|safe|hot) )*(?:water|food|electricity|power|fuel|medicines?"
    r"|shelter|heating|drinking water)"
)
_TOO_LITTLE = rx.compile(r"enough|insufficient|too (?:few|little)")


def none_left(scene: Scene) -> Iterator[Draft]:
    """Such as "the brigade has only a handful of rockets left", "do not have enough shells"."""
    page = scene.page
    for found in spotting.finditer(_LEFT, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        near = [
            t for t in page.things_in(max(begin, first - 4), min(end, first + 4)) if t.item_span
        ]
        near = [t for t in near if t.sort == "goods" and t.end > found.end()]
        near = [t for t in near if t.family not in ("cash", "aid")]
        if not near:
            continue
        left = page.text[near[0].end : near[0].end + 6]
        of_life = found[0].endswith("no ") and _TO_LIVE.fullmatch(near[0].item.lower())
        if not (left.startswith(" left") or _TOO_LITTLE.search(found[0]) or of_life):
            continue
        who = whose(scene, begin, end)
        item = near[0].item_span or (near[0].start, near[0].end)
        yield told(scene, (found.start(), near[0].end), item, who, "none_left")


_WITHOUT = rx.compile(
    r"\b(?:[Ww]ithout|[Uu]nless|[Ii]f) (?:no )?(?P<item>(?:new|more|additional|fresh|further|urgent"
    r"|immediate|sufficient|adequate|timely|extra|the necessary|continued|sustained) "
    r"(?:\w+ )?(?:funding|funds|money|resources|financing|support|aid|assistance|supplies|donations"
    r"|contributions|ammunition|weapons|deliveries|supply|fuel|food))\b"
)


def without(scene: Scene) -> Iterator[Draft]:
    """Such as "without new funding the agency will have to stop"."""
    page = scene.page
    for found in spotting.finditer(_WITHOUT, page.text):
        if any(0 < found.start() - s.start < 250 for s in page.sums):
            continue  # the sum that is needed was told
        yield matched(scene, found, "without")


def not_enough(scene: Scene) -> Iterator[Draft]:
    """Such as "the number of ambulances delivered so far is not nearly enough"."""
    page = scene.page
    for found in spotting.finditer(_ENOUGH, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        lead = _COUNT_OF.search(page.text, page.words[begin].start, found.start())
        if lead is None:
            continue
        item = phrase(scene, page.index(lead.start("item")), at, 4)
        if item:
            who = whose(scene, begin, end)
            yield told(scene, (lead.start(), found.end()), item, who, "not_enough")


_READERS = (pressing, listed, rationed, shortages, not_enough, none_left, without)
