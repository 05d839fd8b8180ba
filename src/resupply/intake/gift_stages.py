"""The stage of a gift: what its verb, the list it stands in and what was told before say of it."""

from resupply.intake import held_up, picks, rx, stages
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.gift_words import is_there, thanked
from resupply.intake.judging import Judge
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told
from resupply.intake.topics import AGENCIES
from resupply.intake.triggers import Trigger

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

    def outright(self, thing: Thing, trigger: Trigger | None) -> str | None:
        """The stage that the words beside a deed tell outright ("in the process of sending")."""
        text, (begin, end) = self.page.text, self.page.sentence(thing.first)
        batch = _WOULD_BE.match(text, self.page.words[begin].start, self.page.words[end - 1].end)
        if batch and batch.start("be") < thing.start:
            return "pledged"  # "The batch, which would be 35 tonnes, includes"
        if trigger is None:
            there = _IS_THERE.match(text, thing.end)
            actor = self.page.actor_at(self.page.index(there.end())) if there else None
            return "delivered" if actor and actor.id == self.judge.givers.topic else None
        before = text[max(0, thing.start - 24) : thing.start]
        if _PART_OF.search(before) and _APPROVED.match(text, thing.end):
            return "committed"  # "3 million, part of a package of 75 million approved in May"
        start = self.page.words[trigger.first].start
        if trigger.group == "receive" and trigger.status == "pledged":
            begin, _ = self.page.sentence(trigger.at)
            said = text[self.page.words[begin].start : start]
            return "committed" if _UNDER_A_DEAL.search(said) else None
        if trigger.tense == "being" and trigger.lemma in _HANDS_OUT:
            who = {a.id for a in self.clauses.subjects(trigger)}
            out = text.startswith(("distribut", "handing out", "handed out"), self._at(trigger))
            return "delivered" if out or who & AGENCIES else None
        if trigger.lemma == "vote" and trigger.tense in ("future", "to"):
            return "in_talks"  # "will vote on 40 million"
        if trigger.tense != "ing" and not trigger.nominal:
            return None
        start = self._at(trigger)
        if trigger.nominal and _ON_HOLD.match(text, thing.end):
            return "paused"  # "has put the delivery of shells on hold"
        if trigger.tense == "ing" and _GOES_ON.search(text, max(0, start - 24), start):
            return "pledged"  # "chose to go on sending shells"
        if _MULLS.search(text, max(0, start - 60), start):
            return "in_talks"
        return "pledged" if _PREPARES.search(text, max(0, start - 60), start) else None

    def _at(self, trigger: Trigger) -> int:
        return self.page.words[trigger.at].start

    def of(self, thing: Thing, governed: Governed) -> str:
        """The stage of a thing that no list before it tells."""
        trigger = governed.trigger
        if stages.only_promised(self.page, thing):
            return "pledged"
        if thanked(self.page, thing, self.judge.givers.topic) or is_there(self.page, thing):
            return "delivered"
        if thing.values and picks.is_promised(self.page, thing):
            return "pledged"
        told = self.outright(thing, trigger)
        if told is not None:
            return told
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
        if plain and trigger.group == "receive" and trigger.tense in ("being", "present"):
            return "delivered"  # "the camp is also getting aid through Adre"
        told = self.page.text[self.page.words[trigger.at].end : thing.start + 1]
        if trigger.group == "receive" and _ANNOUNCED.search(told):
            return "pledged"  # "welcomed a newly announced contribution"
        brought = trigger.group == "arrive" and governed.prep == "with" and thing.money
        if trigger.status == "delivered" and (trigger.lemma in _RAISED or brought):
            return "pledged"
        return trigger.status or "pledged"


#: Such as "in the process of sending": what is not sent yet.
_PREPARES = rx.compile(
    r"\b(?:process of|prepar(?:e|es|ed|ing|ations?)(?: for| to)?|getting ready (?:for|to)|readying"
    r"|(?:works?|work has|is|are|has|have|was) (?:begun|started|under ?way|working) on"
    r"|arranging|gearing up (?:for|to)) (?:the |a )?$"
)
#: Such as "an open mind about sending", "against the allocation of": not settled.
_MULLS = rx.compile(
    r"\b(?:open(?: mind)?(?: about| to)|th(?:ink|inks|inking|ought) (?:about|of)"
    r"|(?:[Tt]alks?|[Dd]iscussions?|[Nn]egotiations?|[Dd]ebates?)(?: [\w’'-]+){0,4}?"
    r" (?:on|about|over)|(?:idea|possibility|option|prospects?|question) of|against) (?:the |a )?"
    r"(?:possible |potential )?$"
)
_PART_OF = rx.compile(r"\bpart of (?:an?|the|its|their) (?:\w+ )?$")
_APPROVED = rx.compile(
    r"[^.;:,]{0,40}? (?:approved|agreed|adopted|authori[sz]ed|signed|voted)(?: on)?"
    r" (?:earlier|by|in|last|on)\b"
)
_GOES_ON = rx.compile(r"\bto (?:go on|continue|keep|keep on|carry on) $")
#: Such as "The first batch, which would be 35 tonnes, includes".
_WOULD_BE = rx.compile(
    r"[^.;:,]{0,60}\b(?:batch|shipment|package|consignment|convoy|tranche|cargo|delivery|flight)\b"
    r"[^.;:,]{0,40},? (?:which|that) (?:would|will|is to|should) (?P<be>be|weigh|hold|total)\b"
    r"[^.;:]{0,60}? (?:includes?|contains?|comprises?|consists?|holds?)\b"
)
#: Such as "is now in": where what was promised is.
_IS_THERE = rx.compile(
    r"(?: from (?:the )?\w+)?(?: -| –)? (?:is|are) (?:now |already |finally |currently ){1,2}in"
    r" (?:the )?"
)
#: What those who help on the spot are doing, and have done in part.
_HANDS_OUT = frozenset(["distribute", "provide", "support", "hand", "supply", "serve", "feed"])
_ON_HOLD = rx.compile(r"(?: (?:to|for|from) (?:the )?[\w-]+){0,2} on (?:hold|ice|pause)\b")
_PUT_OFF = rx.compile(
    r"(?: (?:to|for|from) [^.;:,]{3,40}?)? (?:has|have|had|was|were|is|are) (?:now |again )?"
    r"(?:been |being )?(?:put off|put on hold|postponed|delayed|suspended|halted|frozen)\b"
)
_KEEPS = rx.compile(
    r"(?<!to )(?<!ll )(?<!ld )(?<!can )\b(?:keeps?|kept|continue[sd]?|(?:go|goes|went|carry|carries"
    r"|carried) on) $"
)
#: Such as "Under the agreement signed in Rome Chad gets".
_UNDER_A_DEAL = rx.compile(
    r"\b(?:[Uu]nder|[Bb]y|[Aa]ccording to|[Tt]hanks to) (?:the|this|a|an|its) (?:[\w-]+ ){0,3}?"
    r"(?:agreement|contract|deal|memorandum|treaty)s?\b"
    r"|\bsigned (?:[\w-]+ ){0,4}?(?:agreement|contract|deal|memorandum)\b.*\b(?:under|by) which\b"
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
