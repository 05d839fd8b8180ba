"""How far a worth holds: the first straight piece of a convex curve, found by solving again.

The least unmet need, as a function of how much more there is of one thing, is convex and made of
straight pieces. The prices at a point give a line that touches the curve there and lies below it
elsewhere. Where two such lines meet, and the curve meets them too, a piece ends.
"""

from collections.abc import Callable
from dataclasses import dataclass

#: Value of a curve at a point, and the slope of a line that touches it there.
Touching = Callable[[float], tuple[float, float]]

#: Points that are tried at most; each is one solve.
_TRIES = 14
#: Values that differ by less than this part of them are the same.
_SAME = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The first straight piece of a convex curve, from 0 on.

    Args:
        slope: Of the piece: the true change per unit, to this side of 0.
        until: Where it ends.
        open: Whether it goes on there, as far as was looked.
        start, end: Values of the curve at both ends, each from a solve of its own.
    """

    slope: float
    until: float
    open: bool
    start: float
    end: float


def first_piece(touching: Touching, far: float) -> Piece | None:
    """The first straight piece of a convex curve between 0 and `far`.

    Args:
        touching: Value and slope of a touching line at a point; at a kink any line between the
            slopes on both sides will do, so a price that holds on one side only does no harm.
        far: How far to look, above 0.

    Returns:
        None when no end was found, or a price contradicts the curve: then nothing is claimed.

    Example:
        >>> def touching(x):  # falls by 2 to x = 3, then by 1 to x = 5, then no more
        ...     return max(-2.0 * x, -x - 3, -8.0), -2.0 if x < 3 else -1.0 if x < 5 else 0.0
        >>> piece = first_piece(touching, 10.0)
        >>> piece.slope, piece.until, piece.open
        (-2.0, 3.0, False)
    """
    start, left = touching(0.0)
    at = far
    outer: tuple[float, float, float] | None = None
    for _ in range(_TRIES):
        value, slope = touching(at)
        same = _SAME * max(abs(start), abs(value), 1.0)
        above, below = value - start - left * at, start - value + slope * at
        if min(above, below) < -same:  # a line above the curve: not convex, or no true price
            return None
        if above <= same:  # the line from 0 reaches as far as here
            return _piece(start, value, at, is_far=outer is None)
        if below <= same:  # the line from here reaches 0: the true slope
            left = (value - start) / at
            if outer is None:
                return _piece(start, value, at, is_far=True)
        else:
            outer = at, value, slope
        at = _meeting(start, left, outer)
        if not 0.0 < at < outer[0]:
            return None
    return None


def _meeting(start: float, left: float, outer: tuple[float, float, float]) -> float:
    """Where the line from 0 meets the one that touches further out; 0 if they do not."""
    at, value, slope = outer
    return (value - slope * at - start) / (left - slope) if left < slope else 0.0


def _piece(start: float, value: float, at: float, *, is_far: bool) -> Piece:
    return Piece(slope=(value - start) / at, until=at, open=is_far, start=start, end=value)
