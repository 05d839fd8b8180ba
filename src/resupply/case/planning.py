"""What the case says of plans: what to send, what binds, what if."""

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from resupply.case.networks import network_of, refuse_needless
from resupply.case.scenarios import find, keep, under
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError, unknown_name
from resupply.core.progress import Progress
from resupply.core.scope import Scope
from resupply.network.changes import AnyChange, Scenario, parse, parse_change, told
from resupply.network.model import LEVELS, Network

if TYPE_CHECKING:
    from resupply.book import View
    from resupply.case.asking import Asking
    from resupply.plan.plan import Asked

#: A scenario by name or file, as plain data, or made in Python.
AnyScenario = str | Path | Mapping[str, Any] | Scenario


def plan(
    view: "View",
    scope: Scope,
    network: Network,
    asked: "Asked",
    *,
    level: str,
    show: str,
    progress: Progress,
) -> Answer:
    """What to send from where, which way, when; what stays short and why."""
    from resupply.plan import plan_answer

    refuse_needless(network, asked.days)
    return plan_answer.answer(
        view, scope, network, asked, level=level, show=show, progress=progress
    )


def bottlenecks(
    view: "View", scope: Scope, network: Network, asked: "Asked", *, top: int, progress: Progress
) -> Answer:
    """Which bottleneck is worth relieving, and how far."""
    from resupply.plan import bottlenecks_answer

    refuse_needless(network, asked.days)
    return bottlenecks_answer.answer(view, scope, network, asked, top=top, progress=progress)


def what_if(
    case: "Asking",
    view: "View",
    scope: Scope,
    scenarios: Sequence[Scenario],
    asked: "Asked",
    *,
    progress: Progress,
) -> Answer:
    """Scenarios beside the network as it is."""
    from resupply.plan.what_if_answer import Tried, answer

    if not scenarios:
        raise QuestionError(
            where="what-if",
            what="nothing is changed.",
            todo="say what: --pause USA --from 2024-03-01 --days 60, --close LEG, --take ROW, or "
            "--scenario NAME.",
        )
    _refuse_idle(scenarios)
    every = [
        Tried(
            name=s.name,
            changes=(*(f"take {name}" for name in s.take), *map(told, s.changes)),
            network=under(case, view, scope, s),
        )
        for s in scenarios
    ]
    base = network_of(case, view, scope)
    refuse_needless(base, asked.days)
    return answer(view, scope, base, every, asked, progress=progress)


def _refuse_idle(scenarios: Sequence[Scenario]) -> None:
    """A scenario that changes nothing, or a second one of a name, has nothing to compare."""
    seen = set[str]()
    for scenario in scenarios:
        if not scenario.take and not scenario.changes:
            raise QuestionError(
                where=f"scenario {scenario.name}",
                what="it changes nothing.",
                todo="give it changes, or rows to take: docs/reference/scenarios.md.",
            )
        if scenario.name in seen:
            raise QuestionError(
                where=f"scenario {scenario.name}",
                what="two of the scenarios are called so, and the answer could not tell them "
                "apart.",
                todo="name each once, or give one of them another name.",
            )
        seen.add(scenario.name)


def tried(
    case: "Asking",
    changes: Sequence[AnyChange | Mapping[str, Any]],
    take: Sequence[str],
    scenarios: Sequence[AnyScenario],
    name: str = "what-if",
) -> list[Scenario]:
    """The scenarios of a question: the changes it makes itself, then those it names."""
    found = [to_scenario(case, s) for s in scenarios]
    if changes or take:
        made = [
            parse_change(c, f"change {at}") if isinstance(c, Mapping) else c
            for at, c in enumerate(changes, 1)
        ]
        found.insert(0, Scenario(name=name, take=tuple(take), changes=tuple(made)))
    return found


def save(
    case: "Asking", name: str, changes: Sequence[Mapping[str, Any]], take: Sequence[str]
) -> Path:
    """Keep changes with a case, as a scenario of a name.

    Raises:
        QuestionError: The case is never written to, the name is taken, or nothing is changed.
    """
    if not changes and not take:
        raise QuestionError(
            where=f"--save {name}",
            what="there are no changes to keep.",
            todo="give them beside it: --pause USA --from 2024-03-01 --days 60.",
        )
    made = [parse_change(c, f"change {at}") for at, c in enumerate(changes, 1)]
    return keep(case, Scenario(name=name, take=tuple(take), changes=tuple(made)))


def to_scenario(case: "Asking", given: AnyScenario) -> Scenario:
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
    case: "Asking",
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
        name=found.name, title=found.title, take=(*found.take, *take), changes=found.changes
    )
    return under(case, view, scope, wanted)


def followed(
    case: "Asking", scope: Scope, network: Network, asked: "Asked", previous_on: date
) -> Network:
    """The network with what an earlier day's plan has sent by now on its way.

    Args:
        case: Whose.
        scope: Bounds of the question.
        network: As the book says it is on the first day of the new plan.
        asked: How the plan is asked for; the earlier one is made alike.
        previous_on: Day on which the plan was made that was followed since.

    Raises:
        QuestionError: The new plan's first day is not the first of one of the earlier periods.
    """
    from resupply.plan.plan import make
    from resupply.plan.rolling import on_the_way

    day = msgspec.structs.replace(scope, as_of=previous_on, until=previous_on)
    before = network_of(case, case.view(previous_on), day)
    if before.start_on >= network.start_on:
        raise QuestionError(
            where=f"--previous-on {previous_on}",
            what=f"the new plan begins on {network.start_on}, not after it.",
            todo="let the new plan begin later: --until DAY.",
        )
    gone = (network.start_on - before.start_on).days
    earlier = make(before, dataclasses.replace(asked, days=asked.days + gone, step="day"))
    sent = on_the_way(earlier, network.start_on)
    return msgspec.structs.replace(network, supplies=[*network.supplies, *sent])


def asked(**given: Any) -> "Asked":
    """How a plan is asked for, in words that are checked.

    Raises:
        QuestionError: A method or level there is none of, or no time.
    """
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


def changes_of(
    *,
    pause: Sequence[str],
    close: Sequence[str],
    start_on: date | None,
    days: int | None,
    left: float,
    scale: Sequence[str],
    add_stock: Sequence[str],
    add_supply: Sequence[str],
    set_lead: Sequence[str],
    set_capacity: Sequence[str],
    move_date: Sequence[str],
) -> list[dict[str, Any]]:
    """Changes as one writes them in a line: names, and NAME=NUMBER.

    Raises:
        QuestionError: A word that is not of that form, or days of nothing.
    """
    _refuse_of_nothing(
        ("--from", start_on is not None, (*pause, *close, *add_supply)),
        ("--days", days is not None, (*pause, *close)),
        ("--left", left != 0, pause),
    )
    times = {k: v for k, v in (("from", start_on), ("days", days)) if v is not None}
    part = {"left": left} if left else {}
    begins = {} if start_on is None else {"from": start_on}
    return [
        *({"do": "pause", "of": name, **times, **part} for name in pause),
        *({"do": "close", "what": name, **times} for name in close),
        *({"do": "scale", "what": n, "factor": v} for n, v in _pairs(scale, "scale")),
        *_added("add_stock", add_stock, {}),
        *_added("add_supply", add_supply, begins),
        *({"do": "set_lead", "leg": n, "days": v} for n, v in _pairs(set_lead, "set-lead")),
        *(
            {"do": "set_capacity", "leg": n, "per_day": v}
            for n, v in _pairs(set_capacity, "set-capacity")
        ),
        *(
            {"do": "move_date", "supply": n, "days": _whole(n, v)}
            for n, v in _pairs(move_date, "move-date")
        ),
    ]


def _refuse_of_nothing(*given: tuple[str, bool, Sequence[str]]) -> None:
    """Days and parts belong to pauses and the like; without one they would be passed over."""
    for option, is_given, of in given:
        if is_given and not of:
            raise QuestionError(
                where=option,
                what="there is nothing it could belong to.",
                todo="it goes with --pause"
                + {"--from": ", --close or --add-supply.", "--days": " or --close."}.get(
                    option, "."
                ),
            )


def _whole(name: str, days: float) -> int:
    """Days by which a date is moved: dates have no parts of days."""
    if not math.isfinite(days) or days != int(days):
        raise QuestionError(
            where=f"--move-date {name}={days:g}",
            what="dates are moved by whole days.",
            todo="write a whole number, below 0 for earlier.",
        )
    return int(days)


def _pairs(given: Sequence[str], what: str) -> Iterator[tuple[str, float]]:
    """NAME=NUMBER, one or several."""
    for text in given:
        name, sign, value = text.rpartition("=")
        try:
            number = float(value)
        except ValueError:
            sign = ""
        if not sign or not name.strip():
            raise QuestionError(
                where=f"--{what} {text}",
                what="it is not a name, an equals sign and a number.",
                todo=f"write --{what} NAME=NUMBER.",
            )
        yield name.strip(), number


def _added(do: str, given: Sequence[str], more: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """PLACE:ITEM=QUANTITY, one or several."""
    what = do.replace("_", "-")
    for at, (name, quantity) in enumerate(_pairs(given, what), 1):
        place, sign, item = name.partition(":")
        if not sign:
            raise QuestionError(
                where=f"--{what} {name}",
                what="it does not say of which item.",
                todo=f"write --{what} PLACE:ITEM=QUANTITY.",
            )
        named = {"id": f"{what}-{at}"} if do == "add_supply" else {}
        yield {"do": do, **named, "place": place, "item": item, "quantity": quantity, **more}
