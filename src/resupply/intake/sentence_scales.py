"""Sentences weighed: whether one tells a delay, a product, a need or an event.

What the rules read in a sentence that the weights speak against is left out; from a sentence that
they speak for, and where no rule read anything, a record is made of what stands in it. The weights
know no rule, so what rules and weights say of a sentence are two opinions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

from resupply.intake import weights
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene


class Chance(NamedTuple):
    """How a sum of weights becomes the chance that a record of its sentence is right.

    Args:
        slope: What each unit of the sum adds to the logarithm of the odds.
        base: What it begins with.
        ruled: What it is worth that a rule read it.
    """

    slope: float
    base: float
    ruled: float

    def of(self, hundredths: int, *, by_rule: bool) -> float:
        """The chance for a sum of weights [hundredths], 0 to 1."""
        odds = self.slope * hundredths / 100 + self.base + self.ruled * by_rule
        return weights.sure(1 / (1 + exp(-odds)))


class Bounds(NamedTuple):
    """Sums of weights [hundredths].

    Args:
        leave: What the rules read in a sentence below it is left out.
        take: A sentence from it on tells a record, where the rules read none.
    """

    leave: int
    take: int


#: More than any sum: nothing is made of sentences that only the weights speak for.
NEVER = 10**6
#: Found on texts that neither rules nor weights had met, by `tools/learn_sentences.py --fresh`.
BOUNDS: Mapping[str, Bounds] = {
    "delay": Bounds(-150, 50),
    "production": Bounds(-200, 100),
    "need": Bounds(-200, 100),
    "event": Bounds(-300, NEVER),
}
#: Fitted to the records of 300 pages that neither rules nor weights had met.
CHANCES: Mapping[str, Chance] = {
    "delay": Chance(0.42, -0.76, 1.17),
    "production": Chance(0.23, -0.99, 0.88),
    "need": Chance(0.22, -1.3, 1.54),
    "event": Chance(0.46, 0.79, 0.79),
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
    for draft in out:
        if draft.confidence is None:
            draft.confidence = chance(scene, kind, draft.span[0])
    words = scene.page.words
    for n, begin, end in chosen(scene, kind):
        if any(d.meets(words[begin].start, words[end - 1].end) for d in drafts):
            continue
        made = made_of(scene, begin, end)
        if made is not None:
            made.rule = f"{kind}.sentence"
            made.confidence = CHANCES[kind].of(found.of(kind, n), by_rule=False)
            out.append(made)
    return sorted(out, key=lambda d: d.span)


def chosen(scene: Scene, kind: str) -> Iterator[tuple[int, int, int]]:
    """The sentences that the weights speak for: number, first word, the one behind the last."""
    found = scene.odds
    for n, (begin, end) in enumerate(found.sentences.ranges if found else ()):
        if found and found.of(kind, n) >= BOUNDS[kind].take:
            yield n, begin, end


def likely(scene: Scene, kind: str, at: int) -> bool:
    """Whether the weights of the sentence around a character do not speak against a record."""
    told = scene.odds
    return told is None or told.at(kind, at) >= BOUNDS[kind].leave


def chance(scene: Scene, kind: str, at: int) -> float | None:
    """The chance that what a rule read at a character is right; None in a short text."""
    told = scene.odds
    return None if told is None else CHANCES[kind].of(told.at(kind, at), by_rule=True)
