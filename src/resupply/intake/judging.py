"""Is a thing given, needed or made? Read from its verb, its list and what was told before."""

from resupply.intake import gift_words, held_up, lexicon, parts, rx, sum_frames
from resupply.intake.clauses import Governed
from resupply.intake.excluding import SUMS
from resupply.intake.gift_words import (
    BACKING,
    CALLED_UPON,
    COMES_TO,
    WORKS,
    shared,
    thanked,
)
from resupply.intake.page import Actor
from resupply.intake.recipients import NEWSROOMS
from resupply.intake.spending import Purposes
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.triggers import Trigger
from resupply.intake.wars import own_money

_NTH_GIFT = rx.compile(
    r"(?:\d+(?:st|nd|rd|th)|\w{4,}(?:th|ond|ird)|new|further|additional|fresh) (?:\w+ ){0,2}"
    r"(?:package|tranche)$"
)
_GIVING = frozenset(["deliver", "pledge", "commit", "talk", "receive", "arrive", "contain"])
_ASKING = frozenset(["ask", "request", "urge", "prefer", "demand", "seek"])
#: What a sum does ("6 million euros will support the repair of roads").
_PAYS = frozenset(["support", "finance", "fund", "cover", "back"])
_GROWN = lexicon.words("judging.grown")
#: Goods of no kind: what stands behind "such as" tells them.
_VAGUE = frozenset(
    ["material", "item", "supply", "equipment", "aid", "assistance", "good", "relief"]
)
_RAISES = ("raise", "collect", "mobilise", "mobilize", "secure")
_LOADS = frozenset(["convoy", "shipment", "flight", "consignment", "airlift"])
_GENERIC = lexicon.words("judging.generic")
_GIFTS = lexicon.words("judging.gifts")
_LISTS = lexicon.words("judging.lists")
_LEADS = lexicon.words("judging.leads")
_EFFORTS = lexicon.words("judging.efforts")
_JOINS = frozenset([",", "and", ":", "–", "—", "("])
#: Behind the name of an attacker that only says whose war or money it is, and acts in no clause.
_WHOSE_DEED = rx.compile(
    r"(?:['’]s?)? (?:[a-z-]+ )?(?:invasion|aggression|war|attacks?|assets?|threats?|strikes?"
    r"|offensive|onslaught|occupation|funds|reserves|money|shelling|bombardment|assault)\b"
)


#: What opens a sum that somebody named before the comma gives.
_PLEDGING = frozenset(
    ["pledging", "promising", "announcing", "contributing", "committing", "donating", "offering"]
)


class Judge(Purposes):
    """Says what a thing of a page is: `aid`, `need`, `made`, or "" for none of these."""

    def kind(self, thing: Thing, governed: Governed) -> str:
        """What the thing is, given what governs it."""
        if self.never.is_nothing(thing, governed) or self._is_asked(thing):
            return ""
        if self.never.heads_a_list(thing) or self.never.is_share_of_a_list(thing):
            self.told.header = (thing, governed)
            return ""
        trigger = governed.trigger
        begin, _ = self.page.sentence(thing.first)
        held = self.givers.topic is not None and held_up.list_is_held(self.page, thing)
        if held or self.led(thing, governed):
            return "aid"
        if (
            self.priced(thing)
            or self.at_work(thing, governed)
            or self._gets_a_sum(thing)
            or self._is_worth(thing, governed)
        ):
            return "aid"
        if thanked(self.page, thing, self.givers.topic) or self._is_there(thing):
            return "aid"
        if trigger is None or (
            governed.side == "subject"
            and (self.after_a_gift(begin, thing) or self._apposed(thing, governed, trigger))
        ):
            return self._without_verb(thing, governed)
        if trigger.lemma in (*_RAISES, "find") and "need" in trigger.matrix:
            return "need"  # "wants to raise at least 1 billion for Sudan"
        if trigger.lemma in _RAISES and parts.of_a_call(self.page, trigger):
            return "need"  # "launched an appeal to raise 5 million"
        called = self.page.words[trigger.first - 1].low in CALLED_UPON
        if trigger.tense == "to" and {"talk", "need"} & {*trigger.matrix} and called:
            return "need"  # "urged donors to release 409 million"
        held = trigger.nominal and "delay" in trigger.matrix and trigger.group != "need"
        if held and self.givers.topic is not None:
            kept = (self.page, self.clauses, thing, governed, trigger)
            return "aid" if held_up.delivery_is_held(*kept) else ""
        sums = (t.money for t in self.page.things_in(begin, trigger.first))
        if "need" in trigger.matrix and any(sums):
            return ""  # "$1 billion will be needed to provide food"
        if trigger.negated or held:
            return ""  # a shortage that slows the work is a shortage still
        if self.is_of_the_invader(trigger) or self.own_money(thing, governed, trigger):
            return ""
        if self._held_up(thing, governed, trigger):
            return "aid"
        if self._put_to_use(thing, governed, trigger) or self._worth(thing, trigger):
            return "aid"
        if self._others_order(thing, governed, trigger) or self._goes_elsewhere(thing):
            return ""
        if trigger.group != "need" and self._is_total(thing, trigger):
            parts.open_list(self.page, self.told, thing, governed)
            return ""
        if self._is_purpose(thing, trigger) or self._sum_for(thing, governed, trigger):
            self._name_the_sum(thing)
            return ""
        if self._makes(thing, trigger):
            return ""
        if trigger.group in ("need", "produce") or trigger.lemma in _ASKING:
            asked = self._asked_or_made(thing, governed, trigger)
            if asked is not None:
                return asked
        if trigger.group == "receive" and self._got_by_others(thing, trigger):
            return ""
        if self._bare_deed(thing, trigger) or self._empty_deed(trigger):
            return ""
        if (
            trigger.group in _GIVING
            and not self.never.is_rate(thing)
            and self._fits(thing, governed)
        ):
            return "aid"
        likely = (
            self._of_it(thing, trigger)
            or self._elided(thing, trigger)
            or self._likely(thing, governed)
            or self._comes_in(thing, governed)
        )
        likely = likely or self._in_a_list_of_aid(thing, governed)
        return "aid" if likely else ""

    def _held_up(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Whether the thing is aid that is held up, in a text about somebody in need."""
        held = thing.head not in SUMS and held_up.sum_is_held(self.page, thing, governed, trigger)
        held = held or held_up.goods_are_held(self.page, thing, governed, trigger)
        return held and self.givers.topic is not None

    def own_money(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Such as "Kyiv set aside 600 million", "it shipped 9 tonnes of corn": nobody's gift."""
        if trigger.group not in ("commit", "deliver") or trigger.passive or trigger.nominal:
            return False
        ids = {a.id for a in self.clauses.subjects(trigger)}
        own = ids == {self.givers.topic} and governed.side == "object"
        topic = self.givers.topic
        if ids == {topic} and thing.money and trigger.lemma in ("pay", "repay", "owe"):
            return True  # "that Chad pay 5 million to its lenders"
        at_home = thing.money is not None and own_money(topic) in thing.money.currencies
        if at_home and ids <= {topic}:
            return True  # "the budget sets aside 43 billion hryvnias"
        begin, end = self.page.sentence(trigger.at)
        named = {a.id for a in self.page.actors_in(begin, end)}
        acts = bool(self.page.actors_in(begin, trigger.first)) and named == {self.givers.topic}
        bought = acts and trigger.lemma in ("buy", "order", "purchase")
        own = own and bool(thing.money or bought or (thing.unit and trigger.group == "deliver"))
        return own and self.givers.recipient(thing, governed) is None and not self._others(thing)

    def _others(self, thing: Thing) -> bool:
        """Whether "from" or "by" names somebody else in the sentence."""
        begin, end = self.page.sentence(thing.first)
        words = self.page.words
        named = self.page.actors_in(begin, end)
        return any(words[self.page.index(a.start) - 1].low in ("from", "by") for a in named)

    def _got_by_others(self, thing: Thing, trigger: Trigger) -> bool:
        """Such as "Poland got 32 tanks for its army", "those WFP tries to help get rations"."""
        ids = {a.id for a in self.clauses.subjects(trigger) if a.kind == "country"}
        agencies = {a.id for a in self.clauses.subjects(trigger)} & AGENCIES
        bare = bool(agencies) and not ids and not (thing.values or thing.money)
        return bare or (
            bool(ids) and not trigger.passive and not ids & (IN_NEED | {self.givers.topic})
        )

    def is_of_the_invader(self, trigger: Trigger) -> bool:
        """Such as "Russian troops moved three tanks": what Russia does is no aid."""
        if trigger.nominal or trigger.passive:
            return False
        return any(
            a.id == self.givers.invader and not _WHOSE_DEED.match(self.page.text, a.end)
            for a in self.clauses.subjects(trigger)
        )

    def _is_total(self, thing: Thing, trigger: Trigger) -> bool:
        """What was given since a day, or in all: a claim, never one more gift."""
        begin, _ = self.page.sentence(thing.first)
        said = {w.low for w in self.page.words[max(begin, trigger.at) : thing.last]}
        if trigger.lemma in ("bring", "take", "raise", "lift") and said & {"total", "sum"}:
            return True
        plain = trigger.lemma in ("bring", "take") and not (thing.values or thing.money)
        if plain and COMES_TO.match(self.page.text, thing.end):
            return True  # "bringing its contribution to 61 million"
        before = {w.low for w in self.page.words[max(begin, trigger.at) : thing.first]}
        has = self.page.words[trigger.first].low in ("has", "have") and "so" in before
        if trigger.group == "pledge" and (has or self._so_far(begin, trigger)):
            return True  # "So far allies have pledged 140"
        if trigger.group in ("pledge", "talk") or trigger.tense not in ("past", "now", "present"):
            return False
        if self.never.among_several(thing):
            return self.never.is_cumulative(thing)
        if trigger.at in self.told.totals or self.never.is_cumulative(thing):
            self.told.totals.add(trigger.at)
            return True
        return False

    def _brought_by_a_convoy(self, trigger: Trigger) -> bool:
        """Such as "Two convoys brought aid to villages": what carried it says that it came."""
        if trigger.lemma not in ("bring", "deliver", "carry") or trigger.tense != "past":
            return False
        begin, _ = self.page.sentence(trigger.at)
        near = self.page.things_in(max(begin, trigger.first - 12), trigger.first)
        return self.givers.topic is not None and any(t.head in _LOADS for t in near)

    def _is_there(self, thing: Thing) -> bool:
        """Such as "The first Czech shells are already in Ukraine": they have come."""
        there = gift_words.is_there(self.page, thing)
        owner = there is not None and there.id in (self.givers.topic, *IN_NEED)
        mine = self.page.actors_in(self.page.sentence(thing.first)[0], thing.last)
        return owner and not any(a.id in (self.givers.invader, self.givers.topic) for a in mine)

    # --- without a verb: lists and headlines

    def _without_verb(self, thing: Thing, governed: Governed) -> str:
        if self._asked_before(thing):
            return "need"
        if self._below_a_need(thing):
            return ""
        if self.never.is_cumulative(thing):
            return ""
        if self.gapped(thing):
            return "aid"
        if self._listed(thing, governed) or self._likely(thing, governed):
            return "aid"
        if self._from_a_giver(thing):
            return "aid"
        begin, _ = self.page.sentence(thing.first)
        return "aid" if self._headline(thing) or self._fragment(begin, thing) else ""

    def gapped(self, thing: Thing) -> Actor | None:
        """Such as "Sweden gave 50 million; Croatia 4": the giver stands before the sum."""
        if self.givers.getter(thing):
            return None
        last, i = self.told.last, thing.first - 1
        owner = shared(self.page, thing)
        if owner and owner.id != self.givers.topic:
            return owner
        if self.page.words[i].text in "-–—":
            i -= 1  # "Canada - 13 million"
        bracketed = self.page.words[i].text == "(" and self.page.actor_at(i - 1)
        if thing.money and bracketed and bracketed.id != self.givers.topic:
            return bracketed
        i -= self.page.words[i].low == "with"  # "and Malta with 2 million"
        if self.page.words[thing.first].low in _PLEDGING and self.page.words[i].text == ",":
            return self.page.actor_at(i - 1)  # "there is Malta, pledging aid worth 2 million"
        actor = self.page.actor_at(i)
        if actor is None or last is None or not self.never.same_sentence(last.thing, thing):
            return None
        i = self.page.index(actor.start) - 1
        while i > 0 and self.page.words[i].closed == "determiner":
            i -= 1
        return actor if self.page.words[i].low in (",", ";", "and") else None

    def _asked_before(self, thing: Thing) -> bool:
        """Such as "asked for $4.1 billion: $2.7 billion for Sudan": parts of a need are needs."""
        needs = self.told.needs
        return bool(needs and thing.money) and self.never.same_sentence(needs[-1][0], thing)

    def _listed(self, thing: Thing, governed: Governed) -> bool:
        words, last = self.page.words, self.told.last
        begin, end = self.page.sentence(thing.first)
        header = self.told.header
        if header and self.never.same_sentence(header[0], thing):
            return True
        if self._under_list(begin, thing) and (thing.values or thing.family != "aid"):
            return True
        told = self.givers.topic is not None and self.opener(thing)
        if (
            told
            or self.after_a_gift(begin, thing)
            or self._under_heading(begin, thing)
            or self._behind_a_country(begin, thing)
        ):
            return True
        if last is None:
            return False
        if governed.prep == "accompanied" or parts.in_it(self.page, begin, thing):
            return True
        same = self.never.same_sentence(last.thing, thing)
        if governed.prep == "in" and thing.money and same:
            return True
        if governed.prep in ("including", "with") and same:
            return True
        if thing.money and last.thing.money and words[begin].low in ("of", "another", "further"):
            return True
        opens = all(w.is_sign or w.closed == "determiner" for w in words[begin : thing.first])
        if opens and parts.is_entry(self.page, begin, end):
            figure = bool(thing.values or thing.money)
            return figure or (thing.family != "aid" and self._goes_on_below(begin, last.thing))
        before = thing.first - 1
        while before > begin and words[before].closed == "determiner":
            before -= 1
        as_such = words[before].low == "as" and words[before - 1].low == "such"
        dash = bool(thing.money) and words[before].low == "-"
        such = as_such and last.thing.head in _VAGUE
        return same and (such or dash or words[before].low in _JOINS)

    def _from_a_giver(self, thing: Thing) -> bool:
        """Such as "As well as 10,000 drones from Spain", in a sentence without a verb."""
        if self.givers.topic is None or thing.pronoun or self.never.is_rate(thing):
            return False
        begin, end = self.page.sentence(thing.first)
        said = any(w.closed == "auxiliary" for w in self.page.words[begin:end])
        if thing.family == "aid" and not (thing.values or thing.money or said):
            return False  # "Assistance from Malta", a heading
        near, last = self.givers.adjacent(thing), thing.last
        for mate in self.page.things_in(thing.last, end) if last < len(self.page.words) else ():
            if (
                near
                or last >= len(self.page.words)
                or mate.first - last > 1
                or self.page.words[last].low not in (",", "and")
            ):
                break  # "missiles and vehicles from France"
            near, last = self.givers.adjacent(mate), mate.last
        giver = near[0] if near else None
        return giver is not None and giver.id not in (
            self.givers.topic,
            self.givers.invader,
            *NEWSROOMS,
        )

    def _ready(self, trigger: Trigger) -> bool:
        """Such as "stands ready to provide help", said by somebody in a text about those helped."""
        words = self.page.words[max(0, trigger.at - 4) : trigger.at]
        ready = bool({"ready", "prepared", "willing"} & {w.low for w in words})
        who = [a.id for a in self.clauses.subjects(trigger)] if ready else []
        return ready and self.givers.topic is not None and self.givers.topic not in who

    def _goes_on_below(self, begin: int, last: Thing) -> bool:
        """Whether the line stands in a list: right below a gift, a colon or behind a bullet."""
        before = self.page.text[: self.page.words[begin].start].rstrip(" ")
        near = begin - self.page.sentence(last.first)[1] <= 0
        return near or before.rstrip()[-1:] in ":•*-–—·" or self.page.words[begin].is_sign

    def after_a_gift(self, begin: int, thing: Thing) -> bool:
        """Such as "its second such gift after 15,000 tonnes in 2024"."""
        if self.told.last is None or not (thing.unit or thing.money) or thing.item:
            return False
        said = [w.low for w in self.page.words[begin : thing.first]]
        named = any(lexicon.singular(w) in _GIFTS for w in said)
        return named and any(w in ("after", "following", "than") for w in said)

    def _under_list(self, begin: int, thing: Thing) -> bool:
        """Whether a colon stands before, and what is before it names a gift or a list of gifts."""
        words = self.page.words
        before = range(thing.first - 1, begin - 1, -1)
        colon = next((k for k in before if words[k].text == ":"), None)
        if colon is None or any(w.verb for w in words[colon : thing.first]):
            return False
        return any(w.low in _LISTS for w in words[begin:colon]) and bool(self.givers.topic)

    # --- under a verb of giving

    def _fits(self, thing: Thing, governed: Governed) -> bool:
        trigger = governed.trigger
        assert trigger is not None
        if governed.side == "subject":
            return self._fits_subject(thing, trigger, governed.prep)
        ordered = governed.prep == "for" and trigger.lemma in ("contract", "commission")
        if ordered and (thing.values or thing.money):
            return True  # "had been contracted for 10,000 shells"
        given = trigger.lemma in ("give", "grant", "award", "offer", "allot", "promise", "lend")
        if given and trigger.passive and not governed.prep and trigger.at + 3 > thing.first:
            return bool(thing.values or thing.money)  # "was given 500,000 dollars"
        if trigger.passive and governed.prep not in ("with", "of"):
            return False
        if governed.prep == "by" and thing.money and trigger.lemma in _GROWN:
            return True
        if governed.prep not in _LEADS or (trigger.lemma == "train" and governed.prep):
            return False
        paid = thing.money or (thing.values and trigger.lemma == "pay")
        if governed.prep == "for" and trigger.lemma in ("provide", "pay") and paid:
            return True  # "provides for a grant of 5 million", "are paying for 16 guns"
        if governed.prep == "on" and thing.head in _EFFORTS and not thing.money:
            return False  # "signed an agreement on the programme"
        carried = governed.prep == "to" and trigger.lemma == "carry"
        if not (trigger.nominal or carried) and governed.prep in ("for", "to", "on", "in"):
            return trigger.group in ("commit", "talk") or sum_frames.is_of_gdp(self.page, thing)
        if trigger.group == "arrive":
            return self._arrives(thing, trigger, governed.prep)
        if trigger.group == "contain":
            told = self.told.last is not None or self._from_somebody(thing)
            told = told or (self.givers.topic is not None and parts.gift_holds(self.page, trigger))
            return told and thing.head not in SUMS and not self._of_aims(trigger)
        return self._concrete(thing, governed, trigger)

    def _fits_subject(self, thing: Thing, trigger: Trigger, prep: str) -> bool:
        if prep not in ("", "of", "with"):
            return False
        if trigger.group == "contain":
            return bool(thing.money or thing.unit)
        if thing.money and trigger.lemma in _PAYS | {"help", "pay"} and not trigger.passive:
            return trigger.tense in ("future", "present", "to")
        if trigger.group != "arrive":
            return trigger.passive and (
                bool(thing.values or thing.money) or thing.head not in _GIFTS
            )
        if trigger.lemma in ("amount", "total"):
            return False
        if trigger.lemma == "head" and (trigger.tense != "being" or not thing.unit):
            return False
        if trigger.lemma == "follow":
            later = trigger.tense in ("future", "maybe") or trigger.at == thing.last
            return later and thing.sort == "goods" and bool(thing.values or thing.family != "aid")
        after = self.page.words[trigger.at + 1 : trigger.at + 2]
        if trigger.lemma == "leave" and after and after[0].is_sign and not trigger.passive:
            return False  # "about 500 of its tanks left."
        left = self.page.actor_at(trigger.at + 1) if trigger.lemma == "leave" else None
        if left and thing.item.lower().startswith(("shipment of", "batch of", "consignment of")):
            return True  # "a shipment of shells left Malta for Ukraine"
        if left and (left.kind != "place" or not thing.values):
            last = self.told.last
            return bool(last and last.governed and last.governed.trigger == trigger)
        if trigger.lemma in ("leave", "cross", "come"):
            last = self.told.last
            mate = last is not None and last.governed and last.governed.trigger == trigger
            told = trigger.lemma == "come" and (thing.money or thing.family == "aid")
            named = bool(told) and bool(self.givers.by(thing, None))
            return bool(thing.values or mate or named)
        loads = self.page.things_in(thing.first - 2, thing.first + 1)
        sent = [t for t in loads if t.head in _LOADS and self.givers.sent_by(t)]
        by = not prep and self.givers.by(thing, trigger)  # "help arrived from Malta"
        owned = trigger.tense == "past" and bool(sent or by)
        return bool(thing.values or thing.money or owned) or thing.family != "aid"

    def _arrives(self, thing: Thing, trigger: Trigger, prep: str) -> bool:
        """Such as "landed with 32 tonnes", "deliveries will reach 524,000"."""
        numbered = bool(thing.values or thing.money)
        if trigger.lemma in ("reach", "total", "amount") and thing.pronoun:
            begin, _ = self.page.sentence(trigger.at)
            said = self.page.words[begin : trigger.first]
            return any(lexicon.deeds().get(lexicon.singular(w.low)) == "deliver" for w in said)
        last = self.told.last
        if trigger.tense == "maybe" and prep == "with":
            return False  # "with $1 billion it could reach"
        if (
            trigger.lemma != "leave"
            and last
            and numbered
            and self.never.same_sentence(last.thing, thing)
        ):
            return True
        if trigger.lemma == "reach" and parts.people_are_reached(self.page, trigger, thing, prep):
            return trigger.passive or trigger.tense != "past"  # who was reached is counted
        loaded = (
            prep == "with" and thing.sort == "goods" and thing.family not in ("aid", "vehicles")
        )
        if loaded and trigger.lemma in parts.CAME_WITH:
            return True
        if trigger.lemma == "carry":
            return numbered or self._carried(thing, trigger, prep)
        return numbered and prep == "with"

    def _concrete(self, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
        """Goods with a number or a name; "support" alone only where a recipient is named."""
        if thing.values or thing.money or sum_frames.is_of_gdp(self.page, thing):
            return True
        if thing.head in SUMS:
            return False
        if thing.family == "aid" and self._same_verb(trigger, thing):
            return False
        if trigger.lemma in BACKING and not governed.prep and thing.family != "aid":
            return False  # "others will support hospitals"
        if trigger.lemma in BACKING and thing.head in _GENERIC | _EFFORTS | WORKS:
            return False  # "to back Ukraine's reconstruction"
        if thing.family != "cash" and (thing.head in _GENERIC or thing.family == "aid"):
            before = self.page.words[thing.first - 1].low if thing.first else ""
            begin, end = self.page.sentence(thing.first)
            if any(w.low.startswith("sanction") for w in self.page.words[begin:end]):
                return False
            if before in ("its", "their", "our", "an", "a") and _NTH_GIFT.match(thing.item):
                return True  # "was sending its 45th package", "considers sending a new package"
            if self._brought_by_a_convoy(trigger):
                return True
            if self.givers.topic is not None and parts.told_of(self.page, thing, trigger):
                return True  # "has announced further aid, including mortars and rifles"
            named = self.givers.recipient(thing, governed) is not None
            got = trigger.group == "receive" and trigger.tense in ("being", "now", "future")
            return named or self._ready(trigger) or (got and self.givers.topic is not None)
        return True
