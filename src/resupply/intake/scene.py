"""What the readers of one text share: its page, its clauses, who gives to whom, its gifts."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from resupply.intake import bodies, gazetteer, merging, rx, spotting, topics
from resupply.intake.clauses import Clauses
from resupply.intake.context import Context, Speech
from resupply.intake.draft import Draft
from resupply.intake.gifts import GiftReader
from resupply.intake.mention import Mention
from resupply.intake.page import Actor, Dated, Page
from resupply.intake.recipients import NEWSROOMS
from resupply.intake.sentence_odds import Odds
from resupply.intake.sentence_signs import Sentences
from resupply.intake.signs import Signs
from resupply.intake.text import Document
from resupply.intake.things import Thing
from resupply.intake.told import Told
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKERS


class Scene:
    """One text, read for gifts once; what is left serves the other kinds."""

    def __init__(self, page: Page, body: int = 0) -> None:
        self.body = body
        self.needs: list[Draft] | None = None
        merging.merge(page)
        self.page = page
        self.clauses = Clauses(page)
        self._reader = GiftReader(page, self.clauses)
        self.givers = self._reader.givers
        page.home = _at_home(page, self.givers.topic)

    @cached_property
    def read(self) -> Told:
        """The gifts, needs and products of the page."""
        return self._reader.read()

    @cached_property
    def given(self) -> frozenset[int]:
        """Ids of the things that are given."""
        return frozenset(id(g.thing) for g in self.read.gifts)

    @cached_property
    def needed(self) -> frozenset[int]:
        """Ids of the things that a verb or deed of needing governs."""
        return frozenset(id(t) for t, _ in self.read.needs)

    @cached_property
    def made(self) -> frozenset[int]:
        """Ids of the things that are made."""
        return frozenset(id(t) for t, _ in self.read.made)

    @property
    def signs(self) -> Signs | None:
        """What stands around the things; None in a text too short to be weighed."""
        _ = self.read  # they are taken when the gifts are known
        return self._reader.signs

    @cached_property
    def odds(self) -> Odds | None:
        """What speaks for each sentence; None in a text too short to be weighed."""
        return Odds(Sentences(self.page, self.signs)) if self.signs else None

    @cached_property
    def about_aid(self) -> bool:
        """Whether the text is about a country in need, an agency, or arms that are made."""
        told = self.givers.topic is not None or any(a.id in AGENCIES for a in self.page.actors)
        return told or bool(self.read.made)

    @cached_property
    def about_help(self) -> bool:
        """Whether the text is about aid, or about goods that one sends another."""
        return self.about_aid or topics.of_supplies(self.page) or topics.of_relief(self.page)

    def subject(self, trigger: Trigger) -> Actor | None:
        """The one who acts: subject of the clause, or who was spoken of before."""
        found = self.clauses.subjects(trigger)
        if found:
            return found[0]
        begin, _ = self.page.sentence(trigger.at)
        led = [a for a in self.page.actors_in(begin, trigger.first) if a.kind != "person"]
        if led:
            return led[0]
        return self.before(self.page.words[trigger.first].start)

    def before(self, at: int) -> Actor | None:
        """The actor named last before a character, in the sentence before or the same."""
        earlier = [a for a in self.page.actors_before(at, 400) if a.kind != "person"]
        return earlier[-1] if earlier else None

    def in_need(self, actor: Actor | None) -> bool:
        """Whether the actor is one that aid goes to, or an agency that asks for others."""
        return actor is not None and (
            actor.id in IN_NEED or actor.id in AGENCIES or actor.id == self.givers.topic
        )

    @cached_property
    def apart(self) -> tuple[str | None, ...]:
        """Who is not looked for as the one who acts: whom the text is about, and attackers."""
        return self.givers.topic, *ATTACKERS

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """Characters from word `first` to the end of its clause, at most to word `last`."""
        words = self.page.words
        end = first
        for k in range(first, last):
            if k > first and (
                words[k].text in '.;:“”"()'
                or words[k].text in "–—"
                or (words[k].text == "," and self._new_clause(k, last))
                or (words[k].low == "and" and k + 1 < last and words[k + 1].low == "that")
            ):
                break
            end = k
        return words[first].start, words[end].end

    def _new_clause(self, k: int, last: int) -> bool:
        """Whether a clause, and no list, goes on behind the comma at word `k`."""
        words = self.page.words
        after = words[k + 1] if k + 1 < last else None
        if after is None or after.low in (
            "which",
            "who",
            "while",
            "but",
            "as",
            "after",
            "because",
            "according",
            "he",
            "she",
            "it",
            "they",
            "where",
            "with",
        ):
            return True
        verbs = [v for w in words[k + 1 : min(k + 7, last)] if (v := w.verb)]
        finite = any(v.form in ("part", "past", "s") for v in verbs)
        if after.low == "and" and k + 2 < last:
            opens = words[k + 2].closed in ("determiner", "pronoun") or words[k + 2].capital
            near = [w.low for w in words[k + 3 : min(k + 6, last)]]
            told = any(w.low in ("said", "says", "added") for w in words[k + 3 : min(k + 8, last)])
            return opens and (told or bool({"has", "have", "had"} & {*near}))
        return finite and after.low != "or"

    def thing_span(self, things: list[Thing]) -> tuple[int, int]:
        """Characters from the first item to the last."""
        spans = [t.item_span or (t.start, t.end) for t in things]
        return min(a for a, _ in spans), max(b for _, b in spans)


_last: tuple[Document, Context, Scene] | None = None


def of(document: Document, context: Context) -> Scene:
    """The scene of a document; made once for the readers that ask one after another."""
    global _last
    kept = _last
    if kept and kept[0] is document and kept[1] is context:
        return kept[2]
    named = actors(context.mentions, document.text, context.body, context.head)
    # The day of the dateline is when somebody wrote, and not when something was given.
    dates = [Dated(d.start, d.end, d.iso) for d in context.dates]
    head, dated = [[d for d in dates if (d.start < context.body) is at] for at in (True, False)]
    told = (document.text, named, dated, document.sentences, speakers(context))
    page = Page(*told, head, document.published)
    made = Scene(page, context.body)
    _last = (document, context, made)
    return made


def speakers(context: Context) -> list[Actor]:
    """Who says "we" where: the stretches of speeches, with the country or body of the speaker."""
    home = {m.id: m.country or m.id for m in context.mentions if m.country or m.kind == "org"}
    told = [(s, home.get(s.speaker or "") or _home(context, s)) for s in context.speeches]
    return [Actor(s.start, s.end, whose, "person") for s, whose in told if whose]


def _home(context: Context, speech: Speech) -> str:
    """The country of a body whose name is only the account's ("Ministry of Defence NL")."""
    named = context.mentions_in(*speech.said_at) if speech.said_at else []
    return next((m.country for m in named if m.country), "")


_WE = rx.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b")


def _at_home(page: Page, topic: str | None) -> Actor | None:
    """In a speech, that is a text full of "we" that nobody is said to say: the first country."""
    said = [m.start() for m in spotting.finditer(_WE, page.text)]
    if sum(page.speaker_at(at) is None for at in said) < 3:
        return None
    named = [a for a in page.actors if a.kind == "country" and a.id not in (topic, *ATTACKERS)]
    able = [a for a in named if a.id not in IN_NEED]
    often = [a for a in able if sum(b.id == a.id for b in able) > 1]
    bodies = Counter(a.id for a in page.actors if a.kind == "org" and a.id not in NEWSROOMS)
    if not able and bodies and bodies.most_common(1)[0][1] > 1:
        best = bodies.most_common(1)[0][0]
        return next(a for a in page.actors if a.id == best)  # a charity's own page
    return next((a for a in able if _acts(page, a)), next(iter(often), None))


def _acts(page: Page, actor: Actor) -> bool:
    """Whether a verb follows a name closely, and no preposition leads to it."""
    words = page.words
    first, after = page.index(actor.start), page.index(actor.end)
    near = words[after : after + 2]
    led = first > 0 and words[first - 1].closed == "preposition"
    return not led and any(w.closed == "auxiliary" or w.verb for w in near)


_FLAG = rx.compile("[\U0001f1e6-\U0001f1ff]{2}")


def _with_flags(named: list[Actor], text: str) -> list[Actor]:
    """The actors and the countries meant by flags ("F-16s for" and two letters of a flag)."""
    flags = list(spotting.finditer(_FLAG, text))
    if not flags:
        return named
    import pycountry  # only posts have flags

    for m in flags:
        letters = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in m[0])
        country = pycountry.countries.get(alpha_2=letters)
        if country is not None:
            named.append(Actor(m.start(), m.end(), country.alpha_3, "country"))
    return sorted(named, key=lambda a: a.start)


#: A place that opens a text with no date behind it: "LARNACA, Cyprus - ".
_PLACED = rx.compile(r"[A-Z][A-Z'’. -]{2,30}(?:, [A-Z][\w.]+)? ?(?:\([^)\n]{2,30}\) )?[-–—:] ")


#: States whose government is called federal, besides Germany.
_FEDERAL = frozenset(["AUS", "CAN", "AUT", "BEL", "NGA", "PAK", "ETH", "SOM", "USA"])


def _federal(named: list[Actor], text: str) -> list[Actor]:
    """Whose "Federal Government" it is: Germany's, unless another federal state alone is named."""
    german = [a for a in named if a.id == "DEU"]
    if not german or any(text[a.start : a.end] != "Federal Government" for a in german):
        return named
    other = next((a.id for a in named if a.id in _FEDERAL), None)
    return [a._replace(id=other) if other and a.id == "DEU" else a for a in named]


#: What stands in front of whose picture it is.
_CREDIT = rx.compile(r"(?:©|\b(?:Photo|Image|Picture|Credit)(?: by|:)|\(Photo:?) ?$")


#: What a box of figures counts, and its figure on the next or the last line.
_BOX = rx.compile(r"(?:People|Children|Families|Women|Refugees)\b")
_LABEL = rx.compile(r":?[ \t]*(?:\n[ \t]*)?\d|[ \t]*(?:\n|\Z)")
_OF = rx.compile(r" of (?:the )?")


def _whose(text: str, start: int) -> bool:
    """Whether a word for the people of a country stands right before a character."""
    before = text[max(0, start - 24) : start].rstrip().split()
    return bool(before) and before[-1] in gazetteer.demonyms()


def actors(mentions: Iterable[Mention], text: str, body: int = 0, head: int = 0) -> list[Actor]:
    """Those named in a text as parties: people count for their country, cities for theirs."""
    out = []
    opened = _PLACED.match(text)
    body = max(body, opened.end() if opened else 0)
    known = list(mentions)
    countries = {m.start for m in known if m.kind == "country"}
    for m in known:
        of = _OF.match(text, m.end) if m.kind == "org" and m.country else None
        if of and of.end() in countries:
            continue  # "the Government of Nepal" is Nepal, whosever the last government was
        if text[m.start : m.end] in ("MoD", "MOD") and _whose(text, m.start):
            continue  # "the Finnish MoD"
        if text[m.end : m.end + 1] == "$":
            continue  # the US of "US$"
        if m.kind == "org" and _BOX.match(text, m.start) and _LABEL.match(text, m.end):
            continue  # "People in need: 3M", whom a box of figures counts
        if _CREDIT.search(text, max(0, m.start - 14), m.start):
            continue  # whose picture it is
        home = m.country
        if m.kind == "role" and not home:  # "the Qatari prime minister", whoever that is
            home = gazetteer.demonyms().get(m.name.split(" ")[0], "")
        ident = m.id if m.kind in ("country", "org", "group") else home or m.id
        if m.kind == "org" and m.form == "ministry" and m.country:
            ident = m.country
        kind = {"role": "person", "pronoun": "person"}.get(m.kind, m.kind)
        if kind == "country" and head <= m.start < body:
            kind = "place"  # the dateline says where, and not who
        if ident and not (m.kind in ("role", "pronoun") and not home):
            out.append(Actor(m.start, m.end, ident, kind))
    out = _federal(out, text)
    people = [(m.start, m.end) for m in known if m.kind in ("person", "role")]
    return _with_flags(bodies.with_unknown(text, out, people), text)
