"""Examples in the pages: a fence that closes a code block is not part of the answer expected."""

import doctest
import re

_parse = doctest.DocTestParser.parse


def _parse_page(
    self: doctest.DocTestParser, string: str, name: str = "<string>"
) -> list[str | doctest.Example]:
    return _parse(self, re.sub(r"^ *```$", "", string, flags=re.MULTILINE), name)


doctest.DocTestParser.parse = _parse_page
