"""Who acts in a claim: the noun phrase that is the subject of the verb before the figure.

There is no parse tree: the finite verb before the figure is looked for, and the noun phrase
before it, up to where a clause begins.
"""

from resupply.intake import lexicon, numbers, rx
from resupply.intake.page import Actor
from resupply.intake.scene import Scene
from resupply.intake.subjects import COUNTRY_NOUNS
from resupply.intake.wars import ATTACKERS
from resupply.intake.wordlists import words as words_of
from resupply.intake.words import Word

AID = frozenset(
    [
        *("support", "aid", "assistance", "help", "donation", "donations", "contribution"),
        *("contributions", "funding", "commitment", "commitments", "spending", "relief"),
        *("pledge", "pledges", "allocation", "allocations", "deliveries", "backing", "response"),
        *("loan", "loans", "grants", "weapons", "arms", "shipments", "transfers", "purchases"),
        *(
            "investment",
            "package",
            "packages",
            "total",
            "bill",
            "exports",
            "stocks",
            "drawdowns",
            "supplies",
        ),
    ]
)
OWN = frozenset(["its", "their", "his", "her", "our"])
_PERSONAL = frozenset(["it", "they", "he", "she", "we", "i"])
_RELATIVE = frozenset(["which", "who", "that"])
_OPENS = words_of(
    "while whereas because although though after as where when if but yet since before until"
    " whose what how with"
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
_BROUGHT = rx.compile(r"^(?:bring|brought|tak|took|rais|lift|push)\w*$")
#: Signs that end the stretch in which a subject is looked for.
ENDS = frozenset('.;:!?()"“”«»–—|•/')
_ABOUT = frozenset(["about", "around", "over", "than", "less", "up", "to", "so", "far", "some"])
_BE = frozenset(["is", "are", "was", "were", "has", "have", "had", "remain", "face", "need"])
_ADVERBIAL = frozenset(["far", "date", "total", "all", "addition", "now", "then", "least", "sum"])


_NUMBER_OF = rx.compile(
    r"(?:[\w ]{0,24}, )?(?:[Tt]he )?(?P<who>[Nn]umber of [\w’' -]{3,60}?) "
    r"(?:has|have|had|is|was|rose"
    r"|fell|grew|doubled|tripled|reached|passed|dropped|stands)\b"
)


def acts(scene: Scene, begin: int, first: int, at: int, kind: str) -> Actor | None:
    """The subject of the verb that has the figure as its object, where it is plainly told."""
    words = scene.page.words
    number = _NUMBER_OF.match(scene.page.text, words[begin].start, words[at].end)
    if number and kind in ("comparison", "count", "total"):
        return Actor(*number.span("who"), number["who"], "noun")
    if _itself_acts(scene, first, at):
        return None
    verb = _verb(scene, begin, at, first)
    for _ in range(3):
        if verb is None:
            return None
        e = _before_adverbs(words, verb, begin)
        if e < begin:
            return None
        found = _subject(scene, begin, e, kind) if words[e].low not in _JOINS else None
        if found is None and words[e].low in (*_JOINS, ","):
            verb = _verb(scene, begin, e - 1)  # "raised 3 million and spent 2 million"
            continue
        brought = kind == "total" and _BROUGHT.match(words[verb].low)
        return None if brought and found and found.kind == "noun" else found
    return None


_JOINS = ("and", "but", "or")


def _itself_acts(scene: Scene, first: int, at: int) -> bool:
    """Such as "they flee and 27 towns are cut off": the figure opens a clause of its own."""
    words = scene.page.words
    k = first - 1
    while k > 0 and (words[k].closed in ("adverb", "determiner") or words[k].low in _ABOUT):
        k -= 1
    _, end = scene.page.sentence(at)
    near = range(at + 1, min(at + 5, end))
    opens = words[k].low in ("and", ",") and k > 0
    return opens and any(words[i].low in _BE for i in near)


def _verb(scene: Scene, begin: int, at: int, first: int | None = None) -> int | None:
    """The finite verb before word `at`, where no other clause begins between them.

    What stands between `first` and `at` tells the figure itself ("41 times since").
    """
    words = scene.page.words
    for k in range(at, begin, -1):
        if _finite(scene, k):
            said = words[k].verb
            return None if said and said.group == "report" else k
        so_many = (
            words[k].low == "as"
            and words[k + 1 : k + 2]
            and words[k + 1].low in ("many", "much", "large", "high")
        )
        opens = words[k].low in _OPENS and not so_many
        if first is not None and k >= first:
            continue
        if words[k].low == "what" and words[k - 1].low == "in" and words[k - 2].text == ",":
            return _verb(scene, begin, k - 3)  # "will buy arms, in what is the first round"
        years = words[k].text in "–—" and words[k - 1].text[-1:].isdigit() and k + 1 < len(words)
        if years and words[k + 1].text[0].isdigit():
            continue  # "the average of 2022–2024"
        if opens or words[k].low in _RELATIVE or words[k].text in ENDS:
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
        led_by = scene.page.words[k - 1].closed if k else ""
        return led_by not in ("auxiliary", "determiner", "preposition")
    before = scene.page.words[k - 1] if k else word
    led = before.low == "to" or before.text[0].isdigit()
    if word.verb is not None and word.verb.form == "part":
        return not led and _has_object(scene.page.words, k)
    return word.verb is not None and word.verb.form in ("past", "s", "base") and not led


def _has_object(words: list[Word], k: int) -> bool:
    """Such as "charities sent 30 tonnes": a past, for what is sent stands right behind."""
    if k + 1 >= len(words) or words[k - 1].closed == "auxiliary" or words[k - 1].low.endswith("ly"):
        return False
    out = words[k + 1].low in ("out", "up", "in") and k + 2 < len(words)
    after = words[k + 2] if out else words[k + 1]
    return after.closed == "determiner" or after.text[0].isdigit() or after.text in "$€£"


_HOME = frozenset(["country", "nation", "government", "kingdom", "republic"])


def _abroad(scene: Scene) -> Actor | None:
    """The first country of the text that is neither in need nor the attacker."""
    homes = [a for a in scene.page.actors if a.kind == "country" and not scene.in_need(a)]
    return next((a for a in homes if a.id not in ATTACKERS), None)


def _subject(scene: Scene, begin: int, e: int, kind: str) -> Actor | None:
    """The noun phrase that ends at word `e`: a name, whom a pronoun means, or its noun."""
    page, words = scene.page, scene.page.words
    low = words[e].low
    if low in _RELATIVE:
        meant = _antecedent(scene, begin, e)
        told = kind in ("first", "ranking") and words[e - 1].text == ","
        if told and (meant is None or scene.in_need(meant)):
            return acts(scene, begin, e - 1, e - 2, kind)  # "will send tanks, which is the first"
        return meant
    if low in _PERSONAL:
        speaker = page.speaker_at(words[e].start) if low in ("we", "i") else None
        if speaker is not None:
            return speaker
        meant = scene.clauses.meant(e)
        if meant is None or meant.id == scene.givers.topic:
            return None
        return None if low == "it" and meant.kind == "person" and not meant.id.isupper() else meant
    if low in _HOME and words[e - 1].low in ("our", "my"):
        return page.speaker_at(words[e].start) or page.home or _abroad(scene)
    if low in COUNTRY_NOUNS and page.actor_at(e - 1) is not None:
        meant = scene.clauses.meant(e)
        if meant is not None:
            return meant
    e = _before_aside(words, begin, e)
    if e < begin or words[e].is_sign or words[e].closed in ("pronoun", "conjunction"):
        return None
    actor = page.actor_at(e)
    start = page.index(actor.start) if actor is not None else 0
    if actor is not None and actor.kind != "place":
        branch = page.actor_at(start - 1)  # "IOM Yemen has supplied"
        if branch is not None and branch.kind == "org" and not words[start - 1].possessive:
            actor, start = branch, page.index(branch.start)
        if not is_led(words, start) and words[start - 1].low != "of":
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
        if words[k].text in ENDS and opening not in "–—-":
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
    if head in page.dated or any(t.money for t in page.things_in(s, head + 1)):
        return None
    title = _title(scene, s, e)
    if title is not None:
        return title
    done = [k for k in inside if words[k].low == "by"]
    doer = page.actor_at(done[0] + 1 + (words[done[0] + 1].low == "the")) if done else None
    if doer is not None and doer.kind in ("country", "org"):
        return doer
    for actor in page.actors_in(s, head + 1):
        if words[page.index(actor.end) - 1].possessive and words[head].low in _FRIENDS:
            continue  # "Chad's neighbours have given most": not Chad
        if actor.kind != "place" and not is_led(words, page.index(actor.start)):
            return actor
    return _noun(scene, s, head, e, kind) if _speaks(words, s, head, e, kind) else None


def _counts(word: Word) -> bool:
    if not word.text[0].isalpha() or word.closed:
        return word.text[0].isdigit()
    return numbers.worded(word.low) is not None


_FRIENDS = words_of(
    "neighbours neighbors allies partners supporters backers friends donors lenders creditors"
    " suppliers"
)
_GIFT = frozenset(["package", "donation", "shipment", "delivery", "contract", "deal", "purchase"])


def _speaks(words: list[Word], s: int, head: int, e: int, kind: str) -> bool:
    """Whether a noun by itself is a subject: whose gift or whose first it is says more."""
    if kind == "first":
        return words[head].capital and words[head].text[1:].islower() and head > 0
    if kind == "ranking" and lexicon.singular(words[head].low) in _GIFT:
        return False
    given = any(w.low in AID for w in words[s : e + 1])
    return not (kind == "total" and given) and words[head].low not in ("efforts", "effort")


_BACK = rx.compile(
    r"authori[sz]ation|announcement|package|tranche|shipment|delivery|donation|drawdown"
    r"|contribution|ministry|government|administration|president|minister|country|officials?"
    r"|spokes\w+|agency|bloc|alliance|union|army|military|state|chancellor|secretary|charity"
    r"|two|three|part|latter|former|first|second|figure|number|total|sum|move|news|statement|report"
    r"|nation|kingdom|republic|city|group|organi[sz]ation|firm|company|premier|leader|chief"
)


_BODY = rx.compile(r"group|organi[sz]ation|company|charity|agency|union|alliance|firm")


def _noun(scene: Scene, s: int, head: int, e: int, kind: str) -> Actor | None:
    """A noun as the subject, with the "of" behind it; none that means somebody named before."""
    words = scene.page.words
    while s < head and (words[s].closed in ("determiner", "adverb") or words[s].low in OWN):
        s += 1
    its = next((k for k in range(s, e + 1) if words[k].low in _PERSONAL), None)
    if its is not None:
        return scene.clauses.meant(its)  # "the amount it pledged"
    last = head
    if head < e and words[head + 1].low in ("of", "for", "in"):
        last = e if e - head < 7 else head
    named = words[head].capital and head > s and _BODY.fullmatch(words[head].low)
    plain = kind == "comparison" and words[head].low in AID
    if _BACK.fullmatch(words[head].low) and last == head and not named and not plain:
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


_MEASURES = frozenset(["share", "percentage", "proportion", "part", "fraction", "result"])


def _without_lead(scene: Scene, s: int, e: int) -> int:
    """Behind "In May", "so far", "since the start of the war": where the noun phrase begins."""
    words = scene.page.words
    while s <= e:
        if words[s].low in ("so", "to", "in", "up") and s < e and words[s + 1].low in _ADVERBIAL:
            s += 2
        elif words[s - 1].low == "as" and s + 1 < e and words[s + 1].low in _MEASURES:
            begins = (k for k in range(s + 2, e + 1) if words[k].closed == "determiner")
            s = next(begins, e + 1)  # "As a share of output the country is"
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


_STATE = frozenset(
    ["cabinet", "parliament", "department", "prime", "foreign", "defence", "defense"]
)


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


def opens_clause(scene: Scene, first: int) -> bool:
    """Whether nothing but adverbs stands between a figure and where its clause begins."""
    words = scene.page.words
    begin, _ = scene.page.sentence(first)
    k = first - 1
    while k >= begin and (
        words[k].closed in ("adverb", "determiner")
        or words[k].text in "“”\"‘’'"
        or words[k].low in _ABOUT
        or (k in scene.page.names and words[k - 1].low == "in")
        or (words[k].low == "in" and k + 1 in scene.page.names)
    ):
        k -= 1
    if k < begin or (words[k].is_sign and words[k].text not in "%$€£"):
        return True
    joined = words[k].low == "with" and k > begin and words[k - 1].low in (",", "and")
    opens = words[k].closed == "conjunction" or words[k].low in _OPENS
    return joined or words[k].low in ("said", "says") or (opens and words[k].low != "with")


def is_led(words: list[Word], i: int) -> bool:
    """Whether a preposition leads to the name at word `i`."""
    k = i - 1
    while k >= 0 and (words[k].closed == "determiner" and words[k].low not in OWN):
        k -= 1
    return k >= 0 and words[k].closed == "preposition" and words[k].low not in ("than", "of")
