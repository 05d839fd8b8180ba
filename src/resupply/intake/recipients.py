"""Who gets a thing: the recipient, by what leads to a name, and the sums that stand by names."""

from collections.abc import Sequence
from functools import cached_property

from resupply.intake import gazetteer, lexicon, rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.gift_words import OF_THEIRS
from resupply.intake.page import Actor, Page
from resupply.intake.subjects import BODIES_OF
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES, BOTH, IN_NEED, hit, topic
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKED, attacker

_HALF = rx.compile(
    r"\b(?:half|third|quarter|part|some|most|much) of (?:it|this|that|which|them) for $"
)
#: Such as "Representative to the United Nations": where somebody serves, and who gets nothing.
_TITLE = rx.compile(
    r"\b(?:[Rr]epresentative|[Aa]mbassador|[Ee]nvoy|[Dd]elegate|[Mm]ission|[Oo]bserver|[Aa]dvis[eo]r"
    r"|[Mm]inister|[Cc]ommissioner|[Ss]pokes(?:person|man|woman))s? (?:to|for) "
    r"(?:the |UN |[Ss]ecretary-[Gg]eneral )*$"
)
_OF_WHICH = rx.compile(r", (?:some )?of (?:which|it|this|that)\b")
TO = frozenset(["to", "for", "towards", "toward"])
BY = frozenset(["from", "by"])


#: Groups that give, and to which nothing is given.
_WHO_GIVE = frozenset(
    [
        *("NATO", "EU", "G7", "G20", "Contact Group", "Western allies", "European countries"),
        *("Nordic", "Baltic", "Scandinavian countries"),
    ]
)
#: A figure behind the name of who gets it, in a row of its own.
_FIGURE = rx.compile(r"\)? ?[:–—-] ?(?:(?:USD|US\$|EUR|GBP|[$€£¥]) ?)?\d")
#: Who tells the news, counts the gifts or meets about them gives nothing.
NEWSROOMS = lexicon.words("givers.newsrooms")
#: What agencies have, for which nothing is given.
_OF_AGENCIES = frozenset(["aid", "convoy", "truck", "flight", "food", "relief"])
#: What is done on the spot, where those are who get it.
_HANDED = frozenset(["distribute", "hand", "provide", "deliver", "give", "install", "supply"])


def _by_its_name(actor: Actor, text: str) -> bool:
    """Whether a country is meant by its own name."""
    named = gazetteer.names().get(text[actor.start : actor.end])
    return actor.kind == "country" and named is not None and named.form == "name"


class Recipients:
    """Finds recipients on one page."""

    def __init__(self, page: Page, clauses: Clauses) -> None:
        self.page, self.clauses = page, clauses
        struck = hit(page)
        self.topic = topic(page, struck)
        #: Who was struck by a disaster, and gives nothing.
        self.victims = struck if self.topic is not None else frozenset[str]()
        #: Who gives nothing: the attacker, where those attacked are spoken of.
        self.invader = attacker(a.id for a in page.actors) or "nobody"
        self.placed: set[int] = set()  # where a country is named that something was handed out in

    def told_before(self, thing: Thing) -> str | None:
        """Whom the text is about up to here: its topic, or who alone was named in need so far."""
        if self.topic is None:
            return None
        before = [a for a in self.page.actors_before(thing.start, thing.start) if a.id in IN_NEED]
        led = {a.id for a in before if self.leader(self.page.index(a.start)) in TO | {"in"}}
        named = [a.id for a in before if a.kind != "person" and (a.id in led or a.id not in BOTH)]
        return (
            self.topic if not named or self.topic in named or self.topic in ATTACKED else named[-1]
        )

    def recipient(
        self, thing: Thing, governed: Governed, donors: Sequence[Actor] = ()
    ) -> Actor | None:
        """The actor the thing goes to, where the sentence says so."""
        taken = {a.id for a in donors}
        trigger = governed.trigger
        if (
            trigger
            and trigger.group == "receive"
            and not trigger.passive
            and governed.side == "object"
        ):
            subjects = self.clauses.subjects(trigger)
            if subjects:
                return subjects[-1]
        direct = self._indirect(thing, trigger)
        if direct and direct.id not in taken:
            return direct
        _, end = self.page.sentence(thing.first)
        behind = self.page.things_in(thing.last, end)
        following = [t.first for t in behind if t.values or t.money]
        near = self._scan(thing.last, min([end, *following]), TO | {"into"}, taken)
        side = "subject" if trigger is not None and trigger.passive else "object"
        handed = trigger is not None and trigger.lemma in _HANDED and governed.side == side
        handed = handed or self._given_out(thing)
        return near or self._led(thing, TO, taken) or self._placed(thing, taken, handed)

    def _placed(self, thing: Thing, taken: set[str], handed: bool = False) -> Actor | None:
        """Such as "In Chad, 5 million will go to schools", "5 million to help farmers in Chad"."""
        begin, end = self.page.sentence(thing.first)
        for actor in self.page.actors_in(begin, end):
            i = self.page.index(actor.start)
            opens = i - begin <= 2 and self.page.words[begin].low in ("in", "for", "inside")
            opens = opens and self.page.text[actor.end : actor.end + 1] == ","
            behind = bool(thing.money) and i > thing.last and self.leader(i) == "in"
            behind = behind or (handed and i > thing.last and self._handed_there(thing, actor, i))
            able = actor.id in IN_NEED or (handed and opens and _by_its_name(actor, self.page.text))
            if able and actor.id not in taken and (opens or behind):
                self.placed.add(actor.start)
                return actor
        return None

    def _given_out(self, thing: Thing) -> bool:
        """Whether the verb right behind a thing hands it out: "ten tents were distributed"."""
        behind = self.page.words[thing.last : thing.last + 4]
        verb = next((w.verb for w in behind if w.verb), None)
        return verb is not None and verb.lemma in _HANDED and behind[0].closed == "auxiliary"

    def _handed_there(self, thing: Thing, actor: Actor, i: int) -> bool:
        """Such as "distributed 300 tents to flood victims in Pakistan, and others elsewhere"."""
        between = self.page.words[thing.last : i]
        joined = any(w.text in ";:" or w.low in ("and", "while", "but") for w in between)
        named = gazetteer.names().get(self.page.text[actor.start : actor.end])
        town = named is not None and named.form == "capital"
        return (
            self.leader(i) == "in" and not joined and (town or _by_its_name(actor, self.page.text))
        )

    def _indirect(self, thing: Thing, trigger: Trigger | None) -> Actor | None:
        """Such as "gave Ukraine ten tanks", "provide the Ukrainian army with"."""
        if (
            trigger is None
            or trigger.nominal
            or trigger.at > thing.first
            or trigger.group not in ("deliver", "pledge")
        ):
            return None
        i = trigger.at + 1
        while i < thing.first and (
            self.page.words[i].closed == "determiner"
            or self.page.words[i].low in ("over", "out", "up")
        ):
            i += 1
        actor = self.page.actor_at(i)
        return (
            actor
            if actor and self.page.index(actor.end) <= thing.first and actor.kind != "person"
            else None
        )

    def _led(self, thing: Thing, preps: frozenset[str], taken: set[str]) -> Actor | None:
        """The first actor behind "to" or "for", behind the thing or before it."""
        begin, end = self.page.sentence(thing.first)
        return self._scan(thing.first, end, preps, taken) or self._scan(
            begin, thing.first, preps, taken
        )

    def _scan(self, first: int, last: int, preps: frozenset[str], taken: set[str]) -> Actor | None:
        for actor in self.page.actors_in(first, last):
            i = self.page.index(actor.start)
            if actor.id in taken or (actor.kind == "person" and preps is TO):
                continue
            said = self.page.text[self.page.words[first].start : actor.start]
            if preps is not BY and (_HALF.search(said[-30:]) or _OF_WHICH.search(said)):
                continue  # "140 million in aid, half of it for Moldova"
            if self._acts_on_it(actor, i) or (preps is not BY and self._is_origin(actor)):
                continue
            if (
                i
                and not (preps is not BY and self._only_whose(actor))
                and self.leader(i) in preps
                and "according" not in self.page.text[actor.start - 22 : actor.start].lower()
                and not (preps is not BY and _TITLE.search(said[-60:]))
            ):
                return actor
        return None

    def _only_whose(self, actor: Actor) -> bool:
        """Such as "the crossing for UN aid deliveries": an agency that says whose something is."""
        k = self.page.index(actor.end)
        if actor.id not in AGENCIES or k >= len(self.page.words):
            return False
        word = self.page.words[k]
        plain = word.gap == " " and not (word.closed or word.is_sign or word.capital)
        noun = lexicon.singular(word.low)
        return plain and (noun in _OF_AGENCIES or noun in lexicon.deeds())

    def _acts_on_it(self, actor: Actor, i: int) -> bool:
        """Such as "adds to the 40,000 doses UNICEF delivered": who did something with goods."""
        behind = self.page.index(actor.end)
        verb = self.page.words[behind].verb if behind < len(self.page.words) else None
        ahead = self.page.things_in(max(0, i - 8), i) if verb and verb.form == "past" else []
        return any(t.last == i for t in ahead)

    def _is_origin(self, actor: Actor) -> bool:
        """Such as "50 million for US launchers": from where the goods are, in a text of others."""
        if OF_THEIRS.match(self.page.text, actor.end):
            return True  # "to a Danish-led fund"
        k = self.page.index(actor.end)
        goods = self.page.things_in(k, k + 1)
        near = bool(goods) and goods[0].sort == "goods" and self.page.words[k].gap == " "
        owner = self.page.words[k - 1].possessive
        return near and not owner and self.topic is not None and not self.gets(actor)

    def leader(self, i: int) -> str:
        """The preposition before an actor, determiners and modifiers skipped."""
        words = self.page.words
        begin, _ = self.page.sentence(i)
        i -= 1
        steps = 0
        while (
            i >= begin
            and steps < 4
            and (
                words[i].closed == "determiner"
                or (not words[i].closed and not words[i].is_sign and not words[i].verb)
            )
        ):
            i -= 1
            steps += 1
        if i < begin:
            return ""  # of the headline above
        if words[i].low in ("of", "in") and steps < 3 and i >= 2:
            # "to the people of Gaza", "for farmers in Chad"
            k = i - 1
            while k >= begin and i - k < 5 and not words[k].is_sign and not words[k].verb:
                if words[k].low in TO or (words[k].low in BY and words[i - 1].low in BODIES_OF):
                    return words[k].low
                k -= 1
        return words[i].low

    def gets(self, actor: Actor) -> bool:
        """Whether aid may go there: a country in need, an agency, the topic of the text."""
        if actor.id == "USAID" or actor.id in NEWSROOMS:
            return False  # it gives on what it gets; "a statement sent to AFP"
        if actor.id in IN_NEED | AGENCIES | self.victims or actor.id == self.topic:
            return True
        if actor.start in self.placed:
            return True
        able = actor.kind in ("group", "org") and actor.id not in _WHO_GIVE
        return able and self.topic is not None  # a firm that gets a contract gets no aid

    def getter(self, thing: Thing) -> Actor | None:
        """Such as "will go to Chad (8 million), Sudan (9 million)": who gets each sum."""
        words, i = self.page.words, thing.first - 1
        if thing.money and self._receives(thing):
            return self.page.actor_at(i)
        row = self._agency_of(thing) if thing.money and words[i].text in ":-–—" else None
        if row is not None:
            return row
        marked = i > 0 and words[i].text in "([:–—-"
        actor = self.page.actor_at(i - 1) if thing.money and marked else None
        if actor is None or actor.kind not in ("country", "place", "group", "org"):
            return None
        first = self.page.index(actor.start)
        if self.leader(first) in TO | {"in"} and words[i].text in "([":
            return actor
        begin, end = self.page.sentence(thing.first)
        run = [a for a in self.page.actors_in(begin, end) if self._has_a_sum(a)]
        opened = run and self.leader(self.page.index(run[0].start)) in TO | {"in"}
        poor = self.topic not in ATTACKED and sum(a.id in IN_NEED for a in run) > len(run) / 2
        return actor if (opened or poor) and len(run) > 1 else None

    @cached_property
    def _rows(self) -> set[int]:
        """Where an agency stands before a colon and a figure, in a text with several such."""
        found = {
            a.start
            for a in self.page.actors
            if a.id in AGENCIES and _FIGURE.match(self.page.text, a.end)
        }
        states = any(a.kind == "country" and a.id not in IN_NEED for a in self.page.actors)
        return found if len(found) > 1 and states else set()

    def _agency_of(self, thing: Thing) -> Actor | None:
        """Such as "UNHCR (agency for refugees): 4 million" among rows of one donor's money."""
        for k in range(thing.first - 2, max(thing.first - 5, 0), -1):
            actor = self.page.actor_at(k)
            if actor is not None:
                return actor if actor.start in self._rows else None
        return None

    def _receives(self, thing: Thing) -> bool:
        """Such as "Chad will receive 8 million, Mali 9 million": said of all of the list."""
        actor = self.page.actor_at(thing.first - 1)
        begin, _ = self.page.sentence(thing.first)
        verbs = [t for t in self.clauses.between(begin, thing.first) if not t.nominal]
        got = bool(verbs) and verbs[-1].group == "receive" and not verbs[-1].passive
        able = actor is not None and (
            actor.kind in ("country", "place", "group") or actor.id in AGENCIES
        )
        return able and got

    def _has_a_sum(self, actor: Actor) -> bool:
        """Whether a sum in brackets stands behind a name."""
        i = self.page.index(actor.end)
        behind = self.page.things_in(i + 1, i + 2)
        opened = i < len(self.page.words) and self.page.words[i].text in "(["
        return opened and bool(behind and behind[0].money)
