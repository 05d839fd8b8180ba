"""What is told between the lines: counted goods in a sentence about aid that no verb gives."""

import re

from resupply.intake import aid_lists, lexicon, package_holds, rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.excluding import Excluder
from resupply.intake.gift_words import NTH, PRICED
from resupply.intake.givers import Givers
from resupply.intake.headings import Headings
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told
from resupply.intake.triggers import Trigger

_WAR = lexicon.words("judging.war")
_OTHERS = lexicon.words("judging.others")
_BY_CARRIER = rx.compile(
    r"\W*(?:[\w-]+ ){0,2}(?:flights?|trucks?|planes?|ships?|convoys?|lorries|vessels?) "
    r"(?:with|carrying|of) (?:about |over )?"
)
_AIMS = lexicon.words("between_lines.aims")
_AT_WORK = lexicon.words("judging.at_work")
_CONVOYS = lexicon.words("judging.convoys")
_PIECES = frozenset(["parts", "sets", "elements", "pairs", "boxes", "kits", "components", "sorts"])
_ONE_MORE = frozenset(["another", "new", "a", "first"])
_AIDING = lexicon.words("judging.aiding")
_OPENS = frozenset(["deliver", "pledge", "commit", "talk", "receive"])
#: Such as "40 trucks remain stuck": on their way, and given by whoever sent them.
_WAITS = rx.compile(
    r"[^.;:]{0,30}?\b(?:is|are|was|were|remain(?:s|ed)?|been|stood|sat|lay) (?:still |now |also )?"
    r"(?:stuck|stranded|held|blocked|waiting|delayed|idle|stalled|trapped|turned back|for \w+ "
    r"weeks)\b"
)


class BetweenLines:
    """Says of counted goods whether they stand among gifts, though no verb gives them."""

    def __init__(self, page: Page, clauses: Clauses, givers: Givers, told: Told) -> None:
        self.page, self.clauses, self.givers, self.told = page, clauses, givers, told
        self.never = Excluder(page, told)
        self.headings = Headings(page)

    def _in_a_list_of_aid(self, thing: Thing, governed: Governed) -> bool:
        """Such as "The flight is carrying tents, stoves and blankets"."""
        trigger = governed.trigger
        if self.givers.topic is None or (trigger and trigger.lemma in _WAR):
            return False
        return aid_lists.tells(self.page, self.clauses, thing, governed)

    def _likely(self, thing: Thing, governed: Governed) -> bool:
        """Whether counted goods or a named sum stand among gifts, though no verb gives them.

        A text about aid to somebody, a sentence that speaks of giving, and nothing that says
        otherwise: so "on the list are 30 tanks" is read.
        """
        if self.givers.topic is None or self.never.is_rate(thing):
            return False
        trigger = governed.trigger
        if thing.money and governed.prep == "with" and trigger and trigger.lemma == "join":
            return True
        if not self._is_figure(thing) or self.never.is_some_of(thing):
            return False
        if trigger is not None and (trigger.lemma in _WAR or trigger.group in ("need", "delay")):
            return False
        gets = trigger is not None and trigger.group == "receive" and not trigger.passive
        if gets and governed.side == "subject":
            return False  # "39 clinics have received stoves"
        if governed.prep not in ("", "of", "on", "with", "worth", "including", "in"):
            return False
        if _WAITS.match(self.page.text, thing.end):
            return False
        return self._gives(thing) and not self.never.is_cumulative(thing)

    def at_work(self, thing: Thing, governed: Governed) -> bool:
        """Such as "its rescue teams began work in Turkey": who is sent to help, and there."""
        trigger = governed.trigger
        if thing.family != "rescue" or trigger is None or governed.side != "subject":
            return False
        led = governed.prep not in ("", "of", "with")
        return trigger.lemma in _AT_WORK and not led and self.givers.topic is not None

    def _comes_in(self, thing: Thing, governed: Governed) -> bool:
        """Such as "An aid flight landed in Goma": what carries the aid, where no load is told."""
        trigger = governed.trigger
        if thing.head not in _CONVOYS or trigger is None or governed.side != "subject":
            return False
        _, end = self.page.sentence(thing.first)
        loads = [t for t in self.page.things_in(thing.last, end) if t.values or t.money]
        if trigger.lemma == "carry" and self.page.things_in(trigger.at + 1, trigger.at + 6):
            return False
        comes = trigger.group == "arrive" and trigger.tense not in ("to", "ing", "maybe")
        return comes and not (loads or governed.prep) and self.givers.topic is not None

    def _of_it(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "of which 780 million can be drawn", "an extra 500 million takes it to"."""
        if not thing.money or trigger.group in ("need", "delay"):
            return False
        last, lead = self.told.last, self.page.text[max(0, thing.start - 20) : thing.start]
        if last and last.thing.money and self.never.same_sentence(last.thing, thing):
            if re.search(r"\bof (?:which|it|this|that),? $", lead):
                return True
            start = last.thing.start - 20
            return bool(
                re.search(
                    r"\b[Oo]f (?:which|this|that), .* and $",
                    self.page.text[max(0, start) : thing.start],
                )
            )
        more = self.page.text[thing.start : thing.end].lower()
        begin, _ = self.page.sentence(thing.first)
        said = more.startswith(("extra", "further", "additional", "another", "new"))
        grows = trigger.lemma in ("take", "bring", "lift", "push", "raise")
        return said and grows and trigger.at >= thing.last and thing.first - begin < 3

    def _so_far(self, begin: int, trigger: Trigger) -> bool:
        lead = [w.low for w in self.page.words[begin : begin + 2]]
        return lead == ["so", "far"] and self.page.words[trigger.first].low in ("has", "have")

    def _is_figure(self, thing: Thing) -> bool:
        if thing.money:
            return bool(thing.family) or self._one_more(thing)
        goods = thing.sort == "goods" and thing.family not in ("aid", "cash", "shelter")
        return goods and bool(thing.values) and not thing.pronoun

    def _one_more(self, thing: Thing) -> bool:
        """Such as "A further 32 million follows": a sum behind a sum."""
        begin, _ = self.page.sentence(thing.first)
        last = self.told.last
        said = {w.low for w in self.page.words[begin : begin + 2]}
        return (
            last is not None
            and bool(last.thing.money)
            and bool(said & {"another", "further", "additional"})
        )

    def _gives(self, thing: Thing) -> bool:
        """Whether the sentence, or the one before, speaks of aid and of nobody's own army."""
        begin, end = self.page.sentence(thing.first)
        said = {w.low for w in self.page.words[begin:end]}
        if said & _OTHERS or any(
            a.id == self.givers.invader for a in self.page.actors_in(begin, end)
        ):
            return False
        last = self.told.last
        near = last is not None and begin - self.page.sentence(last.thing.first)[1] <= 0
        return near or bool({lexicon.singular(w) for w in said} & _AIDING)

    def priced(self, thing: Thing) -> bool:
        """Such as "the cost of the batch amounts to 4.9 million": the worth of the last gifts."""
        if not thing.money or self.told.last is None or self.told.last.thing.money:
            return False
        lead = self.page.text[max(0, thing.start - 90) : thing.start]
        return thing.first - self.told.last.thing.last < 90 and bool(PRICED.search(lead))

    def _is_asked(self, thing: Thing) -> bool:
        """Whether the thing stands in a question: what is asked is not told."""
        begin, end = self.page.sentence(thing.first)
        before = {w.low for w in self.page.words[begin : thing.first]}
        whether = "whether" in before and bool({"asked", "questioned"} & before)
        return self.page.words[end - 1].text == "?" or whether

    def opener(self, thing: Thing) -> Trigger | None:
        """What "will send the following:" says of the things that open the lines below."""
        before = self._before_a_colon(thing)
        if before is not None:
            return before
        line = self.headings.opener(thing.start)
        begin, _ = self.page.sentence(thing.first)
        words = self.page.words[begin : thing.first]
        if len(words) > 1 and words[-1].low == "of" and words[-2].low in _PIECES:
            words = words[:-2]  # "- parts of disassembled aircraft"
        opens = all(
            w.is_sign or w.closed == "determiner" or (w.capital and not w.closed) for w in words
        )
        if line is None or not opens or len(words) > 5:
            return None
        first, last = self.page.index(line[0]), self.page.index(line[1])
        told = [t for t in self.clauses.between(first, last) if not t.nominal and not t.negated]
        giving = [t for t in told if t.group in _OPENS]
        if giving and self.page.text[line[1] - 1] == ".":
            more = self.page.things_in(giving[-1].at, last) or giving[-1].passive
            return None if more else giving[-1]  # "Oslo will transfer to Ukraine."
        if not giving and told and told[-1].group == "contain":
            named = self.page.things_in(first, told[-1].first)
            return told[-1] if any(t.family == "aid" for t in named) else None
        return giving[-1] if giving else None

    def _before_a_colon(self, thing: Thing) -> Trigger | None:
        """Such as "handed over to Kyiv on Monday: tents; beds": the verb without its goods."""
        begin, _ = self.page.sentence(thing.first)
        words, k = self.page.words, thing.first - 1
        while k > begin and words[k].text != ":" and not words[k].verb:
            k -= 1
        if k <= begin or words[k].text != ":":
            return None
        gives = ("deliver", "receive")
        told = [t for t in self.clauses.between(begin, k) if t.group in gives and not t.nominal]
        if not told or told[-1].negated or told[-1].passive:
            return None
        return None if self.page.things_in(told[-1].at, k) else told[-1]

    def led(self, thing: Thing, governed: Governed) -> bool:
        """Whether the thing opens a line of a list that is told above, or tells its own sum."""
        if self.givers.topic is None or thing.pronoun or thing.sort not in ("goods", "money"):
            return False
        trigger = governed.trigger
        own = trigger is not None and self.page.text[thing.end : thing.end + 1] != ","
        if own and trigger and trigger.tense == "to" and governed.side == "subject":
            own = trigger.passive  # "- Testing gear to support repairs": what it is for
        own = own and not (thing.money and governed.side == "subject")
        return thing.entry or (not own and self.opener(thing) is not None)

    def _under_heading(self, begin: int, thing: Thing) -> bool:
        """A line that begins with the thing, below a heading that tells a stage."""
        words = self.page.words[begin : thing.first]
        opens = all(w.is_sign or w.closed == "determiner" or w.low.isdigit() for w in words)
        told = self.givers.topic is not None and self.headings.stage(thing.start)
        return bool(opens and told) and thing.sort in ("goods", "money", "unknown")

    def _behind_a_country(self, begin: int, thing: Thing) -> bool:
        """Such as "Germany: 14 Leopard 2A6", in a text with several such lines."""
        giver = self.headings.giver(thing.start)
        if giver is None or self.givers.topic in (None, giver.id):
            return False
        between = self.page.words[max(begin, self.page.index(giver.end)) : thing.first]
        opens = all(w.is_sign or w.closed == "determiner" for w in between)
        opens = opens or bool(_BY_CARRIER.fullmatch(self.page.text[giver.end : thing.start]))
        return opens and (thing.sort == "goods" or bool(thing.money))

    def _headline(self, thing: Thing) -> bool:
        """Such as "A second field hospital for Ukraine": a line without a verb, and to whom."""
        begin, end = self.page.sentence(thing.first)
        if (
            thing.sort != "goods"
            or thing.family in ("aid", "cash", "")
            or self.givers.topic is None
        ):
            return False
        words = self.page.words
        last = self.page.index(thing.item_span[1]) if thing.item_span else thing.last
        if last + 1 >= end or words[last].low not in ("for", "to"):
            return False
        to = self.page.actor_at(last + 1)
        silent = not any(w.verb for w in words[begin:end])
        counted = thing.values or {w.low for w in words[begin : thing.last]} & (NTH | _ONE_MORE)
        if not counted:
            return False  # a title, told again below
        return silent and to is not None and to.kind != "person" and self.givers.gets(to)

    def _fragment(self, begin: int, thing: Thing) -> bool:
        """Such as "As well as 10,000 drones from Malta.": one more gift, told without a verb."""
        _, end = self.page.sentence(thing.first)
        words = self.page.words
        if self.told.last is None or any(
            w.verb or w.closed == "auxiliary" for w in words[begin:end]
        ):
            return False
        near = begin - self.page.sentence(self.told.last.thing.first)[1] < 60
        opens = all(w.is_sign or w.closed or w.low == "more" for w in words[begin : thing.first])
        goods = thing.sort == "goods" and (thing.family != "aid" or bool(thing.money))
        return near and goods and opens and self._from_somebody(thing)

    def _of_aims(self, trigger: Trigger) -> bool:
        """Such as "Other priorities include protection": aims and projects hold no goods."""
        if trigger.lemma == package_holds.HOLDS:
            return False
        begin, _ = self.page.sentence(trigger.at)
        said = {lexicon.singular(w.low) for w in self.page.words[begin : trigger.first]}
        goods = [t for t in self.page.things_in(begin, trigger.first) if t.head not in _AIMS]
        return bool(said & _AIMS) and not goods

    def _from_somebody(self, thing: Thing) -> bool:
        """Whether "from" and a country stand right behind the thing, or behind its last mate."""
        words, k = self.page.words, thing.last
        covered = {i for t in self.page.things_in(k, k + 12) for i in range(t.first, t.last)}
        while k < len(words) - 1 and (k in covered or words[k].low in (",", "and")):
            k += 1
        actor = self.page.actor_at(k + 1) or self.page.actor_at(k + 2)
        named = actor is not None and actor.kind in ("country", "org")
        return k < len(words) - 1 and words[k].low == "from" and named

    def _same_verb(self, trigger: Trigger, thing: Thing) -> bool:
        """Whether the same verb already gave something in this sentence."""
        last = self.told.last
        if last is None or last.governed is None or last.governed.trigger is None:
            return False
        same = last.governed.trigger.at == trigger.at
        return same and self.never.same_sentence(last.thing, thing)

    def _elided(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "3 million is planned for a fund, and 1 million for training": one more sum."""
        last = self.told.last
        before = self.page.words[thing.first - 1].low if thing.first else ""
        sums = bool(thing.money) and last is not None and bool(last.thing.money)
        return sums and before in (",", "and") and self._same_verb(trigger, thing)

    def _bare_deed(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "problems with the supply of ammunition": a deed that nobody is said to do."""
        if not trigger.nominal or trigger.matrix or thing.values or thing.money:
            return False
        last = self.told.last
        return last is None or not self.never.same_sentence(last.thing, thing)

    def _empty_deed(self, trigger: Trigger) -> bool:
        """Such as "training on F-16s", "reach its goal of one million rounds"."""
        if not trigger.nominal:
            return False
        return trigger.lemma == "training" or (
            trigger.lemma in ("goal", "target") and "arrive" in trigger.matrix
        )
