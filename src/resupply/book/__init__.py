"""The book: an append-only double-entry ledger from promise to use, with three dates."""

from resupply.book.book import Appended, Book
from resupply.book.restate import restate
from resupply.book.view import View

__all__ = ["Appended", "Book", "View", "restate"]
