"""What a case says of itself, in `case.toml`."""

from datetime import date

import msgspec

#: The book's file in a case folder.
BOOK_FILE = "book.sqlite"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What `case.toml` says."""

    name: str
    title: str = ""
    as_of: date | None = None
    dataset: str | None = None
    currency: str = "EUR"
    recipient: str | None = None
    #: Dataset of promises read one by one, where the case's own is a tracker's sums.
    promises: str | None = None
    #: Address of the database that holds the book; None = `book.sqlite` beside the tables.
    book: str | None = None
