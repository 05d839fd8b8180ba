"""Words of a text with what each may be: a verb of giving, a closed word, part of a number.

A small tagger: verbs are told from nouns ("needs", "supplies") by their neighbours. It leaves
phrases to `items`, and clauses to `clauses`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from resupply.intake import lexicon, rx, spotting
from resupply.intake.lexicon import Verb
from resupply.intake.numbers import GLUED

_TOKEN = rx.compile(
    rf"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?={GLUED})|"
    r"(?:[A-Z]\.){2,}(?:[-‑](?:made|built|produced|manufactured|supplied|designed|led|funded)\b)?|[^\W_]+(?:[-'’.‑/&+][^\W_]+|(?<=\d),\d{3}(?!\d))*|(?!#[^\W\d])[^\w\s]"
)

_OWNER = ("'s", "’s", "s'", "s’")


@dataclass(slots=True)
class Word:
    """One word or sign.

    Args:
        start: First character.
        end: Character behind the last.
        text: As written.
        low: In lower case, without a possessive ending.
        closed: Kind of closed word, or "".
        verb: The form of a verb it is here, or None.
        possessive: Whether it ends in 's.
        gap: What stands between it and the word before.
        is_sign: Whether it is punctuation.
        capital: Whether it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    low: str
    closed: str
    verb: Verb | None
    possessive: bool
    gap: str
    is_sign: bool
    capital: bool


def split(
    text: str,
    actors: Sequence[tuple[int, int]] = (),
    sentences: Sequence[tuple[int, int]] = (),
) -> list[Word]:
    """The words of a text, tagged.

    Args:
        text: Any text.
        actors: Spans of names of countries, people and organisations: a verb may follow them.
        sentences: Spans of sentences; a line break inside one only wraps it.

    Example:
        >>> [w.low for w in split("Ukraine needs supplies.") if w.verb]
        ['needs']
    """
    closed = lexicon.closed()
    words, last = [], 0
    opening = {start for start, _ in sentences}
    marks = _marks(text)
    for m in _TOKEN.finditer(text):
        said, (start, end) = m[0], m.span()
        if start in marks:
            continue
        low = said.lower()
        possessive = low.endswith(_OWNER) and len(low) > 2
        if possessive:
            low = low[:-2] if low[-1] == "s" else low[:-1]
        gap = text[last:start]
        if "#" in gap:
            gap = gap.replace("#", "")  # "to #Ukraine"
        if marks and (start - 1 in marks or start - 2 in marks):
            gap = gap.strip(_MARKS) or " "
            start -= start - 1 in marks
        if opening and gap == "\n" and start not in opening:
            gap = " "
        kind = "" if said == "US" else closed.get(low, "")
        sign, capital = not said[0].isalnum(), said[0].isupper()
        words.append(Word(start, end, said, low, kind, None, possessive, gap, sign, capital))
        last = end
    names = indexes(words, actors)
    for i in names:
        if words[i].text.isupper() and words[i].closed:
            words[i].low, words[i].closed = words[i].text, ""  # "WHO", "US" are no pronouns
    _tag(words, names)
    return words


_MARKS = "\"“”„«»‘’'"
#: A model in quotation marks before what it is: `two "Zuzana" howitzers`.
_NAMED = rx.compile(
    r"(?<=[\w,] )[\"“„«‘'](?P<name>[A-Z][\w-]*(?: [A-Z0-9][\w-]*)?)[\"”“»’']"
    r"(?= (?:[a-z-]+ ){0,2}?[a-z-]{3,}s\b)"
)


def _marks(text: str) -> set[int]:
    """Places of quotation marks around the name of a model; they part no phrase."""
    return {k for m in spotting.finditer(_NAMED, text) for k in (m.start(), m.end() - 1)}


def indexes(words: Sequence[Word], actors: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Indexes of words that belong to an actor."""
    starts = [w.start for w in words]
    out: set[int] = set()
    for start, end in actors:
        i = bisect_left(starts, start)
        while i < len(words) and words[i].start < end:
            out.add(i)
            i += 1
    return frozenset(out)


_BE = lexicon.words("words.be")
_HAVE = frozenset(["has", "have", "had", "having"])
_MODAL = lexicon.words("words.modal")
_AUX = _BE | _HAVE | _MODAL
_SUBJECT = frozenset(["it", "he", "she", "they", "we", "i", "who", "which", "that", "you"])
_TO = frozenset(["to", "that", "for", "with", "at", "from", "over", "in", "on"])
_LED = frozenset(["to", "for", "in", "on", "from", "with", "at"])
_QUALIFIERS = frozenset(
    ["up", "about", "around", "nearly", "almost", "some", "roughly", "half", "between", "as"]
)
_NOT_BY_ITSELF = lexicon.words("words.not_by_itself")


def _tag(words: list[Word], names: frozenset[int]) -> None:
    forms = lexicon.verbs()
    for i, word in enumerate(words):
        verb = forms.get(word.low)
        if verb and not word.possessive and i not in names and _is_verb(words, i, verb, names):
            word.verb = verb


def _previous(words: Sequence[Word], i: int) -> int:
    """The word before, adverbs skipped."""
    i -= 1
    while i > 0 and (
        words[i].closed == "adverb"
        or words[i].low.endswith("ly")
        or (words[i].low in ("each", "both", "all", "jointly") and words[i - 1].low in _MODAL)
        or (words[i].low == "further" and words[i - 1].low in _MODAL)
    ):
        i -= 1
    return i


def _is_verb(words: Sequence[Word], i: int, verb: Verb, names: frozenset[int]) -> bool:
    if i and not words[i].gap and words[i - 1].text in ("-", "‑"):
        return False  # "U.S.-provided"
    p = _previous(words, i)
    before = words[p] if p >= 0 and "\n" not in words[i].gap else None
    after = words[i + 1] if i + 1 < len(words) and "\n" not in words[i + 1].gap else None
    if (
        words[i].capital
        and i
        and not (before is None or before.is_sign)
        and words[i].text.isalpha()
    ):
        if _in_a_headline(words, i, verb, after):
            return True
        if before.capital or not before.closed:
            return verb.form in ("part", "ing", "past") and p in names
        return False
    if verb.lemma == "hand" and after is not None and after.low in ("out", "over"):
        return not (before is not None and before.closed == "determiner")  # "still hands out"
    if verb.form == "ing" and before is not None and before.low in _EACH and _gives_on(verb, after):
        return True  # "with Malta and Peru all donating boats"
    if verb.form == "ing":
        return _is_ing(words[i], before, after, p in names)
    if verb.lemma in ("cut", "set", "put") and before and before.low in _BE | _HAVE:
        return True
    if verb.lemma in ("cut", "set", "put") and p in names and before and not before.possessive:
        noun = verb.lemma == "cut" and after is not None and after.closed == "preposition"
        return after is not None and not after.is_sign and not noun
    if verb.lemma == "set" and after is not None and after.low in ("up", "aside"):
        if before is not None and before.low == "to":
            return True  # "the first to set aside money"
        return before is None or before.closed not in ("determiner", "preposition")
    if verb.form in ("part", "past"):
        year = before is not None and before.text.isdigit() and len(before.text) == 4
        if year and any(w.low in _HAVE for w in words[max(0, i - 7) : i]):
            return True  # "has since May 2022 helped supply"
        noun_follows = after is not None and not after.closed and not after.is_sign
        pressed = bool(i) and words[i - 1].low in _URGENTLY and noun_follows
        return _is_past(words[i], before, after, p in names, pressed)
    return _is_present(words, i, p, verb, after, p in names)


def _in_a_headline(words: Sequence[Word], i: int, verb: Verb, after: Word | None) -> bool:
    """Such as "Relief Agency Delivers Thousands of Tents": a verb with a capital."""
    if verb.form != "s" or verb.group not in ("deliver", "pledge", "commit"):
        return False
    if (
        verb.lemma in _NOT_BY_ITSELF
        or after is None
        or (after.is_sign and after.text not in _CURRENCY)
    ):
        return False
    return words[i - 1].capital and (after.capital or after.text[0].isdigit() or after.is_sign)


_EACH = frozenset(["all", "both", "each", "jointly", "together"])


def _gives_on(verb: Verb, after: Word | None) -> bool:
    """Whether a form in -ing gives what is behind it."""
    clear = verb.group == "deliver" and verb.lemma not in _NOT_BY_ITSELF
    return clear and after is not None and not after.is_sign


_PLURALS = frozenset(["people", "children", "women", "men", "police", "personnel", "families"])
_CURRENCY = frozenset("$€£")
_NOUNS_ING = frozenset(["training", "funding", "financing", "demining"])


def _is_ing(word: Word, before: Word | None, after: Word | None, named: bool) -> bool:
    holds = word.low in ("comprising", "containing", "carrying", "transporting")
    if holds and after and not after.is_sign:
        return True
    if word.low == "cooking" and after and not after.is_sign and not (before and before.verb):
        return False  # "tents and cooking stoves"
    if word.low in _NOUNS_ING and not (before and before.low in _BE | {"by"}):
        return False
    if before and before.low in _BE | {
        "by",
        "of",
        "for",
        "without",
        "in",
        "from",
        "while",
        "after",
        "before",
        "and",
        "considering",
        "out",
    }:
        return (
            after is None
            or after.text in _CURRENCY
            or not (
                after.is_sign
                or (
                    after.closed == "preposition"
                    and before.low in ("of", "for", "in", "from", "and")
                )
            )
        )
    opens = after is not None and (
        after.closed in ("determiner", "pronoun")
        or after.text[0].isdigit()
        or after.text in _CURRENCY
        or after.capital
        or after.low in ("to", "for", "over", "up")
    )
    verb = lexicon.verbs()[word.low]
    clear = verb.group == "deliver" and verb.lemma not in _NOT_BY_ITSELF
    if before and after and clear and before.low in (",", "on", "to") and after.text.isalpha():
        # "a firm backer, donating shells", "goes on sending aid", "open to sending tanks"
        return not after.closed or after.closed == "determiner"
    if before and before.text == "," and after and after.low in ("on", "in", "at"):
        # "backed Kyiv, announcing on Monday a package"
        return lexicon.verbs()[word.low].group in ("pledge", "deliver", "commit")
    return (
        (opens and not (before and before.closed == "determiner"))
        or (named and opens)
        or bool(before and before.verb and after and not after.is_sign)
    )


def _is_past(
    word: Word, before: Word | None, after: Word | None, named: bool, pressed: bool = False
) -> bool:
    verb = lexicon.verbs()[word.low]
    if verb.group == "need" and word.low in ("needed", "required") and pressed:
        return False  # "urgently needed medicines"
    if before is None or (verb.lemma == "give" and before.is_sign and word.capital):
        # "Given the uncertainty": a participle that opens a sentence says nothing of who acts.
        return after is not None and (after.closed == "preposition" or after.low == "by")
    if before.low in _AUX or before.closed == "pronoun" or named:
        return not (named and before.possessive)
    if word.low == "needed" and after is not None and (before.is_sign or before.verb):
        plain = not (after.closed or after.is_sign or after.text[0].isdigit())
        if plain and before.text != ",":
            return False  # '"urgently needed relief materials" for Syria'
    if before.closed == "determiner" or before.possessive:
        return before.low in (
            *("that", "this", "all", "most", "many", "some", "both", "others", "each"),
        )
    if before.closed == "preposition" or before.text[0].isdigit():
        return (
            after is not None
            and after.closed in ("preposition", "determiner")
            and before.low not in ("of", "for", "in", "with")
        )
    if (
        after is not None
        and not after.closed
        and not after.is_sign
        and not after.text[0].isdigit()
        and before.low in ("and", ",")
        and verb.group != "need"
        and not (word.low in _DID and before.low == "and")
        and word.low != "brought"
        and after.low not in _COUNTS | {"close", "approximately", "roughly", "hundreds", "dozens"}
    ):
        return bool(after.capital)
    return True


#: Past forms that hardly ever stand in front of a noun as an adjective does.
_DID = lexicon.words("words.did")
_URGENTLY = frozenset(
    ["urgently", "badly", "desperately", "sorely", "critically", "direly", "greatly", "most"]
)
_HOLDS = frozenset(["consist", "comprise", "include", "contain"])
_COUNTS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])


def _is_present(
    words: Sequence[Word], i: int, p: int, verb: Verb, after: Word | None, named: bool
) -> bool:
    """Whether a base or an s-form is a verb here, by what stands before and behind it."""
    before = words[p] if p >= 0 and "\n" not in words[i].gap else None
    if before is None or _is_auxiliary(after):
        return False
    if verb.form == "s" and verb.lemma in _HOLDS and not (after and after.is_sign):
        return True  # "The package, paid for by Malta, consists of", "This includes cash"
    if verb.form == "base" and before.low in ("and", "or") and _goes_on(words, i, verb, after):
        return True  # "will hand out stoves and give shelter"
    if verb.lemma in _HOLDS and verb.form == "base" and not (after and after.is_sign):
        return True  # "These include transformers", "goods brought by sea include tents"
    if verb.form == "base" and (before.text[0].isdigit() or before.low in _COUNTS):
        return False  # "two complete units"
    if before.low in _COUNTS and i and words[i - 1] is before:
        return False  # "seven airdrops over Gaza"
    if verb.form == "s" and i and words[i - 1] is before and _counts(words, i - 1, after):
        return False  # "140 parachutes for Kyiv"
    if verb.lemma == "bar" and not before.closed:
        return False  # "4,500 soap bars"
    covers = verb.lemma == "cover" and verb.form == "s" and not before.verb
    if covers and after is not None and not after.is_sign and not before.closed:
        return after.closed != "preposition"  # "The package, worth 4 million, covers shells"
    helps = before.verb is not None and before.verb.lemma == "help" and verb.form == "base"
    if helps and after is not None and not after.is_sign and verb.group == "deliver":
        return True  # "the money will help supply food"
    opens = _opens(after)
    led = after is not None and after.low in _LED
    if named and led and verb.lemma in _NOT_BY_ITSELF and _in_a_name(words, p):
        return False  # "in World Bank loans for"
    if before.low == "that" and verb.lemma in _NOT_BY_ITSELF and after and after.low in _LED:
        return False  # "adding that talks on a loan were under way"
    if after is not None and after.low == "of" and verb.lemma in ("amount", "range", "total"):
        return False  # "vast amounts of ammunition"
    if before.possessive and named and verb.form == "s" and opens:
        return True  # "Berlin's brings 36 howitzers"
    if before.low in _MODAL or (before.closed == "auxiliary" and verb.form == "base"):
        return _behind_auxiliary(before, verb, after)
    if before.possessive or _leads_a_noun(before):
        return False
    if named and verb.form == "base" and not before.low.endswith("s"):
        return _of_several(words, i, p, after, opens)
    if named or before.low in _SUBJECT:
        noun_follows = after is not None and not after.is_sign and not after.closed
        sure = verb.lemma not in _NOT_BY_ITSELF or before.closed == "pronoun" or opens
        return sure or (noun_follows and verb.form == "s")
    if verb.lemma in _NOT_BY_ITSELF:
        return after is not None and _doubtful(words, i, before, verb, after, opens)
    if before.is_sign:
        return opens
    return verb.form == "s" or before.low.endswith("s") or opens


def _counts(words: Sequence[Word], i: int, after: Word | None) -> bool:
    """Whether digits count what is behind them, and are no year and no part of a name."""
    digits = words[i].text
    if not digits.isdigit() or (len(digits) == 4 and digits[:2] in ("19", "20")):
        return False
    before = words[i - 1] if i else None
    named = before is not None and before.capital and not before.closed and bool(words[i].gap)
    opens = after is not None and after.closed in ("determiner", "pronoun")
    return not (named or opens or (after is not None and after.capital))


def _goes_on(words: Sequence[Word], i: int, verb: Verb, after: Word | None) -> bool:
    """Whether "and give shelter" goes on with what "will" or "to" opened."""
    if verb.group not in ("deliver", "pledge", "commit") or verb.lemma in _NOT_BY_ITSELF:
        return False
    shared = any(w.low in _MODAL for w in words[max(0, i - 14) : i])
    return shared and after is not None and not after.is_sign


def _in_a_name(words: Sequence[Word], p: int) -> bool:
    """Whether "in" or "of" leads to the name that ends with word `p`."""
    while p > 0 and words[p].capital:
        p -= 1
    return words[p].low in ("in", "of")


def _is_auxiliary(after: Word | None) -> bool:
    """Such as "supplies are", "aid will": the word before it is a noun."""
    return after is not None and after.closed == "auxiliary" and after.low not in ("to", "not")


def _opens(after: Word | None) -> bool:
    """Whether the word behind may open an object."""
    if after is None:
        return False
    figure = after.text[0].isdigit() or after.text[0] in _CURRENCY or after.low in _QUALIFIERS
    return figure or after.capital or after.closed in ("determiner", "pronoun") or after.low in _TO


def _behind_auxiliary(before: Word, verb: Verb, after: Word | None) -> bool:
    if before.low in _BE | _HAVE:
        return False
    led = after is not None and after.low in ("of", "for")
    return not (before.low == "to" and led and verb.lemma in _NOT_BY_ITSELF)


def _leads_a_noun(before: Word) -> bool:
    led = before.closed in ("determiner", "preposition")
    return led and before.low not in ("that", "up", "all", "which")


def _of_several(words: Sequence[Word], i: int, p: int, after: Word | None, opens: bool) -> bool:
    """A base form behind a name: of "Poland and Norway", or of "hospitals in Khartoum"."""
    if opens and any(w.low in ("and", "&") for w in words[max(0, i - 4) : i]):
        return True
    placed = p >= 2 and words[p - 1].low in ("in", "of", "from", "near")
    plural = placed and words[p - 2].low.endswith("s")
    return plural and after is not None and after.low not in ("to", "for")


def _doubtful(
    words: Sequence[Word], i: int, before: Word, verb: Verb, after: Word, opens: bool
) -> bool:
    """Whether a word that is more often a noun ("supplies", "needs") is a verb here."""
    if before.low == "and" and verb.group == "need" and verb.form == "s" and after.low == "for":
        return True
    if before.low in ("and", "or") and verb.form == "base" and not after.is_sign:
        near = range(max(0, i - 14), i)
        up_to = {k for k in near if k and words[k].low == "to" and words[k - 1].low == "up"}
        shared = any(words[k].low in _MODAL | {"to"} for k in near if k not in up_to)
        if shared and after.low not in ("to", "for", "of", "from"):
            return True
    if before.is_sign or before.closed == "conjunction":
        return opens and before.low not in (",", '"') and after.low not in _LED
    plural = before.low.endswith("s") or before.low in _PLURALS
    if verb.group == "need" and verb.form == "base" and plural:
        return not after.is_sign and after.closed != "preposition"
    if verb.form == "s" and before.capital and not after.is_sign:
        return after.closed not in ("preposition", "conjunction")
    if verb.lemma == "need" and verb.form == "s" and not plural and not after.is_sign:
        led = i > 1 and words[i - 2].closed == "determiner" and not after.closed
        if led and any(w.low.endswith("s") for w in words[i + 1 : i + 4]):
            return True  # "the camp needs warm tents"
    least = after.low == "at" and i + 2 < len(words) and words[i + 2].low == "least"
    agrees = plural == (verb.form == "base")
    return opens and agrees and (least or after.low not in _LED)
