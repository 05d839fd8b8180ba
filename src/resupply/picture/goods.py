"""Amounts of goods and money in words: what people call an item, and its unit where it tells."""

from collections.abc import Mapping, Sequence

from resupply.book import View
from resupply.core.errors import unknown_name

#: Units that say no more than the number does.
_PLAIN = frozenset({"each", "piece", "pieces", "unit", "units", "item"})


def names(view: View) -> dict[str, str]:
    """Item id -> name."""
    return {
        str(r["item_id"]): str(r.get("name") or r["item_id"])
        for r in view.table("items")
        if r.get("item_id")
    }


def units(view: View) -> dict[str, str]:
    """Item id -> its unit, where it has one."""
    return {str(r["item_id"]): str(r["unit"]) for r in view.table("items") if r.get("unit")}


def chosen(view: View, asked: Sequence[str]) -> list[str]:
    """The items asked for.

    Raises:
        QuestionError: One of them is neither in the table of items nor on any line or move.
    """
    known = {*names(view), *view.lines["item"].drop_nulls().unique()}
    known |= {str(i) for i in view.moves.select("item").unique().collect()["item"].drop_nulls()}
    for name in asked:
        if name not in known:
            raise unknown_name("--item", "item", name, known)
    return list(asked)


def name_of(known: Mapping[str, str], item: object) -> str | None:
    """The name of an item, else its id; None when no item is stated."""
    return known.get(str(item), str(item)) if item else None


def of(number: float, unit: str | None, name: str | None) -> str:
    """A number of something in words.

    Example:
        >>> of(600, "each", "tent"), of(600, "t", "food"), of(1e6, "round", "155 mm round")
        ('600 tent', '600 t of food', '1,000,000 of 155 mm round')
        >>> of(43e6, "USD", "howitzers"), of(2.5e9, "USD", "money"), of(3, None, None)
        ('43,000,000 USD for howitzers', '2,500,000,000 USD', '3')
    """
    told = f"{number:,.10g}"
    if is_currency(unit):
        plain = name is None or name.casefold() in ("money", str(unit).casefold())
        return f"{told} {unit}" if plain else f"{told} {unit} for {name}"
    if name is None:
        return told if unit is None or unit in _PLAIN else f"{told} {unit}"
    if unit is None or unit in _PLAIN or unit.casefold() in name.casefold().split():
        # "600 155 mm round" would read as one number.
        return f"{told} of {name}" if name[0].isdigit() else f"{told} {name}"
    return f"{told} {unit} of {name}"


def is_currency(unit: str | None) -> bool:
    """Whether a unit is the code of a currency (ISO 4217).

    Example:
        >>> is_currency("EUR"), is_currency("round"), is_currency(None)
        (True, False, False)
    """
    return unit is not None and len(unit) == 3 and unit.isalpha() and unit.isupper()
