"""Events: visits, summits, conferences, meetings, calls, signings ... with who, where and when.

The word that names the event gives its type; what stands around it in the clause gives the rest. A
place or day that only the dateline or the sentence before gives is taken from there, and the reason
says so. "The summit", said again without anything new, is no second event.
"""

import re

from resupply.intake.context import Context
from resupply.intake.dates import Dated
from resupply.intake.event_guests import Guests
from resupply.intake.event_places import Read
from resupply.intake.event_words import Found
from resupply.intake.mention import Mention
from resupply.intake.phrases import Speaker
from resupply.intake.records import Record
from resupply.intake.reported import sentence_subject
from resupply.intake.text import Document, Span


def find(document: Document, context: Context) -> list[Record]:
    """The events of a document."""
    reader = _Reader(document, context)
    return reader.records()


_FAMILY = {
    "summit": "summit",
    "conference": "summit",
    "forum": "summit",
    "meeting": "meeting",
    "call": "meeting",
    "visit": "visit",
    "press_conference": "press_conference",
    "ceremony": "ceremony",
    "signing": "signing",
    "decision": "decision",
}
_PHRASE_END = re.compile(
    r"[.;:!?\n](?:\s|$)|[\"“”«»]|,\s|\s(?:that|which|who|where|after|before|while|because|but"
    r"|said|says|told|is|are|was|were|will|would|has|have|had|and\s+(?:said|told|added|will"
    r"|then|also))\s"
)
_NAME = re.compile(
    r"(?:[“\"«]?)((?:[A-Z0-9][\w’'.&-]*\s+(?:(?:on|for|of|and|the|in)\s+|[–-]\s*)?){1,7}(?:Summit"
    r"|Conference|Forum|Group|Meeting|Council|Assembly|Dialogue|Initiative)"
    r"|(?:[A-Z][\w’'.&–-]*\s+(?:(?:on|for|of|and)\s+|[–-]\s*)?){2,7}(?:summit|conference|forum))\b"
)


class _Reader(Guests):
    """Reads the events of one document in order."""

    def records(self) -> list[Record]:
        """Every event once."""
        out = []
        for found in self._words():
            read = self._read(found)
            if read is not None:
                self.seen.append(read)
                out.append(self._record(read))
        return out

    # --- one event

    def _read(self, found: Found) -> Read | None:
        sentence = self.document.sentence_at(found.start)
        name = self._name(found, sentence)
        end = self._phrase_end(found, sentence)
        phrase = Span(found.start, end)
        place, place_at, near = self._place(found, phrase, sentence)
        date = self._date(found, phrase, sentence)
        people = self._participants(found, phrase, sentence)
        read = Read(found, phrase, place, place_at, date, people, name, near)
        return None if self._again(read, sentence) else read

    def _phrase_end(self, found: Found, sentence: Span) -> int:
        m = _PHRASE_END.search(self.text, found.end, sentence.end)
        end = m.start() if m else sentence.end
        while (
            m
            and m[0].startswith(",")
            and re.match(
                r",\s+(?:[A-Z][\w.-]+,?\s+|\d{4}|on\s|in\s|at\s)",
                self.text[m.start() : m.start() + 20],
            )
            and end - found.start < 100
        ):
            m = _PHRASE_END.search(self.text, end + 1, sentence.end)
            end = m.start() if m else sentence.end
        return min(end, found.start + 160)

    def _again(self, read: Read, sentence: Span) -> bool:
        """Whether the text points back to an event it has already told of."""
        happening = read.found.happening
        family = _FAMILY[happening.type]
        before = self.text[sentence.start : read.found.start].rstrip().lower()
        pointing = (
            re.search(
                r"(?:\b(?:the|this|that|these|those|his|her|their|each|such|any)|['’]s)$", before
            )
            is not None
        )
        like = ("summit", "meeting") if happening.type == "meeting" else (family,)
        same = [s for s in self.seen[-40:] if _FAMILY[s.found.happening.type] in like]
        if happening.type in ("summit", "conference", "forum"):
            same = [s for s in same if s.found.happening.type == happening.type]
        if read.name and any(s.name and s.name.lower() == read.name.lower() for s in same):
            return True
        if (
            not happening.verb
            and pointing
            and not read.name
            and same
            and not self._new_in(read, same)
            and not self._of_another(read, same)
        ):
            return True
        own_date = read.date is not None and sentence.start <= read.date.start < sentence.end
        bare = not (read.participants or read.place_at or own_date or read.name)
        if bare and not happening.verb:
            return True
        overlapping = [
            s
            for s in same
            if s.phrase.start <= read.found.start < s.phrase.end and sentence.start <= s.found.start
        ]
        return (
            bool(overlapping)
            and family in ("meeting", "summit", "visit")
            and happening.type == overlapping[0].found.happening.type
            and not read.name
        )

    def _of_another(self, read: Read, same: list[Read]) -> bool:
        """As in "Johnson's trip": somebody's who took part in none of the earlier ones."""
        near = self.context.mentions_in(max(0, read.found.start - 40), read.found.start)
        owner = near[-1] if near and near[-1].kind == "person" else None
        if owner is None or self.text[owner.end : read.found.start] not in ("'s ", "’s "):
            return False
        return all(owner.id not in s.participants for s in same)

    def _new_in(self, read: Read, same: list[Read]) -> bool:
        """A place or a date in its own phrase that none of the earlier ones has."""
        known = {s.place for s in same} | {self.context.place}
        days = {s.date.iso for s in same if s.date}
        own_place = (
            read.place_at is not None and read.phrase.start <= read.place_at[0] < read.phrase.end
        )
        own_date = read.date is not None and read.phrase.start <= read.date.start < read.phrase.end
        return (own_place and read.place not in known) or (
            own_date and read.date is not None and read.date.iso not in days
        )

    # --- where

    # --- when

    def _date(self, found: Found, phrase: Span, sentence: Span) -> Dated | None:
        own = [d for d in self.context.dates_in(phrase.start, phrase.end) if not self._since(d)]
        if own:
            return own[0]
        others = [
            d
            for d in self.context.dates_in(sentence.start, sentence.end)
            if not self._since(d)
            and (len(d.iso) == 10 or ("/" in d.iso and d.rule in ("date.unit", "date.days")))
        ]
        if others:
            return min(
                others, key=lambda d: min(abs(d.start - found.end), abs(found.start - d.end))
            )
        first = self.context.dates_in(sentence.start, min(sentence.start + 16, found.start))
        if first and re.match(
            r"(?:(?:Back|Late|Earlier)\s+)?[Ii]n\s", self.text[sentence.start :][:12]
        ):
            return first[0]
        coarse = [d for d in self.context.dates_in(found.end, sentence.end) if not self._since(d)]
        if coarse and re.search(
            r"\b(?:held|take place|takes place|took place|scheduled|planned|set\s+for|fixed\s+for"
            r"|due|convene[sd]?)\b",
            self.text[found.end : coarse[0].start],
        ):
            return coarse[0]
        if found.happening.type in ("signing", "decision") and found.happening.verb is False:
            return None
        return self._news_day(found.start)

    def _since(self, dated: Dated) -> bool:
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
        return next((d for d in days if d.iso[:7] == published[:7]), None)

    # --- who

    def _participants(self, found: Found, phrase: Span, sentence: Span) -> list[str]:
        out: list[str] = self._visitors(found, phrase) or self._heads_of(found, sentence)
        subject = None if out else self._subject(found, sentence)
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
            r"(?i)\b(?:the\s+two\s+(?:leaders|men|ministers|presidents|sides|governments)"
            r"|both\s+(?:leaders|ministers|sides))\b|\bthe\s+(?:two|pair)\s+(?:\w+\s+)?(?:met"
            r"|signed|spoke"
            r"|travel\w+|visited|flew|held)|\bthey\s+(?:also\s+)?(?:signed|met)",
            lead,
        ):
            out += self._two_before(found.start)
        stretch = Span(max(sentence.start, found.start - 60), phrase.end)
        if found.happening.type == "visit" and found.happening.verb is False:
            stretch = Span(stretch.start, found.end)
        guest = self._guest_meant(found, out) if found.happening.verb else None
        out += [guest] if guest else []
        for m in self.context.mentions_in(max(stretch.start, self.context.body), stretch.end):
            who = self._taking_part(m, found, phrase)
            if who and who not in out:
                out.append(who)
        if found.happening.type == "visit":
            persons = [
                p
                for p in out
                if any(m.id == p and m.kind in ("person", "role") for m in self.context.mentions)
            ]
            out = self._heads_of(found, sentence) or persons or out[:1]
        if not out:
            out = self._told_there(found) or self._named_before(found, sentence)
        return out[:10]

    def _subject(self, found: Found, sentence: Span) -> str | None:
        subject = sentence_subject(self.frame, self.speakers, sentence, found.start)
        if subject is None and found.happening.verb:
            subject = self.speakers.before(found.start, sentence.start)
        if subject is None or not subject.name or subject.start >= found.start:
            subject = self._subject_behind(found, sentence) if not found.happening.verb else None
        if subject is None or not subject.name:
            return None
        if re.match(r"(?i)(?:the\s+)?(?:two|both)\b|they$", subject.name) or subject.name in (
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
        return (named[0].id or None) if named else (subject.name if found.happening.verb else None)

    def _subject_behind(self, found: Found, sentence: Span) -> Speaker | None:
        """As in "On a visit to Tirana the minister said": the subject follows the phrase."""
        if not re.fullmatch(
            r"(?:[^\w]*)(?:On|During|After|Before|At|Following|In|Ahead of|Speaking (?:at"
            r"|after|during))\s+(?:[\w’'-]+\s+){0,6}",
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

    def _two_before(self, at: int) -> list[str]:
        """Whom "the two leaders" means: the last two people named."""
        out: list[str] = []
        for m in reversed(
            [m for m in self.context.mentions_in(max(0, at - 3000), at) if m.kind == "person"]
        ):
            if m.id not in out:
                out.append(m.id)
            if len(out) == 2:
                break
        return out[::-1]

    def _taking_part(self, m: Mention, found: Found, phrase: Span) -> str | None:
        if not m.id or m.kind == "place" or (m.id == "RUS" and m.form == "name"):
            return None
        text = self.text
        lead = text[max(phrase.start - 60, 0, m.start - 40) : m.start]
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

    # --- its name

    def _name(self, found: Found, sentence: Span) -> str | None:
        start = max(sentence.start, found.start - 80)
        for m in _NAME.finditer(self.text, start, min(len(self.text), found.end + 12)):
            if m.start(1) <= found.end and found.start <= m.end(1) + 2:
                said = re.sub(r"^(?:The|At|In|On|After|During|For)\s+", "", m[1])
                return said if len(said.split()) > 1 else None
        return None

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
