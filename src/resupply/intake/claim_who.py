"""Who a claim is about by other signs: whose sum it is, who is apposed, of what it is a share.

Each function knows one construction and says None where it does not hold; `claim_subject` asks
them before it looks for names alone.
"""

import re

from resupply.intake import gazetteer, rx
from resupply.intake.claim_acts import AID, ENDS, OWN, acts, is_led, opens_clause
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.wars import ATTACKERS
from resupply.intake.words import Word

_HAVE = frozenset(["has", "have", "had"])


def sum_of_whom(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "bringing total Dutch support for Kyiv to 90 million", "its help has reached".

    The owner stands in front of the noun for what is given, behind no preposition.
    """
    page, words = scene.page, scene.page.words
    for k in range(at, max(begin, at - 16) - 1, -1):
        if words[k].text in ENDS:
            return None
        if words[k].low not in AID or words[k].possessive:
            continue
        j = k - 1
        while j >= begin and not words[j].is_sign and k - j < 6:
            actor = page.actor_at(j)
            if actor is not None:
                gives = actor.kind in ("country", "org") and actor.id != scene.givers.topic
                return actor if gives and not is_led(words, page.index(actor.start)) else None
            verb = words[j].verb
            if words[j].low == "that" or (verb and verb.group == "report"):
                break  # "The UN report states that total aid": who states it
            named = words[j].capital and words[j - 1].capital and not words[j - 1].closed
            if named and j > begin:
                a, b = words[j - 1].start, words[j].end  # "Team Europe support"
                return Actor(a, b, page.text[a:b], "org")
            if words[j].low in OWN or words[j].closed in ("preposition", "auxiliary"):
                break
            if words[j].closed == "determiner":
                break
            j -= 1
    return None


def gave_it(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the 2 billion Peru has committed": who acts stands right behind the figure."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    for k in range(at + 1, min(at + 9, end)):
        word = words[k]
        if word.is_sign or word.low in ("and", "or", "but") or word.verb:
            return None
        actor = page.actor_at(k)
        if actor is None or actor.kind == "place":
            continue
        after = page.index(actor.end)
        while after < end and words[after].closed == "adverb":
            after += 1
        if after < end and words[after].low in _HAVE:
            start = page.index(actor.start)
            return None if is_led(words, start) else actor
    return None


_NO_OTHER = rx.compile(
    r"\b[Nn]o (?:other )?(?:one|country|nation|state|donor|ally|member|government)\b[^.;:]{0,80}?"
    r"\bthan (?:the )?(?=[A-Z])"
)


def than_whom(scene: Scene, begin: int, end: int) -> Actor | None:
    """Such as "no country has sent more tanks than Chile": who is unsurpassed."""
    page = scene.page
    text_end = page.words[end - 1].end
    found = _NO_OTHER.search(page.text, page.words[begin].start, text_end)
    return page.actor_at(page.index(found.end())) if found else None


_MAKING = rx.compile(r"\b(?:mak(?:es|ing|e)|made) (?:the )?$")


_ONE_OF = frozenset(["one", "among"])


def past_the_owner(scene: Scene, begin: int, first: int) -> int:
    """Where "one of WFP's top donors" begins: whose donors they are is not who is one of them."""
    words = scene.page.words
    k = first
    while k - 1 > begin and first - k < 6 and not words[k - 1].is_sign and not words[k - 1].verb:
        k -= 1
        if words[k].low in _ONE_OF and any(w.possessive for w in words[k : first + 2]):
            return k
    return first


def made_it(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "which made Chile the largest giver": who stands between "made" and the rank."""
    page = scene.page
    while first > begin + 1 and page.words[first - 1].closed == "determiner":
        first -= 1
    start = page.words[first].start
    near = [a for a in page.actors_in(max(begin, first - 6), first) if a.end == start - 1]
    if near and _MAKING.search(page.text, max(0, near[0].start - 12), near[0].start):
        return near[0]
    return None


_FROM = rx.compile(r"(?: [\w-]+){0,6}? from (?:the )?(?=[A-Z])")


_HISTORY = rx.compile(r"[^.,;:]{0,20}? in the country['’]s (?:\w+ )?history\b")


def whose_gift(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the largest Spanish consignment to date": whose it is stands in the phrase."""
    for actor in scene.page.actors_in(first, at + 1):
        inside = scene.page.text[actor.start : actor.end] in gazetteer.demonyms()
        if inside and actor.id != scene.givers.topic:
            return actor
    history = _HISTORY.match(scene.page.text, scene.page.words[at].end)
    if history:
        named = scene.page.actors_before(scene.page.words[first].start, 300)
        named = [a for a in named if a.kind == "country" and a.id != scene.givers.topic]
        return named[-1] if named else None
    found = _FROM.match(scene.page.text, scene.page.words[at].end)  # "the 19th package from Oslo"
    return scene.page.actor_at(scene.page.index(found.end())) if found else None


_DOER = rx.compile(
    r"\b(?:donors?|supporters?|contributors?|providers?|backers?|suppliers?|recipients?|hosts?"
    r"|producers?|manufacturers?|makers?|exporters?|contractors?|partners?|allies|ally|lenders?"
    r"|organi[sz]ations?|charit(?:y|ies)|compan(?:y|ies)|firms?|givers?|buyers?|bod(?:y|ies)"
    r"|countr(?:y|ies)|nations?|importers?|operators?|users?|agenc(?:y|ies)|factory|plant)\b"
)


def apposed(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "Chile, the second largest donor", "the region's largest maker, Acme"."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    if words[first].low == "more" or not _DOER.search(page.text, words[first].start, words[at].end):
        return None
    k = first
    while k > begin and first - k < 6 and words[k - 1].text != "," and not words[k - 1].verb:
        k -= 1
    if k > begin + 1 and words[k - 1].text == ",":
        if words[k - 2].text == ")":  # "Acme (AC), the largest maker"
            open_ = next(
                (i for i in range(k - 3, max(k - 8, begin), -1) if words[i].text == "("), 0
            )
            k = open_ + 1 if open_ else k
        actor = page.actor_at(k - 2)
        if actor is not None and actor.kind != "place" and _no_verb(words, k, at):
            return actor
        known = _named_before(scene, begin, k - 1)
        if known is not None and _no_verb(words, k, at):
            return known
    if at + 2 < end and words[at + 1].text == ",":
        actor = page.actor_at(at + 2)
        after = page.index(actor.end) if actor is not None else end
        if actor is not None and (after >= end or words[after].text in ",.;"):
            return actor
        return _named_between(scene, at + 2, end)
    return None


def _named_between(scene: Scene, first: int, end: int) -> Actor | None:
    """A name in capitals between two commas that no list knows ("the largest maker, Acme, has")."""
    words = scene.page.words
    k = first
    while k < end and words[k].capital and not words[k].closed:
        k += 1
    if k == first or (k < end and words[k].text not in ",.;"):
        return None
    a, b = words[first].start, words[k - 1].end
    return Actor(a, b, scene.page.text[a:b], "org")


def _named_before(scene: Scene, begin: int, comma: int) -> Actor | None:
    """A name in capitals right before a comma that no list knows ("Acme Aid Union, the ...")."""
    words = scene.page.words
    k = comma
    while k > begin and words[k - 1].capital and not words[k - 1].closed:
        k -= 1
    letters = words[comma - 1].text.isupper() and len(words[comma - 1].text) > 2
    if (comma - k < 2 and not letters) or k == begin or (words[k - 1].closed == "preposition"):
        return None
    a, b = words[k].start, words[comma - 1].end
    return Actor(a, b, scene.page.text[a:b], "org")


def _no_verb(words: list[Word], first: int, last: int) -> bool:
    return not any(w.closed == "auxiliary" or w.verb for w in words[first : last + 1])


def ellipsis(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Peru has given 3 million, Chile 2 million": who stands right before the figure."""
    page, words = scene.page, scene.page.words
    actor = page.actor_at(first - 1)
    if actor is None and words[first - 1].low == "europe":
        actor = Actor(words[first - 1].start, words[first - 1].end, "Europe", "group")
    if actor is None or actor.kind not in ("country", "org", "group"):
        return None
    k = page.index(actor.start) - 1
    k -= words[k].low == "the"
    return actor if k > begin and words[k].text in (",", ";", "and", "while", "but") else None


_BY = rx.compile(
    r"\b(?:given|sent|pledged|promised|donated|delivered|provided|committed|transferred|supplied"
    r"|approved|allocated|disbursed|funded|financed|announced|offered|shipped|contributed|paid"
    r"|bought|raised|made|fired|launched|received) (?:[\w-]+ ){0,3}?(?:by|through|via) (?:the )?"
    r"(?:government of )?(?=[A-Z])"
)


def by_whom(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "of the shells pledged by the EU a third has come": who did it stands behind "by"."""
    page, words = scene.page, scene.page.words
    a, b = page.sentence(at)
    start = words[max(a, first - 12)].start
    found = _BY.search(page.text, start, words[min(at + 14, b - 1)].end)
    actor = page.actor_at(page.index(found.end())) if found else None
    return actor if actor is not None and actor.kind in ("country", "org") else None


_PARTED = rx.compile(
    r"(?: ?%| per ?cents?| percent)?[”\"’]?"
    r" (?:of|(?:in|out of) (?:two|three|four|five|six|seven|eight|ten|\d+))"
    r"(?: (?:all|the|its|their|our|these|total|global))* (?P<who>[^.,;:()“”\"–—]{3,70})"
)


_NP_END = rx.compile(
    r" (?=(?:is|are|was|were|has|have|had|will|would|can|could|may|did|do|does|never|not|only|also"
    r"|already|so|yet|ever|came|come|comes"
    r"|arriv\w+|reach\w*|remain\w*|now|still|in|at|to|that|which|who|with|under|since|by|for"
    r"|lack\w*|liv\w+|fac\w+|go\b|went|goes|\w+ed|\w+ing)\b)"
)


#: Such as "one in five children".
_ONE_IN = rx.compile(
    r"\b(?:in|out of) (?:two|three|four|five|six|eight|ten|\d+) "
    r"(?P<who>(?!of\b|have|were|will|never|still|now)"
    r"[a-z]{4,})$"
)


def of_what(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "half of Western arms arrive late": of what it is a share, as the subject."""
    page, words = scene.page, scene.page.words
    one_in = _ONE_IN.search(page.text, words[first].start, words[at].end)
    if one_in:
        return Actor(*one_in.span("who"), one_in["who"], "noun")
    found = _PARTED.match(page.text, words[at].end)
    if found is None:
        tail = re.search(
            r" of | in (?=two|three|four|five|six|ten)",
            page.text[words[first].start : words[at].end + 1],
        )
        start = words[first].start + tail.start() if tail else None
        found = _PARTED.match(page.text, start) if start is not None else None
    if found is None:
        return None
    a = found.start("who")
    if not opens_clause(scene, first):
        return None  # an object
    end = _NP_END.search(page.text, a, found.end("who"))
    b = end.start() if end else found.end("who")
    if page.text.startswith("what ", a):
        we = re.match(r"what (we|they)\b", page.text[a:])
        return (page.speaker_at(a) or scene.clauses.meant(page.index(a) + 1)) if we else None
    if page.text[a - 4 : a] == "its " or page.text[a - 6 : a] == "their ":
        return None  # "or 3% of its budget": of whoever acts
    said = page.text[a:b].strip()
    many = re.match(r"(?:five|ten|two|three|four|six) (?=[a-z])", said)
    a, said = (a + many.end(), said[many.end() :]) if many else (a, said)
    plain = said[:1].isalpha() and not _BARE.match(said) and not re.search(r"[$€£%]|\d", said)
    return Actor(a, a + len(said), said, "noun") if plain and 3 < len(said) < 60 else None


_BARE = rx.compile(
    r"(?:those|them|that|this|it|which|whom|what|people|population|came|come|comes|went|were|are|is"
    r"|was|have|has|had|will|would|could|can)\b"
)


_NAMED_RANK = rx.compile(
    r"\b(?:storm|typhoon|cyclone|hurricane|earthquake|quake|drought|flood|floods|war|attack|crisis"
    r"|emergency|famine|epidemic|outbreak|effort|campaign|operation|drive|airlift|conflict"
    r"|disaster)\b"
)


_CARRIED = rx.compile(r"\b(?:convoy|flight|shipment|ship|vessel|plane|train|lorry|truck)\b")


def of_itself(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "it was the strongest storm in years", "the drought, the worst in years"."""
    page, words = scene.page, scene.page.words
    text = page.text
    led = re.search(
        r"\b(?:[Ii]t|[Tt]his|[Tt]hat|[Tt]hese) (?:is|was|were|are|has been)(?: by far)? $",
        text[words[begin].start : words[first].start],
    )
    found = _NAMED_RANK.search(text, words[first].start, words[at].end)
    if led and found:
        return Actor(*found.span(), found[0], "noun")
    if not any(not is_led(words, page.index(a.start)) for a in page.actors_in(begin, at + 1)):
        carried = _CARRIED.search(text, words[first].start, words[min(at + 2, len(words) - 1)].end)
        if carried:  # "It was the first convoy to reach the town"
            return Actor(*carried.span(), carried[0], "noun")
    if first > begin + 1 and words[first - 1].text == ",":
        noun = words[first - 2]
        k = first - 3 - (words[first - 3].closed == "determiner")
        timed = k >= begin and words[k].low in ("of", "in", "during", "since", "before", "after")
        if _NAMED_RANK.fullmatch(noun.low) and not timed:
            return Actor(noun.start, noun.end, noun.text, "noun")
    return None


_SERVED = rx.compile(
    r"[^.;:]{0,40}? (?:(?:will|would|are|is|were|have|has|had|can|could)(?: to)?(?: also)?"
    r"(?: be| been)? (?:reached|helped|assisted|supported|fed|served|treated|targeted|covered|get"
    r"|receive|given|benefit)|(?:received|got|benefited|benefitted))\b"
)


def serves(scene: Scene, begin: int, at: int) -> Actor | None:
    """Such as "600 families will be reached": the agency that was spoken of last serves them."""
    page = scene.page
    if not _SERVED.match(page.text, page.words[at].end):
        return None
    before = page.actors_before(page.words[at].start, 1500)
    return next((a for a in reversed(before) if a.kind == "org" and a.id in AGENCIES), None)


_RISE_IN = rx.compile(
    r"(?: ?%| per ?cents?)?(?:[- ](?:rise|increase|drop|fall|decline|surge|jump|reduction|decrease"
    r"|growth))? (?:in|of) (?P<who>(?:[a-z-]+ ){0,3}?[a-z-]+)(?= (?:in|since|over|from|was|is|has"
    r"|have|had|were|are|last|this|compared|between|among|by|after)\b|[.,;])"
)


def rise_in(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the 20 per cent rise in fares since June": what has changed."""
    text, words = scene.page.text, scene.page.words
    if not re.search(
        r"rise|increase|drop|fall|decline|surge|jump|reduc|decrease|growth",
        text[words[first].start : words[at].end + 12],
    ):
        return None
    found = _RISE_IN.match(text, words[at].end)
    return Actor(*found.span("who"), found["who"], "noun") if found else None


_COVERED = rx.compile(
    r"[^.;:]{0,30}? ?(?:raised|funded|covered|received|met|secured|paid|in hand|delivered)\b"
)


def with_share(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "the fund is half empty, with 48 percent raised": of what the sentence speaks."""
    words = scene.page.words
    k = first - 1
    while k > begin and words[k].closed in ("adverb", "determiner"):
        k -= 1
    if words[k].low != "with" or words[k - 1].text != "," or k - 1 <= begin:
        return None
    if not _COVERED.match(scene.page.text, words[at].end):
        return None
    return acts(scene, begin, k - 1, k - 1, "share")


_ARRIVED = rx.compile(
    r"[^.;:]{0,70}? (?:has|have|had|was|were|are|is) (?:\w+ )?(?:been )?(?:\w+ )?(?:delivered|sent"
    r"|shipped|reached|arrived|entered|gone|distributed|handed|donated|provided|transferred"
    r"|supplied|dispatched|flown|brought)\b"
)


def sent_by(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "400 tonnes have been delivered to Gaza": from where it says, or by who spoke."""
    page, words = scene.page, scene.page.words
    if not opens_clause(scene, first) or not _ARRIVED.match(page.text, words[at].end):
        return None
    _, end = page.sentence(at)
    for actor in page.actors_in(at, end):
        if words[page.index(actor.start) - 1].low == "from" or (
            words[page.index(actor.start) - 2].low == "from"
        ):
            return actor
    before = page.actors_before(words[first].start, 600)
    able = [a for a in before if a.kind in ("country", "org") and not scene.in_need(a)]
    able = [a for a in able if a.id not in ATTACKERS and not is_led(words, page.index(a.start))]
    return able[-1] if able else None


_LED = rx.compile(
    r"(?:\b(?P<with>with)|[,;–—] (?:while|whereas|but|though|although)) (?:the )?(?=[A-Z])"
)
_ACTING = rx.compile(
    r"(?:(?:, (?:the )?| and (?:the )?)[A-Z][\w’'.]+){0,4}(?: [a-z]+ly| each| alone| now| also"
    r"| in turn| almost| more"
    r"| than)* (?:(?!during\b|including\b|regarding\b)[a-z]{2,}ing\b|(?:in"
    r"|at) (?:the )?[\w-]+ (?:place|spot|position|number)\b)"
)


def beside(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "..., with Chile giving the most", "..., while Chile has doubled its own"."""
    page, words = scene.page, scene.page.words
    a, b = words[begin].start, words[at].start
    led = list(_LED.finditer(page.text, a, b)) if first > begin else []
    if not led or re.search(r"[;:.] |\b(?:that|which|who)\b", page.text[led[-1].end() : b]):
        return None
    actor = page.actor_at(page.index(led[-1].end()))
    if actor is None or actor.kind not in ("country", "org", "group"):
        return None
    if led[-1]["with"]:
        return actor if _ACTING.match(page.text, actor.end) else None
    between = page.words[page.index(actor.end) : at + 1]
    return actor if not any(w.text in (",", ";") for w in between) else None
