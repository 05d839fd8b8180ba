"""Learn what the signs of a date weigh for its being the day of a gift.

    .venv/bin/python -m tools.learn_days TEXTS.jsonl ... [--fresh A,B] [--out FOLDER]

Writes `src/resupply/intake/lexicon/day_weights.txt` from labelled texts. The day that the rules
read is no sign, so any labelled text serves. Files in folders named behind `--fresh` are judged by
weights learned without them, and nothing is written.

The method is logistic regression (`tools/logistic.py`): a row for each labelled gift and each date
of its page.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tests.intake import scoring
from tools import labelled
from tools.candidates import Tables, run
from tools.learn_weights import as_record

from resupply.intake import day_scales, scene
from resupply.intake.day_scales import TAKE
from resupply.intake.day_signs import DaySigns
from resupply.intake.gift_dates import GiftDates

PENALTY, BORDERLINE = 12.0, 0.6


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
        right: Whether each is right.
        signs: The signs of each.
    """

    file: str
    text: int
    together: int
    label: tuple[str, ...]
    rule: str | None
    worth: float
    days: list[str]
    right: list[bool]
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
                right = tuple(scoring.listed(label.get("date")))
                yield Told(
                    *(file, number, count, right),
                    None if gift.dated == day_scales.WEIGHED else gift.date,
                    BORDERLINE if label.get("optional") else 1.0,
                    [d.date.iso for d in signs.days],
                    [is_right(d.date.iso, right) for d in signs.days],
                    [signs.of(gift, d, mate) for d in signs.days],
                )


def is_right(day: str | None, label: tuple[str, ...]) -> bool:
    """Whether a day is one that the labels take."""
    return bool(day) and any(scoring.same_date(day, other) for other in label)


def judge(tables: Tables, told: list[Told], fresh: list[str]) -> None:
    """Print how many days of gifts are right on texts left out in turn."""
    found = dict(tables.left_out(fresh))
    first = {told[n].together: sums for n, sums in reversed(found.items())}
    rules = {n: told[n].rule for n in found}
    both = {n: told[n].rule or _likeliest(told[n], first[told[n].together]) for n in found}
    for name, days in (("rules", rules), ("both", both)):
        dated = [n for n in found if told[n].label]
        right = sum(is_right(days[n], told[n].label) for n in dated)
        wrong = sum(bool(days[n]) for n in dated) - right
        more = sum(bool(days[n]) for n in found) - right - wrong
        print(f"{name}: {right} right and {wrong} wrong of {len(dated)}, {more} more", end=" ")
        print(f"of {len(found) - len(dated)} that the labels leave open")


def _likeliest(gift: Told, sums: np.ndarray) -> str | None:
    """The day of the highest sum, if it is likely enough: the first gift tells for its mates."""
    sure = sums.size and 1 / (1 + np.exp(-sums.max())) >= TAKE
    return gift.days[int(sums.argmax())] if sure else None


if __name__ == "__main__":
    run(__doc__, read, judge, PENALTY, "day")
