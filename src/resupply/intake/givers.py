"""Who gives and who gets: donors and recipients of a thing, with the doc's own defaults."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from resupply.intake import carriers, gazetteer, gift_frames, lexicon, spotting
from resupply.intake.clauses import Governed
from resupply.intake.gift_words import DATELINE, MADE_THERE, thanked_beside
from resupply.intake.giver_words import (
    ATTACKS,
    GROUP,
    SENT_BY,
    SOURCED,
    SPENT,
    WITH_THEM,
)
from resupply.intake.page import Actor
from resupply.intake.recipients import BY, NEWSROOMS, TO, Recipients
from resupply.intake.subjects import BODIES, BODIES_OF
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES, BOTH, IN_NEED
from resupply.intake.triggers import Trigger

_CARRIERS = lexicon.words("judging.carriers")
#: Verbs of those who may tell of another's gift.
_TOLD = frozenset(["announce", "confirm", "welcome", "reveal", "unveil", "declare", "outline"])
#: Where goods lie before they are sent.
_STORES = lexicon.words("givers.stores")
_MOVING = frozenset(["cross", "enter", "leave", "depart", "go", "head", "roll", "flow", "drive"])


_THEIR_BODIES = frozenset(
    ["group", "foundation", "charity", "fund", "organisation", "organization", "ngo", "team"]
)
#: What is somebody's, told with "of".
_ITS = frozenset(
    ["that", "those", "package", "aid", "contribution", "pledge", "gift", "donation", "offer"]
)


def _finite(trigger: Trigger) -> bool:
    return not trigger.nominal and trigger.tense not in ("ing", "to")


class Givers(Recipients):
    """Finds donors and recipients on one page."""

    #: The last thing that somebody else than the verb's subject gives, and who that is.
    _behind_a_gap: tuple[Thing, Actor] | None = None

    def donors(self, thing: Thing, governed: Governed, recipient: str | None) -> list[Actor]:
        """Who gives the thing, where the sentence says so."""
        trigger = governed.trigger
        behind = carriers.owner_behind(self.page, thing, (recipient, self.topic, self.invader))
        behind = behind or carriers.sender(self.page, thing, (recipient, self.topic, self.invader))
        if behind is not None:
            return [behind]
        if trigger is not None and trigger.group == "delay" and not trigger.passive:
            owner = self._owner(thing, recipient)  # who blocks is not who gives
            held = self.page.actors_in(trigger.at + 1, thing.first) if thing.money else []
            held = [a for a in held if a.id not in (recipient, self.topic)]
            owner = owner or [a for a in held if a.kind in ("country", "org")][:1]
            return owner or self._apart(self.clauses.subjects(trigger), recipient)
        if not thing.money and (own := self._inside(thing, recipient)):
            return own  # "a plane of Malta's with 100 tons of UNICEF tents"
        gapped = self._gapped(thing, trigger) or self._gapped_before(thing, trigger)
        if gapped and gapped.id != recipient:
            self._behind_a_gap = (thing, gapped)
            return [gapped]
        active = trigger is not None and not trigger.passive and not trigger.nominal
        told = self.adjacent(thing) if trigger and trigger.lemma in _TOLD else []
        if told and self.page.words[thing.last].low == "from" and told[0].id != recipient:
            return told  # "WFP announced a contribution of 4 million from Japan"
        group = self._group(trigger) if trigger and active and governed.side == "object" else None
        if group:
            return [group]
        if (
            trigger
            and active
            and governed.side == "object"
            and trigger.group in ("deliver", "pledge", "commit", "talk")
        ):
            subjects = self._apart(self.clauses.subjects(trigger), recipient)
            if trigger.lemma == "allow":
                return []  # who lets it in is not who gives
            if subjects and subjects[0].kind == "person" and not subjects[0].id.isupper():
                subjects = (
                    self._inside(thing, recipient) or subjects
                )  # somebody of no known country
            if subjects and self._helped(trigger, subjects):
                return self.owned(thing)
            if subjects:
                paid = carriers.paid_by(self.page, subjects[0], (recipient, self.topic))
                return [paid] if paid else subjects
        left = self.page.actor_at(trigger.at + 1) if trigger and trigger.lemma == "leave" else None
        if left and left.kind == "country" and left.id != recipient:
            return self.by(thing, trigger) or [left]  # "two relief teams left India for Turkey"
        holder = self.holder(governed, recipient)
        if holder is not None and self.is_whose(holder):
            return [holder]
        fronted = gift_frames.package_of(self.page, governed)
        if fronted is not None and fronted.id != recipient:
            return [fronted]
        whose = self.page.actor_at(trigger.at - 1) if trigger and trigger.nominal else None
        if whose and self.page.words[trigger.at - 1].possessive and whose.id != recipient:  # type: ignore[union-attr]
            return [whose]  # "on top of Malta's promise of 10 million"
        carrier = carriers.owner(self.page, trigger, (recipient, self.invader))
        if carrier:
            return [carrier]
        given = self.by(thing, trigger) or self._got_from(thing, trigger)
        if given:
            return given
        owner = self._owner(thing, recipient)
        if trigger is None:
            return owner or self._sentence_subject(thing, recipient)
        if owner and (trigger.nominal or trigger.group not in ("pledge", "deliver")):
            return owner
        if trigger.lemma in ("amount", "total"):
            return owner  # "the support covers Malta and amounts to 3 million"
        if trigger.group in ("receive", "arrive") or trigger.passive or governed.side == "subject":
            front = carriers.fronted(self.page, thing, (self.topic, self.invader))
            near = owner or front or self._sentence_subject(thing, recipient)
            beside = None if near else thanked_beside(self.page, thing, recipient)
            near = [beside] if beside else near
            return near or (self._counted_by(thing) if trigger.group == "arrive" else [])
        subjects = self._apart(self.clauses.subjects(trigger), recipient)
        return subjects or owner or self._sentence_subject(thing, recipient)

    def _group(self, trigger: Trigger) -> Actor | None:
        """Such as "Donors meeting in Geneva promised": a group that opens the sentence."""
        begin, _ = self.page.sentence(trigger.at)
        found = GROUP.match(self.page.text, self.page.words[begin].start)
        if not found or trigger.group not in ("pledge", "deliver", "commit"):
            return None
        first = next((t for t in self.clauses.between(begin, trigger.at + 1) if _finite(t)), None)
        alone = first is not None and first.at == trigger.at
        return Actor(*found.span("who"), found["who"], "group") if alone else None

    def _gapped(self, thing: Thing, trigger: Trigger | None) -> Actor | None:
        """Such as "Germany pledged 200 million, Qatar 50": who stands right before the thing."""
        behind = thing.first - 1
        behind -= self.page.words[behind].low == "with"  # "and Spain with 20 million euros"
        actor = self.page.actor_at(behind)
        if actor is not None and MADE_THERE.match(self.page.text, actor.end):
            return None  # "sent drones and US-made rifles"
        if actor is None or trigger is None or trigger.nominal or trigger.at > thing.first:
            return None
        if trigger.group == "receive" and actor.id in AGENCIES:
            return None  # "UNHCR gets 3 million, WFP 2"
        followed = trigger.lemma == "follow" and trigger.at + 2 == self.page.index(actor.start)
        if not followed and not self.page.things_in(trigger.at + 1, thing.first):
            return None  # "followed by Germany with 9 million" needs no thing between
        i = self.page.index(actor.start)
        while i and self.page.words[i - 1].closed == "determiner":
            i -= 1
        led = self.page.words[i - 1].low if i else ""
        if (
            led in ("from", "in")
            and i > 2
            and lexicon.singular(self.page.words[i - 2].low) in BODIES
        ):
            i -= 2 + (self.page.words[i - 3].closed == "determiner")
            led = self.page.words[i - 1].low  # ", and a firm from Malta ten tents"
        return actor if followed or led in (",", "and", ";", "while") else None

    def _gapped_before(self, thing: Thing, trigger: Trigger | None) -> Actor | None:
        """Such as the boats of "Germany pledged 200 guns, and Qatar tents, boats and fuel"."""
        before, gapped = self._behind_a_gap or (None, None)
        if before is None or trigger is None or not trigger.at < before.first < thing.first:
            return None
        if self.page.sentence(before.first) != self.page.sentence(thing.first):
            return None
        verbs = self.clauses.between(before.last, thing.first)
        return None if any(not t.nominal for t in verbs) else gapped

    def _apart(self, actors: list[Actor], recipient: str | None) -> list[Actor]:
        out = [
            a
            for a in actors
            if a.id not in (recipient, self.invader, *NEWSROOMS, *self.victims)
            and a.kind != "place"
        ]
        # "Ms Ekwall, Swedish ambassador": who speaks for whom.
        return [a for a in out if a.kind != "person" or a.id.isupper()] or out

    def by(self, thing: Thing, trigger: Trigger | None) -> list[Actor]:
        """Such as "from Norway", "donated by Denmark, Germany and the Netherlands"."""
        begin, end = self.page.sentence(thing.first)
        first, stop = thing.last, self.page.words[end - 1].end
        named = thing.item_span[1] if thing.money and thing.item_span else thing.end
        if thing.start < named < thing.end and self.page.text.startswith(" from ", named):
            first = min(first, self.page.index(named))  # "aid from Malta worth 3 million"
        if " from there" in self.page.text[thing.end : stop]:
            before = self.page.actors_before(self.page.words[begin].start, 300)
            return [a for a in before if a.kind == "country" and a.id not in IN_NEED][-1:]
        if trigger is not None and trigger.nominal and trigger.at < thing.first:
            first = trigger.at  # "an order from Berlin for shells"
        theirs = self._by_theirs(first, end)
        if theirs is not None:
            return [theirs]
        for actor in self.page.actors_in(first, end):
            i = self.page.index(actor.start)
            between = self.page.words[min(thing.last, i) : i]
            if any(w.text in ";:" for w in between) or any(
                w.low in ("while", "but") for w in between
            ):
                break
            leader = self.leader(i)
            if SOURCED.search(self.page.text, max(0, actor.start - 40), actor.start):
                continue  # "equipment sourced from the United States", paid for by others
            if leader == "from" and self._of_the_next(thing, trigger, i):
                continue
            if leader == "by" and thing.money and trigger and trigger.lemma in SPENT:
                continue  # "5 million will be spent on aid given by the Red Cross"
            if actor.id == self.invader:
                continue  # "missiles against strikes from Russia"
            if leader == "from" and any(
                t.lemma in ("buy", "purchase", "order", "acquire", "procure")
                for t in self.clauses.between(max(thing.first - 8, 0), i)
            ):
                continue
            if leader == "by" and self._said_by(i):
                continue
            if leader == "by" and self._run_by(i) and not self._moves(thing):
                continue
            if leader == "by" and actor.id in AGENCIES and self._handles(i):
                continue  # "to be distributed by UNICEF", where a country gives in the text
            after = self.page.index(actor.end)
            acts = self.page.words[after].verb if after < len(self.page.words) else None
            if leader == "from" and acts and acts.form in ("past", "s") and trigger is not None:
                continue  # ", and volunteers from Malta delivered": the next clause's subject
            if leader == "from" and self._way(actor, trigger):
                continue
            moved = any(t.lemma in _MOVING for t in self.clauses.between(thing.last, i))
            moved = moved or bool(trigger and trigger.lemma in _MOVING)
            if leader == "from" and moved and not self._is_sender(actor, trigger):
                continue  # "crossed from Chad into Sudan": the way, and not the giver
            if leader in BY and not self._other_verb(thing, i):
                return self.listed(actor)
        return []

    def _is_sender(self, actor: Actor, trigger: Trigger | None) -> bool:
        """Such as "lorries with aid from Oman went in", "left with food from UNICEF"."""
        i = self.page.index(actor.start) - 1
        while i > 0 and self.page.words[i].low != "from":
            i -= 1
        aid = any(t.last == i and t.family == "aid" for t in self.page.things_in(max(0, i - 5), i))
        return actor.kind == "org" or (aid and trigger is not None and i < trigger.first)

    def _by_theirs(self, first: int, end: int) -> Actor | None:
        """Such as "drones bought by his foundation": whose foundation it is."""
        words = self.page.words
        for i in range(first, min(first + 4, end - 2)):
            led = words[i].low == "by" and words[i + 1].low in ("his", "her", "their", "our", "my")
            if led and words[i + 2].low in _THEIR_BODIES:
                return self.clauses.meant(i + 2) or self.clauses.meant(i + 1)
        return None

    def _got_from(self, thing: Thing, trigger: Trigger | None) -> list[Actor]:
        """Such as "has received aid from Malta worth 3 million: tents", told before the thing."""
        if trigger is None or trigger.group != "receive" or trigger.passive or trigger.nominal:
            return []
        for actor in self.page.actors_in(trigger.at + 1, thing.first):
            i = self.page.index(actor.start)
            if actor.kind in ("country", "org") and self.leader(i) == "from":
                return [] if actor.id == self.invader or self._way(actor, None) else [actor]
        return []

    def _of_the_next(self, thing: Thing, trigger: Trigger | None, i: int) -> bool:
        """Such as "we give ten cars, and 24 boats will follow from Malta": of the boats alone."""
        if trigger is None or trigger.at > thing.first:
            return False
        others = [t for t in self.page.things_in(thing.last, i) if t.values or t.money]
        verbs = self.clauses.between(others[0].first, i) if others else ()
        return any(_finite(t) and not t.passive for t in verbs)

    def adjacent(self, thing: Thing) -> list[Actor]:
        """Such as "a 20 million grant from the Swiss government": who stands right behind."""
        words = self.page.words
        within = self.page.actors_in(thing.first + 1, thing.last)
        inside = [a for a in within if SENT_BY.search(self.page.text, thing.start, a.start)]
        if inside and inside[0].kind in ("country", "org"):
            return inside[:1]  # "a package of aid from Finland worth 8 million euros"
        i = thing.last
        if i + 1 >= len(words) or words[i].low not in BY:
            return []
        i += 1
        while i + 1 < len(words) and (words[i].closed == "determiner" or words[i].low in BODIES_OF):
            i += 2 if words[i + 1].low == "of" else 1
        actor = self.page.actor_at(i)
        if actor is None or actor.kind in ("person", "place"):
            return []
        after = self.page.index(actor.end)
        stored = after < len(words) and lexicon.singular(words[after].low) in _STORES
        return [] if stored else self.listed(actor)

    def first(self, skip: Iterable[str | None], kind: str = "") -> Actor | None:
        """The giver of a text: the one who is said to give in it, else who is named first."""
        left_out = {*skip, self.invader, *NEWSROOMS, *self.victims}
        left_out |= {"ISR"} if self.topic == "PSE" else set()  # it lets in, and gives nothing
        acting = [a for a in self._acting if a.id not in left_out and kind in ("", a.kind)]
        best, times = Counter(a.id for a in acting).most_common(1)[0] if acting else ("", 0)
        if times > max(2, 0.7 * len(acting)):
            return next(a for a in acting if a.id == best)
        named = [a for a in self.page.actors if a.id not in left_out and kind in ("", a.kind)]
        head = DATELINE.match(self.page.text)
        behind = [a for a in named if not head or a.start >= head.end()]
        named = behind if any(a.kind in ("country", "org") for a in behind) else named
        bodies = [a for a in named if a.kind in ("country", "org") and not self._set_out(a)]
        able = [a for a in bodies if a.id in BOTH or a.id not in IN_NEED]
        able = [a for a in able if a.id not in self._hostile] or able
        able = [a for a in able if not self._is_where(a)] or able
        gives = {a.id for a in acting}
        able = [a for a in able if a.id in gives] or able
        return next(iter(able or bodies or named), None)

    def _is_where(self, actor: Actor) -> bool:
        """Such as "at an auction in Warsaw": a town, and not the country whose capital it is."""
        named = gazetteer.names().get(self.page.text[actor.start : actor.end])
        city = named is not None and named.form == "capital"
        return city and self.leader(self.page.index(actor.start)) in ("in", "at", "near", "from")

    @cached_property
    def _hostile(self) -> set[str]:
        """Who blocks or attacks in the text, and gives nothing in it."""
        out = set()
        for found in spotting.finditer(ATTACKS, self.page.text):
            actor = self.page.actor_at(self.page.index(found.start()) - 1)
            if actor is not None:
                out.add(actor.id)
        return out - {a.id for a in self._acting}

    @cached_property
    def _acting(self) -> list[Actor]:
        """Countries and bodies that are the subject of a verb of giving with a thing behind it."""
        out = []
        for trigger in self.clauses.triggers:
            gives = trigger.group in ("deliver", "pledge", "commit") and not trigger.negated
            if not gives or trigger.nominal or trigger.passive:
                continue
            if self.page.things_in(trigger.at, trigger.at + 12):
                subjects = self.clauses.subjects(trigger)
                out += [a for a in subjects[:1] if a.kind in ("country", "org")]
        return out

    def opener(self, thing: Thing, recipient: str | None) -> Actor | None:
        """Such as "Malta is third with pledges worth 8 million": who opens the sentence."""
        begin, _ = self.page.sentence(thing.first)
        begin += self.page.words[begin].closed == "determiner"
        actor = self.page.actor_at(begin)
        if actor is None or actor.kind not in ("country", "org") or actor.id in IN_NEED:
            return None
        after = self.page.words[self.page.index(actor.end)]
        acts = after.verb is not None or after.closed == "auxiliary"
        return actor if acts and actor.id not in (recipient, self.invader, *NEWSROOMS) else None

    def holder(self, governed: Governed, recipient: str | None) -> Actor | None:
        """Such as "Oslo said its gift would contain masks": whose gift it is, told anew."""
        trigger = governed.trigger
        if trigger is None or trigger.group != "contain" or governed.side != "object":
            return None
        begin, _ = self.page.sentence(trigger.at)
        skip = (recipient, self.invader, *NEWSROOMS)
        for actor in self.page.actors_in(begin, trigger.first):
            leader = self.leader(self.page.index(actor.start))
            if actor.kind in ("country", "org") and actor.id not in skip:
                away = leader == "by" and self._handles(self.page.index(actor.start))
                away = away or leader in TO | {"in", "at", "with"}
                return None if away or (leader == "of" and not self.is_whose(actor)) else actor
        return None

    def is_whose(self, actor: Actor) -> bool:
        """Such as "the largest is that of Malta", "the package of Malta": whose it is."""
        words, i = self.page.words, self.page.index(actor.start) - 1
        i -= i > 0 and words[i].closed == "determiner"
        return i > 0 and words[i].low == "of" and words[i - 1].low in _ITS

    def _way(self, actor: Actor, trigger: Trigger | None) -> bool:
        """Such as "a flight from Dubai carried 40 tonnes": where it set out, and not who gives."""
        named = gazetteer.names().get(self.page.text[actor.start : actor.end])
        city = named is not None and named.form in ("capital", "")
        words, i = self.page.words, self.page.index(actor.start) - 1
        flown = i > 0 and lexicon.singular(words[i - 1].low) in _CARRIERS | _STORES
        flown = flown or (trigger is not None and trigger.group == "arrive")
        return city and actor.kind != "org" and flown

    def _helped(self, trigger: Trigger, subjects: list[Actor]) -> bool:
        """Such as "a measure for the Georgian army. It will provide": "it" is the measure."""
        pronoun = self.page.words[trigger.first - 1].low in ("it", "they", "this")
        return pronoun and all(a.id in IN_NEED for a in subjects)

    def _set_out(self, actor: Actor) -> bool:
        """Whether a name only says from where something was flown or driven."""
        return self.leader(self.page.index(actor.start)) == "from" and self._way(actor, None)

    def _handles(self, i: int) -> bool:
        """Whether who stands at word `i` only hands on what a country gives in the text."""
        states = (a for a in self._acting if a.kind == "country" and a.id not in IN_NEED)
        return any(states) and carriers.handled_by(self.page, i)

    def _said_by(self, i: int) -> bool:
        """Such as "as set out by OCHA": who tells of it."""
        words = self.page.words
        by = next((k for k in range(i - 1, max(i - 5, 0), -1) if words[k].low == "by"), 0)
        told = by - 2 - (by > 2 and words[by - 1].low in ("out", "down"))
        return by > 2 and words[told].low == "as"

    def _run_by(self, i: int) -> bool:
        """Such as "a fund run by OCHA": by whom something else is done."""
        verb = carriers.done_by(self.page, i)
        return verb is not None and verb.group not in ("deliver", "pledge", "commit", "receive")

    def _other_verb(self, thing: Thing, i: int) -> bool:
        """Whether an active verb with another object stands between thing and actor."""
        between = self.clauses.between(thing.last, i)
        return any(not t.nominal and t.group in ("need", "talk") for t in between)

    def listed(self, first: Actor) -> list[Actor]:
        """The actor and those joined to it by commas and "and"."""
        out = [first]
        words = self.page.words
        i, ended = self.page.index(first.end), False
        while i < len(words) and not (ended and words[i].text == ","):
            ended = ended or words[i].low == "and"
            while i < len(words) and (
                words[i].low in (",", "and") or words[i].closed == "determiner"
            ):
                i += 1
            actor = self.page.actor_at(i)
            if actor is None or (
                words[i - 1].low not in (",", "and") and words[i - 1].closed != "determiner"
            ):
                break
            i = self.page.index(actor.end)
            says = words[i].verb if i < len(words) else None
            if says is not None and says.group == "report":
                break  # "from the World Bank, the minister said"
            out.append(actor)
        return out

    def _owner(self, thing: Thing, recipient: str | None) -> list[Actor]:
        """Such as "Germany's tanks", "a US package", "the Czech initiative"."""
        words = self.page.words
        i = thing.first - 1
        steps = 0
        while (
            i >= 0
            and steps < 3
            and not words[i].closed
            and not words[i].is_sign
            and not words[i].verb
            and i not in self.page.names
        ):
            i -= 1
            steps += 1
        actor = self.page.actor_at(i)
        if actor is None and i >= 0 and words[i].low in ("our", "my"):
            actor = self.clauses.meant(i)
        if actor and actor.id != recipient and actor.id != self.invader and words[i].gap != "\n":
            return [actor]
        return self._inside(thing, recipient) or self._owner_before(thing, recipient)

    def _owner_before(self, thing: Thing, recipient: str | None) -> list[Actor]:
        """Such as "the American guns and trucks have come": whose the goods before "and" are."""
        i = thing.first - 1
        if thing.values or thing.money or i < 2 or self.page.words[i].low != "and":
            return []
        joined = [t for t in self.page.things_in(max(0, i - 4), i) if t.last == i]
        near = self.page.actor_at(joined[-1].first - 1) if joined else None
        whose = near and self.page.text[near.start : near.end] in gazetteer.demonyms()
        return [near] if near and whose and near.id not in (recipient, self.invader) else []

    def sent_by(self, thing: Thing) -> Actor | None:
        """Such as "a World Food Programme (WFP) convoy": whose it is, by the name before it."""
        words, i = self.page.words, thing.first - 1
        i -= 1 if i > 0 and words[i].text == ")" else 0
        actor = self.page.actor_at(i)
        return actor if actor and actor.kind in ("country", "org") else None

    def owned(self, thing: Thing) -> list[Actor]:
        """Whose a package is, where a country's name stands before it ("Finland's package")."""
        before = self.page.words[thing.first - 1] if thing.first else None
        return self._owner(thing, self.topic) if before and before.possessive else []

    def _inside(self, thing: Thing, recipient: str | None) -> list[Actor]:
        """Such as "$1.3 billion in U.S. assistance", "a 50 billion euro EU package"."""
        if not (thing.money and thing.item_span) or thing in thing.more:
            return []  # what it is for tells nothing of who gives
        end = self.page.index(thing.item_span[1])
        named = self.page.actors_in(thing.first, end)
        apart = [
            a
            for a in named
            if a.id not in (recipient, self.invader) and a.kind in ("country", "org")
        ]
        return [a for a in apart if a.end <= thing.item_span[1]][:1]

    def _counted_by(self, thing: Thing) -> list[Actor]:
        """Such as "90 trucks crossed from Chad, the UN said": the agency whose trucks they are."""
        begin, end = self.page.sentence(thing.first)
        named = self.page.actors_in(begin, end)
        carries = thing.head in _CARRIERS and thing.values
        return [a for a in named if a.id in AGENCIES][:1] if carries else []

    def _sentence_subject(self, thing: Thing, recipient: str | None) -> list[Actor]:
        begin, _ = self.page.sentence(thing.first)
        things = [t for t in self.page.things_in(begin, thing.first + 1) if not self._moves(t)]
        found = [
            a
            for a in self.page.actors_in(begin, thing.first)
            if not any(t.first <= self.page.index(a.start) < t.last for t in things)
            and a.id not in (recipient, self.invader, *NEWSROOMS, *self.victims)
            and a.kind != "place"
            and not WITH_THEM.search(self.page.text, max(0, a.start - 60), a.start)
            and not self._said_by(self.page.index(a.start))
            and not (a.kind == "person" and self.page.words[self.page.index(a.end) - 1].possessive)
            and (a.id in BOTH or a.id not in IN_NEED)
            and (
                self.leader(self.page.index(a.start))
                not in TO | {"in", "at", "among", "from", "via"}
                or self.page.words[self.page.index(a.end) - 1].possessive
            )
        ]
        return found[:1]

    def _moves(self, thing: Thing) -> bool:
        """Whether a thing carries the goods: "three WFP trucks" say whose they are."""
        return thing.head in _CARRIERS and thing.sort == "goods"
