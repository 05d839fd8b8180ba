"""Whom a claim is about: who acts in its clause, a group that opens it, or whom "it" means."""

import re

from resupply.intake import claim_acts, claim_cues, claim_who, rx
from resupply.intake.claim_settled import TELLERS
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import IN_NEED
from resupply.intake.words import Word


def find(scene: Scene, begin: int, first: int, at: int, kind: str = "") -> Actor | None:
    """Who the claim is about: told by its grammar, else by the names around it."""
    told = _told(scene, begin, first, at, kind)
    if told is not None:
        return told
    named = _named(scene, begin, at, kind)
    if kind == "total" and named is not None and named.id == scene.givers.topic:
        # "the loans have come to 6 billion": nobody gave, and Ukraine did not either
        return claim_acts.acts(scene, begin, first, at, "comparison") or named
    return named


_NTH = rx.compile(rf"\b{claim_cues.NTH}\b")


def _told(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """Who the claim is about, where a construction says so."""
    page, words = scene.page, scene.page.words
    found = claim_who.beside(scene, begin, first, at)
    if not found and kind in ("ranking", "comparison"):
        found = claim_who.than_whom(scene, begin, scene.page.sentence(at)[1])
    nth = kind == "count" and _NTH.search(page.text, words[first].start, words[at].end)
    if nth:
        found = claim_who.whose_gift(scene, first, at)
    if kind == "ranking" and (one := claim_who.past_the_owner(scene, begin, first)) < first:
        return claim_who.made_it(scene, begin, one) or claim_acts.acts(scene, begin, one, at, kind)
    if kind == "ranking":
        found = found or claim_who.made_it(scene, begin, first)
        found = found or claim_who.apposed(scene, begin, first, at)
        found = found or claim_who.whose_gift(scene, first, at)
    if kind in ("total", "count"):
        found = found or claim_who.gave_it(scene, first, at)
    if kind in ("total", "comparison"):
        found = found or claim_who.sum_of_whom(scene, begin, first, at)
    if not found and kind != "share":
        found = _owner(scene, begin, at, kind)
    if kind == "total":
        found = found or claim_who.ellipsis(scene, begin, first)
    if kind in ("ranking", "first") or nth:
        found = found or claim_who.of_itself(scene, begin, first, at)
    found = found or claim_acts.acts(scene, begin, first, at, kind)
    if kind == "count":
        found = found or claim_who.serves(scene, begin, at)
    if found is None and kind in ("share", "total", "count"):
        found = claim_who.by_whom(scene, first, at)
    if found is None and kind == "total":
        found = claim_who.sent_by(scene, begin, first, at)
    if found is None and kind in ("share", "comparison"):
        found = claim_who.rise_in(scene, first, at)
    if found is None and kind == "share":
        found = claim_who.with_share(scene, begin, first, at) or _share_of(scene, begin, at)
        found = found or _whole(scene, at) or claim_who.of_what(scene, first, at)
    return found


def _named(scene: Scene, begin: int, at: int, kind: str) -> Actor | None:
    """The first who acts in the clause, or whom "it" points back to."""
    page = scene.page
    mine = _share_of(scene, begin, at) if kind == "share" else _owner(scene, begin, at, kind)
    whole = mine or (_whole(scene, at) if kind == "share" else None)
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
    spoken = _ours(scene, first, at) or _apposed(scene, first, at)
    where = _where(scene, begin, at) if kind == "count" else None
    counted = _counted(scene, first, at) if kind in ("count", "share") else None
    if where and counted and " " in counted.id and where.start >= page.words[at].start:
        where = None  # "aid workers": more than "people" of a country
    if where and counted and not page.words[begin].start <= where.start < page.words[at].end:
        where = None  # the country is not named with them
    spoken = spoken or where
    if spoken:
        return spoken
    named = [a for a in page.actors_in(first, at + 1) if a.start >= scene.body]
    named = [a for a in named if a.id not in TELLERS]
    for k in range(at, first, -1):
        if page.words[k].low in ("which", "who") and named and page.words[k - 1].low != "of":
            led = [a for a in named if a.end <= page.words[k].start]
            return led[-1] if led else named[0]
    for k in range(first + 1, at):
        if page.words[k].low == "country" and page.words[k - 1].low in ("his", "her", "our", "my"):
            return scene.clauses.meant(k - 1) or (named[0] if named else None)
    acting = [a for a in named if not (_behind(scene, page.index(a.start)) or _of_war(scene, a))]
    group = _group(scene, first, at)
    if group and not (acting and acting[0].start < group.end):
        return group
    if counted or acting:
        return counted or acting[0]
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
        ours = [a for a in homes if a.id not in scene.apart]
        return ours[0] if ours else None
    noun = _noun(scene, first, at)
    if noun:
        return noun
    verbs = [t for t in scene.clauses.between(first, at) if not t.nominal and not t.passive]
    who = scene.clauses.subjects(verbs[-1]) if verbs else []
    if who:
        return who[0]
    before = [
        a
        for a in page.actors_before(page.words[first].start, 1500)
        if a.id not in {*scene.apart, *TELLERS} and (a.kind != "person" or a.id.isupper())
    ]
    return before[-1] if before else None


_PART_OF = rx.compile(
    r"(?: ?%| per ?cent)? of (?:the |all |its |their "
    r"|these )*(?P<who>(?:[a-z]+ ){0,2}?(?:people|population"
    r"|children|women|households|families|refugees|hospitals|schools|residents|patients))\b"
)
_COUNTED = rx.compile(
    r"(?:people|children|women|refugees|families|households|residents|patients|civilians|locations"
    r"|displaced|deaths|contributors|donors|volunteers|hospitals|schools|homes|attacks)"
)


def _counted(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "24 million people face hunger": who is counted, where nobody acts on them."""
    words = scene.page.words
    part = _PART_OF.match(scene.page.text, words[at].end)
    thing = next((t for t in scene.page.things_in(at - 7, at + 1) if t.first <= at < t.last), None)
    people = thing is not None and thing.sort in ("people", "place") and bool(thing.values)
    if part is None and not people and not _COUNTED.fullmatch(words[at].low):
        return None
    k = at
    while k > first and words[k - 1].low not in (",", "and", "that", "while", "with", ";", ":"):
        k -= 1
        if words[k].verb or scene.page.actor_at(k):
            return None  # "has reached 5 million people"
    if part:
        return Actor(*part.span("who"), part["who"], "noun")
    span = (words[at].start, words[at].end)
    if people and thing and thing.item_span and thing.item_span[1] >= span[1]:
        span = thing.item_span
    return Actor(*span, scene.page.text[slice(*span)], "noun")


_ACCORDING = rx.compile(r"According to [^,.;]{3,60}, ")
_WAR = rx.compile(
    r"(?:['’]s?)? (?:[\w-]+ ){0,2}?(?:invasion|war|aggression|attacks?|assault|offensive|occupation"
    r"|annexation)\b"
)


def _of_war(scene: Scene, actor: Actor) -> bool:
    """Such as "since Russia's full-scale invasion": says when, and not who."""
    return bool(_WAR.match(scene.page.text, actor.end))


def _owner(scene: Scene, begin: int, at: int, kind: str) -> Actor | None:
    """Such as "Australia's largest package", "the first time Kosovo sends", "its largest".

    The owner stands right before the superlative; behind "the first time" stands who does it.
    """
    page = scene.page
    if kind == "first" and page.words[at].low == "time":
        after = page.actor_at(at + 1)
        return after if after and after.kind in ("country", "org", "person") else None
    if kind not in ("ranking", "first", "comparison"):
        return None
    for k in range(max(begin, at - 8), at):
        actor = page.actor_at(k)
        if actor and _MINE.match(page.text, actor.end) and k >= at - _reach(scene, k, at):
            told = _IS.search(page.text, page.words[begin].start, actor.start)
            if page.words[page.index(actor.start) - 1].text == ",":  # "Oslo, Kyiv's largest donor"
                return page.actor_at(page.index(actor.start) - 2) or (None if told else actor)
            return None if told else actor  # "Berlin is Ukraine's second-largest donor"
    return _apposed_behind(scene, begin, at)


def _apposed_behind(scene: Scene, begin: int, at: int) -> Actor | None:
    """Such as "its largest recipient of aid, Israel": whose name stands behind the comma."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    if not any(words[k].low in ("its", "their") for k in range(max(begin, at - 4), at + 1)):
        return None
    comma = next((k for k in range(at, min(at + 5, end - 1)) if words[k].text == ","), None)
    actor = page.actor_at(comma + 1) if comma is not None else None
    after = page.index(actor.end) if actor is not None else end
    return actor if after < end and words[after].text in (",", ".", ";") else None


_IS = rx.compile(
    r"\b(?:is|are|was|were|be|remains?|becam?e|becomes|as)(?: by \w+| \w+)?(?: the)? $"
)


_MINE = rx.compile(
    r"['’]s? (?:single |first|second|third|\w+est\b|most \w+|second-|third-|fourth-|top\b)"
)


def _reach(scene: Scene, k: int, at: int) -> int:
    """How far behind its owner a superlative may end: as far as no clause begins."""
    between = scene.page.words[k:at]
    return 0 if any(w.text in ".;:" for w in between) else 8


_ITS_AID = rx.compile(
    r"\b[Tt]he (?P<who>country|nation|kingdom|government|republic)['’]s (?:[\w-]+ ){0,3}?(?:aid"
    r"|assistance|support|help|contributions?|donations?|commitments?)\b"
    r"|\b[Tt]he (?:[A-Z]\w+ )?(?:country|nation|kingdom|republic) (?:has|have|had|\w{2,}ed)\b"
)
_THE_FIRM = rx.compile(
    r"\b[Tt]he (?P<who>firm|company|charity|foundation|fund|group|association|manufacturer|maker"
    r"|factory|plant|city|project|campaign|initiative) (?:has|have|had|is|was|\w{3,}ed)\b"
)


def _is_we(words: list[Word], k: int) -> bool:
    """Such as "we", "our military support"."""
    low = words[k].low
    return low == "we" or (
        low == "our" and any(w.low in claim_acts.AID for w in words[k + 1 : k + 4])
    )


def _ours(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "to date we have trained": who speaks, where "we" is the subject.

    The same holds for "the country's assistance": the country that gives, and not the one in need.
    """
    words = scene.page.words
    theirs = _ITS_AID.search(scene.page.text, words[first].start, words[at].end)
    if theirs:
        named = scene.page.actors_before(theirs.start(), 1500)
        giving = [a for a in named if a.kind == "country"]
        giving = [a for a in giving if a.id not in scene.apart]
        return giving[-1] if giving else None
    firm = _THE_FIRM.search(scene.page.text, words[first].start, words[at].end)
    if firm and not scene.page.actors_in(first, scene.page.index(firm.start())):
        return Actor(*firm.span("who"), firm["who"], "noun")
    said = next((k for k in range(first, at) if _is_we(words, k)), None)
    if said is None or words[said + 1].low in ("know", "see", "hope", "believe", "think"):
        return None
    if any(a.start < words[said].start for a in scene.page.actors_in(first, said)):
        return None
    meant = scene.clauses.meant(said)
    if meant is None or meant.id not in scene.apart:
        return meant
    homes = [a for a in scene.page.actors if a.kind == "country"]
    return next((a for a in homes if a.id not in scene.apart), meant)


_SUFFER = rx.compile(
    r"\b(?:displaced?|displac\w+|fac(?:e|es|ing)|need|hung(?:er|ry)|famine|killed|died|dead"
    r"|injured"
    r"|wounded|flee\w*|fled|lack|suffer\w*|at risk|malnourish\w*|homeless|insecur\w+|starv\w+"
    r"|crossed|uprooted|cut off)\b"
)
_SERVED = rx.compile(
    r"\b(?:reach\w*|help\w*|feed\w*|fed|train\w*|benefit\w*|cover\w*|serv\w+|assist\w*|receiv\w+"
    r"|treat\w*|provid\w+|deliver\w*|support(?:ed|s|ing)?)\b"
)


def _needy(scene: Scene, actor: Actor) -> bool:
    return actor.id in IN_NEED or actor.id == scene.givers.topic


def _where(scene: Scene, begin: int, at: int) -> Actor | None:
    """Such as "24 million people face hunger": people are counted in the country in need.

    The one named in the sentence, else the one named last before it.
    """
    page = scene.page
    counted = [t for t in page.things_in(max(begin, at - 6), at + 1) if t.sort == "people"]
    if not counted or counted[-1].last < at:
        return None
    _, end = page.sentence(at)
    a, b = max(page.words[begin].start, counted[-1].start - 60), counted[-1].end + 60
    if not _SUFFER.search(page.text, a, b) or _SERVED.search(page.text, a, b):
        return None
    told = [a for a in page.actors_in(begin, end) if a.kind in ("country", "group", "place")]
    told = [a for a in told if _needy(scene, a)]
    before = page.actors_before(page.words[begin].start, 400)
    earlier = [a for a in before if a.kind == "country" and _needy(scene, a)]
    topic = scene.givers.topic
    start, stop = page.words[at].start, page.words[at].end
    plain = [Actor(start, stop, topic, "country")] if topic else [None]
    return (told or earlier[-1:] or plain)[0]


_APPOSED = rx.compile(
    r"\W*(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) (?P<who>(?:[\w’'-]+ ){0,3}?[\w’'-]+), "
    r"(?:[^,.;]|\.(?=\w)){3,90}, (?:is|are|was|were|has|have|had|will)\b"
)


def _apposed(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "The project, run together with the embassy, has raised": what opens the clause."""
    page = scene.page
    if first >= at:
        return None
    found = _APPOSED.match(page.text, page.words[first].start, page.words[at].end)
    if found is None or _SOMEBODY.search(found["who"]):
        return None
    end = page.index(found.end("who"))
    if any(True for _ in page.actors_in(first, end)):
        return None
    return Actor(*found.span("who"), found["who"], "noun")


_SHARE_OF = rx.compile(
    r"(?:[\w-]+ )?of (?P<the>(?:the |all |its |their )*)(?P<who>[\w-]+(?: [\w-]+){0,2}?)"
    r" (?:is|are|was|were|has|have|had|remains?)\b"
)


def _share_of(scene: Scene, begin: int, at: int) -> Actor | None:
    """Such as "only two thirds of the pledges have been paid", "60% of Kyiv is": of what."""
    page, words = scene.page, scene.page.words
    found = _SHARE_OF.match(page.text, words[at].end + 1) or _SHARE_OF.match(
        page.text, words[at].start
    )
    if found is None:
        return None
    named = page.actors_in(page.index(found.start("who")), page.index(found.end("who")))
    if named:
        return named[0]
    plain = re.search(r"population|country|people|territory|children|famil|household", found["who"])
    return None if plain or not found["the"] else Actor(*found.span("who"), found["who"], "noun")


_WHOLE = rx.compile(
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


_NOUN = rx.compile(
    r"\W*(?:and |but |while |[Ii]n \d{4},? )?(?:(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|An?) "
    r"|(?=(?:Global|International|Humanitarian|Military|Western|Foreign|Total) ))"
    r"(?P<who>(?:number|amount|share|value) of (?:[\w-]+ ){0,5}?[\w-]+"
    r"|(?:[\w’'-]+ ){0,3}?[\w’'-]+?)"
    r"(?: in [A-Z]\w+(?:, [A-Z]\w+,)?)?(?: now| so far)? "
    r"(?:is|are|was|were|has|have|had|will|requires?|needs?|stands?|stood|remains?|rose|fell"
    r"|\w{3,}ed)\b"
)
#: Nouns that mean somebody named before.
_SOMEBODY = rx.compile(
    r"\b(?:authori[sz]ation|announcement|package|tranche|shipment|delivery|donation|drawdown"
    r"|contribution|ministry|government|president|minister|country|officials?|spokes\w+|agency"
    r"|bloc|alliance"
    r"|union|army|state|chancellor|secretary|organi[sz]ation|charity|two|three|latter|first"
    r"|second)$",
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
    its = re.search(r" (?:it|they|he|she) (?:has |have |had )?\w+$", found["who"])
    if its:  # "the amount it pledged"
        return scene.clauses.meant(page.index(found.start("who") + its.start() + 1))
    return Actor(*found.span("who"), found["who"], "noun")


_GROUP = rx.compile(
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
        "since",
        "under",
        "despite",
        "amid",
        "including",
    )
