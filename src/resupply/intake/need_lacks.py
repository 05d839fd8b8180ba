"""Needs told as nouns or by a pronoun: "food shortages", "the shelter needs of", "needs them"."""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene

_GOODS = (
    r"food|fuel|water|medicines?|drugs?|ammunition|shells?|munitions|ammo|equipment|shelter|power"
    r"|electricity|energy|blood|vaccines?|weapons?|arms|missiles?|interceptors?|gunpowder"
    r"|explosives"
    r"|powder|spare parts|parts|generators?|transformers?|tents?|blankets?|flour|wheat|grain|seeds?"
    r"|staff|personnel|manpower|beds?|trucks?|vehicles|engines?|chips|components"
)
_MONEY = r"funds?|funding|money|cash|resources|financing"
_LACK = rx.compile(
    r"\b(?:lack|shortages?|scarcity|shortfalls?|dearth) (?:of|in) (?P<item>(?:[a-z-]+ ){0,3}?"
    rf"(?:{_GOODS}|{_MONEY})(?:(?:,| and|, and) (?:[a-z-]+ )?(?:{_GOODS}))*)\b",
    re.IGNORECASE,
)
_COMPOUND = rx.compile(
    rf"\b(?P<item>(?:(?:clean|drinking|basic|medical|air[- ]defen[cs]e|artillery) )?(?:{_GOODS}))"
    r" shortages?\b",
    re.IGNORECASE,
)
_NEEDS = rx.compile(
    rf"\b(?P<item>(?:(?:{_GOODS}|health|medical|logistical|winter|nutrition|reconstruction"
    rf"|defen[cs]e"
    rf"|air[- ]defen[cs]e) and )?(?:{_GOODS}|health|medical|logistical|winter|nutrition"
    r"|reconstruction|defen[cs]e|air[- ]defen[cs]e)) needs(?= (?:of|in|are|is|remain|had|have|has"
    r"|reach|continue|across|grow|keep)\b)",
    re.IGNORECASE,
)
#: What is short is told as the cause of something else: a delay, and no need by itself.
_CAUSE = rx.compile(
    r"\b(?:because of|due to|owing to|thanks to|amid|despite|for want of|over) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_MET = rx.compile(
    r" (?:is|are|was|were|has been|have been) (?:now |fully |largely )?(?:met|over|eased|covered)"
)


#: The word that each of the three holds: looked for first, as their own beginnings are many.
_ANCHOR = rx.compile(r"\b(?:lack|shortages?|scarcity|shortfalls?|dearth|needs)\b", re.IGNORECASE)


def _told(text: str) -> Iterator[re.Match[str]]:
    """The lacks told as nouns: of goods behind the word, else of goods in front of it."""
    for word in spotting.finditer(_ANCHOR, text):
        found = _LACK.match(text, word.start())
        for cue in (_COMPOUND, _NEEDS) if found is None else ():
            start = max(0, word.start() - 50)
            near = [m for m in cue.finditer(text, start, word.end() + 12) if m.end() == word.end()]
            found = found or (near[-1] if near else None)
        if found is not None:
            yield found


def lacks(scene: Scene) -> Iterator[Draft]:
    """Such as "a global shortage of gunpowder", "food shortages", "the shelter needs of"."""
    page = scene.page
    for found in _told(page.text):
        money = re.search(_MONEY, found["item"], re.IGNORECASE)
        caused = _CAUSE.search(page.text, max(0, found.start() - 50), found.start())
        at = page.index(found.start())
        if _MET.match(page.text, found.end()) or (caused and money) or at >= len(page.words):
            continue
        fields: dict[str, object] = {"item": found["item"]}
        who = _whose(scene, at)
        if who:
            fields["who"] = who
        spans = {"item": found.span("item")}
        yield Draft("need", found.span(), fields, spans, "need.lack_of", f'"{found[0]}"')


def _whose(scene: Scene, at: int) -> str | None:
    """Who is short: a country in need in the sentence, whoever acts in it, or the text's topic."""
    page = scene.page
    begin, end = page.sentence(at)
    named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org", "group")]
    needy = [a for a in named if scene.in_need(a)]
    countries = [a for a in needy if a.kind == "country"]
    if needy:
        return (countries or needy)[0].id
    return scene.givers.topic or (named[0].id if named else None)


_LISTED = rx.compile(
    r"\b(?:[Nn]eeded(?: now| most| urgently)?:|(?:[Uu]rgent|[Pp]riority|[Ii]mmediate|[Tt]op|[Mm]ain"
    r"|[Cc]urrent|[Pp]ressing) needs(?: (?:in|of|for) [\w ]{2,30}?)?(?::| are| include)"
    r"|(?:pressing|greatest|biggest|main|urgent|top|first) needs? (?:is|are|was|were|remains?)"
    r"(?: for)?"
    r"|[Mm]ost needed(?: items)?(?::| are)|(?:wish|shopping)[- ]?list(?::| are| is"
    r"| includes?)) (?=[\w\d])"
)


def listed(scene: Scene) -> Iterator[Draft]:
    """Such as "Urgent needs: kits, mattresses", "its most pressing need is ammunition"."""
    page = scene.page
    for found in spotting.finditer(_LISTED, page.text):
        at = page.index(found.end())
        if at >= len(page.words):
            continue
        _, end = page.sentence(at)
        told = [t for t in page.things_in(at, end) if t.sort == "goods" and t.item][:6]
        if not told or told[0].start - found.end() > 20:
            continue
        last = told[0]
        for thing in told[1:]:
            if thing.start - last.end < 12 and "." not in page.text[last.end : thing.start]:
                last = thing
        item = (told[0].item_span or (told[0].start, told[0].end))[0], last.end
        fields: dict[str, object] = {"item": page.text[slice(*item)]}
        who = _whose(scene, page.index(found.start()))
        if who:
            fields["who"] = who
        span = (found.start(), last.end)
        yield Draft("need", span, fields, {"item": item}, "need.listed", f'"{found[0]}"')


_GIVE_US = rx.compile(r"\b(?:[Gg]ive|[Ss]end|[Pp]rovide|[Ll]end) us (?:\w+ ){0,3}?$")


def given_us(scene: Scene) -> Iterator[Draft]:
    """Such as "Give us the Patriots": who speaks asks for it."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "goods" or not thing.item or thing.family == "aid":
            continue
        found = _GIVE_US.search(page.text, max(0, thing.start - 40), thing.start)
        if found is None:
            continue
        speaker = page.speaker_at(thing.start)
        who = speaker.id if speaker is not None else scene.givers.topic
        fields: dict[str, object] = {"item": thing.item, **({"who": who} if who else {})}
        if thing.values:
            fields["quantity"] = thing.values[0]
        spans = {"item": thing.item_span} if thing.item_span else {}
        yield Draft("need", (found.start(), thing.end), fields, spans, "need.give_us", '"give us"')


_THEM = rx.compile(
    r"\b(?:which|who|that|it|they|[A-Z]\w+)(?: \w+ly| now| still| also| so)* (?:needs?|requires?"
    r"|lacks?|wants?) (?P<them>them|it|these|those)"
    r"(?= (?:to|for|most|urgently|badly|now|so|in|by)\b|[.,;:”\"])"
)


#: Without these words there is no such phrase.
_NEEDS_THEM = rx.compile(r"\b(?:needs?|requires?|lacks?|wants?) (?:them|it|these|those)\b")


def pronouns(scene: Scene) -> Iterator[Draft]:
    """Such as "shells for Ukraine, which badly needs them": what was named just before."""
    page = scene.page
    asked = next(spotting.finditer(_NEEDS_THEM, page.text), None)
    for found in _THEM.finditer(page.text) if asked else ():
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        back = begin if found["them"] in ("them", "it") else page.index(max(0, found.start() - 200))
        told = [t for t in page.things_in(min(back, begin), at) if t.sort == "goods" and t.item]
        many = found["them"] != "it"
        named = page.actors_in(begin, page.index(found.end()))
        who = [a for a in named if scene.in_need(a)]
        if not told or not who or (many and not told[-1].item.endswith("s")):
            continue
        thing = told[-1]
        fields: dict[str, object] = {"who": who[-1].id, "item": thing.item}
        spans = {"item": thing.item_span} if thing.item_span else {}
        yield Draft("need", found.span(), fields, spans, "need.them", f'"{found[0]}"')
