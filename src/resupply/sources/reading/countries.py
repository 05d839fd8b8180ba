"""Countries as sources name them, and their codes."""

import re
from functools import lru_cache

_BRACKET = re.compile(r"\s*\([^)]*\)")
#: Names that lists of countries write otherwise.
_COUNTRIES = {
    "occupied palestinian territory": "PSE",
    "state of palestine": "PSE",
    "syrian arab republic": "SYR",
    "democratic republic of the congo": "COD",
    "congo, the democratic republic of the": "COD",
    "kosovo": "XKX",
    "south korea": "KOR",
    "north korea": "PRK",
    "bosnia-herzegovina": "BIH",
    "turkiye": "TUR",
    "uae": "ARE",
    "russia": "RUS",
    "turkey": "TUR",
    "ivory coast": "CIV",
    "korea, democratic people's republic of": "PRK",
}


@lru_cache(maxsize=4096)
def country(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a country as named; None if it is none.

    Example:
        >>> country("Saudi Arabia (Kingdom of)"), country("South Korea"), country("Atlantis")
        ('SAU', 'KOR', None)
    """
    import pycountry

    text = name.strip()
    for tried in (text, _BRACKET.sub("", text)):
        if tried.casefold() in _COUNTRIES:
            return _COUNTRIES[tried.casefold()]
        try:
            return str(pycountry.countries.lookup(tried).alpha_3)
        except LookupError:
            continue
    return None


@lru_cache(maxsize=512)
def name_of(code: str) -> str:
    """A country's name for people.

    Example:
        >>> name_of("VNM"), name_of("XKX")
        ('Vietnam', 'Kosovo')
    """
    import pycountry

    found = pycountry.countries.get(alpha_3=code)
    if found is None:
        return {"XKX": "Kosovo"}.get(code, code)
    return str(getattr(found, "common_name", found.name))
