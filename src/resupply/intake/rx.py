"""Regular expressions that are compiled when they are first used.

The reader knows some 2,500, and a text needs a part of them: to compile them all takes longer than
to read it.
"""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Lazy:
    """Stands for a pattern until something is asked of it; then its methods are the pattern's."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        #: The flags that were given; `flags` has those of the pattern's own words as well.
        self.given = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(self.pattern, self.given)
        vars(self).update({method: getattr(made, method) for method in _METHODS}, flags=made.flags)
        return getattr(made, name)

    def __repr__(self) -> str:
        return f"rx.compile({self.pattern!r}, {self.given})"


def compile(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    r"""As `re.compile`, put off until the pattern is used.

    An error in the pattern is raised then; `tests/intake/test_rx.py` compiles them all.

    Example:
        >>> tanks = compile(r"\btanks?\b", re.IGNORECASE)
        >>> tanks.findall("Tanks and a tank"), tanks.pattern
        (['Tanks', 'tank'], '\\btanks?\\b')
    """
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))


def given(pattern: re.Pattern[str]) -> int:
    """The flags that a pattern was made with, without compiling it; all of them once compiled."""
    said: Any = pattern
    return said.given if isinstance(said, _Lazy) else pattern.flags


def is_pattern(one: object) -> bool:
    """Whether something was made by `compile`, used or not."""
    return type(one) is _Lazy
