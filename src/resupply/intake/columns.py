"""Counts that stand behind the goods on a line: "tents - 40 pcs", "Latvia | missiles | 50"."""

import re
from bisect import bisect_left

from resupply.intake import rx
from resupply.intake.numbers import YEAR
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: A mark between goods and their count, and the count up to the end of the line.
_BEHIND = rx.compile(
    r"(?: \([A-Z][^()\n]{1,30}\))?\s?(?:–|—|-|:|\||x|×|\()\s?(?:x |× )?(?P<count>\d[\d.,  ]*)"
    r"(?P<million> million| thousand)?\s?(?:pcs|pc|pieces|units|sets|items|nos|ea)?\.?\)?"
    r"(?=\s*(?:[;,.|]?\s*(?:\n|$)|[;,] ))"
)
#: The same in brackets in a sentence: "tents (40 pcs), blankets (300)".
_IN_BRACKETS = rx.compile(
    r" \((?P<count>\d[\d.,\u00a0 ]*)(?P<unit> ?(?:pcs?|pieces|units|sets|items|nos|ea)\.?)?\)"
    r"(?=[,;.]| (?:and|to|for|from|as)\b)"
)
_OPENS = rx.compile(r"\s*(?:(?:[-–—•*·▪●‣]|\(?\d{1,2}[.)])\s*)?(?:[^|\n]{2,40}\|\s*)?")


def mark(page: Page) -> None:
    """Gives the goods that open a line the count that ends it, in place."""
    starts = [n.start for n in page.numbers]
    for n, thing in enumerate(page.things):
        if thing.sort != "goods" or thing.values or thing.money or thing.inside:
            continue
        found = _BEHIND.match(page.text, thing.end)
        if found is None or not _opens(page, thing):
            found = _in_brackets(page, thing)
        if found is None:
            continue
        k = bisect_left(starts, found.start("count") - 1)
        number = page.numbers[k] if k < len(starts) else None
        if number is None or found.start("count") - number.start not in (0, 1) or number.percent:
            continue
        thing.values, thing.number_span = number.values, (number.start, number.end)
        for later in page.things[n + 1 : n + 3]:
            if later.start < found.end():
                later.inside = later.void = True


def _in_brackets(page: Page, thing: Thing) -> re.Match[str] | None:
    """The count of goods in brackets behind them; no year and no mark of a footnote."""
    found = _IN_BRACKETS.match(page.text, thing.end)
    if found is None or found["unit"]:
        return found
    count = found["count"].strip()
    plain = thing.item.endswith("s") and count != "1" and not YEAR.fullmatch(count)
    return found if plain else None


def _opens(page: Page, thing: Thing) -> bool:
    """Whether the goods open a line, or a cell behind the first."""
    line = page.text.rfind("\n", 0, thing.start) + 1
    return _OPENS.fullmatch(page.text, line, thing.start) is not None
