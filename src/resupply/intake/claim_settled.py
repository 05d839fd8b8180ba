"""Whom a claim is about after all: what the first reading names too broadly or not at all.

People are counted in a place, a plan belongs to somebody, "its guns" are somebody's, an agency
of news only tells. The first reading (`claim_subject`) goes by grammar, this one by meaning.
"""

import re
from bisect import bisect_left

from resupply.intake import rx
from resupply.intake.claim_acts import is_led
from resupply.intake.numbers import Number
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.wars import ATTACKERS
from resupply.intake.wordlists import words as words_of
from resupply.intake.words import Word

#: They tell what others do.
TELLERS = frozenset(
    [
        *("Kiel Institute", "SIPRI", "Reuters", "AFP", "AP", "Bloomberg", "Ukrinform", "GAO"),
        *("Interfax", "Interfax-Ukraine", "BBC", "CNN", "IfW", "TASS", "Xinhua", "DPA", "Politico"),
        *("Ukrainska Pravda", "Kyiv Independent", "European Pravda", "Anadolu", "Al Jazeera"),
    ]
)
_PEOPLE = rx.compile(
    r"(?:people|persons|children|women|men|girls|boys|infants|babies|mothers|civilians|families"
    r"|households|residents|inhabitants|refugees|returnees|idps|migrants|evacuees|injured|wounded"
    r"|dead|killed|displaced|victims|casualties|deaths|fatalities|lives|survivors|others"
    r"|number(?= of (?:people|children|civilian|displaced|families|women|deaths|casualties"
    r"|refugees|those|injured|dead)))\b"
)
#: Bodies of states, which are no firms.
BODIES = frozenset([*AGENCIES, "UN", "EU", "NATO"])
#: What is done for people tells of whoever does it.
_SERVED = rx.compile(
    r"\b(?:(?:to|will|can|would|could|may|should|also|and|directly) (?:help|assist|support|feed"
    r"|serve"
    r"|treat|train|reach|benefit|cover|give|provide|deliver)|reach(?:ed|es|ing)|help(?:ed|s|ing)"
    r"|assist(?:ed|s|ing)|fed|feeding|served|serving|trained|benefit(?:ed|ted|s|ting)|vaccinat(?:ed"
    r"|es|ing)|treat(?:ed|s|ing)|receiv(?:ed|es|ing)|got|gave|given|suppl(?:ied|ies|ying)"
    r"|provid(?:ed|es|ing)|support(?:ed|s|ing)|screened|admitted|evacuated|sheltered"
    r"|immuni[sz](?:ed|e|ing)|distribut(?:ed|es|ing)|delivered|cared for|meant for|prioriti[sz]ed"
    r"|consulted|rations?|parcels|kits|enough (?:for|to))\b"
)
_SUFFERING = rx.compile(
    r"\b(?:need|needs|needing|in need of|require|face|facing|faced|suffer\w*|hungry|hunger|famine"
    r"|insecur\w+|killed|died|dead|injured|wounded|displac\w+|fle[ed]\w*|homeless|left their homes"
    r"|starv\w+|malnourish\w+|malnutrition|at risk|cut off|trapped|affected|hit by|struck by"
    r"|deprived|without|missing|uprooted|drive[ns]?|driven|lost|poverty|emergency|lack\w*)\b"
)
_COMPLEMENT = rx.compile(
    r"(?: (?:aged|under|over|of|in|with|from|across|inside|throughout|within|around|living in) "
    r"(?:[a-z0-9-]+ ){0,4}?| )??(?:in|of|from|across|inside|throughout|within|around|to|at|for|by)"
    r" (?:the |all |all of |northern |southern |eastern |western |central |north |south )*(?=[A-Z])"
)
_ADVERBS = words_of(
    "elsewhere late early thanks meanwhile yet still again however moreover overall today yesterday"
    " now altogether already also then there here later earlier lately recently last this next that"
    " only even just such both"
)
_JUNK = words_of(
    "follows followed came come comes standing reaching making taking part being doing having given"
    " according based citing noting pointing adding saying including regarding stating data figures"
    " things way nothing something anything"
)
_PLAN = rx.compile(r"(?:(?!of |for |in |to )[\w’'-]+ ){0,3}(?:appeal|plan)\Z")
_HARM = rx.compile(
    r"(?:(?!of |for |in |to )[\w’'-]+ ){0,2}(?:war|fighting|conflict|violence|floods?|flooding"
    r"|quakes?"
    r"|earthquakes?|cyclone|hurricane|typhoon|storm|drought|famine|crisis|attacks?|strikes?"
    r"|shelling|bombardment|offensive|invasion|clashes|insecurity|disaster)\Z",
    re.IGNORECASE,
)
_SEASON = rx.compile(
    r"(?i)(?:last|this|next|the past) (?:year|season|month|week|spring|summer|autumn|winter) "
)


def settled(
    scene: Scene, found: Actor | None, begin: int, first: int, at: int, kind: str
) -> Actor | None:
    """Whom the claim is about, given what the first reading found."""
    if found is not None and found.id in TELLERS:
        found = _instead(scene, begin, at) or found
    if found is None:
        return _acting(scene, begin, at) or _headed(scene, begin, at, kind)
    if found.kind in ("org", "person", "noun") and not _head(found.id):
        struck = _suffer(scene, begin, first, at, kind)
        if struck is not None:
            return struck
    if found.kind != "noun":
        return found
    noun = _tidy(scene, found)
    if noun is None:
        return _instead(scene, begin, at) or found
    owner = _owner(scene, noun)
    if owner is not None:
        return owner
    many = kind == "comparison" and " " in noun.id and not noun.id.lower().startswith("number")
    if kind != "first" and not many and _head(noun.id):
        return _of_people(scene, noun, begin, at, kind) or noun
    if kind in ("count", "share", "total") and _HARM.match(noun.id) and _counted(scene, first, at):
        return where_struck(scene, begin, at) or noun
    return _plan(scene, noun, kind) or noun


_BARE = rx.compile(
    r"(?: (?:million|billion|thousand|hundred))?(?: (?:other|more|additional|new|of (?:them"
    r"|these|whom)"
    r"|[A-Z]\w+))?(?: (?:people|children|civilians|families|women|others|persons|Haitians|refugees"
    r"|households|deaths|dead|injured|wounded|lives|men|residents|victims))*(?: [a-z-]+ly"
    r"| in [A-Z]\w+"
    r"| there| now| still| already| also| aged [\w ]{1,12})*"
    r"(?: (?:are|were|is|was|have|had|has|will|would|could|can|may|might|be|been|being|already"
    r"|now|still"
    r"|also|to|who|that|likely|expected|forecast|estimated|believed|thought|reported|at))*"
    r" ?(?:need|in (?:dire |urgent |acute |desperate )?need|fac(?:e|ing)|suffer\w*"
    r"|go(?:ing)? hungry"
    r"|killed|die[sd]?|dead|injured|wounded|displaced|flee|fled|homeless|starv\w+"
    r"|(?:\w+ )?malnourished"
    r"|risk\b|cut off|trapped|affected|hit by|struck|without|missing|uprooted|driven|lost|insecure"
    r"|food[- ]insecure|deaths|in the (?:two |three )?(?:worst|direst|most severe|highest) "
    r"|in extreme"
    r"|in famine|at (?:risk|emergency)|liv(?:e|ing) (?:in|with|under)|lack\w*|out of work)\b"
)
_LEFT = rx.compile(
    r"\b(?:killed|killing|kills|displaced|displacing|injured|injuring|wounded|uprooted|uprooting"
    r"|affected"
    r"|affecting|hit|hitting|driven|driving|drove|forced|forcing|left|leaving|stranded|trapped|to"
    r"|threaten\w*|put at|endangered)"
    r" (?:about |around |some |nearly |almost |over |more than |at least |up to |as many as "
    r"|an estimated "
    r"|another |a further |the |an additional )*\Z"
)


def _suffer(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """Such as "UNHCR says 6 million need help", "2 million are hungry": where they are."""
    if kind not in ("count", "total", "share", "comparison"):
        return None
    page, words = scene.page, scene.page.words
    number = _number(scene, words[first].start - 20, words[at].end)
    if number is None:
        return None
    behind = _BARE.match(page.text, number.end)
    lead = page.text[max(words[begin].start, number.start - 60) : number.start]
    near = page.text[number.end : number.end + 40]
    before = _LEFT.search(lead) if _ENDS_PEOPLE.match(near) else None
    if (behind is None and before is None) or (before and before[0].startswith("to")):
        return None
    paid = any(m.start <= number.start < m.end for m in page.sums)
    if paid or _SERVED.search(lead):
        return None
    return where_struck(scene, begin, at)


def _number(scene: Scene, start: int, stop: int) -> Number | None:
    """The first large number between two characters."""
    numbers = scene.page.numbers
    for n in range(bisect_left(numbers, start, key=lambda k: k.start), len(numbers)):
        if numbers[n].start > stop:
            return None
        if numbers[n].values[0] > 30:
            return numbers[n]
    return None


_ENDS_PEOPLE = rx.compile(
    r"(?: (?:million|billion|thousand|other|more))*(?: (?:people|others|children|civilians"
    r"|families|persons"
    r"|residents|deaths|homes|from their homes)\b|[.,;]|\Z)"
)


def _head(said: str) -> bool:
    """Whether a noun phrase is of people: its head is the last word before a preposition."""
    low = said.lower()
    if re.match(r"(?:the )?number of", low):
        return bool(_PEOPLE.match(low.removeprefix("the ")))
    head = re.split(r" (?:of|in|with|from|under|aged|living|across|who|hit|at|facing)\b", low)[0]
    return bool(_PEOPLE.fullmatch(head.split()[-1])) if head.split() else False


# --- nouns


def _tidy(scene: Scene, noun: Actor) -> Actor | None:
    """The noun without adverbs that lead it; None where it is no noun at all."""
    said, start = noun.id, noun.start
    season = _SEASON.match(said)
    if season:
        said, start = said[season.end() :], start + season.end()
    for _ in range(3):
        word, _, rest = said.partition(" ")
        if not rest or word.lower() not in _ADVERBS:
            break
        start += len(word) + 1
        said = rest
        if said.startswith(("the ", "a ", "an ", "to the ")):
            cut = said.index(" ") + 1
            start, said = start + cut, said[cut:]
    low = said.lower()
    if low in _ADVERBS or low.split()[0] in _JUNK or re.search(r"\d", low.split()[-1]):
        return None
    if said == noun.id or scene.page.text[start : start + len(said)] != said:
        return noun if said == noun.id else None
    return Actor(start, start + len(said), said, "noun")


def _owner(scene: Scene, noun: Actor) -> Actor | None:
    """Such as "its air defences downed", "their donation": whose they are."""
    page, words = scene.page, scene.page.words
    k = page.index(noun.start)
    for i in (k, k - 1):
        if 0 <= i < len(words) and words[i].low in ("our", "my"):
            return page.speaker_at(noun.start) or scene.clauses.meant(i)
        if 0 <= i < len(words) and words[i].low in ("its", "their", "his", "her"):
            meant = scene.clauses.meant(i)
            people = words[i].low == "their" and _head(noun.id)
            return None if people or (meant is not None and meant.id in TELLERS) else meant
    return None


_BETWEEN = rx.compile(r"(?:['’]s?)? (?:[$€£]?[\w.,$€£-]+ ){0,3}?")


def _widened(scene: Scene, noun: Actor) -> Actor:
    """The noun with whose it is or where: "homes in Gaza", "Ukraine's appeal for this year"."""
    page = scene.page
    start, end = noun.start, noun.end
    if page.text[start:end] != noun.id:
        return noun
    near = page.actors_before(start, 60)
    if near and near[-1].kind in ("country", "org", "group"):
        between = page.text[near[-1].end : start]
        owns = page.words[page.index(near[-1].end) - 1].possessive
        if between == " " or (owns and _BETWEEN.fullmatch(between)):
            begin, _ = page.sentence(page.index(start))
            if page.words[begin].start <= near[-1].start:
                start = near[-1].start
    if re.fullmatch(r"(?:[\w’'-]+ ){0,3}[\w’'-]+", noun.id):
        found = _COMPLEMENT.match(page.text, end)
        actor = page.actor_at(page.index(found.end())) if found else None
        if actor is not None and actor.end - start < 80:
            end = actor.end
    return (
        Actor(start, end, page.text[start:end], "noun")
        if end > noun.end or start < noun.start
        else noun
    )


# --- people


def _counted(scene: Scene, first: int, at: int) -> bool:
    """Whether people or homes are counted about a figure."""
    near = scene.page.things_in(max(0, first - 4), at + 4)
    text = scene.page.text[scene.page.words[first].start : scene.page.words[at].end + 40]
    return any(t.sort == "people" for t in near) or bool(_STRUCK.search(text))


_STRUCK = rx.compile(
    r"\b(?:people|homes|houses|population|families|children|dead|lives|buildings)\b"
)


def _of_people(scene: Scene, noun: Actor, begin: int, at: int, kind: str) -> Actor | None:
    """Where people are counted: in whose country, unless somebody serves them."""
    page, words = scene.page, scene.page.words
    if any(True for _ in page.actors_in(page.index(noun.start), page.index(noun.end))):
        return noun  # "number of displaced people in Sudan"
    found = _COMPLEMENT.match(page.text, noun.end)
    beside = page.actor_at(page.index(found.end())) if found else None
    if (
        beside is not None
        and beside.kind != "person"
        and page.text[noun.start : noun.end] == noun.id
    ):
        return Actor(noun.start, beside.end, page.text[noun.start : beside.end], "noun")
    _, end = page.sentence(at)
    a = words[max(begin, at - 25)].start
    b = words[min(end, at + 18) - 1].end
    told = page.text[a:b]
    if _SERVED.search(told):
        return _server(scene, begin, at) if kind in ("count", "total") else None
    return where_struck(scene, begin, at) if _SUFFERING.search(told) else None


#: People of whom the word alone says nothing.
_ANYBODY = rx.compile(
    r"(?i)(?:people|persons|individuals|residents|inhabitants|civilians|others|refugees|families"
    r"|households|women|children|displaced|beneficiaries|survivors)\Z"
)


#: Words for a body, or for what one does, that name none.
_SOME_BODY = rx.compile(
    r"(?i)(?:the |this |that )?(?:(?:aid|relief|UN|[A-Z]?[a-z]+) )?(?:organi[sz]ation|agency"
    r"|cent(?:er|re)"
    r"|charity|foundation|NGO|association|institution|body|project|programme|program|campaign"
    r"|operation|mission|scheme|call)\Z"
)


def instead(scene: Scene, found: Actor, first: int, at: int) -> Actor | None:
    """Who is meant where a claim seems to be about plain "people" or "the organization"."""
    if found.kind == "country" and (whose := _OF_FIRM.match(scene.page.text, found.start)):
        return firm_before(scene, found.start, whose.span())
    if found.kind not in ("noun", "name"):
        return None
    if _ANYBODY.match(found.id):
        return _whose_people(scene, found, first, at)
    driven = _HARM.match(found.id) and _counted(scene, first, at) and not _kills(scene, first, at)
    if driven or _POPULATION.match(found.id):
        return where_struck(scene, scene.page.sentence(first)[0], at)
    return _body(scene, found) if _SOME_BODY.match(found.id) else None


_KILLS = rx.compile(r"\b(?:kill\w*|dead|died|deaths?|toll|destroy\w*|damag\w*|injur\w*)\b")


def _kills(scene: Scene, first: int, at: int) -> bool:
    """Whether a storm or a war is told of by what it destroyed, and no people by their need."""
    words = scene.page.words
    a, b = words[first].start, words[at].end
    return _KILLS.search(scene.page.text, max(0, a - 40), b + 30) is not None


#: Such as "the Swedish company": a firm, and not the country.
_OF_FIRM = rx.compile(
    r"[A-Z][a-z]+ (?:[a-z-]+ ){0,3}?(?:company|firm|manufacturer|maker|producer|giant|concern"
    r"|contractor|shipbuilder|airline|bank|charity|foundation|NGO)\b(?! (?:and|or)\b)"
)
_POPULATION = rx.compile(
    r"(?i)(?:the )?(?:(?:total|whole|entire|national) )?(?:population|populace)\Z"
)


def firm_before(scene: Scene, at: int, said: tuple[int, int]) -> Actor:
    """The firm named last before a character, else the words for it."""
    named = [x for x in scene.page.actors_before(at, 1500) if x.kind == "org"]
    named = [x for x in named if x.id not in BODIES and not x.id.isupper()]
    return named[-1] if named else Actor(*said, scene.page.text[slice(*said)], "noun")


def _body(scene: Scene, found: Actor) -> Actor | None:
    """The body that was spoken of last, and acts."""
    words = scene.page.words
    named = [x for x in scene.page.actors_before(found.start, 600) if x.kind == "org"]
    named = [x for x in named if x.id not in TELLERS]
    free = [x for x in named if not _beside(words, scene.page.index(x.start))]
    acting = [x for x in free if _acts(words, scene.page.index(x.end))]
    return (acting or free)[-1] if free else None


def _beside(words: list[Word], first: int) -> bool:
    """Whether a preposition leads to a name, or another name stands before it."""
    return is_led(words, first) or (first > 0 and words[first - 1].low == "and")


def _acts(words: list[Word], after: int) -> bool:
    """Whether a verb or its adverb follows."""
    word = words[min(after, len(words) - 1)]
    return (
        word.verb is not None or word.closed in ("auxiliary", "adverb") or word.low.endswith("ed")
    )


def _whose_people(scene: Scene, found: Actor, first: int, at: int) -> Actor | None:
    """In whose country the people are, who serves them, or what people they are."""
    page = scene.page
    k = page.index(found.start)
    whose = page.words[k - 1] if k else None
    if whose is not None and whose.capital and whose.text[0].isalpha() and not whose.closed:
        return Actor(whose.start, found.end, page.text[whose.start : found.end], "noun")
    begin, _ = page.sentence(first)
    return _of_people(scene, found, begin, at, "count") or where_struck(scene, begin, at)


def where_struck(scene: Scene, begin: int, at: int) -> Actor | None:
    """Where people suffer: named in the sentence, else in those before, else the topic."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    named = [x for x in page.actors_in(begin, end) if x.kind in ("country", "place", "group")]
    needy = [x for x in named if scene.in_need(x) and x.id not in BODIES]
    towns = [x for x in named if x.kind == "place" and is_led(words, page.index(x.start))]
    if needy or towns:
        here = words[at]
        return min(
            needy or towns, key=lambda x: min(abs(x.start - here.end), abs(here.start - x.end))
        )
    return _lately(scene, begin) or _topic(scene, at)


def _lately(scene: Scene, begin: int) -> Actor | None:
    """The country in need of the sentences before: the text's own, where it was named there."""
    before = scene.page.actors_before(scene.page.words[begin].start, 600)
    needy = [x for x in before if x.kind == "country" and scene.in_need(x)]
    own = [x for x in needy if x.id == scene.givers.topic]
    near = [x for x in needy if scene.page.words[begin].start - x.start < 150]
    return (own or near)[-1] if own or near else None


def _server(scene: Scene, begin: int, at: int) -> Actor | None:
    """Who serves people: "by" somebody behind, else the body spoken of last that is able to."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    for actor in page.actors_in(at, end):
        if words[page.index(actor.start) - 1].low in ("by", "from") and actor.kind == "org":
            return actor
    near = page.actors_before(words[begin].start, 500)
    near = [x for x in near if x.kind == "org" and x.id not in TELLERS]
    led = [x for x in near if not is_led(words, page.index(x.start))]
    return led[-1] if led else None


# --- plans


def _plan(scene: Scene, noun: Actor, kind: str) -> Actor | None:
    """Such as "the response plan is 9% funded": a plan without a name is of the country."""
    wide = _widened(scene, noun)
    if wide != noun:
        return wide
    if kind not in ("share", "ranking") or not _PLAN.match(noun.id):
        return None
    if any(w[0].isupper() for w in noun.id.split()) or "flash" in noun.id:
        return None
    at = scene.page.index(noun.start)
    before = scene.page.actors_before(noun.start, 250)
    needy = [x for x in before if x.kind == "country" and scene.in_need(x)]
    return needy[-1] if needy else _topic(scene, at)


# --- nobody found


def _topic(scene: Scene, at: int) -> Actor | None:
    topic = scene.givers.topic
    word = scene.page.words[min(at, len(scene.page.words) - 1)]
    return Actor(word.start, word.end, topic, "country") if topic else None


def _acting(scene: Scene, begin: int, at: int) -> Actor | None:
    """The first of the sentence who is named as acting, and not whom or where."""
    page = scene.page
    for actor in page.actors_in(begin, at + 1):
        if actor.kind not in ("country", "org", "group") or actor.id in TELLERS:
            continue
        if not is_led(page.words, page.index(actor.start)):
            return actor
    return None


_LEADS = frozenset(["to", "for", "by", "from"])


def _headed(scene: Scene, begin: int, at: int, kind: str) -> Actor | None:
    """Whom a passive is for, or whom the text is about, where nobody acts."""
    page = scene.page
    _, end = page.sentence(at)
    named = [a for a in page.actors_in(begin, end) if a.kind in ("country", "org", "group")]
    for actor in named:
        k = page.index(actor.start) - 1
        k -= page.words[k].closed == "determiner"
        shared = kind == "share" and page.words[k].low == "of"
        if actor.id not in TELLERS and (shared or page.words[k].low in _LEADS):
            return actor
    return _topic(scene, at)


def _instead(scene: Scene, begin: int, at: int) -> Actor | None:
    """Who is meant where the first reading names an agency of news."""
    found = _acting(scene, begin, at)
    if found is not None:
        return found
    before = scene.page.actors_before(scene.page.words[begin].start, 900)
    able = [a for a in before if a.kind in ("country", "org", "group") and a.id not in TELLERS]
    able = [a for a in able if not scene.in_need(a) and a.id not in ATTACKERS]
    led = [a for a in able if not is_led(scene.page.words, scene.page.index(a.start))]
    return (led or able)[-1] if able else None
