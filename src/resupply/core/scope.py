"""What a figure is bound to. Every answer prints its scope."""

from datetime import date

import msgspec

from resupply.core.words import Milestone, Stage


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """The question's bounds; the same at every door.

    Args:
        as_of: Only what was known by then.
        until: Only what happened by then.
        since: Only what happened from then on.
        dataset: Which record of the world.
        stage: The stage asked about.
        milestone: Which event counts as delivered.
        donors: Donor ids or group ids; empty = all.
        recipients: Recipient ids; empty = all.
        items: Item ids; empty = all.
        kinds: Aid kinds; empty = all.
        places: Place ids; empty = all.
        boundary: Parties inside the boundary: only flows that cross it are counted.
        shares: `donor` = a union counts as a donor; `members` = split to its members by key.
        currency: Currency of values.
        rate_on: Day of the exchange rate; None = the day it happened.
        measure: `value` or `quantity`.
    """

    as_of: date | None = None
    until: date | None = None
    since: date | None = None
    dataset: str | None = None
    stage: Stage | None = None
    milestone: Milestone = Milestone.RECEIVED
    donors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    boundary: tuple[str, ...] = ()
    shares: str = "donor"
    currency: str = "EUR"
    rate_on: date | None = None
    measure: str = "value"

    def to_dict(self) -> dict[str, object]:
        """Only what is set, in the order above, dates as ISO text."""
        shown = {f: getattr(self, f) for f in self.__struct_fields__}
        return {k: msgspec.to_builtins(v) for k, v in shown.items() if v not in (None, ())}

    def sentence(self) -> str:
        """The scope in words, printed under every table.

        Example:
            >>> Scope(as_of=date(2024, 2, 28), dataset="kiel", stage=Stage.ALLOCATION).sentence()
            'dataset kiel, stage allocation, known by 2024-02-28, values in EUR'
        """
        parts = [
            self.dataset and f"dataset {self.dataset}",
            self.stage and f"stage {self.stage}",
            self.stage == Stage.DELIVERY and f"counted when {self.milestone.replace('_', ' ')}",
            self.as_of and f"known by {self.as_of}",
            self.since and f"from {self.since}",
            self.until and f"until {self.until}",
            self.donors and f"donors {', '.join(self.donors)}",
            self.recipients and f"recipients {', '.join(self.recipients)}",
            self.items and f"items {', '.join(self.items)}",
            self.kinds and f"kinds {', '.join(self.kinds)}",
            self.places and f"places {', '.join(self.places)}",
            self.boundary and f"crossing into {', '.join(self.boundary)}",
            self.shares == "members" and "union aid split to members by key",
            f"values in {self.currency}" if self.measure == "value" else "quantities",
            self.rate_on and f"at rates of {self.rate_on}",
        ]
        return ", ".join(str(p) for p in parts if p)
