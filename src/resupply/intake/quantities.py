"""Things: goods, sums of money and counts, each with its number, unit, words and place.

A `Thing` is what a record of aid, need or production can be about. Whether it was given, asked for
or made is for `clauses` and the readers of each kind to say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from resupply.intake import crews, gazetteer, items, lexicon, list_mates, many, measures, naming
from resupply.intake.items import Phrase
from resupply.intake.money import Money
from resupply.intake.numbers import YEARS, Number
from resupply.intake.things import Thing
from resupply.intake.words import Word

#: What people do and goods do not.
_THEY = frozenset(["need", "face", "lack", "live", "flee", "rely", "depend", "suffer"])
_MONTHS = lexicon.words("quantities.months")
_YEAR_BEFORE = _MONTHS | lexicon.words("quantities.year_before")
_SKIP = lexicon.words("quantities.skip")
_NUMBERED = frozenset(
    [
        *("top", "no", "article", "resolution", "phase", "chapter", "day", "class", "route"),
        *("type", "mark", "level"),
    ]
)
#: Who is sent as help also where nobody counts them.
_SENT = frozenset(["team", "unit", "dog", "crew", "personnel", "specialist", "expert"])
_DEEDS = frozenset(["delivery", "donation", "supply", "handover", "contribution"])
#: Verbs of work on what is there, which no list of verbs of giving has.
_WORKS = frozenset(["rebuild", "restore", "reopen", "reconstruct", "renovate", "rehabilitate"])
#: Between a sum and what it is.
_BEFORE_ITEM = lexicon.words("quantities.before_item") | {"'", "’", "-"}
#: Parts of a time, which money is for as well ("for the end of 2024").
OF_TIME = frozenset(["end", "start", "beginning", "rest", "period", "remainder", "duration"])
#: What money is, behind "in" or "of".
_EARNED = frozenset(["interest", "proceed", "profit", "revenue", "dividend", "saving", "pledge"])
#: What comes in cases.
_IN_CASES = frozenset(["water", "food", "ammunition", "medical", "personal", "shelter", "missiles"])


class Reader:
    """Reads the things of one text. Made once a text; `things` is the result."""

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        numbers: Sequence[Number],
        sums: Sequence[Money],
        *,
        names: frozenset[int],
        dates: Sequence[tuple[int, int]] = (),
        stops: Sequence[int] = (),
    ) -> None:
        self.text, self.words = text, words
        self.names = names
        self.starts = [w.start for w in words]
        self.ends = sorted(stops)
        taken = [s.start for s in sums]
        self.numbers = self._by_word([n for n in numbers if not _within(n.start, sums, taken)])
        self.sums = self._by_word(sums)
        self.dated = {i for a, b in dates for i in self._range(a, b)}
        self.things: list[Thing] = []
        self._read()

    def _by_word(self, found: Sequence[Number] | Sequence[Money]) -> dict[int, Number | Money]:
        return {self.index(f.start): f for f in found}

    def _range(self, start: int, end: int) -> range:
        return range(self.index(start), self.index(end))

    def index(self, at: int) -> int:
        """Index of the first word at or behind a character."""
        return bisect_left(self.starts, at)

    def _read(self) -> None:
        i, count = 0, len(self.words)
        while i < count:
            thing = self._thing(i)
            if thing:
                self.things.append(thing)
                i = max(thing.last, i + 1)
            else:
                i += 1
        self.things = list_mates.add(self.text, self.words, self.things, self._phrase, self.names)

    def _thing(self, i: int) -> Thing | None:
        if i in self.sums:
            return self._sum(i)
        if i in self.numbers:
            return self._count(i)
        word = self.words[i]
        if (
            word.is_sign
            or (word.closed and word.low not in ("air",))
            or word.verb
            or i in self.dated
        ):
            return None
        if (
            word.capital
            and word.low in ("house", "state", "food", "date", "may", "service", "gas", "security")
            and i
            and not self.words[i - 1].is_sign
            and i not in self.ends
        ):
            return None
        if (
            word.low in ("dozen", "hundred", "thousand")
            and i
            and self.words[i - 1].low in many.MANY
        ):
            return None  # "several dozen jets"
        if (word.possessive and word.low not in items.FOR_WHOM) or (
            i in self.names and not word.text[-1].isdigit() and word.low not in lexicon.systems()
        ):
            return None
        if i not in self.ends and naming.in_a_title(self.words, i):
            return None
        if self._worked_on(i):
            return None
        phrase = self._team(i) or self._phrase(i)
        if phrase and i and naming.is_firm(phrase.head, self.words[phrase.last - 1]):
            return None
        if phrase and i and naming.is_house(self.words, i, phrase.last):
            return None
        if phrase and naming.is_holder(self.words[i : phrase.last]):
            return None
        if phrase and i not in self.ends and naming.is_title(self.words[i : phrase.last]):
            return None
        return self._goods(i, phrase) if phrase and phrase.sort in ("goods", "people") else None

    def _team(self, i: int) -> Phrase | None:
        """Such as "a team of the Civil Protection Unit": who it is of says that it is help."""
        last = crews.behind(self.words, i + 1) if self.words[i].low in ("team", "teams") else 0
        return Phrase(i, last, "goods", "rescue", "team") if last else None

    def _worked_on(self, i: int) -> bool:
        """Such as "rebuild homes", "restore the power": what is done, and no goods."""
        k = i - 1 - (i > 1 and self.words[i - 1].closed == "determiner")
        return self.words[i].low in _WORKS or (k >= 0 and self.words[k].low in _WORKS)

    # --- sums of money

    def _sum(self, i: int) -> Thing:
        found = self.sums[i]
        assert isinstance(found, Money)
        after = self.index(found.end)
        thing = Thing(
            *(found.begin, found.end, self.index(found.begin), after, "money"),
            money=found,
            number_span=(found.start, found.end),
        )
        self._name_the_sum(thing, after)
        return thing

    def _name_the_sum(self, thing: Thing, after: int) -> None:
        """What the money is: "$2 bn package", "$50m in aid", "EUR 11m worth of tents"."""
        at = self._behind_the_time(after)
        while at < len(self.words) and self.words[at].low in _BEFORE_ITEM:
            if not self._close(at):
                return
            at += 1
        if at >= len(self.words) or not self._close(at) or self.words[at].low in ("last", "next"):
            return
        if self.words[at].low in ("is", "are") and at == after:
            behind = self._phrase(at + 1) if at + 1 < len(self.words) else None
            if behind and behind.family == "aid":
                self._set_item(thing, behind)
            return
        if self.words[at].low == "for" and at == after and at + 1 < len(self.words):
            return self._purpose(thing, at + 1)
        prenominal = all(self.words[j].low not in ("in", "of") for j in range(after, at))
        if self.words[at].closed == "determiner":
            return
        while not prenominal and at in self.names:  # "$3 billion in World Bank loans"
            at += 1
            if at >= len(self.words) or not self._close(at):
                return
        phrase = self._phrase(at)
        earned = not prenominal and phrase is not None and phrase.head in _EARNED
        if phrase and (
            phrase.sort == "goods"
            or earned
            or (prenominal and phrase.sort == "unknown" and phrase.last - at <= 4)
            or (prenominal and phrase.sort == "deed" and 2 <= phrase.last - at <= 4)
        ):
            if phrase.sort == "unknown" and (self.words[at].verb or phrase.head in OF_TIME):
                return
            self._set_item(thing, self._of(phrase))

    def _behind_the_time(self, at: int) -> int:
        """The word behind "annually", "a year", where it stands behind a sum."""
        said = [w.low for w in self.words[at : at + 2]]
        yearly = said[:1] in (["annually"], ["yearly"], ["monthly"])
        per = len(said) > 1 and said[0] in ("a", "per", "each") and said[1] in ("year", "month")
        return at + 1 if yearly else at + 2 if per else at

    def _purpose(self, thing: Thing, at: int) -> None:
        """Such as "$900 million for refugees": what the money is for, where that is no goods."""
        first = at
        while at < len(self.words) and (self.words[at].closed == "determiner" or at in self.names):
            at += 1
        if (
            at > first
            and at - 1 in self.names
            and (at >= len(self.words) or self.words[at].closed or self.words[at].is_sign)
        ):
            return
        phrase = self._phrase(at) if at < len(self.words) else None
        if (
            phrase is None
            or self.words[at].low in many.MANY
            or phrase.sort not in ("people", "unknown", "place")
            or phrase.last - at > 4
        ):
            return
        if phrase.head in OF_TIME or phrase.head in lexicon.deeds():
            return
        if phrase.last in self.names and "-" in phrase.head:
            return  # "for war-torn Kyiv" tells nothing it is for
        thing.item_span = (self.words[at].start, self.words[phrase.last - 1].end)
        thing.item, thing.head = self.text[slice(*thing.item_span)], phrase.head
        thing.more.append(thing)

    def _close(self, at: int) -> bool:
        return self.words[at].gap in (" ", "", "\u00a0", "\u202f", "-")

    # --- counts

    def _count(self, i: int) -> Thing | None:
        found = self.numbers[i]
        assert isinstance(found, Number)
        after = self.index(found.end)
        begin = min(self._begin(i, found), found.begin)
        thing = Thing(
            *(begin, found.end, self.index(begin), after, "unknown"),
            values=found.values,
            number_span=(found.start, found.end),
        )
        if found.percent:
            thing.sort = "share"
            return thing
        if self._is_name(i, found) or self._is_year(i, after, found) or i in self.dated:
            return None
        return self._counted(thing, after, found)

    def _people(self, at: int) -> bool:
        """Such as "9 million Yemenis need food", "2 million Sudanese face hunger"."""
        said, peoples = self.words[at].text, gazetteer.demonyms()
        if said not in peoples:
            return False
        verb = self.words[at + 1].low if at + 1 < len(self.words) else ""
        return said[:-1] in peoples or (said.endswith("ese") and verb in _THEY)

    def _begin(self, i: int, found: Number) -> int:
        before = self.words[i - 1] if i else None
        if (
            before
            and before.low in ("the", "another", "first", "a", "an", "further")
            and before.gap != "\n"
        ):
            return before.start
        return found.start

    def _counted(self, thing: Thing, at: int, found: Number) -> Thing | None:
        words = self.words
        unit, at = measures.read(words, at)
        if unit:
            factor = measures.TO_BASE.get(unit)
            long = unit in measures.LENGTHS
            thing.unit, thing.sort = ("km", "distance") if long else ("t", "goods")
            if [w.low for w in words[at : at + 3]] == ["and", "a", "half"]:
                thing.values, at = (found.low + 0.5,), at + 3  # "a tonne and a half of rice"
            thing.values = tuple(v * (factor or 1) for v in thing.values)
            thing.end, thing.last = words[at - 1].end, at
            at = measures.converted(self.words, at, self.numbers)
        at += self._is_out_of(at, found)
        of = at < len(words) and words[at].low == "of" and self._close(at)
        at += of
        skipped = at
        if not of and not unit and at < len(words) and words[at].low == "the":
            return None  # "by 116 votes to 83 the deputies"
        while at < len(words) and words[at].low in _SKIP and self._close(at):
            at += 1
        if at < len(words) and words[at].low in ("them", "which", "those", "these", "whom") and of:
            thing.pronoun, thing.last, thing.end = True, at + 1, words[at].end
            return thing
        if of and at in self.numbers:
            at = self.index(self.numbers[at].end)  # "300,000 of the promised one million shells"
        if at < len(words) and words[at].low == "a" and not of:
            return thing
        phrase = self._phrase(at) if at < len(words) and "\n" not in words[at].gap else None
        if phrase is not None and not unit and at in self.names and self._people(at):
            phrase = None
        if (
            phrase is None
            and not unit
            and at in self.names
            and words[at].low.endswith(("s", "ese"))
        ):
            thing.sort, thing.last, thing.end = "people", at + 1, words[at].end
            return thing
        if phrase is None and not unit and words[thing.first].low == "the" and found.low < 4:
            return None  # "the two said"
        if phrase is None and unit and of and (last := naming.own_aid(words, at, self.names)):
            phrase = Phrase(at, last, "goods", "aid", "aid")
        if phrase is None:
            if not unit and found.low != int(found.low):
                return None  # "bottles (1.5 L)"
            alone = found.low == 1 and self.words[thing.first].low in ("one", "a", "an")
            each = [w.low for w in words[at : at + 2]] in (["each", "by"], ["each", "from"])
            if not unit and alone and not each:
                return None
            thing.pronoun = not unit
            if skipped < at and words[at - 1].low in ("more", "others", "additional"):
                thing.end, thing.last = words[at - 1].end, at
            return thing
        if (
            unit is None
            and phrase.sort == "unknown"
            and found.low == 1
            and self.words[thing.first].low == "one"
        ):
            return None
        team = crews.behind(words, phrase.last) if phrase.head in items.RELIEVERS else 0
        if team:
            phrase = Phrase(at, team, "goods", "rescue", phrase.head)
        phrase = self._of(phrase)
        thing.sort = phrase.sort if not (unit and phrase.sort == "unknown") else "goods"
        self._set_item(thing, phrase)
        return thing

    def _is_out_of(self, at: int, found: Number) -> bool:
        """Such as "15 out of 131 trucks", where the whole is no round number of a share."""
        out = [w.low for w in self.words[at : at + 2]] == ["out", "of"]
        whole = self.numbers.get(at + 2) if out else None
        return isinstance(whole, Number) and not whole.percent and whole.low > max(12, found.low)

    def _is_name(self, i: int, found: Number) -> bool:
        """Whether the number belongs to a name: "Article 5", "Phase 3", "Leopard 2"."""
        before = self.words[i - 1] if i else None
        if before is None or self.words[i].gap not in (" ", "-", ""):
            return False
        if before.low in ("top", "section", "title", "sections") and found.low < 1000:
            return True
        if before.text == "(" and self.text[found.end : found.end + 1] == ")":
            return True
        if not self.text[found.start].isdigit() or found.low >= 1000 or found.low != int(found.low):
            return False
        month = self.words[i - 2] if before.text == "." and i > 1 else before  # "Oct. 26"
        if month.low in _MONTHS and found.low <= 31:
            return True
        if before.low == "day" and i > 1 and (self.words[i - 2].closed or not before.capital):
            return False  # "on the same day 150 trucks"
        if before.text == "#" or before.low in _NUMBERED or items.numbered(self.words, i):
            return True
        behind = self.index(found.end)
        after = self.words[behind] if behind < len(self.words) else None
        if after is not None and after.low in _MONTHS and found.low <= 31:
            return True
        if items.gives(before) or measures.read(self.words, behind)[0]:
            return False  # "to Deliver 55 Tons"
        return (
            before.capital
            and not before.closed
            and not before.verb
            and (i - 1) not in self.names
            and found.low < 1000
            and found.end - found.start <= 3
            and before.text not in ("Another",)
            and (i >= 2 and not self.words[i - 1].gap.endswith("\n") and i - 1 not in self.ends)
            and before.low not in measures.UNITS
        )

    def _is_year(self, i: int, after: int, found: Number) -> bool:
        said = self.text[found.start : found.end]
        if not YEARS.fullmatch(said):
            return False
        before = self.words[i - 1].low if i else ""
        listed = before == "," and i > 2 and not self.words[i - 2].text[-1].isdigit()
        listed = listed and self.words[i - 2].closed != "calendar"
        led = before in _YEAR_BEFORE and not (said == "2000" or found.low < found.high)
        if led or before == "(" or (before == "," and not listed):
            return True
        phrase = (
            self._phrase(after)
            if after < len(self.words) and self.words[after].gap == " "
            else None
        )
        return (
            phrase is None
            or phrase.sort not in ("goods", "people")
            or not self.words[phrase.last - 1].low.endswith("s")
        )

    # --- goods without a number

    def _goods(self, i: int, phrase: Phrase) -> Thing | None:
        if phrase.sort == "people" or (phrase.family == "rescue" and phrase.head not in _SENT):
            return None
        after = self.words[phrase.last].low if phrase.last < len(self.words) else ""
        sum_follows = any(k in self.sums for k in range(phrase.last, phrase.last + 4))
        stuff = self.words[phrase.last - 1].low == "supplies" and phrase.last - phrase.first > 1
        deed = phrase.head in _DEEDS and not (stuff and after != "of")  # "medical supplies to"
        if deed and after in ("of", "to", "from") and not sum_follows:
            return None  # the goods follow
        short = self.words[i].text.removesuffix("s")  # "(HARMs)"
        if i and self.words[i - 1].text == "(" and after == ")" and short.isupper():
            return None  # an abbreviation of what was just named
        thing = Thing(self.words[i].start, self.words[phrase.last - 1].end, i, phrase.last, "goods")
        thing.first = many.begin(self.words, i)
        thing.start = self.words[thing.first].start
        if phrase.head == "team":
            thing.values = items.heads(self.words[i])
            thing.number_span = (thing.start, self.words[i].end) if thing.values else None
        self._set_item(thing, self._of(phrase))
        return thing

    def _set_item(self, thing: Thing, phrase: Phrase) -> None:
        first, last = self.words[phrase.first], self.words[phrase.last - 1]
        thing.item_span = (first.start, last.end)
        thing.item = self.text[first.start : last.end]
        thing.family, thing.head = phrase.family, phrase.head
        thing.last, thing.end = max(thing.last, phrase.last), max(thing.end, last.end)

    def _of(self, phrase: Phrase) -> Phrase:
        """The phrase with what stands behind "of", where its head holds something."""
        words = self.words
        if phrase.head not in items.CONTAINERS:
            return phrase
        at = measures.converted(words, phrase.last, self.numbers)
        if at + 1 >= len(words) or words[at].low != "of" or not self._close(at):
            return phrase
        twice = at > phrase.last  # "9,000 litres (2,378 gallons) of diesel": named by what it is
        inner_at = at + 1
        while inner_at < len(words) and words[inner_at].low in _SKIP | {"various", "different"}:
            inner_at += 1
        if (
            inner_at >= len(words)
            or inner_at in self.sums
            or (
                inner_at in self.numbers
                and words[inner_at].text.isdigit()
                and not items._in_name(words, at, inner_at)
            )
        ):
            return phrase
        inner = self._phrase(inner_at)
        if inner is None or inner.sort not in ("goods", "unknown"):
            return phrase
        if phrase.head == "case" and inner.family not in _IN_CASES:
            return phrase  # "200 cases of cholera"
        inner = self._of(inner)
        if twice:
            return inner
        if phrase.head == "team" and inner.head in items.RELIEVERS:
            return Phrase(phrase.first, inner.last, "goods", "rescue", "team")
        family = (
            phrase.family
            if phrase.head in ("package", "tranche")
            else inner.family or phrase.family
        )
        return Phrase(
            phrase.first,
            inner.last,
            "goods" if inner.sort == "goods" or phrase.sort == "goods" else inner.sort,
            family,
            inner.head,
        )

    def _phrase(self, i: int) -> Phrase | None:
        end = (
            self.ends[bisect_left(self.ends, i + 1)]
            if self.ends and self.ends[-1] > i
            else len(self.words)
        )
        found = items.read(
            self.words,
            i,
            end,
            stop=lambda k: k in self.numbers or k in self.sums or k in self.dated,
            named=lambda k: k in self.names,
        )
        cased = found is not None and self.words[found.last - 1].low == "cases"
        return self._of(found) if found and cased else found


def _within(at: int, sums: Sequence[Money], starts: Sequence[int]) -> bool:
    """Whether a character lies in one of the sums, which begin at `starts`."""
    n = bisect_right(starts, at) - 1
    return n >= 0 and at < sums[n].end
