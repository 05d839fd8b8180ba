"""What the makers of records from sentences share: `sentence_needs` and its neighbours.

The word that speaks most leads to what a sentence is about, the nearest of its things.
"""

from collections.abc import Sequence

from resupply.intake.draft import SPAN_MAX, Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: What a thing of a delay or need is not.
_NOT_GOODS = frozenset(["time", "place", "share", "people"])


def told_by(scene: Scene, kind: str, begin: int) -> tuple[int, str] | None:
    """The word that speaks most for a kind in the sentence from a word on, and its family."""
    odds = scene.odds
    return odds.told_by(kind, odds.sentence(begin)) if odds else None


def nearest(scene: Scene, at: int, begin: int, end: int, *, of_money: bool = True) -> Thing | None:
    """The thing nearest to a word; goods before sums, those behind the word before those ahead."""
    things = [
        t
        for t in scene.page.things_in(begin, end)
        if t.sort not in _NOT_GOODS and (t.item or t.money) and (of_money or not t.money)
        if not _a_person(scene, t)
    ]

    return min(things, key=lambda t: (t.money is not None, away(t, at)), default=None)


def _a_person(scene: Scene, thing: Thing) -> bool:
    """Such as "Senator Maria" Novak: part of a name."""
    named = scene.page.actor_at(thing.last)
    return named is not None and named.kind == "person"


def away(thing: Thing, at: int) -> int:
    """How far a thing is from a word; ahead of it each word counts twice."""
    return 2 * max(at - thing.last, 0) + max(thing.first - at, 0)


def draft_of(scene: Scene, kind: str, begin: int, end: int, thing: Thing | None) -> Draft:
    """A draft over the sentence, at most so long as one may be, the thing within."""
    words = scene.page.words
    start, close = words[begin].start, words[end - 1].end
    if close - start > SPAN_MAX:
        start = max(start, min(close, thing.end if thing else start + SPAN_MAX) - SPAN_MAX)
        close = min(close, start + SPAN_MAX)
    fields: dict[str, object] = {}
    spans: dict[str, tuple[int, int]] = {}
    if thing is not None and thing.item:
        fields["item"], at = thing.item, thing.item_span
        if at:
            spans["item"] = at
    elif thing is not None:
        fields["item"] = "funding"
    said = "its words speak for it, no rule reads it: look at what and who"
    return Draft(kind, (start, close), fields, spans, reason=said, flags=[said])


def trigger_at(scene: Scene, at: int) -> Trigger | None:
    """The verb or deed that a word belongs to."""
    there: Sequence[Trigger] = [t for t in scene.clauses.triggers if t.first <= at <= t.at]
    return there[0] if there else None
