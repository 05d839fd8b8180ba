"""One donor-month of the site, read and ready to be checked and booked."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from resupply.core.dates import Span
from resupply.core.words import AidKind


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What the site states for a donor and a month.

    Args:
        where: File and row.
        name: The donor as named.
        donor: Its party id.
        donor_known: Whether the name is one we know.
        span: The month.
        amounts: Stated amounts by column: EUR; `pct_gdp` in % times 10^9 like the others.
    """

    where: str
    name: str
    donor: str
    donor_known: bool
    span: Span
    amounts: Mapping[str, Decimal]

    @property
    def month(self) -> str:
        """The month as in `2022-03`."""
        return f"{self.span.start:%Y-%m}"

    def moved(self, kind: AidKind) -> bool:
        """Whether an amount other than zero is stated; `unspecified` asks for commitments."""
        concept = "commitment" if kind is AidKind.UNSPECIFIED else str(kind)
        return bool(self.amounts.get(concept))
