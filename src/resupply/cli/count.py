"""`resupply count`: stock seen at a place."""

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Group, Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.record import stated
from resupply.cli.values import Day, flag


def _help(text: str) -> Parameter:
    return Parameter(help=text)


@Parameter(name="*", group=Group("The count", sort_key=1))
@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen; a range where it was not exact."""

    place: Annotated[str, _help("Where (place id).")]
    item: Annotated[str, _help("What (item id).")]
    source: Annotated[str, _help("Who said it: an id of the sources table, a title, an address.")]
    quantity: Annotated[str | None, _help("How many units.")] = None
    quantity_low: Annotated[str | None, _help("Low end of a range.")] = None
    quantity_high: Annotated[str | None, _help("High end of a range.")] = None
    unit: Annotated[str | None, _help("Unit of the quantity; default the item's.")] = None
    counted_on: Annotated[Day, _help("Day it was seen, at its end; default today.")] = None
    known_on: Annotated[Day, _help("Day the source was public; default today.")] = None
    note: Annotated[str | None, _help("Anything else a reader must know.")] = None
    by: Annotated[str | None, _help("Who records it; default the user of this computer.")] = None
    new_names: Annotated[
        bool, flag("Take an item and a place the case does not know.", name="--new")
    ] = False


def count(*, seen: Seen, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """Record a count: stock seen at a place at the end of a day.

    A count is an observation: what moved before it explains it, and does not change it.
    """
    given = stated(seen)
    ask(lambda case: case.count(**given), where, output)
    return 0
