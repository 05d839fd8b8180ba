"""Whether an event was told of before: "the summit", said again without anything new."""

import re

from resupply.intake import rx
from resupply.intake.event_parties import Parties
from resupply.intake.event_places import Read
from resupply.intake.text import Span

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
_WHERE_THEY = rx.compile(r"\b(?:where|at\s+which|when)\s+[^.;]{0,50}\Z")
#: "the meeting that Kenya hosted in Nairobi": which one, and so another.
_WHOSE = rx.compile(
    r"\s(?:that|which)\s(?:[\w.’'-]+\s){1,4}?(?:hosted|held|chaired|organi[sz]ed|convened|led)\b"
)
_IS_HELD = rx.compile(
    r"(?:\sof\s[^.;,]{3,60}?)?\s(?:(?:was|were|is|are|will\sbe)\s(?:\w+ly\s)?held|begins?|opens?|started|starts?"
    r"|began|opened|takes?\splace|took\splace|convene[ds]?|will\s(?:begin|open|start|take\splace|be\sheld))\b"
)


class Again(Parties):
    """Tells events that are pointed back to from new ones."""

    def _again(self, read: Read, sentence: Span) -> bool:
        """Whether the text points back to an event it has already told of."""
        happening = read.found.happening
        family = _FAMILY[happening.type]
        if (
            family == "meeting"
            and happening.verb
            and _WHERE_THEY.search(self.text, sentence.start, read.found.start)
            and any(
                sentence.start <= s.found.start
                and _FAMILY[s.found.happening.type] in ("summit", "meeting", "ceremony")
                for s in self.seen[-3:]
            )
        ):
            return True  # "at a summit in Riga, where leaders gathered"
        if self._held_then(read, sentence) or _WHOSE.match(self.text, read.found.end):
            return False
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
        named = read.name and any(s.name and s.name.lower() == read.name.lower() for s in same)
        if named and not (happening.verb and self._new_in(read, same)):
            return True  # "the Contact Group will gather on 3 May" is another of its meetings
        if (
            not happening.verb
            and pointing
            and not read.name
            and same
            and not self._new_in(read, same)
            and not self._of_another(read, same)
            and not self._of_others(read, same)
        ):
            return True
        kin = [
            s for s in self.seen[-40:] if _FAMILY[s.found.happening.type] in ("summit", "meeting")
        ]
        if family == "summit" and kin and self._means_the_same(read, kin, before):
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
            and family in ("meeting", "summit", "visit", "ceremony")
            and happening.type == overlapping[0].found.happening.type
            and not read.name
        )

    def _held_then(self, read: Read, sentence: Span) -> bool:
        """As in "On 12 May the talks were held in Riga": a day of its own that none of them has."""
        if read.found.happening.verb or not _IS_HELD.match(self.text, read.found.end):
            return False
        own = read.date is not None and sentence.start <= read.date.start < sentence.end
        return own and all(
            s.date is None or s.date.iso != read.date.iso for s in self.seen if read.date
        )

    def _means_the_same(self, read: Read, kin: list[Read], before: str) -> bool:
        """As in "a donors' summit ... the conference": nothing in its own words is new."""
        again = before.endswith((" the", "today's", "today’s"))
        bare = again and not (read.name or read.found.happening.verb)
        return bare and not self._new_in(read, kin)

    def _of_another(self, read: Read, same: list[Read]) -> bool:
        """As in "Johnson's trip": somebody's who took part in none of the earlier ones."""
        near = self.context.mentions_in(max(0, read.found.start - 40), read.found.start)
        owner = near[-1] if near and near[-1].kind == "person" else None
        if owner is None or self.text[owner.end : read.found.start] not in ("'s ", "’s "):
            return False
        return all(owner.id not in s.participants for s in same)

    def _of_others(self, read: Read, same: list[Read]) -> bool:
        """As in "the call between Berg and Novak": two in its own words, neither met before."""
        named = self.context.mentions_in(read.phrase.start, read.phrase.end)
        own = {m.id for m in named if m.kind == "person" and m.id in read.participants}
        new = all(not own & set(s.participants) for s in same)
        beside = self.text.startswith(" with ", read.found.end)
        return new and len(own) > (0 if beside else 1)

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
