"""A text with words marked in it: cut where a mark begins or ends, so that each piece is plain."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Span = Sequence[int]


class Piece(NamedTuple):
    """A piece of a text.

    Args:
        text: Its characters.
        is_said: Whether it belongs to the words of the record.
        fields: The fields that were read in it, a blank between them.
        number: Of the record it belongs to, where several are marked.
    """

    text: str
    is_said: bool
    fields: str = ""
    number: int = 0


def pieces(text: str, said: Span, spans: Mapping[str, Span]) -> list[Piece]:
    """A text with the words of one record, and in them those of each field.

    Example:
        >>> for piece in pieces("Ann gave 5 t.", (0, 12), {"donor": (0, 3), "quantity": (9, 10)}):
        ...     print(piece.text, piece.is_said, piece.fields)
        Ann True donor
         gave  True
        5 True quantity
         t True
        . False
    """
    marks = [(max(0, a), min(len(text), b)) for a, b in (said, *spans.values())]
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark)})
    found = []
    for start, end in pairwise(edges):
        inside = [n for n, (a, b) in spans.items() if a <= start and end <= b]
        is_said = said[0] <= start and end <= said[1]
        found.append(Piece(text[start:end], is_said or bool(inside), " ".join(sorted(inside))))
    return found


def all_said(text: str, records: Sequence[Span]) -> list[Piece]:
    """A text with the words of many records; where they overlap, the one that begins last.

    Example:
        >>> [(p.text, p.number) for p in all_said("a b c", [(0, 3), (2, 5)])]
        [('a ', 1), ('b', 2), (' c', 2)]
    """
    edges = sorted({0, len(text), *(min(len(text), max(0, e)) for r in records for e in r)})
    found = []
    for start, end in pairwise(edges):
        over = [(r[0], n) for n, r in enumerate(records, 1) if r[0] <= start and end <= r[1]]
        number = max(over)[1] if over else 0
        found.append(Piece(text[start:end], bool(over), number=number))
    return found
