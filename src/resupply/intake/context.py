"""What earlier passes found in a document, for the readers of each kind.

Filled in this order: `mentions` (who and where), `dates`, then, by the reader of quotations,
`speeches`, and by that of datelines `place`.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from resupply.intake.dates import Dated
from resupply.intake.mentions import Mention


class Speech(NamedTuple):
    """Words that somebody said or wrote.

    Args:
        start: First character of what was said.
        end: Character behind the last.
        speaker: Surname, country code or name; None where the text does not say.
        mode: `direct`, `indirect` or `mixed`.
        said_at: Span of the speaker's name or pronoun; None where there is none.
    """

    start: int
    end: int
    speaker: str | None
    mode: str
    said_at: tuple[int, int] | None


@dataclass
class Context:
    """What is known of a document when a kind is read.

    Args:
        mentions: Countries, organisations, people and roles, by place; pronouns resolved.
        dates: Dates, resolved against the day of publication, by place.
        speeches: Who said what, by place.
        place: Place of the dateline, as written; None where there is none.
        place_country: Its country (ISO 3166-1 alpha-3).
        head: Where the dateline begins.
        body: Where the text proper begins, behind the dateline.
    """

    mentions: list[Mention] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    place: str | None = None
    place_country: str | None = None
    head: int = 0
    body: int = 0

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin in a stretch of the text."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_left(self.mentions, end, key=lambda m: m.start)
        return self.mentions[first:last]

    def dates_in(self, start: int, end: int) -> list[Dated]:
        """Dates that begin in a stretch of the text."""
        first = bisect_left(self.dates, start, key=lambda d: d.start)
        last = bisect_left(self.dates, end, key=lambda d: d.start)
        return self.dates[first:last]

    def speaker_at(self, at: int) -> str | None:
        """Who speaks at a character: the narrowest speech around it."""
        around = [s for s in self.speeches if s.start <= at < s.end]
        return min(around, key=lambda s: s.end - s.start).speaker if around else None
