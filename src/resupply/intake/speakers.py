"""Who speaks: the noun phrase before or behind a verb of saying, and whom it means."""

import re
from bisect import bisect_right

from resupply.intake import rx
from resupply.intake.appositions import Appositions
from resupply.intake.descriptions import COUNTED
from resupply.intake.mention import Mention
from resupply.intake.people_words import TITLES
from resupply.intake.phrases import (
    NO_NOUNS,
    NOT_SPEAKERS,
    NOUN,
    PRONOUN,
    SPEAKS,
    SPEAKS_SOON,
    Speaker,
    is_alone,
    is_name,
    plain_role,
)

_PARTY = rx.compile(r"[RDI]-[A-Z][\w.]*")
#: A name that nobody introduced, before an office: "Tomson Phiri, its spokesperson said".
_STRANGER = rx.compile(
    r"(?:^|, |[.!?]\s)(?P<who>[A-Z][a-zà-ž’'-]+(?: [A-Z][\w’'-]+){1,2}), "
    r"(?:(?:the|its|their|his|her) )?\Z"
)


#: As in "Japanese carmaker Ohira", "driver Abdi Nur": a name behind what somebody is.
_BEHIND_SORT = rx.compile(
    r"(?:^|\s)[a-z][a-z-]{2,}\s(?P<name>[A-Z][\w’'&.-]+(?:\s[A-Z][\w’'&.-]+){0,3})$"
)
_OF = rx.compile(r"\b(?:for|of|to|by)\s+(?:\w+\s+){0,2}$")


def _of_another(lead: str) -> bool:
    """Whether words lead to another than who speaks: "a friend of", not "of Defense spokesman"."""
    last = lead.split()[-1].lower() if lead.split() else ""
    return bool(_OF.search(lead)) and last not in TITLES


#: "A Council on Roads (CR) report": the body by its letters.
_PAPER_OF = rx.compile(
    r"\s\((?P<letters>[A-Z][A-Za-z]{1,9})\)(?:['’]s)?\s(?:[a-z-]+\s){0,2}(?:report|article|study|survey"
    r"|analysis|paper|brief(?:ing)?|assessment|poll|bulletin|update|investigation|review|data|figures"
    r"|statement|release|statistics)\Z"
)
#: "A Harbour Watch study": the body.
_PAPER_BY = rx.compile(
    r"(?P<who>[A-Z][\w&’'.-]*(?:\s(?:(?:of|for|on|and|the)\s)*[A-Z][\w&’'.-]*)*?)(?:['’]s)?\s"
    r"(?:[a-z-]+\s){0,2}(?:report|article|study|survey|analysis|assessment|poll|investigation"
    r"|factsheet|bulletin)"
)


#: "farmers around Lake Chad", "towns of Kenya": whose place it is stands before.
_OF_PLACE = rx.compile(r"\b(?:of|across|around|near|throughout|outside|inside|along)\s(?:the\s)?\Z")
_AGED = rx.compile(r"(?:(?:the|an?)\s)?\d{1,3}[- ]years?[- ]old,?\s")
_SEEN_BY = rx.compile(r"(?<=\w)\s(?:seen|obtained|reviewed|viewed|accessed|looked)\b.*")


class Speakers(Appositions):
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
        return self.resolved(self._in_front(verb, floor), verb)

    def _in_front(self, verb: int, floor: int) -> Speaker | None:
        masked = self.frame.masked
        end = self._before_who(floor, self._skip_back(verb, floor))
        if end <= floor:
            return None
        paper = _PAPER_OF.search(masked, floor, end)
        if paper:
            body = self._mentions(*paper.span("letters"))
            name = body[0].id if body and body[0].id else paper["letters"]
            return Speaker(name, *paper.span("letters"), "name")
        if masked[end - 1] in ",)–—-":
            return self._over_apposition(end, floor)
        found = self._phrase_ending(end, floor)
        opens = None
        if found is None or found.how in ("phrase", "loose"):
            opens = self._opens_with_name(end, floor)
        return opens or self._named_before_office(found, floor) or found

    def _named_before_office(self, found: Speaker | None, floor: int) -> Speaker | None:
        """As in "Ana Novak, Riga's spokesperson said", where the second comma is left out."""
        if found is None or found.how != "phrase":
            return None
        person = self.mention_ending(len(self.frame.masked[: found.start].rstrip(" ,")))
        masked = self.frame.masked
        stranger = _STRANGER.search(masked, floor, found.start)
        if stranger and SPEAKS.search(found.name) and not self._mentions(*stranger.span("who")):
            return Speaker(stranger["who"], *stranger.span("who"), "name")
        if person is None or person.kind != "person" or person.start < floor:
            return None
        opens = masked[floor : person.start].rstrip()
        beside = masked[person.end : found.start] == ", " and SPEAKS.search(found.name)
        first = not opens or opens[-1] == "," or opens.endswith(" and")
        return self.of(person) if beside and first else None

    def _over_apposition(self, end: int, floor: int) -> Speaker | None:
        """As in "Rama, who hosted the summit, said": what stands before the inserted part."""
        masked = self.frame.masked
        opens = self._opens_with_name(end - 1, floor) if masked[end - 1] == "," else None
        if opens is not None:
            return opens
        closing = masked[end - 1]
        opening = {")": "("}.get(closing, closing)
        at = masked.rfind(opening, floor, end - 1)
        inner = masked[at + 1 : end - 1] if at >= 0 else ""
        while at > floor and closing == ",":
            before = masked[floor:at].rstrip()
            found = self._phrase_ending(floor + len(before), floor)
            if found and _PARTY.fullmatch(found.name):
                at = masked.rfind(",", floor, at)
                continue  # "Rep. Jan Berg, D-Conn., the top Democrat, said"
            # "Ana Novak, director at the agency, the largest in Gaza, said": two of them.
            twice = self._named_before_office(found, floor)
            if twice is not None:
                return twice
            if found and (found.name or found.how == "pronoun"):
                return self._named_in_apposition(found, at + 1, end - 1)
            at = masked.rfind(",", floor, at)
        if closing != "," and at > floor:
            found = self._phrase_ending(len(masked[floor:at].rstrip()) + floor, floor)
            return self._by_letters(found, at + 1, end - 1)
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
        letters = inner.isalnum() and inner.isupper() and 1 < len(inner) < 9
        if letters and found.how in ("phrase", "loose"):
            return Speaker(inner, start + 1, end, "name")  # "the power company, DTEK, said"
        known = any(
            m.kind == "person" and found.start <= m.start and m.end >= found.end - 1
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
        start = self._behind_day(self._phrase_start(end, floor), end)
        said = text[start:end].strip()
        if not said:
            return None
        low = said if said.isupper() and len(said) > 2 else said.lower()
        outlet = self._outlet(start, end)
        if outlet:
            return outlet
        meant = mention and (self._of_people(mention, floor, end) or self._ours(mention, floor))
        if meant:
            return meant
        led = re.search(r"\b(?:in|at|from|on|with)\s+(?:the\s+)?$", masked[floor:start])
        led = led or (_OF_PLACE.search(masked, floor, start) if mention else None)
        if led and low not in PRONOUN:
            # "a spokesperson in Port Sudan": who stands before the place.
            at = start - len(led[0])
            outer = self._phrase_ending(at, floor) if at > floor else None
            if (
                outer
                and outer.name
                and outer.how != "pronoun"
                and (outer.how == "name" or not self._named_of(led[0], mention, at, floor))
            ):
                return outer
            if mention and mention.kind in ("country", "place") and led[0][:2] != "of":
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
            and " of " not in text[start : mention.start]
        ):
            return Speaker(self._together(mention, floor), mention.start, end, "name")
        edition = mention and self._edition(mention, start, end)
        if edition:
            return edition
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
        paper = _PAPER_BY.fullmatch(name)
        if paper and (
            " " in paper["who"] or any(m.kind == "org" for m in self._mentions(start, end))
        ):
            return self._phrase_ending(end - len(name) + paper.end("who"), floor)
        again = self._body_meant(said, start) or self._party_man(said, start)
        if again:
            return Speaker(again, start, end, "role")
        if (
            SPEAKS.search(re.split(r"\s(?:of|for|at|to|in|responsible)\s", name)[0])
            or SPEAKS.search(name)
            or is_name(name)
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "phrase")
        behind_sort = _BEHIND_SORT.search(said)
        if behind_sort and is_name(behind_sort["name"]):
            return Speaker(behind_sort["name"], end - len(behind_sort["name"]), end, "name")
        if (
            NOUN.fullmatch(name)
            and (said != name or name.endswith("s"))
            and name.split()[-1].lower() not in NO_NOUNS
        ):
            return Speaker(" ".join(name.split()), end - len(name), end, "loose")
        return None

    def _named_of(self, led: str, mention: Mention | None, at: int, floor: int) -> bool:
        """As in "a report of Oslo University", "the Treasury of Lesotho": "of" is in a name."""
        if not led.startswith("of") or mention is None:
            return False
        before = self.frame.masked[floor:at].split()
        proper = len(before) > 1 and before[-1][0].isupper()
        return mention.kind == "org" or proper

    def _behind_day(self, start: int, end: int) -> int:
        """As in "Late on Sunday Peru said": where the words begin behind a day."""
        days = [
            d for d in self.context.dates_in(start, end) if d.start == start and d.end < end - 2
        ]
        if not days or self.frame.text[days[0].end] != " ":
            return start
        return days[0].end + 1

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
            spoke = spoke or self._just_spoke(start) or self._opens_before(start)
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
        return self.resolved(self._behind(at, ceiling), ceiling)

    def _behind(self, at: int, ceiling: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        start = at + len(masked[at:ceiling]) - len(masked[at:ceiling].lstrip())
        aged = _AGED.match(masked, start, ceiling)
        start = aged.end() if aged else start
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
            and not _of_another(text[start : person.start][-30:])
            and not re.match(r"['’]s?\s", text[person.end : person.end + 3])
        ):
            return self.of(person)
        return self._body_after(start, end, ceiling)

    def _body_after(self, start: int, end: int, ceiling: int) -> Speaker | None:
        text, masked = self.frame.text, self.frame.masked
        outlet = self._outlet(start, end)
        if outlet:
            return outlet
        # "said the head of the agency, Jan Egeland": a name in apposition.
        later = re.match(
            r"(?:\s(?:in|at|for)\s[^,.;\x01]{2,40})?,\s+(?:[A-Z][\w.]+\s+"
            r"(?=[A-Z]\w+\s+[A-Z])){0,2}",
            masked[end:ceiling],
        )
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
            r"^(?!one\s+of\b)(?:the|a|an|one|another|its|their|his|her|our)\s+",
            "",
            text[start:end].strip(),
            flags=re.IGNORECASE,
        )
        mentions = self._mentions(start, end)
        edition = next((e for m in mentions if (e := self._edition(m, start, end))), None)
        if edition is not None:
            return edition
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
            SPEAKS.search(name)
            or is_name(name)
            or mentions
            or SPEAKS_SOON.search(name)
            or COUNTED.fullmatch(name)
        ):
            return None
        name = _SEEN_BY.sub("", name)
        return Speaker(" ".join(name.split()), start, end, "phrase")
