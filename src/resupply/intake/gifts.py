"""Aid: who gives what to whom, at which stage and when. One record an item, one more for a package."""

import re
from dataclasses import dataclass, field

from resupply.intake import lexicon

from resupply.intake.clauses import Clauses, Governed, Trigger
from resupply.intake.givers import AGENCIES, IN_NEED, Givers
from resupply.intake.money import Money
from resupply.intake.page import Actor, Page
from resupply.intake.quantities import Thing

_GIVING = frozenset("deliver pledge commit talk receive arrive contain".split())
_ASKING = frozenset("ask request urge prefer demand seek".split())
_GENERIC = frozenset(
    "aid assistance support help backing relief funding fund money finance investment contribution donation service protection care programme project plan initiative operation facility".split()
)


@dataclass(slots=True)
class Gift:
    """What the record of one gift says."""

    thing: Thing
    donors: list[str] = field(default_factory=list)
    recipient: str | None = None
    status: str = "pledged"
    date: str | None = None
    item: str = ""
    span: tuple[int, int] = (0, 0)
    rule: str = ""
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    governed: Governed | None = None


class GiftReader:
    """Reads the gifts of one page, in order; what was said last is taken up again."""

    def __init__(self, page: Page, clauses: Clauses) -> None:
        self.page, self.clauses = page, clauses
        self.givers = Givers(page, clauses)
        self.last: Gift | None = None
        self.gifts: list[Gift] = []
        self.needs: list[tuple[Thing, Governed]] = []
        self.header: tuple[Thing, Governed] | None = None
        self.made: list[tuple[Thing, Governed]] = []

    def read(self) -> list[Gift]:
        """All gifts of the page."""
        for thing in self.page.things:
            if not thing.inside and thing.sort in ("goods", "money", "unknown", "deed"):
                self._thing(thing)
        return self.gifts

    def _thing(self, thing: Thing) -> None:
        self._as_money(thing)
        governed = self.clauses.govern(thing)
        kind = self._kind(thing, governed)
        if kind == "need":
            self.needs.append((thing, governed))
        elif kind == "made":
            self.made.append((thing, governed))
        elif kind == "aid":
            gift = self._gift(thing, governed)
            if gift:
                self.gifts.append(gift)
                self.last = gift

    def _as_money(self, thing: Thing) -> None:
        """ "Of this, 33 billion are loans": a bare sum in the currency named last."""
        if thing.money or not thing.values or thing.values[0] < 1e6 or thing.unit:
            return
        last = next((g.thing.money for g in reversed(self.gifts) if g.thing.money), None)
        if last is None or not (thing.pronoun or thing.family == "aid") or not thing.number_span:
            return
        currencies = (last.currencies[0],) * len(thing.values)
        thing.money = Money(*thing.number_span, thing.values, currencies, thing.start)
        thing.values, thing.sort, thing.pronoun = (), "money", False
        if not thing.item:
            after = self.page.index(thing.number_span[1])
            named = [t for t in self.page.things if t.first == after + 1 and t.family == "aid"]
            if named and self.page.words[after].low in ("are", "is", "as", "in"):
                thing.item, named[0].inside = named[0].item, True

    # --- is it aid?

    def _kind(self, thing: Thing, governed: Governed) -> str:
        trigger = governed.trigger
        if thing.sort == "deed" and not thing.pronoun and thing.head != "unit":
            return ""
        if thing.pronoun and (
            self.last is None and not self._item(thing) or self._time_like(thing)
        ):
            return ""
        if self._again(thing) or self._made_or_carries(thing):
            return ""
        if self._heads_a_list(thing):
            self.header = (thing, governed)
            return ""
        if trigger is None:
            return "aid" if self._listed(thing, governed) else ""
        if trigger.negated:
            return ""
        if (
            trigger.tense in ("past", "now")
            and self._cumulative(thing)
            or self._brings_total(thing, trigger)
        ):
            return ""
        if trigger.nominal and "delay" in trigger.matrix:
            return ""
        if trigger.group == "need" and trigger.nominal and self._donor_asks(trigger):
            return "aid"
        if trigger.lemma in ("want", "cost") and not (trigger.lemma == "want" or thing.money):
            return ""
        if trigger.lemma == "want" and not self._asks(trigger):
            named = self.givers.recipient(thing, governed)
            return "aid" if named and self._gets(named) else "need"
        if trigger.group == "need" or trigger.lemma in _ASKING and self._asks(trigger):
            return "need"
        if trigger.group == "produce":
            return "made"
        if trigger.group == "delay" or self._rate(thing):
            return ""
        if trigger.group not in _GIVING or not self._fits(thing, governed):
            return ""
        return "aid"

    def _rate(self, thing: Thing) -> bool:
        """ "100 trucks a day", "half of the $2 billion", "$7 billion more than": no gift of that size."""
        words = self.page.words
        after = [w.low for w in words[thing.last : thing.last + 5]]
        if any(
            pair
            in (
                ("a", "day"),
                ("every", "day"),
                ("per", "day"),
                ("a", "month"),
                ("per", "month"),
                ("each", "day"),
                ("a", "year"),
                ("per", "year"),
            )
            for pair in zip(after, after[1:], strict=False)
        ):
            return not thing.money
        if after[:2] == ["more", "than"]:
            return True
        before = [w.low for w in words[max(0, thing.first - 3) : thing.first]]
        return bool(set(before) & {"quarter", "third", "half", "fraction"}) and "of" in before

    def _again(self, thing: Thing) -> bool:
        """Whether "the tanks", "the package" points back to what was said."""
        if thing.values or thing.money:
            return False
        if self.last is None:
            return thing.head in ("money", "fund", "funding", "sum", "cash")
        before = self.page.words[thing.first - 1] if thing.first else None
        if before is None or before.low not in ("the", "these", "those", "this", "that", "such"):
            return False
        return True

    def _made_or_carries(self, thing: Thing) -> bool:
        """ "shells under production", "arms production", "a plane carrying": not the gift itself."""
        words = self.page.words
        after = [w.low for w in words[thing.last : thing.last + 2]]
        if (
            after[:1]
            and lexicon.deeds().get(after[0]) == "produce"
            or after in (["under", "production"], ["in", "production"])
        ):
            return True
        return (
            not thing.values
            and thing.head in _CARRIERS
            and after[:1] in (["carrying"], ["with"], ["loaded"], ["laden"], ["bringing"])
        )

    def _heads_a_list(self, thing: Thing) -> bool:
        """ "military aid – guns, ammunition, vehicles": the list is the gift."""
        if thing.values or thing.money or thing.family != "aid":
            return False
        gap = self.page.text[thing.end : thing.end + 3]
        follows = [t for t in self.page.things if 0 <= t.first - thing.last <= 2]
        return bool(re.match(r" [–—-] |: ?", gap)) and bool(follows)

    def _time_like(self, thing: Thing) -> bool:
        after = self.page.words[thing.last : thing.last + 1]
        return bool(after and after[0].closed == "calendar")

    def _asks(self, trigger: Trigger) -> bool:
        subjects = self.clauses.subjects(trigger)
        ids = {a.id for a in subjects}
        return (
            not ids
            or bool(ids & (IN_NEED | AGENCIES))
            and not ids - IN_NEED - AGENCIES
            or self.givers.topic in ids
        )

    def _donor_asks(self, trigger: Trigger) -> bool:
        """ "the White House request for $61 billion": a donor's own money, under discussion."""
        words = self.page.words
        for k in range(trigger.at - 1, max(trigger.at - 4, -1), -1):
            actor = self.page.actor_at(k)
            if actor:
                return actor.id not in IN_NEED | AGENCIES and trigger.lemma == "request"
            if words[k].is_sign or words[k].closed == "preposition":
                return False
        return False

    def _listed(self, thing: Thing, governed: Governed) -> bool:
        """A thing without a verb: in a list under a package, or in a headline."""
        begin, _ = self.page.sentence(thing.first)
        if (
            governed.prep in ("including", "with")
            and self.last is not None
            and self._same_sentence(self.last.thing, thing)
        ):
            return True
        words = self.page.words
        bulleted = words[begin].text in "-•*–·" or begin == thing.first or thing.first - begin <= 1
        before = words[thing.first - 1].low if thing.first > 0 else ""
        if self._under_list(begin, thing) and (thing.values or thing.family != "aid"):
            return True
        if bulleted and self.last is not None:
            return bool(thing.values or thing.family not in ("aid",))
        if (
            thing.money and self.last.thing.money and words[begin].low == "of"
            if self.last
            else False
        ):
            return True
        if self.header and self._same_sentence(self.header[0], thing):
            return True
        if self._after_a_gift(begin, thing):
            return True
        return (
            before in (",", "and", ":", "–", "—", "(")
            and self.last is not None
            and self._same_sentence(self.last.thing, thing)
        )

    def _after_a_gift(self, begin: int, thing: Thing) -> bool:
        """ "its second such gift after 15,000 tonnes in 2024"."""
        if self.last is None or not (thing.unit or thing.money) or thing.item:
            return False
        said = self.page.words[begin : thing.first]
        return any(lexicon.singular(w.low) in _GIFTS for w in said) and any(
            w.low in ("after", "following", "than") for w in said
        )

    def _under_list(self, begin: int, thing: Thing) -> bool:
        """Whether a colon stands before, and what is before it names a gift or a list of gifts."""
        words = self.page.words
        colon = next(
            (k for k in range(thing.first - 1, begin - 1, -1) if words[k].text == ":"), None
        )
        if colon is None or any(w.verb for w in words[colon : thing.first]):
            return False
        return any(w.low in _LISTS for w in words[begin:colon]) and bool(self.givers.topic)

    def _same_sentence(self, a: Thing, b: Thing) -> bool:
        return self.page.sentence(a.first) == self.page.sentence(b.first)

    def _cumulative(self, thing: Thing) -> bool:
        """Whether "since", "so far", "in total" speaks of this thing, with no other thing between."""
        begin, end = self.page.sentence(thing.first)
        a, b = self.page.words[begin].start, self.page.words[end - 1].end
        for cue in _TOTALS.finditer(self.page.text, a, b):
            first, last = sorted(
                ((thing.end, cue.start()), (cue.end(), thing.start)), key=lambda p: p[0] > p[1]
            )[0]
            between = [
                t
                for t in self.page.things_in(begin, end)
                if first <= t.start < last
                and not t.inside
                and t is not thing
                and t.sort in ("goods", "money", "unknown")
            ]
            if not between and last - first < 130:
                return True
        return False

    def _brings_total(self, thing: Thing, trigger: Trigger) -> bool:
        """ "brings total aid to $40 billion"."""
        begin, _ = self.page.sentence(thing.first)
        said = {w.low for w in self.page.words[max(begin, trigger.at) : thing.last]}
        return trigger.lemma in ("bring", "take", "raise", "lift", "push") and bool(
            said & {"total", "sum", "totals"}
        )

    def _fits(self, thing: Thing, governed: Governed) -> bool:
        trigger = governed.trigger
        assert trigger is not None
        if governed.side == "subject":
            return self._fits_subject(thing, trigger, governed.prep)
        if trigger.passive and governed.side == "object" and governed.prep not in ("with", "of"):
            return False
        if governed.prep not in ("", "of", "with", "in", "for", "to", "on", "including", "like"):
            return False
        if governed.prep in ("for", "to", "on", "in") and not trigger.nominal:
            return (
                trigger.group in ("commit", "talk")
                or trigger.lemma in ("commit", "agree")
                and bool(thing.money)
            )
        if trigger.group == "arrive":
            if trigger.lemma in ("reach", "total", "amount") and thing.pronoun:
                return self._deliveries_reach(trigger)
            if (
                self.last
                and self._same_sentence(self.last.thing, thing)
                and (thing.money or thing.values)
            ):
                return True
            return governed.prep == "with" or trigger.lemma == "carry"
        if trigger.group == "contain":
            return self.last is not None and thing.head not in ("money", "fund", "funding")
        if (
            thing.family == "aid"
            and not (thing.values or thing.money)
            and self._mate_of(trigger, thing)
        ):
            return False
        return self._concrete(thing, governed)

    def _fits_subject(self, thing: Thing, trigger: Trigger, prep: str) -> bool:
        if prep not in ("", "of", "with"):
            return False
        if trigger.group == "arrive":
            return (
                trigger.lemma not in ("amount", "total", "head")
                and (
                    trigger.lemma not in ("leave", "cross", "come", "go")
                    or bool(thing.values or thing.money)
                )
                and (bool(thing.values or thing.money) or thing.family != "aid")
            )
        if trigger.group == "contain":
            return bool(thing.money)
        return trigger.passive

    def _mate_of(self, trigger: Trigger, thing: Thing) -> bool:
        """Whether the same verb already gave something in this sentence."""
        last = self.last
        return (
            last is not None
            and last.governed is not None
            and last.governed.trigger is not None
            and last.governed.trigger.at == trigger.at
            and self._same_sentence(last.thing, thing)
        )

    def _deliveries_reach(self, trigger: Trigger) -> bool:
        begin, _ = self.page.sentence(trigger.at)
        return any(
            lexicon.deeds().get(lexicon.singular(w.low)) == "deliver"
            for w in self.page.words[begin : trigger.first]
        )

    def _concrete(self, thing: Thing, governed: Governed) -> bool:
        """Goods with a number or a name; "support" alone only where a recipient is named."""
        if thing.values or thing.money:
            return True
        if thing.head in ("money", "fund", "funding", "budget", "sum", "cost"):
            return False
        if thing.head in _GENERIC or thing.family == "aid":
            return self.givers.recipient(thing, governed) is not None
        return True

    # --- what it says

    def _gift(self, thing: Thing, governed: Governed) -> Gift | None:
        trigger = governed.trigger
        if trigger is None and self.header and self._same_sentence(self.header[0], thing):
            trigger = self.header[1].trigger
            governed = Governed(trigger, "object", "")
        recipient = self.givers.recipient(thing, governed)
        if recipient and not self._gets(recipient):
            recipient = None
        if trigger and trigger.group == "contain" and self.last:
            return self._mate(thing, self.last)
        if (
            trigger is None
            and self.last
            and self._same_sentence(self.last.thing, thing)
            and self.last.donors
        ):
            return self._mate(thing, self.last)
        donors = self.givers.donors(
            thing, governed, recipient.id if recipient else self.givers.topic
        )
        if recipient and recipient.id in {d.id for d in donors}:
            recipient = None
        gift = Gift(thing, governed=governed)
        gift.recipient = recipient.id if recipient else self._default_recipient()
        gift.donors = [d.id for d in donors] or self._default_donors(gift.recipient)
        if gift.recipient is None or gift.recipient == "RUS" or gift.recipient in gift.donors:
            return None
        gift.status = self._stage(thing, trigger)
        gift.item = self._item(thing)
        gift.span = (thing.start, thing.end)
        gift.date = self._date(thing, trigger) or (
            self.last.date if self.last and self._inherits(trigger) else None
        )
        gift.rule = f"aid.{trigger.group if trigger else 'list'}"
        return gift

    def _gets(self, actor: Actor) -> bool:
        """Whether aid may go to the actor: a country in need, an agency, the one the text is about."""
        return (
            actor.id in IN_NEED
            or actor.id in AGENCIES
            or actor.id == self.givers.topic
            or actor.kind in ("group", "org")
            and actor.id not in ("NATO", "EU")
        )

    def _mate(self, thing: Thing, last: Gift) -> Gift:
        """One more of the same list: all but the thing is what was said of the one before."""
        gift = Gift(thing, list(last.donors), last.recipient, last.status, rule="aid.list")
        gift.item, gift.span = self._item(thing), (thing.start, thing.end)
        gift.date = self._date(thing, None) or last.date
        actor = self.page.actor_at(thing.last + 1) or self.page.actor_at(thing.last + 2)
        if actor and self.page.words[thing.last].low in ("to", "for") and self._gets(actor):
            gift.recipient = actor.id
        begin, _ = self.page.sentence(thing.first)
        if self._under_list(begin, thing):
            gift.status = self._list_stage(begin, thing, last.status)
        return gift

    def _list_stage(self, begin: int, thing: Thing, status: str) -> str:
        said = {w.low for w in self.page.words[begin : thing.first]}
        return (
            "delivered"
            if said & {"deliveries", "delivered", "handed", "sent", "donated"}
            and not said & {"will", "to"}
            else status
        )

    def _inherits(self, trigger: Trigger | None) -> bool:
        return trigger is None or trigger.group == "contain"

    def _stage(self, thing: Thing, trigger: Trigger | None) -> str:
        if (
            trigger is not None
            and trigger.lemma in ("double", "increase", "raise", "boost", "top")
            and trigger.status == "delivered"
        ):
            return "pledged"
        if trigger is not None and trigger.group == "need":
            return "in_talks"
        if self._inherits(trigger) and self.last is not None:
            begin, _ = self.page.sentence(thing.first)
            return self._list_stage(begin, thing, self.last.status)
        return (trigger.status if trigger else "") or "pledged"

    def _default_recipient(self) -> str | None:
        return self.last.recipient if self.last else self.givers.topic

    def _default_donors(self, recipient: str | None) -> list[str]:
        if self.last and self.last.donors:
            return self.last.donors
        for actor in self.page.actors:
            if actor.id not in (recipient, "RUS") and actor.kind in ("country", "org"):
                return [actor.id]
        return []

    def _item(self, thing: Thing) -> str:
        if thing.item or not (thing.pronoun or thing.unit):
            return thing.item
        before = [
            t
            for t in self.page.things
            if t.first < thing.first and t.item and t.sort == "goods" and t.family != "aid"
        ]
        return self.last.item if self.last and self.last.item else before[-1].item if before else ""

    def _date(self, thing: Thing, trigger: Trigger | None) -> str | None:
        begin, end = self.page.sentence(thing.first)
        a, b = self.page.words[begin].start, self.page.words[end - 1].end
        best: tuple[int, str] | None = None
        for dated in self.page.dates:
            if not a <= dated.start < b or self._reported(dated.start):
                continue
            anchor = self.page.words[trigger.at].start if trigger else thing.start
            behind = dated.start - thing.end
            distance = (
                behind
                if 0 <= behind < 40
                else 15
                + min(
                    abs(dated.start - anchor), abs(dated.end - anchor), abs(thing.start - dated.end)
                )
            )
            if best is None or distance < best[0]:
                best = (distance, dated.iso)
        return best[1] if best else None

    def _reported(self, at: int) -> bool:
        """Whether the date says when somebody spoke, or since when."""
        i = self.page.index(at) - 1
        begin, _ = self.page.sentence(i + 1)
        for k in range(i, max(i - 4, begin - 1), -1):
            word = self.page.words[k]
            if word.low == "since":
                return True
            if word.verb:
                return word.verb.group == "report"
        return False


_CARRIERS = frozenset(
    "plane aircraft ship vessel truck convoy flight train helicopter boat ferry lorry barge cargo shipment delivery consignment load".split()
)
_GIFTS = frozenset(
    "gift donation package delivery shipment contribution tranche consignment batch grant aid loan".split()
)
_LISTS = frozenset(
    "list delivery deliveries package tranche shipment batch consignment aid assistance equipment includes include following handed delivered sent supplies drawdown".split()
)
_TOTALS = re.compile(
    r"\b(?:since (?:the |its |early |late |last |mid-)*(?:start|beginning|full|invasion|outbreak|war|conflict|launch|earthquake|russia|[A-Z]\w+|\d)|so far(?! (?:the )?(?:largest|biggest|unseen))|to date|in total|in all\b|altogether|overall)",
    re.IGNORECASE,
)
