"""What becomes of a list's entries: they share the fate of the whole they are parts of.

"Oslo announced more aid, including boats and radios": the aid is no record, for nobody can count
it, and its parts are. "The delivery of 900 sacks, along with pumps and tents": one deed for all.
"""

from resupply.intake import lexicon, rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.items import CONTAINERS
from resupply.intake.judging import Judge
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told

_WAR = lexicon.words("judging.war")
_GIVES = frozenset(["deliver", "pledge", "commit", "receive", "arrive", "talk"])
_OTHERWISE = frozenset(["need", "delay", "produce"])
#: Words that say "these are parts of it".
_PARTS = frozenset(["including", "namely", "notably", "particularly", "comprising", "primarily"])
_AMONG = frozenset(["it", "them", "these", "which"])
#: Prepositions that may stand between a verb of giving and the whole it gives.
_OF = frozenset(["", "of", "with", "in", "worth", "for"])
#: Goods of no kind, which "such as" tells.
_VAGUE = frozenset(
    [
        *("material", "item", "supply", "equipment", "aid", "assistance", "good", "relief", "gear"),
        *("weapon", "weaponry", "hardware", "commodity", "support", "help", "package"),
    ]
)
#: What joins two entries of a list.
_JOINS = frozenset(
    [",", "and", "or", "&", "plus", "as", "well", "along", "together", "with", "also"]
)
#: Such as "In it are rifles": what opens a sentence that tells more of a gift told before.
_IN_IT = rx.compile(
    r"(?:Also |Among|In|Within|Inside|On|Part of|Included|There (?:are|is) also)\b"
    r"(?: (?:in|among|it|them|these|this|the|that|part|of|included|list|also|new|latest|items|goods"
    r"|supplies|equipment|package|shipment|consignment|batch|tranche|delivery|donation|aid"
    r"|assistance|funding|money|funds|grant|support|contribution|contents|load|cargo|weapons|arms|gifts|things))*"
    r"(?:(?<=also)|,? (?:are|is|were|was|will be)) (?:(?:also|new|some|more|several|the|a|an) )*$"
)
#: Such as "900 sacks to hold back the river, along with pumps": what comes with a gift.
_ALONG = rx.compile(
    r"[^.;:\n]{0,70}?,? (?:along with|together with|as well as|alongside|in addition to|plus) "
    r"(?:(?:some|more|several|the|a|an|other|various) )*$"
)
#: Words between the whole and the word that opens the list of its parts.
_APART_MAX = 10
#: Words of a sentence that may stand between a gift and "In it are".
_NEAR = 25


class ListFates:
    """Finds what governs an entry of a list that no verb of its own gives."""

    def __init__(self, page: Page, clauses: Clauses, judge: Judge, told: Told) -> None:
        self.page, self.clauses, self.judge, self.told = page, clauses, judge, told

    def of(self, thing: Thing, governed: Governed) -> Governed | None:
        """How the thing stands if it is told with its list; None where it is not."""
        if thing.money and self._in_it(thing):
            return Governed(None, "none", "including")
        if not self._may_be_given(thing, governed):
            return None
        sent = self._sent_before(thing)
        if sent is not None:
            return sent
        whole, such = self._whole(thing)
        if whole is not None:
            return self._of_whole(whole, such)
        return (
            Governed(None, "none", "including") if self._goes_with_a_gift(thing, governed) else None
        )

    def _in_it(self, thing: Thing) -> bool:
        """Such as "In the new funding are 6 million for UNICEF and 5 million for WFP"."""
        last = self.told.last
        begin, _ = self.page.sentence(thing.first)
        if last is None or not (self._near(last.thing, begin) or last.thing.first >= begin):
            return False
        lead = self.page.text[self.page.words[begin].start : thing.start]
        said = _IN_IT.fullmatch(lead) is not None
        mate = last.thing.first >= begin and last.rule == "aid.list" and bool(last.thing.money)
        return said or (
            mate
            and _IN_IT.fullmatch(lead[: last.thing.start - self.page.words[begin].start])
            is not None
        )

    def _sent_before(self, thing: Thing) -> Governed | None:
        """Such as "Among the items sent by Malta are boots": what "sent" tells of those behind."""
        begin, _ = self.page.sentence(thing.first)
        words = self.page.words
        if words[begin].low not in ("among", "amongst", "included", "including"):
            return None
        k = thing.first - 1
        while k > begin and (words[k].closed in ("determiner", "adverb") or words[k].is_sign):
            k -= 1
        if words[k].low not in ("are", "is", "were", "was"):
            return None
        told = [t for t in self.clauses.between(begin, k) if t.group in _GIVES and not t.nominal]
        if len(told) != 1 or not (told[0].passive or told[0].first == told[0].at):
            return None
        return Governed(told[0]._replace(passive=True), "subject", "")

    def _may_be_given(self, thing: Thing, governed: Governed) -> bool:
        """Whether the thing is goods, and neither needed, held up nor fought with."""
        plain = thing.sort == "goods" and bool(thing.item) and not thing.pronoun and not thing.money
        told = self.judge.givers.topic is not None or bool(self.told.gifts)
        if not plain or thing.family == "aid" or not told:
            return False
        never = self.judge.never
        trigger = governed.trigger
        acts = trigger is not None and governed.side == "object" and trigger.tense != "to"
        if acts and (trigger.group in _OTHERWISE or trigger.lemma in _WAR):  # type: ignore[union-attr]
            return False
        return not (never.is_nothing(thing, governed) or never.is_rate(thing))

    def _whole(self, thing: Thing) -> tuple[Thing | None, bool]:
        """The thing whose parts the list tells, and whether they are examples ("such as")."""
        begin, _ = self.page.sentence(thing.first)
        words, opened, examples = self.page.words, -1, False
        for k in range(thing.first - 1, begin, -1):
            low = words[k].low
            such = low == "as" and words[k - 1].low == "such"
            among = low == "among" and words[k + 1].low in _AMONG
            if low == "range" or (low == "from" and words[k - 1].low in ("ranging", "everything")):
                opened = k - 1
                break
            if low in _PARTS or such or among:
                opened, examples = k - such, such
                break
            if words[k].verb or words[k].text in ";.:":
                return None, False
        if opened < 0:
            return None, False
        near = [t for t in self.page.things_in(max(begin, opened - 40), opened) if not t.inside]
        whole = near[-1] if near else None
        if whole is None or opened - whole.last > _APART_MAX:
            return None, False
        clear = not any(w.verb or w.text in ";:" for w in words[whole.last : opened])
        return (whole if clear else None), examples

    def _of_whole(self, whole: Thing, examples: bool) -> Governed | None:
        """The fate of the whole: a gift told before, or what a verb of giving gives."""
        if any(g.thing is whole for g in self.told.gifts[-6:]):
            if examples and whole.head not in _VAGUE:
                return None  # "launchers such as Javelin": told already
            return Governed(None, "none", "including")
        if any(t is whole for t, _ in self.told.needs[-3:]):
            return None
        governed = self.clauses.govern(whole)
        trigger = governed.trigger
        if trigger is None or trigger.group not in _GIVES or trigger.negated:
            return None
        if {"need", "delay"} & {*trigger.matrix} or governed.prep not in _OF:
            return None
        if self.judge.is_of_the_invader(trigger):
            return None
        if governed.side == "subject":
            gives = trigger.passive or trigger.group == "arrive"
        else:
            gives = not trigger.passive or governed.prep == "with"
        return Governed(trigger, governed.side, "") if gives else None

    def _goes_with_a_gift(self, thing: Thing, governed: Governed) -> bool:
        """Whether the thing is joined by a comma or "and" to the gift told last."""
        last = self.told.last
        if last is None or last.thing.last > thing.first:
            return False
        begin, _ = self.page.sentence(thing.first)
        lead = self.page.text[self.page.words[begin].start : thing.start]
        if self._near(last.thing, begin) and _IN_IT.fullmatch(lead):
            return True
        if not self.judge.never.same_sentence(last.thing, thing):
            return False
        if _ALONG.fullmatch(self.page.text, last.thing.end, thing.start):
            return True
        if last.thing.money:
            return False
        between = self.page.words[last.thing.last : thing.first]
        said = [w for w in between if w.closed != "determiner"]
        if len(said) > 2 and said[-1].low == "of" and lexicon.singular(said[-2].low) in CONTAINERS:
            said = said[:-2]  # "and sets of warm clothes"
        joins = said
        if not 0 < len(joins) <= 4 or any(w.low not in _JOINS for w in joins):
            return False
        trigger = governed.trigger
        own = trigger is not None and governed.side == "subject" and trigger.first - thing.last < 3
        return not own

    def _near(self, last: Thing, begin: int) -> bool:
        """Whether the gift told last stands in the sentence before, or in the one before that."""
        _, end = self.page.sentence(last.first)
        return 0 <= begin - end <= _NEAR
