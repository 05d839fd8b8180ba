"""What the signs of a sentence weigh for each kind: the odds that it tells a record.

The tables are `lexicon/{kind}_sentence_weights.txt`, made by `tools/learn_sentences.py` from
labelled texts.
"""

from bisect import bisect_right

from resupply.intake import weights
from resupply.intake.sentence_signs import Sentences

#: The kinds that are weighed by the sentence.
KINDS = ("delay", "production", "need", "event")


class Odds:
    """The sums of weights of every sentence of a page, by kind."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences = sentences
        base = weights.odds(_TABLES, sentences.of_text)
        known = [weights.sums(_TABLES, sentences.of(n)) for n in range(len(sentences.ranges))]
        self._sums = [tuple(map(sum, zip(base, told, strict=True))) for told in known]

    def of(self, kind: str, n: int) -> int:
        """Sum of the weights of a sentence for a kind [hundredths]."""
        return self._sums[n][KINDS.index(kind)]

    def at(self, kind: str, at: int) -> int:
        """The same for the sentence around a character."""
        return self.of(kind, self.sentence(self.sentences.page.index(at)))

    def sentence(self, i: int) -> int:
        """Number of the sentence of a word."""
        return max(bisect_right(self.sentences.ranges, i, key=lambda r: r[0]) - 1, 0)

    def told_by(self, kind: str, n: int) -> tuple[int, str] | None:
        """The word that speaks most for a kind in a sentence, and its family."""
        best = next(iter(self.all_told_by(kind, n)), None)
        return best[1:] if best else None

    def all_told_by(self, kind: str, n: int) -> list[tuple[int, int, str]]:
        """Words that speak for a kind in a sentence: weight, index and family, the most first."""
        known = weights.table(f"{kind}_sentence")
        told = [
            (sum(known.get(s, 0) for s in {*signs}), i, family)
            for i, family, signs in self.sentences.told_by(kind, n)
        ]
        return sorted(told, key=lambda t: (-t[0], t[1]))


_TABLES = tuple(f"{kind}_sentence" for kind in KINDS)
