"""Entries of lists that tell a sum and what it is for.

In brackets ("UNHCR: Shelter, Health [USD 5 million]") or behind a dash ("Repair of roads - 2 m").
"""

import re

from resupply.intake import lexicon, rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Characters of an entry before its sum; what is longer is a sentence.
_LONGEST = 200
_OPENED = rx.compile(r"[\n\]•;]")
_SHORT_NAME = rx.compile(r"\([A-Z][A-Za-z]{1,9}\)\s*")
_MARK = rx.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)])?\s*")
#: A line that says what for and ends in a sum.
_LINE = rx.compile(
    r"^[ \t]*(?:[-–—•*·▪●][ \t]*|\(?\d{1,2}[.)][ \t]+)?(?P<what>[A-Z][^\n:;.]{3,160}?)"
    r"(?:[ \t]*:|[ \t][-–—])[ \t]*(?P<sum>[^\n:–—]{2,40}?)[ \t]*[;,.]?[ \t]*$",
    re.MULTILINE,
)
_ALL = frozenset(
    ["total", "sum", "amount", "value", "cost", "price", "overall", "worth", "including"]
)
_FOR_IT = rx.compile(r"(?:Support|Assistance|Help|Aid|Funding|Funds|Money|Financing) for (?:the )?")
#: What stands above a list of gifts, and above one of something else.
_GIFT = rx.compile(
    r"\b(?:aid|assistance|help|support\w*|donat\w+|allocat\w+|grants?|gifts?|fund(?:s|ed|ing)"
    r"|financ(?:es?|ed|ing)|projects?|money|set aside|earmark\w+|gives?|given|gave|gets?|receives?"
    r"|contribut\w+|pledge[sd]?|packages?)\b",
    re.IGNORECASE,
)
_NO_GIFT = rx.compile(
    r"\b(?:appeal\w*|require\w*|need\w*|gaps?|budget|shortfalls?|ask(?:s|ed)?|seek\w*|unmet"
    r"|call(?:s|ed) for|loss(?:es)?|damages?|costs?|debts?|exports?|imports?|lack\w*)\b",
    re.IGNORECASE,
)
#: Such lines that make a list.
_LEAST = 3


def mark(page: Page) -> None:
    """Names the sums in square brackets, and those that end lines, by the words in front."""
    _lines(page)
    for thing in page.things:
        if thing.money and page.text[thing.money.begin - 1 : thing.money.begin] == "[":
            span = _purpose(page, thing)
            if span:
                _name(page, thing, span)
        elif thing.money and _behind_a_name(page, thing):
            thing.entry = True


def _lines(page: Page) -> None:
    """Such as "Repair of schools and shelters - 2 million euros", one of several."""
    found = []
    for line in _LINE.finditer(page.text) if len(page.sums) >= _LEAST else ():
        first, last = page.index(line.start("sum")), page.index(line.end("sum"))
        things = page.things_in(first, last)
        whole = len(things) == 1 and things[0].money and things[0].money.end >= line.end("sum") - 9
        if whole and _says_what_for(page, *line.span("what")):
            found.append((things[0], line))
    for thing, line in found if len(found) >= _LEAST and _are_given(page, found[0][1]) else ():
        led = _FOR_IT.match(page.text, *line.span("what"))
        for head in page.things_in(page.index(line.start("what")), thing.first) if led else ():
            head.inside = True
        _name(page, thing, (led.end() if led else line.start("what"), line.end("what")))


def _are_given(page: Page, first: re.Match[str]) -> bool:
    """Whether the words above a list tell a gift, and no need, loss or budget."""
    above = page.text[max(0, first.start() - _LONGEST) : first.start()].rstrip()
    line = above[above.rfind("\n") + 1 :]
    return bool(_GIFT.search(line)) and not _NO_GIFT.search(line)


def _says_what_for(page: Page, start: int, end: int) -> bool:
    """Whether words are what a sum is for: no name, no count, no sum of others."""
    first, last = page.index(start), page.index(end)
    words = page.words[first:last]
    if first in page.names or lexicon.singular(words[0].low) in _ALL:
        return False
    if any(w.closed == "auxiliary" or w.closed == "pronoun" for w in words):
        return False
    things = page.things_in(first, last)
    plain = not any(t.money or (t.values and t.sort == "goods") for t in things)
    return plain and (words[1].text.islower() if len(words) > 1 else bool(things))


def _behind_a_name(page: Page, thing: Thing) -> bool:
    """Such as "from Malta (50 million), Cyprus (30 million)": one of several in brackets."""
    if not _bracketed(page, thing):
        return False
    begin, end = page.sentence(thing.first)
    near = page.things_in(begin, end)
    return sum(bool(t.money) and _bracketed(page, t) for t in near) > 1


def _bracketed(page: Page, thing: Thing) -> bool:
    assert thing.money is not None
    before = page.index(thing.money.begin) - 1
    return before > 0 and page.words[before].text == "(" and page.actor_at(before - 1) is not None


def _purpose(page: Page, thing: Thing) -> tuple[int, int] | None:
    """Characters of what the sum is for: behind the colon, or behind the short name."""
    assert thing.money is not None
    end = thing.money.begin - 1
    near = page.text[max(0, end - _LONGEST) : end]
    breaks = [m.end() for m in _OPENED.finditer(near)]
    first = breaks[-1] if breaks else 0
    said = near[first:]
    short = _SHORT_NAME.search(said)
    if ":" in said:
        first += said.rindex(":") + 1
    elif short and said[short.end() :].strip():
        first += short.end()
    else:
        first += len(_MARK.match(said)[0]) if breaks else len(said)  # type: ignore[index]
    start = end - len(near) + first
    return _trimmed(page, start, end)


def _trimmed(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The words up to the first verb, without the blanks around them."""
    first, last = page.index(start), page.index(end)
    for k in range(first, last):
        if page.words[k].verb or page.words[k].closed == "auxiliary":
            last = k
            break
    if last <= first or last - first > 16:
        return None
    return page.words[first].start, page.words[last - 1].end


def _name(page: Page, thing: Thing, span: tuple[int, int]) -> None:
    for other in page.things_in(page.index(span[0]), thing.first):
        other.inside = True
    thing.item, thing.item_span = page.text[slice(*span)], span
    thing.start, thing.entry, thing.inside = span[0], True, False
