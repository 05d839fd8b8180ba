"""Needs told as what others are to do: duties, appeals to somebody, requests as nouns."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import phrase, told, whose
from resupply.intake.need_words import NOT_LACKED
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.things import Thing


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells."""
    for reader in _READERS:
        yield from reader(scene)


_GIVING = (
    r"(?:give|send|provide|supply|deliver|donate|contribute|offer|transfer|hand over|ship"
    r"|let|allow|permit|ensure|guarantee|open|keep|restore|resume|release|unblock|lift|pass|approve"
    r"|step up|increase|boost|raise|speed up|accelerate|expand|double|scale up|ramp up|intensify"
    r"|ease|enable|expedite|reopen|strengthen|maintain|sustain|continue|put|invest|spend|fund"
    r"|finance|do|facilitate|grant|bring|mobili[sz]e|pay)"
)


_MUST = rx.compile(
    r"\b(?:must|should|ought to|has to|have to|needs? to|has got to|have got to)"
    rf"(?: (?:urgently|now|also|immediately|therefore|all|still|and|can))* {_GIVING} "
)


_AID = rx.compile(
    r"\b(?:(?:humanitarian |military |more |further |financial |food |life-saving )*"
    r"(?:aid|assistance|support|help|relief|supplies|access|weapons|arms|ammunition|shells"
    r"|missiles|equipment|funding|funds|money|donations|contributions|deliveries|food|fuel|water"
    r"|medicines?|trucks|convoys|air defen[cs]e|interceptors|tanks|jets|aircraft|crossings?"
    r"|vehicles|drones|protection|training|generators|loans?)|more)\b"
)


_GROUP = rx.compile(
    r"\b(?:donors|partners|allies|governments|countries|states|nations|parties|sides|leaders|powers"
    r"|(?:the )?(?:international community|world|West|Europe|Europeans|Americans|Congress"
    r"|parliament|rest of the world)) $",
    re.IGNORECASE,
)


def _group(scene: Scene, at: int) -> Actor | None:
    """Such as "donors must", "the world has to": a group that owes, where none is named."""
    start = scene.page.words[at].start
    found = _GROUP.search(scene.page.text, max(0, start - 30), start)
    return Actor(found.start(), start - 1, found[0].strip(), "group") if found else None


def duties(scene: Scene) -> Iterator[Draft]:
    """Such as "Kenya must let lorries into Sudan", "Peru should do more to help"."""
    page = scene.page
    for found in spotting.finditer(_MUST, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        stop = min(page.words[end - 1].end, found.end() + 70)
        item = _AID.search(page.text, found.end() - 1, stop)
        between = page.text[found.end() : item.start()] if item else "."
        while at > begin and page.words[at - 1].low in ("can", "and", "could", "all", "also"):
            at -= 1
        subject = page.actor_at(at - 1) or _group(scene, at)
        if item is None or re.search(r"[.;:,]|\b(?:that|which|if|whether)\b", between):
            continue
        if subject is None or subject.kind not in ("country", "org", "group"):
            continue
        if item[0] == "more" and not found[0].endswith("do "):
            continue
        start = min(subject.start, found.start())
        who = whose(scene, page.index(found.end()), end)
        yield told(scene, (start, item.end()), item.span(), who, "duty")


_ASKS = rx.compile(
    r"\b(?P<verb>urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|upon|for)|appeal(?:s|ed"
    r"|ing)?(?: \w+ly)? to"
    r"|press(?:es|ed|ing)|implor(?:es?|ed|ing)|begg?(?:s|ed|ing)?|plead(?:s|ed|ing)? with"
    r"|ask(?:s|ed|ing)|lobb(?:ies|ied|ying)|encourag(?:es?|ed|ing)|exhort(?:s|ed|ing)?"
    r"|(?:keep|kept|put|puts|putting|mount\w*|increas\w+|step\w*)(?: up)?(?: \w+)? pressure on) "
    rf"(?P<whom>[^.;:,“”\"\n]{{2,80}}?) to (?:\w+ly )?(?:[\w ]{{3,40}} and )?(?P<do>{_GIVING}) "
)


def asked_of(scene: Scene) -> Iterator[Draft]:
    """Such as "called on its friends to lend boats", "urging them to send more"."""
    page = scene.page
    for found in (*spotting.finditer(_ASKS, page.text), *_passive(scene)):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if first >= end:
            continue
        item = _object(scene, first, end)
        if item is None or NOT_LACKED.search(page.text[max(0, item[0] - 60) : item[0]]):
            continue
        led = page.words[first : page.index(item[0])]
        if any(w.closed == "preposition" and w.low not in ("of", "to") for w in led):
            continue  # "to provide a report on aid"
        who = _asker(scene, begin, at)
        if "verb" not in found.re.groupindex:
            who = _by(scene, at, begin, end)
        elif found["verb"].startswith("press") and not _lacks(scene, begin, at):
            continue
        yield told(scene, (found.start(), item[1]), item, who, "asked_of")


#: "Norway was asked to send more boats": who was asked stands ahead.
_WAS_ASKED = rx.compile(
    r"\b(?:was|were|(?:has|have|had) (?:also |again |repeatedly )?been|(?:is|are) being) "
    r"(?:(?:also|again|once more|repeatedly|formally|officially) )*(?:asked|urged|pressed|begged"
    rf"|implored|called (?:up)?on|requested) to (?:\w+ly )?(?:(?P<do>{_GIVING})|help|assist|support"
    r"|train|teach|lend|sell|arm|host|treat) "
)


def _passive(scene: Scene) -> Iterator[re.Match[str]]:
    """Who was asked to give or help: a country or body, and not the one in need."""
    page = scene.page
    for found in spotting.finditer(_WAS_ASKED, page.text):
        asked = page.actor_at(page.index(found.start()) - 1)
        if asked is not None and asked.kind in ("country", "org") and not scene.in_need(asked):
            yield found


def _by(scene: Scene, at: int, begin: int, end: int) -> str | None:
    """Who asked, named behind "by"; else who is in need."""
    words = scene.page.words
    led = next((k for k in range(at, end) if words[k].low == "by"), end)
    named = scene.page.actors_in(led, min(end, led + 6))
    return named[0].id if named else whose(scene, begin, end)


def _object(scene: Scene, first: int, end: int) -> tuple[int, int] | None:
    """What is to be given: the first goods or aid behind the verb, an indirect object skipped."""
    page = scene.page
    words = page.words
    stop = min(end, first + 14)
    for k in range(first, stop):
        clause = words[k].closed == "conjunction" and words[k].low not in ("and", "or")
        if clause or (words[k].is_sign and words[k].text not in "’'-“\""):
            stop = k
            break
    near = [t for t in page.things_in(first, stop) if t.item_span and t.sort in _WANTED]
    if near:
        return near[0].item_span
    found = _AID.search(page.text, words[first].start, words[stop - 1].end)
    return found.span() if found else None


_WANTED = frozenset(["goods", "money"])


_CALLED_FOR = rx.compile(
    r"\b(?:call(?:s|ed|ing)?|appeal(?:s|ed|ing)?|plead(?:s|ed|ing)?|press(?:es|ed|ing)"
    r"|cr(?:y|ied|ying) out|ask(?:s|ed|ing))(?: (?:on \w+|again|also|urgently|repeatedly))? for "
    r"(?=[a-z])"
)


def called_for(scene: Scene) -> Iterator[Draft]:
    """Such as "aid workers called for the opening of all crossings": whoever calls."""
    page = scene.page
    for found in spotting.finditer(_CALLED_FOR, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if first >= end or scene.givers.topic is None:
            continue
        stop = min(page.words[end - 1].end, found.end() + 50)
        near = _CALLED.search(page.text, found.end(), stop)
        cut = near and re.search(r"[.;:,]", page.text[found.end() : near.start()])
        if near and not cut:
            who = _asker(scene, begin, at)
            bought = _bought(scene, near.end(), end)
            if bought is None:
                yield told(scene, (found.start(), near.end()), near.span(), who, "called_for")
            elif bought.item_span:
                span = (found.start(), max(bought.end, bought.item_span[1]))
                draft = told(scene, span, bought.item_span, who, "called_for")
                amounts(bought, draft.fields, draft.spans)
                yield draft


_TO_BUY = rx.compile(
    r" (?:to|in order to) (?:buy|purchase|pay for|get|obtain|procure|acquire|build|fund|finance) "
)


def _bought(scene: Scene, at: int, end: int) -> Thing | None:
    """What donations are for: "an appeal for donations to buy 40 stoves"."""
    page = scene.page
    led = _TO_BUY.match(page.text, at)
    if led is None:
        return None
    first = page.index(led.end())
    near = page.things_in(first, min(end, first + 6))
    return next((t for t in near if t.item_span and not t.money and t.sort != "people"), None)


_CALLED = rx.compile(
    r"\b(?:(?:urgent|immediate|more|emergency|humanitarian|medical|unhindered|safe|full"
    r"|international|military|additional|greater) ){0,3}"
    r"(?:help|aid|assistance|support|access|action|opening|reopening|protection"
    r"|supplies|tents|equipment|funding|funds|donations|evacuation|release|intervention|relief)"
    r"(?: of [\w -]{3,30}?(?=[.,;]| (?:to|for|in|from|and)\b))?"
)


def _lacks(scene: Scene, begin: int, at: int) -> bool:
    """Whether somebody in need, or a person, presses others: donors press each other all day."""
    named = scene.page.actors_in(begin, at)
    return any(scene.in_need(a) or a.kind == "person" for a in named)


def _asker(scene: Scene, begin: int, at: int) -> str | None:
    """Who asks: somebody in need in front of the verb, else who acts, else the text's topic."""
    page = scene.page
    words = page.words
    if words[at - 1].low in ("it", "he", "she", "they", "we"):
        meant = scene.clauses.meant(at - 1)
        if meant is not None:
            return meant.id
    named = page.actors_in(begin, at)
    needy = [a for a in named if scene.in_need(a)]
    acting = [a for a in named if a.kind != "place"]
    if needy:
        return needy[-1].id
    return acting[-1].id if acting else scene.givers.topic


_REQUEST = rx.compile(
    r"\b(?:request|appeal|plea|call|demand)s?(?: in [\w ]{3,14}| last \w+| this \w+)? "
    rf"(?:that (?:the |its )?[\w’'. -]{{2,40}}? {_GIVING} |for (?=[a-z])|to help (?:it |them )?)"
)


def requests(scene: Scene) -> Iterator[Draft]:
    """Such as "Kyiv's request that Japan supply radars", "the Ukrainian request for barges"."""
    page = scene.page
    for found in spotting.finditer(_REQUEST, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        named = [a for a in page.actors_in(max(begin, at - 4), at) if scene.in_need(a)]
        if not named or first >= end:
            continue
        if found[0].rstrip().endswith(("help", "it", "them")):
            item: tuple[int, int] | None = (
                found.end() - 1,
                page.words[min(end, first + 4) - 1].end,
            )
            cut = re.search(r"\bhelp\b", found[0])
            item = (found.start() + cut.start(), item[1]) if cut and item else None
        else:
            near = [t for t in page.things_in(first, min(end, first + 6)) if t.sort in _WANTED]
            asked = found[0].rstrip().endswith("for") and not near
            item = phrase(scene, first, end, 4) if asked else _object(scene, first, end)
            item = item or phrase(scene, first, end, 4)
        left = item is not None and page.text[slice(*item)].endswith(("remains", "remain", "is"))
        if item and not left:  # "the appeal for Chad remains underfunded"
            yield told(scene, (named[0].start, item[1]), item, named[0].id, "request_of")


_FOR_WHICH = rx.compile(
    r",? (?:for which |that |which )(?:the )?(?P<who>[\w. ]{2,40}?) (?:has |have |had )?"
    r"(?:appealed|asked|called|pleaded|requested|sought|appeals|asks)(?: for)?\b"
)


def for_which(scene: Scene) -> Iterator[Draft]:
    """Such as "the 300 million for which the UN had appealed"."""
    page = scene.page
    for thing in page.things:
        if not thing.money:
            continue
        found = _FOR_WHICH.match(page.text, thing.end)
        named = page.actors_in(page.index(thing.end), page.index(found.end())) if found else []
        if found is None or not named or not scene.in_need(named[0]):
            continue
        fields: dict[str, object] = {"who": named[0].id, "item": "funding"}
        spans: dict[str, tuple[int, int]] = {}
        amounts(thing, fields, spans)
        yield Draft(
            "need", (thing.start, found.end()), fields, spans, "need.for_which", "a sum asked for"
        )


_WE_NEED = rx.compile(
    r"\b(?P<we>[Ww]e|[Tt]hey)(?: \w+ly| also| now| still)* "
    r"(?:need|require|want|must have)s? "
    r"(?:(?P<whom>(?:the |our |its )?[\w ]{3,40}?) to "
    rf"(?:\w+ly )?{_GIVING} |(?=(?:[\w-]+,? ){{0,4}}?(?:access|staff|protection|security|ceasefire"
    r"|guarantees|corridors?|safe passage)\b))"
)


_ABSTRACT = rx.compile(
    r"\b(?:[\w-]+,? ){0,2}?(?:access|staff|protection|security|ceasefire|guarantees|corridors?"
    r"|safe passage)\b"
)


def we_need(scene: Scene) -> Iterator[Draft]:
    """Such as "we need the parties to provide safe access", "we need staff and supplies"."""
    page = scene.page
    for found in spotting.finditer(_WE_NEED, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        _, end = page.sentence(at)
        if first >= end:
            continue
        stop = min(page.words[end - 1].end, found.end() + 60)
        near = _ABSTRACT.search(page.text, found.end(), stop)
        item = near.span() if near else _object(scene, first, end) if found["whom"] else None
        subject = page.actor_at(at)
        meant = subject or scene.clauses.meant(at)
        speaker = page.speaker_at(found.start()) if found["we"].lower() == "we" else None
        who = speaker or meant
        if item is None or who is None:
            continue
        yield told(scene, (found.start(), item[1]), item, who.id, "we_need")


_READERS = (duties, asked_of, requests, for_which, we_need, called_for)
