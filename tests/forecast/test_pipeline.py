"""What stands, moved by the delays of the record: coherent, reproducible, conditional on age."""

from collections.abc import Mapping

import numpy as np
import pytest

from resupply.core.words import Stage
from resupply.forecast import pipeline
from resupply.forecast.pipeline import Rates
from resupply.forecast.pooled import EDGES, Hazards
from resupply.forecast.waits import MOVED, OPEN, Piece, Waits, Way, gathered

WAY = Way(Stage.COMMITMENT, Stage.ALLOCATION)
ENDS = np.array([30.0, 60.0, 90.0])


def record(open_: Mapping[str, list[tuple[float, float]]], moved: int = 12) -> Waits:
    """Donors with promises that moved after 10, 30, 50 ... days, and some that stand."""
    pieces, number = [], 0
    for donor, standing in open_.items():
        for at in range(moved):
            pieces.append(
                Piece(donor, "military", "", number + at, 10.0 + 20 * at, 5.0, MOVED, True)
            )
        number += moved
        for age, amount in standing:
            pieces.append(Piece(donor, "military", "", number, age, amount, OPEN, True))
            number += 1
    return gathered(WAY, pieces, {})


def fixed(moving: float, leaving: float = 0.0, *, lots: float = 1e-3) -> Rates:
    """Rates that are known and do not change with age."""
    return Rates(
        names=(("A", "military"),),
        hazards=Hazards(
            np.zeros((1, 1)), np.full((1, 1, len(EDGES)), moving), np.full((1, 1), leaving)
        ),
        lots=np.array([lots]),
        events=np.array([10.0]),
    )


def test_known_rates_give_the_closed_form() -> None:
    h, w = 0.01, 0.004
    one = record({"A": [(100.0, 1000.0)]}, moved=0)
    drawn = pipeline.draw(one, fixed(h, w), ENDS, draws=4000, seed=1)
    by = 1000 * h / (h + w) * (1 - np.exp(-(h + w) * ENDS))
    assert drawn.values.cumsum(axis=2).mean(axis=0)[0] == pytest.approx(by, rel=0.02)
    gone = 1000 * w / (h + w) * (1 - np.exp(-(h + w) * ENDS[-1]))
    assert drawn.withdrawn.mean() == pytest.approx(gone, rel=0.05)
    assert drawn.standing.tolist() == [1000.0]


def test_chances_are_conditional_on_having_waited() -> None:
    # The rate is high at first and low later: an old promise moves slowly, whatever the first days.
    moving = np.full((1, 1, len(EDGES)), 0.001)
    moving[..., :3] = 0.05
    rates = fixed(0.0)._replace(hazards=Hazards(np.zeros((1, 1)), moving, np.zeros((1, 1))))
    young = pipeline.draw(record({"A": [(0.0, 100.0)]}, 0), rates, ENDS, draws=500, seed=1)
    old = pipeline.draw(record({"A": [(400.0, 100.0)]}, 0), rates, ENDS, draws=500, seed=1)
    assert young.values.sum(axis=2).mean() > 90
    assert old.values.sum(axis=2).mean() == pytest.approx(100 * (1 - np.exp(-0.09)), rel=0.1)


def test_nothing_comes_from_nowhere_and_nothing_is_lost() -> None:
    found = record({"A": [(10.0, 40.0), (300.0, 60.0)], "B": [(5.0, 7.0)]})
    drawn = pipeline.draw(found, pipeline.rates(found, seed=1), ENDS, draws=300, seed=1)
    gone = drawn.values.sum(axis=2) + drawn.withdrawn
    assert (drawn.values >= 0).all()
    assert (gone <= drawn.standing * (1 + 1e-12)).all()


def test_donors_sum_to_the_total_draw_by_draw() -> None:
    found = record({d: [(20.0, 10.0), (90.0, 30.0)] for d in "ABCD"})
    drawn = pipeline.draw(found, pipeline.rates(found, seed=1), ENDS, draws=200, seed=3)
    donors = drawn.along(list("ABCD"), "donor")
    assert donors.sum(axis=1) == pytest.approx(drawn.values.sum(axis=1))
    assert drawn.along(["military"], "kind")[:, 0] == pytest.approx(drawn.values.sum(axis=1))


def test_a_donor_is_drawn_alike_whoever_else_is_asked_for() -> None:
    found = record({d: [(20.0, 10.0), (90.0, 30.0)] for d in "ABCD"})
    rates = pipeline.rates(found, seed=1)
    every = pipeline.draw(found, rates, ENDS, draws=100, seed=3).along(["C"], "donor")
    alone = pipeline.draw(found.only(found.donor == "C"), rates, ENDS, draws=100, seed=3)
    assert (alone.along(["C"], "donor") == every).all()
    other = pipeline.draw(found, rates, ENDS, draws=100, seed=4).along(["C"], "donor")
    assert (other != every).any()


def test_a_donor_of_whom_nothing_moved_yet_moves_all_at_once_or_not() -> None:
    found = record({"A": [(20.0, 10.0)] * 3})
    still = gathered(WAY, [Piece("Z", "military", "", 999, 50.0, 100.0, OPEN, True)], {})
    both = gathered(WAY, [*_pieces(found), *_pieces(still)], {})
    drawn = pipeline.draw(both, pipeline.rates(both, seed=1), ENDS, draws=400, seed=1)
    alone = drawn.along(["Z"], "donor").sum(axis=(1, 2))
    assert set(np.unique(alone)) <= {0.0, 100.0}


def _pieces(found: Waits) -> list[Piece]:
    return [
        Piece(*row)
        for row in zip(
            found.donor, found.kind, found.item, found.origin, found.ages, found.amounts,
            found.outcomes, found.reported, strict=True,
        )
    ]  # fmt: skip
