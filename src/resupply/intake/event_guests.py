"""Who takes part in an event, where the subject of its sentence does not tell."""

import re
from itertools import pairwise

from resupply.intake import gazetteer, rx
from resupply.intake.event_days import Days
from resupply.intake.event_words import Found
from resupply.intake.text import Span

_HEADS_OF = rx.compile(
    r"\b(?:[Ll]eaders|[Pp]residents|[Mm]inisters|premiers|chiefs|representatives"
    r"|heads\s+of\s+state(?:\s+(?:and|or)"
    r"\s+government)?)(?:\s+of\s+(?:foreign\s+affairs|defen[cs]e|finance"
    r"|the\s+interior))?\s+of\s+(?=(?:the\s+)?[A-Z][\w ]+(?:,|\sand\s)\s?)"
)


_AND = rx.compile(
    r",?\s+and\s+(?:(?:[A-Z][\w’'.-]*|of|for|the|his|her|prime|minister|president|foreign"
    r"|chancellor"
    r"|defen[cs]e|counterpart,?)\s+){0,8}"
)
_WITH = rx.compile(r"\bwith\s")
_LIST_ENDS = rx.compile(
    r"[.;:“”\"]\s|\b(?:at which|which|who|where|when|while|said|is|was|has|will|to|in|on|at|after"
    r"|before|during|that|about|from|as)\b"
)
_WHO_IS = rx.compile(r",?\s+who\s+(?:is|was|are|were|has|had|came|arrived)\b[^,.;]{0,40}\Z")


_ATTENDED = rx.compile(
    r"\b(?:attended\s+by|(?:co-)?(?:hosted|chaired|organi[sz]ed|convened)\s+(?:jointly\s+)?by|in\s+the\s+presence\s+of|joined\s+by|participants?\s+(?:included|were))\s"
)
_WHICH_ATTENDED = rx.compile(
    r"[^.;,]{0,60}?,?\s+(?:which|that)\s+(?P<who>[^.;]{3,90}?)\s+(?:attended|addressed|chaired"
    r"|hosted|opened"
    r"|led|joined)\b"
)
#: "the two countries signed".
_TWO_LANDS = rx.compile(
    r"(?i)\b(?:the\s+(?:two|three)|both)\s+(?:[\w-]+\s+)?(?:countries|nations|states|governments"
    r"|capitals|allies|neighbou?rs|republics)\b"
)
_SAID_AT = rx.compile(
    r"\b(?:said|says|added|announced|stated|stressed|noted|reported|explained|warned|confirmed"
    r"|told\s\w+)(?:\s(?:on|late|this|last|yesterday|today)(?:\s\w+)?)?\s+(?:at|during|in)\s+"
    r"(?:an?|the|his|her|their|its|this|yesterday's|today's)\s+(?:[\w-]+\s+){0,4}\Z"
)
_SIDES = rx.compile(
    r"\bbetween\s+(?:the\s+)?(?P<one>[A-Z][\w&.’'-]*(?:\s(?:of|for|and|the|[A-Z][\w&.’'-]*)){0,6}?)"
    r"(?:\s\([A-Z]{2,8}\))?\s+and\s+(?:the\s+)?"
    r"(?P<two>[A-Z][\w&.’'-]*(?:\s(?:of|[A-Z][\w&.’'-]*)){0,6})"
)
_PRESENT = rx.compile(
    r"(?:Also\s+)?(?:[Pp]resent|[Aa]ttending|In\s+attendance|Among\s+(?:those|the\s+guests|the\s+"
    r"participants))\b[^.;]{0,70}?\s(?:were|was)\s"
)
#: "officials from the NDMA, MOFA and PAF": bodies that no list knows.
_BODIES = rx.compile(
    r"\b(?:[Oo]fficials|[Rr]epresentatives|[Mm]embers|delegates|officers|staff|leaders|ministers)\s+"
    r"(?:of|from)\s+(?:the\s+)?(?P<who>[A-Z][^.;:()]{2,120})"
)
_BETWEEN_BODIES = rx.compile(r"(?:,\s+and|,|\s+and)\s+(?:the\s+)?")
#: Whose a council is that meets: its members take part.
_COUNCILS = (
    (rx.compile(r"NATO[-–]Ukraine"), ("NATO", "UKR")),
    (rx.compile(r"Foreign Affairs|European Council|Agriculture and|Council of the EU"), ("EU",)),
    (rx.compile(r"North Atlantic"), ("NATO",)),
    (rx.compile(r"Ramstein"), ("Contact Group",)),
    (rx.compile(r"Security Council|General Assembly"), ("UN",)),
)


#: Between a traveller and the trip: "the premier's first official".
_OWNS_TRIP = rx.compile(
    r"(?:['’]s?)?\s(?:(?!(?:an?|the|on|in|during|for|to|at|after|before|and|of|from|his|her|by|with|who"
    r"|is|was|will|has|had)\b)[a-z-]+\s){0,3}"
)
#: "Foreign Secretary visit", as headlines put it.
_OFFICE_BEFORE = rx.compile(
    r"\b(?P<who>(?:(?:Prime|Foreign|Defen[cs]e|Finance|Interior|Deputy|Vice)[ -])?(?:Secretary"
    r"|Minister|President|Premier|Chancellor|Ambassador|Commissioner|Governor|Mayor|PM))"
    r"\s(?:official\s|first\s|surprise\s)?\Z"
)
#: "Press conference" over a line "by the mayor Ana Novak".
_LINE_BY = rx.compile(r"\s*\n\s*(?:[Bb]y|[Ww]ith)\s[^\n]{3,160}")
#: "agreed at its first meeting": whoever says so met.
_AT_ITS = rx.compile(r"\b(?:at|during|in|after)\s(?:its|their|his|her)\s(?:[a-z-]+\s){0,3}\Z")


class Guests(Days):
    """Finds guests and hosts in one document."""

    def _owner(self, found: Found) -> list[str]:
        """As in "aid pledged on Foreign Secretary visit to Riga": who stands right before it."""
        if found.happening.type != "visit" or found.happening.verb:
            return []
        near = self.context.mentions_in(max(0, found.start - 60), found.start)
        last = near[-1] if near else None
        if last is None or last.kind not in ("person", "role") or not last.id:
            office = _OFFICE_BEFORE.search(self.text, max(0, found.start - 60), found.start)
            return [office["who"]] if office else []
        return [last.id] if _OWNS_TRIP.fullmatch(self.text, last.end, found.start) else []

    def _in_line_below(self, found: Found, sentence: Span) -> list[str]:
        """As in "Press conference" over a line "by the mayor Ana Novak"."""
        line = _LINE_BY.match(self.text, found.end) if not found.happening.verb else None
        if line is None or len(self.text[sentence.start : found.start].split()) > 1:
            return []
        named = self.context.mentions_in(found.end, line.end())
        return [m.id for m in named if m.kind in ("person", "role") and m.id][:2]

    def _members(self, found: Found) -> list[str]:
        """As in "at the NATO-Ukraine Council": whose council it is."""
        said = self.text[found.start : found.end]
        return next((list(who) for rx, who in _COUNCILS if rx.search(said)), [])

    def _last_before(self, at: int, number: int) -> list[str]:
        """Whom "the two leaders" means: the last two people named, or three of "the three"."""
        out: list[str] = []
        for m in reversed(
            [m for m in self.context.mentions_in(max(0, at - 3000), at) if m.kind == "person"]
        ):
            if m.id not in out:
                out.append(m.id)
            if len(out) == number:
                break
        return out[::-1]

    def _who_went(self, found: Found) -> list[str]:
        """As in "The visit to Rome lasted long": who speaks, or was named last."""
        speaker = self.context.speaker_at(found.start)
        if speaker:
            return [speaker]
        near = self.context.mentions_in(max(0, found.start - 400), found.start)
        return [m.id for m in near if m.kind == "person" and m.id][-1:]

    def _two_lands(self, found: Found, lead: str) -> list[str]:
        """Whom "the two countries" means: the last two countries named."""
        meant = _TWO_LANDS.search(lead)
        if meant is None:
            return []
        out: list[str] = []
        for m in reversed(self.context.mentions_in(max(0, found.start - 1500), found.start)):
            if m.kind == "country" and m.id and m.id not in out:
                out.append(m.id)
            if len(out) == (3 if "three" in meant[0].lower() else 2):
                break
        return out[::-1]

    def _said_at(self, found: Found, sentence: Span) -> list[str]:
        """As in "Ana Novak, head of the port, said at a briefing": who spoke there."""
        if found.happening.type not in ("press_conference", "conference", "forum", "ceremony"):
            return []
        lead = self.text[sentence.start : found.start]
        return self._told_there(found) if _SAID_AT.search(lead) else []

    def _sides_of(self, found: Found, sentence: Span) -> list[str]:
        """As in "talks between the Port Board and the Riga Fund": bodies that no list knows."""
        start = found.start if "between" in self.text[found.start : found.end] else found.end
        m = _SIDES.search(self.text, start, min(start + 170, sentence.end))
        if m is None or m.start() - start > 60 or self.context.mentions_in(m.start(), m.end()):
            return []
        return [m["one"], m["two"]]

    def _present(self, sentence: Span) -> list[str]:
        """As in "Present at the ceremony were the mayors Ana Novak and Jan Berg"."""
        lead = _PRESENT.match(self.text, sentence.start, sentence.end)
        named = self.context.mentions_in(lead.end(), sentence.end) if lead else []
        return [m.id for m in named if m.kind in ("person", "org", "country") and m.id][:6]

    def _speaks_of_itself(self, found: Found, sentence: Span) -> list[str]:
        """As in "Stroms said that it had signed a deal": who says "it" of a body."""
        if not found.happening.verb or found.happening.type not in ("signing", "meeting"):
            return []
        lead = self.text[sentence.start : found.start]
        speaker = self.context.speaker_at(found.start)
        if speaker and re.fullmatch(r"(?:it|they|the company)\s+(?:\w+\s+){0,3}", lead):
            return [speaker]
        return []

    def _who_attended(self, found: Found, sentence: Span) -> list[str]:
        """As in "a ceremony which the mayor Ana Novak attended"."""
        lead = _WHICH_ATTENDED.match(self.text, found.end, sentence.end)
        if lead is None:
            return []
        named = self.context.mentions_in(*lead.span("who"))
        people = [m.id for m in named if m.kind in ("person", "role") and m.id]
        return people or [m.id for m in named if m.kind == "org" and m.id]

    def _attended(self, found: Found, sentence: Span) -> list[str]:
        """As in "was attended by the mayor Ana Novak", "in the presence of"."""
        lead = _ATTENDED.search(self.text, found.end, sentence.end)
        named = self.context.mentions_in(lead.end(), sentence.end) if lead else []
        people = [m.id for m in named if m.kind == "person" and m.id]
        able = [m for m in named if m.kind in ("country", "org") and m.form != "capital"]
        bodies = list(dict.fromkeys(m.id or m.name for m in able))[:4]
        raw = _BODIES.search(self.text, lead.end(), sentence.end) if lead else None
        listed = _BETWEEN_BODIES.split(raw["who"]) if raw else []
        listed = [w for w in listed if w[:1].isupper() and len(w.split()) < 8]
        return people + [w for w in listed if w not in people] if people or raw else bodies

    def _parties_before(self, found: Found) -> list[str]:
        """As in "Stroms won an order from the army. A contract was signed": whom it binds."""
        start = self.document.sentence_at(found.start).start
        before = self.document.sentence_at(max(0, start - 3))
        named = self.context.mentions_in(before.start, start)
        able = [m.id for m in named if m.kind in ("org", "person", "country") and m.id]
        return list(dict.fromkeys(able))[:3]

    def _visitors(self, found: Found, phrase: Span) -> list[str]:
        """As in "a visit by the minister": who comes stands behind, whatever stands before."""
        behind = re.compile(r"\s+(?:of|by|from)\s+").match(self.text, found.end)
        if found.happening.type != "visit" or found.happening.verb or not behind:
            return []
        away = re.compile(r"\s(?:to|in)\s").search(self.text, behind.end(), phrase.end)
        named = self.context.mentions_in(behind.end(), away.start() if away else phrase.end)
        people = [m.id for m in named if m.kind in ("person", "role") and m.id]
        if people:
            return people
        told = [w for m in named if m.kind == "role" for w in m.name.split()]
        whose = [gazetteer.demonyms()[w] for w in told if w in gazetteer.demonyms()]
        whose = whose or [m.id for m in named if m.form == "demonym"]
        return whose or [m.id for m in named if m.kind == "org" and m.id]

    def _heads_of(self, found: Found, sentence: Span) -> list[str]:
        """As in "the leaders of Germany, France and Italy arrived"."""
        lead = _HEADS_OF.search(self.text, sentence.start, found.start)
        named = self.context.mentions_in(lead.end(), found.start) if lead else []
        return [m.id for m in named if m.kind == "country" and m.form != "demonym"]

    def _who_is_there(self, found: Found, sentence: Span) -> list[str]:
        """As in "his counterpart, Jan Berg, who was on a visit to Riga": whom "who" means."""
        lead = _WHO_IS.search(self.text, sentence.start, found.start)
        if lead is None:
            return []
        people = [
            m
            for m in self.context.mentions_in(sentence.start, lead.start())
            if m.kind in ("person", "role") and m.id
        ]
        return [people[-1].id] if people and lead.start() - people[-1].end < 60 else []

    def _named_behind(self, found: Found, phrase: Span, sentence: Span) -> list[str]:
        """Who acts later in the sentence, or the body whose seat or members are named in it."""
        named = self.context.mentions_in(found.end, sentence.end)
        gathers = ("summit", "conference", "forum", "meeting", "visit", "press_conference")
        people = [m.id for m in named if m.kind in ("person", "role") and m.id]
        if people and found.happening.type in gathers:
            return people[:1]
        seats = [
            m.id
            for m in named
            if m.kind == "org" and m.id and m.start < phrase.end and m.name != "Brussels"
        ]
        if seats:
            return seats[:1]
        allies = re.compile(r"\bAllies\b").search(self.text, sentence.start, sentence.end)
        told_of = any(m.id == "NATO" for m in self.context.mentions)
        return ["NATO"] if allies and told_of else []

    def _company(self, found: Found, phrase: Span, sentence: Span) -> list[str]:
        """As in "an event with the mayor Ana Novak, Jan Berg and ...": all of the list."""
        lead = _WITH.search(self.text, found.end, phrase.end)
        if lead is None:
            return []
        out = []
        end = lead.end()
        for m in self.context.mentions_in(lead.end(), sentence.end):
            gap = self.text[end : m.start]
            if len(gap) > 90 or _LIST_ENDS.search(gap):
                break
            end = m.end
            if m.id and m.kind in ("person", "country", "org") and m.form != "ministry":
                out.append(m)
        people = [m.id for m in out if m.kind == "person"]
        return people if len(people) > 1 else [m.id for m in out] if len(out) > 2 else []

    def _joined(self, known: list[str], found: Found, sentence: Span) -> list[str]:
        """As in "Ana Novak and the minister Jan Berg had a call": who is named beside the other."""
        people = [
            m
            for m in self.context.mentions_in(sentence.start, found.start)
            if m.kind == "person" and m.id
        ]
        out = []
        for one, two in pairwise(people):
            beside = _AND.fullmatch(self.text, one.end, two.start)
            if beside and two.id in known and one.id not in known:
                out.append(one.id)
        return out

    def _guest_meant(self, found: Found, hosts: list[str]) -> str | None:
        """As in "welcomed him": the last one of that gender who is not the host."""
        said = self.text[found.start : found.end].rsplit(" ", 1)[-1]
        gender = {"him": "m", "her": "f"}.get(said)
        before = reversed(self.context.mentions_in(max(0, found.start - 1500), found.start))
        return next(
            (
                m.id
                for m in before
                if gender and m.kind == "person" and m.gender == gender and m.id not in hosts
            ),
            None,
        )

    def _told_there(self, found: Found) -> list[str]:
        """Who spoke at it: '"...", said Mr Okafor at the ceremony'."""
        frame = self.frame.sentence_at(found.start)
        said = [
            s
            for s in self.context.speeches
            if s.said_at and frame.start <= s.said_at[0] < found.start
        ]
        lead = self.text[frame.start : found.start]
        near = _AT_ITS.search(lead) or found.happening.type in (
            "ceremony",
            "press_conference",
            "conference",
            "forum",
            "summit",
        )
        return [said[-1].speaker] if near and said and said[-1].speaker else []

    def _named_before(self, found: Found, sentence: Span) -> list[str]:
        """Countries and people named before it, where no subject was found."""
        out: list[str] = []
        start = self.frame.sentence_at(found.start).start
        for m in self.context.mentions_in(max(start, sentence.start), found.start):
            lead = self.text[max(0, m.start - 10) : m.start]
            if m.kind in ("country", "person", "org") and m.id and m.form != "ministry":
                placed = re.search(r"\b(?:in|at|to|from|for|of)\s+(?:the\s+)?$", lead)
                out += [] if placed or m.id in out else [m.id]
        return out
