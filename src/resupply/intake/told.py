"""What a text has told so far: its gifts, needs and products, in order."""

from dataclasses import dataclass, field

from resupply.intake.clauses import Governed
from resupply.intake.things import Thing


@dataclass(slots=True)
class Gift:
    """What is said of one gift.

    Args:
        thing: What is given.
        donors: Who gives, as ids.
        recipient: Who gets, as id.
        status: in_talks, pledged, committed or delivered.
        date: ISO day, month, year or interval of the act.
        date_span: Where the date stands, or None.
        dated: `moved` where the date is that of a delivery, `told` that of a promise or order,
            `own` where it is told of this thing only, `weighed` where no rule dates it; else "".
        item: Words of the item, its own or those it points back to.
        span: Characters of the record.
        rule: Id of the rule.
        governed: How the thing stands in its clause; None in a list.
        aside: Whether its donor was named for it alone ("a clinic donated by Oregon").
        reason: Why it is one, where no rule says so.
        chance: How likely it is given at all, by its signs; None where they were not weighed.
        staged: The stage the rules read, where what stands around spoke for another.
        shared: Whether others than the list's own donor give it too.
    """

    thing: Thing
    donors: list[str] = field(default_factory=list)
    recipient: str | None = None
    status: str = "pledged"
    date: str | None = None
    date_span: tuple[int, int] | None = None
    dated: str = ""
    item: str = ""
    span: tuple[int, int] = (0, 0)
    rule: str = ""
    governed: Governed | None = None
    shared: bool = False
    aside: bool = False
    reason: str = ""
    chance: float | None = None
    staged: str = ""


@dataclass(slots=True)
class Told:
    """What has been read of a text up to here.

    Args:
        gifts: Gifts, in order.
        needs: Things asked for, with what governs them.
        made: Things made, with what governs them.
        totals: Verbs (word indexes) that tell what was given in all.
        header: Aid that only opens a list ("military aid: guns, shells").
        elsewhere: Countries that nobody helps and that get something all the same.
        trade: Word behind the sentence about an order that others placed for themselves, or 0.
    """

    gifts: list[Gift] = field(default_factory=list)
    needs: list[tuple[Thing, Governed]] = field(default_factory=list)
    made: list[tuple[Thing, Governed]] = field(default_factory=list)
    header: tuple[Thing, Governed] | None = None
    totals: set[int] = field(default_factory=set)
    trade: int = 0
    elsewhere: set[str] = field(default_factory=set)

    @property
    def last(self) -> Gift | None:
        """The gift read last."""
        return self.gifts[-1] if self.gifts else None
