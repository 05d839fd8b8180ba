"""Clauses: which verb or deed governs a thing, with whom as subject and at what stage.

A shallow reading, left to right, without a parse tree: a thing is the object of the nearest verb
before it, or the subject of the next one, unless a clause ends between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from resupply.intake import lexicon
from resupply.intake.lexicon import Verb
from resupply.intake.page import Actor, Page
from resupply.intake.quantities import Thing
from resupply.intake.words import Word


class Trigger(NamedTuple):
    """A verb group, or a noun that names a deed.

    Args:
        first: Index of the first word of the group ("will", "plans").
        at: Index of the verb or noun itself.
        lemma: The verb's base, or the noun.
        group: What it does; see `lexicon/verbs.txt`.
        status: Stage it means for what it governs: in_talks, pledged, committed, delivered.
        passive: Whether the subject is what is acted on.
        negated: Whether it is denied.
        nominal: Whether it is a noun.
        matrix: Groups of the verbs above it ("plans to", "agreed to").
    """

    first: int
    at: int
    lemma: str
    group: str
    status: str
    passive: bool = False
    negated: bool = False
    nominal: bool = False
    matrix: tuple[str, ...] = ()
    tense: str = ""


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


_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
_CHAIN = lexicon.words("clauses.chain")
_BOUNDARY = lexicon.words("clauses.boundary")
_SIGN_BOUNDARY = frozenset(";:.?!")
_ASPECT = lexicon.words("clauses.aspect")
_STARTED = frozenset(
    ["began", "begun", "started", "completed", "finished", "continued", "managed", "helped"]
)


def triggers(page: Page) -> list[Trigger]:
    """Every verb group and deed noun of the text, in order."""
    found = []
    for i, word in enumerate(page.words):
        if word.verb and _phrasal(page, i).group != "report":
            found.append(_verb_group(page, i))
        elif word.low in ("way", "route") and page.words[i - 1].low in (
            "the",
            "its",
            "their",
            "en",
        ):
            if (i >= 2 and page.words[i - 2].low == "on") or page.words[i - 1].low == "en":
                found.append(Trigger(i - 2, i, "way", "arrive", "delivered"))
        else:
            deed = lexicon.deeds().get(lexicon.singular(word.low))
            if deed and not word.verb:
                found.append(Trigger(i, i, lexicon.singular(word.low), deed, "", nominal=True))
    return found


def _verb_group(page: Page, i: int) -> Trigger:
    words = page.words
    verb = _phrasal(page, i)
    j, matrix, lows = i, list[str](), list[str]()
    lemmas: list[str] = []
    while j > 0 and i - j < 9:
        before = words[j - 1]
        if words[j].gap not in (" ", "") or j - 1 in page.names:
            break
        if before.verb and before.verb.group != "report":
            if (
                words[j].low != "to"
                and before.verb.form not in ("ing", "base", "part", "s", "past")
            ) or (words[j].low not in ("to",) and verb.form != "ing" and before.low not in _ASPECT):
                break
            matrix.append(before.verb.group)
            lemmas.append(before.verb.lemma)
            if before.verb.form == "ing" or words[j].low in ("to",) or verb.form == "ing":
                lows.append(before.low)
                j -= 1
                continue
            break
        if (
            before.closed in ("auxiliary", "adverb")
            or before.low in _CHAIN
            or before.low in _ASPECT
            or before.low.endswith("ly")
        ):
            lows.append(before.low)
            j -= 1
            continue
        break
    if "to" in lows and not matrix:
        if any(w.low == "first" for w in words[max(0, j - 4) : j]):
            lows.append("managed")  # "the first to send": it was sent
        matrix += _matrix_left(page, j)
    tense, passive = _tense(words[i], lows, words[i + 1] if i + 1 < len(words) else None)
    if passive and not lows and j and (page.actor_at(j - 1) or words[j - 1].low in _BACK):
        passive = False  # "Berlin transferred to Ukraine two tanks"
    denied = "to" in lows and any(w.low in ("no", "not") for w in words[max(0, j - 3) : j])
    negated = (
        denied
        or "delay" in matrix
        or bool({"not", "never", "no", "cannot"} & {*lows})
        or (j > 0 and words[j - 1].low in ("no", "neither", "nor"))
    )
    status = _status(verb.group, verb.lemma, tense, matrix, set(lows))
    return Trigger(
        j, i, verb.lemma, verb.group, status, passive, negated, False, tuple(matrix), tense
    )


_PHRASAL = {
    **{
        ("set", "aside"): "commit",
        ("put", "aside"): "commit",
        ("sign", "off"): "commit",
        ("put", "forward"): "talk",
    },
    **{
        ("make", "available"): "commit",
        ("come", "up"): "other",
        ("call", "off"): "delay",
        ("hold", "back"): "delay",
    },
    **{
        ("turn", "over"): "deliver",
        ("free", "up"): "commit",
        ("cut", "off"): "other",
        ("call", "up"): "other",
    },
    **{
        ("give", "up"): "other",
        ("bring", "down"): "other",
        ("go", "on"): "other",
        ("help", "to"): "other",
    },
    **{
        ("agree", "to"): "commit",
        ("mean", "for"): "commit",
        ("turn", "out"): "produce",
        ("put", "in"): "deliver",
        ("put", "up"): "deliver",
        ("chip", "in"): "deliver",
        ("churn", "out"): "produce",
        ("crank", "out"): "produce",
        ("intend", "for"): "commit",
        ("pass", "on"): "deliver",
        ("set", "up"): "other",
        ("run", "out"): "other",
    },
}


def _phrasal(page: Page, i: int) -> Verb:
    """The verb at word `i`, read with the particle behind it ("set aside")."""
    verb = page.words[i].verb
    assert verb is not None
    after = page.words[i + 1].low if i + 1 < len(page.words) else ""
    group = _PHRASAL.get((verb.lemma, after), verb.group)
    return verb if group == verb.group else verb._replace(group=group)


def _matrix_left(page: Page, j: int) -> list[str]:
    """Group of the verb or deed that an infinitive hangs on, some words before."""
    for k in range(j - 1, max(j - 10, -1), -1):
        word = page.words[k]
        if word.text in ".;:" or (word.closed == "conjunction" and word.low not in ("and",)):
            return []
        if word.verb and word.verb.group != "report":
            return [word.verb.group]
        noun = {
            "decision": "commit",
            "plan": "pledge",
            "promise": "pledge",
            "pledge": "pledge",
            "proposal": "talk",
            "request": "talk",
            "offer": "pledge",
            "target": "pledge",
            "intention": "pledge",
            "readiness": "pledge",
            "agreement": "commit",
            "deal": "commit",
            "authority": "commit",
            "call": "talk",
            "refusal": "delay",
        }
        if lexicon.singular(word.low) in noun:
            return [noun[lexicon.singular(word.low)]]
    return []


def _tense(word: Word, lows: list[str], after: Word | None) -> tuple[str, bool]:
    said = set(lows)
    verb = word.verb
    assert verb is not None
    passive = (
        verb.form == "part" and bool(said & _BE) and lows and lows[0] in _BE | {"not"} | _ADV(lows)
    )
    passive = bool(passive) or (
        verb.form == "part"
        and not said
        and after is not None
        and after.low in ("by", "to", "from", "for")
    )
    if said & {"could", "may", "might", "can"}:
        return "maybe", passive
    if said & {
        "will",
        "shall",
        "going",
        "would",
        "must",
        "should",
        "ought",
        "set",
        "due",
        "ready",
        "scheduled",
        "expected",
        "prepared",
        "willing",
        "poised",
    }:
        return "future", passive
    if "to" in said:
        return "to", passive
    if said & {"has", "have", "had", "was", "were", "been"} and verb.form != "ing":
        return "past", passive
    if verb.form == "ing":
        return "being" if said & _BE else "ing", passive
    if verb.form in ("past", "part"):
        return "now" if said & {"is", "are", "being"} else "past", passive
    return "present", passive


def _ADV(lows: list[str]) -> set[str]:
    return {
        low
        for low in lows
        if low.endswith("ly") or low in ("also", "already", "now", "just", "still")
    }


_AGREED = frozenset({"commit"})


def _status(group: str, lemma: str, tense: str, matrix: list[str], lows: set[str]) -> str:
    """The stage a verb group means for its object."""
    if tense == "maybe" or "talk" in matrix or group == "talk" or "need" in matrix:
        return "in_talks"
    if lows & _STARTED:
        return "delivered"
    if group == "pledge":
        return "pledged"
    if group == "commit" and "commit" in matrix:
        return "committed"
    if group == "commit":
        return "committed" if tense in ("past", "now", "present", "ing", "being") else "pledged"
    if matrix and tense in ("to", "ing"):
        return (
            "committed"
            if matrix[0] == "commit"
            and lows & {"approved", "authorised", "authorized", "ordered", "signed", "voted"}
            else "pledged"
        )
    if tense in ("future", "to", "present", "being"):
        return "pledged"
    return "delivered"


class Clauses:
    """The triggers of a page, and what governs each thing of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.triggers = triggers(page)
        self.at = {t.at: t for t in self.triggers}
        self.firsts = {t.first: t for t in reversed(self.triggers) if not t.nominal}
        self._order = [t.at for t in self.triggers]
        self._covered = {i: thing for thing in page.things for i in range(thing.first, thing.last)}

    def between(self, first: int, last: int) -> list[Trigger]:
        """Triggers from word `first` to before word `last`."""
        return self.triggers[bisect_left(self._order, first) : bisect_left(self._order, last)]

    def govern(self, thing: Thing) -> Governed:
        """What governs the thing: see the module's docstring."""
        begin, end = self.page.sentence(thing.first)
        prep, nominal = "", None
        i = thing.first - 1
        joined = False
        while i >= begin:
            word = self.page.words[i]
            at = self.at.get(i)
            if at is not None and i not in self._inside_things(thing) and not at.nominal:
                return self._object(thing, at, prep, nominal)
            if (
                at is not None
                and at.nominal
                and prep in ("of", "for", "in", "to", "on", "worth")
                and nominal is None
            ):
                nominal = at
            if word.verb and word.verb.group == "report":
                break
            if self._ends_clause(i, begin):
                break
            if word.closed == "preposition" and word.low not in (
                "than",
                "over",
                "up",
                "about",
                "around",
                "plus",
                "including",
                "like",
            ):
                if not prep and not self._particle(i) and self._reaches(i, thing.first, joined):
                    prep = word.low
            elif word.low in ("including", "like") or (
                word.low == "among"
                and self.page.words[i + 1].low in ("it", "them", "these", "which", "others")
            ):
                return self._from_right(thing, end, "including", nominal)
            joined = joined or word.low in (",", "and", "or")
            i -= 1
        return self._from_right(thing, end, prep, nominal)

    def _particle(self, i: int) -> bool:
        """Whether a preposition belongs to its verb ("flew in", "given out") or to "as well as"."""
        before = self.page.words[i - 1] if i else None
        if before is None:
            return False
        low = self.page.words[i].low
        if low == "as":
            return before.low == "well" or self.page.words[i + 1].low == "well"
        moved = before.verb is not None and _phrasal(self.page, i - 1).group == "deliver"
        return moved and low in ("in", "out", "over", "off", "up", "on", "through")

    def _reaches(self, i: int, first: int, joined: bool) -> bool:
        """Whether the preposition at `i` leads to word `first`, with no other noun between."""
        page = self.page
        for k in range(i + 1, first):
            word = page.words[k]
            if k in page.names and all(j in page.names for j in range(k, first)):
                led = self._covered.get(first)
                if page.words[first].closed or (led and (led.values or led.money)):
                    return False  # "to Ukraine a further 400 million euros"
                return True  # "to the Sumy hospital"
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

    def _inside_things(self, thing: Thing) -> range:
        return range(thing.first, thing.last)

    def _object(self, thing: Thing, at: Trigger, prep: str, nominal: Trigger | None) -> Governed:
        if nominal is not None:
            return Governed(self._lifted(nominal, at), "object", prep)
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
        status = _nominal_status(nominal, at)
        matrix = (at.group, *at.matrix) if at else ()
        return nominal._replace(status=status, matrix=matrix, negated=bool(at and at.negated))

    def _from_right(self, thing: Thing, end: int, prep: str, nominal: Trigger | None) -> Governed:
        right = self._right(thing, end)
        if right is not None and right.group == "other" and self._bare_participle(right):
            right = None
        if nominal is not None:
            return Governed(self._lifted(nominal, right), "object", prep)
        if right is None:
            return Governed(None, "none", prep)
        return Governed(right, "subject", prep)

    def _right(self, thing: Thing, end: int) -> Trigger | None:
        """The verb whose subject the thing may be."""
        i = thing.last
        while i < end:
            word = self.page.words[i]
            first = self.firsts.get(i)
            if first is not None:
                later = self._finite_after(first, end) if self._reduced(first) else None
                return later or first
            if word.verb and word.verb.group == "report":
                return None
            if word.text in _SIGN_BOUNDARY:
                return None
            if word.low in _BOUNDARY and word.low not in (
                "which",
                "that",
                "who",
                "as",
                "since",
                "than",
                "before",
                "after",
                "until",
            ):
                return None
            i += 1
        return None

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

    def _ends_clause(self, i: int, begin: int) -> bool:
        word = self.page.words[i]
        if (
            word.text in _SIGN_BOUNDARY
            or word.text in "–—"
            or (word.text == "-" and word.gap == " ")
        ):
            return True
        if word.low not in _BOUNDARY:
            return False
        after = self.page.words[i + 1].low if i + 1 < len(self.page.words) else ""
        if word.low == "as" and i and self.page.words[i - 1].low in ("well", "much", "many"):
            return False
        if word.low == "than" or (
            word.low in ("as",) and after in ("well", "many", "much", "part", "of")
        ):
            return False
        return not (word.low in ("after", "before", "since", "until") and not self._has_verb(i))

    def _has_verb(self, i: int) -> bool:
        """Whether a verb follows the word closely, so that it opens a clause."""
        return any(self.page.words[k].verb for k in range(i + 1, min(i + 6, len(self.page.words))))

    # --- who

    def subjects(self, trigger: Trigger) -> list[Actor]:
        """Actors that stand as subject of a verb, the nearest group of them."""
        begin, _ = self.page.sentence(trigger.at)
        start = trigger.first
        shared = self._shared(trigger, begin)
        if shared is not None:
            return self.subjects(shared)
        found: list[Actor] = []
        i = start - 1
        reported = i >= begin and self._points_back(i)
        while i >= begin:
            word = self.page.words[i]
            actor = self.page.actor_at(i)
            if actor is not None:
                first = self.page.index(actor.start)
                if not self._in_phrase(first):
                    found.insert(0, actor)
                    if not self._listed_before(first):
                        return found
                    i = first - 2
                    continue
                i = first - 1
                continue
            if found and word.closed not in ("determiner", "conjunction") and word.text != ",":
                break
            if (
                word.verb and word.verb.group == "report" and not reported
            ) or word.text in _SIGN_BOUNDARY:
                break
            i -= 1
        return found or self._antecedents(start - 1, begin) or self._named(start - 1, begin)

    def _named(self, i: int, begin: int) -> list[Actor]:
        """A name that no gazetteer knows, right before the verb ("The Islamic Development Bank")."""
        words = self.page.words
        last = i
        while (
            i >= begin
            and words[i].text[0].isupper()
            and (not words[i].closed or words[i].low in ("of", "and"))
        ):
            i -= 1
        if i == last or last - i < 2 or words[last].closed:
            return []
        start, end = words[i + 1].start, words[last].end
        return [Actor(start, end, self.page.text[start:end], "org")]

    def _shared(self, trigger: Trigger, begin: int) -> Trigger | None:
        """The verb before "and", whose subject this verb shares ("will follow A and supply B")."""
        if (
            trigger.nominal
            or trigger.first <= begin
            or self.page.words[trigger.first - 1].low not in ("and", "but", "then")
        ):
            return None
        before = [t for t in self.between(begin, trigger.first) if not t.nominal]
        return before[-1] if before else None

    def _antecedents(self, i: int, begin: int) -> list[Actor]:
        """Who "it", "the agency", "the country" is: who acted last in this sentence or the two before."""
        if i < begin or not self._points_back(i):
            return []
        low = self.page.words[i].low
        wanted = (
            {"org"}
            if low in _AGENCY
            else {"country", "person"}
            if low in _STATE
            else {"country", "org", "person"}
        )
        for _ in range(3):
            named = [a for a in self.page.actors_in(begin, i) if a.kind in wanted]
            acting = [a for a in named if not self._in_phrase(self.page.index(a.start))]
            if acting or named:
                return (acting or named)[:1]
            if begin <= 0:
                break
            i = begin
            begin, _ = self.page.sentence(begin - 1)
        return []

    def meant(self, i: int) -> Actor | None:
        """Who the pronoun or noun at word `i` points back to."""
        found = self._antecedents(i, self.page.sentence(i)[0])
        return found[0] if found else None

    def _points_back(self, i: int) -> bool:
        """Whether the subject is "it", "the country", "his government": somebody named before."""
        word = self.page.words[i]
        return (
            word.closed == "pronoun"
            or word.low in _BACK
            or word.low in ("its", "his", "her", "their")
        )

    def _listed_before(self, first: int) -> bool:
        """Whether another actor stands before, joined by "and" or a comma."""
        words = self.page.words
        i = first - 1
        while i >= 0 and words[i].closed == "determiner":
            i -= 1
        if i < 1 or words[i].low not in ("and", ","):
            return False
        return self.page.actor_at(i - 1) is not None or (
            words[i - 1].text == "," and self.page.actor_at(i - 2) is not None
        )

    def _in_phrase(self, first: int) -> bool:
        """Whether the actor stands behind a preposition ("in Kyiv", "for Ukraine")."""
        words = self.page.words
        i = first - 1
        while i >= 0 and (
            words[i].closed == "determiner" or (words[i].capital and not words[i].closed)
        ):
            i -= 1
        return i >= 0 and words[i].low in _PLACED


_AGENCY = frozenset(["agency", "organisation", "organization"])
_STATE = frozenset(
    ["country", "government", "kingdom", "nation", "state", "administration", "army"]
)
_BACK = lexicon.words("clauses.back")
_PLACED = lexicon.words("clauses.placed")


def _nominal_status(nominal: Trigger, at: Trigger | None) -> str:
    if nominal.group == "commit" and (at is None or at.group == "other"):
        return "committed"
    if at is None:
        return {"commit": "committed", "pledge": "pledged", "talk": "in_talks"}.get(
            nominal.group, "delivered"
        )
    if at.status == "in_talks" or nominal.group == "talk":
        return "in_talks"
    if nominal.group == "commit" and at.group in ("commit", "deliver", "pledge"):
        return "committed" if at.tense in ("past", "now", "present") else "pledged"
    if nominal.group == "pledge":
        return "pledged"
    if at.group in ("pledge", "commit") or at.tense in ("future", "to", "present"):
        return at.status or "pledged"
    return "delivered"


def iter_sentences(page: Page) -> Iterator[tuple[int, int]]:
    """Word ranges of the sentences."""
    yield from page.ranges


__all__ = ["Clauses", "Governed", "Trigger", "bisect_right", "triggers"]
