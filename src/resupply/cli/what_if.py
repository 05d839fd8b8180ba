"""`resupply what-if`: changes of the network beside it as it is."""

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import ALL, IN_CASE, Asked, InCase
from resupply.cli.kept import Chart, Picture, can_be_kept, keep_chart
from resupply.cli.output import PEOPLE, Output
from resupply.cli.progress import bar
from resupply.cli.values import Day, Most, Whole, Words, names

if TYPE_CHECKING:
    from resupply.case.case import Case
    from resupply.core.answer import Answer


def what_if(
    *,
    pause: Annotated[Words, Parameter(help="Donors, makers, supplies or places that stop.")] = None,
    close: Annotated[Words, Parameter(help="Legs, places or countries that carry nothing.")] = None,
    start_on: Annotated[
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
    scenarios: Annotated[
        str, Parameter(help="Scenarios as JSON text, as the address of the page holds them.")
    ] = "",
    save: Annotated[
        str | None, Parameter(help="Keep the changes with the case under this name.")
    ] = None,
    horizon_days: Annotated[
        Most, Parameter(name="--horizon", help="How many days are planned.")
    ] = 90,
    step: Annotated[str, Parameter(help="Periods: day, week or mixed.")] = "mixed",
    level: Annotated[str, Parameter(help="End of every range: low, central, high.")] = "central",
    chart: Chart = None,
    picture: Picture = None,
    where: InCase = IN_CASE,
    asked: Asked = ALL,
    output: Output = PEOPLE,
) -> int:
    """What changes would do: need met and goods sent, beside the plan as it is."""
    changes: dict[str, Any] = {
        "pause": names(pause),
        "close": names(close),
        "start_on": start_on,
        "days": days,
        "left": left,
        "scale": names(scale),
        "add_stock": names(add_stock),
        "add_supply": names(add_supply),
        "set_lead": names(set_lead),
        "set_capacity": names(set_capacity),
        "move_date": names(move_date),
    }

    def question(case: "Case") -> "Answer":
        answer = case.what_if(
            **changes,
            take=names(take),
            scenario=names(scenario),
            scenarios=scenarios,
            horizon_days=horizon_days,
            step=step,
            level=level,
            progress=progress,
            **asked.bounds(),
        )
        return answer if save is None else _kept(case, save, answer)

    def _kept(case: "Case", name: str, answer: "Answer") -> "Answer":
        """Kept only once the case has answered: what it refuses is no scenario of it."""
        from msgspec.structs import replace

        from resupply.case import planning

        path = planning.save(case, name, planning.changes_of(**changes), names(take))
        return replace(answer, warnings=[*answer.warnings, f"The changes are kept in {path}."])

    can_be_kept(chart)
    with bar() as progress:
        answer = ask(question, where, output)
    keep_chart(answer, chart, picture)
    return 0
