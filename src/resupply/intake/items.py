"""Phrases that name goods, money or people: the noun phrase from its first word to its head.

Known heads come from `lexicon/goods.txt` and names of systems; behind a number an unknown noun will
do. Numbers and clauses are left to others.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from resupply.intake import kinds, lexicon, numbers, rx
from resupply.intake.words import Word


class Phrase(NamedTuple):
    """A noun phrase.

    Args:
        first: Index of its first word.
        last: Index of the word behind its last.
        sort: `goods`, `people`, `time`, `place`, `deed` or `unknown`.
        family: Family of goods, or "".
        head: The head, in the singular.
    """

    first: int
    last: int
    sort: str
    family: str
    head: str


#: Heads that hold something else: the goods follow "of".
CONTAINERS = lexicon.words("items.containers")
#: Whose goods are made for, in the possessive ("children's shoes").
FOR_WHOM = frozenset(
    [
        *("children", "child", "women", "woman", "men", "baby", "babie", "babies", "infant"),
        *("infants", "girls", "boys", "ladies", "newborns", "toddlers", "adult", "adults"),
    ]
)
_OPEN = frozenset("-‑")
_CALIBRE_WORDS = frozenset(["mm", "millimetre", "millimeter", "calibre", "caliber", "mm-calibre"])


def read(
    words: Sequence[Word],
    i: int,
    end: int,
    *,
    stop: Callable[[int], bool],
    named: Callable[[int], bool],
) -> Phrase | None:
    """The noun phrase that begins with word `i`, or None.

    Args:
        words: Words of the text.
        i: Index of the first word.
        end: Index it must not reach.
        stop: Whether a word begins a number, a sum or a date, which ends a phrase.
        named: Whether a word belongs to a name of a country or organisation.

    Example:
        >>> from resupply.intake.words import split
        >>> said = split("armoured personnel carriers for Ukraine")
        >>> read(said, 0, 5, stop=lambda i: False, named=lambda i: False)
        Phrase(first=0, last=3, sort='goods', family='armour', head='carrier')
    """
    if _opens_clause(words, i):
        return None
    k, best = i, i
    sort, family, head = "unknown", "", ""
    while k < end and k - i < 12 and _goes_on(words, i, k, stop, named):
        found = None if words[k].possessive else _head(words, i, k)
        k += 1
        long = _long_form(words, k)
        if long and long < end and _goes_on(words, i, long, stop, named):
            k = long
            continue
        named_ = _acronym(words, k) and k + 3 < end and not words[k + 3].is_sign
        if named_ and (words[k + 3].text.islower() or words[k + 3].low in lexicon.systems()):
            more = _goes_on(words, i, k + 3, stop, named)
            k += 3 if more and not (found and _head(words, k + 3, k + 3) is None) else 0
        if found:
            sort, family, head = found
            best = k
            if sort == "people" and k == i + 1 and _is_plural(words[i]):
                break  # "gave 18,000 people ready meals"
    last = _trimmed(words, best, k, sort)
    if last <= i or (sort == "unknown" and words[i].low in _BEHIND):
        return None
    if sort == "unknown" and last == i + 1 and len(words[i].text) == 1:
        return None
    if sort == "unknown" and all(named(n) for n in range(i, last)):
        return None  # "two U.S." names nothing that is counted
    model = last > best and sort == "goods" and _is_model(words[best:last])
    if sort == "unknown" or (last > best and not model):
        head = lexicon.singular(words[last - 1].low)
        short = lexicon.deeds().get(head) in ("need", "delay")  # "food shortages"
        if (
            last > best
            and sort == "goods"
            and (short or _compound(words[best - 1], words[last - 1]))
        ):
            sort, family = "deed", ""
    if sort != "goods" and _relieves(words, i, last, head):
        sort, family = "goods", "rescue"
    return Phrase(i, last, sort, family, head)


def _is_plural(word: Word) -> bool:
    return word.low in ("people", "children", "women", "men") or (
        word.low.endswith("s") and lexicon.singular(word.low) != word.low
    )


def _is_model(tail: Sequence[Word]) -> bool:
    """Whether what stands behind a head is only a name or a model ("ship INS Satpura")."""
    return all(w.text.isupper() or w.text[0].isdigit() for w in tail[:1]) and all(
        w.capital or w.text[0].isdigit() for w in tail
    )


def heads(word: Word) -> tuple[float, ...]:
    """How many people a team has ("an 82-person team"), where its first word says so.

    Example:
        >>> from resupply.intake.words import split
        >>> heads(split("82-person team")[0])
        (82.0,)
    """
    found = _STRONG.match(word.low)
    if found is None:
        return ()
    count = numbers.number(found[1]) if found[1][0].isdigit() else numbers.worded(found[1])
    return (count,) if count else ()


def _acronym(words: Sequence[Word], k: int) -> bool:
    """Whether a word opens the short form of a name in brackets ("Response Force (NDRF) team")."""
    if k + 2 >= len(words) or words[k].text != "(" or words[k + 2].text != ")":
        return False
    return words[k + 1].text.isupper() and len(words[k + 1].text) < 8


def _long_form(words: Sequence[Word], k: int) -> int:
    """Behind the long form in brackets of a short one ("FPV (First-Person View) drones"), or 0."""
    if k == 0 or k + 3 >= len(words) or words[k].text != "(" or not words[k - 1].text.isupper():
        return 0
    for n in range(k + 1, min(k + 7, len(words) - 1)):
        if words[n].text == ")":
            return n + 1 if n > k + 1 and words[n + 1].text.islower() else 0
        if words[n].is_sign and words[n].text not in _OPEN:
            return 0
    return 0


#: Who is sent as help, by what they are or by the words before it.
RELIEVERS = lexicon.words("items.relievers")
_RELIEVING = lexicon.words("items.relieving")
_STRONG = rx.compile(r"(\d[\d,]*|[a-z]+)-(?:person|people|man|member|strong)$")


def _relieves(words: Sequence[Word], i: int, last: int, head: str) -> bool:
    """Whether "76 rescue specialists", "a 51-person team" are help that is sent."""
    if head not in RELIEVERS:
        return False
    sent = head != "crew"  # "a 13-member crew" flies the plane
    return any(w.low in _RELIEVING or (sent and _STRONG.match(w.low)) for w in words[i : last - 1])


_SENDING = frozenset(
    [
        *("send", "deliver", "provide", "donate", "dispatch", "deploy", "distribute", "bring"),
        *("give", "buy", "procure"),
    ]
)
#: Verbs of other deeds, which are no first word of goods either ("will expand military aid").
_DOING = frozenset(
    [
        *("expand", "prioritise", "prioritize", "improve", "strengthen", "enhance", "ensure"),
        *("accelerate", "maintain", "restore", "protect", "develop", "sustain", "intensify"),
        *("broaden", "widen", "deepen", "diversify", "strengthening", "expanding", "improving"),
        *("widening", "maintaining", "ensuring", "accelerating"),
    ]
)
#: Said of what stands before them: "12 tonnes bound for Goma", "two dead".
_BEHIND = frozenset(["bound", "short", "due", "worth", "available", "ready", "apiece", "strong"])


def _opens_clause(words: Sequence[Word], i: int) -> bool:
    """Whether the word is a bare verb before goods ("help Kyiv buy gas")."""
    if words[i].low in _DOING and i + 1 < len(words):
        return words[i + 1].gap == " " and not words[i + 1].is_sign
    verb = lexicon.verbs().get(words[i].low)
    if verb is not None and verb.form == "ing" and verb.lemma in _SENDING:
        return i + 1 < len(words) and words[i + 1].gap == " " and not words[i + 1].closed
    if verb is None or verb.form != "base" or i + 1 >= len(words):
        return False
    bare = verb.group in ("commit", "need", "receive") and not _head(words, i, i)
    bare = bare or verb.lemma in _SENDING
    return bare and words[i + 1].gap == " " and not words[i + 1].closed


def _goes_on(
    words: Sequence[Word], i: int, k: int, stop: Callable[[int], bool], named: Callable[[int], bool]
) -> bool:
    word = words[k]
    if k > i and not _near(word):
        return False
    if word.is_sign:
        if word.text == ",":
            return k > i and kinds.lists(words, i, k)
        return word.text in _OPEN and k > i and not word.gap
    if stop(k):
        return _in_name(words, i, k)
    if word.closed and k > i and named(k) and named(k - 1):
        return k + 1 < len(words) and named(k + 1)  # "Agency for International Development"
    if word.closed:
        joined = k > i and word.low in ("and", "or")
        return joined and kinds.joins(words, i, k, bool(_head(words, i, k - 1)))
    if word.verb:
        return (word.verb.form == "ing" and k == i) or (
            word.verb.form == "part" and k == i and word.low not in ("sent", "received")
        )
    if word.low.endswith("ly") and word.low not in (
        "supply",
        "assembly",
        "daily",
        "family",
        "friendly",
        "elderly",
        "early",
    ):
        return False
    known = lexicon.verbs().get(word.low)
    if (
        known
        and known.lemma in ("aim", "seek", "help")
        and known.form == "s"
        and k > i
        and k + 1 < len(words)
        and words[k + 1].low == "to"
    ):
        return False  # "a 10 million grant aims to"
    if word.possessive:
        return word.low in FOR_WHOM
    if named(k):
        return (
            k + 1 < len(words)
            and not words[k + 1].closed
            and not words[k + 1].is_sign
            and _near(words[k + 1])
            and not words[k + 1].verb
        )
    return True


def _near(word: Word) -> bool:
    return word.gap in (" ", "", "\u00a0", "\u202f", " “", " ‘")


_GIVING = frozenset(["deliver", "pledge", "commit", "receive"])


def gives(word: Word) -> bool:
    """Whether a word, capital or not, is a form of a verb of giving ("to Deliver 55 Tons")."""
    verb = lexicon.verbs().get(word.low)
    named = word.low in ("mark", "list")  # "Mark 5 boats"
    return not named and verb is not None and verb.group in _GIVING


#: What stands behind the name of a system ("Leopard 2", "Mirage 2000-5").
_MODEL = rx.compile(r"\d{1,4}(?:[-‑]\d{1,3})?[A-Z]?\d?")
#: A series and its variant ("Boeing 737-800").
_SERIES = rx.compile(r"\d{3,4}[-‑]\d{1,3}[A-Z]?")


def _in_name(words: Sequence[Word], i: int, k: int) -> bool:
    """A number inside a name or a calibre: "Leopard 2", "155 mm"."""
    word, before = words[k], words[k - 1] if k > i else None
    after = words[k + 1] if k + 1 < len(words) else None
    if after is not None and after.low in _CALIBRE_WORDS:
        return True
    if before is not None and _MODEL.fullmatch(word.text) and before.low in lexicon.systems():
        return True
    if before is not None and _SERIES.fullmatch(word.text) and before.capital:
        return not before.closed
    if not re.fullmatch(r"\d{1,3}[A-Za-z]?\d?", word.text):
        return False
    if before is not None and numbered(words, k):
        return True
    if before is None or gives(before):
        return False  # "to Give 50 Tanks"
    return before.capital and before.low not in ("million", "billion")


#: Weapons that go by a number in some armies: "combat vehicle 90", "robot system 97".
_BY_NUMBER = frozenset(["vehicle", "tank", "system", "robot", "boat", "rifle", "mine", "torpedo"])


def numbered(words: Sequence[Word], k: int) -> bool:
    """Whether digits are the model of the singular before them ("combat vehicle 90")."""
    after = words[k + 1] if k + 1 < len(words) else None
    ends = after is not None and "\n" not in after.gap and (after.is_sign or bool(after.closed))
    return words[k].text.isdigit() and ends and words[k - 1].low in _BY_NUMBER


def _head(words: Sequence[Word], i: int, k: int) -> tuple[str, str, str] | None:
    """Sort, family and head, where a known head ends with word `k`."""
    low = words[k].low
    if low == "intelligence" and k > i and words[k - 1].low in _SERVICES:
        return None
    if low == "parts" and k + 1 < len(words) and words[k + 1].low == "of":
        return None
    if low in _ALONE and not _armed(words, i, k):
        return None
    last = lexicon.singular(low)
    for length in range(lexicon.goods_last().get(last, 0), 0, -1):
        if k - length + 1 >= i:
            said = (*(w.low for w in words[k - length + 1 : k]), last)
            family = lexicon.goods().get(said)
            if family:
                return "goods", family, last
    family = lexicon.goods().get((low,))
    if family:
        return "goods", family, low
    if low in ("sea", "black"):
        return None  # "in the Black Sea"
    if (low in lexicon.systems() or last in lexicon.systems()) and (
        words[k].capital or words[k].text[0].isdigit()
    ):
        return "goods", "systems", last
    other = lexicon.not_goods().get(low) or lexicon.not_goods().get(last)
    if other:
        return other, "", last
    return None


#: Goods in the plural; in the singular something else ("the first round", "in charge").
_ALONE = frozenset(["round", "charge", "sight", "date", "desk", "part", "provision", "magazine"])
_SERVICES = frozenset(["military", "defence", "defense", "foreign", "main", "state"])
_ARMED = lexicon.words("items.armed")


def _armed(words: Sequence[Word], i: int, k: int) -> bool:
    """Whether the words before say that the singular is goods ("a 155 mm round")."""
    if words[k].low in ("date", "desk", "part", "provision"):
        return False
    near = words[max(0, i - 2) : k]
    return any(w.low in _ARMED or any(c.isdigit() for c in w.text) for w in near)


def _compound(head: Word, tail: Word) -> bool:
    """Whether "shell plan", "food crisis" name neither shells nor food."""
    plural = head.low.endswith("s") and not head.low.endswith("ss")
    return (
        (not plural or head.low in ("logistics", "communications", "arms"))
        and not tail.capital
        and tail.low.isalpha()
        and not tail.low.endswith(("ly", "s", "ed"))
    )


def _trimmed(words: Sequence[Word], best: int, k: int, sort: str) -> int:
    """The end of the phrase: behind its head, or behind an unknown noun that follows it."""
    while k > best and (
        words[k - 1].low.endswith(("ed", "ing")) or words[k - 1].is_sign or words[k - 1].verb
    ):
        k -= 1
    tail = words[k - 1] if k > best else None
    if tail is None or sort == "unknown":
        return k
    if k - best == 1 and _compound(words[best - 1], tail):
        return k
    # Behind a known head a plural or a model goes on; an unknown word may be a verb.
    if (
        k - best == 1
        and tail.low.endswith("s")
        and words[best - 1].low.endswith("s")
        and not words[best - 1].low.endswith("ss")
    ):
        return best
    return (
        k if tail.low.endswith("s") or tail.capital or any(c.isdigit() for c in tail.text) else best
    )
