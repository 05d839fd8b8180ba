"""The Arms Transfers Database of SIPRI: major arms ordered and delivered, sold or given.

Two datasets, never added up, for they state the same arms twice:

- `sipri`: deals, one a row, with pieces ordered and delivered so far.
- `sipri-deliveries`: pieces delivered by deal and year.

Pieces are counted, not money: the database's own measure (TIV) is no price.
"""

from datetime import date
from pathlib import Path

from resupply.core.statements import Release


def read(path: Path | str, *, known_on: date, source_id: str | None = None) -> Release:
    r"""One export of the database.

    Args:
        path: A CSV file of the trade register (deals), or of deliveries by year.
        known_on: Day it was made; the file says so in its head.
        source_id: Name of the source's row; made from day and content when not given.

    Returns:
        Lines, entries in pieces, parties and findings.

    Raises:
        SourceUnreadableError: The file is not what it should be; nothing can be taken from it.

    Example:
        >>> import tempfile
        >>> file = Path(tempfile.mkdtemp()) / "deals.csv"
        >>> _ = file.write_text("Recipient,Supplier,Year of order, ,Number ordered, ,Weapon "
        ...     "designation,Weapon description,Number delivered, ,Year(s) of delivery,status\n"
        ...     "Ukraine,Latvia,2024,,9,,Spartan,APC,9,?,2024; 2025,Second hand\n")
        >>> found = read(file, known_on=date(2026, 5, 18))
        >>> for e in found.entries:
        ...     print(e.stage_to, e.quantity, e.happened_from, e.happened_to)
        commitment 9 2024-01-01 2024-12-31
        delivery 9 2024-01-01 2025-12-31
    """
    from resupply.sources.sipri.files import read_register
    from resupply.sources.sipri.stated import release

    return release(read_register(Path(path)), known_on=known_on, source_id=source_id)
