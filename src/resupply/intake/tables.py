"""Tables flattened to lines: "1 Buckets 2000", "Rice 10000 kg": goods, then how many.

Three such lines or more, one below another, are a table. What stands before the goods numbers the
lines, and what stands behind them is their count.
"""

import re
from collections.abc import Iterator

from resupply.intake import lexicon, measures, numbers, rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

_ROW = rx.compile(
    r"^[ \t]*(?:\d{1,3}[.)]?[ \t]+)?(?P<item>[A-Za-z][A-Za-z’'/&-]*(?:[ \t,]+[A-Za-z’'/&-]+){0,5})"
    r"(?:[ \t]*\([^()\n]{1,30}\))?[ \t]+(?P<count>\d[\d,.]*)[ \t]*"
    r"(?:(?P<unit>kgs?|tons?|tonnes?|mt|t)|lit(?:re|er)s?|l|pcs|pieces|units|sets|nos)?\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: What ends a line with a number that counts nothing: "12 March 2023", "Page 4".
_NO_GOODS = rx.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$|\b(?:page|part|chapter|article|no"
    r"|figure|table|tel|phone|fax|total|since|until|by|in|on|of)$",
    re.IGNORECASE,
)
_LEAST_ROWS = 3
#: Rows from which on a table's unknown lines are goods as the others are.
_LONG = 6


def mark(page: Page) -> None:
    """Gives the goods of a table's rows their count, in place."""
    rows = [*_rows(page.text)]
    for row in rows:
        begin, end = page.index(row.start()), page.index(row.end())
        things = page.things_in(begin, end)
        item = row.span("item")
        goods = [t for t in things if t.start < item[1] and t.end > item[0] and t.sort == "goods"]
        goods = goods or _unknown(things, row, len(rows))
        if goods and not goods[0].money:
            _count(goods[0], things, row)


def _unknown(things: list[Thing], row: re.Match[str], rows: int) -> list[Thing]:
    """What no list of goods knows, in a long table of goods."""
    if rows < _LONG:
        return []
    start, end = row.span("item")
    found = [t for t in things if t.start < end and t.end > start and t.sort == "unknown"]
    for thing in found[:1]:
        thing.sort, thing.head = "goods", lexicon.singular(row["item"].split()[-1].lower())
    return found[:1]


def _rows(text: str) -> Iterator[re.Match[str]]:
    rows: list[re.Match[str]] = []
    for row in (*_ROW.finditer(text), None):
        last = rows[-1] if rows else None
        goes_on = row and last and not text[last.end() : row.start()].strip()
        if not (row and goes_on):
            yield from rows if len(rows) >= _LEAST_ROWS else ()
            rows = []
        if row and not _NO_GOODS.search(row["item"]):
            rows.append(row)


def _count(goods: Thing, things: list[Thing], row: re.Match[str]) -> None:
    """The number that ends the row, brought to tonnes where it is a weight."""
    count = row["count"].rstrip(".,")
    unit = measures.UNITS.get((row["unit"] or "").lower())
    times = measures.TO_BASE.get(unit or "", 1)
    goods.values = (round(numbers.number(count) * times, 6),)
    goods.unit = "t" if unit else None
    goods.number_span = (row.start("count"), row.start("count") + len(count))
    goods.item, goods.item_span = row["item"], row.span("item")
    goods.start, goods.end = row.start("item"), row.end()
    for other in things:
        other.inside = other.inside or other is not goods
