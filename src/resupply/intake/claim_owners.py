"""Whom a claim is about where one construction says it plainly.

"The 18th package that Finland delivers", "in second place is Slovenia", "Acme, Yemen's largest
company", "Latvia, whose aid exceeds", "the charity's appeal has raised", "20 million people, or
16%". It is asked before any name around is looked at.
"""

import re

from resupply.intake import rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene

_RANKED = ("ranking", "first", "count")
_BY_THEM = rx.compile(
    r"(?:[^.;:,“”\"]{0,40}?)(?: that| which)? (?:the )?(?=[A-Z])(?P<who>[A-Z][\w.’-]*(?: "
    r"[A-Z][\w.’-]*){0,3}) "
    r"(?:has|have|had|is|delivers|gives|sends|provides|donates|sent|gave|provided|donated|made"
    r"|will"
    r"|makes|prepares|prepared|signed|ordered)\b"
)
_TURNED = rx.compile(
    r"(?:[^.;:,“”\"]{0,60}?\b|[^.;:,“”\"]{0,40}, [^.;:,“”\"]{3,60}, )(?:is|are|was|were|comes?"
    r"|came|stands?|follows?) (?:now "
    r"|still )?(?:that of "
    r"|those of |from )?(?:the )?(?=[A-Z])"
)
_OPENS = rx.compile(r"(?:In|At|On|The|Its|Next|Behind|First|Second|Third|Top|Among)\b")
_OF_OURS = rx.compile(r" of (?:[a-z-]+ ){0,3}?(?=[A-Z])")
_APPOSED = rx.compile(
    r"(?P<who>(?:[A-Z][\w&.’-]*[\w] ){0,3}[A-Z][\w&-]+)(?: \([A-Z]+\))?, (?:which is |who is "
    r"|now |still |one of )?"
    r"(?:the |a |an )?(?:[A-Z][\w-]+ ?)*(?:['’]s? )?(?:\w+ )?\Z"
)
_BECAME = rx.compile(
    r"(?P<who>(?:[A-Z][\w&.-]* ){0,3}[A-Z][\w&-]+) (?:has |have |had )?(?:becomes?|became|become"
    r"|is|was|are|were)"
    r"(?: (?:now|also|thus|then))? (?:[A-Z]\w+['’]s |the |its )?\Z"
)
_FIRST_FOR = rx.compile(r"a first (?:for|in) (?:the )?(?P<who>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3})")
_DRIVE = rx.compile(
    r"(?:The |A |An )?(?=[A-Z])(?P<who>[A-Z][\w&.’'-]*(?: (?:of |for "
    r"|the )?[A-Z][\w&.’'-]*){0,4})(?: \([A-Z]+\))?(?:['’]s)? "
    r"(?:[a-z-]+ ){0,2}(?:appeal|campaign|drive|fund|initiative|project|programme|program|scheme"
    r"|foundation"
    r"|fundraiser|mission)\b"
)
_PEOPLE_OR = rx.compile(
    r"\b(?P<who>people|children|women|families|households|refugees|residents|inhabitants"
    r"|civilians|patients)"
    r"(?: in [A-Z]\w+)?, (?:or|that is|some|about|nearly|roughly|which is|i\.e\.)(?: (?:about"
    r"|some|nearly|around|more than|roughly))? \Z"
)
_COMES_FROM = rx.compile(
    r"(?: ?%| per ?cents?)? of [^.;:,]{3,60}? (?:comes?|came|(?:is|are|was|were) (?:provided|paid"
    r"|given|funded|financed"
    r"|supplied|covered|made)) (?:from|by|in) (?:the )?(?=[A-Z])"
)
_BEHIND = rx.compile(r"(?: of [\w’' -]{3,40}?| in [\w’' -]{3,30}?)?, (?:the )?(?=[A-Z])")


def plain(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """Who the claim is about, where one of these constructions stands; else None."""
    text, words = scene.page.text, scene.page.words
    start, a, b = words[begin].start, words[first].start, words[at].end
    if kind in ("share", "comparison", "total") and (who := _whose(scene, begin, first)):
        return who
    if kind == "share":
        return _of_share(scene, start, a, b)
    if kind == "total":
        return _drive(scene, begin, a)
    if kind not in _RANKED:
        return None
    said = text[a:b]
    if kind == "count" and not re.search(r"\d(?:st|nd|rd|th)\b|[a-z]+(?:th|nd|rd)\b", said):
        return None
    return _ranked(scene, begin, first, at, kind)


def _ranked(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    page = scene.page
    text, words = page.text, page.words
    start, a, b = words[begin].start, words[first].start, words[at].end
    _, end = page.sentence(at)
    stop = words[max(end - 1, at)].end
    found = _FIRST_FOR.search(text, a, stop) if kind == "first" else None
    if found:
        return _name(scene, *found.span("who"))
    before = text[max(start, a - 90) : a]
    became = _BECAME.search(before)
    if became and kind != "count":
        return _able(
            _name(scene, a - len(before) + became.start("who"), a - len(before) + became.end("who"))
        )
    apposed = _APPOSED.search(before)
    at_ = a - len(before)
    named = at_ + apposed.start("who") if apposed else 0
    led = apposed and re.search(
        r"\b(?:for|to|in|from|of|with|by|on|at|and) (?:the )?\Z",
        text[max(0, named - 12) : named],
    )
    if apposed and not led and kind == "ranking":
        return _able(_name(scene, at_ + apposed.start("who"), at_ + apposed.end("who")))
    done = _BY_THEM.match(text, b, stop)
    if done and kind != "first":
        return _name(scene, *done.span("who"))
    turned = _TURNED.match(text, b, stop) if _OPENS.match(text, start) and a - start < 30 else None
    if turned and kind == "ranking" and (who := page.actor_at(page.index(turned.end()))):
        return who
    behind = _BEHIND.match(text, b, stop) if kind == "ranking" and a - start < 20 else None
    if behind:
        who = page.actor_at(page.index(behind.end()))
        if who is not None and text[who.end : who.end + 1] in (",", "."):
            return who
    return _theirs(scene, first, at) if kind != "first" else None


def _theirs(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the fourth delivery of Russian goods", "the largest UK convoy"."""
    page = scene.page
    for actor in page.actors_in(first, at + 1):
        inside = actor.kind == "country" and actor.id != scene.givers.topic
        plain_ = (
            page.text[actor.end : actor.end + 1] == " " and actor.start > page.words[first].start
        )
        if inside and plain_ and page.words[page.index(actor.start) - 1].closed != "preposition":
            return actor
    if "drawdown" in page.text[page.words[first].start : page.words[at].end + 20]:
        return Actor(page.words[at].start, page.words[at].end, "USA", "country")
    found = _OF_OURS.match(page.text, page.words[at].end)
    who = page.actor_at(page.index(found.end())) if found else None
    goods = who is not None and re.match(r" [a-z]+", page.text[who.end : who.end + 12])
    return who if goods and who is not None and who.id != scene.givers.topic else None


def _of_share(scene: Scene, start: int, a: int, b: int) -> Actor | None:
    page = scene.page
    people = _PEOPLE_OR.search(page.text, max(start, a - 90), a)
    if people:
        return Actor(*people.span("who"), people["who"], "noun")
    found = _COMES_FROM.match(page.text, b)
    return page.actor_at(page.index(found.end())) if found else None


def _whose(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Latvia, whose aid exceeds"."""
    words = scene.page.words
    for k in range(first, max(begin, first - 12), -1):
        if words[k].low == "whose" and words[k - 1].text == ",":
            return scene.page.actor_at(k - 2)
        if words[k].text in ".;:":
            return None
    return None


def _drive(scene: Scene, begin: int, a: int) -> Actor | None:
    """Such as "the Acme Trust's appeal to help people in Chad has raised": whose drive it is."""
    start = scene.page.words[begin].start
    found = _DRIVE.match(scene.page.text, start, a)
    raised = re.search(
        r"\b(?:raised|collected|gathered|brought in|received|secured)\b",
        scene.page.text[start : a + 60],
    )
    if not found or not raised:
        return None
    known = scene.page.actors_in(
        scene.page.index(found.start("who")), scene.page.index(found.end("who"))
    )
    known = [x for x in known if x.id != scene.givers.topic and x.kind != "place"]
    return known[0] if known else None


def _name(scene: Scene, a: int, b: int) -> Actor | None:
    """The one known at a stretch, else its words as a name."""
    page = scene.page
    known = page.actors_in(page.index(a), page.index(b))
    if known:
        return known[-1]
    said = page.text[a:b]
    plain_ = " " in said or said.isupper()
    return Actor(a, b, said, "org") if plain_ and said.split()[0] not in _NO_NAME else None


def _able(actor: Actor | None) -> Actor | None:
    return actor if actor is not None and actor.kind != "place" else None


_NO_NAME = frozenset(
    ["The", "This", "That", "It", "In", "On", "At", "A", "An", "They", "We", "He", "She"]
)
