"""Goods and sums of aid that are held up: promised once, and not sent now."""

import re

from resupply.intake import lexicon, rx, sum_frames
from resupply.intake.clauses import Clauses, Governed
from resupply.intake.page import Actor, Page
from resupply.intake.things import Thing
from resupply.intake.triggers import Trigger

#: Verbs that hold up what was proposed or promised, with the stage they leave a sum at.
_HELD_UP = {
    **dict.fromkeys(["block", "veto", "stall", "delay", "obstruct", "reject"], "in_talks"),
    **dict.fromkeys(["pause", "suspend", "halt", "freeze", "withhold", "hold"], "paused"),
}
#: Verbs that hold back goods on their way; "put" is "put on hold".
_HOLDS = frozenset(["pause", "suspend", "halt", "freeze", "withhold", "hold", "delay", "put"])
_ARMS = lexicon.words("production.arms")


def stage(trigger: Trigger, thing: Thing) -> str:
    """The stage at which a verb of holding up leaves a thing."""
    return _HELD_UP.get(trigger.lemma, "paused") if thing.money else "paused"


def sum_is_held(page: Page, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
    """Such as "has blocked a package of 50 billion euros": what was meant to be given."""
    held = trigger.group == "delay" and trigger.lemma in _HELD_UP and not trigger.nominal
    figure = bool(thing.money) and thing.family == "aid"
    if held and thing.money and governed.prep == "worth":
        return sum_frames.is_held_as_worth(page, thing, trigger.at)
    return held and figure and governed.prep in ("", "in")


def goods_are_held(page: Page, thing: Thing, governed: Governed, trigger: Trigger) -> bool:
    """Such as "A shipment of shells has been put on hold": arms that a donor keeps back."""
    lemma = trigger.lemma in _HOLDS or (trigger.lemma == "stop" and _ON_THE_WAY.match(thing.item))
    holds = trigger.group == "delay" and lemma and not trigger.nominal
    if not holds or thing.money or thing.pronoun or thing.family not in _ARMS:
        return False
    if trigger.tense in ("to", "ing", "maybe") or governed.prep not in ("", "of", "with"):
        return False
    begin, _ = page.sentence(thing.first)
    opens = trigger.first - begin <= 1  # "Being held back are 40 missiles"
    return trigger.passive if governed.side == "subject" else not trigger.passive or opens


def delivery_is_held(
    page: Page, clauses: Clauses, thing: Thing, governed: Governed, trigger: Trigger
) -> bool:
    """Such as "had paused the delivery of interceptors": the deed of bringing arms is held."""
    deed = trigger.nominal and trigger.group == "deliver" and "delay" in trigger.matrix
    if not deed or governed.side != "object" or thing.family not in _ARMS or thing.money:
        return False
    begin, _ = page.sentence(trigger.at)
    above = [t for t in clauses.between(begin, trigger.at) if not t.nominal]
    return bool(above) and above[-1].lemma in _HOLDS | {"stop"} and not above[-1].negated


#: Sentences that tell what a pause holds back, up to the goods.
_HELD_LIST = rx.compile(
    r"(?:The |This |Their |Its )?(?:[\w-]+ ){0,2}(?:pause|halt|freeze|suspension|hold|delay|move"
    r"|decision)\b[^.]{0,180}?\b(?:affects?|affected|includes?|included|covers?|covered|concerns?"
    r"|applies to|extends to)\b"
    r"|(?:Covered|Affected|Concerned|Hit|Held back)(?: by [^.;:]{3,40}?)? (?:are|is|were|was)\b"
    r"|(?:Also |Included )?(?:among|Among) (?:the |those )?[^.]{0,80}?\b(?:delayed|halted|paused"
    r"|withheld|held|suspended|frozen|stopped)\b[^.]{0,60}?\b(?:are|is|were|was)\b"
)
#: The other way round: "Interceptors are among the items delayed".
_HELD_TOO = rx.compile(
    r"[^.;:]{0,90}?\b(?:are|were|is|was) among (?:the |those )?(?:[\w-]+ ){0,3}?"
    r"(?:delayed|halted|paused|withheld|held (?:up|back)|suspended|frozen|stopped)\b"
)
#: What the goods are used with, or come from: "missiles fired from Ukrainian jets".
_USED_WITH = rx.compile(
    r"\b(?:from|with|against|by|on)(?: (?:the|its|their|[A-Z][\w-]+(?:['’]s?)?))* $"
)
_PAUSE = rx.compile(r"\b(?:paus|halt|suspen|fr[eo]e?z|withh|stopp|on hold)", re.IGNORECASE)
#: Deeds that "stopped" holds up; a shell that was stopped was shot down.
_ON_THE_WAY = rx.compile(
    r"(?:some |all |most )?(?:shipment|deliver(?:y|ie)|suppl(?:y|ie)|transfer)s? of "
)


#: "is still frozen in the US House": where what is held up lies.
_LIES = rx.compile(
    r"\b(?:frozen|stuck|stalled|blocked|held up|bogged down|languish\w*|mired|delayed|trapped"
    r"|caught|pending|on hold|deadlocked|tied up)\b[^.;,]{0,30}?\b(?:in|before) (?:the )?"
)
_CHAMBER = rx.compile(
    r"[^.;,]{0,24}\b(?:Congress|House|Senate|[Pp]arliament|Bundestag|Sejm|Knesset|Capitol|Diet"
    r"|lawmakers|legislature|politics)\b"
)


def chamber(page: Page, thing: Thing) -> Actor | None:
    """Whose chamber a gift is held up in: it is that country's.

    Args:
        page: The text.
        thing: What is held up.
    """
    _, end = page.sentence(thing.first)
    stop = page.words[end - 1].end
    lies = _LIES.search(page.text, thing.end, min(stop, thing.end + 120))
    if lies is None or not _CHAMBER.match(page.text, lies.end(), stop):
        return None
    near = page.actors_in(page.index(lies.end()), min(end, page.index(lies.end()) + 3))
    return next((a for a in near if a.kind == "country"), None)


#: What those do who stand in the way of what others would give.
_OPPOSED = rx.compile(
    r"\b(?:block(?:s|ed|ing)?|veto(?:es|ed|ing)?|h[eo]ld(?:s|ing)? (?:up|back)|opposes?|opposed"
    r"|opposing|obstruct(?:s|ed|ing)?|(?:vot|spok|speak|argu|rail|fought|fight)\w* against"
    r"|object(?:s|ed|ing) to|refus(?:es|ed|ing) to (?:approve|back|support|unblock)"
    r"|(?:lift|drop|withdr[ae]w)\w* (?:its|their|his) veto)\b[^.;:]*$"
)
#: Members of the EU, whose no can stop its sums.
_MEMBERS = frozenset(
    (
        *("HUN", "SVK", "CZE", "POL", "AUT", "BGR", "ROU", "GRC", "CYP", "ITA", "ESP", "PRT"),
        *("FRA", "DEU", "NLD", "BEL", "LUX", "DNK", "SWE", "FIN", "EST", "LVA", "LTU", "IRL"),
        *("MLT", "SVN", "HRV"),
    )
)


def opposed(page: Page, thing: Thing) -> Actor | None:
    """The EU, where a member stands in the way of a sum: "Malta blocks 2 billion for Kyiv".

    Args:
        page: The text.
        thing: What would be given.
    """
    union = next((a for a in page.actors if a.id == "EU"), None)
    if union is None or not (thing.money or thing.family == "aid"):
        return None
    begin, _ = page.sentence(thing.first)
    before = [a for a in page.actors_in(begin, thing.first) if a.id in _MEMBERS]
    said = page.text[before[-1].end : thing.start] if before else ""
    return union if _OPPOSED.search(said) else None


#: Such as "They include": right behind a sentence that tells of a pause in deliveries.
_THEY = rx.compile(
    r"(?:They|These|It|The (?:weapons|items|goods|arms|shipments?|deliver(?:y|ies)|package|aid)"
    r"(?: in question)?) (?:include[sd]?|comprise[sd]?|consist(?:s|ed)? of|contain(?:s|ed)?)\b"
)
_PAUSED_ALL = rx.compile(
    r"\b(?:paus|halt|suspen|fr[eo]e?z|withh|stopp|held)\w*(?: \w+){0,3}? (?:shipments?|deliver(?:y"
    r"|ies)|transfers?|supplies|suppl(?:y|ies) of|weapons|arms|aid)\b"
)


def list_is_held(page: Page, thing: Thing) -> bool:
    """Such as "Among the delayed items are missiles", "The pause affects shells and bombs"."""
    if thing.money or thing.pronoun or not (thing.family in _ARMS or thing.values):
        return False
    begin, _ = page.sentence(thing.first)
    start = page.words[begin].start
    if _USED_WITH.search(page.text, max(start, thing.start - 40), thing.start):
        return False
    found = _HELD_LIST.match(page.text, start, thing.start)
    found = found or _HELD_TOO.match(page.text, thing.end)
    if found is None and begin and _THEY.match(page.text, start, thing.start):
        before = page.words[page.sentence(begin - 1)[0]].start
        found = _PAUSED_ALL.search(page.text, before, start)
    return found is not None and bool(_PAUSE.search(page.text, max(0, start - 800), thing.start))
