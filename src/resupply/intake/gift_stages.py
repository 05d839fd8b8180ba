"""The stage of a gift: what its verb, the list it stands in and what was told before say of it."""

from resupply.intake import held_up, picks, rx, stages
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.gift_words import is_there, thanked
from resupply.intake.judging import Judge
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told

#: What is done by those who have come.
_AT_WORK = frozenset(["accompany_with", "work", "operate", "continue", "search", "begin", "start"])


def contains(governed: Governed) -> bool:
    """Such as "Our 12th package (€62m) includes": a gift of its own, whose parts follow."""
    trigger = governed.trigger
    return trigger is not None and trigger.group == "contain" and trigger.tense == "present"


class GiftStages:
    """Says at which stage the gifts of one page are."""

    def __init__(self, page: Page, clauses: Clauses, judge: Judge, told: Told) -> None:
        self.page, self.clauses, self.judge, self.told = page, clauses, judge, told

    def led_by(self, thing: Thing) -> str | None:
        """Such as "Nine truckloads have gone there, including 60 tonnes of rice"."""
        begin, _ = self.page.sentence(thing.first)
        before = self.clauses.between(begin, thing.first)
        said = [t for t in before if not t.nominal and t.group != "contain"]
        verb = said[-1] if said else None
        moved = verb is not None and verb.group in ("deliver", "arrive") and verb.tense == "past"
        led = any(w.low == "including" for w in self.page.words[begin : thing.first])
        return "delivered" if moved and led else None

    def in_a_list(self, thing: Thing, status: str) -> str:
        """The stage of a list, where the words before its colon say one."""
        begin, _ = self.page.sentence(thing.first)
        words = self.page.words[begin : thing.first]
        said = {w.low for w in words}
        if ":" in said and said & _DONE and not said & {"will", "to", "would"}:
            return "delivered"
        colon = next((k for k, w in enumerate(words) if w.text == ":"), 0)
        told = [t for t in self.clauses.between(begin, begin + colon) if not t.nominal]
        if told and told[-1].passive and told[-1].group in ("deliver", "commit", "pledge"):
            return told[-1].status or status  # "and the following items were sent: tents"
        return status

    def of(self, thing: Thing, governed: Governed) -> str:
        """The stage of a thing that no list before it tells."""
        trigger = governed.trigger
        if stages.only_promised(self.page, thing):
            return "pledged"
        if thanked(self.page, thing, self.judge.givers.topic) or is_there(self.page, thing):
            return "delivered"
        if thing.values and picks.is_promised(self.page, thing):
            return "pledged"
        if trigger is not None and contains(governed) and governed.side == "subject":
            return "delivered" if stages.come_before(self.page, thing) else "pledged"
        last = self.told.last
        if trigger is not None and trigger.group == "other" and last and trigger.tense == "maybe":
            return last.status  # "the aid should let them work with pumps, saws and lamps"
        if trigger is not None and thing.family == "rescue" and trigger.lemma in _AT_WORK:
            return "delivered"  # "a medical team is also accompanying this flight"
        listed = trigger is None or trigger.group in ("contain", "pledge")
        if trigger is None and _DONE_NEXT.match(self.page.text, thing.end):
            return "delivered"
        if listed and _HANDED.match(self.page.text, thing.end):
            return "delivered"  # "lists a battery, handed over last October"
        if trigger is None or trigger.group == "contain":
            told = last.status if last else stages.before(self.page, self.clauses, thing)
            return self.in_a_list(thing, told)
        loaded = stages.of_load(self.page, self.clauses, thing, governed)
        if loaded is not None:
            return loaded
        if trigger.group == "need":
            return "in_talks"
        if trigger.group == "delay":
            return held_up.stage(trigger, thing)
        if trigger.nominal and "delay" in trigger.matrix and trigger.group == "deliver":
            return "paused"
        if trigger.nominal and _PUT_OFF.match(self.page.text, thing.end):
            return "paused"  # "The handover of jets to Kyiv has been put off"
        bare = trigger.nominal and not trigger.matrix
        if bare and last and self.judge.never.same_sentence(last.thing, thing):
            return last.status
        begin, _ = self.page.sentence(trigger.at)
        aside = trigger.tense == "ing" and any(
            w.low == "with" for w in self.page.words[max(begin, trigger.first - 3) : trigger.first]
        )
        if aside and last and self.judge.never.same_sentence(last.thing, thing):
            return last.status  # "will give 50 million, with Malta contributing 5 million"
        if (
            trigger.lemma in ("amount", "total", "reach")
            and thing.money
            and governed.prep != "with"
        ):
            return last.status if last else "pledged"  # "the new package amounts to"
        if trigger.lemma == "carry" and trigger.tense in ("being", "present") and thing.unit:
            return "delivered"
        start = self.page.words[trigger.at].start
        if trigger.tense == "ing" and _KEEPS.search(self.page.text, max(0, start - 24), start):
            return "delivered"  # "keeps sending tents"
        if trigger.tense == "ing" and trigger.status == "delivered" and self.judge.to_come(trigger):
            return "pledged"
        plain = not (thing.values or thing.money)
        if plain and trigger.group == "receive" and trigger.tense == "being":
            return "delivered"  # "the camp is also getting aid through Adre"
        told = self.page.text[self.page.words[trigger.at].end : thing.start + 1]
        if trigger.group == "receive" and _ANNOUNCED.search(told):
            return "pledged"  # "welcomed a newly announced contribution"
        brought = trigger.group == "arrive" and governed.prep == "with" and thing.money
        if trigger.status == "delivered" and (trigger.lemma in _RAISED or brought):
            return "pledged"
        return trigger.status or "pledged"


_PUT_OFF = rx.compile(
    r"(?: (?:to|for|from) [^.;:,]{3,40}?)? (?:has|have|had|was|were|is|are) (?:now |again )?"
    r"(?:been |being )?(?:put off|put on hold|postponed|delayed|suspended|halted|frozen)\b"
)
_KEEPS = rx.compile(
    r"(?<!to )(?<!ll )(?<!ld )(?<!can )\b(?:keeps?|kept|continue[sd]?|(?:go|goes|went|carry|carries"
    r"|carried) on) $"
)
_GIVEN = ["deliveries", "delivered", "handed", "sent", "donated", "supplied", "transferred"]
_DONE = frozenset(_GIVEN)
_HANDED = rx.compile(
    r", (?:already |since |which (?:was|were) )?(?:handed over|delivered|sent|donated|transferred"
    r"|supplied|shipped)\b(?! to be)"
)
_DONE_NEXT = rx.compile(
    r"[^.!?\n]{0,40}(?:\.\d[^.!?\n]{0,12})?[.!] (?:Handed over|Delivered|Donated|Arrived)\b"
)
_ANNOUNCED = rx.compile(r"\b(?:announced|pledged|promised)\b")
_RAISED = frozenset(["double", "triple", "quadruple", "increase", "raise", "boost", "top"])
