"""Word lists of the readers: goods, systems, verbs with their forms, closed words."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent


class Verb(NamedTuple):
    """One form of a verb.

    Args:
        lemma: Its base.
        group: What it does: deliver, pledge, commit, talk, receive, arrive, contain, need, delay,
            produce or report.
        form: base, s, past, part (also where past and part are alike) or ing.
    """

    lemma: str
    group: str
    form: str


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Name and rest of each line of a list."""
    for line in (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(": ")
            yield head, rest


_ODD = {
    "prostheses": "prosthesis",
    "loaves": "loaf",
    "scarves": "scarf",
    "knives": "knife",
    "shelves": "shelf",
}


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by its ending.

    Example:
        >>> [singular(w) for w in ("shells", "batteries", "boxes", "glass", "vehicle", "supplies")]
        ['shell', 'battery', 'box', 'glass', 'vehicle', 'supply']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zes", "buses", "edoes")):
        return word[:-1] if word == "fuzes" else word[:-2]
    if word in _ODD:
        return _ODD[word]
    return word[:-1]


@cache
def goods() -> Mapping[tuple[str, ...], str]:
    """Family of each head, by its words in the singular."""
    return {
        (*said[:-1], singular(said[-1])): family
        for family, rest in lines("goods")
        for head in rest.split(", ")
        if (said := head.split())
    }


@cache
def goods_last() -> Mapping[str, int]:
    """Longest head (in words) that ends with this word."""
    out: dict[str, int] = {}
    for words in goods():
        out[words[-1]] = max(out.get(words[-1], 0), len(words))
    return out


@cache
def systems() -> frozenset[str]:
    """Names of systems that stand for the thing."""
    lines = (_HERE / "systems.txt").read_text(encoding="utf-8").splitlines()
    names = {w for line in lines if not line.startswith("#") for w in line.split()}
    bare = {w.replace("-", "") for w in names if w[0].isalpha() and w[-1].isdigit()}
    return frozenset(names | {w for w in bare if w.isalnum()})  # "F16" as "F-16"


@cache
def not_goods() -> Mapping[str, str]:
    """Sort (people, time, place, deed) of what is counted and is no goods."""
    return {word: sort for sort, rest in lines("nongoods") for word in rest.split(", ")}


@cache
def words(name: str) -> frozenset[str]:
    """A short list of one module, by its name in `sets.txt`.

    Example:
        >>> "truck" in words("judging.carriers")
        True
    """
    return _sets()[name]


@cache
def regions() -> Mapping[str, str]:
    """Country in need that a region, a town or a name stands for, by its words in lower case."""
    return {name: code for code, rest in lines("regions") for name in rest.split("; ")}


@cache
def _sets() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(rest.split(", ")) for name, rest in lines("sets")}


@cache
def deeds() -> Mapping[str, str]:
    """Class of each noun that names a deed of giving, needing, delaying or making."""
    return {word: group for group, rest in lines("deeds") for word in rest.split()}


@cache
def closed() -> Mapping[str, str]:
    """Kind of each closed word; the first kind named wins."""
    out: dict[str, str] = {}
    for kind, rest in lines("closed"):
        for word in rest.split():
            out.setdefault(word, kind)
    return out


@cache
def verbs() -> Mapping[str, Verb]:
    """Every form of every verb; the first group named wins."""
    out: dict[str, Verb] = {}
    for group, rest in lines("verbs"):
        for entry in rest.split(", "):
            for word, form in _forms(entry):
                out.setdefault(word, Verb(entry.split("/")[0], group, form))
    return out


def _forms(entry: str) -> Iterator[tuple[str, str]]:
    base, *irregular = entry.split("/")
    yield base, "base"
    yield _third(base), "s"
    if irregular:
        past, part, ing = irregular
        yield past, "past" if past != part else "part"
        yield part, "part"
        yield ing, "ing"
        return
    stem = base[:-1] if base.endswith("e") else base
    doubled = base + base[-1] if base in _DOUBLED else stem
    yield (base[:-1] + "ied" if _y(base) else doubled + "ed"), "part"
    yield (base + "ing" if _y(base) or base.endswith("ee") else doubled + "ing"), "ing"


#: Verbs whose last letter doubles before -ed and -ing.
_DOUBLED = frozenset(
    [
        "bar",
        "ship",
        "transfer",
        "stop",
        "drop",
        "scrap",
        "airdrop",
        "plan",
        "equip",
        "commit",
        "beg",
        "top",
        "step",
        "allot",
    ]
)


def _y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeou"


def _third(base: str) -> str:
    if _y(base):
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "ch", "sh", "go", "z")) else "s")
