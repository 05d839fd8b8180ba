"""Things of one sentence or list that are one: a load, a line of support, a list for a sum."""

import re

from resupply.intake import lexicon, rx
from resupply.intake.page import Page
from resupply.intake.things import Thing

#: What goods are carried in.
CARRIERS = lexicon.words("merging.carriers")


def gather(page: Page) -> None:
    """Marks what belongs to another thing of its page as `inside`, in place."""
    _one_line_of_support(page)
    _lists_for_money(page)
    _worth_told_later(page)
    _carriers(page)


_WITH_LOAD = rx.compile(
    r"\b(?:with|carrying|brought|bringing|delivered|unloaded) (?:about |around |over |some |nearly "
    r"|almost |more than |up to |another |a further |at least )?$"
)


_LADEN = rx.compile(r",? (?:carrying|loaded with|laden with) (?:various |more |some |the )?")


def _carriers(page: Page) -> None:
    """Such as "two ships reached Goma with 30 tonnes of rice": the load is the gift."""
    for thing in page.things:
        if thing.head not in CARRIERS or thing.unit or thing.money or thing.inside:
            continue
        _, end = page.sentence(thing.first)
        for load in page.things_in(thing.last, min(end, thing.last + 25)):
            if load.head in CARRIERS or ";" in page.text[thing.end : load.start]:
                break
            if load.unit and _WITH_LOAD.search(page.text, thing.end, load.start):
                thing.inside = True
            if not thing.values and _LADEN.fullmatch(page.text, thing.end, load.start):
                thing.inside = True  # "the ship INS Satpura, carrying various relief supplies"


_WORTH_LATER = rx.compile(
    r"(?:Total |Its |The |Combined |Estimated )?(?:value|worth|cost|price)(?: of the (?:package|"
    r"aid|batch|consignment|gift|equipment|assistance|contribution|grant|purchase|project|"
    r"shipment|delivery|donation))?(?: is| was| amounts to| comes to| totals|:| –| -|,)? "
    r"(?:about |over |some |"
    r"approximately |around )?$",
    re.IGNORECASE,
)


def _worth_told_later(page: Page) -> None:
    """Such as "is sending more aid: guns, shells. Value: 20 million": the worth of the whole."""
    for n, thing in enumerate(page.things):
        if not thing.money or thing.item or thing.inside:
            continue
        begin, _ = page.sentence(thing.first)
        if not _WORTH_LATER.fullmatch(page.text, page.words[begin].start, thing.start):
            continue
        earliest = page.sentence(begin - 1)[0] if begin else begin
        whole = [t for t in page.things[:n] if t.first >= earliest and t.family == "aid"]
        if whole and not whole[0].money:
            whole[0].money, whole[0].number_span = thing.money, thing.number_span
            thing.inside = True


def _one_line_of_support(page: Page) -> None:
    """Such as "spare parts, maintenance, and other ancillary equipment": one entry of a list."""
    whole: Thing | None = None
    for thing in page.things:
        plain = thing.family == "support" and not (thing.values or thing.money)
        gap = page.text[whole.end : thing.start] if whole else ""
        if not plain or thing.inside or not thing.item_span:
            whole = None
        elif whole and whole.item_span and gap in (", ", ", and other ", " and other "):
            whole.item_span = (whole.item_span[0], thing.item_span[1])
            whole.item = page.text[slice(*whole.item_span)]
            whole.end, whole.last, thing.inside = thing.end, thing.last, True
        else:
            begin = page.words[page.sentence(thing.first)[0]].start
            whole = thing if not page.text[begin : thing.start].strip(" -•*–") else None


_AND = rx.compile(r",? (?:and |or |as well as |including )?(?:the |other |more )*$|, $")


def _lists_for_money(page: Page) -> None:
    """Such as "EUR 102 million for shells, medical aid and training": all of the list is inside."""
    for n, thing in enumerate(page.things):
        if not thing.more:
            continue
        end = thing.item_span[1] if thing.item_span else thing.end
        for later in page.things[n + (1 if thing.more == [thing] else 2) :]:
            gap = page.text[end : later.start]
            if later.values or later.money or not _AND.fullmatch(gap):
                break
            later.inside = True
            thing.more.append(later)
            end = later.end
