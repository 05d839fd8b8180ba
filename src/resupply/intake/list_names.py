"""Lines of a list that open with a name and a colon: who gives what behind it, or who gets it.

"Anna Berg: 2 million" tells a giver below "Donations", and somebody who gets it below "Allocated
to". No list of names need know them: what stands around says which of the two they are.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import lexicon, rx, spotting
from resupply.intake.page import Page
from resupply.intake.told import Gift

_PARTICLES = r"(?:of|and|the|de|del|der|van|von|bin|al|for|&)"
_ROW = rx.compile(
    r"^[ \t]*(?:[-–—•*·▪●][ \t]*|\(?\d{1,2}[.)][ \t]+)?(?:The )?"
    rf"(?P<name>[A-Z][\w.’'-]*(?: (?:{_PARTICLES}|[A-Z][\w.’'-]*)){{0,8}})(?: \([^()\n]{{2,20}}\))?"
    r"[ \t]*(?::|–|—)[ \t]*(?=\S)",
    re.MULTILINE,
)
#: Lines about those who give, and about those who get; what tells a way counts most.
_SHARED_OUT = rx.compile(
    r"\b(?:allocat\w+|distribut\w+|disburs\w+|earmark\w+|recipients?|beneficiar\w+|shared out"
    r"|(?:will|to) (?:go|get|receive)|grantees?|set aside)\b",
    re.IGNORECASE,
)
_GIVING = rx.compile(
    r"\b(?:donors?|donations?|donated|contributions?|contributors?|contributed|pledges?|pledged"
    r"|sponsors?|givers|gave|gifts)\b",
    re.IGNORECASE,
)
_SPLIT = rx.compile(r"\bbreakdown\b", re.IGNORECASE)
#: What begins a name that says what for: "Food Security: 5 million".
_FIELDS = lexicon.words("list_names.fields")
#: How many lines above a row may say what it is, rows aside; and rows that make a list.
_ABOVE, _LEAST = 8, 2


class _Row(NamedTuple):
    start: int
    name: tuple[int, int]
    rest: int
    end: int


def settle(page: Page, gifts: list[Gift]) -> None:
    """Gives what stands behind a name in a line of a list to it, or says who it is from; in place.

    Args:
        page: The text.
        gifts: Its gifts, in order.
    """
    rows = [*_rows(page)]
    if len(rows) < _LEAST:
        return
    for row in rows:
        here = [g for g in gifts if row.rest <= g.span[0] < row.end]
        role = _role(page, rows, row) if here else ""
        for gift in here if role else ():
            _name(page, gift, row, role)


def _rows(page: Page) -> Iterator[_Row]:
    for found in spotting.finditer(_ROW, page.text):
        end = page.text.find("\n", found.end())
        end = len(page.text) if end < 0 else end
        name = found.span("name")
        first, last = page.index(name[0]), page.index(name[1])
        goods = any(t.sort == "goods" for t in page.things_in(first, last))
        figure = page.things_in(page.index(found.end()), page.index(found.end()) + 2)
        known = lexicon.singular(page.words[first].low) in _FIELDS or goods
        if not known and any(t.values or t.money for t in figure):
            yield _Row(found.start(), name, found.end(), end)


def _role(page: Page, rows: list[_Row], row: _Row) -> str:
    """What the lines above a row say of its name: `gives`, `gets` or nothing."""
    starts = {r.start for r in rows}
    at = row.start
    for _ in range(_ABOVE + len(rows)):
        begin = page.text.rfind("\n", 0, max(0, at - 1)) + 1
        if at <= 0:
            return ""
        line, at = page.text[begin : at - 1], begin
        if begin in starts:
            continue
        if _SHARED_OUT.search(line):
            return "gets"
        if _GIVING.search(line):
            return "gives"
        if _SPLIT.search(line):
            return "gets"
    return ""


def _name(page: Page, gift: Gift, row: _Row, role: str) -> None:
    """Puts the name of a row where it belongs, unless the rules have it there."""
    first, last = page.index(row.name[0]), page.index(row.name[1])
    named = [a for a in page.actors_in(first, last) if a.kind != "place"]
    whole = [a for a in named if row.name[1] - a.end < 3]
    ident = whole[0].id if len(named) == 1 and whole else page.text[slice(*row.name)]
    if role == "gives" and ident != gift.recipient:
        gift.donors = [ident]
    elif role == "gets" and ident not in (gift.recipient, *gift.donors):
        gift.recipient = ident
