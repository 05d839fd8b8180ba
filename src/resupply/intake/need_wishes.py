"""Needs told as wishes: what one waits for or hopes to get, calls to act, what has to be bought."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_wide import matched, phrase, told, whose
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.things import Thing


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells."""
    for reader in (calls_to, hopes, gets, what_is_needed, priorities, to_buy, our_support, to_act):
        yield from reader(scene)


_GIVE = (
    r"(?:give|send|provide|supply|deliver|donate|contribute|offer|transfer|hand over|ship|lend"
    r"|allow|grant"
    r"|release|step up|increase|boost|raise|speed up|accelerate|expand|double|scale up|continue"
    r"|fund|finance"
    r"|share|approve|authori[sz]e|lift|sell|support|help|strengthen|reinforce|make available"
    r"|back|equip|arm)"
)


_APART = rx.compile(r"[.;:]|\b(?:which|who|because|although|has|have|had|is|are|was|were|will)\b")


def _goods(scene: Scene, first: int, last: int) -> Thing | None:
    """The first goods between two words, no clause between."""
    for thing in scene.page.things_in(first, last):
        if thing.sort == "goods" and thing.item_span and not thing.pronoun:
            gap = scene.page.text[scene.page.words[first].start : thing.start]
            return None if _APART.search(gap) else thing
    return None


def _need(
    scene: Scene, start: int, thing: Thing, who: str | None, rule: str, stop: int = 0
) -> Draft:
    item = thing.item_span or (thing.start, thing.end)
    draft = told(scene, (start, max(thing.end, stop)), item, who, rule)
    amounts(thing, draft.fields, draft.spans)
    return draft


def _needy(scene: Scene, first: int, last: int) -> Actor | None:
    """Who in need, or which person, is named last between two words."""
    named = [a for a in scene.page.actors_in(first, last) if scene.in_need(a) or a.kind == "person"]
    return named[-1] if named else None


# --- calls and requests as nouns

_CALL = rx.compile(
    r"\b(?:calls?|pleas?|appeals?|requests?|demands?|bids?|entreat(?:y|ies)|wish(?:es)?)"
    r"(?: (?:of|by|from) (?P<by>[^,.;:]{3,60}?))? "
    rf"(?:to (?:\w+ly )?{_GIVE}|for (?:the )?(?:\w+ ){{0,2}}(?:deliver(?:y|ies)|suppl(?:y|ies)"
    rf"|provision"
    r"|transfer|supplies|donation|shipments?) of|for) (?=[\w\d])",
    re.IGNORECASE,
)


def calls_to(scene: Scene) -> Iterator[Draft]:
    """Such as "Zelenskyy's urgent call to provide air defences", "the request of Kyiv for"."""
    page = scene.page
    for found in spotting.finditer(_CALL, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if first >= end:
            continue
        whom = (
            (page.index(found.start("by")), page.index(found.end("by")))
            if found["by"]
            else (max(begin, at - 5), at)
        )
        who = _needy(scene, *whom)
        thing = _goods(scene, first, min(end, first + 7))
        if who is not None and thing is not None:
            yield _need(scene, min(who.start, found.start()), thing, who.id, "call_to")


# --- what one hopes to get

_HOPE = rx.compile(
    r"\b(?:hop(?:es?|ed|ing)|hopes?|expect(?:s|ed)?|count(?:s|ed|ing)? on|wait(?:s|ed|ing)? for"
    r"|wish(?:es|ed)?"
    r"|want(?:s|ed)?|insist(?:s|ed)?|reckons?|(?:is|are) confident)"
    r" (?:that )?(?P<whom>(?:the |its |his |other |our )?[\w’'. -]{2,40}?)"
    rf" (?:would|will|could|to|can|might) (?:soon |also |now |quickly "
    rf"|finally )*{_GIVE} (?=[\w\d])",
    re.IGNORECASE,
)


def hopes(scene: Scene) -> Iterator[Draft]:
    """Such as "Kuleba voiced hope that Berlin would hand over the missiles"."""
    page = scene.page
    for found in spotting.finditer(_HOPE, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        who = _wisher(scene, begin, at) if first < end else None
        whom = page.actors_in(page.index(found.start("whom")), page.index(found.end("whom")))
        others = [a for a in whom if not scene.in_need(a)]
        thing = _goods(scene, first, min(end, first + 8)) if who else None
        if thing is not None and (
            others or re.search(r"(?:allies|partners|donors|world)", found["whom"])
        ):
            yield _need(scene, found.start(), thing, who, "hopes")


def _wisher(scene: Scene, begin: int, at: int) -> str | None:
    """Who wishes: somebody in need named before, or what a pronoun means; no donor."""
    page, words = scene.page, scene.page.words
    k = at - 1
    while k > begin and (words[k].closed in ("auxiliary", "adverb") or words[k].low.endswith("ly")):
        k -= 1
    if words[k].low in ("we", "i") and (speaker := page.speaker_at(words[k].start)):
        return speaker.id
    if words[k].low in ("it", "they", "he", "she", "we"):
        meant = scene.clauses.meant(k)
        return meant.id if meant and _wants(scene, meant) else None
    named = page.actors_in(begin, at)
    near = [a for a in named if a.kind != "place"]
    return near[-1].id if near and _wants(scene, near[-1]) else None


def _wants(scene: Scene, actor: Actor) -> bool:
    """Whether somebody may want something: in need, or a person of the needy land."""
    if scene.in_need(actor):
        return True
    return actor.kind == "person" and not any(
        scene.page.text[max(0, actor.start - 40) : actor.start].endswith(w)
        for w in ("Chancellor ", "Bundeskanzler ")
    )


_GETS = rx.compile(
    r"\b(?:(?:would|'d|’d) (?:also |very much |still )?(?:like|love|be (?:glad|happy"
    r"|grateful)) to (?:get|receive|have|obtain|acquire|buy)"
    r"|(?:is|are|was|were) (?:also |very |particularly |especially |most |still |above all "
    r"|keenly )*interested in"
    r"(?: (?:getting|receiving|obtaining|acquiring|buying|the (?:delivery|supply|purchase) of"
    r"|having))?"
    r"|(?:is|are|was|were|been) (?:still |also |now |all )*[“\"]?(?:waiting|hoping|desperate"
    r"|crying out|begging|pleading|clamou?ring|eager) (?:for|to (?:get|receive|have|obtain))"
    r"|(?:wait|waits|beg|begs) for|(?:wait|waits|hope|hopes|hoped|beg|begs) (?:to (?:get|receive"
    r"|obtain|acquire))"
    r"|(?:wants?|wanted|wishes|aims?|needs?) to (?:get|receive|obtain|have)"
    r"|(?:badly|urgently|desperately|sorely|also|still) (?:wants?|needs?)"
    r"|(?:has|have|had) (?:its|their|his) (?:eyes?|sights) (?:set )?on|(?:is|are) after"
    r"|(?:(?:is|are|was|were) )?(?:counting|counts?|banking|banks?|pinning its hopes"
    r"|setting its hopes) on"
    r"(?: (?:further|more|new|additional|fresh|quick|continued|regular) (?:deliveries|supplies"
    r"|shipments) of)?) "
    r"(?=[\w\d])",
    re.IGNORECASE,
)


def gets(scene: Scene) -> Iterator[Draft]:
    """Such as "would like to receive more tanks", "is waiting for F-16 jets"."""
    page = scene.page
    for found in spotting.finditer(_GETS, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if first >= end:
            continue
        thing = _goods(scene, first, min(end, first + 5))
        who = _getter(scene, begin, at) if thing else None
        gap = page.text[found.end() : thing.start] if thing else ""
        if re.search(r"\b(?:production|joint|cooperation|co-operation|sale|export)\b", gap):
            continue
        if thing is not None and thing.family == "aid" and "on" in found[0].split():
            continue  # "we count on regular support"
        if thing is not None and who and thing.family != "cash":
            yield _need(scene, found.start(), thing, who, "gets")


_LOCAL = rx.compile(
    r"(?i)\b(?:hospitals?|clinics?|residents|villagers|schools?|families|people|soldiers|troops"
    r"|brigades?|units?"
    r"|doctors|medics|gunners|crews|army|military|side|authorities|patients|refugees|children"
    r"|farmers|town|city"
    r"|region|fighters|defenders|battalion|commanders?)\b[^,.;:]{0,40}$"
)


def _getter(scene: Scene, begin: int, at: int) -> str | None:
    who = _wisher(scene, begin, at)
    if who is not None:
        return who
    start = scene.page.words[begin].start
    local = _LOCAL.search(scene.page.text, start, scene.page.words[at].start)
    others = scene.page.actors_in(scene.page.index(local.start()), at) if local else []
    return (
        scene.givers.topic
        if local and all(scene.in_need(a) or a.kind == "place" for a in others)
        else None
    )


_WHAT = rx.compile(
    r"\b(?:[Ww]hat|[Aa]ll|the (?:main |first |only |one )?things?(?: that)?) (?P<who>we|they"
    r"|[Tt]he [\w -]{3,30}?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|people|"
    r"[a-z]+) (?:really |most |urgently |now |still |badly |desperately |actually )*(?:needs?"
    r"|lacks?|wants?|asks? for|requires?)"
    r"(?: (?:now|most|right now|today|urgently|above all|at the moment|at present|for this"
    r"|is time and))*,? (?:is|are|were|was) "
    r"(?:more |the |a |an |some |not words but |above all )*(?=[\w\d])"
    r"|\b[Tt]he (?:\w+ )?list of (?:what [\w ]{2,20}? needs?|(?:\w+ )?needs|(?:\w+ )?requests"
    r"|priorities) (?:is|was) (?:topped|headed|led) by "
    r"|\b(?:topping|heading|top of|at the top of) (?:\w+’s |\w+'s |the |its |their "
    r"|his )?(?:\w+ )?(?:wish ?list|list of (?:needs|requests|priorities|demands))(?: is| are"
    r"| was| were)? (?=[\w\d])"
)


def what_is_needed(scene: Scene) -> Iterator[Draft]:
    """Such as "What Ukraine needs now is ammunition"."""
    page = scene.page
    for found in spotting.finditer(_WHAT, page.text):
        first = page.index(found.end())
        begin, end = page.sentence(page.index(found.start()))
        item = phrase(scene, first, end, 6) if first < end else None
        if item is None or page.words[first].low in ("to", "that", "what", "not"):
            continue
        speaker = page.speaker_at(found.start()) if (found["who"] or "").lower() == "we" else None
        who = speaker.id if speaker else whose(scene, begin, end)
        yield told(scene, (found.start(), item[1]), item, who, "what")


_TOP = (
    r"(?:(?:top|main|first|key|highest|absolute|biggest|greatest|most urgent|urgent|number one"
    r"|current|pressing|"
    r"immediate|chief|critical) )?"
)
_PRIORITY = rx.compile(
    rf"\b[Aa]mong (?:the |its |our |their |Ukraine['’]s |Kyiv['’]s )*{_TOP}(?:priorities|needs"
    rf"|requests|demands)"
    r"(?: (?:that )?[A-Z]\w+ (?:named|listed|mentioned|put forward)| of (?:the )?[\w ]{3,25}?"
    r"| named| listed| mentioned)?,? "
    r"(?:are|is|were|was) (?=[\w\d])"
    rf"|\b(?:nam(?:ed|es|ing)|list(?:ed|s|ing)|describ(?:ed|es|ing)|call(?:ed|s|ing)|cit(?:ed|es"
    rf"|ing)|identif(?:ied|ies)|singled out|mention(?:ed|s)) "
    rf"(?P<item>[\w ,-]{{3,60}}?) (?:as|among|a|the) (?:an? |the |its |his |their |one of "
    rf"|Ukraine['’]s |Kyiv['’]s |our )*{_TOP}(?:priorit(?:y|ies)|needs?)\b"
)


def priorities(scene: Scene) -> Iterator[Draft]:
    """Such as "named air defence as the top priority", "among the needs are shells"."""
    page = scene.page
    for found in spotting.finditer(_PRIORITY, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        last = page.index(found.end())
        item: tuple[int, int] | None
        if found["item"]:
            item = found.span("item")
            near = page.things_in(page.index(item[0]), page.index(item[1]))
            item = item if any(t.sort == "goods" for t in near) else None
        else:
            thing = _goods(scene, last, min(end, last + 5)) if last < end else None
            item = thing.item_span if thing else None
        if item:
            who = whose(scene, begin, end)
            yield told(scene, (found.start(), max(found.end() - 1, item[1])), item, who, "priority")


# --- what has to be bought or done

_TO_BUY = rx.compile(
    r"\b(?:(?P<we>[Ww]e|[Tt]hey|[Ii]t)|[A-Z]\w+|army|military|forces|country|city|hospitals?"
    r"|brigades?|units?|government|troops|soldiers)"
    r"(?: (?:also|now|still|urgently|badly|desperately|really|will|would|therefore))* (?:needs?"
    r"|ha(?:s|ve)|must|had)(?: to)? "
    r"(?:urgently |quickly |also |first |immediately )?(?:buy|purchase|get|obtain|procure"
    r"|acquire|find|secure|replace|replenish|increase|restore|rebuild|"
    r"strengthen|reinforce|stock up on|import|repair|receive|raise|have|modernise|modernize"
    r"|expand|renew) (?=[\w\d])"
)


_TELLS = rx.compile(
    r"(?i)\b(?:organi[sz]ers?|volunteers?|soldiers?|commander|doctor|medics?|nurse|mayor|charity"
    r"|gunner|sergeant|aid workers?)\b"
)


def to_buy(scene: Scene) -> Iterator[Draft]:
    """Such as "we need to buy them a new car", where those in need speak or act."""
    page = scene.page
    for found in spotting.finditer(_TO_BUY, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        thing = _goods(scene, first, min(end, first + 6)) if first < end else None
        if thing is None or thing.money:
            continue
        if found["we"]:
            meant = page.speaker_at(found.start()) or scene.clauses.meant(at)
            who = meant.id if meant and _wants(scene, meant) else None
            local = _TELLS.search(page.text, page.words[begin].start, page.words[end - 1].end)
            who = who or (scene.givers.topic if local and found["we"].lower() == "we" else None)
            if found["we"].lower() == "we" and meant is None:
                who = scene.givers.topic
        else:
            actor = page.actor_at(at) or page.actor_at(max(begin, at - 1))
            local = None if actor else _LOCAL.match(page.text, found.start())
            who = (
                actor.id
                if actor and scene.in_need(actor)
                else scene.givers.topic
                if local
                else None
            )
        if who and not re.search(r"\b(?:must|has|have|had) (?!to)", found[0]):
            yield _need(scene, found.start(), thing, who, "to_buy")


_OURS = rx.compile(
    r"\b[Ww]e (?:must|have to|need to|should|ought to|cannot but|have got to) (?:\w+ly |all "
    r"|now |also |therefore )*"
    r"(?:step up|increase|continue|keep up|intensify|strengthen|maintain|speed up|accelerate"
    r"|double|boost|expand|sustain|redouble|provide|give|send|do more|deliver) "
    r"(?:to |with )?(?:our |more |further |the |all |Ukraine |them )*(?P<item>(?:(?:military"
    r"|humanitarian|financial|joint|political|air|weapons?|arms) )*"
    r"(?:support|aid|assistance|help|deliveries|efforts|defen[cs]e|ammunition|weapons|pressure"
    r"|supplies|backing|contributions?|funding))\b"
)


def our_support(scene: Scene) -> Iterator[Draft]:
    """Such as "We have to step up our support": what is wanted of one's own side."""
    for found in spotting.finditer(_OURS, scene.page.text):
        yield matched(scene, found, "our_support")


_ACT = rx.compile(
    r"\b(?:urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|upon)|appeal(?:s|ed|ing)?(?: \w+ly)? to"
    r"|implor(?:es?|ed|ing)|begg?(?:s|ed|ing)?"
    r"|plead(?:s|ed|ing)? with|ask(?:s|ed|ing)|press(?:es|ed|ing)) "
    r"(?P<whom>(?!for )[^.;:,“”\"\n]{2,80}?) to (?:\w+ly )?"
    r"(?:deal with|tackle|address|act (?:on|against)|take (?P<step>(?:\w+ )?(?:steps|action"
    r"|measures))|do (?P<more>more)|respond to|work (?P<work>together)|come to"
    r"|(?:(?:go|keep)(?: on)? |continue (?:to )?)?(?P<help>(?:support|help|assist)(?:ing)?)"
    r"|invest (?:more )?in|commit(?: to)?|uphold|honou?r|speed up|accelerate|step up) ?"
    r"(?:the |a |an |its |their |this )*"
)


def to_act(scene: Scene) -> Iterator[Draft]:
    """Such as "urged the world to take steps against the famine": what is asked for is an act."""
    page = scene.page
    for found in spotting.finditer(_ACT, page.text):
        at, first = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        if scene.givers.topic is None or first > end:
            continue
        group = next((g for g in ("step", "more", "work", "help") if found[g]), "")
        item = found.span(group) if group else phrase(scene, first, end, 4)
        who = _asks(scene, begin, at)
        if item and who:
            stop = item[1]
            if group == "help":  # "to go on helping": help
                item = item[0], stop - 3 * found[group].endswith("ing")
            yield told(scene, (found.start(), stop), item, who, "to_act")


def _asks(scene: Scene, begin: int, at: int) -> str | None:
    page = scene.page
    if page.words[max(begin, at - 1)].low == "we" and (
        speaker := page.speaker_at(page.words[at].start)
    ):
        return speaker.id
    named = [a for a in page.actors_in(begin, at) if a.kind != "place"]
    needy = [a for a in named if scene.in_need(a)]
    if needy:
        return needy[-1].id
    return scene.givers.topic
