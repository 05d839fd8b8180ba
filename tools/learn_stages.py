"""Learn what the signs of a gift weigh for its stage: pledged, delivered, committed, in talks.

    .venv/bin/python -m tools.learn_stages TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/{stage}_stage_weights.txt` from labelled texts. What the rules
made of a gift is left out, so any labelled text serves. Files whose name holds one of the words
behind `--fresh` are judged by weights learned without them, and nothing is written.

The method is logistic regression (`tools/logistic.py`), a table a stage.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from tools import logistic
from tools.learn_weights import VERDICTS, as_record

HERE = Path(__file__).resolve().parents[1]
OUT = HERE / "src" / "resupply" / "intake" / "lexicon"
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
    from tests.intake import scoring

    from resupply.intake import reader, scene, stage_scales
    from resupply.intake.text import Document

    number = 0
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            doc: dict[str, Any] = json.loads(line)
            number += 1
            document = Document(id=doc["id"], text=doc["text"], published=doc["published"])
            context = reader.prepare(document)
            for kind, module in reader.EXTRACTORS[:2]:
                assert kind in ("dateline", "quote")
                reader.extractor(module)(document, context)
            signs = (made := scene.of(document, context)).signs
            if signs is None:
                continue
            status = {id(g.thing): g.staged or g.status for g in made.read.gifts}
            told = [r for r in doc["records"] if r["kind"] == "aid"]
            text = [*stage_scales.of_text(signs)]
            for n, label in scoring.pairs("aid", list(map(as_record, signs.things)), told):
                said = told[label].get("status") or []
                around = [*stage_scales.of(signs, n), *text]
                yield Given(
                    str(file),
                    number,
                    frozenset(s for s in around if not s.startswith(VERDICTS)),
                    tuple(said) if isinstance(said, list) else (said,),
                    bool(told[label].get("optional")),
                    status.get(id(signs.things[n])),
                )


def main() -> None:
    """Learn, or judge."""
    from resupply.intake.stage_scales import STAGES, TAKE

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--fresh", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    told = [g for g in read(asked.files) if g.stages]
    texts = Counter(s for s, _ in {(s, g.text) for g in told for s in g.signs})
    columns = sorted(s for s, n in texts.items() if n >= LEAST_TEXTS)
    known = {s: n for n, s in enumerate(columns)}
    x = logistic.matrix((g.signs for g in told), known)
    worth = np.array([BORDERLINE if g.optional else 1.0 for g in told])

    def learned(rows: np.ndarray) -> list[np.ndarray]:
        is_stage = [np.array([s in told[n].stages for n in rows]) for s in STAGES]
        return [logistic.fit(x[rows], y, worth[rows], PENALTY, ROUNDS) for y in is_stage]

    fresh = [w for w in asked.fresh.split(",") if w]
    if not fresh:
        for stage, weights in zip(STAGES, learned(np.arange(len(told))), strict=True):
            heading = f"What each sign of a gift weighs for its being {stage} [hundredths]."
            table = {
                "": float(weights[-1]),
                **dict(zip(columns, map(float, weights), strict=False)),
            }
            path = asked.out / f"{stage}_stage_weights.txt"
            heading += " Made by tools/learn_stages.py."
            print(stage, logistic.write(path, heading, table, LEAST), "signs")
        return
    files = sorted({g.file for g in told if any(f"/{w}/" in g.file for w in fresh)})
    right = Counter[str]()
    for group in (files[n::4] for n in range(4)):
        there = np.array([g.file in group for g in told])
        rows = np.flatnonzero(there)
        odds = np.stack([x[rows] @ w[:-1] + w[-1] for w in learned(np.flatnonzero(~there))], axis=1)
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


if __name__ == "__main__":
    main()
