"""What the case says of plans: what to send, what binds, what if."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resupply.case.networks import network_of
from resupply.case.scenarios import find, keep, under
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError
from resupply.core.progress import Progress, silent
from resupply.core.scope import Scope
from resupply.network.changes import AnyChange, Scenario, parse, parse_change, told
from resupply.network.model import Level, Network

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.case.case import Case
    from resupply.plan.plan import Asked, Method

#: A scenario by name, as plain data, or made in Python.
AnyScenario = str | Path | Mapping[str, Any] | Scenario


def plan(
    case: "Case",
    view: "View",
    scope: Scope,
    *,
    days: int = 90,
    step: str = "mixed",
    level: str = "all",
    method: "Method" = "auto",
    seconds: float | None = None,
    fair: bool = True,
    scenario: AnyScenario | None = None,
    take: Sequence[str] = (),
    show: str = "all",
    progress: Progress = silent,
) -> Answer:
    """What to send from where, which way, when; what stays short and why."""
    from resupply.plan import plan_answer

    network = network_under(case, view, scope, scenario, take)
    return plan_answer.answer(
        view,
        scope,
        network,
        asked(days=days, step=step, method=method, seconds=seconds, fair=fair),
        level=level,
        show=show,
        progress=progress,
    )


def bottlenecks(
    case: "Case",
    view: "View",
    scope: Scope,
    *,
    days: int = 90,
    step: str = "mixed",
    level: Level = "central",
    top: int = 12,
    scenario: AnyScenario | None = None,
    take: Sequence[str] = (),
    progress: Progress = silent,
) -> Answer:
    """Which bottleneck is worth relieving, and how far."""
    from resupply.plan import bottlenecks_answer

    network = network_under(case, view, scope, scenario, take)
    return bottlenecks_answer.answer(
        view,
        scope,
        network,
        asked(days=days, step=step, level=level),
        top=top,
        progress=progress,
    )


def what_if(
    case: "Case",
    view: "View",
    scope: Scope,
    *,
    changes: Sequence[AnyChange | Mapping[str, Any]] = (),
    take: Sequence[str] = (),
    scenarios: Sequence[AnyScenario] = (),
    save: str | None = None,
    days: int = 90,
    step: str = "mixed",
    level: Level = "central",
    progress: Progress = silent,
) -> Answer:
    """Changes of the network beside it as it is; several scenarios side by side."""
    from resupply.plan.what_if_answer import Tried, answer

    tried = [to_scenario(case, s) for s in scenarios]
    if changes or take:
        tried.insert(0, _of_changes(changes, take, save))
    if not tried:
        raise QuestionError(
            where="what-if",
            what="nothing is changed.",
            todo="say what: --pause USA --from 2024-03-01 --days 60, --close LEG, --take ROW, or "
            "--scenario NAME.",
        )
    if save is not None:
        keep(case, tried[0])
    base = network_of(case, view, scope)
    return answer(
        view,
        scope,
        base,
        [
            Tried(
                name=s.name,
                changes=(*(f"take {t}" for t in s.take), *map(told, s.changes)),
                network=under(case, view, scope, s),
            )
            for s in tried
        ],
        asked(days=days, step=step, level=level),
        progress=progress,
    )


def _of_changes(
    changes: Sequence[AnyChange | Mapping[str, Any]], take: Sequence[str], save: str | None
) -> Scenario:
    made = [
        parse_change(c, f"change {at}") if isinstance(c, Mapping) else c
        for at, c in enumerate(changes, 1)
    ]
    return Scenario(name=save or "what-if", take=tuple(take), changes=tuple(made))


def to_scenario(case: "Case", given: AnyScenario) -> Scenario:
    """A scenario however it is given.

    Raises:
        QuestionError: There is none of that name, or it has not the form of one.
    """
    if isinstance(given, Scenario):
        return given
    if isinstance(given, Mapping):
        return parse(given)
    return find(case, str(given))


def network_under(
    case: "Case",
    view: "View",
    scope: Scope,
    scenario: AnyScenario | None,
    take: Sequence[str] = (),
) -> Network:
    """The case's network, or as a scenario has it."""
    if scenario is None and not take:
        return network_of(case, view, scope)
    found = Scenario(name="taken") if scenario is None else to_scenario(case, scenario)
    wanted = Scenario(
        name=found.name,
        title=found.title,
        take=(*found.take, *take),
        changes=found.changes,
    )
    return under(case, view, scope, wanted)


def asked(**given: Any) -> "Asked":
    """How a plan is asked for, in words that are checked.

    Raises:
        QuestionError: A method or level there is none of.
    """
    from resupply.core.errors import unknown_name
    from resupply.network.model import LEVELS
    from resupply.plan.plan import METHODS, Asked

    for name, known in (("method", METHODS), ("level", LEVELS)):
        if given.get(name, known[0]) not in known:
            raise unknown_name(f"--{name}", name, str(given[name]), known)
    seconds = given.get("seconds")
    if seconds is not None and not seconds > 0:
        raise QuestionError(
            where=f"--seconds {seconds}",
            what="a plan cannot be made in no time.",
            todo="give more than 0 seconds, or leave it out.",
        )
    return Asked(**given)
