"""One activity, as its publisher states it."""

from datetime import date
from decimal import Decimal

import msgspec


class Org(msgspec.Struct, frozen=True, gc=False):
    """An organisation as named.

    Args:
        ref: Its identifier, if one is given.
        name: Its name, in English where there is one.
        sort: Code of the sort of organisation it is said to be.
    """

    ref: str = ""
    name: str = ""
    sort: str = ""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A country or region that is said to get the money.

    Args:
        code: Its code.
        name: Its name, if one is given.
        vocabulary: Of a region: whose list the code is of; None for a country.
        percent: Its part [%]; None = not stated.
    """

    code: str
    name: str = ""
    vocabulary: str | None = None
    percent: Decimal | None = None


class Transaction(msgspec.Struct, frozen=True, kw_only=True):
    """A transaction that can be taken.

    Args:
        number: Which of the activity's it is, from 1 on.
        code: Its type, by the code list since version 2.
        amount: Its value [units of `currency`]; below zero where money came back.
        currency: Code of three letters.
        day: Day it happened; None = not stated, or not readable.
        provider: Who gave; None = not stated.
        receiver: Who got it; None = not stated.
        places: Its own countries and regions, where it states any.
        humanitarian: Its own flag; None = it has none.
        sectors: Its own sectors of the DAC's lists.
    """

    number: int
    code: str
    amount: Decimal
    currency: str
    day: date | None = None
    provider: Org | None = None
    receiver: Org | None = None
    places: tuple[Place, ...] = ()
    humanitarian: bool | None = None
    sectors: tuple[str, ...] = ()


class Activity(msgspec.Struct, frozen=True, kw_only=True):
    """An activity with the transactions that can be taken.

    Args:
        file: File it stands in.
        identifier: Its name in the standard, the same over time.
        reporter: Who publishes it.
        title: What it is.
        updated_on: Day its publisher last changed it; None = not stated.
        humanitarian: Its flag; None = it has none.
        sectors: Sectors of the DAC's lists.
        places: Countries and regions.
        earmarking: 1 (not at all) to 4 (tightly); None = not stated.
        transactions: Those that can be taken.
    """

    file: str
    identifier: str
    reporter: Org
    title: str
    updated_on: date | None
    humanitarian: bool | None
    sectors: tuple[str, ...]
    places: tuple[Place, ...]
    earmarking: int | None
    transactions: tuple[Transaction, ...]

    def where(self, number: int | None = None) -> str:
        """File, activity and, if given, the transaction, for people."""
        place = f"{self.file}, activity {self.identifier}"
        return place if number is None else f"{place}, transaction {number}"
