"""Lists of words, written as they are read: in lines, with blanks between."""


def words(said: str) -> frozenset[str]:
    """The words of a text as a set.

    Example:
        >>> sorted(words("in on at"))
        ['at', 'in', 'on']
    """
    return frozenset(said.split())
