"""Who holds something up, told by its cause or its owner in the same sentence.

"Because of Israeli restrictions", "due to a Russian blockade"; "the jets that Denmark is
donating", "Denmark's
delivery of jets"; who is only where the goods go to, or who only tells of it, holds nothing up.
"""

import re
from collections import Counter

from resupply.intake import rx
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES

_CAUSE = rx.compile(
    r"\b(?:because of|due to|owing to|over|amid|following|as a result of|after|thanks to|by) "
    r"(?:(?:the|a|an|continued|ongoing|new|tight|strict|fresh|\w+ing) )*(?=[A-Z])"
)
_BAR = rx.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,3}?(?:restrictions?|blockades?|siege|bans?|vetoe?s?|objections?"
    r"|refusal"
    r"|opposition|closures?|obstruction|curbs|demands?|attacks?|shelling|offensive|decision|cuts?"
    r"|freeze|pause|suspension|order|inspections?|checks|bureaucracy|resistance|protests?|farmers"
    r"|laws?|rules|sanctions|embargo|limits|withdrawal)\b"
)
_GIVES = rx.compile(
    r" (?:(?:is|was|has been|had|has|will be|would be|are|were|have) )?(?:also |now "
    r"|still )?(?:donat|giv|gave"
    r"|send|sent|supply|suppl|provid|promis|pledg|deliver|transfer|order|offer|approv|commit|buy"
    r"|bought"
    r"|export|build|make|fund|financ)\w*\b"
)
_DUE = ("because", "due", "owing", "amid", "as", "thanks")
_FROM = rx.compile(
    r"\b(?:from|by) (?:the |its )?(?:[a-z]+ ){0,2}?(?:producer|maker|manufacturer|supplier"
    r"|company|firm"
    r"|builder|contractor|shipyard)s?,? (?=[A-Z])"
)
_SELF = frozenset(["delayed", "stalled", "missed_target", "shortfall"])


#: "By a blockade of Polish farmers", "due to a strike by dockers": who bars the way.
_BARRED_BY = rx.compile(
    r"\b(?:by|because of|due to|owing to|amid|over) (?:an? |the )?(?:[a-z]+ )?(?:blockade|strike"
    r"|protest|picket|sit-in)s? (?:of|by) (?:the )?(?P<who>(?:[A-Za-z][\w’-]+ ){0,2}?[a-z]+s)\b"
)


def _barred_by(scene: Scene, draft: Draft, stop: int) -> str | None:
    """Whose blockade or strike it is."""
    found = _BARRED_BY.search(scene.page.text, draft.span[0], stop)
    if found is None:
        return None
    actor = scene.page.actor_at(scene.page.index(found.start("who")))
    return actor.id if actor else found["who"]


#: "A notice from the ministry that its grant had been ended": whose word it is.
_WORD_FROM = rx.compile(
    r"\b(?:notices?|notifications?|letters?|orders?|emails?|decisions?|directives?|memos?|instructions?)"
    r" (?:from|by|of) (?:the )?(?=[A-Z])(?P<who>[A-Z][^.,;:]{1,40}?) (?:that|ending|cutting"
    r"|suspending|terminating|stopping|pausing|freezing|halting|cancell?ing)\b"
)


def _by_word(scene: Scene, draft: Draft, start: int) -> Actor | None:
    """Whose notice says that something ends."""
    found = _WORD_FROM.search(scene.page.text, start, max(draft.span[0] + 1, draft.span[1]))
    return scene.page.actor_at(scene.page.index(found.start("who"))) if found else None


def by_cause(scene: Scene, draft: Draft) -> None:
    """Put right who holds it up, where the sentence says whose ban or whose goods it is."""
    page = scene.page
    at = page.index(draft.span[0])
    begin, end = page.sentence(at)
    if begin >= end:
        return
    start, stop = page.words[begin].start, page.words[end - 1].end
    barred = _barred_by(scene, draft, stop)
    if barred is not None:
        draft.fields["actor"] = barred
        return
    word = _by_word(scene, draft, start)
    if word is not None:
        draft.fields["actor"] = word.id
        return
    found = _cause(scene, draft, stop) or _maker(scene, draft, stop) or _given_by(scene, draft)
    done = None if found else _done_by(scene, draft, stop)
    if done is not None:
        draft.fields["actor"] = done
        return
    donors = _donors(scene, draft)
    if donors and found is None and _loose(scene, draft, begin, end):
        draft.fields["actor"] = donors
        return
    if found is None and draft.fields.get("actor") == "UN":
        draft.fields["actor"] = _agency(scene, start, draft) or "UN"
        return
    if found is None and _loose(scene, draft, begin, end):
        found = _owner(scene, draft, start)
    if found is None and not draft.fields.get("actor"):
        found = _right_before(scene, draft)
    if found is not None:
        draft.fields["actor"] = found.id


def _right_before(scene: Scene, draft: Draft) -> Actor | None:
    """Such as "Norway cut over 300 programmes": who stands right before the words."""
    page = scene.page
    at = page.text.find(draft.said[:4], *draft.span)
    actor = page.actor_at(page.index(at) - 1) if at > 0 else None
    if actor is None or actor.kind not in ("country", "org") or actor.id == scene.givers.topic:
        return None
    item = draft.spans.get("item", draft.span)
    return actor if item[0] > at else None


_OWN_HELP = frozenset(
    ["cut", "paused", "delayed", "stalled", "shortfall", "missed_target", "resumed"]
)
_SIDE = rx.compile(
    r"(?: (?:to|for|in) (?:the )?(?:[A-Z][\w’'-]+ ){1,3}| )"
    r"(?:on the part of|from|coming from|provided by|given by|paid by|supplied by|funded by) "
    r"(?:the )?(?=[A-Z])"
)


def _given_by(scene: Scene, draft: Draft) -> Actor | None:
    """Such as "support from the U.S. is drying up", "help on the part of Chile shrank"."""
    item = draft.spans.get("item")
    if item is None or draft.fields["type"] not in _OWN_HELP:
        return None
    led = _SIDE.match(scene.page.text, item[1])
    actor = scene.page.actor_at(scene.page.index(led.end())) if led else None
    able = actor is not None and actor.kind in ("country", "org")
    return actor if able and actor and actor.id not in scene.apart else None


#: "Was systematically diverted and expropriated by the Taliban".
_PASSIVE = rx.compile(
    r"\w+(?:ed|en|held|cut|shut|put|old) (?:(?:and|or) \w+(?:ed|en|held|cut|shut|old) )?"
    r"(?:(?:again|there|off|up|back|down|out|away|on hold|mainly|largely|earlier) )*by (?:the "
    r"|a |an )?(?P<who>[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+){0,2})"
)
_NO_DOER = rx.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Road|Sea|Air|Ship|Plane|Christmas|Easter|Ramadan)"
)


def _done_by(scene: Scene, draft: Draft, stop: int) -> str | None:
    """Who stands behind "by" right after the words of holding up."""
    page = scene.page
    if draft.fields["type"] in ("delayed", "shortfall", "missed_target", "resumed"):
        return None
    for found in _PASSIVE.finditer(page.text, draft.span[0], min(stop, draft.span[1] + 30)):
        if _NO_DOER.match(found["who"]) or page.dates_in(*found.span("who")):
            continue
        verb = draft.said.split()[0].lower()[:4]
        if verb not in found[0].lower() and found.start() > draft.span[1]:
            continue
        actor = page.actor_at(page.index(found.start("who")))
        if actor is None or actor.kind == "person":
            return actor.id if actor else found["who"]
        return actor.id if actor.end >= found.end("who") - 2 else found["who"]
    return None


_DONORS = rx.compile(
    r"\b(?P<who>[Dd]onors?|[Pp]artners?|[Mm]embers?|[Aa]llies|[Ww]estern)['’]? (?:countr(?:y"
    r"|ies) |state )?\Z"
)


def _donors(scene: Scene, draft: Draft) -> str | None:
    """Such as "donor contributions have fallen short"."""
    item = draft.spans.get("item", draft.span)
    said = str(draft.fields.get("item", ""))
    if re.match(r"[Dd]onors?['’]? ", said):
        return "donors"
    found = _DONORS.search(scene.page.text, max(0, item[0] - 30), item[0])
    return found["who"].lower() if found and found["who"].lower().startswith("donor") else None


_UN_AGENCY = rx.compile(r"\b(?:UN|U\.N\.|United Nations) (?:(?P<food>food|hunger) )?agency\b")


def _agency(scene: Scene, start: int, draft: Draft) -> str | None:
    """Which agency "the UN food agency" is: the one named before it, or most on the page."""
    found = _UN_AGENCY.search(scene.page.text, start, draft.span[1])
    if found is None:
        return None
    if found["food"]:
        return "WFP"
    page, apart = scene.page, AGENCIES - {"UN"}
    here = [
        a.id for a in page.actors_in(page.index(start), page.index(found.start())) if a.id in apart
    ]
    if here:
        return here[-1]  # "UNICEF, another UN agency, has cut"
    named = Counter(a.id for a in page.actors if a.id in apart)
    return named.most_common(1)[0][0] if named else None


def _cause(scene: Scene, draft: Draft, stop: int) -> Actor | None:
    """Such as "stranded because of Israeli restrictions"."""
    page = scene.page
    if draft.fields["type"] not in ("blocked", "stalled", "delayed", "paused"):
        return None
    item = draft.spans.get("item", draft.span)
    for found in _CAUSE.finditer(page.text, min(item[1], draft.span[1]), stop):
        actor = page.actor_at(page.index(found.end()))
        if actor is None or actor.kind not in ("country", "org", "group"):
            continue
        if actor.id == scene.givers.topic and not found[0].startswith(_DUE):
            continue
        if _BAR.match(page.text, actor.end):
            return actor
    return None


def _maker(scene: Scene, draft: Draft, stop: int) -> Actor | None:
    """Such as "arriving late from the producer, Acme"."""
    if draft.fields["type"] != "delayed":
        return None
    found = _FROM.search(scene.page.text, draft.span[0], stop)
    return scene.page.actor_at(scene.page.index(found.end())) if found else None


def _loose(scene: Scene, draft: Draft, begin: int, end: int) -> bool:
    """Whether nobody is known, or only somebody the sentence does not name."""
    known = draft.fields.get("actor")
    if known is None or known == scene.givers.topic:
        return True
    return draft.fields["type"] in _SELF and not any(
        a.id == known for a in scene.page.actors_in(begin, end)
    )


def _owner(scene: Scene, draft: Draft, start: int) -> Actor | None:
    """Whose goods come late: "Denmark's delivery of", "the jets that Denmark is donating"."""
    page = scene.page
    item = draft.spans.get("item", draft.span)
    stop = max(item[1], draft.span[1])
    near = page.actors_in(page.index(start), page.index(stop))
    for actor in near:
        if actor.kind not in ("country", "org") or actor.id in scene.apart:
            continue
        owns = re.match(r"['’]s? (?:[\w-]+ ){0,4}", page.text[actor.end : actor.end + 60])
        inside = owns is not None and 0 <= item[0] - actor.end < 45
        led = page.text[max(0, actor.start - 12) : actor.start]
        gives = _GIVES.match(page.text, actor.end) and re.search(
            r"\b(?:that|which|the|as|, ) ?$", led
        )
        adjective = 0 <= item[0] - actor.end < 3 and page.text[actor.end : item[0]] == " "
        if inside or gives or (adjective and draft.fields["type"] in _SELF):
            return actor
    return None
