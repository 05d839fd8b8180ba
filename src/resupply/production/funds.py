"""Money and what it may buy: rules of funds, and which options each may pay for."""

import math
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
import numpy as np

from resupply.book import View
from resupply.core.errors import QuestionError, unknown_name
from resupply.network.figures import listed, of_row, times
from resupply.network.model import Range, exactly
from resupply.picture import money, parties
from resupply.plan.problem import Floats
from resupply.production.options import Option


class Fund(msgspec.Struct, frozen=True, kw_only=True):
    """Money with conditions; a condition left empty bars nothing.

    Args:
        id: Name of its row.
        donor: Whose it is.
        amount: How much there is [currency of the case]; None = not known.
        kinds: Sorts of options it may buy.
        makers: Parties whose makers it may buy from, members of groups among them.
        items: Items it may buy.
        options: Options it may buy, by name.
    """

    id: str
    name: str
    donor: str | None = None
    amount: Range | None = None
    kinds: tuple[str, ...] = ()
    makers: frozenset[str] = frozenset()
    makers_named: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    note: str = ""
    source_ids: tuple[str, ...] = ()

    def pays_for(self, option: Option) -> bool:
        """Whether its rule allows an option.

        Example:
            >>> fund = Fund(id="f", name="F", makers=frozenset({"UKR"}))
            >>> line = Option(id="l", name="L", kind="extend", item="i", place="p", party="UKR",
            ...     per_day=exactly(1.0))
            >>> fund.pays_for(line), fund.pays_for(msgspec.structs.replace(line, party="FIN"))
            (True, False)
        """
        return (
            (not self.kinds or option.kind in self.kinds)
            and (not self.makers or option.party in self.makers)
            and (not self.items or option.item in self.items)
            and (not self.options or option.id in self.options)
        )

    def rule(self) -> str:
        """What it may buy, in words."""
        parts = [
            self.kinds and f"only {' or '.join(k.replace('_', ' ') for k in self.kinds)}",
            self.makers_named and f"only from makers of {', '.join(self.makers_named)}",
            self.items and f"only {', '.join(self.items)}",
            self.options and f"only {', '.join(self.options)}",
        ]
        return "; ".join(str(p) for p in parts if p) or "anything"


#: Money that may buy anything.
FREE = Fund(id="", name="any donor")


def funds(view: View, *, currency: str, on: date) -> tuple[Fund, ...]:
    """The funds of a case, in one currency.

    Raises:
        QuestionError: A fund has an amount without a currency, or one no rate is known of.
    """
    return tuple(_fund(row, view, currency, on) for row in view.table("funds"))


def _fund(row: Mapping[str, object], view: View, currency: str, on: date) -> Fund:
    name = str(row["fund_id"])
    makers = listed(row.get("makers"))
    amount = of_row(row, "amount", told=f"fund {name}")
    if amount is not None:
        amount = times(amount, _worth(row, name, view, currency, on))
    return Fund(
        id=name,
        name=str(row.get("name") or name),
        donor=str(row["donor"]) if row.get("donor") else None,
        amount=amount,
        kinds=listed(row.get("kinds")),
        makers=frozenset(m for each in makers for m in (each, *parties.members(view, each, on))),
        makers_named=makers,
        items=listed(row.get("items")),
        options=listed(row.get("options")),
        note=str(row.get("note") or ""),
        source_ids=(str(row["source_id"]),) if row.get("source_id") else (),
    )


def _worth(row: Mapping[str, object], name: str, view: View, currency: str, on: date) -> float:
    own = row.get("currency")
    if not own:
        raise QuestionError(
            where=f"funds, {name}, currency",
            what="its amount has no currency.",
            todo="write its code, such as EUR.",
        )
    worth = money.per_unit(view, str(own), currency, on)
    if worth is None:
        raise QuestionError(
            where=f"funds, {name}, currency",
            what=f"no rate from {own} to {currency} is known for {on}.",
            todo="add a row to `rates`.",
        )
    return worth


def given(known: Sequence[Fund], said: Sequence[str]) -> tuple[Fund, ...]:
    """The funds of a case, with amounts given by NAME=AMOUNT in place of their own.

    Raises:
        QuestionError: A name there is none of, or no amount.

    Example:
        >>> fund = Fund(id="own-makers", name="Own makers")
        >>> given([fund], ["own-makers=2e6"])[0].amount.central
        2000000.0
    """
    amounts: dict[str, float] = {}
    for text in said:
        name, sign, value = text.rpartition("=")
        if not sign:
            raise QuestionError(
                where=f"--fund {text}",
                what="it is not a name, an equals sign and an amount.",
                todo="write --fund NAME=AMOUNT, such as --fund own-makers=100e6.",
            )
        fund = _known(name.strip(), known)
        amounts[fund] = amount_of(value, f"--fund {text}")
    return tuple(
        msgspec.structs.replace(f, amount=exactly(amounts[f.id])) if f.id in amounts else f
        for f in known
    )


def _known(name: str, known: Sequence[Fund]) -> str:
    ids = [f.id for f in known]
    if name not in ids:
        raise unknown_name("--fund", "fund", name, ids)
    return name


def amount_of(text: object, where: str) -> float:
    """An amount of money as one writes it: 500e6, 500000000, or 500_000_000.

    Raises:
        QuestionError: Not a number, below zero, or without end.

    Example:
        >>> amount_of("500e6", "--budget")
        500000000.0
    """
    try:
        value = float(str(text).replace(",", ""))
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise QuestionError(
            where=where,
            what=f'"{text}" is not an amount of money of 0 or more.',
            todo="write it plain, in the currency of the case: 500e6 for 500 million.",
        )
    return value


def allowed(options: Sequence[Option], every: Sequence[Fund]) -> Floats:
    """1 where a fund may pay for an option, shape (F, O)."""
    return np.array([[float(f.pays_for(o)) for o in options] for f in every]).reshape(
        len(every), len(options)
    )
