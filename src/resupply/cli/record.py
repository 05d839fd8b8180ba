"""`resupply record`: one move into the book."""

from dataclasses import dataclass, fields
from typing import Annotated, Any

from cyclopts import Group, Parameter

from resupply.cli.ask import ask
from resupply.cli.asked import IN_CASE, InCase
from resupply.cli.output import PEOPLE, Output
from resupply.cli.values import Day, flag
from resupply.core.words import AidKind, Stage


def _help(text: str) -> Parameter:
    return Parameter(help=text)


@Parameter(name="*", group=Group("The move", sort_key=1))
@dataclass(frozen=True, kw_only=True)
class Move:
    """What is recorded; leave out what is not known."""

    source: Annotated[str, _help("Who said it: an id of the sources table, a title, an address.")]
    stage: Annotated[
        str | None,
        _help(f"Where it gets to: {', '.join(Stage)}. Needed, except with --corrects."),
    ] = None
    donor: Annotated[str | None, _help("Who gives (party id).")] = None
    recipient: Annotated[str | None, _help("Who gets; default the case's recipient.")] = None
    item: Annotated[str | None, _help("What (item id); money for money.")] = None
    kind: Annotated[str | None, _help(f"Kind of aid: {', '.join(AidKind)}.")] = None
    quantity: Annotated[str | None, _help("How many units, such as 20000.")] = None
    quantity_low: Annotated[str | None, _help("Low end of a range.")] = None
    quantity_high: Annotated[str | None, _help("High end of a range.")] = None
    unit: Annotated[str | None, _help("Unit of the quantity; default the item's.")] = None
    value: Annotated[str | None, _help("Amount of money, in full: 30000000.")] = None
    currency: Annotated[str | None, _help("Its currency; default the case's.")] = None
    happened_on: Annotated[Day, _help("Day it happened, or the first it can have.")] = None
    happened_to: Annotated[Day, _help("Last day it can have happened on.")] = None
    known_on: Annotated[Day, _help("Day the source was public; default today.")] = None
    due_on: Annotated[Day, _help("By when it was promised.")] = None
    line: Annotated[str | None, _help("Line to continue; without it a new one begins.")] = None
    stage_from: Annotated[
        str | None, _help("Where it leaves; default the line's last stage before, or outside.")
    ] = None
    place_from: Annotated[str | None, _help("Place it leaves.")] = None
    place_to: Annotated[str | None, _help("Place it reaches.")] = None
    dataset: Annotated[
        str | None, _help("Dataset of a new line; default that of the promises.")
    ] = None
    title: Annotated[str | None, _help("A few words for people.")] = None
    corrects: Annotated[
        str | None,
        _help("Id of an entry that is wrong: what is given here is right. Say --reason."),
    ] = None
    reverses: Annotated[
        bool, flag("With --corrects: the quantity given, or all, is taken back.")
    ] = False
    reason: Annotated[str | None, _help("Why it is corrected or taken back.")] = None
    note: Annotated[str | None, _help("Anything else a reader must know.")] = None
    by: Annotated[str | None, _help("Who records it; default the user of this computer.")] = None
    new_names: Annotated[
        bool, flag("Take parties, items and places the case does not know.", name="--new")
    ] = False


def record(*, move: Move, where: InCase = IN_CASE, output: Output = PEOPLE) -> int:
    """Record one move: a pledge, an allocation, a delivery, a use.

    Nothing is ever changed: a mistake is answered with --corrects, what is right, and --reason. The
    difference to what stands is written as new entries; earlier views stay as they were.
    """
    given = stated(move)
    ask(lambda case: case.record(**given), where, output)
    return 0


def stated(what: Any) -> dict[str, Any]:
    """The fields of a dataclass that were given."""
    found = {f.name: getattr(what, f.name) for f in fields(what)}
    return {k: v for k, v in found.items() if v is not None}
