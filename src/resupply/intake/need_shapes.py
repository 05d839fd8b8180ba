"""Needs told in a phrase: "is low on", "put in a request for", "a problem with the supply of".

The phrases are a table (`lexicon/lacks.txt`); what is needed is the thing that the phrase takes as
its object, or has as its subject, with nothing but articles and adjectives between.
"""

from collections.abc import Iterator
from dataclasses import replace

from resupply.intake import lexicon, need_who, rx, shapes
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.scene import Scene
from resupply.intake.shapes import Hit
from resupply.intake.things import Thing

_NOT = frozenset(["not", "never", "no", "without", "nor", "longer", "avoid", "n't"])
_STAFF = lexicon.words("need.staff")
_NO_NEED = lexicon.words("need.no_need")


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that a phrase of the table tells, where it names what is needed."""
    for hit in shapes.find(scene.page, "lacks"):
        before = {w.low for w in scene.page.words[max(0, hit.first - 2) : hit.first]}
        if before & _NOT:
            continue
        thing = _behind(scene, hit) if hit.shape.side == "behind" else _before(scene, hit)
        if thing is not None:
            yield _draft(scene, hit, thing)


def _needed(thing: Thing) -> bool:
    if thing.pronoun or not thing.item or thing.head in _NO_NEED:
        return False
    return thing.sort == "goods" or (thing.sort == "people" and thing.head in _STAFF)


def _plain(scene: Scene, first: int, last: int) -> bool:
    """Whether only articles, adverbs and names stand between two words."""
    return all(
        w.closed in ("determiner", "adverb") or (w.low.isalpha() and not w.closed and not w.verb)
        for w in scene.page.words[first:last]
    )


def _behind(scene: Scene, hit: Hit) -> Thing | None:
    _, end = scene.page.sentence(hit.first)
    across = shapes.straddling(scene.page, hit) or _around(scene, hit)
    if across and _needed(across):
        return across
    told = [t for t in scene.page.things_in(hit.last, min(end, hit.last + 5)) if _needed(t)]
    near = told and _plain(scene, hit.last, told[0].first)
    return told[0] if near else None


def _around(scene: Scene, hit: Hit) -> Thing | None:
    """The thing that begins before a phrase and goes on behind it: "great trouble getting food"."""
    page = scene.page
    for thing in page.things_in(max(0, hit.first - 3), hit.first):
        if thing.last > hit.last and thing.item_span:
            span = (page.words[hit.last].start, thing.item_span[1])
            return replace(thing, start=span[0], item=page.text[slice(*span)], item_span=span)
    return None


def _before(scene: Scene, hit: Hit) -> Thing | None:
    begin, _ = scene.page.sentence(hit.first)
    told = [t for t in scene.page.things_in(begin, hit.first) if _needed(t) and t.last <= hit.first]
    if not told or not _FILL.fullmatch(scene.page.text, told[-1].end, _start(scene, hit)):
        return None
    return told[-1]


_FILL = rx.compile(
    r",?(?: (?:which|that))?(?: (?:in|across|for|of|at|to) (?:the |its "
    r"|their )?[\w’'-]+(?: [\w’'-]+){0,2}?)?"
    r"(?: (?:also|now|still|again|however))? ?"
)


def _start(scene: Scene, hit: Hit) -> int:
    return scene.page.words[hit.first].start


def _draft(scene: Scene, hit: Hit, thing: Thing) -> Draft:
    page = scene.page
    begin, end = page.sentence(hit.first)
    fields: dict[str, object] = {"item": thing.item}
    spans = {"item": thing.item_span} if thing.item_span else {}
    amounts(thing, fields, spans)
    acting = page.actors_in(begin, hit.first)
    needy = [a for a in acting if scene.in_need(a)] or [a for a in acting if a.kind != "place"]
    behind = [a for a in page.actors_in(hit.first, end) if scene.in_need(a)]
    who = (needy or behind)[-1:] if needy else behind[:1]
    name = need_who.named(scene, who[0]) if who else scene.givers.topic
    if name:
        fields["who"] = name
    span = (min(_start(scene, hit), thing.start), max(hit.end, thing.end))
    said = page.text[_start(scene, hit) : hit.end]
    return Draft("need", span, fields, spans, "need.phrase", f'"{said}"')
