from datetime import date
from decimal import Decimal

import pytest

from resupply.core.answer import Column
from resupply.report.figures import UNKNOWN, plain, ranged, shown, text

BILLIONS = Column(name="total_eur", title="Total", unit="EUR bn", scale=1e9, digits=3)
PLAIN = Column(name="x", title="X")


@pytest.mark.parametrize(
    ("value", "column", "read"),
    [
        (67_070_026_593.0, BILLIONS, "67.070"),
        (Decimal("1234567890123"), BILLIONS, "1,234.568"),
        (0.0, BILLIONS, "0.000"),
        (-1e5, BILLIONS, "-<0.001"),
        (None, BILLIONS, UNKNOWN),
        (float("nan"), BILLIONS, UNKNOWN),
        (float("inf"), BILLIONS, UNKNOWN),
        (1234, PLAIN, "1,234"),
        (0.123456, PLAIN, "0.1235"),
        (True, PLAIN, "yes"),
        (2024, Column(name="population_year", title="of year", digits=0), "2024"),
        (date(2024, 2, 28), PLAIN, "2024-02-28"),
        (["a", "b"], PLAIN, "a, b"),
    ],
)
def test_a_cell_reads(value: object, column: Column, read: str) -> None:
    assert text(value, column) == read


def test_a_small_figure_is_never_shown_as_none_at_all() -> None:
    assert text(400_000.0, BILLIONS) == "<0.001"


def test_a_stated_bound_is_told_once() -> None:
    rounds = Column(name="n", title="N", digits=0)
    assert ranged(7000, None, 7000, rounds) == "up to 7,000"
    assert ranged(7000, 7000, None, rounds) == "from 7,000"
    assert ranged(5, 5, 5, rounds) == "5"


def test_a_middle_at_an_end_of_its_range_is_still_told() -> None:
    rounds = Column(name="n", title="N", digits=0)
    assert ranged(7000, 4000, 7000, rounds) == "7,000 (4,000 - 7,000)"
    assert ranged(4000, 4000, 7000, rounds) == "4,000 (4,000 - 7,000)"


def test_a_figure_and_its_ends_are_one_column() -> None:
    columns = [
        Column(name="on_hand_low", title="Low", shown=False),
        Column(name="on_hand", title="On hand", digits=0),
        Column(name="on_hand_high", title="High"),
        Column(name="runs_out_low_on", title="Earliest"),
        Column(name="runs_out_high_on", title="Latest"),
    ]
    row = {"on_hand": 5, "on_hand_low": 2, "on_hand_high": 9}
    row |= {"runs_out_low_on": date(2024, 3, 1), "runs_out_high_on": None}
    found = {c.column.title: list(c.cells) for c in shown(columns, [row])}
    assert found == {"On hand": ["5 (2 - 9)"], "Earliest": ["from 2024-03-01"]}


def test_unknown_figures_and_days_are_marked_and_missing_words_are_blank() -> None:
    columns = [Column(name=n, title=n) for n in ("value", "met_on", "reason")]
    rows = [{"value": 1.5, "reason": "late"}, {"value": None}]
    assert [list(c.cells) for c in shown(columns, rows)] == [
        ["1.5", UNKNOWN],
        [UNKNOWN, UNKNOWN],
        ["late", ""],
    ]


def test_words_cannot_steer_the_terminal_or_turn_the_line() -> None:
    assert plain("a\x1b]0;title\x07b\r\n\u202ec") == "a]0;titleb  c"
