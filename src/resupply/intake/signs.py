"""Signs: what stands around a thing that speaks for or against its being given, needed or claimed.

A sign is a short word such as `verb=send` or `before1=of`. What each weighs is learned from
labelled texts (`weights`); here they are only read off the page, the clauses and what the rules for
gifts made of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from resupply.intake import weights
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.givers import Givers
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told
from resupply.intake.topics import AGENCIES, IN_NEED

#: Words of a text that tell what it is about.
_ABOUT = frozenset(
    (
        *("aid", "assistance", "package", "humanitarian", "military", "donation", "donated"),
        *("support", "donate", "delivered", "contract", "buy", "bought", "purchase", "sale"),
        *("exports", "budget", "reform", "war", "killed", "tranche", "loan", "loans"),
        *("parliament", "election", "shipment", "convoy", "trucks", "appeal", "funding", "grant"),
    )
)
#: Signs of a text that say nothing of the rules' verdicts.
_ABOUT_TEXT = ("to=", "to nobody", "tells=", "about=")
#: Words on either side that are looked at.
_NEAR = 4
#: Words of the sentence on either side, for what is told by whole clauses.
_AROUND = 14
_SIZES = ((2, "one"), (10, "ones"), (100, "tens"), (1e3, "hundreds"), (1e6, "thousands"))
#: A figure or a head, by which a gift told again is known.
Figure = tuple[str | float, ...]


class Signs:
    """The signs of every thing of one page.

    Args:
        page: The text.
        clauses: Its clauses.
        givers: Who helps whom.
        told: What the rules read.
        governed: How things stand in their clauses, by the id of the object; others are asked for.
    """

    def __init__(
        self,
        page: Page,
        clauses: Clauses,
        givers: Givers,
        told: Told,
        governed: Mapping[int, Governed],
    ) -> None:
        self.page, self.clauses = page, clauses
        self.topic, self.invader = givers.topic, givers.invader
        self.things: Sequence[Thing] = page.things
        self.given: dict[int, Gift] = {id(g.thing): g for g in told.gifts}
        self.needed = {id(t) for t, _ in told.needs}
        self.made = {id(t) for t, _ in told.made}
        self.governed = [governed.get(id(t)) or clauses.govern(t) for t in self.things]
        self.sentences = [page.sentence(t.first) for t in self.things]
        self.actors = {
            i: self._who(a)
            for a in page.actors
            for i in range(page.index(a.start), max(page.index(a.end), page.index(a.start) + 1))
        }
        #: Each word in lower case; "@" and who it is for a name, "#" for a figure.
        self.said = [self._word(i) for i in range(len(page.words))]
        self._shares = list(self._how_much_is_given())
        self._weights: dict[int, dict[str, int]] = {}
        self._of: dict[int, list[str]] = {}
        #: Of each sentence its things, and the number of the first.
        self._mates: dict[int, list[Thing]] = {}
        self._opens: dict[int, int] = {}
        #: Where each figure and head was given first.
        self._told_at: dict[Figure, int] = {}
        for n, (thing, (begin, _)) in enumerate(zip(self.things, self.sentences, strict=True)):
            self._mates.setdefault(begin, []).append(thing)
            self._opens.setdefault(begin, n)
            if id(thing) in self.given:
                for figure in (*_figures(thing), ("head", thing.head)):
                    self._told_at.setdefault(figure, n)
        self._base = weights.totals(self.of_text())

    # --- the text

    def of_text(self) -> list[str]:
        """What holds for all things of the page."""
        groups = {f"tells={g.trigger.group}" for g in self.governed if g.trigger}
        said = {f"about={w.low}" for w in self.page.words if w.low in _ABOUT}
        money = any(g.thing.money for g in self.given.values())
        few = min(len(self.given), 6)
        to = [f"to={self.topic}" if self.topic else "to nobody", f"gifts={few}", f"money={money}"]
        return [*to, *self._shares, *sorted(groups), *sorted(said)]

    def about(self) -> list[str]:
        """What the page is about, nothing of what the rules made of it."""
        return [f"text {s}" for s in self.of_text() if s.startswith(_ABOUT_TEXT)]

    def _how_much_is_given(self) -> Iterator[str]:
        told = [t for t in self.things if t.values or t.money]
        told_given = sum(id(t) in self.given for t in told)
        yield f"given={4 * len(self.given) // max(1, len(self.things))}"
        yield f"figures given={4 * told_given // max(1, len(told))}"

    def _who(self, actor: Actor) -> str:
        if actor.id == self.topic:
            return "helped"
        if actor.id in IN_NEED:
            return "needy"
        if actor.id in AGENCIES:
            return "agency"
        if actor.id == self.invader:
            return "invader"
        return actor.kind if actor.kind in ("country", "person") else "org"

    # --- one thing

    def weight(self, kind: str, n: int, more: Iterable[str] = ()) -> int:
        """What the signs of a thing weigh for a kind, those of the text included [hundredths].

        Args:
            kind: aid, claim or need.
            n: Number of the thing on its page.
            more: Further signs of it.
        """
        if n not in self._weights:
            self._weights[n] = weights.totals([*self.of(n), *self.around(n)])
        here = self._weights[n][kind] + (weights.total(kind, more) if more else 0)
        return self._base[kind] + here + weights.table(kind)[""]

    def told(self, n: int) -> list[str]:
        """All that stands around a thing, for a reviewer to be told."""
        return [*self.of(n), *self.around(n)]

    def around(self, n: int) -> list[str]:
        """The words of its sentence before and behind the thing with this number."""
        thing, (begin, end) = self.things[n], self.sentences[n]
        before = self.said[max(begin, thing.first - _AROUND) : thing.first]
        behind = self.said[thing.last : min(end, thing.last + _AROUND)]
        return [f"left={word}" for word in before] + [f"right={word}" for word in behind]

    def of(self, n: int) -> list[str]:
        """The signs of the thing with this number on its page, those of the text left out."""
        if n not in self._of:
            self._of[n] = self._all_of(n)
        return self._of[n]

    def _all_of(self, n: int) -> list[str]:
        thing, (begin, end) = self.things[n], self.sentences[n]
        rule = self._rule(thing)
        return [
            *self._itself(thing),
            *self._clause(thing, self.governed[n]),
            *self._beside(thing, begin, end),
            *self._line(thing),
            *self._rules(thing, rule, self.governed[n]),
            *self._neighbours(n, thing, rule),
        ]

    def _rule(self, thing: Thing) -> str:
        gift = self.given.get(id(thing))
        return gift.rule if gift else "no"

    def _itself(self, thing: Thing) -> Iterator[str]:
        yield f"sort={thing.sort}"
        yield f"head={thing.head}"
        yield f"family={thing.family}"
        yield f"many={_size(thing.values)}"
        yield f"unit={thing.unit}"
        if thing.money:
            yield f"sum={_size(thing.money.amounts)}"
        for name in ("pronoun", "inside", "entry", "carries"):
            if getattr(thing, name):
                yield name
        yield "named" if thing.item else "nameless"
        yield "capital" if thing.item[:1].isupper() else "small"

    def _clause(self, thing: Thing, governed: Governed) -> Iterator[str]:
        trigger, side = governed.trigger, governed.side
        told = "figure" if thing.values or thing.money else "plain"
        yield f"side={side}"
        yield f"prep={governed.prep}"
        yield f"{told} {thing.head}"
        if trigger is None:
            yield "no verb"
            yield f"{told} without verb"
            return
        lemma, group = trigger.lemma, trigger.group
        voice = "passive" if trigger.passive else "active"
        yield f"verb={lemma}"
        yield f"group={group}"
        yield f"stage={trigger.status}"
        yield f"tense={trigger.tense}"
        yield voice
        yield f"{group} {side}"
        yield f"{group} {trigger.tense}"
        yield f"{group} {governed.prep}"
        yield f"{lemma} {side} {voice}"
        yield f"{told} {group}"
        if trigger.negated:
            yield "negated"
        if trigger.nominal:
            yield "nominal"
        who = {self.actors.get(self.page.index(a.start), "org") for a in self._subjects(governed)}
        for one in sorted(who) or ["nobody"]:
            yield f"by={one}"
            yield f"{one} {group}"
            yield f"{one} {lemma}"

    def _subjects(self, governed: Governed) -> Sequence[Actor]:
        return self.clauses.subjects(governed.trigger) if governed.trigger else ()

    def _beside(self, thing: Thing, begin: int, end: int) -> Iterator[str]:
        for away in range(1, _NEAR + 1):
            i, j = thing.first - away, thing.last - 1 + away
            before = self.said[i] if i >= begin else "<start>"
            behind = self.said[j] if j < end else "<end>"
            yield f"near before={before}"
            yield f"near behind={behind}"
            if away <= 2:
                yield f"before{away}={before}"
                yield f"behind{away}={behind}"

    def _word(self, i: int) -> str:
        who = self.actors.get(i)
        if who:
            return f"@{who}"
        low = self.page.words[i].low
        return "#" if low[0].isdigit() and not any(c.isalpha() for c in low) else low

    def _line(self, thing: Thing) -> Iterator[str]:
        text, at = self.page.text, thing.start
        begin = text.rfind("\n", 0, at) + 1
        close = text.find("\n", at)
        before = text[begin:at].strip()
        yield "mid line" if before.strip("-–—•*· ") else "opens line"
        if before[:1] and before[0] in "-–—•*·":
            yield "bullet"
        yield "short line" if (len(text) if close < 0 else close) - begin < 120 else "long line"
        yield f"place={5 * thing.first // max(1, len(self.page.words))}"

    def _rules(self, thing: Thing, rule: str, governed: Governed) -> Iterator[str]:
        given = "given" if rule != "no" else "not given"
        told = "figure" if thing.values or thing.money else "plain"
        yield f"rule={rule}"
        yield f"{given} {told} {thing.sort}"
        yield f"{given} {governed.trigger.group if governed.trigger else 'none'}"
        yield f"{given} head {thing.head}"
        for share in self._shares:
            yield f"{given} {share}"
        if id(thing) in self.needed:
            yield "needed"
        if id(thing) in self.made:
            yield "made"

    def _neighbours(self, n: int, thing: Thing, rule: str) -> Iterator[str]:
        begin, told = self.sentences[n][0], bool(thing.values or thing.money)
        if n:
            last = self.things[n - 1]
            same = self.sentences[n - 1][0] == begin
            yield f"last={id(last) in self.given} {same} {last.sort == thing.sort}"
        mates = [t for t in self._mates[begin] if t is not thing]
        yield f"mates={any(id(t) in self.given for t in mates)} {told}"
        yield f"mates of money={any(t.money for t in mates)} {thing.sort}"
        above = self.things[max(0, self._opens[begin] - 3) : self._opens[begin]]
        yield f"above={sum(id(t) in self.given for t in above)}"
        if any(self._told_at[f] < n for f in _figures(thing) if f in self._told_at):
            yield "again"
            yield f"again {rule != 'no'}"
        if not told and self._told_at.get(("head", thing.head), n) < n:
            yield "same head above" if thing.head else "nameless above"


def _figures(thing: Thing) -> list[Figure]:
    if thing.money:
        return [("sum", amount) for amount in thing.money.amounts]
    return [("count", *thing.values)] if thing.values else []


def _size(values: Sequence[float]) -> str:
    """Order of size of a figure.

    Example:
        >>> [_size(v) for v in ((), (1,), (40, 50), (2e9,))]
        ['none', 'one', 'tens', 'billions']
    """
    if not values:
        return "none"
    if values[0] >= 1e6:
        return "billions" if values[0] >= 1e9 else "millions"
    return next(name for below, name in _SIZES if values[0] < below)
