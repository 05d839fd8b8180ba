"""Gifts: of each thing that is given, who gives it to whom, at which stage and when."""

from resupply.intake import (
    aid_lists,
    carriers,
    day_scales,
    gift_days,
    gift_frames,
    gift_recipients,
    gift_scales,
    held_up,
    lessons,
    list_names,
    merging,
    never_given,
    not_given,
    package_holds,
    parts,
    relief_teams,
    rx,
    shared_out,
    stage_scales,
    sum_frames,
    told_twice,
    whole,
)
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.gift_dates import GiftDates
from resupply.intake.gift_stages import GiftStages, contains
from resupply.intake.gift_words import BACKING, BULLET, PART_OF_IT, shared, thanked, thanked_beside
from resupply.intake.givers import Givers
from resupply.intake.judging import Judge
from resupply.intake.list_fates import ListFates
from resupply.intake.money import Money
from resupply.intake.page import Actor, Page
from resupply.intake.signs import Signs
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told
from resupply.intake.topics import AGENCIES, BOTH, IN_NEED
from resupply.intake.triggers import Trigger


class GiftReader:
    """Reads the gifts of one page, in order; what was told last is taken up again."""

    def __init__(self, page: Page, clauses: Clauses) -> None:
        self.page, self.clauses = page, clauses
        self.givers = Givers(page, clauses)
        self.told = Told()
        self.governed: dict[int, Governed] = {}
        #: What stands around the things, where the text is long enough to be weighed.
        self.signs: Signs | None = None
        self.dates = GiftDates(page)
        self.judge = Judge(page, clauses, self.givers, self.told)
        self.headings = self.judge.headings
        self.stages = GiftStages(page, clauses, self.judge, self.told)
        self.lists = ListFates(page, clauses, self.judge, self.told)

    def read(self) -> Told:
        """All that is given, needed or made on the page."""
        for thing in self.page.things:
            told = thing.sort in ("goods", "money", "unknown", "deed") or self._is_help(thing)
            if told and not (thing.inside or thing.void):
                self._thing(thing)
        gift_days.handed_over(self.page, self.told.gifts)
        gift_days.fill(self.page, self.dates, self.told.gifts)
        told_twice.in_the_title(self.page, self.told)
        gift_recipients.settle(self.givers.topic, self.told.gifts)
        whole.settle(self.page, self.givers, self.told)
        gift_scales.weigh(self)
        told_twice.in_the_title(self.page, self.told, weighed=True)
        self.told.gifts = told_twice.again(self.page, self.told.gifts)
        list_names.settle(self.page, self.told.gifts)
        self.told.gifts = parts.without_wholes(self.page, self.told.gifts)
        self.told.gifts = shared_out.among_others(self.page, self.told.gifts)
        self.told.gifts = shared_out.by_each(self.page, self.told.gifts, self.givers.listed)
        self._lessons()
        stage_scales.weigh(self)
        package_holds.settle_stages(self.page, self.told.gifts, self.headings.opener)
        gift_days.fill(self.page, self.dates, self.told.gifts)  # some are delivered only now
        day_scales.weigh(self)
        return self.told

    def _lessons(self) -> None:
        """Training, where it is not told of as a thing that is given."""
        told = {i for g in self.told.gifts for i in range(g.thing.first, g.thing.last)}
        for sent in (g.thing for g in self.told.gifts if g.thing.sort == "people"):
            if relief_teams.are_to_teach(self.page, sent):
                told.update(range(sent.first, self.page.sentence(sent.first)[1]))
        for thing, governed in lessons.found(self.page, self.clauses, self.givers.topic):
            gift = None if told & {*range(thing.first, thing.last)} else self.gift(thing, governed)
            if gift and gift.donors:
                gift.status = lessons.stage(self.page, governed, gift.status)
                self.told.gifts.append(gift)
        self.told.gifts.sort(key=lambda g: g.thing.start)

    def _is_help(self, thing: Thing) -> bool:
        """People who are trained, or sent to help."""
        told = (self.page, self.clauses, thing, self.givers.topic)
        return relief_teams.are_trained(self.clauses, thing) or relief_teams.are_sent(*told)

    def _thing(self, thing: Thing) -> None:
        self._as_money(thing)
        plain = self.governed[id(thing)] = self.clauses.govern(thing)
        governed = told_twice.behind(self.page, self.clauses, self.givers.invader, thing, plain)
        governed = sum_frames.governed_by_the_clause(self.page, thing, governed)
        governed = package_holds.led(self.page, thing, governed)
        kind = self.judge.kind(thing, governed)
        fate = None if kind else self.lists.of(thing, governed)
        if fate is not None:
            kind, governed = "aid", fate
        if kind == "need":
            asked = governed if governed.trigger else self.told.needs[-1][1]
            self.told.needs.append((thing, asked))
        elif kind == "made":
            self.told.made.append((thing, governed))
        elif kind == "aid":
            if governed.trigger and governed.trigger.group == "produce":
                self.told.made.append((thing, governed))  # made for them, and paid for
            gift = self.gift(thing, governed)
            if gift:
                self.told.gifts.append(gift)

    def _as_money(self, thing: Thing) -> None:
        """Such as "Of this, 33 billion are loans": a bare sum in the currency named last."""
        if thing.money or not thing.values or thing.unit:
            return
        if thing.values[0] < 1e6 and not _MILLIONS.search(self.page.text, thing.start, thing.end):
            return
        if not_given.are_people(self.page, thing):
            return  # "but 25 million face hunger"
        last = next((g.thing.money for g in reversed(self.told.gifts) if g.thing.money), None)
        more = self.page.words[thing.first].low in ("another", "further", "remaining")
        if (
            last is None and thing.pronoun and more
        ):  # "the bulk, 645 million euros ... Another 100 million"
            near = [t for t in self.page.things_in(thing.first - 60, thing.first) if t.money]
            last = near[-1].money if near else None
        if last is None or not (thing.pronoun or thing.family == "aid") or not thing.number_span:
            return
        currencies = (last.currencies[0],) * len(thing.values)
        thing.money = Money(*thing.number_span, thing.values, currencies, thing.start)
        thing.values, thing.sort, thing.pronoun = (), "money", False
        if not thing.item:
            after = self.page.index(thing.number_span[1])
            behind = self.page.things_in(after, after + 12)
            if behind and merging.is_spent_on(self.page, thing, behind[0]):
                thing.item, thing.item_span = behind[0].item, behind[0].item_span
                behind[0].inside = True
                return
            if after >= len(self.page.words):
                return
            named = [t for t in self.page.things_in(after + 1, after + 2) if t.family == "aid"]
            if not named and self.page.words[after].low == "for":
                thing.item, thing.item_span = self._what_for(after + 1)
                return
            if named and self.page.words[after].low in ("are", "is", "as", "in"):
                thing.item, named[0].inside = named[0].item, True

    def _what_for(self, at: int) -> tuple[str, tuple[int, int] | None]:
        """Such as "25 million for water": the words up to the next entry."""
        words, last = self.page.words, at
        while last < min(at + 4, len(words)) and not (words[last].closed or words[last].is_sign):
            last += 1
        if last == at or self.page.actor_at(at):
            return "", None
        for thing in self.page.things_in(at, last):
            thing.inside = True
        span = (words[at].start, words[last - 1].end)
        return self.page.text[slice(*span)], span

    # --- what it says

    def gift(self, thing: Thing, governed: Governed) -> Gift | None:
        """What is said of a thing that is given, or None where nobody could get it."""
        if never_given.is_only_told(self.page, thing, governed):
            return None
        gift = self._gift(thing, governed)
        if gift:
            self._share(gift)
            gift.status = self.headings.stage(thing.start) or gift.status
            if held_up.list_is_held(self.page, thing):
                gift.status = "paused"
            if _is_backed(thing, governed):
                thing.values, thing.item, thing.item_span = (), "support", None
                gift.item = thing.item
        return gift

    def _gift(self, thing: Thing, governed: Governed) -> Gift | None:
        last, header = self.told.last, self.told.header
        opened = self.judge.opener(thing) if governed.side != "object" else None
        if opened is not None:
            governed = Governed(opened, "object", "")
        elif (
            governed.trigger is None and header and self.judge.never.same_sentence(header[0], thing)
        ):
            governed = Governed(header[1].trigger, "object", "")
        owner = self.givers.owned(thing) if last and thing.money and not governed.trigger else []
        fresh = bool(owner) and bool(last) and owner[0].id not in (last.donors if last else ())
        fresh = fresh or (governed.side == "subject" and bool(thing.money) and contains(governed))
        if last and not fresh and self._goes_on(thing, governed.trigger, last):
            whole_gift = aid_lists.act(self.page, governed, self.told.gifts)
            mate = self._mate(thing, whole_gift or last, governed)
            weighed = governed.trigger and governed.trigger.group == "contain"
            if weighed and governed.trigger and governed.trigger.tense == "maybe":
                mate.status = "in_talks"  # "could include SAMP/T missiles"
            return mate
        gift = Gift(thing, governed=governed, item=self._item(thing), span=(thing.start, thing.end))
        self._parties(gift, governed)
        carried = governed.trigger is not None and governed.trigger.group == "arrive"
        if gift.recipient in gift.donors and carried:
            gift.donors = self._first_donor(gift.recipient)  # "that convoy carried 90 tonnes"
        gift.recipient = gift.recipient or self._only_other(gift.donors)
        if gift.recipient in (None, self.givers.invader, *gift.donors):
            return None
        bought = governed.trigger is not None and governed.trigger.lemma in ("buy", "purchase")
        if bought and not gift.donors:
            return None  # nobody is said to give it
        told = gift_frames.stage(self.page, governed.trigger, last)
        gift.status = told or self.stages.of(thing, governed)
        self.dates.settle(gift, governed.trigger)
        gift.rule = f"aid.{governed.trigger.group if governed.trigger else 'list'}"
        return gift

    def _only_other(self, donors: list[str]) -> str | None:
        """The country that a text names beside the donor, where it never says to whom."""
        if self.givers.topic is None:
            return None
        not_them = {*donors, self.givers.invader}
        named = {a.id for a in self.page.actors if a.kind == "country"} - not_them
        return named.pop() if len(named) == 1 and donors else self.givers.topic

    def _goes_on(self, thing: Thing, trigger: Trigger | None, last: Gift) -> bool:
        """Whether the thing only goes on with a list of gifts: all else was said of the last."""
        begin, _ = self.page.sentence(thing.first)
        if self.judge.after_a_gift(begin, thing) or self.judge.priced(thing):
            return True
        if self.givers.getter(thing) or held_up.list_is_held(self.page, thing):
            return True
        if trigger is not None:
            return trigger.group == "contain"
        return self.judge.never.same_sentence(last.thing, thing) or bool(last.donors)

    def _parties(self, gift: Gift, governed: Governed) -> None:
        """Donors and recipient, from the sentence, from the gift before, or from the whole text."""
        thing, last = gift.thing, self.told.last
        to = self.givers.recipient(thing, governed)
        to = to if to and self.givers.gets(to) else None
        if self.givers.topic is not None:
            to = gift_recipients.named(self.page, thing, governed.trigger) or to
        if to and to.start > thing.end and to.id in parts.acting(self.clauses, governed):
            to = None  # "sent 53 ambulances and brought 430 patients to Norway", says Norway
        donors = self.givers.donors(thing, governed, to.id if to else self.givers.topic)
        giver = thanked(self.page, thing, self.givers.topic) or shared(self.page, thing)
        giver = giver or held_up.chamber(self.page, thing) or held_up.opposed(self.page, thing)
        donors = [giver] if giver else donors
        if donors and all(d.kind == "person" and not d.id.isupper() for d in donors):
            known = last is not None and bool(last.donors)
            who = to.id if to else self.givers.topic
            if known or self._first_donor(who, "country") or self._first_donor(who, "org"):
                donors = []  # somebody of no known country speaks for whom was named before
        gift.donors = list(dict.fromkeys(d.id for d in donors))
        trigger = governed.trigger
        reduced = trigger is not None and trigger.passive and trigger.first == trigger.at
        gift.aside = reduced and bool(donors)
        if to and to.id not in gift.donors:
            gift.recipient = to.id
        else:
            gift.recipient = self._told_to(thing) if last else self.givers.told_before(thing)
        if not gift.donors:
            gift.donors = self._opened_by(thing, gift.recipient)
        if not gift.donors:
            gift.donors = self._donors_before(thing, gift.recipient)

    def _told_to(self, thing: Thing) -> str | None:
        """Who got what was told before; not who got only a part of it, told in brackets."""
        last = self.told.last
        above = self.headings.giver(thing.start)
        helped = self.headings.named(self.givers.topic, IN_NEED) or self._in_need(above)
        if above is not None and helped:
            return above.id  # below a heading that names one of those who are helped
        for gift in reversed(self.told.gifts):
            part = PART_OF_IT.search(
                self.page.text[max(0, gift.thing.start - 40) : gift.thing.start]
            )
            here = self.judge.never.same_sentence(gift.thing, thing)
            if gift.recipient in AGENCIES and not here and self.givers.topic in IN_NEED:
                return self.givers.told_before(thing)  # an agency gets what is told of it alone
            if not part or here:
                return gift.recipient
        return last.recipient if last else None

    def _donors_before(self, thing: Thing, recipient: str | None) -> list[str]:
        """Who gave what was told before; a line of a list with a verb of its own starts anew."""
        last = self.told.last
        if last is None or BULLET.search(self.page.text, last.thing.end, thing.start):
            named = self._first_donor(recipient)
            return named if last is None else named or list(last.donors)
        own = [g for g in self.told.gifts if not (g.aside or shared(self.page, g.thing))]
        return list((own or [last])[-1].donors)

    def _share(self, gift: Gift) -> None:
        """Such as "62 tanks (partly financed by Malta)": who shares in one line of a list.

        The list's own donor gives as well, and gives the lines behind alone.
        """
        last, text = self.told.last, self.page.text
        end = text.find(")", gift.thing.end, gift.thing.end + 90)
        opened = text.find("(", gift.thing.end, gift.thing.end + 3)
        inside = self.page.actors_before(end, end - opened) if 0 <= opened < end else []
        inside = [] if _WITH_OTHERS.search(text, opened, max(end, opened)) else inside
        shared = [a.id for a in inside if a.id not in (gift.recipient, self.givers.invader)]
        listed = last is not None and last.shared and not self.judge.gapped(gift.thing)
        if shared:
            main = last.donors[:1] if last and last.donors else self._first_donor(gift.recipient)
            gift.donors = [*main, *(s for s in dict.fromkeys(shared) if s not in main)]
            gift.shared = True
        elif listed and last and gift.donors == last.donors:
            gift.donors = last.donors[:1]

    def _opened_by(self, thing: Thing, recipient: str | None) -> list[str]:
        """Such as "Bulgaria. Parliament voted ...": the country in front of the paragraph."""
        actor = self.headings.giver(thing.start)
        helped = self.headings.named(self.givers.topic, IN_NEED) or self._in_need(actor)
        return [actor.id] if actor and actor.id != recipient and not helped else []

    def _in_need(self, actor: Actor | None) -> bool:
        """Whether a name above a paragraph is one more of those that the text says get help."""
        poor = IN_NEED - BOTH
        return actor is not None and actor.id in poor and self.givers.topic in poor

    def _first_donor(self, recipient: str | None, kind: str = "") -> list[str]:
        """Who gives most often in the text, or is named first in it."""
        found = self.givers.first([recipient, self.givers.topic], kind)
        return [found.id] if found else []

    def _mate(self, thing: Thing, last: Gift, governed: Governed) -> Gift:
        """One more of the same list: all but the thing is what was said of the one before."""
        giver = self.judge.gapped(thing)
        giver = None if giver and giver.id == last.recipient else giver
        told = self._donors_before(thing, last.recipient) if last.aside else last.donors
        sent = carriers.sender(self.page, thing, (last.recipient, self.givers.invader))
        giver = giver or sent
        donors = [giver.id] if giver else list(told)
        opened = self._opened_by(thing, last.recipient)
        if opened and opened != self._opened_by(last.thing, last.recipient):
            donors = opened
        alone = not self.judge.never.same_sentence(last.thing, thing)
        near = self.givers.adjacent(thing) or (self.givers.by(thing, None) if alone else [])
        if giver is None:
            holds = None if near else self.givers.holder(governed, last.recipient)
            holds = holds if holds and (alone or self.givers.is_whose(holds)) else None
            donors = [a.id for a in near if a.id != last.recipient] or donors
            if alone and holds is None and not near:
                holds = self._of_the_aid_above(thing, last)
                apart = "\n" in self.page.text[last.thing.end : thing.start]
                if holds is None and apart and thing.values:
                    holds = thanked_beside(self.page, thing, last.recipient)
            if alone and governed.trigger is None and not near:
                holds = holds or self.givers.opener(thing, last.recipient)
            donors = [holds.id] if holds else donors
        gift = Gift(thing, donors, self._told_to(thing), last.status, rule="aid.list")
        gift.item, gift.span = self._item(thing), (thing.start, thing.end)
        getter = self.givers.getter(thing)
        if self.judge.priced(thing) or (getter and not gift.item):
            gift.item = sum_frames.named_in_its_value(self.page, thing) or last.item
        self.dates.settle_mate(gift, self.told.gifts, own=getter is None)
        actor = self.page.actor_at(thing.last + 1) or self.page.actor_at(thing.last + 2)
        if actor and self.page.words[thing.last].low in ("to", "for") and self.givers.gets(actor):
            gift.recipient = actor.id
        if getter and getter.id in AGENCIES:
            if gift.donors == [getter.id]:
                gift.donors = list(last.donors)  # a row of one donor's money
            sums = [g for g in self.told.gifts if g.thing.money]
            gift.item = sums[-1].item if sums and not thing.item else gift.item
        getter = getter or gift_recipients.named(self.page, thing)
        gift.recipient = getter.id if getter else gift.recipient
        begin, _ = self.page.sentence(thing.first)
        earlier = self.judge.after_a_gift(begin, thing)
        gift.status = "delivered" if earlier else self.stages.in_a_list(thing, last.status)
        if alone and (governed.trigger is None or governed.trigger.tense == "ing"):
            gift.status = self.stages.led_by(thing) or gift.status
        return gift

    def _of_the_aid_above(self, thing: Thing, last: Gift) -> Actor | None:
        """Such as "Malta's aid comes to 4 million. It has included tents": whose the aid is."""
        begin, _ = self.page.sentence(thing.first)
        first, end = self.page.sentence(begin - 1) if begin else (0, 0)
        if last.thing.first >= first:
            return None
        for aid in self.page.things_in(first, end):
            found = (
                self.givers.adjacent(aid) or self.givers.owned(aid) if aid.family == "aid" else []
            )
            if found and found[0].id not in (last.recipient, self.givers.invader):
                return found[0]
        return None

    def _item(self, thing: Thing) -> str:
        """The thing's own words, or those of what it points back to."""
        last = self.told.last
        worth = _WORTH_OF.match(self.page.text, thing.start) if thing.money else None
        if worth is not None:  # "a donation of 30 million worth of winter gear"
            said = self.page.text[worth.end() : thing.end]
            if said and "," not in said and len(said.split()) < 6:
                return said
        if thing.money and not thing.item and last and last.thing.money:
            near = self.page.sentence(last.thing.first)[1] >= self.page.sentence(thing.first)[0]
            return last.item if near and last.thing.family in ("aid", "cash") else ""
        if thing.item or not (thing.pronoun or thing.unit):
            return thing.item
        if whole := parts.whole_of(self.page, thing):
            return whole.item
        if self.told.last and self.told.last.item:
            return self.told.last.item
        before = self.page.things_in(thing.first - 200, thing.first)
        named = [t for t in before if t.item and t.sort == "goods" and t.family != "aid"]
        named = [t for t in named if t.values] or named
        return named[-1].item if named else ""


_HOUSES = frozenset(
    ["hospital", "clinic", "facility", "school", "kitchen", "centre", "center", "bakery", "ward"]
)


def _is_backed(thing: Thing, governed: Governed) -> bool:
    """Such as "supported four hospitals": help to houses that nobody hands over."""
    trigger = governed.trigger
    if trigger is None or trigger.lemma not in BACKING or not thing.values:
        return False
    plain = governed.side == "object" and not (trigger.nominal or governed.prep or thing.money)
    return plain and thing.head in _HOUSES


#: Such as "(in cooperation with Malta)": who helps, and gives no other line.
_WITH_OTHERS = rx.compile(r"(?:operation|partnership|collaboration|coordination|together) with ")
#: How a bare sum is written ("0.4 million").
_MILLIONS = rx.compile(r"\d ?(?:million|billion|mln|bn)\b")
_WORTH_OF = rx.compile(
    r"(?:donation|contribution|shipment|delivery|consignment|supply|transfer) of [^.;:]{3,40}? "
    r"worth of (?:new |additional |other )?"
)
