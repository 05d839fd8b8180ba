"""Learn what the signs of a gift weigh for its stage: pledged, delivered, committed, in talks.

    .venv/bin/python -m tools.learn_stages TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/{stage}_stage_weights.txt` from labelled texts. What the rules
made of a gift is left out, so any labelled text serves. Files whose name holds one of the words
behind `--fresh` are judged by weights learned without them, and nothing is written.

The method is logistic regression (`tools/logistic.py`), a table a stage.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tests.intake import scoring
from tools import labelled, logistic
from tools.learn_weights import VERDICTS, as_record

from resupply.intake import scene, stage_scales
from resupply.intake.stage_scales import STAGES, TAKE

PENALTY, BORDERLINE, LEAST_TEXTS, LEAST, ROUNDS = 4.0, 0.6, 4, 5, 150


class Given(NamedTuple):
    """A labelled gift: its signs, its stages, and what the rules read."""

    file: str
    text: int
    signs: frozenset[str]
    stages: tuple[str, ...]
    optional: bool
    rule: str | None


def read(files: Iterable[Path]) -> Iterator[Given]:
    """Every labelled gift that is a thing of its text."""
    for number, (file, _, document, context, records) in enumerate(labelled.texts(files)):
        made = scene.of(document, context)
        signs = made.signs
        if signs is None:
            continue
        status = {id(g.thing): g.staged or g.status for g in made.read.gifts}
        told = [r for r in records if r["kind"] == "aid"]
        about = signs.about()
        for n, label in scoring.pairs("aid", list(map(as_record, signs.things)), told):
            said = told[label].get("status") or []
            around = [*stage_scales.of(signs, n), *about]
            yield Given(
                file,
                number,
                frozenset(s for s in around if not s.startswith(VERDICTS)),
                tuple(said) if isinstance(said, list) else (said,),
                bool(told[label].get("optional")),
                status.get(id(signs.things[n])),
            )


class Tables:
    """The gifts as a matrix of signs, and the tables that are learned from some of them."""

    def __init__(self, told: list[Given]) -> None:
        self.told = told
        texts = Counter(s for s, _ in {(s, g.text) for g in told for s in g.signs})
        self.columns = sorted(s for s, n in texts.items() if n >= LEAST_TEXTS)
        known = {s: n for n, s in enumerate(self.columns)}
        self.x = logistic.matrix((g.signs for g in told), known)
        self.worth = np.array([BORDERLINE if g.optional else 1.0 for g in told])

    def learned(self, rows: np.ndarray) -> list[np.ndarray]:
        """The weights of each stage."""
        is_stage = [np.array([s in self.told[n].stages for n in rows]) for s in STAGES]
        x, worth = self.x[rows], self.worth[rows]
        return [logistic.fit(x, y, worth, PENALTY, ROUNDS) for y in is_stage]


def write(tables: Tables, folder: Path) -> None:
    """The tables, learned from all gifts."""
    all_of_them = np.arange(len(tables.told))
    for stage, weights in zip(STAGES, tables.learned(all_of_them), strict=True):
        heading = (
            f"What each sign of a gift weighs for its being {stage} [hundredths]."
            " Made by tools/learn_stages.py."
        )
        table = dict(zip((*tables.columns, ""), map(float, weights), strict=True))
        path = folder / f"{stage}_stage_weights.txt"
        print(stage, logistic.write(path, heading, table, LEAST), "signs")


def judge(tables: Tables, fresh: list[str]) -> None:
    """Print how often rules, weights and both are right on texts left out in turn."""
    told = tables.told
    files = sorted({g.file for g in told if any(f"/{w}/" in g.file for w in fresh)})
    right = Counter[str]()
    for group in (files[n::4] for n in range(4)):
        there = np.array([g.file in group for g in told])
        rows, weights = np.flatnonzero(there), tables.learned(np.flatnonzero(~there))
        odds = np.stack([tables.x[rows] @ w[:-1] + w[-1] for w in weights], axis=1)
        for n, sums in zip(rows, odds, strict=True):
            one, best = told[n], STAGES[int(sums.argmax())]
            if one.rule is None or one.optional:
                continue
            sure = 1 / (1 + np.exp(-sums.max())) >= TAKE and one.rule in STAGES
            right["all"] += 1
            right["rules"] += one.rule in one.stages
            right["weights"] += best in one.stages
            right["both"] += (best if sure else one.rule) in one.stages
    print({k: round(n / right["all"], 4) for k, n in right.items()}, right["all"])


def main() -> None:
    """Learn, or judge."""
    asked = labelled.parser(__doc__).parse_args()
    tables = Tables([g for g in read(asked.files) if g.stages])
    if asked.fresh:
        judge(tables, asked.fresh)
    else:
        write(tables, asked.out)


if __name__ == "__main__":
    main()
