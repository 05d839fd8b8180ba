"""Words that may be part of a name, and the longest known names among them."""

from functools import cache
from typing import NamedTuple

from resupply.intake import gazetteer, rx
from resupply.intake.gazetteer import Name


class Part(NamedTuple):
    """A word as names are made of it: without a possessive ending, hyphens split.

    Args:
        start: First character.
        end: Character behind the last.
        text: As written.
        key: As looked up: "U.S." is "US".
        joined: Whether only a blank, a hyphen or nothing stands between it and the one before.
    """

    start: int
    end: int
    text: str
    key: str
    joined: bool


class Found(NamedTuple):
    """A known name at a place: parts `first` to `last` (exclusive)."""

    first: int
    last: int
    name: Name


_PART = rx.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_])|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:['’ʼ](?!s\b|S\b)[^\W_]+)*"
)


def parts(text: str) -> list[Part]:
    """The words of a text, in order.

    Example:
        >>> [p.key for p in parts("The U.S.'s Jean-Noel O'Neill’s")]
        ['The', 'US', 'Jean', 'Noel', "O'Neill"]
    """
    out: list[Part] = []
    last = 0
    for m in _PART.finditer(text):
        said = m[0]
        if said in ("s", "S") and m.start() and text[m.start() - 1] in "'’":
            continue
        key = said.replace(".", "") if "." in said else said.replace("’", "'").replace("ʼ", "'")
        gap = text[last : m.start()]
        saint = gap == ". " and out[-1].key == "St" if out else False  # "St. Lucia"
        joined = saint or gap in (" ", "-", "‑", "\u00a0", "", "'s ", "’s ")
        out.append(Part(m.start(), m.end(), said, key, joined))
        last = m.end()
    return out


def keyed(name: str) -> tuple[str, ...]:
    """A name as the parts it is looked up by."""
    return tuple(p.key for p in parts(name))


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], Name]]]:
    out: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for said, name in gazetteer.names().items():
        key = keyed(said)
        if key:
            out.setdefault(key[0], []).append((key, name))
    for same in out.values():
        same.sort(key=lambda entry: -len(entry[0]))
    return out


def find(words: list[Part], text: str) -> list[Found]:
    """Known names, left to right, the longest at each place."""
    index = _index()
    found: list[Found] = []
    i = 0
    while i < len(words):
        key = words[i].key
        opens = key[0].isupper() or key in ("the", "occupied")
        hit = _at(words, i, index, text) if opens else None
        if hit:
            found.append(hit)
            i = hit.last
        else:
            i += 1
    return found


def _at(
    words: list[Part], i: int, index: dict[str, list[tuple[tuple[str, ...], Name]]], text: str
) -> Found | None:
    word = words[i]
    first = word.key
    keys = [first]
    loud = len(first) > 2 and first.isupper()
    if loud:
        keys.append(first.title())
    for key in keys:
        for wanted, name in index.get(key, ()):
            if _same(words, i, wanted, loud) and not _misread(words, i, wanted, text):
                return Found(i, i + len(wanted), name)
    return None


def _same(words: list[Part], i: int, wanted: tuple[str, ...], loud: bool) -> bool:
    if i + len(wanted) > len(words):
        return False
    for k in range(1, len(wanted)):
        said = words[i + k]
        if said.key != wanted[k] and not (
            said.key.lower() == wanted[k].lower() and (loud or said.key.islower())
        ):
            return False
        if not said.joined and wanted[k] not in ("DC",):
            return False
    return True


_WHERE = frozenset(
    [
        "in",
        "across",
        "outside",
        "inside",
        "around",
        "throughout",
        "within",
        "over",
        "to",
        "of",
        "into",
    ]
)


#: Towns whose names begin many other names ("San Isidro", "Van Houten").
_OPENERS = frozenset([("San",), ("Van",)])


def _misread(words: list[Part], i: int, wanted: tuple[str, ...], text: str) -> bool:
    """Whether letters stand for something else here: "US$", "AP-" of a code."""
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if wanted in _OPENERS and after is not None and after.joined and after.key[0].isupper():
        return True
    if (
        len(wanted) == 1
        and word.text in ("AP", "AU", "CAR")
        and word.end < len(text)
        and text[word.end] == "-"
    ):
        return True
    if wanted == ("Europe",) and i and words[i - 1].key in _WHERE:
        return True  # "shells found outside Europe": where, and nobody who acts
    if word.text in ("MoD", "MOD") and text[word.start - 1 : word.start] == "_":
        return True  # "@NL_MoD"
    if wanted[-1] == "Industry" and words[i + 1].key.islower():
        return True  # "money for the Ukrainian defense industry": all of it, and no firm
    return len(wanted) == 1 and word.text == "US" and text[word.end : word.end + 1] == "$"
