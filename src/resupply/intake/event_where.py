"""Where an event takes place, by what stands further off: held where, whose guest, told later."""

import re

from resupply.intake import rx
from resupply.intake.context import Context
from resupply.intake.mention import Mention
from resupply.intake.text import Span

#: "is due to be held in", "will take place on 5 May at".
_HELD_IN = rx.compile(
    r"\b(?:held|takes?\s+place|took\s+place|taking\s+place|hosted|convened?|staged|organi[sz]ed"
    r"|scheduled|planned)"
    r"\b[^.;:,“”\"]{0,50}?\b(?:in|at|outside|near)\s+(?:the\s+)?"
)
#: What is in a place without the event being there: "people in Yemen".
_NOT_THERE = rx.compile(
    r"\b(?:people|crisis|crises|war|wars|victims|conflicts?|situation|floods?|flooding|earthquakes?"
    r"|refugees|children|civilians|families|survivors|fighting|peace|stability|needs?|suffering"
    r"|invasion|populations?|communities|offensive|emergency|response|famine|hunger|disaster"
    r"|operations?|projects?|efforts|forces|troops|soldiers|life|lives|towns|villages|hospitals"
    r"|schools|farmers|women|ceasefire|violence|drought|everyone|interests|developments)"
    r"\s+(?:(?:here|both|back|living|stranded|affected|displaced|trapped)\s+)?in\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
#: "on her visit to", "during the President's trip to".
_GUEST_IN = rx.compile(
    r"\b(?:(?:visit|trip)\s+(?:of|by)\s[^.;,]{3,60}?\s+to|(?:visit|trip|travel(?:s|led|ed)?|flew|went|came|goes|arrived|journey)\s+(?:to|in))\s+(?:the\s+)?\Z"
)
#: "Kenya's ambassador to Chad", "the Ambassador of Japan to Nepal": at work there.
_ENVOY_TO = rx.compile(
    r"\b(?:[Aa]mbassador|AMBASSADOR|[Hh]igh\s+[Cc]ommissioner|[Cc]harg[eé]\s+d[’'][Aa]ffaires"
    r"|[Rr]esident\s+[Cc]oordinator|[Cc]ountry\s+[Dd]irector)(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?)?"
    r"\s+(?:to|in|for)\s+(?:the\s+)?\Z"
)
#: Where what has a house of its own meets.
_AT_HOME = (
    (rx.compile(r"World\s+Economic\s+Forum"), "Davos"),
    (
        rx.compile(r"(?:UN|U\.N\.|United\s+Nations|UNGA).{0,3}\s*[Gg]eneral\s+[Aa]ssembly|UNGA"),
        "New York",
    ),
)
_TOWN_OF = rx.compile(
    r"\bin\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:city|town|village|port|suburb|settlement)\s+of\s+"
    r"(?P<town>[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)?)"
)
_GATHERING = rx.compile(r"\b(?:[Ss]ummit|[Cc]onference|[Ff]orum|[Mm]eeting)s?\b")
_IN_BEHIND = rx.compile(
    r"(?:\s\([^()]{2,24}\))?(?:\son\s\w+)?\s+(?:held\s+)?(?:in|at)\s+(?:the\s+)?\Z"
)


def town_of(text: str, at: int, end: int) -> tuple[int, int] | None:
    """As in "in the northern German town of Unterluss", where no list knows the town."""
    m = _TOWN_OF.search(text, at, end)
    return m.span("town") if m else None


def there(m: Mention) -> bool:
    """Whether it names a country or town."""
    return m.kind in ("country", "place") and m.form != "demonym"


def held_in(context: Context, text: str, at: int, end: int) -> Mention | None:
    """As in "a conference on the floods in Chad will be held in Geneva"."""
    for m in _HELD_IN.finditer(text, at, end):
        near = [k for k in context.mentions_in(m.end(), m.end() + 24) if k.start - m.end() < 12]
        if near and there(near[0]):
            return near[0]
    return None


def not_there(lead: str) -> bool:
    """Whether what stands before a place is in it, whatever the event: "people in Yemen".

    Example:
        >>> not_there("for the people in "), not_there("a conference in ")
        (True, False)
    """
    return _NOT_THERE.search(lead) is not None


def guest_in(context: Context, text: str, sentence: Span) -> Mention | None:
    """As in "signed a deal on her visit to Chad": where a guest is."""
    return _behind(context, text, sentence, _GUEST_IN)


def envoy_to(context: Context, text: str, sentence: Span) -> Mention | None:
    """As in "Kenya's ambassador to Chad handed ... over": where an envoy is at work."""
    return _behind(context, text, sentence, _ENVOY_TO)


def _behind(context: Context, text: str, sentence: Span, lead: re.Pattern[str]) -> Mention | None:
    for m in context.mentions_in(sentence.start, sentence.end):
        if there(m) and lead.search(text[max(sentence.start, m.start - 90) : m.start]):
            return m
    return None


def at_home(said: str) -> str | None:
    """Where what always meets in one place does.

    Example:
        >>> at_home("the World Economic Forum"), at_home("the forum")
        ('Davos', None)
    """
    return next((place for rx, place in _AT_HOME if rx.search(said)), None)


def told_later(context: Context, text: str, word: str) -> Mention | None:
    """Where the text places the one gathering of its kind: "the NATO summit in Riga"."""
    found: dict[str, Mention] = {}
    for m in _GATHERING.finditer(text):
        if m[0].lower().rstrip("s") != word:
            continue
        for k in context.mentions_in(m.end(), m.end() + 50):
            if there(k) and k.form != "name" and _IN_BEHIND.fullmatch(text, m.end(), k.start):
                found.setdefault(k.name, k)
    return next(iter(found.values())) if len(found) == 1 else None
