"""Entries of lists that tell a sum and what it is for: "UNHCR: Shelter, Health [USD 5 million]"."""

from resupply.intake import rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: Characters of an entry before its sum; what is longer is a sentence.
_LONGEST = 200
_OPENED = rx.compile(r"[\n\]•;]")
_SHORT_NAME = rx.compile(r"\([A-Z][A-Za-z]{1,9}\)\s*")
_MARK = rx.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)])?\s*")


def mark(page: Page) -> None:
    """Names the sums in square brackets by the words in front of them, in place."""
    for thing in page.things:
        if thing.money and page.text[thing.money.begin - 1 : thing.money.begin] == "[":
            span = _purpose(page, thing)
            if span:
                _name(page, thing, span)
        elif thing.money and _behind_a_name(page, thing):
            thing.entry = True


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
