"""What each date of a text hangs on: the verb that it tells the time of.

That is the verb behind it where the date opens the clause or stands right before the verb ("In May
Oslo sent", "Oslo on Monday sent"), else the nearest before it. Dates that tell since when, or when
something else happened ("after the earthquake of"), stand apart.
"""

from typing import NamedTuple

from resupply.intake import lexicon, rx
from resupply.intake.page import Dated, Page
from resupply.intake.words import Word

#: Words between a clause and its date.
LEADS = frozenset(
    (
        *("on", "in", "by", "at", "the", "of", "early", "late", "mid", "end", "beginning"),
        *("start", "middle", "this", "next", "last", "coming", "past", "course", "during"),
        *("until", "till", "through", "before", "from", "around", "about", "only", "just"),
        *("later", "earlier", "back", "already", "as", "for", "yet", "also", "and", "then"),
        *("since", "after", "within", "end-of", "throughout", "over", "again", "even", "ago"),
    )
)
#: What makes a date that of something else, with no verb between.
_APART = frozenset(["since", "after", "following", "amid", "despite", "ahead", "besides"])
_OPENS = frozenset([",", ";", ":", "–", "—", "-", "“", '"', "(", "•", "*", "."])
#: What opens a clause before its date: "said that in May Oslo gave", "Oslo, which in May gave".
_JOINS = frozenset(["and", "that", "which", "who", "but", "while", "whereas", "because"])
_DEEDS = frozenset(["deliver", "pledge", "commit", "receive", "arrive"])
#: What befell people, or how a body began: no day of a gift ("the quake that hit on Monday").
_BEFELL = frozenset(
    (
        *("founded", "established", "born", "elected", "appointed", "inaugurated"),
        *("hit", "struck", "shook", "killed", "jolted", "rocked", "devastated", "ravaged"),
        *("battered", "flooded", "displaced", "injured", "swept", "invaded", "erupted"),
    )
)
#: Words that tell what somebody said, and stand on no list of verbs.
TELLING = frozenset(["informed", "assured", "disclosed", "quoted", "according", "notified"])
#: Past tenses that no list of verbs has.
_PAST = frozenset(
    ["took", "met", "hit", "broke", "saw", "fell", "began", "struck", "held", "won", "went", "had"]
)
#: What happens to people, and gives nothing.
_CALAMITIES = frozenset(
    (
        *("invasion", "war", "earthquake", "quake", "flood", "floods", "cyclone", "attack"),
        *("attacks", "famine", "coup", "elections", "election", "hostilities", "disaster"),
        *("strike", "strikes", "shelling", "fighting", "outbreak", "eruption", "annexation"),
    )
)
#: Whose day is that of what is promised there.
_GATHERINGS = frozenset(
    ["meeting", "summit", "conference", "session", "talks", "ceremony", "forum", "gathering"]
)
_OF_A_LAW = rx.compile(
    r"(?:\b(?:act|law|resolution|bill|treaty)\b[ ,]{1,2}(?:\d+ )?(?:of|from) |no\. ?)$"
)


class Bound(NamedTuple):
    """A date with the word of the verb that it hangs on; -1 is none."""

    date: Dated
    verb: int
    fronted: bool
    apart: bool = False


class DateBonds:
    """The dates of one page with what they hang on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._bound: dict[int, Bound | None] = {}
        self._inside = {i for t in page.things if t.sort == "goods" for i in range(t.first, t.last)}

    def bind(self, date: Dated) -> Bound | None:
        """The date with its verb; None for the dates of other things."""
        if date.start not in self._bound:
            self._bound[date.start] = self._bind(date)
        return self._bound[date.start]

    def _bind(self, date: Dated) -> Bound | None:
        text, words = self.page.text, self.page.words
        at, after = self.page.index(date.start), self.page.index(date.end)
        begin, end = self.page.sentence(at)
        if date.iso < "2000" or _OF_A_LAW.search(
            text[max(0, date.start - 24) : date.start].lower()
        ):
            return None
        if text[date.end : date.end + 2] in ("'s", "’s") and not self._a_gift(after):
            if after >= end or words[after].low not in _GATHERINGS:
                return None
            after += 1  # "at today's meeting Malta pledged"
        first = at
        while first > begin and words[first - 1].low in LEADS:
            first -= 1
        led = [w.low for w in words[first:at]]
        if {"since", "after"} & {*led} or led[:2] in (["as", "of"], ["as", "at"]):
            return None  # "as of 3 May" counts what was given before
        opens = first == begin or words[first - 1].text in _OPENS or words[first].low == "and"
        opens = opens or words[first - 1].low in _JOINS
        if opens and first > begin and after < end and words[first - 1].text == ",":
            opens = words[after].closed != "preposition" and not words[after].is_sign
        linked = any(w.low in ("when", "where") for w in words[after : min(after + 2, end)])
        if opens or linked or self._before_its_verb(first, after):
            ahead = self._ahead(after + linked, end)
            if ahead >= 0:
                return Bound(date, ahead, True)
            if first > begin and self.page.things_in(after, after + 2):
                return Bound(date, -1, True)  # "and in May 2 million"
        return self._behind(date, first, begin)

    def _a_gift(self, i: int) -> bool:
        """Whether "Monday's" leads to what is given or to the deed."""
        near = self.page.words[i : i + 3]
        deeds = lexicon.deeds()
        return any(lexicon.singular(w.low) in deeds for w in near) or bool(
            self.page.things_in(i, i + 2)
        )

    def _before_its_verb(self, first: int, after: int) -> bool:
        """Such as "Oslo on Monday sent": subject, date, verb."""
        words = self.page.words
        before = words[first - 1]
        if after >= len(words) or before.is_sign or before.closed or self.acts(first - 1):
            return False
        k = first - 1
        while k > 0 and k in self.page.names:
            k -= 1
        if words[k].low == "by" and self.acts(k - 1):
            return False  # "the tanks promised by Malta in May arrived"
        return self.acts(after) or words[after].closed == "auxiliary"

    def acts(self, i: int) -> bool:
        """Whether a word is a verb: one of the list, or one that looks like a past tense."""
        word = self.page.words[i]
        if i in self._inside:
            return False
        before = self.page.words[i - 1] if i else None
        led = before is not None and (
            before.closed in ("determiner", "preposition")
            or before.text[0].isdigit()
            or (before.possessive and i - 1 in self.page.names)
        )
        if word.verb:
            if word.verb.form == "ing":
                if before is not None and before.closed == "determiner":
                    return word.verb.group in _DEEDS  # not "the fighting"
                return before is None or before.is_sign or bool(before.closed)
            return not (led and word.verb.form == "part")
        if word.closed or word.is_sign or i in self.page.names:
            return False
        return word.low in _PAST or word.low in TELLING or (_regular(word) and not led)

    def _ahead(self, i: int, end: int) -> int:
        """The first verb behind a date that opens the clause, or -1."""
        words = self.page.words
        start = i + 1 if i < end and words[i].text == "," else i
        for k in range(start, min(end, start + 18)):
            if words[k].text in ";:" or (words[k].text == "," and k == start):
                return -1
            if words[k].verb or words[k].low in _PAST:
                return k
        return -1

    def _behind(self, date: Dated, first: int, begin: int) -> Bound | None:
        words = self.page.words
        for k in range(first - 1, begin - 1, -1):
            if words[k].text in ";:–—":
                break
            if self._sets_apart(k, first):
                return Bound(date, -1, False, True)
            if self.acts(k) or (k == begin and words[k].low in _BEFELL):
                k = self._before_an_aside(k, first, begin)
                return Bound(date, k, False, words[k].low in _BEFELL)
        return Bound(date, -1, False)

    def _before_an_aside(self, k: int, first: int, begin: int) -> int:
        """Such as "landed in Aden, a port held by Oman, on Monday": the verb before the aside."""
        words = self.page.words
        noun = words[k - 1] if k > begin else words[k]
        verb = words[k].verb
        reduced = verb.form in ("past", "part") if verb else words[k].low.endswith("ed")
        reduced = reduced and not (noun.closed or noun.is_sign or k - 1 in self.page.names)
        if words[first - 1].text != "," or not reduced:
            return k
        for j in range(k - 1, begin, -1):
            if words[j].text == "," and (k - j < 8):
                return next((i for i in range(j - 1, begin - 1, -1) if self.acts(i)), k)
        return k

    def _sets_apart(self, k: int, first: int) -> bool:
        """Whether a word leads to a date of something else ("since the invasion on")."""
        low = self.page.words[k].low
        if low in _CALAMITIES and any(w.text == "," for w in self.page.words[k:first]):
            return False  # "landed in a town safe from the fighting, on Monday"
        if low == "following" and k and self.page.words[k - 1].low == "the":
            return False  # "will send the following by May"
        return low in _APART or (low in _CALAMITIES and k not in self._inside)


def _regular(word: Word) -> bool:
    low = word.low
    plain = low.endswith("ed") and not word.capital and not low.startswith("un")
    return len(low) > 4 and plain and low not in _NO_VERBS


_NO_VERBS = frozenset(
    ["hundred", "armoured", "armored", "tracked", "wheeled", "unmanned", "united"]
)
