"""One text prepared for the readers of aid, need, claim, delay and production.

Words, numbers, sums, things, actors, dates and sentences of a text, made once and shared.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from resupply.intake import lexicon, money, numbers, quantities, rx, words
from resupply.intake.numbers import Number
from resupply.intake.things import Thing
from resupply.intake.wars import ATTACKERS
from resupply.intake.words import Word


class Actor(NamedTuple):
    """Somebody who gives, gets, asks or makes.

    Args:
        start: First character of the name.
        end: Character behind the last.
        id: ISO 3166-1 alpha-3, a code such as `EU` or `WFP`, or the name.
        kind: `country`, `org`, `person` or `group`.
    """

    start: int
    end: int
    id: str
    kind: str


class Dated(NamedTuple):
    """A date in the text, resolved against the day of publication."""

    start: int
    end: int
    iso: str


class Page:
    """A text with everything the readers ask of it.

    Args:
        text: The text; all places are characters of it.
        actors: Names in it, in order.
        dates: Dates in it, in order.
        sentences: Spans of its sentences.
        speakers: Stretches of speech, each as the actor who speaks.
        head: Dates of the dateline: when somebody wrote.
        published: Day of publication (ISO), as far as it is known.
    """

    def __init__(
        self,
        text: str,
        actors: Sequence[Actor],
        dates: Sequence[Dated],
        sentences: Sequence[tuple[int, int]],
        speakers: Sequence[Actor] = (),
        head: Sequence[Dated] = (),
        published: str | None = None,
    ) -> None:
        self.speakers, self.head, self.published = speakers, head, published
        #: Who "we" is where nobody is named as the speaker: set by the scene of a speech.
        self.home: Actor | None = None
        self.text, self.actors, self.dates = text, list(actors), list(dates)
        spans = [(a.start, a.end) for a in actors]
        self.words: list[Word] = words.split(text, spans, sentences)
        self.starts = [w.start for w in self.words]
        self.names = words.indexes(self.words, spans)
        self.ranges = [(self.index(a), self.index(b)) for a, b in sentences]
        self.numbers: list[Number] = numbers.find(text)
        self.sums = money.find(text, self.numbers, _givers(actors))
        self.things: list[Thing] = quantities.Reader(
            *(text, self.words, self.numbers, self.sums),
            names=self.names,
            dates=[(d.start, d.end) for d in dates],
            stops=[a for a, _ in self.ranges],
        ).things
        self.actors = [a for a in self.actors if not _COIN.match(text, a.end)]
        self.dated = {i for d in dates for i in range(self.index(d.start), self.index(d.end))}
        self._date_starts = [d.start for d in self.dates]
        self._thing_firsts = [t.first for t in self.things]
        self._firsts = [a for a, _ in self.ranges]
        self._actor_starts = [a.start for a in self.actors]
        self._within = [(0, len(self.words))] * len(self.words)
        ends = [*self._firsts[1:], len(self.words)]
        for (a, b), end in zip(self.ranges, ends, strict=False):
            self._within[a:end] = [(a, b)] * (end - a)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Indexes of the words by each word in lower case."""
        out: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            out.setdefault(word.low, []).append(i)
        return out

    def index(self, at: int) -> int:
        """Index of the first word at or behind a character."""
        return bisect_left(self.starts, at)

    def sentence(self, i: int) -> tuple[int, int]:
        """Word range of the sentence of word `i`."""
        if 0 <= i < len(self._within):
            return self._within[i]
        n = bisect_right(self._firsts, i) - 1
        return self.ranges[n] if n >= 0 else (0, len(self.words))

    def said(self, begin: int, end: int) -> str:
        """The text from word `begin` to before word `end`."""
        return self.text[self.words[begin].start : self.words[end - 1].end]

    def actor_at(self, i: int) -> Actor | None:
        """The actor that word `i` belongs to."""
        if i < 0 or i not in self.names:
            return None
        word = self.words[i]
        n = bisect_right(self._actor_starts, word.start) - 1
        actor = self.actors[n] if n >= 0 else None
        return actor if actor and actor.start <= word.start < actor.end else None

    def speaker_at(self, at: int) -> Actor | None:
        """Who speaks at a character, by the narrowest speech around it."""
        around = [s for s in self.speakers if s.start <= at < s.end]
        return min(around, key=lambda s: s.end - s.start) if around else None

    def actors_in(self, first: int, last: int) -> list[Actor]:
        """Actors between two words."""
        if first >= last:
            return []
        a = self.words[first].start
        b = self.words[last - 1].end
        return self.actors[bisect_left(self._actor_starts, a) : bisect_left(self._actor_starts, b)]

    def actors_before(self, at: int, within: int) -> list[Actor]:
        """Actors that begin in the `within` characters before a character and end before it."""
        first = bisect_left(self._actor_starts, at - within)
        last = bisect_left(self._actor_starts, at)
        return [a for a in self.actors[first:last] if a.end <= at]

    def dates_in(self, start: int, end: int) -> list[Dated]:
        """Dates that begin between two characters."""
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return self.dates[first:last]

    def things_in(self, first: int, last: int) -> list[Thing]:
        """Things between two words."""
        a, b = bisect_left(self._thing_firsts, first), bisect_left(self._thing_firsts, last)
        return self.things[a:b]


#: What makes a name part of a sum: "Swiss francs".
_COIN = rx.compile(
    r" (?:[Ff]rancs?|[Dd]ollars?|kron[aeo]r?|crowns?|pounds?|yen|rupees?|rand|won|lira|dirhams?"
    r"|riyals?)\b"
)
#: Never whose dollars or crowns are meant: they are what is given to.
_GIVEN_TO = lexicon.words("page.given_to") | ATTACKERS


def _givers(actors: Sequence[Actor]) -> list[money.Near]:
    named = [a for a in actors if len(a.id) == 3 and a.id.isupper()]
    return [(a.start, a.id) for a in named if a.id not in _GIVEN_TO]
