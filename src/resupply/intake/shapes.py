"""Phrases of a lexicon file as patterns: each lemma in all its forms, with the words between.

A file has lines `kind side: phrase; phrase`. In a phrase a word stands for itself, `lift*` for all
forms of a verb, `a/b` for either, `~` for up to two words such as adverbs, `<>` for an article or
"its", `#` for a figure and `...` for up to five words. Phrases are looked up by their first word,
so that a long table costs no more than a short one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from resupply.intake import lexicon, rx, spotting
from resupply.intake.held_words import DEPTH
from resupply.intake.page import Page
from resupply.intake.things import Thing


class Shape(NamedTuple):
    """A phrase of a table.

    Args:
        kind: What it means.
        side: Where that which it is said of stands: `behind` or `before`.
        phrase: As the table has it.
        pattern: What it looks like.
    """

    kind: str
    side: str
    phrase: str
    pattern: re.Pattern[str]


class Hit(NamedTuple):
    """A phrase found in a text, from word `first` to before word `last`."""

    shape: Shape
    first: int
    last: int
    end: int


_DET = r"(?: (?:the|an?|its|their|his|her|our|this|that|these|those|all|any|some|most|both|such))*"
_FIGURE = (
    r"[$€£]?(?:[A-Z]{2,3}[$€£]? ?)?\d[\d.,]*(?: ?%| percent| per cent)?(?: (?:million|billion))?"
)
_LOOSE = r"(?: (?!not\b|never\b|no\b)[\w’'-]+,?){0,2}?"
_IRREGULAR = {
    "be": "be is are was were been being",
    "have": "have has had having",
    "do": "do does did done doing",
    "sink": "sink sinks sank sunk sinking",
    "slip": "slip slips slipped slipping",
    "drag": "drag drags dragged dragging",
    "lag": "lag lags lagged lagging",
    "trim": "trim trims trimmed trimming",
    "plug": "plug plugs plugged plugging",
    "grind": "grind grinds ground grinding",
    "opt": "opt opts opted opting",
    "shed": "shed sheds shedding",
    "axe": "axe axes axed axing",
    "ax": "ax axes axed axing",
    "gut": "gut guts gutted gutting",
    "dip": "dip dips dipped dipping",
    "bog": "bog bogs bogged bogging",
    "hit": "hit hits hitting",
    "put": "put puts putting",
    "break": "break breaks broke broken breaking",
    "shut": "shut shuts shutting",
    "rob": "rob robs robbed robbing",
    "hang": "hang hangs hung hanging",
    "impound": "impound impounds impounded impounding",
    "shrink": "shrink shrinks shrank shrunk shrinking",
    "withdraw": "withdraw withdraws withdrew withdrawn withdrawing",
    "shrug": "shrug shrugs shrugged shrugging",
    "overturn": "overturn overturns overturned overturning",
    "hike": "hike hikes hiked hiking",
    "cap": "cap caps capped capping",
    "plan": "plan plans planned planning",
    "wind": "wind winds wound winding",
    "whittle": "whittle whittles whittled whittling",
}


@cache
def forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb.

    Example:
        >>> forms("scale"), forms("fall")[:3]
        (('scale', 'scales', 'scaled', 'scaling'), ('fall', 'falls', 'fell'))
    """
    told = _IRREGULAR.get(lemma)
    if told:
        return tuple(told.split())
    known = tuple(word for word, verb in lexicon.verbs().items() if verb.lemma == lemma)
    if known:
        return known
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    y = lemma.endswith("y") and lemma[-2] not in "aeou"
    third = (
        lemma[:-1] + "ies"
        if y
        else lemma + "es"
        if lemma.endswith(("s", "x", "ch", "sh", "z"))
        else lemma + "s"
    )
    past = lemma[:-1] + "ied" if y else stem + "ed"
    return (lemma, third, past, (lemma if y else stem) + "ing")


def _words(token: str) -> list[str]:
    """The words a token of a phrase stands for."""
    out: list[str] = []
    for part in token.split("/"):
        out += forms(part[:-1]) if part.endswith("*") else [part.replace("_", " ")]
    return out


_MARKS = {"~": _LOOSE, "<>": _DET, "...": r"(?: [\w’'.$€£%-]+,?){1,5}?", "#": " " + _FIGURE}


def compiled(phrase: str) -> tuple[list[str], re.Pattern[str]]:
    """The first words of a phrase and its pattern.

    Example:
        >>> first, pattern = compiled("put* <> stop/halt to")
        >>> first, bool(pattern.match("put a halt to"))
        (['put', 'puts', 'putting'], True)
    """
    tokens = phrase.split()
    made: list[str] = []
    for token in tokens:
        bare = token.removeprefix("?")
        lead = " " if made else ""
        said = _MARKS.get(bare) or f"{lead}(?:{'|'.join(re.escape(w) for w in _words(bare))})"
        made.append(f"(?:{said})?" if token.startswith("?") else said)
    body = "".join(made)
    return [w.split()[0].lower() for w in _words(tokens[0])], rx.compile(
        rf"{body}\b", re.IGNORECASE
    )


class Table(NamedTuple):
    """The phrases of a lexicon file.

    Args:
        shapes: The phrases.
        held: Their numbers by a word each must hold behind the first; "" for those of one word.
        first: Their numbers by the words they may begin with.
    """

    shapes: tuple[Shape, ...]
    held: Mapping[str, tuple[int, ...]]
    first: Mapping[str, tuple[int, ...]]


@cache
def table(name: str) -> Table:
    """The phrases of a lexicon file."""
    shapes: list[Shape] = []
    held: dict[str, tuple[int, ...]] = {"": ()}
    begin: dict[str, list[int]] = {}
    lines = (Path(lexicon.__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        head, _, rest = line.partition(": ")
        kind, side = head.split()
        for phrase in rest.split("; "):
            first, pattern = compiled(phrase)
            for word in _held(phrase):
                held[word] = (*held.get(word, ()), len(shapes))
            for word in dict.fromkeys(first):
                begin.setdefault(word, []).append(len(shapes))
            shapes.append(Shape(kind, side, phrase, pattern))
    return Table(tuple(shapes), held, {word: tuple(told) for word, told in begin.items()})


def _held(phrase: str) -> set[str]:
    """How the words begin of the most telling token behind the first that must stand."""
    best = {""}
    for token in phrase.split()[1:]:
        if token[0] == "?" or token in _MARKS:
            continue
        begun = [re.match(r"[a-z0-9]+", word.lower()) for word in _words(token)]
        words = {f"{m[0]} "[:DEPTH] for m in begun if m}
        if all(begun) and min(map(len, words)) > min(map(len, best)):
            best = words
    return best


def _likely(page: Page, name: str) -> dict[int, list[Shape]]:
    """The phrases that may begin at a word, by its index."""
    shapes, held, first = table(name)
    words = spotting.beginnings(page.text)
    numbers = set(range(len(shapes)) if words is None else held[""])
    for word in words.intersection(held) if words else ():
        numbers.update(held[word])
    out: dict[int, list[Shape]] = {}
    for word in first.keys() & page.places.keys():
        likely = [shapes[n] for n in first[word] if n in numbers]
        if likely:
            out.update(dict.fromkeys(page.places[word], likely))
    return out


def find(page: Page, name: str) -> Iterator[Hit]:
    """Every phrase of a table in a text; of several at one place the longest."""
    likely = _likely(page, name)
    for i in sorted(likely):
        start = page.words[i].start
        hits = [
            (found.end(), shape)
            for shape in likely[i]
            if (found := shape.pattern.match(page.text, start))
        ]
        if hits:
            end, shape = max(hits, key=lambda hit: hit[0])
            yield Hit(shape, i, page.index(end), end)


def straddling(page: Page, hit: Hit) -> Thing | None:
    """The thing that a phrase runs into: "trouble finding engines" is one noun phrase."""
    for thing in page.things_in(hit.first, hit.last):
        if thing.last > hit.last and thing.item_span:
            start = page.words[hit.last].start
            span = (start, thing.item_span[1])
            return replace(thing, start=start, item=page.text[slice(*span)], item_span=span)
    return None
