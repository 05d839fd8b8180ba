"""Whom a claim is about where the name stands right beside the figure.

"Sweden (330 million, plus 41%)", "with Latvia at 1.6%", "against 64 billion from the US", "the top
three are Chad, Peru and Fiji", "for the first time since May, Chile is behind".
"""

import re

from resupply.intake import claim_settled, gazetteer, rx
from resupply.intake.claim_acts import is_led
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.words import Word

_ABOUT = (
    r"(?:about |around |some |nearly |almost |over |more than |less than |under |up to |only |just "
    r"|at least |roughly |approximately |an? |the |with |plus |minus )*"
)
_OPEN = rx.compile(rf" [(\[](?:[^()\[\]]{{0,60}}?[,;:] )?{_ABOUT}\Z")
_AT = rx.compile(rf"(?:,| (?:at|on|with)|:| [-–—]) {_ABOUT}(?:US|EUR|[€$£])?\Z")
_FROM = rx.compile(
    r"[^.;:,“”\"()]{0,40}? (?:(?:given|sent|donated|provided|pledged|supplied|paid) by|from) "
    r"(?:the )?(?=[A-Z])"
)
_AGAINST = rx.compile(
    r"(?:compared (?:with|to)|against|versus|as opposed to|and|but|while|,|and another|plus"
    rf"|(?:more|less|fewer) than) {_ABOUT}(?:US|EUR|[€$£])?\Z"
)
#: Behind "the top five", "the largest donors": who they are.
_ARE = rx.compile(
    r"(?: (?:of|in|to|for|by|among|behind|after|per) [^.;:,“”\"]{2,50}?)?"
    r"(?: (?:so far|now|still|then|again|currently|this year|last year|here|overall|to date))?"
    r"(?: (?:is|are|was|were|remains?|being)(?: now| still| again)?| include[sd]?|: ?|,)"
    r"(?: that of| those of)? (?:the )?(?=[A-Z])"
)
_LED = rx.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z]\w+['’]s?) (?:\w+ly )?\Z")
_FIRST_TIME = rx.compile(r"(?i)\bfirst time\b")
_BEHIND = rx.compile(
    r"(?:[^.;:“”\"]{0,80}?),? (?:that )?(?:the |our |its )?(?=[A-Z])(?P<who>[A-Z][\w.&’-]*"
    r"(?: [A-Z][\w.&’-]*){0,3}) (?:is|are|was|were|has|have|had|will|would|can|could|did|does"
    r"|[a-z]{3,}(?:s|ed)|sent|gave|sold|made|took|got|led|fell|rose|spent|held|saw|met|paid)\b"
)


def beside(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """Who stands right beside the figure, or None."""
    if kind == "first":
        return _first_time(scene, begin, first, at) or _run_by(scene, first, at)
    found = _row(scene, begin, first) if kind != "ranking" else None
    if found is None and kind in ("total", "comparison"):
        found = _source(scene, begin, first, at)
    if found is None and kind == "total":
        found = _pledges(scene, begin, first) or _donors(scene, begin, first)
    if found is None and kind == "ranking":
        found = _named_behind(scene, begin, first, at) or _apposed(scene, begin, first, at)
    return found


#: Such as "the Russian assets frozen abroad, valued at 300 billion": whose assets they are.
_ASSETS = rx.compile(
    r"(?P<who>[A-Z]\w+) (?:(?:state|sovereign|central|bank|government|frozen|immobili[sz]ed|foreign"
    r"|currency|public) )*(?:assets|reserves)\b[^.;:]{0,60}?(?:worth|valued at|estimated at"
    rf"|totall?ing|amounting to) {_ABOUT}(?:US|EUR|[€$£])?\Z"
)
#: Such as "the largest hunger crisis upon Chad": where it is.
_CRISIS = rx.compile(
    r"\b(?:crisis|crises|emergency|famine|disaster|catastrophe|conflict|floods?"
    r"|drought|displacement)(?: (?:up)?on| in| to) (?:the )?(?=[A-Z])"
)
#: Such as "the world's largest hunger crisis", wherever it is.
_MISERY = rx.compile(
    r"\b(?:humanitarian|hunger|displacement|refugee|migration|food|protection|health|malnutrition"
    r"|famine) (?:\w+ )?(?:crisis|crises|emergency|disaster|catastrophe|situation)\b"
)


def sure(scene: Scene, first: int, at: int, kind: str) -> Actor | None:
    """Whom a claim is about by these words alone, whatever else is named near it."""
    page, words = scene.page, scene.page.words
    begin, end = page.sentence(first)
    start = words[begin].start
    if kind == "total":
        lead = max(start, words[first].start - 120)
        found = _ASSETS.search(page.text, lead, words[first].start)
        if found:
            return page.actor_at(page.index(found.start("who")))
    if kind == "ranking":
        stop = min(words[end - 1].end, words[at].end + 80)
        found = _CRISIS.search(page.text, words[first].start, stop)
        if found is None or re.search(r"[.;:()]", page.text[words[first].start : found.start()]):
            misery = _MISERY.search(page.text, words[first].start, words[at].end)
            return claim_settled.where_struck(scene, begin, at) if misery else None
        who = page.actor_at(page.index(found.end()))
        return who if who is not None and who.kind == "country" else None
    if kind == "first":
        return None
    who = _row(scene, begin, first) or _with_aside(scene, begin, first)
    who = who or _said_of_itself(scene, begin, first)
    who = who or _behind_opening(scene, begin, first, kind) or _firm(scene, begin, first)
    return who or (_brings(scene, begin, first) if kind == "total" else None)


#: Behind a name: "said that it had", ", which warned it can".
_SAID_IT = rx.compile(
    r"(?: \([A-Z]+\))?(?:, (?:which|who))? (?:(?:has|had|have|also|then|\w+ly) )*(?:said|says?"
    r"|warn(?:ed|s)"
    r"|add(?:ed|s)|not(?:ed|es)|announced|report(?:ed|s)|stress(?:ed|es)|estimate[sd]?|confirm(?:ed|s)"
    r"|explain(?:ed|s)|stated|states|claim(?:ed|s)|thinks?|expects?|fears?)(?: on \w+"
    r"| today)?(?: that)? "
    r"(?:it|they) (?:[a-z]+ )[^.;,:“”]{0,60}\Z"
)


def _said_of_itself(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "UNHCR, which warned it can help only half of them"."""
    page, stop = scene.page, scene.page.words[first].start
    for actor in reversed(page.actors_in(begin, first)):
        if actor.kind in ("country", "org", "group") and _SAID_IT.match(page.text, actor.end, stop):
            return actor
    return None


#: Behind who acts: "Acme, with its own money and that of donors, has".
_ASIDE = rx.compile(
    r"(?: \([A-Z]+\))?, (?:(?:together|along|jointly|working|in (?:partnership|cooperation"
    r"|coordination))"
    r" with|with|alongside|through|via|supported by|backed by|helped by|using|thanks to"
    r"|as part of) "
    r"[^.;:“”\"]{5,160}?, (?:has|have|had|will|is|was|\w+ed|gave|sent|gives|sends)\b[^.;:,]{0,60}\Z"
)


def _with_aside(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Acme, with help from donors and others, has reached 7,000 people"."""
    page, stop = scene.page, scene.page.words[first].start
    for actor in page.actors_in(begin, first):
        if is_led(page.words, page.index(actor.start)) or actor.kind not in ("country", "org"):
            continue
        if _ASIDE.match(page.text, actor.end, stop):
            return actor
    return None


_OPENING = rx.compile(
    r"[“\"‘' ]*(?:(?:Already|Now|Still|Currently|Today|At present),? )?(?:[A-Za-z][a-z]+(?:ing|ed)"
    r"|Hit|With|Struck|Despite|Left|Short|Driven|Torn|Beset|Amid) (?P<to>[^,;:.“”]{0,80})\Z"
)
_THEN_WHO = rx.compile(r"(?:[^,;:.“”]|\.(?=\d)){0,90}, (?:the |and )?(?=[A-Z])")
_DOES = rx.compile(
    r"(?: \([A-Z]+\))? (?:(?:now|also|still|already|\w+ly) )?(?:is|are|was|were|has|have|had"
    r"|will|would|can"
    r"|could|must|may|might|needs?|plans?|faces?|[a-z]{3,}(?:s|ed))\b"
)


def _behind_opening(scene: Scene, begin: int, first: int, kind: str) -> Actor | None:
    """Such as "Faced with a 40 per cent drop in funding, WFP has cut": who acts behind it."""
    page, words = scene.page, scene.page.words
    opened = _OPENING.match(page.text, words[begin].start, words[first].start)
    if opened is None:
        return None
    found = _THEN_WHO.match(page.text, words[first].start)
    who = page.actor_at(page.index(found.end())) if found else None
    if who is None or who.kind not in ("country", "org") or not _DOES.match(page.text, who.end):
        return None
    if page.text[who.end : who.end + 6].startswith((" says", " said")):
        return None
    return who if kind != "count" or who.kind == "country" else None


_THE_FIRM = rx.compile(
    r"\b[Tt]he (?P<who>(?P<whose>[A-Z][a-z]+) (?:[a-z-]+ ){0,3}?(?:company|firm|group"
    r"|manufacturer|maker"
    r"|producer|giant|concern|contractor|shipbuilder|airline|bank|charity|foundation|NGO))"
    r"(?: (?!and\b|or\b)[a-z-]+){1,5} \Z"
)


def _firm(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "the German arms company holds 51%": the firm named last, and not its country."""
    page, words = scene.page, scene.page.words
    found = _THE_FIRM.search(page.text, words[begin].start, words[first].start)
    if found is None or found["whose"] not in gazetteer.demonyms():
        return None
    return claim_settled.firm_before(scene, found.start(), found.span("who"))


_BRINGING = rx.compile(
    r", (?:thus |thereby )?(?:bringing|taking|lifting|raising|pushing) (?:the |their "
    r"|its )?(?:[\w,-]+ ){0,8}?to "
    rf"{_ABOUT}(?:US|EUR|[€$£])?\Z"
)


def _brings(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "parliament adds 5 billion, taking the total to 20 billion": nobody in need."""
    page, words = scene.page, scene.page.words
    found = _BRINGING.search(page.text, words[begin].start, words[first].start)
    if found is None:
        return None
    named = page.actors_in(begin, page.index(found.start()))
    free = [x for x in named if not is_led(words, page.index(x.start))]
    if any(scene.in_need(x) for x in free):
        return None
    near = page.actors_before(words[begin].start, 600)
    able = [x for x in (*near, *named) if x.kind == "country" and x.id not in scene.apart]
    return next((x for x in free if x.kind in ("country", "org")), able[-1] if able else None)


_PLEDGES = rx.compile(
    r"(?:(?:The|These|All|New|Total|Such) )*(?P<who>(?:[a-z]+ )?(?:[Cc]ommitments|[Pp]ledges"
    r"|[Dd]onations|[Cc]ontributions|[Pp]romises))"
    r"(?: (?:of|from|by|made|announced|at|in|to|for|so far|received|since)\b[^.;:,“”]{0,60}?)?"
    r" (?:(?:has|have|had|now|already|so far) )*(?:totall?ed|totall?ing|came|come|reached|amounted"
    r"|stood|stand|exceeded|passed|surpassed|topped|add up|added up|rose|climbed|worth)\b"
)
_DONORS = rx.compile(
    r"(?:^|[,;:“\"–—] ?|\b(?:that|as|and|but|while|funds|far|where|when|because) )(?:the |other "
    r"|all )*"
    r"(?P<who>(?:(?:donor|member|allied|rich|wealthy|western|neighbou?ring|partner|Gulf|Arab"
    r"|Western"
    r"|Nordic|Baltic|African) )?(?:donors|countries|nations|states|governments|partners|allies"
    r"|supporters|residents|volunteers|readers|viewers|employees|members))(?: have| had)?"
    r"(?: (?:so far|already|together|now|also|since|jointly|only))* (?:given|gave|pledged|promised"
    r"|committed|sent|provided|donated|raised|collected|delivered|contributed|paid|announced|made"
    r"|spent|allocated) (?:[A-Z]\w+ )?(?:a total of |in all |together |about |around |some "
    r"|over |more than |almost "
    r"|nearly |at least |just |only |up to |an? |another |US|EUR|[€$£])*\Z"
)


def _pledges(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Commitments totalled 9 million": pledges that are nobody's in this sentence."""
    words = scene.page.words
    a = words[begin].start
    lead = scene.page.text[a : words[first].end]
    found = _PLEDGES.search(lead)
    opens = found and re.fullmatch(
        r"(?:[“\"‘'«]|(?:So far|To date|In all|In total),? )*", lead[: found.start()]
    )
    if not found or not opens:
        return None
    named = scene.page.actors_in(begin, first)
    if any(x.kind in ("country", "org") and x.id != scene.givers.topic for x in named):
        return None
    return Actor(a + found.start("who"), a + found.end("who"), found["who"], "noun")


def _donors(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "donors have so far given 108 million": a group that stands right before its verb."""
    words = scene.page.words
    a = max(words[begin].start, words[first].start - 130)
    found = _DONORS.search(scene.page.text[a : words[first].start])
    if not found:
        return None
    return Actor(a + found.start("who"), a + found.end("who"), found["who"], "group")


_DASHED = rx.compile(
    r"(?P<who>[A-Z][\w&.’'-]*(?: (?:of |for |the )?[A-Z][\w&.’'-]*){0,4})(?: \([A-Z]{2,}\))?"
    r"(?: [-–—]|,) (?P<whose>(?:now |still |also |already |itself |by (?:volume|value) |one of "
    r"|which is |today )*(?:the |its |their |a |(?:the )?[A-Z][\w.]*(?: [A-Z]\w+)?['’]s? )?"
    r"(?:[a-z]+['’]s? )?)\Z"
)
_FIRM = rx.compile(
    r"\b(?:carriers?|makers?|producers?|manufacturers?|compan(?:y|ies)|firms?|banks?|airlines?"
    r"|groups?|operators?|traders?|exporters?|suppliers?|charit(?:y|ies)|organi[sz]ations?"
    r"|networks?"
    r"|universit(?:y|ies)|hospitals?|plants?|factor(?:y|ies)|ports?|cit(?:y|ies)|towns?|regions?"
    r"|airports?|contractors?|developers?|builders?|buyers?|donors?|importers?|sellers?|backers?"
    r"|supporters?|provinces?|retailers?|refiner(?:y|ies)|unions?|foundations?)\b"
)


def _apposed(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "India – the largest buyer", "Acme, the country's top carrier"."""
    page, words = scene.page, scene.page.words
    if not _FIRM.search(page.text, words[first].start, words[at].end + 25):
        return None
    a = max(words[begin].start, words[first].start - 120)
    lead = page.text[a : words[first].start]
    found = _DASHED.search(lead)
    if found is None or re.match(
        r"(?:In|On|At|By|From|For|Since|After|But|And|As)\b", found["who"]
    ):
        return None
    inside = page.actors_in(page.index(a + found.start("who")), page.index(a + found.end("who")))
    whole = [x for x in inside if x.end == a + found.end("who")]
    if whole:
        return whole[-1]
    start, end = a + found.start("who"), a + found.end("who")
    return Actor(start, end, page.text[start:end], "org")


def _row(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Sweden (330 million, plus 41%)", "with Latvia at 1.6%": a name and its figure."""
    page, words = scene.page, scene.page.words
    a = words[first].start
    start = max(words[begin].start, a - 110)
    lead = page.text[start:a]
    found = _OPEN.search(lead)
    bracketed = found is not None
    if found is None:
        found = _AT.search(lead)
        if found is None or not _in_row(scene, begin, start + found.start()):
            return None
    near = page.actors_before(start + found.start(), 40)
    actor = near[-1] if near else None
    if actor is None or actor.end != start + found.start() or actor.kind in ("person", "place"):
        return None
    led = words[page.index(actor.start) - 1]
    spoken = led.closed == "preposition" and led.low not in ("with", "by", "from", "of")
    return None if spoken and not bracketed else actor


def _in_row(scene: Scene, begin: int, stop: int) -> bool:
    """Whether a name stands behind "with", "by" or a comma, as a member of a row of figures."""
    near = scene.page.actors_before(stop, 40)
    if not near or near[-1].end != stop:
        return False
    k = scene.page.index(near[-1].start) - 1
    words = scene.page.words
    k -= words[k].low == "the" if k >= begin else 0
    return k > begin and words[k].low in (",", "with", "and", "by", ";", "(", "while", "followed")


def _source(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "80 billion, compared with 64 billion from the US": whose the second sum is."""
    page, words = scene.page, scene.page.words
    lead = page.text[max(words[begin].start, words[first].start - 60) : words[first].start]
    if not _AGAINST.search(lead):
        return None
    found = _FROM.match(page.text, words[at].end)
    actor = page.actor_at(page.index(found.end())) if found else None
    return actor if actor is not None and actor.kind in ("country", "org", "group") else None


def _named_behind(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "the top five are Chad and Peru", "the biggest gift is that of Acme Corp"."""
    page, words = scene.page, scene.page.words
    start = words[first].start
    lead = page.text[words[begin].start : start]
    if not re.match(r"(?i)(?:the|its|their)\b", page.text[start : start + 5]) and not (
        _LED.search(lead)
    ):
        return None
    if not _opens(words, begin, first):
        return None
    found = _ARE.match(page.text, words[at].end)
    if found is None or found[0].startswith(", ") or found[0] == ": ":
        return None
    return name_at(scene, found.end())


def _opens(words: list[Word], begin: int, first: int) -> bool:
    """Whether a clause begins with the words before a rank."""
    k = first
    while (
        k > begin
        and first - k < 4
        and (
            words[k - 1].closed == "determiner"
            or words[k - 1].possessive
            or words[k - 1].low == "by"
        )
    ):
        k -= 1
    return k == begin or words[k - 1].low in (
        *("where", "and", "but", "while", "that", "now", ",", ";", ":", "“", '"', "far"),
    )


def name_at(scene: Scene, start: int) -> Actor | None:
    """The name that begins at a character: known, else its words in capitals."""
    page, words = scene.page, scene.page.words
    first = page.index(start)
    k = first
    while k < len(words) and words[k].capital and not words[k].closed:
        k += 1
    known = page.actor_at(first)
    if k == first or (known is not None and known.end >= words[k - 1].end):
        return known if known is None or known.kind != "place" else None
    said = page.text[words[first].start : words[k - 1].end]
    if known is not None and (known.end > words[first].end or k - first < 2):
        return known
    known_alone = known is not None and words[known_end(scene, known)].low in ("", ",", "and")
    if known_alone or (known is None and k - first < 2 and not said.isupper()):
        return known
    return Actor(words[first].start, words[k - 1].end, said, "org")


def known_end(scene: Scene, actor: Actor) -> int:
    """The word behind a name, at most the last of the text."""
    return min(scene.page.index(actor.end), len(scene.page.words) - 1)


_RUN_BY = rx.compile(
    r"(?:organi[sz]ed|led|run|sent|delivered|provided|donated|escorted|chartered|operated"
    r"|carried out"
    r"|funded|financed|supplied|made|signed|hosted) by (?:the )?(?=[A-Z])"
)


def _run_by(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the first flight organized by UNICEF": who did it."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    stop = min(words[end - 1].end, words[at].end + 60)
    found = _RUN_BY.search(page.text, words[first].start, stop)
    if found is None or re.search(r"[,;:]", page.text[words[first].start : found.start()]):
        return None
    return page.actor_at(page.index(found.end()))


def _first_time(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "the first time that the UN got there", "for the first time, Chile leads"."""
    page, words = scene.page, scene.page.words
    if not _FIRST_TIME.search(
        page.text, words[first].start, words[min(at + 1, len(words) - 1)].end
    ):
        return None
    k = first
    while k > begin and (
        words[k - 1].low in ("for", "the", "and", "but", "now", "this", "is", "it")
    ):
        k -= 1
    if k > begin and words[k - 1].text not in "“\"'‘":
        return None  # who acts stands in front
    _, end = page.sentence(at)
    found = _BEHIND.match(page.text, words[at].end, words[end - 1].end)
    if found is None:
        return None
    known = page.actors_in(page.index(found.start("who")), page.index(found.end("who")))
    return known[-1] if known and known[-1].kind != "place" else None
