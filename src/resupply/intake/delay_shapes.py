"""Delays told in a phrase: "scaled back", "put on hold", "met with setbacks", "lifted its ban on".

The phrases are a table (`lexicon/holdups.txt`); what is held up is the noun phrase that the phrase
takes as its object or has as its subject. A phrase without such a noun says nothing.
"""

import re
from collections.abc import Iterator

from resupply.intake import delay_actor, lexicon, rx, shapes
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.shapes import Hit

_ABOUT = lexicon.words("delay.about") | lexicon.words("delay.more")
_NOT = frozenset(["not", "never", "without", "nor", "cannot", "n't", "avoid", "avoids", "prevent"])
_NOUN_AFTER = frozenset(["the", "an", "at", "in", "that", "this", "year"])
_THEM = frozenset(["it", "they", "them", "this", "these", "which", "that", "those"])
_PEOPLE = lexicon.words("delay.people")
_CLAUSE = frozenset(["while", "but", "although", "whereas", "because", "though"])
_MEASURES = lexicon.words("delay.measures")
_LINKS = frozenset(["of", "in", "on", "for", "to", "the", "and", "or"])


def read(scene: Scene) -> Iterator[Draft]:
    """Every delay that a phrase of the table tells, where it names what is held up."""
    for hit in shapes.find(scene.page, "holdups"):
        if _denied(scene, hit):
            continue
        if "humanitarian pause" in scene.page.text[scene.page.words[hit.first].start : hit.end]:
            continue  # fighting pauses, and aid goes on
        item = _FINDERS[hit.shape.side](scene, hit)
        if item is None or _LATE_MARCH.search(scene.page.text[max(0, hit.end - 5) : hit.end + 12]):
            continue
        yield _draft(scene, hit, item)


#: "To be signed by late March": a time, and no delay.
_LATE_MARCH = rx.compile(
    r"\blate (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|this|last|next|spring|summer|autumn|winter|(?:19|20)\d\d)\b"
)


_OFFSETS = rx.compile(r"(?:offset|replace|cover|make|compensate)\*")
_DENIES = frozenset(["denied", "denies", "denying"])


def _denied(scene: Scene, hit: Hit) -> bool:
    begin, _ = scene.page.sentence(hit.first)
    if any(w.low in _DENIES for w in scene.page.words[begin : hit.first]):
        return True  # "denied that grain was sold on"
    if _OFFSETS.match(hit.shape.phrase) and hit.shape.kind == "cut":
        return False  # "could not make up for the loss of aid": it is lost
    before = scene.page.words[max(0, hit.first - 3) : hit.first]
    if hit.shape.kind == "diverted" and any(w.low == "no" for w in before):
        return True  # "found no systemic misuse of aid"
    through = hit.last - hit.first == 1 and before and before[-1].closed == "preposition"
    if hit.shape.side == "before" and through and scene.page.words[hit.first].low.endswith("ing"):
        return True  # "through plunging temperatures"
    if scene.page.words[hit.first].low == "end" and before and before[-1].low in _NOUN_AFTER:
        return True  # "would in the end see", "to that end"
    return any(w.low in _NOT or w.low.endswith(("n't", "n’t")) for w in before)


def _named(scene: Scene, k: int) -> bool:
    """Whether word `k` is the head of something that can be held up."""
    word = scene.page.words[k]
    plain = lexicon.singular(word.low)
    return word.low in _ABOUT or plain in _ABOUT


def _behind(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """The object: the first noun behind the phrase that can be held up, within its noun phrase."""
    page = scene.page
    _, end = page.sentence(hit.first)
    ends = hit.last >= end or page.words[hit.last].is_sign
    if "fraction" in hit.shape.phrase and ends:
        return _meant(scene, hit.first)  # "has sent just a fraction"
    if hit.last < end and page.words[hit.last].low in _THEM:
        return _meant(scene, hit.first)
    if hit.last < end and page.words[hit.last].low in _TELLS:
        return None  # "were reluctant to reveal details of their supplies"
    crossed = page.words[hit.last - 1].closed == "preposition"
    for k in range(hit.last, min(end, hit.last + 9)):
        word = page.words[k]
        if _named(scene, k) and not (word.verb and word.verb.form in ("past", "ing")):
            return _phrase(scene, k, hit.last, end)
        if word.low in ("any", "assets"):
            return None  # "denied having seized any of the trucks"
        if word.low in _LINKS and word.closed == "preposition":
            measured = k > hit.last and lexicon.singular(page.words[k - 1].low) in _MEASURES
            if not crossed and not measured:
                return None
        if k in page.names or word.low in _LINKS or word.closed in ("determiner", "adverb"):
            continue
        if word.is_sign and word.text not in "’'\"“”-$€£%":
            return None
        if word.closed in ("preposition", "conjunction", "pronoun", "auxiliary"):
            return None
        if word.verb and word.verb.form in ("past", "s") and k > hit.last:
            return None
    return None


_TELLS = frozenset(
    [
        *("reveal", "disclose", "discuss", "say", "comment", "share", "publish"),
        *("admit", "confirm", "talk", "speak", "tell", "name"),
    ]
)


def _meant(scene: Scene, at: int) -> tuple[int, int] | None:
    """What "them" means: the goods named last before word `at`."""
    page = scene.page
    for k in range(at - 1, max(0, at - 45), -1):
        if _named(scene, k) and not page.words[k].verb:
            return _phrase(scene, k, 0, k + 1)
    return None


def _joined(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """Such as "contract cancellations": what is held up is the noun right before."""
    k = hit.first - 1
    if k < 0 or scene.page.words[hit.first].gap != " " or not _named(scene, k):
        return None
    return _phrase(scene, k, scene.page.sentence(k)[0], k + 1)


def _within(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """Such as "shifted the deadline": what is held up is the last noun of the phrase itself."""
    named = [k for k in range(hit.first + 1, hit.last) if _named(scene, k)]
    return _phrase(scene, named[-1], hit.first + 1, named[-1] + 1) if named else None


def _before(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """The subject: the nearest noun before the phrase that can be held up, in its clause."""
    page = scene.page
    begin, _ = page.sentence(hit.first)
    k = hit.first - 1
    back = k >= begin and page.words[k].low in _THEM
    if k > begin and page.words[k].low == "to" and _named(scene, k - 1):
        return None  # "the decision to reopen the crossing": what stands behind
    for k in range(hit.first - 1, max(begin, hit.first - (24 if back else 13)) - 1, -1):
        word = page.words[k]
        if word.text in ".;:!?–—" or (not back and word.low in _PEOPLE):
            return None
        if _named(scene, k) and not (word.verb and word.verb.form in ("past", "ing", "part")):
            between = [w.low for w in page.words[k + 1 : hit.first]]
            apart = between.count(",") == 1 and not {"and", "or"} & {*between}
            opened = bool(_CLAUSE & {*between})
            if (apart or opened) and not back:
                return None  # "strikes go on, while thousands remain trapped"
            return _phrase(scene, k, begin, k + 1)
        if not back and k < hit.first - 1 and word.verb and word.verb.form in ("past", "s"):
            return None
    return None


def _phrase(scene: Scene, k: int, first: int, end: int) -> tuple[int, int]:
    """Characters of the noun phrase around its head, without article and owner."""
    page = scene.page
    a, b = k, k + 1
    while a > first and not _ends(scene, a - 1):
        a -= 1
    while b < end and _named(scene, b) and page.words[b].gap == " " and not page.words[b].verb:
        b += 1
    return page.words[a].start, page.words[b - 1].end


def _ends(scene: Scene, k: int) -> bool:
    word = scene.page.words[k]
    return bool(word.closed or word.is_sign or word.verb) or k in scene.page.names


_OPENS = lexicon.words("delay.opens")
_FINDERS = {"behind": _behind, "before": _before, "joined": _joined, "within": _within}
_GROUP = rx.compile(
    r"(?:\b(?:[Mm]any|[Ss]everal|[Ss]ome|[Oo]ther|[Mm]ost|[Tt]he|[Aa]ll) )?\b(?P<who>"
    r"(?:(?!of |the |in |by |to )[a-z]+ ){0,2}?(?:countries|governments|donors|allies|partners"
    r"|lawmakers"
    r"|states|members|authorities|ambassadors|ministers|rebels|gunmen|protesters|farmers|militias"
    r"|militants|settlers|traders|lenders|senators|republicans|democrats|looters|gangs|thieves"
    r"|bandits|fighters|soldiers|troops|criminals|men|mobs|crowds|residents|forces|officials))"
    r"(?: (?:have|had|also|are|were|that))*"
    r" (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)


def _draft(scene: Scene, hit: Hit, item: tuple[int, int]) -> Draft:
    page = scene.page
    begin, end = page.sentence(hit.first)
    behind = hit.shape.side == "behind"
    acting = _subject(scene, hit, begin) if behind and _acts(scene, hit) else None
    acting = acting or _behind_by(scene, hit, end)
    if acting is None:
        acting = _subject(scene, hit, begin) if behind else _owner(scene, item)
    start = min(item[0], page.words[hit.first].start)
    if acting is not None and page.words[begin].start <= acting.start < hit.end:
        start = min(start, acting.start)
    who = acting.id if acting else None
    if not _ROBBED.search(page.text, page.words[hit.first].start, hit.end):
        who = who or delay_actor.giver(scene, item) or delay_actor.agency(scene, item[0])
        if hit.shape.kind != "shortfall":
            who = who or delay_actor.named_before(scene, page.words[begin].start)
    fields: dict[str, object] = {"type": hit.shape.kind, "item": page.text[slice(*item)]}
    if who is not None:
        fields["actor"] = who
    span = (start, max(hit.end, item[1]))
    said = page.text[page.words[hit.first].start : hit.end]
    return Draft("delay", span, fields, {"item": item}, "delay.phrase", f'"{said}"')


#: Who is robbed is the agency that the text is about, and not who did it.
_ROBBED = rx.compile(r"loot|pillag|plunder|ransack|robb|raided|stol|steal|theft|thieves|off with")


def _acts(scene: Scene, hit: Hit) -> bool:
    """Whether the phrase begins with a verb whose subject does it ("vetoed a text by Malta")."""
    verb = scene.page.words[hit.first].verb
    return verb is None or verb.form != "ing"


def _behind_by(scene: Scene, hit: Hit, end: int) -> Actor | None:
    """Whoever stands behind "by" in the same clause."""
    words = scene.page.words
    for k in range(hit.last, min(end, hit.last + 9)):
        if words[k].text in ",;:":
            return None
        if words[k].low == "by":
            named = scene.page.actors_in(k, min(end, k + 6))
            return named[0] if named else None
    return None


def _subject(scene: Scene, hit: Hit, begin: int) -> Actor | None:
    """Who acts: named before the phrase in its clause, meant by a pronoun, or a group."""
    page, words = scene.page, scene.page.words
    if hit.first and page.actor_at(hit.first - 1):
        return page.actor_at(hit.first - 1)
    first = begin
    for k in range(begin, hit.first):
        verb = words[k].verb
        if words[k].text in ';:“"' or words[k].low in _OPENS or (verb and verb.group == "report"):
            first = k + 1
    a = words[first].start if first < hit.first else words[hit.first].start
    group = _GROUP.search(page.text, a, words[hit.first].start)
    if group:
        return Actor(*group.span("who"), group["who"], "group")
    named = [x for x in page.actors_in(first, hit.first) if x.kind != "place"]
    led = [words[page.index(x.start) - 1] for x in named]
    free = [
        x for x, w in zip(named, led, strict=True) if w.closed != "preposition" or w.low in _OPENS
    ]
    if free:  # of a noun ("the termination of") the nearest, of a verb its subject
        return free[0] if words[hit.first].verb else free[-1]
    back = [k for k in range(first, hit.first) if words[k].closed == "pronoun"]
    return scene.clauses.meant(back[-1]) if back else None


def _owner(scene: Scene, item: tuple[int, int]) -> Actor | None:
    """Such as "US aid", "Hungary's veto": whose it is that is held up."""
    page = scene.page
    owner = page.actor_at(page.index(item[0]) - 1) or page.actor_at(page.index(item[0]))
    return owner if owner is not None and owner.id != scene.givers.topic else None
