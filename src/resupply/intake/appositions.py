"""Who speaks where more is put to a name: "Ana Novak, head of X, the largest Y, said", "X (AB)"."""

import re

from resupply.intake import cues, rx
from resupply.intake.mention import Mention
from resupply.intake.phrases import Speaker, is_name
from resupply.intake.reach import Reach

#: What may stand in front of the name that opens a sentence.
_LEAD = rx.compile(
    r"\s*(?:(?:And|But|So|Yet|Also|For|[A-Z][a-z]+),?\s+(?=[A-Z][\w’'-]+\s)|"
    r"(?:In|At|On|From|Speaking|During|After|Before|Commenting|Responding|Asked|Reacting|For"
    r"|With)\b"
    r"[^,\x01]{2,60},\s+)?"
)
_STRANGER = rx.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Fr)\.?\s)?"
    r"(?P<who>[A-Z][\w’'-]+(?:\s(?:[A-Z]\.?|al-|de|van|von|der|bin|el-|ter|Al-"
    r"|El-)?\s?[A-Z][\w’'-]+){1,3})"
)
#: What somebody is: an article or a few words, then an office.
_OFFICE = rx.compile(
    r"\s(?:(?:the|an?|its|their|his|her|one\sof|also|then|now|who\sis)\s)*(?:[\w.’'&/-]+\s){0,6}?"
    r"(?i:minister|secretary|head|director|chief|chair\w*|commissioner|coordinator|ambassador|envoy"
    r"|representative|president|speaker|commander|mayor|governor|spokes\w+|leader|manager|officer"
    r"|founder|co-founder|owner|ceo|member|adviser|advisor|analyst|expert|researcher|professor"
    r"|lecturer|fellow|economist|lawyer|doctor|surgeon|nurse|teacher|driver|engineer|farmer|editor"
    r"|journalist|correspondent|activist|volunteer|mother|father|resident|refugee|soldier|captain"
    r"|colonel|general|sergeant|deputy|delegate|senator|lawmaker|counsellor|attach[eé]|consul"
    r"|administrator|executive|trustee|partner|principal|rector|dean|bishop|priest|pastor"
    r"|specialist"
    r"|consultant|lead|organi[sz]er|worker|scientist|historian|veteran|treasurer|auditor|inspector"
    r"|vice-president|undersecretary|negotiator|diplomat|official|technician|paramedic|psychologist"
    r"|midwife|pharmacist|businessman|businesswoman|entrepreneur|trader|fisherman|trainer"
    r"|instructor)"
    r"s?\b"
)
#: "Ana Novak (AN), head of": her name in other letters may stand between.
_COMMA = rx.compile(r"(?:\s\([^()]{1,24}\))?,")
_WHO = rx.compile(r"\s(?:who|whose|aged|\d\d)\b")
#: Bodies whose letters behind them are their name: "the UN humanitarian agency (OCHA)".
_BODY = rx.compile(
    r"(?i)\b(?:agency|organi[sz]ation|office|council|ministry|department|institute|fund|bank|union"
    r"|association|federation|committee|commission|programme|program|foundation|alliance|network"
    r"|centre|center|authority|service|mission|board|bureau|corps|group|society|university)\Z"
)
#: People of a body, and not the body itself.
_PEOPLE = rx.compile(
    r"(?i)\b(?:spokes\w+|head|chief|director|minister|secretary|president|coordinator"
    r"|representative"
    r"|officials?|chair\w*|leader|members?|adviser|analysts?|experts?)\s+(?:of|for|at|from)\b"
)


_LANDS = rx.compile(
    r"(?:ern|ring|North|South|West|East|New|Great|Greater|Central|Upper|Lower|Minister"
    r"|President|Team"
    r"|Allied|Neutral|Socialist|Soviet|ly|Mr|Mrs|Then|When|While|But|And|As|In|On)\s\Z"
)


class Appositions(Reach):
    """Finds who is meant where more stands between a name and its verb."""

    def _opens_with_name(self, end: int, floor: int) -> Speaker | None:
        """As in "In turn, Ana Novak, head of aid at Bond, a group, said": who opens the clause."""
        masked = self.frame.masked
        lead = _LEAD.match(masked, floor, end)
        for start in dict.fromkeys((lead.end() if lead else floor, floor)):
            found = self._name_at(start, end)
            beside = _COMMA.match(masked, found.end, end) if found else None
            if found is None or beside is None:
                continue
            between = masked[beside.end() : end]
            tail = re.sub(r",?\s(?:who|whose|which|that)\s[^,]*", "", between)
            if cues.FINITE.search(tail) or len(between) > 220:
                continue
            if _OFFICE.match(between) or _WHO.match(between):
                return found
        return None

    def _name_at(self, start: int, end: int) -> Speaker | None:
        """The name of a person that begins here, listed or not."""
        person = next((m for m in self._mentions(start, start + 24) if m.kind == "person"), None)
        if person and not self.frame.masked[start : person.start].strip():
            return self.of(person)
        stranger = _STRANGER.match(self.frame.masked, start, end)
        if stranger is None or not is_name(stranger["who"]):
            return None
        if any(m.kind != "person" for m in self._mentions(*stranger.span("who"))):
            return None
        if person and person.start < stranger.end("who"):
            return self.of(person)
        return Speaker(stranger["who"], *stranger.span("who"), "name")

    def _edition(self, mention: Mention, start: int, end: int) -> Speaker | None:
        """As in "Forbes Chile reported": a name with the land it is made for, and no state."""
        before = self.frame.text[start : mention.start]
        if mention.kind != "country" or mention.form != "name":
            return None
        if not re.fullmatch(r"(?:[Tt]he\s)?[A-Z][a-z]{2,}\s", before) or _LANDS.search(before):
            return None
        name = re.sub(r"^[Tt]he\s", "", self.frame.text[start:end])
        known = self._mentions(start, mention.start)
        return Speaker(name, end - len(name), end, "name") if is_name(name) and not known else None

    def _by_letters(self, found: Speaker | None, start: int, end: int) -> Speaker | None:
        """As in "the UN humanitarian agency (OCHA) said": the body by its letters."""
        letters = self.frame.text[start:end]
        if found is None or found.how not in ("phrase", "loose"):
            return found
        if not (letters.isalnum() and letters[:1].isupper() and 1 < len(letters) < 10):
            return found
        first = re.split(r"\s(?:of|for|on)\s", found.name)[0]
        if not _BODY.search(first) or _PEOPLE.search(found.name):
            return found
        body = next((m for m in self._mentions(start, end) if m.kind == "org"), None)
        return found._replace(name=body.id if body and body.id else letters)
