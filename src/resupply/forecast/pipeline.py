"""What stands promised, moved by the delays of the record: draws of what arrives when.

A promise that has waited for an age moves on by the rates that hold from that age on: its chance
to move in a period is conditional on having waited so long. Large promises move in lots of the size
in which the donor's promises moved so far, each lot at its own time.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from resupply.forecast import pooled, waits
from resupply.forecast.pooled import Hazards
from resupply.forecast.survival import added
from resupply.forecast.waits import MOVED, OPEN, Waits, Way

Floats = NDArray[np.float64]

#: Lots a promise moves in at most: more lots than that change nothing that can be seen.
_LOTS_MAX = 60
#: Promises of a donor made within so many days of one another move alike [day].
_SAME_AGE_DAYS = 15.0
#: Draws of rates; draws beyond them use each again.
_RATES = 1000


class Cell(NamedTuple):
    """Whose promises, of which kind, of what."""

    donor: str
    kind: str
    item: str


class Pipeline(NamedTuple):
    """What stands at a stage, and draws of what of it moves to the next.

    Args:
        way: From which stage to which.
        cells: What stands, by donor, kind and item.
        standing: How much, shape (cells,).
        oldest: Age of the oldest of it [day], shape (cells,).
        values: What moves in each period, shape (draws, cells, periods).
        withdrawn: What is withdrawn over all periods, shape (draws, cells).
    """

    way: Way
    cells: tuple[Cell, ...]
    standing: Floats
    oldest: Floats
    values: Floats
    withdrawn: Floats

    def along(self, names: Sequence[str], field: str) -> Floats:
        """Draws by donor, kind or item; those sum to the same total, draw by draw.

        Returns:
            Shape (draws, names, periods).
        """
        draws, _, periods = self.values.shape
        out = np.zeros((draws, len(names), periods))
        place = {name: at for at, name in enumerate(names)}
        for at, cell in enumerate(self.cells):
            if (name := getattr(cell, field)) in place:
                out[:, place[name]] += self.values[:, at]
        return out


class Rates(NamedTuple):
    """Rates of all donors and kinds of a record.

    Args:
        names: Donor and kind of each unit.
        hazards: Draws of their rates, shape (draws, units, ages).
        lots: Size in which each unit's promises moved [as amounts], shape (units,); NaN = none
            moved yet.
        events: Promises in effect that moved after their first day, shape (units,).
    """

    names: tuple[tuple[str, str], ...]
    hazards: Hazards
    lots: Floats
    events: Floats


def rates(record: Waits, *, seed: int) -> Rates:
    """Draws of the rates of all donors and kinds, each judged beside the others."""
    pairs = list(zip(record.donor, record.kind, strict=True))
    names = sorted(set(pairs))
    place = {name: at for at, name in enumerate(names)}
    units = np.array([place[pair] for pair in pairs], dtype=np.int64)
    size = len(names)
    weight = waits.weights(record, units, size)
    found = pooled.evidence(record.ages, record.outcomes, weight, units, size)
    came = record.outcomes == MOVED
    total = added(units[came], record.amounts[came], size)
    squares = added(units[came], record.amounts[came] ** 2, size)
    return Rates(
        names=tuple(names),
        hazards=pooled.sample(found, draws=_RATES, seed=seed),
        lots=np.divide(squares, total, out=np.full(size, np.nan), where=total > 0),
        events=found.moved.sum(axis=1),
    )


def draw(record: Waits, found: Rates, ends: Floats, *, draws: int, seed: int) -> Pipeline:
    """Draws of what moves to the next stage in each period.

    Args:
        record: Pieces of promises; those that are open stand.
        found: Rates of the whole record.
        ends: Last day of each period, counted from today, rising [day].
        draws: How many.
        seed: A cell's draws hang on it and the cell's name, not on which others are asked for.
    """
    opened = record.only(record.outcomes == OPEN)
    keys = [Cell(*k) for k in zip(opened.donor, opened.kind, opened.item, strict=True)]
    cells = sorted(set(keys))
    units = {name: at for at, name in enumerate(found.names)}
    values = np.zeros((draws, len(cells), len(ends)))
    withdrawn = np.zeros((draws, len(cells)))
    standing, oldest = np.zeros(len(cells)), np.zeros(len(cells))
    number = np.arange(draws) % len(found.hazards.at_once)
    for at, cell in enumerate(cells):
        own = np.array([key == cell for key in keys])
        ages, amounts = _alike(opened.ages[own], opened.amounts[own])
        unit = units[cell.donor, cell.kind]
        lots = _lots(amounts, found.lots[unit])
        odds = chances(found.hazards, unit, ages, ends)[number]
        moved = stream(seed, *cell).multinomial(lots, odds)
        each = (amounts / lots)[None, :, None]
        values[:, at] = (moved[:, :, :-2] * each).sum(axis=1)
        withdrawn[:, at] = (moved[:, :, -2] * each[:, :, 0]).sum(axis=1)
        standing[at], oldest[at] = amounts.sum(), opened.ages[own].max()
    return Pipeline(record.way, tuple(cells), standing, oldest, values, withdrawn)


def stream(seed: int, *names: str) -> np.random.Generator:
    """Chance that hangs on a seed and names alone (Philox, Salmon et al. 2011)."""
    key = np.random.SeedSequence([seed, *"\x00".join(names).encode()])
    return np.random.Generator(np.random.Philox(key))


def _alike(ages: Floats, amounts: Floats) -> tuple[Floats, Floats]:
    """Open pieces put together with those about as old."""
    group = (ages // _SAME_AGE_DAYS).astype(np.int64)
    _, place = np.unique(group, return_inverse=True)
    size = int(place.max()) + 1
    total = added(place, amounts, size)
    return added(place, amounts * ages, size) / total, total


def _lots(amounts: Floats, size: float) -> NDArray[np.int64]:
    """How many lots each piece moves in; a donor of whom nothing moved yet moves all at once."""
    if not size > 0:
        return np.ones(len(amounts), dtype=np.int64)
    found: NDArray[np.int64] = np.clip(np.rint(amounts / size), 1, _LOTS_MAX).astype(np.int64)
    return found


def chances(hazards: Hazards, unit: int, ages: Floats, ends: Floats) -> Floats:
    """Chance to move in each period, to be withdrawn, to stay, given how long each has waited.

    Args:
        hazards: Draws of rates.
        unit: Whose.
        ages: Of the pieces that wait [day].
        ends: Last day of each period, counted from today, rising [day].

    Returns:
        Shape (draws, pieces, periods + 2).
    """
    own = Hazards(hazards.at_once[:, [unit]], hazards.moving[:, [unit]], hazards.leaving[:, [unit]])
    marks = ages[:, None] + np.concatenate([[0.0], ends])
    order = np.argsort(marks, axis=None)
    asked = marks.ravel()[order]
    shape = (len(hazards.at_once), *marks.shape)
    came, left = np.empty(shape), np.empty(shape)
    came.reshape(shape[0], -1)[:, order] = pooled.moved_by(own, asked)[:, 0]
    left.reshape(shape[0], -1)[:, order] = pooled.open_share(own, asked)[:, 0]
    now = np.maximum(left[:, :, :1], 1e-300)
    moves = np.clip(np.diff(came, axis=2) / now, 0.0, 1.0)
    stays = np.clip(left[:, :, -1:] / now, 0.0, 1.0)
    gone = np.clip(1 - moves.sum(axis=2, keepdims=True) - stays, 0.0, 1.0)
    out = np.concatenate([moves, gone, stays], axis=2)
    found: Floats = out / out.sum(axis=2, keepdims=True)
    return found
