"""What claims and needs share when weighed: which of the rules' drafts are near a thing."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from resupply.intake.draft import Draft
from resupply.intake.things import Thing

#: No draft is longer, some that will be shortened excepted [characters].
_LONGEST = 400


def figures(thing: Thing) -> Sequence[float]:
    """The figure of a thing, in one or several readings."""
    return thing.money.amounts if thing.money else thing.values


def same_figure(thing: Thing, value: object) -> bool:
    """Whether a field tells the figure of a thing, within a hundredth."""
    values = value if isinstance(value, list) else [value]
    known = [float(v) for v in values if isinstance(v, int | float)]
    return any(abs(a - b) <= 0.01 * max(abs(b), 1e-9) for a in figures(thing) for b in known)


def near(thing: Thing, drafts: Sequence[Draft], beside: int = 0) -> Iterator[Draft]:
    """Drafts that share a character with a thing, or are not farther away than some.

    Args:
        thing: The thing.
        drafts: In order of place.
        beside: How far away is near still [characters].
    """
    first = thing.start - _LONGEST - beside
    for n in range(bisect_left(drafts, first, key=lambda d: d.span[0]), len(drafts)):
        draft = drafts[n]
        if draft.span[0] >= thing.end + beside:
            break
        if draft.span[1] > thing.start - beside:
            yield draft
