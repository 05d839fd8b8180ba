"""`resupply what-if`: changes of the network beside it as it is."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.values import Day, Most, Whole, Words, names
from resupply.core.errors import QuestionError


def what_if(
    *,
    pause: Annotated[Words, Parameter(help="Donors, makers, supplies or places that stop.")] = None,
    close: Annotated[Words, Parameter(help="Legs, places or countries that carry nothing.")] = None,
    from_: Annotated[
        Day, Parameter(name="--from", help="First day of the pauses; default the plan's.")
    ] = None,
    days: Annotated[Whole, Parameter(help="How long they last; default to the end.")] = None,
    left: Annotated[float, Parameter(help="Part that goes on while paused.")] = 0,
    scale: Annotated[
        Words, Parameter(help="NAME=FACTOR: a capacity, supply, donor, need or stock.")
    ] = None,
    add_stock: Annotated[Words, Parameter(help="PLACE:ITEM=QUANTITY, there at first.")] = None,
    add_supply: Annotated[
        Words, Parameter(help="PLACE:ITEM=QUANTITY, evenly over the plan or from --from.")
    ] = None,
    set_lead: Annotated[Words, Parameter(help="LEG=DAYS.")] = None,
    set_capacity: Annotated[Words, Parameter(help="LEG=AMOUNT a day, in its own unit.")] = None,
    move_date: Annotated[Words, Parameter(help="SUPPLY=DAYS later (below 0: earlier).")] = None,
    take: Annotated[
        Words, Parameter(help="Rows the case offers but does not count on, or other readings.")
    ] = None,
    scenario: Annotated[
        Words, Parameter(help="Scenarios by name or file, side by side with the above.")
    ] = None,
    save: Annotated[
        str | None, Parameter(help="Keep the changes with the case under this name.")
    ] = None,
    horizon_days: Annotated[
        Most, Parameter(name="--horizon", help="How many days are planned.")
    ] = 90,
    step: Annotated[str, Parameter(help="Periods: day, week or mixed.")] = "mixed",
    level: Annotated[str, Parameter(help="End of every range: low, central, high.")] = "central",
    chart: Annotated[Path | None, Parameter(help="Draw it: FILE.svg or FILE.png.")] = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What changes would do: need met and goods sent, beside the plan as it is."""
    from resupply.cli.kept import keep_chart

    changes = [
        *_timed("pause", "of", pause, from_, days, {"left": left} if left else {}),
        *_timed("close", "what", close, from_, days, {}),
        *({"do": "scale", "what": n, "factor": v} for n, v in _pairs(scale, "--scale")),
        *_added("add_stock", add_stock, "--add-stock", {}),
        *_added("add_supply", add_supply, "--add-supply", {"from": from_} if from_ else {}),
        *({"do": "set_lead", "leg": n, "days": v} for n, v in _pairs(set_lead, "--set-lead")),
        *(
            {"do": "set_capacity", "leg": n, "per_day": v}
            for n, v in _pairs(set_capacity, "--set-capacity")
        ),
        *(
            {"do": "move_date", "supply": n, "days": int(v)}
            for n, v in _pairs(move_date, "--move-date")
        ),
    ]
    with bar() as progress:
        answer = ask(
            lambda case: case.what_if(
                changes=changes,
                take=names(take),
                scenarios=names(scenario),
                save=save,
                days=horizon_days,
                step=step,
                level=level,
                progress=progress,
                **asked.bounds(),
            ),
            where,
            output,
        )
    keep_chart(answer, chart)
    return 0


def _timed(
    do: str,
    key: str,
    given: list[str] | None,
    from_on: date | None,
    days: int | None,
    more: dict[str, Any],
) -> list[dict[str, Any]]:
    times = {k: v for k, v in (("from", from_on), ("days", days)) if v is not None}
    return [{"do": do, key: name, **times, **more} for name in names(given)]


def _pairs(given: list[str] | None, where: str) -> list[tuple[str, float]]:
    """NAME=NUMBER, one or several."""
    found = []
    for text in names(given):
        name, sign, value = text.rpartition("=")
        try:
            found.append((name.strip(), float(value)))
        except ValueError:
            sign = ""
        if not sign or not name.strip():
            raise QuestionError(
                where=f"{where} {text}",
                what="it is not a name, an equals sign and a number.",
                todo=f"write {where} NAME=NUMBER.",
            )
    return found


def _added(
    do: str, given: list[str] | None, where: str, more: dict[str, Any]
) -> list[dict[str, Any]]:
    """PLACE:ITEM=QUANTITY, one or several."""
    found = []
    for at, (name, quantity) in enumerate(_pairs(given, where), 1):
        place, sign, item = name.partition(":")
        if not sign:
            raise QuestionError(
                where=f"{where} {name}",
                what="it does not say of which item.",
                todo=f"write {where} PLACE:ITEM=QUANTITY.",
            )
        named = {"id": f"{do.replace('_', '-')}-{at}"} if do == "add_supply" else {}
        found.append(
            {"do": do, **named, "place": place, "item": item, "quantity": quantity, **more}
        )
    return found
