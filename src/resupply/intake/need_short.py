"""What runs short: "is low on", "in short supply", "badly needed", "in need of"."""

import re
from collections.abc import Iterator

from resupply.intake import need_who, rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.need_sums import amounts
from resupply.intake.need_words import MUST_COME, SHORT, USED_UP
from resupply.intake.scene import Scene
from resupply.intake.things import Thing


def _opening(scene: Scene, begin: int, first: int) -> list[Thing]:
    """The goods that open a sentence, where nothing but where they lie stands before its verb."""
    page = scene.page
    told = [t for t in page.things_in(begin, first) if t.sort == "goods" and t.item]
    between = page.words[told[0].last : first] if told else []
    between = [w for w in between if w.low not in ("stocks", "supplies", "reserves")]
    plain = told and not any(w.is_sign or w.verb for w in between) and len(between) < 12
    return told[:1] if plain and told[0].first - begin < 4 else []


def _in_need(scene: Scene, begin: int, first: int) -> Thing | None:
    """Such as "7 million people in need of aid": who is counted right before."""
    told = [t for t in scene.page.things_in(begin, first) if t.sort == "people" and t.values]
    near = told and first - told[-1].last < 6 and told[-1].values[0] >= 100
    return told[-1] if near else None


_ADJECTIVE = rx.compile(r"(?:urgently|badly|desperately|sorely|much)[- ]needed", re.IGNORECASE)


def entering(scene: Scene) -> Iterator[Draft]:
    """Such as "some 100 lorries need to enter Tigray daily"."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "goods" or not thing.values or not thing.item:
            continue
        found = MUST_COME.match(page.text, thing.end)
        if found is None:
            continue
        begin, end = page.sentence(thing.first)
        needy = [a for a in page.actors_in(begin, end) if scene.in_need(a)]
        who = needy[0].id if needy else scene.givers.topic
        fields: dict[str, object] = {"item": thing.item, **({"who": who} if who else {})}
        spans = {"item": thing.item_span} if thing.item_span else {}
        amounts(thing, fields, spans)
        said = f'"{found[0].strip()}"'
        yield Draft("need", (thing.start, found.end()), fields, spans, "need.entering", said)


def short(scene: Scene) -> Iterator[Draft]:
    """Such as "Fuel remains in short supply", "hospitals run out of blood"."""
    page = scene.page
    given = scene.given
    for found in spotting.finditer(SHORT, page.text):
        first = page.index(found.start())
        if first >= len(page.words):
            continue
        begin, end = page.sentence(first)
        last = page.index(found.end())
        after = [
            t
            for t in page.things_in(last, end)
            if t.sort in ("goods", "money") and t.first - last <= 3
        ]
        before = [
            t
            for t in page.things_in(begin, first)
            if (t.sort in ("goods", "money") and first - t.last <= 4 and not t.inside) or t.more
        ]
        before = [t for t in before if ";" not in page.text[t.end : found.start()]]
        if not before and USED_UP.search(found[0]):
            before = _opening(scene, begin, first)  # "Food stocks in the north are almost used up"
        if found[0].lower().endswith(" no") and after and after[0].first > last:
            after = []  # "there is no firm commitment to funding"
        takes_object = bool(_ADJECTIVE.fullmatch(found[0])) or (
            found[0].lower().endswith((" of", " on", "enough", " no", "few", "little", "any"))
        )
        things = after[:1] if takes_object else before[-1:]
        if not things or not (things[0].item or things[0].money):
            continue
        if _ADJECTIVE.fullmatch(found[0]) and id(things[0]) in given:
            continue  # "gave much-needed food"
        if page.text[max(0, things[0].start - 3) : things[0].start].lower() == "if ":
            continue  # "if jets are needed"
        start = min(things[0].start, found.start())
        actors = [a for a in page.actors_in(begin, end) if a.kind != "person"]
        needy = [a for a in actors if scene.in_need(a)]
        back = [k for k in range(begin, first) if page.words[k].low in ("it", "agency")]
        meant = scene.clauses.meant(back[-1]) if back else None
        lands = [a for a in needy if a.kind == "country"]
        if lands and needy[0].kind == "org" and found[0].lower().endswith("need of"):
            needy = lands  # "the UN said that 3 million Haitians are in need of"
        who = (
            need_who.named(scene, needy[0])
            if needy
            else scene.givers.topic or (actors[0].id if actors else None)
        )
        who = meant.id if meant and not needy else who
        fields: dict[str, object] = {"who": who} if who else {}
        spans: dict[str, tuple[int, int]] = {}
        if things[0].item and things[0].item_span:
            fields["item"], spans["item"] = things[0].item, things[0].item_span
        elif things[0].money:
            fields["item"] = "funding"
        amounts(things[0], fields, spans)
        many = _in_need(scene, begin, first) if found[0].lower().endswith("need of") else None
        if many is not None:
            start = many.start
            fields["quantity"] = many.values[0]
        yield Draft(
            "need",
            (start, max(found.end(), things[0].end)),
            fields,
            spans,
            "need.short",
            f'"{found[0]}"',
        )
