"""Of what is made: in which time, and whether it is made, could be made or is a goal.

A product is proposed with its number; these two say what the number means. They are read from the
words beside it, have their place like any other field, and are left open where the words leave them
open.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from resupply.intake import rx
from resupply.intake.records import Record

_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
            "annual": "year", "annually": "year"}  # fmt: skip
#: Behind the number: "80,000 shells a year", "30,000 per month", "1,000 monthly".
_BEHIND = rx.compile(
    r"(?:\b(?:a|an|per|each|every)\s+|/\s?)(?P<unit>day|week|month|year)\b(?!\s+(?:ago|earlier|later))"
    r"|\b(?P<word>daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
#: Before it: "an annual output of 80,000", "a monthly rate of".
_BEFORE = rx.compile(r"\b(?P<word>daily|weekly|monthly|yearly|annual(?:ly)?)\b", re.IGNORECASE)
#: How far from the number a period may stand [characters].
_NEAR = 60
_KINDS = (
    ("capacity", rx.compile(
        r"\bcapacity\b|\b(?:can|could|able to|capable of)\s+(?:\w+\s){0,2}?"
        r"(?:mak|produc|manufactur|build|assembl|bottl|turn)", re.IGNORECASE)),
    ("target", rx.compile(
        r"\b(?:target|goal|aims?|plans?|planned|intends?|hopes?|expects?|expected|wants?|will|would"
        r"|is to|are to|to reach|eventual)\b", re.IGNORECASE)),
    ("output", rx.compile(
        r"\b(?:output|produc(?:es|ed|ing)|mak(?:es|ing)|made|manufactur(?:es|ed|ing)|built"
        r"|turns? out|turned out|assembl(?:es|ed))\b", re.IGNORECASE)),
)  # fmt: skip
_STOP = rx.compile(r"[.!?;]\s|\n")


class Found(NamedTuple):
    """A field with the place of its words."""

    value: str
    span: tuple[int, int]


def told(record: Record, text: str) -> Mapping[str, Found]:
    """Fields `per` and `type` of a product, as far as the words beside it tell them.

    Args:
        record: A record; others than of production have none.
        text: The document's text.
    """
    if record.kind != "production" or not record.fields.get("quantity"):
        return {}
    begin, end = _sentence(text, record.start, record.end)
    number = record.spans.get("quantity", (record.start, record.end))
    found = {"per": _period(text, begin, end, number), "type": _kind(text, begin, end, number)}
    return {name: value for name, value in found.items() if value}


def with_rates(record: Record, text: str) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """Fields and places of a record, with those of `told`; what it says itself stands."""
    fields, spans = dict(record.fields), dict(record.spans)
    for name, found in told(record, text).items():
        if name not in fields:
            fields[name], spans[name] = found
    return fields, spans


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in _STOP.finditer(text, 0, start)]
    behind = _STOP.search(text, end)
    return (before[-1] if before else 0), (behind.start() if behind else len(text))


def _period(text: str, begin: int, end: int, number: tuple[int, int]) -> Found | None:
    m = _BEHIND.search(text, number[1], min(end, number[1] + _NEAR))
    if m:
        return Found(m["unit"].lower() if m["unit"] else _PERIODS[m["word"].lower()], m.span())
    near = list(_BEFORE.finditer(text, max(begin, number[0] - _NEAR), number[0]))
    return Found(_PERIODS[near[-1]["word"].lower()], near[-1].span()) if near else None


def _kind(text: str, begin: int, end: int, number: tuple[int, int]) -> Found | None:
    """The word of its sentence that says it, the nearest before the number first."""
    for name, words in _KINDS:
        before = list(words.finditer(text, begin, number[0]))
        m = before[-1] if before else None
        if m or (name == "capacity" and (m := words.search(text, number[1], end))):
            return Found(name, m.span())
    return None
