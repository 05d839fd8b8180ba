"""Targets: what somebody aims at, is on track to give, or has set as a goal."""

import re
from collections.abc import Iterator

from resupply.intake import claim_counts, rx
from resupply.intake.claim_clause import draft
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_AIMED = rx.compile(
    r"\bon (?:track|course) to \w+ (?:\w+ ){0,3}$"
    r"|\b[Tt]he (?:goal|target|aim|objective) (?:is|was|remains) (?:to \w+ |of )(?:\w+ ){0,4}$"
)
#: No such words are longer [characters].
_FAR = 200
_ON_TRACK = rx.compile(r"\bon (?:track|course) to \w+ (?:\w+ ){0,3}$")


_TARGET_OF = rx.compile(r"\b[Tt]arget of $")


def targets(scene: Scene) -> Iterator[Draft]:
    """Such as "the goal is 30,000 boats", "is on track to give 40 billion"."""
    gifts = scene.given
    for thing in scene.page.things:
        if (
            not (thing.values or thing.money)
            or (
                id(thing) in gifts
                and not _AIMED.search(scene.page.text, max(0, thing.start - _FAR), thing.start)
            )
            or thing.sort in ("people", "time", "place", "deed")
        ):
            continue
        said, a = claim_counts.sentence_text(scene, thing)
        before = said[max(0, thing.start - a - 40) : thing.start - a]
        begin, end = scene.page.sentence(thing.first)
        if re.search(r"\bmiss", before) or any(
            t.group == "produce" and not _TARGET_OF.search(before)
            for t in scene.clauses.between(begin, end)
        ):
            continue
        if _ON_TRACK.search(before) or re.search(
            r"\b(?:target|goal|aims?|objective) (?:is |was |of |to |for |at )",
            before,
            re.IGNORECASE,
        ):
            value: object = thing.figure
            yield draft(scene, thing.first, thing.last - 1, "target", value, "claim.target")
