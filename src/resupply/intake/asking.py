"""What is asked for or made rather than given, and what a donor asks of its own parliament."""

from resupply.intake import gazetteer, lexicon, rx
from resupply.intake.between_lines import BetweenLines
from resupply.intake.clauses import Governed
from resupply.intake.page import Actor
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.triggers import Trigger
from resupply.intake.wars import ATTACKED

_ARMIES = frozenset(["army", "armed", "forces", "navy", "military", "troops", "police"])
#: Who asks for those who are in need.
_LOCAL = frozenset(
    ["authorities", "residents", "survivors", "villagers", "hospitals", "locals", "medics"]
)
_BUYS = frozenset(["order", "buy", "purchase", "procure", "acquire"])
_OWN_ARMY = rx.compile(
    r"\b(?:for|equip|strengthen|rearm|arm|moderni[sz]e) (?:(?:the )?(?P<whose>[A-Z]\w+)|its own"
    r"|their own|our own|his own) (?:(?:land|ground|defen[cs]e|national) )?"
    r"(?:[Aa]rmy|(?:[Aa]rmed )?[Ff]orces|[Mm]ilitary|[Nn]avy|[Aa]ir [Ff]orce|[Dd]efen[cs]es?)\b"
)
_CARRIERS = lexicon.words("judging.carriers")
_HIT = frozenset(
    [
        *("hit", "struck", "attacked", "looted", "destroyed", "sank", "sunk", "seized"),
        *("stuck", "blocked", "held", "stranded", "waiting", "halted", "stopped", "turned"),
    ]
)

#: Such as "signed a contract with Seoul": somebody buys.
_DEAL = rx.compile(
    r"\b(?:sign|award|conclud|ink)\w*\b[^;\n]{0,60}?\b(?:contract|deal|order)\b[^.]{0,30}\bwith\b"
)
_BOUGHT = frozenset(
    [
        *("armour", "artillery", "aircraft", "missiles", "ammunition", "air_defence", "systems"),
        *("ships", "drones", "small_arms"),
    ]
)


class Asking(BetweenLines):
    """Says of a thing under a verb of asking or making what it is."""

    def _asked_or_made(self, thing: Thing, governed: Governed, trigger: Trigger) -> str | None:
        """need, made, aid (a donor asks its parliament), "", or None where other rules decide."""
        if trigger.group == "produce":
            promised = {"pledge", "commit"} & {*trigger.matrix} and thing.family == "shelter"
            return "aid" if promised and self.givers.topic else "made"
        if thing.pronoun and self.page.words[thing.last - 1].low != "more":
            return ""  # "60 were needed": votes, people, anything
        if trigger.lemma == "hope":
            return ""
        priced = trigger.lemma == "cost" and trigger.tense not in ("future", "maybe")
        if priced or (trigger.lemma == "cost" and not thing.money):
            return ""
        weighed = bool({"talk", "commit"} & {*trigger.matrix})  # "is weighing a request for"
        if (
            trigger.nominal
            and trigger.lemma == "request"
            and (weighed or self._donor_asks(trigger))
        ):
            return "aid"
        if trigger.lemma == "request" and not thing.money and self._aid_workers_ask(trigger):
            return "need"
        if trigger.lemma in ("want", "hope") and not self._needy(trigger):
            named = self.givers.recipient(thing, governed)
            if named and self.givers.gets(named):
                return "aid"
            return "" if thing.family == "aid" else "need"
        if trigger.group == "need" and governed.side == "subject" and not trigger.passive:
            return ""  # "shelters ready": what is needed stands behind the verb
        if trigger.group == "need" or self._needy(trigger):
            return "need"
        return None

    def _needy(self, trigger: Trigger) -> bool:
        """Whether those who ask are in need, or ask for those who are."""
        if self.page.words[trigger.first - 1].low in _LOCAL and trigger.first:
            return True  # "while local authorities asked for urgent help"
        ids = {a.id for a in self.clauses.subjects(trigger)}
        return not ids or ids <= IN_NEED | AGENCIES or self.givers.topic in ids

    def _carried(self, thing: Thing, trigger: Trigger, prep: str) -> bool:
        """Such as "a lorry left on Wednesday, carrying a generator", in a text about somebody."""
        begin, end = self.page.sentence(trigger.at)
        before = {lexicon.singular(w.low) for w in self.page.words[begin : trigger.first]}
        said = {w.low for w in self.page.words[begin:end]}
        goods = thing.sort == "goods" and thing.family not in ("aid", "vehicles", *_BOUGHT)
        meant = goods and bool(self.givers.topic) and bool(before & _CARRIERS) and not said & _HIT
        added = self.page.text[self.page.words[trigger.at].end : thing.start]
        return meant and (not prep or "in addition to" in added)

    def to_come(self, trigger: Trigger) -> bool:
        """Such as "will double its aid, providing 110 million": a comma behind what is to come."""
        begin, _ = self.page.sentence(trigger.at)
        verbs = [t for t in self.clauses.between(begin, trigger.first) if not t.nominal]
        behind = trigger.first > begin and self.page.words[trigger.first - 1].low in (",", "by")
        return behind and bool(verbs) and verbs[-1].tense == "future"

    def _aid_workers_ask(self, trigger: Trigger) -> bool:
        """Such as "Tonga Red Cross Society has requested supplies": a body that helps at home."""
        asking = self.clauses.subjects(trigger) if trigger.tense == "past" else []
        return bool(asking) and all("Red Cr" in a.id or a.id in AGENCIES for a in asking)

    def _donor_asks(self, trigger: Trigger) -> bool:
        """Such as "the White House request for $61 billion": a donor's own money, in talks."""
        for k in range(trigger.at - 1, max(trigger.at - 4, -1), -1):
            actor = self.page.actor_at(k)
            if actor:
                return actor.id not in IN_NEED | AGENCIES
            if self.page.words[k].is_sign or self.page.words[k].closed == "preposition":
                return False
        return False

    def _below_a_need(self, thing: Thing) -> bool:
        """Such as "each recruit requires gear for $4,000: uniforms, boots": needed, not given."""
        begin, _ = self.page.sentence(thing.first)
        words = self.page.words
        colon = next((k for k in range(begin, thing.first) if words[k].text == ":"), begin)
        before = self.clauses.between(begin, colon)
        if before and before[-1].nominal and before[-1].lemma == "need":
            return True  # "is in need of modern technology: drones, jammers"
        told = [t for t in before if not t.nominal]
        last = [t for t in told if t.lemma != "cost"][-1:]
        return bool(last) and last[0].group == "need" and last[0].tense in ("present", "now")

    def _makes(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "the firm loads, assembles and packs warheads", "opened ten joint ventures"."""
        if trigger.lemma in ("open", "establish") and thing.sort == "unknown":
            return True
        if trigger.group != "deliver" or trigger.passive or trigger.at > thing.first:
            return False
        near = self.page.words[trigger.at + 1 : min(thing.first + 1, trigger.at + 5)]
        verbs = [lexicon.verbs().get(w.low) for w in near]
        return any(v is not None and v.group == "produce" and v.form == "s" for v in verbs)

    # --- bought by others for themselves

    def _others_order(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Such as "won an order from the Danish army for shells": no gift to anybody."""
        begin, end = self.page.sentence(thing.first)
        named = {a.id for a in self.page.actors_in(begin, end)}
        if trigger.lemma in _BUYS and self._for_own_army(begin, end):
            return True
        if not named & ATTACKED and self._sold(thing, begin):
            return True
        if named & IN_NEED:
            return False
        if self._dealt(thing, trigger, begin, end):
            return True
        bought = trigger.lemma in _BUYS and not trigger.nominal and not trigger.passive
        if bought and trigger.tense == "past":
            buyers = {a.id for a in self.clauses.subjects(trigger)}
            if buyers & self.told.elsewhere:
                return True
        ordered = trigger.nominal and trigger.lemma in ("order", "contract")
        if ordered and self.told.trade and begin - self.told.trade < 60:
            return True  # "The contract is for 400 of them"
        won = ordered and bool({"other", "receive"} & {*trigger.matrix})
        words, i = self.page.words, trigger.at + 1
        led = won and i + 2 < thing.first and words[i].low in ("from", "by")
        buyer = self.page.actor_at(i + 1 + (words[i + 1].closed == "determiner")) if led else None
        if buyer is not None and buyer.kind == "country":
            self.told.trade = end
            return True
        return False

    def _for_own_army(self, begin: int, end: int) -> bool:
        """Such as "will be bought for the Belgian army", "to equip its own forces"."""
        said = self.page.said(begin, end)
        found = _OWN_ARMY.search(said)
        if found is None:
            return False
        return not found["whose"] or gazetteer.demonyms().get(found["whose"]) not in IN_NEED

    def _sold(self, thing: Thing, begin: int) -> bool:
        """Such as "approved the possible sale of 40 jets to Turkey": sold, and not given."""
        first = begin if thing.money else max(begin, thing.first - 6)
        arms = thing.family in _BOUGHT or bool(thing.money and not thing.item)
        return arms and any(w.low == "sale" for w in self.page.words[first : thing.first])

    def _dealt(self, thing: Thing, trigger: Trigger, begin: int, end: int) -> bool:
        """Such as "signed a contract with Korea for 180 tanks. The first come this year": a buy."""
        text = self.page.said(begin, end)
        arms = thing.family in _BOUGHT or bool(thing.money)
        if arms and _DEAL.search(text):
            self.told.trade = end
            return True
        comes = trigger.group == "arrive" or trigger.passive
        behind = bool(self.told.trade) and 0 <= begin - self.told.trade < 30
        return behind and comes and arms and not thing.money

    def _goes_elsewhere(self, thing: Thing) -> bool:
        """Such as "practice rounds to Denmark": to a country that nobody helps."""
        words = self.page.words
        led = [k for k in range(thing.first + 1, thing.last + 1) if k + 2 < len(words)]
        actors = [self._elsewhere(k) for k in led if words[k].low in ("to", "for")]
        actor = next((a for a in actors if a is not None), None)
        if actor is None:
            return False
        _, end = self.page.sentence(thing.first)
        later = self.page.actors_in(self.page.index(actor.end), end)
        elsewhere = not any(self.givers.gets(a) for a in later)
        if elsewhere:
            self.told.elsewhere.add(actor.id)
        return elsewhere

    def _elsewhere(self, k: int) -> Actor | None:
        """The country that nobody helps and that word `k` leads to; behind "for" its army."""
        words, text = self.page.words, self.page.text
        actor = self.page.actor_at(k + 1 + (words[k + 1].closed == "determiner"))
        if actor is None or actor.kind != "country" or self.givers.gets(actor):
            return None
        said, behind = text[actor.start : actor.end], self.page.index(actor.end)
        armed = said == "Bundeswehr" or (behind < len(words) and words[behind].low in _ARMIES)
        if armed:
            return actor
        # "30 million to the Czech ammunition drive"
        return actor if words[k].low == "to" and said not in gazetteer.demonyms() else None
