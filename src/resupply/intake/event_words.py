"""Words of a text that name an event; what only looks like one is left out."""

import re
from typing import NamedTuple

from resupply.intake import frame
from resupply.intake.context import Context
from resupply.intake.happenings import DECIDERS, HAPPENINGS, Happening
from resupply.intake.reported import sentence_subject
from resupply.intake.speakers import Speakers
from resupply.intake.text import Document, Span


class Found(NamedTuple):
    """An event's word in the text."""

    start: int
    end: int
    happening: Happening


class Words:
    """Finds the words of events in one document.

    Args:
        document: The document.
        context: What earlier passes found.
    """

    def __init__(self, document: Document, context: Context) -> None:
        self.document, self.context, self.text = document, context, document.text
        self.frame = frame.of(document, context.dates, context.body)
        self.speakers = Speakers(self.frame, context)

    def _words(self) -> list[Found]:
        taken: list[tuple[int, int]] = []
        out = []
        for happening in HAPPENINGS:
            for m in happening.pattern.finditer(self.text):
                if m.end() == m.start() or any(a < m.end() and m.start() < b for a, b in taken):
                    continue
                if self._fits(m, happening):
                    taken.append(m.span())
                    out.append(Found(m.start(), m.end(), happening))
        return sorted(out, key=lambda f: f.start)

    def _fits(self, m: re.Match[str], happening: Happening) -> bool:
        sentence = self.document.sentence_at(m.start())
        before = self.text[sentence.start : m.start()]
        if happening.type == "decision" and happening.verb:
            return bool(DECIDERS.search(before))
        if (
            happening.type == "meeting"
            and m[0].startswith("meeting")
            and happening.verb
            and re.search(r"\b(?:of|the|a|an|in|at|this|that|first|next)\s+$", before)
        ):
            return False
        if happening.type == "signing" and (
            (
                re.search(r"(?i)\b(?:not|cannot|never|n['’]t|could|by)\s+(?:yet\s+)?$", before)
                and "signed" not in m[0]
            )
            or (
                m[0].endswith("s")
                and not re.search(r"\b(?:the|two|three|several|its|their)\b", m[0])
            )
        ):
            return False
        if (
            happening.type == "meeting"
            and happening.verb
            and re.match(
                r"[^.;,\n]{0,60}\b(?:for|at|during|on the sidelines of)\s+(?:an?\s+|the\s+"
                r"|their\s+)?(?:[\w-]+\s+){0,3}(?:summit|conference|forum|talks|meeting)\b",
                self.text[m.end() : m.end() + 110],
            )
        ):
            return False
        if (
            happening.type == "meeting" and not happening.verb and re.search(r"\bto\s+$", before)
        ) or m[0].startswith("to meeting"):
            return False
        if (
            (happening.type in ("visit", "ceremony") or m[0].endswith(" by"))
            and happening.verb
            and not self._traveller(sentence, m.start())
        ):
            return False
        if re.search(r"(?:receiv|host|welcom)\w*$", m[0]) and (
            m[0] in ("host", "receive") or not self._guest(m.end())
        ):
            return False
        if happening.type == "visit" and re.search(
            r"\b(?:invit|urg|ask|call|like|want|allow|abl|refus)\w*\b[^.]{0,50}\bto\s+$", before
        ):
            return False
        if happening.type == "visit" and re.match(
            r"\s+(?:our|the website|www|http)", self.text[m.end() : m.end() + 14]
        ):
            return False
        return not re.search(r"(?i)\b(?:in|into)\s+$", before) or "talks" not in m[0].lower()

    def _guest(self, at: int) -> bool:
        """Whether people are received or hosted, not summits and aid."""
        people = [m for m in self.context.mentions_in(at, at + 80) if m.kind in ("person", "role")]
        if not people:
            return bool(
                re.match(
                    r"[^.,;]{0,40}\b(?:counterpart|colleague|delegation|leaders|ministers"
                    r"|envoys|officials)\b",
                    self.text[at : at + 60],
                )
            )
        between = self.text[at : people[0].start]
        behind = self.text[people[0].end : people[0].end + 2]
        return not re.search(
            r"[.,;:\n]\s|\b(?:from|by|of|for|with|that|and)\b", between
        ) and behind[:1] not in ("'", "’")

    def _traveller(self, sentence: Span, at: int) -> bool:
        """Whether people, not goods, arrive: "the first tanks arrived in Poland" is no visit."""
        if at == sentence.start and self.context.speaker_at(at):
            return True  # a post: "Landed in Kyiv this morning."
        subject = sentence_subject(self.frame, self.speakers, sentence, at) or self.speakers.before(
            at, sentence.start
        )
        if any(
            m.kind == "person" and re.fullmatch(r",?\s+", self.text[m.end : at])
            for m in self.context.mentions_in(max(sentence.start, at - 60), at)
        ):
            return True
        if subject is None:
            return False
        named = self.context.mentions_in(subject.start, subject.start + 1)
        if named and named[0].kind in ("person", "pronoun", "role"):
            return True
        return bool(
            re.search(
                r"(?i)\b(?:minister|president|delegation|leader|chancellor|secretary|premier"
                r"|officials?|team|chief|ambassador|ministers|leaders)\b",
                self.text[sentence.start : at][-80:],
            )
        )
