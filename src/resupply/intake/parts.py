"""Parts of aid: what stands behind "including", or in "in it are"."""

from resupply.intake import lexicon, package_holds, rx
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Page
from resupply.intake.things import Thing
from resupply.intake.told import Gift, Told
from resupply.intake.triggers import Trigger

#: What opens the parts of what stands before: "aid to Ukraine, including", "aid: ".
_PARTS = rx.compile(
    r"(?: (?:to|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?"
    r"(?: (?:since|worth|in|from|over) [^,;:.()]{2,40})?"
    r"(?:,? (?:including|includes|included|which includes|comprising|consisting of|made up of"
    r"|such as|among (?:it|them|others|which)|ranging from)\b(?: in particular| among others)?|:)"
)
_ACTS = (
    r"(?:package|shipment|batch|delivery|consignment|cargo|donation|list|aid|assistance|funding"
    r"|support|contribution|tranche|convoy|relief|load|freight|supplies|goods|gift|help|truckload)"
)
_IN_IT = rx.compile(
    rf"(?:Included in|In|Among|Amongst) (?:it|them|these|this|that|(?:the|this|that|its|their)"
    rf" (?:[\w-]+ ){{0,2}}{_ACTS}) (?:is|are|was|were|will be)\b"
)

#: How those come whose load is told behind "with".
CAME_WITH = frozenset(["leave", "land", "depart", "arrive", "reach", "enter", "cross"])
_CALLS = frozenset(["appeal", "campaign", "drive", "fundraiser", "bid", "collection"]) | {
    *("conference", "concert", "gala", "auction", "event", "race", "telethon", "effort")
}
#: What is done with what is to bring in money.
_HELD = frozenset(
    ["held", "organised", "organized", "convened", "hosted", "staged", "hopes", "aims"]
)
_OPENED = rx.compile(r" \((?:[A-Z][\w-]* )*$")
#: What is told as a whole before its parts ("The supplies included tents").
_GIFTS = lexicon.words("judging.gifts") | {
    *("cargo", "good", "supply", "relief", "assistance", "load", "convoy", "material")
}


def follow(page: Page, thing: Thing) -> bool:
    """Whether "including", "such as" or a colon and goods follow behind a thing."""
    led = _PARTS.match(page.text, thing.end)
    if led is None:
        return False
    first = page.index(led.end())
    return any(t.sort == "goods" for t in page.things_in(first, first + 5))


def told_of(page: Page, thing: Thing, trigger: Trigger) -> bool:
    """Such as "has announced further aid, including mortars": a gift, whose parts are told."""
    gives = trigger.group in ("deliver", "pledge", "commit", "receive") and not trigger.nominal
    return gives and follow(page, thing)


def open_list(page: Page, told: Told, thing: Thing, governed: Governed) -> None:
    """Such as "has given 250 million in all, including guns": a total, whose parts are gifts."""
    trigger = governed.trigger
    handed = trigger is not None and trigger.group in ("deliver", "commit", "receive")
    if handed and follow(page, thing):
        told.header = (thing, governed)


_INCLUDING = rx.compile(
    r",? (?:including|among them) (?:\w+ from [^,;.:]{3,40}, )*?(?:and )?(?:about |some )?"
)


def whole_of(page: Page, thing: Thing) -> Thing | None:
    """Such as the flights of "sent flights, including 14 from Malta and two from Cyprus"."""
    begin, _ = page.sentence(thing.first)
    before = [t for t in page.things_in(begin, thing.first) if t.sort == "goods" and t.item]
    led = [t for t in before if _INCLUDING.fullmatch(page.text, t.end, thing.start)]
    return led[-1] if led and not led[-1].inside else None


def without_wholes(page: Page, gifts: list[Gift]) -> list[Gift]:
    """The gifts without those whose parts alone are counted ("flights, including 14 from Malta").

    Args:
        page: The text.
        gifts: Its gifts, in order.
    """
    bare = [g.thing for g in gifts if not (g.thing.item or g.thing.money)]
    wholes = [whole_of(page, t) for t in bare]
    return [g for g in gifts if g.thing.values or g.thing.money or g.thing not in wholes]


def acting(clauses: Clauses, governed: Governed) -> set[str]:
    """Who is the subject of the verb of giving that governs a thing."""
    trigger = governed.trigger
    if trigger is None or trigger.nominal or trigger.passive:
        return set()
    gives = trigger.group in ("deliver", "pledge", "commit")
    return {a.id for a in clauses.subjects(trigger)} if gives else set()


def is_entry(page: Page, begin: int, end: int) -> bool:
    """Whether a line has no finite verb, such as one behind a bullet."""
    said = page.words[begin:end]
    finite = any(
        w.closed == "auxiliary" or (w.verb and w.verb.form == "s" and not w.capital) for w in said
    )
    return not finite and said[-1].text != ":"


def of_a_call(page: Page, trigger: Trigger) -> bool:
    """Whether "to raise" stands behind an appeal, a campaign, "held": what is asked for."""
    if trigger.tense != "to" or trigger.status == "delivered":
        return False  # "managed to raise"
    said = [w.low for w in page.words[max(0, trigger.first - 10) : trigger.first]]
    called = any(lexicon.singular(low) in _CALLS for low in said[-3:])
    return called or said[-2:] in (["so", "as"], ["in", "order"]) or bool(_HELD & {*said})


def spelled_out(page: Page, thing: Thing) -> bool:
    """Such as "100 NLAW (Next Generation Light Anti-Tank Weapon)": the same, in full."""
    if thing.values or thing.money:
        return False
    before = page.text[max(0, thing.start - 60) : thing.start]
    led = _OPENED.search(before)
    mate = led and [t for t in page.things_in(max(0, thing.first - 12), thing.first) if t.values]
    return bool(led and mate and mate[-1].end == thing.start - len(before) + led.start())


def gift_holds(page: Page, trigger: Trigger) -> bool:
    """Such as "The package includes two aircraft", where nothing was told of it before."""
    begin, _ = page.sentence(trigger.at)
    if trigger.lemma == package_holds.HOLDS:
        return True
    return any(lexicon.singular(w.low) in _GIFTS for w in page.words[begin : trigger.first])


def in_it(page: Page, begin: int, thing: Thing) -> bool:
    """Such as "In it are rifles and sights", "Among them were 20 trucks"."""
    said = page.text[page.words[begin].start : thing.start]
    return _IN_IT.match(said) is not None


def people_are_reached(page: Page, trigger: Trigger, thing: Thing, prep: str) -> bool:
    """Such as "40,000 people will be reached with blankets", "to reach families with rice"."""
    if prep != "with" or thing.sort != "goods" or thing.family in ("aid", "vehicles"):
        return False
    if trigger.passive:
        return True
    between = page.words[trigger.at + 1 : thing.first]
    return any(lexicon.not_goods().get(lexicon.singular(w.low)) == "people" for w in between)
