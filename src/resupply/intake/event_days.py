"""When an event takes place."""

import re
from datetime import date

from resupply.intake import event_fixed_days as fixed
from resupply.intake import rx
from resupply.intake.dates import Dated
from resupply.intake.event_places import Places
from resupply.intake.event_words import Found
from resupply.intake.text import Span

_LONG_AGO = rx.compile(
    r"\b(?:several|a few|some|many)\s+(?:days|weeks|months|years)\s+(?:ago|earlier|before)\b"
    r"|\b[Ii]n\s+(?:a few|a|two|three|four|several|the coming)\s+(?:days|weeks|months|years)\b"
)
_TO_COME = rx.compile(
    r"\b(?:will|would|(?:is|are)\s+(?:due\s+|expected\s+|set\s+)?to|plans?\s+to|hopes?\s+to)"
    r"(?:\s+(?:also|then|later))?\s+\Z"
)


#: What is meant for a year, and is not held in it.
_MEANT_FOR = rx.compile(
    r"(?<!set )(?<!due )(?<!fixed )(?<!planned )(?<!scheduled )(?<!slated )\bfor\s+(?:the\s+)?\Z"
)
_FROM = rx.compile(r"\bfrom\s+\Z")
#: Between a time and the event that it owns: "last year's Riga summit".
_OWNED = rx.compile(r"(?<!'s)['’]s?\s(?:[\w-]+\s){0,4}")
_YEAR_BEHIND = rx.compile(r"\s(20\d\d)\b(?!\s*[-–/]\d)")
_YEAR_AHEAD = rx.compile(r"\b(?:the|a|its)\s(20\d\d)\s(?:[\w’'-]+\s){0,5}\Z")
_OF_NEWS = ("date.weekday", "date.near", "date.day", "date.iso")
#: How old news is [days].
_NEWS = 7


class Days(Places):
    """Finds the days of events in one document."""

    def _date(self, found: Found, phrase: Span, sentence: Span) -> Dated | None:
        year = self._named_year(found, sentence)
        if year is not None:
            return year
        own = [d for d in self.context.dates_in(phrase.start, phrase.end) if not self._since(d)]
        published = self.document.published or ""
        if own:
            return fixed.to_come(self.text, own[0], published)
        led = self._leading(found, sentence)
        if led is not None:
            return led
        others = [
            d
            for d in self.context.dates_in(sentence.start, sentence.end)
            if not self._since(d)
            and not _FROM.search(self.text, max(0, d.start - 8), d.start)
            and (len(d.iso) == 10 or ("/" in d.iso and d.rule in ("date.unit", "date.days")))
        ]
        if others:
            return min(
                others, key=lambda d: min(abs(d.start - found.end), abs(found.start - d.end))
            )
        first = self.context.dates_in(sentence.start, min(sentence.start + 16, found.start))
        if first and re.match(
            r"(?:(?:Back|Late|Earlier)\s+)?[Ii]n\s|(?:Last|This|Next|Earlier\sthis)\s(?:year|month|week"
            r"|spring|summer|autumn|fall|winter)\b",
            self.text[sentence.start :][:24],
        ):
            return first[0]
        coarse = [d for d in self.context.dates_in(found.end, sentence.end) if not self._since(d)]
        if coarse and re.search(
            r"\b(?:held|take place|takes place|took place|scheduled|planned|set\s+for|fixed\s+for"
            r"|due|convene[sd]?)\b",
            self.text[found.end : coarse[0].start],
        ):
            return coarse[0]
        on_the_day = fixed.anniversary(self.text, found.start, sentence.end, published)
        if on_the_day is not None:
            return on_the_day
        if found.happening.type in ("signing", "decision") and found.happening.verb is False:
            return None
        lead = self.text[max(sentence.start, found.start - 30) : found.start]
        if found.happening.type == "visit" and found.happening.verb and _TO_COME.search(lead):
            return None  # "she will visit Chad": on a day that is not told
        if _LONG_AGO.search(self.text, sentence.start, found.end + 60):
            return None
        within = [
            d
            for d in self.context.dates_in(sentence.start, found.start)
            if len(d.iso) == 7 and not self._since(d) and self._is_when(d)
        ]
        return within[-1] if within else self._news_day(found.start)

    def _is_when(self, dated: Dated) -> bool:
        """Whether a month tells when, and is no month of something else."""
        lead = self.text[max(0, dated.start - 14) : dated.start].lower()
        said = self.text[dated.start : dated.end].lower()
        if said.startswith(("last ", "this ", "next ", "earlier this")):
            return True
        return re.search(r"\b(?:in|through|throughout|during|all)\s+$", lead) is not None

    def _leading(self, found: Found, sentence: Span) -> Dated | None:
        """As in "and in July leaders will meet at our summit": a month close in front."""
        near = self.context.dates_in(max(sentence.start, found.start - 70), found.start)
        if near and _OWNED.fullmatch(self.text, near[-1].end, found.start):
            return near[-1]  # "last year's Riga summit"
        if not near or len(near[-1].iso) != 7 or self._since(near[-1]):
            return None
        if self.text[near[-1].end : found.start] == " ":
            return near[-1]  # "on her April visit"
        if not self._is_when(near[-1]):
            return None
        between = self.text[near[-1].end : found.start]
        return None if re.search(r"[,.;:]\s|\b(?:and|that|which|when)\s", between) else near[-1]

    def _since(self, dated: Dated) -> bool:
        lead = self.text[max(0, dated.start - 24) : dated.start].lower()
        if len(dated.iso) == 4 and _MEANT_FOR.search(lead):
            return True  # "a plan for this year"
        return self._began(dated)

    def _began(self, dated: Dated) -> bool:
        lead = self.text[max(0, dated.start - 24) : dated.start].lower()
        return (
            bool(
                re.search(
                    r"\b(?:since|invasion of|invasion in|as of|by|until|began in|started in|of"
                    r" war in)\s+(?:the\s+end\s+of\s+)?$",
                    lead,
                )
            )
            or "invasion" in lead
        )

    def _news_day(self, at: int) -> Dated | None:
        """The day the text is about: the last day named before that is not far from publication."""
        published = self.document.published or ""
        rules = ("date.weekday", "date.near", "date.day", "date.iso")
        before = reversed(self.context.dates_in(0, at))
        days = (d for d in before if len(d.iso) == 10 and d.rule in rules)
        last = next((d for d in days if d.iso[:7] == published[:7]), None)
        if last is not None:
            return last
        # A title above its day, or a first sentence whose day the next one tells.
        later = self.context.dates_in(at, max(self.context.body, at + 500))
        told = [d for d in later if d.iso == published]
        if told and (at < self.context.body or told[0].rule == "date.near"):
            return told[0]
        return self._day_told_next(at)

    def _day_told_next(self, at: int) -> Dated | None:
        """The day that the next sentence or two tell, a few days at most before publication."""
        published = self.document.published or ""
        end = self.document.sentence_at(at).end
        for d in self.context.dates_in(end, end + 260):
            if len(d.iso) != 10 or d.rule not in _OF_NEWS or self._since(d):
                continue
            try:
                days = (date.fromisoformat(published) - date.fromisoformat(d.iso)).days
            except ValueError:
                return None
            return d if 0 <= days <= _NEWS else None
        return None

    def _named_year(self, found: Found, sentence: Span) -> Dated | None:
        """As in "the Riga Summit 2022", "the 2025 recovery forum": the year in its name."""
        if found.happening.verb or found.happening.type not in ("summit", "conference", "forum"):
            return None
        behind = _YEAR_BEHIND.match(self.text, found.end)
        ahead = _YEAR_AHEAD.search(self.text, max(sentence.start, found.start - 70), found.start)
        m = behind or ahead
        if m is None or (behind and self.context.dates_in(found.end, found.end + 40)):
            return None
        return Dated(m.start(1), m.end(1), m[1], "date.year")
