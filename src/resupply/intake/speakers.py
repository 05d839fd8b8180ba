"""Who speaks: the noun phrase before or behind a verb of saying, and whom it means."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from resupply.intake import gazetteer
from resupply.intake.context import Context
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.mention import Mention
from resupply.intake.wordlists import words as words_of


class Speaker(NamedTuple):
    """Somebody who says something.

    Args:
        name: Surname, code or words of the text; "" where the words name nobody.
        start: First character of the words.
        end: Character behind the last.
        how: How it was understood, for the reviewer.
    """

    name: str
    start: int
    end: int
    how: str


_SKIP_BEFORE = re.compile(
    r"(?:^|(?<=[\s,]))(?:has|have|had|will|would|is|was|were|are|also|later|then|further|just"
    r"|once|again|previously|repeatedly|earlier|"
    r"recently|already|today|yesterday|meanwhile|therefore|only|now|still|himself|herself"
    r"|themselves|itself|separately|jointly|both|[a-z]+ly|"
    r"(?:is|are|was|were)\s+(?:due\s+|set\s+|expected\s+|likely\s+)?to"
    r"|went on to|goes on to|went on|did|does|do|been|being|himself|reportedly)\s+$"
)
_WORD_BACK = re.compile(r"(?:[^\W_]|[.'’&/@-])+[,.]?\s+$|(?:[^\W_]|[.'’&/@-])+$")
_STOP = words_of(
    "and but or while as that when where because since although though if after before until which who whom whose than so yet"
    " is are was were be been being has have had will would can could may might must should do"
    " does did not"
    " in on at by with from about over into during under between against through amid per via to"
)
#: Prepositions that stay inside a speaker's phrase: "head of the agency", "spokesman for the ministry".
_INNER = words_of("of for")
_INNER_LEFT = re.compile(
    r"(?i)(?:spokes\w+|head|chief|director|minister|secretary|president|coordinator"
    r"|commissioner|representative|official|officials|ministry|department|"
    r"ambassador|office|chair|chairman|member|members|leader|leaders|commander|chancellor"
    r"|deputy|speaker|adviser|advisor|envoy|general|staff|"
    r"institute|university|bank|council|union|agency|manager|coalition|federation|chamber"
    r"|union|association|group|government|mayor|governor|state)\s+$"
)
_PRONOUN = words_of("he she they it who which we i")
#: Endings of phrases that speak: bodies, people by their role, papers.
_SPEAKS = re.compile(
    r"(?i)\b(?:minist(?:ry|er|ers)|government|spokes\w+|officials?|president|premier"
    r"|chancellor|secretary(?:[- ]general)?|agency|agencies|office|department|army|military|"
    r"command|staff|statement|report|letter|communiqu[eé]|document|source|sources|diplomats?"
    r"|ambassador|commission|council|parliament|company|firm|manufacturer|"
    r"director|chief|head|leaders?|general|officers?|commander|coordinator|commissioner"
    r"|representative|envoy|analysts?|experts?|economists?|researchers?|authors?|institute|"
    r"bank|fund|group|organi[sz]ation|union|alliance|embassy|administration|authorities"
    r"|service|police|mayor|governor|senator|lawmakers?|allies|partners|doctors?|workers?|"
    r"residents?|farmers?|volunteers?|soldiers?|father|mother|teacher|nurse|surgeon|newspaper"
    r"|magazine|website|press|media|centre|center|charity|foundation|"
    r"committee|board|team|mission|delegation|presidency|ministries|medics|women|man|woman"
    r"|people|driver|manager|founder|chair(?:man|woman|person)?|adviser|advisor|"
    r"professor|scientist|pilot|refugee|refugees|auditors?|court|release|update|sitrep"
    r"|bulletin|assessment|survey|study|paper|plan|appeal|tweet|post|brochure|fact sheet|text"
    r"|declaration|"
    r"king|queen|prince|pope|bishop|priest|co-chairs?|ministers|presidents|countries|states"
    r"|nations|members|cluster|network|partner|consortium|taskforce|headquarters|secretariat"
    r"|bloc|cabinet|he|she|they|it)$"
)


class Speakers:
    """Finds speakers in a frame, remembering who spoke last.

    Args:
        frame: The document's frame.
        context: Its mentions and dates.
    """

    def __init__(self, frame: Frame, context: Context) -> None:
        self.frame, self.context = frame, context
        self._starts = [m.start for m in context.mentions]
        self._date_ends = {d.end: d for d in context.dates}
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None

    def remember(self, speaker: Speaker) -> None:
        """Keep who spoke, for "it added" and quotations without a cue."""
        if speaker.name:
            self.last = speaker
            if any(m.kind == "person" and m.id == speaker.name for m in self.context.mentions):
                self.last_person = speaker
            else:
                self.last_body = speaker

    # --- before the verb

    def before(self, verb: int, floor: int) -> Speaker | None:
        """The subject in front of a verb.

        Args:
            verb: Place of the verb.
            floor: Where its clause may begin at the earliest.
        """
        masked = self.frame.masked
        end = self._skip_back(verb, floor)
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
            m = _SKIP_BEFORE.search(said)
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
        """As in "Rama, who hosted the summit, said": back to what stands before the inserted part."""
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
            and _is_name(inner)
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

    def _mentions(self, start: int, end: int) -> list[Mention]:
        a, b = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.context.mentions[a:b]

    def mention_ending(self, end: int) -> Mention | None:
        """The mention that ends at a place."""
        n = bisect_right(self._starts, end - 1) - 1
        mention = self.context.mentions[n] if n >= 0 else None
        return mention if mention and mention.end == end else None

    def _phrase_ending(self, end: int, floor: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        end = len(masked[floor:end].rstrip(" \t\n,)–—-")) + floor
        mention = self.mention_ending(end)
        if mention and mention.kind == "person" and mention.start >= floor:
            return self.of(mention)
        start = self._phrase_start(end, floor)
        said = text[start:end].strip()
        if not said:
            return None
        low = said if said.isupper() and len(said) > 2 else said.lower()
        led = re.search(r"\b(?:in|at|from|on|with)\s+(?:the\s+)?$", masked[floor:start])
        if led and low not in _PRONOUN:
            # "a spokesperson in Port Sudan": who stands before the place.
            outer = self._phrase_ending(floor + led.start(), floor) if led.start() else None
            if outer and outer.name and outer.how != "pronoun":
                return outer
            if mention and mention.kind in ("country", "place"):
                return None
        if low in _PRONOUN:
            return self._pronoun(low, start, end, floor)
        if (
            mention
            and mention.kind == "role"
            and mention.id
            and mention.start >= start
            and _plain_role(text[start : mention.start])
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
            and not mention.form == "demonym"
            and _is_alone(text[start : mention.start])
        ):
            return self.of(mention)
        inner = [m for m in self._mentions(start, end) if m.kind == "person"]
        if inner and inner[-1].end >= end - 2:
            return self.of(inner[-1])
        name = re.sub(
            r"^(?:the|a|an|one|another|its|their|his|her|our|two|several|some|many|other)\s+",
            "",
            said,
            flags=re.IGNORECASE,
        )
        if (
            mention
            and mention.kind == "role"
            and mention.start >= start
            and self.last_person
            and re.search(
                r"(?i)minister|president|chancellor|premier|secretary$|general$|ambassador"
                r"|governor",
                name,
            )
            and len(name.split()) < 3
        ):
            return Speaker(self.last_person.name, end - len(name), end, "role")
        if (
            _SPEAKS.search(re.split(r"\s(?:of|for|at|to|in)\s", name)[0])
            or _SPEAKS.search(name)
            or _is_name(name)
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "phrase")
        if (
            _NOUN.fullmatch(name)
            and (said != name or name.endswith("s"))
            and name.split()[-1].lower() not in _NO_NOUNS
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "loose")
        return None

    def _together(self, last: Mention, floor: int) -> str:
        """As in "Germany, Denmark and the Netherlands": all that are named together, as written."""
        start = last.start
        for m in reversed(self._mentions(floor, last.start)):
            if not re.fullmatch(r",?\s*(?:and\s+)?(?:the\s+)?", self.frame.text[m.end : start]):
                break
            start = m.start
        return self.frame.text[start : last.end]

    def _phrase_start(self, end: int, floor: int) -> int:
        """Where a noun phrase begins that ends here."""
        masked = self.frame.masked
        start = end
        for _ in range(14):
            m = _WORD_BACK.search(masked, max(floor, start - 40), start)
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
            if low in _INNER:
                if not _INNER_LEFT.search(masked[floor : m.start()]):
                    break
            elif low in ("who", "which") and start == end:
                return m.start()
            elif low in _STOP and not (
                low in ("and", "to", "in", "on", "at")
                and self._inside(masked, m.start(), start, floor)
            ):
                break
            elif low in _PRONOUN and start != end:
                break
            start = m.start()
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
            if spoke and mention and self._still_speaking(spoke, mention):
                return Speaker(spoke.name, start, end, "pronoun")
            if mention and mention.id:
                return self.of(mention)._replace(how="pronoun")
            spoke = self._of_gender(spoke, low) or self.last
            return Speaker(spoke.name if spoke else "", start, end, "pronoun")
        if low in ("who", "which"):
            return self._antecedent(start, floor)
        if low == "it":
            return Speaker(self._body_before(start), start, end, "pronoun")
        if low == "they":
            return Speaker(self.last.name if self.last else "", start, end, "pronoun")
        return Speaker("", start, end, "pronoun")

    def _still_speaking(self, spoke: Speaker, pronoun: Mention) -> bool:
        """Whether nobody else of that gender took the subject's place since somebody spoke."""
        meant = [
            m for m in self._mentions(0, pronoun.start) if m.id == pronoun.id and m.kind == "person"
        ]
        said = [
            m
            for m in self._mentions(0, pronoun.start)
            if m.kind == "person" and spoke.name in (m.id, m.name)
        ]
        fits = not said or said[-1].gender in (pronoun.gender, "") or not pronoun.gender
        if self.frame.document.paragraph_at(spoke.start) != self.frame.document.paragraph_at(
            pronoun.start
        ):
            return bool(
                fits
                and meant
                and pronoun.start - spoke.start < 600
                and not self._is_subject(meant[-1])
            )
        return fits and (not meant or meant[-1].start <= spoke.start)

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows a name, perhaps behind an inserted phrase."""
        behind = self.frame.masked[mention.end : mention.end + 140]
        return bool(
            re.match(
                r"(?:\s+on\s+\w+|,[^,.]{1,100},)?\s+(?:(?:also|has|had|have|is|was|will|would"
                r"|later|then|said|told|met|went|made|gave|took|spoke|held|came|left)\b"
                r"|[a-z]{2,}(?:ed|s)\b)",
                behind,
            )
        )

    def _of_gender(self, spoke: Speaker | None, low: str) -> Speaker | None:
        """Who spoke, unless known to be of the other gender."""
        wrong = "f" if low == "he" else "m"
        named = (m for m in self.context.mentions if spoke and m.kind == "person")
        known = [m.gender for m in named if spoke and spoke.name in (m.id, m.name)]
        return None if wrong in known else spoke

    def _not_just_named(self, mention: Mention | None, start: int) -> Mention | None:
        """As in "Macron, he said, ...": whoever says so is somebody else, the subject before."""
        if mention is None:
            return None
        named = next(
            (
                m
                for m in self._mentions(max(0, start - 40), start)
                if m.kind == "person" and m.id == mention.id
            ),
            None,
        )
        if named is None or not re.fullmatch(r",\s*", self.frame.masked[named.end : start]):
            return mention
        others = [
            m
            for m in self._mentions(0, named.start)
            if m.kind == "person" and m.id != mention.id and m.gender in (mention.gender, "")
        ]
        last = others[-1] if others else None
        return (
            last._replace(start=mention.start, end=mention.end, kind="pronoun") if last else mention
        )

    def _antecedent(self, at: int, floor: int) -> Speaker:
        before = self.frame.masked[floor:at].rstrip(" ,")
        found = self._phrase_ending(floor + len(before), floor)
        if found and found.name:
            return found
        near = [m for m in self._mentions(floor, at) if m.kind == "person"]
        return self.of(near[-1]) if near else Speaker("", at, at + 3, "pronoun")

    def _body_before(self, at: int) -> str:
        """Whom "it" means: the last body that spoke, else the last body or country named."""
        if self.last_body and at - self.last_body.start < 600:
            return self.last_body.name
        bodies = [
            m
            for m in self._mentions(max(0, at - 600), at)
            if m.kind in ("org", "country") and m.form != "demonym" and (m.id or m.name)
        ]
        subjects = [
            m
            for m in bodies
            if not re.search(
                r"\b(?:to|for|in|of|with|by|from|at|against|on|gave|give|gives"
                r"|told)\s+(?:the\s+)?$",
                self.frame.text[max(0, m.start - 10) : m.start],
            )
            and self.frame.text[m.end : m.end + 1] not in ("'", "’")
        ]
        return _shown((subjects or bodies)[-1]) if bodies else ""

    def of(self, mention: Mention) -> Speaker:
        """A mention as a speaker."""
        return Speaker(_shown(mention), mention.start, mention.end, "name")

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
        first = said.split()[0].lower()
        if first in _NOT_SPEAKERS:
            return None
        if first in _PRONOUN and len(said.split()) == 1:
            return self._pronoun(first, start, end, at)
        if first in ("him", "her", "them") and len(said.split()) == 1:
            return self._object(first, start, end)
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

    def _object(self, low: str, start: int, end: int) -> Speaker | None:
        """As in "according to him": who spoke last, else the last person of that gender."""
        gender = {"him": "m", "her": "f"}.get(low, "")
        near = [
            m
            for m in self._mentions(0, start)
            if m.kind == "person" and (m.gender in (gender, "") or not gender)
        ]
        spoke = self.last_person
        if spoke and (not near or near[-1].start <= spoke.start):
            return Speaker(spoke.name, start, end, "pronoun")
        return self.of(near[-1])._replace(start=start, end=end) if near else None

    def _body_after(self, start: int, end: int, ceiling: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        # "said the head of the agency, Jan Egeland": a name in apposition.
        later = re.match(r",\s+(?:Dr\.?\s+|Mr\.?\s+|Ms\.?\s+)?", masked[end:ceiling])
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
        if role and _plain_role(text[start : role.start]):
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
                and _is_alone(text[start : m.start])
            ),
            None,
        )
        if whole:
            return self.of(whole)
        if not name or not (
            _SPEAKS.search(name) or _is_name(name) or mentions or _SPEAKS_SOON.search(name)
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
            r"|have|has|is|was|are|were|will|would|adding|speaking|because|since|until|amid"
            r"|today|yesterday|earlier|late|last|also)\s",
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


_NOUN = re.compile(r"(?:[\w’'-]+\s+){0,5}[A-Za-z][a-z]{2,}(?<!ly)(?<!ing)(?<!ed)")
_NO_NOUNS = words_of(
    "not then there here also been being more less much many first last next other others than this that these those same own week year month day"
)
_NOT_SPEAKERS = words_of(
    "to that on in at for with by from of as if when while it's there not more about over after before"
)
_SPEAKS_SOON = re.compile(
    r"(?i)\b(?:spokes\w+|head|director|chief|official|officials|minister|ministry|secretary"
    r"|president|coordinator|representative|statement|report|analyst|member)\b"
)


def _shown(mention: Mention) -> str:
    """How a speaker is written: surname; the full name where it is not clear which part that is."""
    if mention.kind in ("person", "role", "pronoun"):
        known = mention.kind != "person" or mention.name in gazetteer.offices()
        clear = known or len(mention.name.split()) < 3 or " " in mention.id
        return mention.id if clear else mention.name
    if mention.form == "ministry":
        return mention.name
    return mention.id


_DAYS_ETC = words_of(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Earlier Later"
)


def _plain_role(before: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?i)\s*(?:(?:the|a|an|his|her|its|their|this)\s+)?(?:[\w'’.-]+\s+){0,3}", before
        )
    )


def _is_alone(before: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?i)\s*(?:(?:the|its|their|his|her|a|an)\s+)?(?:[A-Z][\w.]+(?:['’]s)?\s+)?", before
        )
    )


def _is_name(name: str) -> bool:
    words = name.split()
    if words and words[0] in _DAYS_ETC:
        return False
    return (
        bool(words)
        and len(words) <= 5
        and HIDDEN not in name
        and all(
            w[0].isupper()
            or w in ("of", "the", "for", "de", "al", "and", "von", "van", "der", "bin")
            for w in words
        )
        and words[-1][0].isupper()
        and words[0] not in ("But", "And", "The", "In", "On", "It", "As")
    )
