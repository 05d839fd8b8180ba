"""A proposal with all that its records are made of, and the small words they share."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from resupply.case.reviewing.naming import Named
from resupply.core.records import Row
from resupply.core.words import Precision
from resupply.intake.desk import Held, Proposal
from resupply.intake.desk.fields import interval

if TYPE_CHECKING:
    from resupply.case.case import Case


class Saying(NamedTuple):
    """A proposal with all that its records are made of.

    Args:
        case: The case.
        proposal: The proposal.
        held: Its document.
        text: The document's text.
        named: Names the case knows.
        known_on: Day its source was public.
        precision: How exactly that day is known.
    """

    case: "Case"
    proposal: Proposal
    held: Held
    text: str
    named: Named
    known_on: date
    precision: Precision

    def field(self, name: str) -> Any:
        """A field; None when not known. Of several values the first."""
        value = self.proposal.fields.get(name)
        return value[0] if isinstance(value, list | tuple) and value else value

    def number(self, name: str) -> Decimal | None:
        """A number; None when not known."""
        value = self.field(name)
        if value is None:
            return None
        whole = isinstance(value, float) and value.is_integer()
        return Decimal(int(value)) if whole else Decimal(str(value))

    def days(self, name: str = "date") -> tuple[date | None, date | None]:
        """First and last day of a field; (None, None) when not known."""
        value = self.field(name)
        return (None, None) if value is None else interval(str(value), where=f"field {name}")

    @property
    def row_id(self) -> str:
        """Name of its row: made of the document and the place, the same on every machine."""
        return f"{self.held.id}-{self.proposal.key.replace(' ', '-')}"

    @property
    def common(self) -> dict[str, Any]:
        """What every record of it carries."""
        return {
            "source_id": self.held.id,
            "key": self.proposal.key,
            "known_on": self.known_on,
            "known_precision": self.precision,
            "locator": f"{self.held.id}, characters {self.proposal.start} to {self.proposal.end}",
        }


def has(said: Saying, name: str) -> bool:
    """Whether a number or a bound of it is told."""
    return any(said.field(n) is not None for n in (name, f"{name}_low", f"{name}_high"))


def currency(said: Saying) -> str | None:
    """The currency of the amount; None where none is told.

    Raises:
        RefusedError: An amount without a currency.
    """
    if not has(said, "amount"):
        return None
    if said.field("currency") is None:
        raise said.named.missing("currency", "in which currency the amount is.")
    return str(said.field("currency"))


def note(said: Saying) -> str:
    """The words themselves, and what else was said of the sum."""
    others = [
        f"{n}: also {', '.join(str(v) for v in said.proposal.fields[n][1:])}"
        for n in ("amount", "currency")
        if isinstance(said.proposal.fields.get(n), list | tuple)
        and len(said.proposal.fields[n]) > 1
    ]
    words = " ".join(said.proposal.excerpt.split())[:400]
    parts = [f'"{words}"', *others, *([str(said.field("note"))] if said.field("note") else [])]
    return "; ".join(parts)


def row(said: Saying, table: str, fields: Mapping[str, Any]) -> Row:
    """A row of a table, with what is known of every row."""
    known = {
        "known_on": said.known_on.isoformat(),
        "source_id": said.held.id,
        "note": note(said),
    }
    if said.precision != Precision.DAY:
        known["known_precision"] = said.precision.value
    kept = {
        "id": said.row_id,
        **{k: v for k, v in fields.items() if v not in (None, "", [])},
        **known,
    }
    return Row(**said.common, table=table, row_id=said.row_id, fields=kept)


def listed(value: Any) -> list[Any]:
    """The values of a field: none, one or several."""
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]
