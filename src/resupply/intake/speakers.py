"""Who speaks: the noun phrase before or behind a verb of saying, and whom it means."""

import re
from bisect import bisect_right

from resupply.intake.memory import Memory
from resupply.intake.mention import Mention
from resupply.intake.phrases import (
    INNER,
    INNER_LEFT,
    NO_NOUNS,
    NOT_SPEAKERS,
    NOUN,
    PRONOUN,
    SKIP_BEFORE,
    SPEAKS,
    SPEAKS_SOON,
    STOP,
    WORD_BACK,
    Speaker,
    is_alone,
    is_name,
    plain_role,
)


class Speakers(Memory):
    """Finds speakers in a frame, remembering who spoke last.

    Args:
        frame: The document's frame.
        context: Its mentions and dates.
    """

    # --- before the verb

    def before(self, verb: int, floor: int) -> Speaker | None:
        """The subject in front of a verb.

        Args:
            verb: Place of the verb.
            floor: Where its clause may begin at the earliest.
        """
        masked = self.frame.masked
        end = self._before_who(floor, self._skip_back(verb, floor))
        if end <= floor:
            return None
        if masked[end - 1] in ",)–—-":
            return self._over_apposition(end, floor)
        return self._phrase_ending(end, floor)

    def _skip_back(self, end: int, floor: int) -> int:
        """Behind the subject: auxiliaries, adverbs and dates before the verb are stepped over."""
        masked = self.frame.masked
        while end > floor:
            said = masked[max(floor, end - 30) : end]
            m = SKIP_BEFORE.search(said)
            if m:
                end -= len(m[0])
                continue
            bare = len(masked[floor:end].rstrip()) + floor
            comma = masked[bare - 1 : bare] == ","
            dated = self._date_ends.get(bare - 1 if comma else bare)
            if (
                dated
                and dated.start > floor
                and not (
                    comma and not re.search(r",\s+(?:on\s+|in\s+)?$", masked[floor : dated.start])
                )
            ):
                before = re.search(
                    r"(?:\b(?:on|in|late on|late|early|earlier|earlier on|last|next|at)\s+)+$",
                    masked[floor : dated.start],
                )
                start = floor + before.start() if before else dated.start
                if start > floor:
                    end = start
                    continue
            return bare
        return end

    def _over_apposition(self, end: int, floor: int) -> Speaker | None:
        """As in "Rama, who hosted the summit, said": what stands before the inserted part."""
        masked = self.frame.masked
        closing = masked[end - 1]
        opening = {")": "("}.get(closing, closing)
        at = masked.rfind(opening, floor, end - 1)
        inner = masked[at + 1 : end - 1] if at >= 0 else ""
        while at > floor and closing == ",":
            before = masked[floor:at].rstrip()
            found = self._phrase_ending(floor + len(before), floor)
            if found and (found.name or found.how == "pronoun"):
                return self._named_in_apposition(found, at + 1, end - 1)
            at = masked.rfind(",", floor, at)
        if closing != "," and at > floor:
            return self._phrase_ending(len(masked[floor:at].rstrip()) + floor, floor)
        return self._phrase_ending(end - 1, floor) if at < 0 or not inner.strip() else None

    def _named_in_apposition(self, found: Speaker, start: int, end: int) -> Speaker:
        """As in "The head of the agency, Jan Egeland, said": the name inside wins over the role."""
        person = next((m for m in self._mentions(start, end) if m.kind == "person"), None)
        inner = self.frame.text[start:end].strip()
        if (
            person is None
            and len(inner.split()) in (2, 3, 4)
            and is_name(inner)
            and not self._mentions(start, end)
        ):
            return Speaker(inner, start + 1, end, "name")
        known = any(
            m.kind == "person" and found.start <= m.start < found.end
            for m in self._mentions(found.start, found.end)
        )
        gap = self.frame.masked[start : person.start] if person else ""
        if (
            person
            and not known
            and len(gap) < 40
            and not re.search(r"\b(?:who|of|by|with|under|for|to)\b", gap)
        ):
            return self.of(person)
        return found

    def mention_ending(self, end: int) -> Mention | None:
        """The mention that ends at a place."""
        n = bisect_right(self._starts, end - 1) - 1
        mention = self.context.mentions[n] if n >= 0 else None
        return mention if mention and mention.end == end else None

    def _phrase_ending(self, end: int, floor: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        end = len(masked[floor:end].rstrip(" \t\n,)–—-")) + floor
        end = self._bare_end(floor, end)
        mention = self.mention_ending(end)
        if mention and mention.kind == "person" and mention.start >= floor:
            return self.of(mention)
        start = self._phrase_start(end, floor)
        said = text[start:end].strip()
        if not said:
            return None
        low = said if said.isupper() and len(said) > 2 else said.lower()
        meant = mention and (self._of_people(mention, floor, end) or self._ours(mention, floor))
        if meant:
            return meant
        led = re.search(r"\b(?:in|at|from|on|with)\s+(?:the\s+)?$", masked[floor:start])
        if led and low not in PRONOUN:
            # "a spokesperson in Port Sudan": who stands before the place.
            outer = self._phrase_ending(floor + led.start(), floor) if led.start() else None
            if outer and outer.name and outer.how != "pronoun":
                return outer
            if mention and mention.kind in ("country", "place"):
                return None
        if low in PRONOUN:
            return self._pronoun(low, start, end, floor)
        if (
            mention
            and mention.kind == "role"
            and mention.id
            and mention.start >= start
            and plain_role(text[start : mention.start])
        ):
            return self.of(mention)._replace(how="role")
        if (
            mention
            and mention.kind in ("country", "org")
            and re.search(r"(?:,|\band)\s+(?:the\s+)?$", text[start : mention.start])
        ):
            return Speaker(self._together(mention, floor), mention.start, end, "name")
        if (
            mention
            and mention.kind in ("country", "org", "group")
            and mention.form != "demonym"
            and is_alone(text[start : mention.start])
            and not self._branch(mention, start)
        ):
            return self.of(mention)
        inner = [m for m in self._mentions(start, end) if m.kind == "person"]
        if inner and inner[-1].end >= end - 2:
            return self.of(inner[-1])
        name = re.sub(
            r"^(?!one\s+of\b|some\s+of\b|many\s+of\b)(?:the|a|an|one|another|its|their|his|her"
            r"|our|two|several|some|many|other)\s+",
            "",
            said,
            flags=re.IGNORECASE,
        )
        if (
            mention
            and mention.kind == "role"
            and mention.start >= start
            and (spoke := self._may_mean(mention))
            and re.search(
                r"(?i)minister|president|chancellor|premier|secretary$|general$|ambassador"
                r"|governor",
                name,
            )
            and len(name.split()) < 3
        ):
            return Speaker(spoke.name, end - len(name), end, "role")
        body = self._body_meant(said, start) or self._party_man(said, start)
        if body:
            return Speaker(body, start, end, "role")
        if (
            SPEAKS.search(re.split(r"\s(?:of|for|at|to|in|responsible)\s", name)[0])
            or SPEAKS.search(name)
            or is_name(name)
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "phrase")
        if (
            NOUN.fullmatch(name)
            and (said != name or name.endswith("s"))
            and name.split()[-1].lower() not in NO_NOUNS
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "loose")
        return None

    def _phrase_start(self, end: int, floor: int) -> int:
        """Where a noun phrase begins that ends here."""
        masked = self.frame.masked
        start = end
        for _ in range(14):
            m = WORD_BACK.search(masked, max(floor, start - 40), start)
            if not m or m.start() < floor or not any(c.isalnum() for c in m[0]):
                break
            word = m[0].strip()
            low = word.lower().rstrip(",.")
            if (
                start != end
                and word.endswith(",")
                and not re.search(r"\b(?:and|or)\s+$", masked[max(floor, start - 1) : start + 5])
            ):
                break
            if (
                start != end
                and word.endswith(".")
                and not (
                    len(low) == 1
                    or low
                    in (
                        "mr",
                        "mrs",
                        "ms",
                        "dr",
                        "gen",
                        "u.s",
                        "u.n",
                        "lt",
                        "col",
                        "maj",
                        "sen",
                        "st",
                    )
                )
            ):
                break
            if low in INNER:
                if not INNER_LEFT.search(masked[floor : m.start()]):
                    break
            elif low in ("who", "which") and start == end:
                return m.start()
            elif (
                low in STOP
                and not (
                    low in ("and", "to", "in", "on", "at")
                    and self._inside(masked, m.start(), start, floor)
                )
            ) or (low in PRONOUN and start != end):
                break
            pronoun = low in PRONOUN and start == end
            start = m.start()
            if pronoun:
                break
            if low in ("the", "a", "an") and not re.search(
                r"(?i)\b(?:of|for|and)\s+$", masked[floor:start]
            ):
                break
        return start

    def _inside(self, masked: str, at: int, start: int, floor: int) -> bool:
        """As in "ambassador to the UN", "ministers of Finland and Sweden": inside a phrase."""
        left = masked[floor:at]
        word = masked[at:start].strip().lower()
        if word == "and":
            left_word = left.rstrip().split(" ")[-1] if left.strip() else ""
            return (
                bool(left_word[:1].isupper())
                and masked[start : start + 1].isupper()
                and left_word[-1:].isalnum()
            )
        return bool(
            re.search(
                r"(?i)(?:ambassador|envoy|representative|adviser|advisor|coordinator|director"
                r"|mission|delegation|official|expert)\s+$",
                left,
            )
        ) and word in ("to", "in", "on", "at")

    def _pronoun(self, low: str, start: int, end: int, floor: int) -> Speaker:
        mention = next((m for m in self._mentions(start, start + 1)), None)
        if low in ("he", "she"):
            spoke = self.last_person
            mention = self._not_just_named(mention, start)
            unnamed = self._stranger(start, mention) or self._unnamed(start, mention)
            if unnamed:
                return Speaker(unnamed.name, start, end, "pronoun")
            if spoke and mention and self._still_speaking(spoke, mention):
                return Speaker(spoke.name, start, end, "pronoun")
            if mention and mention.id:
                return self.of(mention)._replace(how="pronoun")
            spoke = self._of_gender(spoke, low) or self._somebody(low)
            return Speaker(spoke.name if spoke else "", start, end, "pronoun")
        if low in ("who", "which"):
            return self._antecedent(start, floor)
        if low == "it":
            return Speaker(self._body_before(start), start, end, "pronoun")
        if low == "they":
            return Speaker(self.last.name if self.last else "", start, end, "pronoun")
        return Speaker("", start, end, "pronoun")

    def _antecedent(self, at: int, floor: int) -> Speaker:
        before = self.frame.masked[floor:at].rstrip(" ,")
        found = self._phrase_ending(floor + len(before), floor)
        if found and found.name:
            return found
        near = [m for m in self._mentions(floor, at) if m.kind == "person"]
        return self.of(near[-1]) if near else Speaker("", at, at + 3, "pronoun")

    # --- behind the verb

    def after(self, at: int, ceiling: int) -> Speaker | None:
        """The subject behind a verb: "said Mr Rama", "according to the ministry".

        Args:
            at: Character behind the verb.
            ceiling: Where the sentence ends.
        """
        text, masked = self.frame.text, self.frame.masked
        start = at + len(masked[at:ceiling]) - len(masked[at:ceiling].lstrip())
        if start >= ceiling:
            return None
        end = self._phrase_end(start, ceiling)
        said = text[start:end].strip(" ,")
        if not said:
            return None
        handle = re.match(r"@\w{2,}", text[start:ceiling])
        if handle:
            return Speaker(handle[0][1:], start, start + handle.end(), "name")
        first = said.split()[0].lower()
        if first in NOT_SPEAKERS:
            return None
        if first in PRONOUN and len(said.split()) == 1:
            return self._pronoun(first, start, end, at)
        if said.lower() in ("him", "her", "them", "one of them", "some of them"):
            return self._object(said.lower().split()[-1], start, end)
        person = next((m for m in self._mentions(start, end) if m.kind == "person"), None)
        if (
            person
            and not re.search(
                r"['’]s\s|\b(?:for|of|to|by)\s+(?:\w+\s+){0,2}$", text[start : person.start][-30:]
            )
            and not re.match(r"['’]s?\s", text[person.end : person.end + 3])
        ):
            return self.of(person)
        return self._body_after(start, end, ceiling)

    def _body_after(self, start: int, end: int, ceiling: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        # "said the head of the agency, Jan Egeland": a name in apposition.
        later = re.match(r",\s+(?:[A-Z][\w.]+\s+(?=[A-Z]\w+\s+[A-Z])){0,2}", masked[end:ceiling])
        if later:
            named = [m for m in self._mentions(end, end + later.end() + 2) if m.kind == "person"]
            if named:
                return self.of(named[0])
        role = next(
            (
                m
                for m in self._mentions(start, end)
                if m.kind == "role" and m.id and m.end >= end - 1
            ),
            None,
        )
        if role and plain_role(text[start : role.start]):
            return self.of(role)._replace(how="role")
        name = re.sub(
            r"^(?:the|a|an|one|another|its|their|his|her|our)\s+",
            "",
            text[start:end].strip(),
            flags=re.IGNORECASE,
        )
        mentions = self._mentions(start, end)
        whole = next(
            (
                m
                for m in mentions
                if m.kind in ("country", "org", "group")
                and m.end >= end - 1
                and is_alone(text[start : m.start])
            ),
            None,
        )
        if whole:
            return self.of(whole)
        if not name or not (
            SPEAKS.search(name) or is_name(name) or mentions or SPEAKS_SOON.search(name)
        ):
            return None
        return Speaker(" ".join(name.split()), start, end, "phrase")

    def _phrase_end(self, start: int, ceiling: int) -> int:
        masked = self.frame.masked
        m = re.compile(
            r"(?:[^,.;:()\n\x01\"“”«»]|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Ms|Dr|Lt|St))\.|(?<=\b(?:Mrs"
            r"|Gen|Col|Maj|Sen|Rep|Gov))\.|\.(?=[A-Za-z]))*"
        ).match(masked, start, ceiling)
        end = m.end() if m else start
        said = masked[start:end]
        cut = re.search(
            r"\s(?:who|which|that|when|while|as|after|before|during|on|in|at|by|from|with"
            r"|following|ahead|via|through|told|said|says|in a|and\s+(?!(?:[A-Z]|the\s))|but"
            r"|have|has|had|may|might|could|can|should|is|was|are|were|will|would|adding"
            r"|speaking|because|since|until|amid"
            r"|today|yesterday|earlier|late|last|also|presented|published|released|issued|seen"
            r"|obtained|reviewed|familiar|close|cited|quoted|led|based)\s",
            said,
        )
        while (
            cut
            and cut[0].strip() in ("at", "in", "on", "from")
            and re.search(
                r"(?i)(?:director|representative|coordinator|analyst|expert|official"
                r"|researcher|fellow|professor|spokes\w+|doctor|adviser|head|chief|ambassador"
                r"|manager)\s*$",
                said[: cut.start()],
            )
            and not re.match(
                r"\s\w+\s(?:a|the)?\s?(?:statement|interview|Monday|Tuesday|Wednesday|Thursday"
                r"|Friday|Saturday|Sunday|[A-Z]?[a-z]+ \d)",
                said[cut.start() :],
            )
        ):
            nxt = re.compile(
                r"\s(?:who|which|that|when|while|as|after|before|during|on|told|said|adding)\s"
            ).search(said, cut.end())
            cut = nxt
        end = start + cut.start() if cut else end
        for d in self.context.dates:
            if start < d.start < end:
                end = len(masked[start : d.start].rstrip()) + start
                break
        return len(masked[start:end].rstrip()) + start
