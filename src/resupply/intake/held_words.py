r"""Words of which each match of a pattern holds one, read off the pattern.

In `\b(?:[\w-]+ ){0,3}shells? (?:is|are) (?:late|stuck)` a word that begins with "shell" must stand,
and one that begins with "late" or "stuck". A text, or a stretch of it, without them need not be
searched.
"""

import re
from collections.abc import Sequence
from re import _constants  # type: ignore[attr-defined]
from typing import Any, NamedTuple

#: Letters of a word that are told apart.
DEPTH = 5
#: More words than this, and a choice says nothing.
_MANY = 48
#: More letters than this in a class count as any.
_LETTERS = 12
#: Words that tell little.
_COMMON = frozenset(
    ("the ", "and ", "for ", "has ", "have ", "had ", "was ", "were ", "are ", "been ", "with ")
)
#: Words behind a sign, with the blank that ends them.
_BEGUN = re.compile(r"(?<= )\w+ ?")
#: Choices kept of a pattern.
_MOST = 3
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
#: What a piece of a pattern may be, in small letters, signs as blanks; None where not told.
_Said = frozenset[str] | None
_Choice = frozenset[str]
#: What a piece says, the choices it holds, and whether a word may begin "behind" it where it is
#: not told: "kept" if only where one might before it.
_Piece = tuple[_Said, list[_Choice], str]
_EDGE = frozenset([" "])
_NOTHING = frozenset([""])


class Held(NamedTuple):
    """What each match of a pattern holds.

    Args:
        choices: Of each of these a word begins with one.
        within: Signs that no match goes over or looks at, of a line break and a full stop.
    """

    choices: tuple[tuple[str, ...], ...]
    within: str


def of(tree: Sequence[Any]) -> Held:
    r"""What each match of a pattern holds.

    Args:
        tree: The pattern, parsed.

    Example:
        >>> from re import _parser
        >>> of(_parser.parse(r"\b(?:[\w-]+ ){0,3}shells? (?:is|are) (?:late|stuck)\b"))
        Held(choices=(('shell',), ('late ', 'stuck')), within='\n.')
    """
    said, choices, _ = _sequence(tree)
    best = sorted({*choices, *_choice(said)}, key=_worth)[:_MOST]
    within = "".join(sign for sign in "\n." if not _matches(tree, sign))
    return Held(tuple(tuple(sorted(choice)) for choice in best), within)


def _worth(choice: _Choice) -> tuple[int, int, list[str]]:
    """The long and the few first."""
    return -min(map(len, choice)), len(choice), sorted(choice)


def _choice(said: _Said) -> list[_Choice]:
    """The first and the last telling word of all that may be said, where all have one."""
    if said is None or len(said) > _MANY:
        return []
    # What stands before the first sign may go on to the left: no beginning.
    words = [[word[:DEPTH] for word in _BEGUN.findall(one)] for one in said]
    if not all(words):
        return []
    telling = [[w for w in of if len(w.rstrip()) > 2 and w not in _COMMON] or of for of in words]
    return [frozenset(of[n] for of in telling) for n in (0, -1)]


def _sequence(tree: Sequence[Any], led: bool = False) -> _Piece:
    """What is said in all, if that can be told, and the choices it holds.

    Args:
        tree: The parts of the pattern.
        led: Whether a word may begin where it does.
    """
    said, whole = _EDGE if led else _NOTHING, True
    choices: list[_Choice] = []
    for op, given in tree:
        then, held, edge = _step(op, given, all(one.endswith(" ") for one in said))
        choices += held
        if then is not None and len(said) * len(then) <= _MANY:
            said = frozenset(a + b for a in said for b in then)
            continue
        choices += _choice(said)
        whole = False
        led = all(one.endswith(" ") for one in said)
        if then is None:
            said = _EDGE if edge == "behind" or (edge == "kept" and led) else _NOTHING
        else:
            said = frozenset(" " + one for one in then) if led else then
    if whole:
        return said, choices, ""
    edge = "behind" if all(one.endswith(" ") for one in said) else ""
    return None, choices + _choice(said), edge


def _step(op: Any, given: Any, led: bool) -> _Piece:
    if op is _constants.LITERAL:
        return _letter(chr(given).lower()), [], ""
    if op is _constants.IN:
        return _letters(given), [], ""
    if op is _constants.SUBPATTERN:
        return _sequence(given[3], led)
    if op is _constants.BRANCH:
        return _branches([_sequence(branch, led) for branch in given[1]])
    if op in _REPEATS:
        return _repeated(given[0], given[1], given[2], led)
    if op is _constants.AT:
        return (_EDGE if given is _constants.AT_BOUNDARY else _NOTHING), [], ""
    if op is _constants.ASSERT and given[0] > 0:
        said, held, _ = _sequence(given[1], led)
        return _NOTHING, held + _choice(said), ""
    if op in (_constants.ASSERT, _constants.ASSERT_NOT):
        return _NOTHING, [], ""
    return None, [], ""


def _letter(letter: str) -> _Said:
    if letter.isalnum() or letter == "_":
        return frozenset([letter]) if letter.isascii() else None
    return _EDGE


def _letters(given: Sequence[Any]) -> _Said:
    out: set[str] = set()
    for op, value in given:
        if op is _constants.LITERAL:
            said = _letter(chr(value).lower())
            if said is None:
                return None
            out |= said
        elif op is _constants.CATEGORY and value is _constants.CATEGORY_SPACE:
            out.add(" ")
        else:
            return None
    return frozenset(out) if len(out) <= _LETTERS else None


def _branches(all_of: list[_Piece]) -> _Piece:
    told = [said for said, _, _ in all_of if said is not None]
    if len(told) == len(all_of):
        either: _Choice = frozenset().union(*told)
        if len(either) <= _MANY:
            return either, [], ""
    edge = "behind" if all(_ends(piece) for piece in all_of) else ""
    out: set[str] = set()
    for said, held, _ in all_of:
        choices = held + _choice(said)
        if not choices:
            return None, [], edge
        best: _Choice = min(choices, key=_worth)
        out |= best
    return None, ([frozenset(out)] if len(out) <= _MANY else []), edge


def _ends(piece: _Piece) -> bool:
    """Whether a piece always ends where a word may begin."""
    said, _, edge = piece
    return edge == "behind" if said is None else all(one.endswith(" ") for one in said)


def _repeated(least: int, most: int, tree: Sequence[Any], led: bool) -> _Piece:
    piece = _sequence(tree, led)
    said, held, _ = piece
    if said is not None and least and not "".join(said).strip(" ") and _ends(piece):
        return _EDGE, [], ""
    if most == 1 and said is not None and not least:
        return said | _NOTHING, [], ""
    if not least:
        return None, [], "kept" if _ends(piece) else ""
    return None, held + _choice(said), "behind" if _ends(piece) else ""


def _matches(tree: Sequence[Any], sign: str) -> bool:
    """Whether a sign, or the end of the text in its place, may be seen by a match."""
    code = ord(sign)
    for op, given in tree:
        if op is _constants.LITERAL:
            found = given == code
        elif op is _constants.NOT_LITERAL:
            found = given != code
        elif op is _constants.IN:
            found = _in_class(given, sign)
        elif op is _constants.SUBPATTERN:
            found = _matches(given[3], sign)
        elif op is _constants.BRANCH:
            found = any(_matches(branch, sign) for branch in given[1])
        elif op in _REPEATS:
            found = _matches(given[2], sign)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            found = _matches(given[1], sign)
        elif op is _constants.AT:
            found = given in (_constants.AT_END, _constants.AT_END_STRING)
        elif op is _constants.GROUPREF:
            found = False
        else:
            found = True
        if found:
            return True
    return False


_CLASSES = {
    _constants.CATEGORY_DIGIT: False,
    _constants.CATEGORY_WORD: False,
    _constants.CATEGORY_NOT_DIGIT: True,
    _constants.CATEGORY_NOT_WORD: True,
}


def _in_class(given: Sequence[Any], sign: str) -> bool:
    code, negated, found = ord(sign), False, False
    for op, value in given:
        if op is _constants.NEGATE:
            negated = True
        elif op is _constants.LITERAL:
            found = found or value == code
        elif op is _constants.RANGE:
            found = found or value[0] <= code <= value[1]
        elif value is _constants.CATEGORY_SPACE:
            found = found or sign.isspace()
        elif value is _constants.CATEGORY_NOT_SPACE:
            found = found or not sign.isspace()
        else:
            found = found or _CLASSES.get(value, True)
    return found != negated
