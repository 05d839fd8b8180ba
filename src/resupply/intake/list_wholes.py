"""All of a list or none: goods that stand side by side under one verb share one fate.

The weights judge each thing alone. Where the rules take all of a list and the weights leave out a
part, that part follows the rest of its list.
"""

from collections.abc import Sequence

from resupply.intake.page import Page
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


def restored(page: Page, left_out: Sequence[Gift], kept: Sequence[Gift]) -> list[Gift]:
    """Those left out whose list is kept for the most part.

    Args:
        page: The text.
        left_out: Gifts of the rules that the weights speak against.
        kept: Gifts that stay.
    """
    if not left_out:
        return []
    everything = sorted([*left_out, *kept], key=lambda g: g.thing.start)
    out, run = list[Gift](), list[Gift]()
    for gift in [*everything, None]:
        if gift and run and _goes_on(page, run[-1], gift):
            run.append(gift)
            continue
        lost = [g for g in run if any(g is one for one in left_out)]
        if lost and len(run) - len(lost) >= max(_LEAST, len(lost)):
            out += [g for g in lost if (g.chance or 0) >= _CHANCE and g.item not in _FIELDS]
        run = [gift] if gift else []
    return out


def _goes_on(page: Page, last: Gift, gift: Gift) -> bool:
    plain = gift.thing.sort == last.thing.sort == "goods"
    return plain and page.text[last.thing.end : gift.thing.start] in _JOINS
