"""Who a claim is about, told by its grammar: the subject of its verb, whose sum it is, who apposes.

Each function knows one construction and says None where it does not hold; `claim_subject` asks
them before it looks for names alone.
"""

import re

from resupply.intake import gazetteer, numbers
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.topics import AGENCIES
from resupply.intake.words import Word

_AID = frozenset(
    [
        *("support", "aid", "assistance", "help", "donation", "donations", "contribution"),
        *("contributions", "funding", "commitment", "commitments", "spending", "relief"),
        *("pledge", "pledges", "allocation", "allocations", "deliveries", "backing", "response"),
        *("loan", "loans", "grants", "weapons", "arms", "shipments", "transfers", "purchases"),
        *("investment", "package", "packages", "total", "bill", "exports", "stocks", "drawdowns", "supplies"),
    ]
)
_BROUGHT = re.compile(r"^(?:bring|brought|tak|took|rais|lift|push)\w*$")
_OWN = frozenset(["its", "their", "his", "her", "our"])
_PERSONAL = frozenset(["it", "they", "he", "she", "we", "i"])
_RELATIVE = frozenset(["which", "who", "that"])
_HAVE = frozenset(["has", "have", "had"])
_OPENS = frozenset(
    [
        *("while", "whereas", "because", "although", "though", "after", "as", "where", "when", "if"),
        *("but", "yet", "since", "before", "until", "whose", "what", "how", "with"),
    ]
)
_TIMED = frozenset(["since", "after", "before", "until"])
#: Finite verbs of what happens and of how much, that no list of deeds holds.
_MORE_VERBS = frozenset(
    [
        *("got", "gets", "covers", "covered", "reaches", "meets", "met", "hit", "hits", "holds"),
        *("held", "accounts", "accounted", "represents", "represented", "stood", "stands", "lost"),
        *("remained", "remains", "cost", "costs", "killed", "displaced", "destroyed", "damaged"),
        *("uprooted", "injured", "wounded", "fled", "joined", "fell", "rose", "grew", "gave"),
        *("took", "made", "drove", "forced", "pushed", "saw", "spent", "claimed", "affected"),
    ]
)
#: Signs that end the stretch in which a subject is looked for.
_ENDS = frozenset(".;:!?()\"“”«»–—|•/")


def sum_of_whom(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "bringing total Dutch support for Kyiv to 90 million", "its help has reached".

    The owner stands in front of the noun for what is given, behind no preposition.
    """
    page, words = scene.page, scene.page.words
    for k in range(at, max(begin, at - 16) - 1, -1):
        if words[k].text in _ENDS:
            return None
        if words[k].low not in _AID or words[k].possessive:
            continue
        j = k - 1
        while j >= begin and not words[j].is_sign and k - j < 6:
            actor = page.actor_at(j)
            if actor is not None:
                start = page.index(actor.start)
                led = _led(words, start)
                return None if led else actor if actor.kind in ("country", "org") else None
            if words[j].low in _OWN or words[j].closed in ("preposition", "auxiliary"):
                break
            if words[j].closed == "determiner":
                break
            j -= 1
    return None


def _led(words: list[Word], i: int) -> bool:
    """Whether a preposition leads to the name at word `i`."""
    k = i - 1
    while k >= 0 and (words[k].closed == "determiner" and words[k].low not in _OWN):
        k -= 1
    return k >= 0 and words[k].closed == "preposition" and words[k].low not in ("than", "of")


def gave_it(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the 9 billion Canada has committed": who acts stands right behind the figure."""
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
            return None if _led(words, start) else actor
    return None


_NO_OTHER = re.compile(
    r"\b[Nn]o (?:other )?(?:one|country|nation|state|donor|ally|member|government)\b[^.;:]{0,80}?"
    r"\bthan (?:the )?(?=[A-Z])"
)


def than_whom(scene: Scene, begin: int, end: int) -> Actor | None:
    """Such as "no country has sent more tanks than Chile": who is unsurpassed."""
    page = scene.page
    text_end = page.words[end - 1].end
    found = _NO_OTHER.search(page.text, page.words[begin].start, text_end)
    return page.actor_at(page.index(found.end())) if found else None


_MAKING = re.compile(r"\b(?:mak(?:es|ing|e)|made) (?:the )?$")


def made_it(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "which made Chile the largest giver": who stands between "made" and the rank."""
    page = scene.page
    start = page.words[first].start
    near = [a for a in page.actors_in(max(begin, first - 6), first) if a.end == start - 1]
    if near and _MAKING.search(page.text, max(0, near[0].start - 12), near[0].start):
        return near[0]
    return None


def whose_gift(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "the largest Spanish consignment to date": whose it is stands in the phrase."""
    for actor in scene.page.actors_in(first, at + 1):
        inside = scene.page.text[actor.start : actor.end] in gazetteer.demonyms()
        if inside and actor.id != scene.givers.topic:
            return actor
    return None


_DOER = re.compile(
    r"\b(?:donors?|supporters?|contributors?|providers?|backers?|suppliers?|recipients?|hosts?"
    r"|producers?|manufacturers?|makers?|exporters?|contractors?|partners?|allies|ally|lenders?"
    r"|organi[sz]ations?|charit(?:y|ies)|compan(?:y|ies)|firms?|givers?|buyers?|bod(?:y|ies)"
    r"|countr(?:y|ies)|nations?|importers?|operators?|users?|agenc(?:y|ies)|factory|plant)\b"
)


def apposed(scene: Scene, begin: int, first: int, at: int) -> Actor | None:
    """Such as "Chile, the second largest donor", "the region's largest maker, Acme"."""
    page, words = scene.page, scene.page.words
    _, end = page.sentence(at)
    if not _DOER.search(page.text, words[first].start, words[at].end):
        return None
    k = first
    while k > begin and first - k < 6 and words[k - 1].text != "," and not words[k - 1].verb:
        k -= 1
    if k > begin + 1 and words[k - 1].text == ",":
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
    if comma - k < 2 or k == begin or (words[k - 1].closed == "preposition"):
        return None
    a, b = words[k].start, words[comma - 1].end
    return Actor(a, b, scene.page.text[a:b], "org")


def _no_verb(words: list[Word], first: int, last: int) -> bool:
    return not any(w.closed == "auxiliary" or w.verb for w in words[first : last + 1])


# --- the subject of the verb


def acts(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """The subject of the verb that has the figure as its object, where it is plainly told."""
    words = scene.page.words
    if _itself_acts(scene, first, at):
        return None
    verb = _verb(scene, begin, at, first)
    steps = 0
    while verb is not None and steps < 3:
        e = _before_adverbs(words, verb, begin)
        if e < begin:
            return None
        if words[e].low in ("and", "but", "or", ",") and steps < 2:
            # "raised 3 million and spent 2 million": the subject of the verb before
            shared = words[e].low != "," or (e > begin and words[e - 1].low not in _RELATIVE)
            verb = _verb(scene, begin, e - 1)
            steps += 1
            if not shared:
                return None
            continue
        found = _subject(scene, begin, e, kind)
        brought = kind == "total" and _BROUGHT.match(words[verb].low)
        return None if brought and found and found.kind == "noun" else found
    return None


def _itself_acts(scene: Scene, first: int, at: int) -> bool:
    """Such as "they flee and 27 towns are cut off": the figure opens a clause of its own."""
    words = scene.page.words
    k = first - 1
    while k > 0 and (words[k].closed in ("adverb", "determiner") or words[k].low in _ABOUT):
        k -= 1
    _, end = scene.page.sentence(at)
    near = range(at + 1, min(at + 5, end))
    return k > 0 and words[k].low == "and" and any(words[i].low in _BE for i in near)


_ABOUT = frozenset(["about", "around", "over", "than", "less", "up", "to", "so", "far", "some"])
_BE = frozenset(["is", "are", "was", "were", "has", "have", "had", "remain", "face", "need"])


def _verb(scene: Scene, begin: int, at: int, first: int | None = None) -> int | None:
    """The finite verb before word `at`, where no other clause begins between them.

    What stands between `first` and `at` tells the figure itself ("41 times since").
    """
    words = scene.page.words
    for k in range(at, begin, -1):
        if _finite(scene, k):
            said = words[k].verb
            return None if said and said.group == "report" else k
        so_many = words[k].low == "as" and words[k + 1].low in ("many", "much", "large", "high")
        opens = words[k].low in _OPENS and not so_many
        if first is not None and k >= first:
            continue
        if opens or words[k].low in _RELATIVE or words[k].text in _ENDS:
            return None
    return None


def _before_adverbs(words: list[Word], verb: int, begin: int) -> int:
    k = verb - 1
    while k >= begin and (
        words[k].closed in ("adverb", "auxiliary")
        or words[k].low in ("far", "date", "thereby")
        or (words[k].low.endswith("ly") and not words[k].capital)
        or (words[k].low in ("so", "to", "up", "until") and k + 1 < verb)
    ):
        k -= 1
    return k


def _finite(scene: Scene, k: int) -> bool:
    word = scene.page.words[k]
    if k in scene.page.names or word.is_sign:
        return False
    if word.closed == "auxiliary":
        return word.low not in ("being", "been", "be", "having")
    if word.low in _MORE_VERBS and k + 1 < len(scene.page.words):
        before = scene.page.words[k - 1].closed if k else ""
        return before not in ("auxiliary", "determiner", "preposition")
    before = scene.page.words[k - 1] if k else word
    led = before.low == "to" or before.text[0].isdigit()
    if word.verb is not None and word.verb.form == "part":
        return not led and _has_object(scene.page.words, k)
    return word.verb is not None and word.verb.form in ("past", "s", "base") and not led


def _has_object(words: list[Word], k: int) -> bool:
    """Such as "charities sent 30 tonnes": a past, for what is sent stands right behind."""
    if k + 1 >= len(words) or words[k - 1].closed == "auxiliary" or words[k - 1].low.endswith("ly"):
        return False
    after = words[k + 1] if words[k + 1].low not in ("out", "up", "in") else words[k + 2]
    return after.closed == "determiner" or after.text[0].isdigit() or after.text in "$€£"


def _subject(scene: Scene, begin: int, e: int, kind: str) -> Actor | None:
    """The noun phrase that ends at word `e`: a name, whom a pronoun means, or its noun."""
    page, words = scene.page, scene.page.words
    low = words[e].low
    if low in _RELATIVE:
        return _antecedent(scene, begin, e)
    if low in _PERSONAL:
        meant = scene.clauses.meant(e)
        return None if meant is None or meant.id == scene.givers.topic else meant
    e = _before_aside(words, begin, e)
    if e < begin or words[e].is_sign or words[e].closed in ("pronoun", "conjunction"):
        return None
    actor = page.actor_at(e)
    start = page.index(actor.start) if actor is not None else 0
    if actor is not None and actor.kind != "place":
        branch = page.actor_at(start - 1)  # "IOM Yemen has supplied"
        if branch is not None and branch.kind == "org" and not words[start - 1].possessive:
            actor, start = branch, page.index(branch.start)
        if not _led(words, start) and words[start - 1].low != "of":
            return actor
    return _phrase(scene, begin, e, kind)


_PAIRED = {",": ",", "–": "–", "—": "—", "-": "-", ")": "("}


def _before_aside(words: list[Word], begin: int, e: int) -> int:
    """Such as "the community – charities and agencies – reached": the word before an aside."""
    opening = _PAIRED.get(words[e].text)
    if opening is None:
        return e
    for k in range(e - 1, max(begin, e - 22), -1):
        if words[k].text == opening:
            return k - 1
        if words[k].text in _ENDS and opening not in "–—-":
            break
    return begin - 1


def _phrase(scene: Scene, begin: int, e: int, kind: str) -> Actor | None:
    """The noun phrase that ends at word `e`, by the name that heads it or by its own words."""
    page, words = scene.page, scene.page.words
    s = e
    while s > begin and not _stops(scene, s - 1):
        s -= 1
    if s > begin + 1 and words[s - 1].closed == "auxiliary":
        e = _before_adverbs(words, s - 1, begin)  # "has begun to build": what stands before "has"
        return _subject(scene, begin, e, kind) if e >= begin else None
    s = _without_lead(scene, s, e)
    if s > e:
        return None
    if words[s].low in _PERSONAL:
        return scene.clauses.meant(s)
    inside = [k for k in range(s + 1, e + 1) if words[k].closed == "preposition"]
    head = (inside[0] if inside else e + 1) - 1
    if head < s or words[head].closed or words[head].is_sign or _counts(words[head]):
        return None
    if head in page.dated or any(t.money for t in page.things_in(s, e + 1)):
        return None
    title = _title(scene, s, e)
    if title is not None:
        return title
    done = [k for k in inside if words[k].low == "by"]
    doer = page.actor_at(done[0] + 1 + (words[done[0] + 1].low == "the")) if done else None
    if doer is not None and doer.kind in ("country", "org"):
        return doer
    for actor in page.actors_in(s, head + 1):
        if actor.kind != "place" and not _led(words, page.index(actor.start)):
            return actor
    return _noun(scene, s, head, e) if _speaks(words, s, head, e, kind) else None


def _counts(word: Word) -> bool:
    if not word.text[0].isalpha() or word.closed:
        return word.text[0].isdigit()
    return numbers.worded(word.low) is not None


def _speaks(words: list[Word], s: int, head: int, e: int, kind: str) -> bool:
    """Whether a noun by itself is a subject: whose gift or whose first it is says more."""
    if kind in ("first", "ranking"):
        return words[head].capital and words[head].text[1:].islower() and head > 0
    given = any(w.low in _AID for w in words[s : e + 1])
    return not (kind == "total" and given) and words[head].low not in ("efforts", "effort")


_BACK = re.compile(
    r"authori[sz]ation|announcement|package|tranche|shipment|delivery|donation|drawdown"
    r"|contribution|ministry|government|administration|president|minister|country|officials?"
    r"|spokes\w+|agency|bloc|alliance|union|army|military|state|chancellor|secretary|charity"
    r"|two|three|part|latter|former|first|second|figure|number|total|sum|move|news|statement|report"
    r"|nation|kingdom|republic|city|group|organi[sz]ation|firm|company|premier|leader|chief"
)


def _noun(scene: Scene, s: int, head: int, e: int) -> Actor | None:
    """A noun as the subject, with the "of" behind it; none that means somebody named before."""
    words = scene.page.words
    while s < head and (words[s].closed in ("determiner", "adverb") or words[s].low in _OWN):
        s += 1
    last = head
    if head < e and words[head + 1].low in ("of", "for", "in"):
        last = e if e - head < 7 else head
    if _BACK.fullmatch(words[head].low) and last == head:
        return None
    a, b = words[s].start, words[last].end
    said = scene.page.text[a:b]
    return Actor(a, b, said, "noun") if said[0].isalpha() and b - a < 60 else None


def _stops(scene: Scene, k: int) -> bool:
    """Whether the word before a noun phrase belongs to it no more."""
    word = scene.page.words[k]
    if word.is_sign and word.text not in "&'’-" and not _in_letters(scene.page.words, k):
        return True
    if word.low == "said" or (word.verb and word.verb.group == "report"):
        return True
    if word.low in _TIMED:
        return False  # "since the war": no verb has come between
    if word.low in _OPENS or word.low in _RELATIVE or word.low in ("or", "but", "than"):
        return True
    if word.low == "and":
        begin, _ = scene.page.sentence(k)
        return any(_finite(scene, i) for i in range(begin, k))
    return _finite(scene, k)


def _in_letters(words: list[Word], k: int) -> bool:
    """Whether a bracket only holds the letters of a name ("Aid Fund (AF)")."""
    at = k - 1 if words[k].text == ")" else k + 1 if words[k].text == "(" else None
    return at is not None and 0 < at < len(words) - 1 and words[at].text.isupper()


def _without_lead(scene: Scene, s: int, e: int) -> int:
    """Behind "In May", "so far", "since the start of the war": where the noun phrase begins."""
    page, words = scene.page, scene.page.words
    while s <= e:
        if words[s].low in ("so", "to", "in", "up") and s < e and words[s + 1].low in _ADVERBIAL:
            s += 2
        elif (
            words[s].closed in ("adverb", "conjunction")
            or words[s].low in _ADVERBIAL
            or words[s].low.endswith("ly")
            or _counts(words[s])
        ):
            s += 1
        elif words[s].closed == "preposition":
            begins = (k for k in range(s + 2, e + 1) if _begins(scene, k))
            timed = words[s].low in _TIMED
            s = next(begins, s + 1 if timed else e + 1)
        else:
            return s
    return s


def _begins(scene: Scene, k: int) -> bool:
    """Whether a new noun phrase begins at a word behind a phrase of time or place."""
    words = scene.page.words
    word, before = words[k], words[k - 1]
    if before.closed in ("preposition", "determiner") or k in scene.page.dated:
        return False
    actor = scene.page.actor_at(k)
    if actor is not None:
        return scene.page.index(actor.start) == k and not before.capital
    return word.closed == "determiner" or (word.capital and not before.capital)


_ADVERBIAL = frozenset(["far", "date", "total", "all", "addition", "now", "then", "least", "sum"])


def _title(scene: Scene, s: int, e: int) -> Actor | None:
    """A name in capitals that names a country inside ("Friends of Chad", "US Aid for Togo")."""
    page, words = scene.page, scene.page.words
    capital = [k for k in range(s, e + 1) if words[k].capital and not words[k].closed]
    small = [words[k].low for k in range(s, e + 1) if not words[k].capital]
    plain = [k for k in capital if k not in page.names]
    joined = set(small) <= {"of", "for", "and", "the"} and words[e].capital
    if len(capital) < 2 or not plain or not joined or words[s].possessive:
        return None
    if any(_BACK.fullmatch(words[k].low) or words[k].low in _STATE for k in plain):
        return None
    s += words[s].low == "the"
    a, b = words[s].start, words[e].end
    return Actor(a, b, page.text[a:b], "org")


_STATE = frozenset(["cabinet", "parliament", "department", "prime", "foreign", "defence", "defense"])


def _antecedent(scene: Scene, begin: int, e: int) -> Actor | None:
    """Such as "Russia, which fires", "the charity Acme that has": the name right before."""
    page, words = scene.page, scene.page.words
    k = e - 1 if words[e - 1].text != "," else e - 2
    actor = page.actor_at(k) if k >= begin else None
    if actor is not None or k < begin or not words[k].capital:
        return actor
    first = k
    while first > begin and words[first - 1].capital and not words[first - 1].closed:
        first -= 1
    a, b = words[first].start, words[k].end
    return Actor(a, b, page.text[a:b], "org") if first > begin else None


def ellipsis(scene: Scene, begin: int, first: int) -> Actor | None:
    """Such as "Peru has given 3 million, Chile 2 million": who stands right before the figure."""
    page, words = scene.page, scene.page.words
    actor = page.actor_at(first - 1)
    if actor is None or actor.kind not in ("country", "org", "group"):
        return None
    k = page.index(actor.start) - 1
    k -= words[k].low == "the"
    return actor if k > begin and words[k].text in (",", ";", "and", "while", "but") else None


_BY = re.compile(
    r"\b(?:given|sent|made|\w{3,}ed) (?:[\w-]+ ){0,3}?by (?:the )?(?:government of )?(?=[A-Z])"
)


def by_whom(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "of the shells pledged by the EU a third has come": who did it stands behind "by"."""
    page, words = scene.page, scene.page.words
    _, b = page.sentence(at)
    found = _BY.search(page.text, words[first].start, words[min(at + 14, b - 1)].end)
    actor = page.actor_at(page.index(found.end())) if found else None
    return actor if actor is not None and actor.kind in ("country", "org") else None


_PARTED = re.compile(
    r"(?: ?%| per ?cents?| percent)?[”\"’]? (?:of|in \w+)(?: (?:all|the|its|their|our|these|total"
    r"|global))* (?P<who>[^.,;:()“”\"–—]{3,70})"
)
_NP_END = re.compile(
    r" (?=(?:is|are|was|were|has|have|had|will|would|can|could|may|did|do|does|never|not|only|also"
    r"|already|so|yet|ever|came|come|comes"
    r"|arriv\w+|reach\w*|remain\w*|now|still|in|at|to|that|which|who|with|under|since|by|for"
    r"|lack\w*|liv\w+|fac\w+|go\b|went|goes|\w+ed|\w+ing)\b)"
)


def of_what(scene: Scene, first: int, at: int) -> Actor | None:
    """Such as "half of Western arms arrive late": of what it is a share, as the subject."""
    page, words = scene.page, scene.page.words
    found = _PARTED.match(page.text, words[at].end)
    if found is None:
        tail = re.search(r" of | in ten ", page.text[words[first].start : words[at].end + 1])
        start = words[first].start + tail.start() if tail else None
        found = _PARTED.match(page.text, start) if start is not None else None
    if found is None:
        return None
    a = found.start("who")
    if not _opens_clause(scene, first):
        return None  # an object
    end = _NP_END.search(page.text, a, found.end("who"))
    b = end.start() if end else found.end("who")
    if page.text.startswith("what ", a):
        we = re.match(r"what (we|they)\b", page.text[a:])
        return scene.clauses.meant(page.index(a) + 1) if we else None
    said = page.text[a:b].strip()
    plain = said[:1].isalpha() and not _BARE.match(said) and not re.search(r"[$€£%]|\d", said)
    return Actor(a, a + len(said), said, "noun") if plain and 3 < len(said) < 60 else None


def _opens_clause(scene: Scene, first: int) -> bool:
    """Whether nothing but adverbs stands between a figure and where its clause begins."""
    words = scene.page.words
    begin, _ = scene.page.sentence(first)
    k = first - 1
    while k >= begin and (
        words[k].closed in ("adverb", "determiner")
        or words[k].text in "“”\"‘’'"
        or words[k].low in _ABOUT
    ):
        k -= 1
    if k < begin or (words[k].is_sign and words[k].text not in "%$€£"):
        return True
    joined = words[k].low == "with" and k > begin and words[k - 1].low in (",", "and")
    return joined or words[k].closed == "conjunction" or words[k].low in ("said", "says")


_BARE = re.compile(r"(?:those|them|that|this|it|which|whom|what|people|population)\b")
_NAMED_RANK = re.compile(
    r"\b(?:storm|typhoon|cyclone|hurricane|earthquake|quake|drought|flood|floods|war|attack|crisis"
    r"|emergency|famine|epidemic|outbreak|effort|campaign|operation|drive|airlift|conflict"
    r"|disaster)\b"
)


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
    if first > begin + 1 and words[first - 1].text == ",":
        noun = words[first - 2]
        if _NAMED_RANK.fullmatch(noun.low):
            return Actor(noun.start, noun.end, noun.text, "noun")
    return None


_SERVED = re.compile(
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
