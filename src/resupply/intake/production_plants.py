"""Plants that are built, what they can make, and arms that are made without a name."""

import re
from collections.abc import Iterator

from resupply.intake import lexicon, numbers, rx, spotting
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ARMS = lexicon.words("production.arms")
_SITE = (
    r"plants?|factor(?:y|ies)|production lines?|assembly lines?|production facilit(?:y|ies)"
    r"|production (?:sites?|hubs?)|repair hub|maintenance hub"
    r"|(?:ammunition|munitions|drone|missile|powder|explosives|shell|repair|maintenance|service"
    r"|assembly"
    r"|development|vehicle) facilit(?:y|ies)"
)
#: One of these stands in every site: asked for first, as most texts have none.
_SITE_WORDS = (
    "plant",
    "factor",
    "facilit",
    "production ",
    "assembly line",
    "repair hub",
    "maintenance hub",
)
_PLANT = rx.compile(
    r"\b(?:buil[dt]s?|building|(?:re-?)?open(?:s|ed|ing)?|(?:set|put)(?:s|ting)? up"
    r"|erect(?:s|ed|ing)?|construct\w*|launch\w*|"
    r"establish\w*|inaugurat\w*|unveil\w*|commission(?:s|ed|ing)|announc(?:es|ed|ing)|plann(?:ed"
    r"|ing)"
    r"|br(?:oke|eaks?|eaking) ground (?:on|for|at))(?: of)? "
    r"(?:an? |the |its |their |new |first |joint |second |own |at least |up to |planned |another "
    r"|largest |biggest |newest |most modern |third |[\w]+['’]s (?=\w+est )|[€$£][\d.,]+ ?(?:mn"
    r"|bn|[mb]illion|m)?[ -]"
    r"|(?P<n>two|three|four|five|six|\d+) )*"
    r"(?:[A-Z][a-z]+(?:ian|ish|ese|[aei]n|ch) )?"
    rf"(?P<item>(?:(?:[a-z0-9][\w-]+|[A-Z]{{2,6}}) ){{0,4}}(?:{_SITE}))\b"
)
#: "A production line is also to be set up there".
_PLANT_SET_UP = rx.compile(
    rf"\b(?:[Aa]n? |[Tt]he |[Nn]ew )*(?P<item>(?:[a-z][\w-]+ ){{0,3}}(?:{_SITE})) "
    r"(?:is|are|was|were|will|has|have)(?: (?!not\b)\w+){0,4}? (?:built|set up|opened|constructed"
    r"|inaugurated|established|launched)\b(?P<n>)"
)


_PLACES = frozenset(["country", "place"])


def built(scene: Scene) -> Iterator[Draft]:
    """Such as "is building a drone plant near Kyiv", "the building of a factory by Stroms"."""
    page = scene.page
    if not any(word in page.text for word in _SITE_WORDS):
        return
    hits = (m for p in (_PLANT, _PLANT_SET_UP) for m in spotting.finditer(p, page.text))
    for found in hits:
        at, after = page.index(found.start()), page.index(found.end())
        begin, end = page.sentence(at)
        acting = [a for a in page.actors_in(begin, at) if a.kind != "place"]
        firms = [a for a in acting if who.is_company(scene, a)]
        if " " not in found["item"] and not (found["n"] or firms):
            continue  # "a plant": of what is said elsewhere
        around = [a for a in page.actors_in(after, min(after + 6, end)) if a.kind in _PLACES]
        around = [a for a in around if page.words[page.index(a.start) - 1].low != "of"]
        acting = acting or page.actors_in(at, page.index(found.start("item")))
        makers = [a.id for a in acting[:2]]
        if not makers:
            makers = [a.id for a in _led_by(scene, after, end)] or _spoken_of(scene, begin, at)
        fields: dict[str, object] = {"item": found["item"], "maker": makers}
        there = who.place(scene, after, end) or (around[0].id if around else None)
        if there:
            fields["place"] = there
        start = acting[0].start if acting else found.start()
        count = numbers.worded(found["n"]) or found["n"] if found["n"] else None
        if count:
            fields["quantity"] = float(count)
        yield Draft(
            "production",
            (start, found.end()),
            fields,
            {"item": found.span("item")},
            "production.plant",
            "a place of making is built",
        )


def _spoken_of(scene: Scene, begin: int, at: int) -> list[str]:
    """The company that "we" or "the group" means; none where nobody is meant."""
    ours = any(w.low in ("we", "our", "it", "company", "group") for w in scene.page.words[begin:at])
    found = who.company(scene, scene.page.words[at].start) if ours else None
    return [found.id] if found else []


def _led_by(scene: Scene, first: int, last: int) -> list[Actor]:
    """Who is named behind "by": the company rather than its country."""
    words = scene.page.words
    told = next((k for k in range(first, last) if words[k].low == "by"), None)
    named = scene.page.actors_in(told, min(told + 8, last)) if told is not None else []
    return [a for a in named if who.is_company(scene, a)][:1] or named[:1]


_CAPACITY = rx.compile(
    r"\b(?P<often>annual |yearly |monthly |daily )?(?:[a-z-]+ )?(?:capacity|output|production"
    r"|(?P<rate>rate|pace))"
    r"(?: capacity)?(?: for (?P<item>[\w -]{3,40}?))?"
    r"(?: (?:of|to|at|is|was|stands at|had|has|reached|reach|totals|will|be|now))+ "
    r"(?:about |around |some |up to |over |more than |less than |nearly |at least |only )*$",
    re.IGNORECASE,
)
#: "Output has grown by 40 percent and will reach 1.4 million shells a year".
_GROWS = rx.compile(
    r"\b(?P<often>annual |yearly )?(?:capacity|output"
    r"|production)(?P<rate>)\b[^.;:]{0,70}? (?:reach(?:es|ed)?"
    r"|(?:ris|grow|go|climb|increas|jump|doubl|tripl)\w* to|rose to|grew to|went to|tops?|hits?"
    r"|exceeds?|totals?) "
    r"(?:about |around |some |up to |over |more than |less than |nearly |at least |only )*$",
    re.IGNORECASE,
)
A_YEAR = rx.compile(
    r"[^.;:]{0,30}?(?:\b(?:a|per|each|every) (?:year|month|day|week)|\bannually|\byearly|\bmonthly)"
)


def capacities(scene: Scene) -> Iterator[Draft]:
    """Such as "will reach a capacity of 100,000 projectiles a year", and what is listed with it."""
    page = scene.page
    for thing in page.things:
        counted = thing.sort in _MADE or thing.item in ("units", "pieces", "items")
        if not thing.values or thing.money or not thing.item or not counted:
            continue
        begin, end = page.sentence(thing.first)
        a = page.words[begin].start
        found = _CAPACITY.search(page.text, max(a, thing.start - 110), thing.start)
        found = found or _GROWS.search(page.text, max(a, thing.start - 110), thing.start)
        often = found is not None and (found["often"] or A_YEAR.match(page.text, thing.end))
        if found is None or not often:
            continue
        if found["rate"] and not who.FIRM.search(page.text, a, thing.start):
            continue  # "at a rate of 50 lorries a day": they come, and are not made
        start = found.start()
        for each in (thing, *_listed(scene, thing)):
            yield _capacity(scene, each, (start, each.end), begin, end)
            start = each.end  # the next begins with its own words
            start = min(start + 1, len(page.text))


def _listed(scene: Scene, thing: Thing) -> list[Thing]:
    """Such as "600,000 tents and 6 million blankets": the rest, each with its number."""
    page = scene.page
    _, end = page.sentence(thing.first)
    out: list[Thing] = []
    for mate in page.things_in(thing.last, end):
        joined = _AND.fullmatch(page.text, (out or [thing])[-1].end, mate.start)
        if not joined or not mate.values or not mate.item:
            break
        out.append(mate)
    return out


_AND = rx.compile(r",? (?:and )?(?:an estimated |about |some |up to |around )?")


def _capacity(scene: Scene, thing: Thing, span: tuple[int, int], begin: int, end: int) -> Draft:
    page = scene.page
    acting = [a for a in page.actors_in(begin, thing.first) if a.id not in who.SOURCES]
    inside = [x for x in acting if who.is_company(scene, x)] or [
        x for x in acting if x.kind in ("org", "country") and MAKE_THERE.match(page.text, x.end)
    ]
    maker = inside[0] if inside else who.company(scene, page.words[begin].start)
    makers = [maker.id] if maker else [x.id for x in acting if x.kind in ("org", "country")][:1]
    makers = makers or who.unlisted(scene, begin, thing.first)
    makers = makers or who.last_named(scene, page.words[begin].start)
    fields: dict[str, object] = {"item": thing.item, "quantity": thing.values[0]}
    if makers:
        fields["maker"] = makers
    there = who.place(scene, begin, end)
    if there:
        fields["place"] = there
    spans = {"item": thing.item_span} if thing.item_span else {}
    said = "what a plant can make in a time"
    return Draft("production", span, fields, spans, "production.capacity", said)


#: Such as "EU manufacturers", "European production": whose they are makes.
MAKE_THERE = rx.compile(
    r"['’]?s? (?:\w+ )?(?:manufactur|produc|industr|makers|capacity|output|plants)"
)
_SERIES = rx.compile(
    r"\b(?:start|begin|launch|began|started|launched|starting|beginning|launching|move to|enter)s? "
    r"(?:the )?(?:mass|serial|series|full-scale|large-scale) production\b(?! of)"
)


def series(scene: Scene) -> Iterator[Draft]:
    """Such as "has tested its shells and plans to start mass production": of what was named."""
    page = scene.page
    for found in spotting.finditer(_SERIES, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        told = [t for t in page.things_in(begin, at) if t.sort == "goods" and t.item]
        acting = [a for a in page.actors_in(begin, at) if a.id not in who.OFFICIAL]
        meant = None if acting else scene.clauses.meant(begin)
        makers = [a.id for a in acting[:1]] or ([meant.id] if meant else [])
        if told and makers:
            fields: dict[str, object] = {"item": told[-1].item, "maker": makers}
            there = who.place(scene, at, end)
            if there:
                fields["place"] = there
            item = told[-1].item_span or (told[-1].start, told[-1].end)
            yield _plain(fields, (told[-1].start, found.end()), item)


_UP_FROM = rx.compile(
    r"\bup from (?:about |around |some |only )?(?P<n>\d[\d,]*\d)(?: to (?P<to>\d[\d,]*\d))?"
    r"(?= (?:this|last|in|a|before|now|per)\b)"
)
_MAKES = rx.compile(r"\b(?:produc|manufactur|make|turn(?:s|ing)? out|output|capacity)")


def up_from(scene: Scene) -> Iterator[Draft]:
    """Such as "700,000 shells a year in 2025, up from 400,000 to 500,000 this year"."""
    page = scene.page
    for found in spotting.finditer(_UP_FROM, page.text):
        at = page.index(found.start())
        begin, _ = page.sentence(at)
        told = [t for t in page.things_in(begin, at) if t.sort == "goods" and t.item and t.values]
        if not told or not _MAKES.search(page.text, page.words[begin].start, found.start()):
            continue
        said = [float(n.replace(",", "")) for n in (found["n"], found["to"]) if n]
        acting = [a for a in page.actors_in(begin, at) if a.kind in ("org", "country")]
        quantity = said if len(said) > 1 else said[0]
        fields: dict[str, object] = {"item": told[-1].item, "quantity": quantity}
        if acting:
            fields["maker"] = acting[0].id
        yield _plain(fields, found.span(), found.span("n"))


_MADE = frozenset(["goods", "unknown"])

_PRODUCTS = rx.compile(
    r" (?:their |its |new |joint |more |common |mostly |mainly |largely "
    r"|chiefly )*(?P<item>(?:defen[cs]e|military|weapons?|arms) "
    r"(?:products?|equipment|goods|systems|items|technolog(?:y|ies))|weapons|arms)\b"
)
_JOINT = rx.compile(
    r"\b(?P<lead>[Jj]oint|[Cc]ollaborative|[Ll]ocali[sz]ed?|[Dd]omestic) "
    r"(?P<item>(?:defen[cs]e|arms|weapons?|military|drone|ammunition|missile|shell) "
    r"(?:production|manufacturing))\b"
)


def products(scene: Scene) -> Iterator[Draft]:
    """Such as "will make defence products together", "joint defence production in Lithuania"."""
    page = scene.page
    for trigger in scene.clauses.triggers:
        if trigger.group != "produce" or trigger.nominal or trigger.negated or trigger.passive:
            continue
        found = _PRODUCTS.match(page.text, page.words[trigger.at].end)
        makers = scene.clauses.subjects(trigger) if found else []
        if found and makers:
            start = min(makers[0].start, page.words[trigger.first].start)
            fields: dict[str, object] = {"item": found["item"], "maker": [a.id for a in makers]}
            yield _plain(fields, (start, found.end()), found.span("item"))
    for found in spotting.finditer(_JOINT, page.text):
        begin, end = page.sentence(page.index(found.start()))
        named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org", "person")]
        if found["lead"].lower() == "joint" and len({a.id for a in named}) < 2:
            named += page.actors_before(page.words[begin].start, 500)[::-1]
            named = [a for a in named if a.kind in ("country", "person") and len(a.id) == 3]
        ids = list(dict.fromkeys(a.id for a in named))
        if len(ids) > 1 or (found["lead"].lower() != "joint" and ids):
            fields = {"item": found["item"], "maker": ids[:2]}
            there = who.places(scene, page.index(found.end()), end)
            if there:
                fields["place"] = there
            yield _plain(fields, found.span(), found.span("item"))


_GOODS = (
    r"ammunition|shells?|rounds?|drones?|uavs?|missiles?|rockets?|artillery|howitzers?|mortars?"
    r"|tanks?"
    r"|weapons?|arms|munitions?|explosives?|gunpowder|powder|mines?|grenades?|vehicles?|aircraft"
    r"|fighter|helicopters?|ships?|submarines?|radars?|interceptors?|bombs?|rifles?|engines?"
    r"|vaccines?"
    r"|body armou?r|propellants?|charges|warheads?"
)
_OUTPUT = rx.compile(
    r"\b(?:(?:step|scal|ramp|speed|set|build)\w* up|boost\w*|increas\w+|expand\w*|rais\w+|doubl\w+"
    r"|tripl\w+|quadrupl\w+|accelerat\w+|start\w*|launch\w*|resum\w+|restart\w*|began|begin\w*"
    r"|localis\w+|localiz\w+|maximi[sz]\w+|strengthen\w*|mov(?:e|es|ed|ing)|shift\w*)"
    r"(?: (?:its|their|his|the|our|domestic|local|joint|annual|own|total|more|serial|mass|overall"
    r"|[A-Z]\w+(?:['’]s)?))* "
    rf"(?P<item>(?:(?!the\b|its\b|and\b|of\b)[\w-]+ ){{0,3}}?(?:{_GOODS})) "
    r"(?P<word>production|output|manufactur(?:e|ing)|assembly)\b"
    r"(?! (?:plants?|lines?|facilit|capacity of))",
    re.IGNORECASE,
)


def outputs(scene: Scene) -> Iterator[Draft]:
    """Such as "to step up mortar ammunition production in Finland": the goods stand before it."""
    page = scene.page
    made = ("production", "output", "manufactur", "assembly")
    if not scene.about_aid or not any(word in page.text for word in made):
        return
    for found in spotting.finditer(_OUTPUT, page.text):
        _, end = page.sentence(page.index(found.start()))
        fields: dict[str, object] = {"item": found["item"]}
        there = who.place(scene, page.index(found.end()), end)
        if there:
            fields["place"] = there
        yield _plain(fields, found.span(), found.span("item"))


def counted(scene: Scene) -> Iterator[Draft]:
    """Such as "has built over 2,000 mortars since 2010", whether or not it is a total."""
    page = scene.page
    for trigger in scene.clauses.triggers:
        plain = trigger.group == "produce" and not trigger.nominal and not trigger.passive
        if not plain or trigger.negated or not scene.about_aid:
            continue
        begin, end = page.sentence(trigger.at)
        near = page.things_in(trigger.at + 1, min(end, trigger.at + 6))[:1]
        told = [t for t in near if t.values and t.item and not t.money and t.sort in _MADE]
        gap = page.words[trigger.at + 1 : told[0].first] if told else []
        if not told or any(w.verb or w.is_sign or w.low == "up" for w in gap):
            continue  # "components to make up a battery"
        words = page.words
        said = page.text[words[begin].start : words[trigger.at].start]
        if told[0].family not in _ARMS and "Since" not in said:
            continue
        many = told[0].values
        fields: dict[str, object] = {"item": told[0].item}
        fields["quantity"] = many[0] if len(many) == 1 else list(many)
        there = who.place(scene, told[0].first, end)
        if there:
            fields["place"] = there
        span = (words[trigger.first].start, told[0].end)
        yield _plain(fields, span, told[0].item_span or span)


def _plain(fields: dict[str, object], span: tuple[int, int], item: tuple[int, int]) -> Draft:
    return Draft(
        *("production", span, fields, {"item": item}, "production.products"),
        "a word of making with what is made",
    )
