"""What is made, told in lines below a clause."""

from collections.abc import Iterator

from resupply.intake import lexicon, rx, sentence_scales, spotting
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ARMS = lexicon.words("production.arms")
#: "This year its plants produced and delivered:", with what they made in the lines below.
_HEAD = rx.compile(
    r"\b(?:produced|manufactured|assembled|built|to be made)(?: and (?:[a-z]+ed|built|made))?"
    r"(?: [^.:;\n]{0,50})?:[ \t]*\n\s*"
)
_LINE = rx.compile(r"(?:[^\n]{3,90}(?<![.!?:])|[-–•*] [^\n]{3,90})(?:\n\s*|$)")


def listed(scene: Scene) -> Iterator[Draft]:
    """Such as "plants made and assembled:" over lines of goods."""
    text = scene.page.text
    if ":" not in text:
        return
    for head in spotting.finditer(_HEAD, text):
        if not sentence_scales.likely(scene, "production", head.start()):
            continue
        begin, _ = scene.page.sentence(scene.page.index(head.start()))
        named = scene.page.actors_in(begin, scene.page.index(head.start()))
        makers = [a.id for a in named if a.kind in ("country", "org") and a.id not in who.SOURCES]
        place = who.place(scene, begin, scene.page.index(head.end() - 1))
        at, unknown = head.end(), 0
        while unknown < 2 and (line := _LINE.match(text, at)):
            told = scene.page.things_in(scene.page.index(at), scene.page.index(line.end() - 1) + 1)
            goods = [t for t in told if t.start < line.end() and _is_made(t)]
            at = line.end()
            unknown = 0 if goods else unknown + 1
            if goods:
                yield _made(goods[0], makers[:1], place)


def _is_made(thing: Thing) -> bool:
    return bool(thing.item) and not thing.money and thing.family in _ARMS


def _made(thing: Thing, makers: list[str], place: str | None) -> Draft:
    fields: dict[str, object] = {"item": thing.item}
    if thing.values:
        fields["quantity"] = thing.values[0]
    if makers:
        fields["maker"] = makers
    if place:
        fields["place"] = place
    spans = {"item": thing.item_span} if thing.item_span else {}
    reason = "a word of making with what is made"
    return Draft("production", (thing.start, thing.end), fields, spans, "production.lines", reason)
