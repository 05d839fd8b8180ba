"""Names as parts of ids."""

import re
import unicodedata


def slug(text: str, length: int = 40) -> str:
    """A name as part of an id: small letters, digits and hyphens.

    Example:
        >>> slug("155mm howitzer ammunition")
        '155mm-howitzer-ammunition'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:length].strip("-") or "unnamed"
