"""When a gift is made: which date of a sentence belongs to the deed, and which to something else.

Each date hangs on a verb (see `date_bonds`). The date of a gift is the one that hangs on the verb
that gives it. When somebody said so, since when, and when
something else happened, are no dates of a gift.
"""

import re
from collections.abc import Sequence

from resupply.intake import rx
from resupply.intake.date_bonds import LEADS, TELLING, Bound, DateBonds
from resupply.intake.page import Dated
from resupply.intake.things import Thing
from resupply.intake.told import Gift
from resupply.intake.triggers import Trigger
from resupply.intake.words import Word

_WORDS_TOLD = frozenset(
    ["announce", "confirm", "reveal", "declare", "unveil", "publish", "outline", "list", "present"]
)
_MOVES = frozenset(["deliver", "arrive", "receive"])
_GIVES = _MOVES | {"pledge", "commit", "contain"}
#: The load that the text is about, among those told before.
_NEWEST = frozenset(["newest", "latest", "new", "current"])
#: What is given, where no thing of the page names it.
_AID_NOUNS = frozenset(["package", "bill", "aid", "million", "billion", "euros", "dollars"])
#: How things came to be where they are, before they are given.
_MADE = frozenset(["bought", "purchased", "procured", "ordered", "made", "built", "produced"])
#: What opens a clause about something else.
_CLAUSES = frozenset(["while", "but", "whereas", "after", "because", "since", "if", "before"])
_WHICH = frozenset(["that", "which", "when", "and"])
_CLAUSE_OPENS = frozenset(["which", "who", "that", "because", "whereas"])
#: What opens a clause of its own before a count.
_NEXT = frozenset(["so", "thus", "then", "while"])
_SET_OFF = frozenset([("took", "off"), ("set", "off"), ("set", "sail"), ("touched", "down")])
_ARRIVED = frozenset(["berthed", "moored", "docked", "delivered", "reached", "went", "came"])
_BUDGET = rx.compile(
    r"\b(?:for|until|till|through|over|across|to|covering|between)\s+(?:the\s+)?(?:years?\s+|period\s+"
    r"|fiscal\s+(?:year\s+)?|budget\s+(?:year\s+)?|FY\s?)?$",
    re.IGNORECASE,
)
_YEARS = rx.compile(r"\b(?:between|from|for|over) (?:the years )?20\d\d (?:and|to|until|till) $")
_ASIDE = rx.compile(r", (?:where|whose|who|when)\b[^,]*$")
_YEAR = rx.compile(r"\d{4}(?:/\d{4})?\Z")


class GiftDates(DateBonds):
    """Finds the date of each gift on one page."""

    def settle(self, gift: Gift, trigger: Trigger | None) -> None:
        """Date a gift by its own sentence, or by the line that opens its list.

        Args:
            gift: The gift; its date is set.
            trigger: What gives it; None in a list.
        """
        thing = gift.thing
        begin, end = self.page.sentence(thing.first)
        found = self._nearest(thing, trigger, begin, end)
        if found is not None:
            self._date(gift, found, trigger)
        elif trigger is not None and trigger.group in _MOVES:
            if begin <= trigger.at < end:
                above = self._of_main_verb(trigger, begin)
            else:
                above = self._of_deed(trigger) or self._above_a_list(trigger)
            if above is not None:
                gift.date, gift.date_span = above.iso, (above.start, above.end)
                gift.dated = "moved"

    def _of_main_verb(self, trigger: Trigger, begin: int) -> Dated | None:
        """Such as "A plane landed today, carrying tents": the day of the landing."""
        words = self.page.words
        if trigger.tense != "ing" or trigger.first <= begin or words[trigger.first - 1].text != ",":
            return None
        k = trigger.first - 1
        while k > begin and words[k].verb is None:
            k -= 1
        verb = words[k].verb
        if verb is None or verb.group not in _MOVES or verb.form not in ("past", "part"):
            return None
        hung = [b for b in self._dates(begin, trigger.first) if b.verb == k]
        return hung[0].date if hung else None

    def _above_a_list(self, trigger: Trigger) -> Dated | None:
        """Such as "noted that this year, on request, Malta has supplied:": the date of a list."""
        begin, _ = self.page.sentence(trigger.at)
        words = self.page.words
        a, b = words[begin].start, words[trigger.first].start
        found = self.page.dates_in(a, b)[-1:]
        if not found:
            return None
        between = words[self.page.index(found[0].end) : trigger.first]
        return None if any(w.verb for w in between) else found[0]

    def settle_mate(self, gift: Gift, told: Sequence[Gift], own: bool = True) -> None:
        """Date one more of a list, by itself or by the gift told last.

        A list has the date of its delivery, and that of its announcement only in the same sentence.

        Args:
            gift: The gift; its date is set.
            told: The gifts told before it.
            own: Whether it may have a date of its own.
        """
        thing, last = gift.thing, told[-1]
        begin, end = self.page.sentence(thing.first)
        led = [g for g in told[-12:] if g.governed and begin <= g.thing.first < end]
        trigger = led[-1].governed.trigger if led and led[-1].governed else None
        if trigger is not None and self._parted(trigger.at, thing.first):
            trigger = None
        found = self._nearest(thing, trigger, begin, end) if own else None
        if found is not None:
            self._date(gift, found, trigger)
            gift.dated = "own" if trigger is None else gift.dated
            return
        same = begin <= last.thing.first < end
        if not same and _NEWEST & {w.low for w in self.page.words[begin : begin + 4]}:
            moved = [g for g in told if g.dated == "moved" and g.date]
            last = max(moved, key=lambda g: g.date or "", default=last)
        if last.dated == "moved" or (same and last.dated != "own"):
            gift.date, gift.date_span, gift.dated = last.date, last.date_span, last.dated

    def _date(self, gift: Gift, found: Dated, trigger: Trigger | None) -> None:
        gift.date, gift.date_span = found.iso, (found.start, found.end)
        bound = self.bind(found)
        k = bound.verb if bound else -1
        hangs = trigger is not None and trigger.first <= k <= trigger.at
        if bound and not hangs and (self._right_behind(bound, gift.thing) or self._reduced(k)):
            gift.dated = "own"
        else:
            own = k < 0 or (trigger is not None and k == trigger.at)
            moved = bool(trigger and trigger.group in _MOVES) if own else self._moves(k)
            gift.dated = "moved" if moved else "told"

    def _of_deed(self, trigger: Trigger) -> Dated | None:
        """The date that hangs on a verb, in the sentence of the verb."""
        begin, end = self.page.sentence(trigger.at)
        found = [b for b in self._dates(begin, end) if trigger.first <= b.verb <= trigger.at]
        return found[0].date if found else None

    def moved(self, first: int, last: int, money: bool = False) -> Dated | None:
        """A day on which something was handed over, or money set aside, told between two words."""
        for bound in self._dates(first, last):
            iso = bound.date.iso
            day = len(iso) >= 10 and iso[7] == "-" and iso[10:11] in ("", "/")
            if not day or bound.verb < 0:
                continue
            verb = self.page.words[bound.verb].verb
            if self._moves(bound.verb) or (money and verb and verb.group == "commit"):
                return bound.date
        return None

    def _dates(self, begin: int, end: int) -> list[Bound]:
        a, b = self.page.words[begin].start, self.page.words[end - 1].end
        found = [self.bind(d) for d in self.page.dates_in(a, b)]
        return [b for b in found if b is not None]

    def _nearest(self, thing: Thing, trigger: Trigger | None, begin: int, end: int) -> Dated | None:
        ranked = []
        for bound in self._dates(begin, end):
            level = self._level(bound, thing, trigger)
            at = self.page.index(bound.date.start)
            if level and self._parted(min(at, thing.first), max(at, thing.first)):
                continue
            if level is not None and not self._of_a_budget(bound.date, thing):
                anchor = self.page.words[trigger.at].start if trigger else thing.start
                ranked.append((level, _distance(bound.date, thing, anchor), bound.date))
        return min(ranked)[2] if ranked else None

    def _parted(self, first: int, last: int) -> bool:
        """Whether a semicolon stands between two words."""
        return any(w.text == ";" for w in self.page.words[first:last])

    # --- whose date it is

    def _level(self, bound: Bound, thing: Thing, trigger: Trigger | None) -> int | None:
        """How surely a date belongs to a thing: the lower the surer, None not at all."""
        k, words = bound.verb, self.page.words
        if self._right_behind(bound, thing):
            return 0
        if bound.apart or self._aside(bound.date, thing) or self._of_another(bound, thing, trigger):
            return None
        if k < 0:
            behind = thing.start < bound.date.start
            return 2 if not bound.fronted else None if behind else 0
        word = words[k]
        own = thing.last < len(words) and words[thing.last].closed == "auxiliary"
        if own and k < thing.first and not bound.fronted:
            return None  # "..., and 12 more are due"
        acts = 0 < k - thing.last < 4 and own
        if acts or (trigger is not None and trigger.first <= k <= trigger.at):
            return 0
        if self._reduced(k) and (not self._tells(word) or word.low == "announced"):
            if word.low == "announced":
                return 2
            if thing.last <= k <= thing.last + 3:
                given = word.verb is not None and word.verb.group in _MOVES
                return None if trigger and word.low in _MADE else 1 if given else 3
        if trigger is not None and trigger.nominal and 0 < trigger.first - k < 4:
            return 1
        after = self.page.index(bound.date.end)
        if trigger is not None and trigger.first - after == 1 and words[after].low in _WHICH:
            return 1  # "a shipment last May that carried"
        if bound.fronted and bound.date.start < thing.start:
            near = 0 < thing.first - k < 4 and (trigger is None or trigger.at < k)
            return -1 if near else self._scope(bound, thing)  # "a third the next day held 22"
        if self._tells(word):
            return None
        if trigger is None:
            return 2 if word.verb and word.verb.group in _GIVES else None
        if trigger.group == "contain" and k < trigger.first and self._moves(k):
            return 1  # "the load, which left Oslo on Monday, contains"
        if trigger.nominal:
            return 1 if k > thing.last and self._moves(k) else 2
        return self._above(k, bound, trigger) if k < trigger.at else self._beyond(k, thing)

    def _aside(self, date: Dated, thing: Thing) -> bool:
        """Such as "to a camp, where famine was declared in May"."""
        return bool(_ASIDE.search(self.page.text, thing.end, max(thing.end, date.start)))

    def _of_another(self, bound: Bound, thing: Thing, trigger: Trigger | None) -> bool:
        """Such as "six in May, eight next year": each date behind a count is that of the count."""
        words, at = self.page.words, self.page.index(bound.date.start)
        if trigger is not None and trigger.first <= bound.verb <= trigger.at and bound.fronted:
            return False
        if bound.date.start < thing.start:
            between = words[self.page.index(bound.date.end) : thing.first]
            return any(w.low in ("after", "before", "following") for w in between)
        begin, end = self.page.sentence(at)
        counted = [t for t in self.page.things_in(thing.last, at) if t.values or t.money]
        near = bool(counted) and self._right_behind(bound, counted[-1])
        near = near and words[counted[-1].first - 1].low in (",", "and", ";")
        return near and sum(b.verb == bound.verb for b in self._dates(begin, end)) > 1

    def _scope(self, bound: Bound, thing: Thing) -> int | None:
        """A date in front of a clause or its verb holds for what hangs on it, too."""
        words = self.page.words
        begin, _ = self.page.sentence(thing.first)
        head = bound.date.start - words[begin].start < 40
        if self._of_a_clause(bound):
            return None
        if self._tells(words[bound.verb]):
            # "On 6 May it was said", but not "Oslo on 6 May said".
            lead = words[begin : self.page.index(bound.date.start)]
            head = all(w.low in LEADS or w.is_sign for w in lead)
        return 3 if head else None

    def _of_a_clause(self, bound: Bound) -> bool:
        """Such as "Oslo, which on Friday met": the day of that clause alone."""
        i = self.page.index(bound.date.start)
        while i > 0 and self.page.words[i - 1].low in LEADS - {"and"}:
            i -= 1
        return i > 0 and self.page.words[i - 1].low in _CLAUSE_OPENS

    def _beyond(self, k: int, thing: Thing) -> int | None:
        """Such as "a plane carrying 30 tonnes landed on Monday": moved by a later verb."""
        words = self.page.words
        if any(
            t.money or (t.values and (thing.money or words[t.first - 1].low in _NEXT))
            for t in self.page.things_in(thing.last, k)
        ):
            return None
        between = words[thing.last : k]
        own = bool(between) and between[0].closed == "auxiliary"
        if own or any(w.low in _CLAUSES or w.text == ";" for w in between):
            return None
        return 4 if self._moves(k) else None

    def _moves(self, k: int) -> bool:
        """Whether a verb moves what it speaks of: "left", "berthed", "took off"."""
        words = self.page.words
        after = words[k + 1].low if k + 1 < len(words) else ""
        if any(w.low in ("not", "failed", "unable", "never") for w in words[max(0, k - 3) : k]):
            return False
        if words[k].low in _ARRIVED or (words[k].low, after) in _SET_OFF:
            return True
        verb = words[k].verb
        return verb is not None and verb.group in _MOVES

    def _reduced(self, k: int) -> bool:
        """Whether a participle only tells more of the noun before it ("a package announced")."""
        if k <= 0:
            return False
        word, before = self.page.words[k], self.page.words[k - 1]
        part = (word.verb and word.verb.form == "part") or word.low == "announced"
        noun = (k - 1) in self._inside or before.text == "," or before.low in _AID_NOUNS
        return bool(part) and noun

    def _tells(self, word: Word) -> bool:
        """Whether a verb says that somebody spoke."""
        if word.low in TELLING:
            return True
        verb = word.verb
        return verb is not None and (verb.group == "report" or verb.lemma in _WORDS_TOLD)

    def _above(self, k: int, bound: Bound, trigger: Trigger) -> int | None:
        """Such as "agreed on Monday to give", "came on Monday and gave": one act in two verbs."""
        if k > trigger.at:
            return None
        between = self.page.words[k + 1 : trigger.first]
        if any(w.low in ("that", "which", "who", "while", "but", "as", ",") for w in between):
            return None
        verb = self.page.words[k].verb
        gives = verb is not None and verb.group in _GIVES | {"talk"}
        if trigger.tense == "to" and gives:
            return 1
        joined = bool(between) and any(w.low == "and" for w in between[-3:])
        return 2 if joined else None

    def _right_behind(self, bound: Bound, thing: Thing) -> bool:
        """Whether nothing but words without a number stands between a thing and its date."""
        gap = bound.date.start - thing.end
        if bound.fronted or not 0 <= gap < 40 or bound.verb >= thing.last:
            return False
        at = self.page.index(bound.date.start)
        return not any(t.values or t.money for t in self.page.things_in(thing.last, at))

    def _of_a_budget(self, date: Dated, thing: Thing) -> bool:
        """Such as "a facility for 2024 to 2027", "50 billion until 2027": what it is meant for."""
        if not thing.money or not _YEAR.match(date.iso):
            return False
        text = self.page.text
        if "/" in date.iso:
            return True
        if _YEARS.search(text, max(0, date.start - 24), date.start):
            return True  # the second of "between 2023 and 2028"
        before = _BUDGET.search(text, max(0, date.start - 30), date.start)
        several = re.match(r"\s*(?:to|and|-|–)\s*20\d\d", text[date.end : date.end + 12])
        return before is not None and (
            several is not None or not before[0].lower().startswith("for")
        )


def _distance(date: Dated, thing: Thing, anchor: int) -> int:
    """Characters from a date to the thing; one that follows closely counts as nearer."""
    behind = date.start - thing.end
    if 0 <= behind < 40:
        return behind
    near = min(abs(date.start - anchor), abs(date.end - anchor), abs(thing.start - date.end))
    return 15 + near
