"""What is never a record of its own: rates, totals, parts of what was told, loads, "the tanks"."""

import re
from itertools import pairwise

from resupply.intake import (
    asides,
    gift_frames,
    lexicon,
    no_gifts,
    not_given,
    parts,
    rx,
)
from resupply.intake.clauses import Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Told
from resupply.intake.triggers import Trigger

_CARRIERS = lexicon.words("judging.carriers")
_TOTALS = rx.compile(
    r"\b(?:since (?!(?:the |its )?(?:last|latest) (?:package|tranche|announcement|delivery)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"(?:the |its |early |late |last |mid-)*(?:start|beginning|full|invasion|"
    r"outbreak|war|conflict"
    r"|launch|earthquake|russia|[A-Z]\w+|\d)|so far(?! (?:the )?(?:largest|biggest|"
    r"unseen))|to date|in total"
    r"|in all\b|altogether|overall|all (?:previous|earlier|past) [\w ]{0,40}?packages"
    r"|total (?:\w+ )?(?:support|aid|assistance)(?: to \w+)?(?: so far)?(?: is|:| stands| now)"
    r"|(?:total|combined|overall) (?:value|amount|volume|worth|sum)\b[^.;:]{0,60}?\b(?:passed"
    r"|exceed(?:s|ed)|reach(?:es|ed)|topped|stands? at|surpass(?:es|ed)|now|amount(?:s|ed) to))",
    re.IGNORECASE,
)
_WORTH_IN_ALL = rx.compile(
    r"\b(?:worth|valued at|totall?ing) (?:[\w.$€£]+ ){1,4}(?:in all|in total|altogether)$"
)
#: What was already given is a total where it is a sum, one more gift where it is goods.
_ALREADY = rx.compile(r"\b(?:has|have)(?: already| now)+\b(?! been)", re.IGNORECASE)
#: Such as "the first since December": says how rare the gift is, and is no total.
FIRST_SINCE = rx.compile(
    r"\b(?:first|second|third|\w{4,}th|\d+(?:st|nd|rd|th)|\w{3,}est)(?: \w+){0,3} $"
    r"|\b(?:most|least) \w+(?: \w+){0,2} $",
    re.IGNORECASE,
)
#: Such as "60 million for the north, where there has been no heating since": of something else.
_ASIDE = rx.compile(r", (?:where|when|whose|who) ")
#: Such as "an increase of 200 million": how much more, and no gift of that size.
_CHANGE = rx.compile(
    r"\b(?<!aid )(?<!funding )(?<!support )"
    r"(?:increase|rise|drop|fall|decrease|growth|jump|decline) of "
    r"(?:about |some |over |nearly |almost |more than )?$",
    re.IGNORECASE,
)
#: The number in front of a line of a list.
_MARK = rx.compile(r"[\n(]\d{1,2}[.)]\s")
_AID_CHIEF = rx.compile(
    r"\b(?:aid|relief|food|humanitarian) (?:chief|worker|agenc(?:y|ies)|group|official"
    r"|coordinator|boss"
    r"|organi[sz]ation|minister|commissioner|charit(?:y|ies))\b",
    re.IGNORECASE,
)
_COMMERCIAL = rx.compile(
    r"\bcommercial(?! (?:hub|capital|city|cent|port|airport|airline|flight|bank|district))"
)
#: Such as "4 percent of the howitzers": how many of whose.
_SHARE_OF = rx.compile(r"(?:%|per ?cent)(?: each)? of (?:the |its |their |all |[a-z]+ of )*$")
#: Such as "the price of one such drone is": told of one, and no gift.
_UNIT_PRICE = rx.compile(
    r"\b(?:cost|price) of (?:(?:one|each|a single) [^.;]{0,40}?\b(?:is|was|are|comes to) )?$"
)
_LIST_OF = rx.compile(r"\b(?:list|overview|register|inventory|catalogue) of (?:the |all |its )?$")
#: Such as "the recovery of the energy system": what is helped, and not what is given.
_NAMED = rx.compile(
    r"\b(?:energy|power|health|health-?care|heating|water|education|school|financial|banking|rail"
    r"|transport|judicial|legal|electricity|food|social|welfare|political|pension|tax)"
    r" (?:systems?|sector|grid|network)$",
    re.IGNORECASE,
)
#: Such as "takes British funding this year to 3 billion": what it comes to in all.
_TAKEN_TO = rx.compile(
    r"\b(?:bring|tak)(?:s|es|ing) (?:[A-Z]\w+|the|its|their|total|this)\b (?:[\w’'-]+ ){0,8}?to "
    r"(?:about |over |nearly |almost |some |around |more than )?$"
)
_BRINGING = rx.compile(r"\b(?:bring|tak|rais|lift|push)ing\b")
SUMS = frozenset(["money", "fund", "funding", "budget", "sum", "cost", "cash"])
#: Who pays, where it stands between "since the war" and the sum: "the facility has paid out".
_PURSES = frozenset(
    ["facility", "fund", "programme", "program", "initiative", "coalition", "mission"]
)
#: What is paid for by who gets it, or goes the other way.
_SALE = rx.compile(
    r"\bunder (?:a|an|the) (?:[\w-]+ ){0,2}(?:contract|sale)\b|\b(?:has|have|had) sold\b"
    r"|\bsold (?:it |them |\w+ ){0,4}to\b|\bexports? (?:reached|rose|fell|came|hit|have|are)\b"
)
_NOT = frozenset(["not", "no", "nor", "neither", "without"])
#: Such as "the number of aid trucks entering each day".
_NUMBER_OF = rx.compile(r"\b[Tt]he (?:total |average |daily )?number of (?:\w+ )?$")
_OF_THE = rx.compile(r" of the [\d,]+(?![\w-])")
_NTH_SUCH = rx.compile(r"(?:st|nd|rd|th) such ")
_TO_FLY = rx.compile(r" to (?:fly|carry|deliver|bring|transport|take|ship|haul) ")
#: What goods stand in on their way.
_BOXES = frozenset(["container", "box", "crate", "pallet", "carton", "sack", "instalment"])
#: Such as "a navy ship", "a second ship of the navy": what comes, and not what it brings.
_ONE_CARRIER = rx.compile(
    r"\b(?:[Pp]lane|[Aa]ircraft|[Aa]irplane|[Ss]hip|[Vv]essel|[Jj]et|[Tt]ransporter)"
    r"(?: [A-Z]{1,3}-?\d[\w-]*)?(?: (?:of the|carrying) [\w ]+)?$"
)
_ROAD = frozenset(["truck", "lorry", "convoy", "train", "van", "vehicle"])
_SETS_OFF = frozenset(["set", "leave", "depart", "head", "go"])
_PER = frozenset({"day", "month", "year", "week"})


_NOBODY = rx.compile(
    r"(?:Which|What|How many) (?:[A-Z]\w+ )?(?:countries|country|states|donors|allies|nations)\b"
    r"|How (?:the )?[A-Z][\w ]{1,30}? (?:helps?|helped|supports?|arms?|has helped|is helping)\b"
    r"|No (?:other )?(?:country|state|donor|ally|nation|one)\b|Nobody\b|None of "
)
_TO_WHOM = rx.compile(r" (?:to|for) (?:the )?(?:[A-Z]\w+ ?){1,3}: ")


def follows_soon(page: Page, thing: Thing) -> bool:
    """Whether a list follows "equipment to Ukraine:"."""
    return bool(page.things_in(thing.last, thing.last + 8))


class Excluder:
    """Says what of one page is no record of its own, given what was told before."""

    def __init__(self, page: Page, told: Told) -> None:
        self.page, self.told = page, told

    def is_nothing(self, thing: Thing, governed: Governed) -> bool:
        """Whether the thing stands for no gift, need or product by itself."""
        if asides.is_aside(self.page, thing) or parts.spelled_out(self.page, thing):
            return True
        if not_given.is_idle(self.page, thing):
            return True
        if self._named_only(thing) or self._fitted(thing, governed):
            return True
        if self.is_no_gift(thing, governed):
            return True
        if thing.sort == "deed" and not thing.pronoun and thing.head != "unit":
            return True
        trigger = governed.trigger
        if (
            thing.pronoun
            and trigger
            and trigger.lemma in ("fly", "feed", "train", "help", "support", "raise", "collect")
        ):
            return True
        if self.page.words[thing.first - 1].low in ("board", "aboard") and thing.first:
            return True
        if self._only_carries(thing, governed):
            return True
        if trigger and trigger.group == "contain" and self._of_each(trigger):
            return True  # "Each kit contains rope and soap"
        if trigger and trigger.lemma == "weigh" and thing.unit:
            return True
        if thing.pronoun and self._subset(thing):
            return True
        if gift_frames.only_grows(self.page, thing, governed):
            return True  # "would double its aid"
        if thing.pronoun and (governed.prep not in ("", "including") or self._no_item(thing)):
            return True
        return (
            self._again(thing, governed) or self._made_or_carries(thing) or self._commercial(thing)
        )

    def is_no_gift(self, thing: Thing, governed: Governed) -> bool:
        """Whether it only looks like a gift, or is denied, whatever the weights say."""
        return no_gifts.is_none(self.page, thing, governed) or self._denied(thing)

    def _of_each(self, trigger: Trigger) -> bool:
        """Whether "each" or "every" stands before a verb of holding."""
        begin, _ = self.page.sentence(trigger.at)
        return any(w.low in ("each", "every") for w in self.page.words[begin : trigger.first])

    def _only_carries(self, thing: Thing, governed: Governed) -> bool:
        """Such as "brought 40 tonnes in three ships", "a plane was sent with tents"."""
        if not thing.values and _ONE_CARRIER.search(self.page.text[thing.start : thing.end]):
            comes = governed.trigger is not None and governed.trigger.group == "arrive"
            if comes and governed.side == "subject":
                return True
        filled = governed.trigger is not None and governed.trigger.lemma == "load"
        if filled and not thing.values and self.page.text.startswith(" with ", thing.end):
            return True  # "load a car with three pallets"
        if thing.head not in _CARRIERS | _BOXES or thing.money:
            return False
        beside = governed.prep == "with" and not (thing.values or gift_frames.takes_with(governed))
        if governed.prep in ("in", "on") or beside:
            return not parts.in_it(self.page, self.page.sentence(thing.first)[0], thing)
        if _TO_FLY.match(self.page.text, thing.end) and thing.head in _CARRIERS:
            return True  # "sent two aircraft to fly 3,000 tents"
        trigger = governed.trigger
        if trigger is None or governed.side != "subject" or thing.unit:
            return False
        told = any(g.thing.values and g.thing.head not in _CARRIERS for g in self.told.gifts)
        if trigger.lemma in _SETS_OFF and thing.head in _ROAD and told:
            return True  # "On Monday ten lorries will set off": with what was told before
        words = self.page.words[trigger.at + 1 : trigger.at + 6]
        led = next((k for k, w in enumerate(words) if w.low in ("with", "carrying")), None)
        loads = [] if led is None else self.page.things_in(trigger.at + led, trigger.at + led + 6)
        return bool(loads) and thing.values in ((), (1.0,))

    def _named_only(self, thing: Thing) -> bool:
        """Such as "a list of equipment", "free of charge", "Ukraine's energy system"."""
        if "-digit" in self.page.text[thing.start : thing.end]:
            return True  # "a three-digit million sum"
        if thing.pronoun and _MARK.match(self.page.text, thing.start - 1):
            return True
        if _NTH_SUCH.search(self.page.text, thing.start, thing.end):
            return True  # "the thirty-sixth such drawdown of equipment"
        priced = _UNIT_PRICE.search(self.page.text, max(0, thing.start - 60), thing.start)
        if priced and not (thing.money and priced[0].endswith(" of ")):
            return True  # "the cost of one such drone is 15,000"
        if "cumulative" in self.page.text[max(0, thing.start - 12) : thing.end].lower():
            return True  # "carrying a cumulative 879 tonnes"
        if thing.values and not thing.item and thing.last in self.page.names:
            return True  # "Three Qatari aircraft": told where the noun stands
        if thing.head in ("pledge", "promise", "commitment") and not thing.money:
            return True  # "two-thirds of the pledges have been paid"
        if thing.values or thing.money:
            return False
        before = self.page.text[max(0, thing.start - 30) : thing.start].lower()
        if thing.head in ("sum", "compensation", "reimbursement", "budget", "backing"):
            return True
        if thing.item.lower() in ("bill", "new bill", "draft bill", "charge"):
            return True
        said = self.page.text[thing.start : thing.end]
        if _NAMED.search(said) or _AID_CHIEF.search(said):
            return True
        share = _SHARE_OF.search(before) and not self.is_share_of_a_list(thing)
        return bool(_LIST_OF.search(before) or share)

    def _fitted(self, thing: Thing, governed: Governed) -> bool:
        """Such as "12 carriers, ten of which are armed with mortars": what the goods have."""
        trigger = governed.trigger
        arms = trigger is not None and trigger.lemma in ("arm", "equip", "fit") and trigger.passive
        if not arms or trigger is None or governed.prep != "with":
            return False
        begin, _ = self.page.sentence(thing.first)
        told = self.page.things_in(begin, trigger.first)
        before = self.page.words[trigger.first - 1].low
        if before == "," and trigger.lemma == "equip" and trigger.tense == "past":
            return True  # "The NDRF team, equipped with saws, is expected"
        return bool(told) and (before in (",", "which", "that") or told[-1].last == trigger.first)

    def _denied(self, thing: Thing) -> bool:
        """Such as "but no lethal arms", "fewer weapons than": not given, or only compared."""
        words = self.page.words
        first = words[thing.first].low
        before = words[thing.first - 1].low if thing.first else ""
        compared = {first, before} & {"fewer", "less"} and not thing.money
        if compared and any(w.low == "than" for w in words[thing.last : thing.last + 2]):
            return True
        if first == "the" and before == "than":
            return True  # "fewer than the 30 that it had promised"
        begin, _ = self.page.sentence(thing.first)
        if not thing.values and _NOBODY.match(self.page.text, words[begin].start, thing.start):
            return True  # "Which countries have sent tanks?", "No country sent more tanks"
        if thing.money and _CHANGE.search(self.page.text, max(0, thing.start - 40), thing.start):
            return True
        if _OF_THE.match(self.page.text[thing.end : thing.end + 20]):
            return True  # "26 of the 27 agreed"
        return self._behind_not(begin, thing)

    def _behind_not(self, begin: int, thing: Thing) -> bool:
        """Such as "but not the radar and launchers", "no tanks or jets"."""
        words = self.page.words
        for k in range(thing.first - 1, max(begin - 1, thing.first - 9), -1):
            low, near = words[k].low, k + 1 == thing.first or not (thing.values or thing.money)
            if low in _NOT:
                asked = words[k - 1].low if k else ""
                return near and asked not in ("if", "or", "whether") and not thing.money
            joins = low in ("and", "or", "nor", ",") or words[k].closed == "determiner"
            if words[k].verb or not (joins or self._in_a_thing(k)):
                return False
        return False

    def _in_a_thing(self, k: int) -> bool:
        """Whether the word at `k` belongs to goods."""
        return any(t.sort == "goods" for t in self.page.things_in(k, k + 1))

    def _subset(self, thing: Thing) -> bool:
        """Such as "five of them", and "three" behind it: parts of what was told, no more of it."""
        begin, _ = self.page.sentence(thing.first)
        said = [w.low for w in self.page.words[begin : thing.last]]
        return any(a == "of" and b in ("them", "which", "whom", "it") for a, b in pairwise(said))

    def is_some_of(self, thing: Thing) -> bool:
        """Such as "two of the jets": some of what is known already."""
        begin = thing.item_span[0] if thing.item_span else thing.end
        said = self.page.text[thing.start : begin].lower()
        return bool(re.search(r" of (?:the|its|their|these|those|his|her) ", said))

    def _no_item(self, thing: Thing) -> bool:
        """Whether a bare number has nothing to point back to, or counts time."""
        after = self.page.words[thing.last : thing.last + 1]
        if after and after[0].closed == "calendar":
            return True
        earlier = any(t.item and t.first < thing.first for t in self.page.things)
        return self.told.last is None and not earlier

    def _again(self, thing: Thing, governed: Governed) -> bool:
        """Whether "the tanks", "such arms" points back to what was said."""
        if thing.values or thing.money:
            return False
        before = self.page.words[thing.first - 1].low if thing.first else ""
        if governed.side == "object" and governed.trigger and governed.trigger.at > thing.last:
            return False  # "the battery that Romania weighed sending": told here first
        if before in ("a", "an") and thing.first > 1:
            before = "such" if self.page.words[thing.first - 2].low == "such" else before
        if self.told.last is None:
            carrier = before == "the" and thing.head in _CARRIERS
            return carrier or before == "such" or thing.head in SUMS
        behind = self.page.words[thing.last].low if thing.last < len(self.page.words) else ""
        if before == "the" and behind in ("that", "which") and thing.sort == "goods":
            return False  # "gave us the vehicles that hold the line": told here first
        model = any(w[0].isupper() or w[0].isdigit() for w in thing.item.split()[:-1])
        if before == "the" and model and not self._told_before(thing):
            return False  # "handed over the JDAM-ER bombs": told here first
        counted = self.page.words[thing.first].low in ("first", "next") and thing.family != "aid"
        last = self.told.last.thing
        if counted and last.head == thing.head and self.same_sentence(last, thing):
            return True  # "has sent 12 tanks, the first tanks from a NATO country"
        return before in ("the", "these", "those", "this", "that", "such") and not counted

    def _told_before(self, thing: Thing) -> bool:
        """Whether goods of that head, or of that make, stand earlier in the text."""
        words = {w for w in thing.item.split() if not w.islower()}
        earlier = (t for t in self.page.things if t.first < thing.first)
        return any(t.head == thing.head or words & {*t.item.split()} for t in earlier)

    def _made_or_carries(self, thing: Thing) -> bool:
        """Such as "shells under production", "a plane carrying": not the gift itself."""
        after = [w.low for w in self.page.words[thing.last : thing.last + 2]]
        if after and lexicon.deeds().get(after[0]) == "produce":
            return True
        if after in (["under", "production"], ["in", "production"]):
            return True
        loaded = after[:1] and after[0] in ("carrying", "with", "loaded", "laden", "bringing")
        if thing.head in _CARRIERS and not thing.unit and self._brings(thing):
            return True
        return bool(loaded) and not thing.values and thing.head in _CARRIERS

    def _brings(self, thing: Thing) -> bool:
        """Such as "eight aircraft unloaded 113 tonnes of food", "a plane landed with 500 tents"."""
        _, end = self.page.sentence(thing.first)
        words = self.page.words
        verb = words[thing.last].verb if thing.last < end else None
        if verb is None or verb.form not in ("past", "part", "s") or thing.last + 1 >= len(words):
            return False
        acts = verb.group == "deliver" and words[thing.last + 1].low not in ("by", "to", "from")
        loads = [t for t in self.page.things_in(thing.last, end) if t.values or t.money]
        by = "" if not loads else words[loads[0].first - 1].low
        return bool(loads) and (acts or (verb.group == "arrive" and by in ("with", "carrying")))

    def _commercial(self, thing: Thing) -> bool:
        said = "ommercial" in self.page.text
        if said and _COMMERCIAL.search(self.page.text, thing.start, thing.end + 120):
            return True
        begin, end = self.page.sentence(thing.first)
        first, last = self.page.words[begin].start, self.page.words[end - 1].end
        return bool(_SALE.search(self.page.text, first, last))

    def is_rate(self, thing: Thing) -> bool:
        """Such as "100 trucks a day", "half of the $2 billion": no gift of that size."""
        words = self.page.words
        after = [w.low for w in words[thing.last : thing.last + 5]]
        if any(a in ("a", "per", "every", "each") and b in _PER for a, b in pairwise(after)):
            back = {*after} & {"ago", "earlier", "later", "before", "after"}  # "a day earlier"
            yearly = any(b == "year" for _, b in pairwise(after))
            return not (thing.money and yearly) and not back
        if not thing.values and _NUMBER_OF.search(
            self.page.text, max(0, thing.start - 80), thing.start
        ):
            return True
        if after[:2] == ["more", "than"]:
            return True
        before = [w.low for w in words[max(0, thing.first - 3) : thing.first]]
        if _TAKEN_TO.search(self.page.text, max(0, thing.start - 90), thing.start):
            return True
        return (
            bool({"quarter", "third", "half", "fraction", "percent", "cent"} & {*before})
            and "of" in before
        )

    def is_share_of_a_list(self, thing: Thing) -> bool:
        """Such as "98 percent of the vehicles promised: 1,550 trucks": the list is the gift."""
        words = self.page.words
        before = {w.low for w in words[max(0, thing.first - 4) : thing.first]}
        if thing.values or "of" not in before or not before & {"percent", "cent", "%", "most"}:
            return False
        _, end = self.page.sentence(thing.first)
        colon = next((k for k in range(thing.last, end) if words[k].text == ":"), None)
        return colon is not None and any(t.values for t in self.page.things_in(colon, end))

    def heads_a_list(self, thing: Thing) -> bool:
        """Such as "military aid – guns, ammunition, vehicles": the list is the gift."""
        if thing.values or thing.money:
            return False
        gap = self.page.text[thing.end : thing.end + 4]
        follows = bool(self.page.things_in(thing.last, thing.last + 4))
        behind = self.page.text[thing.end : thing.end + 50]
        return (
            follows_soon(self.page, thing)
            if _TO_WHOM.match(behind)
            else (follows and bool(re.match(r"[\"”]? [–—-] |: ?", gap)))
        )

    def is_cumulative(self, thing: Thing) -> bool:
        """Whether "since", "so far", "in total" speaks of this thing and of no other."""
        if self._without_figure(thing):
            return False  # it adds up to nothing
        begin, end = self.page.sentence(thing.first)
        a, b = self.page.words[begin].start, self.page.words[end - 1].end
        near = [t for t in self.page.things_in(begin, end) if t is not thing and not t.inside]
        cues = [*_TOTALS.finditer(self.page.text, a, b)]
        if thing.money or thing.family == "aid":
            cues += _ALREADY.finditer(self.page.text, a, b)
        for cue in cues:
            soft = cue[0].lower().startswith("so far") or len(near) > 2
            if soft and self._one_of_several(thing, near):
                continue  # "has so far sent rifles, rockets and 40 vehicles": gifts, no total
            if FIRST_SINCE.search(self.page.text, max(a, cue.start() - 40), cue.start()):
                continue
            if _WORTH_IN_ALL.search(self.page.text, thing.start, cue.end()) and thing.money:
                continue  # "the new package, worth 7 billion in all"
            after = cue.start() >= thing.end
            first, last = (thing.end, cue.start()) if after else (cue.end(), thing.start)
            if after and _ASIDE.search(self.page.text, first, last):
                continue
            if _BRINGING.search(self.page.text, first, last):
                continue  # "12 trucks crossed, bringing the number since May to 74"
            between = [
                t
                for t in near
                if first <= t.start < last
                and (t.sort != "people" or (t.values and 0 <= cue.start() - t.end < 4))
            ]
            between = [t for t in between if t.values or t.money or t.head not in _PURSES]
            if last - first < 130 and not between and ";" not in self.page.text[first:last]:
                return True
        return False

    def _without_figure(self, thing: Thing) -> bool:
        """Such as "since 2022 it gave howitzers and mortars"; not "the first tanks since"."""
        said = self.page.text[thing.start : thing.end]
        plain = thing.sort == "goods" and thing.family not in ("aid", "cash") and not thing.money
        counted = bool(thing.values) or any(c.isdigit() for c in said)
        return plain and not counted and not said.startswith("first ")

    def among_several(self, thing: Thing) -> bool:
        """Whether goods stand in a list of four or more: such a list tells gifts, and no total."""
        begin, end = self.page.sentence(thing.first)
        near = [t for t in self.page.things_in(begin, end) if t is not thing and not t.inside]
        return len(near) > 2 and self._one_of_several(thing, near)

    def _one_of_several(self, thing: Thing, near: list[Thing]) -> bool:
        """Whether goods without a sum stand in a list of others."""
        goods = [t for t in near if t.sort == "goods" and not t.money and t.family != "aid"]
        listed = any(abs(t.first - thing.last) < 4 or abs(thing.first - t.last) < 4 for t in goods)
        return not thing.money and thing.family != "aid" and listed

    def same_sentence(self, a: Thing, b: Thing) -> bool:
        """Whether two things stand in one sentence."""
        return self.page.sentence(a.first) == self.page.sentence(b.first)
