"""A thing: goods, a sum of money or a count, with its number, unit, words and place."""

from dataclasses import dataclass, field

from resupply.intake.money import Money


@dataclass(slots=True, eq=False)
class Thing:
    """Goods, money or people with their number, as one stretch of the text.

    Args:
        start: First character.
        end: Character behind the last.
        first: Index of its first word.
        last: Index of the word behind its last.
        sort: `goods`, `money`, `people`, `time`, `place`, `deed`, `share` or `unknown`.
        item: The words of the item, or "".
        item_span: Where the item stands, or None.
        family: Family of goods, or "".
        head: Head of the item in the singular.
        values: The number, or both ends of a range; empty where none is stated.
        number_span: Where the number stands.
        unit: `t` or `km`, or None.
        money: The sum, where there is one.
        pronoun: Whether it points back ("six of them", "the last nine").
        carries: Whether it is a carrier whose load is named behind it.
        entry: Whether it is a line of a list that tells a sum and what it is for.
        inside: Whether another thing already covers it ("for the purchase of shells").
        void: Whether it only tells something of other things, such as a payload or a price.
    """

    start: int
    end: int
    first: int
    last: int
    sort: str
    item: str = ""
    item_span: tuple[int, int] | None = None
    family: str = ""
    head: str = ""
    values: tuple[float, ...] = ()
    number_span: tuple[int, int] | None = None
    unit: str | None = None
    money: Money | None = None
    pronoun: bool = False
    carries: bool = False
    entry: bool = False
    inside: bool = False
    void: bool = False
    more: list["Thing"] = field(default_factory=list)

    @property
    def figure(self) -> float:
        """Its sum or its number, the first where several are told."""
        return self.money.amounts[0] if self.money else self.values[0]
