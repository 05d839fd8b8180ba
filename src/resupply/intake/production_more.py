"""Production told otherwise: sites by any verb, the rest of a lot, rates, crafts, ventures."""

import re
from collections.abc import Iterator

from resupply.intake import lexicon, rx, spotting
from resupply.intake import production_who as who
from resupply.intake.draft import Draft
from resupply.intake.scene import Scene
from resupply.intake.things import Thing

_ARMS = lexicon.words("production.arms")


def read(scene: Scene) -> Iterator[Draft]:
    """Everything that one of these constructions says is made."""
    if not scene.about_aid:
        return
    for reader in (
        compound_words,
        sites,
        sites_that,
        which_builds,
        the_rest,
        compounds,
        rates,
        crafts,
        made_there,
        ventures,
    ):
        yield from reader(scene)


def _draft(
    scene: Scene, span: tuple[int, int], item: tuple[int, int], thing: Thing | None = None
) -> Draft:
    page = scene.page
    begin, end = page.sentence(page.index(span[0]))
    fields: dict[str, object] = {"item": page.text[slice(*item)]}
    if thing is not None and thing.values:
        fields["quantity"] = thing.values[0] if len(thing.values) == 1 else list(thing.values)
    there = who.place(scene, page.index(item[0]), end) or who.place(scene, begin, end)
    if there:
        fields["place"] = there
    spans = {"item": item}
    said = "a word of making with what is made"
    return Draft("production", span, fields, spans, "production.more", said)


# --- sites

_SITE = (
    r"(?:plants?|factor(?:y|ies)|production lines?|assembly lines?|(?:shell|powder|ammunition"
    r"|drone|missile|gun"
    r"|barrel|engine) lines?|production facilit(?:y|ies)|production (?:sites?|hubs?)"
    r"|repair (?:hub|cent(?:re|er))"
    r"|maintenance (?:hub|cent(?:re|er))|service cent(?:re|er)s?|(?:[a-z-]+ )?workshops?"
    r"|munitions works|shipyards?"
    r"|(?:ammunition|munitions|drone|missile|powder|explosives|shell|repair|maintenance|service"
    r"|assembly"
    r"|manufacturing|development|vehicle|fuel) facilit(?:y|ies))"
)
_ACTS = (
    r"(?:finish\w*|complet\w+|open(?:s|ed|ing)?|inaugurat\w+|launch\w*|start(?:s|ed"
    r"|ing)? (?:up )?|expand\w*|widen\w*"
    r"|enlarg\w+|extend\w*|moderni[sz]\w+|convert\w*|invest\w*(?: [€$£]?[\d.,]+ ?\w*)? in"
    r"|investments?(?: of [^.;]{2,24}?)? in"
    r"|work(?:s|ed|ing)? on|construction of|building of|opening of|setting up of|(?:set(?:s"
    r"|ting)?|put(?:s|ting)?) up|plans? for|buil(?:d|ds|t|ding)"
    r"|put into operation|stand(?:s|ing)? up|financ(?:e|es|ed|ing)|fund(?:s|ed|ing)?|own(?:s"
    r"|ed)?|run(?:s|ning)?|operat\w+|creat(?:e|es|ed|ing))"
)
_BUILT = rx.compile(
    rf"\b{_ACTS} (?:what is |up to |at least |about )?(?:an? |the |its |their |a new |new |own "
    rf"|first |second |third |joint |another "
    r"|[A-Z][\w-]+(?:['’]s)? |two |three |four |largest |biggest |large |modern |big )*"
    rf"(?P<item>(?:[a-z0-9][\w-]+ ){{1,4}}{_SITE}|{_SITE} (?:for"
    rf"|of) [a-z][\w -]{{2,30}}?)(?=[,.;:\n]| (?:in|at|near|on|outside|by|with|to|for|that|which"
    rf"|this|next|last|and|as)\b|$)"
)
_OPENED = rx.compile(
    rf"\b(?:[Aa]n? |[Tt]he |[Nn]ew |first |second "
    rf"|[A-Z][\w-]+(?:['’]s)? )*(?P<item>(?:[a-z][\w-]+ ){{0,3}}{_SITE})"
    r"(?: (?:in|at|near|outside) [^,.;]{2,30}?)?,? (?:is|are|was|were|will|has|have"
    r"|to)(?: (?!not\b)\w+){0,3}? "
    r"(?:opened|built|set up|constructed|inaugurated|established|launched|completed|finished"
    r"|expanded)\b"
)
_GOODS_SITE = rx.compile(
    r"(?i)\b(?:ammunition|munitions?|drones?|missiles?|powder|gunpowder|explosives?|shells?|arms"
    r"|weapons?|vehicles?|tanks?|engines?"
    r"|howitzers?|artillery|rockets?|production|assembly|manufacturing|defen[cs]e|repair"
    r"|maintenance|service|armou?r\w*|fuel|vaccines?"
    r"|mines?|mortars?|rifles?|cartridges?|propellants?|uav|radars?|food|medicines?|generators?)\b"
)


def sites(scene: Scene) -> Iterator[Draft]:
    """Such as "has finished Europe's largest powder plant", "a service centre is to open"."""
    page = scene.page
    if not re.search(
        r"plant|factor|facilit|line|workshop|centre|center|hub|site|works|shipyard", page.text
    ):
        return
    for pattern in (_BUILT, _OPENED):
        for found in spotting.finditer(pattern, page.text):
            if _GOODS_SITE.search(found["item"]) and not _POWER.search(found["item"]):
                yield _draft(scene, found.span(), found.span("item"))


_POWER = rx.compile(
    r"(?i)\b(?:power|water|treatment|heating|nuclear|thermal|desalination|supply|pipe|front"
    r"|rail\w*|tram|sewage|storage) "
)
_THAT = rx.compile(
    r"\b(?:plant|factory|facility|site|line|works|workshop)(?: (?:in|at"
    r"|near) [^,.;]{2,30}?)?,? (?:that|which|to) "
    r"(?:is to |will |can |would |is due to |is expected to |should |is able to )?(?:start "
    r"|begin )?"
    r"(?:mak(?:e|es|ing)|produc(?:e|es|ing)|supply(?: [A-Z]\w+ with)?|supplies|manufactur(?:e|es"
    r"|ing)|turn(?:s|ing)? out|assembl(?:e|es|ing)) "
    r"(?=[\w\d])"
)


def sites_that(scene: Scene) -> Iterator[Draft]:
    """Such as "a facility that is to supply Ukraine with rocket fuel"."""
    page = scene.page
    for found in spotting.finditer(_THAT, page.text):
        first = page.index(found.end())
        _, end = page.sentence(page.index(found.start()))
        if first >= end:
            continue
        near = [t for t in page.things_in(first, min(end, first + 5)) if t.sort == "goods"]
        near = [t for t in near if t.item_span and not t.money]
        if near and near[0].item_span:
            yield _draft(scene, (found.start(), near[0].end), near[0].item_span, near[0])


# --- what a firm builds, and the rest

_WHICH = rx.compile(
    r",? (?:which|that) (?P<who>(?:the |its )?[\w’'.& -]{2,60}?) (?:already |now |also "
    r"|currently )*"
    r"(?:builds?|makes?|produces?|manufactures?|assembles?|is (?:making|building|producing)"
    r"|developed|has (?:built|made|produced))\b"
    r"(?! (?:up|sure|it|them|an?|the|its|their)\b)"
)


def which_builds(scene: Scene) -> Iterator[Draft]:
    """Such as "the CAESARs, which the French manufacturer Nexter builds"."""
    page = scene.page
    for thing in page.things:
        if thing.family not in _ARMS or not thing.item_span or thing.money:
            continue
        found = _WHICH.match(page.text, thing.end)
        if found is None or not re.search(r"[A-Z]", found["who"]):
            continue
        draft = _draft(scene, (thing.start, found.end()), thing.item_span, thing)
        named = page.actors_in(page.index(found.start("who")), page.index(found.end("who")))
        firm = re.search(r"([A-ZÀ-Þ][\w&-]+(?: [A-ZÀ-Þ][\w&-]+)*)$", found["who"])
        draft.fields["maker"] = firm[1] if firm else named[-1].id if named else found["who"]
        yield draft


_REST = rx.compile(
    r"\b(?:[Tt]he (?:rest|others?|remainder|remaining (?:\w+ )?\w+)|[Mm]ost of them"
    r"|[Ss]ome of them|[Aa]ll of them|(?:an)?other \d+|\d+ of (?:them|these))"
    r" (?:will|would|are|is|were|was|should|can|could|must)(?: \w+)?(?: be| to be"
    r"| being)? (?:made|built|produced|assembled|manufactured)(?: \w+ly| jointly)? (?:by|in|at"
    r"|here)\b"
)


def the_rest(scene: Scene) -> Iterator[Draft]:
    """Such as "the rest will be made by PGZ": of the arms named before."""
    page = scene.page
    for found in spotting.finditer(_REST, page.text):
        at = page.index(found.start())
        _, end = page.sentence(at)
        back = page.things_in(max(0, at - 60), at)
        told = [t for t in back if t.family in _ARMS and t.item and t.item_span]
        if not told:
            continue
        span = (found.start(), min(page.words[end - 1].end, found.end() + 60))
        draft = _draft(scene, span, span)
        draft.fields["item"], draft.spans["item"] = told[-1].item, told[-1].item_span or span
        behind = re.match(r" (?:the |an? )?", page.text[found.end() :])
        if found[0].endswith("by") and behind:
            draft.fields["maker"] = who_by(scene, found.end(), page.words[end - 1].end)
        yield draft


_NAME = rx.compile(
    r"(?:the |an? )?(?:[A-Z][\w-]+['’]s )?(?:[a-z][\w-]+ )*(?P<who>[A-ZÀ-Þ][\w&-]*(?:"
    r" [A-ZÀ-Þ][\w&-]*)*)"
)


def who_by(scene: Scene, at: int, end: int) -> str | None:
    """Who is named behind "by"."""
    found = _NAME.match(scene.page.text, at + 1, end)
    return found["who"] if found else None


# --- "drone production", rates

_NOUNS = r"(?:production|output|manufactur(?:e|ing)|assembly)"
_MOVES = (
    r"(?:on|in|at|to|from|by|is|are|was|were|will|would|has|have|had|rose|grew|rises?|reach\w*"
    r"|top\w*|doubl\w*|tripl\w*|start\w*|beg[aiu]n\w*)"
)
_COMPOUND = rx.compile(
    rf"(?P<own> (?:own|joint|local|domestic|mass|serial))? {_NOUNS}\b(?= {_MOVES}\b"
    rf"|[,.;])(?! (?:lines?|plants?|facilit|capacit|costs?|process))"
)


def compounds(scene: Scene) -> Iterator[Draft]:
    """Such as "Ukrainian drone production on British soil", "IRIS-T production in"."""
    page = scene.page
    for thing in page.things:
        if thing.family not in _ARMS or not thing.item_span or thing.money or thing.values:
            continue
        found = _COMPOUND.match(page.text, thing.end)
        _, end = page.sentence(thing.first)
        if found is None or page.words[page.index(found.start() + 1)].capital:
            continue
        there = (
            who.place(scene, page.index(found.end()), end)
            if found.end() < page.words[end - 1].end
            else None
        )
        many = _RATE.search(page.text, found.end(), min(page.words[end - 1].end, found.end() + 90))
        if not (there or many or _SOIL.match(page.text, found.end())):
            continue
        draft = _draft(scene, (thing.start, found.end()), thing.item_span)
        if many:
            draft.fields["quantity"] = float(many["n"].replace(",", "").replace(" ", ""))
            draft.span = (thing.start, many.end())
        yield draft


_WORDS = rx.compile(
    r"\b(?P<item>(?:(?!(?:the|its|their|his|our|of|for|in|and|a|an|to|this|that|mass|serial"
    r"|joint|own|domestic|local|annual|more|expand|boost|increase|raise|start)\b)[\w’-]+ ){0,2}?"
    r"(?:ammunition|shells?|rounds?|drones?|UAVs?|missiles?|rockets?|artillery|howitzers?"
    r"|mortars?|tanks?|weapons?|arms|munitions?|explosives?"
    r"|gunpowder|powder|mines?|vehicles?|ships?|radars?|interceptors?|bombs?|rifles?|engines?"
    r"|vaccines?|[A-Z]{2,}[\w]*-\w+|[A-Z][\w]*-\d+))"
    r" (?P<word>production|output|manufactur(?:e|ing)|assembly)\b(?! (?:plants?|lines?|facilit"
    r"|capacit|costs?|process|deal))",
    re.IGNORECASE,
)


_MAKING = rx.compile(r" (?:production|output|manufactur|assembly)", re.IGNORECASE)


def compound_words(scene: Scene) -> Iterator[Draft]:
    """Such as "IRIS-T production in Ulm", "shell output is to rise to 100,000 a month"."""
    page = scene.page
    for found in spotting.ahead_of(_WORDS, page.text, _MAKING):
        first = page.index(found.start())
        _, end = page.sentence(first)
        if page.words[page.index(found.start("word"))].capital or page.index(found.end()) >= end:
            continue
        stop = page.words[end - 1].end
        there = who.place(scene, page.index(found.end()), end)
        many = _RATE.search(page.text, found.end(), min(stop, found.end() + 90))
        if there or many or _SOIL.match(page.text, found.end()):
            draft = _draft(scene, found.span(), found.span("item"))
            if many:
                draft.fields["quantity"] = float(re.sub(r"\D", "", many["n"]))
                draft.span = (found.start(), many.end())
            yield draft


_SOIL = rx.compile(
    r" (?:on|in|at) (?:its |their |the )?(?:[A-Z][\w-]+ )?(?:soil|territory|plants?|factor"
    r"|sites?|union|country|bloc)"
)
_RATE = rx.compile(
    r"\b(?:to|at|of|top|tops|reach|reached|exceed|exceeds|exceeded|hit|total|totals) (?:about "
    r"|around |some |more than |over |nearly |up to )*"
    r"(?P<n>\d[\d, ]*\d|\d+)(?: [a-z]+)? (?:a|per|each|every) (?:year|month|week|day)"
)
_YEARLY = rx.compile(
    r"\b(?P<often>[Aa]nnual|[Yy]early|[Mm]onthly|[Dd]aily|[Tt]otal) (?:production"
    r"|output)(?: \w+)? (?:will|would|is to|is|was|has|should|could|can|may)?(?: \w+){0,2}? "
    r"(?:top|reach|reached|exceed|exceeded|rise to|risen to|grow to|grown to|hit|be|amount to"
    r"|total|double to|triple to) (?:about |around |some |more than |over |nearly |up to )*"
    r"(?P<n>\d[\d,  ]*\d)(?: (?P<item>[a-z]+(?: [a-z]+)?))?"
)
_THEN = rx.compile(
    r"(?:,| and|, and|,? then|,? rising)* ?(?:to )?(?:about |around "
    r"|some )?(?P<n>\d{1,3}(?:[, ]\d{3})+|\d{2,}) (?=(?:next year|the (?:year|month) after"
    r"|in 20\d\d|by 20\d\d|the following year|from 20\d\d|a (?:year|month) later|a (?:year"
    r"|month)\b))"
)


def rates(scene: Scene) -> Iterator[Draft]:
    """Such as "annual production will top 300,000 pieces", "350,000 the year after"."""
    page = scene.page
    for found in spotting.finditer(_YEARLY, page.text):
        at = page.index(found.start())
        before = [t for t in page.things_in(max(0, at - 80), at) if t.family in _ARMS and t.item]
        span = found.span("item") if found["item"] else before[-1].item_span if before else None
        if span is None or not before:
            continue
        draft = _draft(scene, found.span(), span)
        draft.fields["quantity"] = float(re.sub(r"\D", "", found["n"]))
        yield draft
    for first in spotting.finditer(_OUTPUT_FROM, page.text):
        told = [
            t
            for t in page.things_in(max(0, page.index(first.start()) - 14), page.index(first.end()))
            if t.family in _ARMS and t.item_span
        ]
        at = first.end()
        while told and (then := _THEN.search(page.text, at, at + 40)):
            item = told[-1].item_span or (0, 0)
            draft = _draft(scene, then.span(), item)
            draft.fields["quantity"] = float(re.sub(r"\D", "", then["n"]))
            yield draft
            at = then.end()


_OUTPUT_FROM = rx.compile(
    r"\b(?:output|production|capacity)\b[^.;]{0,60}? from (?:about |around "
    r"|some )?\d[\d, ]*\d (?:this year|last year|in 20\d\d|now|at present|today)"
)

# --- crafts, and goods made somewhere

_CRAFT = rx.compile(
    r"\b(?:bottl(?:e|es|ed|ing)|brew(?:s|ed|ing)?|sew(?:s|n|ing)?|sewed|knit(?:s|ted|ting)?"
    r"|we?av(?:e|es|ing)|wove|3D-print(?:s|ed|ing)?|stitch(?:es|ed|ing)?"
    r"|forg(?:e|es|ed|ing)|weld(?:s|ed|ing)?|bak(?:e|es|ed|ing)|solder(?:s|ed|ing)?|print(?:s|ed"
    r"|ing)?|fill(?:s|ed|ing)?|cast(?:s|ing)?) "
    r"(?:as many as |up to |about |some |more than |over |around |at least )*(?=[\w\d])"
)
_FOOD_VERBS = rx.compile(
    r"\b(?:mak(?:e|es|ing)|made|produc(?:e|es|ed|ing)|manufactur(?:e|es|ed|ing)) (?:the |its "
    r"|their |more |life-?saving |special )*"
    r"(?P<item>(?:ready-to-use |therapeutic |fortified |enriched |peanut |high-energy "
    r"|nutritional )*(?:peanut paste|paste|therapeutic food|biscuits|RUTF|porridge|flour"
    r"|syringes|vaccines?|tents|blankets|uniforms|body armou?r|helmets|stretchers|stoves|candles"
    r"|camouflage nets|nets|prostheses|generators|transformers|medicines?))\b"
)


def crafts(scene: Scene) -> Iterator[Draft]:
    """Such as "sew 300 nets a month", "to bottle a million doses", "makes peanut paste"."""
    page = scene.page
    for found in spotting.finditer(_CRAFT, page.text):
        first = page.index(found.end())
        _, end = page.sentence(page.index(found.start()))
        near = page.things_in(first, min(end, first + 4)) if first < end else []
        told = [t for t in near if t.sort == "goods" and t.item_span and t.values and not t.money]
        if told and told[0].item_span and told[0].start - found.end() < 3:
            yield _draft(scene, (found.start(), told[0].end), told[0].item_span, told[0])
    for found in spotting.finditer(_FOOD_VERBS, page.text):
        begin, end = page.sentence(page.index(found.start()))
        said = page.said(begin, end)
        if who.FIRM.search(said) or who.place(scene, begin, end):
            yield _draft(scene, found.span(), found.span("item"))


_MADE_IN = rx.compile(
    r" (?:(?:is|are|was|were|will be|being|to be|have been|has been|had been) )?(?:all |now "
    r"|also )?"
    r"(?:made|manufactured|produced|assembled|sewn|printed|built)(?: \w+ly)? (?:in|at"
    r"|by) (?=(?:the |a |its |our )?[A-Z])"
)


def made_there(scene: Scene) -> Iterator[Draft]:
    """Such as "the equipment was made in Baku", "will have the uniforms made in Chad"."""
    page = scene.page
    for thing in page.things:
        if thing.sort != "goods" or not thing.item_span or thing.money or thing.pronoun:
            continue
        found = _MADE_IN.match(page.text, thing.end)
        if found is None:
            continue
        verb = re.match(r" (?:is|are|was|were|will|being|to|have|has|had)\b", found[0])
        has = re.search(
            r"\b(?:have|has|had|having|get|getting) (?:the |its |their |all )?\Z",
            page.text[max(0, thing.start - 24) : thing.start],
        )
        if verb or has:
            yield _draft(scene, (thing.start, found.end()), thing.item_span, thing)


_VENTURE = rx.compile(
    r"\b(?:set(?:s|ting)? up|establish\w*|creat(?:e|es|ed|ing)|found(?:s|ed|ing)|form(?:s|ed"
    r"|ing)?|launch\w*|register\w*|open(?:s|ed|ing)?|agre\w+ (?:on|to)|sign\w* (?:an agreement"
    r"|a deal|a contract|a memorandum) (?:on|for|to (?:set up|establish|create|form))) "
    r"(?:an? |the |its |their |first |new |two |three |several "
    r"|\d+ )*(?:[A-Z]\w+-[A-Z]\w+ )?(?P<item>joint (?:ventures?|enterprises?|compan(?:y"
    r"|ies)))\b(?! (?:for the (?:production|manufacture)|producing|making|to (?:make|produce"
    r"|build)|of|that (?:makes?|produces?)))"
)


def ventures(scene: Scene) -> Iterator[Draft]:
    """Such as "agreed to set up a joint venture": its item where no goods are told."""
    page = scene.page
    for found in spotting.finditer(_VENTURE, page.text):
        at = page.index(found.start())
        begin, end = page.sentence(at)
        named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org")]
        named = [a for a in named if a.id not in who.SOURCES]
        if named and _GOODS_SITE.search(
            page.text[max(0, page.words[begin].start - 300) : page.words[end - 1].end]
        ):
            yield _draft(scene, found.span(), found.span("item"))
