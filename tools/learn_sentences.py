"""Learn what the signs of a sentence weigh for a delay, a product, a need or an event.

    .venv/bin/python -m tools.learn_sentences TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/{kind}_sentence_weights.txt` from labelled texts. The signs do
not tell what the rules made of a sentence, so any labelled text serves. Files whose name holds one
of the words behind `--fresh` are texts that the rules were never mended on: each is judged by
weights learned without it, alone and beside the rules, and nothing is written.

The method is logistic regression (`tools/logistic.py`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from tools import labelled, logistic

from resupply.intake import reader, scene
from resupply.intake.sentence_odds import KINDS
from resupply.intake.sentence_signs import Sentences
from resupply.intake.signs import Signs

PENALTY, BORDERLINE, LEAST_TEXTS = 5.0, 0.5, 5
#: Weights are kept from this many hundredths on.
LEAST = 5
#: Rounds of the search for the best weights.
ROUNDS = 150


class Sentence(NamedTuple):
    """A labelled sentence: by kind what the labels say, and the kinds that a rule read in it."""

    file: str
    text: int
    signs: frozenset[str]
    labels: dict[str, str]
    ruled: frozenset[str]


def read(files: Iterable[Path]) -> Iterator[Sentence]:
    """Every sentence of labelled texts."""
    for number, (file, _, document, context, records) in enumerate(labelled.texts(files)):
        modules = {k: m for k, m in reader.EXTRACTORS if k in KINDS}
        read = {k: reader.extractor(m)(document, context) for k, m in modules.items()}
        made = scene.of(document, context)
        signs = made.signs or Signs(made.page, made.clauses, made.givers, made.read, {})
        told = Sentences(made.page, signs)
        for n, (begin, end) in enumerate(told.ranges):
            start, close = made.page.words[begin].start, made.page.words[end - 1].end
            yield Sentence(
                file,
                number,
                frozenset((*told.of(n), *told.of_text)),
                {k: label(k, records, start, close) for k in KINDS},
                frozenset(k for k in KINDS if any(start <= r.start < close for r in read[k])),
            )


def label(kind: str, records: list[dict[str, Any]], start: int, close: int) -> str:
    """`yes`, `may be`, `open` (a record reaches into it) or `no`."""
    there = [r for r in records if r["kind"] == kind]
    over = [r for r in there if r["span"][0] < close and r["span"][1] > start]
    sure = [r for r in over if not r.get("optional")]
    if any(start <= r["span"][0] for r in sure):
        return "yes"
    return "open" if sure else "may be" if over else "no"


class Table:
    """The sentences as a matrix of signs, for one kind."""

    def __init__(self, kind: str, told: list[Sentence]) -> None:
        self.labels = np.array([s.labels[kind] for s in told])
        own = [[g for g in s.signs if _of(kind, g)] for s in told]
        texts = Counter(
            g for g, _ in {(g, s.text) for s, gs in zip(told, own, strict=True) for g in gs}
        )
        known = sorted(g for g, n in texts.items() if n >= LEAST_TEXTS)
        self.known = {g: n for n, g in enumerate(known)}
        self.x = logistic.matrix(own, self.known)

    def fit(self, rows: np.ndarray) -> np.ndarray:
        """Weights of the signs, and behind them what is added to every sum."""
        rows = rows[self.labels[rows] != "open"]
        labels = self.labels[rows]
        worth = np.where(labels == "may be", BORDERLINE, 1.0)
        return logistic.fit(self.x[rows], labels != "no", worth, PENALTY, ROUNDS)

    def sums(self, rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Sum of the weights of each row's signs, as they are kept."""
        kept = np.round(logistic.SCALE * weights)
        kept[:-1][np.abs(kept[:-1]) < LEAST] = 0
        return (self.x[rows] @ kept[:-1] + kept[-1]) / logistic.SCALE


def _of(kind: str, sign: str) -> bool:
    """Whether a sign is looked at for a kind: families of other kinds are not."""
    first = sign.split(" ", 1)[-1] if sign.startswith("last ") else sign
    named = first.partition(".")[0]
    return named == kind or named not in (*KINDS, "give")


def write(kind: str, table: Table, weights: np.ndarray, folder: Path) -> int:
    """The table of a kind; how many signs it has."""
    heading = (
        f"What each sign of a sentence weighs for kind {kind} [hundredths]."
        " Made by tools/learn_sentences.py."
    )
    told = {"": float(weights[-1]), **{s: float(weights[n]) for s, n in table.known.items()}}
    return logistic.write(folder / f"{kind}_sentence_weights.txt", heading, told, LEAST)


def judged(labels: np.ndarray, chosen: np.ndarray) -> tuple[float, float, float]:
    """Precision, recall and F1 of chosen sentences."""
    hit = int((chosen & (labels == "yes")).sum())
    extra = int((chosen & (labels == "no")).sum())
    missed = int((labels == "yes").sum()) - hit
    return (
        round(hit / max(1, hit + extra), 3),
        round(hit / max(1, hit + missed), 3),
        round(2 * hit / max(1, 2 * hit + extra + missed), 3),
    )


def judge(kind: str, told: list[Sentence], fresh: list[str]) -> None:
    """Print how right weights and rules are on texts that neither has met."""
    table = Table(kind, told)
    files = np.array([s.file for s in told])
    ruled = np.array([kind in s.ruled for s in told])
    new = np.array([any(f"/{w}/" in f for w in fresh) for f in files])
    sums = np.full(len(told), np.nan)
    groups = [sorted({*files[new]})[n::4] for n in range(4)]
    for group in groups:
        there = np.isin(files, group)
        sums[there] = table.sums(np.flatnonzero(there), table.fit(np.flatnonzero(~there)))
    labels, rules, odds = table.labels[new], ruled[new], sums[new]
    print(kind, "sentences", int((labels == "yes").sum()), "rules", judged(labels, rules))
    print("  weights", max((judged(labels, odds > t)[2], t) for t in np.arange(-1.5, 0.8, 0.25)))
    best = []
    for leave in np.arange(-4, 0.1, 0.5):
        for take in np.arange(-1, 2.6, 0.25):
            both = judged(labels, np.where(rules, odds > leave, odds > take))
            best.append((both[2], both, float(leave), float(take)))
    for one in sorted(best, reverse=True)[:4]:
        print("  both", one)


def main() -> None:
    """Learn, or judge."""
    parser = labelled.parser(__doc__)
    parser.add_argument("--kinds", default=",".join(KINDS))
    asked = parser.parse_args()
    told = list(read(asked.files))
    for kind in asked.kinds.split(","):
        if asked.fresh:
            judge(kind, told, asked.fresh)
        else:
            table = Table(kind, told)
            weights = table.fit(np.arange(len(told)))
            print(kind, len(told), "sentences,", write(kind, table, weights, asked.out), "signs")


if __name__ == "__main__":
    main()
