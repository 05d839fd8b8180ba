"""Learn what the signs of a date weigh for its being the day of a gift.

    .venv/bin/python -m tools.learn_days TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/day_weights.txt` from labelled texts. The day that the rules
read is no sign, so any labelled text serves. Files in folders named behind `--fresh` are judged by
weights learned without them, and nothing is written.

The method is logistic regression (`tools/logistic.py`): a row for each labelled gift and each date
of its page.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tests.intake import scoring
from tools import labelled, logistic
from tools.learn_weights import as_record

from resupply.intake import day_scales, scene
from resupply.intake.day_scales import TAKE
from resupply.intake.day_signs import DaySigns
from resupply.intake.gift_dates import GiftDates

PENALTY, BORDERLINE, LEAST_TEXTS, LEAST, ROUNDS = 12.0, 0.6, 5, 3, 200


class Told(NamedTuple):
    """A labelled gift and the days of its page.

    Args:
        file: Where it comes from.
        text: Number of its text.
        together: Number of the gifts that it is told with.
        label: Its days by the labels; none where they leave it open.
        rule: The day that the rules read.
        worth: How much it counts.
        days: Each day of its page.
        signs: The signs of each.
    """

    file: str
    text: int
    together: int
    label: tuple[str, ...]
    rule: str | None
    worth: float
    days: list[str]
    signs: list[list[str]]


def read(files: Iterable[Path]) -> Iterator[Told]:
    """Every labelled gift that is read."""
    count = 0
    for number, (file, _, document, context, records) in enumerate(labelled.texts(files)):
        made = scene.of(document, context)
        gifts = made.read.gifts
        told = [r for r in records if r["kind"] == "aid"]
        pairs = dict(scoring.pairs("aid", [as_record(g.thing) for g in gifts], told))
        numbers = {id(g): n for n, g in enumerate(gifts)}
        signs = DaySigns(made.page, GiftDates(made.page))
        for group in day_scales.together(signs, gifts) if made.signs else ():
            count += 1
            for gift, mate in group:
                label = told[pairs[n]] if (n := numbers[id(gift)]) in pairs else None
                if label is None:
                    continue
                days = label.get("date") or []
                yield Told(
                    *(file, number, count),
                    (days,) if isinstance(days, str) else tuple(days),
                    None if gift.dated == day_scales.WEIGHED else gift.date,
                    BORDERLINE if label.get("optional") else 1.0,
                    [d.date.iso for d in signs.days],
                    [signs.of(gift, d, mate) for d in signs.days],
                )


class Tables:
    """The days as a matrix of signs, and the table that is learned from some of them."""

    def __init__(self, told: list[Told]) -> None:
        self.told = told
        texts = defaultdict[str, set[int]](set)
        for gift in told:
            for sign in {s for signs in gift.signs for s in signs}:
                texts[sign].add(gift.text)
        self.columns = sorted(s for s, where in texts.items() if len(where) >= LEAST_TEXTS)
        known = {s: n for n, s in enumerate(self.columns)}
        self.x = logistic.matrix((s for g in told for s in g.signs), known)
        self.gift = np.array([n for n, g in enumerate(told) for _ in g.days])
        self.worth = np.array([g.worth for g in told])[self.gift]
        self.right = np.array([is_right(d, g.label) for g in told for d in g.days])

    def learned(self, rows: np.ndarray) -> np.ndarray:
        """The weights, from some rows."""
        told = (self.x[rows], self.right[rows], self.worth[rows])
        return logistic.fit(*told, PENALTY, ROUNDS)


def is_right(day: str | None, label: tuple[str, ...]) -> bool:
    """Whether a day is one that the labels take."""
    return bool(day) and any(scoring.same_date(day, other) for other in label)


def judge(tables: Tables, fresh: list[str]) -> None:
    """Print how many days of gifts are right on texts left out in turn."""
    told = tables.told
    files = sorted({g.file for g in told if any(f"/{w}/" in g.file for w in fresh)})
    chosen: dict[int, str | None] = {}
    for group in (files[n::4] for n in range(4)):
        there = np.array([told[n].file in group for n in tables.gift])
        weights = tables.learned(np.flatnonzero(~there))
        rows = np.flatnonzero(there)
        odds = tables.x[rows] @ weights[:-1] + weights[-1]
        chances = defaultdict[tuple[int, int], list[float]](list)
        for row, sum_ in zip(rows, odds, strict=True):
            day = int(row - np.searchsorted(tables.gift, tables.gift[row]))
            gift = told[tables.gift[row]]
            chances[gift.together, day].append(1 / (1 + np.exp(-sum_)))
        for n, gift in enumerate(told):
            if gift.file in group:
                likely = [(np.mean(chances[gift.together, k]), d) for k, d in enumerate(gift.days)]
                best = max(likely, default=(0.0, ""))
                chosen[n] = gift.rule or (best[1] if best[0] >= TAKE else None)
    for name, days in (("rules", {n: told[n].rule for n in chosen}), ("both", chosen)):
        dated = [n for n in chosen if told[n].label]
        right = sum(is_right(days[n], told[n].label) for n in dated)
        wrong = sum(bool(days[n]) for n in dated) - right
        more = sum(bool(days[n]) for n in chosen) - right - wrong
        print(f"{name}: {right} right and {wrong} wrong of {len(dated)}, {more} more", end=" ")
        print(f"of {len(chosen) - len(dated)} that the labels leave open")


def main() -> None:
    """Learn, or judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--fresh", default="")
    parser.add_argument("--out", type=Path, default=labelled.TABLES)
    asked = parser.parse_args()
    tables = Tables(list(read(asked.files)))
    fresh = [w for w in asked.fresh.split(",") if w]
    if fresh:
        return judge(tables, fresh)
    weights = tables.learned(np.arange(len(tables.gift)))
    heading = "What each sign of a day weighs [hundredths]. Made by tools/learn_days.py."
    table = dict(zip((*tables.columns, ""), map(float, weights), strict=True))
    print(logistic.write(asked.out / "day_weights.txt", heading, table, LEAST), "signs")
    return None


if __name__ == "__main__":
    main()
