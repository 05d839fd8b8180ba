"""What a form offers for a field of a proposal."""

from collections.abc import Sequence

from resupply.intake.desk.fields import DAYS, one_of

#: Fields that are seen only when they say something, or when asked for.
SELDOM = (
    "quantity_low", "quantity_high", "amount_low", "amount_high", "aid_kind", "happened_on",
    "due_on", "title", "dataset", "known_on", "note", "metric", "effect", "statement_kind",
    "statement", "by",
)  # fmt: skip


def words(kind: str, field: str) -> Sequence[str]:
    """The words a field of a kind may be; none = it is free.

    Example:
        >>> words("production", "per")
        ('day', 'week', 'month', 'year')
    """
    return one_of(kind, field)


def is_day(field: str) -> bool:
    """Whether a field is one whole day."""
    return field in DAYS
