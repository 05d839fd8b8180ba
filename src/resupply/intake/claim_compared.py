"""Comparisons: what is more, less, twice as much or doubled, and the figures that are compared."""

import re
from collections.abc import Iterator

from resupply.intake import claim_cues as cues
from resupply.intake import lexicon, rx, spotting
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_TIMES = frozenset(["hour", "day", "week", "month", "year", "decade", "minute"])


def of_time(scene: Scene, thing: Thing) -> bool:
    """Such as "up to 18 months": how long, and not how much."""
    words = scene.page.words
    behind = words[thing.last].low if thing.last < len(words) else ""
    return not thing.money and lexicon.singular(behind) in _TIMES


#: Such as "twice as much rice as in 2020": what is made is compared with what was.
_AS_BEFORE = rx.compile(
    r"[^.;:,]{0,50}? as (?:it (?:did|does)|they (?:did|do)|(?:in|at|on|before|during|last|now|today"
    r"|a year|five|ten|two|three)\b)"
)
#: Figures farther from the words of a comparison are told of something else.
_NEAR = 60
#: "from 89 to 111" right behind "went up" is all that is compared.
_BESIDE = 12


def _near_by(thing: Thing, found: re.Match[str]) -> bool:
    return thing.start - found.end() < _NEAR and found.start() - thing.end < _NEAR


def _ends(thing: Thing) -> tuple[float, ...]:
    """The figure; both of "from 89 to 111"."""
    return thing.values if len(thing.values) == 2 and not thing.money else (thing.figure,)


_COMPARED = rx.compile(r"compared ", re.IGNORECASE)


def comparisons(scene: Scene) -> Iterator[Draft]:
    """Such as "has doubled its aid to 8 million", "twice as much as in 2020"."""
    page = scene.page
    for found in spotting.finditer(cues.COMPARE, page.text):
        at = page.index(found.start())
        if at >= len(page.words) or cues.of_a_verb(page.text, found):
            continue
        begin, end = page.sentence(at)
        counted = [t for t in page.things_in(begin, end) if t.values or t.money]
        counted = [t for t in counted if not of_time(scene, t) and t.head not in _TIMES]
        gifts = scene.given
        before = [t for t in counted if 0 <= found.start() - t.end < 3 or t.end > found.start()]
        grown = cues.HAS_GROWN.search(page.text, max(0, found.start() - 20), found.end())
        if not grown and any(id(t) in gifts for t in before):
            continue
        as_before = _AS_BEFORE.match(page.text, found.end())
        if not as_before and any(
            t.group == "produce"
            and (t.tense in ("future", "maybe", "to") or not cues.RISEN.match(found[0]))
            for t in scene.clauses.between(begin, end)
        ):
            continue
        counted = [t for t in counted if _near_by(t, found)]
        if not counted and _COMPARED.match(found[0]):
            continue  # "compared with Europe": how much is not said
        ranges = [t for t in counted if len(t.values) == 2 and abs(t.start - found.end()) < _BESIDE]
        values: list[float] = [v for t in ranges[:1] or counted[:3] for v in _ends(t)]
        part = cues.PARTS.get((found["part"] or "").lower())
        values = list(dict.fromkeys([*([part] if part else []), *cues.times(found[0]), *values]))
        yield draft(
            scene, at, page.index(found.end()) - 1, "comparison", values or None, "claim.comparison"
        )
