"""What a sum or a gift is for: purposes, which are no gifts beside it."""

from resupply.intake import gift_frames, lexicon, rx
from resupply.intake.asking import Asking
from resupply.intake.clauses import Governed
from resupply.intake.gift_words import FUNDS, NTH, STATES, WITH_WHICH
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

_FUNDS_HELP = rx.compile(
    r"(?i)\b(?:funds?|funding|money|sum|package|grant)\b[^.;]{0,60}"
    r"\b(?:supports?|helps?|assists?) [^.;]{0,60} (?:in|by) $"
)
_EFFORTS = lexicon.words("judging.efforts")


#: A gift with a number to come: "the new humanitarian support", "this measure".
_NEW_GIFT = rx.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Aa]) (?:[\w-]+ ){0,4}?"
    r"(?:package|measure|tranche|donation|grant)\b"
    r"|\b(?:new|latest|planned|additional|further) (?:[\w-]+ ){0,4}?(?:support|aid|assistance)\b"
)


_TO_GIVE = rx.compile(
    r"\b(?:which|that) (?:will|would|is to|can) be used to (?:help )?"
    r"(?:provide|supply|deliver|support|feed|give)\b"
)
_MEASURE = rx.compile(
    r"\b(?:measure|package|grant|loan|donation|tranche|gift) (?:\w+ ){0,3}?(?:is|are|was|were) "
    r"(?:worth|valued at) (?:about |over |some |around |nearly |almost |more than )?$"
)


_PACKAGE = rx.compile(r"\b(?:aid|support|assistance|military|defen[cs]e|new) package\b")


class Purposes(Asking):
    """Says whether a thing is only what another one is given for."""

    def _put_to_use(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Such as "6 million will be used to feed families": a part of what is given."""
        used = trigger.lemma in ("use", "spend", "dedicate", "devote") and trigger.passive
        later = trigger.tense in ("future", "to", "now")
        given = self.told.last is not None or self.givers.topic is not None
        return used and later and given and bool(thing.money) and governed.side == "subject"

    def _is_purpose(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "$5 million to buy dialysis supplies": a purpose, and no second gift."""
        last = self.told.last
        plainly = not (thing.values or thing.money) and last is not None and last.thing.money
        if (
            trigger.group != "contain"
            and plainly
            and FUNDS.search(self.page.text[: self.page.words[trigger.first].start][-40:])
        ):
            return True  # "The funds will cover medicines"
        plain = not (thing.values or thing.money) and trigger.tense == "ing"
        if plain and any(g.thing.money for g in self.told.gifts) and self._funds_help(trigger):
            return True
        if self._behind_an_infinitive(thing, trigger) or self._bought_with_it(thing):
            return True
        plain = thing.family == "aid" or not trigger.matrix
        effort = trigger.tense == "to" and self.page.words[trigger.first - 1].low in _EFFORTS
        if effort and not (thing.values or thing.money):
            return True  # "joined the initiative to supply shells"
        if trigger.tense != "to" or not plain or thing.values or thing.money:
            return False
        before = self.page.words[max(0, trigger.first - 8) : trigger.first]
        if any(w.low in NTH for w in before) and any(w.low in STATES for w in before):
            return True  # "the second country to send weapons"
        first = any(w.low == "first" for w in before) and last is not None
        if first and last and last.thing.family == thing.family:
            return self.never.same_sentence(last.thing, thing)  # "the first to send such missiles"
        if thing.head == "mine" and trigger.lemma == "clear":
            return True
        if last is None:
            return False
        return self.never.same_sentence(last.thing, thing) and last.thing.last <= trigger.first

    def _funds_help(self, trigger: Trigger) -> bool:
        """Such as "The new funding will support partners in providing food"."""
        begin, _ = self.page.sentence(trigger.at)
        said = self.page.text[self.page.words[begin].start : self.page.words[trigger.first].start]
        return _FUNDS_HELP.search(said) is not None

    def _sum_for(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Such as "9 million will be used to provide food": the sum is the gift, told before."""
        last = self.told.last
        if last is None or not last.thing.money or thing.values or thing.money:
            return False
        to = self.page.words[trigger.at - 1].low == "to"
        led = to and trigger.group in ("deliver", "commit")
        same = last.governed is not None and last.governed.trigger == trigger
        if same and governed.prep in ("for", "to", "on", "into"):
            return True  # "set aside 7 million for a fund"
        subject = last.governed is not None and last.governed.side == "subject"
        return led and subject and self.never.same_sentence(last.thing, thing)

    def _name_the_sum(self, thing: Thing) -> None:
        """What a sum is for is its item, where it has none of its own."""
        last = self.told.last
        plain = thing.sort == "goods" and bool(thing.item) and not (thing.values or thing.money)
        if last is None or not plain or not last.thing.money or last.item:
            return
        if self.never.same_sentence(last.thing, thing):
            last.item = thing.item

    def _bought_with_it(self, thing: Thing) -> bool:
        """Such as "4 million dollars, with which the agency will buy flour": no second gift."""
        last = self.told.last
        if last is None or not last.thing.money or not self.never.same_sentence(last.thing, thing):
            return False
        plain = not (thing.values or thing.money)
        if plain and _TO_GIVE.search(self.page.text, last.thing.end, thing.start):
            return True
        return bool(WITH_WHICH.search(self.page.text, last.thing.end, thing.start))

    def _behind_an_infinitive(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "four launchers to bolster its air defences": behind "to" and a verb."""
        last = self.told.last
        if (
            last is None
            or thing.values
            or thing.money
            or not self.never.same_sentence(last.thing, thing)
        ):
            return False
        between = range(max(last.thing.last, trigger.at), thing.first - 1)
        words = self.page.words
        return any(
            words[k].low == "to"
            and words[k + 1].low.isalpha()
            and words[k + 1].text.islower()
            and not words[k + 1].closed
            and (words[k + 1].verb is None or words[k + 1].verb.form == "base")  # type: ignore[union-attr]
            for k in between
        )

    def _gets_a_sum(self, thing: Thing) -> bool:
        """Such as "to projects in Chad (2 million), Mali (3 million)", behind what is given."""
        return self.told.last is not None and self.givers.getter(thing) is not None

    def _apposed(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Such as "rocket systems - four launchers": behind a dash or a colon."""
        before = self.page.words[thing.first - 1].text if thing.first else ""
        last = self.told.last
        if thing.money and governed.prep == "in" and trigger.group == "contain" and last:
            return self.never.same_sentence(last.thing, thing)
        return before in ("-", "–", "—", ":") and trigger.group in ("contain", "other")

    def _is_worth(self, thing: Thing, governed: Governed) -> bool:
        """Such as "The measure is worth 40 million", "The 30 million measure", told here first."""
        if self.givers.topic is None:
            return False
        if not thing.money:
            paid = governed.trigger if governed.side == "object" and thing.item else None
            return gift_frames.is_paid_for(self.page, paid)
        told = {a for g in self.told.gifts if g.thing.money for a in g.thing.money.amounts}
        if told & {*thing.money.amounts} or self.never.is_cumulative(thing):
            return False
        at = self.page.index(thing.money.end)
        after = self.page.words[at].low if at < len(self.page.words) else ""
        begin, _ = self.page.sentence(thing.first)
        lead = self.page.text[self.page.words[begin].start : thing.money.start]
        return bool(_MEASURE.search(lead)) or (
            after in ("measure", "package", "grant", "loan") and thing.first - begin < 3
        )

    def _costs(self, trigger: Trigger) -> bool:
        """Such as "a package is prepared. It will cost 3 million": what the package is worth."""
        begin, _ = self.page.sentence(trigger.at)
        lead = self.page.text[self.page.words[begin].start : self.page.words[trigger.first].start]
        if trigger.tense not in ("future", "present", "past") or self.givers.topic is None:
            return False
        if _PACKAGE.search(lead):
            return True
        before = self.page.words[self.page.sentence(begin - 1)[0]].start if begin else 0
        said = self.page.text[before : self.page.words[begin].start]
        return lead.strip() in ("It", "This") and _PACKAGE.search(said) is not None

    def _worth(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "The new package amounts to 3 billion": what a gift told before is worth."""
        if thing.money and trigger.lemma == "cost" and self._costs(trigger):
            return True
        if not thing.money or trigger.lemma not in ("amount", "total", "reach"):
            return False
        begin, _ = self.page.sentence(thing.first)
        said = self.page.text[self.page.words[begin].start : self.page.words[trigger.first].start]
        if not _NEW_GIFT.search(said) or self.givers.topic is None:
            return False
        noun = self.page.words[trigger.at - 1].low in ("total", "the", "an", "this", "overall")
        return trigger.at < thing.first and not noun and not self.never.is_cumulative(thing)
