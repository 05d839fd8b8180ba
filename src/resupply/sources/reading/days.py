"""Days as sources write them in ISO form."""

from datetime import date
from functools import lru_cache

#: Days beyond these are slips.
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


@lru_cache(maxsize=65_536)
def day_of(stated: str | None) -> date | None:
    """The day of a day or moment in ISO form; None where there is none that can be true.

    Example:
        >>> day_of("2024-02-26T10:00:00Z"), day_of("2024-02-26Z")
        (datetime.date(2024, 2, 26), datetime.date(2024, 2, 26))
        >>> day_of("soon"), day_of("0202-01-01")
        (None, None)
    """
    text = (stated or "").strip()
    # "20240226" is ISO as well, and so is 20210101 pieces of money in the wrong attribute.
    if text[4:5] != "-" or (len(text) > 10 and text[10] not in "TZ+- "):
        return None
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
