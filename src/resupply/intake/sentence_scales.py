"""Sentences weighed: whether one tells a delay, a product, a need or an event.

What the rules read in a sentence that the weights speak against is left out; from a sentence that
they speak for, and where no rule read anything, a record is made of what stands in it. The weights
know no rule, so what rules and weights say of a sentence are two opinions.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


class Bounds(NamedTuple):
    """Sums of weights [hundredths].

    Args:
        leave: What the rules read in a sentence below it is left out.
        take: A sentence from it on tells a record, where the rules read none.
    """

    leave: int
    take: int


#: Found on texts that neither rules nor weights had met, by `tools/learn_sentences.py --fresh`.
BOUNDS: Mapping[str, Bounds] = {
    "delay": Bounds(-150, 50),
    "production": Bounds(-200, 50),
    "need": Bounds(-200, 100),
    "event": Bounds(-300, 0),
}


def weigh(
    scene: Scene,
    kind: str,
    drafts: Sequence[Draft],
    made_of: Callable[[Scene, int, int], Draft | None],
) -> list[Draft]:
    """The drafts that are left, and those of sentences in which no rule read anything.

    Args:
        scene: The text.
        kind: One of `sentence_odds.KINDS`.
        drafts: What was found so far.
        made_of: Makes a draft of the sentence from one word to before another, if it can.
    """
    found = scene.odds
    if found is None:
        return [*drafts]
    out = [d for d in drafts if likely(scene, kind, d.span[0])]
    read = [d.span for d in drafts]
    words = scene.page.words
    for n, (begin, end) in enumerate(found.sentences.ranges):
        start, close = words[begin].start, words[end - 1].end
        if found.of(kind, n) < BOUNDS[kind].take or any(a < close and start < b for a, b in read):
            continue
        made = made_of(scene, begin, end)
        if made is not None:
            made.rule = f"{kind}.sentence"
            out.append(made)
    return sorted(out, key=lambda d: d.span)


def likely(scene: Scene, kind: str, at: int) -> bool:
    """Whether the weights of the sentence around a character do not speak against a record."""
    told = scene.odds
    return told is None or told.at(kind, at) >= BOUNDS[kind].leave
