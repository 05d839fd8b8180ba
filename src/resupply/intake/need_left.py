"""Needs told by what is left: how long stocks last, how low they are, what is missing or must be.

"The fuel will last only three days", "there is only enough food left for a week", "stocks have run
dangerously low", "an acute fuel crisis", "if we do not receive our supplies", "new homes must be
built", "the requested 3 billion".
"""

import re
from collections.abc import Iterator

from resupply.intake import rx, spotting, wars
from resupply.intake.draft import Draft
from resupply.intake.need_sums import funding
from resupply.intake.need_wide import told, whose
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES


def read(scene: Scene) -> Iterator[Draft]:
    """Every need that one of these constructions tells."""
    if scene.givers.topic is None:
        return
    for pattern, rule in _PATTERNS:
        for found in spotting.finditer(pattern, scene.page.text):
            yield from _told(scene, found, rule)
    yield from adjectives(scene)


_GOOD = (
    r"(?:food|fuel|water|medicines?|medication|medical supplies|drugs?|ammunition|shells?|munitions"
    r"|ammo|missiles?|interceptors?|rockets?|equipment|supplies|stocks?|stockpiles?|reserves?"
    r"|rations"
    r"|electricity|power|gas|diesel|petrol|oxygen|blood|vaccines?|flour|wheat|grain|milk|rice|tents"
    r"|blankets|kits|insulin|antibiotics|anaesthetics|cash|money|funds|funding|gunpowder|weapons"
    r"|spare parts|generators|coal|plasma|bread|formula|painkillers|provisions)"
)
_VERBS = r"(?:came|comes?|stays?|stayed|in|to|up|that|which|who|is|are|was|were|has|have|will)\b"
_NP = (
    rf"(?P<item>(?:[a-z][\w’'-]+ ){{0,3}}?{_GOOD}(?: (?:of|for) (?:the |its |their |our )?"
    rf"(?:(?!{_VERBS})[\w,’'-]+ ){{0,3}}?(?!{_VERBS})[\w’'-]+?)?)"
)
_HOW = (
    r"(?:(?:now|already|still|just|currently|also|so|very|too|fast|rapidly|quickly|dangerously"
    r"|critically|perilously|alarmingly|extremely|desperately|severely|seriously|worryingly|acutely"
    r"|at|to|a|an|their|its|all-time|near) )*"
)
_SPELL = r"(?:hours?|days?|weeks?|months?)"
_FEW = (
    r"(?:only |just |barely |no more than |no longer than |less than |at most |at best |for "
    r"|another "
    r"|about |a |the |few |couple of |one |two |three |four |five |six |seven |eight |ten |next "
    r"|more |\d+(?:-\d+)? |to |or |matter of |coming )*"
)
_LASTS = rx.compile(
    rf"\b{_NP} (?:(?:can|could|may|might|would|will|to|is|are|expected) )*(?:only |just |barely )?"
    rf"(?:last|lasts|suffice|suffices|hold out|cover|covers|sufficient|enough|be enough)"
    rf"(?: them| us| it)? {_FEW}{_SPELL}\b",
)
_ONLY_ENOUGH = rx.compile(
    r"\b(?:only|barely|scarcely|hardly|just) (?:have |has |had |got )?(?:enough|sufficient"
    r"|about enough) "
    rf"{_NP}(?= (?:left|for|to|in stock|remaining|until)\b)"
    rf"|\b(?:have|has|with|only|just|barely) {_FEW}{_SPELL}(?:['’]s?)?(?: worth| supply"
    rf"| reserves?)? of "
    rf"(?P<item2>(?:[a-z-]+ ){{0,2}}?{_GOOD})\b"
)
_LOW = rx.compile(
    rf"\b{_NP} (?:in [A-Z]\w+ )?(?:(?:has|have|had|is|are|was|were|remains?"
    r"|stays?|keeps?|continues? to|runs?|ran"
    r"|fell|falls?|dropped|stands?|grow|grew|will|could|may) )(?:(?:been|be|being|already|now) )*"
    r"(?:(?:run|running|runs|fallen|falling|falls|dropped|dropping|sunk|reached|reaching|become"
    r"|getting"
    rf"|stand|stands|grown) )?{_HOW}(?:low|thin|critical levels?|dwindl\w+|nearly (?:exhausted"
    rf"|gone)"
    r"|almost (?:exhausted|gone|used up)|gone|used up|exhausted|scarce|in short supply"
    r"|hard to (?:find|come by)"
    r"|drying up|short)\b(?! of\b)(?!-)"
)
_CRISIS = rx.compile(
    r"\b(?:severe|acute|deepening|crippling|worsening|unprecedented|critical|chronic|major|serious"
    r"|grave|dire|growing|looming) (?P<item>fuel|water|drinking water|energy|electricity|power"
    r"|medicine|drug|housing|shelter|cash|blood|ammunition|gas|heating|bread|oxygen|liquidity)"
    r" (?:crisis|crunch|emergency|squeeze)\b"
)
_IF_NOT = rx.compile(
    r"\b(?:[Ii]f (?:we|they|it|[A-Z]\w+|the [\w ]{3,25}?) (?:do|does|did)(?: not|n[’']t) (?:\w+ )?"
    r"|[Uu]nless (?:we|they|it|[A-Z]\w+|the [\w ]{3,25}?) (?:\w+ly )?)"
    r"(?:receives?|gets?|obtains?|secures?|finds?) (?:our |the |its |their |more |new |these |this "
    rf"|some |enough |further )*(?P<item>(?:[a-z-]+ ){{0,2}}?{_GOOD})\b"
)
_DAILY = rx.compile(
    r"\b(?:cannot|can not|could not|can[’']t|unable to|not able to|struggl\w+ to|failing to"
    r"|hard to)"
    r" (?:\w+ly )?(?:meet|cover|satisfy|fulfil|afford) (?:their |its |the |even |own )*"
    r"(?P<item>(?:[a-z-]+ ){0,2}?(?:food|water|energy|fuel|medical|health|nutrition\w*|nutritional"
    r"|basic|daily|electricity|housing|essential|caloric) (?:needs|requirements|intake"
    r"|necessities))\b"
)
_MUST = rx.compile(
    r"\b(?:(?P<n>\d[\d,.]*(?: million)?) (?:new |more |further )?|[Mm]ore |[Ff]urther |[Nn]ew "
    r"|[Aa]dditional |[Oo]ther )"
    r"(?P<item>(?:(?!and\b|or\b|to\b|of\b|that\b)[a-z-]+ ){0,2}?[a-z-]{3,}s) "
    r"(?:must|ha(?:s|ve) to|needs? to|should)(?: urgently| now| still| quickly| soon| also)? be "
    r"(?:found|built|rebuilt|repaired|opened|reopened|bought|procured|constructed|set up|installed"
    r"|erected|recruited|trained|made available|put up|cleared|purchased|ordered|produced)\b"
)
_NEEDED = rx.compile(
    r"\b(?:[Mm]ore|[Ff]urther|[Aa]dditional|[Gg]reater|[Bb]roader|[Bb]etter|[Ss]tronger|[Ff]aster"
    r"|[Uu]rgent|[Ii]mmediate|[Ee]xtra|[Cc]ontinued|[Ss]ustained|[Ii]ncreased) "
    r"(?P<item>(?:(?!(?:is|are|was|were|of|to|than|that|work|time|people)\b)[a-z-]+,? ){0,3}?"
    r"(?!(?:than|work|time|people|information|details)\b)[a-z-]{4,}) "
    r"(?:is|are|will be|remains?) (?:\w+ly |sorely |badly |still |now |also |therefore ){0,2}"
    r"(?:needed|required|necessary|wanted)\b"
)
_PATTERNS = (
    (_NEEDED, "needed_more"),
    (_LASTS, "lasts"),
    (_ONLY_ENOUGH, "only_enough"),
    (_LOW, "low"),
    (_CRISIS, "crisis"),
    (_IF_NOT, "if_not"),
    (_DAILY, "daily_needs"),
    (_MUST, "must_be"),
)
_NO_ITEM = rx.compile(
    r"(?i)(?:results?|steps|questions|answers|ways|people|talks|sanctions|rules|decisions|it\b"
    r"|his\b"
    r"|her\b|elections|conditions|prices|oil)"
)
_ATTACKER = rx.compile(rf"\b(?:{wars.NAMES})\b")
_NOT = rx.compile(r"\b(?:not|never|no longer|n[’']t|without)\b")


def _told(scene: Scene, found: re.Match[str], rule: str) -> Iterator[Draft]:
    """The need of one match: what is short and whose it is."""
    page = scene.page
    group = "item" if found["item"] else "item2"
    item = found.span(group)
    said = page.text[slice(*item)]
    first = page.index(found.start())
    if first >= len(page.words) or _NO_ITEM.match(said.split()[-1]):
        return
    begin, end = page.sentence(first)
    stop = page.words[end - 1].end
    if found.end() > stop or "\n" in found[0]:
        return
    lead = page.text[page.words[begin].start : found.start()]
    denied = rule in ("low", "lasts", "crisis", "must_be") and _NOT.search(found[0])
    if denied or (_ATTACKER.search(lead + found[0]) and rule in ("low", "lasts", "only_enough")):
        return
    who = _whose(scene, begin, end, found.start())
    draft = told(scene, found.span(), item, who, rule)
    if rule == "daily_needs":
        people = [t for t in page.things_in(begin, first) if t.sort == "people" and t.values]
        if people:
            draft.fields["quantity"] = people[-1].values[0]
            draft.span = (people[-1].start, draft.span[1])
    if rule == "must_be" and found["n"] and "quantity" not in draft.fields:
        near = [t for t in page.things_in(max(0, first - 1), first + 3) if t.values]
        if near:
            draft.fields["quantity"] = near[0].values[0]
    yield draft


def _whose(scene: Scene, begin: int, end: int, at: int) -> str | None:
    """Whose stocks they are: the speaker's body for "we" and "our", else the land in need."""
    page = scene.page
    first = page.index(at)
    near = range(max(begin, first - 4), min(end, first + 8))
    if any(page.words[k].low in ("we", "our", "us") for k in near):
        bodies = [a for a in page.actors_before(at, 600) if a.kind == "org" and a.id != "UN"]
        if bodies and not (len(bodies[-1].id) == 3 and scene.page.home):
            return bodies[-1].id
    its = next((k for k in near if page.words[k].low == "its"), None)
    meant = scene.clauses.meant(its) if its is not None else None
    if meant is not None and meant.kind == "org":
        return meant.id
    named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "place", "group")]
    lands = [a for a in named if scene.in_need(a) and a.id not in _BODIES]
    if lands:
        return lands[0].id
    topic = scene.givers.topic
    return topic if topic and topic not in _BODIES else whose(scene, begin, end)


_BODIES = frozenset([*AGENCIES, "UN", "EU"])


# --- sums

_ADJECTIVE = rx.compile(
    r"\b(?:the|an?|its|their|this) (?:[a-z]+ly )?(?P<kind>requested|required|needed|necessary"
    r"|missing"
    r"|outstanding|planned|sought|requisite) (?:total of |sum of |amount of |about |some |US"
    r"|EUR)*\Z"
)
_TOWARDS = rx.compile(
    r"\b(?:for|towards?|against|of|behind|finance|fund|short of|launch\w*|unveil\w*|present\w*) "
    r"(?:an?|the|its|their|this year['’]s) (?:[a-z]+ )?(?:US|EUR)?\Z"
)
_PLAN = rx.compile(
    r"(?: (?:[a-z]+ ){0,2}?(?:aid|relief|response|recovery|humanitarian|assistance|refugee"
    r"|emergency"
    r"|reconstruction|winter) (?:plan|drive|effort|programme|operation)| target set by)\b"
)
_ABOUT = rx.compile(r"(?i)\b(?:appeal|plan|humanitarian|OCHA|UN|fund(?:ed|ing)|donors|response)\b")


def adjectives(scene: Scene) -> Iterator[Draft]:
    """Such as "the requested 3 billion", "towards a 4 billion aid plan for Yemen"."""
    page = scene.page
    for thing in page.things:
        if not thing.money:
            continue
        start, stop = thing.money.start, thing.money.end
        lead = page.text[max(0, start - 60) : start]
        found = _ADJECTIVE.search(lead)
        begin, end = page.sentence(thing.first)
        said = page.said(begin, end)
        plan = _PLAN.match(page.text, stop) if _TOWARDS.search(lead) else None
        if found and found["kind"] in ("planned", "outstanding", "missing"):
            found = found if _ABOUT.search(said) else None
        if not found and not plan:
            continue
        agencies = [a for a in page.actors_in(begin, end) if a.id in AGENCIES or a.id == "UN"]
        who = agencies[0].id if agencies else whose(scene, begin, end)
        span = (
            start - len(lead) + found.start() if found else start,
            plan.end() if plan else stop,
        )
        draft = funding(thing, span, who, "sum_asked", "a sum that is asked for")
        if plan:
            item = (stop + 1, plan.end())
            draft.fields["item"], draft.spans["item"] = page.text[slice(*item)], item
        yield draft
