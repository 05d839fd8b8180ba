"""Signs of a day: what speaks for a date of a page being the day of one of its gifts.

A date is told by its form ("on Tuesday", "May 2023"), by how far it lies before the day of
publication and by the verb that it hangs on (`date_bonds`); a gift by its stage and its verb; both
together by how far they stand apart. What each sign weighs is learned (`day_scales`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from resupply.intake import rx
from resupply.intake.date_bonds import Bound, DateBonds
from resupply.intake.page import Dated, Page
from resupply.intake.told import Gift

_WEEKDAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun"),
        *("jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
_DAY = rx.compile(r"\d\d?(?:st|nd|rd|th)?")
#: How far apart [words] is how near.
_NEAR = (3, 6, 12, 25, 60)
#: How long before publication [days] is which age; below none it lies ahead.
_AGES = ((0, "that day"), (1, "the day before"), (7, "a week"), (31, "a month"), (365, "a year"))
#: Words of the sentence of a date that are looked at.
_SAID = 40
_FAR = 4


class Day(NamedTuple):
    """A date that may be the day of a gift.

    Args:
        date: The date.
        at: Its first word.
        after: The word behind it.
        sentence: Number of its sentence.
        head: Whether it is the date of the dateline.
        hung: What it hangs on.
        form: How it is told.
        age: How long before publication it lies.
        signs: What can be said of it without a gift.
        words: Words of its sentence.
    """

    date: Dated
    at: int
    after: int
    sentence: int
    head: bool
    hung: Bound | None
    form: str
    age: str
    signs: tuple[str, ...]
    words: tuple[str, ...]


class DaySigns:
    """The days of one page that a gift may have been made on, and what speaks for each.

    Args:
        page: The text.
        bonds: What its dates hang on.
    """

    def __init__(self, page: Page, bonds: DateBonds) -> None:
        self.page, self.bonds = page, bonds
        self._firsts = sorted({a for a, _ in page.ranges})
        self._breaks = [m.start() for m in re.finditer("\n", page.text)]
        self.days: Sequence[Day] = [
            *(self._day(d, None, True) for d in page.head),
            *(
                self._day(d, hung, False)
                for d in page.dates
                if (hung := bonds.bind(d)) and not hung.apart
            ),
        ]

    def sentence(self, word: int) -> int:
        """Number of the sentence of a word."""
        return bisect_right(self._firsts, word) - 1

    def _day(self, found: Dated, hung: Bound | None, head: bool) -> Day:
        page, words = self.page, self.page.words
        at, after = page.index(found.start), page.index(found.end)
        shape = form(page.text[found.start : found.end])
        old = age(found.iso, page.published)
        size = "span" if "/" in found.iso else str(len(found.iso))
        signs = [f"form={shape}", f"age={old}", f"size={size}", f"{shape} {old}"]
        signs += [f"bond={_bond(hung)}", f"head={head}"]
        verb = words[hung.verb].verb if hung and hung.verb >= 0 else None
        signs += [f"hangs on={verb.group}", f"hangs={verb.form}"] if verb else ["hangs on="]
        before = [w.low for w in words[max(0, at - 3) : at]][-2:]
        signs += [f"before={w}" for w in before] + [f"before1={w}" for w in before[-1:]]
        signs += [f"behind={w.low}" for w in words[after : after + 1]]
        begin, end = page.sentence(at)
        said = tuple({w.low for w in words[begin : min(end, begin + _SAID)]})
        told = (found, at, after, self.sentence(at), head, hung, shape, old)
        return Day(*told, tuple(signs), said)

    def of(self, gift: Gift, day: Day, mates: bool) -> list[str]:
        """All signs of a day for a gift.

        Args:
            gift: The gift.
            day: One of the page's days.
            mates: Whether the gift told before stands in the same sentence.
        """
        return [*self.alone(day, self.sentence(gift.thing.first)), *self.both(gift, day, mates)]

    def alone(self, day: Day, sentence: int) -> list[str]:
        """Those of the day alone: its own, and the words of its sentence.

        Args:
            day: One of the page's days.
            sentence: Number of the sentence of the gift: words beside it tell more.
        """
        where = "here" if day.sentence == sentence else "there"
        return [*day.signs, *(f"{where} {word}" for word in day.words)]

    def both(self, gift: Gift, day: Day, mates: bool) -> list[str]:
        """Those of the gift, and of how the day stands to it."""
        here, stage = self.sentence(gift.thing.first), gift.status
        trigger = gift.governed.trigger if gift.governed else None
        group, tense = (trigger.group, trigger.tense) if trigger else ("", "")
        apart = max(-_FAR, min(_FAR, day.sentence - here))
        away = day.at - gift.thing.first
        near = f"{'before' if away < 0 else 'behind'} {bisect_right(_NEAR, abs(away))}"
        hung, verb = day.hung, None
        if hung and hung.verb >= 0:
            verb = self.page.words[hung.verb].verb
        deed, shape = (verb.group, verb.form) if verb else ("", "")
        own = bool(trigger and hung and trigger.first <= hung.verb <= trigger.at)
        bond, lines = _bond(hung), self._lines(gift, day)
        ahead = [d for d in self.days if d.sentence <= here]
        last = bool(ahead) and day.sentence == max(d.sentence for d in ahead)
        same = any(d.sentence == here for d in self.days)
        closest = abs(away) == min(abs(d.at - gift.thing.first) for d in self.days)
        between = self.page.things_in(*sorted((day.at, gift.thing.first)))
        alone = len(self.days) == 1
        return [
            *(f"stage={stage}", f"verb={group}", f"tense={tense}", f"sort={gift.thing.sort}"),
            *(f"money={bool(gift.thing.money)}", f"days={min(5, len(self.days))}"),
            *(f"apart={apart}", f"lines={lines}", f"near={near}", f"own={own}"),
            *(f"between={min(4, len(between))}", f"closest={closest}", f"last={last} {same}"),
            *(f"first={day is self.days[0]}", f"{apart} {day.form}", f"{apart} {day.age}"),
            *(f"{stage} {day.age}", f"{apart} {stage}", f"{day.form} {day.age} {apart}"),
            *(f"{own} {apart}", f"{own} {near}", f"{deed} {apart}", f"{deed} {stage}"),
            *(f"{deed} for {group}", f"{bond} {apart}", f"{bond} {stage}", f"{group} {apart}"),
            *(f"{tense} {apart} {day.age}", f"{day.head} {day.form} {day.age} {stage}"),
            *(f"{lines} {apart}", f"mates {mates} {apart}", f"opens {day.sentence == 0} {apart}"),
            *(f"{gift.rule} {apart}", f"{deed} {near}", f"alone {alone} {apart} {stage}"),
            *(f"{stage} {shape} {deed} {apart}", f"{near} {bond}"),
        ]

    def _lines(self, gift: Gift, day: Day) -> int:
        """Line breaks between a day and a gift."""
        ours = bisect_right(self._breaks, gift.thing.start)
        return max(-3, min(3, bisect_right(self._breaks, day.date.start) - ours))


def _bond(hung: Bound | None) -> str:
    if hung is None:
        return "none"
    return f"{'free' if hung.verb < 0 else 'verb'} {'first' if hung.fronted else 'behind'}"


def form(said: str) -> str:
    """How a date is told.

    Example:
        >>> [form(s) for s in ("Tuesday", "3 May 2023", "March 2024", "2023", "last week")]
        ['weekday', 'day of a month', 'month', 'year', 'last week']
    """
    words = said.lower().replace(",", " ").replace(".", " ").split()
    if _WEEKDAYS & {*words}:
        return "weekday"
    if {"today", "yesterday"} & {*words}:
        return "today"
    if _MONTHS & {*words}:
        return "day of a month" if any(map(_DAY.fullmatch, words)) else "month"
    if said.strip().isdigit():
        return "year"
    return "figures" if any(w[0].isdigit() for w in words) else " ".join(words[:2])


def age(iso: str, published: str | None) -> str:
    """How long before the day of publication a date begins.

    Example:
        >>> [age(d, "2024-02-28") for d in ("2024-02-28", "2024-02-26", "2023", "2024-06")]
        ['that day', 'a week', 'older', 'far ahead']
    """
    begun, then = _first_day(iso), _first_day(published or "")
    if begun is None or then is None:
        return "unknown"
    days = (then - begun).days
    if days < 0:
        return "ahead" if days > -31 else "far ahead"
    return next((name for most, name in _AGES if days <= most), "older")


def _first_day(iso: str) -> date | None:
    parts = iso.partition("/")[0].split("-")
    if not all(p.isdigit() for p in parts):
        return None
    year, month, day = [*map(int, parts), 1, 1][:3]
    return date(year, month, day)
