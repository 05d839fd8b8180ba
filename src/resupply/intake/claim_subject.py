"""Whom a claim is about: who acts in its clause, a group that opens it, or whom "it" means."""

import re

from resupply.intake.page import Actor
from resupply.intake.scene import Scene


def find(scene: Scene, begin: int, at: int, kind: str = "") -> Actor | None:
    """Who the claim is about: the first who acts in the clause, or whom "it" points back to."""
    page = scene.page
    whole = _whole(scene, at) if kind == "share" else None
    if whole:
        return whole
    first = begin
    for k in range(begin, at):
        word = page.words[k]
        if (word.verb and word.verb.group == "report") or word.text in '“";:':
            first = k + 1
    told = _ACCORDING.match(page.text, page.words[first].start) if first < at else None
    if told:
        first = min(page.index(told.end()), at)
    named = [a for a in page.actors_in(first, at + 1) if a.start >= scene.body]
    for k in range(at, first, -1):
        if page.words[k].low in ("which", "who") and named:
            led = [a for a in named if a.end <= page.words[k].start]
            return led[-1] if led else named[0]
    for k in range(first + 1, at):
        if page.words[k].low == "country" and page.words[k - 1].low in ("his", "her", "our", "my"):
            return scene.clauses.meant(k - 1) or (named[0] if named else None)
    acting = [a for a in named if not _behind(scene, page.index(a.start))]
    group = _group(scene, first, at)
    if group and not (acting and acting[0].start < group.end):
        return group
    if acting:
        return acting[0]
    _, end = page.sentence(at)
    for actor in page.actors_in(at, end):
        if page.words[page.index(actor.start) - 1].low in ("from", "by"):
            return actor
    back = [
        k
        for k in range(first, at)
        if page.words[k].closed == "pronoun" or page.words[k].low in ("its", "his", "her", "their")
    ]
    meant = scene.clauses.meant(back[-1]) if back else None
    if meant or named:
        return meant or named[0]
    if any(w.low in ("we", "our", "i", "my") for w in page.words[first:at]):
        homes = [a for a in page.actors if a.kind == "country"]
        ours = [a for a in homes if a.id not in (scene.givers.topic, "RUS")]
        return ours[0] if ours else None
    noun = _noun(scene, first, at)
    if noun:
        return noun
    before = [
        a
        for a in page.actors_before(page.words[first].start, 1500)
        if a.id not in (scene.givers.topic, "RUS") and (a.kind != "person" or a.id.isupper())
    ]
    return before[-1] if before else None


_ACCORDING = re.compile(r"According to [^,.;]{3,60}, ")
_WHOLE = re.compile(
    r"(?:\w+ )?(?:of )?(?:all |the )*(?:population|country(?:['’]s)?|territory|people|inhabitants"
    r"|territory of [A-Z]\w+|[A-Z][\w’']+)\b"
)


def _whole(scene: Scene, at: int) -> Actor | None:
    """Such as "half the population", "a third of all Sudanese": of whom it is a share."""
    page = scene.page
    found = _WHOLE.match(page.text, page.words[at].start)
    if found is None:
        return None
    named = page.actors_in(at, page.index(found.end()))
    if named:
        return named[0] if named[0].kind in ("country", "group") else None
    topic = scene.givers.topic
    plain = re.search(r"population|country|inhabitants|territory", found[0])
    return Actor(found.start(), found.end(), topic, "country") if topic and plain else None


_NOUN = re.compile(
    r"\W*(?:and |but |while |[Ii]n \d{4},? )?(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) "
    r"(?P<who>(?:[\w’'-]+ ){0,3}?[\w’'-]+?)(?: now \w+| so far)? "
    r"(?:is|are|was|were|has|have|had|will|requires?|needs?|stands?|stood|remains?|rose|fell|\w{3,}ed)\b"
)
#: Nouns that mean somebody named before.
_SOMEBODY = re.compile(
    r"\b(?:ministry|government|president|minister|country|officials?|spokes\w+|agency|bloc|alliance"
    r"|union|army|state|chancellor|secretary|organi[sz]ation|charity|two|three|latter|first|second)$",
    re.IGNORECASE,
)


def _noun(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "The flash appeal is 79 per cent funded": a noun that opens the clause."""
    page = scene.page
    if first >= len(page.words):
        return None
    found = _NOUN.match(page.text, page.words[first].start, page.words[at].end + 1)
    if found is None or _SOMEBODY.search(found["who"]):
        return None
    return Actor(*found.span("who"), found["who"], "noun")


_GROUP = re.compile(
    r"(?:\W*)(?P<who>(?:[Tt]he |[Aa]ll |[Ii]ts |[Tt]hese )?(?:[\w-]+ ){0,3}?"
    r"(?:countries|members"
    r"|allies"
    r"|partners|donors|states|nations|coalition|charity|foundation|facility|alliance"
    r"|Europe|Europeans)(?: of "
    r"(?:the |this )?[\w -]{3,40}?)?)"
    r"(?= (?:have|has|had|\w+ly |together|alone|also|gave|sent|provided|pledged))"
)


def _group(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "The eight countries have together provided": a group that opens the clause."""
    page = scene.page
    if first >= len(page.words):
        return None
    found = _GROUP.match(page.text, page.words[first].start, page.words[at].end)
    if not found or any(a.start < found.end() for a in page.actors_in(first, at)):
        return None
    return Actor(found.start("who"), found.end("who"), found["who"].removeprefix("The "), "group")


def _behind(scene: Scene, i: int) -> bool:
    words = scene.page.words
    k = i - 1
    while k >= 0 and words[k].closed == "determiner":
        k -= 1
    return k >= 0 and words[k].low in (
        "to",
        "for",
        "in",
        "of",
        "against",
        "with",
        "than",
        "from",
        "outside",
        "by",
        "at",
        "on",
    )
