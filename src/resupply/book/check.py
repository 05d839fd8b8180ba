"""What is odd in the book. Findings never change anything; each says what a person can do.

One pass over the moves makes sums by account; most checks read those sums, so that a book of a
million entries is checked in about a second.
"""

from collections.abc import Callable, Collection
from datetime import date

from resupply.book import balance_checks, record_checks
from resupply.book.checked import Checked, prepared
from resupply.book.view import View
from resupply.core.findings import Finding

#: Each looks for what its name says.
CHECKS: tuple[Callable[[Checked], list[Finding]], ...] = (
    balance_checks.allocated_exceeds_committed,
    balance_checks.delivered_exceeds_allocated,
    balance_checks.negative_standing,
    balance_checks.count_differs_from_book,
    balance_checks.promise_overdue,
    balance_checks.open_pending,
    record_checks.source_disagrees_with_itself,
    record_checks.same_event_twice,
    record_checks.happened_after_known,
    record_checks.undated_amount,
    record_checks.unpriced,
    record_checks.unknown_item_unit,
)


def check(
    view: View,
    *,
    today: date,
    lines: Collection[str] | None = None,
    tolerance: float = 0.001,
    most: int = 50,
) -> list[Finding]:
    """All that is odd in the book as known.

    Args:
        view: The book as known.
        today: Day against which due dates are held.
        lines: Only what concerns these lines; None = all. A count of stock concerns the lines
            that moved its item there.
        tolerance: Part of a sum that rounding may make up.
        most: Findings of one code that are listed one by one; the last of a longer run says how
            many more there are.

    Example:
        >>> from resupply.book import Book
        >>> check(Book.open(None).view(), today=date(2024, 2, 28))
        []
    """
    on = prepared(view, today, tolerance, most, lines)
    return [finding for find in CHECKS for finding in find(on)]
