"""All of a list or none: goods that stand side by side under one verb share one fate.

The weights judge each thing alone. Where they take most of a list, the part that they leave out, or
that no rule has read, follows the rest of its list.
"""

from collections.abc import Container, Sequence

from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift

_JOINS = (", ", " and ", ", and ", " or ", " & ", ", as well as ", " as well as ")
#: Fields of work, which stand in lists as goods do: "health, hygiene and livelihoods".
_FIELDS = frozenset(
    [
        *("hygiene", "health", "education", "protection", "nutrition", "sanitation", "livelihood"),
        *("livelihoods", "water", "shelter", "agriculture", "energy", "housing", "logistics"),
    ]
)
#: Entries of a list that the weights must have kept, and the least chance of what follows them.
_LEAST, _CHANCE = 2, 0.2
#: The least chance of what no rule reads.
UNREAD = 0.26


def restored(page: Page, left_out: Sequence[Gift], kept: Sequence[Gift]) -> list[Gift]:
    """Those left out whose list is kept for the most part.

    Args:
        page: The text.
        left_out: Gifts of the rules that the weights speak against.
        kept: Gifts that stay.
    """
    lost = {id(g.thing): g for g in left_out if (g.chance or 0) >= _CHANCE}
    rest = {id(g.thing) for g in left_out}
    followers = _followers(page, [g.thing for g in (*left_out, *kept)], rest)
    return [lost[id(t)] for t in followers if id(t) in lost]


def is_vague(thing: Thing) -> bool:
    """Whether goods are of no kind ("..., weapons and equipment"): an entry by form alone."""
    return thing.family in ("aid", "support") and " " not in thing.item


def untaken(page: Page, kept: Sequence[Gift], things: Sequence[Thing]) -> list[Thing]:
    """Goods that no rule reads, in lists that are given for the most part.

    Args:
        page: The text.
        kept: Gifts that stay.
        things: Goods that may be given as well.
    """
    return _followers(page, [*things, *(g.thing for g in kept)], {id(t) for t in things})


def _followers(page: Page, things: Sequence[Thing], lost: Container[int]) -> list[Thing]:
    """Those lost whose neighbours of the same list are kept: two at least, and half of it."""
    out, run = list[Thing](), list[Thing]()
    for thing in [*sorted(things, key=lambda t: t.start), None]:
        if thing and run and _goes_on(page, run[-1], thing):
            run.append(thing)
            continue
        gone = [t for t in run if id(t) in lost]
        if gone and len(run) - len(gone) >= max(_LEAST, len(gone)):
            alone = sum(t.item in _FIELDS for t in run) == 1
            out += [t for t in gone if t.item not in _FIELDS or (alone and t.item == "water")]
        run = [thing] if thing else []
    return out


def _goes_on(page: Page, last: Thing, thing: Thing) -> bool:
    plain = thing.sort == last.sort == "goods"
    return plain and page.text[last.end : thing.start] in _JOINS
