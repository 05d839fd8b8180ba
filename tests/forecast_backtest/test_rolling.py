"""Nothing of the future is looked at; a model that does is found out."""

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from tests.forecast_backtest.conftest import FIRST, SCOPE, book, gift, known, lumpy, monthly, told

from resupply.book import Book
from resupply.core.dates import add_months, month_end
from resupply.core.errors import QuestionError
from resupply.forecast.arrivals import draw, past
from resupply.forecast.arrivals.past import Past
from resupply.forecast.backtest import rolling, run

MONTHS = 30
TABLE = lumpy(5, MONTHS, seed=3)
ORIGIN = 20
#: The end of the origin's last month.
ON = month_end(add_months(FIRST, ORIGIN - 1))
END = month_end(add_months(FIRST, MONTHS - 1))


def test_entries_known_after_the_origin_change_nothing() -> None:
    """Whatever they say of: months after it, months before it, or a donor nobody knew."""
    before = told({d: row[:ORIGIN] for d, row in TABLE.items()})
    after = told(lumpy(5, MONTHS, seed=99))
    later = [e for e in after if e.known_on > ON]
    backdated = [
        gift("D01", add_months(FIRST, 4), 1e6, known_on=add_months(FIRST, 25)),
        gift("NEW", add_months(FIRST, 2), 1e6, known_on=add_months(FIRST, 25)),
    ]
    values = [
        draw(book(entries).view(ON), SCOPE, months=6, draws=100, seed=1).values
        for entries in (before, [*before, *later], [*before, *later, *backdated])
    ]
    assert (values[0] == values[1]).all()
    assert (values[0] == values[2]).all()


def origins(made: Book, count: int = 10) -> tuple[Past, list[rolling.Origin]]:
    truth = rolling.truth(made.view(END), SCOPE)
    return truth, list(rolling.origins(made, SCOPE, truth, count=count, months=6))


def said(made: Book, forecaster: Callable[..., np.ndarray] = run.ours) -> list[np.ndarray]:
    return [forecaster(o.past, 3, 50, 1) for o in origins(made)[1]]


def leaks(forecaster: Callable[..., np.ndarray]) -> bool:
    """Whether forecasts from an origin change when what came after it is another world."""
    _, one = origins(book(told(TABLE)))
    other = {d: np.where(np.arange(MONTHS) < ORIGIN, row, 7 * row + 3) for d, row in TABLE.items()}
    _, two = origins(book(told(other)))
    pairs = [
        (a.past, b.past) for a, b in zip(one, two, strict=True) if len(a.past.months) == ORIGIN
    ]
    assert len(pairs) == 1
    return any((forecaster(a, 3, 50, 1) != forecaster(b, 3, 50, 1)).any() for a, b in pairs)


def test_our_forecast_does_not_leak() -> None:
    assert not leaks(run.ours)


def test_a_model_that_sees_the_future_is_found_out() -> None:
    """One that is handed the book of today, as a careless backtest would."""
    worlds = iter((1.0, 7.0))

    def seer(given: Past, months: int, draws: int, seed: int) -> np.ndarray:
        truth = np.array(list(TABLE.values())) * next(worlds)
        came = truth[:, len(given.months) : len(given.months) + months]
        return np.broadcast_to(came, (draws, *came.shape))

    assert leaks(seer)


def test_what_was_known_is_asked_of_the_book_as_of_each_origin() -> None:
    """A correction of an early month, published late, is in no earlier origin."""
    entries = told(TABLE)
    fixed = gift("D00", add_months(FIRST, 2), 5e5, known_on=add_months(FIRST, 27))
    truth, found = origins(book([*entries, fixed]))
    assert {o.known for o in found} == {"book"}
    assert truth.amounts[0, 2] == pytest.approx(TABLE["D00"][2] + 5e5)
    for origin in found:
        late = origin.on >= add_months(FIRST, 27)
        assert (origin.past.amounts[0, 2] > 1e5) == late


def test_a_release_that_says_all_months_at_once_is_taken_as_announced() -> None:
    at_once = [msgspec.structs.replace(e, known_on=END) for e in told(TABLE)]
    truth, found = origins(book(at_once))
    assert {o.known for o in found} == {"announced"}
    for origin in found:
        assert origin.past.months == truth.months[: len(origin.past.months)]
        assert origin.past.months[-1] == origin.on.replace(day=1)


def test_what_came_is_what_the_record_says_after_the_origin() -> None:
    truth, found = origins(book(told(TABLE)))
    last = found[-1]
    came = rolling.came_after(truth, last, 6)
    assert came[:, 0] == pytest.approx([row[-1] for row in TABLE.values()])
    assert np.isnan(came[:, 1:]).all()
    assert [o.months_ahead for o in found[-3:]] == [3, 2, 1]


def test_a_record_too_short_is_refused() -> None:
    made = book(monthly("A", [5.0] * rolling.RECORD_MONTHS_MIN))
    day = month_end(add_months(FIRST, rolling.RECORD_MONTHS_MIN - 1))
    short = rolling.truth(made.view(day), SCOPE)
    with pytest.raises(QuestionError, match="needs 8 months before its first day"):
        list(rolling.origins(made, SCOPE, short, count=5, months=6))


def test_standing_promises_are_those_of_the_origin() -> None:
    from resupply.core.words import Stage

    entries = [
        *told(TABLE),
        gift("D00", add_months(FIRST, 2), 900.0, stage=Stage.COMMITMENT),
        gift("D00", add_months(FIRST, 25), 5000.0, stage=Stage.COMMITMENT),
    ]
    found = past.read(known(entries, ORIGIN), SCOPE)
    assert found.standing is not None
    came = np.cumsum(TABLE["D00"][:ORIGIN])
    assert found.standing[0, -1] == pytest.approx(900.0 - came[-1])
    assert found.standing[0, 1] == pytest.approx(-came[1])
