"""Tables that choose among candidates: a row for each thing to be settled and each candidate.

Shared by `learn_days` (which date is a gift's) and `learn_subjects` (whom a claim is about).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from tools import labelled, logistic

LEAST_TEXTS, LEAST, ROUNDS = 5, 3, 200


class Told(Protocol):
    """Something labelled, with its candidates.

    `file` and `text` say where it stands, `worth` how much it counts; `right` and `signs` have one
    entry a candidate.
    """

    @property
    def file(self) -> str: ...
    @property
    def text(self) -> int: ...
    @property
    def worth(self) -> float: ...
    @property
    def right(self) -> list[bool]: ...
    @property
    def signs(self) -> list[list[str]]: ...


class Tables:
    """The candidates as a matrix of signs, and the table that is learned from some of them.

    Args:
        told: What is labelled.
        penalty: Of the squares of the weights.
    """

    def __init__(self, told: Sequence[Told], penalty: float) -> None:
        self.told, self.penalty = told, penalty
        texts = defaultdict[str, set[int]](set)
        for one in told:
            for sign in {s for signs in one.signs for s in signs}:
                texts[sign].add(one.text)
        self.columns = sorted(s for s, where in texts.items() if len(where) >= LEAST_TEXTS)
        known = {s: n for n, s in enumerate(self.columns)}
        self.x = logistic.matrix((s for t in told for s in t.signs), known)
        self.of = np.array([n for n, t in enumerate(told) for _ in t.right])
        self.worth = np.array([t.worth for t in told])[self.of]
        self.right = np.array([r for t in told for r in t.right])

    def learned(self, rows: np.ndarray) -> np.ndarray:
        """The weights, from some rows; behind them what every sum begins with."""
        told = (self.x[rows], self.right[rows], self.worth[rows])
        return logistic.fit(*told, self.penalty, ROUNDS)

    def left_out(self, fresh: Sequence[str]) -> Iterator[tuple[int, np.ndarray]]:
        """What stands in fresh files, with the sums of its candidates by weights learned without.

        Args:
            fresh: Folders of the files that are left out, a quarter at a time.
        """
        files = sorted({t.file for t in self.told if any(f"/{w}/" in t.file for w in fresh)})
        for group in (files[n::4] for n in range(4)):
            there = np.array([self.told[n].file in group for n in self.of])
            weights = self.learned(np.flatnonzero(~there))
            sums = self.x @ weights[:-1] + weights[-1]
            for n, one in enumerate(self.told):
                if one.file in group:
                    first = int(np.searchsorted(self.of, n))
                    yield n, sums[first : first + len(one.right)]

    def write(self, path: Path, heading: str) -> int:
        """The table that is learned from all; how many signs it has."""
        weights = self.learned(np.arange(len(self.of)))
        table = dict(zip((*self.columns, ""), map(float, weights), strict=True))
        return logistic.write(path, heading, table, LEAST)


_One = TypeVar("_One", bound=Told)


def run(
    about: str | None,
    read: Callable[[Iterable[Path]], Iterator[_One]],
    judge: Callable[[Tables, list[_One], list[str]], None],
    penalty: float,
    table: str,
) -> None:
    """What a tool does: learn its table from what is labelled, or judge it on fresh texts.

    Args:
        about: The docstring of the tool, whose first line says what is learned.
        read: What is labelled in some files.
        judge: Prints how well the table does on what is left out.
        penalty: Of the squares of the weights.
        table: What the table is of: `day` writes `day_weights.txt`.
    """
    asked = labelled.parser(about or "").parse_args()
    told = list(read(asked.files))
    tables = Tables(told, penalty)
    if asked.fresh:
        judge(tables, told, asked.fresh)
        return
    made = f"Made by tools/learn_{table}s.py."
    heading = f"What each sign of a {table} weighs [hundredths]. {made}"
    print(tables.write(asked.out / f"{table}_weights.txt", heading), "signs")
