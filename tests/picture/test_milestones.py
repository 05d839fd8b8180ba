"""Which event counts as delivered is an option of the question, printed with the answer."""

from datetime import date

import pytest

from resupply.core.scope import Scope
from resupply.core.words import Milestone, Stage
from resupply.picture import balances, flows

JANUARY = date(2024, 1, 15)


@pytest.fixture
def convoy(told):
    """100 tents shipped: 80 departed and 60 arrived at the hub; 25 were received."""
    told.line("a", item="tent")
    told.move("a", Stage.SHIPMENT, quantity=100, unit="piece", on=JANUARY)
    for name, quantity in (("departed", 80), ("arrived", 60)):
        told.move(
            "a", Stage.SHIPMENT, quantity=quantity, unit="piece", on=JANUARY,
            stage_from=Stage.SHIPMENT, milestone=Milestone(name),
        )  # fmt: skip
    told.move("a", Stage.DELIVERY, quantity=25, unit="piece", on=JANUARY, stage_from=Stage.SHIPMENT)
    return told


def delivered(told, milestone: str) -> tuple[float, float]:
    scope = Scope(dataset="own", measure="quantity", milestone=Milestone(milestone))
    row = balances.answer(told.view(), scope, ["donor"]).rows[0]
    return row["delivered_quantity"], row["to_deliver_quantity"]


@pytest.mark.parametrize(
    ("milestone", "came", "waits"),
    [("received", 25, 75), ("handed_over", 25, 75), ("arrived", 60, 40), ("departed", 80, 20)],
)
def test_the_milestone_asked_for_says_what_is_delivered(convoy, milestone, came, waits) -> None:
    assert delivered(convoy, milestone) == (came, waits)


def test_what_was_received_counts_for_every_milestone(told) -> None:
    told.line("a", item="tent").move("a", Stage.SHIPMENT, quantity=9, unit="piece")
    told.move("a", Stage.DELIVERY, quantity=9, unit="piece", stage_from=Stage.SHIPMENT)
    assert {delivered(told, m.value) for m in Milestone} == {(9, 0)}


def test_the_scope_prints_the_milestone(convoy) -> None:
    scope = Scope(stage=Stage.DELIVERY, milestone=Milestone.HANDED_OVER)
    assert "counted when handed over" in scope.sentence()


def test_marks_move_nothing_between_accounts(convoy) -> None:
    scope = Scope(dataset="own", measure="quantity")
    frame = flows.postings(convoy.view(), scope).collect()
    assert frame["amount"].sum() == 0
