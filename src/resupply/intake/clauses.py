"""Clauses: which verb or deed governs a thing, with whom as subject and at what stage.

A shallow reading, left to right, without a parse tree: a thing is the object of the nearest verb
before it, or the subject of the next one, unless a clause ends between them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from resupply.intake import clause_edges, gazetteer, lexicon, rx, triggers
from resupply.intake.many import MANY
from resupply.intake.page import Actor, Page
from resupply.intake.subjects import COUNTRY_NOUNS, SIGN_BOUNDARY, Subjects
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger, nominal_status, phrasal


class Governed(NamedTuple):
    """How a thing stands in its clause.

    Args:
        trigger: What governs it, or None.
        side: `object`, `subject` or `none`.
        prep: The first preposition between the thing and its trigger, or "".
    """

    trigger: Trigger | None
    side: str
    prep: str


_BOUNDARY = lexicon.words("clauses.boundary")
_BESIDE = frozenset(["on", "alongside", "besides", "from", "beyond", "upon"])
_THEM = frozenset(["it", "them", "these", "which", "others"])
#: Goods of no kind.
_VAGUE = lexicon.words("clauses.vague")
#: Prepositions before a figure or a further entry of a list.
_NO_LEAD = frozenset(
    ["than", "over", "up", "about", "around", "plus", "including", "like", "besides"]
)
#: What opens an aside behind a thing.
_ASIDE = frozenset(["enough", "sufficient", "designed", "intended", "meant", "destined", "worth"])
_FROM = frozenset([",", "–", "—", "everything", "ranges", "ranged", "ranging", "range"])
_BEGIN = frozenset(["begin", "start", "continue"])
_OUT_OF = rx.compile(r" of (?:the|its|their|these|those|his|her) \d")
_INCLUDING = lexicon.words("clauses.including")


class Clauses:
    """The triggers of a page, and what governs each thing of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.triggers = triggers.find(page)
        self.at = {t.at: t for t in self.triggers}
        self.firsts = {t.first: t for t in reversed(self.triggers) if not t.nominal}
        self.who = Subjects(page, self.triggers)
        self._covered = {i: thing for thing in page.things for i in range(thing.first, thing.last)}

    def between(self, first: int, last: int) -> Sequence[Trigger]:
        """Triggers from word `first` to before word `last`."""
        return self.who.between(first, last)

    def subjects(self, trigger: Trigger) -> list[Actor]:
        """Actors that stand as subject of a verb, the nearest group of them."""
        return self.who.of(trigger)

    def meant(self, i: int) -> Actor | None:
        """Who the pronoun or noun at word `i` points back to."""
        return self.who.meant(i)

    def govern(self, thing: Thing) -> Governed:
        """What governs the thing: see the module's docstring."""
        begin, end = self.page.sentence(thing.first)
        if thing.entry:
            return Governed(None, "none", "")
        own = self._own_clause(thing)
        if own is not None:
            return Governed(own, "object", "")
        told = self._told_beside(thing, begin)
        if told is not None:
            return Governed(told, "subject", "")
        prep, nominal = "", None
        i = thing.first - 1
        joined = False
        while i >= begin:
            word = self.page.words[i]
            at = self.at.get(i)
            if at is not None and at.passive and at.tense == "to" and joined and thing.values:
                break  # "16 boats to be ordered from Saab, 1.5 million rounds": a list goes on
            if at is not None and joined and self._of_the_mate(at, i, thing):
                prep, i = "", i - 1  # "drones bought from Latvia, 15 carriers": a list goes on
                continue
            behind = self._behind_an_aside(at, thing) if at is not None else 0
            if behind:
                prep, nominal, joined, i = "", None, True, behind - 1
                continue  # "40 missiles that can stop jets, 90 rifles": a list goes on
            edge = at is not None and at.first - begin <= 1
            if edge and at and self._edge(at, begin, thing, end):
                break  # "By using its powers, the jets can be sent"
            if at is not None and i not in self._inside_things(thing) and not at.nominal:
                return self._object(thing, at, prep, nominal)
            if (
                at is not None
                and at.nominal
                and not (word.low == "supplies" and i in self._covered)
                and prep in ("of", "for", "in", "to", "on", "worth")
                and nominal is None
            ):
                nominal = at
            if word.verb and word.verb.group == "report":
                break
            if word.low == "as" and self._tells_the_vague(i):
                prep, i = "", i - 2
                continue  # "includes goods such as flour"
            if self._ends_clause(i):
                break
            leads = word.closed == "preposition" and word.low not in _NO_LEAD
            if leads and not self._among_them(i):
                if not prep and not self._particle(i) and self._reaches(i, thing.first, joined):
                    prep = word.low
            elif word.low in _INCLUDING or self._among_them(i):
                return self._included(thing, end, nominal)
            elif word.low == "accompanied":
                return self._from_right(thing, end, "accompanied", nominal)
            joined = joined or word.low in (",", "and", "or")
            i -= 1
        return self._from_right(thing, end, prep, nominal)

    def _told_beside(self, thing: Thing, begin: int) -> Trigger | None:
        """Such as "building on the 4 million provided last June": led to by a preposition."""
        words, k = self.page.words, thing.first - 1
        while k > begin and words[k].closed in ("determiner", "adverb"):
            k -= 1
        top = k > begin + 1 and words[k].low == "of" and words[k - 1].low == "top"
        if k < begin or not (thing.values or thing.money) or words[k].low not in _BESIDE | {"of"}:
            return None
        if words[k].low == "of" and not top:
            return None
        at = thing.last + (words[thing.last].text == ",") if thing.last < len(words) else 0
        trigger = self.firsts.get(at)
        if trigger is None or trigger.group not in ("deliver", "pledge", "commit"):
            return None
        verb, after = words[trigger.at].verb, words[trigger.at + 1 : trigger.at + 2]
        adverbs = all(w.closed == "adverb" for w in words[trigger.first : trigger.at])
        bare = adverbs and verb is not None and verb.form == "part"
        led = bool(after) and (after[0].closed in ("preposition", "calendar", "determiner"))
        return trigger._replace(passive=True) if bare and led else None

    def _tells_the_vague(self, i: int) -> bool:
        """Such as "supplies such as flour": behind goods of no kind stands what they are."""
        words = self.page.words
        such = i > 1 and words[i - 1].low == "such"
        return such and lexicon.singular(words[i - 2].low) in _VAGUE

    def _among_them(self, i: int) -> bool:
        """Such as "440 tonnes of goods, among it rice": parts of what was named."""
        words = self.page.words
        told = words[i + 1].low if i + 1 < len(words) else ""
        return (words[i].low == "among" and told in _THEM) or self._from_to(i)

    def _from_to(self, i: int) -> bool:
        """Such as "help of all sorts, from boots to gloves to helmets": all of them."""
        words, k = self.page.words, i
        while words[k].low == "to" and k - 1 in self._covered and k > 2:
            k = self._covered[k - 1].first - 1
        led = words[k].low == "from" and k > 0 and words[k - 1].low in _FROM
        mate = self._covered.get(k + 1)
        more = words[mate.last].low if mate and mate.last < len(words) else ""
        return led and mate is not None and mate.sort == "goods" and more == "to"

    def _of_the_mate(self, at: Trigger, i: int, thing: Thing) -> bool:
        """Such as "4,500 drones bought from Latvian makers, 15 carriers": said of the first."""
        mate = self._covered.get(i - 1)
        counted = mate is not None and bool(mate.values or mate.money)
        by = at.at + 1 < len(self.page.words) and self.page.words[at.at + 1].low == "by"
        if mate is not None and by and at.group == "deliver" and self._reduced(at):
            return True  # "a clinic donated by Oregon and large amounts of medicines"
        return counted and bool(thing.values) and thing.sort == "goods" and self._reduced(at)

    def _behind_an_aside(self, at: Trigger, thing: Thing) -> int:
        """Where "that can stop jets" begins, if it only tells of an earlier entry of the list."""
        words, start = self.page.words, thing.first - 1
        if at.nominal or not self._counted(thing) or words[start].low not in (",", "and"):
            return 0
        before = self._covered.get(start - 1)
        listed = before is not None and self._counted(before)
        if words[start].low == "and" and not listed and words[start - 1].text != ",":
            return 0
        for k in range(at.first - 1, max(at.first - 3, 0), -1):
            mate = self._covered.get(k - 1)
            if words[k].low in ("that", "which") and mate is not None:
                return k if self._counted(mate) else 0
        return 0

    def _counted(self, thing: Thing) -> bool:
        """Whether goods have a number or "dozens of" in front."""
        many = self.page.words[thing.first].low in MANY
        return thing.sort == "goods" and (bool(thing.values) or many)

    def _own_clause(self, thing: Thing) -> Trigger | None:
        """Such as "the 19 howitzers it is donating": a clause right behind the thing."""
        words = self.page.words
        if thing.last + 1 >= len(words):
            return None
        if _OUT_OF.search(self.page.text, thing.start, thing.end):
            return None  # "12 of the 40 lorries it had promised": said of the 40
        if words[thing.last].low in ("it", "they", "he", "she"):
            trigger = self.firsts.get(thing.last + 1)
        else:
            trigger = self._named_clause(thing)
        gives = trigger is not None and trigger.group in ("deliver", "pledge", "commit", "talk")
        return trigger if gives else None

    def _named_clause(self, thing: Thing) -> Trigger | None:
        """Such as "the battery that Romania weighed sending": a clause with a named subject."""
        words = self.page.words
        i = thing.last
        begin, _ = self.page.sentence(thing.first)
        if words[begin].closed == "preposition" and thing.first - begin < 3:
            return None  # "Within the package Denmark sets aside"
        if words[i].low in ("that", "which"):
            i += 1
        while i < len(words) and words[i].closed == "determiner":
            i += 1
        actor = self.page.actor_at(i)
        if actor is None or self.page.index(actor.start) != i or words[i].gap != " ":
            return None
        verb = self.page.index(actor.end)
        verb += verb < len(words) and words[verb].low in COUNTRY_NOUNS  # "the Nordic country set"
        trigger = self.firsts.get(verb)
        if trigger is None or trigger.passive or trigger.negated:
            return None
        later = self.between(trigger.at + 1, trigger.at + 4)
        chained = next((t for t in later if t.first <= trigger.at < t.at), None)
        return chained or trigger

    def _particle(self, i: int) -> bool:
        """Whether a preposition belongs to its verb ("flew in", "given out") or to "as well as"."""
        before = self.page.words[i - 1] if i else None
        if before is None:
            return False
        low = self.page.words[i].low
        if low == "as":
            return before.low == "well" or self.page.words[i + 1].low == "well"
        moved = before.verb is not None and phrasal(self.page, i - 1).group == "deliver"
        return moved and low in ("in", "out", "over", "off", "up", "on", "through")

    def _reaches(self, i: int, first: int, joined: bool) -> bool:
        """Whether the preposition at `i` leads to word `first`, with no other noun between."""
        page, seen = self.page, False
        for k in range(i + 1, first):
            word = page.words[k]
            if word.text == "," and not seen:
                return False  # "in addition to this, stoves, tents": the list stands behind
            seen = seen or k in self._covered
            if k in page.names and all(j in page.names for j in range(k, first)):
                led = self._covered.get(first)
                # "to the Sumy hospital", but not "to Ukraine a further 400 million euros".
                counted = led and (led.values or led.money)
                return not (page.words[first].closed or counted or self._to_a_state(i, first - 1))
            if k in page.names or k in page.dated or word.closed == "calendar":
                return False
            if not word.closed and not word.is_sign and k not in self._covered:
                return False
            if word.is_sign and not (joined and word.text == ","):
                return False
            if k in self._covered and not joined:
                return False
        mates = [self._covered[k] for k in range(i + 1, min(i + 4, first)) if k in self._covered]
        return not joined or (bool(mates) and not mates[0].inside)

    def _edge(self, at: Trigger, begin: int, thing: Thing, end: int) -> bool:
        right = self._right(thing, end)
        return clause_edges.closed_before(self.page, at, begin, thing.first, right)

    def _to_a_state(self, i: int, k: int) -> bool:
        """Such as "handed over to Ukraine radios": the name of a country ends at word `k`."""
        actor = self.page.actor_at(k)
        if actor is None or actor.kind != "country" or self.page.words[i].low not in ("to", "for"):
            return False
        whole = self.page.words[k].end == actor.end and self.page.index(actor.start) == i + 1
        return whole and self.page.text[actor.start : actor.end] not in gazetteer.demonyms()

    def _inside_things(self, thing: Thing) -> range:
        return range(thing.first, thing.last)

    def _object(self, thing: Thing, at: Trigger, prep: str, nominal: Trigger | None) -> Governed:
        if nominal is not None:
            return Governed(self._lifted(nominal, at), "object", prep)
        if at.lemma == "follow":
            later = self._right(thing, self.page.sentence(thing.first)[1])
            if later is not None and self._reduced(later):
                return Governed(later, "subject", "")  # "follows 40 tents donated by Malta"
        if at.group == "other":
            relative = self._relative(thing)
            if relative is not None:
                return Governed(relative, "subject", "")
        return Governed(at, "object", prep)

    def _relative(self, thing: Thing) -> Trigger | None:
        """The verb of "that could be delivered" behind a thing."""
        _, end = self.page.sentence(thing.first)
        for k in range(thing.last, min(thing.last + 20, end)):
            if self.page.words[k].low in ("that", "which"):
                return self._right(thing, end)
            if self.page.words[k].is_sign and self.page.words[k].text != ",":
                return None
        return None

    def _lifted(self, nominal: Trigger, at: Trigger | None) -> Trigger:
        """A deed noun with the stage of the verb above it ("announced the delivery of")."""
        status = nominal_status(nominal, at)
        matrix = (at.group, *at.matrix) if at else ()
        return nominal._replace(status=status, matrix=matrix, negated=bool(at and at.negated))

    def _included(self, thing: Thing, end: int, nominal: Trigger | None) -> Governed:
        """Behind "including": a part of what was named, which does nothing itself.

        Such as "aid, including mortars and rifles, to help Ukraine defend itself".
        """
        found = self._from_right(thing, end, "including", nominal)
        led = found.side == "subject" and found.trigger is not None
        if led and found.trigger and found.trigger.tense == "to" and not found.trigger.passive:
            return Governed(None, "none", "including")
        return found

    def _from_right(self, thing: Thing, end: int, prep: str, nominal: Trigger | None) -> Governed:
        right = self._right(thing, end)
        if right is not None and right.group == "other" and self._bare_participle(right):
            right = None
        if nominal is not None:
            return Governed(self._lifted(nominal, right), "object", prep)
        if right is None:
            return Governed(None, "none", prep)
        if clause_edges.takes_them(self.page, right):
            return Governed(right, "object", "")
        return Governed(right, "subject", prep)

    def _right(self, thing: Thing, end: int) -> Trigger | None:
        """The verb whose subject the thing may be."""
        i = thing.last
        while i < end:
            word = self.page.words[i]
            if word.text == "(":
                i = self._closed(i, end)  # "62 tanks (partly financed by the Netherlands)"
                continue
            if word.text == "," and i + 1 < end and self.page.words[i + 1].low in _ASIDE:
                closed = next((k for k in range(i + 1, end) if self.page.words[k].text == ","), i)
                i = closed if closed > i else i  # "generators, enough to heat 40 homes, will be"
                word = self.page.words[i]
            first = self.firsts.get(i)
            if first is not None:
                begun = self._begun(first) or self._and_then(first)
                later = self._finite_after(first, end) if self._reduced(first) else begun
                return later or first
            if word.verb and word.verb.group == "report":
                return None
            if word.text in SIGN_BOUNDARY:
                return None
            if (
                word.low in _BOUNDARY
                and not self._if_not(i)
                and word.low
                not in (
                    "which",
                    "that",
                    "who",
                    "as",
                    "since",
                    "than",
                    "before",
                    "after",
                    "until",
                )
            ):
                return None
            i += 1
        return None

    def _closed(self, i: int, end: int) -> int:
        """Behind the bracket that closes what opens at word `i`."""
        words = self.page.words
        return next((k + 1 for k in range(i, end) if words[k].text == ")"), i + 1)

    def _begun(self, trigger: Trigger) -> Trigger | None:
        """Such as "have begun to arrive": the verb that says what is begun."""
        if trigger.lemma not in _BEGIN:
            return None
        near = self.between(trigger.at + 1, trigger.at + 3)
        return next((t for t in near if not t.nominal), None)

    def _and_then(self, trigger: Trigger) -> Trigger | None:
        """Such as "could be repaired and donated": what is done at last is what counts."""
        words = self.page.words
        if trigger.group != "other" or not trigger.passive or trigger.at + 2 >= len(words):
            return None
        near = self.between(trigger.at + 1, trigger.at + 5)
        later = next((t for t in near if not t.nominal and t.group in ("deliver", "commit")), None)
        if later is None or "and" not in (w.low for w in words[trigger.at + 1 : later.at]):
            return None
        status = later.status if trigger.tense == "past" else trigger.status
        return later._replace(first=trigger.first, status=status, passive=True, tense=trigger.tense)

    def _reduced(self, trigger: Trigger) -> bool:
        """A participle without an auxiliary: "promised by Slovakia"."""
        verb = self.page.words[trigger.at].verb
        return (
            trigger.first == trigger.at
            and verb is not None
            and verb.form == "part"
            and trigger.passive
        )

    def _bare_participle(self, trigger: Trigger) -> bool:
        """Such as "assets seized from oligarchs": says something of a noun, and governs nothing."""
        verb = self.page.words[trigger.at].verb
        return trigger.first == trigger.at and verb is not None and verb.form == "part"

    def _finite_after(self, trigger: Trigger, end: int) -> Trigger | None:
        """Such as "tanks donated by Denmark arrived": the verb of the main clause."""
        for later in self.between(trigger.at + 1, end):
            if later.nominal or self.page.words[later.at].verb is None:
                continue
            if later.first < later.at or later.group == "arrive":
                return later
        return None

    def _ends_clause(self, i: int) -> bool:
        word = self.page.words[i]
        if (
            word.text in SIGN_BOUNDARY
            or word.text in "–—"
            or (word.text == "-" and word.gap == " ")
        ):
            return True
        if word.low not in _BOUNDARY or self._if_not(i):
            return False
        after = self.page.words[i + 1].low if i + 1 < len(self.page.words) else ""
        if word.low == "as" and i and self.page.words[i - 1].low in ("well", "much", "many"):
            return False
        if word.low == "than" or (
            word.low in ("as",) and after in ("well", "many", "much", "part", "of")
        ):
            return False
        return not (word.low in ("after", "before", "since", "until") and not self._has_verb(i))

    def _if_not(self, i: int) -> bool:
        """Such as "worth tens, if not hundreds of millions": no clause of its own."""
        words = self.page.words
        return words[i].low == "if" and i + 1 < len(words) and words[i + 1].low == "not"

    def _has_verb(self, i: int) -> bool:
        """Whether a verb follows the word closely, so that it opens a clause."""
        return any(self.page.words[k].verb for k in range(i + 1, min(i + 6, len(self.page.words))))
