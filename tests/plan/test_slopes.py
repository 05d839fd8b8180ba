"""The first straight piece of a convex curve, whatever price its kinks give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resupply.plan.slopes import first_piece

#: Lengths and slopes of the pieces of a falling convex curve.
PIECES = st.lists(
    st.tuples(st.integers(1, 20), st.integers(0, 30)),
    min_size=1,
    max_size=6,
    unique_by=lambda p: p[1],
).map(lambda pieces: sorted(((n, -s) for n, s in pieces), key=lambda p: p[1]))


def curve(pieces, before, which):
    """Its value and a touching slope; at a kink the one on the left, the right, or between."""

    def touching(at):
        value, done, left = 100.0, 0.0, before
        for length, slope in pieces:
            if at == done:
                return value, {"left": left, "right": slope, "mean": (left + slope) / 2}[which]
            if at < done + length:
                return value + slope * (at - done), float(slope)
            value, done, left = value + slope * length, done + length, slope
        return value + left * (at - done), float(left)  # the last piece has no end

    return touching


@given(PIECES, st.integers(0, 5), st.sampled_from(["left", "right", "mean"]), st.integers(1, 200))
def test_it_is_found_exactly(pieces, steeper, which, far):
    # The curve may be steeper before 0, as where something is just short.
    found = first_piece(curve(pieces, pieces[0][1] - steeper, which), float(far))
    length, slope = pieces[0]
    end = far if len(pieces) == 1 else min(length, far)
    assert found is not None
    assert found.slope == pytest.approx(slope, abs=1e-6)
    assert found.until == pytest.approx(end, rel=1e-6)
    assert found.end == pytest.approx(100.0 + slope * end)
    assert found.open or found.until < far or found.until == pytest.approx(length)


def test_nothing_is_claimed_of_what_is_not_convex():
    assert first_piece(lambda x: (min(x, 10.0 - x), 1.0 if x < 5 else -1.0), 9.0) is None
