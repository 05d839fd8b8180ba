"""Where an event takes place."""

import re
from typing import NamedTuple

from resupply.intake import event_where, rx
from resupply.intake.context import Context
from resupply.intake.dates import Dated
from resupply.intake.event_names import name_of
from resupply.intake.event_words import Found, Words
from resupply.intake.mention import Mention
from resupply.intake.text import Document, Span


class Read(NamedTuple):
    """An event with what was read of it."""

    found: Found
    phrase: Span
    place: str | None
    place_at: tuple[int, int] | None
    date: Dated | None
    participants: list[str]
    name: str | None
    told: bool


_ON_THE_WAY = rx.compile(
    r"(?:,\s+[A-Z]\w+)?,?\s+(?:to|and|for)\s+(?:(?:the|an?)\s+)?(?:[\w-]+\s+){0,3}"
)


_IN_A_NAME = rx.compile(
    r"\s?[–-]\s?(?:[A-Z][\w’'-]*\s+(?:[–-]\s*)?){1,5}(?:[Ss]ummit|[Ff]orum|[Cc]onference"
    r"|[Mm]eeting)"
    r"|\s(?:[A-Z][\w’'-]*\s+){1,4}(?:[Ss]ummit|[Ff]orum|[Cc]onference)\b"
)
#: Seats of bodies, where one meets or goes.
_SEAT = rx.compile(
    r"\b(?:at|to|of|visit(?:s|ed)?|outside)\s+(?:the\s+)?(?P<place>(?:[A-Z][\w-]+\s+)+[Hh]eadquarters"
    r"|United Nations(?: Security Council| General Assembly)?|UN Security Council|Pentagon)\b"
)
_OWNERS = ("US", "U.S.", "UK", "U.K.", "EU")
_TO_BE = rx.compile(r"\b(?:is|are)\s+(?:planned|due|scheduled|expected|set|to\s+(?:be|take))\b")
_SOME_PLACE = rx.compile(
    r"\s+(?:the|an?)\s+(?:[\w-]+\s+)?(?:district|region|area|camp|town|village|city|site|province)\b"
)
#: As in "at the port of Beira", "in a camp near Adre".
_SITE_OF = rx.compile(
    r"\b(?:at|in)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}(?:port|airport|camp|base|warehouse|harbou?r"
    r"|crossing|hospital|headquarters|plant|factory|depot|school)\s+(?:of|in|at|near)\s+(?:the\s+)?$"
)
_SITE_BEHIND = rx.compile(
    r"\s+(?:at|in)\s+(?:the\s+)?(?:(?:US|U\.S\.|UK|[A-Z][a-z]+(?:an|ish|ese))\s)?"
    r"(?P<site>(?:[A-Z][\w’'-]+\s){1,4}?(?:Air\s)?(?:Force\s)?(?:Base|Airport|Airfield|Port|Palace"
    r"|Hotel|Hall|House|Hospital|University|Academy|School|Stadium|Square|Arena|Cathedral|Church"
    r"|Museum|Barracks|Center|Centre|Castle|Shipyard|Harbou?r|Station|Headquarters|Institute"
    r"|Fort|Park|Theatre|Theater|Library|Plant|Factory))\b"
)
_MARGINS = rx.compile(r"\bon the (?:margins|sidelines|fringes|edges) of ")
_HELD = rx.compile(
    r"\s+(?:is|are|was|were|will|had|has)\s+(?:be\s+|been\s+|to\s+be\s+)?(?:held|scheduled"
    r"|planned|due"
    r"|to\s+take\s+place|take\s+place|expected)\b"
)


#: Behind an event: what those who met gave, wherever it is for.
_GIVES = rx.compile(
    r"\s+(?:pledged|promised|announced|agreed|donated|offered|committed|raised|approved)\b"
)
_FRONTED = rx.compile(
    r"(?:At|During|After|Before|Ahead of|Following|On the sidelines of)\b[^,;]*\Z"
)


class Places(Words):
    """Finds the places of events in one document."""

    def __init__(self, document: Document, context: Context) -> None:
        super().__init__(document, context)
        self.seen: list[Read] = []
        self._later: dict[str, Mention | None] = {}

    def _place(
        self, found: Found, phrase: Span, sentence: Span
    ) -> tuple[str | None, tuple[int, int] | None, bool]:
        visit = found.happening.type == "visit"
        within = found.start if found.happening.type == "signing" else found.end - 1
        seat = _SEAT.search(self.text, found.end - 1, phrase.end)
        if seat:
            return self._town_of(seat)
        home = event_where.at_home(self.text[max(sentence.start, found.start - 24) : found.end])
        if home:
            return home, None, False
        if self._is_left(found, sentence):
            phrase, sentence = Span(found.start, found.end), Span(sentence.start, found.end)
        town = event_where.town_of(self.text, found.end, sentence.end)
        ahead = self.context.mentions_in(found.end, town[0]) if town else []
        if town and not any(event_where.there(k) for k in ahead):
            return self.text[town[0] : town[1]], town, False
        held = None if visit else self._held(found, sentence)
        here = held or self._in_place(within, phrase.end, visit=visit)
        if here is None:
            here = self._before_place(found, sentence) or self._on_the_way(found)
        here = here or self._beside(Span(found.end, sentence.end))
        site = self._site_behind(found, sentence) if here is None else None
        if site:
            return self.text[site[0] : site[1]], site, False
        if here is None:
            here = self._in_place(sentence.start, sentence.end, visit=False)
            if here is not None and found.happening.type == "signing" and here.form == "name":
                here = None if self.context.place else here  # "signed ... for people in Yemen"
        if here is None and not visit:
            here = self._further(found, sentence)
        if here is None:
            raw = self._unlisted(found, self._with_held(phrase, sentence))
            if raw:
                return self.text[raw[0] : raw[1]], raw, False
        if here is None and found.happening.type in (
            "visit",
            "summit",
            "meeting",
            "conference",
            "forum",
            "press_conference",
            "ceremony",
            "signing",
        ):
            near = [s for s in self.seen[-40:] if s.place and found.start - s.found.start < 500]
            if found.happening.type in ("summit", "conference", "forum"):
                name = name_of(self.text, found, sentence)
                near = [s for s in near if not name or s.name == name]  # another one's place
            if _TO_BE.search(self.text, found.end, min(found.end + 40, sentence.end)):
                return None, None, True  # "a further meeting is planned": nobody says where
            some = visit and _SOME_PLACE.match(self.text, found.end) is not None
            again = visit and not found.happening.verb
            near = [s for s in near if not visit or some or s.found.happening.type == "visit"]
            if near and (some or again or not visit):
                return near[-1].place, near[-1].place_at, True
            told = self._told_before(sentence.start) if found.happening.type != "visit" else None
            if told is not None and self.context.place is None:
                return self._called(told), (told.start, told.end), True
            if some and found.happening.verb:
                return None, None, True  # "visited the camp": not where the text was written
            return self.context.place, None, True
        return (self._called(here), (here.start, here.end), False) if here else (None, None, False)

    def _held(self, found: Found, sentence: Span) -> Mention | None:
        if found.happening.verb:
            return None
        return event_where.held_in(self.context, self.text, found.end, sentence.end)

    def _further(self, found: Found, sentence: Span) -> Mention | None:
        """Where a guest or an envoy is, or where the text later says that it is."""
        where = event_where.guest_in(self.context, self.text, sentence)
        if where is None and found.happening.type in ("ceremony", "signing", "meeting"):
            where = event_where.envoy_to(self.context, self.text, sentence)
        if where is None and found.happening.type in ("summit", "conference", "forum"):
            said = self.text[found.start : found.end]
            word = said.lower().rstrip("s")
            if word not in self._later:
                self._later[word] = event_where.told_later(self.context, self.text, word)
            where = self._later[word]
        return where

    def _town_of(self, seat: re.Match[str]) -> tuple[str, tuple[int, int], bool]:
        """The town of "at the UN headquarters in Nairobi", else the seat."""
        if self.text.startswith(" in ", seat.end("place")):
            at = seat.end("place") + 4
            near = [
                k
                for k in self.context.mentions_in(at, at + 1)
                if k.kind in ("country", "place") or k.name == "Brussels"
            ]
            if near:
                return near[0].name, (near[0].start, near[0].end), False
        return seat["place"], seat.span("place"), False

    def _is_left(self, found: Found, sentence: Span) -> bool:
        """As in "At the talks, Oslo promised boats for towns in Mali": the rest is elsewhere."""
        if found.happening.verb or found.happening.type == "signing":
            return False
        if _GIVES.match(self.text, found.end):
            return True
        return self.text[found.end : found.end + 2] == ", " and bool(
            _FRONTED.match(self.text, sentence.start, found.end)
        )

    def _in_place(self, start: int, end: int, *, visit: bool) -> Mention | None:
        """The place behind "in", "at", "to" or "of" in a stretch; "in" wins over "at"."""
        best: tuple[int, Mention] | None = None
        for m in self.context.mentions_in(start, end):
            if (
                m.kind not in ("country", "place")
                and not (m.kind == "org" and m.name == "Brussels")
            ) or m.form == "demonym":
                continue
            if m.name in _OWNERS and self.text[m.end : m.end + 2].strip()[:1].isupper():
                continue  # "at the US Ramstein Air Base"
            if m.form != "capital" and _IN_A_NAME.match(self.text, m.end):
                continue  # "in the Ukraine - Southeast Europe summit"
            lead = self.text[max(0, m.start - 44) : m.start]
            if event_where.not_there(lead):
                continue  # "for people in Yemen"
            if re.match(
                r"(?:['’]s)?\s+(?!the\b)[A-Z]?[a-z]*\s?(?:[Pp]resident|[Mm]inister|[Pp]rime"
                r"|government"
                r"|military|army)",
                self.text[m.end : m.end + 24],
            ):
                continue
            rank = self._place_rank(lead, visit)
            if rank and (best is None or rank > best[0]):
                best = (rank, m)
        return best[1] if best else None

    def _beside(self, phrase: Span) -> Mention | None:
        """As in "will meet on the margins of the Washington summit": where the other one is."""
        beside = _MARGINS.search(self.text, phrase.start, phrase.end)
        near = self.context.mentions_in(beside.end(), beside.end() + 30) if beside else []
        cities = [m for m in near if m.kind == "place" or m.form == "capital"]
        return cities[0] if cities else None

    def _called(self, place: Mention) -> str:
        """A place as it is written; "the Norwegian capital" by its name."""
        return place.name if place.form == "capital" else self.text[place.start : place.end]

    def _told_before(self, at: int) -> Mention | None:
        """The last place behind "in" in the paragraph so far, or the sentence before it."""
        start = min(self.document.paragraph_at(at).start, max(0, at - 250))
        for m in reversed(self.context.mentions_in(start, at)):
            place = m.kind in ("country", "place") and m.form in ("", "capital")
            lead = self.text[max(0, m.start - 44) : m.start]
            if place and self._place_rank(lead, visit=False) == 3:
                return m
        return None

    def _with_held(self, phrase: Span, sentence: Span) -> Span:
        """With "is scheduled for January at ...", where that follows."""
        held = _HELD.match(self.text, phrase.end, sentence.end)
        return Span(phrase.start, sentence.end) if held else phrase

    def _site_behind(self, found: Found, sentence: Span) -> tuple[int, int] | None:
        """As in "the ceremony at Halim Air Base": right behind, where no list knows the site."""
        m = _SITE_BEHIND.match(self.text, found.end, sentence.end)
        at = m.span("site") if m else None
        if at is None or self.context.dates_in(*at):
            return None
        known = self.context.mentions_in(*at)
        return None if any(k.kind in ("person", "org") for k in known) else at

    def _unlisted(self, found: Found, phrase: Span) -> tuple[int, int] | None:
        """A capitalised name behind "in" that no list knows."""
        to = "to|" if found.happening.type == "visit" else ""
        pattern = re.compile(
            rf"\b(?:{to}in|near|outside|at(?:\s+the)?)\s+(?:the\s+(?:city|town|village|port)\s+of\s+)?"
            rf"(?:(?:US|U\.S\.|UK|[A-Z][a-z]+(?:an|ish))\s+)?"
            r"((?:[A-Z][\w’'-]+)(?:[ -][A-Z][\w’'-]+){0,2})\b(?!\s+(?:of|and|for)\s|\s?-|\s[A-Z])"
        )
        start = found.start if to else found.end - 1
        for m in pattern.finditer(self.text, start, phrase.end):
            known = self.context.mentions_in(*m.span(1))
            dated = self.context.dates_in(*m.span(1))
            refused = any(x.kind in ("person", "org") or x.end == m.end(1) for x in known)
            if not dated and not refused:
                return m.span(1)
        return None

    def _place_rank(self, lead: str, visit: bool) -> int:
        if re.search(
            r"\b(?:in|In)\s+(?:[Tt]he\s+)?(?:(?:[a-z-]+|[A-Z][a-z]+)\s+(?:city|town|capital|port"
            r"|village|district|region)\s+(?:of\s+)?|(?:northern|southern|eastern|western"
            r"|central|downtown)\s+)?$",
            lead,
        ):
            return 3
        if visit and re.search(
            r"\b(?:to|of|visit|visits|visited|visiting|at|into)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$",
            lead,
        ):
            return 4
        if re.search(r"\b(?:at|At|outside|near)\s+(?:the\s+)?$", lead) or _SITE_OF.search(lead):
            return 2
        return 0

    def _before_place(self, found: Found, sentence: Span) -> Mention | None:
        """The city inside the name: "the Munich Security Conference", "the Vilnius summit"."""
        start = max(sentence.start, found.start - 50)
        for m in reversed(self.context.mentions_in(start, found.start)):
            between = self.text[m.end : found.start]
            city = m.kind == "place" or m.form == "capital" or m.name == "Brussels"
            if (
                city
                and re.fullmatch(
                    r"\s+(?:(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th))\s+){0,3}(?:[a-z]+\s+)?", between
                )
                and "." not in between
            ):
                return m
        return None

    def _on_the_way(self, found: Found) -> Mention | None:
        """Where "travelled to Germany to meet Mr Scholz" takes place."""
        for m in self.context.mentions_in(max(0, found.start - 60), found.start):
            lead = self.text[max(0, m.start - 8) : m.start]
            here = m.kind in ("country", "place") and re.search(r"\b(?:to|in)\s+(?:the\s+)?$", lead)
            if here and _ON_THE_WAY.fullmatch(self.text[m.end : found.start]):
                return m
        return None
