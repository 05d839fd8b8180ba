"""Who spoke last, and whom "he", "it" and "according to him" therefore mean."""

import re
from bisect import bisect_left

from resupply.intake import gazetteer, rx
from resupply.intake.context import Context
from resupply.intake.cues import FINITE
from resupply.intake.frame import HIDDEN, Frame
from resupply.intake.mention import Mention
from resupply.intake.phrases import (
    BODY_AGAIN,
    COLLEAGUES,
    INVOLVED,
    ONE_PERSON,
    SPEAKS,
    Speaker,
    is_name,
    shown,
)
from resupply.intake.wordlists import words as words_of

#: As in "state news agency Andina": a body by its sort and name.
_OUTLET = rx.compile(
    r"\b(?:agency|newswire|wire|newspaper|daily|weekly|broadcaster|magazine|outlet|station|channel"
    r"|website|site|portal|tabloid|publication|paper|blog"
    r"|company|firm|charity|foundation|group|institute|think-?tank) (?P<name>[A-Z][\w’'&-]+"
    r"(?: [A-Z][\w’'&-]+){0,3})$"
)
#: Somebody whom nobody introduces, and what they do.
_OPENING_NAME = rx.compile(
    r"(?P<who>[A-Z][a-zà-ž’'-]+(?: [A-Z][a-zà-ž’'-]+){1,2}),?"
    r"(?: (?:\d\d|an?\s[^,.]{3,60}|who\s[^,.]{3,80}),)? [a-z]{3,}(?:s|ed)? "
)
#: They pass on what others say.
OUTLETS = words_of(
    "Reuters AFP AP Bloomberg Ukrinform BBC CNN Interfax-Ukraine Interfax DPA TASS Anadolu Xinhua"
    " EFE ANSA BNS LETA ERR Delfi PAP CTK MTI NHK Kyodo Yonhap WAM SPA PTI ANI SANA Militarnyi"
    " UNN Unian UNIAN RBC-Ukraine Militarnyy Rubryka Suspilne Espreso NV Censor.net"
    " Defence-ua Politico Axios Euractiv Onet TVP LRT Yle NRK SVT NOS dpa CBS NBC ABC NPR PBS"
) | {
    "European Pravda",
    "Ukrainska Pravda",
    "Ukrainian News Agency",
    "Ukrainian News",
    "Kyiv Independent",
    "France Press",
    "France-Presse",
    "Agence France-Presse",
    "Associated Press",
    "Defense Express",
    "Defence Express",
    "Radio Free Europe",
    "Radio Liberty",
    "Al Jazeera",
    "Deutsche Welle",
    "Wall Street Journal",
    "New York Times",
    "Washington Post",
    "Financial Times",
}
_BLOCS = ("EU", "NATO", "UN")


_OFFICES = rx.compile(
    r"president|prime minister|chancellor|(?:foreign|defen[cs]e|finance) minister", re.IGNORECASE
)


def _holds_another(surname: str, said: str) -> bool:
    """Whether somebody is known to hold other offices than the one that is said."""
    office = _OFFICES.search(said)
    held = [o.office for o in gazetteer.offices_by_surname().get(surname.split()[-1].lower(), ())]
    known = [o for o in held if _OFFICES.search(o)]
    plain = office[0].lower().replace("defense", "defence") if office else ""
    return bool(plain and known) and not any(plain in o for o in known)


def _is_sort(body: Mention, said: str) -> bool:
    """Whether a body may be called so: the EU and NATO are no agencies, WFP no alliance."""
    return (body.id in _BLOCS) == said.lower().endswith(("alliance", "bloc"))


_STRANGER = rx.compile(
    r"(?:^|(?<=[.!?”\"\n])\s)(?:An?|One|The|Another|(?:[A-Z][\w.-]*\s+){0,4}[A-Z]\w+"
    r"(?:['’]s|(?<=s)['’]))\s+(?P<who>(?:[A-Za-z][\w-]+\s+){0,3}?(?:minister|premier|officer"
    r"|engineer"
    r"|captain|doctor|nurse|driver|teacher|soldier|medic|pilot|farmer|official|diplomat|banker"
    r"|foreman|representative|delegate|envoy|negotiator|attach[eé]|spokes\w+|worker|volunteer"
    r"|woman|man|mother|father|colonel|sergeant|trader"
    r"|mechanic))\b(?!\s+of"
    r"|['’]|\s+[A-Z])",
    re.MULTILINE,
)
#: They speak, and are no "it".
_NO_BODY = rx.compile(rf"(?i)\b(?:sources?|officials|people|diplomats)$|{ONE_PERSON.pattern[4:]}")
#: "The mayor Ana Novak while thanking the donors said": beside a name, and no verb of its own.
_WHILE_DOING = rx.compile(r"(?<=[\w.]) while [a-z]+ing\s[^,;:]{3,160}\Z")
#: Letters behind a name: "Ana Novak MP said".
_LETTERS = rx.compile(r",?\s(?:MPP?|MEP|MSP|MS|MLA|TD|KC|QC|[CMO]BE|PhD|MD|[JS]r\.?)")
#: "a news release issued here", "the chair's statement of 30 June": a paper, and which.
_PAPER_OF = rx.compile(
    r"\b(?P<paper>release|statement|report|letter|bulletin|message|communiqu[eé]|notice|document"
    r"|update|note|post|dispatch|circular|memo|announcement)\s+(?:(?:of|dated|from)"
    r"(?:\s+\d{1,2})?(?:\s+[A-Z][a-z]{2,8})?(?:\s+\d{1,4})?"
    r"|(?:issued|released|published|posted|sent\s+out|put\s+out|shared|circulated|distributed)"
    r"(?:\s+(?:here|there|today|yesterday|locally|overnight|online|earlier))*)\Z"
)
#: "Archbishop Benny Travas of Karachi": two names or more, and whose.
_STRANGER_OF = rx.compile(
    r"(?:^|(?<=[\s,”\"’]))(?P<who>(?:[A-Z][a-zà-ž’'-]+\s){1,3}[A-Z][\w’'-]+)\s"
    r"(?:of|from|at|with)\s(?:the\s)?[A-Z][^,.;:]*\Z"
)
#: Capitals that are a body's and nobody's.
_NO_PERSON = rx.compile(
    r"\b(?:Ministry|Department|University|Institute|Council|Bank|Union|States|Nations|Republic"
    r"|Kingdom|Cross|Crescent|Forces|Staff|Service|House|Party|League|Rada|Federation|Corps|Board"
    r"|Office|Court|Chamber|Academy|School|Hospital|Church|Doctors|World|Save|Embassy|Representative"
    r"|Head|Chief|Minister|Director|Secretary|Ambassador|President|People|Families|Friends|Office)"
    r"\b"
)
_OF_CAPITAL = rx.compile(r"\s+(?:of|for|from|at|with)\s+(?:the\s+)?[A-Z][\w’'-]+(?=[\s,)])")
_OF_BODY = rx.compile(r"\s+(?:of|for|from|at|with)\s+(?:the\s+)?(?!.*\b(?:said|told|and)\b)[^,.;]+")


class Memory:
    """What a reader of speech remembers.

    Args:
        frame: The document's frame.
        context: Its mentions and dates.
    """

    def __init__(self, frame: Frame, context: Context) -> None:
        self.frame, self.context = frame, context
        self._starts = [m.start for m in context.mentions]
        people = [m for m in context.mentions if m.kind == "person"]
        self._genders = {name: m.gender for m in people for name in (m.id, m.name)}
        self._date_ends = {d.end: d for d in context.dates}
        self.last: Speaker | None = None
        #: Who spoke last and may have given "the statement": no agency of news.
        self.issuer: Speaker | None = None
        self.last_person: Speaker | None = None
        self.last_body: Speaker | None = None

    def remember(self, speaker: Speaker) -> None:
        """Keep who spoke, for "it added" and quotations without a cue."""
        if speaker.name:
            self.last = speaker
            self.issuer = speaker if speaker.name not in OUTLETS else self.issuer
            if speaker.name in self._genders:
                self.last_person = speaker
            else:
                self.last_body = speaker

    def _mentions(self, start: int, end: int) -> list[Mention]:
        a, b = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.context.mentions[a:b]

    def _still_speaking(self, spoke: Speaker, pronoun: Mention) -> bool:
        """Whether nobody else of that gender took the subject's place since somebody spoke."""
        meant = [
            m
            for m in self._mentions(max(0, pronoun.start - 3000), pronoun.start)
            if m.id == pronoun.id and m.kind == "person" and self.frame.masked[m.start] != HIDDEN
        ]
        said = [
            m
            for m in self._mentions(max(0, pronoun.start - 3000), pronoun.start)
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
                and (meant[-1].start < spoke.start or not self._is_subject(meant[-1]))
            )
        inside = meant and self._told_of_by(spoke, meant[-1])
        return bool(fits and (not meant or meant[-1].start <= spoke.start or inside))

    def _told_of_by(self, spoke: Speaker, other: Mention) -> bool:
        """As in "Ana Novak said that Berg had no plans. She noted": he is in what she said."""
        here = self.frame.sentence_at(spoke.start)
        return (
            spoke.start < other.start < here.end
            and " that " in self.frame.masked[spoke.end : other.start]
        )

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows a name, perhaps behind an inserted phrase."""
        behind = self.frame.masked[mention.end : mention.end + 140]
        return bool(
            re.match(
                r"(?:\s+on\s+\w+|,[^,.]{1,100},)?,?\s+(?:(?:also|has|had|have|is|was|will|would"
                r"|later|then|said|told|met|went|made|gave|took|spoke|held|came|left"
                r"|taught|ran|led|knew|kept|built|brought|wrote|began|lost|won|sent|became)\b"
                r"|[a-z]{2,}(?:ed|s)\b)",
                behind,
            )
        )

    def _unnamed(self, at: int, pronoun: Mention | None) -> Speaker | None:
        """As in "a banker said ... She added": somebody without a name who spoke just before."""
        spoke = self.last_body
        if spoke is None or spoke is not self.last or at - spoke.start > 400:
            return None
        between = self._mentions(spoke.start, at)
        gender = pronoun.gender if pronoun else ""
        named = any(m.kind == "person" and m.gender in (gender, "") for m in between)
        named_body = any(m.kind != "person" for m in self._mentions(spoke.start, spoke.end))
        stranger = is_name(spoke.name) and not (spoke.name.isupper() or named_body)
        return spoke if not named and (stranger or ONE_PERSON.search(spoke.name)) else None

    def _stranger(self, at: int, pronoun: Mention | None) -> Speaker | None:
        """As in "An engineer is blunter. ... he says": a subject without a name just before."""
        start = max(0, at - 300, self.last.start if self.last else 0)
        told = list(_STRANGER.finditer(self.frame.masked, start, at))
        if not told:
            return None
        who = told[-1]
        roles = self._mentions(who.start("who"), who.end("who"))
        if any(m.kind == "role" and m.id for m in roles):
            return None  # a minister who has a name
        gender = pronoun.gender if pronoun else ""
        between = self._mentions(who.start("who"), at)
        if any(m.kind == "person" and m.gender in (gender, "") for m in between):
            return None
        return Speaker(who["who"], who.start("who"), who.end("who"), "phrase")

    def _of_gender(self, spoke: Speaker | None, low: str) -> Speaker | None:
        """Who spoke, unless known to be of the other gender."""
        wrong = "f" if low == "he" else "m"
        return None if spoke and self._genders.get(spoke.name) == wrong else spoke

    def _opens_before(self, at: int) -> Speaker | None:
        """As in "Modu Kolo sleeps outside. ... he said": a name that opens the paragraph."""
        here = self.frame.document.paragraph_at(at)
        m = _OPENING_NAME.match(self.frame.masked, here.start, at)
        if m is None or not is_name(m["who"]):
            return None
        bodies = any(x.kind != "person" for x in self._mentions(*m.span("who")))
        return None if bodies else Speaker(m["who"], *m.span("who"), "name")

    def _just_spoke(self, at: int) -> Speaker | None:
        """Who spoke just before, whatever the given name seems to tell of the gender."""
        spoke = self.last_person
        return spoke if spoke and spoke is self.last and at - spoke.start < 400 else None

    def _somebody(self, low: str) -> Speaker | None:
        """Who spoke last, unless it was a body or a country: those are no "he"."""
        last = self.last
        return None if last is None or last.name.isupper() else self._of_gender(last, low)

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
            for m in self._mentions(max(0, named.start - 3000), named.start)
            if m.kind == "person" and m.id != mention.id and m.gender in (mention.gender, "")
        ]
        last = others[-1] if others else None
        return (
            last._replace(start=mention.start, end=mention.end, kind="pronoun") if last else mention
        )

    def _body_before(self, at: int) -> str:
        """Whom "it" means: the last body that spoke, else the last body or country named."""
        spoke = self.last_body
        if spoke and at - spoke.start < 600 and not _NO_BODY.search(spoke.name):
            return spoke.name
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
        here = self.frame.sentence_at(at).start
        own = [m for m in subjects if m.start >= here]
        meant = own[:1] or subjects[-1:] or bodies[-1:]  # "The ministry called him in, it said"
        return shown(meant[0]) if meant else ""

    def _bare_end(self, floor: int, end: int) -> int:
        """Where a noun phrase ends without "and others", "involved in the talks", "of the WFP"."""
        said = self.frame.masked[floor:end]
        others = re.search(r"\s+and\s+others$", said) or INVOLVED.search(said)
        if others:
            return floor + others.start(1 if others.re.pattern == INVOLVED.pattern else 0)
        paper = _PAPER_OF.search(said[-100:])
        if paper:
            return end - (len(said[-100:]) - paper.end("paper"))
        people = [m for m in self._mentions(max(floor, end - 120), end) if m.kind == "person"]
        if not people:
            return self._stranger_of(floor, end)
        if people and _LETTERS.fullmatch(self.frame.masked, people[-1].end, end):
            return people[-1].end
        if people and _OF_BODY.fullmatch(self.frame.masked, people[-1].end, end):
            bodies = [m for m in self._mentions(people[-1].end, end) if m.kind == "org"]
            capital = _OF_CAPITAL.match(self.frame.masked, people[-1].end, end)
            return people[-1].end if bodies or capital else end
        return end

    def _stranger_of(self, floor: int, end: int) -> int:
        """As in "Roos Bollen of the port said": where a name ends that no list knows."""
        floor = max(floor, end - 120)
        m = _STRANGER_OF.search(self.frame.masked, floor, end)
        if m is None or SPEAKS.search(m["who"]) or _NO_PERSON.search(m["who"]):
            return end
        known = any(k.kind != "person" for k in self._mentions(*m.span("who")))
        return end if known else m.end("who")

    def _before_who(self, floor: int, end: int) -> int:
        """As in "an officer who was not authorised to speak said": before what says which."""
        said = self.frame.masked[floor:end]
        doing = _WHILE_DOING.search(said)
        if doing and not FINITE.search(said, doing.start()):
            return floor + doing.start()
        who = list(re.finditer(r"(?<=[a-z]) who\s", said))
        if not who or "," in said[who[-1].end() :] or not FINITE.search(said, who[-1].end()):
            return end
        return floor + who[-1].start()

    def _party_man(self, said: str, at: int) -> str:
        """As in "the Texas Republican said": the person who spoke just before."""
        spoke = self.last_person
        fits = re.fullmatch(
            r"[Tt]he\s+(?:[\w.]+\s+){0,3}(?:Republican|Democrat|lawmaker|senator)", said
        )
        return spoke.name if fits and spoke and at - spoke.start < 500 else ""

    def _outlet(self, start: int, end: int) -> Speaker | None:
        """As in "state news agency Andina": a body by its sort and name."""
        named = _OUTLET.search(self.frame.text[start:end])
        return Speaker(named["name"], start, end, "name") if named else None

    def _ours(self, mention: Mention, floor: int) -> Speaker | None:
        """As in "our colleagues at OCHA"."""
        ours = COLLEAGUES.search(self.frame.masked[floor : mention.start])
        return self.of(mention) if ours and mention.kind == "org" else None

    def _may_mean(self, mention: Mention) -> Speaker | None:
        """Who spoke last, where "the president" may mean so: not "Ukraine's president"."""
        whose = re.search(r"([A-Z]\w+)['’]s\s+\Z", self.frame.text[: mention.start][-40:])
        if re.search(r"\b[Aa]n?\s+(?:\w+\s+){0,2}\Z", self.frame.text[: mention.start][-30:]):
            return None
        spoke = self.last_person
        if spoke and _holds_another(spoke.name, mention.name):
            return None
        own = {m.country for m in self._mentions(0, mention.start) if spoke and m.id == spoke.name}
        named = [
            m for m in self._mentions(mention.start - 40, mention.start) if m.kind == "country"
        ]
        return None if whose and named and named[-1].id not in own else spoke

    def _of_people(self, mention: Mention, floor: int, end: int) -> Speaker | None:
        """As in "the Estonian said": the last person of that people."""
        if mention.form != "demonym" or mention.name.endswith("s"):
            return None
        if not re.search(r"\b[Tt]he\s+\Z", self.frame.masked[floor : mention.start]):
            return None
        before = self._mentions(max(0, end - 3000), mention.start)
        theirs = [m for m in before if m.kind == "person" and m.country == mention.id]
        return self.of(theirs[-1])._replace(start=mention.start, end=end) if theirs else None

    def _body_meant(self, said: str, at: int) -> str:
        """As in "the agency said": the body that was named last before it, no ministry."""
        if not BODY_AGAIN.fullmatch(said):
            return ""
        bodies = [m for m in self._mentions(max(0, at - 1500), at) if m.kind == "org"]
        fits = [m for m in bodies if m.form != "ministry" and _is_sort(m, said)]
        fits = [m for m in fits if m.id not in OUTLETS] or fits
        return shown(fits[-1]) if fits else ""

    def of(self, mention: Mention) -> Speaker:
        """A mention as a speaker."""
        return Speaker(shown(mention), mention.start, mention.end, "name")

    def _object(self, low: str, start: int, end: int) -> Speaker | None:
        """As in "according to him": who spoke last, else the last person of that gender."""
        if low == "them" and self.last:
            return Speaker(self.last.name, start, end, "pronoun")
        gender = {"him": "m", "her": "f"}.get(low, "")
        near = [
            m
            for m in self._mentions(max(0, start - 3000), start)
            if m.kind == "person" and (m.gender in (gender, "") or not gender)
        ]
        spoke = self.last_person
        if spoke and (
            not near or near[-1].start <= spoke.start or self._told_of_by(spoke, near[-1])
        ):
            return Speaker(self._stranger_since(spoke) or spoke.name, start, end, "pronoun")
        if near:
            return self.of(near[-1])._replace(start=start, end=end)
        return Speaker(self.last.name, start, end, "pronoun") if self.last else None

    def _stranger_since(self, spoke: Speaker) -> str:
        """A name that no list knows and that spoke after the last known person did."""
        last = self.last
        if last is None or last is spoke or last.start < spoke.start or not is_name(last.name):
            return ""
        bodies = any(m.kind != "person" for m in self._mentions(last.start, last.end))
        return "" if bodies or last.name.isupper() or last.name in OUTLETS else last.name

    def _together(self, last: Mention, floor: int) -> str:
        """As in "Germany, Denmark and the Netherlands": all that are named together, as written."""
        start = last.start
        for m in reversed(self._mentions(floor, last.start)):
            if not re.fullmatch(r",?\s*(?:and\s+)?(?:the\s+)?", self.frame.text[m.end : start]):
                break
            start = m.start
        return self.frame.text[start : last.end]

    def _branch(self, mention: Mention, start: int) -> bool:
        """Whether a country only says which part of a body: "UNICEF Sudan"."""
        before = self._mentions(start, mention.start)
        return mention.kind == "country" and any(
            m.kind == "org" and self.frame.text[m.end : mention.start] == " " for m in before
        )
