"""Events: visits, summits, conferences, meetings, calls, signings ... with who, where and when.

The word that names the event gives its type; what stands around it in the clause gives the rest. A
place or day that only the dateline or the sentence before gives is taken from there, and the reason
says so. "The summit", said again without anything new, is no second event.
"""

import re

from msgspec import structs

from resupply.intake import gazetteer, rx, sentence_scales
from resupply.intake import scene as scenes
from resupply.intake.context import Context
from resupply.intake.event_again import Again
from resupply.intake.event_names import name_of
from resupply.intake.event_places import Read
from resupply.intake.event_words import Found
from resupply.intake.mention import Mention
from resupply.intake.phrases import Speaker
from resupply.intake.records import Record
from resupply.intake.reported import sentence_subject
from resupply.intake.text import Document, Span
from resupply.intake.wars import ATTACKERS


def find(document: Document, context: Context) -> list[Record]:
    """The events of a document."""
    found = _Reader(document, context).records()
    made = scenes.of(document, context)
    kept = [r for r in found if sentence_scales.likely(made, "event", r.start)]
    chances = [sentence_scales.chance(made, "event", r.start) for r in kept]
    return [
        structs.replace(r, confidence=chance or r.confidence)
        for r, chance in zip(kept, chances, strict=True)
    ]


#: "At the latest meeting": which, and nobody.
_WHICH = frozenset(
    ["latest", "last", "next", "first", "new", "recent", "upcoming", "same", "previous"]
)
#: Who only tells of it.
_TELLERS = frozenset(
    [
        "Reuters",
        "Ukrinform",
        "AFP",
        "AP",
        "Interfax",
        "Xinhua",
        "Bloomberg",
        "UNN",
        "BBC",
        "CNN",
        "His",
        "Her",
    ]
)
_PHRASE_END = rx.compile(
    r"[.;:!?\n](?:\s|$)|[\"“”«»]|,\s|\s(?:that|which|who|where|after|before|while|because|but"
    r"|said|says|told|is|are|was|were|will|would|has|have|had|and\s+(?:said|told|added|will"
    r"|then|also)|follows|followed|precedes|preceded)\s"
)
#: What a state holds at home.
_AT_HOME = ("decision", "press_conference")
_OF_STATE = rx.compile(
    r"\b(?:[Gg]overnment|[Cc]abinet|[Pp]arliament(?:ary)?)(?:['’]s)?\s(?:\w+\s)?\Z"
)
_INSIDE = rx.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$")
_GIVEN_FOR = rx.compile(
    r"\b(?:support|aid|assistance|help|funding|backing|weapons|arms|solidarity|relief|package)\s+"
    r"(?:to|for|with)\s+(?:the\s+)?$"
)
_WAS_SIGNED = rx.compile(r"\b(?:was|were|been|be)\s+(?:\w+ly\s+)?(?:signed|inked|initialled)\Z")
#: "Chad's parliament", "the Kenyan Senate".
_HOUSE = rx.compile(
    r"(?:['’]s?)?\s(?:[a-z]+\s)?(?:[Pp]arliament|[Cc]ongress|[Ss]enate|[Hh]ouse|[Cc]abinet"
    r"|[Gg]overnment|[Aa]ssembly|[Ll]awmakers|MPs|[Cc]ourt|[Cc]entral\s[Bb]ank|[Cc]ouncil|[Mm]inistry)\b"
)
_HOUSE_OF = rx.compile(
    r"\b(?:[Pp]arliament|[Cc]ongress|[Ss]enate|[Cc]abinet|[Gg]overnment|[Aa]ssembly)\sof\s(?:the\s)?\Z"
)
_TITLE = rx.compile(r"\s(?:[\w’'-]+\s){0,6}")
#: What takes place where the other events of a day do.
_NEARBY = ("meeting", "press_conference", "ceremony", "signing", "visit")
_SHORT = rx.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Lt|Col|Mr|Mrs|Ms|Dr|St|U\.S|U\.K|U\.N"
    r"|[A-Z])\Z"
)


def _coded(place: str | None) -> str | None:
    """A country by its code; towns and sites as they are."""
    known = gazetteer.names().get(place) if place else None
    return known.id if known and known.kind == "country" and known.form == "name" else place


class _Reader(Again):
    """Reads the events of one document in order."""

    def records(self) -> list[Record]:
        """Every event once."""
        for found in self._words():
            read = self._read(found)
            if read is not None:
                self.seen.append(read)
        return [self._record(self._placed(read)) for read in self.seen]

    def _placed(self, read: Read) -> Read:
        """With the one place of what else happened that day, where none is told of itself."""
        if read.place or read.date is None or read.found.happening.type not in _NEARBY:
            return read
        days = (s for s in self.seen if s.date and s.place and s.found.happening.type != "decision")
        places = {s.place for s in days if s.date and s.date.iso == read.date.iso}
        return read._replace(place=places.pop(), told=True) if len(places) == 1 else read

    # --- one event

    def _read(self, found: Found) -> Read | None:
        sentence = self.document.sentence_at(found.start)
        name = name_of(self.text, found, sentence)
        end = self._phrase_end(found, sentence)
        whole = sentence
        told = self._told_in(found, sentence)
        if told is not None:
            # What somebody says of others: neither the speaker nor "X said" takes part.
            sentence, end = Span(told[0], sentence.end), min(end, max(told[1], found.end))
        phrase = Span(found.start, end)
        place, place_at, near = self._place(found, phrase, sentence)
        place = _coded(place)
        date = self._date(found, phrase, sentence)
        people = self._participants(found, phrase, sentence)
        people = people or self._participants(found, phrase, whole)
        read = Read(found, phrase, place, place_at, date, people, name, near)
        lead = self.text[max(0, found.start - 24) : found.start]
        of_state = found.happening.type == "meeting" and _OF_STATE.search(lead)
        if place is None and (found.happening.type in _AT_HOME or of_state):
            read = read._replace(place=self._home(found, people, sentence))
        return None if self._again(read, sentence) else read

    def _home(self, found: Found, people: list[str], sentence: Span) -> str | None:
        """Where a parliament or cabinet decides, and where a minister meets the press."""
        decided = found.happening.type == "decision"
        near = self.context.mentions_in(sentence.start, found.end) if decided else []
        houses = [
            m
            for m in near
            if m.kind == "country"
            and (
                _HOUSE.match(self.text, m.end)
                or _HOUSE_OF.search(self.text, max(0, m.start - 24), m.start)
            )
        ]
        if houses:
            return houses[-1].id
        if decided and people and re.fullmatch(r"(?!WHO|WFP|IMF)[A-Z]{3}", people[0]):
            return people[0]
        if decided and self.context.place:
            return _coded(self.context.place)
        lands = {m.country for m in self.context.mentions if m.kind == "person" and m.id in people}
        land = lands.pop() if len(lands) == 1 else ""
        return land if re.fullmatch(r"(?!WHO|WFP|IMF)[A-Z]{3}", land) else None

    def _told_in(self, found: Found, sentence: Span) -> tuple[int, int] | None:
        """The reported clause that an event stands in, where it is a part of its sentence."""
        told = [
            s
            for s in self.context.speeches
            if s.mode != "direct" and s.start <= found.start < s.end <= sentence.end + 1
        ]
        if not told or told[-1].start < sentence.start:
            return None
        return told[-1].start, told[-1].end

    def _phrase_end(self, found: Found, sentence: Span) -> int:
        m = self._stop(found.end, sentence.end)
        end = m.start() if m else sentence.end
        if found.happening.type == "visit":
            away = re.compile(r",\s+to\s+(?=[A-Z])").match(self.text, end, sentence.end)
            m = self._stop(away.end(), sentence.end) if away else m
            end = m.start() if m else end
        while (
            m
            and m[0].startswith(",")
            and re.match(
                r",\s+(?:[A-Z][\w.-]+,?\s+|\d{4}|on\s|in\s|at\s)",
                self.text[m.start() : m.start() + 20],
            )
            and end - found.start < 100
        ):
            m = self._stop(end + 1, sentence.end)
            end = m.start() if m else sentence.end
        return min(end, found.start + 160)

    def _stop(self, start: int, end: int) -> re.Match[str] | None:
        """Where a phrase ends next; the dot of "Feb." or "U.S." ends none."""
        for m in _PHRASE_END.finditer(self.text, start, end):
            if not (
                m[0][0] == "."
                and m.start() + 1 < end
                and _SHORT.search(self.text, start, m.start())
            ):
                return m
        return None

    # --- who

    def _participants(self, found: Found, phrase: Span, sentence: Span) -> list[str]:
        out: list[str] = (
            self._visitors(found, phrase)
            or self._owner(found)
            or self._in_line_below(found, sentence)
            or self._present(sentence)
            or self._said_at(found, sentence)
            or self._two_lands(
                found,
                self.text[sentence.start : found.start if found.happening.verb else phrase.end],
            )
            or self._sides_of(found, sentence)
            or self._who_attended(found, sentence)
            or self._who_is_there(found, sentence)
            or self._heads_of(found, sentence)
        )
        out = out or self._speaks_of_itself(found, sentence)
        passive = found.happening.type == "signing" and _WAS_SIGNED.search(
            self.text[found.start : found.end]
        )
        subject = None if out or passive else self._subject(found, sentence)
        if subject:
            out.append(subject)
        lead = self.text[sentence.start : phrase.end]
        speaker = self.context.speaker_at(found.start)
        if (
            speaker
            and speaker not in out
            and re.search(
                r"\b(?:I|we|We|my|our|my)\b[^.]{0,40}$", self.text[sentence.start : found.start + 1]
            )
        ):
            out.append(speaker)
        if speaker and not out and found.happening.verb and self.text[found.start].isupper():
            out.append(speaker)  # a post: "Met with the President of Latvia."
        if re.search(
            r"(?i)\b(?:the\s+(?:two|three)\s+(?:[\w-]+\s+){0,3}?(?:leaders|men|women|ministers"
            r"|presidents|sides"
            r"|officials|mayors|premiers|chiefs|politicians|parties|heads)"
            r"|both\s+(?:leaders|ministers|sides))\b|\bthe\s+(?:two|pair)\s+(?:\w+\s+)?(?:met"
            r"|signed|spoke"
            r"|travel\w+|visited|flew|held)|\bthey\s+(?:also\s+)?(?:signed|met)",
            lead,
        ):
            three = re.search(r"(?i)\bthe\s+three\b", lead) is not None
            out += self._last_before(found.start, 3 if three else 2)
        stretch = Span(max(sentence.start, found.start - 60), phrase.end)
        if found.happening.type == "visit" and found.happening.verb is False:
            stretch = Span(stretch.start, found.end)
        guest = self._guest_meant(found, out) if found.happening.verb else None
        out += [guest] if guest else []
        body = self.context.body if found.start >= self.context.body else 0
        for m in self.context.mentions_in(max(stretch.start, body), stretch.end):
            who = self._taking_part(m, found, phrase)
            if who and who not in out:
                out.append(who)
        if found.happening.type == "visit":
            persons = [
                p
                for p in out
                if any(m.id == p and m.kind in ("person", "role") for m in self.context.mentions)
            ]
            out = (
                self._who_is_there(found, sentence)
                or self._heads_of(found, sentence)
                or persons
                or out[:1]
            )
        out += [w for w in self._joined(out, found, sentence) if w not in out]
        if found.happening.type != "visit":
            out += [w for w in self._company(found, phrase, sentence) if w not in out]
        if not out:
            out = self._told_there(found) or self._named_before(found, sentence)
        out = out or self._named_behind(found, phrase, sentence)
        out = out or (self._parties_before(found) if passive else [])
        if not out and found.happening.type == "visit":
            out = self._who_went(found)
        out += [w for w in self._members(found) if w not in out]
        out += [w for w in self._attended(found, sentence) if w not in out]
        out += [w for w in self._more(found, phrase, sentence, out) if w not in out]
        return [who for who in out if who not in _WHICH and who not in _TELLERS][:10]

    def _right_before(self, found: Found, sentence: Span) -> str | None:
        """As in "The wait ended as Minister Ana Novak signed": the name a verb follows."""
        start = max(sentence.start, found.start - 80)
        named = self.context.mentions_in(start, found.start) if found.happening.verb else []
        last = named[-1] if named else None
        if last is None or last.kind not in ("person", "role") or not last.id:
            return None
        gap = self.text[last.end : found.start]
        return (
            last.id if re.fullmatch(r"\s(?:(?:also|then|later|has|had|[a-z]+ly)\s)*", gap) else None
        )

    def _subject(self, found: Found, sentence: Span) -> str | None:
        beside = self._right_before(found, sentence)
        if beside is not None:
            return beside
        subject = sentence_subject(self.frame, self.speakers, sentence, found.start)
        if subject is None and found.happening.verb:
            subject = self.speakers.before(found.start, sentence.start)
        if subject is None or not subject.name or subject.start >= found.start:
            subject = self._subject_behind(found, sentence) if not found.happening.verb else None
        if subject is None or not subject.name:
            return None
        if re.match(r"(?i)(?:the\s+)?(?:two|three|both)\b|they$", subject.name) or subject.name in (
            "leaders",
        ):
            return None
        named = self.context.mentions_in(subject.start, max(subject.end, subject.start + 1))
        if found.happening.type == "visit" and not (
            named and named[0].kind in ("person", "role", "pronoun")
        ):
            near = [
                m
                for m in self.context.mentions_in(sentence.start, found.start)
                if m.kind in ("person", "role", "pronoun") and m.id
            ]
            named = near[-1:] or named
        if not named and len(subject.name) < 3:
            return None
        if not named and subject.name in ("Council", "the Council") and self._of_the_union():
            return "EU"
        if named and named[0].kind == "role" and not named[0].id and found.happening.verb:
            return named[0].name  # "the Prime Minister spoke with", whoever that is
        return (named[0].id or None) if named else (subject.name if found.happening.verb else None)

    def _of_the_union(self) -> bool:
        """Whether "the Council" is that of the European Union, by who else is named."""
        bodies = [m for m in self.context.mentions if m.kind == "org"]
        return any(m.id == "EU" for m in bodies) and not any(m.id == "UN" for m in bodies)

    def _subject_behind(self, found: Found, sentence: Span) -> Speaker | None:
        """As in "On a visit to Tirana the minister said": the subject follows the phrase."""
        if not re.fullmatch(
            r"(?:[^\w]*)(?:On|During|After|Before|At|Following|In|Ahead of|Speaking (?:at"
            r"|after|during))\s+(?:[\w’'-]+\s+){0,12}",
            self.text[
                max(
                    sentence.start,
                    self.context.body if sentence.start <= self.context.body < sentence.end else 0,
                ) : found.start
            ],
        ):
            return None
        near = [
            m
            for m in self.context.mentions_in(found.end, sentence.end)
            if m.kind in ("person", "pronoun", "role") and m.id
        ]
        return self.speakers.of(near[0]) if near else None

    def _taking_part(self, m: Mention, found: Found, phrase: Span) -> str | None:
        if not m.id or m.kind == "place" or (m.id in ATTACKERS and m.form == "name"):
            return None
        text = self.text
        lead = text[max(phrase.start - 60, 0, m.start - 40) : m.start]
        if _GIVEN_FOR.search(lead):
            return None  # "to talk over further support for Kenya"
        if m.kind == "country" and _INSIDE.search(lead):
            return None  # "a meeting of the coalition in Oslo"
        if m.kind == "country" and self._of_a_town(m):
            return None  # "in Altbruck, Germany"
        inside = m.start >= found.start
        if m.kind in ("person", "role"):
            return m.id
        if m.kind == "pronoun":
            return m.id if not inside else None
        if not inside:
            gap = text[m.end : found.start]
            tied = (
                re.fullmatch(r"(?:['’]s?)?[\s-]*(?:[A-Za-z’'-]+[\s-]+){0,4}[“\"]?", gap) is not None
            )
            return (
                (m.id if m.kind != "country" or m.form == "demonym" or m.form == "name" else None)
                if tied and not re.search(r"\b(?:in|at|to|from)\s+(?:the\s+)?$", lead)
                else None
            )
        if re.search(
            r"\b(?:with|between|and|of|by|for|among|from|alongside|hosted by)\s+(?:the\s+|his\s+"
            r"|her\s+|its\s+|both\s+)?(?:[a-z-]+\s+){0,2}$|,\s+$",
            lead,
        ) and not (m.form == "capital" and " of " not in lead):
            return m.id
        by_name = self.context.mentions_in(m.end, m.end + 60) if m.form == "demonym" else []
        if (
            by_name
            and by_name[0].kind == "person"
            and _TITLE.fullmatch(text, m.end, by_name[0].start)
        ):
            return None  # "Chadian President Jan Novak": he does
        return (
            m.id
            if m.form == "demonym"
            and re.match(
                r"\s+(?:[a-z-]+\s+)?(?:counterpart|colleague|delegation|leaders?|president"
                r"|minister|ministers|prime|foreign|defen[cs]e|officials|President|Prime"
                r"|Minister|Foreign|Defen[cs]e)",
                text[m.end : m.end + 40],
            )
            else None
        )

    def _of_a_town(self, m: Mention) -> bool:
        """Whether a country only says where a town is: "in Riga, Latvia"."""
        if self.text[m.start - 2 : m.start] != ", ":
            return False
        before = self.context.mentions_in(max(0, m.start - 40), m.start - 2)
        beside = [k for k in before if k.end == m.start - 2]
        return any(k.kind == "place" or k.form == "capital" for k in beside)

    def _record(self, read: Read) -> Record:
        fields: dict[str, object] = {"type": read.found.happening.type}
        spans: dict[str, tuple[int, int]] = {"type": (read.found.start, read.found.end)}
        if read.place:
            fields["place"] = read.place
            if read.place_at:
                spans["place"] = read.place_at
        if read.date:
            fields["date"], spans["date"] = read.date.iso, (read.date.start, read.date.end)
        if read.participants:
            fields["participants"] = read.participants
        if read.name:
            fields["name"] = read.name
        start = read.found.start
        end = max(read.found.end, min(read.phrase.end, start + 120))
        while end > start and self.text[end - 1] in " \n,.;:":
            end -= 1
        why = f'"{self.text[read.found.start : read.found.end]}" names it'
        reason = why + (
            "; the place is told before it, not with it" if read.told and read.place else ""
        )
        return Record(
            kind="event",
            start=start,
            end=end,
            fields=fields,
            spans=spans,
            rule=f"event.{read.found.happening.type}",
            reason=reason,
            confidence=0.8 if read.participants else 0.6,
        )
