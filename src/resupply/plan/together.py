"""What binds only together: two full roads one after the other, two parts that are both short.

More of one of them alone brings nothing, so each alone looks as if it did not bind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from resupply.plan.levers import Handle
from resupply.plan.problem import Problem

#: A smaller set counts as well if it brings this part of what the larger one does.
_AS_WELL = 0.999

#: Unmet need saved by tier, of a problem [days of need].
Saved = Callable[[Problem], dict[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Things of which more helps only if there is more of all of them.

    Args:
        handles: Of which.
        tier: The first tier it helps.
        saved: What a tenth more of each saves, by tier [days of need].
    """

    handles: tuple[Handle, ...]
    tier: int
    saved: dict[int, float]


def together(
    problem: Problem, alone: Sequence[Handle], saved: Saved, nothing: float
) -> Together | None:
    """A set of things that bind only together, none of which can be left out; None = no such.

    All are made a tenth more; then one after the other is left out, and stays out if what is saved
    stays the same. Which set is found depends on that order; it is that of the network.

    Args:
        problem: A plan's numbers.
        alone: Those of which more alone brings nothing.
        saved: What a problem saves against the plan.
        nothing: Less than this is nothing [days of need].
    """
    gain = saved(_more(problem, alone)) if len(alone) > 1 else {}
    tier = next((t for t in sorted(gain) if gain[t] > nothing), None)
    if tier is None:
        return None
    left = list(alone)
    for part in _halves(left):
        rest = [handle for handle in left if handle not in part]
        without = saved(_more(problem, rest)) if rest else {tier: 0.0}
        if without[tier] >= _AS_WELL * gain[tier]:
            left, gain = rest, without
    return Together(handles=tuple(left), tier=tier, saved=gain)


def _halves(handles: Sequence[Handle]) -> list[list[Handle]]:
    """Which to try to leave out: halves, then quarters ... then each by itself."""
    size = len(handles) // 2
    tries: list[list[Handle]] = []
    while size >= 1:
        tries += [list(handles[at : at + size]) for at in range(0, len(handles), size)]
        size //= 2
    return tries


def _more(problem: Problem, handles: Sequence[Handle]) -> Problem:
    """A tenth more of each."""
    for handle in handles:
        problem = handle.moved(problem, handle.amount / 10)
    return problem
