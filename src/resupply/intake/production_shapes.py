"""Production told in a phrase: "churns out", "a licence to make", "roll off the line".

The phrases are a table (`lexicon/makings.txt`). Arms that are made are production wherever they are
told of; other goods only where a plant, a firm or somebody else who makes them is named.
"""

from collections.abc import Iterator

from resupply.intake import lexicon, rx, shapes
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.shapes import Hit
from resupply.intake.things import Thing
from resupply.intake.words import Word

_ARMS = lexicon.words("production.arms")
_OTHERS = frozenset(["medical", "shelter", "food", "vehicles", "optics"])
_WORKS = rx.compile(
    r"\b(?:plants?|factor(?:y|ies)|compan(?:y|ies)|firms?|makers?|producers?|manufacturers?"
    r"|nonprofit"
    r"|assembly lines?|production lines?|capacity|industry|workshops?|doses|per (?:day|week|year"
    r"|month))\b"
)
#: What may stand between: "making reconnaissance and attack drones", "build and deliver radars".
_PAIRS = lexicon.words("items.pairs") | {"and", "deliver", "supply", "install", "test", "design"}
_NOT = frozenset(["not", "never", "no", "without", "nor", "cannot"])


def read(scene: Scene) -> Iterator[Draft]:
    """Everything that a phrase of the table says is made."""
    for hit in shapes.find(scene.page, "makings"):
        before = {w.low for w in scene.page.words[max(0, hit.first - 2) : hit.first]}
        thing = _thing(scene, hit) if not before & _NOT else None
        if thing is not None:
            yield _draft(scene, hit, thing)


def _thing(scene: Scene, hit: Hit) -> Thing | None:
    page = scene.page
    begin, end = page.sentence(hit.first)
    across = shapes.straddling(page, hit) if hit.shape.side == "behind" else None
    if across is not None:
        told = [across]
    elif hit.shape.side == "behind":
        told = page.things_in(hit.last, min(end, hit.last + 4))
        gap = page.words[hit.last : told[0].first] if told else []
        told = [] if any(_parts(w) for w in gap if w.low not in _PAIRS) else told
    else:
        told = page.things_in(max(begin, hit.first - 12), hit.first)[-1:]
        gap = page.words[told[0].last : hit.first] if told else []
        told = [] if any(w.is_sign or (w.verb and w.verb.form != "ing") for w in gap) else told
    thing = told[0] if told else None
    return thing if thing is not None and _can_be_made(scene, thing, begin, end) else None


def _parts(word: Word) -> bool:
    """Whether a word parts a verb from what is made."""
    return word.closed not in ("", "determiner", "adverb") or word.verb is not None


def _can_be_made(scene: Scene, thing: Thing, begin: int, end: int) -> bool:
    if thing.sort != "goods" or thing.pronoun or not thing.item or thing.money:
        return False
    if thing.family in _ARMS:
        return scene.about_aid
    said = scene.page.said(begin, end)
    return scene.about_aid and thing.family in _OTHERS and bool(_WORKS.search(said))


def _draft(scene: Scene, hit: Hit, thing: Thing) -> Draft:
    page = scene.page
    begin, end = page.sentence(hit.first)
    start = page.words[hit.first].start
    acting = [
        a
        for a in page.actors_in(begin, hit.first)
        if a.kind in ("country", "org")
        and page.words[page.index(a.start) - 1].closed != "preposition"
    ]
    acting = [a for a in acting if who.is_company(scene, a)] or acting
    fields: dict[str, object] = {"item": thing.item}
    spans = {"item": thing.item_span} if thing.item_span else {}
    if thing.values:
        fields["quantity"] = thing.values[0] if len(thing.values) == 1 else list(thing.values)
    makers = [a.id for a in acting[:1]] or who.last_named(scene, page.words[begin].start)
    if makers:
        fields["maker"] = makers
    place = who.place(scene, begin, end)
    if place:
        fields["place"] = place
    near = acting and start - acting[0].start < 120
    first = min(acting[0].start if near else start, thing.start)
    span = (first, max(hit.end, thing.end))
    said = page.text[start : hit.end]
    made = Draft("production", span, fields, spans, "production.phrase", f'"{said}"')
    made.confidence = None if thing.family in _ARMS else 0.6
    return made
