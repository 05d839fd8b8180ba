"""Words of a text that name an event; what only looks like one is left out."""

import re
from typing import NamedTuple

from resupply.intake import frame, happenings_wide, rx, spotting
from resupply.intake.context import Context
from resupply.intake.event_nots import is_none
from resupply.intake.happenings import DECIDERS, HAPPENINGS, Happening, possible
from resupply.intake.happenings_held import HELD
from resupply.intake.happenings_more import MORE, names_nothing
from resupply.intake.happenings_rare import RARE
from resupply.intake.mention import Mention
from resupply.intake.reported import sentence_subject
from resupply.intake.speakers import Speakers
from resupply.intake.text import Document, Span

#: "the forum's future": a body, and nothing that happens.
_ITS_FUTURE = rx.compile(
    r"['’]s\s+(?:future|fate|agenda|role|work|members|mandate|importance|relevance|format)\b"
)
_OF_GIFTS = rx.compile(
    r"\s+(?:on\s+\w+\s+(?:\d+\s+)?)?(?:to\s+(?:[a-z]+ly\s+|more\s+than\s+)?(?:provide|give|lend|donate"
    r"|hand|send|supply|dispatch|let\s+[A-Z]\w+\s+(?:give|send|supply|hand)"
    r"|allocate|make\s+available|extend|grant(?!\s+(?:[\w-]+\s+){0,3}(?:status|permission|visas?|asylum))|transfer|support|help|double|increase|boost"
    r"|contribute"
    r"|pledge|commit|introduce|speak|meet|talk|stay|remain|keep|work|deliver|finance|fund|buy"
    r"|purchase|order|spend)\b"
    r"|on\s+(?:an?\s|the\s)?(?:[\w-]+\s+){0,5}(?:package|aid|support|assistance|loan|grant)\b)"
)
_BY_PHONE = rx.compile(r"phone|rang|videoconference|call|conversation", re.IGNORECASE)
#: What arrives without being anybody's visit.
_LOAD = rx.compile(
    r"\b(?:shells|tanks|trucks|lorries|batch(?:es)?"
    r"|aid(?!\s(?:chief|minister|commissioner|official|agency|worker|envoy))|convoys?|planes?"
    r"|aircraft|flights?|supplies"
    r"|goods|vehicles|shipments?|cargo|consignments?|weapons|ammunition|rounds|missiles|generators"
    r"|ambulances|items|tonnes|tons|firefighters|rescuers|rescue\s+(?:team|workers|crew)s?"
    r"|personnel|troops"
    r"|medics|doctors|volunteers|equipment|systems|jets|guns|howitzers|helicopters|parcels"
    r"|boxes)\b[^,;:.]{0,70}\Z"
)
_TO_HOLD = rx.compile(
    r"\b(?:to|not|never|could|would|might|may|any|for)\s+(?:(?:hold|allow|force|call|schedule"
    r"|delay|block"
    r"|permit|have)\s+)?(?:a|the)\s+\Z"
)
#: Of these it matters little who does them: a firm breaks ground as a minister does.
_BY_ANYBODY = rx.compile(r"[Bb]r[eo]|cut|la(?:id|y)|.*event$")
#: "The people I met at the camp": nobody's meeting.
_PEOPLE_MET = rx.compile(
    r"\b(?:people|those|families|women|men|children|refugees|everyone|many|farmers"
    r"|soldiers)\s+(?:whom\s+"
    r"|that\s+|who\s+)?(?:I|we|he|she|they)\s+(?:have\s+|had\s+|also\s+)?\Z"
)
_HELPS = rx.compile(
    r",?\s(?:(?:has|had|have|also|then|later|already|finally|formally|officially|on\s[A-Z]\w+|will"
    r"|yesterday|today|[a-z]+ly)\s)*"
)
_BY_DECIDERS = rx.compile(
    r"(?i)\s[^.;,]{0,60}\b(?:parliament|congress|senate|house|bundestag|rada|council|lawmakers"
    r"|government|cabinet"
    r"|commission|board|committee|assembly|president|minister|ministers|court|leaders|chamber"
    r"|legislature"
    r"|bank|fund|authority|authorities|deputies|members|states|king|agency|regulator|mps"
    r"|knesset|duma)\b"
)
_CALLS_ON = rx.compile(r"(?:[Cc]alled|calls)\s+on")
_IS_IN = rx.compile(r"(?:will\s+be|was|were|is|are)\s+(?:[a-z]+\s+)?(?:in|at)$")
_MINISTER_OF = rx.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Cc]hancellor|[Aa]mbassador|[Ss]peaker)"
    r"(?:\sof\s[A-Za-z ]{3,30})?\s(?:of|from)\s\Z"
)
_DUE = rx.compile(r"\bdue\b")


_TRAVELS = rx.compile(
    r"(?i)\b(?:diplomat|envoy|commissioner|governor|mayor|commander|prince|coordinator"
    r"|representatives?|administrator|mission"
    r"|minister|president|delegation|leader|chancellor|secretary|premier"
    r"|officials?|team|chief|ambassador|ministers|leaders|mayors|presidents|premiers|governors"
    r"|ambassadors|envoys|lawmakers|mps|deputies|senators|experts|engineers|inspectors)\b"
    r"|\bthe\s+(?:two|three|four|pair)\s+(?:also\s+|then\s+|later\s+)?\Z"
)
_HAVE = rx.compile(r"\s+(?:(?:have|had|has|also|then|[a-z]+ly)\s+)*")
_AND_ALSO = rx.compile(r",?\s+and\s+(?:the\s+)?")
_THEY = rx.compile(r"\b[Tt]hey\s+(?:also\s+|then\s+|later\s+)?\Z")
#: What bodies do too: "WFP visited a site", "the IMF is visiting Chad".
_GOES_THERE = rx.compile(
    r"[Vv]isited|[Tt]oured|inspected|(?:is|are|was|were)\s+(?:\w+\s+)?visiting"
)


#: "received the head of the agency, Jan Berg".
_HEAD_OF = rx.compile(
    r"\s(?:the\s)?(?:[\w-]+\s)?(?:head|chief|director|president|chair\w*|secretary|minister|ambassador"
    r"|commissioner|governor|mayor|representative|coordinator|chancellor|commander|ceo|founder)"
    r"(?:\s(?:general|executive))?\s(?:of|for|to|from|at)\s[^,.;]{2,60},\s?",
    re.IGNORECASE,
)
#: Between a name and "was in": nothing, or what somebody is.
_BESIDE_NAME = rx.compile(
    r",?\s|\s\([^()]{2,24}\)\s|,\swho\s|,\s(?:an?|the|its|his|her)\s[^,.;:“”\"]{3,60},\s"
)
#: "while the mayor Ana Novak was in Riga".
_WHILE_THERE = rx.compile(r"\b(?:while|when|during\s+which)\s[^,.;]{3,60}\Z")

#: Read behind those of `happenings`, in this order.
_FURTHER = (*MORE, *happenings_wide.WIDE, *RARE, *HELD)


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
        for happening in (*HAPPENINGS, *possible(_FURTHER, self.text)):
            for m in spotting.finditer(happening.pattern, self.text):
                if m.end() == m.start() or any(a < m.end() and m.start() < b for a, b in taken):
                    continue
                if names_nothing(self.text, m.start()):
                    continue
                if self._fits(m, happening):
                    taken.append(m.span())
                    out.append(Found(m.start(), m.end(), happening))
        return sorted(out, key=lambda f: f.start)

    def _fits(self, m: re.Match[str], happening: Happening) -> bool:
        sentence = self.document.sentence_at(m.start())
        before = self.text[sentence.start : m.start()]
        if is_none(self.text, m, happening, sentence):
            return False
        if not happening.verb and _ITS_FUTURE.match(self.text, m.end()):
            return False
        if happening.type == "decision" and _OF_GIFTS.match(self.text, m.end()):
            return False  # what is given is told of as a gift
        if happening.type == "meeting" and _PEOPLE_MET.search(before):
            return False
        adjective = happening.type == "signing" and m[0].startswith(("signed", "inked"))
        if adjective and re.search(r"\b(?:[Tt]he|an?|its|this)\s+\[?\Z", before):
            return False  # "without [the signed memorandum]"
        if happening.type == "decision" and _TO_HOLD.search(before):
            return False  # "pressed the speaker to hold a vote"
        if happening.type == "decision" and happening.verb:
            return bool(DECIDERS.search(before)) or self._decides(m, before, happening)
        if happening.type == "decision" and m[0].endswith(" by"):
            return bool(_BY_DECIDERS.match(self.text, m.end()))
        if happening.type == "decision" and m[0].lower().startswith("decision"):
            return self._decided_by(m)
        if happening.type == "call" and happening.verb and not _BY_PHONE.search(m[0]):
            return self._speaks_with(m.end())
        if "visited" in m[0] and m[0].endswith(" by"):
            behind = self.context.mentions_in(m.end(), min(m.end() + 60, sentence.end))
            return any(k.kind in ("person", "role") for k in behind)
        if _CALLS_ON.fullmatch(m[0]):
            return self._pays_a_call(sentence, m.end())
        if happening.type == "visit" and _IS_IN.match(m[0]):
            return self._stays(sentence, m)
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
                and not re.search(
                    r"\b(?:are|is|was|were|be|the|two|three|four|five|six|several|its|their|exchanged)\b|\s\d+\s",
                    m[0],
                )
                and not (
                    m[0].startswith("signed")
                    and (
                        self.text.startswith(" with ", m.end())
                        or self._two_sign(sentence.start, m.start())
                    )
                )
            )
        ):
            return False
        if (
            happening.type == "meeting"
            and happening.verb
            and re.match(
                r"[^.;,\n]{0,60}\b(?:for|at|during)\s+(?:an?\s+|the\s+"
                r"|their\s+)?(?:[\w-]+\s+){0,3}(?:summit|conference|forum|talks|meeting)\b"
                r"|[^.;\n]{0,70}\bfor\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}(?:talks|meeting)\b",
                self.text[m.end() : m.end() + 110],
            )
        ):
            return False
        if (
            happening.type == "meeting" and not happening.verb and re.search(r"\bto\s+$", before)
        ) or m[0].startswith("to meeting"):
            return False
        if (
            (
                happening.type == "visit"
                or m[0].endswith(" by")
                or (
                    happening.type == "ceremony"
                    and not _BY_ANYBODY.match(m[0])
                    and not happening.wide
                )
            )
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
        return (
            not re.search(r"(?i)\b(?:in|into)\s+$", before)
            or "talks" not in m[0].lower()
            or self.text.startswith(" between ", m.end())
        )

    def _two_sign(self, start: int, at: int) -> bool:
        """As in "Kenya and Chad have signed agreements": two who sign with each other."""
        sides = self.context.mentions_in(start, at)
        able = [m for m in sides if m.kind in ("country", "org", "person")]
        if len(able) < 2 or not _HAVE.fullmatch(self.text, able[-1].end, at):
            return False
        return _AND_ALSO.fullmatch(self.text, able[-2].end, able[-1].start) is not None

    def _decides(self, m: re.Match[str], before: str, happening: Happening) -> bool:
        """As in "President Ana Novak approved the plan": one who may, and what is decided on."""
        if not happening.wide:
            return False
        if happenings_wide.DECIDERS.search(before):
            return True
        near = self.context.mentions_in(max(0, m.start() - 60), m.start())
        people = [k for k in near if k.kind in ("person", "role")]
        return bool(people) and bool(_HELPS.fullmatch(self.text[people[-1].end : m.start()]))

    def _decided_by(self, m: re.Match[str]) -> bool:
        """As in "Kenya's decision to close the port", "a decision by the mayor Ana Novak"."""
        if m[0].endswith("s"):
            return False
        by = re.match(r"\s+by\s", self.text[m.end() : m.end() + 5])
        start, end = (m.end(), m.end() + 40) if by else (m.start() - 40, m.start())
        owners = [k for k in self.context.mentions_in(max(0, start), end) if k.id]
        return bool(by and owners) or any(
            re.fullmatch(
                r"['’]s?\s+(?:[a-z]+\s+)?|\s+(?:[Gg]overnment['’]s\s+)?",
                self.text[k.end : m.start()],
            )
            for k in owners
        )

    def _speaks_with(self, at: int) -> bool:
        """Whether it is somebody by name, or leaders, that one speaks with; papers are not."""
        behind = self.text[at : at + 90]
        if re.match(
            r"\s+(?:[a-z]+\s+){1,3}(?:members|leaders|counterparts|representatives)\b", behind
        ):
            return True
        if re.match(
            r"\s+(?:[a-z]+\s+){0,3}(?:with|to)\s+(?:his\s|her\s|the\s|President|Prime Minister"
            r"|Chancellor|Minister)",
            behind,
        ):
            return True
        people = [m for m in self.context.mentions_in(at, at + 70) if m.kind == "person"]
        return bool(people) and not re.search(r"[.,;:“”\"]\s", self.text[at : people[0].start])

    def _pays_a_call(self, sentence: Span, at: int) -> bool:
        """As in "called on the minister Ana Novak on Tuesday", and not "on her to do more"."""
        people = self.context.mentions_in(at, min(at + 80, sentence.end))
        named = [m for m in people if m.kind == "person"]
        if not named or re.search(r"[.,;:“”\"]\s|\band\b", self.text[at : named[0].start]):
            return False
        return not re.match(
            r"[^.;]{0,60}\b(?:to|for)\s+(?:[a-z]+ly\s+)?[a-z]+", self.text[named[0].end :][:90]
        )

    def _stays(self, sentence: Span, m: re.Match[str]) -> bool:
        """As in "Ana Novak will be in Oslo from Monday": somebody by name, a town, a time."""
        who = [
            k
            for k in self.context.mentions_in(max(sentence.start, m.start() - 60), m.start())
            if (
                k.kind in ("person", "pronoun", "role")
                and (k.id or k.kind == "role")
                and _BESIDE_NAME.fullmatch(self.text, k.end, m.start())
            )
            or (k.kind == "country" and k.end == m.start() - 1 and self._minister_of(sentence, k))
        ]
        reach = 45 if m[0].endswith("at") else 6
        where = self.context.mentions_in(m.end(), min(m.end() + reach, sentence.end))
        placed = [k for k in where if k.kind in ("country", "place") and k.form != "demonym"]
        if not who or not placed or self.text[placed[0].end : placed[0].end + 1] in ("'", "’"):
            return False
        if _WHILE_THERE.search(self.text, sentence.start, m.start()) or _DUE.search(m[0]):
            return True
        if any(
            d.start - sentence.start < 8
            for d in self.context.dates_in(sentence.start, who[0].start)
        ):
            return True  # "Today the minister was in Oslo"
        return any(
            any(0 <= d.start - p.end < 12 for p in placed)
            for d in self.context.dates_in(placed[0].end, sentence.end)
        )

    def _minister_of(self, sentence: Span, land: Mention) -> bool:
        """As in "the Minister of Defence of Norway was in"."""
        return _MINISTER_OF.search(self.text, sentence.start, land.start) is not None

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
        between = _HEAD_OF.sub(" ", self.text[at : people[0].start])
        behind = self.text[people[0].end : people[0].end + 2]
        return not re.search(
            r"[.,;:\n]\s|\b(?:from|by|of|for|with|that|and)\b", between
        ) and behind[:1] not in ("'", "’")

    def _traveller(self, sentence: Span, at: int) -> bool:
        """Whether people, not goods, arrive: "the first tanks arrived in Poland" is no visit."""
        if at == sentence.start and self.context.speaker_at(at):
            return True  # a post: "Landed in Kyiv this morning."
        if any(
            m.kind == "person" and re.fullmatch(r",?\s+", self.text[m.end : at])
            for m in self.context.mentions_in(max(sentence.start, at - 60), at)
        ):
            return True
        if _LOAD.search(self.text, max(sentence.start, at - 70), at):
            return False
        if _THEY.search(self.text, sentence.start, at) and _GOES_THERE.match(self.text, at):
            return True
        if _TRAVELS.search(self.text[sentence.start : at][-80:]):
            return True
        subject = sentence_subject(self.frame, self.speakers, sentence, at) or self.speakers.before(
            at, sentence.start
        )
        if subject is None:
            return False
        named = self.context.mentions_in(subject.start, subject.start + 1)
        if named and named[0].kind in ("person", "pronoun", "role"):
            return True
        goes = _GOES_THERE.match(self.text, at)
        return bool(named and goes and named[0].kind == "org" and named[0].form != "ministry")
